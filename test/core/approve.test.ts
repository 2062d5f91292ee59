import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { applicable, approve, approveGroup, stillTrue } from '../../engine/core/approve.js'
import { guard } from '../../engine/core/guard.js'
import { streamPlan } from '../../engine/run/stream-plan.js'
import type { Change, PlanDocument } from '../../engine/types/plan.js'
import { change, draftOf } from '../kit/change.js'
import { frozen, stream } from '../kit/world.js'

const test = suite('core: approval')
const VIEW = { known: 100, seenBefore: 100, seenNow: 100, window: [] }
const GIVEN = [change({ action: 'update', key: '1' }), change({ action: 'retire', key: '2' }), change({ action: 'retire', key: '3' })]
const guarded = guard(draftOf(stream({ guards: { retireCountMax: 0 } }), GIVEN), VIEW)

test('only a change whose own digest is approved becomes ready, and it keeps its doubt', () => {
  const { changes } = approve(guarded.draft, new Set(['digest retire 2', 'digest of something else']))
  assert.equal(changes.map((one) => one.verdict), ['ready', 'ready', 'pending'])
  assert.is(changes[1]?.why?.[0]?.code, 'GUARD_COUNT')
  assert.is(approve(guarded.draft, new Set()), guarded.draft)
})

test('what is withheld is not approved', () => {
  const draft = draftOf(stream(), [change({ verdict: 'withheld' })])
  assert.is(approve(draft, new Set(['digest update 1001'])).changes[0]?.verdict, 'withheld')
})

function documentOf(): PlanDocument {
  const plan = streamPlan(guarded.draft)
  return frozen({
    formatVersion: 1, id: 'p1', integration: 'nordlys', madeAt: '', configDigest: '', systems: [], streams: [plan], off: [],
    groups: [...guarded.groups], totals: plan.counts,
  } as PlanDocument)
}

test('an approved group is freed, and the counts follow', () => {
  const before = documentOf()
  const group = before.groups[0]?.id ?? ''
  const after = approveGroup(before, group, { name: 'Anna', at: '2026-11-25T06:30:00Z' })
  assert.equal([before.totals.pending, before.totals.retire, before.totals.update], [2, 0, 1])
  assert.equal([after.totals.pending, after.totals.retire, after.totals.update], [0, 2, 1])
  assert.equal([after.streams[0]?.counts.pending, after.streams[0]?.counts.retire], [0, 2])
  assert.equal([after.groups[0]?.approved, after.groups[0]?.approvedBy, after.id], [true, 'Anna', 'p1'])
  assert.equal(applicable(before).map((one) => one.key), ['1'])
  assert.equal(applicable(after).map((one) => one.key), ['1', '2', '3'])
  assert.equal(approveGroup(before, 'no such group', { name: 'Anna', at: '' }).totals, before.totals)
})

test('a verdict that somebody typed into the file is not an approval', () => {
  const before = documentOf()
  const streams = before.streams.map((one) => ({ ...one, changes: one.changes.map((each) => ({ ...each, verdict: 'ready' as const })) }))
  assert.equal(applicable({ ...before, streams }).map((one) => one.key), ['1'])
})

const A = change({ key: '1' })
const STANDING: [string, Change[], Change[], string[], [number, number, number]][] = [
  ['the same again', [A], [A], ['1'], [1, 0, 0]], ['doubted anew: it was reviewed', [A], [{ ...A, verdict: 'pending' }], ['1'], [1, 0, 0]],
  ['withheld today', [A], [{ ...A, verdict: 'withheld' }], ['1'], [0, 1, 0]], ['another effect', [A], [{ ...A, digest: 'other' }], ['1'], [0, 1, 0]],
  ['nothing left to do', [A], [], [], [0, 0, 1]], ['held today', [A], [], ['1'], [0, 1, 0]], ['not in the plan', [], [A], ['1'], [0, 0, 0]],
]
for (const [name, saved, today, open, counts] of STANDING) {
  test(`still true: ${name}`, () => {
    const { ready, stale, settled } = stillTrue(saved, today, new Set(open))
    assert.equal([ready.length, stale.length, settled.length], counts)
    assert.ok(ready.every((one) => one.verdict === 'ready'))
  })
}

test('what fills in a new item is still true where the item says part of it already', () => {
  const saved = change({ needs: ['x'], digest: 'then', fields: { name: { after: 'Kaffe', moved: 'new' }, note: { after: 'mald', moved: 'new' } } })
  const less = change({ digest: 'now', fields: { note: { before: null, after: 'mald', moved: 'new' } } })
  const other = change({ digest: 'now', fields: { note: { before: null, after: 'hel', moved: 'new' } } })
  assert.is(stillTrue([saved], [less], new Set(['1001'])).ready[0]?.digest, 'now')
  assert.is(stillTrue([saved], [other], new Set(['1001'])).stale.length, 1)
  assert.is(stillTrue([{ ...saved, needs: [] }].map(({ needs: _, ...one }) => one), [less], new Set(['1001'])).stale.length, 1)
})

test.run()
