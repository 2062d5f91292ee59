// PriceList_UpdateArticleIncVAT: prices come incl. VAT in whole currency units; those of the
// default list are kept excl. VAT.
import { add, divide, withPlaces } from '../../../values/decimal.js'
import type { World } from '../../world/world.js'
import { asNode, listIn, textIn, type WrittenNode, type XmlNode } from '../xml.js'
import type { Called } from './operations.js'
import {
  listIn as priceListIn,
  productIn,
  sameList,
  shopSettings,
  type ListRow,
  type ProductRow,
} from './shop-world.js'

const AMOUNT_PLACES = 4

export function priceListUpdate({ world, operation, content, fails }: Called): WrittenNode {
  const inputs = listIn(asNode(content)['articlePriceLists'], 'ArticlePriceListIncVat').map(asNode)
  const drafts = new Map<string, ProductRow>()
  const results = inputs.map((input, at) => {
    const article = textIn(input, 'ArticleNumber') ?? ''
    const list = priceListIn(world, textIn(input, 'PriceListId') ?? '')
    const row = drafts.get(article) ?? structuredClone(productIn(world, article))
    const head = { ArticleNumber: article, PriceListId: textIn(input, 'PriceListId') ?? '' }
    const message = fails(article, at)
      ? 'Failed'
      : row
        ? list === undefined
          ? 'Price list not found'
          : ''
        : 'Product not found'
    if (message !== '' || !row || list === undefined)
      return { ...head, Success: false, Message: message }
    drafts.set(article, priced(world, row, { input, list }))
    return { ...head, Success: true, Message: '' }
  })
  for (const [article, row] of drafts) world.effect(operation, [['products', article, { ...row }]])
  return { ArticlePriceListResult: results }
}

function priced(
  world: World,
  row: ProductRow,
  { input, list }: { input: XmlNode; list: string },
): ProductRow {
  const next: ProductRow = { ...row }
  const entry = { ...row.priceLists?.[list] }
  const isDefault = sameList(list, shopSettings(world).defaultPriceList)
  const incVat = textIn(input, 'PriceIncVat')
  const discounted = textIn(input, 'DiscountedPriceIncVat')
  const hidden = textIn(input, 'HideProduct')
  if (incVat !== undefined) {
    if (isDefault) next.price = exVat(incVat, row)
    else entry.incVat = Number(incVat)
  }
  if (discounted !== undefined) {
    if (isDefault) next.discountedPrice = exVat(discounted, row)
    else entry.discountedIncVat = Number(discounted)
  }
  if (hidden !== undefined) entry.hidden = isTrue(hidden)
  Object.assign(entry, campaignOf(input))
  next.priceLists = { ...row.priceLists, [list]: entry }
  return next
}

function campaignOf(input: XmlNode): ListRow {
  const [members, span] = ['DiscountedPriceIsMemberPrice', 'UseDiscountDateSpan'].map((name) => textIn(input, name))
  const [from, to] = ['DiscountStartDate', 'DiscountEndDate'].map((name) => textIn(input, name))
  return {
    ...(members === undefined ? {} : { membersOnly: isTrue(members) }),
    ...(span === undefined ? {} : { useSpan: isTrue(span) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

function isTrue(text: string): boolean {
  return text === 'true' || text === '1'
}

/** The service's own arithmetic, also for -1: with 25 % it is kept and shown as -0.8000. */
function exVat(incVat: string, row: ProductRow): string {
  const net = divide(incVat, add('1', row.vat ?? '0.25'), { places: AMOUNT_PLACES })
  return withPlaces(net, { places: AMOUNT_PLACES })
}
