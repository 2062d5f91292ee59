// A document counted the way a ledger counts it, from its rows and charges alone: by no means the maker's own.
import { add, divide, multiply, round, subtract, withPlaces } from '../../engine/values/decimal.js'
import type { DocumentRow, MadeDocument } from '../../engine/trade/order/types.js'

export interface LedgerRate { readonly rate: number; readonly base: string; readonly vat: string }
export interface LedgerCount { readonly rates: readonly LedgerRate[]; readonly net: string; readonly vat: string; readonly gross: string }

const ORE = { places: 2 }

/** What a row comes to, to the öre, in the document's own form. */
export function rowAmount({ quantity = '0', price = '0', discountAmount = '0' }: DocumentRow): string {
  return two(round(subtract(multiply(quantity, price), discountAmount), ORE))
}

/** The highest rate first. gross: with the rounding that the document says. */
export function ledgerCount(document: MadeDocument): LedgerCount {
  const sums = new Map<number, string>()
  const put = (rate: number, amount: string): void => { sums.set(rate, add(sums.get(rate) ?? '0', amount)) }
  for (const row of Object.values(document.rows)) if (row.sku !== undefined) put(row.vatRate ?? 0, rowAmount(row))
  for (const charge of Object.values(document.charges ?? {})) put(charge.vatRate, charge.amount)
  const rates = [...sums].sort(([one], [other]) => other - one).map(([rate, amount]): LedgerRate => {
    const vat = document.pricesWithVat ? divide(multiply(amount, String(rate)), String(10_000 + rate), ORE) : divide(multiply(amount, String(rate)), '10000', ORE)
    return { rate, base: two(document.pricesWithVat ? subtract(amount, vat) : amount), vat: two(vat) }
  })
  const net = rates.map(({ base }) => base).reduce(add, '0')
  const vat = rates.map((one) => one.vat).reduce(add, '0')
  return { rates, net: two(net), vat: two(vat), gross: two(add(add(net, vat), document.rounding)) }
}

function two(decimal: string): string {
  return withPlaces(decimal, ORE)
}
