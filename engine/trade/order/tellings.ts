// Which of the events of an order its shop is to hear of, and which it knows already. Pure.
import { rankOf, type OrderEvent } from './events.js'

/** What the shop shows for an event; of the customer's OrderStatusMapping. */
export interface FeedbackRule {
  readonly event: OrderEvent
  readonly status: string
  readonly mail?: boolean
  readonly tracking?: boolean
  readonly mailOnTracking?: boolean
  readonly capture?: boolean
}

/** final: statuses that are never left. captureStatus: the one by which the shop takes a reserved payment, where a status does it. */
export interface FeedbackRules { readonly feedback: readonly FeedbackRule[]; readonly final?: readonly string[]; readonly captureStatus?: string | undefined }

/** One thing to tell, once for ever: key is the order's number, a slash and the event. */
export interface Telling { readonly key: string; readonly event: OrderEvent; readonly status: string; readonly mail: boolean; readonly tracking: boolean }

/** What the shop shows of the order now: its status, and those that it had. */
export interface StatusShown { readonly status?: string | null; readonly history?: readonly string[] }

/** The tellings of an order, the first event first. After a cancellation nothing that came before it is news. */
export function tellingsOf(number: string, events: readonly OrderEvent[], { feedback }: FeedbackRules): readonly Telling[] {
  const news = events.includes('cancelled') ? events.filter((event) => event === 'cancelled') : events
  return news.flatMap((event) => {
    const rule = feedback.find((one) => one.event === event)
    return rule ? [{ key: `${number}/${event}`, event, status: rule.status, mail: rule.mail === true, tracking: rule.tracking === true }] : []
  })
}

/**
 * Nothing is left to write: the shop has the status or had it, is in one that is never left, or is further on. A status that stands
 * for several events is further on only where all of them are later.
 */
export function isTold({ event, status }: Pick<Telling, 'event' | 'status'>, shown: StatusShown, { feedback, final = [], captureStatus }: FeedbackRules): boolean {
  const now = shown.status
  if (typeof now !== 'string') return shown.history?.includes(status) === true
  if (now === status || final.includes(now) || shown.history?.includes(status)) return true
  const ofNow = feedback.filter((rule) => rule.status === now)
  if (ofNow.length > 0) return ofNow.every((rule) => rankOf(rule.event) > rankOf(event))
  // The money is taken after the event that asks for it is told.
  const capturing = now === captureStatus ? feedback.filter((rule) => rule.capture === true) : []
  return capturing.length > 0 && capturing.every((rule) => rankOf(rule.event) >= rankOf(event))
}

/** Of the events that the order has come to, how far the last one is that asks for a capture; below every event where none does. */
export function captureRank(events: readonly OrderEvent[], { feedback }: FeedbackRules): number {
  return Math.max(-1, ...feedback.filter(({ event, capture }) => capture === true && events.includes(event)).map(({ event }) => rankOf(event)))
}

/**
 * The one telling that is due: the first that was not told. told: keys that were handed over before, whatever the shop shows now; what
 * comes before them is overtaken. undefined: none.
 */
export function dueTelling(
  tellings: readonly Telling[], shown: StatusShown, rules: FeedbackRules, told: ReadonlySet<string>,
): Telling | undefined {
  const last = tellings.findLastIndex(({ key }) => told.has(key))
  return tellings.slice(last + 1).find((telling) => !isTold(telling, shown, rules))
}
