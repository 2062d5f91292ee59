// Orders through a binding, on simulated shops whose order operations are assumed: names never seen
// before, a service that changes, lists that move, and what a binding cannot say.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Answer, type Connector, type Found, type Page } from '../../engine/connect/connector.js'
import { HttpDoor } from '../../engine/connect/http.js'
import { hold } from '../../engine/connect/jetshop/orders/check.js'
import { describeService } from '../../engine/connect/jetshop/orders/gate.js'
import { propose } from '../../engine/connect/jetshop/orders/propose.js'
import { proposalText } from '../../engine/connect/jetshop/orders/proposal-text.js'
import type { Description } from '../../engine/connect/jetshop/orders/wsdl.js'
import { dialectOf } from '../../engine/connect/jetshop/simulator/orders/dialect.js'
import { startShopSimulator } from '../../engine/connect/jetshop/simulator/server.js'
import { parseYaml } from '../../engine/load/yaml.js'
import type { OrderBinding, OrderBindingConfig } from '../../engine/types/order-binding.js'
import { assumedBinding, orderShop, type Names, type OrderShop } from '../kit/orders.js'
import { validators } from '../kit/validators.js'

const test = suite('orders by an assumed binding')
let shop: OrderShop | undefined
test.after.each(async () => {
  await shop?.close()
  shop = undefined
})

function opened(names: Names = true): OrderShop {
  shop = orderShop(names)
  return shop
}

async function confirmed(over: Partial<OrderBindingConfig> = {}, names: Names = true): Promise<{ shop: OrderShop; connector: Connector }> {
  const it = opened(names)
  return { shop: it, connector: await it.connect(await it.confirmed({ ...assumedBinding(), settleMinutes: 0, ...over })) }
}

async function descriptionOf(it: OrderShop): Promise<Description> {
  const simulator = await startShopSimulator({ world: it.world.file, port: 0 })
  const door = new HttpDoor()
  const called = await describeService(door, { url: simulator.serviceUrl, ...simulator.account })
  door.close()
  await simulator.close()
  if (called.kind !== 'ok') throw new Error(JSON.stringify(called))
  return called.value
}

async function numbers(connector: Connector, scope: Record<string, string> = {}): Promise<string[]> {
  const pages: Page[] = []
  for await (const page of connector.reader.list('order', scope)) pages.push(page)
  return pages.flatMap(({ items }) => items.map(({ key }) => key))
}

async function found(connector: Connector, entity: string, key: string): Promise<Found> {
  return (await connector.reader.find(entity, [key], {})).get(key) as Found
}

async function setStatus(connector: Connector, key: string, fields: Record<string, unknown>): Promise<Answer> {
  return (await connector.writer.send({ entity: 'order-status', action: 'update', scope: {}, items: [{ key, fields }] })).get(key) as Answer
}

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act()
  } catch (error) {
    if (error instanceof SystemError) return `${error.kind} ${error.problem.code}`
    throw error
  }
  return 'nothing thrown'
}

/** A binding file as it would lie in a customer's folder, held against its schema. */
function specOf(text: string): OrderBindingConfig {
  const document = parseYaml(text, 'orders.yaml') as OrderBinding
  assert.ok(validators['OrderBinding']?.(document), JSON.stringify(validators['OrderBinding']?.errors))
  return document.spec
}

/** The whole life of an order, whatever the service calls it. */
async function liveThrough(it: OrderShop, connector: Connector): Promise<void> {
  const number = it.place({ comment: 'Ring före leverans' })
  assert.equal(await numbers(connector, { status: 'Betald' }), [number])
  const order = await found(connector, 'order', number)
  assert.is(order.kind, 'found')
  if (order.kind !== 'found') return
  assert.is(order.item.problem, undefined)
  const { fields } = order.item
  assert.equal([fields['number'], fields['status'], fields['customerNumber'], fields['currency'], fields['paymentState'], fields['gross']], [number, 'Betald', '007', 'SEK', 'reserved', '379.00'])
  assert.is(fields['placedAt'], '2026-11-25T07:01:00Z', 'a Swedish wall in winter is an hour ahead')
  assert.equal(Object.values(fields['rows'] as object).map((row: Record<string, unknown>) => [row['sku'], row['quantity'], row['price'], row['vatRate']]), [['A-1', '2', '125.00', 2500], ['007', '1', '80.00', 1200]])
  assert.is((await setStatus(connector, number, { status: 'Levererad', mail: true })).kind, 'done')
  assert.is(it.puts('mails', number), 1)
  const status = await found(connector, 'order-status', number)
  assert.is(status.kind === 'found' && status.item.fields['status'], 'Levererad')
}

