// The amounts of a document: rows, discount, freight, fee, VAT by code, rounding. Everything is
// exact until it stands in the record. Sources: the field list of the API; which amount is with or
// without the discount and the VAT is assumed (GROSS and NET are without VAT and freight).
import { add, divide, isZero, multiply, round, subtract } from '../../../values/decimal.js'
import type { Row, World } from '../../world/world.js'
import { decimal, exact, flag, number, percentOf, sum, text } from './values.js'

export const VAT_CODES = ['0', '1', '2', '3', '4'] as const
type ByCode = Record<string, string>
const CENTS = { places: 2 }
const HUNDRED = '100'

/** How the total is rounded; from the settings of the world. */
type Rounding = 'none' | 'krona'

/** Percent by VAT code, from the company's settings. */
export function vatRates(world: World): ByCode {
  const settings = world.row('PRM2', 'PRM2')
  return Object.fromEntries(VAT_CODES.map((code) => [code, code === '0' ? '0' : decimal(settings, `VAT${code}`)]))
}

/** The quantity that a row is paid for: what is ordered on orders and offers, what is delivered on invoices. */
export function paidQuantity(row: Row, isInvoice: boolean): number {
  return number(row, isInvoice ? 'QUANTITY1' : 'QUANTITY2')
}

/** A row's amount in the document's currency and VAT form, after its own discount. */
export function rowAmount(row: Row, quantity: number): string {
  const whole = multiply(exact(quantity), decimal(row, 'PRICE_EACH_CURRENT_CURRENCY'))
  const discount = decimal(row, 'DISCOUNT')
  const less = flag(row, 'AMOUNT_DISCOUNT_FLAG') ? discount : divide(multiply(whole, discount), HUNDRED, { places: 8 })
  return round(subtract(whole, less), CENTS)
}

/**
 * Works out a document's amounts. head: with its own choices; rows: their amounts are put in.
 * Export and EU customers pay no VAT.
 */
export function totalsOf(world: World, head: Row, rows: readonly Row[], isInvoice: boolean): Row {
  const including = flag(head, 'ROWS_INCLUDING_VAT')
  const free = flag(head, 'EXPORT') || flag(head, 'EU_SALE')
  const rates = vatRates(world)
  const gross = zeroes()
  for (const row of rows) {
    if (text(row, 'ARTICLE_NUMBER') === '') continue
    const amount = rowAmount(row, paidQuantity(row, isInvoice))
    row['AMOUNT_CURRENT_CURRENCY'] = Number(amount)
    row['AMOUNT_DOMESTIC_CURRENCY'] = Number(domestic(head, amount))
    increase(gross, free ? '0' : vatCode(row, 'VAT_CODE'), amount)
  }
  const net = mapped(gross, (amount) => subtract(amount, percentOf(amount, decimal(head, 'INVOICE_DISCOUNT'))))
  const all = { ...net }
  increase(all, free ? '0' : vatCode(head, 'CARGO_VAT_CODE'), decimal(head, 'CARGO_AMOUNT'))
  increase(all, free ? '0' : vatCode(head, 'VAT_CODE_DISPATCH_FEE'), decimal(head, 'DISPATCH_FEE'))
  const split = (amounts: ByCode) => mapped(amounts, (amount, code) => vatOf(amount, rates[code] ?? '0', including))
  const vat = split(all)
  const bases = mapped(all, (amount, code) => including ? subtract(amount, vat[code] ?? '0') : amount)
  const withoutVat = (amounts: ByCode) => including ? subtract(total(amounts), total(split(amounts))) : total(amounts)
  const exclusive = total(bases)
  const unrounded = add(exclusive, total(vat))
  const rounded = roundedTotal(world, head, unrounded)
  return {
    GROSS: Number(withoutVat(gross)), NET: Number(withoutVat(net)), EXCLUDING_OF_VAT: Number(exclusive), VAT_AMOUNT: Number(total(vat)),
    ROUND_OFF: Number(subtract(rounded, unrounded)), TOTAL_AMOUNT: Number(rounded), VALUE: Number(domestic(head, exclusive)),
    BASIS_OF_VAT0: Number(bases['0']),
    ...Object.fromEntries(VAT_CODES.slice(1).flatMap((code) => [
      [`BASIS_OF_VAT${code}`, Number(bases[code])], [`AMOUNT_OF_VAT${code}`, Number(vat[code])], [`SET_OF_VAT${code}`, Number(rates[code])],
    ])),
  }
}

/** A rounding that the caller set is kept; else the company's own holds. */
function roundedTotal(world: World, head: Row, unrounded: string): string {
  if (flag(head, 'ROUND_OFF_GIVEN')) return add(unrounded, decimal(head, 'ROUND_OFF'))
  return world.settings['totalRounding'] as Rounding | undefined === 'krona' ? round(unrounded, { places: 0 }) : unrounded
}

/** The amount in the company's own currency. */
export function domestic(head: Row, amount: string): string {
  const rate = decimal(head, 'CURRENCY_RATE')
  const unit = decimal(head, 'CURRENCY_UNIT')
  if (isZero(rate) || isZero(unit)) return amount
  return divide(multiply(amount, rate), unit, CENTS)
}

function vatOf(amount: string, rate: string, including: boolean): string {
  if (!including) return percentOf(amount, rate)
  return divide(multiply(amount, rate), add(HUNDRED, rate), CENTS)
}

function vatCode(row: Row, name: string): string { return text(row, name) || '0' }
function zeroes(): ByCode { return Object.fromEntries(VAT_CODES.map((code) => [code, '0'])) }
function total(amounts: ByCode): string { return sum(...Object.values(amounts)) }
function increase(amounts: ByCode, code: string, by: string): void { amounts[code] = add(amounts[code] ?? '0', by) }
function mapped(amounts: ByCode, how: (amount: string, code: string) => string): ByCode {
  return Object.fromEntries(Object.entries(amounts).map(([code, amount]) => [code, how(amount, code)]))
}
