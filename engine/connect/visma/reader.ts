// Reading the company: lists in pages, finds in batches. A price is a part of its article: an
// article without one has price null, and only an article that is not there is absent.
import type { Coverage, Found, LookFacts, Page, Reader } from '../connector.js'
import { SystemError } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { ARTICLE, ARTICLE_ACCOUNT, ARTICLE_GROUP, DB, ORDER, PRICE_LIST, UNIT } from './adk.js'
import { isMissingOrder } from './answers.js'
import type { VismaApi } from './api.js'
import { changedSince } from './changed.js'
import type { Row, ScanAsk } from './bridge/protocol.js'
import type { Company } from './company.js'
import {
  PRODUCT_FIELDS, productItem, STOCK_FIELDS, stockItem, stockStatusItem, vatRateOf, type ArticleChoice, type Figures,
} from './convert.js'
import { customersPrices, type PayingCustomer } from './customer-list.js'
import { packageStock } from './package-stock.js'
import { foundPrices, priceMaker } from './price-lists.js'
import type { PartReader } from './part.js'

export interface ReaderParts {
  readonly api: VismaApi
  readonly choice: ArticleChoice
  readonly pageMax: number
  readonly simulated: boolean
  /** Everything besides articles, prices and stock. */
  readonly registers: readonly PartReader[]
  /** What others read through. */
  readonly shared?: { close(): Promise<void> } | undefined
}

interface ArticleShape { readonly fields: readonly number[]; readonly vat: boolean; readonly item: (row: Row) => RawItem }

const PRICED_FIELDS: readonly number[] = [ARTICLE.NUMBER, ARTICLE.INACTIVE, ARTICLE.WEBSHOP]
/** An article with its rate, whose price is asked for elsewhere. */
const RATED: ArticleShape = {
  fields: PRICED_FIELDS, vat: true, item: (row) => ({ key: String(row[0]), fields: { sku: String(row[0]), vatRate: vatRateOf(row.at(-1)) } }),
}
/**
 * Without a field that names each record, a scan could not find its place again between two chunks.
 */
const IN_ONE_GO = 10_000_000
const PRICE_ENTITIES: ReadonlySet<string> = new Set(['price', 'price-list'])

export class VismaReader implements Reader {
  constructor(private readonly parts: ReaderParts) {}

  async *list(entity: string, scope: Scope): AsyncIterable<Page> {
    const part = this.partOf(entity)
    if (part) yield* part.list(entity, scope)
    else if (PRICE_ENTITIES.has(entity)) yield* this.listPrices(scope)
    else if (scope['changedSince'] !== undefined) yield* this.listChanged(entity, scope['changedSince'])
    else yield* this.listArticles(await this.shapeOf(entity))
  }

  /** Those whose own record has changed since an instant, in the program's text form; all where the installation cannot tell. */
  private async *listChanged(entity: string, since: string): AsyncIterable<Page> {
    const shape = await this.shapeOf(entity)
    const numbers = await changedSince(this.parts.api, { register: DB.ARTICLE, field: ARTICLE.NUMBER, since })
    if (!numbers) return yield* this.listArticles(shape)
    let pages = 0
    for (let at = 0; at < numbers.length; at += this.parts.pageMax) {
      const rows = await this.articlesBy(numbers.slice(at, at + this.parts.pageMax).map(String), shape)
      pages += 1
      yield { items: await this.itemsOf(shape, rows.filter((row) => row !== null).filter((row) => this.belongs(shape, row))) }
    }
    yield { items: [], coverage: { kind: 'subset', pages } }
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    const part = this.partOf(entity)
    if (part) return part.find(entity, keys, scope, since)
    const found = new Map<string, Found>()
    for (let at = 0; at < keys.length; at += this.parts.pageMax) {
      const batch = keys.slice(at, at + this.parts.pageMax)
      const items = PRICE_ENTITIES.has(entity) ? await this.findPrices(batch, scope) : await this.findArticles(entity, batch, scope)
      batch.forEach((key, index) => {
        const item = items[index]
        found.set(key, item ? { kind: 'found', item } : { kind: 'absent' })
      })
    }
    return found
  }

