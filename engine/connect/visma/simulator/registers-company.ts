// The company's own settings: one record each. Their shapes follow from the names.
import { DB, PRM, PRM2 } from '../adk.js'
import { FLAG, NUMBER, register, TEXT, type Ids, type Shape, type Shapes } from './register.js'

const FLAG_NAMES = /_ACTIVATED$|_ACTIVE$|^DEFAULT_CUST_(EXPORT|EU_CUSTOMER|INTEREST_INVOICE|REMINDER|DEMAND_FEE|DO_NOT_CREATE_BACKORDER|DISPATCH_FEE|SUMMARY_INVOICE|CARGO_FEE|ADDRESS_TO_BOOKING)$|^(DEFAULT_ARTICLE_STOCK_GOODS|AKI_OCR|DEFAULT_INVOICE_CREDIT_NOTE_STORAGE_AFFECT)$/
const NUMBER_NAMES = /^VAT[1-4]$|_PERCENT|_MAX_AMOUNT|^LIMIT_|_ROUND(_FROM)?[1-4]$|^DEFAULT_OOI_(?!OUR)|_CREDIT_LIMIT$|_VALID_TIME$|_BARCODE_TYPE$|^DATABASE_VERSION$/
const LONG_NAMES = /NAME$|ADDRESS|ADRESS|REFERENCE$|^EMAIL$|^WWW$/
const SHORT_NAMES = /CURRENCY$|CURRENCY_CODE$/

export const COMPANY_REGISTERS = [
  register({ db: DB.PRM, name: 'PRM', ids: PRM, shapes: shapesOf(PRM), key: '' }),
  register({ db: DB.PRM2, name: 'PRM2', ids: PRM2, shapes: shapesOf(PRM2), key: '' }),
]

function shapesOf(ids: Ids): Shapes {
  return Object.fromEntries(Object.keys(ids).map((name) => [name, shapeOf(name)]))
}

function shapeOf(name: string): Shape {
  if (FLAG_NAMES.test(name)) return FLAG
  if (NUMBER_NAMES.test(name)) return name === 'DATABASE_VERSION' ? [4, 2, { readOnly: true }] : NUMBER(2)
  if (name === 'PROGRAM') return [2, 20, { readOnly: true }]
  if (SHORT_NAMES.test(name)) return TEXT(4)
  return TEXT(LONG_NAMES.test(name) ? 50 : 20)
}
