// Opens a Jetshop: the real service, or the simulator in this process; both are spoken to over
// HTTP, by the same code.
import { resolve } from 'node:path'
import {
  SystemError,
  type ConnectOptions,
  type Connector,
  type MakeConnector,
} from '../connector.js'
import { HttpDoor } from '../http.js'
import { holdCodes } from './orders/shop-codes.js'
import { openCheckout } from '../norce/settings.js'
import { worldProblem } from '../world/world.js'
import { articlesIn } from './article-file.js'
import { JetshopApi } from './api.js'
import { examineJetshop } from './examine.js'
import { boundOrders, noOrders } from './orders/bound.js'
import { bindingDesk } from './orders/desk.js'
import { describeService, descriptionUrl } from './orders/gate.js'
import { JetshopReader } from './reader.js'
import { SeenRows } from './seen-rows.js'
import { settingsOf, type JetshopSettings } from './settings.js'
import { StoreApi } from './store-api.js'
import { JetshopWriter } from './writer.js'

interface Opened {
  readonly settings: JetshopSettings
  readonly close: () => Promise<void>
}

/** Makes the connector. Nothing is sent before it is used. */
export const makeJetshop: MakeConnector = async (options: ConnectOptions): Promise<Connector> => {
  const { settings, close } =
    options.simulator === undefined
      ? { settings: settingsOf(options.settings), close: nothing }
      : await openSimulator(options.simulator, settingsOf(options.settings))
  const { habits } = options
  const door = new HttpDoor({
    parallelMax: habits.parallelMax,
    ...(settings.requestsPerSecond === undefined ? {} : { perSecond: settings.requestsPerSecond }),
  })
  const api = new JetshopApi(door, settings.account)
  const store = settings.store && new StoreApi(door, settings.store)
  const simulated = options.simulator !== undefined
  const { orderBinding, now = Date.now } = options
  const shopOrders = orderBinding ? boundOrders(orderBinding, { door, account: settings.account, habits, simulated, now }) : noOrders(options.name)
  const checkout = settings.checkout && (await openCheckout(settings.checkout, { name: options.name, dir: options.dir, simulated, habits, shop: shopOrders }))
  const orders = checkout?.side ?? shopOrders
  const describe = (): ReturnType<typeof describeService> => describeService(door, settings.account)
  const seen = new SeenRows(options.now)
  const closeAll = async (): Promise<void> => {
    door.close()
    await checkout?.close()
    await close()
  }
  return {
    reader: new JetshopReader({
      api,
      settings,
      articles: () => articlesOf(settings, options.dir),
      seen,
      habits,
      orders,
      simulated,
      close: closeAll,
      ...(store ? { store } : {}),
    }),
    writer: new JetshopWriter({ api, settings, seen, habits, orders }),
    examine: (of) => examineJetshop({ api, settings, orders: { ...(orderBinding ? { binding: orderBinding } : {}), simulated, side: orders, describe }, ...(store ? { store } : {}) }, of),
    unknownCodes: async (codes) => (await holdCodes(orders, codes)).wrong,
    binding: bindingDesk(describe, simulated ? 'simulated' : descriptionUrl(settings.account.url)),
  }
}

function articlesOf({ articles, articlesFile }: JetshopSettings, dir: string): readonly string[] {
  return articlesFile === undefined ? articles : [...articles, ...articlesIn(resolve(dir, articlesFile))]
}

/** The simulator has its own account, so that nobody needs a real one to try things out. */
async function openSimulator(world: string, settings: JetshopSettings): Promise<Opened> {
  const { startShopSimulator } = await import('./simulator/server.js')
  const simulator = await startShopSimulator({ world, port: 0 }).catch((error: Error) => {
    throw new SystemError('refused', worldProblem(error, world, 'shop'))
  })
  const { requestsPerSecond: _real, store, ...rest } = settings
  return {
    settings: {
      ...rest,
      account: { url: simulator.serviceUrl, ...simulator.account },
      ...(store
        ? {
            store: {
              ...store,
              url: simulator.storeUrl,
              shopId: simulator.account.shopId,
              token: simulator.token,
            },
          }
        : {}),
    },
    close: simulator.close,
  }
}

async function nothing(): Promise<void> {}
