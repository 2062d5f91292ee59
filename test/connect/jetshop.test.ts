// The driver against the simulator: what it sends, what it makes of the answers, and what it never
// does.
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  SystemError,
  type Answer,
  type Connector,
  type Page,
  type WriteRequest,
} from '../../engine/connect/connector.js'
import { HttpDoor } from '../../engine/connect/http.js'
import {
  JetshopApi,
  type PriceRow,
  type ProductRow as ProductWrite,
} from '../../engine/connect/jetshop/api.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { SeenRows } from '../../engine/connect/jetshop/seen-rows.js'
import { settingsOf } from '../../engine/connect/jetshop/settings.js'
import { JetshopWriter } from '../../engine/connect/jetshop/writer.js'
import type { Fault } from '../../engine/connect/jetshop/simulator/faults.js'
import {
  startShopSimulator,
  type ShopSimulator,
} from '../../engine/connect/jetshop/simulator/server.js'
import {
  createShopWorld,
  type ProductRow,
} from '../../engine/connect/jetshop/simulator/shop-world.js'
import { effectsOf, type Put, type World } from '../../engine/connect/world/world.js'
import { noOrders } from '../../engine/connect/jetshop/orders/bound.js'
import { temporaryFolder } from '../kit/folder.js'

interface Context {
  world: World
  simulator: ShopSimulator
  open: (settings?: Record<string, unknown>) => Promise<Connector>
  close: () => Promise<void>
}
const test = suite<Context>('jetshop')
const LIST = '5b1e0000-0000-4000-8000-000000000001'
const RESELLERS = '7c2f0000-0000-4000-8000-000000000002'
const KOPP: ProductRow = {
  id: 1,
  price: '98.4000',
  vat: '0.25000000',
  texts: { 'sv-SE': { Name: 'Kopp' }, 'nb-NO': { Name: 'Kopp, norsk' } },
  categories: [{ id: 11 }],
}

test.before.each(async (context) => {
  const { folder, remove } = temporaryFolder()
  context.world = createShopWorld(
    join(folder, 'shop.json'),
    { cultures: ['sv-SE', 'nb-NO'] },
    {
      products: { 4711: { ...KOPP }, 4712: { id: 2, texts: { 'sv-SE': { Name: 'Fat' } } } },
    },
  )
  context.simulator = await startShopSimulator({ world: context.world.file, port: 0 })
  const { account, serviceUrl, storeUrl, token } = context.simulator
  const connectors: Connector[] = []
  context.open = async (settings = {}) => {
    const connector = await makeJetshop({
      name: 'se',
      dir: folder,
      tell: () => {},
      settings: {
        ...account,
        url: serviceUrl,
        templateId: 1,
        defaultPriceList: LIST,
        storeApi: { url: storeUrl, shopId: account.shopId, token },
        ...settings,
      },
      habits: { batchMax: 50, parallelMax: 4, pageMax: 100 },
    })
    connectors.push(connector)
    return connector
  }
  context.close = async () => {
    for (const { reader } of connectors) await reader.close()
    await context.simulator.close()
    remove()
  }
})
test.after.each(async ({ close }) => {
  await close()
})

function arm(world: World, ...faults: Fault[]): void {
  world.refresh()
  world.settings['faults'] = faults
  world.checkpoint()
}

async function send(
  connector: Connector,
  request: Partial<WriteRequest> & Pick<WriteRequest, 'items'>,
): Promise<ReadonlyMap<string, Answer>> {
  return connector.writer.send({ entity: 'product', action: 'update', scope: {}, ...request })
}

function codeOf(answer: Answer | undefined): string | undefined {
  return answer && 'problem' in answer ? `${answer.kind} ${answer.problem.code}` : answer?.kind
}

async function listed(connector: Connector, entity = 'product'): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of connector.reader.list(entity, {})) pages.push(page)
  return pages
}

const keysOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ items }) => items.map(({ key }) => key))

test('lists what visitors see, and the articles it is told of besides', async ({ open }) => {
  assert.equal(keysOf(await listed(await open())), ['4711'])
  assert.equal(keysOf(await listed(await open({ articles: ['4712', '4711', 4713] }))), [
    '4711',
    '4712',
    '4713',
  ])
})

test('what it is told of and a visitor can see is looked up together', async ({ open, world }) => {
  world.effect('by hand', [['products', '4716', { id: 9, texts: { 'sv-SE': { Name: 'Skål' } } }]])
  const numbers = ['4716', 'finns-inte', ...Array.from({ length: 150 }, (_, at) => `X-${at}`)]
  const pages = await listed(await open({ articles: numbers }))
  const items = pages.flatMap((page) => page.items)
  assert.equal(items.map(({ key }) => key), ['4711', ...numbers])
  assert.is(items.find(({ key }) => key === '4716')?.fields['name'], 'Skål')
  assert.equal(items.find(({ key }) => key === 'finns-inte')?.fields, { sku: 'finns-inte' })
})

