// Good files → the streams that run, those that do not, and why.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Desired, Stream, SystemRef } from '../../engine/core/stream.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { brief, doc, erp, errors, integration, load, loadFiles, shop } from '../kit/customer.js'

const test = suite('desired')

function good(loaded: { desired?: Desired; problems: readonly { code: string; facts: unknown }[] }): Desired {
  if (!loaded.desired) throw new Error(`not valid: ${JSON.stringify(loaded.problems)}`)
  return loaded.desired
}
const ids = (desired: Desired): string[] => desired.streams.map((one) => `${one.id} ${one.from} ${one.policy.id}`)
const off = (desired: Desired): string[] => desired.off.map((one) => `${one.id} ${one.problem.code}`)
const stream = (desired: Desired, id: string): Stream => {
  const found = desired.streams.find((one) => one.id === id)
  if (!found) throw new Error(`no stream ${id}: ${desired.streams.map((one) => one.id)}`)
  return found
}

const modes: readonly [string, number, readonly string[], readonly string[]][] = [
  ['shop-leads', 100, ['se/product shop mirror'], ['se/order ORDERS_NOT_READ', 'se/price STREAM_OFF', 'se/customer STREAM_NEEDS_PACKAGE']],
  ['shop-leads', 1600, ['se/product shop mirror'], ['se/order ORDERS_NOT_READ', 'se/price STREAM_OFF', 'se/customer STREAM_OFF']],
  ['erp-leads', 100, ['se/product erp mirror', 'se/price erp overlay'],
    ['se/order ORDERS_NOT_READ', 'se/order-status STREAM_NEEDS_PACKAGE', 'se/price-list STREAM_NEEDS_PACKAGE', 'se/stock STREAM_NEEDS_PACKAGE', 'se/customer STREAM_NEEDS_PACKAGE']],
  ['erp-leads', 200, ['se/product erp mirror', 'se/price erp overlay', 'se/stock erp overlay'],
    ['se/order ORDERS_NOT_READ', 'se/order-status STREAM_OFF', 'se/price-list STREAM_NEEDS_PACKAGE', 'se/customer STREAM_NEEDS_PACKAGE']],
  ['combo', 400, ['se/product shop mirror', 'se/price erp overlay', 'se/stock erp overlay'],
    ['se/order ORDERS_NOT_READ', 'se/order-status STREAM_OFF', 'se/price-list STREAM_OFF', 'se/customer STREAM_OFF', 'se/stock-status STREAM_EMPTY']],
]
for (const [mode, tier, running, resting] of modes) {
  test(`${mode} in package ${tier}`, async () => {
    const desired = good(await load(integration(mode, tier), erp, shop()))
    assert.equal([desired.mode, desired.tier.id, desired.systems.map((one) => `${one.role} ${one.name}`)], [mode, String(tier), ['erp visma', 'shop se']])
    assert.equal(ids(desired), running)
    assert.equal(off(desired), resting)
  })
}

test('everything is frozen to its depths', async () => {
  const desired = good(await load(integration('erp-leads', 400), erp, shop()))
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    assert.ok(Object.isFrozen(value))
    for (const inner of Object.values(value)) walk(inner)
  }
  walk(desired)
})

test('fields are those that the target takes and the source shows, verified, without the key', async () => {
  const erpLeads = good(await load(integration('erp-leads', 200), erp, shop()))
  assert.equal(stream(erpLeads, 'se/product').writes, ['name', 'barcode', 'active'])
  assert.equal(stream(erpLeads, 'se/product').fieldPolicies['name']?.id, 'once')
  const shopLeads = good(await load(integration('shop-leads', 200), erp, shop()))
  assert.equal(stream(shopLeads, 'se/product').writes, ['name', 'barcode', 'weight', 'active'])
})

test('what is only assumed is left out and said', async () => {
  const { problems } = await load(integration('erp-leads', 200), erp, shop())
  assert.equal(problems.map((one) => [one.code, one.level, one.facts['stream'], one.facts['fields']]), [['W302', 'warning', 'se/product', ['vatRate', 'weight']]])
})

