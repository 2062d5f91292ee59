// An approval ends with the change that it was given for: the same move a second time is a new question.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { recover } from '../../engine/run/recover.js'
import { house } from '../kit/house.js'
import { Crash, type Row } from '../kit/memory.js'
import { PRICE } from '../kit/world.js'

const test = suite('run: an approval is used once')
const GUARDS = { priceJumpPercentMax: 30 }

function shopOfPrices(): ReturnType<typeof house> {
  const prices = { entity: PRICE, id: 'se/price', policy: 'mirror', reads: ['price'], writes: ['price'], guards: GUARDS }
  return house({ 1: { price: '100.00' }, 2: { price: '200.00' } }, { 1: { price: '100.00' }, 2: { price: '200.00' } }, { stream: prices })
}

type House = ReturnType<typeof house>

async function move({ erp, run }: House, price: string): Promise<string[]> {
  ;(erp.items.get('1') as Row)['price'] = price
  return (await run()).document.streams[0]?.changes.map((one) => one.verdict) ?? []
}

async function approve({ store, dry }: House): Promise<void> {
  for (const one of (await dry()).document.streams[0]?.changes ?? []) store.approved.add(one.digest)
}

test('approved and done, moved back and moved again: it waits again', async () => {
  const all = shopOfPrices()
  await all.run()
  assert.equal(await move(all, '10.00'), ['pending'])
  await approve(all)
  assert.equal(await move(all, '10.00'), ['ready'])
  assert.is(all.shop.items.get('1')?.['price'], '10.00')
  assert.is(all.store.approvals().size, 0)
  await move(all, '100.00')
  await approve(all)
  await all.run()
  assert.is(all.shop.items.get('1')?.['price'], '100.00')
  assert.equal(await move(all, '10.00'), ['pending'])
  assert.is(all.shop.items.get('1')?.['price'], '100.00')
  await approve(all)
  assert.equal(await move(all, '10.00'), ['ready'], 'a new approval counts')
})

for (const fault of ['refused', 'retry', 'before'] as const) {
  test(`what was approved and not done (${fault}) stays approved`, async () => {
    const all = shopOfPrices()
    await all.run()
    await move(all, '10.00')
    await approve(all)
    all.shop.sendFaults = [fault, fault, fault]
    await all.run()
    assert.is(all.shop.items.get('1')?.['price'], '100.00')
    assert.is(all.store.approvals().size, 1)
    all.shop.sendFaults = []
    await all.run()
    assert.is(all.shop.items.get('1')?.['price'], '10.00')
    assert.is(all.store.approvals().size, 0)
  })
}

test('a stop at any moment neither loses an approval that is not used nor leaves one that is', async () => {
  let died = 0
  for (let call = 1; ; call++) {
    const all = shopOfPrices()
    await all.run()
    await move(all, '10.00')
    await approve(all)
    all.ports.dieAt = all.ports.calls + call
    const ended = await all.run().then(() => true, (error: unknown) => {
      if (!(error instanceof Crash)) throw error
      return false
    })
    all.ports.dieAt = -1
    if (ended) break
    died++
    await recover(all.streams, all.parts(true))
    await all.run()
    assert.is(all.shop.items.get('1')?.['price'], '10.00', `died at call ${call}`)
    assert.is(all.store.approvals().size, 0, `died at call ${call}`)
  }
  assert.ok(died > 8)
})

test.run()
