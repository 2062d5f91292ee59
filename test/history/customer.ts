// The customer's folder of the history: orders alone, everything else switched off.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { doc } from '../kit/customer.js'
import { ASSUMED_FILE } from '../kit/orders.js'
import { GUEST, newErp } from './erp-world.js'
import type { HistoryOrder } from './orders.js'
import { CHANNELS, METHODS, newShop } from './shop-world.js'

export const BINDING = 'jetshop-orders.yaml'

/** Writes the folder with fresh worlds. The binding is not confirmed yet: doctor --confirm-binding does that, as for any customer. */
export function newCustomer(dir: string, orders: readonly HistoryOrder[]): void {
  const worlds = join(dir, 'world')
  mkdirSync(worlds, { recursive: true })
  newShop(worlds, orders)
  newErp(worlds, orders)
  copyFileSync(ASSUMED_FILE, join(dir, BINDING))
  writeFileSync(join(dir, 'samsyn.yaml'), FILE)
}

const FILE = [
  doc('Integration', 'online-retail', `
mode: erp-leads
package: 1600
ordersFrom: 2010-12-01
streams: { product: off, price: off, stock: off }
stock: { inFlight: ignore }
orders:
  as: order
  byPayment: { ${METHODS.invoice}: invoice }
  followDays: 10000
  pay: { ${METHODS.card}: paid, ${METHODS.invoice}: always }
  customer: { numberFrom: shop, matchBy: [number] }
  onUnknownArticle: hold
  zeroOrders: skip
  regimes: { home: GB }`),
  doc('Erp', 'visma', 'driver: visma-administration\nsimulator: world/erp.json'),
  doc('Shop', 'se', `
driver: jetshop
storeApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN }
defaultPriceList: 5b1e0000-0000-4000-8000-000000000001
orders: { binding: ${BINDING} }
simulator: world/shop.json`),
  doc('Channel', 'known', `match: { channelId: ${CHANNELS.known} }`, 'shop: se'),
  doc('Channel', 'guests', `
match: { channelId: ${CHANNELS.guests} }
orders: { customerNumber: ${GUEST} }`, 'shop: se'),
  doc('OrderStatusMapping', 'standard', `
import: { when: [Betald], then: Överförd }`, 'shop: se'),
].join('---\n')
