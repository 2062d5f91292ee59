// How fields are made: the customer's rules, tables, profiles and plugins, seen through the mapper that runs them.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Fields } from '../../engine/core/item.js'
import { mapper } from '../../engine/core/map.js'
import type { Stream } from '../../engine/core/stream.js'
import { brief, doc, erp, errors, integration, load, loadFiles, shop } from '../kit/customer.js'

const test = suite('rules')
const RULES = { entity: 'product', to: 'shop' }

async function streamOf(id: string, ...documents: readonly string[]): Promise<Stream> {
  const loaded = await load(...documents)
  const found = loaded.desired?.streams.find((one) => one.id === id)
  if (!found) throw new Error(`no stream ${id}: ${JSON.stringify(loaded.problems)}`)
  return found
}
const mapped = (stream: Stream, source: Fields): Fields => mapper(stream)(source, '4711').fields
const fieldMapping = (fields: string, more = ''): string => doc('FieldMapping', 'own', `entity: ${RULES.entity}\nto: ${RULES.to}\nfields:\n${fields.split('\n').map((line) => `  ${line}`).join('\n')}`, more)
const erpLeads = integration('erp-leads', 800, 'stock: { inFlight: ignore }')

const tables: readonly [string, string, Fields, Fields][] = [
  ['a step', 'name: { steps: [{ name: upper }] }', { name: 'skor' }, { name: 'SKOR' }],
  ['another field', 'subName: { from: barcode }', { barcode: '731' }, { subName: '731' }],
  ['several fields', 'subName: { from: [name, barcode], steps: [{ name: join, with: " / " }] }', { name: 'Skor', barcode: '731' }, { subName: 'Skor / 731' }],
  ['a part', 'subName: { from: name, steps: [{ name: split, with: ",", take: 2 }] }', { name: 'Skor, röda' }, { subName: 'röda' }],
  ['the last part', 'subName: { from: name, steps: [{ name: split, with: ",", take: -1 }] }', { name: 'Skor, röda, 42' }, { subName: '42' }],
  ['a replacement', 'subName: { from: name, steps: [{ name: replace, find: "&", with: och }] }', { name: 'A & B' }, { subName: 'A och B' }],
  ['a default of digits', 'subName: { from: barcode, steps: [{ name: default, with: 0012 }] }', { barcode: null }, { subName: '0012' }],
  ['a default that is a number', 'subName: { from: barcode, steps: [{ name: default, with: 12 }] }', { barcode: null }, { subName: '12' }],
  ['a truth value', 'active: { steps: [{ name: default, with: true }] }', { active: null }, { active: true }],
  ['clearing', 'subName: { from: barcode, clear: true }', {}, { subName: null }],
]
for (const [what, fields, source, expected] of tables) {
  test(`a FieldMapping with ${what}`, async () => {
    const stream = await streamOf('se/product', erpLeads, erp, shop(), fieldMapping(fields))
    const found = mapped(stream, source)
    for (const [name, value] of Object.entries(expected)) assert.is(found[name], value)
  })
}

test('a rule says which line it comes from, and moves the digest', async () => {
  const plain = await streamOf('se/product', erpLeads, erp, shop())
  const ruled = await streamOf('se/product', erpLeads, erp, shop(), fieldMapping('name: { steps: [{ name: trim }] }'))
  assert.match(ruled.mapping.rules[0]?.place ?? '', /^samsyn\.yaml:\d+:5$/)
  assert.not.equal(ruled.mappingDigest, plain.mappingDigest)
  const moved = await streamOf('se/product', `# a comment\n${erpLeads}`, erp, shop(), fieldMapping('name: { steps: [{ name: trim }] }'))
  assert.is(moved.mappingDigest, ruled.mappingDigest)
})

test('the shop\'s own rule comes before that for all', async () => {
  const own = fieldMapping('name: { steps: [{ name: lower }] }', 'shop: se').replace('name: own,', 'name: se-own,')
  const stream = await streamOf('se/product', erpLeads, erp, shop(), fieldMapping('name: { steps: [{ name: upper }] }'), own)
  assert.is(mapped(stream, { name: 'Skor' })['name'], 'skor')
})

test('a rule that no stream needs is told', async () => {
  const { problems } = await load(integration('shop-leads', 800), erp, shop('se', 'storeApi: { shopId: demo, token: env:TOKEN }'), fieldMapping('name: { steps: [{ name: trim }] }'))
  assert.equal(problems.map((one) => [one.code, one.level]), [['W303', 'warning']])
})

