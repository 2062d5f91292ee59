// Code lists: terms, ways, currencies, countries, sellers and the like.
import { DB } from '../adk.js'
import * as F from '../adk-fields.js'
import { CODE_AND_TEXT, register, shapes, STAMP, TEXT, NUMBER, FLAG, VARIANTS_WITH_MEMBERS, type Ids, type Shapes } from './register.js'

const code = (
  db: number, name: string, ids: Ids, order: number, made: { key?: string; shapes?: Shapes; by?: string; family?: string } = {},
) => {
  const key = made.key ?? 'CODE'
  return register({
    db, name, ids, key, family: made.family ?? `CODE_OF_${name}`, shapes: { ...CODE_AND_TEXT, ...made.shapes },
    orders: { [order]: made.by ?? key },
  })
}

export const CODE_REGISTERS = [
  code(DB.TERMS_OF_DELIVERY, 'TERMS_OF_DELIVERY', F.TERMS_OF_DELIVERY, 28),
  code(DB.WAY_OF_DELIVERY, 'WAY_OF_DELIVERY', F.WAY_OF_DELIVERY, 29),
  code(DB.TERMS_OF_PAYMENT, 'TERMS_OF_PAYMENT', F.TERMS_OF_PAYMENT, 30, { shapes: { PAYMENT_CODE: TEXT(6) } }),
  code(DB.WAY_OF_PAYMENT, 'WAY_OF_PAYMENT', F.WAY_OF_PAYMENT, 129, { shapes: { ACCOUNT: TEXT(6) } }),
  code(DB.ADJUSTMENT_CODE, 'ADJUSTMENT_CODE', F.ADJUSTMENT_CODE, 168, { shapes: { ACCOUNT: TEXT(6) } }),
  code(DB.LANGUAGE, 'LANGUAGE', F.LANGUAGE, 31, { shapes: { CODE: TEXT(3), ISO: FLAG } }),
  code(DB.CURRENCY, 'CURRENCY', F.CURRENCY, 33, {
    shapes: { CODE: TEXT(4), COUNTRY: TEXT(24), ...shapes({ number: { 0: 'UNIT', 6: 'SELL BUY' }, date: 'DATE_OF_REGISTRATION' }) },
  }),
  code(DB.COUNTRY, 'COUNTRY', F.COUNTRY, 160, {
    family: 'CODE_OF_COUNTRY_CODE', shapes: { CODE: TEXT(3), COUNTRY: TEXT(24), ISO: FLAG },
  }),
  code(DB.CUSTOMER_CATEGORY, 'CUSTOMER_CATEGORY', F.CUSTOMER_CATEGORY, 34, { shapes: { MEMBER_CATEGORY: FLAG } }),
  code(DB.DISTRICT, 'DISTRICT', F.DISTRICT, 35),
  code(DB.SELLER, 'SELLER', F.SELLER, 36, {
    key: 'SIGN', shapes: { SIGN: TEXT(6), NAME: TEXT(25), SELLER: FLAG, REF: FLAG, ATT: FLAG, TIMESTAMP: STAMP },
  }),
  code(DB.PROFIT_CENTRE, 'PROFIT_CENTRE', F.PROFIT_CENTRE, 42, {
    key: 'YEAR_ID CODE', by: 'CODE YEAR_ID', shapes: { YEAR_ID: TEXT(1), NAME: TEXT(20) },
  }),
  code(DB.DISPATCHER, 'DISPATCHER', F.DISPATCHER, 100, {
    family: 'DISPATCHER', key: 'ID', shapes: { ID: TEXT(10), OUR_CUSTOMER_NUMBER: TEXT(20) },
  }),
  code(DB.DISCOUNT, 'DISCOUNT', F.DISCOUNT, 183, { shapes: { FILTER: TEXT(6), PER_CENT: NUMBER(2) } }),
  ...Array.from({ length: 10 }, (_, at) => register({
    db: DB.FREE_CATEGORY_1 + at, name: `FREE_CATEGORY_${at + 1}`, ids: { CODE: 0, TEXT: 1, TIMESTAMP: 2 }, shapes: CODE_AND_TEXT,
    key: 'CODE', orders: { 221: 'CODE' }, only: VARIANTS_WITH_MEMBERS,
  })),
]
