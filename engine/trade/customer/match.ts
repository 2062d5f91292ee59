// Which card of the ledger an order's customer is. Only what is the same to the letter, once it is spelt in one way, is a match; what
// could be two is none.
import type { Finding, ShopOrder } from '../order/types.js'
import { numbersOf, orgNoKey, vatNoKey } from './numbers.js'
import { emailKey, plain } from './spelling.js'
import type { Hash, CustomerRules, LedgerCustomer, MatchBy } from './words.js'

/** by: card (the channel's one), bucket (the one for guests), linked (known before), or what was the same. */
export type Match =
  | { readonly kind: 'found'; readonly number: string; readonly by: MatchBy | 'card' | 'bucket' | 'linked'; readonly reactivate?: true }
  | { readonly kind: 'none' }
  | { readonly kind: 'problem'; readonly finding: Finding }

/**
 * What is remembered. identity: of this order, from when it was first seen (a shop that erases a person takes away what it is made of).
 * numberOf: the card that an identity was given.
 */
export interface Linked { readonly identity: string | undefined; readonly numberOf: (identity: string) => string | undefined }

type Key = { readonly by: MatchBy; readonly key: string }

/** The ledger's customers by what they are looked up by. Made once from the whole register. */
export class CustomerIndex {
  private readonly cards = new Map<string, LedgerCustomer>()
  private readonly numbers = { email: new Map<string, Set<string>>(), orgNo: new Map<string, Set<string>>() }

  /** on: the local date as of which personal numbers of ten digits are read. */
  constructor(register: Iterable<LedgerCustomer>, on: string) {
    for (const card of register) {
      this.cards.set(card.number, card)
      // A card may hold several addresses, one after the other.
      for (const email of (card.email ?? '').split(/[;,\s]+/)) put(this.numbers.email, emailKey(email), card.number)
      for (const number of [card.orgNo, card.vatNo]) {
        put(this.numbers.orgNo, vatNoKey(number), card.number)
        put(this.numbers.orgNo, orgNoKey(number, on), card.number)
      }
    }
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

/**
 * The key of an order's customer in the memory: from the order alone, and without personal data. Undefined where the order has nothing
 * that tells its customer from others. A shop's own numbers are told apart by the shop; e-mail and organisation numbers mean the same
 * customer in every shop of the company.
 */
export function identityOf(order: ShopOrder, rules: CustomerRules, hash: Hash): string | undefined {
  if (rules.customerNumber !== undefined) return `card:${rules.customerNumber}`
  const { numberFrom, bucket } = rules.customer
  const forGuests = bucket === undefined ? undefined : `bucket:${bucket}`
  if (numberFrom === 'bucket') return forGuests
  const [first] = keysOf(order, rules)
  if (!first) return forGuests
  return first.by === 'number' ? `number:${rules.shop}/${first.key}` : `${first.by}:${hash(`${first.by} ${first.key}`)}`
}

/**
 * The card of an order's customer. The channel's card and the bucket first; then what was linked before; then what the rules match by,
 * in their order: the first that any card has decides. An inactive card beside one active is no doubt: the bookkeeper has put it away.
 *
 * Holds: CUSTOMER_AMBIGUOUS, CUSTOMER_INACTIVE, CUSTOMER_CARD_MISSING, CUSTOMER_UNKNOWN (nothing to go by, and no bucket),
 * CUSTOMER_NUMBER_TAKEN (a new card cannot have the shop's number).
 */
export function matchCustomer(order: ShopOrder, index: CustomerIndex, rules: CustomerRules, linked?: Linked): Match {
  const { customer: { numberFrom, bucket }, customerNumber } = rules
  if (customerNumber !== undefined) return fixed(customerNumber, 'card', index, rules)
  if (numberFrom === 'bucket') return bucket === undefined ? held('CUSTOMER_UNKNOWN') : fixed(bucket, 'bucket', index, rules)
  const before = linked?.identity === undefined ? undefined : index.card(linked.numberOf(linked.identity) ?? '')
  if (before) return usable(before, 'linked', rules)
  const keys = keysOf(order, rules)
  for (const key of keys) {
    const match = matchBy(key, index, rules)
    if (match) return match
  }
  if (keys.length === 0) return bucket === undefined ? held('CUSTOMER_UNKNOWN') : fixed(bucket, 'bucket', index, rules)
  const own = numberFrom === 'shop' ? plain(order.customerNumber) : undefined
  return own !== undefined && index.card(own) ? held('CUSTOMER_NUMBER_TAKEN', { number: own }) : { kind: 'none' }
}

/** By what an order's customer can be looked up, in the order of the rules. */
function keysOf(order: ShopOrder, { customer, ordersFrom }: CustomerRules): readonly Key[] {
  return customer.matchBy.flatMap((by) => {
    const key = { number: () => plain(order.customerNumber), email: () => emailKey(order.email), orgNo: () => numberKey(order, ordersFrom) }[by]()
    return key === undefined ? [] : [{ by, key }]
  })
}

/** The Swedish organisation or personal number, or else the VAT number: only what checks tells a customer from others. */
function numberKey(order: ShopOrder, on: string): string | undefined {
  const { orgNo, vatNo } = numbersOf(order, on)
  const isSwedish = orgNo !== undefined && orgNo.of !== 'foreign' && orgNo.of !== 'wrong'
  return isSwedish ? orgNo.text.replace(/\D/g, '') : vatNoKey(vatNo)
}

function matchBy(key: Key, index: CustomerIndex, rules: CustomerRules): Match | undefined {
  const hits = index.with(key)
  const active = hits.filter(isActive)
  const [first, ...others] = active.length > 0 ? active : hits
  if (!first) return undefined
  if (others.length === 0) return usable(first, key.by, rules)
  return held('CUSTOMER_AMBIGUOUS', { by: key.by, numbers: [first, ...others].map(({ number }) => number).sort().join(', ') })
}

function fixed(number: string, by: 'card' | 'bucket', index: CustomerIndex, rules: CustomerRules): Match {
  const card = index.card(number)
  return card ? usable(card, by, rules) : held('CUSTOMER_CARD_MISSING', { number })
}

function usable(card: LedgerCustomer, by: Extract<Match, { kind: 'found' }>['by'], { customer: { onInactive } }: CustomerRules): Match {
  const { number } = card
  if (isActive(card)) return { kind: 'found', number, by }
  return onInactive === 'reactivate' ? { kind: 'found', number, by, reactivate: true } : held('CUSTOMER_INACTIVE', { number })
}

function isActive({ active }: LedgerCustomer): boolean {
  return active !== false
}

function held(code: string, facts: Finding['facts'] = {}): Match {
  return { kind: 'problem', finding: { code, facts } }
}

function put(map: Map<string, Set<string>>, key: string | undefined, number: string): void {
  if (key !== undefined) map.set(key, (map.get(key) ?? new Set()).add(number))
}
