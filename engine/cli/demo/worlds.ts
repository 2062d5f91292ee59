// Believable worlds for the simulators: a company and a shop that know each other's range, or do not yet.
import { join } from 'node:path'
import { createErpWorld } from '../../connect/visma/simulator/make.js'
import { createShopWorld, type ProductRow } from '../../connect/jetshop/simulator/shop-world.js'
import type { Row, Tables } from '../../connect/world/world.js'
import { breakLines, shortenAtWord } from '../../values/text.js'
import { netOf } from '../../values/money.js'
import { withPlaces } from '../../values/decimal.js'
import { fractionOf } from '../../values/rate.js'
import { nordlysRange, type RangeArticle } from './range.js'

export const LISTS = {
  standard: '5b1e0000-0000-4000-8000-000000000001',
  resellers: '7c2f0000-0000-4000-8000-000000000002',
  club: '9d3a0000-0000-4000-8000-000000000003',
} as const

const GROUPS: Readonly<Record<string, string>> = { KÖK: 'Kök', TEX: 'Textil', HEM: 'Hem', MAT: 'Skafferi', BOK: 'Böcker' }
export const CATEGORIES: Readonly<Record<string, string>> = { KÖK: '10', TEX: '20', HEM: '30', MAT: '40', BOK: '50' }

export interface WorldOptions {
  readonly articles?: readonly RangeArticle[]
  readonly settings?: Row
  readonly tables?: Tables
  /** The bookkeeper's own short words in some names: something for the two sides to agree on. */
  readonly shortWords?: boolean
}

/** A company with the range, three price lists and stock. */
export function makeErp(file: string, { articles = nordlysRange(), settings = {}, shortWords = false }: WorldOptions = {}): void {
  const article: { [key: string]: Row } = {}
  const price: { [key: string]: Row } = {}
  for (const one of articles) {
    article[one.number] = erpArticle(shortWords ? { ...one, name: one.name.replace(/^Uppläggningsfat/, 'Uppl.fat').replace(/^Gjutjärnsgryta/, 'Gjutj.gryta') } : one)
    for (const [list, amount] of [['A', one.price], ['AF', one.resellerNet], ['KL', one.clubPrice]] as const) {
      price[`${list}|${one.number}|0`] = { PRICE_LIST: list, ARTICLE_NUMBER: one.number, QUANTITY: 0, PRICE: Number(amount), BASE: true }
    }
  }
  const byCode = (texts: Readonly<Record<string, string>>): { [key: string]: Row } =>
    Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, { CODE: code, TEXT: text }]))
  createErpWorld(file, {
    company: 'Nordlys Hem & Kök AB', settings,
    tables: {
      ARTICLE: article, PRICE: price, ARTICLE_GROUP: byCode({ ÖVR: 'Övrigt', ...GROUPS }),
      CODE_OF_PRICE_LIST: {
        A: { CODE: 'A', TEXT: 'Butik', CURRENCY_CODE: 'SEK', INCLUDING_VAT: true },
        AF: { CODE: 'AF', TEXT: 'Återförsäljare', CURRENCY_CODE: 'SEK', INCLUDING_VAT: false },
        KL: { CODE: 'KL', TEXT: 'Klubbpris', CURRENCY_CODE: 'SEK', INCLUDING_VAT: true },
      },
    },
  })
}

/** The register keeps a name in two fields of thirty characters, broken between words. */
function names(name: string): Row {
  const [first = '', second = ''] = breakLines(name, [30, 30]) ?? [shortenAtWord(name, 30)]
  return { NAME: first, NAME_X: second }
}

function erpArticle(one: RangeArticle): Row {
  return {
    NUMBER: one.number, ...names(one.name), GROUP: one.group, ACCOUNTING_CODE: one.accountingCode, STOCK_GOODS: true,
    UNIT_CODE: one.unit, QUANTITY_IN_STOCK: one.stock, QUANTITY_RESERVED: one.reserved, BAR_CODE: one.barcode, BAR_CODE_TYPE: 2,
    WEBSHOP: true, INACTIVE: false,
  }
}

