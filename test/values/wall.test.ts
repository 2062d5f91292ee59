// Wall times of Sweden and the instants that they are, over the two nights when the clock is put on and back.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { STOCKHOLM } from '../../engine/values/time.js'
import { instantOf, instantOfWall, wallOf } from '../../engine/values/wall.js'

const test = suite('wall times')

test('a wall time is an instant', () => {
  const table: readonly (readonly [wall: string, instant: string | undefined])[] = [
    ['2026-11-25T08:30:00', '2026-11-25T07:30:00Z'], ['2026-07-01T08:30:00', '2026-07-01T06:30:00Z'], ['2026-11-25T08:30:00.123', '2026-11-25T07:30:00Z'],
    ['2026-11-25 08:30', '2026-11-25T07:30:00Z'], ['2026-11-25', '2026-11-24T23:00:00Z'], ['2026-01-01T00:30:00', '2025-12-31T23:30:00Z'],
    // 29 March 2026: from 02:00 to 03:00 no clock shows anything. 25 October: that hour comes twice.
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'], ['2026-03-29T02:30:00', '2026-03-29T01:30:00Z'], ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
    ['2026-10-25T01:59:59', '2026-10-24T23:59:59Z'], ['2026-10-25T02:30:00', '2026-10-25T00:30:00Z'], ['2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ['2026-02-30T08:00:00', undefined], ['2026-11-25T24:30:00', undefined], ['', undefined], ['2026-11-25T08:30:00Z', undefined], ['25/11/2026', undefined],
  ]
  for (const [wall, instant] of table) assert.is(instantOfWall(wall, STOCKHOLM), instant, wall)
})

test('a time with its zone is an instant, and nothing else is', () => {
  const table: readonly (readonly [text: string, instant: string | undefined])[] = [
    ['2026-11-25T08:30:00Z', '2026-11-25T08:30:00Z'], ['2026-11-25T08:30:00.5+01:00', '2026-11-25T07:30:00Z'], ['2026-11-25T08:30:00', undefined], ['2026-13-25T08:30:00Z', undefined],
  ]
  for (const [text, instant] of table) assert.is(instantOf(text), instant, text)
})

test('there and back again, every half hour of a year but the one that comes twice', () => {
  for (let atMs = Date.parse('2026-01-01T00:00:00Z'); atMs < Date.parse('2027-01-01T00:00:00Z'); atMs += 30 * 60_000) {
    const wall = wallOf(atMs, STOCKHOLM)
    if (wall.startsWith('2026-10-25T02:')) continue
    assert.is(instantOfWall(wall, STOCKHOLM), new Date(atMs).toISOString().replace('.000Z', 'Z'), wall)
  }
})

test.run()