// --- names never seen before ---------------------------------------------------------------------

for (const seed of [0, 1, 2, 3, 7, 11]) {
  test(`a service with other words (seed ${seed}): proposed, read by a person, confirmed; only a YAML file differs`, async () => {
    const it = opened({ seed })
    const proposed = propose(await descriptionOf(it))
    const spec = specOf(proposalText(proposed, 'orders'))
    assert.equal(spec, JSON.parse(JSON.stringify(proposed.spec)), 'what is written is what was found')
    const names = Object.values(spec.operations).map(({ operation }) => operation)
    assert.equal(names.filter((name) => assumedOperations().includes(name)), [], 'not one of the names is that of the assumed binding')
    await liveThrough(it, await it.connect(await it.confirmed(corrected(spec, it))))
  })
}

/** What a person does with "likeness" and "not found" lines: here the price of a row, where the service calls it an amount. */
function corrected(spec: OrderBindingConfig, it: OrderShop): OrderBindingConfig {
  const price = dialectOf(it.world)?.element('UnitPrice') as string
  const rows = spec.lists?.rows as NonNullable<NonNullable<OrderBindingConfig['lists']>['rows']>
  return { ...spec, lists: { ...spec.lists, rows: { ...rows, fields: { ...rows.fields, price } } } }
}

function assumedOperations(): string[] {
  return Object.values(assumedBinding().operations).map(({ operation }) => operation)
}

test('a service whose names say nothing: nothing is proposed by chance, and a file written by hand does it', async () => {
  const it = opened({ seed: 5, blind: true })
  const proposed = propose(await descriptionOf(it))
  assert.equal(Object.keys(proposed.spec.operations), [])
  assert.ok(proposed.missing.length >= 3)
  const { kind: _kind, ...customerFields } = assumedBinding().customerFields ?? {}
  const byHand = renamed({ ...assumedBinding(), customerFields }, (name) => dialectOf(it.world)?.element(name) ?? name)
  await liveThrough(it, await it.connect(await it.confirmed(byHand)))
})

/** The assumed binding with every name of the service exchanged: what stands in quotes, as values and as keys of inputs. */
function renamed(spec: OrderBindingConfig, name: (canonical: string) => string): OrderBindingConfig {
  const words = (text: string): string => text.startsWith('= ') ? text : text.replace(/[A-Za-z_]+(?=$|[/ ])/g, (word) => (['as', 'fraction', 'localTime'].includes(word) ? word : name(word)))
  const input = (from: unknown): unknown => typeof from === 'string' ? from : Object.fromEntries(Object.entries(from as object).map(([key, value]) => [name(key), input(value)]))
  const walk = (from: unknown, key: string): unknown => {
    if (key === 'input') return input(from)
    if (typeof from === 'string') return ['is', 'status:'].includes(key) ? from : words(from)
    if (typeof from !== 'object' || from === null) return from
    return Object.fromEntries(Object.entries(from).map(([inner, value]) => [inner, key === 'values' || (key === 'capture' && inner === 'status') ? value : walk(value, inner)]))
  }
  return walk(spec, '') as OrderBindingConfig
}

// --- unverified means off ------------------------------------------------------------------------

