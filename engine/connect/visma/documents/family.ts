// Documents as families: an order with its back orders, invoices and credits is one thing. Pure.
// Which of a document's four connection numbers is which is not publicly known, so two documents
// belong together where one names the other and both have the same customer; a number that both an
// order and an invoice have counts for the one that names it back and carries the same mark, or for both
// where these two belong together. What carries another order's mark is none of it. Anything else is
// unclear, and a family that may have more to it is told as that.
import { add, compare, isZero } from '../../../values/decimal.js'
import { problem, type Problem } from '../../../core/problem.js'
import type { OurFields } from '../columns.js'
import type { DocumentKind } from './fields.js'
import type { HeadLinks, ReadDocument } from './read.js'

/** One document, named in a way that no other kind shares: "order-1001". */
export function documentId({ kind, number }: Pick<HeadLinks, 'kind' | 'number'>): string {
  return `${kind}-${number}`
}

/** How the documents hang together: for each, those of its family, itself among them. */
export function familiesOf<Head extends HeadLinks>(heads: readonly Head[]): ReadonlyMap<string, readonly Head[]> {
  return linked(heads).families
}

interface Linked<Head> { readonly families: ReadonlyMap<string, readonly Head[]>; readonly unclear: ReadonlyMap<string, readonly Head[]> }

/** unclear: by document, those of which it may name the one or the other. */
function linked<Head extends HeadLinks>(heads: readonly Head[]): Linked<Head> {
  const byId = new Map(heads.map((head) => [documentId(head), head]))
  const parent = new Map(heads.map((head) => [documentId(head), documentId(head)]))
  const rootOf = (id: string): string => {
    let at = id
    while (parent.get(at) !== at) at = parent.get(at) as string
    return at
  }
  const unclear = new Map<string, readonly Head[]>()
  for (const head of heads) {
    const named = namedBy(head, byId)
    for (const other of named.others) parent.set(rootOf(documentId(other)), rootOf(documentId(head)))
    if (named.unclear.length > 0) unclear.set(documentId(head), named.unclear)
  }
  const families = new Map<string, Head[]>()
  for (const head of heads) {
    const root = rootOf(documentId(head))
    const family = families.get(root) ?? []
    family.push(head)
    families.set(root, family)
  }
  return { families: new Map(heads.map((head) => [documentId(head), families.get(rootOf(documentId(head))) as Head[]])), unclear }
}

function namedBy<Head extends HeadLinks>(head: Head, byId: ReadonlyMap<string, Head>): { readonly others: readonly Head[]; readonly unclear: readonly Head[] } {
  const others: Head[] = []
  const unclear: Head[] = []
  for (const number of new Set(head.connections)) {
    const found = (['order', 'invoice'] as const).map((kind: DocumentKind) => byId.get(`${kind}-${number}`))
      .filter((one): one is Head => one !== undefined && one !== head && one.customer === head.customer)
    const { sure, doubtful } = meantBy(head, found, head.connections.filter((one) => one === number).length)
    others.push(...sure)
    unclear.push(...doubtful)
  }
  const original = head.original === null ? undefined : byId.get(`invoice-${head.original}`)
  if (original && original !== head) others.push(original)
  return { others, unclear }
}

/** Which of the one or two documents that have a number is meant by it. times: how often it is named. */
function meantBy<Head extends HeadLinks>(head: Head, found: readonly Head[], times: number): { readonly sure: readonly Head[]; readonly doubtful: readonly Head[] } {
  // What carries the mark of another order is that order's, whatever it names.
  const own = found.filter((one) => one.key === undefined || head.key === undefined || isOf(one, head.key) || isOf(head, one.key))
  if (own.length === 0) return { sure: [], doubtful: found }
  const back = own.filter((one) => one.connections.includes(head.number))
  const marked = back.filter(({ key }) => key !== undefined && key === head.key)
  if (marked.length > 0) return { sure: marked, doubtful: [] }
  const meant = back.length > 0 ? back : own
  const isSure = meant.length <= (back.length > 0 ? times : 1) || areLinked(meant)
  return isSure ? { sure: meant, doubtful: [] } : { sure: [], doubtful: meant }
}

/** It carries the order's mark, or, as a credit of ours, that of a refund of the order. */
function isOf({ key, credit }: HeadLinks, order: string): boolean {
  return key === order || (credit && key !== undefined && key.slice(0, key.lastIndexOf('/')) === order)
}

/** An order and its own invoice: whichever of the two is meant, the other belongs to it. */
function areLinked([one, other]: readonly HeadLinks[]): boolean {
  return one !== undefined && other !== undefined && one.connections.includes(other.number) && other.connections.includes(one.number)
}

