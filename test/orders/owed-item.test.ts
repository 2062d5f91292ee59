import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { owedItem, withoutOwed } from '../../engine/orders/owed-item.js'
import type { ShopOrder } from '../../engine/trade/order/types.js'

const test = suite('what is owed back is said')
const OWED = { amount: '349.00', captured: '796.00', due: '447.00', pending: '0.00' }

test('held where the shop shows refunds; a remark where it cannot, or where it is on its way', () => {
  const said = (owed: typeof OWED, refunds: boolean) => owedItem('1001', owed, { refunds }).map(({ key, problem, skip }) => [key, problem?.code, skip?.code])
  assert.equal(said(OWED, true), [['1001/REFUND_DUE', 'REFUND_DUE', undefined]])
  assert.equal(said(OWED, false), [['1001/REFUND_DUE', undefined, 'REFUND_DUE']])
  assert.equal(said({ ...OWED, pending: '349.00' }, true), [['1001/REFUND_DUE', undefined, 'REFUND_DUE']])
  assert.equal(owedItem('1001', undefined, { refunds: true }), [])
})

test('what is captured beyond the delivery is said once, and not any more when it is given back', () => {
  const differs = (captured: string) => ({ findings: [{ code: 'CAPTURE_DIFFERS', facts: { key: '1001', captured, expected: '447.00' } }, { code: 'AUTH_EXPIRES', facts: {} }] })
  const order = (amount?: string) => ({ number: '1001', gross: '796.00', ...(amount ? { refunds: { 7: { at: 'a', amount } } } : {}) }) as ShopOrder
  const left = (...asked: Parameters<typeof withoutOwed>) => withoutOwed(...asked).findings.map(({ code }) => code)
  assert.equal(left(differs('796.00'), OWED, order()), ['AUTH_EXPIRES'])
  assert.equal(left(differs('796.00'), undefined, order('349.00')), ['AUTH_EXPIRES'])
  assert.equal(left(differs('796.00'), undefined, order()), ['CAPTURE_DIFFERS', 'AUTH_EXPIRES'])
  assert.equal(left(differs('996.00'), OWED, order()), ['CAPTURE_DIFFERS', 'AUTH_EXPIRES'])
})

test('less captured than delivered stays said, unless what was given back explains it', () => {
  const left = (captured: string, expected: string) => withoutOwed({ findings: [{ code: 'CAPTURE_DIFFERS', facts: { key: '1001', captured, expected } }] }, undefined, { number: '1001', gross: '796.00', refunds: { 7: { at: 'a', amount: '199.00' } } } as ShopOrder).findings.length
  assert.equal([left('447.00', '796.00'), left('597.00', '796.00')], [1, 0])
})

test.run()
