// An invoice as a ledger shows it, with the credits that were made of it.
import type { FamilyCharge, FamilyDocument, FamilyRow } from './family.js'

/** A credit that stands. Quantities and amounts below zero; its rows have numbers of their own. */
export interface CreditShown extends Pick<FamilyDocument, 'rows' | 'charges'> { readonly gross: string }

/** The original. credits: those that were made of it before. */
export interface InvoiceShown {
  readonly number: string
  readonly gross: string
  readonly currency?: string
  readonly pricesWithVat: boolean
  /** To whole kronor, outside the VAT. */
  readonly rounding?: string
  readonly rows: Readonly<Record<string, FamilyRow>>
  readonly charges?: Readonly<Record<string, FamilyCharge>>
  readonly credits: readonly CreditShown[]
}

/** An invoice is paid for what was delivered. */
export function paidQuantity({ quantity, delivered }: FamilyRow): string {
  return delivered ?? quantity ?? '0'
}
