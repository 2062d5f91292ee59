// The rolling compare: every item is read within a stated time, a share of them each cycle, in the order of their keys.
import type { CompareCursor } from '../types/state.js'

export interface Turn { readonly keys: ReadonlySet<string>; readonly cursor: CompareCursor }

const HOUR_MS = 3_600_000

/**
 * The keys whose turn it is. sinceMs: time since the last cycle. A round visits all keys within withinHours, however often cycles run.
 * The first cycle reads none: whatever it needs is new and read anyway.
 */
export function turnOf(at: { sorted: readonly string[]; cursor: CompareCursor | undefined; sinceMs: number | undefined; withinHours: number; now: string }): Turn {
  const { sorted, cursor, sinceMs, withinHours, now } = at
  const started = cursor ?? { after: '', roundStartedAt: now }
  if (sinceMs === undefined || sorted.length === 0) return { keys: new Set(), cursor: started }
  const share = Math.min(sorted.length, Math.ceil((sorted.length * sinceMs) / (withinHours * HOUR_MS)))
  let from = sorted.findIndex((key) => key > started.after)
  let begun = started
  if (from < 0) {
    from = 0
    begun = { after: '', roundStartedAt: now, lastRoundEndedAt: now }
  }
  const keys = sorted.slice(from, from + share)
  return { keys: new Set(keys), cursor: { ...begun, after: keys.at(-1) ?? begun.after } }
}
