import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compare, subtract } from '../../engine/values/decimal.js'
import {
  exponentOf, fromMinor, grossOf, netOf, parseMoney, percentChange, roundMoney, toMinor,
} from '../../engine/values/money.js'

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

test('minor units are kronor in öre, and Icelandic kronor as they are', () => {
  assert.is(exponentOf('SEK'), 2)
  assert.is(exponentOf('isk'), 0)
  assert.is(toMinor('199.50', 'SEK'), 19950n)
  assert.is(toMinor('1500.00', 'ISK'), 1500n)
  assert.is(toMinor('1500.50', 'ISK'), undefined)
  assert.is(toMinor('0.005', 'SEK'), undefined)
  assert.is(toMinor('1.234', 'KWD'), 1234n)
  assert.is(toMinor('-0.01', 'SEK'), -1n)
  assert.is(fromMinor(-1n, 'SEK'), '-0.01')
  assert.is(fromMinor(1500n, 'JPY'), '1500.00')
  assert.is(fromMinor(1234n, 'KWD'), '1.234')
})

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

test('rounding an amount goes away from zero at a half', () => {
  assert.is(roundMoney('198.995', 2), '199.00')
  assert.is(roundMoney('-198.995', 2), '-199.00')
  assert.is(roundMoney('-0.004', 2), '0.00')
})

const CHANGES: [string, string, number | undefined][] = [
  ['199.00', '179.00', -10.050251], ['100.00', '150.00', 50], ['100.00', '0.00', -100], ['0.00', '5.00', undefined],
  ['-10.00', '5.00', 150], ['100.00', '100.00', 0], ['nonsense', '1.00', undefined],
]

for (const [before, after, percent] of CHANGES) {
  test(`from ${before} to ${after}`, () => { assert.is(percentChange(before, after), percent) })
}

test('law: minor units and back is the same amount', () => {
  fc.assert(fc.property(fc.bigInt(), fc.constantFrom('SEK', 'ISK', 'KWD'), (minor, currency) => {
    const money = fromMinor(minor, currency)
    assert.is(toMinor(money, currency), minor)
    assert.is(parseMoney(money), money)
  }))
})

test('law: VAT added and taken off is at most an öre away', () => {
  fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, 600, 1200, 2500), (ore, rate) => {
    const gross = fromMinor(BigInt(ore), 'SEK')
    assert.is(grossOf(netOf(gross, rate, 10), rate, 2), gross)
    const off = subtract(grossOf(netOf(gross, rate, 2), rate, 2), gross).replace('-', '')
    assert.ok(compare(off, '0.01') <= 0)
  }))
})

test.run()
