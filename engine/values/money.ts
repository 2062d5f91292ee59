// Amounts of money: canonical texts with at least two places ("199.00", "12.3456").
import { divide, multiply, parseDecimal, placesOf, subtract } from './decimal.js'

const CANONICAL = /^-?(?:[1-9]\d{0,199}|0)\.\d\d(?:\d{0,199}[1-9])?$/

const HUNDRED_PERCENT = '10000'

/** The canonical text of an amount, or undefined for what is no number. */
export function parseMoney(from: unknown): string | undefined {
  if (typeof from === 'string' && CANONICAL.test(from) && from !== '-0.00') return from
  const decimal = parseDecimal(from)
  return decimal === undefined ? undefined : moneyText(decimal)
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

/** "12.30" → 1230n, for what is dealt out piece by piece. Only for amounts of at most two places; others throw. */
export function hundredthsOf(amount: string): bigint {
  return BigInt(multiply(amount, '100'))
}

/** 1230n → "12.30". */
export function moneyOfHundredths(hundredths: bigint): string {
  return moneyText(divide(String(hundredths), '100', { places: 2 }))
}

/** An amount less so many percent of it, rounded once to two places. */
export function lessPercent(amount: string, percent: string): string {
  return moneyText(divide(multiply(amount, subtract('100', percent)), '100', { places: 2 }))
}

function moneyText(decimal: string): string {
  const places = placesOf(decimal)
  if (places >= 2) return decimal
  return places === 1 ? `${decimal}0` : `${decimal}.00`
}
