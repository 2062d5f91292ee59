// The fields of orders and invoices, ours and the program's, in the order in which they must be
// set: what decides how the rest is understood comes first.
import { DB, ORDER } from '../adk.js'
import { OOI_HEAD, OOI_ROW } from '../adk-fields.js'
import { fieldIds, type Column } from '../columns.js'

export type DocumentKind = 'order' | 'invoice'

/** Where the documents of a kind lie, and the sort order by their number. */
export interface DocumentRegister { readonly kind: DocumentKind; readonly head: number; readonly row: number; readonly order: number }

export const REGISTERS: Readonly<Record<DocumentKind, DocumentRegister>> = {
  order: { kind: 'order', head: DB.ORDER_HEAD, row: DB.ORDER_ROW, order: ORDER.ORDER_NUMBER },
  invoice: { kind: 'invoice', head: DB.INVOICE_HEAD, row: DB.INVOICE_ROW, order: ORDER.INVOICE_NUMBER },
}
export const KINDS: readonly DocumentKind[] = ['order', 'invoice']

/**
 * Prices with VAT is set before the rows: the program does not count them anew. The customer fills
 * in name, addresses, terms and currency, so what is ours comes after it.
 */
export const HEAD_COLUMNS: readonly Column[] = [
  { name: 'pricesWithVat', field: OOI_HEAD.INCLUDING_VAT, kind: 'flag' },
  { name: 'customerNumber', field: OOI_HEAD.CUSTOMER_NUMBER, kind: 'text' },
  { name: 'currency', field: OOI_HEAD.CURRENCY_CODE, kind: 'text' },
  { name: 'rate', field: OOI_HEAD.CURRENCY_RATE, kind: 'decimal' },
  { name: 'priceList', field: OOI_HEAD.LIST_OF_PRICE_CODE, kind: 'text' },
  { name: 'invoiceDiscount', field: OOI_HEAD.INVOICE_DISCOUNT, kind: 'decimal' },
  { name: 'export', field: OOI_HEAD.EXPORT, kind: 'flag' },
  { name: 'vatNo', field: OOI_HEAD.CUSTOMER_INVOICE_VAT_NUMBER, kind: 'text' },
  { name: 'noBackOrder', field: OOI_HEAD.DO_NOT_CREATE_BACKORDER, kind: 'flag' },
  { name: 'documentDate', field: OOI_HEAD.DOCUMENT_DATE1, kind: 'date' },
  { name: 'customerName', field: OOI_HEAD.CUSTOMER_NAME, kind: 'text' },
  { name: 'invoiceAddress.line1', field: OOI_HEAD.MAILING_ADDRESS1, kind: 'text' },
  { name: 'invoiceAddress.line2', field: OOI_HEAD.MAILING_ADDRESS2, kind: 'text' },
  { name: 'invoiceAddress.postcode', field: OOI_HEAD.ZIPCODE, kind: 'text' },
  { name: 'invoiceAddress.city', field: OOI_HEAD.CITY, kind: 'text' },
  { name: 'invoiceAddress.country', field: OOI_HEAD.COUNTRY, kind: 'text' },
  { name: 'invoiceAddress.countryCode', field: OOI_HEAD.CODE_OF_COUNTRY, kind: 'text' },
  { name: 'deliveryAddress.name', field: OOI_HEAD.DELIVERY_NAME, kind: 'text' },
  { name: 'deliveryAddress.line1', field: OOI_HEAD.DELIVERY_MAILING_ADDRESS1, kind: 'text' },
  { name: 'deliveryAddress.line2', field: OOI_HEAD.DELIVERY_MAILING_ADDRESS2, kind: 'text' },
  { name: 'deliveryAddress.postcode', field: OOI_HEAD.DELIVERY_ZIPCODE, kind: 'text' },
  { name: 'deliveryAddress.city', field: OOI_HEAD.DELIVERY_CITY, kind: 'text' },
  { name: 'deliveryAddress.country', field: OOI_HEAD.DELIVERY_COUNTRY, kind: 'text' },
  { name: 'deliveryAddress.countryCode', field: OOI_HEAD.DELIVERY_CODE_OF_COUNTRY, kind: 'text' },
  { name: 'reference', field: OOI_HEAD.CUSTOMER_REFERENCE_NAME, kind: 'text' },
  { name: 'poNumber', field: OOI_HEAD.CUSTOMER_ORDER_NUMBER, kind: 'text' },
  { name: 'deliveryWay', field: OOI_HEAD.CODE_OF_WAY_OF_DELIVERY, kind: 'text' },
  { name: 'paymentTerms', field: OOI_HEAD.CODE_OF_TERMS_OF_PAYMENT, kind: 'text' },
  { name: 'project', field: OOI_HEAD.PROJECT_CODE, kind: 'text' },
  { name: 'costCentre', field: OOI_HEAD.PROFIT_CENTRE, kind: 'text' },
]

