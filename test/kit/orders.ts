// A simulated shop with the assumed order extension, and bindings of it confirmed as doctor does.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connector } from '../../engine/connect/connector.js'
import { HttpDoor } from '../../engine/connect/http.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { confirmation } from '../../engine/connect/jetshop/orders/confirm.js'
import { describeService } from '../../engine/connect/jetshop/orders/gate.js'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import { startShopSimulator } from '../../engine/connect/jetshop/simulator/server.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { effectsOf, type Row, type World } from '../../engine/connect/world/world.js'
import { parseYaml } from '../../engine/load/yaml.js'
import type { OrderBindingConfig } from '../../engine/types/order-binding.js'
import { projectRoot, systemSpec } from './specs.js'

/** What a world calls its order operations; see simulator/orders/dialect.ts. */
export type Names = boolean | { readonly seed: number; readonly blind?: boolean }

/** The binding that ships for the simulator, as its file says it. */
export const ASSUMED_FILE = join(projectRoot, 'examples', 'orders-by-binding', 'jetshop-orders.yaml')

export function assumedBinding(): OrderBindingConfig {
  return (parseYaml(readFileSync(ASSUMED_FILE, 'utf8'), ASSUMED_FILE) as { spec: OrderBindingConfig }).spec
}

export interface OrderShop {
  readonly world: World
  readonly dir: string
  connect(binding: OrderBindingConfig, habits?: { readonly pageMax: number }): Promise<Connector>
  /** See confirmedFor. */
  confirmed(binding: OrderBindingConfig): Promise<OrderBindingConfig>
  /** Rows that the log put into a table, for an order where one is named. */
  puts(table: string, order?: string): number
  place(order: Partial<OrderRow>): string
  arm(faults: readonly Row[]): void
  close(): Promise<void>
}

/** The binding with what the world's own service says of it, as after a consultant's confirmation. */
export async function confirmedFor(world: World, binding: OrderBindingConfig): Promise<OrderBindingConfig> {
  const simulator = await startShopSimulator({ world: world.file, port: 0 })
  const door = new HttpDoor()
  const described = await describeService(door, { url: simulator.serviceUrl, ...simulator.account })
  door.close()
  await simulator.close()
  if (described.kind !== 'ok') throw new Error(JSON.stringify(described.problem))
  const held = confirmation(binding, described.value, { at: '2026-11-25', service: '?WSDL' })
  if ('findings' in held) throw new Error(JSON.stringify(held.findings, undefined, 1))
  return { ...binding, verified: held.verified }
}

export function orderShop(names: Names = true): OrderShop {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-orders-'))
  const world = createShopWorld(join(dir, 'shop.json'), { assumedOrders: names } as never)
  world.table('channels')['2'] = { name: 'Nordlys B2B', currency: 'SEK' }
  world.checkpoint()
  const open: Connector[] = []
  let placed = 0
  return {
    world, dir,
    connect: async (binding, habits = { pageMax: 50 }) => {
      const connector = await makeJetshop({
        name: 'se', dir, simulator: world.file, tell: () => {}, settings: {}, habits: { ...systemSpec('jetshop').habits, ...habits },
        orderBinding: { name: 'orders', file: 'orders.yaml', spec: binding, places: {} },
      })
      open.push(connector)
      return connector
    },
    confirmed: (binding) => confirmedFor(world, binding),
    puts: (table, order) => effectsOf(world.file).flatMap(({ puts }) => puts).filter(([name, , row]) => name === table && (order === undefined || row?.['order'] === order)).length,
    place: (order) => {
      placed += 1
      const number = `${10_000 + placed}`
      world.effect('placed', [['orders', number, { ...ORDER, id: 500 + placed, placed: `2026-11-25T08:${String(placed).padStart(2, '0')}:00`, ...order } as Row]])
      return number
    },
    arm: (faults) => {
      world.refresh()
      world.settings['faults'] = faults
      world.checkpoint()
    },
    close: async () => {
      for (const connector of open) await connector.reader.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const ORDER: OrderRow = {
  channel: 1, statusId: 20, customer: { id: '007', email: 'asa@example.se', phone: '070-000 00 00' },
  shipTo: { first: 'Åsa', last: 'Öberg', address: 'Storgatan 1', zip: '111 22', city: 'Älmhult', country: 'SE' },
  rows: [{ article: 'A-1', name: 'Kopp', quantity: '2', price: '125' }, { article: '007', name: 'Fat', quantity: '1', price: '80', vat: '0.12' }],
  freight: { amount: '49' }, payment: { methodId: 1, state: 'Reserved', reference: 'KL-1' },
}
