// What earlier credits have taken of an invoice, row by row. A credit numbers its own rows, so they are found again by their article. Pure.
import { add, compare, isZero, subtract } from '../../values/decimal.js'
import { entriesInOrder, inOrder, type FamilyDocument, type FamilyRow } from './family.js'
import { paidQuantity, type InvoiceShown } from './invoice.js'

/** Of one row of the invoice; both above zero. */
export interface Taken { readonly quantity: string; readonly amount: string }

/** By row of the invoice. The name of what a credit holds where no row, or more than one, can be the one that it credits. */
export function takenBefore(invoice: InvoiceShown): ReadonlyMap<string, Taken> | { readonly unclear: string } {
  const taken = new Map<string, Taken>()
  for (const row of invoice.credits.flatMap((credit: Pick<FamilyDocument, 'rows'>) => inOrder(credit.rows))) {
    const { quantity, amount } = sizes(row)
    if (isZero(quantity) && isZero(amount)) continue
    const name = entriesInOrder(invoice.rows).find(([one, original]) => isSame(original, row) && compare(quantity, leftOf(original, taken.get(one))) <= 0)?.[0]
    if (name === undefined) return { unclear: row.sku ?? row.text ?? '' }
    const before = taken.get(name)
    taken.set(name, { quantity: add(before?.quantity ?? '0', quantity), amount: add(before?.amount ?? '0', amount) })
  }
  return taken
}

function sizes({ quantity, delivered, amount }: FamilyRow): Taken {
  return { quantity: subtract('0', delivered ?? quantity ?? '0'), amount: subtract('0', amount ?? '0') }
}

function isSame(original: FamilyRow, row: FamilyRow): boolean {
  return row.sku ? original.sku === row.sku : !original.sku && original.text === row.text
}

function leftOf(original: FamilyRow, taken: Taken | undefined): string {
  return subtract(paidQuantity(original), taken?.quantity ?? '0')
}