test('what is not confirmed, edited since, or meant for the simulator alone is off, and no order operation is called', async () => {
  const it = opened()
  it.arm([{ op: 'Order_GetOrders', kind: 'status500' }])
  const { verified: _verified, ...bare } = await it.confirmed(assumedBinding())
  const verified = _verified as NonNullable<typeof _verified>
  const cases: readonly (readonly [OrderBindingConfig, string])[] = [
    [bare, 'refused ORDER_BINDING_UNVERIFIED'],
    [{ ...bare, settleMinutes: 3, verified }, 'refused ORDER_BINDING_EDITED'],
    [{ ...bare, verified: { ...verified, operations: { ...verified.operations, listOrders: '0000' } } }, 'refused ORDER_SERVICE_CHANGED'],
    [{ ...bare, verified }, 'retry JETSHOP_FAULT_INSIDE'],
  ]
  for (const [binding, expected] of cases) {
    const connector = await it.connect(binding)
    assert.is(await codeOf(() => numbers(connector)), expected)
  }
})

test('a binding that is assumed is never used against a shop that is not simulated', async () => {
  const it = opened()
  const simulator = await startShopSimulator({ world: it.world.file, port: 0 })
  const { makeJetshop } = await import('../../engine/connect/jetshop/driver.js')
  const connector = await makeJetshop({
    name: 'se', dir: it.dir, tell: () => {}, settings: { url: simulator.serviceUrl, ...simulator.account }, habits: { batchMax: 10, parallelMax: 2, pageMax: 10 },
    orderBinding: { name: 'orders', file: 'orders.yaml', places: {}, spec: await it.confirmed(assumedBinding()) },
  })
  assert.is(await codeOf(() => numbers(connector)), 'refused ORDER_BINDING_ASSUMED')
  await connector.reader.close()
  await simulator.close()
})

test('a service that changes switches off what uses the changed part, and says which', async () => {
  const it = opened()
  const binding = await it.confirmed(assumedBinding())
  const number = it.place({})
  it.world.settings['assumedOrders'] = { seed: 1 }
  it.world.checkpoint()
  const connector = await it.connect(binding)
  assert.is(await codeOf(() => numbers(connector)), 'refused ORDER_SERVICE_CHANGED')
  const answer = await setStatus(connector, number, { status: 'Levererad' })
  assert.is(answer.kind === 'refused' && answer.problem.code, 'ORDER_SERVICE_CHANGED')
  assert.is(it.puts('mails'), 0)
})

test('only the parts that are used count: a binding of two operations survives another change', async () => {
  const it = opened()
  const { operations, ...rest } = assumedBinding()
  const few = await it.confirmed({ ...rest, operations: { getOrder: operations.getOrder as never, listOrders: operations.listOrders as never } })
  const whole = await it.confirmed(assumedBinding())
  assert.is(few.verified?.operations['getOrder'], whole.verified?.operations['getOrder'])
})

test('without the extension the shop knows no order operation', async () => {
  const it = opened(false)
  const { findings } = hold(assumedBinding(), await descriptionOf(it))
  assert.ok(findings.every(({ problem }) => problem.code === 'BINDING_OPERATION_MISSING'))
  assert.is(findings.length, Object.keys(assumedBinding().operations).length)
})

