// What the simulated program makes of prices, discounts, freight and VAT: every figure was worked out by hand.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DB, RC } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD as H, OOI_ROW as R } from '../../engine/connect/visma/adk-fields.js'
import type { ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { addDocument, change, hang, inCompany, line, numberOf, read, setAll, type Company, type Values } from '../kit/adk-company.js'

const test = suite('visma simulator money')

/** GROSS, NET, EXCLUDING_OF_VAT, VAT_AMOUNT, ROUND_OFF, TOTAL_AMOUNT. */
type Sums = readonly [gross: number, net: number, exclusive: number, vat: number, rounding: number, total: number]
/** Basis and amount by VAT code; those that are left out are zero. */
type Vat = Readonly<Record<number, readonly [basis: number, amount: number]>>
interface Case { readonly what: string; readonly head?: Values; readonly rows: readonly Values[]; readonly sums: Sums; readonly vat: Vat; readonly options?: ErpWorldOptions }

const EXCL = { [H.CUSTOMER_NUMBER]: 'K1', [H.INCLUDING_VAT]: false }
const INCL = { [H.CUSTOMER_NUMBER]: 'K1', [H.INCLUDING_VAT]: true }
const KRONA = { settings: { totalRounding: 'krona' } }
const BASES = [H.BASIS_OF_VAT0, H.BASIS_OF_VAT1, H.BASIS_OF_VAT2, H.BASIS_OF_VAT3, H.BASIS_OF_VAT4]
const AMOUNTS = [undefined, H.AMOUNT_OF_VAT1, H.AMOUNT_OF_VAT2, H.AMOUNT_OF_VAT3, H.AMOUNT_OF_VAT4]

const CASES: readonly Case[] = [
  { what: 'one rate, without VAT', head: EXCL, rows: [line('25', 2, 100)], sums: [200, 200, 200, 50, 0, 250], vat: { 1: [200, 50] } },
  { what: 'one rate, with VAT', head: INCL, rows: [line('25', 2, 125)], sums: [200, 200, 200, 50, 0, 250], vat: { 1: [200, 50] } },
  {
    what: 'all rates, without VAT', head: EXCL, rows: [line('25', 1, 100), line('12', 1, 100), line('6', 1, 100), line('0', 1, 100)],
    sums: [400, 400, 400, 43, 0, 443], vat: { 0: [100, 0], 1: [100, 25], 2: [100, 12], 3: [100, 6] },
  },
  {
    what: 'all rates, with VAT', head: INCL, rows: [line('25', 1, 125), line('12', 1, 112), line('6', 1, 106), line('0', 1, 100)],
    sums: [400, 400, 400, 43, 0, 443], vat: { 0: [100, 0], 1: [100, 25], 2: [100, 12], 3: [100, 6] },
  },
  // 59.97 × 25/125 = 11.994; 9.95 × 12/112 = 1.066…
  {
    what: 'odd cents, with VAT', head: INCL, rows: [line('25', 3, 19.99), line('12', 1, 9.95)],
    sums: [56.86, 56.86, 56.86, 13.06, 0, 69.92], vat: { 1: [47.98, 11.99], 2: [8.88, 1.07] },
  },
  // 0.99 × 25 % = 0.2475: by rows it would be three times 0.08.
  {
    what: 'VAT of the sum, not of each row', head: EXCL, rows: [line('25', 1, 0.33), line('25', 1, 0.33), line('25', 1, 0.33)],
    sums: [0.99, 0.99, 0.99, 0.25, 0, 1.24], vat: { 1: [0.99, 0.25] },
  },
  // 59.97 − 5.997 = 53.973; 53.97 × 25 % = 13.4925
  { what: 'row discount in percent', head: EXCL, rows: [line('25', 3, 19.99, { [R.DISCOUNT]: 10 })], sums: [53.97, 53.97, 53.97, 13.49, 0, 67.46], vat: { 1: [53.97, 13.49] } },
  {
    what: 'row discount as an amount', head: EXCL, rows: [line('25', 2, 50, { [R.DISCOUNT]: 15, [R.AMOUNT_DISCOUNT_FLAG]: true })],
    sums: [85, 85, 85, 21.25, 0, 106.25], vat: { 1: [85, 21.25] },
  },
  {
    what: 'invoice discount, without VAT', head: { ...EXCL, [H.INVOICE_DISCOUNT]: 10 }, rows: [line('25', 1, 200), line('12', 1, 50)],
    sums: [250, 225, 225, 50.4, 0, 275.4], vat: { 1: [180, 45], 2: [45, 5.4] },
  },
  {
    what: 'invoice discount, with VAT', head: { ...INCL, [H.INVOICE_DISCOUNT]: 10 }, rows: [line('25', 1, 125), line('12', 1, 112)],
    sums: [200, 180, 180, 33.3, 0, 213.3], vat: { 1: [90, 22.5], 2: [90, 10.8] },
  },
  {
    what: 'row discount and invoice discount', head: { ...EXCL, [H.INVOICE_DISCOUNT]: 5 }, rows: [line('25', 4, 25, { [R.DISCOUNT]: 20 })],
    sums: [80, 76, 76, 19, 0, 95], vat: { 1: [76, 19] },
  },
  {
    what: 'freight and fee, by the rate of the company', head: { ...EXCL, [H.CARGO_AMOUNT]: 49, [H.DISPATCH_FEE]: 29 }, rows: [line('12', 1, 100)],
    sums: [100, 100, 178, 31.5, 0, 209.5], vat: { 1: [78, 19.5], 2: [100, 12] },
  },
  {
    what: 'freight and fee with codes of their own', rows: [line('25', 1, 100)],
    head: { ...EXCL, [H.CARGO_AMOUNT]: 50, [H.CARGO_VAT_CODE]: '3', [H.DISPATCH_FEE]: 20, [H.VAT_CODE_DISPATCH_FEE]: '0' },
    sums: [100, 100, 170, 28, 0, 198], vat: { 0: [20, 0], 1: [100, 25], 3: [50, 3] },
  },
  { what: 'freight, with VAT', head: { ...INCL, [H.CARGO_AMOUNT]: 62.5 }, rows: [line('25', 1, 125)], sums: [100, 100, 150, 37.5, 0, 187.5], vat: { 1: [150, 37.5] } },
  {
    what: 'no discount on freight', head: { ...EXCL, [H.INVOICE_DISCOUNT]: 50, [H.CARGO_AMOUNT]: 100 }, rows: [line('25', 1, 100)],
    sums: [100, 50, 150, 37.5, 0, 187.5], vat: { 1: [150, 37.5] },
  },
  { what: 'rounded up', head: EXCL, rows: [line('25', 1, 99.99)], sums: [99.99, 99.99, 99.99, 25, 0.01, 125], vat: { 1: [99.99, 25] }, options: KRONA },
  { what: 'rounded down', head: EXCL, rows: [line('25', 1, 100.2)], sums: [100.2, 100.2, 100.2, 25.05, -0.25, 125], vat: { 1: [100.2, 25.05] }, options: KRONA },
  { what: 'half a krona goes up', head: EXCL, rows: [line('0', 1, 10.5)], sums: [10.5, 10.5, 10.5, 0, 0.5, 11], vat: { 0: [10.5, 0] }, options: KRONA },
  { what: 'export', head: { ...EXCL, [H.CUSTOMER_NUMBER]: 'EX', [H.CARGO_AMOUNT]: 10 }, rows: [line('25', 1, 100)], sums: [100, 100, 110, 0, 0, 110], vat: { 0: [110, 0] } },
  { what: 'within the EU', head: { ...INCL, [H.CUSTOMER_NUMBER]: 'EU' }, rows: [line('25', 1, 125)], sums: [125, 125, 125, 0, 0, 125], vat: { 0: [125, 0] } },
  { what: 'a code without a rate', head: EXCL, rows: [line('25', 1, 100, { [R.VAT_CODE]: '4' })], sums: [100, 100, 100, 0, 0, 100], vat: { 4: [100, 0] } },
  { what: 'a row with another code than its article', head: EXCL, rows: [line('25', 1, 100, { [R.VAT_CODE]: '3' })], sums: [100, 100, 100, 6, 0, 106], vat: { 3: [100, 6] } },
  { what: 'a text row beside', head: EXCL, rows: [line('6', 2, 50), { [R.TEXT]: 'Ring först' }], sums: [100, 100, 100, 6, 0, 106], vat: { 3: [100, 6] } },
  // 3 × 0.3333 = 0.9999
  { what: 'four decimals', head: EXCL, rows: [line('0', 3, 0.3333)], sums: [1, 1, 1, 0, 0, 1], vat: { 0: [1, 0] }, options: { fourDecimals: true } },
  // 0.1 + 0.2 without dust
  { what: 'tenths', head: EXCL, rows: [line('0', 1, 0.1), line('0', 1, 0.2)], sums: [0.3, 0.3, 0.3, 0, 0, 0.3], vat: { 0: [0.3, 0] } },
  { what: 'no rows', head: { ...EXCL, [H.CARGO_AMOUNT]: 8 }, rows: [], sums: [0, 0, 8, 2, 0, 10], vat: { 1: [8, 2] } },
]

function sumsOf({ api }: Company, head: ReturnType<typeof read>): number[] {
  return [H.GROSS, H.NET, H.EXCLUDING_OF_VAT, H.VAT_AMOUNT, H.ROUND_OFF, H.TOTAL_AMOUNT].map((field) => api.getDouble(head, field).value)
}

function vatOf({ api }: Company, head: ReturnType<typeof read>): Vat {
  const vat: Record<number, readonly [number, number]> = {}
  for (const [code, field] of BASES.entries()) {
    const amountField = AMOUNTS[code]
    const pair = [api.getDouble(head, field).value, amountField === undefined ? 0 : api.getDouble(head, amountField).value] as const
    if (pair[0] !== 0 || pair[1] !== 0) vat[code] = pair
  }
  return vat
}

test('works out an order, an offer and an invoice alike, in the buffer of the add and when it is read again', () => {
  for (const { what, head: values, rows, sums, vat, options } of CASES) {
    inCompany((it) => {
      for (const db of [DB.ORDER_HEAD, DB.OFFER_HEAD, DB.INVOICE_HEAD]) {
        const { rc, head } = addDocument(it, db, values ?? EXCL, rows)
        assert.is(rc, RC.OK, what)
        const again = read(it, db, it.api.getDouble(head, H.DOCUMENT_NUMBER).value)
        for (const one of [head, again]) {
          assert.equal(sumsOf(it, one), [...sums], `${what} ${db}`)
          assert.equal(vatOf(it, one), vat, `${what} ${db}`)
        }
      }
    }, options)
  }
})

test('adds up: net of VAT and VAT and rounding make the total, bases and amounts by code the sums', () => {
  for (const { what, sums: [, , exclusive, vat, rounding, total], vat: codes } of CASES) {
    const cents = (value: number) => Math.round(value * 100)
    assert.is(cents(exclusive) + cents(vat) + cents(rounding), cents(total), what)
    const pairs = Object.values(codes)
    assert.is(pairs.reduce((sum, [basis]) => sum + cents(basis), 0), cents(exclusive), what)
    assert.is(pairs.reduce((sum, [, amount]) => sum + cents(amount), 0), cents(vat), what)
  }
})

test('tells the rates of the company by code', () => {
  inCompany((it) => {
    const head = read(it, DB.ORDER_HEAD, numberOf(it, DB.ORDER_HEAD))
    assert.equal([H.SET_OF_VAT1, H.SET_OF_VAT2, H.SET_OF_VAT3, H.SET_OF_VAT4].map((field) => it.api.getDouble(head, field).value), [25, 12, 6, 0])
  })
})

test('an order costs what is ordered, an invoice what is delivered', () => {
  const table: readonly [db: number, quantities: Values, total: number][] = [
    [DB.ORDER_HEAD, { [R.QUANTITY1]: 1, [R.QUANTITY2]: 3 }, 30], [DB.OFFER_HEAD, { [R.QUANTITY1]: 1, [R.QUANTITY2]: 3 }, 30],
    [DB.INVOICE_HEAD, { [R.QUANTITY1]: 1, [R.QUANTITY2]: 3 }, 10], [DB.INVOICE_HEAD, { [R.QUANTITY2]: 3 }, 30],
    [DB.INVOICE_HEAD, { [R.QUANTITY1]: 3 }, 30], [DB.ORDER_HEAD, { [R.QUANTITY1]: 3 }, 0],
  ]
  inCompany((it) => {
    for (const [db, quantities, total] of table) {
      const { rc, head } = addDocument(it, db, EXCL, [{ [R.ARTICLE_NUMBER]: '0', [R.PRICE_EACH_CURRENT_CURRENCY]: 10, ...quantities }])
      assert.is(rc, RC.OK)
      assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, total, `${db} ${JSON.stringify(quantities)}`)
    }
  })
})

