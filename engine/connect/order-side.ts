// Where the orders of a shop come from and go to: one side of its driver, whatever stands behind it.
import type { RawItem } from '../core/item.js'
import type { Scope } from '../core/stream.js'
import type { Answer, Check, Found, LookFacts, Page, WriteRequest } from './connector.js'

export interface OrderSide {
  /** Throws SystemError. */
  list(entity: string, scope: Scope): AsyncIterable<Page>
  /** One answer for each key. Throws SystemError. */
  find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>>
  /** What a look after this request is to start from, should its outcome be unknown; see Writer. */
  prepare?(request: WriteRequest): LookFacts
  /** One answer for each item, by key. Never throws for what the outside did. */
  send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>>
  /** What it says of itself, in short: for logs and for doctor. */
  facts(): Readonly<Record<string, unknown>>
  /** What doctor asks of it besides the shop. Left out: nothing. */
  examine?(): AsyncIterable<Check>
}

const ENTITIES: ReadonlySet<string> = new Set(['order', 'order-status', 'shipment', 'capture', 'customer', 'code'])

/** Whether the entity is of the order side, and not of the articles. */
export function isOfOrders(entity: string): boolean {
  return ENTITIES.has(entity)
}

/** A listing in pages, each item once; that an order is not in it proves nothing. */
export async function* inPages(items: AsyncIterable<RawItem>, pageMax: number): AsyncIterable<Page> {
  const seen = new Set<string>()
  let page: RawItem[] = []
  let pages = 0
  for await (const item of items) {
    // An order that moved on while the list was read comes twice: a look at it tells how it is.
    if (seen.has(item.key)) continue
    seen.add(item.key)
    page.push(item)
    if (page.length < pageMax) continue
    pages += 1
    yield { items: page }
    page = []
  }
  yield { items: page, coverage: { kind: 'subset', pages: pages + 1 } }
}
