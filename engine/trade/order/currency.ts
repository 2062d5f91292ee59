// The currency of a document, and its rate in the ledger's form: what so many units ("per") are in the ledger's own currency.
import { compare, divide, multiply, parseDecimal, round } from '../../values/decimal.js'
import { percentChange } from '../../values/money.js'
import { held, type Held } from './finding.js'
import { own } from './lookup.js'
import type { KnownToLedger, OrderRules, ShopOrder } from './types.js'

export interface InCurrency { readonly currency: string; readonly rate?: string }

const RATE_PLACES = 6

/** The shop's rate is of one unit; where it shows none, the ledger's own counts. One that is far from the ledger's is a slip (S-086). */
export function currencyOf(order: ShopOrder, { rateWithinPercent }: Pick<OrderRules, 'rateWithinPercent'>, known: KnownToLedger): InCurrency | Held {
  const currency = order.currency?.trim().toUpperCase()
  if (!currency) return held('CURRENCY_UNKNOWN', { currency: '–' })
  const shown = order.rate === undefined || order.rate === null ? undefined : parseDecimal(order.rate) ?? '0'
  if (currency === known.currency) return shown === undefined || compare(shown, '1') === 0 ? { currency } : held('RATE_SUSPECT', { currency, rate: order.rate, per: '1' })
  const register = own(known.currencies, currency)
  if (register === undefined) return held('CURRENCY_UNKNOWN', { currency })
  const per = parseDecimal(register.per ?? '1') ?? '1'
  const rate = shown === undefined ? parseDecimal(register.rate) : round(multiply(shown, per), { places: RATE_PLACES })
  if (rate === undefined) return held('RATE_MISSING', { currency })
  // A service that has lost its rates gives 1 for everything (S-086).
  if (compare(rate, '0') <= 0 || compare(divide(rate, per, { places: RATE_PLACES }), '1') === 0) return held('RATE_SUSPECT', { currency, rate, per })
  const theirs = parseDecimal(register.rate)
  if (theirs !== undefined && isFar(rate, theirs, rateWithinPercent)) return held('RATE_FAR', { currency, rate, per, ledger: theirs, within: rateWithinPercent })
  return { currency, rate }
}

/** Upside down, of another number of units, or years old: more than so many percent from the other. */
function isFar(rate: string, from: string, percent: number): boolean {
  return Math.abs(percentChange(from, rate) ?? 0) > percent
}
