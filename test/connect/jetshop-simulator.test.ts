// The simulator by itself: the rules of the service as they were seen, and a fault for whatever was
// not.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { HttpDoor } from '../../engine/connect/http.js'
import { JetshopApi } from '../../engine/connect/jetshop/api.js'
import {
  startShopSimulator,
  type ShopSimulator,
} from '../../engine/connect/jetshop/simulator/server.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import type { Called } from '../../engine/connect/called.js'
import { callService } from '../../engine/connect/jetshop/soap.js'
import { StoreApi } from '../../engine/connect/jetshop/store-api.js'
import {
  listIn,
  asNode,
  textIn,
  type Written,
  type XmlNode,
} from '../../engine/connect/jetshop/xml.js'
import { effectsOf, type Put, type World } from '../../engine/connect/world/world.js'
import { temporaryFolder } from '../kit/folder.js'

interface Context {
  world: World
  simulator: ShopSimulator
  door: HttpDoor
  api: JetshopApi
  close: () => Promise<void>
}
const test = suite<Context>('jetshop simulator')
const LIST = '5b1e0000-0000-4000-8000-000000000001'

test.before.each(async (context) => {
  const { folder, remove } = temporaryFolder()
  context.world = createShopWorld(join(folder, 'shop.json'))
  context.simulator = await startShopSimulator({ world: context.world.file, port: 0 })
  context.door = new HttpDoor()
  context.api = new JetshopApi(context.door, {
    url: context.simulator.serviceUrl,
    ...context.simulator.account,
  })
  context.close = async () => {
    context.door.close()
    await context.simulator.close()
    remove()
  }
})
test.after.each(async ({ close }) => {
  await close()
})

function valueOf<Result>(called: Called<Result>): Result {
  assert.is(called.kind, 'ok', JSON.stringify(called))
  return (called as { value: Result }).value
}

async function add(api: JetshopApi, members: Record<string, Written> = {}): Promise<XmlNode> {
  const rows = valueOf(
    await api.productAddUpdate([{ ArticleNumber: '4711', Culture: 'sv-SE', ...members }]),
  )
  return rows[0] ?? {}
}

async function get(api: JetshopApi): Promise<XmlNode> {
  return valueOf(await api.productGet('4711', 'sv-SE'))[0] ?? {}
}

test('creates, then updates, under one id; a new article is named by its number alone', async ({
  api,
  world,
}) => {
  assert.is((await add(api, { TemplateId: 1 }))['StatusMainProductCreateDelete'], 'SuccessNew')
  assert.is((await add(api, { SubName: 'Röd' }))['StatusMainProductCreateDelete'], 'SuccessUpdate')
  const row = await get(api)
  assert.equal(
    [row['Name'], row['Permalink'], row['SubName'], row['ProductId']],
    ['', '4711', 'Röd', '2001'],
  )
  assert.equal(
    effectsOf(world.file).map(({ what }) => what),
    ['Product_AddUpdate', 'Product_AddUpdate'],
  )
})

test('keeps prices excl. VAT with four decimals, and none as -0.8000', async ({ api }) => {
  await add(api)
  for (const [incVat, exVat] of [
    ['123', '98.4000'],
    ['199', '159.2000'],
    ['-1', '-0.8000'],
    ['1', '0.8000'],
  ]) {
    valueOf(
      await api.priceListUpdateArticleIncVat([
        { ArticleNumber: '4711', PriceListId: LIST.toUpperCase(), PriceIncVat: incVat },
      ]),
    )
    assert.is((await get(api))['Price'], exVat)
  }
})

test('hides by price list; the article row shows the default list', async ({ api }) => {
  await add(api)
  for (const HideProduct of [true, false]) {
    valueOf(
      await api.priceListUpdateArticleIncVat([
        { ArticleNumber: '4711', PriceListId: LIST, HideProduct },
      ]),
    )
    assert.is((await get(api))['HideProduct'], String(HideProduct))
  }
})

