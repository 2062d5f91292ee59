// Orders from Norce Checkout, on a small simulated one: the shapes are the published ones.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Connector, type Found } from '../../engine/connect/connector.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { checkoutItem, paymentStateOf } from '../../engine/connect/norce/checkout-item.js'
import type { JsonMap } from '../../engine/connect/norce/checkout-api.js'
import { createCheckoutWorld, startCheckoutSimulator } from '../../engine/connect/norce/simulator/server.js'
import type { Row, World } from '../../engine/connect/world/world.js'
import { assumedBinding, orderShop, type OrderShop } from '../kit/orders.js'
import { systemSpec } from '../kit/specs.js'

const test = suite('norce checkout')
let shop: OrderShop
let checkout: World
let open: Connector[] = []
test.before.each(() => {
  shop = orderShop()
  checkout = createCheckoutWorld(join(shop.dir, 'checkout.json'))
  open = []
})
test.after.each(async () => {
  for (const one of open) await one.reader.close()
  await shop.close()
})

const amount = (inc: number, ex: number): JsonMap => ({ includingVat: inc, excludingVat: ex })

/** Two cups and freight, completed, with the payment reserved. */
function order(over: JsonMap = {}): JsonMap {
  return {
    merchant: 'nordlys', channel: 'se', reference: '10001', created: '2026-11-25T07:01:00.123Z', lastModified: '2026-11-25T07:05:00Z',
    state: { currentStatus: 'completed', transitions: [] }, culture: 'sv-SE', currency: 'SEK', country: 'SE',
    cart: { items: [{ sku: '007', name: 'Kopp', quantity: 2, price: amount(129.9, 103.92), total: amount(259.8, 207.84), vatRate: 0.25 }], total: amount(259.8, 207.84) },
    payments: [{ state: { currentStatus: 'failed' } }, { state: { currentStatus: 'reserved' }, type: 'klarna' }], shippings: [],
    customer: { email: 'asa@example.se' }, total: amount(308.8, 247.04), ...over,
  }
}

function place(id: string, over: JsonMap = {}): void {
  checkout.effect('placed', [['orders', id, order(over) as unknown as Row]])
}

async function connect(over: object = {}, pageMax = 50, binding = true): Promise<Connector> {
  const connector = await makeJetshop({
    name: 'se', dir: shop.dir, simulator: shop.world.file, tell: () => {}, habits: { ...systemSpec('jetshop').habits, pageMax },
    settings: { orders: { checkout: { simulator: 'checkout.json', fields: { email: 'customer/email', paymentMethod: 'payments/type' }, ...over } } },
    ...(binding ? { orderBinding: { name: 'orders', file: 'orders.yaml', places: {}, spec: await shop.confirmed(assumedBinding()) } } : {}),
  })
  open.push(connector)
  return connector
}

async function numbers(connector: Connector, scope: Record<string, string> = {}): Promise<string[]> {
  const found: string[] = []
  for await (const { items } of connector.reader.list('order', scope)) found.push(...items.map(({ key }) => key))
  return found
}

async function find(connector: Connector, key: string): Promise<Found> {
  return (await connector.reader.find('order', [key], {})).get(key) as Found
}

test('an order in our fields: amounts as decimal texts, the number that the shop knows', () => {
  const { key, id, fields, problem } = checkoutItem({ id: 'o_1', ...order() }, { email: 'customer/email', 'deliveryAddress.city': 'shippings/address/city' })
  assert.is(problem, undefined)
  assert.equal([key, id], ['10001', 'o_1'])
  assert.equal(fields, {
    number: '10001', channel: 'se', placedAt: '2026-11-25T07:01:00Z', modifiedAt: '2026-11-25T07:05:00Z', status: 'completed', currency: 'SEK', pricesWithVat: true,
    rows: { 1: { sku: '007', text: 'Kopp', quantity: '2', price: '129.90', vatRate: 2500, amount: '259.80' } },
    charges: { freight: { amount: '49.00', vatRate: 2500 } }, gross: '308.80', net: '247.04', vat: '61.76', paymentState: 'reserved',
    email: 'asa@example.se', deliveryAddress: { city: null },
  })
})

test('an order that does not add up is held', () => {
  const cases: readonly (readonly [JsonMap, string])[] = [
    [{ total: amount(300, 240), cart: { ...(order()['cart'] as JsonMap), total: amount(250, 200) } }, 'CHECKOUT_SUM_DIFFERS'],
    [{ total: amount(200, 160) }, 'CHECKOUT_SUM_DIFFERS'],
    [{ total: 308.8 }, 'CHECKOUT_SUM_MISSING'],
  ]
  for (const [over, code] of cases) assert.is(checkoutItem({ id: 'o_1', ...order(over) }, {}).problem?.code, code)
})

test('payments are as far as the least of those that count', () => {
  const cases: readonly (readonly [readonly string[], string | null])[] = [
    [['reserved'], 'reserved'], [['captured', 'reserved'], 'reserved'], [['captured'], 'captured'], [['failed', 'captured'], 'captured'],
    [['processing'], 'pending'], [['declined'], null], [[], null], [['somethingNew'], 'pending'],
  ]
  for (const [states, expected] of cases) assert.is(paymentStateOf({ payments: states.map((currentStatus) => ({ state: { currentStatus } })) }), expected, states.join())
})

