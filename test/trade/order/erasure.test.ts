import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { contentOf } from '../../../engine/trade/order/content.js'
import { isErased, isErasure, looksErased } from '../../../engine/trade/order/erasure.js'
import { emailKey } from '../../../engine/trade/customer/spelling.js'
import { digest, order } from '../../kit/trade-customers.js'

const test = suite('customers whom a shop has erased')

test('what stands where a person was', () => {
  for (const text of ['anonymized-77@shop.se', 'Anonymous', 'ANONYM', 'Anonymiserad kund', 'deleted_12@shop.se', 'Raderad', 'redacted', '***', 'xxx', '-', 'x7@gone.invalid', 'a@invalid'])
    assert.is(looksErased(text), true, text)
  for (const text of ['', 'Anna Öberg', 'anna@example.se', 'Anonymus Larsson', 'anonymitet@x.se', 'Erasedson', 'Max', 'Xaxx', '070-123', 'invalid@x.se', '12'])
    assert.is(looksErased(text), false, text)
})

test('S-075: what stands in the place of an e-mail address is nobody\'s key', () => {
  assert.is(emailKey('anonymized-77@shop.se'), undefined)
  assert.is(emailKey('Anna@Example.se'), 'anna@example.se')
})

const NOBODY = { customerName: null, email: '', phone: null, invoiceAddress: { country: 'SE', postcode: '00000' } }

test('an order is erased where nobody is named in it any more', () => {
  assert.is(isErased(order(NOBODY)), true)
  assert.is(isErased(order({ ...NOBODY, email: 'anonymized-1@shop.se', customerName: 'Anonym', invoiceAddress: { name: '***', line1: 'xxx' } })), true)
  for (const named of [{ email: 'anna@example.se' }, { customerName: 'Anna' }, { invoiceAddress: { company: 'Bageri AB' } }, { deliveryAddress: { line1: 'Storgatan 1' } }])
    assert.is(isErased(order({ ...NOBODY, ...named })), false, JSON.stringify(named))
})

const content = (fields: Parameters<typeof order>[0] = {}) => contentOf(order(fields), digest)

/** What the shop shows later, and whether it is an erasure. */
const LATER: readonly (readonly [string, Parameters<typeof order>[0], boolean])[] = [
  ['emptied', NOBODY, true],
  ['something in its place', { ...NOBODY, email: 'anonymized-1@shop.se', customerName: 'Anonym', comment: '***' }, true],
  ['only the message is gone', { comment: '' }, true],
  ['nothing', {}, false],
  ['another amount as well', { ...NOBODY, gross: '1.00' }, false],
  ['another e-mail', { email: 'bo@example.se' }, false],
  ['a delivery address that was not there', { deliveryAddress: { line1: 'Annanvägen 2' } }, false],
  ['the address alone is gone', { invoiceAddress: null }, false],
  ['the purchase order is no person', { ...NOBODY, poNumber: null }, false],
]

for (const [what, fields, expected] of LATER) {
  test(`S-075: an erasure, not an edit: ${what}`, () => {
    const before = content({ comment: 'Ring inte', poNumber: 'PO-1' })
    assert.is(isErasure(before, content({ comment: 'Ring inte', poNumber: 'PO-1', ...fields })), expected)
  })
}

test('the number that a shop keeps of an erased customer stays in the content', () => {
  assert.equal(Object.keys(content({ ...NOBODY, customerNumber: '17' })).filter((line) => line === 'customerNumber' || line === 'invoiceAddress'), ['customerNumber'])
})

test.run()
