// Between the service's product rows and the fields of our entities. Pure: values in, values out.
import { problem } from '../../core/problem.js'
import type { RawItem } from '../../core/item.js'
import type { Scope } from '../../core/stream.js'
import { compare, parseDecimal, withPlaces } from '../../values/decimal.js'
import { grossOf } from '../../values/money.js'
import { fractionOf, rateFromFraction } from '../../values/rate.js'
import { INT_MAX, unfit, type Converted, type Members } from './converted.js'
import { sameId, shownInList } from './list-prices.js'
import type { StoreArticle } from './store-api.js'
import { asNode, isSendable, listIn, textIn, type Written, type Xml, type XmlNode } from './xml.js'

type Given = Readonly<Record<string, unknown>>
const DAY = /^\d{4}-\d\d-\d\d$/
const DAY_LENGTH = 10
const ORE_PLACES = 2
const VAT_PLACES = 8
const AMOUNT_PLACES = 4

const TEXTS: Readonly<Record<string, string>> = {
  name: 'Name',
  subName: 'SubName',
  shortDescription: 'ShortDescription',
  description: 'ProductDescription',
  barcode: 'EanCode',
}

/** Fields of an article that travel another way than as a member of their own. */
const OTHERWISE: ReadonlySet<string> = new Set(['sku', 'group', 'active'])

/** What a listing of the storefront shows of an article. */
export function itemOfStore(entity: string, article: StoreArticle): RawItem {
  const { articleNumber, id, parent, barcode, texts } = article
  const item = { key: articleNumber, partial: true }
  if (entity !== 'product') return { ...item, fields: { sku: articleNumber } }
  const shown =
    texts &&
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, emptyIsNull(text)]))
  // Products and variants are numbered apart in the storefront: only a product's id is the
  // service's ProductId.
  const known = parent === null ? { id } : {}
  return {
    ...item,
    ...known,
    fields: { sku: articleNumber, parent, barcode: emptyIsNull(barcode), ...shown },
  }
}

/** What a read of the article shows of an entity. */
export function itemOf(entity: string, row: XmlNode, scope: Scope): RawItem {
  const key = textIn(row, 'ArticleNumber') ?? ''
  const id = textIn(row, 'ProductId')
  return {
    key,
    ...(id === undefined ? {} : { id }),
    fields: { sku: key, ...shownBy(entity, row, scope) },
  }
}

/**
 * The fields of an entity as members of a product row, or of its stock part. null clears where
 * there is such a thing.
 */
export function membersOf(entity: string, fields: Given): Converted {
  if (entity === 'stock') return whole(fields, { quantity: 'NewStockCount' })
  if (entity === 'stock-status')
    return statusMembers(fields)
  return productMembers(fields)
}

/**
 * The category links that make this category the article's main one: the new link, and the end of
 * the one that it replaces.
 * Leaving a link out does not end it; the service must be told so.
 */
export function categoryLinks(
  row: XmlNode | undefined,
  articleNumber: string,
  group: unknown,
): Converted {
  const links = linksOf(row)
  const main = mainLink(links)
  const now = textIn(main, 'CategoryId')
  const end =
    now === undefined || now === group
      ? []
      : [
          {
            ArticleNumber: articleNumber,
            CategoryId: now,
            ProductInCategoryState: 'DeleteConnection',
          },
        ]
  // Without its main category, one of the others would be the main one: that is no "none".
  if (group === null) {
    return links.length > 1 ? unfit('group', group) : { members: linkMembers(end) }
  }
  if (!isInt(group)) return unfit('group', group)
  const link = {
    ArticleNumber: articleNumber,
    CategoryId: String(group),
    SortOrder: textIn(main, 'SortOrder') ?? '0',
    // With others beside it, only being canonical makes it the main one.
    IsCanonical: links.length > 1 || textIn(main, 'IsCanonical') === 'true',
  }
  return { members: linkMembers([link, ...end]) }
}

function shownBy(entity: string, row: XmlNode, scope: Scope): Given {
  switch (entity) {
    case 'product':
      return productFields(row)
    case 'price':
      return { ...priceOf(row, scope), vatRate: rateFromFraction(textIn(row, 'Vat')) ?? null }
    case 'stock':
      return { quantity: wholeNumber(textIn(row['StockData'], 'NewStockCount')) }
    case 'stock-status':
      return {
        status: emptyIsNull(textIn(row['StockData'], 'StockStatusId')),
        comingOn: emptyIsNull(textIn(row['StockData'], 'DeliveryDate')?.slice(0, DAY_LENGTH)),
        statusWhenOut: emptyIsNull(textIn(row['StockData'], 'StockStatusWhenOutOfStock')),
      }
    // Only the default list is ever shown; the rate is the article's in every list.
    default:
      return { ...(isShown(row, scope) ? shownInList(row) : {}), vatRate: rateFromFraction(textIn(row, 'Vat')) ?? null }
  }
}

