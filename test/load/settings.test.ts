// Rhythms, safety limits, pairs and what else holds for a stream besides its fields.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isDue } from '../../engine/core/rhythm.js'
import type { Rhythm } from '../../engine/core/stream.js'
import { kinds } from '../../engine/load/kinds.js'
import { packageRoot } from '../../engine/load/root.js'
import { loadSpecs } from '../../engine/load/specs.js'
import type { GuardLimits } from '../../engine/types/guards.js'
import { doc, erp, errors, integration, load, shop } from '../kit/customer.js'

const test = suite('settings')
const erpLeads = integration('erp-leads', 400)

async function rhythm(id: string, ...documents: readonly string[]): Promise<Rhythm | undefined> {
  return (await load(...documents)).desired?.streams.find((one) => one.id === id)?.rhythm
}

test('with a scheduler: every five minutes; without: once a night', async () => {
  assert.equal(await rhythm('se/product', erpLeads, erp, shop()), { everySeconds: 300, windows: [], days: [], blackouts: [], timeZone: 'Europe/Stockholm' })
  const nightly = await rhythm('se/product', integration('shop-leads', 100), erp, shop())
  assert.ok(nightly)
  // Every minute of a week, over the night in which the clock is put back.
  let runs = 0
  let lastStartMs: number | undefined
  for (let nowMs = Date.parse('2026-10-22T12:00:00Z'); nowMs < Date.parse('2026-10-29T12:00:00Z'); nowMs += 60_000) {
    if (!isDue(nightly, { nowMs, lastStartMs })) continue
    runs++
    lastStartMs = nowMs
  }
  assert.is(runs, 7)
})

test('the nearest Schedule counts: a stream of a shop, a stream, a shop, all', async () => {
  const schedules = [
    doc('Schedule', 'all', 'every: 1h'), doc('Schedule', 'shop', 'shop: se\nevery: 2h'), doc('Schedule', 'stream', 'streams: [stock]\nevery: 30s'),
    doc('Schedule', 'both', 'streams: [se/price]\nshop: se\nevery: 1d\ndays: [mon, sun]\nwindows: ["22:00-05:00"]\nblackout: ["03:00-03:30"]\ntimeZone: Europe/Helsinki'),
  ]
  const { desired } = await load(erpLeads, erp, shop('se'), shop('no'), ...schedules)
  const every = Object.fromEntries((desired?.streams ?? []).map((one) => [one.id, one.rhythm.everySeconds]))
  assert.equal(every, { 'se/product': 7200, 'se/price': 86400, 'se/stock': 30, 'no/product': 3600, 'no/price': 3600, 'no/stock': 30 })
  assert.equal(desired?.streams.find((one) => one.id === 'se/price')?.rhythm, { everySeconds: 86400, windows: ['22:00-05:00'], days: [1, 7], blackouts: ['03:00-03:30'], timeZone: 'Europe/Helsinki' })
})

test('two Schedules of the same reach are told once', async () => {
  assert.equal(errors(await load(erpLeads, erp, shop(), doc('Schedule', 'one', 'every: 1h'), doc('Schedule', 'two', 'every: 2h'))).slice(0, 1), ['E215'])
})

test('a time zone that nobody knows, a stream that is not there', async () => {
  assert.equal(errors(await load(erpLeads, erp, shop(), doc('Schedule', 'far', 'timeZone: Europe/Stokholm'))), ['E108'])
  assert.equal(errors(await load(erpLeads, erp, shop(), doc('Schedule', 'far', 'streams: [no/stock]'))), ['E204'])
  assert.equal(errors(await load(erpLeads, erp, shop(), doc('Guard', 'far', 'streams: [lager]\nlimits: { itemsMin: 1 }'))), ['E204'])
})

