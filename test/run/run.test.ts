import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { approveGroup } from '../../engine/core/approve.js'
import type { Stream } from '../../engine/core/stream.js'
import { observe } from '../../engine/run/observe.js'
import { pass } from '../../engine/run/pass.js'
import { recover } from '../../engine/run/recover.js'
import { house } from '../kit/house.js'
import type { MemorySystem, Row } from '../kit/memory.js'
import { PRICE, stream } from '../kit/world.js'

const test = suite('run: observe, apply, cycle, pass, recover')
const TEA = { name: 'Te', active: true }
const COFFEE = { name: 'Kaffe', active: true }
const PRICES = stream({ entity: PRICE, policy: 'overlay', id: 'se/price' })

test('a first pass creates, a second has nothing to do', async () => {
  const { shop, run } = house({ 1: TEA, 2: COFFEE })
  const { document, outcomes } = await run()
  assert.equal([document.totals.create, outcomes.map((one) => one.fate.kind)], [2, ['done', 'done']])
  assert.equal([...shop.items], [['1', TEA], ['2', COFFEE]])
  assert.equal((await run()).document.totals.unchanged, 2)
  assert.is(shop.count.writes, 1)
})

test('a dry pass writes nothing and makes the same plan with the same id', async () => {
  const { shop, store, dry, run } = house({ 1: TEA })
  const first = (await dry()).document
  assert.equal([shop.count.writes, store.writes, (await dry()).document.id], [0, 0, first.id])
  assert.is((await run()).document.id, first.id)
})

test('what a listing never shows is read once, and then in its turn', async () => {
  const { erp, shop, run, clock } = house({ 1: TEA, 2: COFFEE }, {}, { erp: { covers: 'subset', hidesInactive: true } })
  await run()
  erp.items.set('2', { ...COFFEE, active: false })
  await run()
  assert.is(shop.items.get('2')?.['active'], false)
  const finds = erp.count.finds
  for (let nth = 0; nth < 5; nth++) assert.is((await run()).document.totals.update, 0)
  assert.is(erp.count.finds, finds)
  erp.items.delete('2')
  clock.advance(25 * 3_600_000)
  await run()
  assert.is(erp.count.finds, finds + 1)
  assert.is((await run()).document.totals.considered, 2)
})

test('a listing that breaks off makes nothing absent', async () => {
  const rows = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [String(at), TEA]))
  const { erp, streams, parts, run, shop } = house(rows)
  await run()
  erp.readFaults = ['broken']
  const seen = await observe(streams[0] as Stream, parts(false).store.read('se/product'), parts(false))
  assert.equal([seen.sourceEnded, seen.pairs.filter((one) => one.source === 'absent').length], [false, 0])
  erp.readFaults = ['broken']
  await run()
  assert.ok(shop.log.every((one) => one.action === 'create'))
  assert.is(parts(false).store.read('se/product').run.seen.source, 10)
})

test('only what moved is read one by one, and a stated share of the rest', async () => {
  const rows = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [String(100 + at), TEA]))
  const { shop, erp, run, clock } = house(rows, {}, { shop: { covers: 'subset', unlisted: ['active'] } })
  await run()
  const before = shop.count.finds
  await run()
  assert.is(shop.count.finds, before, 'nothing moved, no time went by')
  ;(erp.items.get('100') as Row)['name'] = 'Grönt te'
  clock.advance(1000)
  await run()
  assert.ok(shop.count.finds > before)
})

test('a whole listing that shows some fields only is looked behind', async () => {
  const { shop, run, clock } = house({ 1: TEA }, {}, { shop: { unlisted: ['active'] } })
  await run()
  ;(shop.items.get('1') as Row)['active'] = false
  await run()
  clock.advance(26 * 3_600_000)
  await run()
  assert.is(shop.items.get('1')?.['active'], true)
})

test('a system that is down stalls its stream, with a time, and harms nothing', async () => {
  const { erp, shop, store, run } = house({ 1: TEA })
  erp.readFaults = ['down']
  const { document } = await run()
  assert.equal(document.streams[0]?.failed, { code: 'NO_ANSWER', facts: { system: 'visma' } })
  const { condition } = store.read('se/product').run
  assert.equal([condition.type, condition.failures, shop.log.length], ['Stalled', 1, 0])
  await run()
  assert.equal([store.read('se/product').run.condition.type, shop.log.length], ['Ready', 1])
})