/** What the program counts. They may be given with a new document: then they are what was meant, and compared. */
export const TOTAL_COLUMNS: readonly Column[] = [
  { name: 'rounding', field: OOI_HEAD.ROUND_OFF, kind: 'money', readOnly: true },
  { name: 'net', field: OOI_HEAD.EXCLUDING_OF_VAT, kind: 'money', readOnly: true },
  { name: 'vat', field: OOI_HEAD.VAT_AMOUNT, kind: 'money', readOnly: true },
  { name: 'gross', field: OOI_HEAD.TOTAL_AMOUNT, kind: 'money', readOnly: true },
]

/** The state of a document. They are set one by one after everything else: most lock the document. */
export const STATE_COLUMNS: readonly Column[] = [
  { name: 'notDone', field: OOI_HEAD.DOCUMENT_NOT_DONE, kind: 'flag', readOnly: true },
  { name: 'delivered', field: OOI_HEAD.ORDER_DELIVERED, kind: 'flag' },
  { name: 'printed', field: OOI_HEAD.DOCUMENT_PRINTED, kind: 'flag' },
  { name: 'cancelled', field: OOI_HEAD.DOCUMENT_CANCELLED, kind: 'flag' },
]
export const COMMENT_FIELDS: readonly number[] = [OOI_HEAD.TEXT1, OOI_HEAD.TEXT2, OOI_HEAD.TEXT3]
export const CONNECTION_FIELDS: readonly number[] = [
  OOI_HEAD.DOCUMENT_CONNECTION_NUMBER1, OOI_HEAD.DOCUMENT_CONNECTION_NUMBER2, OOI_HEAD.DOCUMENT_CONNECTION_NUMBER3,
  OOI_HEAD.DOCUMENT_CONNECTION_NUMBER4,
]

/** One freight and one fee, each with the code of its VAT. */
export const CHARGES = {
  freight: { amount: OOI_HEAD.CARGO_AMOUNT, vatCode: OOI_HEAD.CARGO_VAT_CODE },
  fee: { amount: OOI_HEAD.DISPATCH_FEE, vatCode: OOI_HEAD.VAT_CODE_DISPATCH_FEE },
} as const

/** By VAT code 1 to 4: rate, what it is counted on, and the VAT. Code 0 has only what is free of VAT. */
export const VAT_FIELDS: readonly { readonly rate: number; readonly base: number; readonly amount: number }[] = [
  { rate: OOI_HEAD.SET_OF_VAT1, base: OOI_HEAD.BASIS_OF_VAT1, amount: OOI_HEAD.AMOUNT_OF_VAT1 },
  { rate: OOI_HEAD.SET_OF_VAT2, base: OOI_HEAD.BASIS_OF_VAT2, amount: OOI_HEAD.AMOUNT_OF_VAT2 },
  { rate: OOI_HEAD.SET_OF_VAT3, base: OOI_HEAD.BASIS_OF_VAT3, amount: OOI_HEAD.AMOUNT_OF_VAT3 },
  { rate: OOI_HEAD.SET_OF_VAT4, base: OOI_HEAD.BASIS_OF_VAT4, amount: OOI_HEAD.AMOUNT_OF_VAT4 },
]

