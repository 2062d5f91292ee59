// VAT rates that a document can carry. A rate of nothing is always one of them and takes no place.
import { percentOf } from '../../values/rate.js'
import { held, type Held } from './finding.js'
import type { KnownToLedger } from './types.js'

/** rates: basis points, each once. undefined: they fit. */
export function unfitRates(rates: readonly number[], { vatRates, limits }: KnownToLedger): Held | undefined {
  const taxed = [...new Set(rates)].filter((rate) => rate !== 0).sort((one, other) => other - one)
  if (taxed.length > limits.rates) return held('TOO_MANY_RATES', { rates: texts(taxed), max: limits.rates })
  const unknown = taxed.find((rate) => !vatRates.includes(rate))
  return unknown === undefined ? undefined : held('VAT_RATE_UNKNOWN', { rate: texts([unknown]), known: texts(vatRates) })
}

function texts(rates: readonly number[]): string {
  return rates.map((rate) => `${percentOf(rate)} %`).join(', ')
}
