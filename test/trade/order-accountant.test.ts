// The accountant's table: for every money scenario what the shop said, what is written, and what a ledger counts of it.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hintText, reasonText } from '../../engine/report/reason-text.js'
import type { DocumentRow, MadeDocument, OrderAddress, OrderCharge, OrderDiscount, OrderRow, ShopOrder } from '../../engine/trade/order/types.js'
import { compare } from '../kit/golden.js'
import { ledgerCount, rowAmount, type LedgerCount } from '../kit/ledger-count.js'
import { CASES, HOLDS } from '../kit/money-scenarios.js'
import { REGIME_HOLDS, REGIMES } from '../kit/regime-scenarios.js'
import { make, made, order, type Known } from '../kit/shop-orders.js'
import { loadSpecs } from '../../engine/load/specs.js'

const test = suite('order accountant')
const { problems } = loadSpecs()
const NUMBERED = /^S-\d+/

interface Scenario { readonly name: string; readonly order: Partial<ShopOrder>; readonly about: Known | undefined }
const SCENARIOS: readonly Scenario[] = [
  ...Object.entries({ ...CASES, ...REGIMES }).map(([name, one]) => ({ name, order: one.order, about: one.about })),
  ...[...HOLDS, ...REGIME_HOLDS].map(([name, , , given, about]) => ({ name, order: given, about })),
].sort((one, other) => rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1))

/** By the number of the scenario; those without one come last. */
function rank(name: string): number {
  return NUMBERED.test(name) ? Number(name.slice(2, 5)) : 1000
}

function sheet({ name, order: given, about }: Scenario): string {
  const result = make(given, about)
  const outcome = 'problem' in result
    ? ['  held     ' + reasonText(result.problem, problems), ...[hintText(result.problem, problems)].filter((hint) => hint).map((hint) => `           ${hint}`)]
    : [...writtenLines(result.document), ...ledgerLines(result.document, ledgerCount(result.document))]
  return [name, ...shopLines(order(given)), ...outcome, ''].join('\n')
}

function shopLines(shown: ShopOrder): string[] {
  const parts = [
    ...Object.values(shown.rows ?? {}).map(shopRow), ...Object.entries(shown.charges ?? {}).map(([kind, one]) => `${kind} ${shopAmount(one)}`),
    ...Object.values(shown.discounts ?? {}).map((one) => `discount ${shopAmount(one)}`), ...Object.values(shown.giftCards ?? {}).map(({ amount }) => `gift card ${amount}`),
  ]
  const form = shown.pricesWithVat === null ? 'prices in an unknown form' : shown.pricesWithVat ? 'prices with VAT' : 'prices without VAT'
  const totals = (['net', 'vat', 'gross', 'rounding', 'toPay'] as const).filter((name) => shown[name]).map((name) => `${name} ${shown[name]}`)
  const taxes = Object.values(shown.taxLines ?? {}).map(({ vatRate, vat }) => `VAT at ${percent(vatRate)} ${vat}`)
  const head = [
    shown.currency ?? 'no currency', ...(shown.rate ? [`rate ${shown.rate}`] : []), form, `paid by ${shown.paymentMethod}`,
    `to ${placeOf(shown.deliveryAddress ?? shown.invoiceAddress)}`, ...(shown.vatNo ? [`VAT number ${shown.vatNo} ${shown.vatNoValidAt ? 'valid' : 'not valid'}`] : []),
  ]
  return titled('shop', [head.join(', '), ...parts, ...taxes, totals.join(', ') || 'no totals'])
}

function placeOf(address: OrderAddress | null | undefined): string {
  return address?.country ? `${address.country} ${address.postcode ?? ''}`.trim() : 'no country'
}

function shopRow({ sku, quantity, price, discount, amount, vatRate }: OrderRow): string {
  const shown = [`${quantity ?? '–'} × ${sku ?? '–'}`, ...(price ? [`à ${price}`] : []), ...(discount ? [`− ${discount} %`] : []), ...(amount ? [`= ${amount}`] : [])]
  return `${shown.join(' ')}, ${percent(vatRate)}`
}

function shopAmount({ amount, vatRate }: OrderCharge | OrderDiscount): string {
  return vatRate === undefined || vatRate === null ? `${amount}` : `${amount}, ${percent(vatRate)}`
}

function writtenLines(document: MadeDocument): string[] {
  const head = [document.document, document.documentDate, document.currency, ...(document.rate ? [`rate ${document.rate}`] : []), ...(document.export ? ['export'] : []), ...(document.euSale ? ['EU sale'] : [])]
  const charges = Object.entries(document.charges ?? {}).map(([kind, { amount, vatRate }]) => `${pad(`${kind} field`, 34)}${percent(vatRate).padStart(6)}${amount.padStart(11)}`)
  return titled('written', [head.join(', '), ...Object.values(document.rows).map(writtenRow), ...charges])
}

function writtenRow(row: DocumentRow): string {
  if (row.sku === undefined) return `text "${row.text}"`
  const shown = `${row.sku} ${row.quantity} × ${row.price}${row.discountAmount === undefined ? '' : ` − ${row.discountAmount}`}`
  return `${pad(shown, 34)}${percent(row.vatRate).padStart(6)}${rowAmount(row).padStart(11)}${row.account === undefined ? '' : `  account ${row.account}`}`
}

function ledgerLines(document: MadeDocument, { rates, net, vat, gross }: LedgerCount): string[] {
  const line = (what: string, base: string, tax: string, sum: string): string => `${pad(what, 8)}net ${base.padStart(9)}  VAT ${tax.padStart(8)}${sum}`
  const rounding = document.rounding === '0.00' ? '' : `  rounding ${document.rounding}`
  return titled('ledger', [...rates.map(({ rate, base, vat: tax }) => line(percent(rate), base, tax, '')), line('sum', net, vat, `  total ${gross.padStart(9)}${rounding}`)])
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.map((line, at) => `  ${pad(at === 0 ? title : '', 9)}${line}`)
}

function percent(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? 'no rate' : `${rate / 100} %`
}

function pad(text: string, width: number): string {
  return text.padEnd(width)
}

test('the accountant\'s table', () => {
  compare('accountant', SCENARIOS.map(sheet).join('\n'))
})

for (const { name, order: given, about } of SCENARIOS.filter((one) => !('problem' in make(one.order, one.about)))) {
  test(`a ledger counts the same: ${name}`, () => {
    const { document } = made(given, about)
    const { net, vat, gross } = ledgerCount(document)
    assert.equal([net, vat, gross], [document.net, document.vat, document.gross])
  })
}

test.run()
