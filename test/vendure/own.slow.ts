// What the contract does not ask of every shop: sums to the öre, parts of an order, the bank's refusal, several channels, groups of
// customers, articles that share a product, and answers that are no answers.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Answer, Connector, WriteAction } from '../../engine/connect/connector.js'
import { makeVendure } from '../../engine/connect/vendure/driver.js'
import { add, multiply } from '../../engine/values/decimal.js'
import { grossOf, parseMoney } from '../../engine/values/money.js'
import { allDone } from '../connect/contract-bench.js'
import { systemSpec } from '../kit/specs.js'
import { startProxy, type Fault, type Proxy } from './proxy.js'
import { ADMIN, canServe, shopServer, type NewChannel, type ShopServer } from './server.js'
import { openForSale, placeOrder, statesSincePlaced, stocked, type Placing } from './storefront.js'

type Fields = Readonly<Record<string, unknown>>

const test = suite('vendure: what only this shop has')
const spec = systemSpec('vendure')
const ARTICLES = ['4711', 'Å-12'] as const

interface Bench {
  readonly server: ShopServer
  readonly channel: NewChannel
  readonly proxy: Proxy
  readonly connector: Connector
  readonly settings: Fields
}

const open = new Set<{ close(): Promise<void> }>()
test.after.each(async () => {
  for (const one of open) await one.close()
  open.clear()
})

async function connect(settings: Fields, pageMax = 50): Promise<Connector> {
  const connector = await makeVendure({ name: 'se', dir: '.', tell: () => {}, settings, habits: { ...spec.habits, pageMax } })
  open.add(connector.reader)
  return connector
}

async function bench(options: { readonly pricesIncludeTax?: boolean; readonly pageMax?: number } = {}): Promise<Bench> {
  const server = await shopServer()
  const channel = await server.newChannel(options)
  const proxy = await startProxy(server.url)
  open.add(proxy)
  const settings = { ...ADMIN, url: proxy.url, channel: channel.code, settleSeconds: 1 }
  return { server, channel, proxy, settings, connector: await connect(settings, options.pageMax) }
}

async function shop(options: { readonly pricesIncludeTax?: boolean } = {}): Promise<Bench & { place(placing?: Partial<Placing>): Promise<string> }> {
  const it = await bench(options)
  await openForSale(it.server, it.channel)
  await stocked(it.connector, ARTICLES)
  const rows = [{ sku: ARTICLES[0], quantity: 2 }, { sku: ARTICLES[1], quantity: 1 }]
  return { ...it, place: (placing) => placeOrder(it.server, it.channel, { rows, ...placing }) }
}

async function fieldsOf({ reader }: Connector, entity: string, key: string): Promise<Fields> {
  const found = (await reader.find(entity, [key], {})).get(key)
  assert.is(found?.kind, 'found', `${entity} ${key}: ${JSON.stringify(found)}`)
  return found?.kind === 'found' ? found.item.fields : {}
}

async function send({ writer }: Connector, entity: string, action: WriteAction, key: string, fields: Fields): Promise<Answer> {
  const answer = (await writer.send({ entity, action, scope: {}, items: [{ key, fields }] })).get(key)
  if (!answer) throw new Error(`no answer for ${entity} ${key}`)
  return answer
}

function codeOf(answer: Answer): string {
  return answer.kind === 'done' ? 'done' : `${answer.kind} ${answer.problem.code}`
}

/** Ten per cent off the whole order, for who knows the word. */
async function coupon({ ask }: ShopServer, { token, code }: NewChannel): Promise<string> {
  const word = `TIO-${code}`
  await ask('mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { __typename } }', {
    input: {
      enabled: true, couponCode: word, conditions: [], translations: [{ languageCode: 'sv', name: 'Tio procent' }],
      actions: [{ code: 'order_percentage_discount', arguments: [{ name: 'discount', value: '10' }] }],
    },
  }, token)
  return word
}

