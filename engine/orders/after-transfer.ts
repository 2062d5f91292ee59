// What has happened in the ERP to orders that were handed over, and what of it their shop is still to hear: the next event, parcels,
// and what of the payment is to be captured. Everything is found out anew from how the documents stand; nothing is told twice,
// because the streams remember what they told.
import { SystemError, type Found, type Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, problemOf } from '../core/problem.js'
import type { Clock } from '../run/parts.js'
import { capturesOf, paymentOf, type CaptureAnswer } from '../trade/order/captures.js'
import { eventsOf, type OrderEvent } from '../trade/order/events.js'
import { familyShown, type FamilyShown } from '../trade/order/family.js'
import { owedBack, type Owed } from '../trade/order/owed.js'
import type { Parcel } from '../trade/order/parcels.js'
import { isAllGivenBack, refundsOf } from '../trade/order/refunds.js'
import { dueTelling, tellingsOf, type Telling } from '../trade/order/tellings.js'
import { captureWaits, tellingWaits } from '../trade/order/turns.js'
import type { ParcelTelling } from '../trade/order/parcel-tellings.js'
import type { Finding, ShopOrder } from '../trade/order/types.js'
import type { CarrierFile } from './carrier-file.js'
import type { ShopDesk } from './desk.js'
import { partKey, partOf } from './keys.js'
import { owedItem, withoutOwed } from './owed-item.js'
import { lostDocuments } from './lost-documents.js'
import { ParcelFinder, shipmentsOf } from './parcel-finder.js'
import type { ToldNow } from './told.js'

/** isPlan: nothing is written in the pass, so what would be told in it is taken as told. */
export interface AfterTransferParts { readonly reader: Reader; readonly clock: Clock; readonly file: CarrierFile; readonly isPlan: boolean }

/** An order's family and what has come of it. */
interface Followed { readonly number: string; readonly family: FamilyShown; readonly events: readonly OrderEvent[] }
type Read = ReadonlyMap<string, Found>

const STATUS = 'order-status'
const WHILE_PASSING_MS = 60_000
/** Reservations that end within so many days are said. */
const WARN_DAYS = 3
const DELIVERED: OrderEvent = 'delivered'

export class AfterTransfer {
  private readonly read = new Map<string, { readonly atMs: number; readonly numbers: string; readonly found: Read }>()

  constructor(private readonly parts: AfterTransferParts) {}

  /** The one event of each order that is due. Throws SystemError. */
  async events(desk: ShopDesk): Promise<readonly RawItem[]> {
    const told = desk.told.now()
    const items: RawItem[] = []
    for (const one of await this.followed(desk)) {
      const telling = dueTelling(tellingsOf(one.number, one.events, desk.lane), {}, desk.lane, told.events)
      const item = telling && await this.eventDue(desk, one, telling, told)
      if (item) items.push(item)
      const owed = await this.owedBesides(desk, one, told)
      items.push(...owedItem(one.number, owed, desk.lane))
      desk.saw('events', { ...one, isOpen: telling !== undefined || owed !== undefined })
    }
    const gone = desk.told.streams.captures === undefined ? await this.owedOfGone(desk, told) : []
    return [...items, ...gone, ...await lostDocuments(desk, await this.lookedFor(desk))]
  }

  /** What was told stays found; of the others, the one that is due. */
  async eventsOf(desk: ShopDesk, keys: readonly string[]): Promise<Read> {
    const told = desk.told.now()
    return this.each(desk, keys, async (one, event) => {
      const tellings = tellingsOf(one.number, one.events, desk.lane)
      const telling = tellings.find((other) => other.event === event)
      if (!telling || told.events.has(telling.key)) return telling && this.eventItem(desk, telling, one.family)
      return dueTelling(tellings, {}, desk.lane, told.events) === telling ? this.eventDue(desk, one, telling, told) : undefined
    })
  }

