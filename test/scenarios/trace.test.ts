// samsyn trace over whole scenarios: what it gathers while all is well, while a system does not answer, and of an order found late.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { openSession, realClock } from '../../engine/cli/session.js'
import { orderLanes, traceOrder } from '../../engine/cli/tracing.js'
import { People } from '../../engine/connect/visma/simulator/people.js'
import { statusFacts } from '../../engine/cli/status-facts.js'
import { planText } from '../../engine/report/plan-text.js'
import { statusText } from '../../engine/report/status-text.js'
import { maskTrace, type ShopTrace } from '../../engine/report/trace.js'
import { traceText } from '../../engine/report/trace-text.js'
import { pass } from '../../engine/run/pass.js'
import { FileStore } from '../../engine/store/store.js'
import { samsyn } from '../kit/cli.js'
import { orderScenario, STATUS, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('scenarios: trace')

const FEEDBACK = 'import: { when: [Betald], then: Överförd }\nfeedback:\n  - { event: delivered, status: Levererad, mail: true }'

async function scene(shops?: readonly string[]): Promise<OrderScenario> {
  return orderScenario({ orders: 'customer: { numberFrom: erp, matchBy: [email] }', mapping: FEEDBACK, integration: 'streams: { order-status: on }', ...(shops ? { shops } : {}) })
}

async function projectOf(it: OrderScenario): Promise<Project> {
  const checked = await checkProject(it.dir)
  if (!checked.desired) throw new Error(JSON.stringify(checked.problems))
  return checked as Project
}

async function traced(it: OrderScenario, key: string): Promise<{ readonly shops: readonly ShopTrace[]; readonly text: string; readonly json: string }> {
  const project = await projectOf(it)
  const session = await openSession(project, { write: false, tell: () => {} })
  try {
    const trace = maskTrace(await traceOrder(key, orderLanes(project.desired.streams), { project, parts: session.parts, nowMs: Date.now(), personal: false }), project.specs.entities)
    return { shops: trace.shops, text: traceText(trace, project.specs.problems), json: JSON.stringify(trace) }
  } finally {
    await session.close()
  }
}

test('the chain of an order that was handed over and delivered: documents, what the shop was told and when, its customer', async () => {
  const it = await scene()
  it.place('1001', {})
  await it.run()
  new People(it.world('erp')).deliver(1)
  await it.run()
  const { shops: [shop], text } = await traced(it, '1001')
  assert.equal(shop?.documents?.map(({ document, number, gross, delivered }) => [document, number, gross, delivered]), [['order', '1', '447.00', true]])
  assert.equal(shop?.events.map(({ event, told, mail }) => [event, told, mail ?? false]), [['transferred', false, false], ['delivered', true, true]])
  assert.equal(shop?.writes.map(({ noun, side, outcome }) => [noun, side, outcome]), [["its customer's card", 'erp', 'done'], ['order', 'erp', 'done'], ['receipt', 'shop', 'done'], ['event', 'shop', 'done']])
  assert.equal([shop?.card, shop?.edits, shop?.waits, shop?.missing], ['1', [], [], []])
  assert.match(text, /told of delivered \(status Levererad, with mail\): done/)
  it.close()
})

test('what the shop cancelled itself was told to nobody, and no mail was sent', async () => {
  const mapping = 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }\nfeedback: [{ event: cancelled, status: Makulerad, mail: true }]'
  const it = await orderScenario({ mapping, integration: 'streams: { order-status: on }' })
  it.place('1001', {})
  await it.run()
  const statuses = it.world('se').table('orderStatuses') as Record<string, { name: string }>
  it.place('1001', { ...it.order('1001'), statusId: Number(Object.keys(statuses).find((id) => statuses[id]?.name === 'Makulerad')) })
  await it.run()
  await it.run()
  const { shops: [shop], text } = await traced(it, '1001')
  assert.equal(shop?.events.find(({ event }) => event === 'cancelled'), { event: 'cancelled', status: 'Makulerad', told: false, known: true })
  assert.match(text, /cancelled \(not told, the shop was there already: Makulerad\)/)
  assert.is(it.puts('mails'), 0)
  it.close()
})

test('why an order waits, and what to do: held, not due, ready', async () => {
  const it = await scene()
  it.place('1001', { rows: [{ article: 'ZZ', quantity: '1', price: '10' }] })
  it.place('1002', { statusId: STATUS.new })
  it.place('1003', {})
  for (const [key, as, code] of [['1001', 'held', 'ARTICLE_UNKNOWN'], ['1002', 'skipped', 'STATUS_NOT_TRIGGER'], ['1003', 'ready', undefined]] as const) {
    const { shops: [shop] } = await traced(it, key)
    // All three are of one customer, whose card is made for the one that is ready.
    assert.equal(shop?.waits.map((one) => [one.stream, one.as, one.reason?.code]), [['se/order-customer', 'ready', undefined], ['se/order', as, code]], key)
  }
  it.close()
})

