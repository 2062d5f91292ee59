// Whether an order is to become a document now. Everything that is not gets one reason by name (I-20).
import { isZero, parseDecimal } from '../../values/decimal.js'
import { channelOf } from './channel.js'
import { instantMs, placedOn } from './dates.js'
import { isHeld } from './finding.js'
import { own } from './lookup.js'
import type { Finding, OrderRules, PayRule, ShopOrder } from './types.js'

/** skipped: it never becomes one as things are. waiting: it comes by itself. held: a person is needed. */
export type Due =
  | { readonly kind: 'due' }
  | { readonly kind: 'skipped' | 'waiting' | 'held'; readonly reason: Finding }

/** What a payment must have come to. */
const ENOUGH: Readonly<Record<'paid' | 'authorised', readonly string[]>> = { paid: ['captured'], authorised: ['reserved', 'captured'] }
const DAY_MS = 86_400_000
const WAITS_FOR_STATUS = 'STATUS_NOT_TRIGGER'

/** now: an ISO instant. */
export function dueOf(order: ShopOrder, rules: OrderRules, now: string): Due {
  const found = leftOut(order, rules) ?? paymentOf(order, rules)
  if (found.kind === 'due' || found.kind === 'skipped' || !isGivenUp(order, rules, now)) return found
  return because('skipped', 'GIVEN_UP', { days: rules.giveUpAfterDays, reason: found.reason.code })
}

/** Whether an order that did not get through has waited longer than the rules let it. */
export function isGivenUp(order: ShopOrder, rules: OrderRules, now: string): boolean {
  const [placed, at] = [instantMs(order.placedAt), instantMs(now)]
  if (rules.giveUpAfterDays === undefined || placed === undefined || at === undefined) return false
  return at - placed > rules.giveUpAfterDays * DAY_MS
}

/** Nothing comes of it as the files are: they never take it, or the shop says that it is past the transfer. past: statuses that say so. */
export function isOver(order: ShopOrder, rules: OrderRules, past: ReadonlySet<string>): boolean {
  if (past.has(order.status ?? '')) return true
  const found = leftOut(order, rules) ?? paymentOf(order, rules)
  return found.kind === 'skipped' && found.reason.code !== WAITS_FOR_STATUS
}

function leftOut(order: ShopOrder, rules: OrderRules): Due | undefined {
  if (order.test) return because('skipped', 'TEST_ORDER')
  const date = placedOn(order, rules)
  if (isHeld(date)) return { kind: 'held', reason: date.problem }
  if (date < rules.ordersFrom) return because('skipped', 'BEFORE_ORDERS_FROM', { date, from: rules.ordersFrom })
  const channel = channelOf(order, rules)
  if (isHeld(channel)) return { kind: 'held', reason: channel.problem }
  if (channel?.flows === false) return because('skipped', 'CHANNEL_OFF', { channel: channel.name })
  const status = order.status ?? ''
  if (rules.cancelledStatuses.includes(status)) return because('skipped', 'ORDER_CANCELLED', { status })
  const starting = startingText(status, rules)
  if (starting !== undefined) return because('skipped', WAITS_FOR_STATUS, { status, statuses: starting })
  return rules.zeroOrders === 'skip' && isOverZero(order) ? because('skipped', 'ZERO_ORDER') : undefined
}

/** Which statuses start the transfer, where this one is none of them. */
function startingText(status: string, { statuses, pastStatuses = [] }: OrderRules): string | undefined {
  if (statuses) return statuses.includes(status) ? undefined : statuses.join(', ')
  return pastStatuses.includes(status) ? `any but ${pastStatuses.join(', ')}` : undefined
}

/** An order that a gift card pays whole is a sale as any other, so what counts is the total, not what is left to pay. */
function isOverZero({ gross, toPay }: ShopOrder): boolean {
  const total = parseDecimal(gross ?? toPay)
  return total !== undefined && isZero(total)
}

function paymentOf({ paymentMethod, paymentMethodId, paymentState }: ShopOrder, rules: OrderRules): Due {
  const method = paymentMethod ?? ''
  const rule = payRuleOf(method, rules)
  if (rule === undefined) return because('held', 'PAYMENT_UNMAPPED', { method, list: 'pay', ...(paymentMethodId ? { id: paymentMethodId } : {}) })
  if (rule === 'always') return { kind: 'due' }
  if (rule === 'never') return because('skipped', 'PAYMENT_NEVER', { method })
  if (ENOUGH[rule].includes(paymentState ?? '')) return { kind: 'due' }
  return because('waiting', 'PAYMENT_NOT_YET', { method, state: paymentState ?? 'unknown', needs: rule })
}

/** Without payment rules every method is taken at once; with them one that they do not name is a question (S-024): it may be a slip of the pen
    for one of theirs, and terms of payment do not say what must have been paid. */
function payRuleOf(method: string, { pay }: OrderRules): PayRule | undefined {
  return Object.keys(pay).length === 0 ? 'always' : own(pay, method)
}

function because(kind: 'skipped' | 'waiting' | 'held', code: string, facts: Finding['facts'] = {}): Due {
  return { kind, reason: { code, facts } }
}
