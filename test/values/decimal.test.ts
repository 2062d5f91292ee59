import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  add, compare, divide, fromDouble, isZero, multiply, parseDecimal, placesOf, round, subtract, withPlaces,
  type Rounding,
} from '../../engine/values/decimal.js'

const test = suite('decimal')

const PARSED: [unknown, string | undefined][] = [
  ['0', '0'], ['-0', '0'], ['-0.000', '0'], ['2.50', '2.5'], ['00123', '123'], ['+7', '7'], ['.5', '0.5'], ['5.', '5'],
  ['1e3', '1000'], ['1.5E-3', '0.0015'], ['-1e-2', '-0.01'], [' 12 ', '12'], ['0.1', '0.1'], ['-0.50', '-0.5'],
  ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
  [0, '0'], [-0, '0'], [0.1 + 0.2, '0.30000000000000004'], [1e21, '1000000000000000000000'], [1e-7, '0.0000001'],
  [-199, '-199'], [9007199254740991, '9007199254740991'],
  ['', undefined], [' ', undefined], ['1,5', undefined], ['1 000', undefined], ['1.2.3', undefined],
  ['NaN', undefined], ['Infinity', undefined], ['0x10', undefined], ['1e401', undefined], ['1e-9999', undefined],
  ['--1', undefined], ['12 kr', undefined], ['٣', undefined], ['9'.repeat(401), undefined],
  [Number.NaN, undefined], [Number.POSITIVE_INFINITY, undefined], [null, undefined], [true, undefined], [[], undefined],
]

for (const [from, expected] of PARSED) {
  test(`parse ${JSON.stringify(from)?.slice(0, 40)} (${typeof from})`, () => {
    assert.is(parseDecimal(from), expected)
  })
}

const ROUNDED: [string, number, Rounding, string][] = [
  ['2.5', 0, 'half-up', '3'], ['-2.5', 0, 'half-up', '-3'], ['2.4', 0, 'half-up', '2'], ['-2.4', 0, 'half-up', '-2'],
  ['2.1', 0, 'up', '3'], ['-2.1', 0, 'up', '-3'], ['2.9', 0, 'down', '2'], ['-2.9', 0, 'down', '-2'],
  ['2.5', 0, 'half-even', '2'], ['3.5', 0, 'half-even', '4'], ['-2.5', 0, 'half-even', '-2'],
  ['1.005', 2, 'half-up', '1.01'], ['-0.001', 2, 'half-up', '0'], ['0.30', 4, 'half-up', '0.3'],
]

for (const [value, places, rounding, expected] of ROUNDED) {
  test(`${value} to ${places} places, ${rounding}`, () => {
    assert.is(round(value, { places, rounding }), expected)
  })
}

test('a tenth and two tenths are three tenths', () => {
  assert.is(add('0.1', '0.2'), '0.3')
  assert.is(subtract('0.3', '0.1'), '0.2')
  assert.is(multiply('0.1', '0.2'), '0.02')
  assert.is(divide('1', '3', { places: 4 }), '0.3333')
  assert.is(divide('-2', '3', { places: 2 }), '-0.67')
  assert.is(subtract('1', '1'), '0')
  assert.throws(() => divide('1', '0', { places: 2 }))
})

test('one division does not leave its rounding to the next', () => {
  assert.is(divide('2', '3', { places: 1, rounding: 'down' }), '0.6')
  assert.is(divide('2', '3', { places: 1 }), '0.7')
})

test('written with the places that a system wants', () => {
  assert.is(withPlaces('2.5', { places: 3 }), '2.500')
  assert.is(withPlaces('-0.001', { places: 2 }), '0.00')
  assert.is(withPlaces('0.25', { places: 8 }), '0.25000000')
})

const DOUBLES: [number, number, string | undefined][] = [
  [0.1 + 0.2, 2, '0.3'], [1.005, 2, '1.01'], [1.1 * 3, 2, '3.3'], [12345678.905, 2, '12345678.91'], [-2.5, 0, '-3'],
  [179, 2, '179'], [-0, 2, '0'], [1234567890123.45, 2, '1234567890123.45'], [1e300, 0, `1${'0'.repeat(300)}`],
  [9007199254740991, 0, '9007199254740991'], [1e-9, 4, '0'], [Number.NaN, 2, undefined], [-Infinity, 2, undefined],
]

for (const [double, places, expected] of DOUBLES) {
  test(`a ledger's ${double} with ${places} places`, () => {
    assert.is(fromDouble(double, places), expected)
  })
}

test('law: every amount that a ledger keeps as a double comes back', () => {
  fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 3 }), (units, places) => {
    const decimal = divide(String(units), `1e${places}`, { places })
    assert.is(fromDouble(Number(decimal), places), decimal)
    assert.is(parseDecimal(decimal), decimal)
  }))
})

const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => divide(String(units), `1e${places}`, { places }))

test('law: canonical texts are read as they are, and are equal only to themselves', () => {
  fc.assert(fc.property(decimals, decimals, (left, right) => {
    assert.is(parseDecimal(left), left)
    assert.is(compare(left, right) === 0, left === right)
    assert.is(compare(left, right) + compare(right, left), 0)
  }))
})

test('law: what is added can be taken away, and zero is nothing', () => {
  fc.assert(fc.property(decimals, decimals, (left, right) => {
    assert.is(subtract(add(left, right), right), left)
    assert.is(add(left, right), add(right, left))
    assert.is(isZero(subtract(left, left)), true)
    assert.is(isZero(left), left === '0')
  }))
})

test('law: rounding is at most one unit away, on the side that it says', () => {
  fc.assert(fc.property(decimals, fc.integer({ min: 0, max: 4 }), (value, places) => {
    const size = (text: string): string => text.replace('-', '')
    const down = round(value, { places, rounding: 'down' })
    const up = round(value, { places, rounding: 'up' })
    assert.ok(compare(size(down), size(value)) <= 0 && compare(size(value), size(up)) <= 0)
    assert.ok(placesOf(up) <= places && placesOf(down) <= places)
    const near = round(value, { places })
    assert.ok(near === down || near === up)
  }))
})

test.run()
