import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { canonicalJson, digestOf } from '../../engine/values/digest.js'

const test = suite('digest')

const TEXTS: [unknown, string][] = [
  [{ b: 1, a: { d: 2, c: undefined } }, '{"a":{"d":2},"b":1}'],
  [[1, undefined, null], '[1,null,null]'],
  [{ å: 'ö', a: -0 }, '{"a":0,"å":"ö"}'],
  ['"\n\u2028', '"\\"\\n\u2028"'],
  [{}, '{}'], [[], '[]'], [null, 'null'], [true, 'true'], [1.5, '1.5'],
]
for (const [value, text] of TEXTS) {
  test(`canonical: ${text.slice(0, 30)}`, () => { assert.is(canonicalJson(value), text) })
}

test('anything but plain data is a fault of ours', () => {
  for (const value of [undefined, Number.NaN, 1n, new Map(), new Date(0), () => 1, Symbol('a')]) {
    assert.throws(() => digestOf(value), /no plain data/)
  }
})

test('the digest is SHA-256 of the canonical JSON', () => {
  const value = { sku: 'Å-12', name: 'Räksmörgås', price: '199.00' }
  assert.is(digestOf(value), createHash('sha256').update(canonicalJson(value)).digest('hex'))
})

test('law: the order of keys says nothing, and the content everything', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
    const turned = Object.fromEntries(Object.entries(value).reverse())
    assert.is(digestOf(turned), digestOf(value))
    assert.equal(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
  }))
})

test.run()
