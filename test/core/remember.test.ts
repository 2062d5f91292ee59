import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { backoffMs } from '../../engine/core/backoff.js'
import { keptNames } from '../../engine/core/personal.js'
import { remember, type Remembered } from '../../engine/core/remember.js'
import type { Draft } from '../../engine/core/plan.js'
import type { Fate, StepItem } from '../../engine/core/step.js'
import { loadSpecs } from '../../engine/load/specs.js'
import type { EntitySpec } from '../../engine/types/entity.js'
import type { Change } from '../../engine/types/plan.js'
import type { BaseEntry, Condition } from '../../engine/types/state.js'
import { change, draftOf } from '../kit/change.js'
import { entries, frozen, STOCK, stream } from '../kit/world.js'

const test = suite('core: remembering')
const NOW = '2026-11-25T06:30:00.000Z'
const CONDITION: Condition = { type: 'Ready', reason: 'InSync', message: 'in sync', since: NOW }
const BASE: BaseEntry = { source: { name: 'Te' }, target: { name: 'Te' }, born: 'target' }
const WHY = { code: 'REFUSED', facts: {} }

function known(base: Record<string, BaseEntry>, more: Partial<Remembered> = {}): Remembered {
  return { mappingDigest: 'm1', entries: entries(base), run: { seen: { source: 5, target: 5 }, window: [], condition: CONDITION }, ...more }
}

function outcome(fate: Fate, more: Partial<StepItem> = {}, of: Change = change({ key: '1' })): StepItem {
  return { change: of, targetKey: of.targetKey ?? of.key, after: { name: 'Kaffe' }, fate, writes: 1, shown: { name: 'Kaffe' }, ...more }
}

const GIVEN = stream({ reads: ['name'], writes: ['name', 'secret'], mappingDigest: 'm2' })
const BEHIND = new Map([['1', { source: { name: 'Kaffe' }, mapped: { name: 'Kaffe' } }]])

function lived(before: Remembered, outcomes: StepItem[], more: Partial<Draft> = {}): Remembered {
  const draft = draftOf(GIVEN, outcomes.map((one) => one.change), { behind: BEHIND, ...more })
  return remember(before, { draft: frozen(draft), outcomes, seen: { source: 6, target: 7 }, compare: undefined, condition: CONDITION, now: NOW })
}

const ENTRIES: [string, StepItem, BaseEntry | undefined, BaseEntry | undefined][] = [
  ['done', outcome({ kind: 'done' }), BASE, { source: { name: 'Kaffe' }, target: { name: 'Kaffe' }, born: 'target' }],
  ['done, kept otherwise', outcome({ kind: 'done', rewritten: ['name'] }, { shown: { name: 'KAFFE' } }), BASE, { source: { name: 'Kaffe' }, target: { name: 'KAFFE' }, mapped: { name: 'Kaffe' }, born: 'target' }],
  ['done, with what the target never shows', outcome({ kind: 'done' }), { ...BASE, target: { name: 'Te', secret: 'p' } }, { source: { name: 'Kaffe' }, target: { name: 'Kaffe', secret: 'p' }, born: 'target' }],
  ['created', outcome({ kind: 'done' }, {}, change({ key: '1', action: 'create' })), undefined, { source: { name: 'Kaffe' }, target: { name: 'Kaffe' }, born: 'target', bornAt: NOW }],
  ['created by somebody else', outcome({ kind: 'done', already: true }, {}, change({ key: '1', action: 'create' })), undefined, { source: {}, target: { name: 'Kaffe' } }],
  ['done under another key', outcome({ kind: 'done' }, {}, change({ key: '1', targetKey: 'V1' })), undefined, { source: { name: 'Kaffe' }, target: { name: 'Kaffe' }, targetKey: 'V1' }],
  ['a failure is forgotten when it is done', outcome({ kind: 'done' }), { ...BASE, failures: 3, notBefore: NOW }, { source: { name: 'Kaffe' }, target: { name: 'Kaffe' }, born: 'target' }],
  ['stale', outcome({ kind: 'stale', problem: WHY }), BASE, BASE], ['later', outcome({ kind: 'retry', problem: WHY }), BASE, BASE], ['never sent', outcome({ kind: 'open' }), undefined, undefined],
]
for (const [name, one, before, expected] of ENTRIES) {
  test(name, () => { assert.equal(lived(known(before ? { 1: before } : {}), [one]).entries.get('1'), expected) })
}

test('refused: nothing is agreed, and each time it waits longer', () => {
  let state = known({})
  let wait = 0
  for (let failures = 1; failures <= 9; failures++) {
    state = lived(state, [outcome({ kind: 'refused', problem: WHY })])
    const entry = state.entries.get('1') as BaseEntry
    assert.equal([entry.source, entry.target, entry.failures, entry.born], [null, null, failures, undefined])
    const next = Date.parse(entry.notBefore ?? '') - Date.parse(NOW)
    assert.ok(next >= Math.max(60_000, wait) && next <= 3_600_000, `${next} ms`)
    wait = next
  }
})

test('refused with a memory: what was agreed stays', () => {
  const entry = lived(known({ 1: BASE }), [outcome({ kind: 'refused', problem: WHY })]).entries.get('1')
  assert.equal([entry?.source, entry?.target, entry?.failures], [BASE.source, BASE.target, 1])
})

test('a create of unknown outcome is most likely our own, if it is there next time', () => {
  const made = change({ key: '1', action: 'create', targetKey: 'V1' })
  const entry = lived(known({}), [outcome({ kind: 'unknown', problem: WHY }, {}, made)]).entries.get('1')
  assert.equal([entry?.born, entry?.targetKey], ['target', 'V1'])
})

