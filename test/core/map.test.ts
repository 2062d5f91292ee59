import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mapper } from '../../engine/core/map.js'
import { PluginHold } from '../../engine/core/plugin-hold.js'
import type { MapRule, PluginFunction } from '../../engine/core/stream.js'
import type { EntitySpec } from '../../engine/types/entity.js'
import { frozen, PRICE, PRODUCT, STOCK, stream, type StreamOptions } from '../kit/world.js'

const test = suite('core: mapping')
const SOURCE = frozen({ name: 'Te', weight: '2.5', unit: 'st', note: null })

function mapped(rules: MapRule[], plugins: PluginFunction[] = [], options: StreamOptions = {}) {
  const mapping = { rules, plugins: plugins.map((run, at) => ({ name: `plugin-${at + 1}`, run, version: '1' })) }
  return mapper(stream({ reads: ['name', 'weight', 'unit', 'note'], writes: ['name', 'weight', 'unit', 'note'], mapping, ...options }))(SOURCE, '1001')
}

const rule = (to: string, from: string[], steps: MapRule['steps'] = [], more: Partial<MapRule> = {}): MapRule => ({ to, from, steps, ...more })

test('without a rule a field is taken as it is', () => { assert.equal(mapped([]), { fields: { name: 'Te', weight: '2.5', unit: 'st', note: null } }) })

test('steps follow each other', () => {
  const { fields } = mapped([rule('name', ['name'], [{ name: 'upper' }, { name: 'suffix', with: '!' }])])
  assert.is(fields['name'], 'TE!')
})

test('a rule takes from several fields', () => {
  assert.is(mapped([rule('note', ['name', 'weight', 'unit'], [{ name: 'join', with: ' ' }])]).fields['note'], 'Te 2.5 st')
})

test('a missing value leaves the target alone, or clears it where the rule says so', () => {
  assert.not.ok('note' in mapped([rule('note', ['colour'])]).fields)
  assert.is(mapped([rule('note', ['colour'], [], { clear: true })]).fields['note'], null)
  assert.is(mapped([rule('note', [], [{ name: 'default', with: 'Fast' }])]).fields['note'], 'Fast')
})

test('what a rule makes is in the normal form of its field', () => {
  const price = mapper(stream({ entity: PRICE, writes: ['price'], mapping: { rules: [rule('price', ['weight'], [{ name: 'multiply', with: '4' }])], plugins: [] } }))
  assert.equal(price(SOURCE, '1').fields, { price: '10.00' })
  const stock = mapper(stream({ entity: STOCK, writes: ['quantity'], mapping: { rules: [rule('quantity', ['weight'], [{ name: 'round', with: 0 }])], plugins: [] } }))
  assert.equal(stock(SOURCE, '1').fields, { quantity: 3 })
})

test('what cannot be made normal is a problem of that field', () => {
  assert.equal(mapped([rule('weight', ['name'])]).problem, { code: 'TRANSFORM_BAD', facts: { field: 'weight', value: 'Te' } })
})

test('a step that fails names the field, the value and the line', () => {
  const { problem } = mapped([rule('unit', ['unit'], [{ name: 'lookup', with: { pairs: {}, otherwise: 'hold', name: 'units' } }], { place: 'maps.yaml:3:5' })])
  assert.equal(problem, { code: 'VALUE_UNMAPPED', facts: { field: 'unit', value: 'st', map: 'units', rule: 'maps.yaml:3:5' } })
})

test('a step outside the vocabulary is our own fault', () => {
  assert.throws(() => mapped([rule('name', ['name'], [{ name: 'explode' }])]), /not in the vocabulary/)
})

test('plugins come after the rules, the later over the earlier', () => {
  const { fields } = mapped([rule('name', ['name'], [{ name: 'upper' }])], [() => ({ name: 'Ett', note: 'x' }), () => ({ note: 'y', weight: null })])
  assert.equal(fields, { name: 'Ett', weight: null, unit: 'st', note: 'y' })
})

test('a plugin writes no field that is not the stream\'s', () => {
  assert.not.ok('colour' in mapped([], [() => ({ colour: 'grön' })]).fields)
})

const BAD_PLUGINS: [string, PluginFunction, string][] = [
  ['throws', () => { throw new Error('trasig') }, 'PLUGIN_FAILED'],
  ['answers with a list', () => ({ name: ['Te'] }), 'PLUGIN_ANSWER'],
  ['answers with half a number', () => ({ weight: 2.5 }), 'PLUGIN_ANSWER'],
  ['writes into what it is given', (input) => { (input as Record<string, unknown>)['name'] = 'x'; return {} }, 'PLUGIN_FAILED'],
]
for (const [name, run, code] of BAD_PLUGINS) {
  test(`a plugin that ${name} holds its item`, () => {
    const { problem } = mapped([], [run])
    assert.equal([problem?.code, problem?.facts['plugin']], [code, 'plugin-1'])
  })
}

test('a plugin that gave no answer holds its item by the reason of its host', () => {
  const { problem } = mapped([], [() => { throw new PluginHold('PLUGIN_DEADLINE', { ms: 5 }) }])
  assert.equal([problem?.code, problem?.facts], ['PLUGIN_DEADLINE', { plugin: 'plugin-1', ms: 5 }])
})

test('a plugin that answers nothing changes nothing', () => {
  assert.equal(mapped([], [() => undefined as never]).fields, { name: 'Te', weight: '2.5', unit: 'st', note: null })
})

const MADE: EntitySpec = { ...PRODUCT, between: { source: 'product', target: 'product', create: 'create', reads: [], writes: [], mappable: ['note'] } }

test('of a register that the engine makes, a rule and a plugin make only what it leaves to them', () => {
  const entity = MADE
  assert.is(mapped([rule('note', ['name'])], [], { entity }).fields['note'], 'Te')
  assert.equal(mapped([rule('weight', ['weight'], [{ name: 'multiply', with: '2' }])], [], { entity }).problem, { code: 'FIELD_OVERRULED', facts: { field: 'weight', entity: 'product' } })
  assert.is(mapped([], [() => ({ name: 'Ett' })], { entity }).problem?.code, 'FIELD_OVERRULED')
  // Without a list of its own it leaves nothing.
  const { mappable: _mappable, ...between } = MADE.between as NonNullable<EntitySpec['between']>
  assert.is(mapped([rule('note', ['name'])], [], { entity: { ...MADE, between } }).problem?.code, 'FIELD_OVERRULED')
})

test.run()
