// Credit invoices: made from an original, with positive amounts.
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import type { Draft } from './draft.js'
import type { Register } from './register.js'
import { flag, number, text } from './values.js'

/** What of the original comes along, by CREDIT_INVOICE_COPY_WHAT. */
const WHOLE = 0
const CUSTOMER_ONLY = 1
const NOTHING = 2
/** What belongs to the original alone. */
const NOT_COPIED = /^(DOCUMENT_|ORDER_|STOCK_|BALANCE|LAST_PAYMENT|JOURNAL|BOOKED|EXTRA_DOCUMENT|FROM_ORDER|OCR_|CREATED_|TIMESTAMP|ROWS|NUMBER_OF_ORIGINAL|TYPE_|TAX_REDUCTION)/

/** The rows of the new document, its head filled from the original where one is named; a number is a refusal. */
export function copyOriginal(draft: Draft, register: Register, row: Row, rows: Row[]): Row[] | number {
  const original = number(row, 'CREDIT_INVOICE_COPY_NUMBER')
  if (original === 0) return rows
  const what = number(row, 'CREDIT_INVOICE_COPY_WHAT')
  if (register.name !== 'INVOICE_HEAD' || ![WHOLE, CUSTOMER_ONLY, NOTHING].includes(what)) return RC.INVALID_TYPE_TO_COPY
  const from = draft.row('INVOICE_HEAD', String(original))
  if (!from) return RC.INVALID_INVOICE
  if (text(from, 'TYPE_OF_INVOICE') === 'K') return RC.CREDIT_OF_CREDIT
  if (flag(from, 'DOCUMENT_CANCELLED')) return RC.CREDIT_OF_CANCELLED
  row['TYPE_OF_INVOICE'] = 'K'
  row['NUMBER_OF_ORIGINAL_INVOICE'] = original
  if (what === NOTHING) return rows
  const copied = Object.entries(from).filter(([name]) => !NOT_COPIED.test(name) && (what === WHOLE || isOfCustomer(name)))
  for (const [name, value] of copied) if (!(name in row)) row[name] = value
  if (what !== WHOLE) return rows
  return [...(from['ROWS'] as Row[]).map((one) => ({ ...one })), ...rows]
}

function isOfCustomer(name: string): boolean {
  return /^(CUSTOMER_|MAILING_|ZIPCODE|CITY|COUNTRY|DELIVERY_|CURRENCY_|LANGUAGE_|EXPORT|INCLUDING_VAT|CODE_OF_|LIST_OF_)/.test(name)
}
