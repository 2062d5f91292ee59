// Why money that is due is not asked for: how the order stands in its shop. Pure.
import type { FeedbackRules } from './tellings.js'
import type { Finding, ShopOrder } from './types.js'

/** cancelled: the statuses of the shop that mean that the order is cancelled. */
export interface StopRules extends FeedbackRules { readonly cancelled?: readonly string[] }

/**
 * Nothing is taken for an order that its shop shows as cancelled or as ended: what was delivered is a person's to settle. A status that
 * comes with a capture by the files themselves is no such end.
 */
export function stopOf({ number, status }: Pick<ShopOrder, 'number' | 'status'>, amount: string, { feedback, final = [], cancelled = [] }: StopRules): Finding | undefined {
  if (typeof status !== 'string' || feedback.some((rule) => rule.capture === true && rule.status === status)) return undefined
  if (!cancelled.includes(status) && !final.includes(status)) return undefined
  return { code: 'CAPTURE_ORDER_CLOSED', facts: { key: number, status, amount } }
}
