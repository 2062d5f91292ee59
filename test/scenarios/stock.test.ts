// Scenarios of stock that concern profiles and statuses, played from the shelf to the shop.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { doc } from '../kit/customer.js'
import { orderScenario } from '../kit/order-scenario.js'
import { callsIn, scenario, sold, type Article, type Scenario, type ScenarioOptions } from '../kit/scenario.js'

const test = suite('scenarios: stock')

const profile = (spec: string, more = ''): string => doc('StockProfile', 'shelf', spec, more)

function stocked(articles: Readonly<Record<string, Article>>, options: ScenarioOptions = {}): Scenario {
  const products = Object.fromEntries(Object.keys(articles).map((number) => [number, sold(`Artikel ${number}`, 100)]))
  return scenario({ mode: 'combo', package: 400, articles, products, ...options })
}

const countOf = (it: Scenario, number: string, shop = 'se'): number | undefined => it.product(number, shop)?.stock?.count

test('S-162: a buffer of one and a cap of ten: of three two are shown, of fifty ten', async () => {
  const it = stocked({ A: { stock: 3 }, B: { stock: 50 }, C: { stock: 1 }, D: { stock: 0 } }, { documents: [profile('buffer: 1\ncap: 10')] })
  await it.approve()
  assert.equal(['A', 'B', 'C', 'D'].map((one) => countOf(it, one)), [2, 10, 0, 0])
  assert.is((await it.plan()).totals.update, 0)
  it.close()
})

test('S-164: of 2.7 metres the shop, which counts in whole numbers, shows two', async () => {
  const it = stocked({ TYG: { stock: 2.7, row: { UNIT_CODE: 'm' } } })
  await it.approve()
  assert.is(countOf(it, 'TYG'), 2)
  it.close()
})

const purchase = (DOCUMENT_NUMBER: number, DELIVERY_DATE: string, QUANTITY2: number) => ({
  DOCUMENT_NUMBER, SUPPLIER_NUMBER: '1', DELIVERY_DATE, DELIVERED: false, CANCELLED: false, ROWS: [{ ARTICLE_NUMBER: 'KOPP', QUANTITY1: 0, QUANTITY2 }],
})
const ORDERED: ErpWorldOptions = {
  tables: {
    SUPPLIER: { '1': { NUMBER: '1', NAME: 'Porslinsfabriken' } },
    BOOKING_HEAD: {
      '501': purchase(501, '2026-12-10', 20),
      '502': purchase(502, '2027-01-20', 40),
    },
  },
}

const STATUSES = profile('status: { inStock: "1", coming: "9", out: "10", comingOn: true }')

test('S-167: with none on the shelf and a purchase order due on 10 December the shop says "coming" and that day; when the order is gone it says neither', async () => {
  const it = stocked({ KOPP: { stock: 0, row: { ORDERED_QUANTITY: 60 } }, FAT: { stock: 0 } }, { documents: [STATUSES], company: ORDERED })
  await it.approve()
  assert.equal([it.product('KOPP')?.stock?.statusId, it.product('KOPP')?.stock?.deliveryDate], [9, '2026-12-10T00:00:00'])
  assert.equal([it.product('FAT')?.stock?.statusId, it.product('FAT')?.stock?.deliveryDate], [10, undefined])
  assert.is((await it.plan()).totals.update, 0)
  it.inErp('BOOKING_HEAD', '501', { CANCELLED: true })
  it.inErp('ARTICLE', 'KOPP', { ORDERED_QUANTITY: 40 })
  await it.run()
  assert.equal([it.product('KOPP')?.stock?.statusId, it.product('KOPP')?.stock?.deliveryDate], [9, '2027-01-20T00:00:00'])
  it.inErp('BOOKING_HEAD', '502', { CANCELLED: true })
  it.inErp('ARTICLE', 'KOPP', { ORDERED_QUANTITY: 0 })
  const { outcomes } = await it.run()
  // The service cannot empty its day; without the status "coming" nobody is shown it.
  assert.equal([it.product('KOPP')?.stock?.statusId, it.product('KOPP')?.stock?.deliveryDate], [10, '2027-01-20T00:00:00'])
  assert.ok(outcomes.every(({ fate }) => fate.kind === 'done'))
  it.inErp('ARTICLE', 'KOPP', { QUANTITY_IN_STOCK: 12 })
  await it.run()
  assert.equal([it.product('KOPP')?.stock?.statusId, countOf(it, 'KOPP')], [1, 12])
  it.close()
})

