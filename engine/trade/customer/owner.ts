// Who gives a new card its number.
import type { Finding, OrderRules, ShopOrder } from '../order/types.js'
import { emailKey, plain } from './spelling.js'

/** Characters of a customer number in Visma Administration. */
const NUMBER_MAX = 16

/**
 * The number of a new card: the shop's where the shop owns the numbers and the order has one; otherwise null, and the ledger's own
 * series gives it. Holds CUSTOMER_NUMBER_TOO_LONG: a number that is cut is another customer's. Holds
 * CUSTOMER_NUMBER_EMAIL: a card's number stands in the books for good, and nobody could erase it.
 */
export function numberFor(
  { customerNumber }: Pick<ShopOrder, 'customerNumber'>, { customer: { numberFrom } }: OrderRules,
): { readonly number: string | null } | { readonly problem: Finding } {
  const number = plain(customerNumber)
  if (numberFrom !== 'shop' || number === undefined) return { number: null }
  // What the number is says the order; what does not fit in a number may be anything, and who it is about.
  if (emailKey(number) !== undefined) return { problem: { code: 'CUSTOMER_NUMBER_EMAIL', facts: {} } }
  return number.length > NUMBER_MAX ? { problem: { code: 'CUSTOMER_NUMBER_TOO_LONG', facts: { length: number.length, max: NUMBER_MAX } } } : { number }
}
