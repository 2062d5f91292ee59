// Which card of the ledger an order's customer is. Only what is the same to the letter, once it is spelt in one way, is a match; what
// could be two is none.
import type { Finding, OrderRules, ShopOrder } from '../order/types.js'
import { keysOf, numberKey, sharedCardOf, type Key, type SharedCard } from './identity.js'
import { orgNoKey, vatNoKey } from './numbers.js'
import { emailKey, plain } from './spelling.js'
import type { LedgerCustomer, MatchBy } from './words.js'

/** by: a card that many share, the one that was linked before, or what was the same. */
export type Match =
  | { readonly as: 'found'; readonly number: string; readonly by: MatchBy | SharedCard['by'] | 'linked'; readonly reactivate?: true }
  | { readonly as: 'none' }
  | { readonly as: 'problem'; readonly finding: Finding }

type Found = Extract<Match, { as: 'found' }>

const NUMBER = 'number'
const EMAIL = 'email'
const ORG_NO = 'orgNo'

/**
 * What is remembered. identity: of this order, from when it was first seen (a shop that erases a person takes away what it is made of).
 * numberOf: the card that an identity was given.
 */
export interface Linked { readonly identity: string | undefined; readonly numberOf: (identity: string) => string | undefined }

/** The ledger's customers by what they are looked up by. */
export class CustomerIndex {
  private readonly cards = new Map<string, LedgerCustomer>()
  private readonly numbers = { email: new Map<string, Set<string>>(), orgNo: new Map<string, Set<string>>() }

  constructor(register: Iterable<LedgerCustomer>) {
    for (const card of register) this.add(card)
  }

  /** A card that is new, or that says something else now. */
  add(card: LedgerCustomer): void {
    const before = this.cards.get(card.number)
    if (before) for (const [by, key] of keysOfCard(before)) this.numbers[by].get(key)?.delete(card.number)
    this.cards.set(card.number, card)
    for (const [by, key] of keysOfCard(card)) put(this.numbers[by], key, card.number)
  }

  card(number: string): LedgerCustomer | undefined {
    return this.cards.get(number)
  }

  /** The cards that have this key. */
  with({ by, key }: Key): readonly LedgerCustomer[] {
    const numbers = by === 'number' ? [key] : [...this.numbers[by].get(key) ?? []]
    return numbers.map((number) => this.cards.get(number)).filter((card) => card !== undefined)
  }
}

/** Made once from the whole register: thousands of cards. */
export function customerIndex(register: Iterable<LedgerCustomer>): CustomerIndex {
  return new CustomerIndex(register)
}

/**
 * The card of an order's customer: one that all such orders share; what was linked before; then what the rules match by, in their order: the first
 * that any card has decides. An inactive card beside one active is no doubt: the bookkeeper has put it away. A card with another organisation
 * number than the order's is somebody else's, whatever else is the same; so is one that has none, where the number itself finds another card.
 *
 * Holds: CUSTOMER_CONTRADICTS, CUSTOMER_AMBIGUOUS, CUSTOMER_INACTIVE, CUSTOMER_CARD_MISSING, CUSTOMER_UNKNOWN (nothing to go by, and no bucket),
 * CUSTOMER_NUMBER_TAKEN (a new card cannot have the shop's number).
 */
