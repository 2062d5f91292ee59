import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isTheirs, personsOf, type Memory, type Person } from '../../engine/orders/person.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { entitySpec } from '../kit/specs.js'
import { digest } from '../kit/trade-customers.js'

const test = suite('whose it is')

const email = (address: string): string => `email:${digest(['email', address])}`
const memory = (stream: string, entity: string, entries: Readonly<Record<string, Record<string, unknown>>>): Memory =>
  ({ stream, entity: entitySpec(entity), entries: new Map(Object.entries(entries).map(([key, target]): [string, BaseEntry] => [key, { source: {}, target }])) })

const MEMORIES: readonly Memory[] = [
  memory('se/order-customer', 'order-customer', { [email('anna@example.se')]: { number: '501' }, [email('anna@work.se')]: { number: '501' }, [email('bo@example.se')]: { number: '502' }, 'number:se/17': { number: '503' } }),
  memory('se/order', 'order', {
    1001: { customer: email('anna@example.se') }, 1002: { customer: email('anna@work.se') }, 1003: { customer: email('bo@example.se') },
    1004: { customer: 'bucket:999' }, 1005: { customer: 'bucket:999' }, 1006: { customer: 'number:se/17' }, 502: { customer: 'number:se/17' },
  }),
  memory('se/order-event', 'order-event', { '1001/delivered': {}, '1003/delivered': {} }),
  memory('se/stock', 'stock', { 1001: {} }),
]

/** A shop that owns the numbers: what an order said of its customer is there as digests alone, and who waits has no entry. */
const OWNED: readonly Memory[] = [
  { ...memory('se/order-customer', 'order-customer', { 'number:se/7003': { number: '7003' } }), waiting: [{ key: 'number:se/7012' }] },
  {
    stream: 'se/order', entity: entitySpec('order'), waiting: [{ key: '1010', facts: { customer: 'number:se/7012' } }, { key: '1008', facts: {} }],
    entries: new Map<string, BaseEntry>([
      ['1001', { source: { content: { email: digest('anna@example.se'), customerNumber: digest('7003'), orgNo: digest('750101-1234') } }, target: { customer: 'number:se/7003' } }],
      ['900', { source: { content: { email: digest('bo@example.se') } }, target: {}, mapped: { customer: 'number:se/7001' } }],
      ['1001/1', { source: {}, target: { customer: 'number:se/7001' } }],
    ]),
  },
  memory('se/order-event', 'order-event', { '1001/delivered': {}, '1001/1/delivered': {} }),
  memory('se/customer-group', 'customer-group', { 7003: {}, 7004: {} }),
]

const found = (asked: string, memories = MEMORIES): [string, string[], string[]][] =>
  [...personsOf(asked, memories, digest)].map(([by, { cards, orders }]) => [by, [...cards], [...orders].sort()])

const ASKED: readonly (readonly [string, ReturnType<typeof found>])[] = [
  ['Anna@Example.SE ', [['email', ['501'], ['1001', '1002']]]],
  ['501', [['customer', ['501'], ['1001', '1002']]]],
  ['1002', [['order', ['501'], ['1001', '1002']]]],
  ['17', [['customer', ['503'], ['1006', '502']]]],
  ['1004', [['order', [], ['1004']]]],
  ['999', []],
  ['eva@example.se', []],
  ['', []],
  ['502', [['customer', ['502'], ['1003']], ['order', ['503'], ['1006', '502']]]],
]

for (const [asked, expected] of ASKED) {
  test(`S-075: "${asked}" means ${expected.length === 0 ? 'nobody' : expected.map(([by]) => by).join(' or ')}`, () => {
    // Keys that look like numbers come in their own order.
    assert.equal(found(asked), expected)
  })
}

const ASKED_OF_OWNED: typeof ASKED = [
  ['Anna@Example.se', [['email', ['7003'], ['1001']]]],
  ['7003', [['customer', ['7003'], ['1001']]]],
  ['7012', [['customer', [], ['1010']]]],
  ['1010', [['order', [], ['1010']]]],
  ['1008', [['order', [], ['1008']]]],
  ['19750101-1234', [['orgNo', ['7003'], ['1001']]]],
  ['750101 1234', [['orgNo', ['7003'], ['1001']]]],
  ['bo@example.se', [['email', [], ['1001/1', '900']]]],
  ['7009', []],
]

for (const [asked, expected] of ASKED_OF_OWNED) {
  test(`S-075: where the shop owns the numbers, "${asked}" means ${expected.length === 0 ? 'nobody' : expected.map(([by]) => by).join(' or ')}`, () => {
    assert.equal(found(asked, OWNED), expected)
  })
}

test('an order whose number begins as another one\'s is another one; a register of customers goes by the number', () => {
  const theirs = (asked: string): string[] => {
    const [person] = personsOf(asked, OWNED, digest).values()
    return OWNED.flatMap((one) => [...one.entries.keys()].filter((key) => isTheirs(one, person as Person)(key, one.entries.get(key))).map((key) => `${one.stream} ${key}`))
  }
  assert.equal(theirs('7003'), ['se/order-customer number:se/7003', 'se/order 1001', 'se/order-event 1001/delivered', 'se/customer-group 7003'])
  assert.equal(theirs('1001/1'), ['se/order 900', 'se/order 1001/1', 'se/order-event 1001/1/delivered'])
})

test('theirs are their cards, their orders and the parts of these; an article of the same number is nobody\'s', () => {
  const person = personsOf('anna@example.se', MEMORIES, digest).get('email') as Person
  const theirs = MEMORIES.flatMap((one) => [...one.entries.keys()].filter((key) => isTheirs(one, person)(key)).map((key) => `${one.stream} ${key}`))
  assert.equal(theirs, [`se/order-customer ${email('anna@example.se')}`, `se/order-customer ${email('anna@work.se')}`, 'se/order 1001', 'se/order 1002', 'se/order-event 1001/delivered'])
})

test.run()
