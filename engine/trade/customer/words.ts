// The words for the customers of orders. Fields are those of specs/entities/customer.yaml.
import type { CardRules, Finding, OrderAddress } from '../order/types.js'

export type CustomerKind = 'private' | 'company' | 'public'
export type MatchBy = CardRules['matchBy'][number]

/** A keyed digest: the same value gives the same digest, and without the key nobody can try values. */
export type Digest = (value: unknown) => string

/** A customer as the card of the ledger should say it. number null: the ledger's own series gives one. */
export interface Customer {
  readonly number: string | null
  readonly kind: CustomerKind
  readonly name: string
  readonly orgNo?: string
  /** The ledger must not test the number: it is a foreign one, or the rules say that a wrong one is kept. */
  readonly ignoreOrgNoCheck?: true
  readonly vatNo?: string
  /** A company of another EU country with a VAT number of its own that was found valid. */
  readonly euCustomer?: true
  readonly email?: string
  readonly phone?: string
  readonly reference?: string
  readonly invoiceAddress?: Omit<OrderAddress, 'company' | 'name'>
  readonly priceList?: string
  readonly currency?: string
}

/** As the ledger writes it: the country by its name and by its code. */
export type LedgerAddress = OrderAddress & { readonly countryCode?: string | null }

/** A card that the ledger has. active left out: it is. */
export interface LedgerCustomer {
  readonly number: string
  readonly name?: string | null
  readonly orgNo?: string | null
  readonly vatNo?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly reference?: string | null
  readonly invoiceAddress?: LedgerAddress | null
  readonly priceList?: string | null
  readonly currency?: string | null
  readonly active?: boolean | null
  readonly euCustomer?: boolean | null
}

/**
 * id: what the customer is known by. none: the order has a card that is not its own, or nothing to tell its customer by. notes: by field,
 * what was done to make it. left: by field, a value that is none and is left out.
 */
export type CustomerMade =
  | { readonly as: 'none' }
  | { readonly as: 'card'; readonly id: string; readonly fields: Customer; readonly notes: Readonly<Record<string, string>>; readonly left: Readonly<Record<string, Finding>> }
  | { readonly as: 'problem'; readonly id: string; readonly finding: Finding }
