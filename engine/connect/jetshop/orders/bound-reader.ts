// Orders, their statuses, parcels and captures, customers and codes, read through a binding. It
// never writes: nothing is marked as taken by being read.
import { problem } from '../../../core/problem.js'
import type { RawItem } from '../../../core/item.js'
import type { Scope } from '../../../core/stream.js'
import { SystemError, type Found, type Page } from '../../connector.js'
import { inPages } from '../../order-side.js'
import { inParallel } from '../../turns.js'
import { untilQuiet } from '../../until-quiet.js'
import { again, type Called, type Failed } from '../../called.js'
import type { Xml } from '../xml.js'
import type { BoundCalls } from './calls.js'
import { isCodeList, type Codes } from './codes.js'
import { customerOf, orderOf, type ReadOrder, type StatusNames } from './order-item.js'
import { captureItem, shipmentItem, shipmentKey, statusItem } from './part-items.js'
import { takes, type Fillings } from './template.js'

export interface ReaderHabits { readonly parallelMax: number; readonly pageMax: number }

const MINUTE_MS = 60_000
const USUAL_OVERLAP_MINUTES = 10

export class BoundReader {
  /** Of services that find an order by their own id alone. */
  private readonly ids = new Map<string, string>()

  constructor(private readonly calls: BoundCalls, private readonly codes: Codes, private readonly habits: ReaderHabits) {}

  async *list(entity: string, scope: Scope): AsyncIterable<Page> {
    if (entity === 'code') return yield* this.codeList(scope)
    if (entity === 'customer') return yield* inPages(this.customers(scope), this.habits.pageMax)
    if (entity === 'order' || entity === 'order-status') return yield* inPages(this.orders(entity, scope), this.habits.pageMax)
    // Parcels and captures are parts of an order: they are looked for by it, and never listed.
    yield { items: [], coverage: { kind: 'subset', pages: 0 } }
  }

  async find(entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>()
    await inParallel(keys, this.habits.parallelMax, async (key) => {
      found.set(key, await this.one(entity, key))
    })
    return found
  }

  /** The order of that number; undefined where the shop has none. */
  async order(number: string): Promise<Called<ReadOrder | undefined>> {
    const names = await this.names()
    if (names.kind !== 'ok') return names
    const { getOrder } = this.calls.binding.operations
    if (getOrder && !takes(getOrder.input, 'orderNumber') && !this.ids.has(number)) {
      const failed = await this.learn(number)
      if (failed) return failed
      // That no list shows it proves nothing, and without its id it cannot be asked for.
      if (!this.ids.has(number)) return { kind: 'retry', problem: problem('ORDER_ID_UNKNOWN', { key: number }) }
    }
    const called = await again(() => this.calls.read(getOrder ? 'getOrder' : 'listOrders', { orderNumber: number, orderId: this.ids.get(number), ...this.firstPage() }))
    if (called.kind !== 'ok') return called
    const orders = called.value.map((element) => orderOf(element, this.calls.binding, names.value))
    return { kind: 'ok', value: orders.find((one) => one.number === number) }
  }

  /** Reads the list as far as it must to know the id of that number. */
  private async learn(number: string): Promise<Failed | undefined> {
    try {
      for await (const element of this.elements('listOrders', {})) {
        this.know(orderOf(element, this.calls.binding, new Map()))
        if (this.ids.has(number)) break
      }
      return undefined
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      return { kind: error.kind, problem: error.problem, ...(error.afterMs === undefined ? {} : { afterMs: error.afterMs }) }
    }
  }

  private know({ number, id }: ReadOrder): void {
    if (id !== undefined) this.ids.set(number, id)
  }

  private async one(entity: string, key: string): Promise<Found> {
    if (entity === 'customer') return this.customer(key)
    const called = await this.order(entity === 'shipment' ? shipmentKey(key).orderNumber : key)
    if (called.kind !== 'ok') return { kind: 'unknown', problem: called.problem }
    const item = called.value && this.partOf(entity, key, called.value)
    return item ? { kind: 'found', item } : { kind: 'absent' }
  }

  private partOf(entity: string, key: string, order: ReadOrder): RawItem | undefined {
    if (entity === 'shipment') return shipmentItem(key, order)
    if (entity === 'capture') return captureItem(order)
    return entity === 'order-status' ? statusItem(order) : order.item
  }

  private async customer(key: string): Promise<Found> {
    const called = await again(() => this.calls.read('getCustomer', { customerNumber: key }))
    if (called.kind !== 'ok') return { kind: 'unknown', problem: called.problem }
    const item = called.value.map((element) => customerOf(element, this.calls.binding)).find((one) => one.key === key)
    return item ? { kind: 'found', item } : { kind: 'absent' }
  }

