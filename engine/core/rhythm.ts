// When is a stream's turn? Pure: a rhythm, what happened last, and the wall clock at the customer's place.
import { insideWindow, parseWindow, wallTime } from '../values/time.js'
import type { Rhythm } from './stream.js'

/** Is it time to run? lastStartMs: start of the last run, undefined before the first. notBefore: ISO time of a back-off. */
export function isDue(rhythm: Rhythm, at: { nowMs: number; lastStartMs: number | undefined; notBefore?: string | undefined }): boolean {
  const { nowMs, lastStartMs, notBefore } = at
  if (notBefore !== undefined && Date.parse(notBefore) > nowMs) return false
  if (lastStartMs !== undefined && nowMs - lastStartMs < rhythm.everySeconds * 1000) return false
  return isOpen(rhythm, nowMs)
}

/** Is the hour one in which the stream may run? */
export function isOpen(rhythm: Rhythm, nowMs: number): boolean {
  const wall = wallTime(nowMs, rhythm.timeZone)
  const inside = (text: string): boolean => {
    const window = parseWindow(text)
    return window !== undefined && insideWindow(wall.minute, window)
  }
  if (rhythm.days.length > 0 && !rhythm.days.includes(wall.weekday)) return false
  if (rhythm.blackouts.some(inside)) return false
  return rhythm.windows.length === 0 || rhythm.windows.some(inside)
}