/**
 * The flag in front of the discount says whether it is percent or an amount off the whole row [inference, assumed]; a row of ours has
 * one of the two names.
 */
export const DISCOUNT_IS_AMOUNT = 'discountIsAmount'

/** Article first: it fills in text, unit, price and VAT, and what is ours comes after it. */
export const ROW_COLUMNS: readonly Column[] = [
  { name: 'sku', field: OOI_ROW.ARTICLE_NUMBER, kind: 'text' },
  { name: 'text', field: OOI_ROW.TEXT, kind: 'text' },
  { name: 'quantity', field: OOI_ROW.QUANTITY2, kind: 'decimal' },
  { name: 'delivered', field: OOI_ROW.QUANTITY1, kind: 'decimal' },
  { name: 'unit', field: OOI_ROW.UNIT, kind: 'text' },
  { name: 'price', field: OOI_ROW.PRICE_EACH_CURRENT_CURRENCY, kind: 'money' },
  { name: DISCOUNT_IS_AMOUNT, field: OOI_ROW.AMOUNT_DISCOUNT_FLAG, kind: 'flag' },
  { name: 'discount', field: OOI_ROW.DISCOUNT, kind: 'decimal' },
  { name: 'discountAmount', field: OOI_ROW.DISCOUNT, kind: 'money' },
  { name: 'vatCode', field: OOI_ROW.VAT_CODE, kind: 'text' },
  { name: 'account', field: OOI_ROW.ACCOUNT_NUMBER, kind: 'text' },
  { name: 'costCentre', field: OOI_ROW.PROFIT_CENTRE, kind: 'text' },
  { name: 'project', field: OOI_ROW.PROJECT, kind: 'text' },
  { name: 'amount', field: OOI_ROW.AMOUNT_CURRENT_CURRENCY, kind: 'money', readOnly: true },
  { name: 'backordered', field: OOI_ROW.NOTE_OF_OUTSTANDING_ORDERS, kind: 'flag', readOnly: true },
]
export const ROW_FIELDS: readonly number[] = [...new Set(fieldIds(ROW_COLUMNS))]

/** What of a head tells which other documents it belongs to, and whether it is ours. */
export const LINK_FIELDS: readonly number[] = [
  OOI_HEAD.DOCUMENT_NUMBER, OOI_HEAD.CUSTOMER_NUMBER, ...CONNECTION_FIELDS, OOI_HEAD.NUMBER_OF_ORIGINAL_INVOICE, OOI_HEAD.TYPE_OF_INVOICE,
  OOI_HEAD.DOCUMENT_CANCELLED, OOI_HEAD.LOCAL_REMARK, OOI_HEAD.CUSTOMER_ORDER_NUMBER, OOI_HEAD.TEXT3,
]

/** Everything that is read of a head. ROT and RUT are looked at, and never set. */
export const HEAD_FIELDS: readonly number[] = [...new Set([
  ...LINK_FIELDS, ...fieldIds(HEAD_COLUMNS), ...fieldIds(TOTAL_COLUMNS), ...fieldIds(STATE_COLUMNS), ...COMMENT_FIELDS,
  ...Object.values(CHARGES).flatMap(({ amount, vatCode }) => [amount, vatCode]),
  ...VAT_FIELDS.flatMap(({ rate, base, amount }) => [rate, base, amount]), OOI_HEAD.BASIS_OF_VAT0,
  OOI_HEAD.BALANCE, OOI_HEAD.DOCUMENT_DATE2, OOI_HEAD.OCR_NUMBER, OOI_HEAD.TAX_REDUCTION_INCLUDED,
])]
