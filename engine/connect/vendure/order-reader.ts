// Orders and their parts: listed by state, channel and time, and found by number.
import type { Scope } from '../../core/stream.js'
import type { Found, Page } from '../connector.js'
import { needed, type Called } from '../called.js'
import type { Graph } from './graph.js'
import { itemsOf, ORDER, parcelsOf, shipmentKey, standing, type Order } from './orders.js'
import { inParts, pagesOf, type Listed } from './paging.js'
import type { Channel, Shop } from './shop.js'

const ORDERS = `query Orders($options: OrderListOptions) { orders(options: $options) { totalItems items { ...WholeOrder } } } ${ORDER}`
const NUMBERS_MAX = 50
/** The server's comparison leaves out the very instant that is given, and databases keep times more or less finely. */
const EDGE_MS = 2_000

interface Parts {
  readonly graph: Graph
  readonly shop: Shop
  readonly habits: { readonly pageMax: number }
}

export class OrderReader {
  constructor(private readonly parts: Parts) {}

  /** scope: status, channel, since (placed), changedSince. A cart that nobody has paid for is no order. */
  async *list(entity: string, scope: Scope): AsyncIterable<Page> {
    const channel = needed(await this.parts.shop.channel(scope['channel']))
    const filter = filterOf(scope)
    yield* pagesOf<Order>({
      pageMax: this.parts.habits.pageMax,
      covers: 'subset',
      read: (window) => this.read(channel, { ...window, filter, sort: { id: 'ASC' } }),
      itemsOf: (order) => itemsOf(entity, order, channel),
    })
  }

  async find(entity: string, keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    if (keys.length === 0) return new Map()
    const numberOf = (key: string): string => (entity === 'shipment' ? shipmentKey(key).number : key)
    const channel = needed(await this.parts.shop.channel(scope['channel']))
    const called = await this.orders([...new Set(keys.map(numberOf))], channel)
    return new Map(keys.map((key): [string, Found] => {
      if (called.kind !== 'ok') return [key, { kind: 'unknown', problem: called.problem }]
      const order = called.value.get(numberOf(key))
      return [key, order ? foundIn(entity, key, { order, channel }) : { kind: 'absent' }]
    }))
  }

  /** The orders by number, also those that were not placed yet. */
  async orders(numbers: readonly string[], channel: Channel): Promise<Called<ReadonlyMap<string, Order>>> {
    const called = await inParts(numbers, NUMBERS_MAX, (part) => this.read(channel, { filter: { code: { in: part } }, take: NUMBERS_MAX }))
    return called.kind === 'ok' ? { kind: 'ok', value: new Map(called.value.map((order) => [order.code, order])) } : called
  }

  private async read(channel: Channel, options: object): Promise<Called<Listed<Order>>> {
    const called = await this.parts.graph.ask<{ orders: Listed<Order> }>({
      operation: 'Orders', document: ORDERS, variables: { options }, channelToken: channel.token,
    })
    return called.kind === 'ok' ? { kind: 'ok', value: called.value.orders } : called
  }
}

function foundIn(entity: string, key: string, { order, channel }: { order: Order; channel: Channel }): Found {
  if (entity !== 'shipment') {
    const [item] = itemsOf(entity, order, channel)
    return item ? { kind: 'found', item } : { kind: 'absent' }
  }
  const { parcel } = shipmentKey(key)
  const at = standing(order).findIndex((one) => one.id === parcel || parcelsOf(one).includes(parcel))
  const item = itemsOf(entity, order, channel)[at]
  // Whichever of its parcels it was asked for by, it is the same shipment.
  return item ? { kind: 'found', item: { ...item, key, fields: { ...item.fields, id: key } } } : { kind: 'absent' }
}

function filterOf(scope: Scope): object {
  const after = (time: string): object => ({ after: new Date(Date.parse(time) - EDGE_MS).toISOString() })
  const { status, since, changedSince } = scope
  return {
    orderPlacedAt: since === undefined ? { isNull: false } : after(since),
    ...(status === undefined ? {} : { state: { eq: status } }),
    ...(changedSince === undefined ? {} : { updatedAt: after(changedSince) }),
  }
}
