import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Sight } from '../../engine/core/pair.js'
import { plan } from '../../engine/core/plan.js'
import { streamPlan } from '../../engine/run/stream-plan.js'
import { around, frozen, item, POLICIES, stream } from '../kit/world.js'

const test = suite('core: every cell of every policy')

const CELLS: Record<string, Record<(typeof POLICIES)[number], string>> = {
  'created/absent': { mirror: 'create', append: 'create', overlay: 'waiting', once: 'create' },
  'absent/created': { mirror: 'skipped', append: 'skipped', overlay: 'skipped', once: 'skipped' },
  'created/created': { mirror: 'update', append: 'adopted', overlay: 'update', once: 'adopted' },
  'same/same': { mirror: 'unchanged', append: 'unchanged', overlay: 'unchanged', once: 'unchanged' },
  'same/changed': { mirror: 'update', append: 'adopted', overlay: 'update', once: 'adopted' },
  'same/deleted': { mirror: 'create', append: 'adopted', overlay: 'unchanged', once: 'adopted' },
  'changed/same': { mirror: 'update', append: 'held', overlay: 'update', once: 'adopted' },
  'changed/changed': { mirror: 'update', append: 'held', overlay: 'update', once: 'adopted' },
  'changed/deleted': { mirror: 'create', append: 'held', overlay: 'unchanged', once: 'adopted' },
  'deleted/same': { mirror: 'retire', append: 'adopted', overlay: 'retire', once: 'adopted' },
  'deleted/changed': { mirror: 'held', append: 'adopted', overlay: 'retire', once: 'adopted' },
  'deleted/deleted': { mirror: 'forgotten', append: 'adopted', overlay: 'forgotten', once: 'forgotten' },
}

const THEN = { name: 'Te', active: true }
const SIGHTS: Record<string, (name: string) => Sight> = {
  absent: () => 'absent', deleted: () => 'absent', same: () => item('1', THEN),
  created: (name) => item('1', { name, active: true }), changed: (name) => item('1', { name, active: true }),
}

for (const [cell, byPolicy] of Object.entries(CELLS)) {
  for (const id of POLICIES) {
    test(`${id}: ${cell} is ${byPolicy[id]}`, () => {
      const [source = '', target = ''] = cell.split('/')
      const known = !cell.includes('created')
      const one = frozen({
        key: '1', targetKey: '1', source: SIGHTS[source]?.('Kaffe') as Sight, target: SIGHTS[target]?.('Choklad') as Sight,
        ...(known ? { base: { source: THEN, target: THEN } } : {}),
      })
      const draft = plan(stream({ policy: id, reads: ['name', 'active'], writes: ['name', 'active'] }), [one], around())
      const { considered, ...counts } = streamPlan(draft).counts
      assert.is(considered, 1)
      assert.equal(Object.entries(counts).filter(([, count]) => count > 0), [[byPolicy[id], 1]])
      const made = draft.changes[0]
      if (made?.action === 'create') assert.equal([made.fields['name']?.after, made.reliedOn], [source === 'same' ? 'Te' : 'Kaffe', { absent: true }])
      if (made?.action === 'update') assert.is(made.fields['name']?.after, source === 'same' ? 'Te' : 'Kaffe')
      if (made?.action === 'retire') assert.equal(made.fields, { active: { before: true, after: false, moved: 'erp' } })
      if (made) assert.is(made.group, cell === 'created/created' ? 'se/product:first-sync' : undefined)
    })
  }
}

test('what both sides already say is never written, whatever the policy', () => {
  for (const id of POLICIES) {
    for (const base of [undefined, { source: THEN, target: THEN }, { source: null, target: THEN }, { source: THEN, target: null }]) {
      const both = item('1', { name: 'Kaffe', active: true })
      const one = { key: '1', targetKey: '1', source: both, target: both, ...(base ? { base } : {}) }
      const draft = plan(stream({ policy: id, reads: ['name', 'active'], writes: ['name', 'active'] }), [one], around())
      assert.is(draft.changes.length + draft.held.length, 0, id)
      assert.equal(draft.memos, [{ key: '1', entry: { source: { name: 'Kaffe', active: true }, target: { name: 'Kaffe', active: true } } }], id)
    }
  }
})

test.run()
