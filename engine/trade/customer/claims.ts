// Customers that are new, and would get one card: two orders with the same address and two organisation numbers are two customers.
import type { Finding, OrderRules, ShopOrder } from '../order/types.js'
import { identityOf, keysOf, numberKey } from './identity.js'
import type { Digest } from './words.js'

/** order: the first that names the number. */
export interface Claim { readonly order: string; readonly number: string }

/** By what the customers of these orders are known by, the first organisation number that one of them names. */
export function claimsOf(orders: readonly ShopOrder[], rules: OrderRules, digest: Digest): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>()
  for (const order of orders) {
    const [id, number] = [identityOf(order, rules, digest), numberKey(order, rules.ordersFrom)]
    if (id !== undefined && number !== undefined && !claims.has(id)) claims.set(id, { order: order.number, number })
  }
  return claims
}

/** Why an order cannot have the card that another order's customer gets. */
export function otherClaim(order: ShopOrder, claim: Claim | undefined, rules: OrderRules): Finding | undefined {
  const number = numberKey(order, rules.ordersFrom)
  if (!claim || number === undefined || claim.number === number) return undefined
  return { code: 'CUSTOMER_CONTRADICTS_ORDER', facts: { other: claim.order, by: keysOf(order, rules)[0]?.by ?? '' } }
}
