// What the shop has: a listing through the storefront, and reads of single articles through the web
// service. It never writes.
import type { RawItem } from '../../core/item.js'
import type { Scope } from '../../core/stream.js'
import { SystemError, type Found, type LookFacts, type Page, type Reader } from '../connector.js'
import { again, waited, type Called, type Failed } from '../called.js'
import { inParallel } from '../turns.js'
import type { JetshopApi } from './api.js'
import { itemOf, itemOfStore } from './convert.js'
import type { SeenRows } from './seen-rows.js'
import type { JetshopSettings } from './settings.js'
import { isOfOrders, type OrderSide } from '../order-side.js'
import type { StoreApi, StoreArticle, StorePage } from './store-api.js'
import { textIn, type XmlNode } from './xml.js'

export interface ReaderParts {
  readonly api: JetshopApi
  readonly store?: StoreApi
  readonly settings: JetshopSettings
  /** Article numbers to look for besides what the storefront lists. */
  readonly articles: () => readonly string[]
  /** Shared with the writer. */
  readonly seen: SeenRows
  readonly habits: { readonly parallelMax: number; readonly pageMax: number }
  readonly orders: OrderSide
  readonly simulated: boolean
  readonly close: () => Promise<void>
}

const ATTEMPTS = 3
/** With these, the next article would fare no better. */
const DOWN: ReadonlySet<string> = new Set(['HTTP_UNREACHABLE', 'HTTP_BUSY', 'HTTP_MAINTENANCE'])
const NO_ACCESS: ReadonlySet<string> = new Set([
  'JETSHOP_LOGIN',
  'JETSHOP_RIGHTS',
  'JETSHOP_ADDRESS',
])
const CATEGORY_PAGES_MAX = 10_000
/** A number that no shop uses. */
export const NO_ARTICLE = 'samsyn-identify'

export class JetshopReader implements Reader {
  constructor(private readonly parts: ReaderParts) {}

  /** Hidden articles and those without a category are in no listing: what it lacks may exist. */
  async *list(entity: string, scope: Scope): AsyncIterable<Page> {
    if (isOfOrders(entity)) return yield* this.parts.orders.list(entity, scope)
    const seen = new Set<string>()
    const fresh = (number: string): boolean =>
      number !== '' && !seen.has(number) && seen.add(number) !== undefined
    let pages = 0
    for await (const articles of this.storeArticles(scope['culture'])) {
      const items = articles
        .filter(({ articleNumber }) => fresh(articleNumber))
        .map((one) => itemOfStore(entity, one))
      for (const page of this.inPages(items)) {
        pages += 1
        yield { items: page }
      }
    }
    const told = this.parts.articles().filter(fresh)
    for (let at = 0; at < told.length; at += this.parts.habits.pageMax) {
      pages += 1
      yield { items: await this.toldItems(entity, told.slice(at, at + this.parts.habits.pageMax), scope) }
    }
    yield { items: [], coverage: { kind: 'subset', pages } }
  }

  async find(
    entity: string,
    keys: readonly string[],
    scope: Scope,
    since?: LookFacts,
    ageMs?: number,
  ): Promise<ReadonlyMap<string, Found>> {
    if (isOfOrders(entity)) return this.parts.orders.find(entity, keys, scope, since)
    const found = new Map<string, Found>()
    let down: Failed | undefined
    await inParallel(keys, this.parts.habits.parallelMax, async (key) => {
      const called = down ?? (await this.row(key, scope, ageMs))
      if (called.kind === 'ok') {
        const toItem = (row: XmlNode): RawItem => itemOf(entity, row, scope)
        found.set(key, foundOf(called.value, key, toItem))
        return
      }
      const { code } = called.problem
      if (DOWN.has(code) || NO_ACCESS.has(code)) down = called
      found.set(key, { kind: 'unknown', problem: called.problem })
    })
    // Said once the others have stopped: a login that keeps failing can lock the account.
    if (down && NO_ACCESS.has(down.problem.code)) throw new SystemError('refused', down.problem)
    return found
  }

