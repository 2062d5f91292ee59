import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Page, type Reader } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import { ShopNames } from '../../engine/orders/shop-names.js'

const test = suite('orders: names of the shop')
const MINUTE = 60_000

/** A shop whose methods these are, by code; undefined: it does not tell them. */
function shop(methods: Record<string, string> | undefined): { readonly names: ShopNames; readonly asked: string[]; methods: Record<string, string> | undefined; nowMs: number; isDown: boolean } {
  const it = { asked: [] as string[], methods, nowMs: 0, isDown: false }
  async function* codes(list: string): AsyncIterable<Page> {
    it.asked.push(list)
    if (it.isDown) throw new SystemError('retry', problem('NO_ANSWER', {}))
    if (list !== 'payment-methods' || !it.methods) throw new SystemError('refused', problem('ORDER_NO_SUCH_LIST', { list }))
    yield { items: Object.entries(it.methods).map(([id, text]) => ({ key: id, id, fields: { code: id, text } })) }
  }
  const reader = { list: (_entity: string, scope: Record<string, string>) => codes(String(scope['list'])) } as unknown as Reader
  return Object.assign(it, { names: new ShopNames({ reader, clock: { now: () => it.nowMs, wait: async () => {} } }) })
}

const methodOf = async (names: ShopNames, code: string): Promise<unknown[]> => {
  const [named] = await names.named([{ key: '1001', fields: { paymentMethod: code } }])
  return [named?.fields['paymentMethod'], named?.fields['paymentMethodId']]
}

test('a method goes by its name, its code beside it; named again it is the same', async () => {
  const { names } = shop({ 1: 'Klarna' })
  const [once] = await names.named([{ key: '1001', fields: { paymentMethod: '1', deliveryWay: '7' } }])
  assert.equal(once?.fields, { paymentMethod: 'Klarna', paymentMethodId: '1', deliveryWay: '7' })
  assert.equal(await names.named([once!]), [once])
})

test('a list is believed for ten minutes, and a method that was added meanwhile is asked for at once, but not more than each minute', async () => {
  const it = shop({ 1: 'Klarna' })
  await methodOf(it.names, '1')
  it.nowMs += 9 * MINUTE
  await methodOf(it.names, '1')
  assert.is(it.asked.splice(0).length, 2)
  assert.equal(await methodOf(it.names, '4'), ['4', undefined])
  assert.is(it.asked.splice(0).length, 2)
  it.methods = { 1: 'Klarna', 4: 'Swish' }
  assert.equal(await methodOf(it.names, '4'), ['4', undefined])
  assert.is(it.asked.length, 0)
  it.nowMs += MINUTE
  assert.equal(await methodOf(it.names, '4'), ['Swish', '4'])
  it.methods = { 1: 'Klarna Checkout' }
  it.nowMs += 10 * MINUTE
  assert.equal(await methodOf(it.names, '1'), ['Klarna Checkout', '1'])
})

test('a shop that does not tell its methods goes by their codes, and is not asked for each order', async () => {
  const it = shop(undefined)
  assert.equal([await methodOf(it.names, 'swish'), await methodOf(it.names, 'klarna'), it.asked.length], [['swish', undefined], ['klarna', undefined], 2])
})

test('a list that could not be read is asked for again', async () => {
  const it = shop({ 1: 'Klarna' })
  it.isDown = true
  try {
    await methodOf(it.names, '1')
    assert.unreachable()
  } catch (error) {
    assert.instance(error, SystemError)
  }
  it.isDown = false
  assert.equal(await methodOf(it.names, '1'), ['Klarna', '1'])
})

test.run()
