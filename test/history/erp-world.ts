// A simulated company that the orders of the history go to: a Swedish one that keeps its books in kronor and has its goods in Britain.
//
// - Every article number of the history is an article, with its most frequent text and price. Numbers that differ only in case are two
//   articles (62 times): the program's key is taken as it is written.
// - Codes that are no goods are articles without stock, but for some that the company never made: their orders must be held.
// - Customers with an odd number are known, the others are not yet.
import { join } from 'node:path'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { priceKey } from '../../engine/connect/visma/simulator/registers.js'
import type { Row, World } from '../../engine/connect/world/world.js'
import { RATES } from './charged.js'
import type { HistoryOrder, HistoryRow } from './orders.js'
import { nameOf, RATE } from './shop-world.js'

/** The card of everybody without a number. */
export const GUEST = 'GUEST'
/** Codes of the history that the company has no article for. */
export const MISSING: ReadonlySet<string> = new Set(['AMAZONFEE', 'C2', 'D', 'DCGS0003', 'gift_0001_20', 'gift_0001_30', 'gift_0001_40', 'gift_0001_50', 'm'])
const NO_GOODS: ReadonlySet<string> = new Set(['BANK CHARGES', 'CRUK', 'DOT', 'M', 'PADS', 'POST', 'S'])
const YEARS = [['A', 2010], ['B', 2011]] as const
const ACCOUNTS = [['1510', 'Kundfordringar'], ['1920', 'Bank'], ['3001', 'Försäljning'], ['3004', 'Momsfri försäljning'], ['3305', 'Försäljning export']] as const
/** The most frequent price of some goods is 0: a base price must be more. */
const LEAST_PRICE = '0.01'
/** The name of an article. */
const NAME_LENGTH = 30
const PLENTY = 1_000_000

/** Writes DIR/erp.json. */
export function newErp(dir: string, orders: readonly HistoryOrder[]): World {
  const articles = articlesOf(orders)
  return createErpWorld(join(dir, 'erp.json'), {
    company: 'Online Retail AB',
    tables: {
      PRM2: { PRM2: { VAT1: RATES.from / 100, VAT2: RATES.until / 100, VAT3: 5, VAT4: 0, DEFAULT_PRICELIST: 'A', NEXT_ARTICLE_NO: '1000', NEXT_CUSTOMER_NO: '90000' } },
      CURRENCY: { SEK: { CODE: 'SEK', COUNTRY: 'Sverige', UNIT: 1, SELL: 1, BUY: 1 }, GBP: { CODE: 'GBP', COUNTRY: 'Storbritannien', UNIT: 1, SELL: Number(RATE), BUY: Number(RATE) } },
      CODE_OF_PRICE_LIST: { A: { CODE: 'A', TEXT: 'Butik', CURRENCY_CODE: 'GBP', INCLUDING_VAT: true } },
      ARTICLE_ACCOUNT: { 1: { CODE: '1', TEXT: 'Varor', SALES: '3001', EXPORT_SALES: '3305', VAT: '1' } },
      BOOKINGYEAR: Object.fromEntries(YEARS.map(([ID, year]) => [ID, { ID, START: `${year}-01-01`, END: `${year}-12-31`, YEAR_LOCKED: false }])),
      ACCOUNT: Object.fromEntries(YEARS.flatMap(([SEASON_ID]) => ACCOUNTS.map(([NUMBER, TEXT]) => [`${SEASON_ID}|${NUMBER}`, { SEASON_ID, NUMBER, TEXT }]))),
      ARTICLE: Object.fromEntries(articles.map(({ number, text }) => [number, articleRow(number, text)])),
      PRICE: Object.fromEntries(articles.map(({ number, price }) => [priceKey('A', number), { PRICE_LIST: 'A', ARTICLE_NUMBER: number, QUANTITY: 0, PRICE: Number(price), BASE: true }])),
      CUSTOMER: Object.fromEntries([[GUEST, { NUMBER: GUEST, NAME: nameOf('') }], ...knownCustomers(orders).map((number) => [number, { NUMBER: number, NAME: nameOf(number) }])]),
    },
  })
}

export interface HistoryArticle { readonly number: string; readonly text: string; readonly price: string }

/** Every article that the company has. */
export function articlesOf(orders: readonly HistoryOrder[]): readonly HistoryArticle[] {
  const rows = new Map<string, HistoryRow[]>()
  for (const row of orders.flatMap((order) => order.rows)) if (!MISSING.has(row.sku)) rows.set(row.sku, [...rows.get(row.sku) ?? [], row])
  return [...rows].map(([number, of]) => ({
    number, text: mostFrequent(of.map(({ text }) => text.trim()).filter((text) => text !== '')) ?? number,
    price: mostFrequent(of.map(({ price }) => price).filter((price) => Number(price) > 0)) ?? LEAST_PRICE,
  }))
}

export function knownCustomers(orders: readonly HistoryOrder[]): readonly string[] {
  return [...new Set(orders.map(({ customer }) => customer))].filter((number) => /[13579]$/.test(number))
}

function articleRow(NUMBER: string, text: string): Row {
  const stock = !NO_GOODS.has(NUMBER)
  return {
    NUMBER, NAME: text.slice(0, NAME_LENGTH), GROUP: 'ÖVR', UNIT_CODE: 'st', ACCOUNTING_CODE: '1', STOCK_GOODS: stock, QUANTITY_IN_STOCK: stock ? PLENTY : 0,
    QUANTITY_RESERVED: 0, WEBSHOP: true, INACTIVE: false,
  }
}

/** Of several that are as frequent, the first. */
function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0]
}
