// The registers that are read and written record by record, as a table: customer payments, names of
// articles by language, customers' own article numbers, quantity breaks.
import { parseDecimal } from '../../values/decimal.js'
import type { Scope } from '../../core/stream.js'
import { DB, ORDER, PRICE } from './adk.js'
import { ARTICLE_NAME, CUSTOMER_ARTICLE, CUSTOMER_PAYMENT } from './adk-fields.js'
import { twoParts, type FlatEntity, type KeyPlace } from './flat.js'

/** What the company's settings say that no header tells. */
export interface FlatSettings {
  /** The letter of an ordinary payment row; which letters there are is not publicly known. */
  readonly paymentRowType?: string
}

export function flatEntities(settings: FlatSettings): readonly FlatEntity[] {
  return [payments(settings), ARTICLE_NAMES, CUSTOMER_ARTICLES, PRICE_BREAKS]
}

/** Keyed by the invoice and our own text: what is paid on an invoice is found through it. */
function payments({ paymentRowType }: FlatSettings): FlatEntity {
  const place = (key: string): KeyPlace | undefined => {
    const [invoice, text] = twoParts(key) ?? []
    if (invoice === undefined || text === undefined || !/^\d+$/.test(invoice)) return undefined
    return { key: { field: CUSTOMER_PAYMENT.INVOICE_NUMBER, value: Number(invoice) }, where: [{ field: CUSTOMER_PAYMENT.PAYTEXT, value: text }] }
  }
  return {
    entity: 'customer-payment', register: DB.CUSTOMER_PAYMENT, order: ORDER.CUSTOMER_PAYMENT_BY_INVOICE, names: CUSTOMER_PAYMENT, place,
    columns: [
      { name: 'invoice', field: CUSTOMER_PAYMENT.INVOICE_NUMBER, kind: 'number' },
      { name: 'date', field: CUSTOMER_PAYMENT.DATE, kind: 'date' },
      { name: 'paymentCode', field: CUSTOMER_PAYMENT.PAYMENT_CODE, kind: 'text' },
      { name: 'currency', field: CUSTOMER_PAYMENT.CURRENCY_CODE, kind: 'text' },
      { name: 'amount', field: CUSTOMER_PAYMENT.AMOUNT_CURRENCY, kind: 'money' },
      { name: 'adjustmentCode', field: CUSTOMER_PAYMENT.ADJUSTMENT_CODE, kind: 'text' },
      { name: 'text', field: CUSTOMER_PAYMENT.PAYTEXT, kind: 'text' },
      { name: 'rowType', field: CUSTOMER_PAYMENT.ROW_TYPE, kind: 'text', readOnly: true },
      { name: 'cancelled', field: CUSTOMER_PAYMENT.CANCELLED, kind: 'flag', readOnly: true },
      { name: 'journal', field: CUSTOMER_PAYMENT.JOURNAL_NUMBER, kind: 'number', readOnly: true },
      { name: 'number', field: CUSTOMER_PAYMENT.NR, kind: 'number', readOnly: true },
    ],
    keyOf: ({ invoice, text, number }) => `${String(invoice ?? '')}/${String(text ?? number ?? '')}`,
    from: ({ invoice }) => (invoice === undefined ? undefined : { field: CUSTOMER_PAYMENT.INVOICE_NUMBER, value: Number(invoice) }),
    ...(paymentRowType === undefined ? {} : {
      writes: {
        create: true,
        identity: (key: string) => {
          const at = place(key)
          return at ? [at.key, { field: CUSTOMER_PAYMENT.ROW_TYPE, value: paymentRowType }, ...(at.where ?? [])] : []
        },
      },
    }),
  }
}

