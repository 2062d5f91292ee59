// Articles, their prices, names and contents, and stock moved by hand.
import { ARTICLE, ARTICLE_ACCOUNT, ARTICLE_GROUP, DB, ORDER, PRICE, PRICE_LIST, TYPE, UNIT, VARIANT } from '../adk.js'
import { ARTICLE_NAME, ARTICLE_PARCEL, CUSTOMER_ARTICLE, MANUAL_DELIVERY_IN, MANUAL_DELIVERY_OUT } from '../adk-fields.js'
import type { Row } from '../../world/world.js'
import { CODE_AND_TEXT, FIGURE, FLAG, NUMBER, register, shapes, STAMP, TEXT } from './register.js'

const { BOOL, CHAR, DOUBLE } = TYPE
const READ_ONLY = { readOnly: true }
const BASE = (row: Row) => row['BASE'] === true
const BREAK = (row: Row) => row['BASE'] !== true
const MANUAL = {
  number: { 3: 'QUANTITY', 2: 'PRICE_EACH CARGO_AMOUNT_EACH', 0: 'DOCUMENT_NUMBER' }, flag: 'CANCELLED', date: 'DATE BEST_BEFORE',
  text: { 16: 'ARTICLE_NUMBER', 60: 'TEXT', 6: 'ACCOUNT PROFIT_CENTRE', 10: 'PROJECT', 20: 'SERIAL_NUMBER BATCH_NUMBER' },
  stamp: 'TIMESTAMP',
}
const MANUAL_SHAPES = {
  ...shapes(MANUAL), ARTICLE_NAME: [CHAR, 30, READ_ONLY], UNIT: [CHAR, 4, READ_ONLY], JOURNAL_PRINTED: [BOOL, 0, READ_ONLY],
} as const

