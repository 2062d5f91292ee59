// Scenarios of stock that is sold and not in the company yet, played with orders: what the shops show never promises a piece twice.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { doc } from '../kit/customer.js'
import { documentsOf, effectsOfAnotherRun, heldOrders, skippedOrders } from '../kit/order-outcome.js'
import { orderScenario, STATUS, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import { sold } from '../kit/scenario.js'

const test = suite('scenarios: stock in flight')

/** A, of which so many lie on the shelf and are shown; levels count what is on its way. */
async function stocked(stock: number, options: OrderScenarioOptions = {}): Promise<OrderScenario> {
  const { articles = { A: { stock } }, products = { A: sold('Artikel A', 199) } } = options
  const it = await orderScenario({ more: 'stock: { inFlight: subtract }', ...options, articles, products })
  await it.approve()
  return it
}

const levelOf = (it: OrderScenario, shop = 'se', number = 'A'): number | undefined => it.product(number, shop)?.stock?.count
const TAKEN = 25
const CANCELLED = 40
const of = (quantity: string, article = 'A') => ({ rows: [{ article, quantity, price: '199' }], freight: { amount: '0' } })

test('S-160, S-161: of five, two are ordered and not transferred: three are shown, before the transfer and after it', async () => {
  const it = await stocked(5)
  it.place('1001', { ...of('1'), statusId: STATUS.new })
  it.place('1002', { ...of('1'), statusId: STATUS.new })
  await it.run()
  assert.equal([levelOf(it), it.documents().length], [3, 0])
  it.place('1001', { ...of('1'), modified: '2026-11-25T08:30:00' })
  it.place('1002', { ...of('1'), modified: '2026-11-25T08:30:00' })
  const levels: (number | undefined)[] = []
  for (let run = 0; run < 3; run++) {
    await it.run()
    levels.push(levelOf(it))
  }
  assert.equal([levels, it.documents().length], [[3, 3, 3], 2])
  assert.equal(await effectsOfAnotherRun(it), [])
  it.close()
})

test('S-165: an order that comes between the reading of the stock and its writing keeps the old level from being written', async () => {
  const it = await stocked(5)
  it.inErp('ARTICLE', 'A', { QUANTITY_IN_STOCK: 8 })
  it.at('2026-11-25T12:00:00Z')
  let placed = false
  it.hear((event, { stream, system } = {}) => {
    if (placed || event !== 'listed' || stream !== 'se/stock' || system !== 'se') return
    placed = true
    it.at('2026-11-25T12:00:05Z')
    it.place('1001', { ...of('2'), statusId: STATUS.new, placed: '2026-11-25T13:00:03' })
  })
  await it.run()
  assert.equal([placed, levelOf(it)], [true, 5], 'eight were never shown')
  await it.run()
  assert.is(levelOf(it), 6)
  it.close()
})

test('S-170: two shops on one stock: what either sells is off both, and each keeps its own buffer back', async () => {
  const it = await stocked(5, { shops: ['se', 'no'], documents: [doc('StockProfile', 'norge', 'buffer: 2', 'shop: "no"')] })
  assert.equal([levelOf(it, 'se'), levelOf(it, 'no')], [5, 3])
  it.place('1001', { ...of('1'), statusId: STATUS.new })
  it.place('1001', { ...of('1'), statusId: STATUS.new }, 'no')
  await it.run()
  assert.equal([levelOf(it, 'se'), levelOf(it, 'no')], [3, 1])
  it.close()
})

test('S-171: an order for three where one can be sold is transferred, and it is said with the figures', async () => {
  const it = await stocked(1)
  it.place('1001', of('3'))
  const { document } = await it.run()
  assert.equal(oversold(document), ['1001: A 3 of 1'])
  assert.equal(documentsOf(it), ['order se/1001: 597 incl. 119.4 VAT'])
  assert.is(levelOf(it), 0)
  assert.equal([oversold((await it.run()).document), await effectsOfAnotherRun(it)], [[], []])
  it.close()
})

test('S-171: two orders for the last one: the second is told', async () => {
  const it = await stocked(1)
  it.place('1001', of('1'))
  it.place('1002', of('1'))
  assert.equal(oversold((await it.run()).document), ['1002: A 1 of 0'])
  assert.is(it.documents().length, 2)
  it.close()
})

test('S-171: two shops sell the last one: the second is told, in the plan as in the run', async () => {
  const it = await stocked(1, { shops: ['se', 'no'] })
  it.place('1001', of('1'))
  it.place('1001', of('1'), 'no')
  const planned = oversold(await it.plan(), 'no')
  assert.equal(planned, ['1001: A 1 of 0'])
  assert.equal(oversold((await it.run()).document, 'no'), planned)
  assert.is(it.documents().length, 2)
  it.close()
})

test('S-160: a row names the number of the shop, the stock the one of the company: a reviewed pair joins them', async () => {
  const pair = doc('Pairs', 'first', 'entity: product\npairs: [{ shop: KOPP-RÖD, erp: A }]', 'shop: se')
  const it = await stocked(5, { products: { 'KOPP-RÖD': sold('Kopp, röd', 199) }, documents: [pair] })
  it.place('1001', { ...of('2', 'KOPP-RÖD'), statusId: STATUS.new })
  await it.run()
  assert.is(levelOf(it, 'se', 'KOPP-RÖD'), 3)
  it.place('1001', { ...of('2', 'KOPP-RÖD'), modified: '2026-11-25T08:30:00' })
  await it.run()
  const [row] = it.document('se/1001')['ROWS'] as { ARTICLE_NUMBER: string }[]
  assert.equal([row?.ARTICLE_NUMBER, levelOf(it, 'se', 'KOPP-RÖD')], ['A', 3])
  assert.equal(await effectsOfAnotherRun(it), [])
  it.close()
})

test('an order that waits, or is held, is named and counted however old it grows, also by an engine that is started anew; then it goes, and is followed', async () => {
  const it = await stocked(5, { orders: 'followDays: 30' })
  it.place('1001', { rows: [{ article: 'SAKNAS', quantity: '2', price: '199' }, { article: 'A', quantity: '2', price: '199' }], freight: { amount: '0' } })
  it.place('1002', { ...of('1'), statusId: STATUS.new })
  it.at('2026-12-30T09:00:00Z')
  const { document } = await it.run()
  assert.equal([levelOf(it), heldOrders(document), skippedOrders(document)], [2, ['1001 ARTICLE_UNKNOWN'], ['1002 STATUS_NOT_TRIGGER']])
  it.place('1002', of('1'))
  it.inErp('ARTICLE', 'SAKNAS', { ...it.article('A'), NUMBER: 'SAKNAS' })
  await it.run()
  await it.run()
  assert.equal([it.documents().length, it.order('1001').statusId, it.order('1002').statusId, levelOf(it)], [2, TAKEN, TAKEN, 2])
  assert.equal(await effectsOfAnotherRun(it), [])
  it.close()
})

for (const [what, rows, level] of [
  ['a return that somebody typed as an order, and that is held', [['A', '-3']], 5],
  ['a mixed order', [['A', '-2'], ['A', '1']], 4],
] as const) test(`an order below zero puts nothing on the shelf: ${what}`, async () => {
  const it = await stocked(5)
  it.place('1001', { rows: rows.map(([article, quantity]) => ({ article, quantity, price: '199' })), freight: { amount: '0' } })
  const levels: (number | undefined)[] = []
  for (let run = 0; run < 3; run++) {
    await it.run()
    levels.push(levelOf(it))
  }
  assert.equal([levels, it.documents().length], [[level, level, level], 0])
  it.close()
})

test('while an order that a list shows cannot be read, no level is written, and the order is named', async () => {
  const it = await stocked(5)
  it.place('1001', { ...of('2'), statusId: STATUS.new })
  it.settings('se', { faults: [{ op: 'Order_Get', kind: 'status503', delayMs: 0, times: 1000 }] })
  const { document } = await it.run()
  const stream = document.streams.find(({ stream: id }) => id === 'se/stock')
  assert.equal([levelOf(it), stream?.failed?.code, stream?.failed?.facts], [5, 'STOCK_ORDER_UNREADABLE', { shop: 'se', order: '1001' }])
  it.settings('se', { faults: [] })
  it.at('2026-11-25T09:02:00Z')
  await it.run()
  assert.is(levelOf(it), 3)
  it.close()
})

for (const [what, profile, statusId] of [
  ['in flight', '', STATUS.new], ['bound, and counted off the shelf', 'basis: onHand\n', STATUS.paid],
] as const) test(`the status is that of the level that is shown: both are ${what}`, async () => {
  const shelf = doc('StockProfile', 'shelf', `${profile}status: { inStock: "9", coming: "2", out: "10" }`)
  const it = await stocked(2, { mode: 'combo', package: 400, documents: [shelf], mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }' })
  const shown = (): unknown => [it.product('A')?.stock?.count, String(it.product('A')?.stock?.statusId)]
  assert.equal(shown(), [2, '9'])
  it.place('1001', { ...of('2'), statusId })
  await it.run()
  await it.run()
  assert.equal(shown(), [0, '10'])
  it.place('1001', { ...of('2'), statusId: CANCELLED, modified: '2026-11-25T08:30:00' })
  await it.run()
  await it.run()
  assert.equal(shown(), [2, '9'])
  assert.equal(await effectsOfAnotherRun(it), [])
  it.close()
})

test('orders before the first day are off the level from inFlightFrom on, and never go over', async () => {
  const it = await stocked(9, { more: 'stock: { inFlightFrom: 2026-10-15 }' })
  const old = { ...of('2'), modified: '2026-11-25T08:00:00' }
  it.place('1', { ...old, placed: '2026-10-14T08:00:00' })
  it.place('2', { ...old, placed: '2026-10-20T08:00:00' })
  it.place('3', { ...old, placed: '2026-10-20T08:00:00', statusId: TAKEN })
  const { document } = await it.run()
  assert.equal([levelOf(it), it.documents().length, skippedOrders(document)], [7, 0, ['1', '2', '3'].map((number) => `${number} BEFORE_ORDERS_FROM`)])
  it.at('2027-06-25T09:00:00Z')
  await it.run()
  assert.equal([levelOf(it), it.documents().length], [7, 0])
  it.place('2', { ...old, placed: '2026-10-20T08:00:00', statusId: TAKEN, modified: '2027-06-25T10:50:00' })
  it.at('2027-06-25T09:10:00Z')
  await it.run()
  assert.is(levelOf(it), 9)
  it.close()
})

test('what lies on the shelf is sold until it is delivered: from the level on hand bound orders are off too', async () => {
  const it = await stocked(5, { documents: [doc('StockProfile', 'shelf', 'basis: onHand')] })
  it.place('1001', of('2'))
  it.place('1002', { ...of('1'), statusId: STATUS.new })
  await it.run()
  await it.run()
  assert.is(levelOf(it), 2)
  const people = new People(it.world('erp'))
  people.deliver(1, { 1: 1 })
  await it.run()
  assert.is(levelOf(it), 2, 'one has left the shelf, and one is still to go')
  people.deliver(1)
  await it.run()
  assert.is(levelOf(it), 2)
  it.close()
})

function oversold({ streams }: PlanDocument, shop = ''): string[] {
  return streams.filter(({ stream }) => stream.startsWith(shop)).flatMap(({ warnings }) => warnings).filter(({ code }) => code === 'ORDER_OVERSOLD').map(({ facts }) => `${String(facts?.['keys'])}: ${facts?.['sku']} ${facts?.['ordered']} of ${facts?.['sellable']}`)
}

test.run()
