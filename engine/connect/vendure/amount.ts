// Amounts, which the shop keeps as whole numbers of the smallest unit. Pure.
import { compare, divide, multiply, parseDecimal, placesOf } from '../../values/decimal.js'
import { grossOf, netOf, parseMoney } from '../../values/money.js'
import type { Channel } from './shop.js'

/** GraphQL has no larger whole numbers, and the shop keeps none. */
const INT_MAX = '2147483647'

/** 19900 with two places → "199.00". */
export function amountOf(units: number, places: number): string {
  return parseMoney(divide(String(units), scaleOf(places), { places })) ?? '0.00'
}

/** "199.00" with two places → 19900; undefined where it is finer, below nothing or too large. */
export function unitsOf(amount: string, places: number): number | undefined {
  const units = multiply(amount, scaleOf(places))
  return placesOf(units) === 0 && compare(units, '0') >= 0 && compare(units, INT_MAX) <= 0 ? Number(units) : undefined
}

/** What the channel keeps as an article's price → the price incl. VAT. */
export function priceOf(kept: number, basisPoints: number, { places, pricesIncludeTax }: Channel): string {
  const amount = amountOf(kept, places)
  return pricesIncludeTax ? amount : grossOf(amount, basisPoints, places)
}

/**
 * A price incl. VAT → what the channel keeps. undefined where it cannot keep that very price: a channel that keeps prices without
 * VAT has not every amount with VAT.
 */
export function keptOf(price: unknown, basisPoints: number, channel: Channel): number | undefined {
  const amount = parseDecimal(price)
  if (amount === undefined) return undefined
  if (channel.pricesIncludeTax) return unitsOf(amount, channel.places)
  const kept = unitsOf(netOf(amount, basisPoints, channel.places), channel.places)
  const back = kept === undefined ? undefined : parseDecimal(priceOf(kept, basisPoints, channel))
  return back === amount ? kept : undefined
}

function scaleOf(places: number): string {
  return `1${'0'.repeat(places)}`
}