test('what does not fit is told with its place and what is there', async () => {
  const description = await descriptionOf(opened())
  const spec = assumedBinding()
  const wrong: readonly (readonly [Partial<OrderBindingConfig>, string, string])[] = [
    [{ operations: { ...spec.operations, getOrder: { operation: 'Order_Read', result: 'OrderData' } } }, 'operations/getOrder/operation', 'BINDING_OPERATION_MISSING'],
    [{ operations: { ...spec.operations, getOrder: { ...spec.operations.getOrder, operation: 'Order_Get', result: 'Orders' } } }, 'operations/getOrder/result', 'BINDING_ELEMENT_MISSING'],
    [{ operations: { ...spec.operations, getOrder: { operation: 'Order_Get', input: { orderGetOptions: { OrderNo: '{orderNumber}' } }, result: 'OrderData' } } }, 'operations/getOrder/input/orderGetOptions/OrderNo', 'BINDING_ELEMENT_MISSING'],
    [{ operations: { ...spec.operations, setStatus: { operation: 'Order_SetStatus', input: { orderStatusUpdates: { OrderStatusUpdate: { OrderNumber: '{orderNumber}', StatusId: '{statusName}' } } } } } }, 'operations/setStatus/input/orderStatusUpdates/OrderStatusUpdate/StatusId', 'BINDING_TYPE_UNFIT'],
    [{ fields: { ...spec.fields, gross: 'TotalSum' } }, 'fields/gross', 'BINDING_ELEMENT_MISSING'],
    [{ fields: { ...spec.fields, placedAt: 'IsExported' } }, 'fields/placedAt', 'BINDING_TYPE_UNFIT'],
    [{ fields: { ...spec.fields, email: 'OrderRows' } }, 'fields/email', 'BINDING_TYPE_UNFIT'],
    [{ lists: { ...spec.lists, parcels: { path: 'Boxes/Box', fields: { number: 'No' } } } }, 'lists/parcels/path', 'BINDING_ELEMENT_MISSING'],
  ]
  assert.equal(hold(spec, description).findings, [])
  for (const [over, path, code] of wrong) {
    const { findings } = hold({ ...spec, ...over }, description)
    const told = findings.filter(({ problem }) => problem.level !== 'warning').map((one) => `${one.path.join('/')} ${one.problem.code}`)
    assert.ok(told.includes(`${path} ${code}`), `${path}: ${told.join(', ')}`)
  }
})

// --- lists that move -----------------------------------------------------------------------------

test('a page that shifts while the list is read loses no order', async () => {
  const it = opened()
  const binding = await it.confirmed(assumedBinding())
  const placed = Array.from({ length: 12 }, () => it.place({}))
  const connector = await it.connect(binding, { pageMax: 4 })
  it.arm([{ op: 'Order_GetOrders', kind: 'pageShift', everyNth: 2, times: 1 }])
  assert.equal((await numbers(connector, { status: 'Betald' })).sort(), placed)
})

test('a service that gives fewer on a page than it is asked for loses no order', async () => {
  const it = opened()
  const binding = await it.confirmed(assumedBinding())
  it.world.settings['pageMax'] = 5
  it.world.checkpoint()
  const placed = Array.from({ length: 13 }, () => it.place({}))
  const connector = await it.connect(binding, { pageMax: 10 })
  assert.equal((await numbers(connector)).sort(), placed)
})

test('a stale list is a hint: a look at the order tells how it is', async () => {
  const { shop: it, connector } = await confirmed()
  const number = it.place({})
  await numbers(connector)
  assert.is((await setStatus(connector, number, { status: 'Levererad' })).kind, 'done')
  it.arm([{ op: 'Order_GetOrders', kind: 'staleList', delayMs: 60_000 }])
  const order = await found(connector, 'order', number)
  assert.is(order.kind === 'found' && order.item.fields['status'], 'Levererad')
})

test('S-200: since begins earlier than asked, by the overlap of the binding: an order that shows late is in the next list', async () => {
  const { shop: it, connector } = await confirmed()
  const number = it.place({})
  assert.equal(await numbers(connector, { since: '2026-11-25T07:10:00Z' }), [number], 'nine minutes later is within the ten')
  assert.equal(await numbers(connector, { since: '2026-11-25T07:12:00Z' }), [])
})

test('the description and the statuses are asked for once, however many look at the same time', async () => {
  const it = opened()
  const binding = await it.confirmed(assumedBinding())
  const placed = Array.from({ length: 6 }, () => it.place({}))
  // The second time either is asked for, it breaks.
  it.arm([{ op: 'WSDL', kind: 'status500', everyNth: 2 }, { op: 'Order_GetStatuses', kind: 'status500', everyNth: 2 }])
  const connector = await it.connect(binding)
  const found = await connector.reader.find('order', placed, {})
  assert.equal([...found.values()].map(({ kind }) => kind), placed.map(() => 'found'))
})