test('switches: of all shops, of one shop, as words or as truth values', async () => {
  const desired = good(await load(
    integration('erp-leads', 400, 'streams: { stock: off, price: false }'), erp, shop('se'), shop('no', 'streams: { stock: on, price: true, product: off }'),
  ))
  assert.equal(desired.streams.map((one) => one.id), ['se/product', 'no/price', 'no/stock'])
  assert.is(desired.off.find((one) => one.id === 'se/stock')?.problem.code, 'STREAM_OFF')
})

test('a stream says which line asks for it', async () => {
  const desired = good(await load(integration('shop-leads', 400, 'streams:\n  price: on'), erp, shop()))
  assert.equal([stream(desired, 'se/product').place, stream(desired, 'se/price').place], ['samsyn.yaml:5:9', 'samsyn.yaml:9:5'])
})

test('stock is withheld while orders on their way cannot be counted, unless the file accepts it', async () => {
  assert.is(stream(good(await load(integration('erp-leads', 200), erp, shop())), 'se/stock').withheld?.code, 'STOCK_IN_FLIGHT_UNKNOWN')
  assert.is(stream(good(await load(integration('erp-leads', 200, 'stock: { inFlight: ignore }'), erp, shop())), 'se/stock').withheld, undefined)
})

test('price lists: one stream for each binding, with the list of either side', async () => {
  const binding = (name: string, from: string, to: string): string => doc('PriceListBinding', name, `erp: { priceList: ${from} }\nshop: { name: se, priceList: ${to} }`)
  const desired = good(await load(integration('erp-leads', 400, 'streams: { price-list: on }'), erp, shop('se', 'defaultPriceList: 5b1e'), binding('resellers', 'AF', '7c2f'), binding('vip', 'VIP', '8d30')))
  assert.equal(desired.streams.map((one) => one.id), ['se/product', 'se/price', 'se/price-list/resellers', 'se/price-list/vip', 'se/stock'])
  assert.equal(stream(desired, 'se/price-list/vip').scope, { source: { priceList: 'VIP', currency: 'SEK' }, target: { priceList: '8d30', currency: 'SEK' } })
  assert.equal(stream(desired, 'se/price').scope, { source: {}, target: { priceList: '5b1e' } })
  assert.is(desired.features.includes('price-structures'), true)
})

test('price lists switched on without a binding carry nothing, and say so', async () => {
  const desired = good(await load(integration('erp-leads', 400, 'streams: { price-list: on }'), erp, shop()))
  assert.is(desired.off.find((one) => one.id === 'se/price-list')?.problem.code, 'STREAM_EMPTY')
})

test('a binding into the list of the base price gives one price two masters', async () => {
  const loaded = await load(integration('erp-leads', 400, 'streams: { price-list: on }'), erp, shop('se', 'defaultPriceList: 5b1e'),
    doc('PriceListBinding', 'same', 'erp: { priceList: AF }\nshop: { name: se, priceList: 5b1e }'))
  assert.equal(errors(loaded), ['E203'])
})

test('two shops may each have a list of the same name', async () => {
  const binding = (name: string): string => doc('PriceListBinding', `list-${name}`, `erp: { priceList: AF }\nshop: { name: ${name}, priceList: 7c2f }`)
  const desired = good(await load(integration('erp-leads', 400, 'streams: { price-list: on }'), erp, shop('se'), shop('no'), binding('se'), binding('no')))
  assert.equal(desired.streams.filter((one) => one.entity.perDocument).map((one) => one.id), ['se/price-list/list-se', 'no/price-list/list-no'])
})

test('two shops that lead the same register of the ERP are warned about', async () => {
  const { problems } = await load(integration('combo', 400), erp, shop('se', 'storeApi: { shopId: demo, token: env:TOKEN }'), shop('no', 'storeApi: { shopId: demo, token: env:TOKEN }'))
  assert.equal(problems.map((one) => [one.code, one.facts['first'], one.facts['second']]), [['W304', 'se', 'no']])
})

test('the master of a field: a stream of its own, and once at creation in the other', async () => {
  const desired = good(await load(integration('combo', 400, 'masters:\n  product.name: erp\n  product.barcode: erp'), erp, shop()))
  const own = stream(desired, 'se/product/from-erp')
  assert.equal([own.from, own.policy.id, own.writes, own.reads, own.place], ['erp', 'overlay', ['name', 'barcode'], ['name', 'barcode'], 'samsyn.yaml:9:5'])
  const main = stream(desired, 'se/product')
  assert.equal([main.writes.includes('name'), main.fieldPolicies['name']?.id, main.fieldPolicies['barcode']?.id], [true, 'once', 'once'])
})

