// The VAT rates that a shop's order shows, before anything of it is counted.
import { isZero, parseDecimal } from '../../values/decimal.js'
import type { ShopOrder } from './types.js'

/** Of what has an amount on it, each once, in basis points; a sold gift card has none. */
export function chargedRates({ rows, charges }: ShopOrder, giftCard: string | undefined): readonly number[] {
  const sold = Object.values(rows ?? {}).filter(({ sku, quantity, price, amount }) => sku?.trim() !== giftCard && isSome(quantity) && isSome(amount ?? price))
  const charged = Object.values(charges ?? {}).filter(({ amount }) => isSome(amount))
  return [...new Set([...sold, ...charged].flatMap(({ vatRate }) => (typeof vatRate === 'number' ? [vatRate] : [])))]
}

function isSome(figure: string | null | undefined): boolean {
  const decimal = parseDecimal(figure ?? undefined)
  return decimal !== undefined && !isZero(decimal)
}
