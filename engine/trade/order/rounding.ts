// Rounding to whole kronor: of what is to be paid alone, never of the VAT, and only where it is paid by invoice (S-045). A payment
// provider takes what was agreed to the öre (S-047).
import { round } from '../../values/decimal.js'
import { minus, money, ZERO } from './sums.js'

const KRONA = 'SEK'

/** What is added to an amount to pay, -0.49 to 0.50. */
export function roundingOf(toPay: string, { currency, paymentMethod, roundFor }: {
  readonly currency: string; readonly paymentMethod: string | null | undefined; readonly roundFor: readonly string[]
}): string {
  if (currency !== KRONA || !paymentMethod || !roundFor.includes(paymentMethod)) return ZERO
  return minus(money(round(toPay, { places: 0 })), toPay)
}
