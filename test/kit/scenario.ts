// A customer as a consultant would have set it up: files in a folder, a simulated company and one or more simulated shops, and passes
// through the very session that the commands open. What came of it is judged by what the two worlds hold, and by their logs.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSession, realClock } from '../../engine/cli/session.js'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { FAULT_WORDS as SHOP_FAULTS } from '../../engine/connect/jetshop/simulator/faults.js'
import { createShopWorld, type ListRow, type ProductRow } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { FAULT_WORDS as ERP_FAULTS } from '../../engine/connect/visma/simulator/faults.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { checkedFaults } from '../../engine/connect/world/faults.js'
import { effectsOf, World, type Effect, type Row, type Tables } from '../../engine/connect/world/world.js'
import type { Problem } from '../../engine/core/problem.js'
import type { Tell } from '../../engine/run/parts.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import type { Change, HeldItem, PlanDocument, StreamPlan } from '../../engine/types/plan.js'
import type { TierSpec } from '../../engine/types/tier.js'
import { temporaryFolder } from './folder.js'

export const STANDARD = '5b1e0000-0000-4000-8000-000000000001'
export const RESELLERS = '7c2f0000-0000-4000-8000-000000000002'

/** One article of the company: what it costs in its lists, and what lies on the shelf. */
export interface Article {
  readonly name?: string
  /** By list; a list named "AF@10" holds the price from ten pieces up. */
  readonly prices?: Readonly<Record<string, number>>
  readonly stock?: number
  readonly row?: Row
}

export interface ScenarioOptions {
  /** In place of the package's, so that few items reach them. */
  readonly limits?: Limits
  readonly mode?: 'erp-leads' | 'shop-leads' | 'combo'
  readonly package?: number
  /** Further lines of the Integration, of the Erp and of each Shop. */
  readonly more?: string
  readonly erp?: string
  readonly shop?: string
  /** Further documents. */
  readonly documents?: readonly string[]
  readonly articles?: Readonly<Record<string, Article>>
  readonly products?: Readonly<Record<string, ProductRow>>
  readonly company?: ErpWorldOptions
  readonly shops?: readonly string[]
  readonly shopSettings?: Row
}

export interface Scenario {
  readonly dir: string
  /** What is wrong with the files, warnings left out; and the codes of it alone. */
  problems(): Promise<readonly Problem[]>
  faults(): Promise<string[]>
  /** Plans and applies, as "samsyn apply" does. */
  run(): Promise<Passed>
  /** Runs, says yes to every group that waits, and runs again. */
  approve(): Promise<Passed>
  plan(): Promise<PlanDocument>
  /** From now on it is that moment. */
  at(instant: string): void
  /** Is told what happens while a pass runs, and may do something in between. */
  hear(tell: Tell): void
  /** Further or other lines of the files. */
  rewrite(options: ScenarioOptions): void
  product(number: string, shop?: string): ProductRow | undefined
  /** What a list of the shop says of an article, and what its default list says incl. VAT. */
  inList(number: string, list: string): ListRow | undefined
  article(number: string): Row | undefined
  /** Somebody does something in the one system or the other. */
  inErp(table: string, key: string, change: Row | null): void
  inShop(key: string, change: Partial<ProductRow> | null): void
  /** Effects that the engine had in the shop, or in the company, since the last time that this was asked. */
  shopLog(shop?: string): Effect[]
  erpLog(): Effect[]
  settings(which: string, change: Row): void
  close(): void
}

const ENV = {
  JETSHOP_USER: 'samsyn', JETSHOP_PASSWORD: 'simulated', JETSHOP_SHOP: 'nordlys', JETSHOP_STORE_TOKEN: 'simulated-token',
}

/** Makes the folder and the worlds; nothing has been run yet. */
export function scenario(options: ScenarioOptions = {}): Scenario {
  Object.assign(process.env, ENV)
  const { folder: dir, remove } = temporaryFolder()
  const shops = options.shops ?? ['se']
  mkdirSync(join(dir, 'world'))
  writeFiles(dir, options)
  createErpWorld(worldFile(dir, 'erp'), { ...options.company, tables: { ...tablesOf(options.articles ?? {}), ...options.company?.tables } })
  for (const shop of shops) createShopWorld(worldFile(dir, shop), options.shopSettings ?? {}, { products: { ...options.products } as Tables[string] })
  const world = (name: string): World => new World(worldFile(dir, name))
  const seen = new Map<string, number>()
  const log = (name: string): Effect[] => {
    const all = effectsOf(worldFile(dir, name))
    const fresh = all.slice(seen.get(name) ?? 0)
    seen.set(name, all.length)
    return fresh.filter(({ what }) => what !== PERSON)
  }
  const put = (name: string, table: string, key: string, change: Row | null): void => {
    const there = world(name)
    there.effect(PERSON, [[table, key, change === null ? null : { ...there.row(table, key), ...change }]])
  }
  let nowMs: number | undefined
  let tell: Tell = () => {}
  const run = (write: boolean, approved: readonly string[] = []): Promise<Passed> => once({ dir, write, approved, limits: options.limits, now: () => nowMs ?? Date.now(), tell })
  return {
    dir,
    problems: () => problemsOf(dir),
    faults: async () => (await problemsOf(dir)).map(({ code }) => code),
    run: () => run(true),
    plan: async () => (await run(false)).document,
    approve: async () => {
      const { document } = await run(true)
      const digests = document.streams.flatMap(({ changes }) => changes.filter(({ verdict }) => verdict === 'pending').map(({ digest }) => digest))
      return run(true, digests)
    },
    hear: (to) => { tell = to },
    at: (instant) => { nowMs = Date.parse(instant) },
    rewrite: (other) => writeFiles(dir, { ...options, ...other }),
    product: (number, shop = 'se') => world(shop).row('products', number) as ProductRow | undefined,
    inList: (number, list) => (world('se').row('products', number) as ProductRow | undefined)?.priceLists?.[list],
    article: (number) => world('erp').row('ARTICLE', number),
    inErp: (table, key, change) => put('erp', table, key, change),
    inShop: (key, change) => put('se', 'products', key, change as Row | null),
    shopLog: (shop = 'se') => log(shop),
    erpLog: () => log('erp'),
    settings: (name, change) => {
      const there = world(name)
      if (name === 'erp') checkedFaults(change['faults'], ERP_FAULTS)
      else checkedFaults(change['faults'], SHOP_FAULTS)
      there.settings = { ...there.settings, ...change }
      there.checkpoint()
    },
    close: remove,
  }
}

