// What a customer pays: price list, quantity breaks, discount agreement. In which order the program
// lets the rows of an agreement deviate is not known; assumed: the article before its group.
import { divide, multiply, round } from '../../../values/decimal.js'
import { grossOf, netOf } from '../../../values/money.js'
import type { PriceQuestion } from '../adk.js'
import { RC } from './codes.js'
import type { Row, World } from '../../world/world.js'
import { rowsBy } from './lookup.js'
import { basePrice, vatPercent } from './pricing.js'
import { exact, flag, number, text } from './values.js'

export interface Terms { readonly list: string; readonly invoiceDiscount: number; readonly rowDiscount: number; readonly agreement: string }
export interface Asked { readonly terms: Terms; readonly article: string; readonly quantity: number }
interface ListPrice { readonly price: string; readonly list: string; readonly discount: number }
interface Form { readonly currency: string; readonly includingVat: boolean }

/** The customer's price list and discounts; an agreement decides both. */
export function customerTerms(world: World, customer: Row | undefined): Terms {
  const agreement = text(customer, 'DISCOUNT_AGREEMENT')
  const from = agreement === '' ? customer : world.row('DISCOUNT_AGREEMENT', agreement)
  return {
    list: text(from, 'PRICE_LIST') || text(world.row('PRM2', 'PRM2'), 'DEFAULT_PRICELIST'), agreement,
    invoiceDiscount: number(from, 'INVOICE_DISCOUNT'), rowDiscount: number(from, 'ROW_DISCOUNT'),
  }
}

/** The price that a new row of the document gets; undefined: there is none. */
export function unitPrice(
  world: World, head: Row, article: string, quantity: number,
): { readonly price: number; readonly discount: number } | undefined {
  const terms = { ...customerTerms(world, world.row('CUSTOMER', text(head, 'CUSTOMER_NUMBER'))) }
  const list = text(head, 'LIST_OF_PRICE_CODE') || terms.list
  const found = listPrice(world, { terms: { ...terms, list }, article, quantity })
  if (!found) return undefined
  const form = { currency: text(head, 'CURRENCY_CODE'), includingVat: flag(head, 'ROWS_INCLUDING_VAT') }
  return { price: Number(inForm(world, found, article, form)), discount: found.discount }
}

/** Answers the API's question for a price. value: the price and its currency. */
export function askedPrice(world: World, question: PriceQuestion): { rc: number; price: number; currency: string } {
  const customer = world.row('CUSTOMER', question.customer)
  const own = text(world.row('PRM', 'PRM'), 'CURRENCY_CODE')
  const nothing = (rc: number) => ({ rc, price: 0, currency: own })
  if (question.customer !== '' && !customer) return nothing(RC.CUSTOMER_NOT_FOUND)
  const terms = customerTerms(world, customer)
  const found = listPrice(world, { terms, article: question.article, quantity: question.quantity })
  if (!found) return nothing(RC.PRICE_ARTICLE_NOT_FOUND)
  const currencies = [text(customer, 'CODE_OF_CURRENCY') || own, own, text(world.row('CODE_OF_PRICE_LIST', found.list), 'CURRENCY_CODE') || own]
  const currency = currencies[question.currencyChoice]
  if (currency === undefined) return nothing(RC.INVALID_INDEX)
  const whole = inForm(world, found, question.article, { currency, includingVat: question.includingVat })
  const less = (price: string, percent: number) => round(multiply(price, divide(exact(100 - percent), '100', { places: 8 })), { places: 4 })
  const afterRow = question.rowDiscount ? less(whole, found.discount) : whole
  const price = question.invoiceDiscount ? less(afterRow, terms.invoiceDiscount) : afterRow
  return { rc: RC.OK, price: Number(round(price, { places: placesOfPrice(world) })), currency }
}

function listPrice(world: World, { terms, article, quantity }: Asked): ListPrice | undefined {
  const deviation = deviationOf(world, terms.agreement, article)
  const list = text(deviation, 'PRICELIST') || terms.list
  const base = basePrice(world, list, article)
  if (!base) return undefined
  const breaks = rowsBy(world, 'PRICE', 'ARTICLE_NUMBER', article)
    .filter((row) => text(row, 'PRICE_LIST') === list && number(row, 'QUANTITY') <= quantity)
    .sort((left, right) => number(right, 'QUANTITY') - number(left, 'QUANTITY'))
  const best = breaks[0] ?? base
  const perCent = number(best, 'PER_CENT')
  const price = perCent === 0 ? exact(number(best, 'PRICE'))
    : round(multiply(exact(number(base, 'PRICE')), divide(exact(100 - perCent), '100', { places: 8 })), { places: placesOfPrice(world) })
  return { price, list, discount: deviation ? number(deviation, 'ROW_DISCOUNT') : terms.rowDiscount }
}

function deviationOf(world: World, agreement: string, article: string): Row | undefined {
  if (agreement === '') return undefined
  const rows = rowsBy(world, 'CUSTOMER_DISCOUNT_ROW', 'CODE', agreement)
  const group = text(world.row('ARTICLE', article), 'GROUP')
  return rows.find((row) => !flag(row, 'ARTICLE_GROUP_FLAG') && text(row, 'ARTICLE_NUMBER') === article)
    ?? rows.find((row) => flag(row, 'ARTICLE_GROUP_FLAG') && text(row, 'ARTICLE_GROUP') === group)
}

/** The list's price in another currency and with or without VAT. */
function inForm(world: World, found: ListPrice, article: string, form: Form): string {
  const list = world.row('CODE_OF_PRICE_LIST', found.list)
  const own = text(world.row('PRM', 'PRM'), 'CURRENCY_CODE')
  const places = placesOfPrice(world)
  const from = rateOf(world, text(list, 'CURRENCY_CODE') || own)
  const to = rateOf(world, form.currency || own)
  const exchanged = from === to ? found.price : divide(multiply(found.price, from), to, { places })
  const vat = vatPercent(world, article)
  if (flag(list, 'INCLUDING_VAT') === form.includingVat || vat.rc !== 0) return exchanged
  const points = Math.round((vat.value ?? 0) * 100)
  return form.includingVat ? grossOf(exchanged, points, places) : netOf(exchanged, points, places)
}

/** What one of the currency costs in the company's own. */
function rateOf(world: World, currency: string): string {
  const row = currency === text(world.row('PRM', 'PRM'), 'CURRENCY_CODE') ? undefined : world.row('CURRENCY', currency)
  return divide(exact(number(row, 'SELL') || 1), exact(number(row, 'UNIT') || 1), { places: 8 })
}

function placesOfPrice(world: World): number { return flag(world.row('PRM', 'PRM'), 'PRICE_4_DECIMALS_ACTIVATED') ? 4 : 2 }
