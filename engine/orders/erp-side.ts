// An ERP's Reader with what orders need besides: documents are looked for by order and never listed, customers are found by what an
// order says of them, and what happened to a document is told event by event. Everything else goes straight through.
import type { Found, LookFacts, Page, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import type { Scope } from '../core/stream.js'
import { eventsOf } from '../trade/order/events.js'
import type { FamilyShown } from '../trade/order/family.js'
import { dueTelling, tellingsOf, type Telling } from '../trade/order/tellings.js'
import { matchCustomer } from '../trade/customer/match.js'
import { eventOf } from './keys.js'
import type { CustomerRegister } from './customer-register.js'
import type { ShopDesk } from './desk.js'
import type { InFlight } from './in-flight.js'

export interface ErpSideParts {
  readonly reader: Reader
  readonly customers: CustomerRegister
  readonly inFlight: InFlight
  /** By shop. */
  readonly desks: ReadonlyMap<string, ShopDesk>
}

const NOTHING: Page = { items: [], coverage: { kind: 'subset', pages: 1 } }

export class ErpSide implements Reader {
  constructor(private readonly parts: ErpSideParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    const desk = this.deskOf(scope)
    if (!desk) return this.parts.inFlight.counts(entity) ? this.parts.inFlight.list(this.parts.reader, entity, scope) : this.parts.reader.list(entity, scope)
    if (entity === 'order-receipt') return receipts(desk)
    return entity === 'order-event' ? this.events(desk) : one(NOTHING)
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts, ageMs?: number): Promise<ReadonlyMap<string, Found>> {
    const desk = this.deskOf(scope)
    if (!desk) {
      const found = await this.parts.reader.find(entity, keys, scope, since, ageMs)
      return this.parts.inFlight.counts(entity) ? this.parts.inFlight.found(this.parts.reader, found) : found
    }
    switch (entity) {
      case 'order-customer': return this.customers(desk, keys)
      case 'order-event': return this.eventsOf(desk, keys)
      case 'order-receipt': return new Map(keys.map((key) => [key, desk.handed.has(key) ? { kind: 'found', item: receiptItem(key, desk) } : { kind: 'absent' }]))
      case 'order-cancellation': return this.documents(keys, scope)
      case 'order-article': return this.articles(keys)
      default: return this.parts.reader.find(entity, keys, scope, since, ageMs)
    }
  }

  identify(): ReturnType<Reader['identify']> {
    return this.parts.reader.identify()
  }

  close(): Promise<void> {
    return this.parts.reader.close()
  }

  private deskOf({ shop }: Scope): ShopDesk | undefined {
    return shop === undefined ? undefined : this.parts.desks.get(shop)
  }

  private async customers(desk: ShopDesk, ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const index = await this.parts.customers.index()
    const orders = await desk.byCustomer()
    return new Map(ids.map((id): [string, Found] => {
      const order = orders.get(id)
      if (!order) return [id, { kind: 'unknown', problem: problem('CUSTOMER_ORDER_GONE', { id }) }]
      const match = matchCustomer(order, index, desk.lane.rules, desk.linked(id))
      if (match.as === 'found') return [id, { kind: 'found', item: { key: id, id: match.number, fields: { id, number: match.number } } }]
      if (match.as === 'none') return [id, { kind: 'absent' }]
      return [id, { kind: 'found', item: { key: id, fields: { id }, problem: problem(match.finding.code, match.finding.facts) } }]
    }))
  }

  private async *events(desk: ShopDesk): AsyncIterable<Page> {
    const numbers = desk.followed()
    const told = desk.told()
    const items: RawItem[] = []
    for (const [number, found] of numbers.length === 0 ? [] : await this.parts.reader.find('order-status', numbers, { shop: desk.shop })) {
      if (found.kind !== 'found') continue
      const events = eventsOf(found.item.fields as unknown as FamilyShown)
      const telling = dueTelling(tellingsOf(number, events, desk.lane), {}, desk.lane, told)
      desk.saw(number, events, telling !== undefined)
      if (telling) items.push(eventItem(telling, found.item.fields['documents']))
    }
    yield { items, coverage: { kind: 'subset', pages: 1 } }
  }

  private async eventsOf(desk: ShopDesk, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const numbers = [...new Set(keys.map((key) => eventOf(key).number))]
    const found = await this.parts.reader.find('order-status', numbers, { shop: desk.shop })
    return new Map(keys.map((key): [string, Found] => {
      const { number, event } = eventOf(key)
      const look = found.get(number)
      if (look?.kind !== 'found') return [key, look ?? { kind: 'absent' }]
      const telling = tellingsOf(number, eventsOf(look.item.fields as unknown as FamilyShown), desk.lane).find((one) => one.event === event)
      return [key, telling ? { kind: 'found', item: eventItem(telling, look.item.fields['documents']) } : { kind: 'absent' }]
    }))
  }

  /** Also those that are not for the shop: a number that is taken is no new article. */
  private async articles(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    return this.parts.reader.find('product', keys, { articles: 'all' })
  }

  private async documents(keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    return this.parts.reader.find('order', keys, scope)
  }
}

function eventItem({ key, event, status, mail }: Telling, documents: unknown): RawItem {
  return { key, fields: { id: key, event, documents, status, mail } }
}

/** Orders whose document stands, and which the shop is to show as taken. */
async function* receipts(desk: ShopDesk): AsyncIterable<Page> {
  yield { items: desk.followed().map((number) => receiptItem(number, desk)), coverage: { kind: 'subset', pages: 1 } }
}

function receiptItem(number: string, { lane }: ShopDesk): RawItem {
  return { key: number, fields: { number, status: lane.then } }
}

async function* one(page: Page): AsyncIterable<Page> {
  yield page
}

