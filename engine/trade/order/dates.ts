// The date of a document: the local day on which the order was placed (S-014). A locked period is a person's decision, or a rule's (S-015).
import { wallTime } from '../../values/time.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import type { Finding, KnownToLedger, OrderRules, ShopOrder } from './types.js'

/** An instant says its zone; without it a day is not known. */
const INSTANT = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/

/** today: local date of the run. */
export function documentDateOf(order: ShopOrder, rules: OrderRules, { known, today, remarks }: {
  readonly known: KnownToLedger; readonly today: string; readonly remarks: Remarks
}): string | Held {
  const date = placedOn(order, rules)
  if (isHeld(date)) return date
  const booked = bookedOn(date, { known, today, lockedPeriod: rules.lockedPeriod })
  if (typeof booked !== 'string') return { problem: booked }
  if (booked !== date) remarks.note('documentDate', `${today} instead of ${date}, whose period is locked`)
  return booked
}

/** The day on which a document of that local date is booked, or why it cannot be. */
export function bookedOn(date: string, { known, today, lockedPeriod }: {
  readonly known: KnownToLedger; readonly today: string; readonly lockedPeriod: OrderRules['lockedPeriod']
}): string | Finding {
  const closed = closedOn(date, known)
  if (closed === undefined) return date
  if (closed.problem.code !== 'PERIOD_LOCKED' || lockedPeriod !== 'today') return closed.problem
  return closedOn(today, known)?.problem ?? today
}

/** The local day of an order. */
export function placedOn({ placedAt }: ShopOrder, { timeZone }: OrderRules): string | Held {
  const ms = instantMs(placedAt)
  return ms === undefined ? held('PLACED_UNREADABLE', placedAt ? { placedAt } : {}) : wallTime(ms, timeZone).date
}

/** Milliseconds since 1970; undefined for what is no instant with its zone. */
export function instantMs(instant: string | null | undefined): number | undefined {
  if (!instant || !INSTANT.test(instant)) return undefined
  const ms = Date.parse(instant)
  return Number.isFinite(ms) ? ms : undefined
}

function closedOn(date: string, { years, lockedMonths }: KnownToLedger): Held | undefined {
  const year = years.find(({ starts, ends }) => starts <= date && date <= ends)
  if (year === undefined) return held('NO_BOOKING_YEAR', { date })
  return year.locked || lockedMonths.includes(date.slice(0, 7)) ? held('PERIOD_LOCKED', { date }) : undefined
}
