// What is known of one shop's orders between the two systems: which wait, which were handed over, what the shop was told.
import type { RawItem } from '../core/item.js'
import { problem, problemOf, type Problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import type { Clock } from '../run/parts.js'
import type { Store } from '../store/memory.js'
import { customerOf } from '../trade/customer/customer.js'
import { claimsOf, otherClaim, type Claim } from '../trade/customer/claims.js'
import { customerNumberOf, identityOf } from '../trade/customer/identity.js'
import { matchCustomer, type Linked, type Match } from '../trade/customer/match.js'
import type { OrderEvent } from '../trade/order/events.js'
import type { Finding, HeadRoom, ShopOrder } from '../trade/order/types.js'
import type { BaseEntry } from '../types/state.js'
import type { CustomerRegister } from './customer-register.js'
import type { Handed } from './handed.js'
import { isUnread, type OrderBook } from './order-book.js'
import { goneStatuses } from './statuses.js'
import type { Told, TellingStreams } from './told.js'
import { orderOf, turnOf } from './turn.js'

export interface ShopDeskParts {
  readonly shop: string
  readonly lane: OrderLane
  readonly book: OrderBook
  readonly handed: Handed
  readonly customers: CustomerRegister
  readonly digest: (value: unknown) => string
  readonly told: Told
  readonly store: Pick<Store, 'read'>
  readonly clock: Clock
  /** Of the ERP's fields. Throws SystemError. */
  readonly headRoom: () => Promise<HeadRoom>
  /** The stream of the customers of orders. */
  readonly cards: string | undefined
  /** The stream of cards of the shop's own register. */
  readonly register: string | undefined
}

/** What is told of an order by streams of their own. */
type Part = keyof TellingStreams
/** isOpen: something of it is still to be told, or to be settled. */
interface Seen { readonly number: string; readonly events: readonly OrderEvent[]; readonly isOpen: boolean }

/** After these nothing more happens to an order. */
export const LAST: readonly OrderEvent[] = ['paid', 'credited', 'cancelled']
const WHILE_PASSING_MS = 60_000
const DAY_MS = 86_400_000
const CONTRADICTS = 'CUSTOMER_CONTRADICTS'
const NO_ENTRIES: ReadonlyMap<string, BaseEntry> = new Map()

export class ShopDesk {
  readonly shop: string
  readonly lane: OrderLane
  readonly handed: Handed
  readonly told: Told
  /** By part, orders at their last event that have nothing left of it. Those that have nothing left of any are not looked at any more. */
  private readonly closed = new Map<Part, Set<string>>()
  /** When, and the status in which the shop showed them then. */
  private readonly closedAt = new Map<string, { readonly status: unknown; readonly atMs: number }>()
  private registerOf: { readonly entries: unknown; readonly numbers: ReadonlyMap<string, string> } | undefined
  private claimed: { readonly known: unknown; readonly claims: Promise<ReadonlyMap<string, Claim>> } | undefined
  private customersOf: { readonly known: unknown; readonly orders: ReadonlyMap<string, ShopOrder> } | undefined

  constructor(private readonly parts: ShopDeskParts) {
    this.shop = parts.shop
    this.lane = parts.lane
    this.handed = parts.handed
    this.told = parts.told
  }

  /** An order of each customer that waits, by what the customer is known by. Throws SystemError. */
  async byCustomer(): Promise<ReadonlyMap<string, ShopOrder>> {
    const { book, lane: { rules }, digest } = this.parts
    const known = await book.orders(WHILE_PASSING_MS)
    // Asked for customer by customer: counted once for each reading.
    if (this.customersOf?.known === known) return this.customersOf.orders
    const orders = new Map<string, ShopOrder>()
    for (const item of known.values()) {
      const order = orderOf(item)
      const id = identityOf(order, rules, digest)
      if (id !== undefined && !orders.has(id)) orders.set(id, order)
    }
    this.customersOf = { known, orders }
    return orders
  }

  /** Orders whose documents are still to be made, now. Throws SystemError. */
  async waiting(): Promise<readonly ShopOrder[]> {
    return (await this.waitingItems()).map(orderOf)
  }

  /** The same as their shop shows them. ageMs: how old what was read may be. Throws SystemError. */
  async waitingItems(ageMs = WHILE_PASSING_MS): Promise<readonly RawItem[]> {
    const { book, clock, lane: { rules } } = this.parts
    const [known, done] = [await book.orders(ageMs), new Set(this.handed.numbers())]
    return [...known.values()].filter((item) => !done.has(item.key) && turnOf(item, rules, clock.now()) === undefined)
  }

  /** Orders whose documents the engine has made since then. Throws SystemError. */
  async madeSince(at: string): Promise<readonly ShopOrder[]> {
    const numbers = this.handed.numbers().filter((number) => (this.handed.atMs(number) ?? Number.NEGATIVE_INFINITY) >= Date.parse(at))
    if (numbers.length === 0) return []
    const known = await this.parts.book.orders(WHILE_PASSING_MS)
    return numbers.flatMap((number) => known.get(number) ?? []).filter(({ problem: bad }) => bad === undefined).map(orderOf)
  }

  /** Which card an order's customer is. Throws SystemError. */
  async match(order: ShopOrder): Promise<Match> {
    const { lane: { rules }, customers, digest } = this.parts
    return matchCustomer(order, await customers.index(), rules, this.linked(this.handed.customerOf(order.number) ?? identityOf(order, rules, digest)))
  }

  /**
   * Why an order that waits has no card and gets none. of: the customer who is held for it; left out where the card is one that many
   * share, or the order alone is. undefined: it has one, or it is made first. Throws SystemError.
   */
  async withoutCard(order: ShopOrder): Promise<{ readonly finding: Finding; readonly of?: string } | undefined> {
    const { lane: { rules }, digest, headRoom } = this.parts
    const match = await this.match(order)
    if (match.as === 'found') return undefined
    const made = customerOf(order, rules, digest, await headRoom())
    // What the order says against the card of somebody else holds the order alone.
    const of = made.as === 'none' || (match.as === 'problem' && match.finding.code === CONTRADICTS) ? {} : { of: made.id }
    if (match.as === 'problem') return { finding: match.finding, ...of }
    if (made.as === 'problem') return { finding: made.finding, ...of }
    const other = made.as === 'card' ? otherClaim(order, (await this.claims()).get(made.id), rules) : undefined
    return other && { finding: other }
  }

  /** Of new customers, by what they are known by, the first order that names an organisation number: it is that of the card. Throws SystemError. */
  private async claims(): Promise<ReadonlyMap<string, Claim>> {
    const { lane: { rules }, digest, book } = this.parts
    const known = await book.orders(WHILE_PASSING_MS)
    // Asked for order by order, at the same time: counted once for each reading.
    if (this.claimed?.known !== known) this.claimed = { known, claims: this.waiting().then((orders) => claimsOf(orders, rules, digest)) }
    return this.claimed.claims
  }

  /** The number of the card that an order's document names, or why there is none yet. Throws SystemError. */
  async customerNumber(number: string): Promise<string | Problem> {
    const { book, lane: { rules } } = this.parts
    const item = (await book.orders(WHILE_PASSING_MS)).get(number) ?? await book.one(number)
    if (!item) return problem('ORDER_NOT_FOUND', { key: number })
    const order = orderOf({ ...item, key: number })
    const fixed = customerNumberOf(order, rules)
    if (fixed !== undefined) return fixed
    const match = await this.match(order)
    if (match.as === 'found') return match.number
    return match.as === 'none' ? problem('CUSTOMER_NOT_THERE', { key: number }) : problemOf(match.finding)
  }

  /** What the customers of orders that wait are known by. Throws SystemError. */
  async waitingIdentities(): Promise<ReadonlySet<string>> {
    const { lane: { rules }, digest } = this.parts
    const orders = this.handed.flow ? await this.waiting() : []
    return new Set(orders.flatMap((order) => identityOf(order, rules, digest) ?? []))
  }

  /** The card that a customer got or had, by an order or from the register: it stays its card when the bookkeeper corrects what it was found by. */
  linked(identity: string | undefined): Linked {
    const { cards, store } = this.parts
    const entries = cards === undefined ? undefined : store.read(cards).entries
    return { identity, numberOf: (one) => textOf(entries?.get(one)?.target?.['number']) ?? this.registered().get(one) }
  }

  /** By what they are known by, the cards of customers from the shop's register; made anew where something was remembered. */
  private registered(): ReadonlyMap<string, string> {
    const { register, store } = this.parts
    const entries = register === undefined ? NO_ENTRIES : store.read(register).entries
    if (this.registerOf?.entries !== entries) {
      const numbers = new Map([...entries.values()].flatMap(({ target }): [string, string][] => {
        const [identity, number] = [textOf(target?.['identity']), textOf(target?.['number'])]
        return identity === undefined || number === undefined ? [] : [[identity, number]]
      }))
      this.registerOf = { entries, numbers }
    }
    return this.registerOf.numbers
  }

  /**
   * Orders that have taken from the shelf, whether it is their turn or not; one that could not be read has no rows. ageMs: how old what was
   * read may be. Throws SystemError.
   */
  async takingStock(ageMs: number): Promise<readonly ShopOrder[]> {
    const { book, lane } = this.parts
    const gone = goneStatuses(lane)
    const orders = [...(await book.orders(ageMs)).values()].filter((item) => book.isTaking(item)).map(takingOrder)
    return orders.filter(({ status, test }) => !gone.has(String(status)) && test !== true)
  }

  /** The order as its shop shows it; undefined: it is not known any more. Throws SystemError. */
  async order(number: string): Promise<ShopOrder | undefined> {
    const item = (await this.parts.book.orders(WHILE_PASSING_MS)).get(number)
    return item && !item.problem ? orderOf(item) : undefined
  }

  /** Orders whose documents may still come to something: those that the shop's book still knows. Throws SystemError. */
  async followed(): Promise<readonly string[]> {
    const numbers = this.handed.numbers()
    if (numbers.length === 0) return []
    const known = await this.parts.book.orders(WHILE_PASSING_MS)
    return numbers.filter((number) => known.has(number) && !this.isAtItsEnd(number, known.get(number)?.fields['status']))
  }

  /** An order at its end is looked at again when its status moves in the shop, and once a day: a bookkeeper may credit what was paid. */
  private isAtItsEnd(number: string, status: unknown): boolean {
    if (!this.isClosed(number)) return false
    const nowMs = this.parts.clock.now()
    const since = this.closedAt.get(number) ?? { status, atMs: nowMs }
    this.closedAt.set(number, since)
    if (since.status === status && nowMs - since.atMs < DAY_MS) return true
    this.closedAt.delete(number)
    for (const closed of this.closed.values()) closed.delete(number)
    return false
  }

  /** Remembers how far an order has come, so that one at its end need not be read again. */
  saw(part: Part, { number, events, isOpen }: Seen): void {
    const closed = this.closed.get(part) ?? new Set()
    this.closed.set(part, closed)
    if (!isOpen && events.some((event) => LAST.includes(event))) closed.add(number)
    else closed.delete(number)
  }

  private isClosed(number: string): boolean {
    const parts = (Object.entries(this.told.streams) as [Part, string | undefined][]).filter(([, stream]) => stream !== undefined)
    return parts.length > 0 && parts.every(([part]) => this.closed.get(part)?.has(number))
  }
}

/** What a list alone shows of an order is not all of it. */
function takingOrder(item: RawItem): ShopOrder {
  const { rows: _rows, ...fields } = item.fields
  return orderOf(isUnread(item) ? { ...item, fields } : item)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
