// What VAT the shop charged. The source does not say, so this is ours: the law of the time for a shop that sends its goods from
// Britain and sells to consumers.
//
// - At home, and to the other countries of the EU (below the threshold for distance sales): prices with British VAT in them, 17.5 %
//   and from 4 January 2011 20 %.
// - To countries outside: prices without VAT, 0 %.
//
// So both forms of an order and two rates occur, and what an order comes to is in either form what its rows come to in the file.
import { countryOf } from './countries.js'
import type { HistoryOrder } from './orders.js'

export interface Charged {
  readonly pricesWithVat: boolean
  /** Basis points. */
  readonly rate: number
}

const NEW_RATE_FROM = '2011-01-04'
export const RATES = { until: 1750, from: 2000 } as const

export function chargedOn({ country, placedAt }: Pick<HistoryOrder, 'country' | 'placedAt'>): Charged {
  if (countryOf(country).vat === 'outside') return { pricesWithVat: false, rate: 0 }
  return { pricesWithVat: true, rate: placedAt < NEW_RATE_FROM ? RATES.until : RATES.from }
}
