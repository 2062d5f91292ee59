import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { erased, personalFields } from '../../engine/trade/customer/erase.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { entitySpec } from '../kit/specs.js'
import { digest } from '../kit/trade-customers.js'

const test = suite('erasing a customer from what is remembered')
const personal = personalFields(entitySpec('order'))
const mark = (value: unknown) => `erased:${digest(value)}`
const address = { name: 'Anna Öberg', line1: 'Storgatan 1' }
const entry = (number: string): BaseEntry => ({
  source: { number, email: 'anna@example.se', invoiceAddress: address, phone: null, gross: '125.00', customerNumber: '17' },
  target: { customerName: 'Anna Öberg', gross: '125.00' }, mapped: { email: 'anna@example.se' }, targetKey: '1007', born: 'target',
})
const entries = new Map([['10001', entry('10001')], ['10002', entry('10002')]])
const erase = (from: ReadonlyMap<string, BaseEntry>) => erased(from, (key) => key === '10001', personal, digest)

test('the personal fields are those that the register says', () => {
  assert.equal(['email', 'invoiceAddress', 'comment', 'gross', 'number', 'customerNumber'].map((name) => personal.has(name)), [true, true, true, false, false, false])
})

test('S-075: our copy of an erased customer is digests; numbers and amounts stay, and so do the others', () => {
  const left = erase(entries)
  assert.equal(left.get('10001'), {
    source: { number: '10001', email: mark('anna@example.se'), invoiceAddress: mark(address), phone: null, gross: '125.00', customerNumber: '17' },
    target: { customerName: mark('Anna Öberg'), gross: '125.00' }, mapped: { email: mark('anna@example.se') }, targetKey: '1007', born: 'target',
  })
  assert.not.match(JSON.stringify(left.get('10001')), /anna|Anna|Storgatan/)
  assert.is(left.get('10002'), entries.get('10002'))
})

test('erasing twice is erasing once', () => {
  assert.equal(erase(erase(entries)), erase(entries))
})

test('what is remembered as absent stays so', () => {
  const absent = new Map([['10001', { source: { email: 'anna@example.se' }, target: null }]])
  assert.equal(erase(absent).get('10001'), { source: { email: mark('anna@example.se') }, target: null })
})

test.run()
