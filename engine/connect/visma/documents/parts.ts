// Orders with their families, their states, and invoices, as parts of the driver.
import type { Answer, Found, LookFacts, Page, WriteItem, WriteRequest } from '../../connector.js'
import type { Scope } from '../../../core/stream.js'
import type { PartReader, PartWriter } from '../part.js'
import { InvoiceReader } from './invoices.js'
import { DocumentReader, type DocumentParts } from './reader.js'
import { DocumentWriter } from './writer.js'

const INVOICE = 'invoice'

/** The documents of one shop: those that carry its mark. */
interface ShopDocuments { readonly reader: DocumentReader; readonly invoices: InvoiceReader; readonly writer: DocumentWriter }

export class DocumentPart implements PartReader, PartWriter {
  readonly entities = ['order', 'order-status', INVOICE]
  private readonly shops = new Map<string, ShopDocuments>()

  constructor(private readonly parts: DocumentParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    const { reader, invoices } = this.of(scope)
    return entity === INVOICE ? invoices.list(scope) : reader.listOrders(entity, scope)
  }

  find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    const { reader, invoices } = this.of(scope)
    return entity === INVOICE ? invoices.find(keys, since) : reader.findOrders(entity, keys, since)
  }

  prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return this.of(request.scope).writer.prepare(request)
  }

  one(request: WriteRequest, item: WriteItem): Promise<Answer> {
    return this.of(request.scope).writer.one(request, item)
  }

  /** A scope that names no shop means the one of the settings. */
  private of({ shop = this.parts.settings.shop }: Scope): ShopDocuments {
    const known = this.shops.get(shop) ?? documentsOf({ ...this.parts, settings: { ...this.parts.settings, shop } })
    this.shops.set(shop, known)
    return known
  }
}

function documentsOf(parts: DocumentParts): ShopDocuments {
  const reader = new DocumentReader(parts)
  const invoices = new InvoiceReader(parts, reader)
  return { reader, invoices, writer: new DocumentWriter(parts, reader, invoices) }
}
