// Changes to articles, prices and levels. The server takes a list of variants as one transaction: all of it or nothing. Where it
// takes nothing, each is sent by itself, so that one bad article does not stop the others.
import { problem } from '../../core/problem.js'
import type { Answer, WriteItem, WriteRequest } from '../connector.js'
import { again, answerOf, nothingDone, type Called, type Failed } from '../called.js'
import { inParallel } from '../turns.js'
import type { ArticleReader } from './article-reader.js'
import { membersOf, priceMembers, slugOf, stockMembers, type Converted, type Members, type Variant, type View } from './articles.js'
import type { Graph } from './graph.js'

type Answers = Map<string, Answer>
type Given = Readonly<Record<string, unknown>>

/** One change on its way: what it is about, and the member of a list that carries it. */
interface Row {
  readonly key: string
  readonly input: Given
}
interface Making {
  readonly item: WriteItem
  readonly members: Members
}
interface Orphan {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly variantList: { readonly totalItems: number }
}

const UPDATE_VARIANTS = 'mutation UpdateVariants($input: [UpdateProductVariantInput!]!) { done: updateProductVariants(input: $input) { id } }'
const UPDATE_PRODUCTS = 'mutation UpdateProducts($input: [UpdateProductInput!]!) { done: updateProducts(input: $input) { id } }'
const CREATE_PRODUCT = 'mutation CreateProduct($input: CreateProductInput!) { createProduct(input: $input) { id } }'
const CREATE_VARIANTS = 'mutation CreateVariants($input: [CreateProductVariantInput!]!) { done: createProductVariants(input: $input) { id } }'
const ORPHANS = `query Orphans($slugs: [String!]!) { products(options: { filter: { slug: { in: $slugs } }, take: 300 }) {
  items { id slug name variantList(options: { take: 1 }) { totalItems } } } }`

export interface ArticleWriterParts {
  readonly graph: Graph
  readonly reader: ArticleReader
  readonly habits: { readonly parallelMax: number }
}

export class ArticleWriter {
  constructor(private readonly parts: ArticleWriterParts) {}

