// What of a known card follows the shop. A card belongs to the bookkeeper: nothing does unless the rules name it.
import type { OrderAddress, OrderRules } from '../order/types.js'
import { orgNoKey, vatNoKey } from './numbers.js'
import { addressOf, emailKey, phoneKey, plain } from './spelling.js'
import type { Match } from './match.js'
import type { Customer, LedgerCustomer } from './words.js'

/** What both a customer and a card say. The number is what they are paired by, and never moves. */
type Field = Exclude<keyof Customer & keyof LedgerCustomer, 'number'>

/** By field, under which spellings of the same thing meet; a field that is not here meets as plain text. */
const KEYS: { readonly [F in Field]?: (value: never) => string | undefined } = {
  email: emailKey,
  phone: phoneKey,
  orgNo: orgNoKey,
  vatNo: vatNoKey,
  invoiceAddress: (address: OrderAddress) => JSON.stringify(addressOf(address)),
}

/**
 * The fields of a found card that the rules let follow the shop and that say something else there. A card that many orders share, the
 * bucket or a channel's, is never changed; and what an order does not say takes nothing away.
 */
export function updatesOf(
  match: Extract<Match, { as: 'found' }>, customer: Customer, card: LedgerCustomer, { customer: { update } }: OrderRules,
): Partial<Customer> {
  if (match.by === 'card' || match.by === 'bucket') return {}
  const moved = update.filter((name): name is Field => name !== 'number').filter((field) => {
    const ours = customer[field]
    return ours !== undefined && keyOf(field, ours) !== keyOf(field, card[field])
  })
  return Object.fromEntries(moved.map((field) => [field, customer[field]]))
}

function keyOf(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const key = KEYS[field] as ((value: unknown) => string | undefined) | undefined
  return key?.(value) ?? (typeof value === 'string' ? plain(value) : undefined)
}
