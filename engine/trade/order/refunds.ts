// What a shop gave back of an order, and which of it the ledger has credited already, whoever made the credit. Pure.
import { add, compare, isZero, multiply, subtract } from '../../values/decimal.js'
import type { Refund, RefundRow } from './credit-rows.js'
import type { MadeCredit } from './credits.js'
import { standing, type FamilyDocument, type FamilyShown } from './family.js'
import type { CreditShown, InvoiceShown } from './invoice.js'
import { larger, money, sum } from './shares.js'
import type { DocumentRow, RefundShown, ShopOrder } from './types.js'

type Paid = Pick<ShopOrder, 'toPay' | 'gross'>

/**
 * The earliest first. One that says no state is done: a shop that has none shows what it gave back. agreed: what was to be paid when the
 * order was handed over; a shop that gives a part back may have taken it off the order as well, and what is left is not all.
 */
export function refundsOf({ refunds, ...paid }: Pick<ShopOrder, 'refunds'> & Paid, agreed?: string): readonly Refund[] {
  const whole = wholeOf(paid, agreed)
  return Object.entries(refunds ?? {}).map(([id, { at, state, amount, freight, restocked, rows }]): Refund => ({
    id, at: at ?? '', state: state ?? 'done', restock: restocked === true,
    ...(typeof amount === 'string' ? { amount: money(amount) } : {}),
    ...(typeof amount === 'string' && typeof whole === 'string' && compare(amount, whole) === 0 ? { isWhole: true } : {}),
    ...(rows ? { rows: Object.values(rows).flatMap(rowOf) } : {}),
    ...(typeof freight === 'string' && !isZero(freight) ? { charges: { freight: money(freight) } } : {}),
  })).sort((one, other) => (one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1))
}

function rowOf({ sku, quantity, amount }: NonNullable<RefundShown['rows']>[string]): readonly RefundRow[] {
  if (typeof sku !== 'string' || typeof quantity !== 'string') return []
  return [{ sku, quantity, ...(typeof amount === 'string' ? { amount } : {}) }]
}

/** What went back to whoever paid. What is still on its way, or has failed, did not. */
export function givenBack(refunds: readonly Refund[]): string {
  return money(sum(refunds.filter(({ state }) => state === 'done').map(({ amount }) => amount ?? '0')))
}

function wholeOf({ toPay, gross }: Paid, agreed: string | undefined): string | undefined {
  const now = toPay ?? gross
  return typeof now === 'string' && agreed !== undefined ? larger(now, agreed) : now ?? undefined
}

/** In one refund, or in several. agreed: as in refundsOf. */
export function isAllGivenBack(refunds: readonly Refund[], paid: Paid, agreed?: string): boolean {
  const [whole, back] = [wholeOf(paid, agreed), givenBack(refunds)]
  return typeof whole === 'string' && !isZero(back) && compare(back, whole) >= 0
}

/** credited: by refund, the number of the credit that stands for it. unexplained: numbers of credits that stand for none. unbilled: refunds of what is not billed. */
export interface Credited { readonly credited: ReadonlyMap<string, string>; readonly unexplained: readonly string[]; readonly unbilled: ReadonlySet<string> }

/** Stands for what was paid and is not billed, among the numbers of credits: no document has it. */
const UNBILLED = '0'

/**
 * known: credits that are known to stand for a refund. Else one of the same sum does, each once, the earliest refund first; and one credit
 * that comes to all that is left stands for all of them. beyond: what was paid and is not billed, which settles refunds as a credit does.
 */
export function creditedBy(refunds: readonly Refund[], family: FamilyShown, known: ReadonlyMap<string, string>, beyond = '0'): Credited {
  const taken = new Set(known.values())
  const unbilled: readonly Free[] = isZero(beyond) ? [] : [{ number: UNBILLED, gross: subtract('0', beyond) }]
  const free: Free[] = [...unbilled, ...standing(family, 'credit').filter(({ number }) => !taken.has(number))]
  const credited = new Map(known)
  const left: Refund[] = []
  for (const refund of refunds) {
    if (refund.amount === undefined || refund.state === 'failed' || known.has(refund.id)) continue
    const at = free.findIndex((credit) => isCreditOf(credit, refund.amount ?? '0'))
    if (at < 0) left.push(refund)
    else credited.set(refund.id, free.splice(at, 1)[0]?.number ?? '')
  }
  const [only, other] = free
  if (only && !other && left.length > 1 && isCreditOf(only, sum(left.map(({ amount }) => amount ?? '0')))) {
    for (const { id } of left) credited.set(id, only.number)
    free.pop()
  }
  return {
    credited: new Map([...credited].filter(([, number]) => number !== UNBILLED)), unbilled: new Set([...credited].flatMap(([id, number]) => (number === UNBILLED ? [id] : []))),
    unexplained: free.flatMap(({ number }) => (number === UNBILLED ? [] : [number])),
  }
}

type Free = Pick<FamilyDocument, 'number' | 'gross'>

function isCreditOf({ gross }: Free, amount: string): boolean {
  return typeof gross === 'string' && isZero(add(gross, amount))
}

/** The invoices that a refund can be credited of: those in the ledger. */
export function invoicesOf(family: FamilyShown): readonly FamilyDocument[] {
  return standing(family, 'invoice').filter(({ printed }) => printed === true)
}

/**
 * The original with the credits that were made of it, as the ledger shows it, and those that are made before the next. undefined: what a
 * credit needs is not shown.
 */
export function invoiceShown(fields: Readonly<Record<string, unknown>>, family: FamilyShown, made: readonly MadeCredit[]): InvoiceShown | undefined {
  const { number, gross, currency, pricesWithVat, rounding, rows, charges } = fields
  if (typeof number !== 'string' || typeof gross !== 'string' || typeof pricesWithVat !== 'boolean' || typeof rows !== 'object' || rows === null) return undefined
  const credits = standing(family, 'credit').map((one): CreditShown => ({ gross: one.gross ?? '0', rows: one.rows ?? null, charges: one.charges ?? null }))
  return {
    number, gross, pricesWithVat, rows: rows as InvoiceShown['rows'], credits: [...credits, ...made.map(shownAs)], ...(typeof currency === 'string' ? { currency } : {}),
    ...(typeof rounding === 'string' ? { rounding } : {}), ...(charges ? { charges: charges as NonNullable<InvoiceShown['charges']> } : {}),
  }
}

/** A credit as the ledger will show it. */
function shownAs({ gross, rows, charges }: MadeCredit): CreditShown {
  return { gross, rows: Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { ...row, amount: amountOf(row) }])), charges: charges ?? null }
}

function amountOf({ price, quantity, discountAmount }: DocumentRow): string {
  return subtract(multiply(price ?? '0', quantity ?? '0'), discountAmount ?? '0')
}

/** Without rows, a refund of all that is left of the invoice is one of the whole. */
export function refundFor(refund: Refund, { gross, credits }: InvoiceShown): Refund {
  const left = credits.reduce((rest, credit) => add(rest, credit.gross), gross)
  const isWhole = refund.isWhole === true || (refund.rows === undefined && refund.amount !== undefined && compare(refund.amount, left) === 0)
  return isWhole ? { ...refund, isWhole } : refund
}
