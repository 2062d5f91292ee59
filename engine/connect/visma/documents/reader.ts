// Reads orders with their families, and invoices. Heads first, rows only of what was asked for.
import type { Found, LookFacts, Page } from '../../connector.js'
import type { RawItem } from '../../../core/item.js'
import type { Scope } from '../../../core/stream.js'
import type { VismaApi } from '../api.js'
import { OOI_HEAD } from '../adk-fields.js'
import { ORDER, PRM2, DB } from '../adk.js'
import { isMissingOrder } from '../answers.js'
import type { Cell } from '../bridge/protocol.js'
import { cellsOf } from '../columns.js'
import type { RegisterFacts } from '../facts.js'
import { pagesOf } from '../paging.js'
import { changedDocuments, cursorOf } from './changes.js'
import { documentId, documentsOf, eventOf, familiesOf, familyOf, firstOf, linksOf } from './family.js'
import { HEAD_FIELDS, KINDS, LINK_FIELDS, REGISTERS, ROW_FIELDS, type DocumentKind } from './fields.js'
import { DocumentFinder, type DocumentRef } from './finder.js'
import { headLinks, readDocument, type DocumentSettings, type HeadLinks, type ReadDocument } from './read.js'
import { vatRates, type VatRates } from './vat.js'

export interface DocumentParts {
  readonly api: VismaApi
  readonly facts: RegisterFacts
  readonly settings: DocumentSettings
  readonly pageMax: number
}

const STATUS = 'order-status'
const IN_ONE_GO = 1_000_000
const PERCENTS: readonly number[] = [PRM2.VAT1, PRM2.VAT2, PRM2.VAT3, PRM2.VAT4]

export class DocumentReader {
  readonly finder: DocumentFinder
  private rates: Promise<VatRates> | undefined

  constructor(private readonly parts: DocumentParts) {
    this.finder = new DocumentFinder(parts)
  }

  /** The families of these keys, as items of the entity. since: look only above these numbers. Throws SystemError. */
  async findOrders(entity: string, keys: readonly string[], since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    const refs = await this.finder.find(keys, since)
    const items = await this.itemsOf(entity, refs)
    return new Map(keys.map((key) => {
      const item = items.get(key)
      return [key, item ? { kind: 'found', item } : { kind: 'absent' }]
    }))
  }

  /**
   * Everything that carries our mark; what people made themselves is theirs and not listed. changedSince, the cursor of an earlier
   * listing: only families of which a document has changed since, where the installation can tell. That a payment changes its invoice
   * is assumed.
   */
  async *listOrders(entity: string, { changedSince: since }: Scope): AsyncIterable<Page> {
    const cursor = await cursorOf(this.parts.api)
    const moved = since === undefined ? undefined : await this.moved(since)
    yield* pagesOf(this.families(entity, [...moved ?? await this.finder.all()]), moved ? 'subset' : 'whole', cursor)
  }

  private async *families(entity: string, all: readonly (readonly [string, readonly DocumentRef[]])[]): AsyncGenerator<readonly RawItem[]> {
    for (let at = 0; at < all.length; at += this.parts.pageMax) {
      yield [...(await this.itemsOf(entity, new Map(all.slice(at, at + this.parts.pageMax)))).values()]
    }
  }

  /** undefined: the installation cannot tell. A document without our mark counts for the one of its family that has it. */
  private async moved(since: string): Promise<ReadonlyMap<string, readonly DocumentRef[]> | undefined> {
    const refs = await changedDocuments(this.parts.api, since)
    if (!refs) return undefined
    const families = familiesOf(await this.candidates(refs, new Map()))
    const keys = new Set(refs.flatMap((ref) => (families.get(documentId(ref)) ?? []).flatMap(({ key }) => key ?? [])))
    return keys.size === 0 ? new Map() : this.finder.find([...keys])
  }

