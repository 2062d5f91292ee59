// The documents of the money scenarios, typed into the simulated program: it counts what the maker said that it would.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DB, RC } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD, OOI_ROW } from '../../engine/connect/visma/adk-fields.js'
import type { DocumentRow, MadeDocument } from '../../engine/trade/order/types.js'
import { addDocument, inCompany, type Company, type Values } from '../kit/adk-company.js'
import { withPlaces } from '../../engine/values/decimal.js'
import { CASES } from '../kit/money-scenarios.js'
import { REGIMES } from '../kit/regime-scenarios.js'
import { made } from '../kit/shop-orders.js'

const test = suite('visma order documents')
/** The company's own rates, by code; the fourth is a German one, for OSS. */
const CODES: Readonly<Record<number, string>> = { 2500: '1', 1200: '2', 600: '3', 1900: '4', 0: '0' }

function headOf(document: MadeDocument): Values {
  const { freight, fee } = document.charges ?? {}
  const values: Record<number, string | number | boolean> = {
    [OOI_HEAD.INCLUDING_VAT]: document.pricesWithVat, [OOI_HEAD.CUSTOMER_NUMBER]: document.export ? 'EX' : document.euSale ? 'EU' : 'K1',
  }
  if (freight) Object.assign(values, { [OOI_HEAD.CARGO_VAT_CODE]: CODES[freight.vatRate], [OOI_HEAD.CARGO_AMOUNT]: Number(freight.amount) })
  if (fee) Object.assign(values, { [OOI_HEAD.VAT_CODE_DISPATCH_FEE]: CODES[fee.vatRate], [OOI_HEAD.DISPATCH_FEE]: Number(fee.amount) })
  return values
}

/** Any article will do: what is ours comes after what it fills in. */
function rowOf({ sku, text, quantity, price, discountAmount, vatRate }: DocumentRow): Values {
  if (sku === undefined) return { [OOI_ROW.TEXT]: text ?? '' }
  const values: Record<number, string | number | boolean> = {
    [OOI_ROW.ARTICLE_NUMBER]: 'T', [OOI_ROW.QUANTITY2]: Number(quantity), [OOI_ROW.PRICE_EACH_CURRENT_CURRENCY]: Number(price),
    [OOI_ROW.VAT_CODE]: CODES[vatRate ?? 0] ?? '',
  }
  return discountAmount === undefined ? values : { ...values, [OOI_ROW.AMOUNT_DISCOUNT_FLAG]: true, [OOI_ROW.DISCOUNT]: Number(discountAmount) }
}

/** net + VAT = total, as the program shows them after the save. */
function counted(it: Company, document: MadeDocument): string {
  const { rc, head } = addDocument(it, document.document === 'order' ? DB.ORDER_HEAD : DB.INVOICE_HEAD, headOf(document), Object.values(document.rows).map(rowOf))
  assert.is(rc, RC.OK)
  const figure = (field: number): string => withPlaces(String(it.api.getDouble(head, field).value), { places: 2 })
  return `${figure(OOI_HEAD.EXCLUDING_OF_VAT)} + ${figure(OOI_HEAD.VAT_AMOUNT)} = ${figure(OOI_HEAD.TOTAL_AMOUNT)}`
}

for (const [name, { order, about, totals }] of Object.entries({ ...CASES, ...REGIMES })) {
  test(`the program counts the same: ${name}`, () => {
    const { document } = made(order, about)
    inCompany((it) => { assert.is(counted(it, document), totals) }, {
      fourDecimals: about?.known?.pricePlaces === 4, settings: document.rounding === '0.00' ? {} : { totalRounding: 'krona' },
      tables: { PRM2: { PRM2: { VAT1: 25, VAT2: 12, VAT3: 6, VAT4: 19, DEFAULT_PRICELIST: 'A', NEXT_ARTICLE_NO: '1000' } } },
    })
  })
}

test.run()
