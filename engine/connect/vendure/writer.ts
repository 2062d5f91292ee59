// Changes to the shop, entity by entity.
import type { Answer, Writer, WriteRequest } from '../connector.js'
import type { ArticleWriter } from './article-writer.js'
import type { Customers } from './customers.js'
import type { OrderWriter } from './order-writer.js'

export interface WriterParts {
  readonly articles: ArticleWriter
  readonly orders: OrderWriter
  readonly customers: Customers
}

export class VendureWriter implements Writer {
  constructor(private readonly parts: WriterParts) {}

  send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    switch (request.entity) {
      case 'order':
      case 'order-status':
      case 'shipment':
      case 'capture': return this.parts.orders.send(request)
      case 'customer': return this.parts.customers.send(request)
      default: return this.parts.articles.send(request)
    }
  }
}
