// The rules of customers.
import type { Row } from '../../world/world.js'
import { RC } from './codes.js'
import { checkDimensions } from './document-codes.js'
import type { Draft } from './draft.js'
import { unknownCode, type Link } from './links.js'
import { rowsBy } from './lookup.js'
import { flag, number, text } from './values.js'

const CODES: readonly Link[] = [
  ['CATEGORY', 'CUSTOMER_CATEGORY', RC.INVALID_CATEGORY], ['DISTRICT', 'DISTRICT', RC.INVALID_DISTRICT], ['SELLER', 'SELLER', RC.INVALID_SELLER],
  ['CODE_OF_TERMS_OF_DELIVERY', 'TERMS_OF_DELIVERY', RC.INVALID_TERMS_OF_DELIVERY],
  ['CODE_OF_TERMS_OF_PAYMENT', 'TERMS_OF_PAYMENT', RC.INVALID_TERMS_OF_PAYMENT],
  ['CODE_OF_WAY_OF_DELIVERY', 'WAY_OF_DELIVERY', RC.INVALID_WAY_OF_DELIVERY], ['CODE_OF_CURRENCY', 'CURRENCY', RC.INVALID_CURRENCY],
  ['CODE_OF_LANGUAGE', 'LANGUAGE', RC.INVALID_LANGUAGE], ['PRICE_LIST', 'CODE_OF_PRICE_LIST', RC.INVALID_PRICE_LIST],
  ['CODE_OF_COUNTRY', 'COUNTRY', RC.INVALID_COUNTRY], ['DELIVERY_CODE_OF_COUNTRY', 'COUNTRY', RC.INVALID_COUNTRY],
  ['DISPATCHER', 'DISPATCHER', RC.INVALID_DISPATCHER], ['DISCOUNT_AGREEMENT', 'DISCOUNT_AGREEMENT', RC.INVALID_AGREEMENT],
]
/** What the discount agreement decides. */
const OF_THE_AGREEMENT = ['PRICE_LIST', 'INVOICE_DISCOUNT', 'ROW_DISCOUNT']
/** By the customer's field, the company's default for new ones. */
const DEFAULTS: Readonly<Record<string, string>> = {
  CODE_OF_TERMS_OF_PAYMENT: 'PAYMENT_TERMS', CODE_OF_TERMS_OF_DELIVERY: 'DELIVERY_TERMS', CODE_OF_WAY_OF_DELIVERY: 'DELIVERY_WAY',
  CREDIT_LIMIT: 'CREDIT_LIMIT', CATEGORY: 'CATEGORY', SELLER: 'SELLER', DISTRICT: 'DISTRICT', EXPORT: 'EXPORT', EU_CUSTOMER: 'EU_CUSTOMER',
  INTEREST_INVOICE: 'INTEREST_INVOICE', REMINDER: 'REMINDER', DEMAND_FEE: 'DEMAND_FEE', SUMMARY_INVOICE: 'SUMMARY_INVOICE',
}

/** Fills in a new customer from the company's settings. */
export function fillCustomer(draft: Draft, row: Row): void {
  const settings = draft.row('PRM2', 'PRM2')
  for (const [field, name] of Object.entries(DEFAULTS)) {
    const value = settings?.[`DEFAULT_CUST_${name}`]
    if (row[field] === undefined && value !== undefined && value !== '') row[field] = value
  }
}

/** set: what the caller set in this call. */
export function customerCode(draft: Draft, row: Row, before: Row | undefined, set: Row): number {
  if (before && text(before, 'NUMBER') !== text(row, 'NUMBER')) return RC.EDIT_DENIED_FIELD
  if (text(row, 'NAME') === '') return RC.NO_NAME
  if (text(row, 'DISCOUNT_AGREEMENT') !== '' && OF_THE_AGREEMENT.some((name) => name in set)) return RC.CUSTOMER_AGREEMENT_LOCK
  const unknown = unknownCode(draft, row, CODES)
  if (unknown !== RC.OK) return unknown
  const organisation = text(row, 'ORGANISATION_NUMBER')
  if (organisation !== '' && !flag(row, 'IGNORE_ORGANISATION_NUMBER_CHECK') && !hasCheckDigit(organisation)) return RC.CHECK_DIGIT
  return checkDimensions(draft, text(row, 'PROJECT'), text(row, 'PROFIT_CENTRE'))
}

export function customerRemovalCode(draft: Draft, row: Row): number {
  if (number(row, 'CLAIM') !== 0) return RC.DELETE_DENIED_DEBT
  const of = (table: string) => rowsBy(draft.world, table, 'CUSTOMER_NUMBER', text(row, 'NUMBER'))
  if (of('ORDER_HEAD').some((one) => !flag(one, 'DOCUMENT_CANCELLED'))) return RC.DELETE_DENIED_ORDER
  return of('INVOICE_HEAD').length + of('OFFER_HEAD').length > 0 ? RC.DELETE_DENIED_CONNECTION : RC.OK
}

/** A Swedish organisation or personal number, with or without century and hyphen: the last digit checks the others. */
function hasCheckDigit(number: string): boolean {
  const digits = number.replace(/^(\d\d)?(\d{6})[-+]?(\d{4})$/, '$2$3')
  if (!/^\d{10}$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return sum % 10 === 0
}
