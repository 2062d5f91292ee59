// Times on a wall clock, without a zone, and the instants that they are. Only time.ts knows the zones.
import { offsetAt } from './time.js'

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?$/
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)$/

/**
 * "2026-11-25T08:30:00" on a wall in the zone → "2026-11-25T07:30:00Z"; undefined for what is no
 * time. In the hour that comes twice in autumn it is the first of the two; one that spring skips is
 * an hour later.
 */
export function instantOfWall(text: string, zone: string): string | undefined {
  const match = LOCAL.exec(text.trim())
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second)
  if (!isSame(wallMs, [year, month, day, hour, minute, second])) return undefined
  // The offset before the change and the one after it: the earlier instant that shows this wall time.
  const offsets = [offsetAt(wallMs - 86_400_000, zone), offsetAt(wallMs + 86_400_000, zone)]
  const found = offsets.map((offset) => wallMs - offset).filter((atMs) => atMs + offsetAt(atMs, zone) === wallMs)
  const atMs = found.length > 0 ? Math.min(...found) : wallMs - (offsets[0] as number)
  return instantText(atMs)
}

/** An instant with a zone → the same instant in UTC; undefined for what has none. */
export function instantOf(text: string): string | undefined {
  const given = text.trim()
  const atMs = ZONED.test(given) ? Date.parse(given) : Number.NaN
  return Number.isNaN(atMs) ? undefined : instantText(atMs)
}

/** What a wall clock in the zone shows at an instant: "2026-11-25T08:30:00". */
export function wallOf(atMs: number, zone: string): string {
  return new Date(Math.floor(atMs / 1000) * 1000 + offsetAt(atMs, zone)).toISOString().slice(0, 19)
}

function instantText(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** 30 February is no day. */
function isSame(wallMs: number, [year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number]): boolean {
  const date = new Date(wallMs)
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day &&
    date.getUTCHours() === hour && date.getUTCMinutes() === minute && date.getUTCSeconds() === second
}