test('the master of a whole register turns its stream round', async () => {
  const desired = good(await load(integration('erp-leads', 400, 'masters: { product: shop, price: shop }'), erp, shop()))
  assert.equal(ids(desired).slice(0, 2), ['se/product shop mirror', 'se/price shop overlay'])
  assert.equal(stream(desired, 'se/product').fieldPolicies, {})
})

test('a master as the mode has it changes nothing', async () => {
  const plain = good(await load(integration('erp-leads', 400), erp, shop()))
  const said = good(await load(integration('erp-leads', 400, 'masters: { stock: erp, product.barcode: erp }'), erp, shop()))
  assert.equal(ids(said), ids(plain))
  assert.is(said.digest, plain.digest)
})

test('policies of streams and of fields can be chosen', async () => {
  const desired = good(await load(integration('combo', 400, 'policies: { product: append, product.barcode: once }'), erp, shop()))
  assert.equal([stream(desired, 'se/product').policy.id, stream(desired, 'se/product').fieldPolicies['barcode']?.id], ['append', 'once'])
})

test('a first sync in the other direction: the whole register, under a name of its own; parts of it stay as they are', async () => {
  const files = { 'samsyn.yaml': [integration('erp-leads', 400, 'masters: { product.barcode: shop }'), erp, shop()].join('---\n') }
  const desired = good(await loadFiles(files, { firstSyncFrom: 'shop' }))
  assert.equal(ids(desired), ['se/product/from-shop shop mirror', 'se/price erp overlay', 'se/stock erp overlay'])
  assert.equal(stream(desired, 'se/product/from-shop').writes, ['name', 'barcode', 'weight', 'active'])
  assert.equal(ids(good(await loadFiles(files, { firstSyncFrom: 'erp' }))), ids(good(await loadFiles(files))))
})

test('a till forbids that the shop leads what the till moves, and nothing else', async () => {
  assert.equal(errors(await load(integration('combo', 400, 'pos: true'), erp, shop())), [])
  assert.equal(errors(await load(integration('combo', 400, 'pos: true\nmasters: { price: shop }'), erp, shop())), ['E208'])
  assert.equal(errors(await load(integration('shop-leads', 400, 'pos: true'), erp, shop())), [])
  assert.equal(errors(await load(integration('shop-leads', 400, 'pos: true\nstreams: { price: on }'), erp, shop())), ['E208'])
})

test('ordersFrom is asked for only where orders would flow', async () => {
  const without = (more: string): string => integration('erp-leads', 400, more).replace('  ordersFrom: 2026-11-01\n', '')
  assert.equal(errors(await load(without(''), erp, shop())), ['E209'])
  assert.equal(errors(await load(without('streams: { order: off }'), erp, shop())), [])
  assert.equal(errors(await load(without(''), erp, shop('se', 'streams: { order: off }'), shop('no', 'streams: { order: off }'))), [])
  assert.equal(errors(await load(without(''), erp, shop('se', 'streams: { order: off }'), shop('no'))), ['E209'])
})

test('inFlightFrom is a day before ordersFrom, and counts something', async () => {
  const warned = async (stock: string): Promise<string[]> => (await load(integration('erp-leads', 400, `stock: ${stock}`), erp, shop())).problems.map(({ code }) => code).filter((code) => code === 'W322')
  assert.equal(await warned('{ inFlightFrom: 2026-10-15 }'), [])
  for (const stock of ['{ inFlightFrom: 2026-11-01 }', '{ inFlightFrom: 2026-12-24 }', '{ inFlight: ignore, inFlightFrom: 2026-10-15 }']) assert.equal(await warned(stock), ['W322'], stock)
})

