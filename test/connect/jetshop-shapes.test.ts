// Compares what we send and what the simulator answers with samples of the real service, where such
// a folder lies beside the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { HttpDoor, Post } from '../../engine/connect/http.js'
import { JetshopApi } from '../../engine/connect/jetshop/api.js'
import { checkRequest, SenderFault } from '../../engine/connect/jetshop/simulator/check.js'
import { operations } from '../../engine/connect/jetshop/simulator/operations.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import {
  faultEnvelope,
  readEnvelope,
  requestEnvelope,
  responseEnvelope,
  type Xml,
  type WrittenNode,
} from '../../engine/connect/jetshop/xml.js'
import { projectRoot } from '../kit/specs.js'
import { temporaryFolder } from '../kit/folder.js'

const SAMPLES = join(projectRoot, '..', 'shared', 'reference', 'jetshop', 'soap-v3')
const LIST = '11111111-1111-4111-8111-111111111111'
const OTHER = '22222222-2222-4222-8222-222222222222'
const FAULTS: readonly string[] = [
  'PriceList_UpdateArticleIncVAT.response.http500-fault-empty-int',
  'Product_AddUpdate.response.http500-fault-nil-date',
]
/** Each is compared below with what the simulator answers. */
const ANSWERS: readonly string[] = [
  'PriceList_UpdateArticleIncVAT.response',
  'ProductDynamicField_SaveProductDynamicFieldData.response.mixed',
  'Product_AddUpdate.response.created',
  'Product_AddUpdate.response.updated',
  'Product_AddUpdateImages.response',
  'Product_Delete.response.not-found',
  'Product_Delete.response.success',
  'Product_Get.response.full',
  'Product_Get.response.not-found',
  'Product_Get.response.sparse-nulls-omitted',
  'UploadImage.response.failure-http200',
  'UploadImage.response.success',
]
const test = suite('jetshop shapes')

function sample(name: string): string {
  return readFileSync(join(SAMPLES, `${name}.xml`), 'utf8').trim()
}

/** The same without white space between elements, which our requests do not have. */
function oneLine(text: string): string {
  return text.replace(/\r?\n\s*/g, '').replace('?> <', '?><')
}

/**
 * The names of all elements in their order, with how a value is written: nil, empty, number of
 * decimals …
 */
function shape(text: string): string[] {
  const parts = text.matchAll(/<(\/?[\w:]+)([^>]*?)(\/?)>([^<]*)/g)
  return [...parts].map(
    ([, name, attributes, empty, value]) =>
      `${name}${/nil/.test(attributes ?? '') ? ' nil' : ''}${empty ?? ''}${formOf(value ?? '')}`,
  )
}

function formOf(value: string): string {
  if (/^-?\d+\.\d+$/.test(value)) return ` .${value.split('.')[1]?.length}`
  if (/^-?\d+$/.test(value)) return ' int'
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return ' time'
  if (/^(true|false)$/.test(value)) return ' bool'
  return value === '' ? '' : ' text'
}

async function sent(ask: (api: JetshopApi) => Promise<unknown>): Promise<string> {
  let body = ''
  const door = {
    post: async (post: Post) => {
      body = post.body
      return { kind: 'reply', status: 404, text: '', headers: {} }
    },
    close: () => {},
  }
  await ask(
    new JetshopApi(door as unknown as HttpDoor, {
      url: 'http://127.0.0.1/',
      user: 'u',
      password: 'p',
      shopId: 'SHOPID',
    }),
  )
  return body
}