test('a target that fails on the way loses nothing of what was done before', async () => {
  const rows = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((key) => [key, TEA]))
  const { shop, store, intents, run, told } = house(rows)
  // The listing, the look and the reading back of the first batch go well.
  shop.readFaults = [undefined, undefined, undefined, 'down']
  const { outcomes } = await run()
  assert.equal(outcomes.map((one) => one.fate.kind), ['done', 'done', 'done', 'retry', 'retry', 'retry'])
  const { entries, run: { condition, window } } = store.read('se/product')
  assert.equal([[...entries.keys()], condition.type, condition.reason, window.length], [['1', '2', '3'], 'Stalled', 'NO_ANSWER', 1])
  assert.ok([...entries.values()].every((one) => one.born === 'target'))
  assert.is(intents.open().length, 0)
  await run()
  assert.is(shop.log.length, 7)
  assert.ok(told.includes('applied'))
})

test('the intent is there before the write, and ends once it is remembered', async () => {
  const { intents, shop, store, run } = house({ 1: TEA })
  const seen: string[] = []
  const send = shop.send.bind(shop)
  shop.send = async (request) => {
    seen.push(`intents ${intents.open().length}`)
    return send(request)
  }
  const write = store.write.bind(store)
  store.write = async (id, next) => {
    seen.push(`intents ${intents.open().length}, entries ${next.entries.size}`)
    return write(id, next)
  }
  await run()
  assert.equal(seen, ['intents 1', 'intents 1, entries 1'])
  assert.is(intents.open().length, 0)
})

test('an intent says what was there before, and what became of it', async () => {
  const { intents, shop, erp, run } = house({ 1: TEA })
  await run()
  ;(erp.items.get('1') as Row)['name'] = 'Grönt te'
  shop.sendFaults = ['refused']
  await run()
  const lines = []
  for await (const { intent, outcomes } of intents.history()) lines.push([intent.action, intent.items[0]?.before, Object.values(outcomes)])
  assert.equal(lines, [['create', null, ['done']], ['update', { name: 'Te' }, ['not done']]])
})

test('a stop between batches leaves the rest for the next run', async () => {
  const rows = Object.fromEntries(['1', '2', '3', '4', '5'].map((key) => [key, TEA]))
  const { shop, run } = house(rows)
  let asked = 0
  await run({ stopping: () => ++asked > 2 })
  assert.is(shop.log.length, 3)
  await run()
  assert.is(shop.log.length, 5)
})

test('refused: a person is told on the next runs too, and the patient wait', async () => {
  const { shop, store, run, clock } = house({ 1: TEA })
  shop.sendFaults = ['refused']
  await run({ patient: true })
  assert.is(store.read('se/product').run.condition.reason, 'PersonNeeded')
  const { document } = await run({ patient: true })
  assert.equal([document.streams[0]?.skipped[0]?.reason.code, store.read('se/product').run.condition.reason], ['WAITS_AFTER_REFUSAL', 'PersonNeeded'])
  clock.advance(3_700_000)
  await run({ patient: true })
  assert.equal([shop.items.size, store.read('se/product').run.condition.reason], [1, 'InSync'])
})

test('a memory of another system is never used', async () => {
  const { streams, parts, run, shop, store } = house({ 1: TEA })
  await run()
  const [first] = streams as [Stream]
  const moved = { ...first, target: { ...first.target, fingerprint: 'shop-2' } }
  const { document } = await pass([moved], parts(true))
  assert.equal(document.streams[0]?.failed, { code: 'OTHER_SYSTEM', facts: { stream: 'se/product', system: 'se' } })
  assert.equal([shop.log.length, store.read('se/product').fingerprints.target], [1, 'shop-1'])
})

