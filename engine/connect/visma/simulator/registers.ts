// The registers of the simulated program as data: fields with type, length, decimals and rights,
// keys, sort orders. What is not known of the real program is set on the strict side.
import { ARTICLE, ARTICLE_ACCOUNT, ARTICLE_GROUP, DB, ORDER, PRICE, PRICE_LIST, PRM, PRM2, TYPE, UNIT, VARIANT } from '../adk.js'
import type { Row } from '../../world/world.js'

export interface Field {
  readonly id: number
  /** The API's name of the field without the register's; rows of a world are written with these. */
  readonly name: string
  readonly type: number
  readonly length: number
  readonly decimals: number
  /** Computed or kept by the program. */
  readonly readOnly: boolean
  /** Product variants that have the field; left out: all. */
  readonly only?: readonly number[]
}

export interface SortOrder {
  readonly id: number
  /** Names of the fields that it goes by; the first is the one that Find looks for. */
  readonly by: readonly string[]
  /** Where the order shows only a part of the register. */
  readonly shows?: (row: Row) => boolean
}

export interface Register {
  readonly db: number
  readonly name: string
  readonly fields: ReadonlyMap<number, Field>
  /** Names of the fields that together name a record; none: the register has one single record. */
  readonly key: readonly string[]
  readonly orders: readonly SortOrder[]
  readonly only?: readonly number[]
}

type Ids = Readonly<Record<string, number>>
type Shape = readonly [type: number, size?: number, more?: Partial<Field>]

const { BOOL, CHAR, DATE, DOUBLE } = TYPE
const READ_ONLY = { readOnly: true }
const TEXT = (length: number): Shape => [CHAR, length]
const NUMBER = (decimals: number): Shape => [DOUBLE, decimals]
const FLAG: Shape = [BOOL]
const STAMP: Shape = [DATE, 0, READ_ONLY]
const FIGURE: Shape = [DOUBLE, 3, READ_ONLY]
const CODE_AND_TEXT = { CODE: TEXT(6), TEXT: TEXT(25), TIMESTAMP: STAMP }

const BASE = (row: Row) => row['BASE'] === true
const BREAK = (row: Row) => row['BASE'] !== true

