// Wall clocks and instants. Instants are milliseconds since 1970 in UTC. Only Intl knows the zones; this room never asks what time it is.

export const STOCKHOLM = 'Europe/Stockholm'

export interface WallTime {
  /** "2026-11-25" */
  readonly date: string
  /** Minutes since midnight on the wall. */
  readonly minute: number
  readonly second: number
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
}

/** Minutes of the day; to is not included. from above to: over midnight. Equal: the whole day. */
export interface Window { readonly fromMinute: number; readonly toMinute: number }

const WINDOW = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/

// Making a formatter costs a thousand times its use.
const formatters = new Map<string, Intl.DateTimeFormat>()

/** What a wall clock in the zone shows at an instant. */
export function wallTime(atMs: number, zone: string): WallTime {
  const wallMs = atMs + offsetAt(atMs, zone)
  const wall = new Date(wallMs)
  return {
    date: wall.toISOString().slice(0, 10),
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: wall.getUTCDay() === 0 ? 7 : wall.getUTCDay(),
  }
}

/** Whether the zone is one that this machine knows. */
export function isZone(zone: string): boolean {
  // Every Node knows the usual one, and asking costs as much as reading all of a customer's files.
  if (zone === STOCKHOLM) return true
  try {
    return formatterOf(zone) !== undefined
  } catch {
    return false
  }
}

/** "07:00-19:00" → minutes of the day; undefined for anything else. 24:00 is the end of the day. */
export function parseWindow(text: string): Window | undefined {
  const match = WINDOW.exec(text.trim())
  if (!match) return undefined
  const fromMinute = Number(match[1]) * 60 + Number(match[2])
  const toMinute = Number(match[3]) * 60 + Number(match[4])
  return fromMinute < 1440 && toMinute <= 1440 ? { fromMinute, toMinute } : undefined
}

/** Whether a minute of the day lies in the window. */
export function insideWindow(minute: number, window: Window): boolean {
  const { fromMinute, toMinute } = window
  if (fromMinute === toMinute) return true
  if (fromMinute < toMinute) return minute >= fromMinute && minute < toMinute
  return minute >= fromMinute || minute < toMinute
}

/** How far a wall clock in the zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(atMs: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(atMs)) parts[type] = Number(value)
  const { year, month, day, hour, minute, second } = parts
  const wallMs = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!)
  return wallMs - Math.floor(atMs / 1000) * 1000
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}
