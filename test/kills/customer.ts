// A small customer for the kills: some forty articles, and a year's worth of edits in a minute. The same edits can be made in
// several worlds, so that what a disturbed run leaves behind can be held against an undisturbed one.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { World, type Put, type Row } from '../../engine/connect/world/world.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'

export type Mode = 'erp-leads' | 'shop-leads' | 'combo'

/** Where the two systems are: world files of the folder, or addresses of simulators that run by themselves. */
export interface Systems { readonly erp: string; readonly shop: string }

const LIST = '5b1e0000-0000-4000-8000-000000000001'

export function writeYaml(dir: string, mode: Mode, { erp, shop }: Systems): void {
  const isOwn = shop.startsWith('http')
  const store = isOwn ? `storeApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN, url: ${new URL('/storeapi', shop).href} }` : 'storeApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN }'
  const place = isOwn ? `url: ${shop}\n  user: env:JETSHOP_USER\n  password: env:JETSHOP_PASSWORD\n  shopId: env:JETSHOP_SHOP` : `simulator: ${shop}`
  writeFileSync(join(dir, 'samsyn.yaml'), `apiVersion: samsyn/v1
kind: Integration
metadata: { name: verkstan }
spec:
  mode: ${mode}
  package: 1600
  streams: { order: off, price: on${mode === 'combo' ? ', stock-status: off' : ''} }
  stock: { inFlight: ignore }
  policies: { product.name: mirror }
---
apiVersion: samsyn/v1
kind: Erp
metadata: { name: visma }
spec:
  driver: visma-administration
  edition: 1000
  commonFiles: 'C:\\SPCS\\Gemensamma filer'
  company: 'C:\\SPCS\\Företag\\Verkstan'
  simulator: ${erp}
---
apiVersion: samsyn/v1
kind: Shop
metadata: { name: se }
spec:
  driver: jetshop
  defaultPriceList: ${LIST}
  templateId: 1
  ${store}
  ${place}
---
apiVersion: samsyn/v1
kind: ValueMap
metadata: { name: groups }
spec:
  entity: product
  field: group
  pairs: [{ erp: MAT, shop: "10" }, { erp: BOK, shop: "20" }]
---
# The kills change everything several times in one day, on purpose.
apiVersion: samsyn/v1
kind: Guard
metadata: { name: none }
spec:
  limits: { createPercentMax: null, updatePercentMax: null, retirePercentMax: null, retireCountMax: null, sourceShrinkPercentMax: null, priceJumpPercentMax: null, stockToZeroPercentMax: null }
`)
}

/** Numbers in a row that look random and are the same for the same seed. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * sides)
  }
}

/** New worlds of a customer: the leader's range, the follower without one. */
export function makeWorlds(dir: string, faults: { readonly erp?: readonly Row[]; readonly shop?: readonly Row[] } = {}): { readonly erp: string; readonly shop: string } {
  mkdirSync(join(dir, 'world'), { recursive: true })
  const [erp, shop] = [join(dir, 'world', 'erp.json'), join(dir, 'world', 'shop.json')]
  createErpWorld(erp, { company: 'Verkstan AB', settings: { faults: faults.erp ?? [] } })
  const settings: object = { faults: faults.shop ?? [] }
  createShopWorld(shop, settings, { categories: { 10: { name: 'Mat' }, 20: { name: 'Böcker' } } })
  return { erp, shop }
}

/** One edit by a person, before it is put into the words of a system. */
export interface Edit { readonly number: string; readonly name?: string; readonly active?: boolean; readonly price?: number; readonly stock?: number; readonly group?: 'MAT' | 'BOK' }

const FIRST = ['Ostkaka', 'Kladdkaka', 'Knäckebröd', 'Lingonsylt', 'Sillåda', 'Messmör', 'Gröt', 'Filmjölk']
const SECOND = ['Småland', 'Ångermanland', 'på sten', 'efter mormors recept', 'ekologisk', 'stor', 'i påse', 'nr 7']