test('a shop or an ERP is asked for only where something needs it', async () => {
  const payout = doc('PaymentReconciliation', 'klarna', 'provider: klarna\nfiles: { folder: payouts }\naccounts: { bank: "1930", clearing: "1580", fees: "6570" }')
  assert.equal(errors(await load(integration('erp-leads', 400), erp)), ['E210'])
  assert.equal(errors(await load(integration('erp-leads', 400), shop())), ['E211'])
  assert.equal(errors(await load(integration('erp-leads', 400).replace('  ordersFrom: 2026-11-01\n', ''), erp, payout)), [])
  assert.equal(errors(await load(integration('erp-leads', 400), payout)), ['E211'])
  assert.equal(errors(await load(erp, shop())), ['E201'])
  assert.equal(errors(await loadFiles({})), ['E201'])
})

test('nobody is told that something is missing when a file could not be read', async () => {
  assert.equal(errors(await loadFiles({ 'a.yaml': 'kind: [', 'b.yaml': doc('Channel', 'b2b', 'match: { channelId: 2 }', 'shop: se') })), ['E101'])
  assert.equal(errors(await loadFiles({ 'a.yaml': integration('comob', 400), 'b.yaml': erp })), ['E102'])
})

test('files: every YAML file, of sub-folders too, but not of hidden ones, modules, plugins and their cases', async () => {
  const files = {
    'samsyn.yaml': integration('erp-leads', 400), 'systems/erp.yml': erp, 'systems/shops/se.YAML': shop(),
    '.samsyn/state.yaml': 'a: [', 'node_modules/x/y.yaml': 'a: [', 'plugins/z.yaml': 'a: [', 'own/z.cases.yaml': 'a: [', 'notes.txt': 'a: [', '.hidden.yaml': 'a: [',
  }
  assert.equal(errors(await loadFiles(files)), [])
})

test('faults of several files come by file, line and column', async () => {
  const loaded = await loadFiles({ 'b.yaml': shop('se', 'colour: red'), 'a.yaml': `${integration('comob', 400, 'pos: 1')}---\n${erp.replace('edition: 1000', 'edition: 200')}` })
  assert.equal(loaded.problems.map((one) => `${one.place?.file} ${one.code}`), ['a.yaml E102', 'a.yaml E105', 'a.yaml E102', 'b.yaml E103'])
})

test('a file that is no text or too large is told, the others are read', async () => {
  const loaded = await loadFiles({
    'samsyn.yaml': integration('erp-leads', 400), 'utf16.yaml': new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'large.yaml': '#'.repeat(1_048_577), 'x.yaml': 'kind: Nobody',
  })
  assert.equal(loaded.problems.map((one) => `${one.place?.file} ${one.code}`), ['large.yaml E112', 'utf16.yaml E111', 'x.yaml E109'])
})

test('a folder that is not there is told', async () => {
  const { loadDesired } = await import('../../engine/load/desired.js')
  assert.equal((await loadDesired('/nowhere/at/all', loadSpecs())).problems.map((one) => one.code), ['E111'])
})

test('numbers are taken as they are written where a text is meant', async () => {
  const desired = good(await load(integration('erp-leads', 400), erp, shop('se', 'articles: [00123, 4711, 12345678901234567890, 1.10, "0099"]\ntemplateId: 7').replace('env:JETSHOP_SHOP', '00815')))
  const { articles, shopId, templateId } = (desired.systems[1] as SystemRef).settings as Record<string, unknown>
  assert.equal([articles, shopId, templateId], [['00123', '4711', '12345678901234567890', '1.10', '0099'], '00815', 7])
})

test('a code where a number is meant is not taken for one', async () => {
  assert.equal(brief(await load(integration('erp-leads', 400), erp, shop('se', 'templateId: 007'))).filter((one) => one.startsWith('E')), ['E105 29:15'])
})

