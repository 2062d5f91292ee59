// A small customer with two simulated systems, for tests of whole commands. The leader has twelve articles, the follower four of them.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { World, type Row, type Tables } from '../../engine/connect/world/world.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { testFolder } from '../kit/program.js'

export const LIST = '5b1e0000-0000-4000-8000-000000000001'

export interface CustomerOptions {
  readonly mode?: 'erp-leads' | 'shop-leads' | 'combo'
  /** Lines of the Integration's spec besides mode and package. */
  readonly more?: string
  /** Further documents. */
  readonly documents?: string
  /** What the follower calls the articles that it knows; left out: as the leader. */
  readonly ownNames?: boolean
  readonly leader?: readonly Article[]
  readonly follower?: readonly Article[]
}

export interface Article { readonly number: string; readonly name: string; readonly price: number; readonly stock: number }

const NAMES = ['Kardemumma', 'Saffran', 'Vaniljstång', 'Kanel', 'Lakritspulver', 'Rosmarin', 'Timjan', 'Dragon', 'Salvia', 'Fänkål', 'Kummin', 'Muskot']
export const RANGE: readonly Article[] = NAMES.map((name, at) => ({ number: `K-${100 + at}`, name, price: 40 + at, stock: 5 + at }))

/** The folder of a new customer. */
export function newCustomer(options: CustomerOptions = {}): string {
  const dir = testFolder()
  writeYaml(dir, options)
  const { mode = 'erp-leads', leader = RANGE, ownNames = false } = options
  const known = leader.slice(0, 4).map((one) => (ownNames ? { ...one, name: `${one.name} egen` } : one))
  const follower = options.follower ?? known
  mkdirSync(join(dir, 'world'))
  const [inErp, inShop] = mode === 'erp-leads' ? [leader, follower] : [follower, leader]
  createErpWorld(join(dir, 'world', 'erp.json'), { company: 'Kryddboden AB', tables: erpTables(inErp) })
  createShopWorld(join(dir, 'world', 'shop.json'), {}, { products: Object.fromEntries(inShop.map((one) => [one.number, shopRow(one)])) })
  return dir
}

export function writeYaml(dir: string, options: CustomerOptions = {}): void {
  const { documents = '' } = options
  writeFileSync(join(dir, 'samsyn.yaml'), [companyYaml(options), JETSHOP_YAML, ...(documents === '' ? [] : [documents])].join('---\n'))
}

/** The customer and its simulated ERP, without a shop. */
export function companyYaml({ mode = 'erp-leads', more = '' }: CustomerOptions = {}): string {
  return `apiVersion: samsyn/v1
kind: Integration
metadata: { name: kryddboden }
spec:
  mode: ${mode}
  package: 1600
  ordersFrom: 2026-11-01
  stock: { inFlight: ignore }
  policies: { product.name: mirror }
${more.split('\n').filter((line) => line !== '').map((line) => `  ${line}\n`).join('')}---
apiVersion: samsyn/v1
kind: Erp
metadata: { name: visma }
spec:
  driver: visma-administration
  simulator: world/erp.json
`
}

/** A simulated shop of the first kind, and its groups. */
export const JETSHOP_YAML = `apiVersion: samsyn/v1
kind: Shop
metadata: { name: se }
spec:
  driver: jetshop
  storeApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN }
  defaultPriceList: ${LIST}
  templateId: 1
  simulator: world/shop.json
---
apiVersion: samsyn/v1
kind: ValueMap
metadata: { name: groups }
spec:
  entity: product
  field: group
  pairs: [{ erp: MAT, shop: "10" }]
`

function erpTables(articles: readonly Article[]): Tables {
  return {
    ARTICLE: Object.fromEntries(articles.map((one) => [one.number, erpRow(one)])),
    PRICE: Object.fromEntries(articles.map(({ number, price }) => [`A|${number}|0`, { PRICE_LIST: 'A', ARTICLE_NUMBER: number, QUANTITY: 0, PRICE: price, BASE: true }])),
  }
}

export function erpRow({ number, name, stock }: Article): Row {
  return {
    NUMBER: number, NAME: name, NAME_X: '', GROUP: 'MAT', UNIT_CODE: 'st', ACCOUNTING_CODE: '25', STOCK_GOODS: true,
    QUANTITY_IN_STOCK: stock, QUANTITY_RESERVED: 0, WEBSHOP: true, INACTIVE: false,
  }
}

export function shopRow({ number: _number, name, price, stock }: Article): Row {
  return {
    template: 1, vat: '0.25000000', price: `${price * 0.8}`, texts: { 'sv-SE': { Name: name } }, categories: [{ id: 10, canonical: true }],
    stock: { count: stock },
  }
}

/** A person edits a row of a simulated system. */
export function edit(dir: string, system: 'erp' | 'shop', table: string, key: string, change: (row: Row) => Row | null): void {
  const world = new World(join(dir, 'world', `${system}.json`))
  world.effect('a person', [[table, key, change(world.row(table, key) ?? {})]])
}

export function rename(dir: string, system: 'erp' | 'shop', key: string, name: string): void {
  if (system === 'erp') edit(dir, 'erp', 'ARTICLE', key, (row) => ({ ...row, NAME: name }))
  else edit(dir, 'shop', 'products', key, (row) => ({ ...row, texts: { 'sv-SE': { Name: name } } }))
}

export function nameIn(dir: string, system: 'erp' | 'shop', key: string): unknown {
  const world = new World(join(dir, 'world', `${system}.json`))
  if (system === 'erp') return world.row('ARTICLE', key)?.['NAME']
  return (world.row('products', key)?.['texts'] as { [culture: string]: Row } | undefined)?.['sv-SE']?.['Name']
}

/** Every file and folder below, with what is in it, as one text: the same before and after means that nothing was written. */
export function traceOf(dir: string): string {
  const lines: string[] = []
  for (const entry of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(dir, entry)
    lines.push(statSync(path).isDirectory() ? `${entry}/` : `${entry} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
  }
  return lines.join('\n')
}