  async identify(): Promise<{ title: string; facts: Readonly<Record<string, unknown>> }> {
    const { api } = this.parts
    const company = await api.company()
    const { installation } = company
    return {
      title: installation.variantText,
      facts: {
        company: company.name, edition: company.edition, version: installation.version, databaseVersion: installation.databaseVersion,
        currency: company.currency, defaultPriceList: company.defaultPriceList, priceDecimals: company.pricePlaces,
        articles: this.parts.choice, simulated: this.parts.simulated, priceLists: await this.codes(DB.PRICE_LIST, PRICE_LIST.CODE),
        units: await this.codes(DB.UNIT, UNIT.CODE), articleGroups: await this.codes(DB.ARTICLE_GROUP, ARTICLE_GROUP.CODE),
        accountingCodes: await this.codes(DB.ARTICLE_ACCOUNT, ARTICLE_ACCOUNT.CODE),
      },
    }
  }

  async close(): Promise<void> {
    await this.parts.shared?.close()
    await this.parts.api.close()
  }

  private partOf(entity: string): PartReader | undefined {
    return this.parts.registers.find(({ entities }) => entities.includes(entity))
  }

  private async *listArticles(shape: ArticleShape): AsyncIterable<Page> {
    // One page behind, so that the last one can say that it is the last.
    let pages = 0
    let page: RawItem[] | undefined
    for await (const rows of this.articleRows(shape)) {
      if (page) yield { items: page }
      page = await this.itemsOf(shape, rows.filter((row) => this.belongs(shape, row)))
      pages += 1
    }
    const coverage: Coverage = { kind: this.parts.choice === 'webshop' ? 'subset' : 'whole', pages }
    yield { items: page ?? [], coverage }
  }

  private async *articleRows(shape: ArticleShape): AsyncIterable<readonly Row[]> {
    const ask: ScanAsk = {
      register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: shape.fields, chunk: this.parts.pageMax,
      ...(shape.vat ? { vatOf: ARTICLE.NUMBER } : {}),
    }
    if (this.parts.choice === 'all') return yield* this.parts.api.scan(ask)
    const flagged = this.parts.api.scan({ ...ask, order: ORDER.ARTICLE_WEB_SHOP })
    let first: IteratorResult<readonly Row[]>
    try {
      first = await flagged.next()
    } catch (error) {
      if (!isMissingOrder(error)) throw error
      // An edition without this order shows all articles; belongs() picks out the marked ones.
      return yield* this.parts.api.scan(ask)
    }
    if (!first.done) yield first.value
    yield* flagged
  }

  /** The order of web shop articles shows only those; that it does is not taken on trust. */
  private belongs(shape: ArticleShape, row: Row): boolean {
    return this.parts.choice === 'all' || row[shape.fields.indexOf(ARTICLE.WEBSHOP)] === true
  }

  /** articles: all tells of an article that is not the shop's too whether it is in use: a row of an order may name one. */
  private async findArticles(entity: string, keys: readonly string[], { articles }: Scope): Promise<(RawItem | undefined)[]> {
    const shape = await this.shapeOf(entity, articles === 'all' ? articles : this.parts.choice)
    const rows = await this.articlesBy(keys, shape)
    const items = new Map((await this.itemsOf(shape, rows.filter((row) => row !== null))).map((item) => [item.key, item]))
    return rows.map((row) => row ? items.get(String(row[0])) : undefined)
  }

  /** A package lies nowhere: how many of it there are is worked out of what is in it. */
  private async itemsOf(shape: ArticleShape, rows: readonly Row[]): Promise<RawItem[]> {
    const at = shape.fields.indexOf(ARTICLE.PARCEL)
    const packages = at < 0 ? [] : rows.filter((row) => row[at] === true).map((row) => String(row[0]))
    if (packages.length === 0) return rows.map(shape.item)
    const stock = await packageStock(packages, {
      contents: (keys) => this.find('article-package', keys, {}), articles: (keys) => this.articlesBy(keys, { fields: shape.fields, vat: false }),
    })
    return rows.map((row) => shape.item(stock.get(String(row[0])) ?? row))
  }