test('rows that came before the flag are not worked out again for it', () => {
  const table: readonly [late: boolean, including: boolean, total: number][] = [
    // The customer's price list has VAT in it.
    [false, false, 156.25], [false, true, 125], [true, false, 125], [true, true, 125],
  ]
  for (const [late, including, total] of table) {
    inCompany((it) => {
      const head = it.api.createData(DB.ORDER_HEAD)
      setAll(it.api, head, { [H.CUSTOMER_NUMBER]: 'K1' })
      if (!late) setAll(it.api, head, { [H.INCLUDING_VAT]: including })
      hang(it, head, [line('25', 1, 125)])
      if (late) setAll(it.api, head, { [H.INCLUDING_VAT]: including })
      assert.is(it.api.add(head).rc, RC.OK)
      assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, total, `${late} ${including}`)
    })
  }
})

test('a changed flag leaves the prices as they are, a changed row is worked out', () => {
  inCompany((it) => {
    const number = numberOf(it, DB.ORDER_HEAD, [line('25', 1, 100)])
    assert.is(change(it, DB.ORDER_HEAD, number, { [H.INCLUDING_VAT]: true }), RC.OK)
    assert.is(it.api.getDouble(read(it, DB.ORDER_HEAD, number), H.TOTAL_AMOUNT).value, 125)
    assert.is(change(it, DB.ORDER_HEAD, number, {}, { 0: { [R.QUANTITY2]: 3 } }), RC.OK)
    assert.equal(sumsOf(it, read(it, DB.ORDER_HEAD, number)), [300, 300, 300, 75, 0, 375])
    assert.is(change(it, DB.ORDER_HEAD, number, { [H.EXPORT]: true }), RC.OK)
    assert.equal(sumsOf(it, read(it, DB.ORDER_HEAD, number)), [300, 300, 300, 0, 0, 300])
  })
})

