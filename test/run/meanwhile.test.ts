// What somebody does while the engine looks, writes or rests is never taken for the engine's own.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { approveGroup } from '../../engine/core/approve.js'
import { pass } from '../../engine/run/pass.js'
import { recover } from '../../engine/run/recover.js'
import { house } from '../kit/house.js'
import { PRICE, stream } from '../kit/world.js'

const test = suite('run: what happens meanwhile')
const TEA = { name: 'Te', active: true }
const PRICES = stream({ entity: PRICE, policy: 'overlay', id: 'se/price' })
const BLIND = stream({ entity: PRICE, policy: 'overlay', id: 'se/price-list/af', scope: { source: { priceList: 'AF' }, target: { priceList: 'A' } } })

function withScope(priceList: string): typeof BLIND {
  return { ...BLIND, scope: { ...BLIND.scope, target: { priceList } } }
}

test('a figure that changed between the write and the look is no spelling: it is put back', async () => {
  const { erp, shop, run } = house({ 1: { ...TEA, price: '129.00' } }, {}, { more: [PRICES] })
  await run()
  erp.items.set('1', { ...TEA, price: '139.00' })
  let looks = 0
  shop.onFind = () => { if (++looks === 2) shop.items.set('1', { ...TEA, price: '10.00' }) }
  const fates = (await run()).outcomes.map(({ fate }) => (fate.kind === 'refused' ? fate.problem.code : fate.kind))
  shop.onFind = undefined
  assert.equal([fates, shop.items.get('1')?.['price']], [['NOT_KEPT'], '10.00'])
  await run()
  assert.is(shop.items.get('1')?.['price'], '139.00')
})

test('of a create that lost its answer halfway, the rest is done before anything else is written about it', async () => {
  const { shop, run, dry } = house({ 1: { name: 'Te', active: false, price: '129.00' } }, {}, { more: [PRICES] })
  shop.sendFaults = ['before']
  shop.onFind = () => { if (shop.count.writes === 1 && !shop.items.has('1')) shop.items.set('1', { name: 'Te', active: true }) }
  const first = await run()
  assert.equal([first.outcomes.map((one) => one.fate.kind), shop.items.get('1')], [['done', 'done'], { name: 'Te', active: false, price: '129.00' }])
  assert.equal(shop.log.map(({ action, fields }) => [action, Object.keys(fields)]), [['update', ['active']], ['update', ['price']]])
  shop.onFind = undefined
  assert.is((await dry()).document.totals.unchanged, 2)
})

test('an article that a person made while the engine was dead is the person\'s', async () => {
  const { shop, parts, streams, intents, dry } = house({ 1: TEA })
  await intents.begin({
    stream: 'se/product', entity: 'product', action: 'create', system: 'se', scope: {},
    items: [{ change: 'se/product:create:1', key: '1', after: TEA, before: null }],
  })
  shop.items.set('1', { name: 'Te', active: false })
  assert.is((await recover(streams, parts(true))).notDone, 1)
  assert.is((await dry()).document.totals.pending, 1, 'two values meet for the first time')
})

test('a saved plan does not fill in what somebody else created', async () => {
  const { shop, streams, parts, dry } = house({ 1: { ...TEA, price: '129.00' } }, {}, { more: [PRICES] })
  const saved = (await dry()).document
  assert.is(saved.totals.update, 1)
  shop.items.set('1', { ...TEA, price: '99.00' })
  const passed = await pass(streams, parts(true), saved)
  assert.equal([shop.items.get('1')?.['price'], passed.stale.map((one) => one.stream)], ['99.00', ['se/price']])
})

test('what was typed into an article of the engine\'s before its price stream started waits for approval', async () => {
  const { erp, shop, run, streams, parts, clock } = house({ 1: { ...TEA, price: '129.00' } })
  await run()
  clock.advance(2 * 3_600_000)
  shop.items.set('1', { ...TEA, price: '99.00' })
  const both = [...streams, PRICES]
  const launch = await pass(both, { ...parts(true), desired: { ...parts(true).desired, streams: both } })
  assert.equal([shop.items.get('1')?.['price'], launch.document.totals.pending, erp.count.writes], ['99.00', 1, 0])
})

