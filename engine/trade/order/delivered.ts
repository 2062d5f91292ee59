// What of an order is delivered, in money and in pieces, counted over all documents of its family. Pure.
import { add, compare, divide, isZero, multiply, subtract } from '../../values/decimal.js'
import { grossOf } from '../../values/money.js'
import { CENTS, shared, smaller, sum, vatWithin } from './shares.js'
import { eventsOf } from './events.js'
import { inOrder, standing, type FamilyDocument, type FamilyRow, type FamilyShown } from './family.js'

/** gross: including VAT, freight and fees with the first delivery. vat: within it; left out where no rows tell. pieces: by article number. */
export interface Delivered { readonly gross: string; readonly vat?: string; readonly pieces?: Readonly<Record<string, string>> }

interface Part { readonly gross: string; readonly rate: number | undefined }

/**
 * All that is delivered so far. Where rows are shown they tell; where not, the sum of the invoices does, or the whole of the one order.
 * undefined: nothing tells.
 */
export function deliveredOf(family: FamilyShown): Delivered | undefined {
  const orders = standing(family, 'order')
  if (orders.length > 0 && orders.every(({ rows }) => rows !== undefined && rows !== null)) return byRows(orders)
  const isBilled = eventsOf(family).includes('invoiced')
  const invoices = standing(family, 'invoice').filter(({ printed }) => printed === true)
  if (isBilled && invoices.length > 0) return grossOfAll(invoices)
  if (orders.length === 0) return { gross: '0' }
  if (orders.every(({ delivered }) => delivered !== true)) return family.event === 'partlyDelivered' ? undefined : { gross: '0' }
  return orders.length === 1 ? grossOfAll(orders) : undefined
}

function grossOfAll(documents: readonly FamilyDocument[]): Delivered | undefined {
  const amounts = documents.map(({ gross }) => gross)
  return amounts.every((amount) => typeof amount === 'string') ? { gross: sum(amounts as readonly string[]) } : undefined
}

function byRows(orders: readonly FamilyDocument[]): Delivered {
  const parts = orders.flatMap(partsOf)
  const rates = [...new Set(parts.map(({ rate }) => rate))]
  const pieces: Record<string, string> = {}
  for (const order of orders) {
    for (const row of goodsOf(order)) pieces[row.sku ?? ''] = add(pieces[row.sku ?? ''] ?? '0', piecesOf(row, order))
  }
  const vats = rates.map((rate) => rate === undefined ? undefined : vatWithin(sum(parts.filter((part) => part.rate === rate).map(({ gross }) => gross)), rate))
  const isTold = vats.every((vat) => vat !== undefined)
  return { gross: sum(parts.map(({ gross }) => gross)), ...(isTold ? { vat: sum(vats as readonly string[]) } : {}), pieces }
}

/** The delivered part of each row of goods, and the charges once anything has gone. */
function partsOf(order: FamilyDocument): readonly Part[] {
  const goods = goodsOf(order)
  const full = valuesOf(order, goods)
  const parts = goods.map((row, at) => ({
    gross: divide(multiply(full[at] ?? '0', piecesOf(row, order)), row.quantity ?? '1', CENTS), rate: row.vatRate ?? undefined,
  })).filter(({ gross }) => !isZero(gross))
  const hasGone = goods.some((row) => !isZero(piecesOf(row, order)))
  return hasGone ? [...parts, ...chargesOf(order)] : []
}

/** Rows that can be delivered; the others (discounts, rounding, text) go with them. */
function goodsOf({ rows }: FamilyDocument): readonly FamilyRow[] {
  return inOrder(rows).filter(({ quantity, amount }) => isAbove(quantity) && (amount === null || amount === undefined || compare(amount, '0') >= 0))
}

/** Never more than was ordered. A row that does not tell goes with its document. */
function piecesOf({ quantity, delivered }: FamilyRow, order: FamilyDocument): string {
  const ordered = quantity ?? '0'
  if (typeof delivered !== 'string') return order.delivered === true ? ordered : '0'
  return compare(delivered, '0') > 0 ? smaller(delivered, ordered) : '0'
}

/**
 * What each row of goods comes to, with VAT, so that they and the charges sum to the document. A discount that is a row of its own is
 * shared among the goods of its rate, by largest remainder; what is left (a discount on the whole, rounding) among all.
 */
function valuesOf(order: FamilyDocument, goods: readonly FamilyRow[]): readonly string[] {
  const own = goods.map((row) => withVat(row, order))
  const values = [...own]
  const others = inOrder(order.rows).filter((row) => !goods.includes(row))
  for (const rate of new Set(others.map(({ vatRate }) => vatRate ?? 0))) {
    const at = goods.map((row, index) => ((row.vatRate ?? 0) === rate ? index : -1)).filter((index) => index >= 0)
    const shares = shared(sum(others.filter((row) => (row.vatRate ?? 0) === rate).map((row) => withVat(row, order))), at.map((index) => own[index] as string))
    at.forEach((index, place) => { values[index] = add(values[index] as string, shares?.[place] ?? '0') })
  }
  if (typeof order.gross !== 'string') return values
  const left = subtract(subtract(order.gross, sum(chargesOf(order).map(({ gross }) => gross))), sum(values))
  const shares = isZero(left) ? undefined : shared(left, own)
  return values.map((value, at) => add(value, shares?.[at] ?? '0'))
}

function chargesOf(order: FamilyDocument): readonly Part[] {
  return inOrder(order.charges).map((charge) => ({ gross: withVat(charge, order), rate: charge.vatRate ?? undefined }))
}

function withVat({ amount, vatRate }: { readonly amount?: string | null; readonly vatRate?: number | null }, { pricesWithVat }: FamilyDocument): string {
  return pricesWithVat === false ? grossOf(amount ?? '0', vatRate ?? 0, CENTS.places) : amount ?? '0'
}

function isAbove(quantity: string | null | undefined): boolean {
  return typeof quantity === 'string' && compare(quantity, '0') > 0
}
