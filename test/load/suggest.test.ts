import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { distance, suggest } from '../../engine/load/suggest.js'

const test = suite('suggest')

const distances: readonly [string, string, number][] = [
  ['', '', 0], ['abc', 'abc', 0], ['', 'abc', 3], ['comob', 'combo', 1], ['mod', 'mode', 1], ['stock', 'stick', 1], ['abcd', 'dcba', 3], ['lager', 'lagre', 1],
]
for (const [from, to, steps] of distances) {
  test(`${from} → ${to}: ${steps}`, () => { assert.equal([distance(from, to), distance(to, from)], [steps, steps]) })
}

const suggestions: readonly [string, readonly string[], string | undefined][] = [
  ['comob', ['combo', 'erp-leads', 'shop-leads'], 'combo'],
  ['Combo', ['combo'], 'combo'],
  ['erp', ['combo', 'erp-leads'], undefined],
  ['x', ['se', 'no'], undefined],
  ['sv', ['se', 'no'], 'se'],
  ['priceRouding', ['priceRounding', 'password'], 'priceRounding'],
  ['anything', [], undefined],
  ['x'.repeat(100_000), ['x'.repeat(60)], undefined],
]
for (const [word, known, meant] of suggestions) {
  test(`${word.slice(0, 20)} means ${meant}`, () => { assert.is(suggest(word, known), meant) })
}

test.run()
