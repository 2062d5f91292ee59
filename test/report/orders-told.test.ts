// The log lines of a pass about orders: what was done and what it comes to, who is held by reason, and nothing of a person.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { StepItem } from '../../engine/core/step.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { ordersTold } from '../../engine/report/orders-told.js'
import { changeOf, documentOf, streamOf } from './sample.js'

const test = suite('what a log says of orders')
const specs = loadSpecs()
const WHO = 'email:89674976b16f9a7dc2d4c14699ee79ba'

const order = (key: string, customer: string) => changeOf({
  stream: 'se/order', key, action: 'create', side: 'erp',
  fields: Object.fromEntries(Object.entries({ document: 'order', currency: 'SEK', gross: '447.00', vat: '89.40', customer, customerName: 'Åsa Öberg' }).map(([name, after]) => [name, { after, moved: 'new' as const }])),
})
const step = (change: StepItem['change'], fate: StepItem['fate'] = { kind: 'done' }): StepItem => ({ change, targetKey: change.key, after: {}, fate, writes: 1 })

test('by stream: keys, sums, reasons; a customer goes by the orders that name it', () => {
  const [done, not] = [order('1001', WHO), order('1010', WHO)]
  const receipt = changeOf({ stream: 'se/order-receipt', key: '1001', action: 'create', fields: { status: { after: 'Överförd', moved: 'new' } } })
  const document = documentOf([
    streamOf('se/order-customer', { held: [{ key: WHO, name: 'Åsa Öberg', reason: { code: 'CUSTOMER_AMBIGUOUS', facts: { numbers: '501, 502', by: 'email' } } }] }),
    streamOf('se/order', { changes: [done, not], held: [{ key: '1008', reason: { code: 'ARTICLE_UNKNOWN' } }] }),
    streamOf('se/order-receipt', { changes: [receipt] }), streamOf('se/price', { held: [{ key: 'A', reason: { code: 'POLICY_HOLD' } }] }),
  ])
  const outcomes = [step(done), step(not, { kind: 'retry', problem: { code: 'CUSTOMER_AMBIGUOUS', level: 'error', facts: {} } }), step(receipt)]
  const told = ordersTold({ document, outcomes }, specs)
  assert.equal(told, [
    { stream: 'se/order-customer', held: { CUSTOMER_AMBIGUOUS: ['of 1001, 1010'] } },
    { stream: 'se/order', created: ['1001'], what: 'handed over', comesTo: ['1 order, 447.00 SEK of which VAT 89.40'], notDone: ['1010'], held: { ARTICLE_UNKNOWN: ['1008'] } },
    { stream: 'se/order-receipt', created: ['1001'], what: 'told to the shop' },
  ])
  assert.not.match(JSON.stringify(told), /Åsa|[0-9a-f]{32}/)
})

test('a pass in which nothing happens says nothing', () => {
  assert.equal(ordersTold({ document: documentOf([streamOf('se/order', { unchanged: 12 })]), outcomes: [] }, specs), [])
})

test.run()
