// What an order says, in short texts that can be kept, compared with a later version, and shown: everything personal only as a digest.
import { percentOf } from '../../values/rate.js'
import { parseMoney } from '../../values/money.js'
import { parseDecimal } from '../../values/decimal.js'
import { emailKey } from '../customer/spelling.js'
import { isErased, looksErased, PERSONAL } from './erasure.js'
import type { OrderCharge, OrderDiscount, OrderRow, ShopOrder } from './types.js'

const PLAIN = ['channel', 'currency', 'paymentMethod', 'deliveryWay', 'poNumber', 'goodsMark'] as const
/** The shop's own number of a customer may outlive what it knew of them. */
const NUMBER = 'customerNumber'
const TOTALS = ['rounding', 'net', 'vat', 'gross', 'toPay'] as const

/**
 * By what it is of: "rows.1": "2 × A-1 à 199.00, 25 %". digest: of plain data, keyed, so that it cannot be guessed back. State, such as
 * status and payment, is no content. Two spellings of a figure are the same, and two of an e-mail address. What a shop writes where it has erased a person says nothing.
 */
export function contentOf(order: ShopOrder, digest: (value: unknown) => string): Record<string, string> {
  const content: Record<string, string> = {}
  for (const [key, row] of Object.entries(order.rows ?? {})) content[`rows.${key}`] = rowText(row, digest)
  for (const [key, one] of Object.entries(order.charges ?? {})) content[`charges.${key}`] = amountText(one)
  for (const [key, one] of Object.entries(order.discounts ?? {})) content[`discounts.${key}`] = amountText(one)
  for (const [key, { number, amount }] of Object.entries(order.giftCards ?? {})) {
    // Whoever has the number can pay with it.
    content[`giftCards.${key}`] = [figure(amount), ...(number ? [digest(number)] : [])].join(' ')
  }
  for (const name of TOTALS) put(content, name, figure(order[name]))
  for (const name of PLAIN) put(content, name, order[name] ?? '')
  if (typeof order.pricesWithVat === 'boolean') content['pricesWithVat'] = order.pricesWithVat ? 'with VAT' : 'without VAT'
  const erased = isErased(order)
  for (const name of PERSONAL) {
    const value = withoutNothing(order[name])
    if (value === undefined || (typeof value === 'string' && looksErased(value)) || (erased && name !== NUMBER)) continue
    content[name] = digest(name === 'email' ? emailKey(String(value)) ?? value : value)
  }
  return content
}

/** The text of a row may be what a customer had engraved. */
function rowText(row: OrderRow, digest: (value: unknown) => string): string {
  const discount = parseDecimal(row.discount ?? undefined)
  const amount = figure(row.amount)
  return [
    `${figure(row.quantity) || '–'} × ${row.shopSku ?? row.sku ?? '–'}`, ...(row.price ? [`à ${money(row.price)}`] : []), ...(discount && discount !== '0' ? [`− ${discount} %`] : []),
    ...(amount === '' ? [] : [`= ${money(amount)}`]),
  ].join(' ') + rateText(row.vatRate) + (row.unit ? `, ${row.unit}` : '') + (row.text ? `, ${digest(row.text)}` : '')
}

function amountText({ amount, vatRate }: OrderCharge | OrderDiscount): string {
  return `${money(amount)}${rateText(vatRate)}`
}

function rateText(rate: number | null | undefined): string {
  return typeof rate === 'number' ? `, ${percentOf(rate)} %` : ''
}

function money(amount: string | null | undefined): string {
  return parseMoney(amount ?? undefined) ?? amount ?? ''
}

/** A figure in one spelling; what is none stays as it is. */
function figure(value: string | null | undefined): string {
  return parseDecimal(value ?? undefined) ?? value ?? ''
}

function put(content: Record<string, string>, name: string, text: string): void {
  if (text !== '') content[name] = text
}

/** Without what is empty: a shop that leaves a field out and one that shows it empty say the same. */
function withoutNothing(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined
  if (typeof value !== 'object') return value
  const kept = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined && one !== ''))
  return Object.keys(kept).length > 0 ? kept : undefined
}
