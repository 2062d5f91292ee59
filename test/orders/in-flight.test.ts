// Levels with what is on its way, of shops some of whose orders cannot be read.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Reader } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import type { ShopDesk } from '../../engine/orders/desk.js'
import { InFlight } from '../../engine/orders/in-flight.js'
import type { ShopOrder } from '../../engine/trade/order/types.js'

const test = suite('orders: in flight')

const order = (number: string, rows?: Record<string, string | null>): ShopOrder => ({
  number, ...(rows ? { rows: Object.fromEntries(Object.entries(rows).map(([sku, quantity], at) => [String(at), { sku, quantity }])) } : {}),
}) as ShopOrder

async function* stock(): AsyncIterable<{ items: { key: string; fields: object }[] }> {
  yield { items: ['A', 'B'].map((key) => ({ key, fields: { sku: key, disposable: '5' } })) }
}
const reader = { list: stock } as unknown as Reader

/** By shop, its orders; and those that were handed over. */
function inFlightOf(shops: Record<string, readonly ShopOrder[]>, handed: readonly string[] = []): { readonly inFlight: InFlight; readonly shops: Record<string, readonly ShopOrder[]> } {
  const desk = (shop: string): ShopDesk => ({ shop, handed: { numbers: () => handed }, takingStock: async () => shops[shop] }) as unknown as ShopDesk
  const desks = new Map(Object.keys(shops).map((shop) => [shop, desk(shop)]))
  return { shops, inFlight: new InFlight({ desks, entities: {}, counted: true, shelf: false }) }
}

async function levels(inFlight: InFlight): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {}
  for await (const { items } of inFlight.list(reader, 'stock', {}))
    for (const { key, fields, problem: why } of items) told[key] = why ? [why.code, why.facts] : fields['inFlight']
  return told
}

test('a quantity that cannot be read withholds the level of its article, and of no other', async () => {
  const { inFlight } = inFlightOf({ se: [order('1001', { A: null, B: '2' })], no: [order('1001', { B: '1' })] })
  assert.equal(await levels(inFlight), { A: ['STOCK_ORDER_UNREADABLE', { shop: 'se', order: '1001' }], B: '3' })
})

test('an order that cannot be read withholds every level, and is named', async () => {
  const { inFlight } = inFlightOf({ se: [order('1001', { A: '1' })], no: [order('2001')] })
  try {
    await levels(inFlight)
    assert.unreachable()
  } catch (error) {
    assert.instance(error, SystemError)
    assert.equal((error as SystemError).problem, problem('STOCK_ORDER_UNREADABLE', { shop: 'no', order: '2001' }))
  }
})

test('one whose document stands withholds nothing', async () => {
  const { inFlight } = inFlightOf({ se: [order('1001'), order('1002', { A: null })] }, ['1001', '1002'])
  assert.equal(await levels(inFlight), { A: '0', B: '0' })
})

test('a level is not written where what is on its way has become unclear since it was counted', async () => {
  const { inFlight, shops } = inFlightOf({ se: [order('1001', { A: '1', B: '1' })] })
  await levels(inFlight)
  shops['se'] = [order('1001', { A: null, B: '1' })]
  assert.equal([...await inFlight.moved(['A', 'B'])], ['A'])
})

test.run()
