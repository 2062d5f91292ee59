// A shop that shows prices without VAT may round its VAT by row or by piece, and a ledger counts it on the sum: then the customer was asked
// for an öre more or less than the document would come to. What is asked for is what is booked (I-1), so the difference is a row of its own, of the
// article that the rules name for it, and is held where they name none. It is taken only where the shop's VAT tells all of it.
import { compare, isZero } from '../../values/decimal.js'
import { held, type Held, type Remarks } from './finding.js'
import type { Line } from './lines.js'
import { isBelowZero, minus, plus, ZERO } from './sums.js'
import type { OrderRules } from './types.js'

const FROM = 'rounding of VAT'

/** What the shop asks for, with VAT and without gift cards, and its VAT; undefined where it does not show them. */
export interface Asked { readonly gross?: string; readonly vat?: string }

/** What the shop's VAT has more than the document's, to the öre, and so has what it asks for; nothing where prices are with VAT. */
export function vatRoundedByRow({ gross, vat }: Asked, ours: { readonly gross: string; readonly vat: string }, pricesWithVat: boolean): string {
  if (pricesWithVat || gross === undefined || vat === undefined) return ZERO
  const more = minus(gross, ours.gross)
  return compare(more, minus(vat, ours.vat)) === 0 ? more : ZERO
}

/** A row of its own, or none where there is nothing more. gross: what the document comes to without it. */
export function vatRoundingLines(more: string, gross: string, { articles: { vatRounding: sku } }: Pick<OrderRules, 'articles'>, remarks: Remarks): readonly Line[] | Held {
  if (isZero(more)) return []
  if (sku === undefined) return held('VAT_ROUNDED_BY_ROW', { shop: plus(gross, more), document: gross })
  remarks.note(FROM, `${more} as a row of ${sku}`)
  const isLess = isBelowZero(more)
  return [{ kind: 'vatRounding', from: FROM, sku, quantity: isLess ? '-1' : '1', price: isLess ? minus(ZERO, more) : more, whole: more, amount: more, rate: 0 }]
}