/** The document that a family began with: its first order, else its first invoice that is no credit. */
export function firstOf<Head extends HeadLinks>(family: readonly Head[]): Head {
  const rank = ({ kind, credit }: HeadLinks) => (kind === 'order' ? 0 : credit ? 2 : 1)
  return [...family].sort((one, other) => rank(one) - rank(other) || compare(one.number, other.number))[0] as Head
}

/**
 * The family of what carries our key; a problem where documents that carry it are not linked with
 * each other: then nobody can tell which is the one that was meant, and none is taken for it; and
 * where one of it names a number that could be either of two others: then more may belong to it; and
 * where another order is of it, too: then nobody can tell what of an invoice is whose.
 * Families that were cancelled as a whole count only where there is no other.
 */
export function familyOf<Head extends HeadLinks>(key: string, heads: readonly Head[]): { readonly family: readonly Head[]; readonly problem?: Problem } | undefined {
  const ours = heads.filter((head) => head.key === key)
  if (ours.length === 0) return undefined
  const { families, unclear } = linked(heads)
  const mine = [...new Set(ours.map((head) => families.get(documentId(head)) as readonly Head[]))]
  const standing = mine.filter((family) => family.some((head) => !head.cancelled))
  const [first, second] = standing.length > 0 ? standing : mine
  if (first === undefined) return undefined
  if (second === undefined || standing.length === 0) {
    const together = first.filter((head) => head.key !== undefined && !isOf(head, key) && !key.startsWith(`${head.key}/`))
    if (together.length > 0) return { family: first, problem: problem('VISMA_ORDERS_TOGETHER', { key, orders: [...new Set(together.map((head) => head.key))].sort().join(', ') }) }
    // One that is of the family by another link is the one that is meant.
    const open = first.map((head) => unclear.get(documentId(head)) ?? []).filter((named) => !named.some((other) => first.includes(other))).flat()
    if (open.length === 0) return { family: first }
    return { family: first, problem: problem('VISMA_LINK_UNCLEAR', { key, documents: [...new Set(open.map(documentId))].sort().join(', ') }) }
  }
  const documents = ours.map(documentId).sort().join(', ')
  return { family: first, problem: problem('VISMA_REFERENCE_TWICE', { key, documents }) }
}

/** The latest of what has happened to an order, seen over all its documents. */
export type OrderEvent =
  'transferred' | 'confirmed' | 'partlyDelivered' | 'delivered' | 'backordered' | 'invoiced' | 'paid' | 'cancelled' | 'credited'

export function eventOf(family: readonly ReadDocument[]): OrderEvent {
  const standing = family.filter(({ states }) => !states.cancelled)
  if (standing.length === 0) return 'cancelled'
  const orders = standing.filter(({ kind }) => kind === 'order')
  const invoices = standing.filter(({ kind, credit, states }) => kind === 'invoice' && !credit && states.printed)
  const credits = standing.filter(({ credit, states }) => credit && states.printed)
  const isOpen = orders.some(({ states }) => !states.delivered)
  if (invoices.length > 0 && credits.length > 0 && isZero(sumOf([...invoices, ...credits]))) return 'credited'
  if (invoices.length > 0 && !isOpen) return invoices.every(({ balance }) => isZero(balance)) ? 'paid' : 'invoiced'
  if (orders.some(({ states }) => states.delivered) && isOpen) return 'backordered'
  if (orders.length > 0 && !isOpen) return 'delivered'
  if (orders.some(({ states }) => states.partlyDelivered)) return 'partlyDelivered'
  return standing.some(({ states }) => states.printed) ? 'confirmed' : 'transferred'
}

/** What a person needs to see of each document of the family, by its id. */
export function linksOf(family: readonly ReadDocument[]): Record<string, OurFields> {
  return Object.fromEntries(family.map((one) => [documentId(one), {
    document: one.credit ? 'credit' : one.kind, number: one.number, date: one.fields['documentDate'] ?? null,
    gross: one.fields['gross'] ?? null, balance: one.kind === 'invoice' ? one.balance : null,
    printed: one.states.printed, delivered: one.states.delivered, cancelled: one.states.cancelled,
    paid: one.kind === 'invoice' && one.states.printed && isZero(one.balance),
  }]))
}

/** The same with what each document holds: what is delivered of it may be charged. */
export function documentsOf(family: readonly ReadDocument[]): Record<string, OurFields> {
  const links = linksOf(family)
  return Object.fromEntries(family.map(({ fields, ...one }) => [documentId(one), {
    ...links[documentId(one)], rows: fields['rows'], charges: fields['charges'], pricesWithVat: fields['pricesWithVat'],
    comment: fields['comment'], reference: fields['reference'],
  }]))
}

function sumOf(documents: readonly ReadDocument[]): string {
  return documents.reduce((sum, { fields }) => add(sum, String(fields['gross'] ?? '0')), '0')
}
