// What a ledger shows of one order of a shop: a family of documents, the first order or invoice with its back orders, invoices and
// credits. Amounts are decimal texts; what a credit gives back is below zero.
import { compare, subtract } from '../../values/decimal.js'
import type { OrderEvent } from './events.js'

/** quantity: ordered; delivered: so far. On an invoice, what is billed stands in both. */
export interface FamilyRow {
  readonly sku?: string | null
  readonly text?: string | null
  readonly quantity?: string | null
  readonly delivered?: string | null
  readonly price?: string | null
  readonly amount?: string | null
  /** Basis points. */
  readonly vatRate?: number | null
  readonly unit?: string | null
  readonly account?: string | null
  readonly costCentre?: string | null
  readonly project?: string | null
  /** The ledger notes that something of the row is still to come. */
  readonly backordered?: boolean | null
}

export interface FamilyCharge { readonly amount?: string | null; readonly vatRate?: number | null }

/** One document. rows left out or null: not shown, which is not the same as none. */
export interface FamilyDocument {
  readonly document: 'order' | 'invoice' | 'credit'
  readonly number: string
  readonly date?: string | null
  readonly gross?: string | null
  readonly balance?: string | null
  readonly printed?: boolean | null
  readonly delivered?: boolean | null
  readonly cancelled?: boolean | null
  readonly paid?: boolean | null
  readonly pricesWithVat?: boolean | null
  readonly rows?: Readonly<Record<string, FamilyRow>> | null
  readonly charges?: Readonly<Record<string, FamilyCharge>> | null
  /** Texts of its head, where parcel numbers may stand. */
  readonly comment?: string | null
  readonly reference?: string | null
}

/** number: the shop's. event: what the ledger itself says was the latest. documents: by an id of theirs, "order-1001". */
export interface FamilyShown {
  readonly number: string
  readonly event?: OrderEvent | null
  readonly documents: Readonly<Record<string, FamilyDocument>>
}

/** The family with the rows of one of its documents, which the ledger shows of the first one alone. */
export function withRows(family: FamilyShown, id: string, shown: Pick<FamilyDocument, 'rows' | 'charges' | 'pricesWithVat'>): FamilyShown {
  const document = family.documents[id]
  return document === undefined ? family : { ...family, documents: { ...family.documents, [id]: { ...document, ...shown } } }
}

/** The family as if these articles stood in none of its documents. */
export function withoutArticle(family: FamilyShown, sku: string | undefined): FamilyShown {
  if (sku === undefined) return family
  return { ...family, documents: Object.fromEntries(Object.entries(family.documents).map(([id, one]) => [id, documentWithout(one, sku)])) }
}

function documentWithout(document: FamilyDocument, sku: string): FamilyDocument {
  const rows = Object.entries(document.rows ?? {})
  const gone = rows.filter(([, row]) => row.sku === sku)
  if (gone.length === 0) return document
  const gross = typeof document.gross === 'string' ? { gross: gone.reduce((sum, [, { amount }]) => subtract(sum, amount ?? '0'), document.gross) } : {}
  return { ...document, ...gross, rows: Object.fromEntries(rows.filter(([, row]) => row.sku !== sku)) }
}

/** The documents of a kind that are not cancelled, the earliest first. */
export function standing(family: FamilyShown, kind: FamilyDocument['document']): readonly FamilyDocument[] {
  return all(family, kind).filter(({ cancelled }) => cancelled !== true)
}

/** Back orders: orders that came after a first one that was delivered. Cancelled ones among them: they were there. */
export function backOrders(family: FamilyShown): readonly FamilyDocument[] {
  const first = standing(family, 'order')[0]
  return first?.delivered === true ? all(family, 'order').filter(({ number }) => compare(number, first.number) > 0) : []
}

/** An order's family, of the fields in which a reader shows it. */
export function familyShown(number: string, fields: Readonly<Record<string, unknown>>): FamilyShown {
  return { ...fields, number } as unknown as FamilyShown
}

/** Every document is cancelled, and there is one. */
export function isCancelled({ documents }: FamilyShown): boolean {
  const each = Object.values(documents)
  return each.length > 0 && each.every(({ cancelled }) => cancelled === true)
}

/** In the order of their numbers. */
export function inOrder<Row>(rows: Readonly<Record<string, Row>> | null | undefined): readonly Row[] {
  return entriesInOrder(rows).map(([, row]) => row)
}

export function entriesInOrder<Row>(rows: Readonly<Record<string, Row>> | null | undefined): readonly (readonly [string, Row])[] {
  return Object.entries(rows ?? {}).sort(([one], [other]) => Number(one) - Number(other))
}

function all({ documents }: FamilyShown, kind: FamilyDocument['document']): readonly FamilyDocument[] {
  return Object.values(documents).filter(({ document }) => document === kind).sort((one, other) => compare(one.number, other.number))
}
