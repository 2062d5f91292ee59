// The storefront's GraphQL service, as far as it helps to list articles: channels, the category
// tree, the products in it. It shows what a visitor of the shop sees, so what it lacks may still
// exist.
import { problem } from '../../core/problem.js'
import { SystemError } from '../connector.js'
import { graphReply, type GraphError } from '../graphql-reply.js'
import type { HttpDoor } from '../http.js'

export interface StoreAccount {
  readonly url: string
  readonly shopId: string
  readonly token: string
  readonly channelId?: string
  readonly culture?: string
  readonly currency?: string
}

/**
 * Something to order, as the storefront shows it; parent is set where it is a variant of a product.
 */
export interface StoreArticle {
  readonly articleNumber: string
  readonly id: string
  readonly barcode: string | null
  readonly parent: string | null
  /** Texts belong to products; a variant has none of its own. */
  readonly texts?: Readonly<Record<'name' | 'subName' | 'shortDescription' | 'description', string>>
}

export interface StorePage {
  readonly articles: readonly StoreArticle[]
  readonly products: number
  readonly total: number
}

const LOGIN_CODES: ReadonlySet<string> = new Set([
  'InvalidToken',
  'TokenExpired',
  'Unauthorized',
  'ChannelRequiresAuthorization',
])
/** More levels than any shop has; deeper ones are not walked. */
const LEVELS_MAX = 12

const ARTICLE = `id articleNumber barcode name subName shortDescription description
  variants { values { id articleNumber barcode } }`
const CHANNELS = 'query Channels { channels { id name isDefault defaultCurrency { id } } }'
const CATEGORIES = `query Categories { categories(levels: ${LEVELS_MAX}) { ${treeOf(LEVELS_MAX)} } }`
const CATEGORY = `query CategoryProducts($id: ID!, $first: Paging!, $offset: Int!) {
  category(id: $id) { products(first: $first, offset: $offset) { totalResults result { ${ARTICLE} } } } }`
const PRODUCTS = `query Products($articleNumbers: [String]) { products(articleNumbers: $articleNumbers) { ${ARTICLE} } }`

interface Tree {
  readonly id: number
  readonly subcategories?: readonly (Tree | null)[] | null
}
interface Variant {
  readonly id: string
  readonly articleNumber: string
  readonly barcode: string | null
}
interface Product {
  readonly id: number
  readonly articleNumber: string
  readonly barcode: string | null
  readonly name: string
  readonly subName: string
  readonly shortDescription: string
  readonly description: string
  readonly variants: { readonly values: readonly (Variant | null)[] } | null
}
export class StoreApi {
  constructor(
    private readonly door: HttpDoor,
    private readonly account: StoreAccount,
  ) {}

  /** The same service, showing texts in another culture. */
  inCulture(culture: string): StoreApi {
    return new StoreApi(this.door, { ...this.account, culture })
  }

  async channels(): Promise<
    readonly { id: number; name: string; isDefault: boolean; currency?: string }[]
  > {
    type Channel = {
      id: number
      name: string
      isDefault: boolean
      defaultCurrency?: { id: string } | null
    }
    const data = await this.ask<{ channels: readonly Channel[] }>('Channels', CHANNELS)
    return data.channels.map(({ id, name, isDefault, defaultCurrency }) => ({
      id,
      name,
      isDefault,
      ...(defaultCurrency ? { currency: defaultCurrency.id } : {}),
    }))
  }

  /** The ids of every category, each once. */
  async categoryIds(): Promise<readonly number[]> {
    const data = await this.ask<{ categories: readonly (Tree | null)[] }>('Categories', CATEGORIES)
    const ids = new Set<number>()
    const walk = (tree: Tree | null): void => {
      if (!tree) return
      ids.add(tree.id)
      for (const child of tree.subcategories ?? []) walk(child)
    }
    data.categories.forEach(walk)
    return [...ids]
  }

  /** One page of a category: products, and of those that come in variants each variant. */
  async categoryPage(
    category: number,
    page: { first: number; offset: number },
  ): Promise<StorePage> {
    type Data = {
      category: {
        products: { totalResults: number | null; result: readonly (Product | null)[] } | null
      } | null
    }
    const data = await this.ask<Data>('CategoryProducts', CATEGORY, {
      id: String(category),
      ...page,
    })
    const products = data.category?.products
    const articles = (products?.result ?? []).flatMap(articlesOf)
    return { articles, products: products?.result.length ?? 0, total: products?.totalResults ?? 0 }
  }

  /** The articles with these numbers that a visitor can see. */
  async products(articleNumbers: readonly string[]): Promise<readonly StoreArticle[]> {
    const data = await this.ask<{ products: readonly (Product | null)[] }>('Products', PRODUCTS, {
      articleNumbers,
    })
    return data.products.flatMap(articlesOf)
  }

  /** Errors come with HTTP 200, beside data that is then not whole: half an answer is no answer. */
  private async ask<Data>(
    operationName: string,
    query: string,
    variables: object = {},
  ): Promise<Data> {
    const answer = await this.door.post({
      url: this.account.url,
      headers: headersOf(this.account),
      body: JSON.stringify({ operationName, query, variables }),
      writes: false,
    })
    if (answer.kind !== 'reply') throw new SystemError('retry', answer.problem, answer.afterMs)
    const { status } = answer
    if (status === 401 || status === 403)
      throw new SystemError('refused', problem('JETSHOP_STORE_LOGIN', { status }))
    const body = graphReply(answer.text)
    const error = body?.errors?.[0]
    if (error) throw errorOf(error, operationName)
    if (status === 200 && body?.data) return body.data as Data
    const kind = status === 200 || status >= 500 ? 'retry' : 'refused'
    throw new SystemError(
      kind,
      problem('JETSHOP_STORE_ANSWER', { operation: operationName, status }),
    )
  }
}

/** A product that comes in variants is a heading over them; only they can be ordered. */
function articlesOf(product: Product | null): StoreArticle[] {
  if (!product) return []
  const { articleNumber, name, subName, shortDescription, description } = product
  const whole: StoreArticle = {
    articleNumber,
    id: String(product.id),
    barcode: product.barcode,
    parent: null,
    texts: { name, subName, shortDescription, description },
  }
  const variants = (product.variants?.values ?? []).filter(
    (variant): variant is Variant => variant !== null,
  )
  if (variants.length === 0) return [whole]
  return variants.map((variant) =>
    // A shop may give the first variant its product's own number; then it is the product.
    variant.articleNumber === articleNumber
      ? whole
      : {
          articleNumber: variant.articleNumber,
          id: variant.id,
          barcode: variant.barcode,
          parent: articleNumber,
        },
  )
}

function errorOf(error: GraphError, operation: string): SystemError {
  const code = error.extensions?.code ?? ''
  const facts = { operation, code, message: (error.message ?? '').slice(0, 300) }
  if (LOGIN_CODES.has(code))
    return new SystemError('refused', problem('JETSHOP_STORE_LOGIN', facts))
  return new SystemError('retry', problem('JETSHOP_STORE_ERROR', facts))
}

function headersOf(account: StoreAccount): Record<string, string> {
  const { shopId, token, channelId, culture, currency } = account
  return {
    'content-type': 'application/json; charset=utf-8',
    accept: 'application/json',
    shopid: shopId,
    token,
    ...(channelId === undefined ? {} : { channelid: channelId }),
    ...(culture === undefined ? {} : { culture }),
    ...(currency === undefined ? {} : { currency }),
  }
}

function treeOf(levels: number): string {
  return levels === 1 ? 'id' : `id subcategories { ${treeOf(levels - 1)} }`
}
