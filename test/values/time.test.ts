import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  insideWindow, instantOf, instantText, isZone, parseWindow, STOCKHOLM, wallTime,
} from '../../engine/values/time.js'

const test = suite('time')

const WALLS: [string, string | undefined][] = [
  ['2026-11-25T07:30', '2026-11-25T06:30:00Z'],
  ['2026-07-01 12:00:05', '2026-07-01T10:00:05Z'],
  ['2026-11-25', '2026-11-24T23:00:00Z'],
  ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
  ['2026-03-29T02:00', '2026-03-29T01:00:00Z'],
  ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
  ['2026-03-29T03:00', '2026-03-29T01:00:00Z'],
  ['2026-10-25T01:59', '2026-10-24T23:59:00Z'],
  ['2026-10-25T02:00', '2026-10-25T00:00:00Z'],
  ['2026-10-25T02:59', '2026-10-25T00:59:00Z'],
  ['2026-10-25T03:00', '2026-10-25T02:00:00Z'],
  ['2026-02-30', undefined], ['2026-11-25T24:00', undefined], ['2026-11-25T07:60', undefined],
  ['25/11 2026', undefined], ['', undefined], ['2026-11-25T07:30Z', undefined],
]
for (const [wall, expected] of WALLS) {
  test(`${wall} on a wall in Stockholm`, () => {
    const at = instantOf(wall, STOCKHOLM)
    assert.is(at === undefined ? undefined : instantText(at), expected)
  })
}

test('half past midnight on New Year’s Day in Stockholm is last year in Greenwich', () => {
  assert.equal(wallTime(Date.UTC(2025, 11, 31, 23, 30), STOCKHOLM), {
    date: '2026-01-01', minute: 30, second: 0, weekday: 4,
  })
  assert.is(wallTime(Date.UTC(2026, 10, 29, 12), STOCKHOLM).weekday, 7)
})

test('an instant keeps its parts of a second', () => {
  assert.is(instantText(1), '1970-01-01T00:00:00.001Z')
  assert.is(instantText(0), '1970-01-01T00:00:00Z')
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

test('law: an instant read on a wall and taken back is the same, but for the hour that comes twice', () => {
  const min = Date.UTC(2000, 0, 1) / 1000
  const max = Date.UTC(2040, 0, 1) / 1000
  fc.assert(fc.property(fc.integer({ min, max }), zones, (seconds, zone) => {
    const wall = wallTime(seconds * 1000, zone)
    const two = (value: number): string => String(value).padStart(2, '0')
    const text = `${wall.date}T${two(Math.floor(wall.minute / 60))}:${two(wall.minute % 60)}:${two(wall.second)}`
    const back = instantOf(text, zone)!
    assert.ok(back === seconds * 1000 || (back < seconds * 1000 && seconds * 1000 - back <= 3_600_000))
    assert.equal(wallTime(back, zone), wall)
  }), { numRuns: 1000 })
})

test.run()
