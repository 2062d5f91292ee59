// A target that takes a value and never shows it: a price list that is written blind.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Pair, Sight } from '../../engine/core/pair.js'
import { plan, type Draft } from '../../engine/core/plan.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { around, frozen, item, PRICE, stream } from '../kit/world.js'

const test = suite('core: a target that shows nothing')

function planOne(price: string | null, base?: BaseEntry): Draft {
  const listed = stream({ entity: PRICE, policy: 'overlay', reads: ['price'], writes: ['price'] })
  const one = { key: '1', targetKey: '1', source: item('1', { price }) as Sight, target: item('1', {}) as Sight, ...(base ? { base } : {}) }
  return plan(listed, frozen([one] as Pair[]), around({}))
}

test('what the source has never said is not cleared where nobody can see it', () => {
  const draft = planOne(null)
  assert.equal([draft.changes.length, draft.counts.adopted], [0, 1])
  assert.equal(draft.memos[0]?.entry?.source, { price: null })
})

test('its first price is written, and so is the clearing of a price that was', () => {
  assert.equal(planOne('199.00').changes[0]?.fields, { price: { after: '199.00', moved: 'new' } })
  const first = planOne('199.00', { source: { price: null }, target: {}, mapped: { price: null } })
  assert.is(first.changes[0]?.fields['price']?.after, '199.00')
  const cleared = planOne(null, { source: { price: '199.00' }, target: { price: '199.00' } })
  assert.is(cleared.changes[0]?.fields['price']?.after, null)
})

test.run()
