// What a document takes from its customer and its articles where the caller said nothing.
import { RC } from './codes.js'
import type { Row, World } from '../../world/world.js'
import type { Draft } from './draft.js'
import { WARNING } from '../adk.js'
import { customerTerms, unitPrice } from './customer-prices.js'
import { rowsBy } from './lookup.js'
import { flag, number, text, today } from './values.js'

/** By the document's field, the customer's. */
const FROM_CUSTOMER: Readonly<Record<string, string>> = {
  CUSTOMER_NAME: 'NAME', MAILING_ADDRESS1: 'MAILING_ADDRESS', MAILING_ADDRESS2: 'MAILING_ADDRESS2', ZIPCODE: 'ZIPCODE', CITY: 'CITY',
  COUNTRY: 'COUNTRY', DELIVERY_NAME: 'DELIVERY_NAME', DELIVERY_MAILING_ADDRESS1: 'DELIVERY_ADDRESS',
  DELIVERY_MAILING_ADDRESS2: 'DELIVERY_ADDRESS2', DELIVERY_ZIPCODE: 'DELIVERY_ZIPCODE', DELIVERY_CITY: 'DELIVERY_CITY',
  DELIVERY_COUNTRY: 'DELIVERY_COUNTRY', CUSTOMER_REFERENCE_NAME: 'REFERENCE', DISTRICT_CODE: 'DISTRICT', SELLER_CODE: 'SELLER',
  CURRENCY_CODE: 'CODE_OF_CURRENCY', LANGUAGE_CODE: 'CODE_OF_LANGUAGE', REMINDER: 'REMINDER', DEMAND_FEE: 'DEMAND_FEE',
  INVOICE_INTEREST: 'INTEREST_INVOICE', EXPORT: 'EXPORT', CODE_OF_TERMS_OF_PAYMENT: 'CODE_OF_TERMS_OF_PAYMENT',
  CODE_OF_TERMS_OF_DELIVERY: 'CODE_OF_TERMS_OF_DELIVERY', CODE_OF_WAY_OF_DELIVERY: 'CODE_OF_WAY_OF_DELIVERY', EANLOC: 'EANLOC',
  DELIVERY_EANLOC: 'DELIVERY_EANLOC', DISPATCHER: 'DISPATCHER', CODE_OF_COUNTRY: 'CODE_OF_COUNTRY',
  DELIVERY_CODE_OF_COUNTRY: 'DELIVERY_CODE_OF_COUNTRY', PROFIT_CENTRE: 'PROFIT_CENTRE', PROJECT_CODE: 'PROJECT',
  CUSTOMER_INVOICE_VAT_NUMBER: 'VAT_NUMBER', SUMMARY_INVOICE: 'SUMMARY_INVOICE', ELECTRONIC_REFERENCE: 'ELECTRONIC_REFERENCE',
}

/** What a document of this customer holds where nobody says otherwise. Fields that are empty there are left out. */
export function customerDefaults(world: World, number: string): Row {
  const customer = world.row('CUSTOMER', number)
  if (!customer) return {}
  const copied = Object.entries(FROM_CUSTOMER).map(([field, from]) => [field, customer[from]] as const)
  const { list, invoiceDiscount } = customerTerms(world, customer)
  return {
    ...Object.fromEntries(copied.filter(([, value]) => value !== undefined && value !== '')),
    LIST_OF_PRICE_CODE: list, INVOICE_DISCOUNT: invoiceDiscount,
    INCLUDING_VAT: flag(world.row('CODE_OF_PRICE_LIST', list), 'INCLUDING_VAT'),
  }
}