test('does not touch the date of change for price and stock', async ({ api }) => {
  await add(api, { Name: 'Kopp' })
  const before = (await get(api))['ModifiedDate']
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
  await add(api, { StockData: { ArticleNumber: '4711', NewStockCount: 5 } })
  valueOf(
    await api.priceListUpdateArticleIncVat([
      { ArticleNumber: '4711', PriceListId: LIST, PriceIncVat: '5' },
    ]),
  )
  assert.is((await get(api))['ModifiedDate'], before)
  await add(api, { Name: 'Mugg' })
  assert.is.not((await get(api))['ModifiedDate'], before)
})

test('rejects the whole request for an empty or nil date and for a number that is not whole', async ({
  api,
  world,
}) => {
  const table: readonly [members: Record<string, Written>, message: RegExp][] = [
    [
      { StockData: { ArticleNumber: '4711', DeliveryDate: '' } },
      /The string '' is not a valid AllXsd value/,
    ],
    [
      { StockData: { ArticleNumber: '4711', DeliveryDate: null } },
      /The string '' is not a valid AllXsd value/,
    ],
    [{ StockData: { ArticleNumber: '4711', NewStockCount: '1.5' } }, /correct format/],
    [{ TemplateId: '' }, /correct format/],
    [{ TemplateId: '99999999999' }, /correct format/],
    [{ TemplateId: '3000000000' }, /Int32/],
    [{ HideProduct: 'ja' }, /valid Boolean/],
    [{ Vat: '0,25' }, /correct format/],
    [{ Warehouse: '1' }, /Not known here/],
  ]
  for (const [members, message] of table) {
    const called = await api.productAddUpdate([
      { ArticleNumber: 'BRA', Culture: 'sv-SE', Name: 'Bra' },
      { ArticleNumber: '4711', Culture: 'sv-SE', ...members },
    ])
    assert.is(called.kind, 'refused', JSON.stringify(members))
    if (called.kind === 'refused') {
      assert.is(called.problem.code, 'JETSHOP_FAULT')
      assert.match(String(called.problem.facts['message']), message)
    }
  }
  assert.equal(effectsOf(world.file), [])
  assert.is(
    (
      await api.priceListUpdateArticleIncVat([
        { ArticleNumber: '4711', PriceListId: LIST, PriceIncVat: '199.50' },
      ])
    ).kind,
    'refused',
  )
  assert.is(
    (
      await api.priceListUpdateArticleIncVat([
        { ArticleNumber: '4711', PriceListId: LIST, DiscountedPriceIncVat: '' },
      ])
    ).kind,
    'refused',
  )
})

test('knows eight operations, and says so for any other', async ({
  simulator,
  door,
  api: _api,
}) => {
  const account = { url: simulator.serviceUrl, ...simulator.account }
  const called = await callService(door, account, {
    operation: 'Order_Get',
    content: {},
    writes: false,
  })
  assert.is(called.kind, 'refused')
})

test('lets nobody in without the right login', async ({ simulator, door }) => {
  const account = { url: simulator.serviceUrl, user: 'samsyn', password: 'fel' }
  const called = await callService(door, account, {
    operation: 'Product_Get',
    content: {},
    writes: false,
  })
  assert.is(called.kind === 'refused' ? called.problem.code : '', 'JETSHOP_LOGIN')
})

test('describes itself', async ({ simulator }) => {
  const { user, password } = simulator.account
  const headers = {
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  }
  const wsdl = await (await fetch(`${simulator.serviceUrl}?WSDL`, { headers })).text()
  for (const operation of ['Product_Get', 'Product_AddUpdate', 'UploadImage'])
    assert.match(wsdl, `<wsdl:operation name="${operation}">`)
  assert.is((await fetch(`${simulator.serviceUrl}?WSDL`)).status, 401)
  assert.is((await fetch(`${simulator.url}/annat`, { method: 'POST' })).status, 404)
})

