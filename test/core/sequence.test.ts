import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sequence, sequenceStreams } from '../../engine/core/sequence.js'
import { change } from '../kit/change.js'
import { frozen } from '../kit/world.js'

const test = suite('core: sequence')

test('creates first, retirements last, by key within, never more than fit, never two actions in one', () => {
  const given = frozen([
    change({ action: 'retire', key: '1' }), change({ action: 'update', key: '3' }), change({ action: 'create', key: '9' }), change({ action: 'update', key: '2' }),
    change({ action: 'update', key: '10' }), change({ action: 'create', key: '8', verdict: 'pending' }), change({ action: 'update', key: '7', verdict: 'withheld' }),
  ])
  assert.equal(sequence(given, 2).map((batch) => batch.map((one) => `${one.action} ${one.key}`)), [['create 9'], ['update 10', 'update 2'], ['update 3'], ['retire 1']])
  assert.is(sequence(given, 1).length, 5)
  assert.equal(sequence([], 50), [])
})

const of = (id: string, after: string[] = []) => ({ id: `se/${id}`, entity: { id, after } })
const ORDERS: [string, ReturnType<typeof of>[], string[]][] = [
  ['prices after articles', [of('price', ['product']), of('product')], ['se/product', 'se/price']],
  ['a chain', [of('status', ['stock']), of('stock', ['product']), of('product')], ['se/product', 'se/stock', 'se/status']],
  ['those that do not care stay', [of('b'), of('a')], ['se/b', 'se/a']],
  ['after an entity that does not run', [of('price', ['product'])], ['se/price']],
]
for (const [name, given, expected] of ORDERS) test(name, () => { assert.equal(sequenceStreams(frozen(given)).map((one) => one.id), expected) })

test('two streams of one entity do not wait for each other', () => {
  const two = [{ ...of('price', ['price']), id: 'se/price/a' }, { ...of('price', ['price']), id: 'se/price/b' }]
  assert.is(sequenceStreams(two).length, 2)
})

test('a circle is our own fault', () => {
  assert.throws(() => sequenceStreams([of('a', ['b']), of('b', ['a'])]), /circle/)
})

test.run()