  /** Documents as they stand, in the order of the numbers; undefined where there is none. Throws SystemError. */
  async documents(kind: DocumentKind, numbers: readonly string[]): Promise<readonly (ReadDocument | undefined)[]> {
    if (numbers.length === 0) return []
    const { head, row, order } = REGISTERS[kind]
    const fields = await this.parts.facts.present(head, HEAD_FIELDS)
    const rowFields = await this.parts.facts.present(row, ROW_FIELDS)
    const rates = await this.companyRates()
    const made: (ReadDocument | undefined)[] = []
    for (let at = 0; at < numbers.length; at += this.parts.pageMax) {
      const keys: readonly Cell[] = numbers.slice(at, at + this.parts.pageMax).map(Number)
      const documents = await this.parts.api.read('documents', { register: head, order, key: OOI_HEAD.DOCUMENT_NUMBER, keys, fields, rowFields })
      made.push(...documents.map((one) => one === null ? undefined : readDocument(
        kind, { head: cellsOf(fields, one.head), rows: one.rows.map((cells) => cellsOf(rowFields, cells)) }, rates, this.parts.settings,
      )))
    }
    return made
  }

  /** The company's own four rates. Throws SystemError. */
  companyRates(): Promise<VatRates> {
    this.rates ??= this.parts.api.read('scan', { register: DB.PRM2, fields: PERCENTS, chunk: 1 }).then(({ rows }) => vatRates(rows[0] ?? []))
    this.rates.catch(() => { this.rates = undefined })
    return this.rates
  }

  private async itemsOf(entity: string, refs: ReadonlyMap<string, readonly DocumentRef[]>): Promise<ReadonlyMap<string, RawItem>> {
    const heads = new Map<string, readonly HeadLinks[]>()
    const items = new Map<string, RawItem>()
    for (const [key, marked] of refs) {
      if (marked.length === 0) continue
      const candidates = await this.candidates(marked, heads)
      const found = familyOf(key, candidates)
      if (!found) continue
      const family = await this.read(found.family)
      items.set(key, { ...itemOf(entity, key, family), ...(found.problem ? { problem: found.problem } : {}) })
    }
    return entity === STATUS ? this.withInvoiced(items) : items
  }

  /**
   * No document says that it is invoiced. Where no link shows an invoice, the order of those without one tells: what is
   * delivered and not in it has one.
   */
  private async withInvoiced(items: ReadonlyMap<string, RawItem>): Promise<ReadonlyMap<string, RawItem>> {
    if (![...items.values()].some(isDelivered)) return items
    const waiting = await this.notInvoiced()
    return waiting === undefined ? items : new Map([...items].map(([key, item]) => [
      key, isDelivered(item) && !waiting.has(String(item.id)) ? { ...item, fields: { ...item.fields, event: 'invoiced' } } : item,
    ]))
  }

  /** undefined: the installation does not have the order. */
  private async notInvoiced(): Promise<ReadonlySet<string> | undefined> {
    const waiting = new Set<string>()
    try {
      const ask = { register: DB.ORDER_HEAD, order: ORDER.ORDER_NOT_INVOICED, heads: true, fields: [OOI_HEAD.DOCUMENT_NUMBER], chunk: IN_ONE_GO }
      for await (const rows of this.parts.api.scan(ask)) for (const [number] of rows) waiting.add(`order-${String(number)}`)
    } catch (error) {
      if (isMissingOrder(error)) return undefined
      throw error
    }
    return waiting
  }

  /** Every head of the customers of these documents: what hangs together has one customer. */
  private async candidates(marked: readonly DocumentRef[], known: Map<string, readonly HeadLinks[]>): Promise<readonly HeadLinks[]> {
    const own = await this.heads(marked)
    const others: HeadLinks[] = []
    for (const customer of new Set(own.map((head) => head.customer).filter((one) => one !== ''))) {
      others.push(...await this.headsOf(customer, own, known))
    }
    return [...new Map([...own, ...others].map((head) => [documentId(head), head])).values()]
  }

  /** Where the installation does not sort documents by customer, those that are named are followed. */
  private async headsOf(
    customer: string, own: readonly HeadLinks[], known: Map<string, readonly HeadLinks[]>,
  ): Promise<readonly HeadLinks[]> {
    try {
      const heads = known.get(customer) ?? await this.headsByCustomer(customer)
      known.set(customer, heads)
      return heads
    } catch (error) {
      if (!isMissingOrder(error)) throw error
      const ledger = known.get(ledgerOf(customer)) ?? await this.inLedger(customer)
      known.set(ledgerOf(customer), ledger)
      return [...await this.named(own.filter((head) => head.customer === customer)), ...ledger]
    }
  }

