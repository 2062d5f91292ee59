// A simulated shop with the orders of the history. Who is known by a number buys in channel 1, who is not in channel 2. At home
// people pay by card, abroad by invoice. Every order is paid and waits: what must not become a document shows it by itself.
import { join } from 'node:path'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import type { Row, World } from '../../engine/connect/world/world.js'
import { divide } from '../../engine/values/decimal.js'
import { chargedOn } from './charged.js'
import { countryOf } from './countries.js'
import type { HistoryOrder } from './orders.js'

export const CHANNELS = { known: 1, guests: 2 } as const
export const METHODS = { card: 'Klarna', invoice: 'Faktura' } as const
/** What one pound costs in kronor, in the shop and in the ledger; made up, near what it was. */
export const RATE = '10.74'
/** Paid; what the shop calls it is in a new world's statuses. */
const PAID = 20
const METHOD_IDS = { card: 1, invoice: 2 } as const

/** Writes DIR/shop.json. */
export function newShop(dir: string, orders: readonly HistoryOrder[]): World {
  return createShopWorld(join(dir, 'shop.json'), { assumedOrders: true } as object, {
    channels: { [CHANNELS.known]: { name: 'Online Retail', isDefault: true, currency: 'GBP' }, [CHANNELS.guests]: { name: 'Guests', currency: 'GBP' } },
    orders: Object.fromEntries(orders.map((order, at) => [order.number, shopOrder(order, at + 1) as Row])),
  })
}

/** A person has no name in the history: the number stands for it. */
export function nameOf(customer: string): string {
  return customer === '' ? 'Guest' : `Customer ${customer}`
}

function shopOrder(order: HistoryOrder, id: number): OrderRow {
  const { pricesWithVat, rate } = chargedOn(order)
  const vat = divide(String(rate), '10000', { places: 4 })
  const { iso, vat: area } = countryOf(order.country)
  const [first = '', last = ''] = nameOf(order.customer).split(' ')
  return {
    id, channel: order.customer === '' ? CHANNELS.guests : CHANNELS.known, placed: order.placedAt, statusId: PAID, currency: order.currency, rate: RATE,
    pricesIncVat: pricesWithVat,
    ...(order.customer === '' ? {} : { customer: { id: order.customer } }),
    shipTo: { first, ...(last === '' ? {} : { last }), country: iso },
    rows: order.rows.map(({ sku, text, quantity, price }) => ({ article: sku, name: text, quantity, price, vat })),
    freight: { amount: '0', vat }, fee: { amount: '0', vat },
    payment: { methodId: area === 'home' ? METHOD_IDS.card : METHOD_IDS.invoice, state: 'Captured', reference: `R-${order.number}` },
  }
}
