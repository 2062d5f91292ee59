// Numbers as a person reads them: thousands apart, percent with one decimal. Never computes anything that is decided on.
import { parseDecimal, withPlaces } from '../values/decimal.js'

/** A count with a plain space between thousands: 4996 → "4 996". */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ')
}

/** An amount with a plain space between thousands: "12345.60" → "12 345.60". */
export function amountText(amount: string): string {
  return amount.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ' '))
}

/** So many of a noun: "1 article", "4 996 articles". */
export function ofNoun(count: number, noun: string): string {
  return `${countText(count)} ${count === 1 ? noun : pluralOf(noun)}`
}

/** A share with one decimal, without the sign: 4.04 → "4.0". */
export function percentText(percent: number): string {
  const decimal = parseDecimal(Number(percent.toFixed(6)))
  return decimal === undefined ? '?' : withPlaces(decimal, { places: 1 })
}

/** A signed share: "+4.0 %", "-12.5 %". */
export function signedPercent(percent: number): string {
  return `${percent > 0 ? '+' : ''}${percentText(percent)} %`
}

function pluralOf(noun: string): string {
  return noun.endsWith('s') ? `${noun}es` : /[^aeiouy]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}