  /** A credit names its invoice, and no document need name the credit: so what stands in the customer's ledger is looked through. */
  private async inLedger(customer: string): Promise<readonly HeadLinks[]> {
    try {
      return await this.headsIn('invoice', ORDER.INVOICE_IN_LEDGER_BY_CUSTOMER, customer)
    } catch (error) {
      if (isMissingOrder(error)) return []
      throw error
    }
  }

  private async named(own: readonly HeadLinks[]): Promise<readonly HeadLinks[]> {
    const seen = new Map(own.map((head) => [documentId(head), head]))
    let latest: readonly HeadLinks[] = own
    while (latest.length > 0) {
      const numbers = latest.flatMap(({ connections, original }) => [...connections, ...(original === null ? [] : [original])])
      const refs = numbers.flatMap((number) => KINDS.map((kind) => ({ kind, number }))).filter((ref) => !seen.has(documentId(ref)))
      latest = refs.length === 0 ? [] : await this.heads(refs)
      for (const head of latest) seen.set(documentId(head), head)
    }
    return [...seen.values()]
  }

  private async heads(refs: readonly DocumentRef[]): Promise<readonly HeadLinks[]> {
    const heads: HeadLinks[] = []
    for (const kind of KINDS) {
      const keys = refs.filter((ref) => ref.kind === kind).map(({ number }) => Number(number))
      if (keys.length === 0) continue
      const { head, order } = REGISTERS[kind]
      const fields = await this.parts.facts.present(head, LINK_FIELDS)
      const rows = await this.parts.api.read('find', { register: head, order, key: OOI_HEAD.DOCUMENT_NUMBER, keys, fields, heads: true })
      for (const row of rows) if (row) heads.push(headLinks(kind, cellsOf(fields, row), this.parts.settings))
    }
    return heads
  }

  private async headsByCustomer(customer: string): Promise<readonly HeadLinks[]> {
    const heads: HeadLinks[] = []
    for (const kind of KINDS) heads.push(...await this.headsIn(kind, ORDER.CUSTOMER_NUMBER, customer))
    return heads
  }

  /** Of one customer, in a sort order by customer. */
  private async headsIn(kind: DocumentKind, order: number, customer: string): Promise<readonly HeadLinks[]> {
    const heads: HeadLinks[] = []
    const register = REGISTERS[kind].head
    const fields = await this.parts.facts.present(register, LINK_FIELDS)
    const scan = this.parts.api.scan({
      register, order, heads: true, fields, from: { field: OOI_HEAD.CUSTOMER_NUMBER, value: customer }, unique: OOI_HEAD.DOCUMENT_NUMBER,
      chunk: this.parts.pageMax,
    })
    for await (const rows of scan) heads.push(...rows.map((row) => headLinks(kind, cellsOf(fields, row), this.parts.settings)))
    return heads
  }

  private async read(family: readonly HeadLinks[]): Promise<readonly ReadDocument[]> {
    const read: ReadDocument[] = []
    for (const kind of KINDS) {
      const numbers = family.filter((head) => head.kind === kind).map(({ number }) => number)
      read.push(...(await this.documents(kind, numbers)).filter((one) => one !== undefined))
    }
    return read
  }
}

/** Beside the customers themselves in what is known; no customer number begins so. */
function ledgerOf(customer: string): string { return `\u0000${customer}` }

function isDelivered({ fields, id }: RawItem): boolean {
  return fields['event'] === 'delivered' && String(id).startsWith('order-')
}

/** One family as one item: what its first document says, and links to all of it. */
export function itemOf(entity: string, key: string, family: readonly ReadDocument[]): RawItem {
  const root = firstOf(family)
  const id = documentId(root)
  if (entity === STATUS) return { key, id, fields: { number: key, event: eventOf(family), documents: documentsOf(family) } }
  return { key, id, fields: { ...root.fields, number: key, links: linksOf(family) } }
}
