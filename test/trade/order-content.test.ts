import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { contentOf } from '../../engine/trade/order/content.js'
import { digestOf } from '../../engine/values/digest.js'
import type { ShopOrder } from '../../engine/trade/order/types.js'
import { order, rows } from '../kit/shop-orders.js'

const test = suite('order content')
const digest = (value: unknown): string => digestOf(['key', value]).slice(0, 8)
const content = (given: Partial<ShopOrder> = {}): Record<string, string> => contentOf(order(given), digest)

const FULL: Partial<ShopOrder> = {
  rows: rows({ quantity: '2', price: '199', discount: '10', amount: '358.20', unit: 'st' }, { sku: null, text: null, quantity: null, price: null, vatRate: null }),
  charges: { freight: { amount: '49', vatRate: 2500 } }, discounts: { 1: { text: 'HÖST', amount: '50' } }, giftCards: { 1: { number: 'GC-99887766', amount: '100.00' } },
  email: 'asa@example.se', phone: '070-1234567', reference: 'Åsa Berg', comment: 'Ring Åsa', orgNo: '750101-1234', toPay: '257.20',
}

test('each part is one short text', () => {
  const of = content(FULL)
  assert.is(of['rows.1'], `2 × A-1 à 199.00 − 10 % = 358.20, 25 %, st, ${digest('Mugg')}`)
  assert.is(of['rows.2'], '– × –')
  assert.is(of['charges.freight'], '49.00, 25 %')
  assert.is(of['discounts.1'], '50.00')
  assert.is(of['giftCards.1'], `100 ${digest('GC-99887766')}`)
  assert.is(of['gross'], '199')
  assert.is(of['pricesWithVat'], 'with VAT')
})

test('I-14: nothing personal stands in it', () => {
  const text = JSON.stringify(content(FULL))
  for (const personal of ['Åsa', 'Berg', 'asa@', '070', 'Storgatan', '12345', 'Västerås', '750101', 'GC-99', '99887766', 'Ring', 'Mugg']) assert.not.ok(text.includes(personal), personal)
})

const SAME: readonly (readonly [string, Partial<ShopOrder>, Partial<ShopOrder>])[] = [
  ['figures in another spelling', { gross: '199.00', rows: rows({ price: '199.00', quantity: '1' }) }, { gross: '199', rows: rows({ price: '199', quantity: '1.0' }) }],
  ['left out and empty', { comment: null, poNumber: '', deliveryAddress: null }, { deliveryAddress: { name: null, line2: '' } }],
  ['status and payment are state, not content', { status: 'paid', paymentState: 'reserved' }, { status: 'sent', paymentState: 'captured' }],
]
for (const [name, one, other] of SAME) test(`the same: ${name}`, () => { assert.equal(content(one), content(other)) })

const OTHER: readonly (readonly [field: string, Partial<ShopOrder>])[] = [
  ['rows.1', { rows: rows({ quantity: '2' }) }], ['rows.1', { rows: rows({ price: '199.01' }) }], ['rows.1', { rows: rows({ vatRate: 1200 }) }], ['rows.1', { rows: rows({ text: 'Kopp' }) }],
  ['rows.2', { rows: rows({}, {}) }], ['email', { email: 'other@example.se' }], ['invoiceAddress', { invoiceAddress: { name: 'Bo' } }], ['comment', { comment: 'Skynda' }],
  ['gross', { gross: '200.00' }], ['deliveryWay', { deliveryWay: 'box' }], ['pricesWithVat', { pricesWithVat: false }],
]
for (const [field, given] of OTHER) {
  test(`another ${field} is seen there and nowhere else: ${JSON.stringify(given).slice(0, 60)}`, () => {
    const [before, after] = [content(), content(given)]
    const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
    assert.equal(differing, [field])
  })
}

test.run()
