import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { conditionOf, isUnseen, type Happened } from '../../engine/core/condition.js'
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

const NOTHING = { counts: noCounts(), held: [], unseen: [], withheld: [], outcomes: [], pending: [] }

function of(more: Partial<Happened>): Condition {
  return conditionOf({ before: BEFORE, now: NOW, ...NOTHING, ...more })
}

const HELD = [{ key: '7', reason: { code: 'TEXT_TOO_LONG', facts: { max: 60 } } }]
const CLOSED = { code: 'HTTP_MAINTENANCE', facts: { url: 'http://butik.example' } }
const UNSEEN = ['1', '2', '3'].map((key) => ({ key, reason: key === '3' ? { code: 'TARGET_NOT_VISIBLE', facts: { key } } : CLOSED }))
const WORDS: [string, Partial<Happened>, string, string, string][] = [
  ['nothing to do', {}, 'Ready', 'InSync', 'in sync'], ['done', { outcomes: [fate('done')] }, 'Ready', 'InSync', 'in sync'],
  ['later', { outcomes: [fate('retry'), fate('stale', '2')] }, 'Working', 'TryAgain', '2 will be tried again'],
  ['withheld', { counts: { ...noCounts(), withheld: 4 } }, 'Ready', 'Withheld', '4 withheld'],
  ['people', { outcomes: [fate('refused')], held: HELD, pending: [{ key: '8', why: [] }] }, 'Stalled', 'PersonNeeded', '1 refused, 1 held, 1 wait for approval'],
  ['unknown before all else', { outcomes: [fate('unknown'), fate('refused', '2')], held: HELD }, 'Stalled', 'OutcomeUnknown', '1 of unknown outcome'],
  ['looks that failed are not in sync', { unseen: UNSEEN }, 'Working', 'TryAgain', '3 could not be looked at'],
  ['looks and writes', { unseen: UNSEEN, outcomes: [fate('retry')] }, 'Working', 'TryAgain', '1 will be tried again, 3 could not be looked at'],
  ['people hide no failed looks', { held: HELD, unseen: UNSEEN }, 'Stalled', 'PersonNeeded', '1 held, 3 could not be looked at'],
  ['withheld hides no failed looks', { counts: { ...noCounts(), withheld: 4 }, unseen: UNSEEN }, 'Working', 'TryAgain', '3 could not be looked at'],
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

test('at most two hundred are named, of every reason some, and all are counted', () => {
  const many = (code: string): Happened['held'] => Array.from({ length: 999 }, (_, at) => ({ key: `${code}${at}`, reason: { code } }))
  const found = of({ held: many('X'), pending: [{ key: '8', why: [{ code: 'GUARD_COUNT' }] }] })
  assert.is(found.waiting?.length, 200)
  assert.ok(found.waiting?.some((one) => one.code === 'GUARD_COUNT'))
  assert.equal(found.totals?.map(({ kind, code, count }) => [kind, code, count]), [['person', 'X', 999], ['person', 'GUARD_COUNT', 1]])
})

test('totals say how many share a reason, what they have in common, and since when', () => {
  const withheld = ['1', '2'].map((key) => ({ key, why: [{ code: 'STOCK_IN_FLIGHT_UNKNOWN' }] }))
  const first = of({ unseen: UNSEEN, withheld })
  assert.equal(first.totals, [
    { kind: 'unseen', code: 'HTTP_MAINTENANCE', count: 2, since: NOW, facts: { url: 'http://butik.example' } },
    { kind: 'withheld', code: 'STOCK_IN_FLIGHT_UNKNOWN', count: 2, since: NOW },
    { kind: 'unseen', code: 'TARGET_NOT_VISIBLE', count: 1, since: NOW, facts: { key: '3' } },
  ])
  const later = of({ before: first, now: '2026-11-25T09:00:00.000Z', unseen: [...UNSEEN, { key: '9', reason: { code: 'TARGET_NOT_VISIBLE', facts: { key: '9' } } }] })
  assert.equal(later.totals?.[1], { kind: 'unseen', code: 'TARGET_NOT_VISIBLE', count: 2, since: NOW })
})

test('of what differs the values are kept while they are few', () => {
  const left = (...statuses: readonly string[]): Happened['held'] => statuses.map((status, at) => ({ key: String(at), notDue: true, reason: { code: 'STATUS_NOT_TRIGGER', facts: { status, key: String(at), statuses: 'Betald' } } }))
  const told = (...statuses: readonly string[]): unknown[] => (of({ notDue: left(...statuses) }).totals ?? []).map(({ facts, few }) => [facts, few])
  assert.equal(told('Ny', 'Levererad', 'Ny'), [[{ statuses: 'Betald' }, { status: ['Levererad', 'Ny'] }]])
  assert.equal(told('1', '2', '3', '4', '5'), [[{ statuses: 'Betald' }, undefined]])
})

test('only a look that failed counts as unseen', () => {
  const cases: [string, boolean][] = [['ONLY_IN_TARGET', false], ['WAITS_AFTER_REFUSAL', false], ['TARGET_NOT_VISIBLE', true], ['HTTP_BUSY', true]]
  for (const [code, unseen] of cases) assert.is(isUnseen({ key: '1', reason: { code } }), unseen, code)
})

test('a stream that cannot run is stalled, waits longer each time, and keeps what waited', () => {
  const failed = { problem: { code: 'NO_ANSWER', facts: { url: 'x' } }, kind: 'retry' as const, afterMs: 120_000 }
  const first = of({ before: { ...BEFORE, waiting: [{ key: '7', code: 'A', since: THEN }] }, failed })
  assert.equal([first.type, first.reason, first.message, first.failures, first.since], ['Stalled', 'NO_ANSWER', '{"url":"x"}', 1, NOW])
  assert.is(first.waiting?.length, 1)
  assert.is(Date.parse(first.notBefore ?? '') - Date.parse(NOW), 120_000)
  const later = conditionOf({ before: first, now: '2026-11-25T07:00:00.000Z', ...NOTHING, failed: { ...failed, afterMs: undefined } })
  assert.equal([later.since, later.failures], [NOW, 2])
  assert.ok(Date.parse(later.notBefore ?? '') > Date.parse('2026-11-25T07:00:00.000Z'))
  const well = of({ before: later })
  assert.equal([well.failures, well.notBefore], [undefined, undefined])
})

test.run()
