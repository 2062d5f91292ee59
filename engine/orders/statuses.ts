// What a shop's statuses say of an order, by the files.
import type { OrderLane } from '../core/stream.js'
import { rankOf, type OrderEvent } from '../trade/order/events.js'

const DELIVERED: OrderEvent = 'delivered'

/** Its goods have left the shelf, or will never leave it. */
export function goneStatuses({ rules, final, feedback }: OrderLane): ReadonlySet<string> {
  return new Set([...rules.cancelledStatuses, ...final, ...feedback.filter(({ event }) => rankOf(event) >= rankOf(DELIVERED)).map(({ status }) => status)])
}

/** It was handed over, by us or another, or never will be: these statuses come after the transfer. */
export function pastStatuses({ rules, final, feedback, then, captureStatus }: OrderLane): ReadonlySet<string> {
  const ours = [then, captureStatus].filter((status) => status !== undefined)
  return new Set([...rules.cancelledStatuses, ...final, ...feedback.map(({ status }) => status), ...ours])
}