export const REGISTERS: ReadonlyMap<number, Register> = new Map([
  register(DB.ARTICLE, 'ARTICLE', ARTICLE, {
    NUMBER: TEXT(16), NAME: TEXT(30), NAME_X: TEXT(30), SHORT_NAME: TEXT(15), GROUP: TEXT(6), ACCOUNTING_CODE: TEXT(10),
    STOCK_GOODS: FLAG, UNIT_CODE: TEXT(4), SORT_ORDER: TEXT(15), QUANTITY_IN_STOCK: FIGURE, QUANTITY_RESERVED: FIGURE,
    ORDER_POINT: NUMBER(3), MINIMUM_ORDER: NUMBER(3), MAXIMUM_ORDER: NUMBER(3), ORDERED_QUANTITY: FIGURE,
    TIME_OF_DELIVERY: NUMBER(0), PLACE_IN_STOCK: TEXT(16), WEIGHT: NUMBER(4), VOLUME: NUMBER(4), SUPPLIER_NUMBER: TEXT(16),
    REMARK1: TEXT(60), REMARK2: TEXT(60), STOCK_VALUE_INACTIVE: [BOOL, 0, READ_ONLY], PRICE_LIST: [CHAR, 10, READ_ONLY],
    PRICE: [DOUBLE, 2, READ_ONLY], DISPOSABLE_IN_STOCK: FIGURE, BAR_CODE: TEXT(30), BAR_CODE_TYPE: NUMBER(0), PARCEL: FLAG,
    TYPE: [CHAR, 1, { only: [VARIANT.FORENING] }], WEBSHOP: FLAG, TIMESTAMP: STAMP, INACTIVE: FLAG, NOTE: TEXT(250),
  }, ['NUMBER'], [
    { id: ORDER.ARTICLE_NUMBER, by: ['NUMBER'] },
    { id: ORDER.ARTICLE_NAME, by: ['NAME'] },
    { id: ORDER.ARTICLE_GROUP, by: ['GROUP'] },
    { id: ORDER.ARTICLE_WEB_SHOP, by: ['NUMBER'], shows: (row) => row['WEBSHOP'] === true },
  ]),
  register(DB.PRICE, 'PRICE', PRICE, {
    PRICE_LIST: TEXT(10), ARTICLE_NUMBER: TEXT(16), QUANTITY: NUMBER(3), PRICE: NUMBER(2), BASE: FLAG, PER_CENT: NUMBER(2),
    DATE_OF_CHANGE: STAMP, TIMESTAMP: STAMP,
  }, ['PRICE_LIST', 'ARTICLE_NUMBER', 'QUANTITY'], [
    { id: ORDER.PRICE_BY_LIST, by: ['PRICE_LIST', 'ARTICLE_NUMBER', 'QUANTITY'] },
    { id: ORDER.BASE_PRICE_BY_LIST, by: ['PRICE_LIST', 'ARTICLE_NUMBER'], shows: BASE },
    { id: ORDER.BREAK_PRICE_BY_LIST, by: ['PRICE_LIST', 'ARTICLE_NUMBER', 'QUANTITY'], shows: BREAK },
    { id: ORDER.PRICE_BY_ARTICLE, by: ['ARTICLE_NUMBER', 'PRICE_LIST', 'QUANTITY'] },
    { id: ORDER.BASE_PRICE_BY_ARTICLE, by: ['ARTICLE_NUMBER', 'PRICE_LIST'], shows: BASE },
    { id: ORDER.BREAK_PRICE_BY_ARTICLE, by: ['ARTICLE_NUMBER', 'PRICE_LIST', 'QUANTITY'], shows: BREAK },
  ]),
  register(DB.PRICE_LIST, 'CODE_OF_PRICE_LIST', PRICE_LIST, {
    CODE: TEXT(10), TEXT: TEXT(25), CURRENCY_CODE: TEXT(4), LANGUAGE_CODE: TEXT(3), INCLUDING_VAT: FLAG, NOTE: TEXT(60),
    CHANGE_DATE: STAMP, TIMESTAMP: STAMP,
  }, ['CODE'], [{ id: ORDER.PRICE_LIST, by: ['CODE'] }]),
  register(DB.ARTICLE_GROUP, 'ARTICLE_GROUP', ARTICLE_GROUP, CODE_AND_TEXT, ['CODE'],
    [{ id: ORDER.CODE_OF_ARTICLE_GROUP, by: ['CODE'] }]),
  register(DB.ARTICLE_ACCOUNT, 'ARTICLE_ACCOUNT', ARTICLE_ACCOUNT, {
    ...CODE_AND_TEXT, CODE: TEXT(10), SALES: TEXT(6), EXPORT_SALES: TEXT(6), SALES_EU: TEXT(6), VAT: TEXT(1),
  }, ['CODE'], [{ id: ORDER.CODE_OF_ARTICLE_ACCOUNT, by: ['CODE'] }]),
  register(DB.UNIT, 'UNIT', UNIT, {
    CODE: TEXT(4), DOMESTIC: FLAG, LANGUAGE: TEXT(3), TEXT: TEXT(15), DECIMALS: NUMBER(0), ISO: TEXT(3), TIMESTAMP: STAMP,
  }, ['CODE'], [{ id: ORDER.UNIT, by: ['CODE'] }]),
  register(DB.PRM, 'PRM', PRM, {
    NAME: TEXT(50), ORGANISATION_NUMBER: TEXT(15), CODE_OF_CURRENCY: TEXT(4), PROGRAM: [CHAR, 20, READ_ONLY],
    DATABASE_VERSION: [DOUBLE, 2, READ_ONLY], CURRENCY_CODE: TEXT(4), DEFAULT_ARTICLE_GROUP: TEXT(6),
    DEFAULT_ARTICLE_ACCOUNTING_CODE: TEXT(10), DEFAULT_ARTICLE_UNIT_CODE: TEXT(4), DEFAULT_ARTICLE_STOCK_GOODS: FLAG,
    PRICE_4_DECIMALS_ACTIVATED: FLAG, DEFAULT_ARTICLE_BARCODE_TYPE: NUMBER(0), BARCODE_ACTIVATED: FLAG,
  }, [], []),
  register(DB.PRM2, 'PRM2', PRM2, {
    VAT1: NUMBER(2), VAT2: NUMBER(2), VAT3: NUMBER(2), VAT4: NUMBER(2), DEFAULT_PRICELIST: TEXT(10), NEXT_ARTICLE_NO: TEXT(16),
  }, [], []),
  register(DB.FREE_CATEGORY_1, 'FREE_CATEGORY_1', { CODE: 0, TEXT: 1, TIMESTAMP: 2 }, CODE_AND_TEXT, ['CODE'], [],
    [VARIANT.FORENING]),
].map((one) => [one.db, one]))

/** Every sort order that some register has. */
export const ALL_ORDERS: ReadonlySet<number> = new Set(
  [...REGISTERS.values()].flatMap((one) => one.orders.map((order) => order.id)),
)

/** The key of a price row; quantity 0 is the base price. A list's code has no bar in it, so no two rows share a key. */
export function priceKey(list: string, article: string, quantity = 0): string {
  return [list, article, quantity].join('|')
}

/** The key of a row in its table. A register of one record keeps it under its own name. */
export function rowKey(register: Register, row: Row): string {
  if (register.key.length === 0) return register.name
  return register.key.map((name) => String(row[name] ?? (name === 'QUANTITY' ? 0 : ''))).join('|')
}

function register(
  db: number, name: string, ids: Ids, shapes: Readonly<Record<string, Shape>>, key: readonly string[],
  orders: readonly SortOrder[], only?: readonly number[],
): Register {
  const fields = Object.entries(ids).filter(([field]) => field in shapes).map(([field, id]): [number, Field] => {
    const [type, size = 0, more = {}] = shapes[field] as Shape
    const length = type === CHAR ? size : 0
    const decimals = type === DOUBLE ? size : 0
    return [id, { id, name: field, type, length, decimals, readOnly: false, ...more }]
  })
  return { db, name, fields: new Map(fields), key, orders, ...(only ? { only } : {}) }
}
