// Sums of money as texts.
import { add, compare, round, subtract } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'

export const ZERO = '0.00'

/** Canonical money of a decimal that we counted ourselves. */
export function money(decimal: string): string {
  return parseMoney(decimal) ?? decimal
}

export function sum(amounts: readonly string[]): string {
  return money(amounts.reduce(add, '0'))
}

export function minus(from: string, amount: string): string {
  return money(subtract(from, amount))
}

export function plus(one: string, other: string): string {
  return money(add(one, other))
}

/** To the öre, a half away from zero. */
export function toOre(exact: string): string {
  return money(round(exact, { places: 2 }))
}

export function isBelowZero(amount: string): boolean {
  return compare(amount, '0') < 0
}

export function isAboveZero(amount: string): boolean {
  return compare(amount, '0') > 0
}

export function smaller(one: string, other: string): string {
  return compare(one, other) <= 0 ? one : other
}

/** How far apart two amounts are; never below zero. */
export function distance(one: string, other: string): string {
  const difference = minus(one, other)
  return isBelowZero(difference) ? minus(ZERO, difference) : difference
}
