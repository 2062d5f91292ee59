// VAT codes of rows and charges against rates in basis points: "1" to "4" are the company's four
// rates, "0" is none.
import { fromDouble } from '../../../values/decimal.js'
import { rateFromPercent } from '../../../values/rate.js'
import type { Cell } from '../bridge/protocol.js'

/** Rates in basis points by code; what is not known is left out. */
export type VatRates = ReadonlyMap<string, number>

/** From the four percents, in the order of their codes. */
export function vatRates(percents: readonly (Cell | undefined)[]): VatRates {
  const rates = new Map<string, number>([['0', 0]])
  percents.forEach((percent, at) => {
    const rate = typeof percent === 'number' ? rateFromPercent(fromDouble(percent, 2)) : undefined
    if (rate !== undefined) rates.set(String(at + 1), rate)
  })
  return rates
}

/** The code of a rate; a rate of nothing is code 0, whatever the unused codes stand at. */
export function codeOf(rate: unknown, rates: VatRates): string | undefined {
  if (rate === 0) return '0'
  return [...rates].find(([, one]) => one === rate)?.[0]
}
