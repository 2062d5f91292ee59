// Invoices and credit invoices by their own numbers, with what is still owed on them.
import type { Found, LookFacts, Page } from '../../connector.js'
import type { RawItem } from '../../../core/item.js'
import type { Scope } from '../../../core/stream.js'
import { isZero } from '../../../values/decimal.js'
import { OOI_HEAD } from '../adk-fields.js'
import { changedSince, latestChange } from '../changed.js'
import { pagesOf } from '../paging.js'
import { documentId } from './family.js'
import { REGISTERS } from './fields.js'
import type { DocumentRef } from './finder.js'
import type { DocumentParts, DocumentReader } from './reader.js'
import type { ReadDocument } from './read.js'

export class InvoiceReader {
  constructor(private readonly parts: DocumentParts, private readonly documents: DocumentReader) {}

  /** Of the scope: the cursor of an earlier listing; left out, all. */
  async *list({ changedSince: since }: Scope): AsyncIterable<Page> {
    const cursor = await latestChange(this.parts.api, REGISTERS.invoice.head)
    yield* since === undefined ? pagesOf(this.read(this.numbers()), 'whole', cursor) : pagesOf(this.read(this.changed(since)), 'subset', cursor)
  }

  /** By their numbers; those that we made, by our key as well. since: look only above these numbers. Throws SystemError. */
  async find(keys: readonly string[], since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>()
    const numbers = keys.filter(isNumber)
    const documents = await this.documents.documents('invoice', numbers)
    numbers.forEach((key, at) => found.set(key, foundOf(key, documents[at])))
    const ours = keys.filter((key) => !isNumber(key))
    if (ours.length === 0) return found
    const marked = await this.documents.finder.find(ours, since)
    for (const key of ours) found.set(key, await this.marked(key, marked.get(key) ?? []))
    return found
  }

  private async marked(key: string, refs: readonly DocumentRef[]): Promise<Found> {
    const numbers = refs.filter(({ kind }) => kind === 'invoice').map(({ number }) => number)
    const documents = (await this.documents.documents('invoice', numbers)).filter((one) => one !== undefined)
    const standing = documents.filter(({ cancelled }) => !cancelled)
    if (standing.length > 1) return { kind: 'ambiguous', keys: standing.map(({ number }) => number) }
    return foundOf(key, standing[0] ?? documents[0])
  }

  private async *read(numbers: AsyncIterable<readonly string[]>): AsyncGenerator<readonly RawItem[]> {
    for await (const chunk of numbers) {
      const documents = await this.documents.documents('invoice', chunk)
      yield documents.filter((one) => one !== undefined).map((one) => invoiceItem(one))
    }
  }

  private async *numbers(): AsyncGenerator<readonly string[]> {
    const { head, order } = REGISTERS.invoice
    const scan = this.parts.api.scan({
      register: head, order, heads: true, unique: OOI_HEAD.DOCUMENT_NUMBER, fields: [OOI_HEAD.DOCUMENT_NUMBER], chunk: this.parts.pageMax,
    })
    for await (const rows of scan) yield rows.map(([number]) => String(number))
  }

  /** An installation that cannot tell what has changed is asked for everything. */
  private async *changed(since: string): AsyncGenerator<readonly string[]> {
    const numbers = await changedSince(this.parts.api, { register: REGISTERS.invoice.head, field: OOI_HEAD.DOCUMENT_NUMBER, since })
    if (!numbers) return yield* this.numbers()
    for (let at = 0; at < numbers.length; at += this.parts.pageMax) yield numbers.slice(at, at + this.parts.pageMax).map(String)
  }
}

function foundOf(key: string, document: ReadDocument | undefined): Found {
  return document ? { kind: 'found', item: { ...invoiceItem(document), key } } : { kind: 'absent' }
}

/** The program's own number of an invoice; a key of ours is never one. */
export function isNumber(key: string): boolean {
  return /^\d{1,15}$/.test(key)
}

export function invoiceItem(document: ReadDocument): RawItem {
  const { number, credit, original, states, balance, key } = document
  const { document: _document, ...fields } = document.fields
  return {
    key: number, id: documentId(document),
    fields: {
      ...fields, number, kind: credit ? 'credit' : 'invoice', creditOf: original, orderNumber: key ?? null, balance,
      paid: states.printed && isZero(balance), links: Object.fromEntries(document.connections.map((one) => [one, true])),
    },
  }
}
