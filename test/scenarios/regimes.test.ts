// Scenarios of sales to other countries and in other currencies, as documents in the simulated company.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import type { Row } from '../../engine/connect/world/world.js'
import { documentsOf, effectsOfAnotherRun, heldOrders } from '../kit/order-outcome.js'
import { ORDER, orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import { streamOf } from '../kit/scenario.js'

const test = suite('scenarios: regimes')
const RULES = 'regimes: { ossFrom: 2026-01-01, accounts: { "OSS DE": "3106", EXPORT: "3305", EU_RC: "3308" } }'
const YEARS = ['A', 'B', 'C'] as const
const ACCOUNTS = Object.fromEntries(YEARS.flatMap((year) => ['3001', '3004', '3106', '3305', '3308'].map((number) => [`${year}|${number}`, { SEASON_ID: year, NUMBER: number, TEXT: number }])))

const { customer, shipTo } = ORDER
const to = (country: string, zip: string, more: Partial<NonNullable<OrderRow['shipTo']>> = {}): Partial<OrderRow> => ({ shipTo: { ...shipTo, country, zip, city: 'Ort', ...more }, freight: { amount: '0' } })
const row = (price: string, vat: string): Pick<OrderRow, 'rows'> => ({ rows: [{ article: 'A', quantity: '1', price, vat }] })
const GERMAN = { ...customer, vatNo: 'DE136695976' }

interface Played { readonly it: OrderScenario; readonly held: string[]; readonly document: Row; readonly accounts: unknown[]; readonly notes: string }

async function played(order: Partial<OrderRow>, options: OrderScenarioOptions = {}): Promise<Played> {
  const it = await orderScenario({ orders: RULES, company: { tables: { ACCOUNT: ACCOUNTS } }, ...options })
  it.place('1001', order)
  const { document: plan } = await it.run()
  const [document = {}] = it.documents()
  const [change] = streamOf(plan, 'se/order').changes
  const notes = Object.values(change?.fields ?? {}).flatMap((one) => (one?.note === undefined ? [] : [one.note])).join(' | ')
  assert.equal(await effectsOfAnotherRun(it), [])
  return { it, held: heldOrders(plan), document, accounts: ((document['ROWS'] ?? []) as Row[]).map((one) => one['ACCOUNT_NUMBER']), notes }
}

test('S-079: goods to a German company whose number was valid: no VAT, an EU sale with its number, on the account of reverse charge, and the proof is noted', async () => {
  const { it, held, document, accounts, notes } = await played({ ...to('DE', '10115', { company: 'Kunde GmbH' }), ...row('1000', '0'), customer: { ...GERMAN, vatNoValidAt: '2026-11-25T07:59:00' } })
  assert.equal(held, [])
  assert.equal([documentsOf(it), accounts, document['EU_SALE'], document['CUSTOMER_INVOICE_VAT_NUMBER']], [['order se/1001: 1000 incl. 0 VAT'], ['3308'], true, 'DE136695976'])
  assert.match(notes, /DE136695976, found valid at 2026-11-25T06:59:00/)
  it.close()
})

test('S-080: the number was never found valid: VAT that the shop charged is kept, and none charged holds the order', async () => {
  const kept = await played({ ...to('DE', '10115', { company: 'Kunde GmbH' }), ...row('119', '0.19'), customer: GERMAN }, { company: { tables: { ACCOUNT: ACCOUNTS, PRM2: GERMAN_RATE } } })
  assert.equal([kept.held, documentsOf(kept.it), kept.accounts], [[], ['order se/1001: 119 incl. 19 VAT'], ['3106']])
  kept.it.close()
  const swedish = await played({ ...to('DE', '10115', { company: 'Kunde GmbH' }), ...row('125', '0.25'), customer: { ...GERMAN, vatNoValidAt: '2026-11-25T07:59:00' } })
  const [card] = swedish.it.customers()
  assert.equal([swedish.held, documentsOf(swedish.it), swedish.accounts, card?.['VAT_NUMBER'], card?.['EU_CUSTOMER'] ?? false], [[], ['order se/1001: 125 incl. 25 VAT'], ['3001'], 'DE136695976', false])
  swedish.it.close()
  const free = await played({ ...to('DE', '10115', { company: 'Kunde GmbH' }), ...row('1000', '0'), customer: GERMAN })
  assert.equal([free.held, free.it.documents()], [['1001 RC_WITHOUT_VALID_VAT'], []])
  free.it.close()
})

const GERMAN_RATE = { PRM2: { VAT1: 25, VAT2: 19, VAT3: 6, VAT4: 0, DEFAULT_PRICELIST: 'A', NEXT_ARTICLE_NO: '1000' } }

test('S-080: on a card that counts no VAT nothing with VAT is written', async () => {
  const card = { NUMBER: '1001', NAME: 'Kunde GmbH', EMAIL: 'asa@example.se', EU_CUSTOMER: true }
  const { it } = await played({ ...to('DE', '10115', { company: 'Kunde GmbH' }), ...row('125', '0.25'), customer: GERMAN }, { orders: 'pay: {}', customers: { 1001: card } })
  const { document } = await it.run()
  assert.equal([it.documents(), streamOf(document, 'se/order').changes.length], [[], 1])
  it.close()
})

test('S-081: a German consumer pays German VAT, on the account of one-stop shop and Germany', async () => {
  const { it, held, accounts, notes } = await played({ ...to('DE', '10115'), ...row('119', '0.19') }, { company: { tables: { ACCOUNT: ACCOUNTS, PRM2: GERMAN_RATE } } })
  assert.equal([held, documentsOf(it), accounts], [[], ['order se/1001: 119 incl. 19 VAT'], ['3106']])
  assert.match(notes, /19 %: OSS DE/)
  it.close()
})

test('S-081: a rate that the company has not is held, not booked at another', async () => {
  const { it, held } = await played({ ...to('DE', '10115'), ...row('119', '0.19') })
  assert.equal([held, it.documents()], [['1001 VAT_RATE_UNKNOWN'], []])
  it.close()
})

for (const [name, country, zip] of [['S-083: Norway', 'NO', '0150'], ['S-084: Åland, outside the VAT area though in Finland', 'FI', '22100']] as const) {
  test(`${name}: export without VAT, on its account`, async () => {
    const { it, held, document, accounts } = await played({ ...to(country, zip), ...row('1000', '0') })
    assert.equal([held, documentsOf(it), accounts, document['EXPORT'], document['EU_SALE'] ?? false], [[], ['order se/1001: 1000 incl. 0 VAT'], ['3305'], true, false])
    it.close()
  })
}

test('S-086: a rate of 1 for euro is held; a believable one stands on the document', async () => {
  const suspect = await played({ currency: 'EUR', rate: '1' })
  assert.equal([suspect.held, suspect.it.documents()], [['1001 RATE_SUSPECT'], []])
  suspect.it.close()
  const inverted = await played({ currency: 'EUR', rate: '0.0893' })
  assert.equal([inverted.held, inverted.it.documents()], [['1001 RATE_FAR'], []])
  inverted.it.close()
  const { it, held, document } = await played({ currency: 'EUR', rate: '11.2' })
  assert.equal([held, document['CURRENCY_CODE'], document['CURRENCY_RATE'], documentsOf(it)], [[], 'EUR', 11.2, ['order se/1001: 447 incl. 89.4 VAT']])
  it.close()
})

test('S-087: a currency that the company has not is held', async () => {
  const { it, held } = await played({ currency: 'USD', rate: '10.5' })
  assert.equal([held, it.documents()], [['1001 CURRENCY_UNKNOWN'], []])
  it.close()
})

test.run()
