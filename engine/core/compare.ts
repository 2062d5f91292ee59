// The rolling compare: every item is read within a stated time, a share of them each cycle, in the order of their keys.
import type { CompareCursor } from '../types/state.js'

export interface Turn { readonly keys: ReadonlySet<string>; readonly cursor: CompareCursor }

const HOUR_MS = 3_600_000

/**
 * The keys whose turn it is, and the cursor moved past them. Every key is visited within withinHours and one cycle, however the
 * cycles fall: the share follows the time since the cursor was moved, and goes on from the first key where it comes past the last.
 * The first cycle reads none: whatever it needs is new and read anyway.
 */
export function turnOf(at: { sorted: readonly string[]; cursor: CompareCursor | undefined; withinHours: number; now: string }): Turn {
  const { sorted, cursor, withinHours, now } = at
  const started = { ...(cursor ?? { after: '', roundStartedAt: now }), movedAt: now }
  if (cursor?.movedAt === undefined || sorted.length === 0) return { keys: new Set(), cursor: started }
  const sinceMs = Math.max(0, Date.parse(now) - Date.parse(cursor.movedAt))
  const share = Math.min(sorted.length, Math.ceil((sorted.length * sinceMs) / (withinHours * HOUR_MS)))
  if (share === 0) return { keys: new Set(), cursor: started }
  const next = sorted.findIndex((key) => key > started.after)
  const from = Math.max(next, 0)
  const keys = [...sorted.slice(from, from + share), ...sorted.slice(0, Math.max(0, from + share - sorted.length))]
  const newRound = next < 0 || from + share > sorted.length
  const round = newRound ? { ...started, roundStartedAt: now, lastRoundEndedAt: now } : started
  return { keys: new Set(keys), cursor: { ...round, after: keys.at(-1) ?? started.after } }
}
