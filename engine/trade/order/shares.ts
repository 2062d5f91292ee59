// Small sums with money: exact, with two places at the end.
import { add, compare, divide, multiply, subtract } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'

export const CENTS = { places: 2 } as const
const WHOLE = '10000'
const ORE = '0.01'

/** The canonical text of an amount that is known to be a number. */
export function money(decimal: string): string {
  return parseMoney(decimal) ?? decimal
}

export function sum(amounts: readonly string[]): string {
  return amounts.reduce(add, '0')
}

export function smaller(one: string, other: string): string {
  return compare(one, other) <= 0 ? one : other
}

export function larger(one: string, other: string): string {
  return compare(one, other) >= 0 ? one : other
}

/** The VAT that is within an amount, at a rate in basis points, rounded once. */
export function vatWithin(gross: string, basisPoints: number): string {
  return money(divide(multiply(gross, String(basisPoints)), String(10_000 + basisPoints), CENTS))
}

/** The VAT on top of an amount without it, rounded once. */
export function vatOnTop(net: string, basisPoints: number): string {
  return money(divide(multiply(net, String(basisPoints)), WHOLE, CENTS))
}

/**
 * Shares an amount by weights, none below zero, so that the shares are whole öre and their sum is the amount: each gets its part cut
 * down, and the öre that are left go to those who lost most (largest remainder). Weights that are all zero share nothing: undefined.
 */
export function shared(amount: string, weights: readonly string[]): readonly string[] | undefined {
  const whole = sum(weights)
  if (compare(whole, '0') <= 0) return undefined
  const isNegative = compare(amount, '0') < 0
  const size = isNegative ? subtract('0', amount) : amount
  const cut = weights.map((weight) => divide(multiply(size, weight), whole, { places: 2, rounding: 'down' }))
  const lost = weights.map((weight, at) => subtract(multiply(size, weight), multiply(cut[at] as string, whole)))
  const left = Number(divide(subtract(size, sum(cut)), ORE, { places: 0 }))
  const lucky = new Set(lost.map((_, at) => at).sort((one, other) => compare(lost[other] as string, lost[one] as string) || one - other).slice(0, left))
  const shares = cut.map((part, at) => (lucky.has(at) ? add(part, ORE) : part))
  return isNegative ? shares.map((part) => subtract('0', part)) : shares
}
