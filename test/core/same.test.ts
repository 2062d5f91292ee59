import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Value } from '../../engine/core/item.js'
import { differences, pick, sameValue, stillSays } from '../../engine/core/same.js'

const test = suite('core: same')

const PAIRS: [Value | undefined, Value | undefined, boolean][] = [
  ['a', 'a', true], ['a', 'A', false], ['1', 1, false], [null, null, true], [null, undefined, false], [undefined, undefined, true],
  [0, false, false], ['', null, false], [{ a: true, b: true }, { b: true, a: true }, true], [{ a: true }, { a: true, b: true }, false],
  [{ a: true }, { b: true }, false], [{}, {}, true], [{}, null, false], [{ a: { b: 1 } }, { a: { b: 1 } }, true], [{ a: { b: 1 } }, { a: { b: 2 } }, false],
]
for (const [one, other, expected] of PAIRS) {
  test(`${JSON.stringify(one)} and ${JSON.stringify(other)}`, () => {
    assert.is(sameValue(one, other), expected)
    assert.is(sameValue(other, one), expected)
  })
}

test('a field that is not shown says nothing; one that is shown and was never remembered is a difference', () => {
  assert.ok(stillSays({}, { name: 'Te' }, ['name']))
  assert.ok(stillSays({ name: 'Te', weight: '1' }, { name: 'Te' }, ['name']))
  assert.not.ok(stillSays({ name: 'Te', weight: '1' }, { name: 'Te' }, ['name', 'weight']))
  assert.not.ok(stillSays({ name: null }, { name: 'Te' }, ['name']))
  assert.ok(stillSays({ tags: { a: true } }, { tags: { a: true } }, ['tags']))
})

test('differences are told by field, sorted, a list as one value', () => {
  assert.equal(differences({ name: 'Te', weight: '1', tags: { a: true } }, { name: 'Kaffe', tags: { a: true, b: true }, note: null }), [
    { field: 'name', before: 'Te', after: 'Kaffe' }, { field: 'note', after: null },
    { field: 'tags', before: { a: true }, after: { a: true, b: true } }, { field: 'weight', before: '1' },
  ])
  assert.equal(differences({ name: 'Te' }, { name: 'Te' }), [])
})

test('pick keeps the asked order, and null', () => {
  assert.is(JSON.stringify(pick({ b: 1, a: null, c: undefined, d: 2 }, ['a', 'c', 'b'])), '{"a":null,"b":1}')
})

test.run()
