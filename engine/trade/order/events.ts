// What has happened to an order in the ledger, told from how its documents stand: a ledger sends no events. Pure.
import { compare, isZero } from '../../values/decimal.js'
import { sum } from './shares.js'
import { backOrders, inOrder, isCancelled, standing, type FamilyDocument, type FamilyShown } from './family.js'

/** In the order in which they come; a later one has a higher rank. */
export const EVENTS = [
  'transferred', 'confirmed', 'partlyDelivered', 'backordered', 'delivered', 'invoiced', 'paid', 'credited', 'cancelled',
] as const
export type OrderEvent = (typeof EVENTS)[number]

export function rankOf(event: OrderEvent): number {
  return EVENTS.indexOf(event)
}

/** What must have happened for the event to be, though nobody saw it. */
const IMPLIED: Readonly<Partial<Record<OrderEvent, readonly OrderEvent[]>>> = {
  paid: ['invoiced', 'delivered'], credited: ['invoiced', 'delivered'], invoiced: ['delivered'],
}

/**
 * Everything that the order has come to, the first first. What a later event implies is filled in: delivered by invoiced, transferred
 * by all. A confirmation, a part of a delivery and a back order are there only where they were seen: a ledger delivers without them
 * as well. Of a cancelled order only the confirmation is told besides: what a cancelled document says of delivery no longer holds.
 */
export function eventsOf(family: FamilyShown): readonly OrderEvent[] {
  const seen = new Set(seenIn(family))
  if (seen.size === 0) return []
  for (const event of [...seen]) for (const implied of IMPLIED[event] ?? []) seen.add(implied)
  seen.add('transferred')
  return EVENTS.filter((event) => seen.has(event))
}

function seenIn(family: FamilyShown): readonly OrderEvent[] {
  if (Object.keys(family.documents).length === 0) return family.event ? [family.event] : []
  const isConfirmed = Object.values(family.documents).some(({ document, printed }) => document === 'order' && printed === true)
  const early: readonly OrderEvent[] = isConfirmed ? ['transferred', 'confirmed'] : ['transferred']
  if (isCancelled(family)) return [...early, 'cancelled']
  return [...early, ...deliveryOf(family), ...billingOf(family)]
}

function deliveryOf(family: FamilyShown): readonly OrderEvent[] {
  const orders = standing(family, 'order')
  const later = backOrders(family)
  const noted = orders.some((order) => order.delivered === true && inOrder(order.rows).some(({ backordered }) => backordered === true))
  const isPart = later.length > 0 || orders.some((order) => (order.delivered === true ? isShort(order) : isBegun(order)))
  return [
    ...(isPart ? ['partlyDelivered' as const] : []), ...(later.length > 0 || noted ? ['backordered' as const] : []),
    ...(orders.length > 0 && isDelivered(family) ? ['delivered' as const] : []),
  ]
}

function billingOf(family: FamilyShown): readonly OrderEvent[] {
  const orders = standing(family, 'order')
  const invoices = printed(standing(family, 'invoice'))
  if (orders.length > 0 && !isDelivered(family)) return []
  // A ledger may know that an order is invoiced without a link to the invoice.
  if (invoices.length === 0) return family.event === 'invoiced' && standing(family, 'invoice').length === 0 ? ['invoiced'] : []
  if (!isBilled(orders, invoices)) return []
  const credits = printed(standing(family, 'credit'))
  // Whether an invoice that was credited in whole had been paid, its balance no longer tells.
  if (credits.length > 0 && isZero(grossOf([...invoices, ...credits]))) return ['credited']
  return invoices.every(({ paid }) => paid === true) ? ['paid'] : ['invoiced']
}

/** Nothing is left to come. A delivery that is short waits until its invoice: only then does the ledger make the back order, or drop the rest. */
export function isDelivered(family: FamilyShown): boolean {
  const orders = standing(family, 'order')
  if (orders.some(({ delivered }) => delivered !== true)) return false
  const last = orders.at(-1)
  if (last === undefined || !isShort(last) || family.event === 'invoiced') return true
  const cameAfter = backOrders(family).some(({ number }) => compare(number, last.number) > 0)
  return cameAfter || printed(standing(family, 'invoice')).length >= orders.length
}

/** As many invoices as orders, or, where one takes several together, as much money. */
function isBilled(orders: readonly FamilyDocument[], invoices: readonly FamilyDocument[]): boolean {
  const [first] = orders
  if (first === undefined || invoices.length >= orders.length) return true
  return typeof first.gross === 'string' && compare(grossOf(invoices), first.gross) >= 0
}

function isShort({ rows }: FamilyDocument): boolean {
  return inOrder(rows).some(({ quantity, delivered }) => typeof quantity === 'string' && typeof delivered === 'string'
    && compare(quantity, '0') > 0 && compare(delivered, quantity) < 0)
}

function isBegun({ rows }: FamilyDocument): boolean {
  return inOrder(rows).some(({ delivered }) => typeof delivered === 'string' && !isZero(delivered))
}

function printed(documents: readonly FamilyDocument[]): readonly FamilyDocument[] {
  return documents.filter((one) => one.printed === true)
}

function grossOf(documents: readonly FamilyDocument[]): string {
  return sum(documents.map(({ gross }) => gross ?? '0'))
}
