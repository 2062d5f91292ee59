// What a refund in the shop becomes in the ledger: a credit of the original invoice, by its own rows and at its own rates. Pure.
import { add, compare, subtract } from '../../values/decimal.js'
import { creditedRows, isHeld, type CreditedRow, type Refund } from './credit-rows.js'
import { creditTotals, type CreditTotals } from './credit-totals.js'
import type { InvoiceShown } from './invoice.js'
import { money, sum } from './shares.js'
import type { DocumentRow, Finding, OrderRow } from './types.js'

/** A credit invoice; what it gives back is below zero, with what was taken off it; prices are not. creditOf: the number of the original. */
export interface MadeCredit extends CreditTotals {
  readonly creditOf: string
  /** The rows are its own: nothing of the original is taken over. */
  readonly creditCopies: 'nothing'
  readonly stockReturns: boolean
  readonly documentDate: string
  readonly currency?: string
  readonly pricesWithVat: boolean
  readonly rows: Readonly<Record<string, DocumentRow>>
  readonly charges?: Readonly<Record<string, { readonly amount: string; readonly vatRate: number }>>
}

/** What a credit has of its original: whom and what it is about, at the exchange rate of then. A discount of the customer's card is none of it. */
const OF_ORIGINAL = [
  'customerNumber', 'customerName', 'invoiceAddress', 'deliveryAddress', 'reference', 'rate', 'priceList', 'export', 'vatNo', 'project', 'costCentre',
] as const

export function creditHead(original: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = OF_ORIGINAL.flatMap((name) => (original[name] === null || original[name] === undefined || original[name] === '' ? [] : [[name, original[name]] as const]))
  return { ...Object.fromEntries(own), invoiceDiscount: '0' }
}

/**
 * credit: with what is left of the original after it, including VAT. exchange: what the customer gets instead, at the rates of today;
 * toPay: what is left to pay, below zero what is given back. cancel: nothing is invoiced yet, the order is cancelled instead.
 */
export type CreditAnswer =
  | { readonly kind: 'credit'; readonly credit: MadeCredit; readonly left: string; readonly exchange?: { readonly rows: readonly OrderRow[]; readonly toPay: string } }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'wait'; readonly finding: Finding }
  | { readonly kind: 'hold'; readonly problem: Finding }

/** dateOf: the local date on which a document of that instant is booked, or why it cannot be: locked periods are the ledger's. */
export interface CreditFacts {
  readonly key: string
  /** undefined: there is none yet. */
  readonly invoice: InvoiceShown | undefined
  readonly refund: Refund
  readonly dateOf: (at: string) => string | Finding
}

/** A refund that is still on its way at the payment provider gives no credit yet. The date is that of the refund, not of the sale. */
export function creditOf({ key, invoice, refund, dateOf }: CreditFacts): CreditAnswer {
  const facts = { key, refund: refund.id }
  if (refund.state === 'pending') return { kind: 'wait', finding: { code: 'REFUND_PENDING', facts } }
  if (refund.state === 'failed') return { kind: 'hold', problem: { code: 'REFUND_FAILED', facts } }
  if (invoice === undefined) return refund.isWhole === true ? { kind: 'cancel' } : { kind: 'wait', finding: { code: 'REFUND_BEFORE_INVOICE', facts } }
  const date = dateOf(refund.at)
  if (typeof date !== 'string') return { kind: 'hold', problem: date }
  const rows = creditedRows(invoice, refund)
  if (isHeld(rows)) return { kind: 'hold', problem: { ...rows.problem, facts: { ...facts, ...rows.problem.facts } } }
  const credit = creditFor(invoice, refund, rows, date)
  const before = sum(invoice.credits.map(({ gross }) => gross))
  const left = money(add(add(invoice.gross, before), credit.gross))
  if (compare(left, '0') < 0) {
    return { kind: 'hold', problem: { code: 'CREDIT_OVER_INVOICED', facts: { ...facts, invoice: invoice.number, asked: credit.gross, left: money(add(invoice.gross, before)) } } }
  }
  const { amount } = refund
  if (amount !== undefined && compare(add(amount, credit.gross), '0') !== 0 && refund.exchange === undefined) {
    return { kind: 'hold', problem: { code: 'REFUND_DIFFERS', facts: { ...facts, refunded: money(amount), credit: credit.gross } } }
  }
  const exchange = refund.exchange
  return { kind: 'credit', credit, left, ...(exchange ? { exchange: { rows: exchange, toPay: toPayFor(exchange, credit.gross) } } : {}) }
}

function creditFor(invoice: InvoiceShown, refund: Refund, rows: readonly CreditedRow[], documentDate: string): MadeCredit {
  const goods = rows.filter(({ charge }) => charge === undefined)
  const charges = rows.filter(({ charge }) => charge !== undefined)
  return {
    creditOf: invoice.number, creditCopies: 'nothing', stockReturns: refund.restock === true, documentDate,
    ...(invoice.currency === undefined ? {} : { currency: invoice.currency }), pricesWithVat: invoice.pricesWithVat,
    rows: Object.fromEntries(goods.map(({ row }, at) => [String(at + 1), row as DocumentRow])),
    ...(charges.length === 0 ? {} : {
      charges: Object.fromEntries(charges.map(({ charge, amount, vatRate }) => [charge, { amount: money(subtract('0', amount)), vatRate }])),
    }),
    // Rounding goes back with the whole; a part of an invoice is not rounded.
    ...creditTotals(rows, invoice.pricesWithVat, refund.isWhole === true && invoice.credits.length === 0 ? invoice.rounding ?? '0' : '0'),
  }
}

function toPayFor(exchange: readonly OrderRow[], credited: string): string {
  return money(add(sum(exchange.map(({ amount }) => amount ?? '0')), credited))
}