test('lists without the storefront only what it is told of', async ({ open }) => {
  const pages = await listed(await open({ storeApi: undefined, articles: ['4712'] }))
  assert.equal(pages[0]?.items, [{ key: '4712', fields: { sku: '4712' }, partial: true }])
  assert.equal((await listed(await open({ storeApi: undefined })))[0]?.coverage, {
    kind: 'subset',
    pages: 0,
  })
})

test('lists the numbers in a file as well, as they are today', async ({ open, world }) => {
  const file = join(dirname(world.file), 'numbers.txt')
  writeFileSync(file, '\uFEFF# from the ERP\r\n4712\r\n\r\n 007 \n4712\n')
  const connector = await open({ storeApi: undefined, articlesFile: 'numbers.txt' })
  assert.equal(keysOf(await listed(connector)), ['4712', '007'])
  writeFileSync(file, '4711\n')
  assert.equal(keysOf(await listed(connector)), ['4711'])
  rmSync(file)
  let error: unknown
  try {
    await listed(connector)
  } catch (caught) {
    error = caught
  }
  assert.ok(error instanceof SystemError && error.problem.code === 'E223', String(error))
})

test('lists variants as the articles that they are, and no hidden article', async ({
  open,
  world,
}) => {
  world.effect('by hand', [
    ['products', '4711-RÖD', { parent: '4711', id: 3 }],
    ['products', '4711-BLÅ', { parent: '4711', id: 4 }],
    ['products', '4714', { ...KOPP, priceLists: { [LIST]: { hidden: true } } }],
    ['products', '4715', { ...KOPP, id: 5 }],
  ])
  const connector = await open()
  const [page] = await listed(connector)
  // A product that comes in variants is not for sale itself: nobody can order it.
  assert.equal(
    page?.items.map(({ key, fields }) => [key, fields['parent']]),
    [
      ['4711-RÖD', '4711'],
      ['4711-BLÅ', '4711'],
      ['4715', null],
    ],
  )
  assert.is((await connector.reader.find('product', ['4711'], {})).get('4711')?.kind, 'found')
})

test('pages of products in variants neither repeat nor leave out an article', async ({
  open,
  world,
}) => {
  const numbers = Array.from({ length: 60 }, (_, at) => `P-${at}`)
  world.effect('by hand', [
    ['products', '4711', null],
    ...numbers.map((number): Put => ['products', number, { ...KOPP, id: 100 }]),
    ...numbers.flatMap((parent) =>
      ['A', 'B', 'C'].map((one): Put => ['products', `${parent}-${one}`, { parent }]),
    ),
  ])
  const pages = await listed(await open())
  assert.equal(new Set(keysOf(pages)).size, 180)
  assert.is(keysOf(pages).length, 180)
  assert.ok(pages.every(({ items }) => items.length <= 100))
})

test('lists what has changed since the last time', async ({ open, world }) => {
  const connector = await open()
  assert.equal(keysOf(await listed(connector)), ['4711'])
  world.effect('by hand', [
    ['products', '4711', { ...KOPP, priceLists: { [LIST]: { hidden: true } } }],
    ['products', '4712', { id: 2, categories: [{ id: 20 }] }],
  ])
  assert.equal(keysOf(await listed(connector)), ['4712'])
  world.effect('by hand', [
    ['products', '4711', { ...KOPP, categories: [{ id: 20 }] }],
    ['products', '4712', null],
  ])
  assert.equal(keysOf(await listed(connector)), ['4711'])
})

test('half a listing is no listing', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'StoreAPI', kind: 'status503', delayMs: 0 })
  let error: unknown
  try {
    await listed(connector)
  } catch (caught) {
    error = caught
  }
  assert.ok(error instanceof SystemError && error.kind === 'retry', String(error))
})

test('a storefront that does not accept the token cannot be used', async ({ open, simulator }) => {
  const connector = await open({
    storeApi: { url: simulator.storeUrl, shopId: 'nordlys', token: 'fel' },
  })
  let error: unknown
  try {
    await listed(connector)
  } catch (caught) {
    error = caught
  }
  assert.ok(
    error instanceof SystemError &&
      error.kind === 'refused' &&
      error.problem.code === 'JETSHOP_STORE_LOGIN',
    String(error),
  )
})

