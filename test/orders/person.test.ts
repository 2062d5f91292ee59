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

const found = (asked: string): [string, string[], string[]][] =>
  [...personsOf(asked, MEMORIES, digest)].map(([by, { cards, orders }]) => [by, [...cards], [...orders].sort()])

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

test('theirs are their cards, their orders and the parts of these; an article of the same number is nobody\'s', () => {
  const person = personsOf('anna@example.se', MEMORIES, digest).get('email') as Person
  const theirs = MEMORIES.flatMap((one) => [...one.entries.keys()].filter((key) => isTheirs(one, person)(key)).map((key) => `${one.stream} ${key}`))
  assert.equal(theirs, [`se/order-customer ${email('anna@example.se')}`, `se/order-customer ${email('anna@work.se')}`, 'se/order 1001', 'se/order 1002', 'se/order-event 1001/delivered'])
})

test.run()