test('limits: the defaults, the register\'s, and each Guard over those of wider reach', async () => {
  const { guards } = loadSpecs()
  const limits = async (id: string, ...documents: readonly string[]): Promise<GuardLimits | undefined> =>
    (await load(erpLeads, erp, shop(), ...documents)).desired?.streams.find((one) => one.id === id)?.guards
  assert.equal(await limits('se/product'), { ...guards.default, ...guards.entities['product'] })
  const wide = doc('Guard', 'wide', 'limits: { retirePercentMax: 1, createCountMax: 5 }')
  const narrow = doc('Guard', 'narrow', 'streams: [se/product]\nlimits: { retirePercentMax: null }')
  const register = doc('Guard', 'register', 'entities: [product]\nlimits: { retirePercentMax: 2, itemsMin: 0 }')
  for (const order of [[wide, narrow, register], [register, narrow, wide]]) {
    const found = await limits('se/product', ...order)
    assert.equal([found?.retirePercentMax, found?.createCountMax, found?.itemsMin], [null, 5, 0])
  }
  assert.is((await limits('se/stock', wide, narrow, register))?.retirePercentMax, 1)
})

test('two Guards may set different limits of one reach, and never the same one', async () => {
  const guard = (name: string, limits: string): string => doc('Guard', name, `entities: [product]\nlimits: { ${limits} }`)
  assert.equal(errors(await load(erpLeads, erp, shop(), guard('one', 'createCountMax: 5'), guard('two', 'retirePercentMax: 1'))), [])
  const { problems } = await load(erpLeads, erp, shop(), guard('one', 'createCountMax: 5'), guard('two', 'createCountMax: 50'))
  assert.equal(problems.map((one) => [one.code, one.facts['what']]), [['E215', 'createCountMax of se/product']])
})

test('two tables of one field and reach are told; of another reach, or named by a step, they stand', async () => {
  const wide = integration('erp-leads', 800)
  const table = (name: string, field: string, more = ''): string => doc('ValueMap', name, `field: ${field}\npairs: [{ shop: a, erp: b }]`, more)
  assert.equal(errors(await load(wide, erp, shop(), table('one', 'unit'), table('two', 'unit'))), ['E215'])
  assert.equal(errors(await load(wide, erp, shop(), table('one', 'paymentMethod'), table('two', 'paymentMethod'))), ['E215'])
  assert.equal(errors(await load(wide, erp, shop(), table('one', 'unit'), table('two', 'unit', 'shop: se'))), [])
  const step = doc('FieldMapping', 'own', 'entity: product\nto: shop\nfields:\n  subName: { from: unit, steps: [{ name: lookup, map: two }] }')
  assert.equal(errors(await load(wide, erp, shop(), table('one', 'unit'), table('two', 'unit'), step)), [])
})

test('two Shop documents may not be one shop', async () => {
  const twin = shop('se').replace('name: se', 'name: no')
  const { problems } = await load(erpLeads, erp, shop('se'), twin)
  assert.equal(problems.filter((one) => one.level !== 'warning').map((one) => [one.code, one.facts['first'], one.facts['second']]), [['E221', 'se', 'no']])
  const simulated = (name: string, world: string): string => doc('Shop', name, `driver: jetshop\nsimulator: ${world}`)
  assert.equal(errors(await load(erpLeads, erp, simulated('se', 'world/shop.json'), simulated('no', './world/../world/shop.json'))), ['E221'])
  assert.equal(errors(await load(erpLeads, erp, simulated('se', 'world/se.json'), simulated('no', 'world/no.json'))), [])
})

const pairs = (lines: string): string => doc('Pairs', 'first', `entity: product\npairs:\n${lines.split('\n').map((line) => `  - ${line}`).join('\n')}`, 'shop: se')

test('pairs hold for a register and all that is part of it, in the direction of the stream', async () => {
  const { desired } = await load(integration('combo', 400), erp, shop(), pairs('{ shop: S-1, erp: 0001 }\n{ shop: S-2, erp: E-2, confirmed: true }'))
  const found = Object.fromEntries((desired?.streams ?? []).map((one) => [one.id, one.pairs]))
  assert.equal(found['se/product'], { 'S-1': '0001', 'S-2': 'E-2' })
  assert.equal(found['se/price'], { '0001': 'S-1', 'E-2': 'S-2' })
})

test('a pair that nobody has looked at is left out, and said', async () => {
  const { desired, problems } = await load(erpLeads, erp, shop(), pairs('{ shop: S-1, erp: E-1 }\n{ shop: S-2, erp: E-2, confirmed: false }'))
  assert.equal(desired?.streams[0]?.pairs, { 'E-1': 'S-1' })
  assert.equal(problems.filter((one) => one.code === 'W305').map((one) => one.facts['count']), [1])
})

