// What an invoice does to the customer's debt: it appears when the invoice is printed, and follows
// its amount and its payments.
import { WARNING } from '../adk.js'
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import { domestic } from './totals.js'
import type { Draft } from './draft.js'
import type { Register } from './register.js'
import { exact, flag, minus, number, plus, text } from './values.js'

/** Keeps the invoice's open amount and the customer's claim; the code. */
export function followLedger(draft: Draft, { register, row, before }: { register: Register; row: Row; before?: Row }): number {
  if (register.name !== 'INVOICE_HEAD') return RC.OK
  const paid = before ? minus(owedAtFirst(before), number(before, 'BALANCE')) : 0
  row['BALANCE'] = minus(owedAtFirst(row), paid)
  row['BALANCE2'] = Number(domestic(row, exact(number(row, 'BALANCE'))))
  raiseClaim(draft, row, minus(claimOf(row), claimOf(before)))
  return RC.OK
}

/** A payment of so much; negative takes one back. Returns the invoice as it then stands. */
export function payInvoice(draft: Draft, invoice: Row, amount: number, date: string): void {
  const balance = minus(number(invoice, 'BALANCE'), amount)
  const after: Row = { ...invoice, BALANCE: balance, BALANCE2: Number(domestic(invoice, exact(balance))), LAST_PAYMENT: date }
  after['TIMESTAMP'] = new Date().toISOString()
  draft.put('INVOICE_HEAD', String(number(invoice, 'DOCUMENT_NUMBER')), after)
  raiseClaim(draft, after, minus(claimOf(after), claimOf(invoice)))
}

/** The warning of a customer who owes more than allowed with this document. */
export function overCreditLimit(draft: Draft, row: Row): void {
  const customer = draft.row('CUSTOMER', text(row, 'CUSTOMER_NUMBER'))
  const limit = number(customer, 'CREDIT_LIMIT')
  const owes = plus(number(customer, 'CLAIM'), Number(domestic(row, exact(number(row, 'TOTAL_AMOUNT')))))
  if (limit > 0 && owes > limit) draft.warn(WARNING.CREDIT_LIMIT)
}

export function isInLedger(invoice: Row): boolean { return flag(invoice, 'DOCUMENT_PRINTED') && !flag(invoice, 'DOCUMENT_CANCELLED') }

function owedAtFirst(invoice: Row): number {
  return isInLedger(invoice) && !flag(invoice, 'CASH_RECEIPT') ? number(invoice, 'TOTAL_AMOUNT') : 0
}

/** Positive amounts of a credit invoice are what we owe. */
function claimOf(invoice: Row | undefined): number {
  const open = number(invoice, 'BALANCE2')
  return text(invoice, 'TYPE_OF_INVOICE') === 'K' ? -open : open
}

function raiseClaim(draft: Draft, invoice: Row, by: number): void {
  const customer = text(invoice, 'CUSTOMER_NUMBER')
  const known = draft.row('CUSTOMER', customer)
  if (known && by !== 0) draft.amend('CUSTOMER', customer, { CLAIM: plus(number(known, 'CLAIM'), by) })
}
