// A customer's own files between an ERP in memory and the real driver over a simulated shop, without a network between: for tests
// that count what the shop is asked.
import { join } from 'node:path'
import type { HttpAnswer, HttpDoor, Post } from '../../engine/connect/http.js'
import { JetshopApi } from '../../engine/connect/jetshop/api.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { noOrders } from '../../engine/connect/jetshop/orders/bound.js'
import { JetshopReader } from '../../engine/connect/jetshop/reader.js'
import { SeenRows } from '../../engine/connect/jetshop/seen-rows.js'
import { settingsOf } from '../../engine/connect/jetshop/settings.js'
import { checkRequest } from '../../engine/connect/jetshop/simulator/check.js'
import { operations } from '../../engine/connect/jetshop/simulator/operations.js'
import { createShopWorld, productIn, type ProductRow } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { JetshopWriter } from '../../engine/connect/jetshop/writer.js'
import { readEnvelope, responseEnvelope } from '../../engine/connect/jetshop/xml.js'
import type { World } from '../../engine/connect/world/world.js'
import type { Connector, Reader, Writer } from '../../engine/connect/connector.js'
import type { Desired } from '../../engine/core/stream.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import type { Parts } from '../../engine/run/parts.js'
import { testClock } from './clock.js'
import { erp as erpDocument, integration, load, shop as shopDocument } from './customer.js'
import { temporaryFolder } from './folder.js'
import { MemoryIntents, MemoryStore, MemorySystem, Ports, type Row } from './memory.js'

export const LIST = '5b1e0000-0000-4000-8000-000000000001'

/** Answers at once and counts the calls of each operation. */
export class CountingDoor implements Pick<HttpDoor, 'post'> {
  readonly calls: Record<string, number> = {}
  /** Article numbers that were read one by one. */
  readonly read = new Set<string>()

  constructor(private readonly world: World) {}

  async post({ body }: Post): Promise<HttpAnswer> {
    const { name, content } = readEnvelope(body)
    checkRequest(name, content)
    this.calls[name] = (this.calls[name] ?? 0) + 1
    if (name === 'Product_Get') this.read.add(/<ArticleNumber>([^<]*)/.exec(body)?.[1] ?? '')
    const operation = operations[name]
    if (!operation) throw new Error(`no operation ${name}`)
    const result = operation({ world: this.world, operation: name, content, fails: () => false })
    return { kind: 'reply', status: 200, text: responseEnvelope(name, result), headers: {} }
  }

  total(): number {
    return Object.values(this.calls).reduce((sum, one) => sum + one, 0)
  }

  clear(): void {
    for (const name of Object.keys(this.calls)) delete this.calls[name]
    this.read.clear()
  }
}

export interface ShopHouseOptions {
  readonly mode: 'erp-leads' | 'combo'
  readonly articles: number
  /** Lines of the Shop's spec. */
  readonly shop?: string
  /** Further documents, and lines of the Integration's spec. */
  readonly documents?: readonly string[]
  readonly more?: string
  /** Over HTTP to the whole simulator, which answers as its world's faults say. */
  readonly served?: boolean
}

export interface ShopHouse {
  readonly desired: Desired
  readonly erp: MemorySystem
  readonly world: World
  readonly door: CountingDoor
  readonly clock: ReturnType<typeof testClock>
  readonly store: MemoryStore
  readonly intents: MemoryIntents
  readonly keys: readonly string[]
  row(key: string): ProductRow
  run(): Promise<Passed>
  close(): Promise<void>
}

/** Both sides say the same of every article; nothing is remembered yet. */
export async function shopHouse({ mode, articles, shop = '', documents = [], more = '', served = false }: ShopHouseOptions): Promise<ShopHouse> {
  const { desired, problems } = await load(
    integration(mode, 1600, `stock: { inFlight: ignore }\n${more}`), erpDocument,
    shopDocument('se', `templateId: 1\ndefaultPriceList: ${LIST}\n${shop}`), ...documents,
  )
  if (!desired) throw new Error(JSON.stringify(problems))
  const keys = Array.from({ length: articles }, (_, at) => `A-${String(100_000 + at)}`)
  const { folder, remove } = temporaryFolder()
  const world = createShopWorld(join(folder, 'shop.json'), {}, { products: Object.fromEntries(keys.map((key, at) => [key, { ...shopRow(key, at) }])) })
  const ports = new Ports()
  const shows = Object.fromEntries(desired.streams.map((one) => [one.entity.id, [...new Set([...one.reads, ...one.writes])]]))
  const erp = new MemorySystem('visma', ports, { shows, pageMax: 1_000 })
  for (const [at, key] of keys.entries()) erp.items.set(key, erpRow(key, at))
  const clock = testClock()
  const door = new CountingDoor(world)
  const connector = served ? await driverServed(world, desired, clock.now) : driverOver(door, desired, clock.now)
  const store = new MemoryStore(ports, () => desired.streams, false)
  const intents = new MemoryIntents(ports, clock)
  const parts: Parts = {
    desired, readers: new Map<string, Reader>([['visma', erp], ['se', connector.reader]]),
    writers: new Map<string, Writer>([['visma', erp], ['se', connector.writer]]), intents, store, clock, tell: () => {}, patient: true,
  }
  return {
    desired, erp, world, door, clock, store, intents, keys,
    row: (key) => {
      world.refresh()
      return productIn(world, key) as ProductRow
    },
    run: () => pass(desired.streams, parts),
    close: async () => {
      await connector.reader.close()
      remove()
    },
  }
}

function shopOf({ systems }: Desired): Desired['systems'][number] {
  const system = systems.find(({ role }) => role === 'shop')
  if (!system) throw new Error('no shop')
  return system
}

function driverServed({ file }: World, desired: Desired, now: () => number): Promise<Connector> {
  const { settings, spec } = shopOf(desired)
  return makeJetshop({ name: 'se', dir: '.', simulator: file, now, tell: () => {}, settings, habits: spec.habits })
}

function driverOver(door: CountingDoor, desired: Desired, now: () => number): Connector {
  const system = shopOf(desired)
  const { habits } = system.spec
  const settings = settingsOf({ ...system.settings, url: 'http://127.0.0.1/' })
  const api = new JetshopApi(door as unknown as HttpDoor, settings.account)
  const seen = new SeenRows(now)
  const orders = noOrders(system.name)
  return {
    reader: new JetshopReader({ api, settings, articles: () => settings.articles, seen, habits, orders, simulated: true, close: async () => {} }),
    writer: new JetshopWriter({ api, settings, seen, habits, orders }),
  }
}

function shopRow(key: string, at: number): ProductRow {
  return {
    id: at + 1, price: '80.0000', vat: '0.25000000', ean: '', texts: { 'sv-SE': { Name: `Te ${key}` } }, categories: [{ id: 10 }],
    stock: { count: at % 50, statusId: 1 },
  }
}

function erpRow(key: string, at: number): Row {
  return {
    name: `Te ${key}`, active: true, group: null, barcode: null, weight: null, price: '100.00', vatRate: 2500,
    onHand: String(at % 50), disposable: String(at % 50), reserved: '0', onOrder: '0', stockItem: true,
  }
}