  async send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const { entity, scope, items } = request
    const view = await this.parts.reader.view(entity, scope)
    if (view.kind !== 'ok') return allOf(items, nothingDone(view))
    const looked = await this.parts.reader.variants(items.map(({ key }) => key), view.value)
    if (looked.kind !== 'ok') return allOf(items, nothingDone(looked))
    const answers: Answers = new Map()
    if (entity === 'product' && request.action === 'create') await this.create(items, { view: view.value, looked: looked.value, answers })
    else await this.update(request, { view: view.value, looked: looked.value, answers })
    return answers
  }

  private async update({ entity, items }: WriteRequest, { view, looked, answers }: Looked): Promise<void> {
    const variants: Row[] = []
    const products: Row[] = []
    for (const { key, fields } of items) {
      const variant = theOne(key, looked, answers)
      if (!variant) continue
      const { members, problem: why } = convert(entity, fields, { variant, view })
      if (!members) {
        answers.set(key, { kind: 'refused', problem: why })
        continue
      }
      if (Object.keys(members.variant).length > 0) variants.push({ key, input: { id: variant.id, ...members.variant } })
      if (Object.keys(members.product).length > 0) products.push({ key, input: { id: variant.product.id, ...members.product } })
      answers.set(key, { kind: 'done', id: variant.id })
    }
    const first = await this.rows(UPDATE_VARIANTS, variants, view)
    for (const [key, failed] of first) answers.set(key, answerOf(failed))
    const second = await this.rows(UPDATE_PRODUCTS, products.filter(({ key }) => !first.has(key)), view)
    const halves = new Set(variants.map(({ key }) => key))
    for (const [key, failed] of second) answers.set(key, halves.has(key) ? halfDone(failed) : answerOf(failed))
  }

  /**
   * A product, then its variant, which is disabled until it has a price. What broke off in between is found again: a product without
   * variants under the same name and address.
   */
  private async create(items: readonly WriteItem[], { view, looked, answers }: Looked): Promise<void> {
    const making: Making[] = []
    for (const item of items) {
      if (looked.has(item.key)) {
        answers.set(item.key, { kind: 'refused', problem: problem('VENDURE_WAS_THERE', { key: item.key }) })
        continue
      }
      const { members, problem: why } = membersOf(item.fields, undefined, view)
      if (!members) answers.set(item.key, { kind: 'refused', problem: why })
      else if (typeof item.fields['name'] === 'string') making.push({ item, members })
      else answers.set(item.key, { kind: 'refused', problem: problem('VENDURE_VALUE_UNFIT', { field: 'name', value: '' }) })
    }
    const products = await this.products(making, { view, answers })
    const born = making.flatMap(({ item, members }) => {
      const productId = products.get(item.key)
      return productId === undefined ? [] : [{ key: item.key, input: { productId, sku: item.key, enabled: false, price: 0, ...members.variant } }]
    })
    const ids = new Map<string, string>()
    const failed = await this.rows(CREATE_VARIANTS, born, view, ids)
    for (const { key } of born) {
      const why = failed.get(key)
      const id = ids.get(key)
      answers.set(key, why ? halfDone(why) : { kind: 'done', ...(id === undefined ? {} : { id }) })
    }
  }

  /** The products for what is made, by article number; those left behind before are taken first. */
  private async products(making: readonly Making[], { view, answers }: Omit<Looked, 'looked'>): Promise<ReadonlyMap<string, string>> {
    const orphans = await this.orphans(making, view)
    const products = new Map<string, string>()
    await inParallel(making, this.parts.habits.parallelMax, async ({ item, members }) => {
      if (orphans.kind !== 'ok') {
        answers.set(item.key, nothingDone(orphans))
        return
      }
      const name = String(item.fields['name'])
      const slug = slugOf(name, item.key)
      const at = orphans.value.findIndex((one) => one.slug === slug && one.name === name)
      const [left] = at < 0 ? [] : orphans.value.splice(at, 1)
      const made = left ? { kind: 'ok' as const, value: left.id } : await this.product(members, { slug, view })
      if (made.kind === 'ok') products.set(item.key, made.value)
      else answers.set(item.key, answerOf(made))
    })
    return products
  }

  private async product({ product: { translations, ...members } }: Members, { slug, view }: { slug: string; view: View }): Promise<Called<string>> {
    const [texts] = translations as readonly Given[]
    const input = { enabled: true, ...members, translations: [{ description: '', ...texts, slug }] }
    const called = await this.parts.graph.ask<{ createProduct: { id: string } }>({
      operation: 'CreateProduct', document: CREATE_PRODUCT, variables: { input }, channelToken: view.channel.token, writes: 'inside',
    })
    return called.kind === 'ok' ? { kind: 'ok', value: called.value.createProduct.id } : called
  }

  private async orphans(making: readonly Making[], { channel }: View): Promise<Called<Orphan[]>> {
    if (making.length === 0) return { kind: 'ok', value: [] }
    const slugs = making.map(({ item }) => slugOf(String(item.fields['name']), item.key))
    const called = await again(() => this.parts.graph.ask<{ products: { items: readonly Orphan[] } }>({
      operation: 'Orphans', document: ORPHANS, variables: { slugs }, channelToken: channel.token,
    }))
    return called.kind === 'ok'
      ? { kind: 'ok', value: called.value.products.items.filter(({ variantList }) => variantList.totalItems === 0) }
      : called
  }

  /** Sends rows as one transaction, or one by one where that was refused; gives those that failed. ids: filled with what was made. */
  private async rows(document: string, rows: readonly Row[], view: View, ids?: Map<string, string>): Promise<ReadonlyMap<string, Failed>> {
    if (rows.length === 0) return new Map()
    const operation = /mutation (\w+)/.exec(document)?.[1] ?? ''
    const called = await this.parts.graph.ask<{ done: readonly ({ id: string } | null)[] }>({
      operation, document, variables: { input: rows.map(({ input }) => input) }, channelToken: view.channel.token, writes: 'inside',
    })
    if (called.kind === 'ok') {
      rows.forEach(({ key }, at) => {
        const id = called.value.done[at]?.id
        if (id !== undefined) ids?.set(key, id)
      })
      return new Map()
    }
    const nothingOfIt = called.problem.code === 'VENDURE_REFUSED' || called.problem.code === 'VENDURE_REQUEST' || called.problem.code === 'VENDURE_BROKE'
    if (rows.length === 1 || !nothingOfIt) return new Map(rows.map(({ key }) => [key, called]))
    const alone = await inParallel(rows, this.parts.habits.parallelMax, (row) => this.rows(document, [row], view, ids))
    return new Map(alone.flatMap((one) => [...one]))
  }
}

interface Looked {
  readonly view: View
  readonly looked: ReadonlyMap<string, readonly Variant[]>
  readonly answers: Answers
}

function convert(entity: string, fields: Given, { variant, view }: { variant: Variant; view: View }): Converted {
  if (entity === 'stock') return stockMembers(fields, variant, view)
  return entity === 'product' ? membersOf(fields, variant, view) : priceMembers(fields, variant, view)
}

function theOne(key: string, looked: ReadonlyMap<string, readonly Variant[]>, answers: Answers): Variant | undefined {
  const [first, ...others] = looked.get(key) ?? []
  if (first && others.length === 0) return first
  const code = first ? 'VENDURE_TWICE' : 'ARTICLE_NOT_FOUND'
  answers.set(key, { kind: 'refused', problem: problem(code, { key }) })
  return undefined
}

/** Something of the change has happened, so that it must be looked at, whatever became of the rest. */
function halfDone({ problem: why }: Failed): Answer {
  return { kind: 'unknown', problem: why }
}

function allOf(items: readonly WriteItem[], answer: Answer): ReadonlyMap<string, Answer> {
  return new Map(items.map(({ key }) => [key, answer]))
}
