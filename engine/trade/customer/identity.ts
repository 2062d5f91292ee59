// What an order's customer is known by, from the order alone: what it is looked up by in the ledger, and its key in our memory.
import { forDocument } from '../order/channel.js'
import { isHeld } from '../order/finding.js'
import type { OrderRules, ShopOrder } from '../order/types.js'
import { numbersOf, vatNoKey } from './numbers.js'
import { emailKey, plain } from './spelling.js'
import type { Digest, MatchBy } from './words.js'

export interface Key { readonly by: MatchBy; readonly key: string }

/** by: whose card it is. Both are shared by many orders and are never changed by any. */
export interface SharedCard { readonly number: string; readonly by: 'card' | 'bucket' }

/** By what an order's customer can be looked up, in the order of the rules. */
export function keysOf(order: ShopOrder, { customer, ordersFrom }: OrderRules): readonly Key[] {
  return customer.matchBy.flatMap((by) => {
    const key = { number: () => plain(order.customerNumber), email: () => emailKey(order.email), orgNo: () => numberKey(order, ordersFrom) }[by]()
    return key === undefined ? [] : [{ by, key }]
  })
}

/**
 * The card that an order has whoever its customer is: the one of its channel, or the bucket, which takes all orders where it owns the
 * numbers, and otherwise those that have nothing to tell their customer by. Undefined: the customer has a card of its own.
 */
export function sharedCardOf(order: ShopOrder, rules: OrderRules): SharedCard | undefined {
  const document = forDocument(order, rules)
  const number = isHeld(document) ? undefined : document.customerNumber
  if (number !== undefined) return { number, by: 'card' }
  const { numberFrom, bucket } = rules.customer
  const isGuest = numberFrom === 'bucket' || keysOf(order, rules).length === 0
  return isGuest && bucket !== undefined ? { number: bucket, by: 'bucket' } : undefined
}

/** The number of that card. */
export function customerNumberOf(order: ShopOrder, rules: OrderRules): string | undefined {
  return sharedCardOf(order, rules)?.number
}

/**
 * What an order's customer is known by, without personal data; undefined where nothing tells it from others. A shop's own numbers are
 * told apart by the shop; e-mail and organisation numbers mean the same customer in every shop of the company.
 */
export function identityOf(order: ShopOrder, rules: OrderRules, digest: Digest): string | undefined {
  const shared = sharedCardOf(order, rules)
  if (shared) return `${shared.by}:${shared.number}`
  const [first] = keysOf(order, rules)
  if (!first || rules.customer.numberFrom === 'bucket') return undefined
  if (first.by !== 'number') return identityBy(first, digest)
  // Some shops take the e-mail address as the customer's number.
  const email = emailKey(first.key)
  return email === undefined ? `number:${rules.shop}/${first.key}` : identityBy({ by: 'email', key: email }, digest)
}

/** What somebody is known by who is known by this. */
export function identityBy({ by, key }: Key, digest: Digest): string {
  return `${by}:${digest([by, key])}`
}

/** The Swedish organisation or personal number, or else the VAT number, spelt as a key: only what checks tells a customer from others. */
export function numberKey(order: ShopOrder, on: string): string | undefined {
  const { orgNo, vatNo } = numbersOf(order, on)
  const isSwedish = orgNo !== undefined && orgNo.of !== 'foreign' && orgNo.of !== 'wrong'
  return isSwedish ? orgNo.text.replace(/\D/g, '') : vatNoKey(vatNo)
}
