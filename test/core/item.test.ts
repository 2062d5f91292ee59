import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makerOf, normaliser } from '../../engine/core/item.js'
import type { FieldType } from '../../engine/types/entity.js'
import { frozen, PRODUCT } from '../kit/world.js'

const test = suite('core: items')

const VALUES: [FieldType, unknown, unknown][] = [
  ['text', 'Kaffe', 'Kaffe'], ['text', '', null], ['text', 'a\u030a', 'å'], ['text', 5, undefined], ['text', ' x ', ' x '],
  ['code', '00123', '00123'], ['code', 123, undefined], ['html', '<p>', '<p>'],
  ['integer', 5, 5], ['integer', '5', 5], ['integer', '-5', -5], ['integer', 5.5, undefined], ['integer', '5.0', undefined],
  ['integer', 2 ** 60, undefined], ['integer', '1234567890123456', undefined], ['rate', 2500, 2500], ['rate', '25%', undefined],
  ['money', '199', '199.00'], ['money', 199.5, '199.50'], ['money', '199.00', '199.00'], ['money', 'fri', undefined], ['money', Number.NaN, undefined],
  ['decimal', '2.50', '2.5'], ['decimal', 2.5, '2.5'], ['decimal', '1e3', '1000'], ['decimal', '2,5', undefined],
  ['boolean', true, true], ['boolean', 'true', undefined], ['boolean', 0, undefined],
  ['date', '2026-11-25', '2026-11-25'], ['date', '', undefined], ['instant', 5, undefined],
  ['list', ['b', 'a'], { a: true, b: true }], ['list', [], {}], ['list', 'a', undefined],
]
for (const [type, raw, expected] of VALUES) {
  test(`${type} from ${JSON.stringify(raw)}`, () => { assert.equal(makerOf({ type, title: type })(raw), expected) })
}

const normalise = normaliser(PRODUCT)

test('values that are normal already are kept as the very same object', () => {
  const fields = frozen({ name: 'Kaffe', weight: '2.5', note: null, active: true })
  assert.is(normalise({ key: '1001', fields }).fields, fields)
})

test('what is not normal is made so, wherever it stands, and the rest is kept', () => {
  const raw = frozen({ key: '1001', id: 'a7', partial: true, fields: { name: 'Kaffe', weight: 2.5, note: '', unit: undefined, active: true } })
  assert.equal(normalise(raw), { key: '1001', id: 'a7', partial: true, fields: { name: 'Kaffe', weight: '2.5', note: null, active: true } })
})

test('fields that the entity does not know are left out', () => {
  assert.equal(normalise({ key: '1', fields: { colour: 'red', name: 'Te', size: null } }), { key: '1', fields: { name: 'Te' } })
})

test('a bad value is a problem of the item, the first one named', () => {
  const made = normalise({ key: '1', fields: { weight: 'tung', active: 'ja', name: 'Te' } })
  assert.equal(made.problem, { code: 'VALUE_BAD', facts: { field: 'weight', value: 'tung', type: 'decimal' } })
  assert.equal(made.fields, { name: 'Te' })
})

test('what the driver cannot tell is a problem of the item, before any bad value', () => {
  const problem = { code: 'RATE_UNKNOWN', facts: { key: '1' } }
  assert.equal(normalise(frozen({ key: '1', fields: { name: 'Te', weight: 'tung' }, problem })), { key: '1', fields: { name: 'Te' }, problem })
})

test('null is empty, and no problem for any type', () => {
  const fields = { name: null, weight: null, active: null }
  assert.equal(normalise({ key: '1', fields }), { key: '1', fields })
})

test('a list whose things have keys of their own comes as a map, and is made normal inside', () => {
  const normaliseRows = makerOf({ type: 'list', title: 'Rows' })
  const table: readonly [raw: unknown, value: unknown][] = [
    [{ 1: { sku: 'A', quantity: '2', text: '', gone: undefined } }, { 1: { sku: 'A', quantity: '2', text: null } }],
    [{ line1: 'A\u030asa' }, { line1: 'Åsa' }], [{ rate: 2500, on: true, off: null }, { rate: 2500, on: true, off: null }], [{}, {}],
    [{ price: 1.5 }, undefined], [{ rows: { 1: { price: Number.NaN } } }, undefined],
  ]
  for (const [raw, value] of table) assert.equal(normaliseRows(raw), value, JSON.stringify(raw))
})

test.run()
