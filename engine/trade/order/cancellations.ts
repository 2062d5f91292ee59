// An order that was cancelled in the shop or in the ledger, at every stage. Pure.
import { eventsOf, type OrderEvent } from './events.js'
import { isCancelled, type FamilyShown } from './family.js'
import type { Finding } from './types.js'

/** cancel: the documents of the ledger to be cancelled, by their ids. */
export type CancellationAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cancel'; readonly documents: readonly string[] }
  | { readonly kind: 'hold'; readonly problem: Finding }

export interface CancellationFacts {
  readonly key: string
  /** The shop shows the order as cancelled. */
  readonly isCancelledInShop: boolean
  /** undefined: it was never handed over. */
  readonly family: FamilyShown | undefined
}

/** What a person can still do, by what has happened last. */
const ADVICE: Readonly<Partial<Record<OrderEvent, string>>> = {
  confirmed: 'look whether it is being packed, and cancel it in the ledger if it is not',
  partlyDelivered: 'cancel what is left in the ledger, and credit what is delivered once it is invoiced',
  backordered: 'cancel the back order in the ledger, and credit what is delivered once it is invoiced',
  delivered: 'take the goods back, and credit the invoice once it is made',
  invoiced: 'credit the invoice',
  paid: 'credit the invoice, and give the money back',
}

/**
 * What the ledger is to do about an order that its shop cancelled. Before the hand-over there is nothing to do, and nothing is handed
 * over. A document that nobody has printed or begun to deliver is cancelled where the rules let us; afterwards nothing is changed, and a
 * person is told what to do: what is printed may lie in the warehouse. An order that only the ledger cancelled asks nothing of the ledger: its shop hears the event.
 */
export function cancellationOf({ key, isCancelledInShop, family }: CancellationFacts, rules: { readonly onCancel: 'cancel' | 'hold' }): CancellationAnswer {
  if (!isCancelledInShop || family === undefined || isCancelled(family)) return { kind: 'nothing' }
  const last = eventsOf(family).at(-1)
  if (last === undefined || last === 'credited' || last === 'cancelled') return { kind: 'nothing' }
  const documents = Object.entries(family.documents).filter(([, { cancelled }]) => cancelled !== true).map(([id]) => id)
  const advice = ADVICE[last]
  if (advice !== undefined) return { kind: 'hold', problem: { code: 'CANCEL_TOO_LATE', facts: { key, event: last, documents: documents.join(', '), advice } } }
  return rules.onCancel === 'cancel' ? { kind: 'cancel', documents }
    : { kind: 'hold', problem: { code: 'CANCELLED_IN_SHOP', facts: { key, documents: documents.join(', ') } } }
}
