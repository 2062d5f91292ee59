import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkDigit, isGtin } from '../../engine/values/barcode.js'
import { wholePieces } from '../../engine/values/quantity.js'
import { fractionOf, percentOf, rateFromFraction, rateFromPercent } from '../../engine/values/rate.js'
import { looseKey } from '../../engine/values/sku.js'

const test = suite('rates, quantities, article numbers, barcodes')

const PERCENTS: [unknown, number | undefined][] = [
  ['25', 2500], [25, 2500], ['12.5', 1250], ['0', 0], [-0, 0], ['6.00', 600], ['0.01', 1], ['0.001', undefined],
  ['', undefined], ['25 %', undefined], [null, undefined],
]
for (const [percent, expected] of PERCENTS) {
  test(`${JSON.stringify(percent)} percent`, () => { assert.is(rateFromPercent(percent), expected) })
}

const FRACTIONS: [unknown, number | undefined][] = [
  ['0.25000000', 2500], [0.25, 2500], [0.06, 600], ['0.12', 1200], ['0', 0], ['1', 10000], ['0.00001', undefined],
]
for (const [fraction, expected] of FRACTIONS) {
  test(`the fraction ${JSON.stringify(fraction)}`, () => { assert.is(rateFromFraction(fraction), expected) })
}

test('rates are written as a system wants them', () => {
  assert.is(percentOf(2500), '25')
  assert.is(percentOf(1250), '12.5')
  assert.is(fractionOf(2500, 8), '0.25000000')
  assert.is(fractionOf(1, 4), '0.0001')
})

test('law: a rate survives percent and fraction', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (rate) => {
    assert.is(rateFromPercent(percentOf(rate)), rate)
    assert.is(rateFromFraction(fractionOf(rate, 8)), rate)
  }))
})

const QUANTITIES: [string, number | undefined][] = [
  ['2.7', 2], ['-0.5', -1], ['3', 3], ['0', 0], ['-3', -3], ['styck', undefined], ['99999999999999999999', undefined],
]
for (const [quantity, pieces] of QUANTITIES) {
  test(`${quantity} in whole pieces`, () => { assert.is(wholePieces(quantity), pieces) })
}

test('two spellings of an article number meet, leading zeros count', () => {
  const all = ['trim', 'nfc', 'upper'] as const
  assert.is(looseKey(' å-12 ', all), 'Å-12')
  assert.is(looseKey('A\u030a-12', all), looseKey('å-12', all))
  assert.is.not(looseKey('00123', all), looseKey('123', all))
  assert.is(looseKey(' a', []), ' a')
  assert.is(looseKey(' a', ['upper']), ' A')
})

test('law: a loose key is its own loose key', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (sku) => {
    const key = looseKey(sku, ['trim', 'nfc', 'upper'])
    assert.is(looseKey(key, ['trim', 'nfc', 'upper']), key)
  }), { examples: [['ῢ']] })
})

const GTINS: [string, boolean][] = [
  ['7310865004703', true], ['7310865004704', false], ['96385074', true], ['036000291452', true], ['10614141000415', true],
  ['', false], ['123', false], ['731086500470X', false], ['٧٣١٠٨٦٥٠٠٤٧٠٣', false],
]
for (const [text, expected] of GTINS) {
  test(`the barcode "${text}"`, () => { assert.is(isGtin(text), expected) })
}

test('law: no single wrong digit goes unseen', () => {
  fc.assert(fc.property(fc.integer({ min: 1e11, max: 1e12 - 1 }), fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
    const good = `${digits}${checkDigit(String(digits))}`
    const bad = good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1)
    assert.is(isGtin(good), true)
    assert.is(isGtin(bad), false)
  }))
})

test.run()
