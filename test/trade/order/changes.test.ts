import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cancellationOf } from '../../../engine/trade/order/cancellations.js'
import { editOf, isUntouched } from '../../../engine/trade/order/edits.js'
import type { FamilyDocument, FamilyShown } from '../../../engine/trade/order/family.js'

const test = suite('orders that are changed after the transfer')

const shown = (...documents: readonly FamilyDocument[]): FamilyShown => ({
  number: '1001', documents: Object.fromEntries(documents.map((one) => [`${one.document}-${one.number}`, one])),
})
const order = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'order', number: '5011', gross: '796.00', ...more })
const back = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'order', number: '5012', ...more })
const invoice = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'invoice', number: '7001', gross: '796.00', printed: true, ...more })

test('S-111: what differs, line by line; new lines and lines that are gone among them', () => {
  assert.equal(editOf({ 'rows.1.quantity': '1', 'rows.2.sku': 'B', gross: '10.00' }, { 'rows.1.quantity': '2', gross: '10.00', poNumber: 'X' }), [
    { line: 'rows.1.quantity', before: '1', now: '2' }, { line: 'poNumber', now: 'X' }, { line: 'rows.2.sku', before: 'B' },
  ])
  assert.equal(editOf({ a: '1', b: '2' }, { b: '2', a: '1' }), [])
})

/** Its head may follow the shop. */
const TOUCHED: [string, FamilyShown, 'update' | 'hold'][] = [
  ['nobody has touched it', shown(order()), 'update'], ['printed', shown(order({ printed: true })), 'hold'], ['delivered', shown(order({ delivered: true })), 'hold'],
  ['begun', shown(order({ rows: { 1: { quantity: '2', delivered: '1' } } })), 'hold'], ['not begun', shown(order({ rows: { 1: { quantity: '2', delivered: '0' } } })), 'update'],
  ['cancelled', shown(order({ cancelled: true })), 'hold'], ['a back order', shown(order(), back()), 'hold'], ['invoiced', shown(order(), invoice()), 'hold'],
  ['an invoice', shown(invoice({ printed: false })), 'hold'], ['the ledger says more', { ...shown(order()), event: 'partlyDelivered' }, 'hold'], ['nothing', shown(), 'hold'],
]
for (const [name, family, expected] of TOUCHED) {
  test(`S-111: onEdit: update, ${name}: ${expected}`, () => { assert.is(isUntouched(family), expected === 'update') })
}

const STAGES: [string, FamilyShown | undefined, string | readonly string[]][] = [
  ['before the transfer', undefined, 'nothing'],
  ['transferred', shown(order()), ['order-5011']],
  ['printed', shown(order({ printed: true })), 'confirmed'],
  ['an invoice that is not printed', shown(invoice({ printed: false })), ['invoice-7001']],
  ['replaced by another order', shown(order({ cancelled: true }), back()), ['order-5012']],
  ['partly delivered', shown(order({ rows: { 1: { quantity: '2', delivered: '1' } } })), 'partlyDelivered'],
  ['a back order', shown(order({ delivered: true }), back()), 'backordered'],
  ['delivered', shown(order({ delivered: true })), 'delivered'],
  ['invoiced', shown(order({ delivered: true }), invoice()), 'invoiced'],
  ['paid', shown(order({ delivered: true }), invoice({ paid: true })), 'paid'],
  ['credited', shown(order({ delivered: true }), invoice(), { document: 'credit', number: '7009', gross: '-796.00', printed: true }), 'nothing'],
  ['S-105 cancelled in the ledger', shown(order({ cancelled: true })), 'nothing'],
]
for (const [name, family, expected] of STAGES) {
  test(`S-107: cancelled in the shop, ${name}`, () => {
    const answer = cancellationOf({ key: '1001', isCancelledInShop: true, family }, { onCancel: 'cancel' })
    if (typeof expected !== 'string') return assert.equal(answer, { kind: 'cancel', documents: expected })
    if (expected === 'nothing') return assert.equal(answer, { kind: 'nothing' })
    assert.ok(answer.kind === 'hold')
    assert.equal([answer.problem.code, answer.problem.facts['event']], ['CANCEL_TOO_LATE', expected])
    assert.match(String(answer.problem.facts['advice']), expected === 'confirmed' ? /cancel it in the ledger/ : /credit/)
  })
}

test('S-107: nothing is cancelled in the ledger unless the rules say so', () => {
  assert.equal(cancellationOf({ key: '1001', isCancelledInShop: true, family: shown(order()) }, { onCancel: 'hold' }), {
    kind: 'hold', problem: { code: 'CANCELLED_IN_SHOP', facts: { key: '1001', documents: 'order-5011' } },
  })
})

test('an order that stands in the shop asks nothing', () => {
  assert.equal(cancellationOf({ key: '1001', isCancelledInShop: false, family: shown(order({ cancelled: true })) }, { onCancel: 'cancel' }), { kind: 'nothing' })
})

test.run()
