// Scenarios of amounts, played whole: what the shop says, what is written, and what the simulated program counts of it by its own
// rules. Totals agree to the öre, or there is no document.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import type { Row } from '../../engine/connect/world/world.js'
import { effectsOfAnotherRun, heldOrders, rowsOf } from '../kit/order-outcome.js'
import { orderScenario, STATUS, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'

const test = suite('scenarios: money')

const ARTICLES = {
  A: {}, MAT: { row: { ACCOUNTING_CODE: '12' } }, BOK: { row: { ACCOUNTING_CODE: '6' } }, FRAKT: { row: { STOCK_GOODS: false } },
  GAVA: { row: { STOCK_GOODS: false, ACCOUNTING_CODE: '0' } },
}
const RULES = 'articles: { freight: FRAKT, giftCard: GAVA }\nroundFor: [Faktura]'
const NO_FREIGHT = { freight: { amount: '0' } }
const MIXED: Partial<OrderRow> = {
  ...NO_FREIGHT,
  rows: [{ article: 'A', quantity: '1', price: '100' }, { article: 'MAT', quantity: '1', price: '112', vat: '0.12' }, { article: 'BOK', quantity: '1', price: '106', vat: '0.06' }],
}

interface Counted { readonly it: OrderScenario; readonly held: string[]; readonly document: Row | undefined; readonly figures: string }

/** One order, transferred; figures: what the program counts: total, VAT and what is rounded. */
async function counted(order: Partial<OrderRow>, options: OrderScenarioOptions = {}): Promise<Counted> {
  const it = await orderScenario({ orders: RULES, articles: ARTICLES, ...options })
  it.place('1001', order)
  const { document: plan } = await it.run()
  const [document] = it.documents()
  const figures = document ? `${document['TOTAL_AMOUNT']} incl. ${document['VAT_AMOUNT']} VAT${document['ROUND_OFF'] === 0 ? '' : `, rounded ${document['ROUND_OFF']}`}` : ''
  assert.equal(await effectsOfAnotherRun(it), [])
  return { it, held: heldOrders(plan), document, figures }
}

function vatOf(document: Row | undefined): unknown[] {
  return [1, 2, 3].map((code) => document?.[`AMOUNT_OF_VAT${code}`])
}

test('S-029: three of 33.33: the shop says 20.01 VAT, the program 20.00, and the total is the same', async () => {
  const { it, held, figures } = await counted({ ...NO_FREIGHT, rows: [{ article: 'A', quantity: '3', price: '33.33' }], vatSaid: '20.01' })
  assert.equal([held, figures], [[], '99.99 incl. 20 VAT'])
  it.close()
})

test('S-030: VAT that differs by half a krona holds the order with both figures', async () => {
  const { it, held, document } = await counted({ ...NO_FREIGHT, rows: [{ article: 'A', quantity: '3', price: '33.33' }], vatSaid: '20.50' })
  assert.equal([held, document], [['1001 VAT_MISMATCH'], undefined])
  it.close()
})

test('S-031: three rates are three VAT amounts in the program', async () => {
  const { it, held, document, figures } = await counted(MIXED)
  assert.equal([held, figures, vatOf(document)], [[], '318 incl. 38 VAT', [20, 12, 6]])
  it.close()
})

test('S-032: freight on three rates goes as three rows, for the head has one VAT code for freight', async () => {
  const { it, held, document, figures } = await counted({ ...MIXED, freight: { amount: '59', vat: 'shared' } })
  assert.equal(held, [])
  assert.equal(rowsOf(document as Row).slice(3), ['FRAKT 1 × 18.55 @1 → 18.55', 'FRAKT 1 × 20.78 @2 → 20.78', 'FRAKT 1 × 19.67 @3 → 19.67'])
  assert.equal([figures, vatOf(document), document?.['CARGO_AMOUNT'] ?? 0], ['377 incl. 45.05 VAT', [23.71, 14.23, 7.11], 0])
  it.close()
})

test('S-033: freight excl. VAT on books and records is shared by what they cost', async () => {
  const { it, held, document, figures } = await counted({
    pricesIncVat: false, freight: { amount: '100', vat: 'shared' }, rows: [{ article: 'BOK', quantity: '1', price: '650', vat: '0.06' }, { article: 'A', quantity: '1', price: '350' }],
  })
  assert.equal([held, figures, vatOf(document)], [[], '1239.15 incl. 139.15 VAT', [96.25, 0, 42.9]])
  it.close()
})

test('S-035, S-036: freight of one rate stands in its field; free freight leaves nothing', async () => {
  const { it, document, figures } = await counted({})
  assert.equal([document?.['CARGO_AMOUNT'], document?.['CARGO_VAT_CODE'], figures], [49, '1', '447 incl. 89.4 VAT'])
  it.close()
  const free = await counted(NO_FREIGHT)
  assert.equal([free.document?.['CARGO_AMOUNT'] ?? 0, rowsOf(free.document as Row).length, free.figures], [0, 1, '398 incl. 79.6 VAT'])
  free.it.close()
})

test('S-038: a code of fifty kronor is shared among the rates, to the öre', async () => {
  const { it, held, document, figures } = await counted({ ...MIXED, discounts: [{ text: 'HÖST', amount: '50', vat: 'shared' }] })
  assert.equal(held, [])
  assert.equal(((document as Row)['ROWS'] as Row[]).map((row) => row['AMOUNT_CURRENT_CURRENCY']), [84.28, 94.39, 89.33])
  assert.equal([figures, vatOf(document)], ['268 incl. 32.03 VAT', [16.86, 10.11, 5.06]])
  it.close()
})

test('S-039: a hundred off a row is an amount: 599.00, not what a percentage would leave', async () => {
  const { it, held, document, figures } = await counted({ ...NO_FREIGHT, rows: [{ article: 'A', quantity: '1', price: '699', discount: '14.306152' }] })
  assert.equal([held, ((document as Row)['ROWS'] as Row[]).map((row) => row['AMOUNT_CURRENT_CURRENCY']), figures], [[], [599], '599 incl. 119.8 VAT'])
  it.close()
})

const INVOICED: Partial<OrderRow> = { ...NO_FREIGHT, rows: [{ article: 'A', quantity: '1', price: '1249.50' }], payment: { methodId: 2 } }
const ROUNDS = { company: { settings: { totalRounding: 'krona' } } }

test('S-045: paid by invoice, 1 249.50 is rounded to whole kronor and its VAT is not touched', async () => {
  const { it, held, figures } = await counted(INVOICED, ROUNDS)
  assert.equal([held, figures], [[], '1250 incl. 249.9 VAT, rounded 0.5'])
  it.close()
})

test('S-045: a company that does not round leaves an invoice with öre: held, with what to do in that direction', async () => {
  const it = await orderScenario({ orders: RULES, articles: ARTICLES })
  it.place('1001', INVOICED)
  await it.run()
  const { document } = await it.run()
  const [held] = document.streams.find(({ stream }) => stream === 'se/order')?.held ?? []
  assert.equal([held?.reason.code, held?.reason.facts?.['source'], held?.reason.facts?.['target'], it.documents().length], ['ROUNDING_OTHERWISE', '0.50', '0.00', 1])
  it.close()
})

test('S-047: paid with Klarna nothing is rounded: set to nothing where the program lets it be set, else a named refusal', async () => {
  const klarna = { ...INVOICED, payment: { methodId: 1 } }
  const set = await counted(klarna, { company: { settings: { totalRounding: 'krona', roundOffWritable: true } } })
  assert.equal([set.held, set.figures], [[], '1249.5 incl. 249.9 VAT'])
  set.it.close()
  const it = await orderScenario({ orders: RULES, articles: ARTICLES, ...ROUNDS })
  it.place('1001', klarna)
  await it.run()
  const { document } = await it.run()
  // The program has rounded, and says so only afterwards: the document is never taken for the order's, and the shop not told.
  assert.equal([heldOrders(document), it.documents().length, it.order('1001').statusId], [['1001 ROUNDING_CONFLICT'], 1, STATUS.paid])
  it.close()
})

test('S-053: a cart without VAT is a document without VAT, its head and rows alike', async () => {
  const { it, held, document, figures } = await counted({ ...NO_FREIGHT, pricesIncVat: false, rows: [{ article: 'A', quantity: '1', price: '79.20' }] })
  assert.equal([held, document?.['ROWS_INCLUDING_VAT'], figures], [[], false, '99 incl. 19.8 VAT'])
  it.close()
})

test('S-053: an öre of VAT that a shop without VAT rounds row by row is a row of its own, or is held by its name', async () => {
  const order = { ...NO_FREIGHT, pricesIncVat: false, rows: ['A', 'A', 'A'].map((article) => ({ article, quantity: '1', price: '79.22' })), vatSaid: '59.43' }
  const without = await counted(order)
  assert.equal([without.held, without.document], [['1001 VAT_ROUNDED_BY_ROW'], undefined])
  without.it.close()
  const { it, held, document, figures } = await counted(order, { orders: 'articles: { vatRounding: GAVA }' })
  assert.equal([held, rowsOf(document as Row).at(-1), figures], [[], 'GAVA 1 × 0.01 @0 → 0.01', '297.09 incl. 59.42 VAT'])
  it.close()
})

test('S-102: a gift card pays its part as a row below zero without VAT; what is left is what the card was reserved for', async () => {
  const { it, held, document, figures } = await counted({ rows: [{ article: 'A', quantity: '1', price: '747' }], giftVouchers: [{ number: 'GK-1', amount: '300' }] })
  assert.equal(held, [])
  assert.equal(rowsOf(document as Row).at(-1), 'GAVA -1 × 300 @0 → -300')
  assert.equal(figures, '496 incl. 159.2 VAT')
  it.close()
})

test.run()
