// A price list that is one customer's: what the program itself says that the customer pays for one of each article. Price list,
// discount agreement and discounts of the card are its business; nothing is counted here.
import type { RawItem } from '../../core/item.js'
import { problem } from '../../core/problem.js'
import { fromDouble } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import type { VismaApi } from './api.js'
import type { CustomerPrice } from './bridge/protocol.js'
import { currencyCode } from './company.js'

/** currency: the one that the prices must be in; left out, the company's own. */
export interface PayingCustomer { readonly customer: string; readonly currency: string | undefined }

const PRICE_PLACES = 4
/** In the customer's own currency. */
const CUSTOMERS_CURRENCY = 0

/**
 * The same articles with the customer's price incl. VAT; null where the customer's list has none. A price in another currency than
 * is asked for is a problem of its item. Throws SystemError, also where there is no such customer.
 */
export async function customersPrices(api: VismaApi, articles: readonly RawItem[], { customer, currency }: PayingCustomer): Promise<RawItem[]> {
  const wants = currency ?? (await api.company()).currency
  const prices = await api.read('customerPrice', { questions: articles.map(({ key }) => ({
    article: key, customer, quantity: 1, invoiceDiscount: true, rowDiscount: true, includingVat: true, currencyChoice: CUSTOMERS_CURRENCY,
  })) })
  return articles.map((article, at) => priced(article, prices[at] ?? null, { customer, wants }))
}

function priced(article: RawItem, price: CustomerPrice | null, { customer, wants }: { readonly customer: string; readonly wants: string }): RawItem {
  if (!price) return { ...article, fields: { ...article.fields, price: null } }
  const has = currencyCode(price.currency)
  if (has !== wants) return { ...article, problem: problem('CURRENCY_MISMATCH', { list: `of customer ${customer}`, has, wants }) }
  return { ...article, fields: { ...article.fields, price: parseMoney(fromDouble(price.price, PRICE_PLACES)) ?? null } }
}