/** Fills in what the head lacks, in place. */
export function fillHead(draft: Draft, row: Row, isInvoice: boolean): void {
  const company = draft.row('PRM', 'PRM')
  const settings = draft.row('PRM2', 'PRM2')
  const customer = draft.row('CUSTOMER', text(row, 'CUSTOMER_NUMBER'))
  const currency = text(row, 'CURRENCY_CODE') || text(company, 'CURRENCY_CODE')
  const rate = currency === text(company, 'CURRENCY_CODE') ? undefined : draft.row('CURRENCY', currency)
  // The API has no field for it; the customer decides.
  row['EU_SALE'] = flag(customer, 'EU_CUSTOMER')
  const defaults: Row = {
    CURRENCY_CODE: currency, CURRENCY_RATE: number(rate, 'SELL') || 1, CURRENCY_UNIT: number(rate, 'UNIT') || 1, DOCUMENT_DATE1: today(),
    CARGO_VAT_CODE: text(settings, 'DEFAULT_VATCODE_CARGO_FEE') || '1',
    VAT_CODE_DISPATCH_FEE: text(settings, 'DEFAULT_VATCODE_DISPATCH_FEE') || '1',
    OUR_REFERENCE_NAME: text(settings, 'DEFAULT_OOI_OUR_REFERENCE_NAME'), ...(isInvoice ? { TYPE_OF_INVOICE: 'F' } : {}),
  }
  for (const [name, value] of Object.entries(defaults)) if (isEmpty(row[name])) row[name] = value
  if (isInvoice && isEmpty(row['DOCUMENT_DATE2'])) row['DOCUMENT_DATE2'] = dueDate(row)
}

/** Fills in what a row of an article lacks, in place; the code. */
export function fillRow(draft: Draft, head: Row, row: Row, isInvoice: boolean): number {
  const article = text(row, 'ARTICLE_NUMBER')
  const known = draft.row('ARTICLE', article)
  if (!known) return RC.OOI_ARTICLE
  if (isInvoice) for (const [one, other] of [['QUANTITY1', 'QUANTITY2'], ['QUANTITY2', 'QUANTITY1']] as const) row[one] ??= row[other]
  const coding = draft.row('ARTICLE_ACCOUNT', text(known, 'ACCOUNTING_CODE'))
  const sales = flag(head, 'EXPORT') ? 'EXPORT_SALES' : flag(head, 'EU_SALE') ? 'SALES_EU' : 'SALES'
  const defaults: Row = {
    TEXT: nameOf(draft.world, known, text(head, 'LANGUAGE_CODE')), UNIT: text(known, 'UNIT_CODE'),
    ACCOUNT_NUMBER: text(coding, sales) || text(draft.row('PRM2', 'PRM2'), `DEFAULT_ACCOUNT_${companyAccount(sales)}`),
    VAT_CODE: flag(head, 'EXPORT') || flag(head, 'EU_SALE') ? '0' : text(coding, 'VAT') || '0', PACKAGE: flag(known, 'PARCEL'),
    BAR_CODE: text(known, 'BAR_CODE'), PRICE2: number(known, 'ESTIMATED_PURCHASE_PRICE'),
  }
  for (const [name, value] of Object.entries(defaults)) if (isEmpty(row[name])) row[name] = value
  const price = unitPrice(draft.world, head, article, number(row, 'QUANTITY2') || number(row, 'QUANTITY1'))
  // Whether a customer's discount comes to a row whose price is given is not known; here it does, unless the row says its own.
  if (price && price.discount !== 0 && !flag(row, 'AMOUNT_DISCOUNT_FLAG')) row['DISCOUNT'] ??= price.discount
  if (row['PRICE_EACH_CURRENT_CURRENCY'] !== undefined) return RC.OK
  if (!price) draft.warn(WARNING.ARTICLE_PRICE_MISSING)
  row['PRICE_EACH_CURRENT_CURRENCY'] = price?.price ?? 0
  return RC.OK
}

export function isEmpty(value: unknown): boolean { return value === undefined || value === '' || value === 0 }

function nameOf(world: World, article: Row, language: string): string {
  const foreign = rowsBy(world, 'ARTICLE_NAME', 'ARTICLE_NUMBER', text(article, 'NUMBER')).find((one) => text(one, 'LANGUAGE_CODE') === language)
  return text(foreign, 'NAME') || text(article, 'NAME')
}

function companyAccount(sales: string): string {
  return sales === 'SALES' ? 'SALES' : sales === 'SALES_EU' ? 'SALES_EU' : 'SALES_EXPORT'
}

/** The terms' code is the number of days where it is a number. */
function dueDate(row: Row): string {
  const days = Number(text(row, 'CODE_OF_TERMS_OF_PAYMENT'))
  const from = Date.parse(`${text(row, 'DOCUMENT_DATE1')}T00:00:00Z`)
  if (!Number.isFinite(from)) return ''
  return new Date(from + (Number.isInteger(days) ? days : 0) * 86_400_000).toISOString().slice(0, 10)
}