  private async shapeOf(entity: string, choice: ArticleChoice = this.parts.choice): Promise<ArticleShape> {
    if (entity === 'product') return { fields: PRODUCT_FIELDS, vat: true, item: await this.productMaker(choice) }
    if (entity === 'stock') return { fields: STOCK_FIELDS, vat: false, item: stockItem }
    if (entity !== 'stock-status') throw new SystemError('refused', problem('VISMA_NO_SUCH_ENTITY', { entity }))
    const days = await this.expectedDays()
    return { fields: STOCK_FIELDS, vat: false, item: (row) => stockStatusItem(row, days) }
  }

  private async productMaker(choice: ArticleChoice): Promise<ArticleShape['item']> {
    const figures = figuresOf(await this.parts.api.company(), choice)
    return (row) => productItem(row, figures)
  }

  /** By article, the first day on which some is expected; undefined where the installation shows no purchase orders. */
  private async expectedDays(): Promise<ReadonlyMap<string, string> | undefined> {
    const incoming = this.partOf('incoming-stock')
    if (!incoming) return undefined
    const days = new Map<string, string>()
    try {
      for await (const { items } of incoming.list('incoming-stock', {})) {
        for (const { key, fields } of items) if (typeof fields['expected'] === 'string') days.set(key, fields['expected'])
      }
    } catch (error) {
      if (!isMissingOrder(error)) throw error
      return undefined
    }
    return days
  }

  private articlesBy(keys: readonly string[], shape: Pick<ArticleShape, 'fields' | 'vat'>): Promise<readonly (Row | null)[]> {
    return this.parts.api.read('find', {
      register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys, fields: shape.fields,
      ...(shape.vat ? { vatOf: ARTICLE.NUMBER } : {}),
    })
  }

  private async *listPrices(scope: Scope): AsyncIterable<Page> {
    if (scope['customerNumber'] !== undefined) return yield* this.listOfCustomer(scope['customerNumber'], scope)
    yield* this.listArticles({ fields: PRICED_FIELDS, vat: true, item: await priceMaker(this.parts.api, scope) })
  }

  private async *listOfCustomer(customer: string, { currency }: Scope): AsyncIterable<Page> {
    for await (const page of this.listArticles(RATED)) {
      yield { ...page, items: await customersPrices(this.parts.api, page.items, { customer, currency }) }
    }
  }

  private async findPrices(keys: readonly string[], scope: Scope): Promise<(RawItem | undefined)[]> {
    const { customerNumber: customer, currency } = scope
    if (customer !== undefined) return this.findOfCustomer(keys, { customer, currency })
    return foundPrices(this.parts.api, keys, { scope, articles: await this.articlesBy(keys, { fields: [ARTICLE.NUMBER], vat: true }) })
  }

  private async findOfCustomer(keys: readonly string[], of: PayingCustomer): Promise<(RawItem | undefined)[]> {
    const there = (await this.articlesBy(keys, RATED)).map((row) => (row ? RATED.item(row) : undefined))
    const priced = await customersPrices(this.parts.api, there.filter((one) => one !== undefined), of)
    const byKey = new Map(priced.map((one) => [one.key, one]))
    return keys.map((key) => byKey.get(key))
  }

  private async codes(register: number, field: number): Promise<string[]> {
    const codes: string[] = []
    for await (const rows of this.parts.api.scan({ register, fields: [field], chunk: IN_ONE_GO })) {
      for (const [code] of rows) codes.push(String(code))
    }
    return codes
  }
}

export function figuresOf(company: Company, choice: ArticleChoice): Figures {
  return { choice, weightPlaces: company.weightPlaces, nameLines: company.nameLines }
}