  /** The telling, with what it waits for. undefined: its shop wants none now. */
  private async eventDue(desk: ShopDesk, one: Followed, telling: Telling, told: ToldNow): Promise<RawItem | undefined> {
    const order = await desk.order(one.number)
    if (isStopped(telling, order, desk)) return undefined
    const isCaptureDue = setsStatus(desk) && order !== undefined && this.captureOf(desk, one, { order, told }).due !== undefined
    const isReceived = this.parts.isPlan || told.last.has(one.number) || !desk.told.awaitsReceipt(one.number)
    const wait = tellingWaits(telling, { events: one.events, isReceived, isCaptureDue }, desk.lane)
    return { ...await this.eventItem(desk, telling, one.family), ...(wait ? { skip: problemOf(wait) } : {}) }
  }

  /** Parcels that are told by themselves, and what is wrong with a carrier's file. Throws SystemError. */
  async shipments(desk: ShopDesk): Promise<readonly RawItem[]> {
    const finder = this.finder(desk)
    if (!finder) return []
    const told = desk.told.now()
    const items: RawItem[] = finder.findings.map(({ code, facts }, at) => ({ key: partKey('carrier-file', String(facts['row'] ?? facts['parcel'] ?? at)), fields: {}, problem: problem(code, facts) }))
    for (const { number, family, events } of await this.followed(desk)) {
      const parcels = finder.of(family, await desk.order(number))
      const tellings = this.shipmentsOf(desk, parcels, { number, events, told })
      items.push(...tellings.map(shipmentItem))
      // An order without a parcel may get one yet.
      desk.saw('parcels', { number, events, isOpen: tellings.length > 0 || parcels.length === 0 })
    }
    return items
  }

  async shipmentsFor(desk: ShopDesk, keys: readonly string[]): Promise<Read> {
    const finder = this.finder(desk)
    return this.each(desk, keys, async ({ number, family }, part) => {
      const parcel = finder?.of(family, await desk.order(number)).find((one) => one.number === part)
      return parcel && shipmentItem({ ...parcel, mail: false })
    })
  }

  /** The capture of each order that is due, and what a person must know of the others. Throws SystemError. */
  async captures(desk: ShopDesk): Promise<readonly RawItem[]> {
    const told = desk.told.now()
    const items: RawItem[] = []
    for (const one of await this.followed(desk)) {
      const order = await desk.order(one.number)
      if (!order) continue
      const owed = this.owedOf(desk, one, { order, told })
      const answer = withoutOwed(this.captureOf(desk, one, { order, told }), owed, order)
      items.push(...captureItems(one, answer, this.captureWaits(desk, one, told)), ...owedItem(one.number, owed, desk.lane))
      desk.saw('captures', { ...one, isOpen: isOpen(answer) || owed !== undefined })
    }
    return [...items, ...await this.owedOfGone(desk, told)]
  }

  /** Of orders that their shop cancelled, and that have no document any more, what was paid. Throws SystemError. */
  private async owedOfGone(desk: ShopDesk, told: ToldNow): Promise<readonly RawItem[]> {
    const gone = [...await this.lookedFor(desk)].filter(([, look]) => look.kind === 'absent').map(([number]) => number)
    const items: RawItem[] = []
    for (const number of gone) {
      const order = await desk.order(number)
      if (!order || !desk.lane.rules.cancelledStatuses.includes(String(order.status))) continue
      items.push(...owedItem(number, this.owedOf(desk, { number, family: { number, documents: {} }, events: [] }, { order, told }), desk.lane))
    }
    return items
  }

  async capturesFor(desk: ShopDesk, keys: readonly string[]): Promise<Read> {
    const told = desk.told.now()
    return this.each(desk, keys, async (one, part) => {
      const order = await desk.order(one.number)
      const key = partKey(one.number, part)
      if (told.captures.get(one.number)?.some((made) => made.key === key)) return { key, fields: { id: key } }
      const due = order && this.captureOf(desk, one, { order, told }).due
      return due?.key === key ? captureItem(due, this.captureWaits(desk, one, told)) : undefined
    })
  }

