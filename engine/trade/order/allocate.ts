// One amount dealt out by weight, so that the shares make the amount again to the öre (I-15).
import { compare } from '../../values/decimal.js'
import { hundredthsOf, moneyOfHundredths } from '../../values/money.js'

/**
 * Shares in proportion to the weights by largest remainder: each is its exact share rounded down, and the öre that are left go to
 * those that lost most; of equals the first. amount and weights: money of at most two places, not below zero, not all weights zero
 * (that is a fault of ours and throws). No share is above its weight where the amount is not above their sum.
 */
export function allocate(amount: string, weights: readonly string[]): readonly string[] {
  if (compare(amount, '0') < 0 || weights.some((weight) => compare(weight, '0') < 0)) throw new RangeError('nothing below zero can be dealt out')
  const whole = hundredthsOf(amount)
  const parts = weights.map(hundredthsOf)
  const total = parts.reduce((left, right) => left + right, 0n)
  if (total === 0n) throw new RangeError('nothing to deal out by')
  const shares = parts.map((part) => whole * part / total)
  const lost = parts.map((part) => whole * part % total)
  const left = Number(whole - shares.reduce((one, other) => one + other, 0n))
  const first = parts.map((_, at) => at).sort((one, other) => Number(lost[other]! > lost[one]!) - Number(lost[other]! < lost[one]!) || one - other)
  for (const at of first.slice(0, left)) shares[at] = shares[at]! + 1n
  return shares.map(moneyOfHundredths)
}
