// Orders of a shop, its rules and what a ledger knows, as plain values for the tests of engine/trade/order.
import * as assert from 'uvu/assert'
import { documentOf } from '../../engine/trade/order/document.js'
import type { Finding, HeadRoom, KnownToLedger, MadeDocument, OrderRow, OrderRules, ShopOrder } from '../../engine/trade/order/types.js'

/** VAT rates of the countries that the tests sell to. */
export const RATES: Readonly<Record<string, readonly number[]>> = { SE: [2500, 1200, 600], DE: [1900, 700], DK: [2500], FI: [2550, 1400] }
/** As the program has it. */
export const HEAD_ROOM: HeadRoom = {
  customerName: 50, reference: 50, poNumber: 20, 'deliveryAddress.name': 50,
  ...Object.fromEntries(['invoiceAddress', 'deliveryAddress'].flatMap((name) => [['line1', 40], ['line2', 40], ['postcode', 10], ['city', 24], ['country', 24]].map(([part, length]) => [`${name}.${part}`, length]))),
}
export const TODAY = '2026-11-25'
export const NOW = '2026-11-25T10:00:00Z'

/** One article A-1 at 199.00 with 25 % VAT, to a private person in Sweden. What is given replaces it. */
export function order(given: Partial<ShopOrder> = {}): ShopOrder {
  return {
    number: '1001', placedAt: '2026-11-25T08:00:00Z', status: 'paid', currency: 'SEK', pricesWithVat: true, customerName: 'Åsa Berg',
    invoiceAddress: { name: 'Åsa Berg', line1: 'Storgatan 1', postcode: '12345', city: 'Västerås', country: 'SE' },
    rows: { 1: row({}) }, gross: '199.00', vat: '39.80', paymentMethod: 'klarna', paymentState: 'reserved', ...given,
  }
}

export function row(given: Partial<OrderRow>): OrderRow {
  return { sku: 'A-1', text: 'Mugg', quantity: '1', price: '199.00', vatRate: 2500, ...given }
}

/** Rows by "1", "2", …. */
export function rows(...given: readonly Partial<OrderRow>[]): Readonly<Record<string, OrderRow>> {
  return Object.fromEntries(given.map((one, at) => [String(at + 1), row(one)]))
}

/** Goods at three rates: 100.00, 112.00 and 106.00 with VAT (S-031). */
export const MIXED: Partial<ShopOrder> = {
  rows: rows({ sku: 'A-1', price: '100.00', vatRate: 2500 }, { sku: 'F-1', price: '112.00', vatRate: 1200 }, { sku: 'B-1', price: '106.00', vatRate: 600 }),
  gross: '318.00', vat: '38.00',
}

export function rules(given: Partial<OrderRules> = {}): OrderRules {
  return {
    shop: 'se', as: 'order', byPayment: {}, ordersFrom: '2026-01-01', timeZone: 'Europe/Stockholm', cancelledStatuses: ['cancelled'], pay: {}, channels: [],
    customer: { numberFrom: 'erp', matchBy: ['email'], onBadOrgNo: 'hold', onInactive: 'hold', update: [], nameOrder: 'given-first', priceListOf: {} },
    onUnknownArticle: 'hold', articles: { fallback: 'DIV', freight: 'FRAKT', fee: 'AVGIFT', giftCard: 'PRESENT' }, freightVat: 'split', roundFor: [],
    onLongComment: 'hold', onTooManyRates: 'hold', lockedPeriod: 'hold', zeroOrders: 'transfer', onEdit: 'hold', rateWithinPercent: 20, regimes: { home: 'SE', accounts: {}, rates: RATES }, ...given,
  }
}

export function known(given: Partial<KnownToLedger> = {}): KnownToLedger {
  const articles = Object.fromEntries(['A-1', 'A-2', 'F-1', 'B-1', 'DIV', 'FRAKT', 'AVGIFT', 'PRESENT', 'ORES'].map((sku) => [sku, {}]))
  return {
    today: TODAY, articles, vatRates: [2500, 1200, 600, 0], currencies: { EUR: { rate: '11.20', per: '1' }, NOK: { rate: '97.5', per: '100' } }, currency: 'SEK', units: ['st', 'm'],
    years: [{ starts: '2026-01-01', ends: '2026-12-31', locked: false }], lockedMonths: [], pricePlaces: 2,
    limits: { rows: 200, text: 60, comment: [60, 60, 60], rates: 4, head: HEAD_ROOM }, ...given,
  }
}

export interface Known { readonly rules?: Partial<OrderRules>; readonly known?: Partial<KnownToLedger>; readonly today?: string }

export function make(given: Partial<ShopOrder> = {}, about: Known = {}): ReturnType<typeof documentOf> {
  return documentOf(order(given), rules(about.rules), known(about.known), about.today ?? TODAY)
}

/** The document, its notes and its warnings; a hold fails the test and is shown. */
export function made(given: Partial<ShopOrder> = {}, about: Known = {}): { readonly document: MadeDocument; readonly notes: Readonly<Record<string, string>>; readonly warnings: readonly Finding[] } {
  const result = make(given, about)
  if ('problem' in result) throw new Error(`held: ${JSON.stringify(result.problem)}`)
  return result
}

/** The hold; a document fails the test. */
export function hold(given: Partial<ShopOrder> = {}, about: Known = {}): Finding {
  const result = make(given, about)
  if (!('problem' in result)) throw new Error(`made: ${JSON.stringify(result.document)}`)
  return result.problem
}

/** That an order is held for a reason, with these facts among others. */
export function holds(code: string, facts: Finding['facts'], given: Partial<ShopOrder>, about: Known = {}): void {
  const problem = hold(given, about)
  assert.is(problem.code, code, JSON.stringify(problem))
  for (const [name, value] of Object.entries(facts)) assert.equal(problem.facts[name], value, `${code}: ${name}`)
}
