// Points in time as a person reads them: local to the minute, and how long ago.
import { STOCKHOLM, wallTime } from '../values/time.js'
import { ofNoun } from './number-text.js'
import { oneLine } from './plain-text.js'

const MINUTE = 60_000

/** "2026-11-03 09:15", local; a text that is no time stays as it is. */
export function timeText(at: string, zone = STOCKHOLM): string {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return oneLine(at)
  const wall = wallTime(ms, zone)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${wall.date} ${two(Math.floor(wall.minute / 60))}:${two(wall.minute % 60)}`
}

/** When a plan was made, with whose clock says so: "2026-11-03 09:15 Stockholm time". */
export function madeText({ madeAt }: { readonly madeAt: string }): string {
  return Number.isNaN(Date.parse(madeAt)) ? oneLine(madeAt) : `${timeText(madeAt)} Stockholm time`
}

/** "just now", "12 minutes ago", "in 3 hours"; empty for what is no time. */
export function agoText(at: string, now: string): string {
  const apart = Date.parse(now) - Date.parse(at)
  if (Number.isNaN(apart)) return ''
  const minutes = Math.floor(Math.abs(apart) / MINUTE)
  if (minutes === 0) return 'just now'
  const hours = Math.floor(minutes / 60)
  const long = minutes < 120 ? ofNoun(minutes, 'minute') : hours < 48 ? ofNoun(hours, 'hour') : ofNoun(Math.floor(hours / 24), 'day')
  return apart > 0 ? `${long} ago` : `in ${long}`
}