test('a login that is not accepted cannot be used, and refuses writes', async ({ open }) => {
  const connector = await open({ password: 'fel' })
  let error: unknown
  try {
    await connector.reader.identify()
  } catch (caught) {
    error = caught
  }
  assert.ok(
    error instanceof SystemError &&
      error.kind === 'refused' &&
      error.problem.code === 'JETSHOP_LOGIN',
    String(error),
  )
  assert.is(
    codeOf(
      (
        await send(connector, { action: 'create', items: [{ key: 'N', fields: { name: 'Ny' } }] })
      ).get('N'),
    ),
    'refused JETSHOP_LOGIN',
  )
})

test('reads texts in the culture that is asked for, and the article where it has none', async ({
  open,
}) => {
  const { reader } = await open({ cultures: ['sv-SE', 'nb-NO'] })
  const names = async (culture: string): Promise<unknown[]> => {
    const found = await reader.find('product', ['4711', '4712', '4713'], { culture })
    return [...found.values()].map((one) =>
      one.kind === 'found' ? one.item.fields['name'] : one.kind,
    )
  }
  assert.equal(await names('sv-SE'), ['Kopp', 'Fat', 'absent'])
  assert.equal(await names('nb-NO'), ['Kopp, norsk', null, 'absent'])
})

test('lists texts in the culture that is asked for', async ({ open }) => {
  const connector = await open({ cultures: ['sv-SE', 'nb-NO'] })
  for (const [culture, name] of [
    [undefined, 'Kopp'],
    ['nb-NO', 'Kopp, norsk'],
  ] as const) {
    for await (const page of connector.reader.list('product', { culture })) {
      for (const item of page.items) assert.is(item.fields['name'], name)
    }
  }
})

test('stops asking when the login is not accepted', async ({ open, world, simulator }) => {
  const connector = await open({ password: 'fel' })
  let error: unknown
  try {
    await connector.reader.find(
      'product',
      Array.from({ length: 50 }, (_, at) => `A-${at}`),
      {},
    )
  } catch (caught) {
    error = caught
  }
  assert.ok(error instanceof SystemError && error.problem.code === 'JETSHOP_LOGIN')
  assert.ok(simulator.refusedLogins() <= 4, `${simulator.refusedLogins()} attempts`)
  assert.equal(effectsOf(world.file), [])
})

test('writes texts in one culture only', async ({ open, world }) => {
  const connector = await open({ cultures: ['sv-SE', 'nb-NO'] })
  await send(connector, {
    scope: { culture: 'nb-NO' },
    items: [{ key: '4711', fields: { name: 'Krus' } }],
  })
  world.refresh()
  const texts = (world.row('products', '4711') as ProductRow).texts
  assert.equal([texts?.['sv-SE']?.['Name'], texts?.['nb-NO']?.['Name']], ['Kopp', 'Krus'])
})

test('a slow read is tried again, a busy service is waited for', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'Product_Get', kind: 'lostReplyBefore', times: 2 })
  assert.is((await connector.reader.find('product', ['4711'], {})).get('4711')?.kind, 'found')
  arm(world, { op: 'Product_Get', kind: 'html' })
  const found = await connector.reader.find('product', ['4711', '4712'], {})
  assert.equal(
    [...found.values()].map(({ kind }) => kind),
    ['unknown', 'unknown'],
  )
})

test('refuses to create without a template, and visibility or price without a list', async ({
  open,
  world,
}) => {
  const connector = await open({ templateId: undefined, defaultPriceList: undefined })
  const created = await send(connector, {
    action: 'create',
    items: [{ key: 'N', fields: { name: 'Ny' } }],
  })
  assert.is(codeOf(created.get('N')), 'refused JETSHOP_TEMPLATE_MISSING')
  const hidden = await send(connector, { items: [{ key: '4711', fields: { active: false } }] })
  assert.is(codeOf(hidden.get('4711')), 'refused JETSHOP_PRICE_LIST_MISSING')
  const priced = await send(connector, {
    entity: 'price',
    items: [{ key: '4711', fields: { price: '5.00' } }],
  })
  assert.is(codeOf(priced.get('4711')), 'refused JETSHOP_PRICE_LIST_MISSING')
  assert.equal(effectsOf(world.file), [])
})

test('says so when an article to create was there already', async ({ open }) => {
  const answer = (
    await send(await open(), {
      action: 'create',
      items: [{ key: '4711', fields: { name: 'Mugg' } }],
    })
  ).get('4711')
  assert.is(answer?.kind, 'done')
  assert.is(answer?.kind === 'done' ? answer.warnings?.[0]?.code : '', 'JETSHOP_WAS_THERE')
})

