import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { turnOf } from '../../engine/core/compare.js'
import { looksAtSource, looksAtTarget } from '../../engine/core/look.js'
import type { Pair, Sight } from '../../engine/core/pair.js'
import type { CompareCursor, BaseEntry } from '../../engine/types/state.js'
import { item, stream } from '../kit/world.js'

const test = suite('core: what is worth a look, and the rolling compare')

const BASE: BaseEntry = { source: { name: 'Te', note: 'a' }, target: { name: 'Te', note: 'a' } }
const RETIRED: BaseEntry = { source: null, target: { name: 'Te' } }
const partial = (name: string): Sight => item('1', { name }, { partial: true })
const whole = (name: string): Sight => item('1', { name, note: 'a' })
const given = stream({ reads: ['name', 'note'], writes: ['name', 'note'] })
const none: ReadonlySet<string> = new Set()

const SOURCES: [string, Sight, BaseEntry | undefined, boolean, boolean][] = [
  ['a partial newcomer', partial('Te'), undefined, true, true], ['partial, and as remembered', partial('Te'), BASE, true, false],
  ['partial, and moved', partial('Kaffe'), BASE, true, true], ['shown whole', whole('Kaffe'), BASE, true, false],
  ['no longer listed', 'assumed', BASE, true, true], ['nothing is listed at all', 'assumed', BASE, false, false], ['gone long ago', 'assumed', RETIRED, true, false],
]
for (const [name, source, base, listed, expected] of SOURCES) {
  test(`the source: ${name}`, () => {
    const one: Pair = { key: '1', targetKey: '1', source, target: 'absent', ...(base ? { base } : {}) }
    assert.equal(looksAtSource([one], given, none, { listed, first: false }), expected ? ['1'] : [])
  })
}

test('the source: what only the target shows is looked for at the first meeting', () => {
  const one: Pair = { key: '1', targetKey: '1', source: 'unlisted', target: whole('Te') }
  assert.equal([true, false].map((first) => looksAtSource([one], given, none, { listed: true, first })), [['1'], []])
})

const TARGETS: [string, Sight, Sight, BaseEntry | undefined, boolean, boolean][] = [
  ['a newcomer', whole('Te'), 'unlisted', undefined, true, true], ['a newcomer that the target shows in part', whole('Te'), partial('Te'), undefined, true, true],
  ['nothing moved', whole('Te'), partial('Te'), BASE, true, false], ['the source moved', whole('Kaffe'), partial('Te'), BASE, true, true],
  ['the target moved', whole('Te'), partial('Choklad'), BASE, true, true], ['not listed, nothing moved', whole('Te'), 'assumed', BASE, true, false],
  ['a new mapping', whole('Te'), partial('Te'), BASE, false, true], ['a new mapping, the source taken as remembered', 'assumed', 'assumed', BASE, false, true],
  ['the source is gone', 'absent', 'assumed', BASE, true, true], ['gone long ago', 'absent', 'assumed', RETIRED, true, false],
  ['it is known to be absent', whole('Te'), 'absent', undefined, true, false], ['it is known whole', whole('Kaffe'), whole('Te'), BASE, true, false],
  ['only in the target', 'absent', partial('Te'), undefined, true, false],
]
for (const [name, source, target, base, sameMapping, expected] of TARGETS) {
  test(`the target: ${name}`, () => {
    const one: Pair = { key: '1', targetKey: 'V1', source, target, ...(base ? { base } : {}) }
    assert.equal(looksAtTarget([one], given, none, sameMapping), expected ? ['V1'] : [])
  })
}

test('whose turn it is, is looked at; what is in doubt is not', () => {
  const one: Pair = { key: '1', targetKey: '1', source: partial('Te'), target: partial('Te'), base: BASE }
  assert.equal([looksAtSource([one], given, new Set(['1']), { listed: true, first: false }), looksAtTarget([one], given, new Set(['1']), true)], [['1'], ['1']])
  assert.equal(looksAtTarget([{ ...one, problem: { code: 'KEY_TWICE', facts: {} } }], given, new Set(['1']), true), [])
})