  /** What a capture must wait for, where it sets the status as the events do. */
  private captureWaits(desk: ShopDesk, { number, events }: Followed, told: ToldNow): Finding | undefined {
    return setsStatus(desk) ? captureWaits(number, { events, told: told.events, ahead: this.parts.isPlan ? 1 : 0 }, desk.lane) : undefined
  }

  /** The families of these orders, as the ERP shows them now. Throws SystemError. */
  families(desk: ShopDesk, numbers: readonly string[]): Promise<Read> {
    return numbers.length === 0 ? Promise.resolve(new Map()) : this.parts.reader.find(STATUS, numbers, { shop: desk.shop })
  }

  private shipmentsOf({ lane: { feedback, parcelWithStatus } }: ShopDesk, parcels: readonly Parcel[], one: { number: string; events: readonly OrderEvent[]; told: ToldNow }): readonly ParcelTelling[] {
    return shipmentsOf(parcels, { ...one, feedback, parcelWithStatus })
  }

  private captureOf({ handed, lane: { feedback, final, captureStatus, captureParts: parts, rules: { articles: { giftCard }, cancelledStatuses: cancelled } } }: ShopDesk, { family }: Followed, { order, told }: { order: ShopOrder; told: ToldNow }): CaptureAnswer {
    const made = told.captures.get(order.number) ?? []
    return capturesOf({ family, order, payment: paymentOf(order, handed.payableOf(order.number)), made, now: new Date(this.parts.clock.now()).toISOString() }, { feedback, final, cancelled, captureStatus, parts, giftCard, warnDays: WARN_DAYS })
  }

  /** Where no stream of captures says it. */
  private async owedBesides(desk: ShopDesk, one: Followed, told: ToldNow): Promise<Owed | undefined> {
    const order = desk.told.streams.captures === undefined ? await desk.order(one.number) : undefined
    return order && this.owedOf(desk, one, { order, told })
  }

  private owedOf({ handed, lane: { seesBills: billed, rules: { articles: { giftCard } } } }: ShopDesk, { family }: Followed, { order, told }: { order: ShopOrder; told: ToldNow }): Owed | undefined {
    return owedBack({ family, order, made: told.captures.get(order.number) ?? [], agreed: handed.payableOf(order.number), billed, giftCard })
  }

  /** With the parcels that are known now, where the rule says so. A file that cannot be read holds no status up: the parcels come later. */
  private async eventItem(desk: ShopDesk, { key, event, status, mail, tracking }: Telling, family: FamilyShown): Promise<RawItem> {
    const documents = Object.fromEntries(Object.entries(family.documents).map(([id, { document, number }]) => [id, { document, number }]))
    const parcels = tracking ? await this.parcelsNow(desk, family) : []
    const along = parcels.length === 0 ? {} : { parcels: Object.fromEntries(parcels.map(fieldsOf)) }
    return { key, fields: { id: key, event, documents, status, mail, ...along } }
  }

  private async parcelsNow(desk: ShopDesk, family: FamilyShown): Promise<readonly Parcel[]> {
    try {
      return this.finder(desk)?.of(family, await desk.order(family.number)) ?? []
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      return []
    }
  }

  private finder({ lane: { parcels } }: ShopDesk): ParcelFinder | undefined {
    return parcels && new ParcelFinder(parcels, this.parts.file)
  }

  private async followed(desk: ShopDesk): Promise<readonly Followed[]> {
    return [...await this.lookedFor(desk)].flatMap(([number, look]) => (look.kind === 'found' && !look.item.problem ? [followedOf(number, look.item)] : []))
  }

  /** What the streams of one pass ask one after the other is read once. */
  private async lookedFor(desk: ShopDesk): Promise<Read> {
    const numbers = await desk.followed()
    const asked = numbers.join(' ')
    const nowMs = this.parts.clock.now()
    const before = this.read.get(desk.shop)
    const isFresh = before !== undefined && before.numbers === asked && nowMs - before.atMs < WHILE_PASSING_MS
    const found = isFresh ? before.found : await this.families(desk, numbers)
    if (!isFresh) this.read.set(desk.shop, { atMs: nowMs, numbers: asked, found })
    return found
  }