test('an article is born without a price: neither one of nothing, nor the one of another', async ({
  open,
  world,
}) => {
  const connector = await open()
  const items = ['4711', 'N', 'M'].map((key) => ({
    key,
    fields: { name: key, ...(key === 'M' ? { active: false } : {}) },
  }))
  await send(connector, { action: 'create', items })
  const found = await connector.reader.find('price', ['4711', 'N', 'M'], { priceList: LIST })
  const prices = [...found.values()].map((one) => one.kind === 'found' && one.item.fields['price'])
  assert.equal(prices, ['123.00', null, null])
  const active = await connector.reader.find('product', ['N', 'M'], {})
  assert.equal(
    [...active.values()].map((one) => one.kind === 'found' && one.item.fields['active']),
    [true, false],
  )
  assert.equal(effectsOf(world.file).filter(({ what }) => what.startsWith('PriceList')).length, 2)
  const withoutList = await open({ defaultPriceList: undefined })
  const answers = await send(withoutList, { action: 'create', items: [{ key: 'U', fields: {} }] })
  assert.is(answers.get('U')?.kind, 'done')
})

test('half a birth is none: the article is there, and nobody knows whether it has no price', async ({
  open,
  world,
}) => {
  const connector = await open()
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'lostReplyBefore', times: 1 })
  const items = [{ key: 'N', fields: { name: 'Ny', active: false } }]
  const answer = (await send(connector, { action: 'create', items })).get('N')
  assert.is(codeOf(answer), 'unknown HTTP_NO_ANSWER')
  const found = (await connector.reader.find('product', ['N'], {})).get('N')
  assert.is(found?.kind === 'found' && found.item.fields['active'], true)
})

test('creates a batch with one request of each kind', async ({ simulator }) => {
  const { account, serviceUrl } = simulator
  const calls: string[] = []
  class Counting extends JetshopApi {
    override productAddUpdate(rows: readonly ProductWrite[]) {
      calls.push(`Product_AddUpdate ${rows.length}`)
      return super.productAddUpdate(rows)
    }
    override priceListUpdateArticleIncVat(rows: readonly PriceRow[]) {
      calls.push(`PriceList_UpdateArticleIncVAT ${rows.length}`)
      return super.priceListUpdateArticleIncVat(rows)
    }
  }
  const door = new HttpDoor({ parallelMax: 4 })
  const settings = settingsOf({ ...account, url: serviceUrl, templateId: 1, defaultPriceList: LIST })
  const api = new Counting(door, settings.account)
  const writer = new JetshopWriter({ api, settings, seen: new SeenRows(), habits: { parallelMax: 4 }, orders: noOrders('se') })
  const items = Array.from({ length: 50 }, (_, at) => ({
    key: `N-${at}`,
    fields: { name: 'Ny', ...(at % 2 === 0 ? { active: true } : {}) },
  }))
  await writer.send({ entity: 'product', action: 'create', scope: {}, items })
  door.close()
  assert.equal(calls, ['Product_AddUpdate 50', 'PriceList_UpdateArticleIncVAT 50'])
})

test('a row that the service cannot read stops no other one', async ({ open, world }) => {
  const connector = await open()
  const unreadable = '9'.repeat(25)
  const items = Array.from({ length: 50 }, (_, at) => ({
    key: `N-${at}`,
    fields: { name: 'Ny', weight: at === 17 || at === 42 ? unreadable : '0.5' },
  }))
  const answers = await send(connector, { action: 'create', items })
  const refused = items.filter(({ key }) => answers.get(key)?.kind !== 'done').map(({ key }) => key)
  assert.equal(refused, ['N-17', 'N-42'])
  assert.is(codeOf(answers.get('N-17')), 'refused JETSHOP_FAULT')
  const made = effectsOf(world.file).filter(({ what }) => what === 'Product_AddUpdate')
  assert.is(made.length, 48)
})

test('where no row can be read, few requests tell it', async ({ open, world }) => {
  const connector = await open()
  const items = Array.from({ length: 50 }, (_, at) => ({
    key: `N-${at}`,
    fields: { weight: '9'.repeat(25) },
  }))
  const answers = await send(connector, { action: 'create', items })
  assert.ok([...answers.values()].every((one) => codeOf(one) === 'refused JETSHOP_FAULT'))
  assert.is(answers.size, 50)
  assert.equal(effectsOf(world.file), [])
})

