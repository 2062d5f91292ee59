// What one shop was told of its orders, as the streams that told it remember: events, parcels and captures.
import type { Store } from '../store/memory.js'
import type { CaptureMade } from '../trade/order/captures.js'
import { EVENTS, rankOf, type OrderEvent } from '../trade/order/events.js'
import { add, compare, subtract, withPlaces } from '../values/decimal.js'
import { stands } from './handed.js'
import { partKey, partOf } from './keys.js'

/** Ids of the streams; left out: the shop is not told of it. */
export interface TellingStreams { readonly events?: string | undefined; readonly parcels?: string | undefined; readonly captures?: string | undefined }
/** Those beside them: that an order was taken, and that it was cancelled in the ERP as its shop said. */
export interface OtherStreams { readonly receipts?: string | undefined; readonly cancellations?: string | undefined }

const CENTS = { places: 2 }
const LEFT = EVENTS.filter((event) => rankOf(event) >= rankOf('delivered'))

type Fields = Readonly<Record<string, unknown>>
type Standing = readonly (readonly [key: string, target: Fields, at?: string | undefined])[]

/** As it is now; made once for a listing. */
export interface ToldNow {
  /** Keys of the events that the shop shows. One that failed is none: it is told again. */
  readonly events: ReadonlySet<string>
  /** By order, the latest event. */
  readonly last: ReadonlyMap<string, OrderEvent>
  /** By the key of an event, the numbers of the parcels that were known when it was told. */
  readonly parcelsAt: ReadonlyMap<string, readonly string[]>
  /** Keys of the parcels that the shop was told of one by one. */
  readonly parcels: ReadonlySet<string>
  /** By order, what was captured of it, the first first. */
  readonly captures: ReadonlyMap<string, readonly CaptureMade[]>
}

export class Told {
  constructor(private readonly store: Pick<Store, 'read'>, readonly streams: TellingStreams, private readonly others: OtherStreams = {}) {}

  /** The shop was told that the order was taken. */
  isReceived(number: string): boolean {
    return this.has(this.others.receipts, number)
  }

  /** The shop is to be told so, and was not yet. */
  awaitsReceipt(number: string): boolean {
    return this.others.receipts !== undefined && !this.isReceived(number)
  }

  /** It was cancelled in the ERP, after the shop or before it. */
  isCancelled(number: string): boolean {
    return this.has(this.others.cancellations, number)
  }

  /** It was told that all of it has left, or of what comes after that. */
  hasLeft(number: string): boolean {
    return LEFT.some((event) => this.has(this.streams.events, partKey(number, event)))
  }

  now(): ToldNow {
    const { events, parcels, captures } = this.streams
    const told = this.standing(events)
    return {
      events: new Set(told.map(([key]) => key)), last: lastOf(told),
      parcelsAt: new Map(told.map(([key, target]) => [key, Object.keys((target['parcels'] ?? {}) as Fields)])),
      parcels: new Set(this.standing(parcels).map(([key]) => key)), captures: capturesOf(this.standing(captures)),
    }
  }

  private has(stream: string | undefined, key: string): boolean {
    const entry = stream === undefined ? undefined : this.store.read(stream).entries.get(key)
    return entry !== undefined && stands(entry)
  }

  /** Both sides had it when they last agreed. */
  private standing(stream: string | undefined): Standing {
    if (stream === undefined) return []
    return [...this.store.read(stream).entries].flatMap(([key, entry]) => (stands(entry) ? [[key, entry.target as Fields, entry.bornAt] as const] : []))
  }
}

/** What of all that the shop shows as captured is the capture of that key. made: those that are remembered. undefined: it is not among them. */
export function partCaptured(key: string, made: readonly CaptureMade[], all: unknown): { readonly amount: string; readonly before: string } | undefined {
  if (typeof all !== 'string') return undefined
  const nth = (one: string): number => Number(partOf(one).part)
  const before = made.filter((one) => nth(one.key) < nth(key)).reduce((sum, { amount }) => add(sum, amount), '0.00')
  const rest = subtract(all, before)
  if (compare(rest, '0') <= 0) return undefined
  const own = made.find((one) => one.key === key)?.amount
  return { amount: withPlaces(own !== undefined && compare(own, rest) < 0 ? own : rest, CENTS), before: withPlaces(before, CENTS) }
}

/** The one parcel that goes along with a status, of those that were known then. */
export function alongOf(numbers: readonly string[]): string | undefined {
  return [...numbers].sort()[0]
}

/** Keys of the parcels of an order that need not be told any more. */
export function parcelsKnown({ parcels }: ToldNow, number: string, along: string | undefined): ReadonlySet<string> {
  return along === undefined ? parcels : new Set([...parcels].filter((key) => partOf(key).number === number).concat(partKey(number, along)))
}

function lastOf(told: Standing): ReadonlyMap<string, OrderEvent> {
  const last = new Map<string, OrderEvent>()
  for (const [key] of told) {
    const { number, part } = partOf(key)
    const event = part as OrderEvent
    const before = last.get(number)
    if (before === undefined || rankOf(before) < rankOf(event)) last.set(number, event)
  }
  return last
}

function capturesOf(told: Standing): ReadonlyMap<string, readonly CaptureMade[]> {
  const made = new Map<string, CaptureMade[]>()
  for (const [key, target, at] of told) {
    const { number } = partOf(key)
    made.set(number, [...(made.get(number) ?? []), captureOf(key, target, at)])
  }
  return new Map([...made].map(([number, all]) => [number, all.sort((one, other) => Number(partOf(one.key).part) - Number(partOf(other.key).part))]))
}

function captureOf(key: string, { amount, vat, rows }: Fields, at: string | undefined): CaptureMade {
  return {
    key, amount: String(amount ?? '0'), ...(at === undefined ? {} : { at }), ...(typeof vat === 'string' ? { vat } : {}),
    ...(typeof rows === 'object' && rows !== null ? { rows: rows as Readonly<Record<string, string>> } : {}),
  }
}
