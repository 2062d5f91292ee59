// Changes to the shop, entity by entity.
import type { Answer, LookFacts, Writer, WriteRequest } from '../connector.js'
import type { Unsettled } from '../unsettled.js'
import type { ArticleWriter } from './article-writer.js'
import type { Customers } from './customers.js'
import type { OrderWriter } from './order-writer.js'

const OF_ORDERS: ReadonlySet<string> = new Set(['order-status', 'shipment', 'capture'])

export interface WriterParts {
  readonly articles: ArticleWriter
  readonly orders: OrderWriter
  readonly customers: Customers
  readonly unsettled: Unsettled
}

export class VendureWriter implements Writer {
  constructor(private readonly parts: WriterParts) {}

  /** What an order was last sent at: the next process must not send it again too early either. */
  async prepare({ entity }: WriteRequest): Promise<LookFacts | undefined> {
    return OF_ORDERS.has(entity) ? this.parts.unsettled.facts() : undefined
  }

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
