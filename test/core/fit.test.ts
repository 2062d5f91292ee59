import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fitter } from '../../engine/core/fit.js'
import type { Value } from '../../engine/core/item.js'
import type { FieldAbility } from '../../engine/types/system.js'
import { frozen, PRICE, PRODUCT, systemSpec } from '../kit/world.js'

const test = suite('core: fitting a system')

function fitted(ability: FieldAbility, value: Value, charset: 'utf-8' | 'windows-1252' = 'utf-8') {
  const fit = fitter(systemSpec('erp', { fields: { name: ability }, habits: { charset } }), PRODUCT)
  const { fields, notes, problem } = fit(frozen({ name: value }), '1001')
  return problem ? [problem.code, problem.facts['length'] ?? problem.facts['value']] : [fields['name'], notes?.['name']]
}

const LINES: FieldAbility = { lengthMax: 60, lines: [30, 30], onTooLong: 'shorten' }
const FIFTY = 'Ekologiskt svart te från Darjeeling, andra skörden'

const TEXTS: [string, FieldAbility, Value, unknown[], ('windows-1252')?][] = [
  ['no limit', {}, 'x'.repeat(999), ['x'.repeat(999), undefined]],
  ['just fits', { lengthMax: 5 }, 'Kaffe', ['Kaffe', undefined]],
  ['too long is held', { lengthMax: 4, onTooLong: 'hold' }, 'Kaffe', ['TEXT_TOO_LONG', 5]],
  ['held is the default', { lengthMax: 4 }, 'Kaffe', ['TEXT_TOO_LONG', 5]],
  ['shortened at a word', { lengthMax: 12, onTooLong: 'shorten' }, 'Mörkrost kaffe', ['Mörkrost', 'shortened']],
  ['å is one letter', { lengthMax: 3 }, 'åäö', ['åäö', undefined]],
  ['two lines', LINES, FIFTY, [FIFTY, undefined]],
  ['more than two lines hold', LINES, `${FIFTY} ${FIFTY}`, ['Ekologiskt svart te från Darjeeling, andra skörden', 'shortened']],
  ['a word that no line holds', LINES, 'x'.repeat(61), ['x'.repeat(30), 'shortened']],
  ['letters that the ERP has', {}, 'Smörgåstårta – 5 €', ['Smörgåstårta – 5 €', undefined], 'windows-1252'],
  ['letters that it lacks', {}, 'Łódź 🍵', ['Lódz', 'respelt'], 'windows-1252'],
  ['what is left out leaves no gap', {}, '☕ Kopp ☕ fin', ['Kopp fin', 'respelt'], 'windows-1252'],
  ['blanks of its own are kept', {}, ' Kopp  fin', [' Kopp  fin', undefined], 'windows-1252'],
  ['nothing is left of it', {}, '🍵', [null, 'respelt'], 'windows-1252'],
  ['null stays null', { lengthMax: 1 }, null, [null, undefined]],
]
for (const [name, ability, value, expected, charset] of TEXTS) test(name, () => { assert.equal(fitted(ability, value, charset), expected) })

const NUMBERS: [string, FieldAbility, Value, unknown[]][] = [
  ['whole enough', { placesMax: 0 }, '199.00', ['199.00', undefined]],
  ['öre where only kronor go', { placesMax: 0, onTooFine: 'hold' }, '198.50', ['PRICE_NOT_WHOLE', undefined]],
  ['held is the default', { placesMax: 2 }, '198.505', ['PRICE_PRECISION', undefined]],
  ['rounded where that is said', { placesMax: 0, onTooFine: 'round' }, '198.50', ['199.00', 'rounded']],
  ['four places', { placesMax: 4, onTooFine: 'round' }, '12.34567', ['12.3457', 'rounded']],
]
for (const [name, ability, value, expected] of NUMBERS) {
  test(name, () => {
    const { fields, notes, problem } = fitter(systemSpec('shop', { fields: { price: ability } }), PRICE)(frozen({ price: value }), '1001')
    assert.equal(problem ? [problem.code, undefined] : [fields['price'], notes?.['price']], expected)
  })
}

const KEYS: [string, string, FieldAbility, ('windows-1252')?][] = [
  ['SKU_TOO_LONG', '12345678901234567', { lengthMax: 16, onTooLong: 'shorten' }],
  ['SKU_TOO_LONG', '12345678901234567', { lengthMax: 16, onTooLong: 'hold' }],
  ['SKU_CHARACTERS', 'ŁÓDŹ-1', {}, 'windows-1252'],
]
for (const [code, key, ability, charset] of KEYS) {
  test(`an article number is never shortened nor spelt otherwise: ${key} ${code}`, () => {
    const fit = fitter(systemSpec('erp', { fields: { sku: ability }, habits: { charset: charset ?? 'utf-8' } }), PRODUCT)
    assert.is(fit({ name: 'Te' }, key).problem?.code, code)
    assert.is(fit({ name: 'Te' }, '1001').problem, undefined)
  })
}

test('fields that fit are handed on as the very same object', () => {
  const fields = frozen({ name: 'Te', weight: '1' })
  assert.is(fitter(systemSpec('erp', { fields: { name: { lengthMax: 60 } } }), PRODUCT)(fields, '1').fields, fields)
})

test('an amount below zero is held, whatever its places', () => {
  const spec = { ...systemSpec('shop'), can: { price: { fields: { price: { write: 'verified' as const, placesMax: 2 } } } } }
  const entity = { ...PRICE, fields: { price: { type: 'money' as const, title: 'Price', guard: 'amount' as const } } }
  assert.equal(fitter(spec, entity)({ price: '-5.00' }, '1').problem?.code, 'PRICE_NEGATIVE')
  assert.is(fitter(spec, entity)({ price: '0.00' }, '1').problem, undefined)
})

const BARCODES: [string, Value, boolean][] = [
  ['an EAN-13 that is right', '7310865004703', true], ['a typing error in it', '7310865004704', false],
  ['an EAN-8 that is right', '73513537', true], ['a typing error in it', '73513538', false],
  ['twelve digits that are right', '036000291452', true], ['twelve digits that are wrong', '036000291453', false],
  ['fourteen digits that are wrong', '17310865004703', false], ['a number of the house, of another length', '4711', true],
  ['no number at all', 'NORDLYS-0001A', true], ['nothing', null, true],
]
for (const [what, barcode, passes] of BARCODES) {
  test(`a bar code with ${what}: ${barcode}`, () => {
    const entity = { ...PRODUCT, fields: { ...PRODUCT.fields, barcode: { type: 'code' as const, title: 'Bar code', check: 'gtin' as const } } }
    for (const ability of [{}, { lengthMax: 30 }]) {
      const fitted = fitter(systemSpec('shop', { fields: { name: {}, barcode: ability } }), entity)(frozen({ name: 'Te', barcode }), '1001')
      assert.equal(fitted.fields, passes ? { name: 'Te', barcode } : { name: 'Te' })
      assert.equal(fitted.left?.['barcode']?.code, passes ? undefined : 'CHECK_DIGIT_WRONG')
      assert.is(fitted.problem, undefined)
    }
  })
}

test.run()