test('two numbers that a person has told apart are no pair, in the direction of the stream', async () => {
  const lines = '{ shop: te-1, erp: TE-1, same: false }\n{ shop: te-1, erp: Te-1, same: false }\n{ shop: te-1, erp: E-1 }'
  const { desired } = await load(integration('combo', 400), erp, shop(), pairs(lines))
  const found = Object.fromEntries((desired?.streams ?? []).map((one) => [one.id, [one.pairs, one.different]]))
  assert.equal(found['se/product'], [{ 'te-1': 'E-1' }, [['te-1', 'TE-1'], ['te-1', 'Te-1']]])
  assert.equal(found['se/price'], [{ 'E-1': 'te-1' }, [['TE-1', 'te-1'], ['Te-1', 'te-1']]])
  const without = (await load(integration('combo', 400), erp, shop(), pairs('{ shop: te-1, erp: E-1 }'))).desired
  assert.not.equal(desired?.digest, without?.digest)
  assert.equal(errors(await load(erpLeads, erp, shop(), pairs('{ shop: te-1, erp: TE-1 }\n{ shop: te-1, erp: TE-1, same: false }'))), ['E217'])
})

test('a number that is paired twice is told once', async () => {
  assert.equal(errors(await load(erpLeads, erp, shop(), pairs('{ shop: S-1, erp: E-1 }\n{ shop: S-1, erp: E-2 }'))), ['E217'])
})

test('currencies: one for a list, and one that is in use', async () => {
  const binding = (name: string, list: string, currency: string): string => doc('PriceListBinding', name, `erp: { priceList: ${list} }\nshop: { name: se, priceList: ${name} }\ncurrency: ${currency}`)
  const on = integration('erp-leads', 400, 'streams: { price-list: on }')
  assert.equal(errors(await load(on, erp, shop(), binding('a', 'AF', 'SEK'), binding('b', 'NO', 'NOK'))), [])
  assert.equal(errors(await load(on, erp, shop(), binding('a', 'AF', 'SEK'), binding('b', 'AF', 'NOK'))), ['E213'])
  assert.equal(errors(await load(on, erp, shop(), binding('a', 'AF', 'XQZ'))), ['E108'])
})

test('features in use: of the mode, of its streams that are on, of documents', async () => {
  const used = async (...documents: readonly string[]): Promise<readonly string[] | undefined> => (await load(...documents)).desired?.features
  assert.equal(await used(integration('shop-leads', 1600), erp, shop()), ['products', 'orders'])
  assert.equal(await used(integration('combo', 1600), erp, shop()), ['products', 'orders', 'stock', 'multishop'])
  assert.equal(await used(integration('shop-leads', 1600, 'streams: { order: off }'), erp, shop(), doc('Schedule', 'often', 'every: 1h')), ['products', 'scheduler'])
})

test('the order binding of a shop is looked for by its file or its name', async () => {
  const withBinding = shop('se', 'orders: { binding: jetshop-orders.yaml }')
  const loaded = await load(erpLeads, erp, withBinding)
  assert.equal(errors(loaded), ['E202'])
  const binding = doc('OrderBinding', 'jetshop-orders', 'operations: { getOrder: { operation: GetOrder } }')
  const named = await load(erpLeads, erp, shop('se', 'orders: { binding: jetshop-orders }'), binding)
  assert.equal(named.problems.filter((one) => one.code === 'E202'), [])
})

test('kinds: the loader knows those of the editors\' schema', () => {
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'generated', 'schemas', 'samsyn.schema.json'), 'utf8')) as { properties: { kind: { enum: string[] } } }
  assert.equal([...kinds], [...schema.properties.kind.enum].sort())
})

test('a thousand documents are loaded in a moment', async () => {
  const maps = Array.from({ length: 500 }, (_, at) => doc('ValueMap', `map-${at}`, `field: unit\npairs: [{ shop: a${at}, erp: b }]`))
  const steps = maps.map((_, at) => `{ name: lookup, map: map-${at} }`).join(', ')
  maps.push(doc('FieldMapping', 'own', `entity: product\nto: shop\nfields:\n  subName: { from: unit, steps: [${steps}] }`))
  const started = Date.now()
  assert.equal(errors(await load(integration('erp-leads', 800), erp, shop(), ...maps)), [])
  assert.ok(Date.now() - started < 4000)
})

test.run()
