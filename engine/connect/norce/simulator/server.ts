// A small Norce Checkout to try things out on: lists and gives the orders of a world file, in the
// shapes that are published. What stands inside customer, shippings and payments besides a state is
// the world's own business.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { localServer } from '../../local-server.js'
import { World } from '../../world/world.js'
import { Faults } from '../../jetshop/simulator/faults.js'
import { Mishaps } from '../../jetshop/simulator/mishaps.js'
import type { Reply } from '../../jetshop/simulator/reply.js'
import type { CheckoutAccount } from '../checkout-api.js'

const BASE = '/checkout/order/'
const ORDERS = `${BASE}api/v0/checkout/orders`
const JSON_TYPE = 'application/json; charset=utf-8'
const LIMIT = 20

/** A new checkout without orders. */
export function createCheckoutWorld(file: string): World {
  return World.create(file, { merchant: 'nordlys', token: 'Bearer simulated' }, { orders: {} })
}

export async function startCheckoutSimulator(options: { world: World | string; port: number }): Promise<{ readonly account: CheckoutAccount; close(): Promise<void> }> {
  const world = typeof options.world === 'string' ? new World(options.world) : options.world
  const checkout = new Checkout(world)
  const server = await localServer((request, response) => { void checkout.take(request, response) }, { port: options.port })
  return {
    account: { url: `${server.url}${BASE}`, token: String(world.settings['token']), merchant: String(world.settings['merchant']) },
    close: async () => {
      checkout.mishaps.finish()
      await server.close()
      world.fold()
    },
  }
}

class Checkout {
  readonly mishaps = new Mishaps()
  private readonly faults: Faults

  constructor(private readonly world: World) {
    this.faults = new Faults(world)
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.world.refresh()
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const id = url.pathname.startsWith(`${ORDERS}/`) ? decodeURIComponent(url.pathname.slice(ORDERS.length + 1)) : undefined
    const fault = this.faults.next(id === undefined ? 'list' : 'get')
    await this.mishaps.under(fault, response, () => this.reply(request, url, id))
  }

  private reply(request: IncomingMessage, url: URL, id: string | undefined): Reply {
    const { token, merchant, pageMax } = this.world.settings
    if (request.headers.authorization !== token || request.headers['x-merchant'] !== merchant) return error(401, 'unauthorized')
    if (request.method !== 'GET') return error(405, 'not-simulated')
    if (id !== undefined) {
      const order = this.world.row('orders', id)
      return order ? json(200, { id, ...order }) : error(404, 'order-not-found')
    }
    if (url.pathname !== ORDERS) return error(404, 'not-found')
    const offset = Number(url.searchParams.get('offset') ?? 0)
    const limit = Math.min(Number(url.searchParams.get('limit') ?? LIMIT), Number(pageMax ?? Infinity))
    return json(200, Object.entries(this.world.table('orders')).slice(offset, offset + limit).map(([key, order]) => ({ id: key, ...order })))
  }
}

function json(status: number, body: unknown): Reply {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) }
}

function error(status: number, code: string): Reply {
  return json(status, { code, message: code })
}