test('knows what an amount in another currency is worth', () => {
  // Kronor for one euro: 11.20; for a hundred Norwegian: 96.
  const table: readonly [customer: string, value: number, owed: number][] = [['K1', 20, 25], ['EUR', 224, 280], ['NOK', 19.2, 24]]
  for (const [customer, value, owed] of table) {
    inCompany((it) => {
      const number = numberOf(it, DB.INVOICE_HEAD, [line('25', 2, 10)], { [H.CUSTOMER_NUMBER]: customer })
      assert.is(change(it, DB.INVOICE_HEAD, number, { [H.DOCUMENT_PRINTED]: true }), RC.OK)
      const head = read(it, DB.INVOICE_HEAD, number)
      const row = it.api.getData(head, H.ROWS, 0).value
      assert.equal([H.TOTAL_AMOUNT, H.VALUE, H.BALANCE, H.BALANCE2].map((field) => it.api.getDouble(head, field).value), [25, value, 25, owed], customer)
      assert.equal([R.AMOUNT_CURRENT_CURRENCY, R.AMOUNT_DOMESTIC_CURRENCY].map((field) => it.api.getDouble(row, field).value), [20, value], customer)
      assert.is(it.world.row('CUSTOMER', customer)?.['CLAIM'], owed, customer)
    })
  }
})

test.run()
