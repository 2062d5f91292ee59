// Scenarios of several shops on one company whose order numbers clash.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import { effectsOf } from '../../engine/connect/world/world.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('scenarios: orders of several shops')
const MAPPING = `import: { when: [Betald], then: Överförd }
feedback:
  - { event: delivered, status: Levererad, mail: true }`
const channel = (name: string, shop: string, spec: string): string => `apiVersion: samsyn/v1\nkind: Channel\nmetadata: { name: ${name}, shop: ${shop} }\nspec: ${spec}\n`
const CHANNELS = [
  channel('butik', 'se', '{ match: { channelId: 1 } }'),
  channel('foretag', 'se', '{ match: { channelId: 2 }, orders: { as: invoice } }'),
  channel('norge', 'no', '{ match: { channelId: 1 }, orders: { project: NO } }'),
]
const TAKEN = 25
const DELIVERED = 30

async function twoShops(): Promise<OrderScenario> {
  const it = await orderScenario({
    shops: ['se', 'no'], mapping: MAPPING, integration: 'streams: { order-status: on }', documents: CHANNELS,
    company: { tables: { PROJECT: { NO: { CODE: 'NO', NAME: 'Norge' } } } },
  })
  const world = it.world('se')
  world.table('channels')['2'] = { name: 'Nordlys B2B', currency: 'SEK' }
  world.checkpoint()
  return it
}

const marks = (it: OrderScenario): string[] => it.documents().map((row) => String(row['LOCAL_REMARK'])).sort()
const statuses = (it: OrderScenario): unknown[] => [['1001', 'se'], ['1002', 'se'], ['1001', 'no']].map(([number, shop]) => it.order(number as string, shop).statusId)
const mailed = (it: OrderScenario, shop: string): unknown[] =>
  effectsOf(it.world(shop).file).flatMap(({ puts }) => puts).filter(([table]) => table === 'mails').map(([, , row]) => row?.['order'])

test('S-174: two shops and three channels with the same order numbers: each its own document, customer, status and mail', async () => {
  const it = await twoShops()
  it.place('1001', { customer: { email: 'asa@example.se' } }, 'se')
  it.place('1002', { channel: 2, customer: { email: 'bo@example.se' } }, 'se')
  it.place('1001', { customer: { email: 'kari@example.no' }, rows: [{ article: 'B', name: 'Fat', quantity: '1', price: '349' }] }, 'no')
  const { document } = await it.run()
  assert.equal(document.totals.held, 0, JSON.stringify(document.streams.map(({ stream, held }) => [stream, held])))
  assert.equal(marks(it), ['samsyn:no/1001', 'samsyn:se/1001', 'samsyn:se/1002'])
  const [ours, company, theirs] = ['se/1001', 'se/1002', 'no/1001'].map((one) => it.document(one))
  assert.equal([ours?.['TOTAL_AMOUNT'], theirs?.['TOTAL_AMOUNT'], theirs?.['PROJECT_CODE']], [447, 398, 'NO'])
  assert.equal([it.documents('ORDER_HEAD').length, it.documents('INVOICE_HEAD').length], [2, 1])
  assert.is(new Set([ours, company, theirs].map((one) => one?.['CUSTOMER_NUMBER'])).size, 3)
  assert.is(it.customers().length, 3)
  assert.equal(statuses(it), [TAKEN, TAKEN, TAKEN])
  // The one shop's document is delivered: the other's order of the same number hears nothing of it.
  new People(it.world('erp')).deliver(Number(theirs?.['DOCUMENT_NUMBER']))
  await it.run()
  assert.equal([statuses(it), mailed(it, 'se'), mailed(it, 'no')], [[TAKEN, TAKEN, DELIVERED], [], ['1001']])
  new People(it.world('erp')).deliver(Number(ours?.['DOCUMENT_NUMBER']))
  await it.run()
  assert.equal([statuses(it), mailed(it, 'se'), mailed(it, 'no')], [[DELIVERED, TAKEN, DELIVERED], ['1001'], ['1001']])
  assert.equal((await it.run()).outcomes.map(({ change }) => change.id), [])
  it.close()
})

test('S-174: the same person in both shops has one card, and a document from each', async () => {
  const it = await twoShops()
  it.place('1001', {}, 'se')
  it.place('1001', {}, 'no')
  await it.run()
  const [ours, theirs] = ['se/1001', 'no/1001'].map((one) => it.document(one))
  assert.is(it.customers().length, 1)
  assert.is(ours?.['CUSTOMER_NUMBER'], theirs?.['CUSTOMER_NUMBER'])
  assert.is.not(ours?.['DOCUMENT_NUMBER'], theirs?.['DOCUMENT_NUMBER'])
  it.close()
})

test('two shops that give the numbers: the one shop\'s customer 17 never gets the card of the other\'s, in the same run or later', async () => {
  for (const together of [true, false]) {
    const it = await orderScenario({ shops: ['se', 'no'], orders: 'customer: { numberFrom: shop }' })
    it.place('1001', { customer: { id: '17', email: 'asa@example.se' } }, 'se')
    if (!together) await it.run()
    it.place('1001', { customer: { id: '17', email: 'kari@example.no' } }, 'no')
    for (const _ of [1, 2]) await it.run()
    const { document } = await it.run()
    assert.equal([marks(it), it.customers().map((card) => [card['NUMBER'], card['EMAIL']])], [['samsyn:se/1001'], [['17', 'asa@example.se']]])
    assert.ok(JSON.stringify(document.streams.flatMap(({ held }) => held)).includes('CUSTOMER_NUMBER_TAKEN'))
    // Who is known in both is one customer, whatever the shops call him.
    it.place('1002', { customer: { id: '4', email: 'asa@example.se' } }, 'no')
    await it.run()
    assert.is(it.document('no/1002')['CUSTOMER_NUMBER'], '17')
    it.close()
  }
})

test('several shops that give the numbers cannot have customers matched by them', async () => {
  const orders = 'customer: { numberFrom: shop, matchBy: [number, email] }'
  const it = await orderScenario({ shops: ['se', 'no'], orders })
  assert.equal(await it.faults(), ['E253'])
  const one = await orderScenario({ orders })
  assert.equal(await one.faults(), [])
  it.close()
  one.close()
})

test.run()
