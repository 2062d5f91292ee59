// Which of what is remembered is about one person: their cards, by what they are known by, and their orders, also those that wait. Found by
// numbers and keyed digests, since nothing else of a person is remembered.
import type { EntitySpec } from '../types/entity.js'
import type { BaseEntry, Waiting } from '../types/state.js'
import { identityBy } from '../trade/customer/identity.js'
import { orgNoKey, vatNoKey } from '../trade/customer/numbers.js'
import { emailKey, plain } from '../trade/customer/spelling.js'
import type { Digest } from '../trade/customer/words.js'
import { orderNumberOf } from './keys.js'

/** What one stream remembers, by the source's key, and what of it waits. */
export interface Memory {
  readonly stream: string
  readonly entity: Pick<EntitySpec, 'of' | 'between' | 'fields' | 'key'>
  readonly entries: ReadonlyMap<string, BaseEntry>
  readonly waiting?: readonly Pick<Waiting, 'key' | 'facts'>[]
}

/** What a person is asked for by. */
export const ASKED_BY = ['customer', 'email', 'order', 'orgNo'] as const
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
const CARDS = 'customer'
const ORDERS = 'order'
/** A part of an identity before the number that the shop gave. */
const OWN_NUMBER = /^number:[^/]*\//

/** What is known of an order: what its customer is known by, '' where that is not remembered, and the digests of what it said of them. */
interface OrderKnown { readonly identity: string; readonly said: Readonly<Record<string, unknown>> }

interface Remembered {
  /** By what somebody is known by, the number of their card. */
  readonly cards: ReadonlyMap<string, string | undefined>
  readonly orders: ReadonlyMap<string, OrderKnown>
  readonly memories: readonly Memory[]
  readonly digest: Digest
}

/** Everybody whom the text may mean, by what it is taken for; nobody where nothing is remembered of such a one. */
export function personsOf(asked: string, memories: readonly Memory[], digest: Digest): ReadonlyMap<AskedBy, Person> {
  const text = plain(asked) ?? ''
  const remembered: Remembered = { cards: cardsIn(memories), orders: ordersIn(memories), memories, digest }
  const found: [AskedBy, Person][] = text === '' ? [] : ASKED_BY.map((by) => [by, personBy(by, text, remembered)])
  return new Map(found.filter(([, person]) => person.identities.size + person.orders.size + person.cards.size > 0))
}

/** Where a search begins: what somebody may be known by, and orders that are theirs whatever these know. */
interface Start { readonly identities: readonly string[]; readonly orders: readonly string[] }

const STARTS: Readonly<Record<AskedBy, (text: string, remembered: Remembered) => Start>> = {
  customer: (text, { cards, orders, digest }) => {
    const said = ordersThatSay(orders, 'customerNumber', [digest(text)])
    const known = [...cards].filter(([id, number]) => number === text || id === text).map(([id]) => id)
    return { identities: [...known, ...knownIn(cards, orders).filter((id) => OWN_NUMBER.test(id) && id.replace(OWN_NUMBER, '') === text)], orders: said }
  },
  email: (text, { cards, orders, memories, digest }) => {
    const email = emailKey(text)
    if (email === undefined) return { identities: [], orders: [] }
    const id = identityBy({ by: 'email', key: email }, digest)
    const isKnown = knownIn(cards, orders).includes(id) || memories.some(({ entries }) => [...entries.values()].some((entry) => says(entry, email)))
    return { identities: isKnown ? [id] : [], orders: ordersThatSay(orders, 'email', [digest(email)]) }
  },
  order: (text, { orders }) => ({ identities: [], orders: orders.has(text) ? [text] : [] }),
  orgNo: (text, { cards, orders, digest }) => {
    const keys = [orgNoKey(text), vatNoKey(text)].filter((key) => key !== undefined)
    const ids = keys.map((key) => identityBy({ by: 'orgNo', key }, digest))
    const spelt = spellingsOf(text).map((one) => digest(one))
    return { identities: ids.filter((id) => knownIn(cards, orders).includes(id)), orders: [...ordersThatSay(orders, 'orgNo', spelt), ...ordersThatSay(orders, 'vatNo', spelt)] }
  },
}

