// Articles with their prices and levels: listed and found by their number, as a channel shows them.
import type { Scope } from '../../core/stream.js'
import type { Found, Page } from '../connector.js'
import { needed, type Called } from '../called.js'
import { itemOf, VARIANT, type Variant, type View } from './articles.js'
import type { Graph } from './graph.js'
import { inParts, pagesOf, type Listed } from './paging.js'
import type { Shop } from './shop.js'

const ARTICLES = `query Articles($options: ProductVariantListOptions) {
  productVariants(options: $options) { totalItems items { ...Article } } } ${VARIANT}`

/** What the server lists at most, by default; a longer list of numbers is asked for in parts. */
const NUMBERS_MAX = 100

interface Parts {
  readonly graph: Graph
  readonly shop: Shop
  readonly habits: { readonly pageMax: number }
}

export class ArticleReader {
  constructor(private readonly parts: Parts) {}

  async *list(entity: string, scope: Scope): AsyncIterable<Page> {
    const view = needed(await this.view(entity, scope))
    yield* pagesOf<Variant>({
      pageMax: this.parts.habits.pageMax,
      covers: 'whole',
      read: (window) => this.read(view, { ...window, sort: { id: 'ASC' } }),
      itemsOf: (variant) => [itemOf(entity, variant, view)],
    })
  }

  async find(entity: string, keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    if (keys.length === 0) return new Map()
    const view = needed(await this.view(entity, scope))
    const called = await this.variants(keys, view)
    if (called.kind !== 'ok') return new Map(keys.map((key) => [key, { kind: 'unknown', problem: called.problem }]))
    return new Map(keys.map((key) => [key, foundOf(called.value.get(key) ?? [], (one) => itemOf(entity, one, view))]))
  }

  /** The variants by number; several with the same one are all there. */
  async variants(numbers: readonly string[], view: View): Promise<Called<ReadonlyMap<string, readonly Variant[]>>> {
    const found = new Map<string, Variant[]>()
    const asked = new Set(numbers)
    // More than asked for: a number may be there several times, and a database may see no difference where there is one.
    const called = await inParts(numbers, NUMBERS_MAX, (part) => this.read(view, { filter: { sku: { in: part } }, take: 3 * NUMBERS_MAX }))
    if (called.kind !== 'ok') return called
    for (const variant of called.value) {
      if (asked.has(variant.sku)) found.set(variant.sku, [...(found.get(variant.sku) ?? []), variant])
    }
    return { kind: 'ok', value: found }
  }

  /** How an entity is looked at in that scope. */
  async view(entity: string, scope: Scope): Promise<Called<View>> {
    const { shop } = this.parts
    const channel = await shop.channel(scope['priceList'])
    if (channel.kind !== 'ok') return channel
    const language = scope['culture']?.split('-')[0] ?? channel.value.language
    const view = { channel: channel.value, language }
    if (entity !== 'stock') return { kind: 'ok', value: view }
    const location = shop.locationIn(channel.value)
    return location.kind === 'ok' ? { kind: 'ok', value: { ...view, location: location.value.id } } : location
  }

  private async read({ channel }: View, options: object): Promise<Called<Listed<Variant>>> {
    type Data = { productVariants: Listed<Variant> }
    const called = await this.parts.graph.ask<Data>({
      operation: 'Articles', document: ARTICLES, variables: { options }, channelToken: channel.token,
    })
    return called.kind === 'ok' ? { kind: 'ok', value: called.value.productVariants } : called
  }
}

function foundOf(variants: readonly Variant[], toItem: (variant: Variant) => ReturnType<typeof itemOf>): Found {
  const [first, ...others] = variants
  if (!first) return { kind: 'absent' }
  return others.length === 0 ? { kind: 'found', item: toItem(first) } : { kind: 'ambiguous', keys: variants.map(({ id }) => `variant ${id}`) }
}
