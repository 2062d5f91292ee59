// Each of the three modes on the same worlds: plan, apply, and a second plan that is empty and wrote nothing. Staged activation.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { World } from '../../engine/connect/world/world.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { samsyn } from '../kit/cli.js'
import { newCustomer, RANGE, traceOf, writeYaml } from './customer.js'

const test = suite('cli: the three modes')
const MODES = ['erp-leads', 'shop-leads', 'combo'] as const

/** The ERP knows the first eight articles, the shop the last eight: each side has some that the other lacks. */
const WORLDS = { leader: RANGE.slice(0, 8), follower: RANGE.slice(4) }

test('each of them: plan, apply, plan again', async () => {
  await Promise.all(MODES.map(planApplyPlan))
})

async function planApplyPlan(mode: (typeof MODES)[number]): Promise<void> {
  const sides = mode === 'erp-leads' ? WORLDS : { leader: WORLDS.follower, follower: WORLDS.leader }
  const dir = newCustomer({ mode, ...sides, more: 'streams: { price: on }' })
  const planned = await samsyn(['plan', dir, '--json'])
  assert.is(planned.code, 0, `${mode}: ${planned.out}${planned.err}`)
  assert.is((JSON.parse(planned.out) as PlanDocument).totals.create, 4, mode)
  const applied = await samsyn(['apply', dir])
  assert.is(applied.code, 0, `${mode}: ${applied.out}${applied.err}`)
  const worlds = traceOf(join(dir, 'world'))
  const again = await samsyn(['plan', dir, '--json', '--exit-code'])
  assert.is(again.code, 0, `${mode}: ${again.out}`)
  assert.equal((JSON.parse(again.out) as PlanDocument).streams.flatMap((one) => one.changes), [], mode)
  const nothing = await samsyn(['apply', dir])
  assert.match(nothing.out, 'nothing to do; nothing was written.')
  assert.is(traceOf(join(dir, 'world')), worlds, `${mode}: written although there was nothing to do`)
  const [follower, table] = mode === 'erp-leads' ? ['shop.json', 'products'] : ['erp.json', 'ARTICLE']
  assert.is(Object.keys(new World(join(dir, 'world', follower as string)).table(table as string)).length, 12, mode)
}

test('a staged launch: articles first, the other streams when they are switched on', async () => {
  const dir = newCustomer({ more: 'streams: { price: off, stock: off }', follower: [] })
  const articles = await samsyn(['apply', dir, '--json'])
  assert.is(articles.code, 0, articles.err)
  const shop = join(dir, 'world', 'shop.json')
  assert.is(Object.keys(new World(shop).table('products')).length, RANGE.length)
  assert.equal((JSON.parse(articles.out) as PlanDocument).streams.map((one) => one.stream), ['se/product'])
  assert.not.ok(Object.values(new World(shop).table('products')).some((row) => Number(row['price'] ?? 0) > 0))
  writeYaml(dir)
  const planned = await samsyn(['plan', dir, '--json'])
  const { streams, groups } = JSON.parse(planned.out) as PlanDocument
  assert.equal(streams.map((one) => [one.stream, one.counts.update]), [['se/product', 0], ['se/price', RANGE.length], ['se/stock', RANGE.length]])
  assert.equal(groups, [], 'what the engine itself left empty is filled in without asking')
  const launched = await samsyn(['apply', dir])
  assert.is(launched.code, 0, launched.out)
  const again = await samsyn(['plan', dir, '--exit-code'])
  assert.is(again.code, 0, again.out)
})

test.run()
