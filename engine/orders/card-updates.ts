// What orders say of cards that are there already: fields that follow the shop, and that a card which somebody put away is in use again.
// "1001/1" is what order 1001 said first, "1001/active" that its customer bought again. Each is handed over once; what was said last of a
// card is known from the stream's Base by digests, so that a correction of the bookkeeper's stays until an order says something new.
import type { Found } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import type { Clock } from '../run/parts.js'
import type { Store } from '../store/memory.js'
import { customerOf } from '../trade/customer/customer.js'
import type { CustomerIndex, Match } from '../trade/customer/match.js'
import { newsIn, saysOf, updatesOf } from '../trade/customer/update.js'
import type { Customer } from '../trade/customer/words.js'
import { instantMs } from '../trade/order/dates.js'
import type { HeadRoom, ShopOrder } from '../trade/order/types.js'
import type { BaseEntry } from '../types/state.js'
import type { CustomerRegister } from './customer-register.js'
import type { ShopDesk } from './desk.js'
import { stands } from './handed.js'
import { partKey, partOf } from './keys.js'

export interface CardUpdatesParts {
  readonly desk: ShopDesk
  readonly customers: CustomerRegister
  readonly store: Pick<Store, 'read'>
  readonly clock: Clock
  readonly digest: (value: unknown) => string
  /** Of the ERP's fields. Throws SystemError. */
  readonly headRoom: () => Promise<HeadRoom>
  /** Undefined where the files ask for none of it. */
  readonly stream: string | undefined
}

type Says = Readonly<Record<string, string>>
type Card = Extract<Match, { as: 'found' }>

/** An order with the card that it is about, and what it says of it. */
interface Speaker { readonly order: ShopOrder; readonly match: Card; readonly customer: Customer | undefined; readonly says: Says }

/** What was said of a card before. at: when the latest order that spoke was placed. */
interface SaidBefore { readonly at: string; readonly says: Says }

/** What a document needs and does not wait for is tried for so long after the document was made. */
const AFTERWARDS_MS = 86_400_000
const ACTIVE = 'active'

export class CardUpdates {
  constructor(private readonly parts: CardUpdatesParts) {}

  /** Everything that is still to be said. Throws SystemError. */
  async items(): Promise<readonly RawItem[]> {
    return this.itemsOf(await this.speakers())
  }

  private async itemsOf(speakers: readonly Speaker[]): Promise<readonly RawItem[]> {
    if (speakers.length === 0) return []
    const index = await this.parts.customers.index()
    const before = this.saidBefore()
    const facts = latestOf(speakers).flatMap((one) => this.fact(one, index, before.get(one.match.number)) ?? [])
    return [...facts, ...speakers.flatMap((one) => this.activation(one) ?? [])]
  }

  /** Whether it was said, or the card says it already. Throws SystemError. */
  async find(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const entries = this.entries()
    const speakers = await this.speakers()
    const open = new Map((await this.itemsOf(speakers)).map((item) => [item.key, item]))
    const active = new Map(speakers.filter(({ match }) => !match.reactivate).map(({ order, match }) => [order.number, match.number]))
    return new Map(keys.map((key): [string, Found] => {
      const entry = entries.get(key)
      if (entry && stands(entry)) return [key, { kind: 'found', item: { key, fields: { ...entry.target } } }]
      const number = partOf(key).part === ACTIVE ? active.get(partOf(key).number) : saidIn(open.get(key))
      if (number === undefined) return [key, { kind: 'absent' }]
      return [key, { kind: 'found', item: { key, fields: { id: key, number, ...(partOf(key).part === ACTIVE ? { active: true } : {}) } } }]
    }))
  }

  /** Orders that wait and have a card of their own, and those whose documents were made a moment ago. Throws SystemError. */
  private async speakers(): Promise<readonly Speaker[]> {
    const { desk, clock } = this.parts
    const nowMs = clock.now()
    const orders = [...await desk.waiting(), ...await desk.madeSince(new Date(nowMs - AFTERWARDS_MS).toISOString())]
    const speakers = await Promise.all(orders.map((order) => this.speaker(order)))
    return speakers.filter((one) => one !== undefined)
  }