/** A shop with these articles, each a variant of a product that is there too: a heading that nobody orders. */
export function makeShop(file: string, { articles = nordlysRange(), settings = {}, tables: more = {} }: WorldOptions = {}): void {
  const products: { [key: string]: Row } = {}
  for (const one of articles) {
    if (one.parent !== undefined) products[one.parent] ??= heading(one) as Row
    products[one.number] = shopProduct(one) as Row
  }
  const tables: Tables = {
    categories: Object.fromEntries(Object.entries(GROUPS).map(([group, name]) => [CATEGORIES[group] as string, { name }])),
    priceLists: {
      [LISTS.standard]: { name: 'Standard', currency: 'SEK' },
      [LISTS.resellers]: { name: 'Återförsäljare', currency: 'SEK' },
      [LISTS.club]: { name: 'Klubb', currency: 'SEK' },
    },
    products,
  }
  createShopWorld(file, { defaultPriceList: LISTS.standard, ...settings }, { ...tables, ...more })
}

function shopProduct(one: RangeArticle): ProductRow {
  const rate = one.vatPercent * 100
  return {
    template: 1, ean: one.barcode, vat: fractionOf(rate, 8), price: withPlaces(netOf(one.price, rate, 4), { places: 4 }),
    texts: { 'sv-SE': { Name: one.name, ShortDescription: one.description, ProductDescription: `<p>${one.description}</p>` } },
    categories: [{ id: Number(CATEGORIES[one.group]), canonical: true }],
    priceLists: { [LISTS.standard]: { incVat: Number(one.price) } },
    stock: { count: one.stock, statusId: 1, statusWhenOut: 10, advanced: true },
    ...(one.parent === undefined ? {} : { parent: one.parent }),
  }
}

/** The product of which this article is a variant. It has no bar code and no stock of its own. */
function heading(one: RangeArticle): ProductRow {
  const { parent: _parent, ean: _ean, stock: _stock, texts, ...shared } = shopProduct(one)
  const name = one.name.slice(0, one.name.lastIndexOf(','))
  return { ...shared, texts: { 'sv-SE': { ...texts?.['sv-SE'], Name: name } } }
}

const STATUSES: { [id: string]: Row } = {
  10: { name: 'Ny' }, 20: { name: 'Betald' }, 25: { name: 'Överförd' }, 30: { name: 'Levererad' }, 35: { name: 'Fakturerad' }, 40: { name: 'Makulerad' },
}

/** What each side has at first, by which side leads the articles: the leader has the range, the follower a part of it. */
export function makeWorlds(dir: string, leader: 'erp' | 'shop'): void {
  const range = nordlysRange()
  // The shop's template gives a new article 25 %: those with another rate are there already.
  const known = range.filter((one, at) => at % 5 === 0 || one.vatPercent !== 25)
  const tired = { kind: 'status503', op: 'Product_Get', everyNth: 23, times: 4 }
  const lost = { kind: 'lostReplyAfter', op: 'Product_AddUpdate', everyNth: 3, times: 1 }
  // The answer to the first mail is lost on its way: a second one must not follow.
  const unheard = { kind: 'lostReplyAfter', op: 'Order_SetStatus', everyNth: 7, times: 1 }
  makeErp(join(dir, 'world', 'erp.json'), { articles: leader === 'erp' ? range : known })
  makeShop(join(dir, 'world', 'shop.json'), { articles: leader === 'shop' ? range : known, settings: { faults: [tired, lost, unheard], assumedOrders: true }, tables: { orderStatuses: STATUSES, customerGroups: { 1: { name: 'Privat' }, 2: { name: 'Återförsäljare' }, 3: { name: 'Klubb' } } } })
}