for (const pricesIncludeTax of [true, false]) {
  test(`the sums of an order agree to the öre, with a discount, where prices are kept ${pricesIncludeTax ? 'with' : 'without'} VAT`, async () => {
    const it = await shop({ pricesIncludeTax })
    const number = await it.place({ coupon: await coupon(it.server, it.channel) })
    const order = await fieldsOf(it.connector, 'order', number)
    const rows = Object.values(order['rows'] as Record<string, Fields>)
    const charges = Object.values(order['charges'] as Record<string, Fields>)
    const taxes = Object.values(order['taxLines'] as Record<string, Fields>)
    const sum = (list: readonly Fields[], name: string): string => parseMoney(list.reduce((total, one) => add(total, String(one[name])), '0')) ?? ''
    assert.is(order['pricesWithVat'], pricesIncludeTax)
    assert.is(sum([...rows, ...charges], 'amount'), pricesIncludeTax ? order['gross'] : order['net'])
    assert.is(sum(taxes, 'vat'), order['vat'])
    assert.is(sum(taxes, 'net'), order['net'])
    assert.is(parseMoney(add(String(order['net']), String(order['vat']))), order['gross'])
    assert.equal(rows.map(({ vatRate }) => vatRate), [2500, 1200])
    assert.equal(charges.map(({ vatRate }) => vatRate), [2500])
    // 2 × 199.00 less a tenth, and 49.50 less a tenth: the discount is in the amounts and not in the prices.
    if (pricesIncludeTax) assert.equal(rows.map(({ price, amount }) => [price, amount]), [['199.00', '358.20'], ['49.50', '44.55']])
    else assert.is(grossOf(multiply('159.20', '2'), 2500, 2), '398.00')
  })
}

test('a channel without the price that was asked for refuses it, and keeps the one it has', async () => {
  const { connector } = await shop({ pricesIncludeTax: false })
  assert.is(codeOf(await send(connector, 'price', 'update', '4711', { price: '0.02' })), 'refused VENDURE_PRICE_UNFIT')
  assert.is((await fieldsOf(connector, 'price', '4711'))['price'], '199.00')
})

test('an article without a price cannot be bought; with its first price it can', async () => {
  const { server, channel, connector, place } = await shop()
  const { reader: _reader, writer } = connector
  allDone(await writer.send({ entity: 'product', action: 'create', scope: {}, items: [{ key: 'NY', fields: { sku: 'NY', name: 'Ny', vatRate: 2500, active: true, stockItem: true } }] }))
  allDone(await writer.send({ entity: 'stock', action: 'update', scope: {}, items: [{ key: 'NY', fields: { quantity: 5 } }] }))
  const rows = [{ sku: 'NY', quantity: 1 }]
  let refused = ''
  await place({ rows }).catch((error: Error) => { refused = error.message })
  assert.match(refused, /NOT_FOUND|ENTITY|variant/i)
  assert.is(codeOf(await send(connector, 'price', 'update', 'NY', { price: '0.00' })), 'refused VENDURE_PRICE_ZERO')
  assert.is(codeOf(await send(connector, 'price', 'update', 'NY', { price: '10.00' })), 'done')
  const number = await placeOrder(server, channel, { rows })
  assert.is((await fieldsOf(connector, 'order', number))['gross'], '59.00')
})