test('keeps fields that are defined, and refuses the others row by row', async ({ api, world }) => {
  await add(api)
  world.effect('by hand', [['dynamicFields', 'color', {}]])
  const rows = valueOf(
    await api.dynamicFieldsSave([
      { articleNumber: '4711', key: 'color', values: { 'sv-SE': 'Vit' } },
      { articleNumber: '4711', key: 'smak', values: { 'sv-SE': 'Salt' } },
    ]),
  )
  assert.equal(
    rows.map((row) => row['Success']),
    ['true', 'false'],
  )
  const [field] = valueOf(await api.dynamicFieldsGet(['4711'], ['sv-SE']))
  assert.equal(
    [field?.['Key'], textIn(asNode(listIn(field?.['ItemValues'], 'Localization')[0]), 'Value')],
    ['color', 'Vit'],
  )
})

test('ties images to articles by file name', async ({ api }) => {
  await add(api)
  const bytes = new Uint8Array([1, 2, 3])
  assert.is(
    valueOf(await api.uploadImage({ fileName: '4711.1.jpg', imageName: 'Kopp', bytes }))[0]?.[
      'Success'
    ],
    'true',
  )
  const rows = valueOf(await api.productAddUpdateImages(['4711', '4712'], '.'))
  assert.equal(
    rows.map((row) => row['ResultType']),
    ['Success', 'NoAnyImages'],
  )
})

test('deletes, once', async ({ api, world }) => {
  await add(api)
  assert.is(valueOf(await api.productDelete('4711'))['Result'], 'Success')
  assert.is(valueOf(await api.productDelete('4711'))['Result'], 'NotFound')
  world.refresh()
  assert.is(world.row('products', '4711'), undefined)
})

test('takes in a hand edit of its file', async ({ api, world }) => {
  await add(api, { Name: 'Kopp' })
  world.refresh()
  world.checkpoint()
  writeFileSync(
    world.file,
    readFileSync(world.file, 'utf8').replace('"Name": "Kopp"', '"Name": "Handmålad kopp"'),
  )
  assert.is((await get(api))['Name'], 'Handmålad kopp')
})

test('the storefront refuses what is not in its contract', async ({ simulator }) => {
  const headers = { shopid: simulator.account.shopId, token: simulator.token }
  const ask = async (query: string, more: Record<string, string> = {}): Promise<string> => {
    const answer = await fetch(simulator.storeUrl, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify({ query }),
    })
    assert.is(answer.status, 200)
    return answer.text()
  }
  assert.match(await ask('{ orders { id } }'), /Cannot query field/)
  assert.match(
    await ask('{ category(id: 10) { products(first: 101) { totalResults } } }'),
    /Paging/,
  )
  assert.match(await ask('{ channels { id name } }', { token: 'fel' }), /InvalidToken/)
  assert.match(await ask('{ channels { id name } }'), /Nordlys/)
})

test('answers twenty thousand articles as fast as a few', async ({
  simulator,
  world,
  door,
  api,
}) => {
  const puts: Put[] = Array.from({ length: 20_000 }, (_, at) => [
    'products',
    `A-${at}`,
    { id: at, texts: { 'sv-SE': { Name: `Artikel ${at}` } }, categories: [{ id: 20 }] },
  ])
  world.effect('by hand', puts)
  const store = new StoreApi(door, {
    url: simulator.storeUrl,
    shopId: simulator.account.shopId,
    token: simulator.token,
  })
  await store.categoryPage(20, { first: 100, offset: 0 })
  const start = performance.now()
  for (let at = 0; at < 40; at += 1) {
    valueOf(await api.productGet(`A-${at * 500}`, 'sv-SE'))
    const page = await store.categoryPage(20, { first: 10, offset: at * 500 })
    assert.is(page.articles[0]?.articleNumber, `A-${at * 500}`)
    assert.is(page.total, 20_000)
  }
  const each = (performance.now() - start) / 80
  assert.ok(each < 25, `${each.toFixed(1)} ms for a call`)
})

test.run()
