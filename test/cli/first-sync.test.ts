// What adopt may write: newcomers and first meetings. What was paired before is the mode's own business.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { edit, nameIn, newCustomer, RANGE, rename } from './customer.js'

const test = suite('cli: what a first sync may write')
const FROM_SHOP = ['--from', 'shop']

test('adopt again from the follower writes no later edit into the leading ERP', async () => {
  const dir = newCustomer({ leader: RANGE.slice(0, 3), follower: RANGE.slice(0, 11) })
  const first = await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(first.code, 0, first.out + first.err)
  assert.match(first.out, 'se/product/from-shop  8 created')
  assert.match(first.out, '8 of 8 done.')
  rename(dir, 'shop', 'K-100', 'Kardemumma på kampanj')
  const planned = await samsyn(['adopt', dir, ...FROM_SHOP])
  assert.match(planned.out, 'was paired before: a first sync leaves it alone')
  const again = await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(again.code, 0, again.out + again.err)
  assert.is(nameIn(dir, 'erp', 'K-100'), 'Kardemumma')
  assert.match(again.out, '1 item that was paired before differs, and was left alone.')
  const json = JSON.parse((await samsyn(['adopt', dir, ...FROM_SHOP, '--apply', '--json'])).out) as { paired: number; applied: { outcomes: unknown[] } }
  assert.equal([json.paired, json.applied.outcomes], [1, []])
})

test('an article that the bookkeeper removed is not brought back by another first sync', async () => {
  const dir = newCustomer({ leader: [], follower: RANGE.slice(0, 2) })
  await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(nameIn(dir, 'erp', 'K-101'), 'Saffran')
  edit(dir, 'erp', 'ARTICLE', 'K-101', () => null)
  const again = await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(nameIn(dir, 'erp', 'K-101'), undefined, again.out)
})

test('a first meeting of two names waits; approved, it goes the way of the first sync', async () => {
  const dir = newCustomer({ leader: RANGE.slice(0, 2), follower: RANGE.slice(0, 2).map((one) => ({ ...one, name: `${one.name} i butiken` })) })
  const file = join(dir, 'start.json')
  const planned = await samsyn(['adopt', dir, ...FROM_SHOP, '--out', file])
  assert.is(planned.code, 3, planned.out + planned.err)
  const waiting = await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(waiting.code, 3)
  assert.match(waiting.out, 'waits for approval: se/product/from-shop:first-sync')
  assert.is(nameIn(dir, 'erp', 'K-100'), 'Kardemumma')
  await samsyn(['approve', file, '--group', 'se/product/from-shop:first-sync', '--dir', dir])
  const applied = await samsyn(['adopt', dir, ...FROM_SHOP, '--apply'])
  assert.is(applied.code, 0, applied.out + applied.err)
  assert.match(applied.out, '2 updated')
  assert.is(nameIn(dir, 'erp', 'K-100'), 'Kardemumma i butiken')
})

test('a start-up plan in the other direction is applied in that direction, and touches nothing else', async () => {
  const dir = newCustomer({ leader: RANGE.slice(0, 3), follower: RANGE })
  const file = join(dir, 'start.json')
  const planned = await samsyn(['adopt', dir, ...FROM_SHOP, '--out', file])
  assert.is(planned.code, 0, planned.out + planned.err)
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 0, applied.out + applied.err)
  assert.match(applied.out, 'se/product/from-shop  9 created')
  assert.not.match(applied.out, 'se/stock')
  assert.is(nameIn(dir, 'erp', 'K-111'), 'Muskot')
  assert.is((await samsyn(['apply', file, '--dir', dir])).code, 4, 'a plan is used once')
})

test.run()