/** The edits of a round: newcomers, other names and prices, other stock, some that leave and some that come back. */
export function editsOf(round: number, known: readonly string[], roll: (sides: number) => number): Edit[] {
  const name = (): string => `${FIRST[roll(FIRST.length)]} ${SECOND[roll(SECOND.length)]} ${roll(1000)}`
  // Few enough to be believed, and so many that no article comes by the same one twice.
  const price = (): number => 10 + roll(20_000)
  const edits = new Map<string, Edit>()
  const edit = (number: string, more: Omit<Edit, 'number'>): void => { edits.set(number, { ...edits.get(number), number, ...more }) }
  const some = (count: number, then: (number: string) => void): void => { for (let nth = 0; nth < count && known.length > 0; nth++) then(known[roll(known.length)] as string) }
  for (let nth = 0; nth < (round === 0 ? 40 : 6); nth++) {
    edit(`${round}-${String(nth).padStart(3, '0')}`, { name: name(), active: true, price: price(), stock: roll(20_000), group: roll(2) === 0 ? 'MAT' : 'BOK' })
  }
  some(8, (number) => edit(number, { name: name() }))
  some(10, (number) => edit(number, { price: price() }))
  some(10, (number) => edit(number, { stock: roll(20_000) }))
  some(3, (number) => edit(number, { active: false }))
  some(2, (number) => edit(number, { active: true }))
  return [...edits.values()]
}

/**
 * No listing shows what is hidden or inactive, and the shop's shows no price: that such a thing moved is seen when its turn comes,
 * within a day. So nobody edits here what a disturbed life would see at another time than an undisturbed one.
 */
function inTime(edit: Edit, mode: Mode, before: Row | undefined): Edit {
  const { price: _seenLater, ...rest } = edit
  const lists = before?.['priceLists'] as { [list: string]: Row } | undefined
  const isOff = lists?.[LIST]?.['hidden'] === true || before?.['INACTIVE'] === true
  if (isOff && edit.active !== true) return { number: edit.number }
  // Nor does anybody give a price to what leaves at that very moment: whether a first price still gets there depends on what is killed.
  return edit.active === false || (before !== undefined && mode === 'shop-leads') ? rest : edit
}

/** Which side a person edits what on: the leader of each register. */
export function makeEdits(worlds: Systems, mode: Mode, edits: readonly Edit[]): void {
  const erp = new World(worlds.erp)
  const shop = new World(worlds.shop)
  const erpPuts: Put[] = []
  const shopPuts: Put[] = []
  for (const one of edits) {
    if (mode === 'erp-leads') erpPuts.push(...inErp(erp, inTime(one, mode, erp.row('ARTICLE', one.number))))
    else shopPuts.push(...inShop(shop, inTime(one, mode, shop.row('products', one.number)), mode))
    if (mode === 'combo') erpPuts.push(...pricesInErp(erp, inTime(one, mode, erp.row('ARTICLE', one.number))))
  }
  if (erpPuts.length > 0) erp.effect('a person', erpPuts)
  if (shopPuts.length > 0) shop.effect('a person', shopPuts)
}

function inErp(world: World, { number, name, active, stock, group, ...rest }: Edit): Put[] {
  const before = world.row('ARTICLE', number) ?? { NUMBER: number, NAME_X: '', STOCK_GOODS: true, UNIT_CODE: 'st', ACCOUNTING_CODE: '25', QUANTITY_RESERVED: 0 }
  const row = {
    ...before, ...(name === undefined ? {} : { NAME: name.slice(0, 30).trim() }), ...(group === undefined ? {} : { GROUP: group }),
    ...(active === undefined ? {} : { INACTIVE: !active, WEBSHOP: active }), ...(stock === undefined ? {} : { QUANTITY_IN_STOCK: stock }),
  }
  return [['ARTICLE', number, row], ...pricesInErp(world, { number, ...rest }, true)]
}

/** In combo the ERP's figures are only there once the article has come over. */
function pricesInErp(world: World, { number, price, stock }: Edit, isOwn = false): Put[] {
  const article = world.row('ARTICLE', number)
  if (!isOwn && !article) return []
  const puts: Put[] = price === undefined ? [] : [['PRICE', `A|${number}|0`, { PRICE_LIST: 'A', ARTICLE_NUMBER: number, QUANTITY: 0, PRICE: price, BASE: true }]]
  if (!isOwn && stock !== undefined) puts.push(['ARTICLE', number, { ...article, QUANTITY_IN_STOCK: stock }])
  return puts
}

function inShop(world: World, { number, name, active, price, group }: Edit, mode: Mode): Put[] {
  const before = world.row('products', number) ?? { template: 1, vat: '0.25000000' }
  const lists = before['priceLists'] as { [list: string]: Row } | undefined
  const row = {
    ...before, ...(name === undefined ? {} : { texts: { 'sv-SE': { Name: name.slice(0, 60).trim() } } }),
    ...(price === undefined || mode === 'combo' ? {} : { price: `${price * 0.8}` }),
    ...(group === undefined ? {} : { categories: [{ id: group === 'MAT' ? 10 : 20, canonical: true }] }),
    ...(active === undefined ? {} : { priceLists: { [LIST]: { ...lists?.[LIST], hidden: !active } } }),
  }
  return [['products', number, row]]
}
