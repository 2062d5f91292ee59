// What a document's head says of people, as a digest: by it one sees that the bookkeeper wrote in it, and nothing of what.
import type { Answer, Found } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'

const FIELDS = ['invoiceAddress', 'deliveryAddress', 'comment', 'reference', 'poNumber'] as const

export type Digest = (value: unknown) => string

/** The item with the digest of its head, where it shows one. */
export function withHead(item: RawItem, digest: Digest): RawItem {
  const shown = Object.fromEntries(FIELDS.flatMap((name) => (item.fields[name] === undefined ? [] : [[name, item.fields[name]]])))
  return Object.keys(shown).length === 0 ? item : { ...item, fields: { ...item.fields, head: digest(shown) } }
}

export function foundWithHead(found: ReadonlyMap<string, Found>, digest: Digest): ReadonlyMap<string, Found> {
  return new Map([...found].map(([key, look]) => [key, look.kind === 'found' ? { ...look, item: withHead(look.item, digest) } : look]))
}

export function saidWithHead(answers: ReadonlyMap<string, Answer>, digest: Digest): ReadonlyMap<string, Answer> {
  return new Map([...answers].map(([key, answer]) => [key, answer.kind === 'done' && answer.readBack ? { ...answer, readBack: withHead(answer.readBack, digest) } : answer]))
}
