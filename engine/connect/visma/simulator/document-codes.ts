// Whether the codes that a document names are there: terms, ways, currencies, projects, accounts.
import { WARNING } from '../adk.js'
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import type { Draft } from './draft.js'
import { unknownCode, type Link } from './links.js'
import { rowsBy } from './lookup.js'
import { flag, number, text } from './values.js'

const HEAD_CODES: readonly Link[] = [
  ['CODE_OF_TERMS_OF_DELIVERY', 'TERMS_OF_DELIVERY', RC.INVALID_TERMS_OF_DELIVERY],
  ['CODE_OF_TERMS_OF_PAYMENT', 'TERMS_OF_PAYMENT', RC.INVALID_TERMS_OF_PAYMENT],
  ['CODE_OF_WAY_OF_DELIVERY', 'WAY_OF_DELIVERY', RC.INVALID_WAY_OF_DELIVERY],
  ['CURRENCY_CODE', 'CURRENCY', RC.INVALID_CURRENCY], ['LANGUAGE_CODE', 'LANGUAGE', RC.INVALID_LANGUAGE],
  ['LIST_OF_PRICE_CODE', 'CODE_OF_PRICE_LIST', RC.INVALID_PRICE_LIST], ['SELLER_CODE', 'SELLER', RC.INVALID_SELLER],
  ['DISTRICT_CODE', 'DISTRICT', RC.INVALID_DISTRICT], ['DISPATCHER', 'DISPATCHER', RC.INVALID_DISPATCHER],
  ['CODE_OF_COUNTRY', 'COUNTRY', RC.INVALID_COUNTRY], ['DELIVERY_CODE_OF_COUNTRY', 'COUNTRY', RC.INVALID_COUNTRY],
]
const VAT_CODE = /^[0-4]?$/

/** The code of the first thing that is wrong with a head. */
export function checkCodes(draft: Draft, row: Row): number {
  const unknown = unknownCode(draft, row, HEAD_CODES)
  if (unknown !== RC.OK) return unknown
  if (!VAT_CODE.test(text(row, 'CARGO_VAT_CODE')) || !VAT_CODE.test(text(row, 'VAT_CODE_DISPATCH_FEE'))) return RC.INVALID_VAT_CODE
  if (!['', 'F', 'K'].includes(text(row, 'TYPE_OF_INVOICE'))) return RC.INVALID_INVOICE_TYPE
  return checkDimensions(draft, text(row, 'PROJECT_CODE'), text(row, 'PROFIT_CENTRE'))
}

/** The code of the first thing that is wrong with a row; its article is there. */
export function checkRow(draft: Draft, row: Row): number {
  if (text(row, 'ARTICLE_NUMBER') === '') return RC.OK
  if (!VAT_CODE.test(text(row, 'VAT_CODE'))) return RC.INVALID_VAT_CODE
  const unit = text(row, 'UNIT')
  if (unit !== '' && !draft.row('UNIT', unit)) return RC.INVALID_UNIT
  if (number(row, 'HOURS_WORKED') !== 0 && !flag(row, 'LABOUR_COST')) return RC.HOURS_ON_OTHER_ROW
  const account = text(row, 'ACCOUNT_NUMBER')
  const accounts = account === '' ? [] : rowsBy(draft.world, 'ACCOUNT', 'NUMBER', account)
  if (account !== '' && accounts.length === 0) return RC.INVALID_ACCOUNT
  if (accounts.some((one) => flag(one, 'NOT_ACTIVE'))) draft.warn(WARNING.ACCOUNT_NOT_ACTIVE)
  return checkDimensions(draft, text(row, 'PROJECT'), text(row, 'PROFIT_CENTRE'))
}

export function checkDimensions(draft: Draft, project: string, profitCentre: string): number {
  const known = draft.row('PROJECT', project)
  if (project !== '' && !known) return RC.INVALID_PROJECT
  if (flag(known, 'CLOSED')) return RC.PROJECT_COMPLETED
  if (profitCentre !== '' && rowsBy(draft.world, 'PROFIT_CENTRE', 'CODE', profitCentre).length === 0) return RC.INVALID_PROFIT_CENTRE
  return RC.OK
}
