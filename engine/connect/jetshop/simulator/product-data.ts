// A product as the service shows it: every member in its own order, texts of one culture, nulls
// left out.
import type { World } from '../../world/world.js'
import type { Written, WrittenNode } from '../xml.js'
import { isHidden, rowOfList, shopSettings, type ProductRow } from './shop-world.js'

export interface Shown {
  readonly articleNumber: string
  readonly row: ProductRow
  readonly culture: string
}

const NO_AMOUNT = '0.0000'
const LONG_AGO = '2024-02-15T10:40:30.987'

/** The ProductData element. */
export function productData(world: World, { articleNumber, row, culture }: Shown): WrittenNode {
  const { defaultPriceList } = shopSettings(world)
  const texts = row.texts?.[culture] ?? {}
  const status = statusName(world, row)
  const inList = rowOfList(row, defaultPriceList)
  return {
    ArticleNumber: articleNumber,
    Culture: culture,
    DescriptionUrl: texts['DescriptionUrl'],
    DiscountEndDate: inList.to ?? LONG_AGO,
    DiscountStartDate: inList.from ?? LONG_AGO,
    DiscountedPrice: row.discountedPrice ?? '-1.0000',
    EanCode: row.ean,
    FreightClassId: 1,
    HasAttributes: false,
    HasSpecification: false,
    HidePrice: false,
    HideProduct: isHidden(row, defaultPriceList),
    ImagesXml: imagesXml(row),
    IsSynchronized: 1,
    Manufacturer: texts['Manufacturer'],
    ManufacturerArtnr: texts['ManufacturerArtnr'],
    ManufacturerModel: texts['ManufacturerModel'],
    MetaDescription: texts['MetaDescription'],
    MetaKeywords: texts['MetaKeywords'],
    Name: texts['Name'],
    PageTitle: texts['PageTitle'],
    Price: row.price ?? NO_AMOUNT,
    PriceListChangeInheritPricePercent: null,
    PriceListIdOrName: defaultPriceList.toUpperCase(),
    ProductDescription: texts['ProductDescription'],
    ProductId: row.id ?? 0,
    ProductInCategories: categories(world, { articleNumber, row, culture }),
    QuantitySuffix: 0,
    RelatedProductsText: texts['RelatedProductsText'],
    ShortDescription: texts['ShortDescription'],
    ShowSendTip: false,
    StockData: stockData(row, status),
    StockStatusName: status,
    SubName: texts['SubName'],
    Permalink: texts['Permalink'],
    SynchStatus: 'Ignore',
    TemplateId: row.template ?? 1,
    UseAttributeChooseText: false,
    UseComment: false,
    UseCommentRequired: false,
    UseDescriptionUrl: false,
    UseDiscountDateSpan: inList.useSpan ?? false,
    Vat: row.vat ?? '0.25000000',
    Volume: row.volume ?? NO_AMOUNT,
    Weight: row.weight ?? NO_AMOUNT,
    PublishDate: null,
    SearchKeys: texts['SearchKeys'],
    UseStockNotification: false,
    UpSellProducts: texts['UpSellProducts'],
    DiscountedPriceIsMemberPrice: inList.membersOnly ?? false,
    ModifiedDate: row.modified ?? LONG_AGO,
  }
}

function categories(world: World, { articleNumber, row }: Shown): Written {
  const links = (row.categories ?? []).map((link) => ({
    ArticleNumber: articleNumber,
    CategoryId: link.id,
    CategoryName: String(world.row('categories', String(link.id))?.['name'] ?? ''),
    ProductId: row.id ?? 0,
    ProductInCategoryState: 'None',
    Result: 'None',
    SortOrder: link.order ?? 0,
    IsCanonical: link.canonical ?? false,
  }))
  return { ProductInCategoryData: links }
}

function stockData(row: ProductRow, status: string | undefined): WrittenNode {
  return {
    DeliveryDate: row.stock?.deliveryDate ?? '2026-01-23T00:00:00',
    NewStockCount: row.stock?.count ?? 0,
    StockStatusId: row.stock?.statusId ?? 1,
    StockStatusName: status,
    UseAdvancedStatus: row.stock?.advanced ?? true,
    StockStatusWhenOutOfStock: row.stock?.statusWhenOut ?? 9,
  }
}

function statusName(world: World, row: ProductRow): string | undefined {
  const name = world.row('stockStatuses', String(row.stock?.statusId ?? 1))?.['name']
  return typeof name === 'string' ? name : undefined
}

/** XML inside XML: the service shows its images as an escaped text. */
function imagesXml(row: ProductRow): string {
  const images = (row.images ?? []).map(
    (name, at) =>
      `<I i="${at + 1}.jpg?timestamp=0" alt="${name}" title="${name}" so="${at + 1}" />`,
  )
  return `<Images>${images.join('')}</Images>`
}
