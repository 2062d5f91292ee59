// The customers of a shop's own register, without an order: who they are in the ledger, and which group goes with a card's price list.
// They are matched by the very rules that orders are: what would be guessed there is guessed here neither.
import type { Finding, OrderAddress, OrderRules, ShopOrder } from '../order/types.js'
import type { LedgerCustomer } from './words.js'

/** As the shop shows it. */
export interface ShopCustomer {
  readonly number: string
  readonly name?: string | null
  readonly reference?: string | null
  readonly orgNo?: string | null
  readonly vatNo?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly invoiceAddress?: OrderAddress | null
  readonly customerGroup?: string | null
}

/** A group of the shop, and whose prices it sees: those of a price list of the ledger, or of one customer's card. */
export interface GroupPrices { readonly group: string; readonly priceList?: string; readonly customerNumber?: string }

/** What the customer would say of themselves in an order. A person's name beside a company's is who to ask for. */
export function asOrder({ number, name, reference, orgNo, vatNo, email, phone, invoiceAddress }: ShopCustomer): ShopOrder {
  return {
    number, customerNumber: number, customerName: name ?? null, reference: reference ?? null, orgNo: orgNo ?? null, vatNo: vatNo ?? null,
    email: email ?? null, phone: phone ?? null, invoiceAddress: invoiceAddress ?? (name ? { name } : null),
  } as ShopOrder
}

/** The rules of orders, for customers who are of no channel. One whose card was put away has a card. */
export function registerRules({ customerNumber: _customerNumber, channels: _channels, ...rules }: OrderRules): OrderRules {
  return { ...rules, channels: [], customer: { ...rules.customer, onInactive: 'reactivate' } }
}

/**
 * The group that a customer is to be in: the one whose prices the card has; null: in none of ours. Whoever is in a group that no binding
 * names is there for a reason that nobody here knows, and stays. Holds CUSTOMER_GROUP_UNCLEAR.
 */
export function groupFor(current: string | null, card: LedgerCustomer, groups: readonly GroupPrices[]): { readonly group: string | null } | { readonly problem: Finding } {
  if (current !== null && !groups.some(({ group }) => group === current)) return { group: current }
  const own = groups.filter(({ customerNumber }) => customerNumber !== undefined && customerNumber === card.number)
  const listed = own.length > 0 ? own : groups.filter(({ priceList }) => priceList !== undefined && priceList === card.priceList)
  const wanted = [...new Set(listed.map(({ group }) => group))]
  if (current !== null && wanted.includes(current)) return { group: current }
  if (wanted.length > 1) return { problem: { code: 'CUSTOMER_GROUP_UNCLEAR', facts: { priceList: card.priceList, groups: wanted.sort().join(', ') } } }
  return { group: wanted[0] ?? null }
}

/** The price list of a new card, by the group of its customer; undefined where none, or several, go with it. */
export function listFor(current: string | null, groups: readonly GroupPrices[]): string | undefined {
  const lists = new Set(groups.flatMap(({ group, priceList }) => (group === current && priceList !== undefined ? [priceList] : [])))
  return lists.size === 1 ? [...lists][0] : undefined
}