test('a list price that nobody can see may have been typed since the article was made', async () => {
  const { shop, run, streams, parts, clock } = house({ 1: { ...TEA, price: '129.00' } }, {}, { shop: { unshown: ['price'] } })
  await run()
  clock.advance(2 * 3_600_000)
  shop.items.set('1', { ...TEA, price: '55.00' })
  const both = [...streams, BLIND]
  const launch = await pass(both, { ...parts(true), desired: { ...parts(true).desired, streams: both } })
  assert.equal([launch.document.totals.pending, shop.items.get('1')?.['price']], [1, '55.00'])
})

test('a saved plan does not replace a list price of an article that somebody else made', async () => {
  const { shop, streams, parts, dry } = house({ 1: { ...TEA, price: '129.00' } }, {}, { more: [BLIND], shop: { unshown: ['price'] } })
  const saved = (await dry()).document
  assert.is(saved.totals.update, 1)
  shop.items.set('1', { ...TEA, price: '55.00' })
  await pass(streams, parts(true), saved)
  assert.is(shop.items.get('1')?.['price'], '55.00')
})

test('another price list holds nothing of what was agreed about the former one', async () => {
  const { run, parts, shop } = house({ 1: { ...TEA, price: '129.00' } }, {}, { more: [withScope('A')], shop: { unshown: ['price'] } })
  await run()
  const writes = shop.count.writes
  const moved = withScope('B')
  const desired = { ...parts(false).desired, streams: [moved] }
  const { document } = await pass([moved], { ...parts(false), desired })
  assert.equal([document.totals.unchanged, document.totals.pending + document.totals.update, shop.count.writes], [0, 1, writes])
})

test('an article that is created anew gets all its parts anew', async () => {
  const { shop, run } = house({ 1: { ...TEA, price: '129.00' } }, {}, { more: [BLIND], shop: { unshown: ['price'] } })
  await run()
  shop.items.delete('1')
  await run()
  assert.is(shop.items.get('1')?.['price'], '129.00')
})

test('a jump is seen also where the target does not show the price', async () => {
  const guards = { ...BLIND.guards, priceJumpPercentMax: 50 }
  const { erp, run } = house({ 1: { ...TEA, price: '72.00' } }, {}, { more: [{ ...BLIND, guards }], shop: { unshown: ['price'] } })
  await run()
  erp.items.set('1', { ...TEA, price: '7200.00' })
  const { document } = await run()
  const change = document.streams.find((one) => one.stream === BLIND.id)?.changes[0]
  assert.equal([change?.verdict, change?.fields['price']?.was], ['pending', '72.00'])
})

test('the same two systems the other way round start as strangers, and no other system is accused', async () => {
  const { parts, run, streams } = house({ 1: TEA }, { 2: TEA })
  await run()
  const product = streams[0]
  if (!product) throw new Error('the house has no stream')
  const turned = { ...product, from: 'shop' as const, source: product.target, target: product.source }
  const { document } = await pass([turned], { ...parts(false), desired: { ...parts(false).desired, streams: [turned] } })
  assert.equal([document.streams[0]?.failed, document.totals.create], [undefined, 1])
})

test('an approved group frees what it was shown, whatever its system is called', async () => {
  const { dry, streams, parts, shop } = house({ 1: TEA }, { 1: { name: 'Grönt te', active: true } })
  const plan = (await dry()).document
  const approved = approveGroup(plan, 'se/product:first-sync', { name: 'Åsa', at: plan.madeAt })
  await pass(streams, parts(true), approved)
  assert.is(shop.items.get('1')?.['name'], 'Te')
})

test.run()
