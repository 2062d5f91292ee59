// The operations of the simulated service. A request has been checked before it comes here; each
// changed product is one effect.
import type { World } from '../../world/world.js'
import { asNode, listIn, textIn, type WrittenNode, type Xml, type XmlNode } from '../xml.js'
import { cultureOf } from './check.js'
import { priceListUpdate } from './price-rows.js'
import { productData } from './product-data.js'
import { productAddUpdate } from './product-rows.js'
import { productIn } from './shop-world.js'

export interface Called {
  readonly world: World
  /** The operation, as it stands in the effect log. */
  readonly operation: string
  readonly content: Xml
  /** Whether a row is to fail, as a fault of the world asks. */
  readonly fails: (article: string, at: number) => boolean
}

type Operation = (called: Called) => WrittenNode

export const operations: Readonly<Record<string, Operation>> = {
  Product_Get: productGet,
  Product_AddUpdate: productAddUpdate,
  Product_Delete: productDelete,
  PriceList_UpdateArticleIncVAT: priceListUpdate,
  ProductDynamicField_GetProductDynamicFieldData: dynamicFieldsGet,
  ProductDynamicField_SaveProductDynamicFieldData: dynamicFieldsSave,
  UploadImage: uploadImage,
  Product_AddUpdateImages: productAddUpdateImages,
}

function productGet({ world, content }: Called): WrittenNode {
  const options = asNode(content)['productOptions']
  const articleNumber = textIn(options, 'ArticleNumber') ?? ''
  const culture = cultureOf(world, options)
  const row = productIn(world, articleNumber)
  return row ? { ProductData: [productData(world, { articleNumber, row, culture })] } : {}
}

function productDelete({ world, operation, content }: Called): WrittenNode {
  const articleNumber = textIn(asNode(content)['productDeleteRequest'], 'ArticleNumber') ?? ''
  if (!productIn(world, articleNumber)) return { Identifier: articleNumber, Result: 'NotFound' }
  world.effect(operation, [['products', articleNumber, null]])
  return { Identifier: articleNumber, Result: 'Success', Message: '' }
}

function dynamicFieldsGet({ world, content }: Called): WrittenNode {
  const asked = asNode(content)
  const cultures = listIn(asked['cultures'], 'string')
  const rows = listIn(asked['articleNumbers'], 'string').flatMap((article) => {
    const fields = productIn(world, String(article))?.fields ?? {}
    return Object.entries(fields).map(([Key, values]) => ({
      Key,
      ItemValues: {
        Localization: cultures.map((culture) => ({
          Culture: String(culture),
          Value: values[String(culture)] ?? '',
        })),
      },
    }))
  })
  return { DynamicFieldOnProductOutput: rows }
}

function dynamicFieldsSave(called: Called): WrittenNode {
  const inputs = listIn(
    asNode(called.content)['dynamicFieldOnProductInputs'],
    'DynamicFieldOnProductInput',
  ).map(asNode)
  return { DynamicFieldItemResult: inputs.map((input, at) => saveField(called, input, at)) }
}

function saveField({ world, operation, fails }: Called, input: XmlNode, at: number): WrittenNode {
  const article = textIn(input, 'ArticleNumber') ?? ''
  const key = textIn(input, 'Key') ?? ''
  const row = productIn(world, article)
  const head = { ProductId: row?.id ?? 0, ArticleNumber: article, Key: key }
  if (!row || fails(article, at)) return { ...head, Success: false, Message: 'Product not found.' }
  if (!world.row('dynamicFields', key)) {
    return {
      ...head,
      Success: false,
      Message: 'No dynamic field, connected to product, found with key.',
    }
  }
  const values = Object.fromEntries(
    listIn(input['ItemValues'], 'Localization').map((one) => [
      textIn(one, 'Culture') ?? '',
      textIn(one, 'Value') ?? '',
    ]),
  )
  const fields = { ...row.fields, [key]: { ...row.fields?.[key], ...values } }
  world.effect(operation, [['products', article, { ...row, fields }]])
  return { ...head, Success: true }
}

function uploadImage({ world, operation, content, fails }: Called): WrittenNode {
  const rows = listIn(asNode(content)['imageFileOptions'], 'ImageFileOptions').map(
    (options, at) => {
      const FileName = textIn(options, 'FileName') ?? ''
      const ImageName = textIn(options, 'ImageName') ?? ''
      const bytes = Buffer.from(textIn(options, 'ImageByte') ?? '', 'base64').length
      if (bytes === 0 || fails(FileName, at)) {
        return {
          FileName,
          ImageName,
          Message: 'Failed to upload image. Contact support',
          Success: false,
        }
      }
      world.effect(operation, [['images', FileName, { name: ImageName, bytes }]])
      return {
        FileName,
        ImageName,
        Message: `Image ${FileName} was successfully uploaded`,
        Success: true,
      }
    },
  )
  return { ImageUploadResult: rows }
}

/** Images belong to the article whose number their file name begins with, up to the divider. */
function productAddUpdateImages({ world, operation, content }: Called): WrittenNode {
  const divider = textIn(content, 'divider') ?? ''
  const rows = listIn(asNode(content)['articleNumbers'], 'ArticleNumberImages').map((one) => {
    const article = textIn(one, 'ArticleNumber') ?? ''
    const row = productIn(world, article)
    const images = Object.keys(world.table('images')).filter((name) =>
      name.startsWith(`${article}${divider}`),
    )
    if (!row || images.length === 0) return { Identifier: article, ResultType: 'NoAnyImages' }
    world.effect(operation, [['products', article, { ...row, images }]])
    return { Identifier: article, ResultType: 'Success' }
  })
  return { ResultMessage: rows }
}