  private async speaker(order: ShopOrder): Promise<Speaker | undefined> {
    const { desk, digest, headRoom } = this.parts
    const { rules } = desk.lane
    const match = await desk.match(order)
    if (match.as !== 'found' || match.by === 'card' || match.by === 'bucket') return undefined
    const made = customerOf(order, rules, digest, await headRoom())
    const customer = made.as === 'card' ? made.fields : undefined
    return { order, match, customer, says: customer ? saysOf(customer, rules, digest) : {} }
  }

  /** undefined: it says nothing that was not said before. */
  private fact({ order, match, customer, says }: Speaker, index: CustomerIndex, before: SaidBefore | undefined): RawItem | undefined {
    const card = index.card(match.number)
    const news = newsIn(says, before?.says ?? {})
    if (!card || !customer || news.length === 0 || (before !== undefined && placed(order) < before.at)) return undefined
    const key = partKey(order.number, String(1 + this.countOf(order.number)))
    const fields = updatesOf(match, customer, card, this.parts.desk.lane.rules, news)
    return { key, fields: { id: key, number: match.number, says, placedAt: placed(order), ...fields } as RawItem['fields'] }
  }

  private activation({ order, match }: Speaker): RawItem | undefined {
    if (!match.reactivate) return undefined
    const key = partKey(order.number, ACTIVE)
    const entry = this.entries().get(key)
    return entry && stands(entry) ? undefined : { key, fields: { id: key, number: match.number, placedAt: placed(order), active: true } }
  }

  /** How many times an order was heard. */
  private countOf(number: string): number {
    const entries = this.entries()
    let count = 0
    for (let entry = entries.get(partKey(number, '1')); entry && stands(entry); entry = entries.get(partKey(number, String(count + 1)))) count++
    return count
  }

  /** By the number of the card. */
  private saidBefore(): ReadonlyMap<string, SaidBefore> {
    const said = new Map<string, SaidBefore>()
    for (const { source } of [...this.entries()].filter(([, entry]) => stands(entry)).sort(inTurn).map(([, entry]) => entry)) {
      const { number, says, placedAt } = source ?? {}
      if (typeof number !== 'string' || typeof placedAt !== 'string') continue
      said.set(number, { at: placedAt, says: { ...said.get(number)?.says, ...says as Says | undefined } })
    }
    return said
  }

  private entries(): ReadonlyMap<string, BaseEntry> {
    const { store, stream } = this.parts
    return stream === undefined ? new Map() : store.read(stream).entries
  }
}

/** Of several orders about one card the one that was placed last speaks. */
function latestOf(speakers: readonly Speaker[]): readonly Speaker[] {
  const latest = new Map<string, Speaker>()
  for (const one of [...speakers].sort((a, b) => compare(placed(a.order), placed(b.order)) || compare(a.order.number, b.order.number)))
    if (Object.keys(one.says).length > 0) latest.set(one.match.number, one)
  return [...latest.values()]
}

const TOLD_ALONG: ReadonlySet<string> = new Set(['id', 'number', 'says', 'placedAt'])

/** The number of the card that says it already. */
function saidIn(item: RawItem | undefined): string | undefined {
  return item && Object.keys(item.fields).every((name) => TOLD_ALONG.has(name)) ? String(item.fields['number']) : undefined
}

function placed({ placedAt }: ShopOrder): string {
  return new Date(instantMs(placedAt) ?? 0).toISOString()
}

type Entry = readonly [key: string, entry: BaseEntry]

function inTurn([key, one]: Entry, [otherKey, other]: Entry): number {
  return compare(String(one.source?.['placedAt'] ?? ''), String(other.source?.['placedAt'] ?? '')) || compare(partOf(key).part.padStart(9, '0'), partOf(otherKey).part.padStart(9, '0'))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