const ARTICLE_NAMES: FlatEntity = {
  entity: 'article-name', register: DB.ARTICLE_NAME, order: ORDER.ARTICLE_NAME_BY_ARTICLE, names: ARTICLE_NAME,
  columns: [
    { name: 'language', field: ARTICLE_NAME.LANGUAGE_CODE, kind: 'text' },
    { name: 'sku', field: ARTICLE_NAME.ARTICLE_NUMBER, kind: 'text' },
    { name: 'name', field: ARTICLE_NAME.NAME, kind: 'text' },
    { name: 'name2', field: ARTICLE_NAME.NAME2, kind: 'text' },
  ],
  keyOf: ({ language, sku }) => `${String(language)}/${String(sku)}`,
  place: (key) => placeOf(key, ARTICLE_NAME.ARTICLE_NUMBER, ARTICLE_NAME.LANGUAGE_CODE),
  writes: { create: true, update: true, remove: true, identity: (key) => identityOf(key, ARTICLE_NAME.ARTICLE_NUMBER, ARTICLE_NAME.LANGUAGE_CODE) },
}

const CUSTOMER_ARTICLES: FlatEntity = {
  entity: 'customer-article', register: DB.CUSTOMER_ARTICLE, order: ORDER.CUSTOMER_ARTICLE_BY_ARTICLE, names: CUSTOMER_ARTICLE,
  columns: [
    { name: 'sku', field: CUSTOMER_ARTICLE.ARTNR, kind: 'text' },
    { name: 'customer', field: CUSTOMER_ARTICLE.CUSTNR, kind: 'text' },
    { name: 'number', field: CUSTOMER_ARTICLE.CUSTARTNR, kind: 'text' },
  ],
  keyOf: ({ customer, sku }) => `${String(customer)}/${String(sku)}`,
  place: (key) => placeOf(key, CUSTOMER_ARTICLE.ARTNR, CUSTOMER_ARTICLE.CUSTNR),
}

/** A price from a quantity up, in the list of the scope. Keyed by quantity and article. */
const PRICE_BREAKS: FlatEntity = {
  entity: 'price-break', register: DB.PRICE, order: ORDER.BREAK_PRICE_BY_ARTICLE, names: PRICE,
  columns: [
    { name: 'priceList', field: PRICE.PRICE_LIST, kind: 'text' },
    { name: 'sku', field: PRICE.ARTICLE_NUMBER, kind: 'text' },
    { name: 'quantity', field: PRICE.QUANTITY, kind: 'decimal' },
    { name: 'price', field: PRICE.PRICE, kind: 'money' },
    { name: 'base', field: PRICE.BASE, kind: 'flag', readOnly: true },
  ],
  keyOf: ({ quantity, sku }) => `${String(quantity)}/${String(sku)}`,
  place: (key, scope) => {
    const break_ = breakOf(key, scope)
    return break_ && { key: { field: PRICE.ARTICLE_NUMBER, value: break_.sku }, where: [
      { field: PRICE.PRICE_LIST, value: break_.list }, { field: PRICE.QUANTITY, value: break_.quantity },
    ] }
  },
  listOrder: ORDER.BREAK_PRICE_BY_LIST,
  from: ({ priceList }) => (priceList === undefined ? undefined : { field: PRICE.PRICE_LIST, value: priceList }),
  // The order of breaks shows only those; that it does is not taken on trust.
  excludes: ({ base }) => base === true,
  writes: {
    create: true, update: true, remove: true,
    identity: (key, scope) => {
      const break_ = breakOf(key, scope)
      return break_ ? [
        { field: PRICE.PRICE_LIST, value: break_.list }, { field: PRICE.ARTICLE_NUMBER, value: break_.sku },
        { field: PRICE.QUANTITY, value: break_.quantity }, { field: PRICE.BASE, value: false },
      ] : []
    },
  },
}

function breakOf(key: string, scope: Scope): { readonly list: string; readonly quantity: number; readonly sku: string } | undefined {
  const [from, sku] = twoParts(key) ?? []
  const quantity = parseDecimal(from)
  const list = scope['priceList']
  return quantity === undefined || sku === undefined || list === undefined ? undefined : { list, quantity: Number(quantity), sku }
}

/** Keys whose first part narrows the second: language and article, customer and article. */
function placeOf(key: string, main: number, other: number): KeyPlace | undefined {
  const [first, second] = twoParts(key) ?? []
  return first === undefined || second === undefined ? undefined : { key: { field: main, value: second }, where: [{ field: other, value: first }] }
}

function identityOf(key: string, main: number, other: number) {
  const place = placeOf(key, main, other)
  return place ? [place.key, ...(place.where ?? [])] : []
}
