import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compare, subtract } from '../../engine/values/decimal.js'
import { grossOf, hundredthsOf, lessPercent, moneyOfHundredths, netOf, parseMoney, percentChange } from '../../engine/values/money.js'

const test = suite('money')

const PARSED: [unknown, string | undefined][] = [
  ['199.00', '199.00'], ['199', '199.00'], ['199.5', '199.50'], ['199.500', '199.50'], ['12.3456', '12.3456'],
  ['12.340', '12.34'], ['-0.00', '0.00'], ['-1.5', '-1.50'], [0, '0.00'], [-0, '0.00'], [199, '199.00'],
  ['1e3', '1000.00'], ['.5', '0.50'], ['', undefined], ['199,00', undefined], ['SEK 5', undefined], [null, undefined],
  ['0199.00', '199.00'], ['99999999999999999999.99', '99999999999999999999.99'],
]

for (const [from, expected] of PARSED) {
  test(`${JSON.stringify(from)}`, () => { assert.is(parseMoney(from), expected) })
}

test('food at 100.00 with 12 % is 94.64 with 6 %, from the unrounded net', () => {
  assert.is(grossOf(netOf('100.00', 1200, 10), 600, 2), '94.64')
  assert.is(grossOf(netOf('100.00', 1200, 2), 600, 2), '94.65')
})

const GROSS: [string, number, number, string][] = [
  ['159.20', 2500, 2, '199.00'], ['0.02', 2500, 2, '0.03'], ['-0.02', 2500, 2, '-0.03'], ['100.00', 0, 2, '100.00'],
  ['99.60', 2500, 0, '125.00'], ['1919.9952', 2500, 4, '2399.994'],
]

for (const [net, basisPoints, places, gross] of GROSS) {
  test(`${net} and ${basisPoints} basis points is ${gross}`, () => {
    assert.is(grossOf(net, basisPoints, places), gross)
  })
}

const CHANGES: [string, string, number | undefined][] = [
  ['199.00', '179.00', -10.050251], ['100.00', '150.00', 50], ['100.00', '0.00', -100], ['0.00', '5.00', undefined],
  ['-10.00', '5.00', 150], ['100.00', '100.00', 0], ['nonsense', '1.00', undefined],
]

for (const [before, after, percent] of CHANGES) {
  test(`from ${before} to ${after}`, () => { assert.is(percentChange(before, after), percent) })
}

test('law: VAT added and taken off is at most an öre away', () => {
  fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, 600, 1200, 2500), (ore, rate) => {
    const gross = parseMoney(ore / 100)!
    assert.is(grossOf(netOf(gross, rate, 10), rate, 2), gross)
    const off = subtract(grossOf(netOf(gross, rate, 2), rate, 2), gross).replace('-', '')
    assert.ok(compare(off, '0.01') <= 0)
  }))
})

const HUNDREDTHS: readonly (readonly [string, bigint])[] = [['12.30', 1230n], ['0.00', 0n], ['-0.05', -5n], ['90071992547409.93', 9007199254740993n]]
for (const [amount, hundredths] of HUNDREDTHS) {
  test(`${amount} is ${hundredths} hundredths`, () => {
    assert.is(hundredthsOf(amount), hundredths)
    assert.is(moneyOfHundredths(hundredths), amount)
  })
}
test('what is finer than a hundredth has no whole number of them', () => { assert.throws(() => hundredthsOf('0.005')) })

const LESS: readonly (readonly [string, string, string])[] = [['699.00', '14.31', '598.97'], ['100.00', '0', '100.00'], ['100.00', '100', '0.00'], ['0.05', '10', '0.05'], ['-50.00', '10', '-45.00']]
for (const [amount, percent, expected] of LESS) test(`${amount} less ${percent} % is ${expected}`, () => { assert.is(lessPercent(amount, percent), expected) })

test.run()
