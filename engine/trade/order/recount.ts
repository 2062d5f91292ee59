// The second proof, of what is about to be sent: its rows, freight and fees come to the sums that it shows, counted as the ledger will
// count them. Whatever touched the document since it was made, an öre that moved is found here.
import { compare, isZero, multiply, subtract } from '../../values/decimal.js'
import { plus, sum, toOre, ZERO } from './sums.js'
import type { DocumentRow, MadeDocument } from './types.js'
import { taxLinesOf, totalsOf } from './vat.js'

export interface Miscounted { readonly what: string; readonly counted: string; readonly document: string }

/** Where the document does not come to what it shows; undefined: it does. */
export function miscounted(document: MadeDocument & { readonly invoiceDiscount?: string }): Miscounted | undefined {
  const { rows, charges = {}, pricesWithVat, rounding, invoiceDiscount = '0' } = document
  // A discount on the whole is taken by the ledger, in percent, and is counted in no row.
  if (!isZero(invoiceDiscount)) return { what: 'discount on the whole', counted: '0', document: invoiceDiscount }
  const amounts = [...Object.values(rows ?? {}).flatMap(amountOf), ...Object.values(charges).map(({ amount, vatRate }) => ({ amount, rate: vatRate }))]
  const loose = amounts.filter(({ rate }) => rate === undefined)
  const taxLines = taxLinesOf(amounts, pricesWithVat)
  const { net, vat, gross } = totalsOf(taxLines)
  const counted: readonly (readonly [what: string, counted: string, document: string | undefined])[] = [
    ['what has no VAT rate', sum(loose.map(({ amount }) => amount)), ZERO],
    ...[...new Set([...Object.keys(taxLines), ...Object.keys(document.taxLines ?? {})])]
      .map((rate) => [`VAT at ${Number(rate) / 100} %`, taxLines[rate]?.vat ?? ZERO, document.taxLines?.[rate]?.vat ?? ZERO] as const),
    ['net', net, document.net], ['VAT', vat, document.vat], ['gross', plus(gross, rounding ?? ZERO), document.gross],
  ]
  const [found] = counted.filter(([, one, other]) => other === undefined || compare(one, other) !== 0)
  return found && { what: found[0], counted: found[1], document: found[2] ?? 'missing' }
}

/** A row of text alone comes to nothing. */
function amountOf({ quantity, price, discountAmount = '0', vatRate }: DocumentRow): readonly { readonly amount: string; readonly rate?: number }[] {
  if (quantity === undefined || price === undefined) return []
  return [{ amount: toOre(subtract(multiply(quantity, price), discountAmount)), ...(vatRate === undefined ? {} : { rate: vatRate }) }]
}
