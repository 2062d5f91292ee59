// VAT as a ledger counts it: of the sum of each rate, once, in the document's own form (S-029). Rounded half away from zero.
import { divide, isZero, multiply, round } from '../../values/decimal.js'
import { byRate } from './lines.js'
import { minus, money, sum } from './sums.js'

export interface TaxLine { readonly base: string; readonly vat: string }
export type TaxLines = Readonly<Record<string, TaxLine>>

const ORE = { places: 2 }

/** amount: what a rate's rows and charges come to, with VAT or without. rate: basis points. */
export function taxLineOf(amount: string, rate: number, pricesWithVat: boolean): TaxLine {
  const scaled = multiply(amount, String(rate))
  if (!pricesWithVat) return { base: money(amount), vat: money(round(divide(scaled, '10000', { places: 8 }), ORE)) }
  const vat = money(divide(scaled, String(10_000 + rate), ORE))
  return { base: minus(amount, vat), vat }
}

/** By rate in basis points; a rate with nothing on it is left out. */
export function taxLinesOf(amounts: readonly { readonly amount: string; readonly rate?: number }[], pricesWithVat: boolean): TaxLines {
  return Object.fromEntries(byRate(amounts).filter(({ amount }) => !isZero(amount))
    .map(({ rate, amount }) => [String(rate), taxLineOf(amount, rate, pricesWithVat)]))
}

export interface Totals { readonly net: string; readonly vat: string; readonly gross: string }

export function totalsOf(lines: TaxLines): Totals {
  const [net, vat] = [sum(Object.values(lines).map(({ base }) => base)), sum(Object.values(lines).map((line) => line.vat))]
  return { net, vat, gross: sum([net, vat]) }
}
