// What a saved plan can be used for, how often, and what is said of the part of it that was not done.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { World } from '../../engine/connect/world/world.js'
import type { Fault } from '../../engine/connect/jetshop/simulator/faults.js'
import { samsyn } from '../kit/cli.js'
import { nameIn, newCustomer, rename } from './customer.js'

const test = suite('cli: a saved plan and its use')

function arm(dir: string, ...faults: Fault[]): void {
  const world = new World(join(dir, 'world', 'shop.json'))
  world.settings['faults'] = faults
  world.checkpoint()
}

async function save(dir: string): Promise<string> {
  const file = join(dir, 'plan.json')
  const ran = await samsyn(['plan', dir, '--out', file])
  assert.ok(ran.code === 0 || ran.code === 3, ran.out + ran.err)
  return file
}

test('the very same plan, made again later, may be used again', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  for (let nth = 0; nth < 2; nth++) {
    rename(dir, 'erp', 'K-100', 'Kardemumma, hel')
    const applied = await samsyn(['apply', await save(dir), '--dir', dir])
    assert.is(applied.code, 0, applied.out + applied.err)
    assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma, hel')
    rename(dir, 'erp', 'K-100', 'Kardemumma')
    await samsyn(['apply', dir])
  }
})

test('a plan that met a shop out of order is not used up', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  rename(dir, 'erp', 'K-100', 'Kardemumma, hel')
  const file = await save(dir)
  arm(dir, { op: '*', kind: 'status503' })
  const down = await samsyn(['apply', file, '--dir', dir])
  assert.is(down.code, 1, down.out)
  assert.match(down.out, 'could not run')
  assert.match(down.out, /\nnothing was written\./)
  assert.not.match(down.out, 'nothing to do')
  arm(dir)
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 0, applied.out + applied.err)
  assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma, hel')
  assert.is((await samsyn(['apply', file, '--dir', dir])).code, 4, 'now it is')
})

test('with --stream the rest of the plan is left for later', async () => {
  const dir = newCustomer()
  const file = await save(dir)
  const products = await samsyn(['apply', file, '--dir', dir, '--stream', 'product'])
  assert.is(products.code, 0, products.out + products.err)
  const rest = await samsyn(['apply', file, '--dir', dir])
  assert.is(rest.code, 0, rest.out + rest.err)
  assert.match(rest.out, /se\/price  8 updated/)
  assert.is((await samsyn(['apply', file, '--dir', dir])).code, 4)
})

test('what went stale while the rest went through needs a person, and is told', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  for (const key of ['K-102', 'K-103']) rename(dir, 'erp', key, `${key} ny`)
  const file = await save(dir)
  rename(dir, 'erp', 'K-103', 'Kanel ännu nyare')
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 3, applied.out + applied.err)
  assert.match(applied.out, 'K-103  no longer as planned; left alone')
  assert.match(applied.out, '1 change of the plan went stale and was left alone. make a new plan.')
  assert.not.match(applied.out, 'approval', 'nothing waits for one')
  assert.match(applied.out, '1 of 1 done')
})

test('refused, with nothing else in the plan: a person, not a stale plan', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  rename(dir, 'erp', 'K-102', 'Vanilj, malen')
  const file = await save(dir)
  arm(dir, { op: 'Product_AddUpdate', kind: 'rowFailure' })
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 3, applied.out + applied.err)
  assert.match(applied.out, 'refused')
  assert.match(applied.out, '0 of 1 done')
})

test('the price of an article that could not be created waits; nobody says that it had nothing left to do', async () => {
  const dir = newCustomer()
  const file = await save(dir)
  arm(dir, { op: 'Product_AddUpdate', kind: 'rowFailure', article: 'K-111' })
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 3, applied.out + applied.err)
  assert.match(applied.out, '2 changes of the plan wait for an item that was not created.')
  assert.not.match(applied.out, 'had nothing left to do')
})

test.run()
