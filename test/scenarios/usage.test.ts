// S-204: orders against what the package takes in a month.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { statusFacts } from '../../engine/cli/status-facts.js'
import { FileStore } from '../../engine/store/store.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { heldOrders } from '../kit/order-outcome.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'
import { heldIn, scenario } from '../kit/scenario.js'

const test = suite('scenarios: use of the package')
const LIMIT = 100

test('S-204: from 80 % on it is said; at 100 % orders wait, none is lost, and all go when the month turns', async () => {
  const it = await orderScenario({ package: 100 })
  it.at('2026-11-25T12:00:00Z')
  placeFrom(it, 1001, 79)
  assert.equal(nearIn((await it.run()).document), [])
  placeFrom(it, 1080, 1)
  assert.equal(nearIn((await it.run()).document), ['80 of 100'])
  assert.equal(await shown(it, '2026-11-25T12:01:00Z'), '80 of 100 near')
  placeFrom(it, 1081, 25)
  const { document } = await it.run()
  assert.equal([it.documents().length, heldOrders(document), nearIn(document)], [LIMIT, ['1101', '1102', '1103', '1104', '1105'].map((number) => `${number} ORDER_LIMIT`), ['100 of 100']])
  it.at('2026-11-30T22:59:00Z')
  await it.run()
  assert.is(it.documents().length, LIMIT)
  // Midnight in Stockholm: the month is over there, and not yet in UTC.
  it.at('2026-11-30T23:01:00Z')
  assert.equal(heldOrders((await it.run()).document), [])
  assert.is(it.documents().length, LIMIT + 5)
  assert.equal(await shown(it, '2026-11-30T23:02:00Z'), '5 of 100 fine')
  it.close()
})

test('S-204: the orders of all shops count together, and a larger package lets those that wait go', async () => {
  const it = await orderScenario({ package: 800, shops: ['se', 'no'] })
  it.at('2026-11-25T12:00:00Z')
  placeFrom(it, 1001, 6)
  placeFrom(it, 1001, 5, 'no')
  await it.run()
  assert.equal(await shown(it, '2026-11-25T12:01:00Z'), '11 of 800 fine')
  it.close()
  const small = await orderScenario({ package: 100 })
  small.at('2026-11-25T12:00:00Z')
  placeFrom(small, 1001, 102)
  await small.run()
  assert.is(small.documents().length, LIMIT)
  small.rewrite({ package: 200 })
  assert.equal(heldOrders((await small.run()).document), [])
  assert.is(small.documents().length, 102)
  small.close()
})

test('a plan over several shops allows what the run will make, and holds the same', async () => {
  const it = await orderScenario({ package: 400, shops: ['se', 'no'], limits: { ordersPerMonth: 10 } })
  it.at('2026-11-25T12:00:00Z')
  placeFrom(it, 1001, 6)
  placeFrom(it, 1001, 5, 'no')
  const told = (document: PlanDocument): unknown => [heldOrders(document), heldOrders(document, 'no/order'), nearIn(document)]
  const planned = told(await it.plan())
  assert.equal(planned, [[], ['1005 ORDER_LIMIT'], ['10 of 10']])
  assert.equal(told((await it.run()).document), planned)
  assert.is(it.documents().length, 10)
  it.close()
})

test('the same product in two shops is one, in the plan as in the run', async () => {
  const articles = Object.fromEntries(['A', 'B', 'C', 'D'].map((number) => [number, { prices: { A: 100 }, stock: 1 }]))
  const it = scenario({ package: 400, shops: ['se', 'no'], articles, products: {}, limits: { uniqueProducts: 3 }, more: 'stock: { inFlight: ignore }' })
  const told = (document: PlanDocument): unknown => ['se/product', 'no/product'].map((id) => heldIn(document, id))
  const expected = [['D PRODUCT_LIMIT'], ['D PRODUCT_LIMIT']]
  assert.equal(told(await it.plan()), expected)
  const { document } = await it.approve()
  assert.equal(told(document), expected)
  assert.equal(['A', 'B', 'C', 'D'].map((number) => [it.product(number), it.product(number, 'no')].map((one) => one !== undefined)), [[true, true], [true, true], [true, true], [false, false]])
  it.close()
})

function placeFrom(it: OrderScenario, first: number, count: number, shop = 'se'): void {
  for (let at = 0; at < count; at++) it.place(String(first + at), {}, shop)
}

function nearIn({ streams }: PlanDocument): string[] {
  return streams.flatMap(({ warnings }) => warnings).filter(({ code }) => code === 'ORDER_LIMIT_NEAR').map(({ facts }) => `${facts?.['used']} of ${facts?.['limit']}`)
}

/** As samsyn status says it. */
async function shown(it: OrderScenario, now: string): Promise<string> {
  const project = await checkProject(it.dir) as Project
  const { usage } = statusFacts(project, new FileStore({ dir: it.dir, streams: project.desired.streams, now: () => Date.parse(now) }), Date.parse(now))
  const use = usage?.measures.find(({ measure }) => measure === 'ordersPerMonth')
  return `${use?.used} of ${use?.limit} ${use?.level}`
}

test.run()
