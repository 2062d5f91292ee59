// Amounts as a shop shows them. Dust of binary fractions is swept off and said; anything else that is finer than an öre is held.
import { multiply, parseDecimal, round } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { held, type Held, type Remarks } from './finding.js'
import { isBelowZero } from './sums.js'

/** What is left at so many more places is a decimal that was meant; what is finer is dust. */
const DUST_PLACES = 2

/** An amount to the öre (S-056). field: what a person calls it. */
export function readAmount(value: unknown, field: string, remarks: Remarks): string | Held {
  const exact = parseDecimal(value)
  if (exact === undefined) return held('AMOUNT_UNREADABLE', { field, value: value ?? '–' })
  const taken = withoutDust(exact, 2)
  if (taken === undefined) return held('AMOUNT_PRECISION', { field, value: exact })
  if (taken !== exact) remarks.warn('AMOUNT_DUST', { field, value: exact, taken: parseMoney(taken) })
  return parseMoney(taken) as string
}

/** An amount that has no meaning below zero: of a charge, a discount, a gift card. */
export function readPositive(value: unknown, field: string, remarks: Remarks): string | Held {
  const amount = readAmount(value, field, remarks)
  return typeof amount === 'string' && isBelowZero(amount) ? held('AMOUNT_BELOW_ZERO', { field, amount }) : amount
}

/** The decimal at so many places where nothing but dust is lost; undefined where more would be. */
export function withoutDust(exact: string, places: number): string | undefined {
  const taken = round(exact, { places })
  return taken === round(exact, { places: places + DUST_PLACES }) ? taken : undefined
}

/** What a quantity comes to at a price, to the öre. */
export function wholeOf(quantity: string, price: string): string {
  return parseMoney(round(multiply(quantity, price), { places: 2 })) as string
}
