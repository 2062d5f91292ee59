// Which part of which row of an invoice a refund gives back. What several credits take of a row sums to the row to the öre. Pure.
import { add, compare, divide, isZero, multiply, subtract } from '../../values/decimal.js'
import { takenBefore, type Taken } from './credited.js'
import { entriesInOrder, type FamilyRow } from './family.js'
import { paidQuantity, type InvoiceShown } from './invoice.js'
import { CENTS, money, smaller, sum } from './shares.js'
import type { DocumentRow, Finding, OrderRow } from './types.js'

/** row: of the invoice; left out, the one row with the article. amount: what the shop gave back for it, in the form of the document. */
export interface RefundRow { readonly row?: string; readonly sku?: string; readonly quantity: string; readonly amount?: string }

/** at: ISO instant of the refund. isWhole: all that is left. amount: what the shop gave back, including VAT. */
export interface Refund {
  readonly id: string
  readonly at: string
  readonly state: 'pending' | 'done' | 'failed'
  readonly isWhole?: boolean
  readonly amount?: string
  readonly rows?: readonly RefundRow[]
  /** By name of the charge, what is given back of it. */
  readonly charges?: Readonly<Record<string, string>>
  readonly restock?: boolean
  /** What the customer gets instead. */
  readonly exchange?: readonly OrderRow[]
}

/** amount: what is given back, above zero. row or charge: what it is given back for. */
export interface CreditedRow { readonly amount: string; readonly vatRate: number; readonly row?: DocumentRow; readonly charge?: string }

interface Held { readonly problem: Finding }

/** left: of the row, after earlier credits. */
interface Asked { readonly name: string; readonly row: FamilyRow; readonly left: Taken; readonly quantity: string; readonly amount?: string }

type LeftOf = (name: string, row: FamilyRow) => Taken

export function isHeld(one: readonly CreditedRow[] | Held): one is Held {
  return 'problem' in one
}

/** The parts that the refund names, or all that is left of the invoice. */
export function creditedRows(invoice: InvoiceShown, refund: Refund): readonly CreditedRow[] | Held {
  const taken = takenBefore(invoice)
  if ('unclear' in taken) return { problem: { code: 'CREDIT_ROW_UNKNOWN', facts: { invoice: invoice.number, row: taken.unclear } } }
  const left: LeftOf = (name, row) => leftAfter(row, taken.get(name))
  const asked = refund.isWhole === true ? allLeft(invoice, left) : askedOf(invoice, refund.rows ?? [], left)
  if ('problem' in asked) return asked
  const charges = refund.isWhole === true ? chargesLeft(invoice) : refund.charges ?? {}
  const rows: CreditedRow[] = []
  for (const one of asked) {
    const row = creditedRow(invoice, one)
    if ('problem' in row) return row
    rows.push(row)
  }
  for (const [charge, amount] of Object.entries(charges)) {
    const row = creditedCharge(invoice, charge, amount)
    if ('problem' in row) return row
    rows.push(row)
  }
  if (rows.length === 0) return { problem: { code: 'REFUND_WITHOUT_ROWS', facts: { amount: refund.amount ?? '0' } } }
  return rows
}

function creditedRow(invoice: InvoiceShown, { name, row, left, quantity, amount }: Asked): CreditedRow | Held {
  const over: Held = { problem: { code: 'CREDIT_OVER_INVOICED', facts: { invoice: invoice.number, asked: `${quantity} × ${row.sku ?? row.text ?? name}`, left: left.quantity } } }
  if (compare(quantity, '0') <= 0 || compare(quantity, left.quantity) > 0) return over
  if (typeof row.vatRate !== 'number' || typeof row.amount !== 'string') return { problem: { code: 'CREDIT_ROW_UNKNOWN', facts: { invoice: invoice.number, row: name } } }
  const given = amount ?? shareOf(row, left, quantity)
  if (compare(given, left.amount) > 0) return over
  return { amount: money(given), vatRate: row.vatRate, row: documentRow(row, quantity, given, row.vatRate) }
}

/** The row's share of what was paid, after its discount: counted from the start of the row, so that all its parts sum to it. */
function shareOf(row: FamilyRow, left: Taken, quantity: string): string {
  if (compare(quantity, left.quantity) === 0) return left.amount
  const paid = paidQuantity(row)
  const upTo = (pieces: string) => divide(multiply(row.amount ?? '0', pieces), paid, CENTS)
  const before = subtract(paid, left.quantity)
  return smaller(subtract(upTo(add(before, quantity)), upTo(before)), left.amount)
}

