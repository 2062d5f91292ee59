// What the shop gave back, beside the invoice and the credit that the simulated company made of it: an accountant's view. Each credit
// is at the rates, on the accounts and with the head of its original.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import type { Row } from '../../engine/connect/world/world.js'
import { ORDER, orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import { rowsOf } from '../kit/order-outcome.js'

const test = suite('scenarios: credits')

type Refund = NonNullable<OrderRow['refunds']>[number]
const AT = '2026-11-25T11:00:00'
const ABROAD = 'regimes: { ossFrom: 2026-01-01, accounts: { "OSS DE": "3106", EXPORT: "3305", EU_RC: "3308" } }'
const ACCOUNTS = Object.fromEntries(['A', 'B', 'C'].flatMap((year) => ['3001', '3004', '3106', '3305', '3308'].map((number) => [`${year}|${number}`, { SEASON_ID: year, NUMBER: number, TEXT: number }])))
const GERMAN_RATE = { PRM2: { VAT1: 25, VAT2: 19, VAT3: 6, VAT4: 0, DEFAULT_PRICELIST: 'A', NEXT_ARTICLE_NO: '1000' } }
const { customer, shipTo } = ORDER
const to = (country: string, zip: string, company?: string): Partial<OrderRow> => ({ shipTo: { ...shipTo, country, zip, city: 'Ort', ...(company ? { company } : {}) }, freight: { amount: '0' } })
const MIXED: Partial<OrderRow> = {
  rows: [{ article: 'A', name: 'Kopp', quantity: '3', price: '100' }, { article: 'B', name: 'Kaffe', quantity: '2', price: '56', vat: '0.12' }],
  discounts: [{ text: 'Rabatt', amount: '10' }], freight: { amount: '49' },
}
const abroad = (tables: Readonly<Record<string, unknown>> = {}): OrderScenarioOptions => ({ orders: ABROAD, company: { tables: { ACCOUNT: ACCOUNTS, ...tables } as NonNullable<OrderScenarioOptions['company']>['tables'] } })

interface Case {
  readonly order: Partial<OrderRow>
  readonly refunds: readonly Omit<Refund, 'id' | 'at'>[]
  readonly options?: OrderScenarioOptions
  /** Of each credit: "gross incl. VAT". */
  readonly credits: readonly string[]
  /** Of the first credit. */
  readonly rows?: readonly string[]
}

const CASES: Readonly<Record<string, Case>> = {
  'S-051: food goes back at its 12 %, the freight at its 25 %': {
    order: { ...MIXED, discounts: [] }, refunds: [{ amount: '105', freight: '49', rows: [{ article: 'B', quantity: '1' }] }],
    credits: ['105 incl. 15.8'], rows: ['B 1 × 56 @2 → 56'],
  },
  'S-113: piece by piece, a discount among them, until all of the invoice is credited': {
    order: { ...MIXED, discounts: [], rows: [{ article: 'A', quantity: '3', price: '100', discount: '3.33' }] },
    refunds: ['1', '1', '1'].map((quantity, at) => ({ amount: ['96.67', '96.67', '96.67'][at] as string, rows: [{ article: 'A', quantity }] })).concat([{ amount: '49', freight: '49', rows: [] } as never]),
    credits: ['96.67 incl. 19.33', '96.67 incl. 19.33', '96.67 incl. 19.33', '49 incl. 9.8'],
  },
  'everything at once is just the invoice': { order: MIXED, refunds: [{ amount: '451' }], credits: ['451 incl. 79.8'] },
  'prices without VAT': {
    order: { pricesIncVat: false, rows: [{ article: 'A', quantity: '2', price: '79.20' }], freight: { amount: '0' } }, refunds: [{ amount: '99', rows: [{ article: 'A', quantity: '1' }] }],
    credits: ['99 incl. 19.8'], rows: ['A 1 × 79.2 @1 → 79.2'],
  },
  'euro, at the exchange rate of the invoice': { order: { currency: 'EUR', rate: '11.2' }, refunds: [{ amount: '199', rows: [{ article: 'A', quantity: '1' }] }], credits: ['199 incl. 39.8'] },
  'S-083: export': { order: { ...to('NO', '0150'), rows: [{ article: 'A', quantity: '2', price: '500', vat: '0' }] }, refunds: [{ amount: '500', rows: [{ article: 'A', quantity: '1' }] }], options: abroad(), credits: ['500 incl. 0'] },
  'S-081: one-stop shop': {
    order: { ...to('DE', '10115'), rows: [{ article: 'A', quantity: '2', price: '119', vat: '0.19' }] }, refunds: [{ amount: '119', rows: [{ article: 'A', quantity: '1' }] }],
    options: abroad({ PRM2: GERMAN_RATE }), credits: ['119 incl. 19'],
  },
  'S-079: reverse charge': {
    order: { ...to('DE', '10115', 'Kunde GmbH'), customer: { ...customer, vatNo: 'DE136695976', vatNoValidAt: '2026-11-25T07:59:00' }, rows: [{ article: 'A', quantity: '2', price: '500', vat: '0' }] },
    refunds: [{ amount: '500', rows: [{ article: 'A', quantity: '1' }] }], options: abroad(), credits: ['500 incl. 0'],
  },
  'a discount on the card of the customer takes nothing off what goes back': {
    order: {}, refunds: [{ amount: '199', rows: [{ article: 'A', quantity: '1' }] }],
    options: { customers: { 1001: { NUMBER: '1001', NAME: 'Åsa Öberg', EMAIL: 'asa@example.se', INVOICE_DISCOUNT: 10 } } }, credits: ['199 incl. 39.8'],
  },
}

/** What a credit has of its original. */
const OF_ORIGINAL = ['CUSTOMER_NUMBER', 'CUSTOMER_NAME', 'MAILING_ADDRESS1', 'CITY', 'CURRENCY_CODE', 'CURRENCY_RATE', 'INCLUDING_VAT', 'EXPORT', 'EU_SALE', 'CUSTOMER_INVOICE_VAT_NUMBER']

function invoices(s: OrderScenario, type: 'F' | 'K'): readonly Row[] {
  return s.documents('INVOICE_HEAD').filter((one) => (one['TYPE_OF_INVOICE'] === 'K') === (type === 'K'))
}

for (const [name, { order, refunds, options = {}, credits, rows }] of Object.entries(CASES)) test(name, async () => {
  const s = await orderScenario({ erp: 'verifiedCredits: true', ...options })
  s.place('1001', order)
  await s.run()
  new People(s.world('erp')).invoice(1)
  for (const at of refunds.keys()) {
    s.place('1001', { ...s.order('1001'), refunds: refunds.slice(0, at + 1).map((one, nth) => ({ id: nth + 1, at: AT, ...one })), modified: `2026-11-25T1${at}:30:00` })
    await s.run()
  }
  s.erpLog(); s.shopLog()
  const { document } = await s.run()
  assert.equal([s.erpLog(), s.shopLog(), document.streams.find(({ stream }) => stream === 'se/order-credit')?.held], [[], [], []])
  const [original = {}] = invoices(s, 'F')
  const made = invoices(s, 'K')
  assert.equal(made.map((one) => `${one['TOTAL_AMOUNT']} incl. ${one['VAT_AMOUNT']}`), credits)
  for (const credit of made) {
    assert.equal(OF_ORIGINAL.map((field) => credit[field]), OF_ORIGINAL.map((field) => original[field]))
    for (const row of credit['ROWS'] as Row[]) {
      const [source] = (original['ROWS'] as Row[]).filter((one) => one['ARTICLE_NUMBER'] === row['ARTICLE_NUMBER'])
      assert.equal([row['ACCOUNT_NUMBER'], row['VAT_CODE']], [source?.['ACCOUNT_NUMBER'], source?.['VAT_CODE']])
    }
  }
  if (rows) assert.equal(rowsOf(made[0] ?? {}), rows)
  s.close()
})

test('a guest on the bucket card is called by the name of the order on the credit, too', async () => {
  const s = await orderScenario({ erp: 'verifiedCredits: true', orders: 'customer: { numberFrom: bucket, bucket: "99999" }', customers: { 99999: { NUMBER: '99999', NAME: 'Webbkund' } } })
  s.place('1001', {})
  await s.run()
  new People(s.world('erp')).invoice(1)
  s.place('1001', { ...s.order('1001'), refunds: [{ id: 7, at: AT, amount: '199', rows: [{ article: 'A', quantity: '1' }] }], modified: '2026-11-25T11:30:00' })
  await s.run()
  assert.equal(invoices(s, 'K').map((one) => [one['CUSTOMER_NUMBER'], one['CUSTOMER_NAME']]), [['99999', 'Åsa Öberg']])
  s.close()
})

test.run()
