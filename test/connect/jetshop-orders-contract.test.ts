// The assumed order binding against the simulator's assumed order extension: the contract of every
// shop with orders. It says nothing of a real shop.
import { assumedBinding, orderShop } from '../kit/orders.js'
import { effectsOf } from '../../engine/connect/world/world.js'
import { shopOrdersSuite, type OrderMishap, type OrderWrite } from './contract-shop-orders.js'

const FAULTS: Readonly<Record<OrderMishap, string>> = { lostAfter: 'lostReplyAfter', lostBefore: 'lostReplyBefore', late: 'lateEffect', busy: 'status429' }
const OPERATIONS: Readonly<Record<OrderWrite, string>> = { status: 'Order_SetStatus', shipment: 'Order_AddTracking', capture: 'Order_SetStatus', exported: 'Order_SetExported' }
const LATE_MS = 300

shopOrdersSuite('assumed order binding contract', {
  make: async (habits) => {
    const shop = orderShop()
    // A second is a long time for an effect that comes 300 ms late.
    const connector = await shop.connect(await shop.confirmed({ ...assumedBinding(), settleMinutes: 0.01 }), habits)
    return {
      connector,
      place: async ({ channel, rows }) => shop.place({ channel: Number(channel), rows: rows.map(({ sku, quantity }) => ({ article: sku, quantity: String(quantity), price: '125' })) }),
      mails: async (number) => shop.puts('mails', number),
      captures: async (number) => shop.puts('captures', number),
      statusWrites: async (number) => effectsOf(shop.world.file).filter(({ what, puts }) =>
        what === 'Order_SetStatus' && puts.some(([table, key]) => table === 'orders' && key === number)).length,
      arm: async (mishap, write) => shop.arm([{ op: OPERATIONS[write], kind: FAULTS[mishap], times: 1, delayMs: mishap === 'late' ? LATE_MS : 0 }]),
      close: shop.close,
    }
  },
  articles: ['A-1', '007'],
  channels: ['1', '2'],
  statuses: { placed: 'Betald', next: 'Levererad', none: 'Skickat' },
  can: { mail: true, markExported: true, trackingWithStatus: true },
  mishaps: ['lostAfter', 'lostBefore', 'late', 'busy'],
})