export const ARTICLE_REGISTERS = [
  register({
    db: DB.ARTICLE, name: 'ARTICLE', ids: ARTICLE, key: 'NUMBER',
    shapes: {
      ...shapes({
        text: {
          2: 'LAND_OF_ORIGIN_CODE', 15: 'SHORT_NAME SORT_ORDER LAND_OF_ORIGIN EXPORT_CODE', 16: 'NUMBER PLACE_IN_STOCK SUPPLIER_NUMBER',
          30: 'NAME NAME_X BAR_CODE', 6: 'GROUP', 10: 'ACCOUNTING_CODE TAX_REDUCTION_TYPES_ID', 4: 'UNIT_CODE', 60: 'REMARK1 REMARK2',
          1: 'TYPE_OF_ARTICLE', 250: 'NOTE DOCUMENT_PATH IMAGE_PATH',
        },
        number: {
          0: 'TIME_OF_DELIVERY BAR_CODE_TYPE', 2: 'ESTIMATED_PURCHASE_PRICE ESTIMATED_CARGO_FEE ESTIMATED_OTHER',
          3: 'ORDER_POINT MINIMUM_ORDER MAXIMUM_ORDER', 4: 'WEIGHT VOLUME',
        },
        flag: 'STOCK_GOODS NOTE_OF_OUTSTANDING_ARTICLES PARCEL WEBSHOP INACTIVE',
        amount: 'LAST_PURCHASE_PRICE STOCK_VALUE ESTIMATED_TOTAL_PURCHASE_PRICE', stamp: 'INVOICE_DATE INVENTORY_DATE TIMESTAMP',
      }),
      QUANTITY_IN_STOCK: FIGURE, QUANTITY_RESERVED: FIGURE, ORDERED_QUANTITY: FIGURE, DISPOSABLE_IN_STOCK: FIGURE,
      STOCK_VALUE_INACTIVE: [BOOL, 0, READ_ONLY], PRICE_LIST: [CHAR, 10, READ_ONLY], PRICE: [DOUBLE, 2, READ_ONLY],
      TYPE: [CHAR, 1, { only: [VARIANT.FORENING] }],
    },
    orders: {
      [ORDER.ARTICLE_NUMBER]: 'NUMBER', [ORDER.ARTICLE_NAME]: 'NAME', [ORDER.ARTICLE_GROUP]: 'GROUP', 18: 'SHORT_NAME',
      19: 'SORT_ORDER', 91: 'PLACE_IN_STOCK', [ORDER.ARTICLE_WEB_SHOP]: ['NUMBER', (row) => row['WEBSHOP'] === true],
      [ORDER.ARTICLE_LACK_OF]: ['NUMBER', lacking],
    },
  }),
  register({
    db: DB.PRICE, name: 'PRICE', ids: PRICE, key: 'PRICE_LIST ARTICLE_NUMBER QUANTITY',
    shapes: {
      PRICE_LIST: TEXT(10), ARTICLE_NUMBER: TEXT(16), QUANTITY: NUMBER(3), PRICE: NUMBER(2), BASE: FLAG, PER_CENT: NUMBER(2),
      DATE_OF_CHANGE: STAMP, TIMESTAMP: STAMP,
    },
    first: ORDER.PRICE_BY_LIST,
    orders: {
      [ORDER.PRICE_BY_LIST]: 'PRICE_LIST ARTICLE_NUMBER QUANTITY', [ORDER.BASE_PRICE_BY_LIST]: ['PRICE_LIST ARTICLE_NUMBER', BASE],
      [ORDER.BREAK_PRICE_BY_LIST]: ['PRICE_LIST ARTICLE_NUMBER QUANTITY', BREAK],
      [ORDER.PRICE_BY_ARTICLE]: 'ARTICLE_NUMBER PRICE_LIST QUANTITY', [ORDER.BASE_PRICE_BY_ARTICLE]: ['ARTICLE_NUMBER PRICE_LIST', BASE],
      [ORDER.BREAK_PRICE_BY_ARTICLE]: ['ARTICLE_NUMBER PRICE_LIST QUANTITY', BREAK],
    },
  }),
  register({
    db: DB.PRICE_LIST, name: 'CODE_OF_PRICE_LIST', ids: PRICE_LIST, key: 'CODE', orders: { [ORDER.PRICE_LIST]: 'CODE' },
    shapes: shapes({
      text: { 3: 'LANGUAGE_CODE', 4: 'CURRENCY_CODE', 10: 'CODE', 25: 'TEXT', 60: 'NOTE' }, flag: 'INCLUDING_VAT',
      number: { 2: 'INTERVAL1 INTERVAL2 INTERVAL3 INTERVAL4 ROUND_OFF1 ROUND_OFF2 ROUND_OFF3 ROUND_OFF4' },
      stamp: 'CHANGE_DATE TIMESTAMP',
    }),
  }),
  register({
    db: DB.ARTICLE_GROUP, name: 'ARTICLE_GROUP', family: 'CODE_OF_ARTICLE_GROUP', ids: ARTICLE_GROUP, shapes: CODE_AND_TEXT,
    key: 'CODE', orders: { [ORDER.CODE_OF_ARTICLE_GROUP]: 'CODE' },
  }),
  register({
    db: DB.ARTICLE_ACCOUNT, name: 'ARTICLE_ACCOUNT', family: 'CODE_OF_ARTICLE_ACCOUNT', ids: ARTICLE_ACCOUNT, key: 'CODE',
    shapes: shapes({
      text: { 1: 'VAT VAT_EU', 6: 'SALES EXPORT_SALES SALES_EU PURCHASE STOCK STOCK_CHANGE PROFIT_CENTRE', 10: 'CODE PROJECT', 25: 'TEXT' },
      flag: 'SERVICE', stamp: 'TIMESTAMP',
    }),
    orders: { [ORDER.CODE_OF_ARTICLE_ACCOUNT]: 'CODE' },
  }),
  register({
    db: DB.UNIT, name: 'UNIT', family: 'CODE_OF_UNIT', ids: UNIT, key: 'CODE', orders: { [ORDER.UNIT]: 'CODE' },
    shapes: shapes({ text: { 3: 'LANGUAGE ISO', 4: 'CODE', 15: 'TEXT' }, flag: 'DOMESTIC', number: { 0: 'DECIMALS' }, stamp: 'TIMESTAMP' }),
  }),
  register({
    db: DB.ARTICLE_PARCEL, name: 'ARTICLE_PARCEL', family: 'CODE_OF_ARTICLE_PARCEL', ids: ARTICLE_PARCEL, key: 'NR ROWNR',
    shapes: shapes({
      text: { 1: 'TYPE_OF_ROW', 16: 'NR ARTICLE_NR', 60: 'TEXT TEXT2' }, number: { 0: 'ROWNR', 3: 'QUANTITY' },
      flag: 'WRITE_OFFER WRITE_ORDER WRITE_INVOICE WRITE_DELIVERY_NOTE', amount: 'TOTAL', stamp: 'TIMESTAMP',
    }),
    orders: { 113: 'NR ROWNR', 114: 'NR ARTICLE_NR', 115: 'ARTICLE_NR NR' },
  }),
  register({
    db: DB.ARTICLE_NAME, name: 'ARTICLE_NAME', family: 'CODE_OF_ARTICLE_NAME', ids: ARTICLE_NAME, key: 'LANGUAGE_CODE ARTICLE_NUMBER',
    shapes: shapes({ text: { 3: 'LANGUAGE_CODE', 16: 'ARTICLE_NUMBER', 30: 'NAME NAME2' }, stamp: 'TIMESTAMP' }),
    orders: { 116: 'ARTICLE_NUMBER LANGUAGE_CODE' },
  }),
  register({
    db: DB.CUSTOMER_ARTICLE, name: 'CUSTOMER_ARTICLE', ids: CUSTOMER_ARTICLE, key: 'CUSTNR ARTNR',
    shapes: shapes({ text: { 16: 'ARTNR CUSTNR CUSTARTNR' }, stamp: 'TIMESTAMP' }),
    orders: { 234: 'ARTNR CUSTNR', 235: 'CUSTNR ARTNR', 236: 'CUSTNR CUSTARTNR' },
  }),
  register({
    db: DB.MANUAL_DELIVERY_IN, name: 'MANUAL_DELIVERY_IN', ids: MANUAL_DELIVERY_IN, key: 'DOCUMENT_NUMBER', shapes: MANUAL_SHAPES,
    orders: { 98: 'DOCUMENT_NUMBER' },
  }),
  register({
    db: DB.MANUAL_DELIVERY_OUT, name: 'MANUAL_DELIVERY_OUT', ids: MANUAL_DELIVERY_OUT, key: 'DOCUMENT_NUMBER', shapes: MANUAL_SHAPES,
    orders: { 99: 'DOCUMENT_NUMBER' },
  }),
]

/** Stock goods of which less is free to sell than the order point says. */
function lacking(row: Row): boolean {
  const free = Number(row['QUANTITY_IN_STOCK'] ?? 0) - Number(row['QUANTITY_RESERVED'] ?? 0)
  return row['STOCK_GOODS'] === true && free < Number(row['ORDER_POINT'] ?? 0)
}
