// What the shop has, entity by entity. It never writes.
import type { Scope } from '../../core/stream.js'
import type { Found, LookFacts, Page, Reader } from '../connector.js'
import { needed } from '../called.js'
import type { Unsettled } from '../unsettled.js'
import type { ArticleReader } from './article-reader.js'
import { codesOf } from './codes.js'
import type { Customers } from './customers.js'
import type { Graph } from './graph.js'
import type { OrderReader } from './order-reader.js'
import type { Shop } from './shop.js'

export interface ReaderParts {
  readonly articles: ArticleReader
  readonly orders: OrderReader
  readonly customers: Customers
  readonly unsettled: Unsettled
  readonly graph: Graph
  readonly shop: Shop
  readonly url: string
  readonly close: () => void
}

export class VendureReader implements Reader {
  constructor(private readonly parts: ReaderParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    switch (entity) {
      case 'order':
      case 'order-status':
      case 'shipment':
      case 'capture': return this.parts.orders.list(entity, scope)
      case 'customer': return this.parts.customers.list(scope)
      case 'code': return codesOf(scope['list'], this.parts)
      default: return this.parts.articles.list(entity, scope)
    }
  }

  find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    this.parts.unsettled.recalled(entity, keys, since)
    switch (entity) {
      case 'order':
      case 'order-status':
      case 'shipment':
      case 'capture': return this.parts.orders.find(entity, keys, scope)
      case 'customer': return this.parts.customers.find(keys, scope)
      default: return this.parts.articles.find(entity, keys, scope)
    }
  }

  async identify(): ReturnType<Reader['identify']> {
    const { shop, url } = this.parts
    const { code, currency, language, pricesIncludeTax, locations, taxes } = needed(await shop.channel())
    return {
      title: 'Vendure, Admin API',
      facts: {
        url, channel: code, currency, language, pricesIncludeTax,
        channels: needed(await shop.codes()),
        stockLocations: locations.map(({ name }) => name),
        vatRates: [...new Set(taxes.map(({ basisPoints }) => basisPoints))],
      },
    }
  }

  async close(): Promise<void> {
    this.parts.close()
  }
}
