// More was sold than there is (S-171). The order is taken all the same, for the shop has promised it; people are told with the figures.
import { add, compare, parseDecimal, subtract } from '../../values/decimal.js'
import type { Remarks } from './finding.js'
import { own } from './lookup.js'
import type { KnownToLedger, LedgerArticle, ShopOrder } from './types.js'

type Articles = KnownToLedger['articles']

/** Warns of each article of which the order asks for more than is left. */
export function remarkOversold(order: ShopOrder, { articles }: KnownToLedger, remarks: Remarks): void {
  for (const [sku, ordered] of quantitiesOf(order)) {
    const { sellable } = own(articles, sku) ?? {}
    if (sellable !== undefined && compare(ordered, sellable) > 0) remarks.warn('ORDER_OVERSOLD', { sku, ordered, sellable })
  }
}

/** The articles as an order finds them after those before it, by article number what these took. */
export function lessTaken(articles: Articles, taken: ReadonlyMap<string, string>): Articles {
  return Object.fromEntries(Object.entries(articles).map(([sku, article]): [string, LedgerArticle] => {
    const gone = taken.get(sku)
    return [sku, article.sellable === undefined || gone === undefined ? article : { ...article, sellable: subtract(article.sellable, gone) }]
  }))
}

/** Adds what an order takes. */
export function take(taken: Map<string, string>, order: ShopOrder): void {
  for (const [sku, ordered] of quantitiesOf(order)) taken.set(sku, add(taken.get(sku) ?? '0', ordered))
}

/** A row below zero gives nothing back yet. */
function quantitiesOf({ rows }: ShopOrder): ReadonlyMap<string, string> {
  const quantities = new Map<string, string>()
  for (const { sku, quantity } of Object.values(rows ?? {})) {
    const [number, count] = [sku?.trim(), parseDecimal(quantity)]
    if (number && count !== undefined && compare(count, '0') > 0) quantities.set(number, add(quantities.get(number) ?? '0', count))
  }
  return quantities
}
