import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { pair } from '../../engine/core/pair.js'
import { plan } from '../../engine/core/plan.js'
import type { Fields } from '../../engine/core/item.js'
import { around, item, PRICE, seen, side, stream } from '../kit/world.js'

const test = suite('core: fields that both sides must have alike')
const RATE = { type: 'rate', title: 'VAT rate', mustAgree: true } as const
const STREAM = stream({ entity: { ...PRICE, fields: { ...PRICE.fields, vatRate: RATE } }, policy: 'overlay', reads: ['price'], writes: ['price'] })

function planned(source: Fields, target: Fields): { codes: string[]; changes: number } {
  const draft = plan(STREAM, pair(STREAM, seen(side([item('1', source)]), side([item('1', target)])), new Map()), around())
  return { codes: draft.held.map((one) => one.reason.code), changes: draft.changes.length }
}

const TABLE: readonly (readonly [string, Fields, Fields, string[], number])[] = [
  ['the same rate', { price: '10.00', vatRate: 600 }, { price: '12.00', vatRate: 600 }, [], 1],
  ['another rate', { price: '10.00', vatRate: 600 }, { price: '12.00', vatRate: 2500 }, ['FIELD_MUST_AGREE'], 0],
  ['another rate, and nothing to write', { price: '10.00', vatRate: 600 }, { price: '10.00', vatRate: 2500 }, [], 0],
  ['a rate that one side does not show', { price: '10.00', vatRate: 600 }, { price: '12.00' }, [], 1],
  ['a rate that one side does not have', { price: '10.00', vatRate: null }, { price: '12.00', vatRate: 2500 }, [], 1],
]

for (const [name, source, target, codes, changes] of TABLE) {
  test(name, () => assert.equal(planned(source, target), { codes, changes }))
}

test.run()