const units = doc('ValueMap', 'units', 'field: unit\npairs:\n  - { shop: styck, erp: st }\n  - { shop: st, erp: st }\n  - { shop: par, erp: par }')
const groups = (otherwise: string): string => doc('ValueMap', 'groups', `entity: product\nfield: { shop: group, erp: group }\npairs: [{ shop: Skor, erp: "010" }, { shop: Skor, erp: "020" }]\n${otherwise}`)

test('group, unit and accounting code flow only where a table translates them', async () => {
  const without = await streamOf('se/product', erpLeads, erp, shop())
  assert.is(without.writes.includes('group'), false)
  const stream = await streamOf('se/product', erpLeads, erp, shop(), groups(''))
  assert.equal([stream.writes.includes('group'), stream.reads.includes('group'), stream.writes.includes('unit')], [true, true, false])
})

test('a table goes the way of the stream; several of one side may share one of the other', async () => {
  const toShop = await streamOf('se/product', erpLeads, erp, shop(), groups(''))
  assert.equal([mapped(toShop, { group: '010' })['group'], mapped(toShop, { group: '020' })['group'], mapped(toShop, { group: null })['group']], ['Skor', 'Skor', null])
  const toErp = await streamOf('se/product', integration('shop-leads', 800), erp, shop(), groups(''))
  assert.is(mapped(toErp, { group: 'Skor' })['group'], '010')
})

const otherwise: readonly [string, unknown, string | undefined][] = [
  ['', undefined, 'VALUE_UNMAPPED'], ['otherwise: hold', undefined, 'VALUE_UNMAPPED'], ['otherwise: keep', undefined, undefined],
  ['otherwise: { shop: Övrigt }', 'Övrigt', undefined], ['otherwise: { erp: "99" }', undefined, 'VALUE_UNMAPPED'],
]
for (const [line, value, code] of otherwise) {
  test(`a value without a pair, ${line || 'with nothing said'}`, async () => {
    const stream = await streamOf('se/product', erpLeads, erp, shop(), groups(line))
    const found = mapper(stream)({ group: '777' }, '4711')
    assert.equal([found.fields['group'], found.problem?.code], [value, code])
  })
}

test('a rule may look a value up in a table that is no field\'s', async () => {
  const stream = await streamOf('se/product', erpLeads, erp, shop(), groups(''), fieldMapping('subName: { from: group, steps: [{ name: lookup, map: groups }] }'))
  assert.is(mapped(stream, { group: '010' })['subName'], 'Skor')
})

test('a table that is not used is told, but not one that a later part reads', async () => {
  const later = ['paymentMethod', 'deliveryWay', 'vatClass'].map((field) => doc('ValueMap', field.toLowerCase(), `field: ${field}\npairs: [{ shop: a, erp: b }]`))
  const { problems } = await load(erpLeads, erp, shop(), units, ...later)
  assert.equal(problems.filter((one) => one.code === 'W303').map((one) => one.facts['name']), ['units'])
})

const roundings: readonly [string, string, string | undefined][] = [['half-up', '199.50', '200.00'], ['down', '199.90', '199.00'], ['up', '199.10', '200.00'], ['half-up', '0.30', undefined]]
for (const [how, from, to] of roundings) {
  test(`priceRounding ${how}: ${from} → ${to}`, async () => {
    const stream = await streamOf('se/price', erpLeads, erp, shop('se', `priceRounding: ${how}`))
    const found = mapper(stream)({ price: from }, '4711')
    assert.equal([found.fields['price'], found.problem !== undefined], [to, to === undefined])
  })
}

test('a price towards the ERP is not rounded, and one without priceRounding is held', async () => {
  const toErp = await streamOf('se/price', integration('shop-leads', 400, 'streams: { price: on }'), erp, shop('se', 'priceRounding: up'))
  assert.equal([toErp.mapping.rules, mapped(toErp, { price: '199.50' })['price']], [[], '199.50'])
  const unsaid = await streamOf('se/price', erpLeads, erp, shop())
  assert.is(mapper(unsaid)({ price: '199.50' }, '4711').problem?.code, 'PRICE_NOT_WHOLE')
})

