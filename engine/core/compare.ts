// The rolling compare: every item is read within a stated time, a share of them each cycle, in the order of their keys, and never
// more of them in an hour than may be asked for.
import type { CompareCursor, TrailMark } from '../types/state.js'

export interface Turn { readonly keys: ReadonlySet<string>; readonly cursor: CompareCursor }

export interface TurnInput {
  readonly sorted: readonly string[]
  readonly cursor: CompareCursor | undefined
  readonly withinHours: number
  /** The most that may be read in an hour; left out: as many as the time asks for. */
  readonly perHour?: number
  /** ISO time. */
  readonly now: string
}

const HOUR_MS = 3_600_000
/** The trail tells apart so many parts of a round. */
const MARKS = 24

/**
 * The keys whose turn it is, and the cursor moved past them. Every key is visited within withinHours and one cycle, however the
 * cycles fall: the share follows the time since the cursor was moved, and goes on from the first key where it comes past the last.
 * Where perHour is too few for that, the round takes longer; after a stop, too, no more than an hour's worth is read at once.
 * The first cycle reads none: whatever it needs is new and read anyway.
 */
export function turnOf(at: TurnInput): Turn {
  const { sorted, cursor, now } = at
  const started = { ...(cursor ?? { after: '', roundStartedAt: now }), movedAt: now }
  if (cursor?.movedAt === undefined || sorted.length === 0) return { keys: new Set(), cursor: started }
  const { share, movedAt } = shareOf(at, cursor.movedAt)
  if (share === 0) return { keys: new Set(), cursor: { ...started, movedAt } }
  const next = sorted.findIndex((key) => key > started.after)
  const from = Math.max(next, 0)
  const keys = [...sorted.slice(from, from + share), ...sorted.slice(0, Math.max(0, from + share - sorted.length))]
  const newRound = next < 0 || from + share > sorted.length
  const round = newRound ? { ...started, roundStartedAt: now, lastRoundEndedAt: now } : started
  return { keys: new Set(keys), cursor: { ...round, movedAt, after: keys.at(-1) ?? started.after, trail: trailOf(at, share) } }
}

/**
 * When the item that was read longest ago was read, or a little before. Until the first round is through that is when the compare
 * began: the items were new then, and read.
 */
export function oldestLook({ roundStartedAt, lastRoundEndedAt, trail }: CompareCursor): string {
  if (lastRoundEndedAt === undefined) return roundStartedAt
  return trail?.[0]?.at ?? roundStartedAt
}

/** How many have their turn, and until when the time is used up: what a limit left over counts next time. */
function shareOf({ sorted, withinHours, perHour, now }: TurnInput, movedAt: string): { share: number; movedAt: string } {
  const sinceMs = Math.max(0, Date.parse(now) - Date.parse(movedAt))
  const wanted = Math.min(sorted.length, Math.ceil((sorted.length * sinceMs) / (withinHours * HOUR_MS)))
  if (perHour === undefined) return { share: wanted, movedAt: now }
  const countedMs = Math.min(sinceMs, HOUR_MS)
  const allowed = Math.floor((perHour * countedMs) / HOUR_MS)
  if (wanted <= allowed) return { share: wanted, movedAt: now }
  const usedMs = Math.ceil((allowed * HOUR_MS) / perHour)
  return { share: allowed, movedAt: new Date(Date.parse(now) - Math.max(0, countedMs - usedMs)).toISOString() }
}

/** The trail with this share at its end, and without what by now has been read again. */
function trailOf({ sorted, cursor, withinHours, now }: TurnInput, share: number): TrailMark[] {
  const trail = [...(cursor?.trail ?? [])]
  const last = trail.at(-1)
  const apartMs = (withinHours * HOUR_MS) / MARKS
  if (last && Date.parse(now) - Date.parse(last.at) < apartMs) trail[trail.length - 1] = { at: last.at, count: last.count + share }
  else trail.push({ at: now, count: share })
  let sum = trail.reduce((all, one) => all + one.count, 0)
  while (trail.length > 1 && sum - (trail[0]?.count ?? 0) >= sorted.length) sum -= trail.shift()?.count ?? 0
  return trail
}
