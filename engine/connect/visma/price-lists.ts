// The price lists of the company: what a list says of articles. A price is a part of its article; a list without one for it says null.
import { SystemError } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { DB, ORDER, PRICE, PRICE_LIST } from './adk.js'
import type { VismaApi } from './api.js'
import type { Row } from './bridge/protocol.js'
import { currencyCode } from './company.js'
import { priceItem, withBreaks, withOrdinary, type ListFacts, type OrdinaryList } from './convert.js'

interface ListPrices {
  readonly prices: ReadonlyMap<string, number>
  /** Articles that have another price from a quantity up. */
  readonly breaks: ReadonlySet<string>
}

/**
 * Without a field that names each record, a scan could not find its place again between two chunks.
 */
const IN_ONE_GO = 10_000_000

/** The maker of items of the scope's list, from rows that begin with the article's number and end with its VAT percent. Throws SystemError. */
export async function priceMaker(api: VismaApi, scope: Scope): Promise<(row: Row) => RawItem> {
  const list = await listFacts(api, scope)
  const { prices, breaks } = await pricesOf(api, list)
  const ordinary = await ordinaryOf(api, scope)
  return (row) => {
    const [key, percent] = [String(row[0]), row.at(-1)]
    const item = withOrdinary(priceItem(key, { stored: prices.get(key), percent }, list), { percent, ordinary })
    return breaks.has(key) ? withBreaks(item, list) : item
  }
}

/** The prices of these articles alone; articles: number and VAT percent of each, null where there is none. Throws SystemError. */
export async function foundPrices(
  api: VismaApi, keys: readonly string[], { scope, articles }: { readonly scope: Scope; readonly articles: readonly (Row | null)[] },
): Promise<(RawItem | undefined)[]> {
  const list = await listFacts(api, scope)
  const prices = await api.read('find', {
    register: DB.PRICE, order: ORDER.BASE_PRICE_BY_ARTICLE, key: PRICE.ARTICLE_NUMBER, keys,
    where: [{ field: PRICE.PRICE_LIST, value: list.code }], fields: [PRICE.PRICE],
  })
  return keys.map((key, at) => {
    const article = articles[at]
    const price = prices[at]
    return article ? priceItem(key, { stored: price ? Number(price[0]) : undefined, percent: article[1] }, list) : undefined
  })
}

/**
 * The price list of a scope, the company's own where it names none. Throws SystemError where there
 * is no such list, and where its amounts are in another currency than the scope's, or than the
 * company's where the scope names none: an amount is never taken for one of another currency.
 */
export async function listFacts(api: VismaApi, scope: Scope): Promise<ListFacts> {
  const company = await api.company()
  const list = scope['priceList'] ?? company.defaultPriceList
  const [row] = await api.read('find', {
    register: DB.PRICE_LIST, order: ORDER.PRICE_LIST, key: PRICE_LIST.CODE, keys: [list],
    fields: [PRICE_LIST.INCLUDING_VAT, PRICE_LIST.CURRENCY_CODE],
  })
  if (!row) throw new SystemError('refused', problem('VISMA_PRICE_LIST_UNKNOWN', { list }))
  const has = currencyCode(row[1]) || company.currency
  const wants = scope['currency'] ?? company.currency
  if (has !== wants) throw new SystemError('refused', problem('CURRENCY_MISMATCH', { list, has, wants }))
  return { code: list, includingVat: row[0] === true, currency: has, places: company.pricePlaces }
}

/** The list that a campaign is held against, with its prices. Named by nothing, it is the company's own. */
async function ordinaryOf(api: VismaApi, { ordinaryList, currency }: Scope): Promise<OrdinaryList | undefined> {
  if (ordinaryList === undefined) return undefined
  const list = await listFacts(api, { ...(ordinaryList === '' ? {} : { priceList: ordinaryList }), ...(currency === undefined ? {} : { currency }) })
  return { list, prices: (await pricesOf(api, list)).prices }
}

async function pricesOf(api: VismaApi, list: ListFacts): Promise<ListPrices> {
  const prices = new Map<string, number>()
  const breaks = new Set<string>()
  const scan = api.scan({
    register: DB.PRICE, order: ORDER.PRICE_BY_LIST, from: { field: PRICE.PRICE_LIST, value: list.code },
    fields: [PRICE.ARTICLE_NUMBER, PRICE.PRICE, PRICE.BASE], chunk: IN_ONE_GO,
  })
  for await (const rows of scan) {
    for (const [article, price, base] of rows) {
      if (base === true) prices.set(String(article), Number(price))
      else breaks.add(String(article))
    }
  }
  return { prices, breaks }
}
