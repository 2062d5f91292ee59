// VAT rates by date. A rate is looked up, never derived from amounts; a placed order keeps the rate
// it was charged with.
import type { VatSpec } from '../types/vat.js'

/**
 * The rate in basis points of a class on a local date ("2026-04-01"), or undefined before its first
 * day or for no such class.
 */
export function rateOn(vat: VatSpec, vatClass: string, date: string): number | undefined {
  const rates = vat.classes.find((each) => each.id === vatClass)?.rates ?? []
  let current: { from: string; basisPoints: number } | undefined
  for (const rate of rates) {
    if (rate.from <= date && (!current || rate.from >= current.from)) current = rate
  }
  return current?.basisPoints
}
