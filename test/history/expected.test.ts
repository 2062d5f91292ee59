// The other hand's arithmetic, on amounts that a person can check.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { chargedOn } from './charged.js'
import { countryOf } from './countries.js'
import { expectedOf, pennies, pounds, totals } from './expected.js'
import type { HistoryOrder, HistoryRow } from './orders.js'

const test = suite('history: expected')
const row = (quantity: string, price: string, sku = '85123A'): HistoryRow => ({ sku, text: 'HEART', quantity, price })
const order = (more: Partial<HistoryOrder>): HistoryOrder => ({
  number: '536365', placedAt: '2010-12-01T08:26:00', customer: '17850', country: 'United Kingdom', currency: 'GBP', cancelled: false, rows: [row('6', '2.55')], ...more,
})

test('whole pennies from texts and back', () => {
  for (const [text, amount, back] of [['2.55', 255n, '2.55'], ['2.5', 250n, '2.50'], ['2', 200n, '2.00'], ['-0.05', -5n, '-0.05'], ['16888.0200', 1688802n, '16888.02']] as const) {
    assert.is(pennies(text), amount, text)
    assert.is(pounds(amount), back)
  }
  for (const text of ['2.555', '', 'abc', '1e3']) assert.throws(() => pennies(text), /no amount/, text)
})

test('the VAT of the time: 17.5 % and 20 % at home and in the EU, none outside', () => {
  const table: readonly [country: string, placedAt: string, withVat: boolean, rate: number][] = [
    ['United Kingdom', '2011-01-03T23:59:00', true, 1750], ['United Kingdom', '2011-01-04T00:00:00', true, 2000], ['EIRE', '2010-12-01T08:26:00', true, 1750],
    ['Norway', '2011-05-01T08:26:00', false, 0], ['Channel Islands', '2010-12-01T08:26:00', false, 0], ['Unspecified', '2011-05-01T08:26:00', true, 2000],
  ]
  for (const [country, placedAt, pricesWithVat, rate] of table) assert.equal(chargedOn({ country, placedAt }), { pricesWithVat, rate }, `${country} ${placedAt}`)
  assert.throws(() => countryOf('Atlantis'), /Atlantis/)
})

test('what becomes of an order, and every reason why not', () => {
  const many = Array.from({ length: 201 }, () => row('1', '1'))
  const table: readonly [more: Partial<HistoryOrder>, ending: string, reasons: readonly string[], gross: string, vat: string][] = [
    // 15.30 with 17.5 %: 2.2787; 117.50: 17.50 exactly.
    [{}, 'order', [], '15.30', '2.28'], [{ rows: [row('1', '117.50')] }, 'order', [], '117.50', '17.50'],
    [{ country: 'France', placedAt: '2011-02-01T09:00:00' }, 'invoice', [], '15.30', '2.55'], [{ country: 'Japan' }, 'invoice', [], '15.30', '0.00'],
    [{ rows: many.slice(1) }, 'order', [], '200.00', '29.79'], [{ rows: many }, 'held', ['too many rows'], '201.00', '29.94'],
    [{ rows: [row('-6', '2.55', 'D')], cancelled: true }, 'held', ['below zero', 'unknown article'], '-15.30', '-2.28'],
    [{ rows: [row('-6', '0')] }, 'skipped', ['comes to nothing'], '0.00', '0.00'], [{ country: 'European Community' }, 'invoice', [], '15.30', '2.28'],
  ]
  for (const [more, ending, reasons, gross, vat] of table) {
    const made = expectedOf(order(more))
    assert.equal([made.ending, made.reasons, pounds(made.gross), pounds(made.vat)], [ending, reasons, gross, vat], JSON.stringify(more).slice(0, 200))
  }
})

test('half a penny: the shop and the ledger are a penny apart', () => {
  // A sixth of 644.13 is 107.355, and the rest 536.775.
  const { vat, shopVat } = expectedOf(order({ placedAt: '2011-02-01T09:00:00', rows: [row('1', '644.13')] }))
  assert.equal([vat, shopVat], [10_736n, 10_735n])
})

test('totals count every order once, by its weightiest reason', () => {
  const all = [order({}), order({ rows: [row('-6', '2.55', 'D')] }), order({ rows: [row('-1', '1')] })].map(expectedOf)
  assert.equal(totals(all), { order: { orders: 1, gross: 1530n }, 'below zero': { orders: 2, gross: -1630n } })
})

test.run()
