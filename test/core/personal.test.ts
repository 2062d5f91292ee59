import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { coveredFields, coveredReason, forIntent, keptNames, marked, MASK } from '../../engine/core/personal.js'
import { problem } from '../../engine/core/problem.js'
import { entitySpec } from '../kit/specs.js'

const test = suite('personal data')
const order = entitySpec('order')
const customer = entitySpec('order-customer')

const ANNA = {
  customerName: 'Anna Öberg', email: 'anna@example.se', comment: 'Ring inte', gross: '125.00', invoiceAddress: { name: 'Anna Öberg', line1: 'Storgatan 1', country: 'SE' },
  rows: { 1: { sku: 'KOPP-1', text: 'Till Anna, 40 år', quantity: '2' } },
}

/** Code, facts, and the names of those that are covered. */
const FACTS: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
  ['a fact called as a personal field', { comment: 'whatever', lines: '60 + 60' }, ['comment']],
  ['a value of a personal field', { field: 'email', value: 'x', key: '1001' }, ['value']],
  ['a value of another field', { field: 'gross', value: '125.00' }, []],
  ['what was meant and what is shown', { field: 'phone', meant: '070', now: '071' }, ['meant', 'now']],
  ['a field by its title', { field: 'Delivery address', found: 'x' }, ['found']],
  ['a text that repeats a value', { name: 'Anna Öberg', text: 'fel vid Storgatan 1!', lines: 3 }, ['name', 'text']],
  ['a list that repeats one', { found: ['x', 'anna@example.se'] }, ['found']],
  ['a part of a row that may say something', { what: 'Till Anna, 40 år' }, ['what']],
  ['another part of a row', { sku: 'KOPP-1', quantity: '2' }, []],
  ['a piece of a longer word is another word', { what: 'Anna Öbergsson' }, []],
  ['the key of an item', { key: 'Anna Öberg' }, []],
  ['an e-mail address, whoever\'s it is and wherever it stands', { key: 'bo@example.se', number: 'se/eva.ek@mail.example.com', text: 'fel (bo@example.se)' }, ['key', 'number', 'text']],
  ['two letters, as a country has, are in every word', { country: 'SE' }, []],
]

for (const [what, facts, covered] of FACTS) {
  test(`S-206: facts of a problem: ${what}`, () => {
    const found = marked(problem('X', facts), order, ANNA)
    assert.equal(found.personal ?? [], covered)
    assert.equal(coveredReason(found).facts, { ...facts, ...Object.fromEntries(covered.map((name) => [name, MASK])) })
  })
}

test('a register without personal fields marks nothing, and gives back the same problem', () => {
  const found = problem('X', { value: 'Anna Öberg', name: 'x' })
  assert.is(marked(found, entitySpec('stock'), ANNA), found)
})

test('S-206: fields are covered whole, or in those parts of a list that may say something', () => {
  assert.equal(coveredFields({ ...ANNA, phone: null }, order), {
    customerName: MASK, email: MASK, comment: MASK, gross: '125.00', invoiceAddress: MASK, phone: null, rows: { 1: { sku: 'KOPP-1', text: MASK, quantity: '2' } },
  })
})

test('S-206: an e-mail address in a code is covered, and a text that has one in it is not', () => {
  assert.equal(coveredFields({ customerNumber: 'bo@example.se', poNumber: 'mail a@b.se' }, order), { customerNumber: MASK, poNumber: 'mail a@b.se' })
})

test('I-14: of a register that neither system has, nothing personal is remembered or written down before a write', () => {
  const kept = keptNames({ entity: order, writes: ['customer', 'customerName', 'deliveryAddress', 'comment', 'rows', 'gross'] })
  assert.equal(kept, ['customer', 'gross', 'head'])
  assert.equal(Object.keys(forIntent(ANNA, order)), ['gross'])
  assert.equal(keptNames({ entity: customer, writes: ['number', 'name', 'orgNo', 'email', 'currency'] }), ['number', 'currency'])
})

test('a register of the systems own is compared with what was remembered, and keeps it', () => {
  const own = entitySpec('customer')
  assert.equal(keptNames({ entity: own, writes: ['number', 'name', 'email'] }), ['number', 'name', 'email'])
  const fields = { name: 'Anna', email: 'x' }
  assert.is(forIntent(fields, own), fields)
})

test.run()
