// Opens a Vendure shop through its Admin API. Nothing of Vendure is here but what it says over HTTP.
import { SystemError, type ConnectOptions, type Connector, type MakeConnector } from '../connector.js'
import { problem } from '../../core/problem.js'
import { HttpDoor } from '../http.js'
import { ArticleReader } from './article-reader.js'
import { ArticleWriter } from './article-writer.js'
import { holdCodes } from './codes.js'
import { Customers } from './customers.js'
import { examineVendure } from './examine.js'
import { Graph } from './graph.js'
import { OrderReader } from './order-reader.js'
import { OrderWriter } from './order-writer.js'
import { VendureReader } from './reader.js'
import { settingsOf } from './settings.js'
import { Unsettled } from '../unsettled.js'
import { Shop } from './shop.js'
import { VendureWriter } from './writer.js'

/** Makes the connector. Nothing is sent before it is used. */
export const makeVendure: MakeConnector = async (options: ConnectOptions): Promise<Connector> => {
  if (options.simulator !== undefined) throw new SystemError('refused', problem('VENDURE_NO_SIMULATOR', {}))
  const settings = settingsOf(options.settings)
  const { habits } = options
  const door = new HttpDoor({
    parallelMax: habits.parallelMax,
    ...(settings.requestsPerSecond === undefined ? {} : { perSecond: settings.requestsPerSecond }),
  })
  const graph = new Graph(door, settings)
  const shop = new Shop(graph, settings)
  const articles = new ArticleReader({ graph, shop, habits })
  const orders = new OrderReader({ graph, shop, habits })
  const customers = new Customers({ graph, shop, habits })
  const unsettled = new Unsettled(settings.settleMs, Date.now)
  return {
    reader: new VendureReader({ articles, orders, customers, unsettled, graph, shop, url: settings.url, close: () => { door.close() } }),
    writer: new VendureWriter({
      articles: new ArticleWriter({ graph, reader: articles, habits }),
      orders: new OrderWriter({ graph, shop, reader: orders, habits, unsettled }),
      customers,
      unsettled,
    }),
    unknownCodes: async (codes) => (await holdCodes(codes, { graph, shop })).wrong,
    examine: (of) => examineVendure({ graph, shop, url: settings.url }, of),
  }
}
