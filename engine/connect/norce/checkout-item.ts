// An order of Norce Checkout in our fields. Pure. The order, its states, its cart and its totals are
// published. Of shippings, payments and customer only their names are: what stands inside them comes
// from paths in the customer's files, or is not told.
import { problem, type Problem } from '../../core/problem.js'
import type { RawItem } from '../../core/item.js'
import { add, compare, divide, parseDecimal, subtract } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { rateFromFraction } from '../../values/rate.js'
import { instantOf } from '../../values/wall.js'
import { listOf, mapOf, type Json, type JsonMap } from './checkout-api.js'

/** Our field → path inside the order: "customer/email". Of a list the first is taken. */
export type Paths = Readonly<Record<string, string | undefined>>

interface Amount { readonly inc: string; readonly ex: string }

/** States of a payment that are out of the world. */
const GONE: ReadonlySet<string> = new Set(['removed', 'failed', 'declined'])
/** How far a payment has come, in our words; all that are published. */
const PAYMENT_STATES: Readonly<Record<string, string>> = {
  intent: 'pending', processing: 'pending', confirmed: 'pending', pending: 'pending', reserved: 'reserved', captured: 'captured', credited: 'credited',
}

/** The number that the shop knows it by; the checkout's own id where the shop has given none. */
export function numberOf(order: JsonMap): string {
  return text(order['reference']) ?? text(order['id']) ?? ''
}

export function stateOf(order: JsonMap): string | undefined {
  return text(mapOf(order['state'])['currentStatus'])
}

/** The state of the payments that count; several are said to be as far as the least of them. */
export function paymentStateOf(order: JsonMap): string | null {
  const states = listOf(order['payments']).map((one) => stateOf(mapOf(one))).filter((state) => state !== undefined && !GONE.has(state))
  const known = states.map((state) => PAYMENT_STATES[state as string] ?? 'pending')
  return ['pending', 'reserved', 'captured', 'credited'].find((state) => known.includes(state)) ?? null
}

export function checkoutItem(order: JsonMap, paths: Paths): RawItem {
  const number = numberOf(order)
  const cart = mapOf(order['cart'])
  const [total, goods] = [amountOf(order['total']), amountOf(cart['total'])]
  const rows = listOf(cart['items']).map(rowOf)
  const found = faultOf(order, { total, goods, rows })
  const [placedAt, modifiedAt] = ['created', 'lastModified'].map((name) => instantOf(text(order[name]) ?? '') ?? null)
  return {
    key: number, ...(text(order['id']) === undefined ? {} : { id: text(order['id']) as string }),
    fields: {
      number, channel: text(order['channel']) ?? null, placedAt, modifiedAt, status: stateOf(order) ?? null,
      currency: text(order['currency']) ?? null, pricesWithVat: true,
      rows: Object.fromEntries(rows.map((row, at) => [String(at + 1), row])), ...chargesOf(total, goods),
      ...(total ? { gross: money(total.inc), net: money(total.ex), vat: money(subtract(total.inc, total.ex)) } : {}),
      paymentState: paymentStateOf(order), ...boundFields(order, paths),
    },
    ...(found ? { problem: found } : {}),
  }
}

function rowOf(item: Json): Record<string, unknown> {
  const row = mapOf(item)
  const [price, total] = [amountOf(row['price']), amountOf(row['total'])]
  return {
    sku: text(row['sku']) ?? null, text: text(row['name']) ?? null, quantity: parseDecimal(row['quantity']) ?? null,
    price: price ? money(price.inc) : null, vatRate: rateFromFraction(row['vatRate']) ?? null, amount: total ? money(total.inc) : null,
  }
}

/** What the order costs besides its goods is freight: shippings are published by name alone. */
function chargesOf(total: Amount | undefined, goods: Amount | undefined): { readonly charges?: unknown } {
  if (!total || !goods) return {}
  const [inc, ex] = [subtract(total.inc, goods.inc), subtract(total.ex, goods.ex)]
  if (compare(inc, '0') <= 0) return { charges: null }
  const rate = compare(ex, '0') > 0 ? rateFromFraction(divide(subtract(inc, ex), ex, { places: 4 })) : undefined
  return { charges: { freight: { amount: money(inc), vatRate: rate === undefined ? null : nearRate(rate) } } }
}

/** 2499 and 2501 basis points are 25 %, rounded to öre. */
function nearRate(rate: number): number {
  return [2500, 1200, 600, 0].find((usual) => Math.abs(usual - rate) <= 20) ?? rate
}

/** An order whose sum nobody can explain is held, not booked. */
function faultOf(order: JsonMap, { total, goods, rows }: { total: Amount | undefined; goods: Amount | undefined; rows: readonly Record<string, unknown>[] }): Problem | undefined {
  if (!total || !goods) return problem('CHECKOUT_SUM_MISSING', { key: numberOf(order) })
  const sum = rows.reduce((all, { amount }) => add(all, typeof amount === 'string' ? amount : '0'), '0')
  if (compare(sum, goods.inc) !== 0 || compare(total.inc, goods.inc) < 0)
    return problem('CHECKOUT_SUM_DIFFERS', { key: numberOf(order), rows: money(sum), cart: money(goods.inc), total: money(total.inc) })
  return undefined
}

function boundFields(order: JsonMap, paths: Paths): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, path] of Object.entries(paths)) {
    if (path === undefined) continue
    const steps = name.split('.')
    const last = steps.pop() as string
    let at = fields
    for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>
    at[last] = textAt(order, path.split('/')) ?? null
  }
  return fields
}

function textAt(order: JsonMap, path: readonly string[]): string | undefined {
  let at: Json | undefined = order
  for (const step of path) {
    const holder: Json | undefined = Array.isArray(at) ? (at as readonly Json[])[0] : at
    at = mapOf(holder)[step]
  }
  return text(at)
}

function amountOf(from: Json | undefined): Amount | undefined {
  const { includingVat, excludingVat } = mapOf(from)
  const [inc, ex] = [parseDecimal(includingVat), parseDecimal(excludingVat)]
  return inc === undefined || ex === undefined ? undefined : { inc, ex }
}

function money(decimal: string): string {
  return parseMoney(decimal) ?? decimal
}

/** Empty is the same as left out. A figure that stands for a code is a text. */
function text(from: Json | undefined): string | undefined {
  if (typeof from === 'number') return String(from)
  return typeof from === 'string' && from !== '' ? from : undefined
}