test('a service that finds an order by its own id alone: the list tells which one that is', async () => {
  const { operations } = assumedBinding()
  // The simulator knows orders by number alone, so its number is bound as the id as well.
  const byId = { ...operations, getOrder: { operation: 'Order_Get', input: { orderGetOptions: { OrderNumber: '{orderId}' } }, result: 'OrderData' } }
  const { shop: it, connector } = await confirmed({ operations: byId, fields: { ...assumedBinding().fields, id: 'OrderNumber' } })
  const number = it.place({})
  assert.is((await found(connector, 'order', number)).kind, 'found')
  assert.is((await found(connector, 'order', '99999')).kind, 'unknown', 'that no list shows it proves nothing')
})

// --- writes that cannot be taken back ------------------------------------------------------------

test('a lost answer is not sent again before the effect can no longer come by itself', async () => {
  const { shop: it, connector } = await confirmed({ settleMinutes: 5 })
  const number = it.place({})
  it.arm([{ op: 'Order_SetStatus', kind: 'lostReplyBefore', times: 1 }])
  assert.is((await setStatus(connector, number, { status: 'Levererad', mail: true })).kind, 'unknown')
  const again = await setStatus(connector, number, { status: 'Levererad', mail: true })
  assert.is(again.kind === 'retry' && again.problem.code, 'ORDER_WRITE_UNSETTLED')
  assert.ok(again.kind === 'retry' && (again.afterMs ?? 0) > 4 * 60_000)
  assert.is(it.puts('mails', number), 0)
})

test('nor by the next process: when it was sent comes back with the look of the start', async () => {
  const { shop: it, connector } = await confirmed({ settleMinutes: 5 })
  const [number, other] = [it.place({}), it.place({})]
  const request = { entity: 'order-status', action: 'update', scope: {}, items: [{ key: number, fields: { status: 'Levererad', mail: true } }] } as const
  const since = await connector.writer.prepare?.(request)
  it.arm([{ op: 'Order_SetStatus', kind: 'lostReplyBefore', times: 1 }])
  assert.is((await connector.writer.send(request)).get(number)?.kind, 'unknown')
  it.arm([])
  const reborn = await it.connect(await it.confirmed({ ...assumedBinding(), settleMinutes: 5 }))
  await reborn.reader.find('order-status', [number], {}, since)
  const again = await setStatus(reborn, number, { status: 'Levererad', mail: true })
  assert.is(again.kind === 'retry' && again.problem.code, 'ORDER_WRITE_UNSETTLED')
  assert.is((await setStatus(reborn, other, { status: 'Levererad', mail: true })).kind, 'done', 'another order does not wait')
  await reborn.reader.find('order-status', [other], {}, await reborn.writer.prepare?.(request))
  assert.is((await setStatus(reborn, other, { status: 'Makulerad' })).kind, 'done', 'nor what this process has been answered')
})

test('a row that fails inside a good answer is refused, and the others are done', async () => {
  const { shop: it, connector } = await confirmed()
  const orders = [it.place({}), it.place({}), it.place({})]
  it.arm([{ op: 'Order_SetStatus', kind: 'rowFailure', article: orders[1] }])
  const answers = await connector.writer.send({ entity: 'order-status', action: 'update', scope: {}, items: orders.map((key) => ({ key, fields: { status: 'Levererad', mail: true } })) })
  assert.equal(orders.map((key) => answers.get(key)?.kind), ['done', 'refused', 'done'])
  assert.equal(orders.map((key) => it.puts('mails', key)), [1, 0, 1])
})

test('a maintenance page is no answer: nothing happened', async () => {
  const { shop: it, connector } = await confirmed()
  const number = it.place({})
  it.arm([{ op: 'Order_SetStatus', kind: 'html', times: 1 }])
  assert.is((await setStatus(connector, number, { status: 'Levererad', mail: true })).kind, 'retry')
  assert.is((await setStatus(connector, number, { status: 'Levererad', mail: true })).kind, 'done')
  assert.is(it.puts('mails', number), 1)
})

test('a status that a person has moved on from is not set again', async () => {
  const { shop: it, connector } = await confirmed()
  const number = it.place({ statusId: 40, history: [{ statusId: 30, at: '2026-11-25T09:00:00' }, { statusId: 40, at: '2026-11-25T10:00:00' }] })
  const answer = await setStatus(connector, number, { status: 'Levererad', mail: true })
  assert.is(answer.kind === 'done' && answer.warnings?.[0]?.code, 'ORDER_STATUS_PASSED')
  assert.is(it.puts('mails', number), 0)
})

