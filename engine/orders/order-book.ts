// The orders of one shop that matter now, always whole: read anew as far as the shop says that something moved, and all of them
// again from time to time, so that none is missed. What waits or is held is followed however old it grows.
import type { Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import type { Clock, Tell } from '../run/parts.js'
import { isOver } from '../trade/order/due.js'
import type { ShopOrder } from '../trade/order/types.js'
import { digestOf } from '../values/digest.js'
import type { Handed } from './handed.js'
import { isBefore, OrderDays } from './order-days.js'
import { ShopNames } from './shop-names.js'
import { goneStatuses, pastStatuses } from './statuses.js'
import type { Told } from './told.js'
import { orderOf } from './turn.js'

export interface OrderBookParts {
  readonly shop: string
  readonly reader: Reader
  readonly lane: OrderLane
  readonly handed: Handed
  readonly told: Pick<Told, 'hasLeft'>
  readonly clock: Clock
  readonly tell: Tell
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** The orders of the days that are followed are listed again this often: what no list of changes told is found then. */
const ALL_EVERY_MS = HOUR_MS
/** And this often, as at the start, all since the customer's first day: an old one may wait still. */
const EVERYTHING_EVERY_MS = DAY_MS
/** An order that could not be read is asked for again, but not with every look. */
const UNREAD_EVERY_MS = 60_000
const ORDER = 'order'

export class OrderBook {
  private known: ReadonlyMap<string, RawItem> = new Map()
  private listed = new Map<string, string>()
  private allAtMs = Number.NEGATIVE_INFINITY
  private everythingAtMs = Number.NEGATIVE_INFINITY
  private readAtMs = Number.NEGATIVE_INFINITY
  private unreadAtMs = Number.NEGATIVE_INFINITY
  private reading: Promise<void> | undefined

  private readonly past: ReadonlySet<string>
  private readonly gone: ReadonlySet<string>
  private readonly names: ShopNames
  private readonly days: OrderDays

  constructor(private readonly parts: OrderBookParts) {
    this.past = pastStatuses(parts.lane)
    this.gone = goneStatuses(parts.lane)
    this.names = new ShopNames(parts)
    this.days = new OrderDays(parts.lane)
  }

  /** By number; the very same map until something is read. ageMs: how old what was read may be. Throws SystemError. */
  async orders(ageMs = 0): Promise<ReadonlyMap<string, RawItem>> {
    if (this.parts.clock.now() - this.readAtMs > ageMs || !Number.isFinite(this.readAtMs)) {
      // Those who ask at the same time are served by one reading.
      this.reading ??= this.read().finally(() => { this.reading = undefined })
      await this.reading
    }
    return this.known
  }

  /** May it have taken from the shelf? One that was placed before the first day only where the files say so, and nobody has taken it over. */
  isTaking(item: RawItem): boolean {
    const { status, test } = item.fields
    return !this.days.isOlder(item) || (this.days.isOnlyCounted(item) && test !== true && !this.past.has(String(status)))
  }

  /** The order as the shop shows it now, as far as it is anybody's business. Throws SystemError. */
  async one(number: string): Promise<RawItem | undefined> {
    const found = (await this.parts.reader.find(ORDER, [number], {})).get(number)
    if (found?.kind !== 'found') return undefined
    return this.days.isOlder(found.item) ? leftOut(found.item) : (await this.named([found.item]))[0]
  }

  private async read(): Promise<void> {
    const nowMs = this.parts.clock.now()
    const everything = nowMs - this.everythingAtMs >= EVERYTHING_EVERY_MS
    const all = everything || nowMs - this.allAtMs >= ALL_EVERY_MS
    // Only what came through to its end counts as listed: what breaks off is told again.
    const listed = new Map(this.listed)
    // What the list of changes tells is asked first: whatever the list of all has besides was missed.
    const told = Number.isFinite(this.readAtMs) ? await this.movedSince(this.readAtMs, listed) : []
    const others = all ? await this.movedSince(everything ? this.days.firstMs : Math.max(this.days.firstMs, this.followedFromMs(nowMs)), listed) : []
    const missed = all && Number.isFinite(this.allAtMs) ? await this.missedIn(others, nowMs) : []
    const moved = [...told, ...others.map((item) => (missed.includes(item.key) ? { ...item, left: { order: problem('MISSING_ORDER', {}) } } : item))]
    const known = await this.knownWith(moved, listed, nowMs)
    for (const key of missed) this.parts.tell('order found late', { shop: this.parts.shop, key })
    if (everything) this.everythingAtMs = nowMs
    if (all) this.allAtMs = nowMs
    this.readAtMs = nowMs
    this.known = known
    this.listed = listed
    this.parts.tell('orders read', { shop: this.parts.shop, moved: moved.length, known: known.size })
  }

  /** What is known, with what moved and what could not be read before, and without what is done. */
  private async knownWith(moved: readonly RawItem[], listed: Map<string, string>, nowMs: number): Promise<Map<string, RawItem>> {
    const known = new Map(this.known)
    const again = this.unreadOf(moved, nowMs)
    const shown = [...moved, ...again]
    const names = await this.named(shown)
    for (const { key } of shown) known.delete(key)
    const matter = shown.filter((_, at) => !this.isDone(names[at] as RawItem, nowMs))
    const whole = await this.whole(matter.filter((item) => this.isTaking(item)), listed, new Set(again.map(({ key }) => key)))
    // A method that had no name when its order was read may have one now.
    const nameless = await this.names.unnamed([...known.values()].filter(({ key }) => !this.parts.handed.has(key)))
    for (const item of await this.named([...nameless, ...whole])) known.set(item.key, this.days.isOlder(item) ? onlyCounted(item) : item)
    for (const item of matter) if (!this.isTaking(item)) known.set(item.key, leftOut(item))
    // What is done is still listed: it need not be read again until it moves.
    for (const [key, item] of known) if (this.isDone(item, nowMs)) known.delete(key)
    return known
  }

  /** What could not be read before, once it is time to ask again, and nothing told it now. */
  private unreadOf(moved: readonly RawItem[], nowMs: number): readonly RawItem[] {
    if (nowMs - this.unreadAtMs < UNREAD_EVERY_MS) return []
    this.unreadAtMs = nowMs
    const told = new Set(moved.map(({ key }) => key))
    return [...this.known.values()].filter((item) => isUnread(item) && !told.has(item.key))
  }

  /**
   * So old that it need not be followed, and nothing is left to come of it: it was handed over long ago and has left, or never will be.
   * One that waits, or is held, or whose goods are still to leave, is never done.
   */
  private isDone(item: RawItem, nowMs: number): boolean {
    const { key, fields } = item
    const before = this.followedFromMs(nowMs) - DAY_MS
    if (!isBefore(fields['placedAt'], before) || (this.days.isOlder(item) && this.isTaking(item))) return false
    const { handed, lane: { rules } } = this.parts
    const atMs = handed.atMs(key)
    if (handed.has(key) && atMs !== undefined) return atMs < before && this.hasLeft(item)
    return isOver(orderOf(item), rules, this.past)
  }

  /** Its goods are gone, by its status or by what the shop was told; or nothing is ever told of them. */
  private hasLeft({ key, fields }: RawItem): boolean {
    const { lane: { feedback }, told } = this.parts
    return feedback.length === 0 || this.gone.has(String(fields['status'])) || told.hasLeft(key)
  }

  private async movedSince(fromMs: number, listed: Map<string, string>): Promise<readonly RawItem[]> {
    const moved: RawItem[] = []
    for await (const page of this.parts.reader.list(ORDER, { since: new Date(fromMs).toISOString() }))
      for (const item of page.items) if (hasMoved(item, listed)) moved.push(item)
    return moved
  }

  /** Orders that no list of changes told of, and the list of all does. One that was placed only now is not late; one that is done is not followed. */
  private async missedIn(items: readonly RawItem[], nowMs: number): Promise<readonly string[]> {
    const fresh = items.filter(({ key, fields }) => !this.known.has(key) && isBefore(fields['placedAt'], nowMs))
    return (await this.named(fresh)).filter((item) => !this.isDone(item, nowMs)).map(({ key }) => key)
  }

  /** again: those that no list shows now. */
  private async whole(items: readonly RawItem[], listed: Map<string, string>, again: ReadonlySet<string>): Promise<readonly RawItem[]> {
    const parts = items.filter(({ partial }) => partial).map(({ key }) => key)
    if (parts.length === 0) return items
    const found = await this.parts.reader.find(ORDER, parts, {})
    return items.flatMap((item) => {
      if (!item.partial) return [item]
      const look = found.get(item.key)
      if (look?.kind === 'found') return [item.left ? { ...look.item, left: item.left } : look.item]
      // It could not be read this time: its list entry is forgotten, so that it is asked for again.
      listed.delete(item.key)
      if (look !== undefined && look.kind !== 'absent') return [{ ...item, problem: look.kind === 'unknown' ? look.problem : problem('KEY_AMBIGUOUS', { key: item.key, keys: look.keys }) }]
      // What a list shows now is there; what only stood here is gone.
      return again.has(item.key) ? [] : [{ ...item, problem: problem('ORDER_NOT_FOUND', { key: item.key }) }]
    })
  }

  /** Methods and ways by the names that the files know them by, articles by the ERP's numbers. */
  private async named(items: readonly RawItem[]): Promise<readonly RawItem[]> {
    const { lane: { articleNumbers } } = this.parts
    return (await this.names.named(items)).map((item) => ({ ...item, fields: { ...item.fields, rows: inErpNumbers(item.fields['rows'], articleNumbers) } }))
  }

  private followedFromMs(nowMs: number): number {
    return nowMs - this.parts.lane.followDays * DAY_MS
  }
}

/** Without blanks around them, which no number has. What was ordered is still told by the shop's own numbers: a pair that is reviewed later is no edit. */
function inErpNumbers(rows: unknown, numbers: OrderLane['articleNumbers']): unknown {
  if (typeof rows !== 'object' || rows === null) return rows
  return Object.fromEntries(Object.entries(rows as NonNullable<ShopOrder['rows']>).map(([at, row]) => {
    if (row.shopSku !== undefined) return [at, row]
    const typed = typeof row.sku === 'string' ? row.sku.trim() : undefined
    const sku = typed !== undefined && Object.hasOwn(numbers, typed) ? numbers[typed] : typed
    return [at, sku === undefined || sku === row.sku ? row : { ...row, sku, shopSku: row.sku }]
  }))
}

/** Of an order that never flows only what tells why is kept: neither its rows nor its customer are anybody's business. */
function leftOut({ key, fields }: RawItem): RawItem {
  return { key, fields: Object.fromEntries(['placedAt', 'status', 'channel', 'test', 'currency'].map((name) => [name, fields[name]])) }
}

/** Of an order that only counts as sold, what it sold besides. */
function onlyCounted(item: RawItem): RawItem {
  const { rows } = item.fields as { readonly rows?: ShopOrder['rows'] }
  const sold = rows && Object.fromEntries(Object.entries(rows).map(([at, { sku, quantity }]) => [at, { sku, quantity }]))
  const { key, fields } = leftOut(item)
  return { key, fields: { ...fields, rows: sold }, ...(isUnread(item) && item.problem ? { partial: true, problem: item.problem } : {}) }
}

/** Its list entry is all that is known of it. */
export function isUnread({ partial, problem: why }: RawItem): boolean {
  return partial === true && why !== undefined
}

function plain(fields: RawItem['fields']): unknown {
  return JSON.parse(JSON.stringify(fields))
}

function hasMoved(item: RawItem, listed: Map<string, string>): boolean {
  const digest = digestOf(plain(item.fields))
  if (listed.get(item.key) === digest) return false
  listed.set(item.key, digest)
  return true
}
