// The eight operations of the web service that are known, in the service's own words.
// Whatever else the service has is not known, and is therefore not here.
import type { HttpDoor } from '../http.js'
import type { Called } from '../called.js'
import { callService, type ServiceAccount } from './soap.js'
import { asNode, listIn, type WrittenNode, type Xml, type XmlNode } from './xml.js'

/** What a write may carry about a product in one culture. Members left out are kept. */
export interface ProductRow extends WrittenNode {
  readonly ArticleNumber: string
  readonly Culture: string
}

/** What a write may carry about an article in a price list. Members left out are kept. */
export interface PriceRow extends WrittenNode {
  readonly ArticleNumber: string
  readonly PriceListId: string
}

export interface FieldRow {
  readonly articleNumber: string
  readonly key: string
  /** Text by culture. */
  readonly values: Readonly<Record<string, string>>
}

export interface Image {
  readonly fileName: string
  readonly imageName: string
  readonly bytes: Uint8Array
}

export class JetshopApi {
  constructor(
    private readonly door: HttpDoor,
    private readonly account: ServiceAccount,
  ) {}

  /**
   * What the service has under that number in that culture: usually one row, none where there is no
   * such article.
   */
  async productGet(articleNumber: string, culture: string): Promise<Called<readonly XmlNode[]>> {
    const content = { productOptions: { ArticleNumber: articleNumber, Culture: culture } }
    return this.rows('Product_Get', content, 'ProductData')
  }

  /** Creates or updates by article number; one result row for each row, in order. */
  async productAddUpdate(rows: readonly ProductRow[]): Promise<Called<readonly XmlNode[]>> {
    return this.rows(
      'Product_AddUpdate',
      { products: { ProductData: rows } },
      'ProductResult',
      true,
    )
  }

  /** Deletes for good. Nothing in the engine calls it: articles are hidden, see decision 0004. */
  async productDelete(articleNumber: string): Promise<Called<XmlNode>> {
    const content = { productDeleteRequest: { ArticleNumber: articleNumber } }
    return one(await this.call('Product_Delete', content, true))
  }

  /**
   * Prices and visibility in price lists; one result row for each row, in order. Prices are whole
   * currency units.
   */
  async priceListUpdateArticleIncVat(
    rows: readonly PriceRow[],
  ): Promise<Called<readonly XmlNode[]>> {
    const content = { articlePriceLists: { ArticlePriceListIncVat: rows } }
    return this.rows('PriceList_UpdateArticleIncVAT', content, 'ArticlePriceListResult', true)
  }

  async dynamicFieldsGet(
    articleNumbers: readonly string[],
    cultures: readonly string[],
  ): Promise<Called<readonly XmlNode[]>> {
    const content = { articleNumbers: { string: articleNumbers }, cultures: { string: cultures } }
    return this.rows(
      'ProductDynamicField_GetProductDynamicFieldData',
      content,
      'DynamicFieldOnProductOutput',
    )
  }

  /** Writes fields that are defined in the shop's admin; an unknown key fails in its own row. */
  async dynamicFieldsSave(rows: readonly FieldRow[]): Promise<Called<readonly XmlNode[]>> {
    const inputs = rows.map((row) => ({
      ArticleNumber: row.articleNumber,
      Key: row.key,
      ClearExistingListData: false,
      ItemValues: {
        Localization: Object.entries(row.values).map(([Culture, Value]) => ({ Culture, Value })),
      },
      DynamicFieldItemListData: '',
      DynamicFieldItemMultiLevelListData: '',
    }))
    const content = { dynamicFieldOnProductInputs: { DynamicFieldOnProductInput: inputs } }
    return this.rows(
      'ProductDynamicField_SaveProductDynamicFieldData',
      content,
      'DynamicFieldItemResult',
      true,
    )
  }

  async uploadImage(image: Image): Promise<Called<readonly XmlNode[]>> {
    const bytes = Buffer.from(image.bytes).toString('base64')
    const options = { ImageByte: bytes, FileName: image.fileName, ImageName: image.imageName }
    return this.rows(
      'UploadImage',
      { imageFileOptions: { ImageFileOptions: [options] } },
      'ImageUploadResult',
      true,
    )
  }

  /** Ties uploaded images to articles by file name: article number, divider, suffix. */
  async productAddUpdateImages(
    articleNumbers: readonly string[],
    divider: string,
  ): Promise<Called<readonly XmlNode[]>> {
    const images = articleNumbers.map((number) => ({ ArticleNumber: number, Reload: true }))
    const content = { articleNumbers: { ArticleNumberImages: images }, divider }
    return this.rows('Product_AddUpdateImages', content, 'ResultMessage', true)
  }

  private call(operation: string, content: WrittenNode, writes: boolean): Promise<Called<Xml>> {
    return callService(this.door, this.account, { operation, content, writes })
  }

  private async rows(
    operation: string,
    content: WrittenNode,
    row: string,
    writes = false,
  ): Promise<Called<readonly XmlNode[]>> {
    const called = await this.call(operation, content, writes)
    return called.kind === 'ok'
      ? { kind: 'ok', value: listIn(called.value, row).map(asNode) }
      : called
  }
}

function one(called: Called<Xml>): Called<XmlNode> {
  return called.kind === 'ok' ? { kind: 'ok', value: asNode(called.value) } : called
}
