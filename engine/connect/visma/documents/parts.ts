// Orders with their families, their states, and invoices, as parts of the driver.
import type { Answer, Found, LookFacts, Page, WriteItem, WriteRequest } from '../../connector.js'
import type { Scope } from '../../../core/stream.js'
import type { PartReader, PartWriter } from '../part.js'
import { InvoiceReader } from './invoices.js'
import { DocumentReader, type DocumentParts } from './reader.js'
import { DocumentWriter } from './writer.js'

const INVOICE = 'invoice'

export class DocumentPart implements PartReader, PartWriter {
  readonly entities = ['order', 'order-status', INVOICE]
  private readonly reader: DocumentReader
  private readonly invoices: InvoiceReader
  private readonly writer: DocumentWriter

  constructor(parts: DocumentParts) {
    this.reader = new DocumentReader(parts)
    this.invoices = new InvoiceReader(parts, this.reader)
    this.writer = new DocumentWriter(parts, this.reader, this.invoices)
  }

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    return entity === INVOICE ? this.invoices.list(scope) : this.reader.listOrders(entity, scope)
  }

  find(entity: string, keys: readonly string[], _scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    return entity === INVOICE ? this.invoices.find(keys, since) : this.reader.findOrders(entity, keys, since)
  }

  prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return this.writer.prepare(request)
  }

  one(request: WriteRequest, item: WriteItem): Promise<Answer> {
    return this.writer.one(request, item)
  }
}