test('so is one that was sent twice without an answer, and nobody waits for it', () => {
  const made = change({ key: '1', action: 'create' })
  const entry = lived(known({}), [outcome({ kind: 'retry', problem: WHY }, { writes: 2 }, made)]).entries.get('1')
  assert.equal(entry, { source: null, target: null, born: 'target', bornAt: NOW, failures: 0 })
  assert.is(lived(known({}), [outcome({ kind: 'refused', problem: WHY }, { writes: 2 }, made)]).entries.get('1')?.born, 'target')
})

test('memos are kept and forgotten, and nothing else is touched', () => {
  const before = known({ 1: BASE, 2: BASE })
  const after = lived(before, [], { memos: [{ key: '2', entry: null }, { key: '3', entry: BASE }] })
  assert.equal([...after.entries.keys()], ['1', '3'])
  assert.is(after.entries.get('1'), before.entries.get('1'))
  assert.equal([...before.entries.keys()], ['1', '2'])
  assert.is(lived(before, []).entries, before.entries)
})

const FOLLOWING: [string, StepItem[], string[], string][] = [
  ['nothing was left behind', [], [], 'm2'], ['what did not follow was done', [outcome({ kind: 'done' })], ['1'], 'm2'],
  ['it was refused', [outcome({ kind: 'refused', problem: WHY })], ['1'], ''], ['it waits for a person', [], ['1'], ''],
]
for (const [name, outcomes, unfollowed, expected] of FOLLOWING) {
  test(`the mapping that is remembered: ${name}`, () => {
    assert.is(lived(known({ 1: BASE }), outcomes, { unfollowed: new Set(unfollowed) }).mappingDigest, expected)
  })
}

test('one item that is held does not make every cycle compare everything', () => {
  const held = [{ key: '9', reason: { code: 'TEXT_TOO_LONG' } }]
  assert.is(lived(known({}), [], { held }).mappingDigest, 'm2')
})

const update = (key: string, more: Partial<Change> = {}) => change({ key, ...more })
const WINDOW: [string, StepItem[], [number, number, number] | undefined][] = [
  ['done', [outcome({ kind: 'done' }, {}, update('1')), outcome({ kind: 'done' }, {}, update('2', { action: 'retire' }))], [0, 1, 1]],
  ['done already', [outcome({ kind: 'done', already: true })], undefined], ['refused', [outcome({ kind: 'refused', problem: WHY })], undefined],
  ['unknown may have happened', [outcome({ kind: 'unknown', problem: WHY })], [0, 1, 0]], ['sent twice, then later', [outcome({ kind: 'retry', problem: WHY }, { writes: 2 })], [0, 1, 0]],
  ['later', [outcome({ kind: 'retry', problem: WHY })], undefined], ['stale after a silence', [outcome({ kind: 'stale', problem: WHY })], [0, 1, 0]],
  ['stale before any write', [outcome({ kind: 'stale', problem: WHY }, { writes: 0 })], undefined],
  ['a person approved it', [outcome({ kind: 'done' }, {}, update('1', { why: [WHY] }))], undefined], ['created', [outcome({ kind: 'done' }, {}, update('1', { action: 'create' }))], [1, 0, 0]],
]
for (const [name, outcomes, counts] of WINDOW) {
  test(`the guards' window: ${name}`, () => {
    const [entry] = lived(known({}), outcomes).run.window
    assert.equal(entry ? [entry.create, entry.update, entry.retire] : undefined, counts)
  })
}

test('the window forgets what is older than it', () => {
  const at = (hours: number) => ({ at: new Date(Date.parse(NOW) - hours * 3_600_000).toISOString(), create: 1, update: 0, retire: 0, toZero: 0 })
  const before = known({}, { run: { seen: { source: 5, target: 5 }, window: [at(25), at(23)], condition: CONDITION } })
  assert.equal(lived(before, []).run.window, [at(23)])
})

test('levels that go to nothing are counted', () => {
  const fell = change({ key: '1', fields: { quantity: { before: 5, after: 0, moved: 'erp' } } })
  const draft = draftOf(stream({ entity: STOCK, writes: ['quantity'] }), [fell])
  const after = remember(known({}), { draft, outcomes: [outcome({ kind: 'done' }, {}, fell)], seen: { source: 1, target: 1 }, compare: undefined, condition: CONDITION, now: NOW })
  assert.is(after.run.window[0]?.toZero, 1)
})

test('waits double from a second to an hour, spread by the key', () => {
  const waits = Array.from({ length: 20 }, (_, at) => backoffMs(at, 'x'))
  assert.is(waits[0], 0)
  for (let at = 1; at < 20; at++) {
    const full = Math.min(3_600_000, 1000 * 2 ** (at - 1))
    assert.ok((waits[at] as number) <= full && (waits[at] as number) >= full * 0.75)
  }
  assert.ok(new Set(['a', 'b', 'c', 'd'].map((key) => backoffMs(10, key))).size > 2)
  assert.is(backoffMs(5, 'x'), backoffMs(5, 'x'))
})

test('of a document that is made once only its sums and what its customer is known by are remembered', () => {
  const of = (id: string): readonly string[] => {
    const entity = loadSpecs().entities[id] as EntitySpec
    return keptNames(stream({ entity, writes: entity.between?.writes ?? Object.keys(entity.fields) }))
  }
  assert.equal(of('order'), ['customer', 'net', 'gross', 'head'])
  assert.not.ok(of('order-customer').includes('email'))
  assert.ok(of('product').includes('name'))
})

test.run()