test('S-167: without a word about days the status follows the purchase order, and the day of the shop is left alone', async () => {
  const it = stocked({ KOPP: { stock: 0, row: { ORDERED_QUANTITY: 60 } } }, { documents: [profile('status: { inStock: "1", coming: "9", out: "10" }')], company: ORDERED })
  await it.approve()
  assert.equal([it.product('KOPP')?.stock?.statusId, it.product('KOPP')?.stock?.deliveryDate], [9, undefined])
  it.close()
})

test('S-168: the till sells the last one through the company: the shop shows none at the next run', async () => {
  const it = stocked({ A: { stock: 1 }, B: { stock: 5 } })
  await it.approve()
  assert.is(countOf(it, 'A'), 1)
  it.shopLog()
  it.inErp('ARTICLE', 'A', { QUANTITY_IN_STOCK: 0 })
  await it.run()
  assert.equal([countOf(it, 'A'), countOf(it, 'B')], [0, 5])
  assert.equal(callsIn(it.shopLog()), { Product_AddUpdate: 1 })
  it.close()
})

test('S-170: two shops on one stock have buffers of their own, and show five and three', async () => {
  const it = stocked({ A: { stock: 5 } }, { shops: ['se', 'no'], documents: [doc('StockProfile', 'norge', 'buffer: 2', 'shop: "no"')] })
  await it.approve()
  assert.equal([countOf(it, 'A', 'se'), countOf(it, 'A', 'no')], [5, 3])
  it.close()
})

test('S-170: two channels of one shop cannot: the shop is told one level for each article, and the file is refused by name', async () => {
  const it = stocked({ A: { stock: 5 } }, { documents: [doc('Channel', 'norge', 'match: { channelId: 2 }', 'shop: se'), profile('buffer: 2', 'shop: se, channel: norge')] })
  assert.equal(await it.faults(), ['E222'])
  assert.is(countOf(it, 'A'), 0)
  it.close()
})

test('S-173: in package 100 stock is off, the plan names the package that has it, and no level is written', async () => {
  const it = stocked({ A: { stock: 5 } }, { mode: 'erp-leads', package: 100 })
  const { document } = await it.approve()
  assert.equal(document.off.filter(({ stream }) => stream === 'se/stock').map(({ code, facts }) => [code, facts['first']]), [['STREAM_NEEDS_PACKAGE', '200']])
  assert.is(countOf(it, 'A'), 0)
  it.close()
})

test('S-173: asked for by name in package 100, stock is refused before anything is called', async () => {
  const it = stocked({ A: { stock: 5 } }, { mode: 'erp-leads', package: 100, more: 'stock: { inFlight: ignore }\nstreams: { stock: on }' })
  assert.equal(await it.faults(), ['E207'])
  it.close()
})

test('what customers have bought and the ERP does not know of yet is taken off the level that the shop shows, and once only', async () => {
  const it = await orderScenario({
    mode: 'combo', package: 400, articles: { A: { stock: 10, prices: { A: 199 } } }, products: { A: sold('Kopp', 199) }, orders: 'pay: { Klarna: authorised }', more: '',
  })
  await it.approve()
  assert.is(countOf(it, 'A'), 10)
  it.place('1001', { rows: [{ article: 'A', quantity: '3', price: '199' }], payment: { methodId: 1, state: 'Pending' } })
  await it.run()
  assert.equal([it.documents().length, countOf(it, 'A')], [0, 7])
  it.place('1001', { rows: [{ article: 'A', quantity: '3', price: '199' }] })
  await it.run()
  await it.run()
  assert.equal([it.documents().length, countOf(it, 'A')], [1, 7])
  it.close()
})

test.run()
