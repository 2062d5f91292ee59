// The contract of every shop with orders, against a real shop server: orders placed as customers place them, in a channel of their own.
import { makeVendure } from '../../engine/connect/vendure/driver.js'
import { shopOrdersSuite, type OrderWrite } from '../connect/contract-shop-orders.js'
import { systemSpec } from '../kit/specs.js'
import { startProxy } from './proxy.js'
import { ADMIN, canServe, shopServer } from './server.js'
import { openForSale, placeOrder, statesSincePlaced, stocked } from './storefront.js'

const spec = systemSpec('vendure')
const ARTICLES = ['4711', 'Å-12'] as const
const OPERATIONS: Readonly<Record<OrderWrite, string>> = { status: 'TransitionOrder', shipment: 'Fulfil', capture: 'SettlePayment', exported: '' }

if (canServe()) {
  shopOrdersSuite('vendure orders contract', {
    make: async ({ pageMax }) => {
      const server = await shopServer()
      const channel = await server.newChannel()
      const proxy = await startProxy(server.url)
      const connector = await makeVendure({
        name: 'se', dir: '.', tell: () => {}, settings: { ...ADMIN, url: proxy.url, channel: channel.code, settleSeconds: 1 }, habits: { ...spec.habits, pageMax },
      })
      await openForSale(server, channel)
      await stocked(connector, ARTICLES)
      return {
        connector,
        place: ({ rows }) => placeOrder(server, channel, { rows }),
        // No mail plugin is installed, and the Admin API has nothing to ask for a mail with.
        mails: async () => 0,
        captures: async (number) => server.captured.filter((one) => one === number).length,
        statusWrites: async (number) => (await statesSincePlaced(server, channel, number)).length,
        arm: async (mishap, write) => { proxy.arm(OPERATIONS[write], mishap) },
        close: async () => {
          await connector.reader.close()
          await proxy.close()
        },
      }
    },
    articles: ARTICLES,
    // Each test has a channel of its own; that a shop of several channels tells them apart is shown in orders-by-channel.
    channels: ['kanal-1', 'kanal-1'],
    statuses: { placed: 'PaymentAuthorized', next: 'Packing', none: 'Nowhere' },
    can: { mail: false, markExported: false, trackingWithStatus: false },
    mishaps: ['lostAfter', 'lostBefore', 'late', 'busy'],
  })
}