test('a mail that the operation has no place for is refused, unless the shop is said to mail by itself', async () => {
  const { operations } = assumedBinding()
  const silent = { operation: 'Order_SetStatus', input: { orderStatusUpdates: { OrderStatusUpdate: { OrderNumber: '{orderNumber}', StatusId: '{status}' } } }, result: 'OrderResult' }
  const ask = async (over: object): Promise<string> => {
    const { shop: it, connector } = await confirmed({ operations: { ...operations, setStatus: { ...silent, ...over } } })
    const answer = await setStatus(connector, it.place({}), { status: 'Levererad', mail: true })
    await it.close()
    return answer.kind === 'refused' ? answer.problem.code : answer.kind
  }
  assert.is(await ask({}), 'ORDER_MAIL_NOT_BOUND')
  assert.is(await ask({ mailsItself: true }), 'done')
})

test('a capture is opt-in, of the whole, and of what is reserved', async () => {
  const { operations } = assumedBinding()
  const { capture: _capture, ...without } = operations
  const capture = async (connector: Connector, key: string, fields: object = {}): Promise<string> => {
    const answer = (await connector.writer.send({ entity: 'capture', action: 'create', scope: {}, items: [{ key, fields: { orderNumber: key, ...fields } }] })).get(key) as Answer
    return answer.kind === 'refused' ? answer.problem.code : answer.kind
  }
  const off = await confirmed({ operations: without })
  assert.is(await capture(off.connector, off.shop.place({})), 'ORDER_NOT_BOUND')
  await off.shop.close()
  const { shop: it, connector } = await confirmed()
  assert.is(await capture(connector, it.place({ payment: { state: 'Pending' } })), 'ORDER_NOT_RESERVED')
  assert.is(await capture(connector, it.place({ statusId: 35 })), 'ORDER_CAPTURE_STATUS_SET')
  const number = it.place({})
  assert.is(await capture(connector, number, { amount: '1.00' }), 'ORDER_CAPTURE_WHOLE')
  assert.is(await capture(connector, number, { amount: '379.00' }), 'done')
  assert.is(it.puts('captures', number), 1)
})

test('a status that bills is not set again once the order has moved on from it', async () => {
  const { shop: it, connector } = await confirmed()
  const number = it.place({ statusId: 40, history: [{ statusId: 35, at: '2026-11-25T09:00:00' }, { statusId: 40, at: '2026-11-25T10:00:00' }] })
  const answer = (await connector.writer.send({ entity: 'capture', action: 'create', scope: {}, items: [{ key: number, fields: { orderNumber: number } }] })).get(number) as Answer
  assert.is(answer.kind === 'refused' && answer.problem.code, 'ORDER_CAPTURE_STATUS_SET')
})

test('a capture in parts: each is compared with what the shop shows as captured, and never taken twice', async () => {
  const { operations, lists, fields } = assumedBinding()
  const capture = { operation: 'Order_Capture', input: { orderCaptures: { OrderCapture: { OrderNumber: '{orderNumber}', Amount: '{amount}' } } }, result: 'OrderResult', okWhen: { path: 'Success', is: 'true' } }
  const { captured: _captured, ...others } = fields ?? {}
  const listed = { fields: others, lists: { ...lists, captures: { path: 'OrderCaptures/OrderCaptureData', fields: { amount: 'CapturedAmount' } } } }
  for (const shown of [{}, listed]) {
    const { shop: it, connector } = await confirmed({ operations: { ...operations, capture }, ...shown })
    const number = it.place({})
    const take = async (amount: string, before: string): Promise<string> => {
      const answer = (await connector.writer.send({ entity: 'capture', action: 'create', scope: {}, items: [{ key: number, fields: { orderNumber: number, amount, before } }] })).get(number) as Answer
      return answer.kind === 'done' ? 'done' : answer.problem.code
    }
    const find = async (): Promise<unknown> => {
      const found = (await connector.reader.find('capture', [number], {})).get(number)
      return found?.kind === 'found' ? found.item.fields['amount'] : found?.kind
    }
    assert.is(await find(), 'absent')
    assert.is(await take('100.00', '0.00'), 'done')
    assert.is(await find(), '100.00')
    assert.is(await take('100.00', '0.00'), 'done', 'it is there already')
    assert.is(await take('79.00', '0.00'), 'ORDER_CAPTURE_MOVED')
    assert.is(await take('279.01', '100.00'), 'ORDER_REFUSED')
    assert.is(await take('279.00', '100.00'), 'done')
    assert.is(await take('1.00', '379.00'), 'ORDER_NOT_RESERVED')
    assert.is(it.puts('captures', number), 2)
    await it.close()
  }
})

