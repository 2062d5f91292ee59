import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Value } from '../../engine/core/item.js'
import { transforms } from '../../engine/core/transforms.js'

const test = suite('core: transforms')

const SINGLE: [string, Value | undefined, unknown, Value | undefined][] = [
  ['trim', ' Te ', undefined, 'Te'], ['trim', '  ', undefined, null], ['upper', 'åäö', undefined, 'ÅÄÖ'], ['lower', 'ÅÄÖ', undefined, 'åäö'],
  ['prefix', 'Te', 'Eko ', 'Eko Te'], ['suffix', 'Te', ' 50 g', 'Te 50 g'], ['split', 'Te/Kaffe', { by: '/', take: 2 }, 'Kaffe'],
  ['split', 'Te', { by: '/', take: 2 }, null], ['split', 'Te/Kaffe', { by: '/', take: 1 }, 'Te'], ['split', 'a/b/c', { by: '/', take: -1 }, 'c'], ['replace', 'a-b-c', { find: '-', with: '' }, 'abc'], ['replace', 'a.c', { find: '.', with: '+' }, 'a+c'],
  ['shorten', 'Ekologiskt te från Darjeeling', 14, 'Ekologiskt te'],
  ['stripHtml', '<p>Te &amp; kaffe</p><br>50&nbsp;g', undefined, 'Te & kaffe 50 g'], ['stripHtml', '&amp;lt;', undefined, '&lt;'], ['stripHtml', '<p></p>', undefined, null],
  ['stripHtml', 'R&auml;ksm&ouml;rg&aring;s &#8211; 5&nbsp;&#x6B;g', undefined, 'Räksmörgås – 5 kg'],
  ['stripHtml', '&okänd; &#0; &#xD800; &amp;lt;', undefined, '&okänd; &#0; &#xD800; &lt;'],
  ['default', null, 'st', 'st'], ['default', undefined, 'st', 'st'], ['default', 'kg', 'st', 'kg'], ['default', 0, 5, 0], ['default', false, true, false],
  ['multiply', '199.00', '1.25', '248.75'], ['multiply', 2, '1000', '2000'], ['round', '2.675', 2, '2.68'], ['round', '-2.5', 0, '-3'],
  ['whereThere', '1.00', { there: true, otherwise: false }, true], ['whereThere', null, { there: '2026-11-27', otherwise: null }, null], ['whereThere', undefined, { there: 1, otherwise: 0 }, 0],
  ['roundPrice', '198.50', { to: 'half-up', places: 0 }, '199.00'], ['roundPrice', '198.50', { to: 'down', places: 0 }, '198.00'],
]
for (const [name, value, argument, expected] of SINGLE) {
  test(`${name} of ${JSON.stringify(value)}`, () => { assert.equal(transforms[name]?.({ value, all: {} }, argument), { value: expected }) })
}

for (const name of ['trim', 'upper', 'lower', 'prefix', 'suffix', 'split', 'replace', 'shorten', 'stripHtml', 'multiply', 'round', 'roundPrice', 'lookup']) {
  test(`${name} leaves what is missing or empty alone`, () => {
    for (const value of [null, undefined]) assert.equal(transforms[name]?.({ value, all: {} }, { pairs: {}, by: '', find: '' }), { value })
  })
}

for (const [name, value, argument] of [['multiply', 'tung', '2'], ['round', true, 2], ['roundPrice', '0.40', { to: 'half-up', places: 0 }], ['roundPrice', 'fri', { to: 'up', places: 0 }]] as const) {
  test(`${name} cannot work with ${value}`, () => {
    assert.equal(transforms[name]?.({ value, all: {} }, argument), { problem: { code: 'TRANSFORM_BAD', facts: { value } } })
  })
}

const LOOKUPS: [Value, unknown, object][] = [
  ['st', 'hold', { value: 'STK' }], [25, 'hold', { value: 'MP1' }], ['toString', 'keep', { value: undefined }],
  ['kg', 'keep', { value: undefined }], ['kg', { use: 'STK' }, { value: 'STK' }],
  ['kg', 'hold', { problem: { code: 'VALUE_UNMAPPED', facts: { value: 'kg', map: 'units' } } }],
]
for (const [value, otherwise, expected] of LOOKUPS) {
  test(`lookup of ${JSON.stringify(value)}, otherwise ${JSON.stringify(otherwise)}`, () => {
    assert.equal(transforms['lookup']?.({ value, all: {} }, { pairs: { st: 'STK', 25: 'MP1' }, otherwise, name: 'units' }), expected)
  })
}

test('join takes what is there', () => {
  assert.equal(transforms['join']?.({ value: 'a', all: { a: 'Te', b: null, c: '', d: undefined, e: 5 } }, ', '), { value: 'Te, 5' })
  assert.equal(transforms['join']?.({ value: null, all: { a: null } }, undefined), { value: null })
})

test('a stock profile publishes whole pieces, and nothing of an article that is not kept in stock', () => {
  assert.equal(transforms['stockProfile']?.({ value: '5', all: { disposable: '5.7' } }, { buffer: 1 }), { value: 4 })
  assert.equal(transforms['stockProfile']?.({ value: '5', all: { disposable: '5', stockItem: false } }, {}), { value: undefined })
})

test('a stock status follows from the published level', () => {
  const argument = { profile: {}, ids: { inStock: '1', out: '2', coming: '3', whenOut: '2' }, what: 'status' }
  assert.equal(transforms['stockStatus']?.({ value: '5', all: { disposable: '5' } }, argument), { value: '1' })
  assert.equal(transforms['stockStatus']?.({ value: '0', all: { disposable: '0', onOrder: '9' } }, argument), { value: '3' })
  assert.equal(transforms['stockStatus']?.({ value: '0', all: { disposable: '0' } }, { ...argument, what: 'whenOut' }), { value: '2' })
  assert.equal(transforms['stockStatus']?.({ value: '0', all: { stockItem: false } }, argument), { value: undefined })
})

test('the vocabulary is closed and every word of it is tested here', () => {
  const tested = new Set([...SINGLE.map(([name]) => name), 'lookup', 'join', 'stockProfile', 'stockStatus'])
  assert.equal(Object.keys(transforms).filter((name) => !tested.has(name)), [])
})

test.run()
