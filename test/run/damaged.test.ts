// A memory that cannot be read stops its own stream, with the reason; whatever else runs goes on.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startLoop } from '../../engine/run/loop.js'
import type { Parts } from '../../engine/run/parts.js'
import type { Passed } from '../../engine/run/pass.js'
import { usageOf } from '../../engine/run/used.js'
import { recover } from '../../engine/run/recover.js'
import { FileStore } from '../../engine/store/store.js'
import { house } from '../kit/house.js'
import type { Row } from '../kit/memory.js'
import { testFolder } from '../kit/program.js'
import { PRICE, stream } from '../kit/world.js'

const test = suite('run: a damaged memory')
const PRICES = stream({ entity: PRICE, policy: 'mirror', id: 'se/price', reads: ['price'], writes: ['price'] })

/** An article with its price in both systems, and a memory on disk of which one file is damaged. */
async function damaged(id: string): Promise<{ all: ReturnType<typeof house>; parts: Parts; run: () => Promise<Passed>; file: string }> {
  const all = house({ 1: { name: 'Te', active: true, price: '39.00' } }, {}, { more: [PRICES] })
  const dir = testFolder()
  const store = new FileStore({ dir, streams: all.streams, now: all.clock.now, owns: () => true })
  const run = (): Promise<Passed> => all.run({ store })
  assert.is((await run()).outcomes.length, 2)
  const file = join(dir, '.samsyn', 'state', `${id.replace('/', '.')}.json`)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^"1":.*$/m, '"1":null'))
  return { all, parts: all.parts(true, { store }), run, file }
}

function failuresOf({ document }: Passed): unknown[] {
  return document.streams.map((one) => one.failed?.code)
}

test('one stream fails with the file and the key, the other runs', async () => {
  const { all, run, file } = await damaged('se/price')
  ;(all.erp.items.get('1') as Row)['name'] = 'Grönt te'
  all.erp.items.set('2', { name: 'Kaffe', active: true, price: '59.00' })
  const passed = await run()
  assert.equal(failuresOf(passed), [undefined, 'STATE_FOREIGN'])
  assert.equal(passed.document.streams[1]?.failed?.facts?.['file'], file)
  assert.match(String(passed.document.streams[1]?.failed?.facts?.['found']), 'the entry of "1" is null')
  assert.equal([...all.shop.items.values()].map((row) => row['name']), ['Grönt te', 'Kaffe'])
})

test('the first stream may be the damaged one', async () => {
  const { all, run, parts } = await damaged('se/product')
  ;(all.erp.items.get('1') as Row)['price'] = '41.00'
  assert.equal(failuresOf(await run()), ['STATE_FOREIGN', undefined])
  assert.is(all.shop.items.get('1')?.['price'], '41.00')
  assert.is(usageOf(parts, Date.parse('2026-11-25T12:00:00Z')).uniqueProducts, 0)
})

test('what was meant and not settled before the damage waits until the memory is back', async () => {
  const { all, parts } = await damaged('se/price')
  const items = [{ change: 'se/price:update:1', key: '1', after: { price: '39.00' }, before: null }]
  await all.intents.begin({ stream: 'se/price', entity: 'price', action: 'update', system: 'se', scope: {}, items })
  assert.equal(await recover(all.streams, parts), { done: 0, notDone: 0, unknown: 0 })
  assert.is(all.intents.open().length, 1)
})

test('the loop runs what it can and is told of the rest', async () => {
  const { parts } = await damaged('se/price')
  const faults: unknown[] = []
  const passes: Passed[] = []
  const loop = startLoop({ parts, onPass: (passed) => passes.push(passed), onFault: (error) => faults.push(error) })
  await loop.stop()
  assert.equal(faults, [])
  assert.equal(passes.map(failuresOf), [[undefined, 'STATE_FOREIGN']])
})

test('a fault in the beat itself is handed on, not thrown into the timer', async () => {
  const all = house({ 1: { name: 'Te', active: true } })
  const fault = new Error('the clock stands still')
  const parts = all.parts(true, { clock: { ...all.clock, now: () => { throw fault } } })
  const faults: unknown[] = []
  await startLoop({ parts, onPass: () => assert.unreachable(), onFault: (error) => faults.push(error) }).stop()
  assert.equal(faults, [fault])
})

test.run()
