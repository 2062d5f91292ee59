// An order or a customer as the service shows it, in our fields, by the binding. Pure.
import { add, withPlaces } from '../../../values/decimal.js'
import { problem, type Problem } from '../../../core/problem.js'
import type { RawItem } from '../../../core/item.js'
import type { CustomerFields, OrderBindingConfig, OrderFields } from '../../../types/order-binding.js'
import type { Xml } from '../xml.js'
import { formOf, isAmount } from './forms.js'
import { elementsAt, money, PlaceError, valueAt, type Read } from './paths.js'

type Places = Readonly<Record<string, string | undefined>>
type Nested = { [name: string]: unknown }

/** What of an order its writer and its looks need, besides the item. */
export interface ReadOrder {
  readonly item: RawItem
  /** As the service calls it in its operations. */
  readonly number: string
  readonly id: string | undefined
  /** Ids of the statuses it has and had; empty where the binding shows no history. */
  readonly statusId: string | undefined
  readonly history: readonly { readonly statusId: string; readonly name: string; readonly at?: string }[]
  readonly parcels: Readonly<Record<string, { readonly carrier?: string; readonly url?: string }>>
  readonly paymentState: string | undefined
  /** What the shop bills: what is left to pay, or the whole. */
  readonly payable: string | undefined
  /** What of the payment is captured so far, where the shop shows it. */
  readonly captured: string | undefined
  readonly exported: boolean | undefined
}

/** The name of a status by its id; the id where nobody names it. */
export type StatusNames = ReadonlyMap<string, string>

export function orderOf(element: Xml, binding: OrderBindingConfig, names: StatusNames): ReadOrder {
  const reading = new Reading()
  const flat = reading.fields(element, binding.fields ?? {})
  const of = (name: keyof OrderFields): string | undefined => (typeof flat[name] === 'string' ? flat[name] : undefined)
  const { lists = {} } = binding
  const each = (name: Exclude<keyof typeof lists, undefined>): Nested[] => {
    const list = lists[name]
    return list ? elementsAt(element, list.path.split('/')).map((one) => reading.fields(one, list.fields)) : []
  }
  const statusId = of('status')
  const paymentState = reading.meaning(flat['paymentState'], binding.values?.paymentState, 'paymentState')
  const { id: _id, exported, ...shown } = flat
  const captured = lists.captures ? sumOf(each('captures')) : of('captured')
  const fields: Nested = {
    ...nested(shown),
    ...(statusId === undefined ? {} : { status: names.get(statusId) ?? statusId }),
    ...(exported === undefined ? {} : { exported }),
    ...('paymentState' in flat ? { paymentState } : {}),
    ...(captured === undefined ? {} : { captured }),
  }
  for (const name of ['rows', 'discounts', 'giftCards', 'taxLines'] as const)
    if (lists[name]) fields[name] = numbered(each(name))
  if (lists.charges) fields['charges'] = chargesOf(each('charges'), binding, reading)
  if (lists.refunds) fields['refunds'] = refundsOf(each('refunds'), each('refundRows'), (state) => reading.meaning(state, binding.values?.refundState, 'refundState'))
  const number = of('number') ?? ''
  return {
    number, statusId, id: of('id'), payable: of('toPay') ?? of('gross'), captured,
    paymentState: typeof paymentState === 'string' ? paymentState : undefined,
    exported: typeof exported === 'boolean' ? exported : undefined,
    history: each('history').flatMap(({ status, at }) => (typeof status === 'string' ? [{ statusId: status, name: names.get(status) ?? status, ...(typeof at === 'string' ? { at } : {}) }] : [])),
    parcels: parcelsOf(each('parcels')),
    item: { key: number, fields, ...(of('id') === undefined ? {} : { id: of('id') as string }), ...(reading.problem ? { problem: reading.problem } : {}) },
  }
}

