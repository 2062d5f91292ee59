// The parcels of an order, from where a customer's ledger or carrier tells of them, and when the shop is told. Pure.
import { parcelLink, type ParcelLinks } from './parcel-links.js'
import { parcelNumbers } from './parcel-text.js'
import type { Finding } from './types.js'

/** key: the order's number, a slash, the parcel's number. */
export interface Parcel { readonly key: string; readonly number: string; readonly carrier?: string; readonly url?: string }

/** text: fields of the ledger's document that hold numbers, by a pattern. register: the ledger's own shipments. file: what a carrier's program writes. */
export type ParcelSource =
  | { readonly from: 'text'; readonly fields: readonly string[]; readonly pattern: string }
  | { readonly from: 'register' }
  | { readonly from: 'file' }

/** carrier: where the source does not tell one. */
export interface ParcelRules { readonly source: ParcelSource; readonly carrier?: string; readonly links: ParcelLinks }

/** A shipment of the ledger's register: parcels by their number. */
export interface ShipmentShown {
  readonly orderNumber?: string | null
  readonly parcels?: Readonly<Record<string, { readonly carrier?: string | null; readonly url?: string | null }>> | null
}

/** A row of a carrier's file. */
export interface CarrierRow { readonly orderNumber?: string; readonly carrier?: string; readonly parcel?: string; readonly url?: string }

/** What the source shows of one order. texts: fields of its documents, the earliest document first. */
export interface ParcelsShown {
  readonly texts?: readonly Readonly<Record<string, unknown>>[]
  readonly shipments?: readonly ShipmentShown[]
  readonly rows?: readonly CarrierRow[]
}

interface Told { readonly number: string; readonly carrier?: string; readonly url?: string }

/** Each parcel once, in the order in which the source tells them. */
export function parcelsOf(order: string, shown: ParcelsShown, rules: ParcelRules): readonly Parcel[] {
  const told = new Map<string, Told>()
  for (const one of toldBy(order, shown, rules.source)) if (!told.has(one.number)) told.set(one.number, one)
  return [...told.values()].map(({ number, carrier = rules.carrier, url = parcelLink(number, carrier, rules.links) }) => ({
    key: `${order}/${number}`, number, ...(carrier === undefined ? {} : { carrier }), ...(url === undefined ? {} : { url }),
  }))
}

/** What is wrong with a carrier's file: rows that name no order or no parcel, and parcels that stand under two orders. Row numbers from 1. */
export function carrierFindings(rows: readonly CarrierRow[]): readonly Finding[] {
  const findings: Finding[] = []
  const owner = new Map<string, string>()
  rows.forEach(({ orderNumber, parcel }, at) => {
    const [order, number] = [blankless(orderNumber), blankless(parcel)]
    if (order === undefined || number === undefined) return void findings.push({ code: 'PARCEL_ROW_UNREADABLE', facts: { row: at + 1 } })
    const other = owner.get(number)
    if (other !== undefined && other !== order) findings.push({ code: 'PARCEL_OF_TWO_ORDERS', facts: { parcel: number, key: order, other } })
    owner.set(number, other ?? order)
  })
  return findings
}

function toldBy(order: string, shown: ParcelsShown, source: ParcelSource): readonly Told[] {
  if (source.from === 'text') {
    return (shown.texts ?? []).flatMap((texts) => source.fields.flatMap((field) => {
      const text = texts[field]
      return typeof text === 'string' ? (parcelNumbers(text, source.pattern) ?? []).map((number) => ({ number })) : []
    }))
  }
  if (source.from === 'register') {
    return (shown.shipments ?? []).filter(({ orderNumber }) => orderNumber === order)
      .flatMap(({ parcels }) => Object.entries(parcels ?? {}).map(([number, one]) => toldOf(number, one.carrier, one.url)))
  }
  const rows = shown.rows ?? []
  // A parcel of two orders goes along with neither.
  const doubtful = new Set(carrierFindings(rows).map(({ facts }) => facts['parcel']))
  return rows.filter(({ orderNumber }) => blankless(orderNumber) === order).flatMap(({ parcel, carrier, url }) => {
    const number = blankless(parcel)
    return number === undefined || doubtful.has(number) ? [] : [toldOf(number, blankless(carrier), blankless(url))]
  })
}

function toldOf(number: string, carrier: string | null | undefined, url: string | null | undefined): Told {
  return { number, ...(carrier ? { carrier } : {}), ...(url ? { url } : {}) }
}

function blankless(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === '' ? undefined : trimmed
}
