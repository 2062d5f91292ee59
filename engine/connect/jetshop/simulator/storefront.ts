// The simulated storefront service: the part of its GraphQL contract that a listing needs. The only
// room that knows graphql. Whatever is not in the contract below is refused by the contract itself.
import { buildSchema, graphql, GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql'
import { grossOf, netOf } from '../../../values/money.js'
import { rateFromFraction } from '../../../values/rate.js'
import type { Row, World } from '../../world/world.js'
import { Assortment } from './assortment.js'
import { isHidden, productIn, shopSettings, type ProductRow } from './shop-world.js'

const CONTRACT = `
scalar Paging
scalar Decimal
type Query {
  channels: [Channel]!
  channel(id: String): Channel
  categories(root: Int, levels: Int = 1): [Category]!
  category(id: ID!): Category
  product(articleNumber: String, id: Int, barcode: String): Product
  products(articleNumbers: [String], ids: [Int], barcodes: [String]): [Product]!
}
type Channel { id: Int! name: String displayName: String isDefault: Boolean currencies: [Currency] defaultCurrency: Currency languages: [Language] }
type Currency { id: String! name: String isDefault: Boolean }
type Language { id: String! name: String! culture: String! isDefault: Boolean }
type Category {
  id: Int! name: String! level: Int! hasSubcategories: Boolean subcategories: [Category] parent: Category
  products(first: Paging = 12, offset: Int = 0): PagedResult
}
type PagedResult { totalResults: Int result: [Product]! }
type Price { incVat: Decimal! exVat: Decimal! vat: Decimal! }
type Product {
  id: Int! articleNumber: String! name: String! subName: String! shortDescription: String! description: String! barcode: String
  hasVariants: Boolean! variants: ProductVariants price: Price
}
type ProductVariants { values: [ProductVariant]! }
type ProductVariant { id: String! articleNumber: String! barcode: String }
`
const PAGING_MAX = 100

/** Who asks, and through which channel. */
export interface StoreVisit {
  readonly token: string
  readonly shopId: string
  readonly channelId?: string
  readonly culture?: string
}
export interface StoreQuestion {
  readonly query: string
  readonly operationName?: string
  readonly variables?: Record<string, unknown>
}

interface View {
  readonly culture: string
  readonly list: string
}

export class Storefront {
  private readonly schema: GraphQLSchema
  private readonly assortment: Assortment

  constructor(private readonly world: World) {
    this.schema = buildSchema(CONTRACT)
    const paging = this.schema.getType('Paging')
    if (paging instanceof GraphQLScalarType) {
      paging.parseValue = pagingOf
      paging.parseLiteral = (node) => pagingOf('value' in node ? Number(node.value) : 0)
    }
    this.assortment = new Assortment(world)
  }

  /** Answers as the service does: always HTTP 200, errors beside the data. */
  async ask(question: StoreQuestion, visit: StoreVisit): Promise<unknown> {
    const { token, shopId, cultures } = shopSettings(this.world)
    if (visit.token !== token || visit.shopId !== shopId) {
      return {
        errors: [{ message: 'Invalid token', extensions: { code: 'InvalidToken' } }],
        data: null,
      }
    }
    const channel = this.world.row('channels', visit.channelId ?? this.defaultChannel())
    if (!channel)
      return {
        errors: [{ message: 'No such channel', extensions: { code: 'EmptyRoute' } }],
        data: null,
      }
    const view = {
      culture: visit.culture ?? cultures[0] ?? 'sv-SE',
      list: String(channel['priceList'] ?? ''),
    }
    return graphql({
      schema: this.schema,
      source: question.query,
      rootValue: this.root(view),
      variableValues: question.variables ?? {},
      operationName: question.operationName ?? null,
    })
  }

  private root(view: View): object {
    return {
      channels: () => Object.entries(this.world.table('channels')).map(channelOf),
      channel: ({ id }: { id?: string }) => {
        const key = id ?? this.defaultChannel()
        const row = this.world.row('channels', key)
        return row ? channelOf([key, row]) : null
      },
      categories: ({ root }: { root?: number }) => this.children(root ?? undefined, view),
      category: ({ id }: { id: string }) =>
        this.world.row('categories', id) ? this.category(Number(id), view) : null,
      product: ({ articleNumber }: { articleNumber?: string }) =>
        articleNumber === undefined ? null : this.product(articleNumber, view),
      products: ({ articleNumbers }: { articleNumbers?: string[] }) =>
        (articleNumbers ?? []).map((number) => this.product(number, view)),
    }
  }

  private children(parent: number | undefined, view: View): object[] {
    return Object.entries(this.world.table('categories'))
      .filter(([, row]) => (row['parent'] ?? undefined) === parent)
      .map(([id]) => this.category(Number(id), view))
  }

  private category(id: number, view: View, level = 1): object {
    const row = this.world.row('categories', String(id)) ?? {}
    return {
      id,
      level,
      name: String(row['name'] ?? ''),
      hasSubcategories: () => this.children(id, view).length > 0,
      subcategories: () => this.children(id, view),
      parent: () =>
        row['parent'] === undefined ? null : this.category(Number(row['parent']), view),
      products: ({ first, offset }: { first: number; offset: number }) => {
        const numbers = this.assortment.inCategory(id, view.list)
        const page = numbers.slice(offset, offset + first)
        return {
          totalResults: numbers.length,
          result: page.map((number) => this.product(number, view)),
        }
      },
    }
  }

  private product(articleNumber: string, view: View): object | null {
    const row = productIn(this.world, articleNumber)
    if (!row || row.parent !== undefined || isHidden(row, view.list)) return null
    const texts = row.texts?.[view.culture] ?? {}
    return {
      id: row.id ?? 0,
      articleNumber,
      name: texts['Name'] ?? '',
      subName: texts['SubName'] ?? '',
      shortDescription: texts['ShortDescription'] ?? '',
      description: texts['ProductDescription'] ?? '',
      barcode: row.ean ?? '',
      hasVariants: () => this.assortment.variants(articleNumber).length > 0,
      variants: () => ({
        values: this.assortment.variants(articleNumber).map((number) => this.variant(number)),
      }),
      price: () => priceOf(this.world, row, view.list),
    }
  }

  private variant(articleNumber: string): object {
    const row = productIn(this.world, articleNumber)
    return { id: String(row?.id ?? 0), articleNumber, barcode: row?.ean ?? '' }
  }

  private defaultChannel(): string {
    const channels = Object.entries(this.world.table('channels'))
    return (channels.find(([, row]) => row['isDefault'] === true) ?? channels[0])?.[0] ?? '1'
  }
}

function pagingOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= PAGING_MAX)
    return value
  throw new GraphQLError(`Paging must be between 1 and ${PAGING_MAX}`)
}

function channelOf([id, row]: [string, Row]): object {
  const currency = {
    id: String(row['currency'] ?? 'SEK'),
    name: String(row['currency'] ?? 'SEK'),
    isDefault: true,
  }
  return {
    id: Number(id),
    name: String(row['name'] ?? ''),
    displayName: String(row['name'] ?? ''),
    isDefault: row['isDefault'] === true,
    currencies: [currency],
    defaultCurrency: currency,
    languages: [],
  }
}

function priceOf(world: World, row: ProductRow, list: string): object | null {
  const rate = rateFromFraction(row.vat ?? '0.25') ?? 0
  const isDefault = list.toLowerCase() === shopSettings(world).defaultPriceList.toLowerCase()
  const own = row.priceLists?.[list]?.incVat
  const incVat = isDefault
    ? grossOf(row.price ?? '0', rate, 2)
    : own === undefined
      ? undefined
      : String(own)
  if (incVat === undefined || Number(incVat) < 0) return null
  const exVat = netOf(incVat, rate, 2)
  return {
    incVat: Number(incVat),
    exVat: Number(exVat),
    vat: Math.round((Number(incVat) - Number(exVat)) * 100) / 100,
  }
}
