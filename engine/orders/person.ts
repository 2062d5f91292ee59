// Which of what is remembered is about one person: their cards, by what they are known by, and their orders. Found by numbers and
// keyed digests, since nothing else of a person is remembered.
import type { EntitySpec } from '../types/entity.js'
import type { BaseEntry } from '../types/state.js'
import { emailKey, plain } from '../trade/customer/spelling.js'
import type { Digest } from '../trade/customer/words.js'

/** What one stream remembers, by the source's key. */
export interface Memory { readonly stream: string; readonly entity: Pick<EntitySpec, 'of' | 'between' | 'fields'>; readonly entries: ReadonlyMap<string, BaseEntry> }

/** What a person is asked for by. */
export const ASKED_BY = ['customer', 'email', 'order'] as const
export type AskedBy = (typeof ASKED_BY)[number]

export interface Person {
  /** What they are known by: email:…, orgNo:…, number:se/17. */
  readonly identities: ReadonlySet<string>
  /** Numbers of their cards. */
  readonly cards: ReadonlySet<string>
  readonly orders: ReadonlySet<string>
  /** Their own words, where they were asked for by one. */
  readonly email: string | undefined
}

/** A card or a bucket that many orders share is nobody's. */
const SHARED = /^(?:card|bucket):/

/** Everybody whom the text may mean, by what it is taken for; nobody where nothing is remembered of such a one. */
export function personsOf(asked: string, memories: readonly Memory[], digest: Digest): ReadonlyMap<AskedBy, Person> {
  const text = plain(asked) ?? ''
  const found: [AskedBy, Person][] = ASKED_BY.map((by) => [by, personBy(by, text, memories, digest)])
  return new Map(found.filter(([by, person]) => person.identities.size + person.orders.size + person.cards.size > 0 && (by !== 'email' || emailKey(text) !== undefined)))
}

function personBy(by: AskedBy, text: string, memories: readonly Memory[], digest: Digest): Person {
  const cards = cardsIn(memories)
  const email = by === 'email' ? emailKey(text) : undefined
  const orders = ordersIn(memories)
  const first = {
    customer: () => [...cards].filter(([id, number]) => number === text || (id.startsWith('number:') && id.endsWith(`/${text}`))).map(([id]) => id),
    email: () => (email === undefined ? [] : [`email:${digest(['email', email])}`].filter((id) => cards.has(id) || [...orders.values()].includes(id) || rememberedBy(email, memories))),
    order: () => [orders.get(text)].filter((id) => id !== undefined),
  }[by]().filter((id) => !SHARED.test(id))
  const numbers = new Set(first.map((id) => cards.get(id)).filter((number) => number !== undefined))
  // One who bought with another address got the same card.
  const identities = new Set([...first, ...[...cards].filter(([, number]) => number !== undefined && numbers.has(number)).map(([id]) => id)])
  const theirs = new Set([...orders].filter(([number, id]) => identities.has(id) || (by === 'order' && number === text)).map(([number]) => number))
  return { identities, cards: numbers, orders: theirs, email }
}

/** By what somebody is known by, the number of their card. */
function cardsIn(memories: readonly Memory[]): ReadonlyMap<string, string | undefined> {
  return new Map(memories.filter(({ entity }) => entity.between && entity.of === CARDS).flatMap(({ entries }) =>
    [...entries].map(([id, { target }]): [string, string | undefined] => [id, typeof target?.['number'] === 'string' ? target['number'] : undefined])))
}

/** By number, what the customer of an order is known by; '' where that is not remembered. */
function ordersIn(memories: readonly Memory[]): ReadonlyMap<string, string> {
  return new Map(memories.filter(({ entity }) => entity.between?.made !== undefined).flatMap(({ entries }) =>
    [...entries].map(([number, { target }]): [string, string] => [number, typeof target?.['customer'] === 'string' ? target['customer'] : ''])))
}

function rememberedBy(email: string, memories: readonly Memory[]): boolean {
  return memories.some(({ entries }) => [...entries.values()].some((entry) => says(entry, email)))
}

function says({ source, target }: BaseEntry, email: string): boolean {
  return [source?.['email'], target?.['email']].some((one) => typeof one === 'string' && emailKey(one) === email)
}

/** Is an entry, or a write, of that register and key about them? */
export function isTheirs({ entity }: Pick<Memory, 'entity'>, { identities, cards, orders, email }: Person): (key: string, entry?: BaseEntry) => boolean {
  return (key, entry) => {
    if (email !== undefined && entry && says(entry, email)) return true
    if (entity.between && entity.of === CARDS) return identities.has(key)
    // Parts of an order go by its number: 1001/delivered.
    return entity.of === CARDS ? cards.has(key) : entity.of === ORDERS && orders.has(key.split('/')[0] as string)
  }
}

const CARDS = 'customer'
const ORDERS = 'order'