if (!existsSync(SAMPLES)) {
  console.log('  skipped: no samples of the real service beside the project')
} else {
  test('requests are byte for byte those of the samples', async () => {
    const table: readonly [name: string, ask: (api: JetshopApi) => Promise<unknown>][] = [
      ['Product_Get.request', (api) => api.productGet('ART-1001', 'sv-SE')],
      ['Product_Delete.request', (api) => api.productDelete('ART-1003')],
      [
        'ProductDynamicField_GetProductDynamicFieldData.request',
        (api) => api.dynamicFieldsGet(['ART-1003'], ['sv-SE', 'nb-NO']),
      ],
      [
        'ProductDynamicField_SaveProductDynamicFieldData.request',
        (api) =>
          api.dynamicFieldsSave([
            {
              articleNumber: 'ART-1003',
              key: 'color',
              values: { 'sv-SE': 'Vit', 'nb-NO': 'Hvit' },
            },
          ]),
      ],
      ['Product_AddUpdateImages.request', (api) => api.productAddUpdateImages(['ART-1003'], '.')],
      [
        'PriceList_UpdateArticleIncVAT.request',
        (api) =>
          api.priceListUpdateArticleIncVat([
            {
              ArticleNumber: 'ART-1003',
              PriceListId: LIST,
              PriceIncVat: '123',
              DiscountedPriceIncVat: '-1',
              HideProduct: false,
              UseDiscountDateSpan: false,
            },
            { ArticleNumber: 'ART-1003', PriceListId: OTHER, HideProduct: true },
          ]),
      ],
    ]
    for (const [name, ask] of table) assert.is(await sent(ask), oneLine(sample(name)), name)
    const image = await sent((api) =>
      api.uploadImage({
        fileName: 'ART-1003.jpg',
        imageName: 'ART-1003.jpg',
        bytes: new Uint8Array([1]),
      }),
    )
    assert.is(image.replace('AQ==', 'BASE64'), oneLine(sample('UploadImage.request')))
  })

  test('every sample request can be read by the simulator, and written again', () => {
    for (const name of [
      'Product_Get',
      'Product_AddUpdate',
      'Product_Delete',
      'PriceList_UpdateArticleIncVAT',
      'UploadImage',
      'Product_AddUpdateImages',
      'ProductDynamicField_GetProductDynamicFieldData',
      'ProductDynamicField_SaveProductDynamicFieldData',
    ]) {
      const text = sample(`${name}.request`)
      const { content } = readEnvelope(text)
      checkRequest(name, content)
      assert.is(requestEnvelope(name, content as WrittenNode, 'SHOPID'), oneLine(text), name)
    }
  })

  test('the simulator answers in the shapes of the samples', () => {
    const { folder, remove } = temporaryFolder()
    const texts = {
      DescriptionUrl: '',
      Manufacturer: '',
      ManufacturerArtnr: '',
      ManufacturerModel: '',
      MetaDescription: '',
      MetaKeywords: '',
      Name: 'Produkt A',
      PageTitle: '',
      ProductDescription: 'Text',
      RelatedProductsText: '',
      ShortDescription: 'Kort',
      SubName: '',
      Permalink: 'produkt-a',
      SearchKeys: '',
    }
    const sparse = {
      Name: 'Produkt B',
      ProductDescription: 'Tekst',
      ShortDescription: 'Kort',
      UpSellProducts: '',
    }
    const world = createShopWorld(
      join(folder, 'shop.json'),
      { cultures: ['sv-SE', 'nb-NO'], defaultPriceList: LIST },
      {
        priceLists: { [LIST]: {}, [OTHER]: {} },
        categories: { 150: { name: 'Kategori' }, 999: { name: 'Annan' } },
        dynamicFields: { color: {} },
        products: {
          'ART-1001': {
            id: 124,
            price: '108.0000',
            ean: '',
            texts: { 'sv-SE': texts },
            categories: [{ id: 150 }],
            modified: '2025-11-24T09:52:09.54',
          },
          'ART-1002': {
            id: 200,
            price: '423.2000',
            texts: { 'nb-NO': sparse },
            categories: [{ id: 150 }],
          },
        },
      },
    )
    const answer = (name: string, fails = false): string => {
      const { content } = readEnvelope(sample(`${name}.request`))
      const operation = operations[name]
      assert.ok(operation)
      return responseEnvelope(
        name,
        operation!({ world, operation: name, content, fails: () => fails }),
      )
    }
    const get = (article: string, culture: string): string => {
      const content: Xml = { productOptions: { ArticleNumber: article, Culture: culture } }
      return responseEnvelope(
        'Product_Get',
        operations['Product_Get']!({
          world,
          operation: 'Product_Get',
          content,
          fails: () => false,
        }),
      )
    }
    const alike = (ours: string, name: string): void => {
      assert.equal(shape(ours), shape(sample(name)), name)
    }
    // Images are an escaped text; how many there are is no part of the shape.
    alike(get('ART-1001', 'sv-SE'), 'Product_Get.response.full')
    alike(get('ART-1002', 'nb-NO'), 'Product_Get.response.sparse-nulls-omitted')
    assert.is(get('ART-9', 'sv-SE'), sample('Product_Get.response.not-found'))
    alike(answer('Product_Delete'), 'Product_Delete.response.not-found')
    const created = answer('Product_AddUpdate')
    assert.is(created.replace(/>2001</g, '>2068<'), sample('Product_AddUpdate.response.created'))
    assert.is(
      answer('Product_AddUpdate').replace(/>2001</g, '>2068<'),
      sample('Product_AddUpdate.response.updated'),
    )
    assert.is(
      answer('PriceList_UpdateArticleIncVAT'),
      sample('PriceList_UpdateArticleIncVAT.response'),
    )
    assert.is(answer('UploadImage'), sample('UploadImage.response.success'))
    assert.is(answer('UploadImage', true), sample('UploadImage.response.failure-http200'))
    assert.is(answer('Product_AddUpdateImages'), sample('Product_AddUpdateImages.response'))
    const both = ['color', 'unknown_key'].map((Key) => ({ ArticleNumber: 'ART-1003', Key }))
    const saved = operations['ProductDynamicField_SaveProductDynamicFieldData']!({
      world,
      operation: 'x',
      content: { dynamicFieldOnProductInputs: { DynamicFieldOnProductInput: both } },
      fails: () => false,
    })
    const mixed = responseEnvelope('ProductDynamicField_SaveProductDynamicFieldData', saved)
    assert.is(
      mixed.replace(/>2001</g, '>2079<'),
      sample('ProductDynamicField_SaveProductDynamicFieldData.response.mixed'),
    )
    assert.is(answer('Product_Delete'), sample('Product_Delete.response.success'))
    remove()
  })

  test('a request that cannot be read is answered with the fault of the samples', () => {
    const price = { ArticleNumber: 'A', PriceListId: LIST, DiscountedPriceIncVat: '' }
    const product = { ArticleNumber: 'A', StockData: { DeliveryDate: null } }
    for (const [operation, content, name] of [
      ['PriceList_UpdateArticleIncVAT', { articlePriceLists: { ArticlePriceListIncVat: [price] } }, FAULTS[0]],
      ['Product_AddUpdate', { products: { ProductData: [product] } }, FAULTS[1]],
    ] as const) {
      let fault: unknown
      try {
        checkRequest(operation, content)
      } catch (error) {
        fault = error
      }
      assert.ok(fault instanceof SenderFault, operation)
      const ours = faultEnvelope('soap:Sender', (fault as Error).message)
      // Where in the document, and the lines of the stack, are no part of the shape.
      const plain = (text: string): string => text.replace(/\(\d+, \d+\)/, '()').replace(/\n[^<]*/, '')
      assert.is(plain(ours), plain(sample(name ?? '')), name)
    }
  })

  test('no sample is left out', () => {
    const files = readdirSync(SAMPLES).map((name) => name.replace(/\.xml$/, ''))
    const requests = files.filter((name) => name.endsWith('.request'))
    assert.equal(requests.map((name) => name.split('.')[0]).sort(), Object.keys(operations).sort())
    assert.equal(files.filter((name) => !name.endsWith('.request')).sort(), [...ANSWERS, ...FAULTS].sort())
  })
}

test.run()