/** What a stream of a plan says. */
export function streamOf({ streams }: PlanDocument, id: string): StreamPlan {
  const found = streams.find(({ stream }) => stream === id)
  if (!found) throw new Error(`no stream ${id} among ${streams.map(({ stream }) => stream).join(', ')}`)
  return found
}

/** "4711 PRICE_NOT_WHOLE" for each item that is held. */
export function heldIn(document: PlanDocument, id: string): string[] {
  return streamOf(document, id).held.map(({ key, reason }: HeldItem) => `${key} ${reason.code}`)
}

/** "4711 update" for each change, with its verdict where it is not ready. */
export function changesIn(document: PlanDocument, id: string): string[] {
  return streamOf(document, id).changes.map(({ key, action, verdict }: Change) => `${key} ${action}${verdict === 'ready' ? '' : ` ${verdict}`}`)
}

/** The number of times that each call had an effect. */
export function callsIn(effects: readonly Effect[]): Record<string, number> {
  const calls: Record<string, number> = {}
  for (const { what } of effects) calls[what] = (calls[what] ?? 0) + 1
  return calls
}

/** A row of the shop whose price incl. VAT is this, at 25 %. */
export function sold(name: string, incVat: number, more: ProductRow = {}): ProductRow {
  return {
    price: (incVat / 1.25).toFixed(4), vat: '0.25000000', template: 1, texts: { 'sv-SE': { Name: name } }, categories: [{ id: 10, canonical: true }],
    stock: { count: 0 }, ...more,
  }
}

const PERSON = 'a person'

type Limits = Partial<TierSpec['limits']>

interface Once { readonly dir: string; readonly write: boolean; readonly approved: readonly string[]; readonly limits: Limits | undefined; readonly now: () => number; readonly tell: Tell }

async function once({ dir, write, approved, limits, now, tell }: Once): Promise<Passed> {
  const checked = await checkProject(dir)
  if (!checked.desired) throw new Error(JSON.stringify(checked.problems))
  const { tier } = checked.desired
  const desired = { ...checked.desired, tier: { ...tier, limits: { ...tier.limits, ...limits } } }
  const session = await openSession({ ...checked, desired } as Project, { write, tell, clock: { ...realClock(), now } })
  try {
    const { parts } = session
    const store = approved.length === 0 ? parts.store : Object.assign(Object.create(parts.store) as typeof parts.store, { approvals: () => new Set(approved) })
    return await pass(parts.desired.streams, { ...parts, store })
  } finally {
    await session.close()
  }
}

async function problemsOf(dir: string): Promise<readonly Problem[]> {
  return (await checkProject(dir)).problems.filter(({ level }) => level !== 'warning')
}

function worldFile(dir: string, name: string): string {
  return join(dir, 'world', `${name}.json`)
}

function writeFiles(dir: string, options: ScenarioOptions): void {
  const { mode = 'erp-leads', documents = [], shops = ['se'] } = options
  writeFileSync(join(dir, 'samsyn.yaml'), [
    document('Integration', 'nordlys', `mode: ${mode}\npackage: ${options.package ?? 1600}\nordersFrom: 2026-11-01\n${options.more ?? 'stock: { inFlight: ignore }'}`),
    document('Erp', 'visma', `driver: visma-administration\nsimulator: world/erp.json\narticles: all\n${options.erp ?? ''}`),
    ...shops.map((shop) => document('Shop', shop, `driver: jetshop\nstoreApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN }
defaultPriceList: ${STANDARD}\ntemplateId: 1\nsimulator: world/${shop}.json\n${options.shop ?? ''}`)),
    ...documents,
  ].join('---\n'))
}

function document(kind: string, name: string, spec: string): string {
  const lines = spec.trim().split('\n').map((line) => `  ${line}\n`).join('')
  return `apiVersion: samsyn/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${lines}`
}

function tablesOf(articles: Readonly<Record<string, Article>>): Tables {
  const entries = Object.entries(articles)
  return {
    ARTICLE: Object.fromEntries(entries.map(([number, { name = `Artikel ${number}`, stock = 0, row }]) => [number, {
      NUMBER: number, NAME: name, NAME_X: '', GROUP: 'ÖVR', UNIT_CODE: 'st', ACCOUNTING_CODE: '25', STOCK_GOODS: true,
      QUANTITY_IN_STOCK: stock, QUANTITY_RESERVED: 0, WEBSHOP: true, INACTIVE: false, ...row,
    }])),
    PRICE: Object.fromEntries(entries.flatMap(([number, { prices = {} }]) => Object.entries(prices).map(([named, price]) => {
      const [list = '', from] = named.split('@')
      const quantity = Number(from ?? 0)
      return [`${list}|${number}|${quantity}`, { PRICE_LIST: list, ARTICLE_NUMBER: number, QUANTITY: quantity, PRICE: price, BASE: from === undefined }]
    }))),
  }
}
