// Reading the loose values of a world's rows, and exact sums with them. Amounts are decimals inside
// and doubles only in the rows, as the program's own interface hands them out.
import { add, fromDouble, multiply, round, subtract } from '../../../values/decimal.js'
import type { Row } from '../../world/world.js'

/** More decimals than any field has. */
const PLACES = 6

export function text(row: Row | undefined, name: string): string { return String(row?.[name] ?? '') }
export function flag(row: Row | undefined, name: string): boolean { return row?.[name] === true }
export function number(row: Row | undefined, name: string): number { return Number(row?.[name] ?? 0) }

/** The exact decimal of a field. */
export function decimal(row: Row | undefined, name: string): string { return exact(number(row, name)) }

export function exact(value: number): string { return fromDouble(value, PLACES) ?? '0' }

export function sum(...values: readonly string[]): string { return values.reduce(add, '0') }

/** So many percent of it, rounded to hundredths. */
export function percentOf(value: string, percent: string): string {
  return round(multiply(multiply(value, percent), '0.01'), { places: 2 })
}

/** The sum of doubles, without their dust. */
export function plus(left: number, right: number): number { return Number(add(exact(left), exact(right))) }
export function minus(left: number, right: number): number { return Number(subtract(exact(left), exact(right))) }

/** Today in Sweden is near enough: the world's clock is the computer's. */
export function today(): string { return new Date().toISOString().slice(0, 10) }
