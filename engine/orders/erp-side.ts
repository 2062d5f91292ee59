// An ERP's Reader with what orders need besides: documents are looked for by order and never listed, customers are found by what an
// order says of them, and what happened to a document is told event by event. Everything else goes straight through.
import type { Found, LookFacts, Page, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, problemOf } from '../core/problem.js'
import type { Scope } from '../core/stream.js'
import { cancellationOf } from '../trade/order/cancellations.js'
import { familyShown } from '../trade/order/family.js'
import { matchCustomer } from '../trade/customer/match.js'
import type { AfterTransfer } from './after-transfer.js'
import type { CardUpdates } from './card-updates.js'
import type { Credits } from './credits.js'
import type { CustomerRegister } from './customer-register.js'
import type { ShopDesk } from './desk.js'
import { foundWithHead, type Digest } from './head.js'
import type { InFlight } from './in-flight.js'
import { onePage, type ShopCustomers } from './shop-customers.js'

export interface ErpSideParts {
  readonly reader: Reader
  readonly customers: CustomerRegister
  readonly inFlight: InFlight
  readonly after: AfterTransfer
  readonly credits: Credits
  readonly digest: Digest
  /** By shop. */
  readonly desks: ReadonlyMap<string, ShopDesk>
  /** By shop. */
  readonly updates: ReadonlyMap<string, CardUpdates>
  readonly registers: ReadonlyMap<string, ShopCustomers>
}

const SOME: Page['coverage'] = { kind: 'subset', pages: 1 }

export class ErpSide implements Reader {
  constructor(private readonly parts: ErpSideParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    const desk = this.deskOf(scope)
    if (!desk) return this.parts.inFlight.counts(entity) ? this.parts.inFlight.list(this.parts.reader, entity, scope) : this.parts.reader.list(entity, scope)
    if (entity === 'order-receipt') return receipts(desk)
    const register = entity === 'customer-group' ? this.parts.registers.get(desk.shop) : undefined
    if (register) return onePage(() => register.wantedGroups())
    return this.told(entity, desk)
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts, ageMs?: number): Promise<ReadonlyMap<string, Found>> {
    const desk = this.deskOf(scope)
    if (!desk) {
      const found = await this.parts.reader.find(entity, keys, scope, since, ageMs)
      return this.parts.inFlight.counts(entity) ? this.parts.inFlight.found(this.parts.reader, found) : found
    }
    switch (entity) {
      case 'order': return foundWithHead(await this.parts.reader.find(entity, keys, scope, since, ageMs), this.parts.digest)
      case 'order-customer': return this.customers(desk, keys)
      case 'order-customer-update': return this.parts.updates.get(desk.shop)?.find(keys) ?? new Map()
      case 'customer-card': return this.parts.registers.get(desk.shop)?.findMatches(keys) ?? new Map()
      case 'customer-group': return this.parts.registers.get(desk.shop)?.findWantedGroups(keys) ?? new Map()
      case 'order-event': return this.parts.after.eventsOf(desk, keys)
      case 'shipment': return this.parts.after.shipmentsFor(desk, keys)
      case 'capture': return this.parts.after.capturesFor(desk, keys)
      case 'order-receipt': return new Map(keys.map((key) => [key, desk.handed.has(key) ? { kind: 'found', item: receiptItem(key, desk) } : { kind: 'absent' }]))
      case 'order-cancellation': return this.cancellations(desk, keys)
      case 'order-credit': return this.parts.credits.found(desk, keys, since)
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

  private async *told(entity: string, desk: ShopDesk): AsyncIterable<Page> {
    const { after } = this.parts
    switch (entity) {
      case 'order-event': yield { items: await after.events(desk), coverage: SOME }; break
      case 'shipment': yield { items: await after.shipments(desk), coverage: SOME }; break
      case 'capture': yield { items: await after.captures(desk), coverage: SOME }; break
      default: yield { items: [], coverage: SOME }
    }
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
      return [id, { kind: 'found', item: { key: id, fields: { id }, problem: problemOf(match.finding) } }]
    }))
  }

  /** Whether an order that the shop cancelled is cancelled here, can be, or why it cannot. */
  private async cancellations(desk: ShopDesk, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = await this.parts.after.families(desk, keys)
    return new Map(keys.map((key): [string, Found] => {
      const look = found.get(key)
      // Nothing is there that could be cancelled.
      if (!look || look.kind === 'absent') return [key, { kind: 'found', item: cancelled(key, true) }]
      if (look.kind !== 'found') return [key, look]
      if (look.item.problem) return [key, { kind: 'unknown', problem: look.item.problem }]
      const answer = cancellationOf({ key, isCancelledInShop: true, family: familyShown(key, look.item.fields) }, { onCancel: 'cancel' })
      if (answer.kind === 'cancel') return [key, { kind: 'absent' }]
      return [key, { kind: 'found', item: answer.kind === 'nothing' ? cancelled(key, true) : { ...cancelled(key, false), problem: problemOf(answer.problem) } }]
    }))
  }

  /** Also those that are not for the shop: a number that is taken is no new article. */
  private async articles(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    return this.parts.reader.find('product', keys, { articles: 'all' })
  }
}

function cancelled(key: string, is: boolean): RawItem {
  return { key, fields: { number: key, cancelled: is } }
}

/** Orders whose document stands, and which the shop is to show as taken. */
async function* receipts(desk: ShopDesk): AsyncIterable<Page> {
  yield { items: (await desk.followed()).map((number) => receiptItem(number, desk)), coverage: SOME }
}

function receiptItem(number: string, { lane }: ShopDesk): RawItem {
  return { key: number, fields: { number, status: lane.then } }
}
