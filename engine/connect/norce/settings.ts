// What a Shop document says of its checkout, as it is opened here. Secrets are resolved already.
import { resolve } from 'node:path'
import { HttpDoor } from '../http.js'
import type { OrderSide } from '../order-side.js'
import { CheckoutApi, type CheckoutAccount } from './checkout-api.js'
import { CheckoutOrders, notSimulated, type CheckoutSettings } from './checkout-orders.js'

type Given = Readonly<Record<string, unknown>>

export interface CheckoutOptions {
  readonly name: string
  readonly dir: string
  readonly simulated: boolean
  readonly habits: { readonly parallelMax: number; readonly pageMax: number }
  readonly shop: OrderSide
}

/** An opened checkout, and how it is closed again. */
export interface OpenCheckout { readonly side: OrderSide; readonly close: () => Promise<void> }

/** Careful: the limits are not published. */
const PER_SECOND = 10
const STATES = ['completed']
const PAYMENT_STATES = ['reserved', 'captured']

/** A simulated shop never reads a real checkout. */
export async function openCheckout(given: Given, { name, dir, simulated, habits, shop }: CheckoutOptions): Promise<OpenCheckout> {
  const world = text(given['simulator'])
  if (simulated && world === undefined) return { side: notSimulated(name, shop), close: async () => undefined }
  const simulator = world === undefined ? undefined : await simulatorOf(resolve(dir, world))
  const door = new HttpDoor({ parallelMax: habits.parallelMax, ...(simulator ? {} : { perSecond: PER_SECOND }) })
  const api = new CheckoutApi(door, simulator?.account ?? accountOf(given))
  return {
    side: new CheckoutOrders({ api, settings: settingsOf(given), habits, shop }),
    close: async () => {
      door.close()
      await simulator?.close()
    },
  }
}

async function simulatorOf(world: string): Promise<{ readonly account: CheckoutAccount; close(): Promise<void> }> {
  const { startCheckoutSimulator } = await import('./simulator/server.js')
  return startCheckoutSimulator({ world, port: 0 })
}

function accountOf(given: Given): CheckoutAccount {
  const channel = text(given['channel'])
  return { url: text(given['url']) ?? '', token: text(given['token']) ?? '', merchant: text(given['merchant']) ?? '', ...(channel === undefined ? {} : { channel }) }
}

function settingsOf(given: Given): CheckoutSettings {
  return {
    states: list(given['states']) ?? STATES, paymentStates: list(given['paymentStates']) ?? PAYMENT_STATES,
    fields: (given['fields'] ?? {}) as CheckoutSettings['fields'],
  }
}

function list(from: unknown): readonly string[] | undefined {
  return Array.isArray(from) ? from.map(String) : undefined
}

function text(from: unknown): string | undefined {
  return typeof from === 'string' && from !== '' ? from : undefined
}
