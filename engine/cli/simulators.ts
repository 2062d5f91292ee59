// The simulators that can run by themselves, by what a person calls them.
export interface Running {
  readonly url: string
  /** Of a shop whose storefront has an address of its own. */
  readonly storeUrl?: string
  close(): Promise<void>
}

interface Simulator {
  /** A believable world where there is none yet. */
  create(file: string): Promise<void>
  serve(file: string, port: number): Promise<Running>
}

export const simulators: Readonly<Record<string, Simulator | undefined>> = {
  shop: {
    create: async (file) => {
      const [{ makeShop }, { ordersTable }] = await Promise.all([import('./demo/worlds.js'), import('./demo/orders.js')])
      makeShop(file, { settings: { assumedOrders: true }, tables: { orders: ordersTable() } })
    },
    serve: async (file, port) => {
      const { startShopSimulator } = await import('../connect/jetshop/simulator/server.js')
      const { serviceUrl, storeUrl, close } = await startShopSimulator({ world: file, port })
      return { url: serviceUrl, storeUrl, close }
    },
  },
  erp: {
    create: async (file) => (await import('./demo/worlds.js')).makeErp(file, { shortWords: true }),
    serve: async (file, port) => {
      const [{ serveErpSimulator }, { World }] = await Promise.all([
        import('../connect/visma/simulator/serve.js'), import('../connect/world/world.js'),
      ])
      return serveErpSimulator({ world: new World(file), port })
    },
  },
}