  private async each(desk: ShopDesk, keys: readonly string[], make: (one: Followed, part: string) => Promise<RawItem | undefined>): Promise<Read> {
    const found = await this.families(desk, [...new Set(keys.map((key) => partOf(key).number))])
    const looks = new Map<string, Found>()
    for (const key of keys) {
      const { number, part } = partOf(key)
      const look = found.get(number)
      if (look?.kind !== 'found') looks.set(key, look ?? { kind: 'absent' })
      else {
        const item = await make(followedOf(number, look.item), part)
        looks.set(key, item ? { kind: 'found', item: { ...item, key } } : { kind: 'absent' })
      }
    }
    return looks
  }
}

/** Of an order that its shop shows as cancelled only that it is cancelled is told: until a person has settled the rest, its status stands. */
function isStopped({ event }: Telling, order: ShopOrder | undefined, { handed, lane: { rules }, told }: ShopDesk): boolean {
  const isCancelled = rules.cancelledStatuses.includes(String(order?.status))
  if (event !== 'cancelled') return isCancelled
  // What the shop itself asked for by its status, and has opened again since, is no news for it. That what it gave back cancelled the order is.
  return !isCancelled && order !== undefined && told.isCancelled(order.number) && !isAllGivenBack(refundsOf(order), order, handed.payableOf(order.number))
}

/** The shop takes money by a status, and is asked to. */
function setsStatus({ lane, told }: ShopDesk): boolean {
  return lane.captureStatus !== undefined && told.streams.captures !== undefined
}

function followedOf(number: string, { fields }: RawItem): Followed {
  const family = familyShown(number, fields)
  return { number, family, events: eventsOf(family) }
}

function fieldsOf({ number, carrier, url }: Parcel): [string, Readonly<Record<string, string>>] {
  return [number, { ...(carrier === undefined ? {} : { carrier }), ...(url === undefined ? {} : { url }) }]
}

/** A mail that is not wanted is not said: not every shop takes the word. */
function shipmentItem({ mail, ...parcel }: ParcelTelling): RawItem {
  const { number } = partOf(parcel.key)
  return { key: parcel.key, fields: { id: parcel.key, orderNumber: number, parcels: Object.fromEntries([fieldsOf(parcel)]), ...(mail ? { mail } : {}) } }
}

function captureItem({ key, amount, before, vat, rows }: NonNullable<CaptureAnswer['due']>, wait: Finding | undefined): RawItem {
  const fields = { id: key, orderNumber: partOf(key).number, amount, before, ...(vat === undefined ? {} : { vat }), ...(rows ? { rows } : {}) }
  return { key, fields, ...(wait ? { skip: problemOf(wait) } : {}) }
}

/** What is due, and every finding as an item of its own: it stays named as long as it holds, and keeps nothing else up. */
function captureItems({ number, events }: Followed, { due, findings, release }: CaptureAnswer, wait: Finding | undefined): readonly RawItem[] {
  const said = (finding: Finding): RawItem => {
    const told = { key: partKey(number, finding.code), fields: { id: partKey(number, finding.code) } }
    const reason = problemOf(finding)
    return isRemark(finding, events) ? { ...told, skip: reason } : { ...told, problem: reason }
  }
  const left = release === undefined ? [] : [{ code: 'CAPTURE_RELEASE', facts: { key: number, amount: release } }]
  return [...(due ? [captureItem(due, wait)] : []), ...[...findings, ...left].map(said)]
}

/** Nobody has to do anything about it now. */
function isRemark({ code }: Finding, events: readonly OrderEvent[]): boolean {
  return code === 'CAPTURE_RELEASE' || code === 'AUTH_EXPIRES' || (code === 'CAPTURE_PARTIAL_UNSUPPORTED' && !events.includes(DELIVERED))
}

function isOpen({ due, findings, release }: CaptureAnswer): boolean {
  return due !== undefined || release !== undefined || findings.some(({ code }) => code !== 'CAPTURE_OVER_AUTH')
}