test('a level is what can be sold: an order lowers it at once, a delivery does not lower it again', async () => {
  const { connector, place } = await shop()
  assert.is((await fieldsOf(connector, 'stock', '4711'))['quantity'], 100)
  const number = await place()
  assert.is((await fieldsOf(connector, 'stock', '4711'))['quantity'], 98)
  assert.is(codeOf(await send(connector, 'stock', 'update', '4711', { quantity: 40 })), 'done')
  assert.is((await fieldsOf(connector, 'stock', '4711'))['quantity'], 40)
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P1`, { orderNumber: number, parcels: { P1: { carrier: 'PostNord' } } })), 'done')
  assert.is((await fieldsOf(connector, 'stock', '4711'))['quantity'], 40)
})

test('an order goes in two parcels; when all has left, the shop knows', async () => {
  const { server, channel, connector, place } = await shop()
  const number = await place()
  const part = { orderNumber: number, rows: { 1: { sku: '4711', quantity: '1' } }, parcels: { P1: { carrier: 'PostNord' } }, shippedAt: '2026-11-25T10:00:00Z' }
  assert.is(codeOf(await send(connector, 'capture', 'create', number, { orderNumber: number, amount: (await fieldsOf(connector, 'order', number))['gross'] })), 'done')
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P1`, part)), 'done')
  assert.is((await fieldsOf(connector, 'order-status', number))['status'], 'PartiallyShipped')
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P1`, part)), 'done')
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P9`, { orderNumber: number, rows: { 1: { sku: '4711', quantity: '2' } }, parcels: { P9: {} } })), 'refused VENDURE_NOT_LEFT')
  const rest = { orderNumber: number, parcels: { P2: { carrier: 'DHL' }, P3: { carrier: 'DHL' } }, shippedAt: '2026-11-26T10:00:00Z' }
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P2`, rest)), 'done')
  assert.equal(await statesSincePlaced(server, channel, number), ['PaymentSettled', 'PartiallyShipped', 'Shipped'])
  const { rows, parcels } = await fieldsOf(connector, 'shipment', `${number}/P3`)
  assert.equal(parcels, { P2: { carrier: 'DHL' }, P3: { carrier: 'DHL' } })
  assert.equal(Object.values(rows as Record<string, Fields>), [{ sku: '4711', quantity: '1' }, { sku: 'Å-12', quantity: '1' }])
})

test('the states are a machine: what it does not allow is refused in its words', async () => {
  const { connector, place } = await shop()
  const number = await place()
  const answer = await send(connector, 'order-status', 'update', number, { status: 'Shipped' })
  assert.is(codeOf(answer), 'refused VENDURE_REFUSED')
  assert.match(JSON.stringify(answer), 'PaymentAuthorized')
  assert.is(codeOf(await send(connector, 'order-status', 'update', number, { status: 'Packing', mail: true })), 'refused VENDURE_MAIL')
  assert.is((await fieldsOf(connector, 'order-status', number))['status'], 'PaymentAuthorized')
})

test('a part is not captured, and what the bank refuses is refused and asked for once', async () => {
  const { server, connector, place } = await shop()
  const [number, poor] = [await place(), await place({ refuse: true })]
  assert.is(codeOf(await send(connector, 'capture', 'create', number, { orderNumber: number, amount: '1.00' })), 'refused VENDURE_CAPTURE_WHOLE')
  const answer = await send(connector, 'capture', 'create', poor, { orderNumber: poor })
  assert.is(codeOf(answer), 'refused VENDURE_REFUSED')
  assert.match(JSON.stringify(answer), 'the bank says no')
  assert.is(codeOf(await send(connector, 'capture', 'create', poor, { orderNumber: poor })), 'refused VENDURE_NOT_RESERVED')
  assert.equal([number, poor].map((one) => server.captured.filter((reference) => reference === one).length), [0, 1])
})

/** What may be known after each fault, and what a retry must not do twice. */
const FAULTS: readonly (readonly [Fault, string])[] = [
  ['badGateway', 'unknown'], ['page', 'retry'], ['cut', 'unknown'], ['slow', 'done'], ['busy', 'retry'], ['late', 'unknown'],
]
for (const [fault, kind] of FAULTS) {
  test(`a capture and a fulfilment meet "${fault}", and happen once`, async () => {
    const { server, proxy, connector, place } = await shop()
    const number = await place()
    const writes = [['SettlePayment', 'capture', number, { orderNumber: number }], ['Fulfil', 'shipment', `${number}/P1`, { orderNumber: number, parcels: { P1: {} } }]] as const
    for (const [operation, entity, key, fields] of writes) {
      proxy.arm(operation, fault)
      assert.is((await send(connector, entity, 'create', key, fields)).kind, kind, operation)
      for (let tried = 1; ; tried += 1) {
        const answer = await send(connector, entity, 'create', key, fields)
        if (answer.kind === 'done') break
        assert.ok(answer.kind === 'retry' && tried < 20, `${operation}: ${JSON.stringify(answer)}`)
        await new Promise((resolve) => { setTimeout(resolve, Math.max(20, answer.afterMs ?? 100)) })
      }
      assert.ok((proxy.arrived.get(operation) ?? 0) <= 1, `${operation} arrived ${proxy.arrived.get(operation)} times`)
    }
    assert.is(server.captured.filter((one) => one === number).length, 1)
  })
}

test('a capture whose answer was lost is not sent again by the next process either', async () => {
  const { server, proxy, settings, connector, place } = await shop()
  const [number, other] = [await place(), await place()]
  const request = { entity: 'capture', action: 'create', scope: {}, items: [{ key: number, fields: { orderNumber: number } }] } as const
  const since = await connector.writer.prepare?.(request)
  proxy.arm('SettlePayment', 'late')
  assert.is((await connector.writer.send(request)).get(number)?.kind, 'unknown')
  const reborn = await connect(settings)
  await reborn.reader.find('capture', [number], {}, since)
  assert.is(codeOf(await send(reborn, 'capture', 'create', number, { orderNumber: number })), 'retry VENDURE_UNSETTLED')
  assert.is(codeOf(await send(reborn, 'capture', 'create', other, { orderNumber: other })), 'done', 'another order does not wait')
  await new Promise((resolve) => { setTimeout(resolve, 1_200) })
  assert.is(codeOf(await send(reborn, 'capture', 'create', number, { orderNumber: number })), 'done')
  assert.is(server.captured.filter((one) => one === number).length, 1)
})

test('a shop of several channels tells its orders apart, and prices each by itself', async () => {
  const one = await shop()
  const other = await bench()
  await openForSale(other.server, other.channel)
  await stocked(other.connector, ['B-1', 'B-2'])
  const [first, second] = [await one.place(), await placeOrder(other.server, other.channel, { rows: [{ sku: 'B-1', quantity: 1 }] })]
  assert.is((await one.connector.reader.find('order', [second], {})).get(second)?.kind, 'absent')
  const all = await connect({ ...ADMIN, url: one.proxy.url })
  const numbers = async (scope: Record<string, string>): Promise<string[]> => {
    const found: string[] = []
    for await (const { items } of all.reader.list('order', scope)) found.push(...items.map(({ key }) => key))
    return found
  }
  assert.equal(await numbers({ channel: one.channel.code }), [first])
  assert.equal(await numbers({ channel: other.channel.code }), [second])
  const everywhere = await numbers({})
  for (const number of [first, second]) assert.ok(everywhere.includes(number), number)
  assert.equal([(await fieldsOf(all, 'order', first))['channel'], (await fieldsOf(all, 'order', second))['channel']], [one.channel.code, other.channel.code])
  // The price list of another channel, once the article is sold there too.
  const { productVariants } = await one.server.ask<{ productVariants: { items: readonly { product: { id: string } }[] } }>(
    '{ productVariants(options: { filter: { sku: { eq: "4711" } } }) { items { product { id } } } }', {}, one.channel.token)
  await one.server.ask('mutation ($input: AssignProductsToChannelInput!) { assignProductsToChannel(input: $input) { id } }',
    { input: { productIds: [productVariants.items[0]?.product.id], channelId: other.channel.id } }, one.channel.token)
  const scope = { priceList: other.channel.code }
  // Channels are known for a while; one that was made since is seen by a connection that is opened now.
  const { reader, writer } = await connect(one.settings)
  allDone(await writer.send({ entity: 'price-list', action: 'update', scope, items: [{ key: '4711', fields: { price: '149.00' } }] }))
  const priceIn = async (entity: string, where: Record<string, string>): Promise<unknown> => {
    const found = (await reader.find(entity, ['4711'], where)).get('4711')
    return found?.kind === 'found' ? found.item.fields['price'] : found
  }
  assert.equal([await priceIn('price', {}), await priceIn('price-list', scope)], ['199.00', '149.00'])
})

test('customers are listed and found, and change their group', async () => {
  const { server, channel, connector, place } = await shop()
  const number = await place()
  for (const name of ['Grossister', 'Återförsäljare'])
    await server.ask('mutation ($name: String!) { createCustomerGroup(input: { name: $name }) { id } }', { name: `${name} ${channel.code}` })
  const [gross, resale] = [`Grossister ${channel.code}`, `Återförsäljare ${channel.code}`]
  const key = String((await fieldsOf(connector, 'order', number))['customerNumber'])
  const before = await fieldsOf(connector, 'customer', key)
  assert.equal([before['name'], before['email'], before['kind'], before['customerGroup']], ['Åsa Öberg', 'asa@example.se', 'private', null])
  const groups: unknown[] = []
  for (const customerGroup of [gross, resale, resale, null]) {
    assert.is(codeOf(await send(connector, 'customer', 'update', key, { customerGroup })), 'done', String(customerGroup))
    groups.push((await fieldsOf(connector, 'customer', key))['customerGroup'])
  }
  assert.equal(groups, [gross, resale, resale, null])
  assert.is(codeOf(await send(connector, 'customer', 'update', key, { customerGroup: 'Ingen sådan' })), 'refused VENDURE_NO_GROUP')
  assert.is(codeOf(await send(connector, 'customer', 'update', key, { email: 'x@example.se' })), 'refused VENDURE_FIELD_READ_ONLY')
  assert.is(codeOf(await send(connector, 'customer', 'update', '999999', { customerGroup: gross })), 'refused VENDURE_CUSTOMER_NOT_FOUND')
})

test('what several articles share is never written for one of them, and a number that is there twice is nobody\'s', async () => {
  const { server, channel, connector } = await bench()
  const { createProduct } = await server.ask<{ createProduct: { id: string } }>(
    'mutation { createProduct(input: { translations: [{ languageCode: sv, name: "Tröja", slug: "troja", description: "Av ull" }] }) { id } }', {}, channel.token)
  const { createProductOptionGroup } = await server.ask<{ createProductOptionGroup: { id: string; options: readonly { id: string }[] } }>(
    `mutation ($code: String!) { createProductOptionGroup(input: { code: $code, translations: [{ languageCode: sv, name: "Storlek" }], options: [
      { code: "s", translations: [{ languageCode: sv, name: "S" }] }, { code: "m", translations: [{ languageCode: sv, name: "M" }] }] }) { id options { id } } }`,
    { code: `storlek-${channel.code}` }, channel.token)
  await server.ask('mutation ($product: ID!, $group: ID!) { addOptionGroupToProduct(productId: $product, optionGroupId: $group) { id } }',
    { product: createProduct.id, group: createProductOptionGroup.id }, channel.token)
  await server.ask('mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }', {
    input: createProductOptionGroup.options.map(({ id }, at) => ({
      productId: createProduct.id, sku: `T-${at}`, price: 10_000, optionIds: [id], translations: [{ languageCode: 'sv', name: `Tröja ${at}` }],
    })),
  }, channel.token)
  assert.equal([(await fieldsOf(connector, 'product', 'T-0'))['parent'], (await fieldsOf(connector, 'product', 'T-0'))['description']], ['troja', 'Av ull'])
  assert.is(codeOf(await send(connector, 'product', 'update', 'T-0', { description: 'Av bomull' })), 'refused VENDURE_SHARED')
  assert.is(codeOf(await send(connector, 'product', 'update', 'T-0', { name: 'Tröja liten', active: false })), 'done')
  const [changed, kept] = [await fieldsOf(connector, 'product', 'T-0'), await fieldsOf(connector, 'product', 'T-1')]
  assert.equal([changed['name'], changed['active'], kept['name'], kept['active']], ['Tröja liten', false, 'Tröja 1', true])
  await server.ask('mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }',
    { input: [{ id: (await connector.reader.find('product', ['T-1'], {}).then((found) => { const one = found.get('T-1'); return one?.kind === 'found' ? one.item.id : '' })), sku: 'T-0' }] }, channel.token)
  assert.is((await connector.reader.find('product', ['T-0'], {})).get('T-0')?.kind, 'ambiguous')
  assert.is(codeOf(await send(connector, 'price', 'update', 'T-0', { price: '5.00' })), 'refused VENDURE_TWICE')
})

test('a listing from which something leaves while it is read proves no absence', async () => {
  const { server, channel, connector } = await bench({ pageMax: 2 })
  const keys = ['A', 'B', 'C', 'D', 'E', 'F']
  allDone(await connector.writer.send({ entity: 'product', action: 'create', scope: {}, items: keys.map((key) => ({ key, fields: { sku: key, name: `Artikel ${key}` } })) }))
  const coverage: unknown[] = []
  let pages = 0
  for await (const page of connector.reader.list('product', {})) {
    pages += 1
    if (page.coverage) coverage.push(page.coverage.kind)
    if (pages > 1) continue
    const found = (await connector.reader.find('product', ['A'], {})).get('A')
    await server.ask('mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }', { id: found?.kind === 'found' ? found.item.id : '' }, channel.token)
  }
  assert.equal(coverage, ['subset'])
})

test('who may not come in is told so once; a key opens the door as a login does', async () => {
  const { server, channel, proxy, settings } = await bench()
  const wrong = await connect({ ...settings, password: 'fel' })
  for (let time = 0; time < 3; time += 1) {
    let code = ''
    await wrong.reader.identify().catch((error: { problem: { code: string } }) => { code = error.problem.code })
    assert.is(code, 'VENDURE_LOGIN')
  }
  assert.is(proxy.arrived.get('Login'), 1, 'an account that is refused over and over may be locked')
  const elsewhere = await connect({ ...settings, channel: 'ingen' })
  let code = ''
  await elsewhere.reader.identify().catch((error: { problem: { code: string } }) => { code = error.problem.code })
  assert.is(code, 'VENDURE_CHANNEL')
  const { createApiKey } = await server.ask<{ createApiKey: { apiKey: string } }>(
    'mutation { createApiKey(input: { roleIds: ["1"], translations: [{ languageCode: en, name: "sync" }] }) { apiKey } }', {}, channel.token)
  const { user: _user, password: _password, ...rest } = settings as typeof ADMIN & Fields
  const keyed = await connect({ ...rest, apiKey: createApiKey.apiKey })
  const { facts } = await keyed.reader.identify()
  assert.is(facts['channel'], channel.code)
})

/** As docs/vendure.md tells the merchant. */
const RIGHTS = [
  'ReadCatalog', 'CreateCatalog', 'UpdateCatalog', 'ReadSettings', 'ReadOrder', 'UpdateOrder', 'ReadCustomer', 'ReadCustomerGroup', 'UpdateCustomerGroup',
]

test('an account with no more rights than docs/vendure.md says can do everything', async () => {
  const it = await shop()
  const number = await it.place()
  const { createRole } = await it.server.ask<{ createRole: { id: string } }>(
    'mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }',
    { input: { code: `sync-${it.channel.code}`, description: 'sync', permissions: RIGHTS, channelIds: [it.channel.id] } })
  const account = { user: `sync@${it.channel.code}.example`, password: 'a password' }
  await it.server.ask('mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }',
    { input: { firstName: 'Sync', lastName: 'Sync', emailAddress: account.user, password: account.password, roleIds: [createRole.id] } })
  const group = `Grupp ${it.channel.code}`
  await it.server.ask('mutation ($name: String!) { createCustomerGroup(input: { name: $name }) { id } }', { name: group })
  const connector = await connect({ ...it.settings, ...account })
  const item = { sku: 'R-1', name: 'Rätt', description: 'Lagom', vatRate: 1200, active: true, stockItem: true }
  assert.is(codeOf(await send(connector, 'product', 'create', 'R-1', item)), 'done')
  assert.is(codeOf(await send(connector, 'product', 'update', 'R-1', { name: 'Rätter', description: 'Mer', vatRate: 2500, active: false })), 'done')
  assert.is(codeOf(await send(connector, 'price', 'update', 'R-1', { price: '12.50' })), 'done')
  assert.is(codeOf(await send(connector, 'stock', 'update', 'R-1', { quantity: 3 })), 'done')
  for (const entity of ['product', 'price', 'stock']) await fieldsOf(connector, entity, 'R-1')
  const { customerNumber } = await fieldsOf(connector, 'order', number)
  assert.is((await fieldsOf(connector, 'customer', String(customerNumber)))['email'], 'asa@example.se')
  for (const list of ['order-statuses', 'channels', 'payment-methods', 'delivery-ways', 'customer-groups', 'stock-locations'])
    for await (const { items } of connector.reader.list('code', { list })) assert.ok(items.length > 0, list)
  assert.is(codeOf(await send(connector, 'customer', 'update', String(customerNumber), { customerGroup: group })), 'done')
  assert.is(codeOf(await send(connector, 'customer', 'update', String(customerNumber), { customerGroup: null })), 'done')
  assert.is(codeOf(await send(connector, 'capture', 'create', number, { orderNumber: number })), 'done')
  assert.is(codeOf(await send(connector, 'shipment', 'create', `${number}/P1`, { orderNumber: number, parcels: { P1: {} }, shippedAt: '2026-11-25T10:00:00Z' })), 'done')
  assert.is(codeOf(await send(connector, 'order-status', 'update', number, { status: 'Delivered' })), 'refused VENDURE_REFUSED')
})

if (canServe()) test.run()
