// Records of small registers that point at other records: what must be there, and who uses a code.
import type { Row } from '../../world/world.js'
import { RC } from './codes.js'
import type { Draft } from './draft.js'
import { rowsBy } from './lookup.js'
import { flag, text } from './values.js'

/** A field, the table that it points into, the code where nothing is there. */
export type Link = readonly [field: string, table: string, rc: number]

const LINKS: Readonly<Record<string, readonly Link[]>> = {
  ARTICLE_PARCEL: [['NR', 'ARTICLE', RC.ARTICLE_NOT_FOUND], ['ARTICLE_NR', 'ARTICLE', RC.ARTICLE_NOT_FOUND]],
  ARTICLE_NAME: [['ARTICLE_NUMBER', 'ARTICLE', RC.ARTICLE_NOT_FOUND], ['LANGUAGE_CODE', 'LANGUAGE', RC.INVALID_LANGUAGE]],
  CUSTOMER_ARTICLE: [['ARTNR', 'ARTICLE', RC.ARTICLE_NOT_FOUND], ['CUSTNR', 'CUSTOMER', RC.CUSTOMER_NOT_FOUND]],
  DELIVERY_ADDRESS: [['CUSTOMER_NUMBER', 'CUSTOMER', RC.CUSTOMER_NOT_FOUND]],
  YOUR_REF_CUSTOMER: [['NUMBER', 'CUSTOMER', RC.CUSTOMER_NOT_FOUND]],
  CUSTOMER_DISCOUNT_ROW: [['CODE', 'DISCOUNT_AGREEMENT', RC.INVALID_AGREEMENT]],
  DISCOUNT_AGREEMENT: [['PRICE_LIST', 'CODE_OF_PRICE_LIST', RC.INVALID_PRICE_LIST]],
}
/** By table: who points at its codes. */
const USED_BY: Readonly<Record<string, readonly (readonly [table: string, field: string])[]>> = {
  ARTICLE_GROUP: [['ARTICLE', 'GROUP']], ARTICLE_ACCOUNT: [['ARTICLE', 'ACCOUNTING_CODE']], UNIT: [['ARTICLE', 'UNIT_CODE']],
  CODE_OF_PRICE_LIST: [['PRICE', 'PRICE_LIST'], ['CUSTOMER', 'PRICE_LIST']], TERMS_OF_PAYMENT: [['CUSTOMER', 'CODE_OF_TERMS_OF_PAYMENT']],
  TERMS_OF_DELIVERY: [['CUSTOMER', 'CODE_OF_TERMS_OF_DELIVERY']], WAY_OF_DELIVERY: [['CUSTOMER', 'CODE_OF_WAY_OF_DELIVERY']],
  CURRENCY: [['CUSTOMER', 'CODE_OF_CURRENCY'], ['CODE_OF_PRICE_LIST', 'CURRENCY_CODE']], LANGUAGE: [['CUSTOMER', 'CODE_OF_LANGUAGE']],
  COUNTRY: [['CUSTOMER', 'CODE_OF_COUNTRY']], SELLER: [['CUSTOMER', 'SELLER']], DISTRICT: [['CUSTOMER', 'DISTRICT']],
  CUSTOMER_CATEGORY: [['CUSTOMER', 'CATEGORY']], DISCOUNT_AGREEMENT: [['CUSTOMER', 'DISCOUNT_AGREEMENT']],
  WAY_OF_PAYMENT: [['CUSTOMER_PAYMENT', 'PAYMENT_CODE']], ADJUSTMENT_CODE: [['CUSTOMER_PAYMENT', 'ADJUSTMENT_CODE']],
}

/** The code of the first field that points at nothing; an empty one points nowhere. */
export function unknownCode(draft: Draft, row: Row, links: readonly Link[]): number {
  for (const [field, table, rc] of links) {
    const code = text(row, field)
    if (code !== '' && !draft.row(table, code)) return rc
  }
  return RC.OK
}

export function linkCode(draft: Draft, table: string, row: Row): number {
  const unknown = unknownCode(draft, row, LINKS[table] ?? [])
  if (unknown !== RC.OK) return unknown
  if (table === 'ARTICLE_PARCEL' && !flag(draft.row('ARTICLE', text(row, 'NR')), 'PARCEL')) return RC.ARTICLE_NOT_FOUND
  return table === 'CUSTOMER_DISCOUNT_ROW' ? discountRowCode(draft, row) : RC.OK
}

export function isUsed(draft: Draft, table: string, code: string): boolean {
  return (USED_BY[table] ?? []).some(([by, field]) => rowsBy(draft.world, by, field, code).length > 0)
}

/** A row of an agreement goes by a group or by an article, as its flag says. */
function discountRowCode(draft: Draft, row: Row): number {
  const [yes, no] = flag(row, 'ARTICLE_GROUP_FLAG') ? ['ARTICLE_GROUP', 'ARTICLE_NUMBER'] : ['ARTICLE_NUMBER', 'ARTICLE_GROUP']
  if (text(row, yes as string) === '' || text(row, no as string) !== '') return RC.DISCOUNT_ROW_COMBINATION
  const table = yes === 'ARTICLE_GROUP' ? 'ARTICLE_GROUP' : 'ARTICLE'
  if (!draft.row(table, text(row, yes as string))) return table === 'ARTICLE' ? RC.ARTICLE_NOT_FOUND : RC.INVALID_GROUP
  return text(row, 'PRICELIST') === '' || draft.row('CODE_OF_PRICE_LIST', text(row, 'PRICELIST')) ? RC.OK : RC.INVALID_PRICE_LIST
}
