// In which order a shop hears of one order. It shows one status at a time, so what sets it waits until what comes before is settled:
// then the order ends as it would have, wherever an answer was lost. Pure.
import { rankOf, type OrderEvent } from './events.js'
import { captureRank, tellingsOf, type FeedbackRules, type Telling } from './tellings.js'
import type { Finding } from './types.js'

/** isReceived: the shop knows that the order was taken, or is not told. isCaptureDue: a capture that sets the status is still to be asked for. */
export interface TurnFacts { readonly events: readonly OrderEvent[]; readonly isReceived: boolean; readonly isCaptureDue: boolean }

/** What a telling waits for; undefined: it is its turn. */
export function tellingWaits({ key, event }: Telling, { events, isReceived, isCaptureDue }: TurnFacts, rules: FeedbackRules): Finding | undefined {
  if (!isReceived) return waits(key, 'receipt')
  return isCaptureDue && rankOf(event) > captureRank(events, rules) ? waits(key, 'payment') : undefined
}

/** What a capture that sets the status waits for: the events up to the one that asks for it. ahead: so many of them are told before it. */
export function captureWaits(number: string, { events, told, ahead }: { readonly events: readonly OrderEvent[]; readonly told: ReadonlySet<string>; readonly ahead: number }, rules: FeedbackRules): Finding | undefined {
  const tellings = tellingsOf(number, events, rules)
  const open = tellings.slice(tellings.findLastIndex(({ key }) => told.has(key)) + 1).filter(({ event }) => rankOf(event) <= captureRank(events, rules))
  const [next] = open.slice(ahead)
  return next && waits(number, next.event)
}

function waits(key: string, before: string): Finding {
  return { code: 'TELLING_WAITS', facts: { key, before } }
}