test('lists what is completed and paid for, in the states of the files', async () => {
  place('o_1')
  place('o_2', { reference: '10002', state: { currentStatus: 'checkout' } })
  place('o_3', { reference: '10003', payments: [{ state: { currentStatus: 'processing' } }] })
  place('o_4', { reference: '10004', channel: 'b2b' })
  const connector = await connect()
  assert.equal(await numbers(connector), ['10001', '10004'])
  assert.equal(await numbers(connector, { channel: 'b2b' }), ['10004'])
  assert.equal(await numbers(connector, { since: '2026-11-25T07:10:00Z' }), ['10001', '10004'], 'the overlap')
  assert.equal(await numbers(connector, { since: '2026-11-25T08:00:00Z' }), [])
  assert.equal(await numbers(await connect({ states: ['checkout'] })), ['10002'])
})

test('pages, and a list that shifts while it is read', async () => {
  for (let at = 1; at <= 7; at += 1) place(`o_${at}`, { reference: `1000${at}` })
  const connector = await connect({}, 3)
  const found: string[] = []
  for await (const { items } of connector.reader.list('order', {})) {
    found.push(...items.map(({ key }) => key))
    if (found.length === 3) checkout.effect('gone', [['orders', 'o_1', null]])
  }
  assert.equal(found.sort(), ['10001', '10002', '10003', '10004', '10005', '10006', '10007'])
})

test('a checkout that gives fewer on a page than it is asked for loses no order', async () => {
  const placed = Array.from({ length: 13 }, (_, at) => `${10_001 + at}`)
  for (const reference of placed) place(`o_${reference}`, { reference })
  checkout.settings['pageMax'] = 5
  checkout.checkpoint()
  assert.equal((await numbers(await connect({}, 10))).sort(), placed)
})

test('of two checkouts with one reference the one that counts is found, and two that count are doubt', async () => {
  place('o_1')
  place('o_2', { state: { currentStatus: 'removed' } })
  const connector = await connect()
  assert.equal(await numbers(connector), ['10001'])
  const one = await find(connector, '10001')
  assert.is(one.kind === 'found' && one.item.id, 'o_1')
  place('o_3')
  assert.is((await find(await connect(), '10001')).kind, 'ambiguous')
})

test('finds by the number of the shop, and says what there is not', async () => {
  place('o_1')
  const connector = await connect()
  const found = await find(connector, '10001')
  assert.is(found.kind === 'found' && found.item.fields['paymentMethod'], null, 'of the first payment, which has no type')
  assert.equal(await find(connector, '10009'), { kind: 'absent' })
})

test('what follows an order is the shop\'s own', async () => {
  place('o_1', { reference: shop.place({}) })
  const connector = await connect()
  const [number] = await numbers(connector)
  const answers = await connector.writer.send({ entity: 'order-status', action: 'update', scope: {}, items: [{ key: number as string, fields: { status: 'Levererad', mail: true } }] })
  assert.is(answers.get(number as string)?.kind, 'done')
  assert.is(shop.puts('mails', number), 1)
  const without = await connect({}, 50, false)
  const refused = (await without.writer.send({ entity: 'order-status', action: 'update', scope: {}, items: [{ key: number as string, fields: { status: 'Makulerad' } }] })).get(number as string)
  assert.is(refused?.kind === 'refused' && refused.problem.code, 'ORDERS_WITHOUT_BINDING')
})

test('a wrong token, a busy checkout, a page of somebody else', async () => {
  place('o_1')
  const simulator = await startCheckoutSimulator({ world: checkout.file, port: 0 })
  const real = { simulator: undefined, url: simulator.account.url, merchant: 'nordlys' }
  const code = async (over: object): Promise<string> => {
    const connector = await makeJetshop({ name: 'se', dir: shop.dir, tell: () => {}, habits: { ...systemSpec('jetshop').habits }, settings: { url: 'http://127.0.0.1:9/x', orders: { checkout: { ...real, ...over } } } })
    open.push(connector)
    try {
      return (await numbers(connector)).join()
    } catch (error) {
      if (error instanceof SystemError) return `${error.kind} ${error.problem.code}`
      throw error
    }
  }
  assert.is(await code({ token: 'Bearer simulated' }), '10001')
  assert.is(await code({ token: 'wrong' }), 'refused CHECKOUT_LOGIN')
  assert.is(await code({ token: 'Bearer simulated', url: simulator.account.url.replace('order/', 'nowhere/') }), 'refused CHECKOUT_REFUSED')
  checkout.settings['faults'] = [{ op: 'list', kind: 'html', times: 1 }]
  checkout.checkpoint()
  assert.is(await code({ token: 'Bearer simulated' }), '10001', 'a maintenance page is waited out')
  await simulator.close()
})

test('a simulated shop never reads a real checkout', async () => {
  const connector = await connect({ simulator: undefined, url: 'https://nordlys.api-se.norce.tech/checkout/order/', token: 'x', merchant: 'nordlys' })
  const found = await find(connector, '10001')
  assert.is(found.kind === 'unknown' && found.problem.code, 'CHECKOUT_NOT_SIMULATED')
})

test.run()
