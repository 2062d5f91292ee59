// What orders have taken from the shelf that no document says yet. Pure.
import { add, compare, parseDecimal } from '../../values/decimal.js'
import type { ShopOrder } from './types.js'

/** What an order takes; without rows nobody can tell. */
export type Taking = Pick<ShopOrder, 'number' | 'rows'>

export interface Taken {
  /** By article number. */
  readonly quantities: ReadonlyMap<string, string>
  /** By article number, an order that takes of it nobody knows how much. */
  readonly unclear: ReadonlyMap<string, string>
  /** An order of which nobody knows what it takes. */
  readonly unread?: string
}

const NOTHING = '0'

/** Of all rows of these orders. A row without a number takes nothing, and neither does one below zero: what comes back is on no shelf yet. */
export function inFlightOf(orders: readonly Taking[]): Taken {
  const quantities = new Map<string, string>()
  const unclear = new Map<string, string>()
  let unread: string | undefined
  for (const { number, rows } of orders) {
    if (!rows) unread ??= number
    for (const row of Object.values(rows ?? {})) {
      const sku = row.sku?.trim()
      if (!sku) continue
      const count = parseDecimal(row.quantity)
      if (count === undefined) unclear.set(sku, unclear.get(sku) ?? number)
      else if (compare(count, NOTHING) > 0) quantities.set(sku, add(quantities.get(sku) ?? NOTHING, count))
    }
  }
  return { quantities, unclear, ...(unread === undefined ? {} : { unread }) }
}
