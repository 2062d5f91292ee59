// What of a known card follows the shop. A card belongs to the bookkeeper: nothing does unless the rules name it.
import type { OrderRules } from '../order/types.js'
import { orgNoKey, vatNoKey } from './numbers.js'
import { addressOf, countryOf, emailKey, phoneKey, plain } from './spelling.js'
import type { Match } from './match.js'
import type { Customer, Digest, LedgerAddress, LedgerCustomer } from './words.js'

/** What both a customer and a card say. The number is what they are paired by, and never moves. */
type Field = Exclude<keyof Customer & keyof LedgerCustomer, 'number'>

/** By field, under which spellings of the same thing meet; a field that is not here meets as plain text. */
const KEYS: { readonly [F in Field]?: (value: never) => string | undefined } = {
  email: emailKey,
  phone: phoneKey,
  orgNo: orgNoKey,
  vatNo: vatNoKey,
  invoiceAddress: (address: LedgerAddress) => JSON.stringify(addressOf(address)),
}

/**
 * The fields of a found card that the rules let follow the shop and that say something else there. A card that many orders share, the
 * bucket or a channel's, is never changed; and what an order does not say takes nothing away. among: only these of them.
 */
export function updatesOf(
  match: Extract<Match, { as: 'found' }>, customer: Customer, card: LedgerCustomer, { customer: { update } }: OrderRules, among: readonly string[] = update,
): Partial<Customer> {
  if (match.by === 'card' || match.by === 'bucket') return {}
  const moved = fieldsIn(update).filter((field) => {
    const ours = customer[field]
    return among.includes(field) && ours !== undefined && keyOf(field, ours) !== keyOf(field, card[field])
  })
  return Object.fromEntries(moved.map((field) => [field, field === 'invoiceAddress' ? addressFor(customer.invoiceAddress ?? {}, card) : customer[field]]))
}

/**
 * By field that follows the shop, a keyed digest of what an order says of it, however it is spelt. By it one knows what was said before,
 * so that the same thing is never said again to a card that the bookkeeper has corrected since.
 */
export function saysOf(customer: Customer, { customer: { update } }: OrderRules, digest: Digest): Readonly<Record<string, string>> {
  return Object.fromEntries(fieldsIn(update).flatMap((field) => {
    const key = keyOf(field, customer[field])
    return key === undefined ? [] : [[field, digest([field, key])]]
  }))
}

/** The fields of which something else is said now than before. */
export function newsIn(says: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(says).filter((field) => says[field] !== before[field])
}

function fieldsIn(update: readonly string[]): Field[] {
  return update.filter((name): name is Field => name !== 'number')
}

/** An address is one thing, so a line that is not said is empty. How the ledger writes the country it keeps, where it is the same one. */
function addressFor(ours: NonNullable<Customer['invoiceAddress']>, { invoiceAddress }: LedgerCustomer): LedgerAddress {
  const { country: name, countryCode } = invoiceAddress ?? {}
  const there = countryOf(countryCode) ?? countryOf(name)
  if (ours.country !== undefined && ours.country !== there) return ours
  return { ...ours, ...(name === undefined ? {} : { country: name }), ...(countryCode === undefined ? {} : { countryCode }) }
}

function keyOf(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const key = KEYS[field] as ((value: unknown) => string | undefined) | undefined
  return key?.(value) ?? (typeof value === 'string' ? plain(value) : undefined)
}