test('what the shop refused is not told: trace and explain say why, and when it is tried again; then what was taken and which parcel went', async () => {
  const mapping = 'import: { when: [Betald], then: Överförd }\nfeedback:\n  - { event: delivered, status: Levererad, mail: true, capture: true, tracking: true }'
  const it = await orderScenario({
    mapping, integration: 'streams: { order-status: on }',
    orders: 'customer: { numberFrom: erp, matchBy: [email] }\nparcels: { from: file, file: kollin.csv }',
  })
  it.place('1001', {})
  await it.run()
  new People(it.world('erp')).deliver(1)
  writeFileSync(join(it.dir, 'kollin.csv'), 'orderNumber;parcel\n1001;370001\n1001;370002\n')
  it.settings('se', { faults: [{ op: 'Order_SetStatus', kind: 'rowFailure' }, { op: 'Order_AddTracking', kind: 'rowFailure' }] })
  await it.run()
  const { shops: [shop], text } = await traced(it, '1001')
  assert.equal(shop?.events.find(({ event }) => event === 'delivered')?.told, false)
  // The capture is not tried before the status is told.
  assert.equal(shop?.waits.map(({ key, as, lastTry }) => [key, as, lastTry?.code]), [['1001/delivered', 'ready', 'ORDER_REFUSED'], ['1001/1', 'ready', undefined]])
  assert.match(text, /delivered \(not told yet: Levererad/)
  assert.match(text, /told of delivered at the next run; the last time: the shop refused order 1001 {2}\[ORDER_REFUSED\]\n +the shop says: The order is locked/)
  const { out } = await samsyn(['explain', '1001', it.dir])
  assert.match(out, /1001\/delivered[\s\S]*the last time: the shop refused order 1001/)
  it.settings('se', { faults: [] })
  it.at('2026-11-25T12:00:00Z')
  await it.run()
  const after = await traced(it, '1001')
  assert.match(after.text, /asked to take the money \(447\.00 SEK\): done/)
  assert.match(after.text, /told of delivered \(status Levererad, parcel 370001, parcel 370002, with mail\): done/)
  assert.match(after.text, /told of a parcel \(parcel 370002\): done/)
  assert.equal(after.shops[0]?.events.find(({ event }) => event === 'delivered')?.told, true)
  it.close()
})

test('an order whose number begins as another one\'s has a chain of its own', async () => {
  const it = await scene()
  for (const number of ['1001', '1001/1']) it.place(number, {})
  await it.run()
  new People(it.world('erp')).deliver(2)
  await it.run()
  const keys = async (number: string): Promise<unknown> => {
    const { shops: [shop] } = await traced(it, number)
    return [shop?.documents?.map((one) => one['number']), shop?.writes.filter(({ side }) => side === 'shop').map(({ key }) => key)]
  }
  assert.equal(await keys('1001'), [['1'], ['1001']])
  assert.equal(await keys('1001/1'), [['2'], ['1001/1', '1001/1/delivered']])
  it.close()
})

test('what was given back, what of it is credited, and what waits for a person', async () => {
  const it = await orderScenario({ erp: 'verifiedCredits: true' })
  it.place('1001', {})
  await it.run()
  const people = new People(it.world('erp'))
  people.invoice(1)
  const at = '2026-11-25T11:00:00'
  it.place('1001', { ...it.order('1001'), modified: at, refunds: [{ id: 7, at, amount: '199', rows: [{ article: 'A', quantity: '1' }] }, { id: 8, at, amount: '20' }] })
  await it.run()
  const { shops: [shop], text } = await traced(it, '1001')
  assert.match(text, /the shop +gave back 199\.00 SEK: refund 7/)
  assert.match(text, /the ERP +credited as the shop gave back: done/)
  assert.equal(shop?.waits.map(({ key, as, reason }) => [key, as, reason?.code]), [['1001/8', 'held', 'REFUND_WITHOUT_ROWS']])
  people.print('invoice', 2)
  assert.equal((await traced(it, '1001')).shops[0]?.documents?.map(({ document, number, gross }) => [document, number, gross]),
    [['order', '1', '447.00'], ['invoice', '1', '447.00'], ['credit', '2', '-199.00']])
  it.close()
})

test('an order that no shop has is not found; a shop that has the number is', async () => {
  const it = await scene(['se', 'no'])
  it.place('1001', {}, 'no')
  assert.equal((await traced(it, '1001')).shops.map(({ shop }) => shop), ['no'])
  assert.equal((await traced(it, '9')).shops, [])
  it.close()
})

test('while the shop does not answer, what the ERP shows and what was written is told, and what is missing is said', async () => {
  const it = await scene()
  it.place('1001', {})
  await it.run()
  it.settings('se', { faults: [{ op: '*', kind: 'status503' }] })
  const { shops: [shop], text } = await traced(it, '1001')
  // Whose card was written for it, only the order itself says.
  assert.equal([shop?.order, shop?.documents?.length, shop?.writes.length], [undefined, 1, 2])
  assert.ok(shop?.missing.some(({ part }) => part === 'the shop'))
  assert.match(text, /! the shop could not be asked: /)
  it.close()
})

test('what changed in the shop since the transfer is told line by line', async () => {
  const it = await scene()
  it.place('1001', {})
  await it.run()
  it.place('1001', { rows: [{ article: 'A', name: 'Kopp', quantity: '3', price: '199' }], modified: '2026-11-25T09:00:00' })
  const { shops: [shop] } = await traced(it, '1001')
  assert.equal(shop?.edits.map(({ line }) => line).sort(), ['gross', 'net', 'rows.1', 'toPay', 'vat'])
  assert.equal(shop?.waits.map(({ as, reason }) => [as, reason?.code]), [['held', 'EDITED_AFTER_TRANSFER']])
  it.close()
})

test('S-206: plan, status and trace of orders hold no name, e-mail, telephone or personal number', async () => {
  const it = await scene()
  const secrets = ['Åsa', 'Öberg', 'asa@example.se', '070-000 00 00', '811218-9876', 'Storgatan', 'Ring på']
  it.place('1001', { customer: { email: 'asa@example.se', phone: '070-000 00 00', orgNo: '811218-9876' }, comment: 'Ring på hos Åsa Öberg' })
  it.place('1002', { customer: { email: 'asa@example.se', phone: '070-000 00 00', orgNo: '811218-9875' }, rows: [{ article: 'ZZ', name: 'Till Åsa Öberg', quantity: '1', price: '10' }] })
  const project = await projectOf(it)
  const { problems, entities } = project.specs
  const texts = [planText(await it.plan(), { problems, entities }, { all: true })]
  await it.run()
  it.place('1001', { customer: { email: 'annan@example.se', phone: '070-000 00 00', orgNo: '811218-9876' }, modified: '2026-11-25T09:00:00' })
  await it.run()
  texts.push(planText(await it.plan(), { problems, entities }))
  texts.push(statusText(statusFacts(project, new FileStore({ dir: it.dir, streams: project.desired.streams, now: Date.now }), Date.now())))
  for (const key of ['1001', '1002']) {
    const { text, json } = await traced(it, key)
    texts.push(text, json)
  }
  for (const text of texts) for (const secret of [...secrets, 'annan@']) assert.is(text.includes(secret), false, `${secret} in:\n${text}`)
  it.close()
})

test('the status tells of orders: handed over this month, held, and the oldest that waits', async () => {
  const it = await scene()
  it.place('1001', {})
  it.place('1002', { rows: [{ article: 'ZZ', quantity: '1', price: '10' }] })
  await it.run()
  const project = await projectOf(it)
  const facts = statusFacts(project, new FileStore({ dir: it.dir, streams: project.desired.streams, now: Date.now }), Date.now())
  assert.equal(facts.orders?.map(({ shop, handedThisMonth, held, oldest }) => [shop, handedThisMonth, held, oldest?.key]), [['se', 1, 1, '1002']])
  it.close()
})

test('S-201: an order that no list of changes told is found by the list of all, named in the plan and told', async () => {
  const it = await scene()
  const project = await projectOf(it)
  let nowMs = Date.parse('2026-11-25T10:00:00Z')
  const told: string[] = []
  const session = await openSession(project, { write: false, clock: { ...realClock(), now: () => nowMs }, tell: (event, fields) => { if (event === 'order found late') told.push(String(fields?.['key'])) } })
  const warnings = async (): Promise<unknown[]> => (await pass(project.desired.streams, session.parts)).document.streams.flatMap((one) => one.warnings.filter(({ code }) => code === 'MISSING_ORDER').map(({ facts }) => facts?.['keys']))
  it.place('1001', {})
  assert.equal(await warnings(), [])
  // Its time lies before the last list of changes, so that none shows it.
  it.place('1002', { placed: '2026-11-25T07:00:00', modified: '2026-11-25T07:00:00' })
  nowMs += 30 * 60_000
  assert.equal([await warnings(), told], [[], []])
  // One that is placed as it should be is told by the list of changes, though the list of all is read at the same time.
  it.place('1003', { placed: '2026-11-25T11:55:00' })
  nowMs += 90 * 60_000
  assert.equal([await warnings(), told], [[['1002']], ['1002']])
  await session.close()
  it.close()
})

test.run()