const KEYS = Array.from({ length: 37 }, (_, at) => String(1000 + at))
const START = Date.parse('2026-11-25T00:00:00Z')
const iso = (hours: number): string => new Date(START + hours * 3_600_000).toISOString()

/** The hours at which each key was visited, for cycles at these hours. */
function visits(hours: readonly number[], keysAt: (cycle: number) => readonly string[] = () => KEYS): Map<string, number[]> {
  const seen = new Map<string, number[]>()
  let cursor: CompareCursor | undefined
  for (const [cycle, hour] of hours.entries()) {
    const turn = turnOf({ sorted: keysAt(cycle), cursor, withinHours: 24, now: iso(hour) })
    for (const key of turn.keys) seen.set(key, [...(seen.get(key) ?? []), hour])
    cursor = turn.cursor
  }
  return seen
}

const RHYTHMS: [string, number[], number][] = [
  ['every five minutes', Array.from({ length: 2000 }, (_, at) => at / 12), 1 / 12], ['every seven hours', Array.from({ length: 40 }, (_, at) => at * 7), 7],
  ['every ten hours', Array.from({ length: 40 }, (_, at) => at * 10), 10], ['every thirty hours', Array.from({ length: 20 }, (_, at) => at * 30), 30],
  ['in the daytime only', Array.from({ length: 200 }, (_, at) => Math.floor(at / 10) * 24 + 8 + (at % 10)), 15], ['a long stop', [0, 1, 2, 200, 201, 202, 203, 210, 220, 230], 198],
]
for (const [name, hours, longest] of RHYTHMS) {
  test(`every key is read within the time and one cycle: ${name}`, () => {
    const seen = visits(hours)
    for (const key of KEYS) {
      const times = [hours[0] as number, ...(seen.get(key) ?? [])]
      for (let at = 1; at < times.length; at++) assert.ok((times[at] as number) - (times[at - 1] as number) <= 24 + longest + 1e-9, `${key}: ${times}`)
      assert.ok((hours.at(-1) as number) - (times.at(-1) as number) <= 24 + longest + 1e-9, `${key}: ${times}`)
    }
  })
}

test('keys that come and go do not stop the round', () => {
  const seen = visits(Array.from({ length: 600 }, (_, at) => at / 12), (cycle) => KEYS.filter((_, at) => ((at + 3) * (cycle + 7) * 2654435761) % 97 > 20))
  for (const key of KEYS) assert.ok((seen.get(key)?.length ?? 0) >= 1, key)
})

test('the first cycle reads none, and no time is no share', () => {
  const first = turnOf({ sorted: KEYS, cursor: undefined, withinHours: 24, now: iso(0) })
  assert.equal([...first.keys], [])
  assert.equal([...turnOf({ sorted: KEYS, cursor: first.cursor, withinHours: 24, now: iso(0) }).keys], [])
  assert.equal([...turnOf({ sorted: [], cursor: first.cursor, withinHours: 24, now: iso(9) }).keys], [])
  assert.equal([...turnOf({ sorted: KEYS, cursor: first.cursor, withinHours: 24, now: iso(-9) }).keys], [], 'a clock that was set back')
})

test('a share is never more than a cycle needs', () => {
  const { cursor } = turnOf({ sorted: KEYS, cursor: undefined, withinHours: 24, now: iso(0) })
  assert.is(turnOf({ sorted: KEYS, cursor, withinHours: 24, now: iso(1) }).keys.size, 2)
  assert.is(turnOf({ sorted: KEYS, cursor, withinHours: 24, now: iso(500) }).keys.size, 37)
})

test('the end of a round is noted', () => {
  const begun = turnOf({ sorted: KEYS, cursor: undefined, withinHours: 24, now: iso(0) }).cursor
  const half = turnOf({ sorted: KEYS, cursor: begun, withinHours: 24, now: iso(13) }).cursor
  assert.is(half.lastRoundEndedAt, undefined)
  assert.is(turnOf({ sorted: KEYS, cursor: half, withinHours: 24, now: iso(26) }).cursor.lastRoundEndedAt, iso(26))
})

test.run()
