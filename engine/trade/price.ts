// Prices towards a customer: how an amount is brought to the places that a shop can carry. Never in
// silence: only where it is asked for.
import { round, type Rounding } from '../values/decimal.js'
import { parseMoney } from '../values/money.js'

export interface PriceRounding { readonly to: Rounding; readonly places: number }

/**
 * The price rounded as the shop wants it; undefined where it is no price. A price above zero never
 * becomes zero.
 */
export function roundPrice(price: string, rounding: PriceRounding): string | undefined {
  const exact = parseMoney(price)
  if (exact === undefined) return undefined
  const rounded = parseMoney(round(exact, { places: rounding.places, rounding: rounding.to }))
  // Zero is a price that a shop sells at: a few öre rounded away would give the article to whoever
  // comes.
  return rounded === '0.00' && exact !== '0.00' ? undefined : rounded
}
