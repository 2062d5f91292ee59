// What is in documents and still lies on the shelf: it is sold, and a level that starts from the shelf must not offer it again.
import { add, compare, parseDecimal } from '../../values/decimal.js'
import { inOrder, standing, type FamilyShown } from './family.js'

/**
 * Quantities by article number, of the orders among these families that are not delivered. A part that is delivered counts as long as
 * its order is not marked so: when a ledger takes it off the shelf is its own affair, and this way nothing is offered twice.
 * undefined: rows of an order are not shown.
 */
export function undeliveredOf(families: Iterable<FamilyShown>): ReadonlyMap<string, string> | undefined {
  const quantities = new Map<string, string>()
  for (const family of families) {
    for (const { delivered, rows } of standing(family, 'order')) {
      if (delivered === true) continue
      if (!rows) return undefined
      for (const { sku, quantity } of inOrder(rows)) {
        const count = parseDecimal(quantity)
        // A row below zero puts nothing back before the goods are there.
        if (sku && count !== undefined && compare(count, '0') > 0) quantities.set(sku, add(quantities.get(sku) ?? '0', count))
      }
    }
  }
  return quantities
}
