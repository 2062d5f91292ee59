// Quantities: decimal texts of at most three places (metres and kilos exist), and the whole pieces
// that a shop sells.
import { parseDecimal, placesOf, round } from './decimal.js'

export const QUANTITY_PLACES = 3

/**
 * The canonical text of a quantity, or undefined where it is no number or finer than the places
 * allow.
 */
export function parseQuantity(from: unknown, places: number = QUANTITY_PLACES): string | undefined {
  const decimal = parseDecimal(from)
  return decimal !== undefined && placesOf(decimal) <= places ? decimal : undefined
}

/**
 * Whole pieces, rounded down below zero too: 2.7 is 2 and -0.5 is -1. undefined where it is no
 * number of pieces.
 */
export function wholePieces(quantity: string): number | undefined {
  const decimal = parseDecimal(quantity)
  if (decimal === undefined) return undefined
  const rounding = decimal.startsWith('-') ? 'up' : 'down'
  const pieces = Number(round(decimal, { places: 0, rounding }))
  return Number.isSafeInteger(pieces) ? pieces : undefined
}
