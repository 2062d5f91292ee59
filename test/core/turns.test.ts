import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Rhythm } from '../../engine/core/stream.js'
import { firstOpen, isOverdue } from '../../engine/core/turns.js'

const test = suite('core: turns')
const ALWAYS: Rhythm = { everySeconds: 300, windows: [], days: [], blackouts: [], timeZone: 'Europe/Stockholm' }
const OFFICE: Rhythm = { ...ALWAYS, windows: ['07:00-19:00'], days: [1, 2, 3, 4, 5] }
const NIGHT: Rhythm = { ...ALWAYS, everySeconds: 86_400, windows: ['02:00-03:00'] }

const CASES: [string, Rhythm, string, string, boolean][] = [
  ['just run', ALWAYS, '2026-11-25T08:00:00Z', '2026-11-25T08:01:00Z', false],
  ['two turns late', ALWAYS, '2026-11-25T08:00:00Z', '2026-11-25T08:14:59Z', false],
  ['three turns missed, the fourth is now', ALWAYS, '2026-11-25T08:00:00Z', '2026-11-25T08:19:59Z', false],
  ['more than three', ALWAYS, '2026-11-25T08:00:00Z', '2026-11-25T08:20:00Z', true],
  ['three days dead', ALWAYS, '2026-11-22T08:00:00Z', '2026-11-25T08:00:00Z', true],
  ['years dead', ALWAYS, '2024-11-22T08:00:00Z', '2026-11-25T08:00:00Z', true],
  ['every second, and a pass takes a minute', { ...ALWAYS, everySeconds: 1 }, '2026-11-25T08:00:00Z', '2026-11-25T08:01:00Z', false],
  ['over the weekend', OFFICE, '2026-11-20T17:58:00Z', '2026-11-23T06:00:00Z', false],
  ['Monday morning, and nobody came', OFFICE, '2026-11-20T17:58:00Z', '2026-11-23T06:15:00Z', true],
  ['once a night, two nights ago', NIGHT, '2026-11-23T01:00:00Z', '2026-11-25T08:00:00Z', false],
  ['once a night, five nights ago', NIGHT, '2026-11-20T01:00:00Z', '2026-11-25T08:00:00Z', true],
  ['never open', { ...ALWAYS, blackouts: ['00:00-24:00'] }, '2026-11-20T01:00:00Z', '2026-11-25T08:00:00Z', false],
]
for (const [name, rhythm, last, now, overdue] of CASES) {
  test(name, () => assert.is(isOverdue(rhythm, { nowMs: Date.parse(now), lastRunMs: Date.parse(last) }), overdue))
}

test('a back-off is no missed turn', () => {
  const at = { nowMs: Date.parse('2026-11-25T09:00:00Z'), lastRunMs: Date.parse('2026-11-25T08:00:00Z') }
  assert.is(isOverdue(ALWAYS, { ...at, notBefore: '2026-11-25T08:59:00Z' }), false)
  assert.is(isOverdue(ALWAYS, { ...at, notBefore: '2026-11-25T08:30:00Z' }), true)
})

test('the next turn is within the hours', () => {
  const at = (rhythm: Rhythm, from: string): string | undefined => {
    const found = firstOpen(rhythm, Date.parse(from))
    return found === undefined ? undefined : new Date(found).toISOString()
  }
  assert.is(at(ALWAYS, '2026-11-25T08:00:07Z'), '2026-11-25T08:00:07.000Z')
  assert.is(at(OFFICE, '2026-11-20T18:00:30Z'), '2026-11-23T06:00:00.000Z')
  assert.is(at({ ...ALWAYS, blackouts: ['00:00-24:00'] }, '2026-11-20T18:00:30Z'), undefined)
})

test.run()
