import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { conditionOf, type Happened } from '../../engine/core/condition.js'
import type { StepItem } from '../../engine/core/step.js'
import { noCounts } from '../../engine/run/stream-plan.js'
import type { Condition } from '../../engine/types/state.js'
import { change } from '../kit/change.js'

const test = suite('core: conditions')
const THEN = '2026-11-25T06:00:00.000Z'
const NOW = '2026-11-25T06:30:00.000Z'
const BEFORE: Condition = { type: 'Ready', reason: 'InSync', message: 'in sync', since: THEN }
const WHY = { code: 'REFUSED', facts: { text: 'nej' } }

const fate = (kind: 'done' | 'refused' | 'retry' | 'unknown' | 'stale', key = '1'): StepItem =>
  ({ change: change({ key }), targetKey: key, after: {}, writes: 1, fate: kind === 'done' ? { kind } : { kind, problem: WHY } })

function of(more: Partial<Happened>): Condition {
  return conditionOf({ before: BEFORE, now: NOW, counts: noCounts(), held: [], outcomes: [], pending: [], ...more })
}

const HELD = [{ key: '7', reason: { code: 'TEXT_TOO_LONG', facts: { max: 60 } } }]
const WORDS: [string, Partial<Happened>, string, string, string][] = [
  ['nothing to do', {}, 'Ready', 'InSync', 'in sync'], ['done', { outcomes: [fate('done')] }, 'Ready', 'InSync', 'in sync'],
  ['later', { outcomes: [fate('retry'), fate('stale', '2')] }, 'Working', 'TryAgain', '2 will be tried again'],
  ['withheld', { counts: { ...noCounts(), withheld: 4 } }, 'Ready', 'Withheld', '4 withheld'],
  ['people', { outcomes: [fate('refused')], held: HELD, pending: [{ key: '8', why: [] }] }, 'Stalled', 'PersonNeeded', '1 refused, 1 held, 1 wait for approval'],
  ['unknown before all else', { outcomes: [fate('unknown'), fate('refused', '2')], held: HELD }, 'Stalled', 'OutcomeUnknown', '1 of unknown outcome'],
  ['people before later', { outcomes: [fate('retry')], held: HELD }, 'Stalled', 'PersonNeeded', '1 held'],
]
for (const [name, more, type, reason, message] of WORDS) {
  test(name, () => {
    const made = of(more)
    assert.equal([made.type, made.reason, made.message, made.lastRunAt], [type, reason, message, NOW])
    assert.is(made.since, type === 'Ready' && reason === 'InSync' ? THEN : NOW)
  })
}

test('the last change is when something was written', () => {
  assert.is(of({ outcomes: [fate('done')] }).lastChangeAt, NOW)
  assert.is(of({ before: { ...BEFORE, lastChangeAt: THEN } }).lastChangeAt, THEN)
  const already = { ...fate('done'), fate: { kind: 'done' as const, already: true } }
  assert.is(of({ outcomes: [already] }).lastChangeAt, undefined)
})

test('each item that needs a person is named with its reason and since when', () => {
  const before = { ...BEFORE, waiting: [{ key: '7', code: 'TEXT_TOO_LONG', since: THEN }] }
  const { waiting } = of({ before, held: HELD, outcomes: [fate('refused', '5'), fate('retry', '6')], pending: [{ key: '8', why: [{ code: 'GUARD_COUNT' }] }] })
  assert.equal(waiting, [
    { key: '5', code: 'REFUSED', since: NOW, facts: { text: 'nej' } }, { key: '7', code: 'TEXT_TOO_LONG', since: THEN, facts: { max: 60 } },
    { key: '8', code: 'GUARD_COUNT', since: NOW },
  ])
})

test('at most two hundred are named', () => {
  assert.is(of({ held: Array.from({ length: 999 }, (_, at) => ({ key: `${at}`, reason: { code: 'X' } })) }).waiting?.length, 200)
})

test('a stream that cannot run is stalled, waits longer each time, and keeps what waited', () => {
  const failed = { problem: { code: 'NO_ANSWER', facts: { url: 'x' } }, kind: 'retry' as const, afterMs: 120_000 }
  const first = of({ before: { ...BEFORE, waiting: [{ key: '7', code: 'A', since: THEN }] }, failed })
  assert.equal([first.type, first.reason, first.message, first.failures, first.since], ['Stalled', 'NO_ANSWER', '{"url":"x"}', 1, NOW])
  assert.is(first.waiting?.length, 1)
  assert.is(Date.parse(first.notBefore ?? '') - Date.parse(NOW), 120_000)
  const later = conditionOf({ before: first, now: '2026-11-25T07:00:00.000Z', counts: noCounts(), held: [], outcomes: [], pending: [], failed: { ...failed, afterMs: undefined } })
  assert.equal([later.since, later.failures], [NOW, 2])
  assert.ok(Date.parse(later.notBefore ?? '') > Date.parse('2026-11-25T07:00:00.000Z'))
  const well = of({ before: later })
  assert.equal([well.failures, well.notBefore], [undefined, undefined])
})

test.run()
