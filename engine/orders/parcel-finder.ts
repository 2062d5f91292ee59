// The parcels of orders, from where the customer's files say that they come from, and those that a shop is still to hear of.
import type { ParcelLane } from '../core/stream.js'
import { rankOf, type OrderEvent } from '../trade/order/events.js'
import type { FamilyShown } from '../trade/order/family.js'
import { parcelTellings, type ParcelTelling } from '../trade/order/parcel-tellings.js'
import { parcelNumbers } from '../trade/order/parcel-text.js'
import { carrierFindings, parcelsOf, type CarrierRow, type Parcel } from '../trade/order/parcels.js'
import type { FeedbackRule } from '../trade/order/tellings.js'
import type { Finding, ShopOrder } from '../trade/order/types.js'
import type { CarrierFile } from './carrier-file.js'
import { partKey } from './keys.js'
import { alongOf, parcelsKnown, type ToldNow } from './told.js'

/** What the source tells now; read once for a listing. */
export class ParcelFinder {
  private readonly rows: ReadonlyMap<string, readonly CarrierRow[]>
  /** What is wrong with the carrier's file. */
  readonly findings: readonly Finding[]

  /** Throws SystemError where a file cannot be read. */
  constructor(private readonly lane: ParcelLane, file: CarrierFile) {
    const rows = lane.source.from === 'file' ? file.rows(lane) : []
    this.findings = carrierFindings(rows)
    const doubtful = new Set<unknown>(this.findings.flatMap(({ facts: { parcel } }) => (parcel === undefined ? [] : [parcel])))
    this.rows = byOrder(rows.filter(({ parcel }) => !doubtful.has(parcel)))
  }

  /** order: as its shop shows it. */
  of(family: FamilyShown, order: ShopOrder | undefined): readonly Parcel[] {
    const texts = Object.values(family.documents).map(({ comment, reference }) => ({ comment, reference }))
    return parcelsOf(family.number, { texts, rows: this.rows.get(family.number) ?? [] }, this.lane).filter(({ number }) => !this.isTheCustomers(number, order))
  }

  /** What the customer wrote in the shop stands in the document too, and is nobody's parcel. */
  private isTheCustomers(number: string, order: ShopOrder | undefined): boolean {
    const { source } = this.lane
    if (source.from !== 'text') return false
    const own = source.fields.map((field) => (order as Readonly<Record<string, unknown>> | undefined)?.[field])
    return own.some((text) => typeof text === 'string' && parcelNumbers(text, source.pattern)?.includes(number))
  }
}

export interface ShipmentFacts {
  readonly number: string
  readonly events: readonly OrderEvent[]
  readonly feedback: readonly FeedbackRule[]
  readonly told: ToldNow
  readonly parcelWithStatus: boolean
}

/**
 * Parcels that are told by themselves: those that came after the status was told, with a mail where the rule says so, and those that
 * did not fit into the telling of the status, without one. Until the status is told there are none.
 */
export function shipmentsOf(parcels: readonly Parcel[], { number, events, feedback, told, parcelWithStatus }: ShipmentFacts): readonly ParcelTelling[] {
  const rule = trackingRule(feedback, events)
  const last = told.last.get(number)
  if (!rule || last === undefined || rankOf(last) < rankOf(rule.event)) return []
  const atStatus = told.parcelsAt.get(partKey(number, rule.event)) ?? []
  const known = parcelsKnown(told, number, parcelWithStatus ? alongOf(atStatus) : undefined)
  const [together, late] = [true, false].map((is) => parcels.filter((one) => atStatus.includes(one.number) === is)) as [Parcel[], Parcel[]]
  return [...parcelTellings(together, rule, false, known), ...parcelTellings(late, rule, true, known)]
}

/** The rule that parcels go with: the first one that the order has come to. */
function trackingRule(feedback: readonly FeedbackRule[], events: readonly OrderEvent[]): FeedbackRule | undefined {
  return events.flatMap((event) => feedback.filter((rule) => rule.event === event)).find(({ tracking }) => tracking === true)
}

function byOrder(rows: readonly CarrierRow[]): ReadonlyMap<string, readonly CarrierRow[]> {
  const orders = new Map<string, CarrierRow[]>()
  for (const row of rows) {
    const number = row.orderNumber?.trim() ?? ''
    orders.set(number, [...(orders.get(number) ?? []), row])
  }
  return orders
}
