import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { insideWindow, isZone, parseWindow, STOCKHOLM, wallTime } from '../../engine/values/time.js'

const test = suite('time')

function wallText(atMs: number, zone: string): string {
  const { date, minute, second } = wallTime(atMs, zone)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`
}

const WALLS: [string, string][] = [
  ['2026-11-25T06:30:00Z', '2026-11-25 07:30:00'], ['2026-07-01T10:00:05Z', '2026-07-01 12:00:05'],
  ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59'], ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
  ['2026-10-25T00:59:00Z', '2026-10-25 02:59:00'], ['2026-10-25T01:00:00Z', '2026-10-25 02:00:00'],
  ['2026-10-25T02:00:00Z', '2026-10-25 03:00:00'],
]
for (const [instant, wall] of WALLS) {
  test(`${instant} on a wall in Stockholm`, () => { assert.is(wallText(Date.parse(instant), STOCKHOLM), wall) })
}

test('half past midnight on New Year’s Day in Stockholm is last year in Greenwich', () => {
  assert.equal(wallTime(Date.UTC(2025, 11, 31, 23, 30), STOCKHOLM), {
    date: '2026-01-01', minute: 30, second: 0, weekday: 4,
  })
  assert.is(wallTime(Date.UTC(2026, 10, 29, 12), STOCKHOLM).weekday, 7)
})

test('zones are those that this machine knows', () => {
  assert.is(isZone(STOCKHOLM), true)
  assert.is(isZone('Europe/Ankeborg'), false)
  assert.is(isZone(''), false)
})

const WINDOWS: [string, string, boolean | undefined][] = [
  ['07:00-19:00', '07:00', true], ['07:00-19:00', '19:00', false], ['07:00-19:00', '06:59', false],
  ['22:00-06:00', '23:59', true], ['22:00-06:00', '05:59', true], ['22:00-06:00', '12:00', false],
  ['00:00-24:00', '23:59', true], ['08:00-08:00', '03:00', true], ['18:00-24:00', '17:59', false],
  ['7-19', '08:00', undefined], ['07:00-25:00', '08:00', undefined], ['24:00-07:00', '08:00', undefined],
  ['07:00-24:30', '08:00', undefined],
]
for (const [text, clock, expected] of WINDOWS) {
  test(`${clock} and the window ${text}`, () => {
    const window = parseWindow(text)
    const [hour, minute] = clock.split(':').map(Number)
    assert.is(window && insideWindow(hour! * 60 + minute!, window), expected)
  })
}

const zones = fc.constantFrom(STOCKHOLM, 'UTC', 'Europe/London', 'America/St_Johns', 'Australia/Lord_Howe')

test('law: a wall shows what Intl writes out', () => {
  const min = Date.UTC(2000, 0, 1) / 1000
  const max = Date.UTC(2040, 0, 1) / 1000
  fc.assert(fc.property(fc.integer({ min, max }), zones, (seconds, zone) => {
    assert.is(wallText(seconds * 1000, zone), new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: zone }))
  }), { numRuns: 1000 })
})

test.run()