export function matchCustomer(order: ShopOrder, index: CustomerIndex, rules: OrderRules, linked?: Linked): Match {
  const { numberFrom } = rules.customer
  const before = linked?.identity === undefined ? undefined : index.card(linked.numberOf(linked.identity) ?? '')
  const shared = sharedCardOf(order, rules)
  // A guest for the bucket may be somebody whom the shop has erased; what a channel or the files give to one card stays there.
  const isForAll = shared?.by === 'card' || numberFrom === 'bucket'
  const own = numberKey(order, rules.ordersFrom)
  if (before && !isForAll && !isAnothers(before, own)) return usable(before, 'linked', rules)
  if (shared) return sharedMatch(shared, index, rules)
  const keys = keysOf(order, rules)
  if (keys.length === 0 || numberFrom === 'bucket') return held('CUSTOMER_UNKNOWN')
  const others: Match[] = []
  for (const key of keys) {
    const hits = index.with(key)
    const theirs = hits.filter((card) => isAnothers(card, own))
    others.push(...theirs.map(({ number }) => contradiction(key, number)))
    // The same number of two customers leaves nothing to look for; the same address may be that of two.
    if (key.by === NUMBER && theirs.length > 0) break
    const match = among(hits.filter((card) => !theirs.includes(card)), key, rules)
    if (match) return match.as === 'found' && key.by === EMAIL && hasOther(match.number, { keys, index }) ? contradiction(key, match.number) : match
  }
  const [other] = others
  if (other) return other
  const number = numberFrom === 'shop' ? plain(order.customerNumber) : undefined
  return number !== undefined && index.card(number) ? held('CUSTOMER_NUMBER_TAKEN', { number }) : { as: 'none' }
}

function among(hits: readonly LedgerCustomer[], key: Key, rules: OrderRules): Match | undefined {
  const active = hits.filter(isActive)
  const [first, ...others] = active.length > 0 ? active : hits
  if (!first) return undefined
  if (others.length === 0) return usable(first, key.by, rules)
  return held('CUSTOMER_AMBIGUOUS', { by: key.by, numbers: [first, ...others].map(({ number }) => number).sort().join(', ') })
}

/** The organisation number, which says more than an address, finds cards, and not this one. */
function hasOther(number: string, { keys, index }: { readonly keys: readonly Key[]; readonly index: CustomerIndex }): boolean {
  const cards = keys.filter(({ by }) => by === ORG_NO).flatMap((key) => index.with(key)).filter(isActive)
  return cards.length > 0 && !cards.some((card) => card.number === number)
}

/** own: the key of the order's organisation number. */
function isAnothers(card: LedgerCustomer, own: string | undefined): boolean {
  const numbers = keysOfCard(card).filter(([by]) => by === ORG_NO)
  return own !== undefined && numbers.length > 0 && !numbers.some(([, key]) => key === own)
}

function contradiction({ by }: Key, number: string): Match {
  return held('CUSTOMER_CONTRADICTS', { by, number })
}

function sharedMatch({ number, by }: SharedCard, index: CustomerIndex, rules: OrderRules): Match {
  const card = index.card(number)
  return card ? usable(card, by, rules) : held('CUSTOMER_CARD_MISSING', { number })
}

function usable(card: LedgerCustomer, by: Found['by'], { customer: { onInactive } }: OrderRules): Match {
  const { number } = card
  if (isActive(card)) return { as: 'found', number, by }
  // A card that many share is changed by none of them.
  if (by === 'card' || by === 'bucket') return held('CUSTOMER_INACTIVE', { number })
  return onInactive === 'reactivate' ? { as: 'found', number, by, reactivate: true } : held('CUSTOMER_INACTIVE', { number })
}

function isActive({ active }: LedgerCustomer): boolean {
  return active !== false
}

function held(code: string, facts: Finding['facts'] = {}): Match {
  return { as: 'problem', finding: { code, facts } }
}

/** A card may hold several addresses, one after the other. */
function keysOfCard({ email, orgNo, vatNo }: LedgerCustomer): readonly (readonly [by: 'email' | 'orgNo', key: string])[] {
  const emails = (email ?? '').split(/[;,\s]+/).map(emailKey)
  const numbers = [orgNo, vatNo].flatMap((number) => [vatNoKey(number), orgNoKey(number)])
  return [...emails.map((key) => ['email', key] as const), ...numbers.map((key) => ['orgNo', key] as const)].filter((one): one is readonly ['email' | 'orgNo', string] => one[1] !== undefined)
}

function put(map: Map<string, Set<string>>, key: string, number: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(number))
}
