import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { publishedQuantity, stockStatus, type StockFigures, type StockProfile } from '../../engine/trade/stock-profile.js'

const test = suite('stock profile')

const LEVELS: [string, StockFigures, StockProfile, string, number | undefined][] = [
  ['S-160 two orders not yet in the ERP', { disposable: '5' }, {}, '2', 3],
  ['S-161 the same after the transfer', { disposable: '3' }, {}, '0', 3],
  ['S-162 a buffer', { disposable: '3' }, { buffer: 1, cap: 10 }, '0', 2],
  ['S-162 a cap', { disposable: '50' }, { buffer: 1, cap: 10 }, '0', 10],
  ['S-164 metres', { disposable: '2.7' }, {}, '0', 2],
  ['S-170 buffer 2', { disposable: '5' }, { buffer: '2' }, '0', 3],
  ['less than nothing', { disposable: '-4' }, {}, '0', 0],
  ['half a piece short', { disposable: '0.5' }, { buffer: 1 }, '0', 0],
  ['on hand', { onHand: '9', disposable: '4' }, { basis: 'onHand' }, '0', 9],
  ['what is on its way', { disposable: '4', onOrder: '6' }, { basis: 'disposablePlusOnOrder' }, '1', 9],
  ['nothing on its way', { disposable: '4', onOrder: null }, { basis: 'disposablePlusOnOrder' }, '0', 4],
  ['the figure is not shown', { onHand: '9' }, {}, '0', undefined],
  ['the figure is empty', { disposable: null }, {}, '0', undefined],
  ['a cap of zero', { disposable: '4' }, { cap: 0 }, '0', 0],
  ['a cap below zero', { disposable: '4' }, { cap: -1 }, '0', 0],
  ['orders below zero put nothing on the shelf', { disposable: '5' }, {}, '-3', 5],
  ['nor do documents below zero', { onHand: '5', undelivered: '-3' }, { basis: 'onHand' }, '0', 5],
  ['fractions add up before they are cut', { disposable: '2.5' }, { buffer: '0.5' }, '0.9', 1],
]
for (const [name, figures, profile, inFlight, expected] of LEVELS) {
  test(name, () => { assert.is(publishedQuantity(figures, profile, inFlight), expected) })
}

test('nothing in flight is the default', () => {
  assert.is(publishedQuantity({ disposable: '5' }, {}), 5)
})

const IDS = { inStock: '1', coming: '9', out: '10' }
const STATUSES: [StockFigures, number | undefined, typeof IDS | { inStock: string; out?: string }, string | undefined][] = [
  [{}, 3, IDS, '1'], [{}, 0, IDS, '10'], [{ onOrder: '5' }, 0, IDS, '9'], [{ onOrder: '0' }, 0, IDS, '10'],
  [{ onOrder: '-2' }, 0, IDS, '10'], [{ onOrder: '5' }, 0, { inStock: '1', out: '10' }, '10'],
  [{}, 0, { inStock: '1' }, undefined], [{}, undefined, IDS, undefined], [{ onOrder: '5' }, 2, IDS, '1'],
]
for (const [figures, quantity, ids, expected] of STATUSES) {
  test(`status with ${quantity} left and ${figures.onOrder ?? 'nothing'} on its way, ${Object.keys(ids).length} ids`, () => {
    assert.is(stockStatus(figures, quantity, ids), expected)
  })
}

const figure = fc.integer({ min: -5000, max: 5_000_000 }).map((thousandths) => String(thousandths / 1000))

test('law I-6: the published level lies between zero and the cap, and never above what can be sold', () => {
  fc.assert(fc.property(figure, figure, fc.nat(50), fc.nat(100), (disposable, inFlight, buffer, cap) => {
    const level = publishedQuantity({ disposable }, { buffer, cap }, inFlight.replace('-', ''))!
    assert.ok(Number.isInteger(level) && level >= 0 && level <= cap)
    assert.ok(level === 0 || level <= Number(disposable) - buffer)
  }))
})

test('law: more to sell never shows less', () => {
  fc.assert(fc.property(figure, fc.nat(9), (disposable, more) => {
    const fewer = publishedQuantity({ disposable }, { buffer: 1, cap: 40 })!
    const richer = publishedQuantity({ disposable: String(Number(disposable) + more) }, { buffer: 1, cap: 40 })!
    assert.ok(richer >= fewer)
  }))
})

test.run()