function personBy(by: AskedBy, text: string, remembered: Remembered): Person {
  const { cards, orders } = remembered
  const start = STARTS[by](text, remembered)
  const first = [...start.identities, ...start.orders.map((number) => orders.get(number)?.identity ?? '')].filter((id) => id !== '' && !SHARED.test(id))
  const numbers = new Set(first.map((id) => cards.get(id)).filter((number) => number !== undefined))
  // One who bought with another address got the same card.
  const identities = new Set([...first, ...[...cards].filter(([, number]) => number !== undefined && numbers.has(number)).map(([id]) => id)])
  const theirs = [...orders].filter(([, { identity }]) => identities.has(identity)).map(([number]) => number)
  return { identities, cards: numbers, orders: new Set([...start.orders, ...theirs]), email: by === 'email' ? emailKey(text) : undefined }
}

function cardsIn(memories: readonly Memory[]): ReadonlyMap<string, string | undefined> {
  return new Map(memories.filter(isOfCards).flatMap((memory) => [
    ...(memory.waiting ?? []).map(({ key }): [string, undefined] => [key, undefined]),
    ...[...memory.entries].map(([key, { target }]): [string, string | undefined] => [identityOf(memory, key, target), typeof target?.['number'] === 'string' ? target['number'] : undefined]),
  ]))
}

/** Cards that the engine makes: of the customers of orders, and of those of a shop's register, which say themselves what they are known by. */
function isOfCards({ entity }: Memory): boolean {
  return entity.of === CARDS && entity.between?.create === 'create'
}

function identityOf({ entity }: Pick<Memory, 'entity'>, key: string, target: BaseEntry['target'] | undefined): string {
  const said = entity.fields['identity'] === undefined ? undefined : target?.['identity']
  return typeof said === 'string' ? said : key
}

function ordersIn(memories: readonly Memory[]): ReadonlyMap<string, OrderKnown> {
  return new Map(memories.filter(({ entity }) => entity.between?.made !== undefined).flatMap(({ entries, waiting = [] }) => [
    ...waiting.map(({ key, facts }): [string, OrderKnown] => [key, { identity: textOf(facts?.['customer']), said: {} }]),
    ...[...entries].map(([number, { source, target, mapped }]): [string, OrderKnown] =>
      [number, { identity: textOf(target?.['customer']) || textOf(mapped?.['customer']), said: (source?.['content'] ?? {}) as OrderKnown['said'] }]),
  ]))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function knownIn(cards: Remembered['cards'], orders: Remembered['orders']): readonly string[] {
  return [...new Set([...cards.keys(), ...[...orders.values()].map(({ identity }) => identity)])]
}

function ordersThatSay(orders: Remembered['orders'], field: string, digests: readonly string[]): string[] {
  return [...orders].filter(([, { said }]) => digests.includes(textOf(said[field]))).map(([number]) => number)
}

/** As it was typed, without and with its hyphen, with and without the century: each gives another digest. */
function spellingsOf(text: string): readonly string[] {
  const key = orgNoKey(text)
  const forms = key === undefined ? [] : ['', '19', '20', '16'].flatMap((century) => [`${century}${key}`, `${century}${key.slice(0, 6)}-${key.slice(6)}`])
  return [...new Set([text, ...forms, ...(vatNoKey(text) === undefined ? [] : [vatNoKey(text) as string])])]
}

function says({ source, target }: BaseEntry, email: string): boolean {
  return [source?.['email'], target?.['email']].some((one) => typeof one === 'string' && emailKey(one) === email)
}

/** Is an entry, or a write, of that register and key about them? */
export function isTheirs({ entity }: Pick<Memory, 'entity'>, { identities, cards, orders, email }: Person): (key: string, entry?: BaseEntry) => boolean {
  const numbers = new Set([...identities].filter((id) => OWN_NUMBER.test(id)).map((id) => id.replace(OWN_NUMBER, '')))
  return (key, entry) => {
    if (email !== undefined && entry && says(entry, email)) return true
    if (entity.of === ORDERS) return orders.has(orderNumberOf(key, entity))
    if (entity.of !== CARDS) return false
    if (!entity.between) return cards.has(key)
    return identities.has(identityOf({ entity }, key, entry?.target)) || numbers.has(key)
  }
}