test('what fills in a new item is in the same plan, needs it, and waits with it', async () => {
  const { dry, run } = house({ 1: { ...TEA, price: '199.00' } }, {}, { more: [PRICES], stream: { guards: { retireCountMax: 0 } } })
  const { document } = await dry()
  assert.equal(document.streams[1]?.changes[0]?.needs, ['se/product:create:1'])
  assert.is((await pass([PRICES], house({ 1: { price: '1.00' } }).parts(false))).document.totals.waiting, 1)
  assert.equal((await run()).document.streams.map((one) => one.counts.create + one.counts.update), [1, 1])
})

test('a reviewed plan with a new item and its price is applied whole', async () => {
  const limits = { createCountMax: 0, itemsMin: 0 }
  const { dry, streams, parts, shop, erp } = house({ 1: { ...TEA, price: '199.00' } }, { 2: { ...COFFEE, price: '5.00' } }, { more: [PRICES], stream: { guards: limits } })
  erp.items.set('2', { ...COFFEE, price: '5.00' })
  erp.items.delete('1')
  await pass(streams, parts(true))
  erp.items.set('1', { ...TEA, price: '199.00' })
  const before = (await dry()).document
  assert.equal([before.totals.pending, before.groups.map((one) => [one.id, one.count])], [2, [['se/product:many-creates', 2]]])
  const approved = approveGroup(before, 'se/product:many-creates', { name: 'Anna', at: '' })
  const { stale, settled, outcomes } = await pass(streams, parts(true), approved)
  assert.equal([stale.length, settled.length, outcomes.map((one) => one.fate.kind)], [0, 0, ['done', 'done']])
  assert.equal(shop.items.get('1'), { ...TEA, price: '199.00' })
})

test('one stream that cannot run does not stop the others', async () => {
  const { erp, dry } = house({ 1: { ...TEA, price: '9.00' } }, { 1: { ...TEA, price: '8.00' } }, { more: [PRICES] })
  erp.readFaults = ['down']
  const { document } = await dry()
  assert.equal(document.streams.map((one) => one.failed?.code), ['NO_ANSWER', undefined])
  assert.is(document.streams[1]?.counts.pending, 1)
})

const CRASHED: [string, 'done' | 'notDone' | 'unknown', (shop: MemorySystem) => void][] = [
  ['it happened', 'done', (shop) => { shop.items.set('1', { ...TEA }) }],
  ['it happened, and the target keeps it otherwise', 'done', (shop) => { shop.items.set('1', { name: 'TE', active: true }) }],
  ['it did not', 'notDone', () => {}],
  ['nobody can tell', 'unknown', (shop) => { shop.readFaults = ['blind'] }],
]
for (const [name, outcome, meanwhile] of CRASHED) {
  test(`recovery after a create of unknown end: ${name}`, async () => {
    const { shop, store, intents, streams, parts, run } = house({ 1: TEA })
    await intents.begin({
      stream: 'se/product', entity: 'product', action: 'create', system: 'se', scope: {},
      items: [{ change: 'se/product:create:1', key: '1', after: TEA, before: null }],
    })
    meanwhile(shop)
    const found = await recover(streams, parts(true))
    assert.equal(found, { done: 0, notDone: 0, unknown: 0, [outcome]: 1 })
    assert.is(intents.open().length, outcome === 'unknown' ? 1 : 0)
    assert.is(store.read('se/product').entries.get('1')?.born, outcome === 'done' ? 'target' : undefined)
    await run()
    assert.equal([shop.items.get('1')?.['name'], store.read('se/product').entries.get('1')?.born], ['Te', 'target'])
    assert.ok(shop.log.filter((one) => one.action === 'create').length <= 1)
  })
}

test('an intent of a stream that is switched off stays open', async () => {
  const { intents, parts } = house({ 1: TEA })
  await intents.begin({ stream: 'se/stock', entity: 'stock', action: 'update', system: 'se', scope: {}, items: [{ change: 'x', key: '1', after: {}, before: {} }] })
  assert.equal(await recover([], parts(true)), { done: 0, notDone: 0, unknown: 0 })
  assert.is(intents.open().length, 1)
})

test('a run without a reader for its system is our own fault', async () => {
  const { parts, streams } = house({})
  await pass(streams, parts(false, { readers: new Map() })).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /no reader/))
})

test.run()
