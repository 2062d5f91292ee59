import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { FileIntents } from '../../engine/store/intents.js'
import { stateCheck } from '../../engine/store/state-check.js'
import { FileStore } from '../../engine/store/store.js'
import type { StreamState } from '../../engine/types/state.js'
import { testClock } from '../kit/clock.js'
import { testFolder } from '../kit/program.js'

const test = suite('state check')
const { now } = testClock()

test('every file is told, with its state or with what is wrong', async () => {
  const dir = testFolder()
  const store = new FileStore({ dir, now, owns: () => true })
  const known = store.read('se/price')
  await store.write('se/price', { ...known, entries: new Map([['Å-12', { source: { price: '199.00' }, target: null }]]) })
  await store.write('se/price', { ...store.read('se/price'), run: { ...known.run, seen: { source: 1, target: 0 } } })
  await FileIntents.open({ dir, fence: 1, now, owns: () => true }).begin({
    stream: 'se/price', entity: 'price', action: 'update', system: 'se', scope: {}, items: [],
  })
  const home = join(dir, '.samsyn')
  writeFileSync(join(home, 'state', 'se.stock.json'), '{')
  writeFileSync(join(home, 'intents', '2026-10.ndjson'), 'x\n')
  const found = stateCheck(dir).map(({ file, ...rest }) => ({ file: file.slice(home.length + 1), ...rest }))
  assert.equal(found.map(({ file, problem }) => [file, problem?.code]), [
    [join('state', 'se.price.json'), undefined], [join('state', 'se.stock.json'), 'STATE_CUT'],
    [join('intents', '2026-10.ndjson'), 'INTENTS_BROKEN'], [join('intents', '2026-11.ndjson'), undefined],
  ])
  const state = found[0]!.state as StreamState
  assert.is(state.run.seen.source, 1)
  assert.equal(state.entries, { 'Å-12': { source: { price: '199.00' }, target: null } })
})

test('where nothing is remembered there is nothing to tell', () => {
  const dir = testFolder()
  assert.equal(stateCheck(dir), [])
  mkdirSync(join(dir, '.samsyn', 'state'), { recursive: true })
  assert.equal(stateCheck(dir), [])
})

test.run()
