// A scenario whose shops have orders: the assumed order extension of the simulator, with a binding confirmed as doctor does it, and
// a bookkeeper who works in the simulated company.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HttpDoor } from '../../engine/connect/http.js'
import { confirmation } from '../../engine/connect/jetshop/orders/confirm.js'
import { describeService } from '../../engine/connect/jetshop/orders/gate.js'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import { startShopSimulator } from '../../engine/connect/jetshop/simulator/server.js'
import { effectsOf, World, type Row, type Tables } from '../../engine/connect/world/world.js'
import { withConfirmation } from '../../engine/core/order-binding.js'
import { parseYaml } from '../../engine/load/yaml.js'
import type { OrderBindingConfig } from '../../engine/types/order-binding.js'
import { ASSUMED_FILE } from './orders.js'
import { scenario, type Scenario, type ScenarioOptions } from './scenario.js'

export interface OrderScenarioOptions extends ScenarioOptions {
  /** Lines of orders: in the Integration. */
  readonly orders?: string
  /** Of the OrderStatusMapping of each shop; left out: Betald starts the transfer, and Överförd follows it. */
  readonly mapping?: string
  /** Lines of the Integration besides orders and stock. */
  readonly integration?: string
  readonly customers?: Readonly<Record<string, Row>>
  /** The binding's capture takes an amount, and not a status that bills the whole. */
  readonly captureParts?: boolean
  /** The binding shows nothing of what is reserved. */
  readonly hidesReserved?: boolean
}

export interface OrderScenario extends Scenario {
  /** Somebody buys, and what the shop shows of the order afterwards. */
  place(number: string, order: Partial<OrderRow>, shop?: string): void
  order(number: string, shop?: string): OrderRow
  /** Documents of the company, by kind and number. */
  documents(kind?: 'ORDER_HEAD' | 'INVOICE_HEAD'): readonly Row[]
  document(reference: string): Row
  customers(): readonly Row[]
  /** Rows that the shop's log put into a table: mails, captures. */
  puts(table: string, shop?: string): number
  world(name: string): World
}

const PAID = 20
const MORNING = '2026-11-25T09:00:00Z'
/** By name, the statuses of the simulated shop. */
export const STATUS = { new: 10, paid: 20 } as const

export async function orderScenario(options: OrderScenarioOptions = {}): Promise<OrderScenario> {
  const shops = options.shops ?? ['se']
  const mapping = options.mapping ?? 'import: { when: [Betald], then: Överförd }'
  const made = scenario({
    ...options, articles: options.articles ?? { A: { prices: { A: 199 }, stock: 1000 }, B: { prices: { A: 349 }, stock: 1000 } },
    more: `${options.integration ?? ''}\n${options.orders === undefined ? '' : `orders:\n${indented(options.orders)}`}\n${options.more ?? 'stock: { inFlight: ignore }'}`,
    shop: `orders: { binding: jetshop-orders.yaml }\n${options.shop ?? ''}`, shopSettings: { assumedOrders: true, ...options.shopSettings } as Row,
    documents: [...shops.map((shop) => `apiVersion: samsyn/v1\nkind: OrderStatusMapping\nmetadata: { name: ${shop}, shop: ${shop} }\nspec:\n${indented(mapping)}\n`), ...(options.documents ?? [])],
    company: { ...options.company, tables: { CUSTOMER: { ...options.customers } as Tables[string], ...options.company?.tables } },
  })
  // The same morning whenever the tests run: who waits between two runs says so.
  made.at(MORNING)
  const file = (name: string): string => join(made.dir, 'world', `${name}.json`)
  const world = (name: string): World => new World(file(name))
  writeFileSync(join(made.dir, 'jetshop-orders.yaml'), await confirmedText(file(shops[0] as string), options.captureParts === true ? inParts : options.hidesReserved === true ? withoutReserved : (text) => text))
  const documents = (kind: string): Row[] => Object.values(world('erp').table(kind))
  return {
    ...made, world,
    place: (number, order, shop = 'se') => world(shop).effect('a person', [['orders', number, { ...ORDER, id: Number(number.replace(/\D/g, '')) || 1, ...order } as Row]]),
    order: (number, shop = 'se') => world(shop).row('orders', number) as OrderRow,
    documents: (kind) => (kind ? documents(kind) : [...documents('ORDER_HEAD'), ...documents('INVOICE_HEAD')]),
    document: (reference) => {
      const found = [...documents('ORDER_HEAD'), ...documents('INVOICE_HEAD')].filter((row) => String(row['LOCAL_REMARK']).includes(`samsyn:${reference}`))
      if (found.length !== 1) throw new Error(`${found.length} documents carry samsyn:${reference}`)
      return found[0] as Row
    },
    customers: () => documents('CUSTOMER'),
    puts: (table, shop = 'se') => effectsOf(file(shop)).flatMap(({ puts }) => puts).filter(([name]) => name === table).length,
  }
}

const confirmed = new Map<string, string>()

/** The binding that ships with another way to capture. */
function inParts(text: string): string {
  const input = '{ orderCaptures: { OrderCapture: { OrderNumber: "{orderNumber}", Amount: "{amount}" } } }'
  const operation = `    capture:\n      operation: Order_Capture\n      input: ${input}\n      result: OrderResult\n      okWhen: { path: Success, is: "true", message: Message }\n`
  return text.replace(/^ {4}capture:[\s\S]*?(?=^ {4}listStatuses:)/m, operation)
}

/** The binding that ships, for a shop that tells of a payment only whether it is reserved or captured. */
function withoutReserved(text: string): string {
  return text.replace(/^ {4}(reserved|captured|reservedUntil): .*\n/gm, '')
}

/** The binding that ships, with what the service says of itself. The same for every world with the extension's own names. */
async function confirmedText(world: string, as: (text: string) => string): Promise<string> {
  const text = as(readFileSync(ASSUMED_FILE, 'utf8'))
  const known = confirmed.get(text)
  if (known !== undefined) return known
  const simulator = await startShopSimulator({ world, port: 0 })
  const door = new HttpDoor()
  const described = await describeService(door, { url: simulator.serviceUrl, ...simulator.account })
  door.close()
  await simulator.close()
  if (described.kind !== 'ok') throw new Error(JSON.stringify(described.problem))
  const held = confirmation((parseYaml(text, ASSUMED_FILE) as { spec: OrderBindingConfig }).spec, described.value, { at: '2026-11-25', service: 'simulated' })
  if ('findings' in held) throw new Error(JSON.stringify(held.findings))
  confirmed.set(text, withConfirmation(text, held.verified))
  return confirmed.get(text) as string
}

function indented(lines: string): string {
  return lines.trim().split('\n').map((line) => `  ${line}`).join('\n')
}

export const ORDER: OrderRow = {
  channel: 1, statusId: PAID, placed: '2026-11-25T08:00:00', customer: { email: 'asa@example.se', phone: '070-000 00 00' },
  shipTo: { first: 'Åsa', last: 'Öberg', address: 'Storgatan 1', zip: '111 22', city: 'Älmhult', country: 'SE' },
  rows: [{ article: 'A', name: 'Kopp', quantity: '2', price: '199' }], freight: { amount: '49' }, payment: { methodId: 1, state: 'Reserved', reference: 'KL-1' },
}