export function customerOf(element: Xml, binding: OrderBindingConfig): RawItem {
  const reading = new Reading()
  const places: CustomerFields = binding.customerFields ?? {}
  const { id, ...flat } = reading.fields(element, places)
  const kind = reading.meaning(flat['kind'], binding.values?.customerKind, 'kind')
  const fields = { ...nested(flat), ...('kind' in flat ? { kind } : {}) }
  const key = typeof flat['number'] === 'string' ? flat['number'] : ''
  return { key, fields, ...(typeof id === 'string' ? { id } : {}), ...(reading.problem ? { problem: reading.problem } : {}) }
}

/** Reads fields, and keeps the first thing that could not be told. */
class Reading {
  problem: Problem | undefined

  fields(element: Xml, places: object): Nested {
    const found: Nested = {}
    for (const [name, place] of Object.entries(places as Places)) {
      if (place === undefined) continue
      const value = this.value(element, name, place)
      if (value !== undefined) found[name] = value
    }
    return found
  }

  /** What a text of the service means here; a text that the binding does not explain is never passed on. */
  meaning(value: unknown, values: Readonly<Record<string, string | undefined>> | undefined, field: string): unknown {
    if (typeof value !== 'string') return value
    const meant = values && Object.hasOwn(values, value) ? values[value] : undefined
    if (meant === undefined) this.problem ??= problem('ORDER_VALUE_UNMAPPED', { field, value })
    return meant ?? null
  }

  private value(element: Xml, name: string, place: string): Read {
    try {
      const value = valueAt(element, place, formOf(name))
      return isAmount(name) ? money(value) : value
    } catch (error) {
      if (!(error instanceof PlaceError)) throw error
      this.problem ??= problem('ORDER_VALUE_UNREADABLE', { field: name, place: error.place, value: error.found })
      return null
    }
  }
}

/** "deliveryAddress.city" → an address with a city. A group without a single value is not there. */
function nested(flat: Nested): Nested {
  const made: Nested = {}
  for (const [name, value] of Object.entries(flat)) {
    const steps = name.split('.')
    const last = steps.pop() as string
    let at = made
    for (const step of steps) at = (at[step] ??= {}) as Nested
    at[last] = value
  }
  for (const group of ['invoiceAddress', 'deliveryAddress', 'charges'])
    if (group in made && isEmpty(made[group])) made[group] = null
  return made
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).every(isEmpty))
}

/** By its id, each with its rows. */
function refundsOf(list: readonly Nested[], rows: readonly Nested[], meaning: (state: unknown) => unknown): Nested {
  return Object.fromEntries(list.map(({ id, state, ...one }) => {
    const own = rows.filter(({ refund }) => refund === id).map(({ refund: _refund, ...row }) => row)
    return [String(id), { ...one, ...(state === undefined ? {} : { state: meaning(state) }), ...(own.length > 0 ? { rows: numbered(own) } : {}) }]
  }))
}

function sumOf(list: readonly Nested[]): string {
  return withPlaces(list.reduce((sum, { amount }) => add(sum, typeof amount === 'string' ? amount : '0'), '0'), { places: 2 })
}

/** In the order of the service: "1", "2" … */
function numbered(list: readonly Nested[]): Nested {
  return Object.fromEntries(list.map((one, at) => [String(at + 1), one]))
}

function chargesOf(list: readonly Nested[], { values }: OrderBindingConfig, reading: Reading): Nested {
  const charges: Nested = {}
  for (const { kind, ...one } of list) {
    const meant = String(reading.meaning(kind ?? '', values?.charge, 'charge') ?? kind)
    let name = meant
    for (let at = 2; name in charges; at += 1) name = `${meant} ${at}`
    charges[name] = one
  }
  return charges
}

function parcelsOf(list: readonly Nested[]): ReadOrder['parcels'] {
  return Object.fromEntries(list.flatMap(({ number, carrier, url }) => (typeof number === 'string' ? [[number, {
    ...(typeof carrier === 'string' ? { carrier } : {}), ...(typeof url === 'string' ? { url } : {}),
  }]] : [])))
}
