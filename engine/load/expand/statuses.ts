// What the mappings of a shop say of its statuses, together: one that is set may start nothing, one that means a cancellation may do
// nothing else, a final one starts nothing, and only one status follows the transfer.
import { placeText, problem, type Place, type Problem } from '../../core/problem.js'
import type { CustomerDocument } from '../files.js'
import type { Book } from './book.js'

type Mapping = CustomerDocument<'OrderStatusMapping'>

/** A status, what the files make of it, and where. */
interface Said { readonly status: string; readonly where: string; readonly event?: string; readonly place: Place }

/** Every fault between the statuses of a shop, over all of its mappings. */
export function statusFaults(book: Book): Problem[] {
  const shops = new Map<string, Mapping[]>()
  for (const one of book.of('OrderStatusMapping')) shops.set(one.body.metadata.shop, [...(shops.get(one.body.metadata.shop) ?? []), one])
  return [...shops.values()].flatMap((mappings) => [...statusLoops(mappings), ...cancelling(mappings), ...ended(mappings), ...twoReceipts(mappings)])
}

/** A status that both starts the transfer and is set by it would send the same order for ever. */
function statusLoops(mappings: readonly Mapping[]): Problem[] {
  const starting = new Set(mappings.flatMap(({ body }) => body.spec.import?.when ?? []))
  return [...mappings.flatMap(receipt), ...mappings.flatMap(told)].filter(({ status }) => starting.has(status)).map(({ status, place }) => problem('E212', { status }, place))
}

/** A status that Samsyn sets, or takes an order up by, must not be read as a cancellation: it would cancel its own documents. */
function cancelling(mappings: readonly Mapping[]): Problem[] {
  const cancelled = new Set(mappings.flatMap(({ body }) => body.spec.import?.cancelled ?? []))
  return [...mappings.flatMap(starts), ...mappings.flatMap(receipt), ...mappings.flatMap(told).filter(({ event }) => event !== CANCELLED)]
    .filter(({ status }) => cancelled.has(status)).map(({ status, where, place }) => problem('E251', { status, where }, place))
}

/** An order is at its end, or its transfer is yet to come. */
function ended(mappings: readonly Mapping[]): Problem[] {
  const final = new Set(mappings.flatMap(({ body }) => body.spec.final ?? []))
  return mappings.flatMap(starts).filter(({ status }) => final.has(status)).map(({ status, place }) => problem('E256', { status }, place))
}

/** The mappings of a shop count as one, and an order gets one status after its transfer. */
function twoReceipts(mappings: readonly Mapping[]): Problem[] {
  const [first, ...others] = mappings.flatMap(receipt)
  if (!first) return []
  return others.filter(({ status }) => status !== first.status).map(({ status, place }) => problem('E252', { status, other: first.status, first: placeText(first.place) }, place))
}

const CANCELLED = 'cancelled'

function starts(one: Mapping): Said[] {
  return (one.body.spec.import?.when ?? []).map((status, at) => ({ status, where: 'import.when', place: one.place(['spec', 'import', 'when', at]) }))
}

function receipt(one: Mapping): Said[] {
  const then = one.body.spec.import?.then
  return then === undefined ? [] : [{ status: then, where: 'import.then', place: one.place(['spec', 'import', 'then']) }]
}

function told(one: Mapping): Said[] {
  return (one.body.spec.feedback ?? []).map(({ status, event }, at) => ({ status, event, where: `feedback (${event})`, place: one.place(['spec', 'feedback', at, 'status']) }))
}
