// Amounts of money: canonical texts with at least two places ("199.00", "12.3456"), and whole minor
// units for sums.
import { divide, multiply, parseDecimal, placesOf, round, subtract } from './decimal.js'

const CANONICAL = /^-?(?:[1-9]\d{0,199}|0)\.\d\d(?:\d{0,199}[1-9])?$/

/** Decimals of a currency's smallest unit, where they are not two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0,
  VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}

const HUNDRED_PERCENT = '10000'

/** The canonical text of an amount, or undefined for what is no number. */
export function parseMoney(from: unknown): string | undefined {
  if (typeof from === 'string' && CANONICAL.test(from) && from !== '-0.00') return from
  const decimal = parseDecimal(from)
  return decimal === undefined ? undefined : moneyText(decimal)
}

/** Two for kronor, none for Icelandic ones. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency.toUpperCase()] ?? 2
}

/** Whole minor units, or undefined where the amount is finer than the currency's smallest unit. */
export function toMinor(money: string, currency: string): bigint | undefined {
  const exponent = exponentOf(currency)
  const decimal = parseDecimal(money)
  if (decimal === undefined || placesOf(decimal) > exponent) return undefined
  return BigInt(multiply(decimal, `1e${exponent}`))
}

/** The amount that so many minor units are. */
export function fromMinor(minor: bigint, currency: string): string {
  return moneyText(divide(String(minor), `1e${exponentOf(currency)}`, { places: 3 }))
}

/** An amount rounded to so many places, half away from zero. */
export function roundMoney(money: string, places: number): string {
  return moneyText(round(money, { places }))
}

/** With VAT added, rounded once. */
export function grossOf(net: string, basisPoints: number, places: number): string {
  const gross = multiply(net, String(10_000 + basisPoints))
  return moneyText(divide(gross, HUNDRED_PERCENT, { places }))
}

/** With VAT taken off, rounded once. */
export function netOf(gross: string, basisPoints: number, places: number): string {
  const scaled = multiply(gross, HUNDRED_PERCENT)
  return moneyText(divide(scaled, String(10_000 + basisPoints), { places }))
}

/**
 * The change in percent of the amount before, for guards; undefined where the amount before is
 * zero.
 */
export function percentChange(before: string, after: string): number | undefined {
  const from = parseDecimal(before)
  if (from === undefined || from === '0') return undefined
  const size = from.startsWith('-') ? from.slice(1) : from
  return Number(divide(multiply(subtract(after, from), '100'), size, { places: 6 }))
}

function moneyText(decimal: string): string {
  const places = placesOf(decimal)
  if (places >= 2) return decimal
  return places === 1 ? `${decimal}0` : `${decimal}.00`
}
