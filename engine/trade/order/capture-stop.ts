// Why money that is due is not asked for: how the order stands in its shop. Pure.
import { rankOf, type OrderEvent } from './events.js'
import { captureRank, type FeedbackRules } from './tellings.js'
import type { Finding, ShopOrder } from './types.js'

/** cancelled: the statuses of the shop that mean that the order is cancelled. */
export interface StopRules extends FeedbackRules { readonly cancelled?: readonly string[] }

/**
 * Nothing is taken for an order that its shop shows as cancelled or as ended: what was delivered is a person's to settle. A status that
 * comes with a capture by the files themselves is no such end. Where a status takes the money, it never takes the place of a later one.
 */
export function stopOf({ number, status }: Pick<ShopOrder, 'number' | 'status'>, amount: string, events: readonly OrderEvent[], rules: StopRules): Finding | undefined {
  if (typeof status !== 'string') return undefined
  const facts = { key: number, status, amount }
  if (isClosed(status, rules)) return { code: 'CAPTURE_ORDER_CLOSED', facts }
  const ofNow = rules.feedback.filter((rule) => rule.status === status)
  const isLater = ofNow.length > 0 && ofNow.every(({ event }) => rankOf(event) > captureRank(events, rules))
  return isLater && rules.captureStatus !== undefined ? { code: 'CAPTURE_STATUS_PASSED', facts: { ...facts, captureStatus: rules.captureStatus } } : undefined
}

/** Cancelled, or in a status that is never left and that asks for no capture itself. */
export function isClosed(status: string, { feedback, final = [], cancelled = [] }: StopRules): boolean {
  if (feedback.some((rule) => rule.capture === true && rule.status === status)) return false
  return cancelled.includes(status) || final.includes(status)
}