/** The price of the original where it is high enough; what the row comes to less than that is its discount. */
function documentRow(row: FamilyRow, quantity: string, amount: string, vatRate: number): DocumentRow {
  const own = row.price ?? '0'
  const price = compare(multiply(own, quantity), amount) >= 0 ? own : divide(amount, quantity, { places: 2, rounding: 'up' })
  const discount = subtract(multiply(price, quantity), amount)
  return {
    ...(row.sku ? { sku: row.sku } : {}), ...(row.text ? { text: row.text } : {}), quantity: subtract('0', quantity), price: money(price), vatRate,
    ...(isZero(discount) ? {} : { discountAmount: money(subtract('0', discount)) }), ...booked(row),
  }
}

/** It goes back to where it was booked, whatever the article says now. */
function booked({ unit, account, costCentre, project }: FamilyRow): Partial<DocumentRow> {
  return { ...(unit ? { unit } : {}), ...(account ? { account } : {}), ...(costCentre ? { costCentre } : {}), ...(project ? { project } : {}) }
}

function creditedCharge(invoice: InvoiceShown, charge: string, asked: string): CreditedRow | Held {
  const original = invoice.charges?.[charge]
  const left = chargeLeft(invoice, charge)
  if (typeof original?.vatRate !== 'number') return { problem: { code: 'CREDIT_ROW_UNKNOWN', facts: { invoice: invoice.number, row: charge } } }
  if (compare(asked, left) > 0 || compare(asked, '0') <= 0) {
    return { problem: { code: 'CREDIT_OVER_INVOICED', facts: { invoice: invoice.number, asked: `${charge} ${asked}`, left } } }
  }
  return { amount: money(asked), vatRate: original.vatRate, charge }
}

function askedOf(invoice: InvoiceShown, rows: readonly RefundRow[], left: LeftOf): readonly Asked[] | Held {
  const asked: Asked[] = []
  for (const { row: name, sku, quantity, amount } of rows) {
    const named = entriesInOrder(invoice.rows).filter(([number, row]) => (name === undefined ? sku !== undefined && row.sku === sku : number === name))
    const [only, other] = named
    // One row can be named once in a refund: twice would be counted from the same start.
    if (only === undefined || other !== undefined || asked.some((one) => one.name === only[0])) {
      return { problem: { code: 'CREDIT_ROW_UNKNOWN', facts: { invoice: invoice.number, row: name ?? sku ?? '' } } }
    }
    asked.push({ name: only[0], row: only[1], left: left(...only), quantity, ...(amount === undefined ? {} : { amount }) })
  }
  return asked
}

/** Pieces below zero (a gift card that paid) are no goods that come back: whether they went back as well no refund tells. */
function allLeft(invoice: InvoiceShown, left: LeftOf): readonly Asked[] | Held {
  const below = entriesInOrder(invoice.rows).find(([name, row]) => compare(left(name, row).quantity, '0') < 0)
  if (below) return { problem: { code: 'CREDIT_ROW_BELOW_ZERO', facts: { invoice: invoice.number, row: below[1].sku ?? below[1].text ?? below[0], below: money(left(...below).amount) } } }
  return entriesInOrder(invoice.rows).flatMap(([name, row]) => {
    const { quantity, amount } = left(name, row)
    return compare(quantity, '0') > 0 ? [{ name, row, left: { quantity, amount }, quantity, amount }] : []
  })
}

function chargesLeft(invoice: InvoiceShown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(invoice.charges ?? {}).map((name) => [name, chargeLeft(invoice, name)] as const).filter(([, left]) => compare(left, '0') > 0))
}

function leftAfter(row: FamilyRow, taken: Taken | undefined): Taken {
  return { quantity: subtract(paidQuantity(row), taken?.quantity ?? '0'), amount: subtract(row.amount ?? '0', taken?.amount ?? '0') }
}

function chargeLeft({ charges, credits }: InvoiceShown, name: string): string {
  return money(add(charges?.[name]?.amount ?? '0', sum(credits.map((credit) => credit.charges?.[name]?.amount ?? '0'))))
}
