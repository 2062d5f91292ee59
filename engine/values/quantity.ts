// Quantities are decimal texts (metres and kilos exist); a shop sells whole pieces.
import { parseDecimal, round } from './decimal.js'

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