  async identify(): ReturnType<Reader['identify']> {
    const { settings, store, simulated } = this.parts
    // Any read proves that the account is let in.
    const called = await this.row(NO_ARTICLE, {})
    if (called.kind !== 'ok')
      throw new SystemError(
        called.kind === 'refused' ? 'refused' : 'retry',
        called.problem,
        called.afterMs,
      )
    return {
      title: 'Jetshop Commerce, web service v3.0',
      facts: {
        url: settings.account.url,
        simulated,
        orders: this.parts.orders.facts(),
        cultures: settings.cultures,
        listing: store ? 'storefront' : 'articles',
        ...(store ? { channels: await store.channels() } : {}),
      },
    }
  }

  async close(): Promise<void> {
    await this.parts.close()
  }

  /** Articles in no category that a visitor can see all the same are looked up together; of the others only the number is known. */
  private async toldItems(entity: string, numbers: readonly string[], scope: Scope): Promise<RawItem[]> {
    const store = this.storeIn(scope['culture'])
    const shown = store ? await patiently(() => store.products(numbers)) : []
    const items = new Map(shown.map((one) => [one.articleNumber, itemOfStore(entity, one)]))
    return numbers.map((number) => items.get(number) ?? keyOnly(number))
  }

  private storeIn(culture: string | undefined): StoreApi | undefined {
    return culture === undefined ? this.parts.store : this.parts.store?.inCulture(culture)
  }

  /** A page of products in variants can make more than a page of articles. */
  private inPages(items: readonly RawItem[]): RawItem[][] {
    const { pageMax } = this.parts.habits
    return Array.from({ length: Math.ceil(items.length / pageMax) }, (_, at) =>
      items.slice(at * pageMax, (at + 1) * pageMax),
    )
  }

  /**
   * The article in the asked culture; one that has no texts there is looked for in the main
   * culture.
   */
  private async row(key: string, scope: Scope, ageMs?: number): Promise<Called<readonly XmlNode[]>> {
    const main = this.parts.settings.cultures[0]
    const culture = scope['culture'] ?? main
    const called = await this.rowIn(culture, key, ageMs)
    if (called.kind !== 'ok' || called.value.length > 0 || culture === main) return called
    const inMain = await this.rowIn(main, key, ageMs)
    return inMain.kind === 'ok' ? { kind: 'ok', value: inMain.value.map(withoutTexts) } : inMain
  }

  private async rowIn(culture: string, key: string, ageMs?: number): Promise<Called<readonly XmlNode[]>> {
    const { seen, api } = this.parts
    const known = ageMs === undefined ? undefined : seen.within(culture, key, ageMs)
    if (known) return { kind: 'ok', value: known }
    const begun = seen.begin()
    const called = await again(() => api.productGet(key, culture))
    if (called.kind === 'ok') seen.keep(culture, key, { rows: called.value, begun })
    return called
  }

  private async *storeArticles(culture?: string): AsyncIterable<readonly StoreArticle[]> {
    const { pageMax } = this.parts.habits
    const store = this.storeIn(culture)
    if (!store) return
    for (const category of await patiently(() => store.categoryIds())) {
      let offset = 0
      for (let pages = 0; pages < CATEGORY_PAGES_MAX; pages += 1) {
        const from = offset
        const page: StorePage = await patiently(() =>
          store.categoryPage(category, { first: pageMax, offset: from }),
        )
        if (page.articles.length > 0) yield page.articles
        offset += page.products
        if (page.products === 0 || offset >= page.total) break
      }
    }
  }
}

/** Sorts what a read by number gave: only the very same number is the article. */
export function foundOf(
  rows: readonly XmlNode[],
  key: string,
  toItem: (row: XmlNode) => RawItem,
): Found {
  const row = rows.find((one) => textIn(one, 'ArticleNumber') === key)
  if (row) return { kind: 'found', item: toItem(row) }
  if (rows.length === 0) return { kind: 'absent' }
  return { kind: 'ambiguous', keys: rows.map((one) => textIn(one, 'ArticleNumber') ?? '') }
}

function keyOnly(key: string): RawItem {
  return { key, fields: { sku: key }, partial: true }
}

function withoutTexts(row: XmlNode): XmlNode {
  const {
    Name: _name,
    SubName: _subName,
    ShortDescription: _short,
    ProductDescription: _long,
    ...rest
  } = row
  return rest
}

async function patiently<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof SystemError) || error.kind !== 'retry' || attempt === ATTEMPTS)
        throw error
      if (!(await waited(error.afterMs, attempt))) throw error
    }
  }
}
