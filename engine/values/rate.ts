// VAT rates and other shares as whole basis points: 2500 is 25 %. Systems write them as percent or
// as fractions.
import { divide, multiply, parseDecimal, withPlaces } from './decimal.js'

/** "25" or 25 → 2500; undefined where it is no number or finer than a basis point. */
export function rateFromPercent(percent: unknown): number | undefined {
  return wholeRate(percent, '100')
}

/** "0.25000000" or 0.25 → 2500; undefined where it is no number or finer than a basis point. */
export function rateFromFraction(fraction: unknown): number | undefined {
  return wholeRate(fraction, '10000')
}

/** 2500 → "25", 1250 → "12.5". */
export function percentOf(basisPoints: number): string {
  return divide(String(basisPoints), '100', { places: 2 })
}

/** 2500 → "0.25000000", with as many places as the system writes. */
export function fractionOf(basisPoints: number, places: number): string {
  return withPlaces(divide(String(basisPoints), '10000', { places: 4 }), { places })
}

function wholeRate(value: unknown, scale: string): number | undefined {
  const decimal = parseDecimal(value)
  if (decimal === undefined) return undefined
  const basisPoints = Number(multiply(decimal, scale))
  return Number.isSafeInteger(basisPoints) ? basisPoints + 0 : undefined
}
