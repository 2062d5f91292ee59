// What orders have taken from the shelf that no document says yet. Pure.
import { add, parseDecimal } from '../../values/decimal.js'
import type { ShopOrder } from './types.js'

/** Quantities by article number, of all rows of these orders. A row without a number or a quantity takes nothing. */
export function inFlightOf(orders: readonly Pick<ShopOrder, 'rows'>[]): ReadonlyMap<string, string> {
  const quantities = new Map<string, string>()
  for (const { rows } of orders) {
    for (const { sku, quantity } of Object.values(rows ?? {})) {
      const count = parseDecimal(quantity)
      if (!sku || count === undefined) continue
      quantities.set(sku, add(quantities.get(sku) ?? '0', count))
    }
  }
  return quantities
}