test('a rule for a price is rounded after its own steps', async () => {
  const rule = doc('FieldMapping', 'margin', 'entity: price\nto: shop\nfields:\n  price: { steps: [{ name: multiply, with: 1.1 }] }')
  const stream = await streamOf('se/price', erpLeads, erp, shop('se', 'priceRounding: half-up'), rule)
  assert.is(mapped(stream, { price: '99.00' })['price'], '109.00')
})

const figures = { onHand: '12', reserved: '3', disposable: '9', onOrder: '20', stockItem: true }
const profiles: readonly [string, number][] = [['', 9], ['basis: onHand', 12], ['basis: disposablePlusOnOrder\ncap: 15', 15], ['buffer: 4', 5], ['buffer: 40', 0]]
for (const [spec, level] of profiles) {
  test(`a stock level with "${spec.replace('\n', ', ')}" is ${level}`, async () => {
    const profile = spec === '' ? [] : [doc('StockProfile', 'standard', spec)]
    const stream = await streamOf('se/stock', erpLeads, erp, shop(), ...profile)
    assert.equal([stream.writes, mapped(stream, figures)['quantity']], [['quantity'], level])
    assert.is(mapped(stream, { ...figures, stockItem: false })['quantity'], undefined)
  })
}

test('a shop\'s own profile comes before that for all', async () => {
  const stream = await streamOf('se/stock', erpLeads, erp, shop(), doc('StockProfile', 'all', 'buffer: 1'), doc('StockProfile', 'own', 'buffer: 2', 'shop: se'))
  assert.is(mapped(stream, figures)['quantity'], 7)
  assert.equal(errors(await load(erpLeads, erp, shop(), doc('StockProfile', 'one', 'buffer: 1'), doc('StockProfile', 'two', 'buffer: 2'))), ['E215'])
})

test('stock status: the shop\'s own ids, and only those that are named', async () => {
  const combo = integration('combo', 400, 'stock: { inFlight: ignore }')
  const stream = await streamOf('se/stock-status', combo, erp, shop(), doc('StockProfile', 'standard', 'status: { inStock: 1, out: 2, coming: 3, whenOut: "07" }'))
  assert.equal(stream.writes, ['status', 'statusWhenOut'])
  assert.equal(mapped(stream, figures), { status: '1', statusWhenOut: '07' })
  assert.is(mapped(stream, { ...figures, disposable: '0' })['status'], '3')
  assert.is(mapped(stream, { ...figures, disposable: '0', onOrder: '0' })['status'], '2')
  const part = await streamOf('se/stock-status', combo, erp, shop(), doc('StockProfile', 'standard', 'status: { whenOut: 7 }'))
  assert.equal(part.writes, ['statusWhenOut'])
})

const plugin = (more: string): string => doc('Plugin', 'brand', `file: plugins/brand.mjs\nversion: 1.0.0\nentity: product\nto: shop\nreads: [name]\nwrites: [subName]\n${more}`)
const code = (body: string): string => `export const version = '1.0.0'\nexport default (input) => (${body})\n`
const withPlugin = (body: string, more = ''): Record<string, string> => ({ 'samsyn.yaml': [erpLeads, erp, shop(), plugin(more)].join('---\n'), 'plugins/brand.mjs': code(body) })

test('a plugin makes a field from those that it reads, and sees no others', async () => {
  const { desired, problems } = await loadFiles(withPlugin('{ subName: input.name + " (" + Object.keys(input) + ")" }'))
  const stream = desired?.streams[0]
  assert.ok(stream, JSON.stringify(problems))
  assert.is(mapped(stream, { name: 'Skor', barcode: '731', active: true })['subName'], 'Skor (name)')
})

const misbehaving: readonly [string, string, string][] = [
  ['throws', '(() => { throw new Error("nej") })()', 'PLUGIN_FAILED'],
  ['answers with a field that it does not write', '{ name: "x" }', 'PLUGIN_FAILED'],
  ['answers with nothing', 'undefined', 'PLUGIN_FAILED'],
  ['answers later', 'Promise.resolve({})', 'PLUGIN_FAILED'],
  ['changes its input', '(input.name = "x", { subName: "y" })', 'PLUGIN_FAILED'],
  ['answers with no value', '{ subName: 1.5 }', 'PLUGIN_ANSWER'],
]
for (const [what, body, expected] of misbehaving) {
  test(`a plugin that ${what} holds its item`, async () => {
    const { desired } = await loadFiles(withPlugin(body))
    assert.is(mapper(desired?.streams[0] as Stream)({ name: 'Skor' }, '4711').problem?.code, expected)
  })
}

