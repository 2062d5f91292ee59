// What of a reserved payment is to be captured, by what the ledger has delivered. Never more than was reserved, never twice. Pure.
import { compare, isZero, subtract } from '../../values/decimal.js'
import { larger, money, smaller, sum } from './shares.js'
import { targetsOf } from './capture-refunds.js'
import { piecesByRow } from './capture-rows.js'
import { deliveredOf, type Delivered } from './delivered.js'
import { eventsOf, rankOf, type OrderEvent } from './events.js'
import { stopOf, type StopRules } from './capture-stop.js'
import { isCancelled, withoutArticle, type FamilyShown } from './family.js'
import type { Finding, ShopOrder } from './types.js'

/** reserved: what the payment provider holds; left out: nothing is held, and nothing is captured. captured: all that was taken, by whoever. */
export interface PaymentShown {
  readonly reserved?: string
  readonly captured?: string
  /** What a shop that can only take the whole would take, where that is not what is reserved. */
  readonly whole?: string
  /** ISO instant. */
  readonly expiresAt?: string
}

/** A capture that was made before; its key is what it was asked for with. at: ISO instant, where it is known. rows: pieces by row of the shop's order. */
export interface CaptureMade { readonly key: string; readonly amount: string; readonly at?: string; readonly vat?: string; readonly rows?: Readonly<Record<string, string>> }

/**
 * key: the order's number, a slash, and which capture of the order it is, from 1. before: what was captured before it, so that whoever is
 * asked for it sees whether it is done already. vat: where it pays for just what was delivered.
 */
export interface Capture extends CaptureMade { readonly before: string }

/** parts: false where the shop can only take the whole. giftCard: the article that gift cards stand as in a document, where they do. */
export interface CaptureRules extends StopRules { readonly parts: boolean; readonly warnDays: number; readonly giftCard?: string | undefined }

/** now: ISO instant. made: what was captured before, the first first. */
export interface CaptureFacts {
  readonly family: FamilyShown
  readonly order: Pick<ShopOrder, 'number' | 'status' | 'rows' | 'giftCards' | 'refunds' | 'toPay' | 'gross'>
  readonly payment: PaymentShown
  readonly made: readonly CaptureMade[]
  readonly now: string
}

/** due: what to capture now. release: what of the reservation nobody will ask for any more; giving it back is the shop's own business. */
export interface CaptureAnswer { readonly due?: Capture; readonly release?: string; readonly findings: readonly Finding[] }

const DAY_MS = 86_400_000
const NOTHING: CaptureAnswer = { findings: [] }

/** What is to be paid for an order, by what its shop shows now. */
export function payableOf(order: Pick<ShopOrder, 'toPay' | 'gross' | 'giftCards'>): string | undefined {
  return order.toPay ?? (typeof order.gross === 'string' ? subtract(order.gross, giftCardsOf(order)) : undefined)
}

/**
 * What a shop shows of a payment, as a reservation. Methods without one (an invoice, a transfer) are not asked for. agreed: what was to be
 * paid when the order was handed over: where the shop does not show what is reserved, an order that was raised since is reserved no higher.
 */
export function paymentOf(order: Pick<ShopOrder, 'paymentState' | 'toPay' | 'gross' | 'giftCards' | 'reserved' | 'captured' | 'reservedUntil'>, agreed?: string): PaymentShown {
  const { paymentState: state, reservedUntil } = order
  const whole = payableOf(order)
  const payable = order.reserved ?? agreed ?? whole
  if (payable === undefined || (state !== 'reserved' && state !== 'captured')) return {}
  const captured = order.captured ?? (state === 'captured' ? payable : undefined)
  const isOther = whole !== undefined && compare(whole, payable) !== 0
  return { reserved: money(payable), ...(isOther ? { whole: money(whole) } : {}), ...(captured === undefined ? {} : { captured: money(captured) }), ...(typeof reservedUntil === 'string' ? { expiresAt: reservedUntil } : {}) }
}

/**
 * The capture that is due, and what a person must know. Nothing is captured before an event comes whose rule says capture; an event
 * before any delivery takes the whole, every other what is delivered so far. A gift card pays first.
 */
export function capturesOf(facts: CaptureFacts, rules: CaptureRules): CaptureAnswer {
  const { reserved } = facts.payment
  if (reserved === undefined || !rules.feedback.some(({ capture }) => capture === true)) return NOTHING
  const events = eventsOf(facts.family)
  const before = money(facts.payment.captured ?? sum(facts.made.map(({ amount }) => amount)))
  if (isCancelled(facts.family)) return { ...released(subtract(reserved, before)), findings: [] }
  const expiry = expiryOf(facts, subtract(reserved, before), rules.warnDays)
  if (!rules.feedback.some(({ event, capture }) => capture === true && events.includes(event))) return { findings: expiry.warnings }
  const delivered = deliveredOf(withoutArticle(facts.family, rules.giftCard))
  if (delivered === undefined) return { findings: [found('CAPTURE_ROWS_UNKNOWN', facts)] }
  const answer = settled({ facts, rules, events, delivered, reserved })
  // What nobody will ask for may expire.
  const isLeft = answer.due === undefined && answer.release === undefined
  const stop = answer.due && (stopOf(facts.order, answer.due.amount, events, rules) ?? expiry.problem)
  return stop ? { findings: [...answer.findings, stop] } : { ...answer, findings: [...answer.findings, ...(isLeft ? expiry.warnings : [])] }
}

