import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inFlightOf, type Taken, type Taking } from '../../../engine/trade/order/in-flight.js'

const test = suite('order: in flight')

interface Told { readonly takes?: Record<string, string>; readonly unclear?: Record<string, string>; readonly unread?: string }

const order = (number: string, ...rows: readonly (readonly [sku: string | null, quantity: string | null])[]): Taking => ({
  number, rows: Object.fromEntries(rows.map(([sku, quantity], at) => [String(at + 1), { sku, quantity }])),
})

const CASES: readonly [what: string, orders: readonly Taking[], expected: Told][] = [
  ['nothing', [], {}],
  ['two orders for the same', [order('1', ['A', '2']), order('2', ['A', '1.5'], ['B', '1'])], { takes: { A: '3.5', B: '1' } }],
  ['a number as it was typed', [order('1', [' A ', '2'])], { takes: { A: '2' } }],
  ['a row of text', [order('1', [null, '2'], ['', '1'], ['  ', '1'])], {}],
  ['a row below zero takes nothing, and gives nothing back', [order('1', ['A', '-3']), order('2', ['A', '-2'], ['A', '1'])], { takes: { A: '1' } }],
  ['nothing of it', [order('1', ['A', '0'])], {}],
  ['a quantity that cannot be read', [order('1', ['A', null], ['B', '2']), order('2', ['A', '1'])], { takes: { A: '1', B: '2' }, unclear: { A: '1' } }],
  ['the same in two orders names the first', [order('1', ['A', 'två']), order('2', ['A', ''])], { unclear: { A: '1' } }],
  ['an order without rows to read', [order('1', ['A', '1']), { number: '2' }, { number: '3' }], { takes: { A: '1' }, unread: '2' }],
  ['an order that has none', [order('1')], {}],
]
for (const [what, orders, { takes = {}, unclear = {}, unread }] of CASES) test(what, () => {
  const taken: Taken = inFlightOf(orders)
  assert.equal([Object.fromEntries(taken.quantities), Object.fromEntries(taken.unclear), taken.unread], [takes, unclear, unread])
})

test.run()
