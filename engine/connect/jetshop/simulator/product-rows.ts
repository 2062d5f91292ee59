// Product_AddUpdate: creates or updates by article number, row by row. Members left out are kept;
// links end only by being told to.
import type { Put, World } from '../../world/world.js'
import { withPlaces } from '../../../values/decimal.js'
import { asNode, listIn, textIn, type WrittenNode, type XmlNode } from '../xml.js'
import { cultureOf } from './check.js'
import { wallNow } from './clock.js'
import type { Called } from './operations.js'
import { productIn, type ProductRow } from './shop-world.js'

const TEXTS = [
  'DescriptionUrl',
  'Manufacturer',
  'ManufacturerArtnr',
  'ManufacturerModel',
  'MetaDescription',
  'MetaKeywords',
  'Name',
  'PageTitle',
  'ProductDescription',
  'RelatedProductsText',
  'ShortDescription',
  'SubName',
  'Permalink',
  'SearchKeys',
]
const NUMBER_LENGTH_MAX = 50
const NAME_LENGTH_MAX = 200

interface Draft {
  row: ProductRow
  isNew: boolean
}

export function productAddUpdate({ world, operation, content, fails }: Called): WrittenNode {
  const inputs = listIn(asNode(content)['products'], 'ProductData').map(asNode)
  const cultures = inputs.map((input) => cultureOf(world, input))
  const drafts = new Map<string, Draft>()
  const results = inputs.map((input, at) => {
    const article = textIn(input, 'ArticleNumber') ?? ''
    const failure = fails(article, at) || isBad(world, article, input)
    if (failure) return result(input, { status: 'Failed', stock: 'None' })
    const known = drafts.get(article) ?? draftOf(world, article, drafts)
    const status = known.isNew && !drafts.has(article) ? 'SuccessNew' : 'SuccessUpdate'
    const row = applied(known.row, input, {
      article,
      culture: cultures[at] ?? '',
      isNew: status === 'SuccessNew',
    })
    drafts.set(article, { row, isNew: known.isNew })
    const stock = 'StockData' in input || status === 'SuccessNew' ? 'Success' : 'None'
    return result(input, { status, stock, id: row.id ?? 0 })
  })
  for (const [article, { row, isNew }] of drafts) {
    const counter: Put[] = isNew ? [['counters', 'ProductId', { value: row.id }]] : []
    world.effect(operation, [['products', article, { ...row }], ...counter])
  }
  return { ProductResult: results }
}

/** Ids are given in order and never twice: the last one given is remembered in the world. */
function draftOf(world: World, article: string, drafts: ReadonlyMap<string, Draft>): Draft {
  const row = productIn(world, article)
  if (row) return { row: structuredClone(row), isNew: false }
  const last = Number(world.row('counters', 'ProductId')?.['value'] ?? 2000)
  const id = [...drafts.values()].filter(({ isNew }) => isNew).length + last + 1
  return {
    row: { id, template: 1, price: '0.0000', vat: '0.25000000', ean: '', texts: {}, stock: {} },
    isNew: true,
  }
}

function applied(
  row: ProductRow,
  input: XmlNode,
  to: { article: string; culture: string; isNew: boolean },
): ProductRow {
  const next: ProductRow = { ...row, texts: { ...row.texts } }
  const texts = { ...next.texts?.[to.culture] }
  if (to.isNew) Object.assign(texts, { Name: '', Permalink: to.article })
  for (const member of TEXTS) {
    const text = textIn(input, member)
    if (text !== undefined) texts[member] = text
  }
  if (Object.keys(texts).length > 0) next.texts = { ...next.texts, [to.culture]: texts }
  const vat = textIn(input, 'Vat')
  const weight = textIn(input, 'Weight')
  const template = textIn(input, 'TemplateId')
  next.ean = textIn(input, 'EanCode') ?? next.ean ?? ''
  if (vat !== undefined) next.vat = withPlaces(vat, { places: 8 })
  if (weight !== undefined) next.weight = withPlaces(weight, { places: 4 })
  if (template !== undefined) next.template = Number(template)
  if ('StockData' in input) next.stock = stockOf(next, asNode(input['StockData']))
  if ('ProductInCategories' in input) next.categories = linksOf(next, input)
  // Stock alone does not touch the date of change.
  const members = Object.keys(input).filter(
    (name) => !['ArticleNumber', 'Culture', 'StockData', 'TemplateId'].includes(name),
  )
  if (to.isNew || members.length > 0) next.modified = wallNow()
  return next
}

function stockOf(row: ProductRow, input: XmlNode): NonNullable<ProductRow['stock']> {
  const stock = { ...row.stock }
  const count = textIn(input, 'NewStockCount')
  const statusId = textIn(input, 'StockStatusId')
  const statusWhenOut = textIn(input, 'StockStatusWhenOutOfStock')
  const advanced = textIn(input, 'UseAdvancedStatus')
  const deliveryDate = textIn(input, 'DeliveryDate')
  if (count !== undefined) stock.count = Number(count)
  if (statusId !== undefined) stock.statusId = Number(statusId)
  if (statusWhenOut !== undefined) stock.statusWhenOut = Number(statusWhenOut)
  if (advanced !== undefined) stock.advanced = advanced === 'true' || advanced === '1'
  if (deliveryDate !== undefined) stock.deliveryDate = deliveryDate
  return stock
}

function linksOf(row: ProductRow, input: XmlNode): NonNullable<ProductRow['categories']> {
  const links = new Map((row.categories ?? []).map((link) => [link.id, link]))
  for (const one of listIn(input['ProductInCategories'], 'ProductInCategoryData')) {
    const id = Number(textIn(one, 'CategoryId'))
    if (textIn(one, 'ProductInCategoryState') === 'DeleteConnection') {
      links.delete(id)
      continue
    }
    const order = Number(textIn(one, 'SortOrder') ?? links.get(id)?.order ?? 0)
    const canonical = textIn(one, 'IsCanonical') ?? String(links.get(id)?.canonical ?? false)
    links.set(id, { id, order, canonical: canonical === 'true' })
  }
  return [...links.values()]
}

/** What no shop could hold. The service's own words for it are not known. */
function isBad(world: World, article: string, input: XmlNode): boolean {
  const categories = listIn(input['ProductInCategories'], 'ProductInCategoryData')
  const statuses = ['StockStatusId', 'StockStatusWhenOutOfStock'].map((name) =>
    textIn(input['StockData'], name),
  )
  return (
    article === '' ||
    article.length > NUMBER_LENGTH_MAX ||
    (textIn(input, 'Name') ?? '').length > NAME_LENGTH_MAX ||
    categories.some((one) => !world.row('categories', textIn(one, 'CategoryId') ?? '')) ||
    statuses.some((status) => status !== undefined && !world.row('stockStatuses', status))
  )
}

function result(input: XmlNode, to: { status: string; stock: string; id?: number }): WrittenNode {
  return {
    ArticleNumber: textIn(input, 'ArticleNumber') ?? '',
    ProductId: to.id ?? 0,
    Culture: textIn(input, 'Culture') ?? '',
    StatusMainProductCreateDelete: to.status,
    ResultProductInCategoriesDataResult: '',
    ResultStockCreateUpdate: to.stock,
    ResultAttributeCreateUpdate: 'None',
    ResultAttributeCreateMissing: 'None',
  }
}