  private async *codeList(scope: Scope): AsyncIterable<Page> {
    const name = scope['list']
    if (!isCodeList(name)) throw new SystemError('refused', problem('ORDER_NO_SUCH_LIST', { list: name ?? '' }))
    const called = await again(() => name === 'order-statuses' ? this.codes.statuses() : this.codes.list(name))
    if (called.kind !== 'ok') throw gone(called)
    // A status goes by its name, because that is what the files say; everything else by its id.
    const items = called.value.map(({ code, text }) => ({ key: name === 'order-statuses' ? text : code, id: code, fields: { code, text } }))
    yield { items, coverage: { kind: 'whole', pages: 1 } }
  }

  private async *orders(entity: string, scope: Scope): AsyncIterable<RawItem> {
    const names = await this.names()
    if (names.kind !== 'ok') throw gone(names)
    const { listOrders } = this.calls.binding.operations
    const fillings = await this.asked(scope)
    const isWanted = (order: ReadOrder): boolean => order.number !== '' && this.isAsked(order, scope)
    for await (const element of this.elements('listOrders', fillings)) {
      const order = orderOf(element, this.calls.binding, names.value)
      this.know(order)
      if (!isWanted(order)) continue
      const item = entity === 'order' ? order.item : statusItem(order)
      yield listOrders?.whole ? item : { ...item, partial: true }
    }
  }

  private async *customers(scope: Scope): AsyncIterable<RawItem> {
    const fillings = this.since('listCustomers', scope)
    for await (const element of this.elements('listCustomers', fillings)) yield customerOf(element, this.calls.binding)
  }

  /** Every repeated element of a list in pages; a list that moved is read again until it shows nothing new. */
  private async *elements(purpose: 'listOrders' | 'listCustomers', fillings: Fillings): AsyncIterable<Xml> {
    const bound = this.calls.binding.operations[purpose]
    // A service that cannot be told has pages of its own size, which the binding may know.
    const pageSize = takes(bound?.input, 'pageSize') ? Math.min(bound?.pageSize ?? this.habits.pageMax, this.habits.pageMax) : bound?.pageSize
    const hasPages = takes(bound?.input, 'page') || takes(bound?.input, 'offset')
    // Only a size that the binding names is known to be the service's: one that caps what it is asked for shows fewer on every page.
    const fullPage = bound?.pageSize !== undefined && bound.pageSize === pageSize ? pageSize : 1
    let offset = 0
    yield* untilQuiet<Xml>({
      keyOf: (element) => JSON.stringify(element),
      page: async (pages) => {
        if (pages === 0) offset = 0
        const at = { page: pages + (bound?.firstPage ?? 1), offset, pageSize }
        const called = await again(() => this.calls.read(purpose, { ...fillings, ...(hasPages ? at : {}) }))
        if (called.kind !== 'ok') throw gone(called)
        offset += called.value.length
        return { items: called.value, last: !hasPages || called.value.length < fullPage }
      },
    })
  }

  /** What of a scope the operation can be told; the rest is looked at here. */
  private async asked(scope: Scope): Promise<Fillings> {
    const { status, channel } = scope
    const fillings: Fillings = { ...this.since('listOrders', scope), ...(channel === undefined ? {} : { channel }) }
    if (status === undefined) return fillings
    const id = await again(() => this.codes.statusId(status))
    if (id.kind !== 'ok') throw gone(id)
    return { ...fillings, status: id.value, statusName: status }
  }

  private since(purpose: 'listOrders' | 'listCustomers', { since }: Scope): Fillings {
    if (since === undefined) return {}
    const atMs = Date.parse(since)
    const overlap = (this.calls.binding.operations[purpose]?.overlapMinutes ?? USUAL_OVERLAP_MINUTES) * MINUTE_MS
    return { since: atMs - overlap }
  }

  /** An operation without a place for the status shows orders in any: they are not asked for. */
  private isAsked(order: ReadOrder, { status, channel, since }: Scope): boolean {
    const { input } = this.calls.binding.operations.listOrders ?? {}
    const { fields } = order.item
    if (status !== undefined && fields['status'] !== status) return false
    if (channel !== undefined && fields['channel'] !== undefined && fields['channel'] !== channel) return false
    const at = fields['modifiedAt'] ?? fields['placedAt']
    return since === undefined || takes(input, 'since') || typeof at !== 'string' || Date.parse(at) >= (this.since('listOrders', { since }).since ?? 0)
  }

  private async names(): Promise<Called<StatusNames>> {
    const called = await again(() => this.codes.statuses())
    return called.kind === 'ok' ? { kind: 'ok', value: new Map(called.value.map(({ code, text }) => [code, text])) } : called
  }

  private firstPage(): Fillings {
    const { listOrders, getOrder } = this.calls.binding.operations
    return getOrder ? {} : { page: listOrders?.firstPage ?? 1, offset: 0, pageSize: this.habits.pageMax }
  }
}

function gone({ kind, problem: why, afterMs }: Failed): SystemError {
  return new SystemError(kind === 'refused' ? 'refused' : 'retry', why, afterMs)
}