test('the digest follows what decides the plan, not comments, order, places or rhythm', async () => {
  const base = good(await load(integration('erp-leads', 400), erp, shop())).digest
  const same = await Promise.all([
    load(`# a comment\n${integration('erp-leads', 400)}`, erp, shop()),
    load(shop(), erp, integration('erp-leads', 400)),
    loadFiles({ 'a.yaml': erp, 'b.yaml': `${shop()}---\n${integration('erp-leads', 400)}` }),
    load(integration('erp-leads', 400), erp, shop(), doc('Schedule', 'often', 'every: 1h')),
  ])
  assert.equal(same.map((one) => one.desired?.digest), [base, base, base, base])
  const other = await Promise.all([
    load(integration('erp-leads', 200), erp, shop()),
    load(integration('erp-leads', 400, 'streams: { stock: off }'), erp, shop()),
    load(integration('erp-leads', 400), erp, shop('se', 'priceRounding: up')),
    load(integration('erp-leads', 400), erp, shop(), doc('Guard', 'careful', 'limits: { retirePercentMax: 1 }')),
    load(integration('erp-leads', 400), erp.replace('Nordlys', 'Sydlys'), shop()),
    load(integration('erp-leads', 400), erp, shop(), doc('StockProfile', 'standard', 'buffer: 2')),
  ])
  const digests = [base, ...other.map((one) => good(one).digest)]
  assert.is(new Set(digests).size, digests.length)
})

test('a fingerprint follows the physical target alone', async () => {
  const print = async (one: string, other: string): Promise<(string | undefined)[]> => good(await load(integration('erp-leads', 400), one, other)).systems.map((system) => system.fingerprint)
  const [erpPrint, shopPrint] = await print(erp, shop())
  assert.equal(await print(erp.replace('edition: 1000', 'edition: 2000'), shop('se', 'templateId: 3')), [erpPrint, shopPrint])
  const [otherErp, otherShop] = await print(erp.replace('Nordlys', 'Sydlys'), shop('no'))
  assert.ok(otherErp !== erpPrint && otherShop !== shopPrint)
  const [simulated] = await print(`${erp}  simulator: world/erp.json\n`, shop())
  assert.ok(simulated !== erpPrint)
})

test('a simulator is a file of the folder, or an address', async () => {
  const { systems, dir } = good(await load(integration('erp-leads', 400), `${erp}  simulator: world/erp.json\n`, shop('se', 'simulator: http://127.0.0.1:4711')))
  assert.equal(systems.map((one) => one.simulator?.replace(dir, '.').replace(/\\/g, '/')), ['./world/erp.json', 'http://127.0.0.1:4711'])
})

test('a fault in a document does not hide the next one, and is not told again by what it leaves out', async () => {
  const faults = async (lines: string, ...more: readonly string[]): Promise<string[]> =>
    errors(await load(doc('Integration', 'nordlys', lines), erp, shop(), ...more))
  assert.equal(await faults('mode: combo\npackage: 100\nordersFrom: 2026-11-31\nstreams: { stok: on, price-list: on }'), ['E205', 'E108', 'E103', 'E207'])
  assert.equal(await faults('mode: erp-leads\npackage: 400\norders_from: 2026-11-01'), ['E103'])
  assert.equal(await faults('mode: erp-leads\npackage: 400\nordersFrom: snart'), ['E108'])
  assert.equal(await faults('mode: shop-leads\npackage: 400\nordersFrom: 2026-11-01\npos: true\nstreams: { price: on }\nmasters: { price: erpp }'), ['E102'])
  assert.equal(await faults('mode: erp-leeds\npackage: 400\nordersFrom: 2026-11-31'), ['E102', 'E108'])
  const two = doc('PriceListBinding', 'vip', 'erp: { priceList: VIP }\nshop: { name: se, priceList: 7c2f, group: VIP }')
  assert.equal(await faults('mode: erp-leads\npackage: 200\nordersFrom: 2026-11-01', two), ['E207', 'E103'])
})

test('what is still to be filled in is told once, by its key', async () => {
  const loaded = await load(integration('erp-leads', 400, 'contacts: { alerts: [CHANGE] }'), erp, shop('se', 'defaultPriceList: 00000000-0000-0000-0000-000000000000\ntemplateId: CHANGE'))
  assert.equal(loaded.problems.map((one) => [one.code, one.facts['key']]), [['E113', 'alerts'], ['E113', 'defaultPriceList'], ['E113', 'templateId']])
  const asked = await load(integration('erp-leads', 400, 'contacts: { alerts: [exchange@example.se, CHANGEABLE] }'), erp, shop())
  assert.equal(errors(asked), [])
  // Nobody gets a mail yet, and that is said.
  assert.equal(asked.problems.filter(({ code }) => code === 'W320').map(({ facts, place }) => [facts['what'], place?.line]), [['contacts: alerts', 8]])
})

test.run()