test('never creates an article by its stock, its status or a change', async ({ open, world }) => {
  const connector = await open()
  for (const [entity, fields] of [
    ['stock', { quantity: 5 }],
    ['stock-status', { status: '1' }],
    ['product', { name: 'Ny' }],
    ['price', { price: '10.00' }],
  ] as const) {
    const answer = (await send(connector, { entity, items: [{ key: 'OKÄND', fields }] })).get(
      'OKÄND',
    )
    assert.is(answer?.kind, 'refused', entity)
  }
  assert.equal(effectsOf(world.file), [])
})

test('is done with two halves only when both are', async ({ open, world }) => {
  const connector = await open()
  const both = { items: [{ key: '4711', fields: { name: 'Mugg', active: false } }] }
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'lostReplyAfter', times: 1 })
  assert.is(codeOf((await send(connector, both)).get('4711')), 'unknown HTTP_NO_ANSWER')
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'status500', times: 1 })
  assert.is(codeOf((await send(connector, both)).get('4711')), 'unknown JETSHOP_FAULT_INSIDE')
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'rowFailure', times: 1 })
  assert.is(codeOf((await send(connector, both)).get('4711')), 'refused JETSHOP_ROW_REFUSED')
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'html', times: 1 })
  assert.is(codeOf((await send(connector, both)).get('4711')), 'unknown HTTP_MAINTENANCE')
  arm(world)
  assert.is(codeOf((await send(connector, both)).get('4711')), 'done')
})

test('does not begin the second half when the first went wrong', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'Product_AddUpdate', kind: 'lostReplyAfter', times: 1 })
  const answers = await send(connector, {
    items: [{ key: '4711', fields: { name: 'Mugg', active: false } }],
  })
  assert.is(codeOf(answers.get('4711')), 'unknown HTTP_NO_ANSWER')
  assert.equal(
    effectsOf(world.file).map(({ what }) => what),
    ['Product_AddUpdate'],
  )
})

test('nothing happened when the look before a write failed', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'Product_Get', kind: 'lostReplyBefore', times: 1 })
  assert.is(
    (await send(connector, { items: [{ key: '4711', fields: { name: 'Mugg' } }] })).get('4711')
      ?.kind,
    'retry',
  )
  assert.equal(effectsOf(world.file), [])
})

test('answers each row by its own result', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'PriceList_UpdateArticleIncVAT', kind: 'rowFailure', article: '4712' })
  const answers = await send(connector, {
    entity: 'price-list',
    scope: { priceList: RESELLERS },
    items: ['4711', '4712'].map((key) => ({ key, fields: { price: '79.00' } })),
  })
  assert.equal(
    ['4711', '4712'].map((key) => answers.get(key)?.kind),
    ['done', 'refused'],
  )
  world.refresh()
  const row = world.row('products', '4711') as ProductRow
  assert.equal(row.priceLists, { [RESELLERS]: { incVat: 79 } })
  assert.is(row.price, '98.4000')
})

test('an effect that comes late is found later', async ({ open, world }) => {
  const connector = await open()
  arm(world, { op: 'Product_AddUpdate', kind: 'lateEffect', delayMs: 30, times: 1 })
  assert.is(
    (
      await send(connector, { action: 'create', items: [{ key: 'N', fields: { name: 'Ny' } }] })
    ).get('N')?.kind,
    'unknown',
  )
  assert.is((await connector.reader.find('product', ['N'], {})).get('N')?.kind, 'absent')
  await new Promise((resolve) => {
    setTimeout(resolve, 60)
  })
  assert.is((await connector.reader.find('product', ['N'], {})).get('N')?.kind, 'found')
})

test('moves an article to another category, and out of the one before', async ({ open, world }) => {
  const connector = await open()
  await send(connector, { items: [{ key: '4711', fields: { group: '20' } }] })
  world.refresh()
  assert.equal((world.row('products', '4711') as ProductRow).categories, [
    { id: 20, order: 0, canonical: false },
  ])
  assert.is(
    codeOf(
      (await send(connector, { items: [{ key: '4711', fields: { group: '999' } }] })).get('4711'),
    ),
    'refused JETSHOP_ROW_REFUSED',
  )
  assert.is(
    codeOf(
      (await send(connector, { items: [{ key: '4711', fields: { group: 'Kök' } }] })).get('4711'),
    ),
    'refused JETSHOP_VALUE_UNFIT',
  )
})

test('a world that is not there is said, not thrown about', async ({ open: _open }) => {
  let error: unknown
  try {
    await makeJetshop({
      name: 'se',
      dir: '/',
      tell: () => {},
      settings: {},
      simulator: '/finns/inte.json',
      habits: { batchMax: 1, parallelMax: 1, pageMax: 1 },
    })
  } catch (caught) {
    error = caught
  }
  assert.ok(error instanceof SystemError && error.problem.code === 'WORLD_MISSING')
})

test.run()
