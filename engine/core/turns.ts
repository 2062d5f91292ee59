// When a stream's turns should have been: for telling that nothing runs. Pure, like the rhythm that it counts from.
import { isOpen } from './rhythm.js'
import type { Rhythm } from './stream.js'

const MINUTE_MS = 60_000
/** Longer than this nothing is looked back or ahead. */
const REACH_MS = 31 * 24 * 60 * MINUTE_MS
/** So late a turn may always be: a pass over a large range takes its time. */
const LATE_MS = 5 * MINUTE_MS
const TURNS_MISSED_MAX = 3

/** The first moment from then on at which the stream may run, or undefined where it has none within a month. */
export function firstOpen(rhythm: Rhythm, fromMs: number): number | undefined {
  if (rhythm.windows.length + rhythm.days.length + rhythm.blackouts.length === 0) return fromMs
  for (let atMs = fromMs; atMs < fromMs + REACH_MS; atMs += MINUTE_MS - (atMs % MINUTE_MS)) {
    if (isOpen(rhythm, atMs)) return atMs
  }
  return undefined
}

/** Did the stream miss more than three turns since its last run? notBefore: ISO time of a back-off. */
export function isOverdue(rhythm: Rhythm, at: { nowMs: number; lastRunMs: number; notBefore?: string | undefined }): boolean {
  const everyMs = rhythm.everySeconds * 1000
  const lastMs = Math.max(at.lastRunMs, at.notBefore === undefined ? 0 : Date.parse(at.notBefore) - everyMs)
  if (at.nowMs - lastMs <= everyMs + LATE_MS) return false
  let turnMs = Math.max(lastMs, at.nowMs - REACH_MS)
  for (let missed = 0; missed <= TURNS_MISSED_MAX; missed++) {
    const openMs = firstOpen(rhythm, turnMs + everyMs)
    if (openMs === undefined || openMs > at.nowMs) return false
    turnMs = openMs
  }
  return true
}