interface Asked {
  readonly facts: CaptureFacts
  readonly rules: CaptureRules
  readonly events: readonly OrderEvent[]
  readonly delivered: Delivered
  readonly reserved: string
}

function settled(asked: Asked): CaptureAnswer {
  const { facts, rules, events, delivered, reserved } = asked
  const isComplete = events.includes('delivered')
  const ofWhole = rules.feedback.some(({ event, capture }) => capture === true && events.includes(event) && rankOf(event) < rankOf('partlyDelivered'))
  const wanted = ofWhole && !isComplete ? reserved : lessGiftCards(delivered.gross, facts.order)
  const ours = sum(facts.made.map(({ amount }) => amount))
  const { captured } = facts.payment
  const netted = targetsOf({ family: facts.family, order: facts.order, wanted, captured: ours, taken: captured ?? ours, firstAt: facts.made[0]?.at })
  const [least, target] = [smaller(netted.least, reserved), smaller(netted.most, reserved)]
  const over = compare(wanted, reserved) > 0 ? [found('CAPTURE_OVER_AUTH', facts, { wanted: money(wanted), reserved })] : []
  if (captured !== undefined && compare(captured, ours) !== 0) {
    if (compare(captured, target) === 0 || compare(captured, least) === 0) return { ...(isComplete ? released(subtract(reserved, target)) : {}), findings: over }
    return { findings: [found('CAPTURE_DIFFERS', facts, { captured, expected: money(target) })] }
  }
  if (compare(ours, target) > 0) return { findings: [found('CAPTURE_DIFFERS', facts, { captured: money(ours), expected: money(target) })] }
  if (compare(least, target) < 0) return { findings: [...over, found('CAPTURE_AFTER_REFUND', facts, { least: money(subtract(least, ours)), most: money(subtract(target, ours)) })] }
  const amount = subtract(target, ours)
  if (isZero(amount)) return { ...(isComplete ? released(subtract(reserved, target)) : {}), findings: over }
  const { whole = reserved } = facts.payment
  if (!rules.parts && compare(amount, whole) !== 0) {
    return { ...(isComplete ? released(subtract(reserved, target)) : {}), findings: [...over, found('CAPTURE_PARTIAL_UNSUPPORTED', facts, { amount: money(amount), whole })] }
  }
  const due = captureOf(asked, amount, compare(target, delivered.gross) === 0)
  return { due, ...(isComplete ? released(subtract(reserved, target)) : {}), findings: over }
}

function captureOf({ facts, delivered }: Asked, amount: string, isExact: boolean): Capture {
  const { order, made } = facts
  const rows = delivered.pieces && piecesByRow(order.rows, delivered.pieces, made.map((one) => one.rows ?? {}))
  const vats = made.map(({ vat }) => vat)
  const isKnown = isExact && delivered.vat !== undefined && vats.every((vat) => vat !== undefined)
  return {
    key: `${order.number}/${made.length + 1}`, amount: money(amount), before: money(sum(made.map((one) => one.amount))),
    ...(isKnown ? { vat: money(subtract(delivered.vat as string, sum(vats as readonly string[]))) } : {}), ...(rows ? { rows } : {}),
  }
}

/** warnings: that it will expire while something is still reserved. problem: that it has, for whoever wants to capture. */
function expiryOf(facts: CaptureFacts, left: string, warnDays: number): { readonly warnings: readonly Finding[]; readonly problem?: Finding } {
  const { expiresAt } = facts.payment
  if (expiresAt === undefined || compare(left, '0') <= 0) return { warnings: [] }
  const ms = Date.parse(expiresAt) - Date.parse(facts.now)
  if (ms <= 0) {
    const problem = found('AUTH_EXPIRED', facts, { expiresAt, amount: money(left) })
    return { warnings: [problem], problem }
  }
  return { warnings: ms <= warnDays * DAY_MS ? [found('AUTH_EXPIRES', facts, { expiresAt, amount: money(left) })] : [] }
}

function lessGiftCards(gross: string, order: Pick<ShopOrder, 'giftCards'>): string {
  return larger(subtract(gross, giftCardsOf(order)), '0')
}

export function giftCardsOf({ giftCards }: Pick<ShopOrder, 'giftCards'>): string {
  return sum(Object.values(giftCards ?? {}).map(({ amount }) => amount ?? '0'))
}

function released(amount: string): Pick<CaptureAnswer, 'release'> {
  return compare(amount, '0') > 0 ? { release: money(amount) } : {}
}

function found(code: string, { order }: CaptureFacts, more: Finding['facts'] = {}): Finding {
  return { code, facts: { key: order.number, ...more } }
}
