// Payments of customers. Which letters ROW_TYPE takes is not known; the world's settings say it
// (paymentRowTypes), else only B is taken.
import { WARNING } from '../adk.js'
import type { Row } from '../../world/world.js'
import { RC } from './codes.js'
import type { Draft } from './draft.js'
import { isInLedger, payInvoice } from './ledger.js'
import { rowsBy } from './lookup.js'
import { domestic } from './totals.js'
import { exact, flag, number, plus, text, today } from './values.js'

/** What may be changed of a payment that is there. */
const FREE = new Set(['PAYTEXT', 'INVOICE_REF'])

/** The code of a new payment; fills in what follows from it, and lowers the debt. */
export function addPayment(draft: Draft, row: Row): number {
  const wrong = typeCode(draft, row) || codesCode(draft, row) || amountCode(row)
  if (wrong !== RC.OK) return wrong
  const invoice = draft.row('INVOICE_HEAD', String(number(row, 'INVOICE_NUMBER')))
  if (!invoice) return RC.PAYMENT_INVALID_INVOICE
  if (!isInLedger(invoice) || flag(invoice, 'DOCUMENT_NOT_DONE') || flag(invoice, 'CASH_RECEIPT')) return RC.PAYMENT_INVOICE_STATE
  const currency = text(row, 'CURRENCY_CODE') || text(invoice, 'CURRENCY_CODE')
  if (currency !== text(invoice, 'CURRENCY_CODE')) return RC.PAYMENT_CURRENCY
  const amount = amountOf(row)
  if (amount < 0) draft.warn(WARNING.PAYMENT_NEGATIVE)
  const others = rowsBy(draft.world, 'CUSTOMER_PAYMENT', 'INVOICE_NUMBER', number(row, 'INVOICE_NUMBER'))
  Object.assign(row, {
    CURRENCY_CODE: currency, AMOUNT: amount, AMOUNT_CURRENCY: row['AMOUNT_CURRENCY'] ?? amount, AMOUNT_KR: row['AMOUNT_KR'] ?? Number(domestic(invoice, exact(amount))),
    AMOUNT_PAID: amount, DATE: text(row, 'DATE') || today(), ROW_NUMBER: others.length + 1,
    ACCOUNT: text(row, 'ACCOUNT') || text(draft.row('WAY_OF_PAYMENT', text(row, 'PAYMENT_CODE')), 'ACCOUNT'),
  })
  payInvoice(draft, invoice, plus(amount, number(row, 'ADJUSTMENT')), text(row, 'DATE'))
  return RC.OK
}

export function paymentEditCode(row: Row, before: Row): number {
  if (number(before, 'JOURNAL_NUMBER') !== 0) return RC.PAYMENT_IN_JOURNAL
  return Object.keys(row).every((name) => FREE.has(name) || row[name] === before[name]) ? RC.OK : RC.EDIT_DENIED_FIELD
}

/** The code of taking a payment away; the invoice owes it again. */
export function removePayment(draft: Draft, row: Row): number {
  if (number(row, 'JOURNAL_NUMBER') !== 0) return RC.PAYMENT_DELETE_JOURNAL
  if (flag(row, 'INCLUDED_IN_PAYMENT_BATCH')) return RC.PAYMENT_DELETE_BATCH
  if (flag(row, 'CANCELLED')) return RC.PAYMENT_DELETE_CANCELLED
  if (flag(row, 'SETTLED')) return RC.PAYMENT_DELETE_SETTLED
  const invoice = draft.row('INVOICE_HEAD', String(number(row, 'INVOICE_NUMBER')))
  if (invoice) payInvoice(draft, invoice, -plus(amountOf(row), number(row, 'ADJUSTMENT')), text(invoice, 'LAST_PAYMENT'))
  return RC.OK
}

function typeCode(draft: Draft, row: Row): number {
  const kind = text(row, 'ROW_TYPE')
  if (kind === '') return RC.PAYMENT_NO_ROW_TYPE
  const letters = (draft.setting('paymentRowTypes') ?? ['B']) as readonly string[]
  return letters.includes(kind) ? RC.OK : RC.PAYMENT_ROW_TYPE
}

function codesCode(draft: Draft, row: Row): number {
  const way = text(row, 'PAYMENT_CODE')
  if (way === '') return RC.PAYMENT_NO_CODE
  const known = draft.row('WAY_OF_PAYMENT', way)
  if (!known) return RC.PAYMENT_INVALID_CODE
  if (text(known, 'ACCOUNT') === '' && text(row, 'ACCOUNT') === '') return RC.PAYMENT_NO_ACCOUNT
  const code = text(row, 'ADJUSTMENT_CODE')
  if (number(row, 'ADJUSTMENT') !== 0 && code === '') return RC.PAYMENT_NO_ADJUSTMENT_CODE
  const adjustment = draft.row('ADJUSTMENT_CODE', code)
  if (code !== '' && !adjustment) return RC.PAYMENT_INVALID_ADJUSTMENT_CODE
  return code !== '' && text(adjustment, 'ACCOUNT') === '' ? RC.PAYMENT_NO_ADJUSTMENT_ACCOUNT : RC.OK
}

function amountCode(row: Row): number {
  if (row['AMOUNT'] === undefined && row['AMOUNT_CURRENCY'] === undefined) return RC.PAYMENT_NO_AMOUNT
  return amountOf(row) === 0 && number(row, 'ADJUSTMENT') === 0 ? RC.PAYMENT_ZERO : RC.OK
}

function amountOf(row: Row): number { return row['AMOUNT'] === undefined ? number(row, 'AMOUNT_CURRENCY') : number(row, 'AMOUNT') }