function productFields(row: XmlNode): Given {
  const fields: Record<string, unknown> = {}
  for (const [field, member] of Object.entries(TEXTS))
    fields[field] = emptyIsNull(textIn(row, member))
  return {
    ...fields,
    group: emptyIsNull(textIn(mainLink(linksOf(row)), 'CategoryId')),
    vatRate: rateFromFraction(textIn(row, 'Vat')) ?? null,
    weight: parseDecimal(textIn(row, 'Weight')) ?? null,
    active: textIn(row, 'HideProduct') !== 'true',
  }
}

/**
 * The price that the row shows is that of one list, excl. VAT; of another list it tells nothing.
 */
function priceOf(row: XmlNode, scope: Scope): Given {
  if (scope['priceList'] !== undefined && textIn(row, 'PriceListIdOrName') && !isShown(row, scope)) return {}
  const net = parseDecimal(textIn(row, 'Price'))
  if (net === undefined || compare(net, '0') < 0) return { price: null }
  const rate = rateFromFraction(textIn(row, 'Vat'))
  return rate === undefined ? {} : { price: grossOf(net, rate, ORE_PLACES) }
}

/** Whether the row shows the list that is asked for. */
function isShown(row: XmlNode, scope: Scope): boolean {
  const list = textIn(row, 'PriceListIdOrName')
  return Boolean(list) && scope['priceList'] !== undefined && sameId(list ?? '', scope['priceList'])
}

function productMembers(fields: Given): Converted {
  const members: Record<string, Written> = {}
  for (const [field, value] of Object.entries(fields)) {
    const member = TEXTS[field]
    if (member !== undefined) {
      if (value !== null && (typeof value !== 'string' || !isSendable(value)))
        return unfit(field, value)
      members[member] = value ?? ''
    } else if (field === 'vatRate') {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
        return unfit(field, value)
      members['Vat'] = fractionOf(value, VAT_PLACES)
    } else if (field === 'weight') {
      const weight = parseDecimal(value)
      if (weight === undefined || compare(weight, '0') < 0) return unfit(field, value)
      members['Weight'] = withPlaces(weight, { places: AMOUNT_PLACES })
    } else if (!OTHERWISE.has(field)) {
      return { problem: problem('JETSHOP_FIELD_READ_ONLY', { field }) }
    }
  }
  return { members }
}

/**
 * Whole numbers that cannot be cleared: an empty element would make the service reject the whole
 * batch.
 */
function whole(fields: Given, names: Readonly<Record<string, string>>): Converted {
  const members: Record<string, Written> = {}
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'sku') continue
    const member = names[field]
    if (member === undefined) return { problem: problem('JETSHOP_FIELD_READ_ONLY', { field }) }
    if (!isInt(value)) return unfit(field, value)
    members[member] = String(value)
  }
  return { members }
}

/** The day on which more comes is the shop's own, Swedish, day. It cannot be emptied: an empty date is rejected. */
function statusMembers({ comingOn, ...ids }: Given): Converted {
  const made = whole(ids, { status: 'StockStatusId', statusWhenOut: 'StockStatusWhenOutOfStock' })
  if (made.problem || comingOn === undefined) return made
  if (typeof comingOn !== 'string' || !DAY.test(comingOn)) return unfit('comingOn', comingOn)
  return { members: { ...made.members, DeliveryDate: `${comingOn}T00:00:00` } }
}

function linksOf(row: XmlNode | undefined): readonly XmlNode[] {
  return listIn(row?.['ProductInCategories'], 'ProductInCategoryData').map((link: Xml) =>
    asNode(link),
  )
}

/** The canonical link; without one, the first by sort order. */
function mainLink(links: readonly XmlNode[]): XmlNode | undefined {
  const canonical = links.find((link) => textIn(link, 'IsCanonical') === 'true')
  const order = (link: XmlNode): number => Number(textIn(link, 'SortOrder') ?? 0)
  return canonical ?? [...links].sort((left, right) => order(left) - order(right))[0]
}

function linkMembers(links: readonly Members[]): Members {
  return links.length === 0 ? {} : { ProductInCategories: { ProductInCategoryData: links } }
}

function emptyIsNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,10}$/.test(text) ? Number(text) : null
}

/** Whether it is a whole number, not negative, that an Int32 can hold. */
function isInt(value: unknown): boolean {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  return /^(?:0|[1-9]\d{0,9})$/.test(text) && Number(text) <= INT_MAX
}