test('a part of the sum is refused where the capture cannot be told an amount, with a status or without one', async () => {
  const { operations } = assumedBinding()
  const { status: _status, ...byItself } = operations.capture as NonNullable<typeof operations.capture>
  const input = { orderStatusUpdates: { OrderStatusUpdate: { OrderNumber: '{orderNumber}', StatusId: '35' } } }
  const { shop: it, connector } = await confirmed({ operations: { ...operations, capture: { ...byItself, input } } })
  const number = it.place({})
  const capture = async (amount: string): Promise<string> => {
    const answer = (await connector.writer.send({ entity: 'capture', action: 'create', scope: {}, items: [{ key: number, fields: { orderNumber: number, amount } }] })).get(number) as Answer
    return answer.kind === 'refused' ? answer.problem.code : answer.kind
  }
  assert.is(await capture('1.00'), 'ORDER_CAPTURE_WHOLE')
  assert.is(it.puts('captures', number), 0)
})

test('a payment state that the binding does not explain holds the order', async () => {
  const { shop: it, connector } = await confirmed({ values: { paymentState: { Pending: 'pending' } } })
  const order = await found(connector, 'order', it.place({}))
  assert.is(order.kind === 'found' && order.item.problem?.code, 'ORDER_VALUE_UNMAPPED')
})

test('customers are listed and found with their codes as texts', async () => {
  const { shop: it, connector } = await confirmed()
  it.world.effect('made', [['customers', '007', { type: 'Company', name: 'Kaffehuset AB', orgNo: '556677-8899', groupId: '2' }]])
  const customer = await found(connector, 'customer', '007')
  assert.equal(customer.kind === 'found' && customer.item.fields, { number: '007', kind: 'company', name: 'Kaffehuset AB', orgNo: '556677-8899', customerGroup: '2' })
  assert.is((await found(connector, 'customer', '7')).kind, 'absent')
})

test('the file keeps its comments when it is confirmed, also the second time', async () => {
  const { withConfirmation } = await import('../../engine/core/order-binding.js')
  const it = opened()
  const file = join(it.dir, 'orders.yaml')
  writeFileSync(file, '# mine\napiVersion: samsyn/v1\nkind: OrderBinding\nmetadata: { name: orders }\nspec:\n  operations: { getOrder: { operation: A } }   # why\n')
  const block = { at: '2026-11-25', service: '?WSDL', binding: 'aa', operations: { getOrder: 'bb' } }
  const once = withConfirmation(readFileSync(file, 'utf8'), block)
  assert.match(once, /^# mine\n[\s\S]*# why\n {2}verified:/)
  assert.is(withConfirmation(once, block), once)
  assert.equal((parseYaml(once, file) as OrderBinding).spec.verified, block)
  // A person who sorts the file has moved the block up: there is still one of it.
  const moved = 'spec:\n  # what the service says of itself\n  verified:\n    at: "x"\n    operations:\n      getOrder: "y"\n  operations: { getOrder: { operation: A } }\n'
  const again = withConfirmation(moved, block)
  assert.is(again.match(/verified:/g)?.length, 1)
  assert.equal((parseYaml(again, file) as OrderBinding).spec, { operations: { getOrder: { operation: 'A' } }, verified: block })
})

test.run()
