// What a credit comes to, by the rates of the rows that it gives back. Pure.
import { subtract } from '../../values/decimal.js'
import { money, sum, vatOnTop, vatWithin } from './shares.js'

/** All below zero. taxLines by rate in basis points. */
export interface CreditTotals {
  readonly taxLines: Readonly<Record<string, { readonly base: string; readonly vat: string }>>
  readonly net: string
  readonly vat: string
  readonly rounding: string
  readonly gross: string
}

/** amount: what is given back, above zero, in the form of the document. rounding: of the original, as far as it goes back. */
export function creditTotals(
  rows: readonly { readonly amount: string; readonly vatRate: number }[], pricesWithVat: boolean, rounding: string,
): CreditTotals {
  const rates = [...new Set(rows.map(({ vatRate }) => vatRate))].sort((one, other) => other - one)
  const lines = rates.map((rate) => {
    const amount = sum(rows.filter(({ vatRate }) => vatRate === rate).map((row) => row.amount))
    const vat = pricesWithVat ? vatWithin(amount, rate) : vatOnTop(amount, rate)
    return { rate, vat, base: pricesWithVat ? subtract(amount, vat) : amount }
  })
  const [net, vat] = [sum(lines.map(({ base }) => base)), sum(lines.map((line) => line.vat))]
  return {
    taxLines: Object.fromEntries(lines.map(({ rate, base, vat: of }) => [String(rate), { base: negative(base), vat: negative(of) }])),
    net: negative(net), vat: negative(vat), rounding: negative(rounding), gross: negative(sum([net, vat, rounding])),
  }
}

function negative(amount: string): string {
  return money(subtract('0', amount))
}