test('another text of a plugin is another mapping', async () => {
  const digest = async (body: string): Promise<string | undefined> => (await loadFiles(withPlugin(body))).desired?.streams[0]?.mappingDigest
  assert.not.equal(await digest('{ subName: "a" }'), await digest('{ subName: "b" }'))
  assert.is(await digest('{ subName: "a" }'), await digest('{ subName: "a" }'))
})

test('a plugin is not even read where the package has none', async () => {
  const files: Record<string, string> = { ...withPlugin('{}'), 'plugins/brand.mjs': 'throw new Error("read")' }
  assert.equal(errors(await loadFiles({ ...files, 'samsyn.yaml': files['samsyn.yaml']!.replace('package: 800', 'package: 400') })), ['E207'])
  assert.equal(errors(await loadFiles(files)), ['E219'])
})

test('a rule may leave a field to a plugin, if the plugin says that it writes it', async () => {
  const rule = (field: string): string => fieldMapping(`${field}: { plugin: brand }`)
  const files = withPlugin('{ subName: "x" }')
  assert.equal(errors(await loadFiles({ ...files, 'rules.yaml': rule('subName') })), [])
  assert.equal(errors(await loadFiles({ ...files, 'rules.yaml': rule('name') })), ['E218'])
})

test('a plugin may read and write only what the two systems show and take', async () => {
  assert.equal(brief(await loadFiles({ ...withPlugin('{}'), 'samsyn.yaml': [erpLeads, erp, shop(), plugin('').replace('[name]', '[name, description]').replace('[subName]', '[subName, weight]')].join('---\n') })).map((one) => one.split(' ')[0]), ['E216', 'E216'])
})

test('what a rule cannot take from, or cannot make, is named where it stands', async () => {
  const told = async (fields: string, to: string): Promise<unknown[]> => {
    const own = doc('FieldMapping', 'own', `entity: product\nto: ${to}\nfields:\n  ${fields}`)
    const { problems } = await load(integration(to === 'shop' ? 'erp-leads' : 'shop-leads', 800), erp, shop(), own)
    return problems.filter((one) => one.level !== 'warning').map(({ code, facts, place }) => [code, facts['verb'], facts['field'], place?.column])
  }
  assert.equal(await told('name: { from: description }', 'shop'), [['E216', 'show', 'description', 19]])
  assert.equal(await told('subName: { from: [name, description] }', 'shop'), [['E216', 'show', 'description', 22]])
  assert.equal(await told('subName: { from: name }', 'erp'), [['E216', 'be told', 'subName', 5]])
  assert.equal(await told('description: { steps: [{ name: trim }] }', 'shop'), [['E216', 'show', 'description', 5]])
})

test('a step that stands where its name should is one cause', async () => {
  const { problems } = await load(erpLeads, erp, shop(), fieldMapping('name: { steps: [{ upper: true }] }'))
  assert.equal(problems.map((one) => [one.code, one.facts['meant']]), [['E103', 'name: upper']])
})

test('where a value may have several forms, the fault of the form that was meant is told', async () => {
  const table = (otherwise: string): string => doc('ValueMap', 'units', `field: unit\npairs: [{ shop: a, erp: b }]\notherwise: ${otherwise}`)
  const told = async (otherwise: string): Promise<unknown[]> =>
    (await load(erpLeads, erp, shop(), table(otherwise))).problems.filter((one) => one.level !== 'warning').map(({ code, facts }) => [code, facts['key'] ?? facts['value'], facts['meant']])
  assert.equal(await told('{ shopp: x }'), [['E103', 'shopp', 'shop']])
  assert.equal(await told('hould'), [['E102', 'hould', 'hold']])
  assert.equal(await told('keep'), [])
})

test('an unknown stream is held against the streams there are', async () => {
  const { problems } = await load(integration('erp-leads', 400, 'streams: { stok: off }'), erp, shop('se', 'streams: { prices: off }'))
  assert.equal(problems.map((one) => [one.code, one.facts['meant'], (one.facts['known'] as string[]).includes('stock')]), [['E103', 'stock', true], ['E103', 'price', true]])
})

test.run()
