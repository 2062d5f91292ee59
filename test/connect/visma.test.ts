import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Answer, type Connector, type Found, type Page, type WriteAction } from '../../engine/connect/connector.js'
import { drivers } from '../../engine/connect/registry.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { effectsOf, type Row, type World } from '../../engine/connect/world/world.js'

const test = suite('visma driver')
const HABITS = { batchMax: 1, parallelMax: 1, pageMax: 10 }
let dir = ''
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-visma-')) })
test.after.each(() => { rmSync(dir, { recursive: true, force: true }) })

interface Opened { connector: Connector; world: World; told: [string, Record<string, unknown>][] }

async function opened(options: ErpWorldOptions & { yaml?: Record<string, unknown> } = {}): Promise<Opened> {
  const world = createErpWorld(join(dir, 'erp.json'), options)
  const told: Opened['told'] = []
  const connector = await connectorOf({ simulator: 'erp.json', settings: options.yaml ?? {}, told })
  return { connector, world, told }
}

async function connectorOf(how: { simulator?: string; settings: Record<string, unknown>; told?: Opened['told'] }): Promise<Connector> {
  const make = await drivers['visma-administration']!()
  return make({
    name: 'visma', dir, settings: how.settings, habits: HABITS, tell: (message, fields = {}) => { how.told?.push([message, { ...fields }]) },
    ...(how.simulator === undefined ? {} : { simulator: how.simulator }),
  })
}

async function one(connector: Connector, entity: string, request: { action?: WriteAction; key?: string; fields: Record<string, unknown>; list?: string }): Promise<Answer> {
  const { action = 'update', key = '4711', fields, list } = request
  const answers = await connector.writer.send({ entity, action, scope: list === undefined ? {} : { priceList: list }, items: [{ key, fields }] })
  assert.is(answers.size, 1)
  return answers.get(key)!
}

async function pages(connector: Connector, entity: string, priceList?: string): Promise<Page[]> {
  const all: Page[] = []
  for await (const page of connector.reader.list(entity, priceList === undefined ? {} : { priceList })) all.push(page)
  return all
}

async function listed(connector: Connector, entity: string, priceList?: string): Promise<Record<string, Record<string, unknown>>> {
  const items = (await pages(connector, entity, priceList)).flatMap((page) => page.items)
  return Object.fromEntries(items.map(({ key, fields }) => [key, { ...fields }]))
}

async function find(connector: Connector, entity: string, key = '4711', priceList?: string): Promise<Found> {
  return (await connector.reader.find(entity, [key], priceList === undefined ? {} : { priceList })).get(key)!
}

async function refused(work: Promise<unknown>): Promise<SystemError> {
  try {
    await work
  } catch (error) {
    assert.instance(error, SystemError)
    return error as SystemError
  }
  throw new Error('nothing was refused')
}

function code(answer: Answer): string {
  return answer.kind === 'done' ? 'done' : `${answer.kind} ${answer.problem.code}`
}

function article(NUMBER: string, more: Row = {}): { [key: string]: Row } {
  return { [NUMBER]: { NUMBER, NAME: `Artikel ${NUMBER}`, ACCOUNTING_CODE: '25', WEBSHOP: true, ...more } }
}

function price(list: string, number: string, PRICE: number): { [key: string]: Row } {
  return { [`${list}|${number}|0`]: { PRICE_LIST: list, ARTICLE_NUMBER: number, QUANTITY: 0, PRICE, BASE: true } }
}

test('lists only web shop articles, and finds the others as not for sale', async () => {
  const ARTICLE = { ...article('A'), ...article('B', { WEBSHOP: false }), ...article('C', { WEBSHOP: false, INACTIVE: true }) }
  const { connector } = await opened({ tables: { ARTICLE } })
  const listing = await pages(connector, 'product')
  assert.equal(listing.flatMap((page) => page.items).map(({ key }) => key), ['A'])
  assert.equal(listing.at(-1)?.coverage, { kind: 'subset', pages: 1 })
  assert.equal(Object.keys(await listed(connector, 'stock')), ['A'])
  assert.equal(Object.keys(await listed(connector, 'price')), ['A'])
  const found = await find(connector, 'product', 'B')
  assert.is(found.kind === 'found' && found.item.fields['active'], false)
  await connector.reader.close()
})

test('lists every article where the YAML asks for all', async () => {
  const ARTICLE = { ...article('A'), ...article('B', { WEBSHOP: false }), ...article('C', { WEBSHOP: false, INACTIVE: true }) }
  const { connector } = await opened({ tables: { ARTICLE }, yaml: { articles: 'all' } })
  const items = await listed(connector, 'product')
  assert.equal(Object.entries(items).map(([key, { active }]) => [key, active]), [['A', true], ['B', true], ['C', false]])
  assert.is((await pages(connector, 'product')).at(-1)?.coverage?.kind, 'whole')
  await connector.reader.close()
})

test('picks out the web shop articles itself where the edition has no such order', async () => {
  const ARTICLE = { ...article('A'), ...article('B', { WEBSHOP: false }) }
  const { connector } = await opened({ tables: { ARTICLE }, settings: { lacks: { orders: [155] } } })
  assert.equal(Object.keys(await listed(connector, 'product')), ['A'])
  assert.equal(Object.keys(await listed(connector, 'price')), ['A'])
  await connector.reader.close()
})

test('an empty register is one empty page with its coverage', async () => {
  const { connector } = await opened({ yaml: { articles: 'all' } })
  assert.equal(await pages(connector, 'product'), [{ items: [], coverage: { kind: 'whole', pages: 1 } }])
  await connector.reader.close()
})

test('reads prices of the list that the scope names, incl. VAT, and says which have quantity breaks', async () => {
  const ARTICLE = { ...article('A'), ...article('B', { ACCOUNTING_CODE: '6' }), ...article('C'), ...article('D', { ACCOUNTING_CODE: '' }) }
  const PRICE = {
    ...price('A', 'A', 199), ...price('AF', 'A', 100), ...price('AF', 'B', 100), ...price('AF', 'D', 100), ...price('AFX', 'C', 1),
    'AF|A|10': { PRICE_LIST: 'AF', ARTICLE_NUMBER: 'A', QUANTITY: 10, PRICE: 90 },
  }
  const { connector } = await opened({ tables: { ARTICLE, PRICE } })
  const amounts = async (list?: string): Promise<unknown> => (
    Object.entries(await listed(connector, 'price', list)).map(([key, fields]) => [key, fields['price'], fields['vatRate']])
  )
  assert.equal(await amounts(), [['A', '199.00', 2500], ['B', null, 600], ['C', null, 2500], ['D', null, null]])
  assert.equal(await amounts('AF'), [['A', '125.00', 2500], ['B', '106.00', 600], ['C', null, 2500], ['D', undefined, null]])
  const left = (await pages(connector, 'price-list', 'AF')).flatMap((page) => page.items).filter((item) => item.left)
  assert.equal(left.map(({ key, left: of }) => [key, of?.['quantity breaks']?.code]), [['A', 'PRICE_BREAKS_NOT_CARRIED']])
  const doubts = (await pages(connector, 'price-list', 'AF')).flatMap((page) => page.items).filter((item) => item.problem)
  assert.equal(doubts.map(({ key, problem }) => [key, problem?.code]), [['D', 'VISMA_NO_VAT_RATE']])
  const found = await connector.reader.find('price-list', ['A', 'C', 'X'], { priceList: 'AF' })
  assert.equal([...found.values()].map((each) => each.kind === 'found' ? each.item.fields['price'] : each.kind), ['125.00', null, 'absent'])
  assert.is((await refused(pages(connector, 'price', 'ZZ'))).problem.code, 'VISMA_PRICE_LIST_UNKNOWN')
  await connector.reader.close()
})

test('reads stock figures, free to sell worked out by the program', async () => {
  const { connector } = await opened({ tables: { ARTICLE: article('A', { STOCK_GOODS: true, QUANTITY_IN_STOCK: 5.5, QUANTITY_RESERVED: 2, ORDERED_QUANTITY: 10 }) } })
  const stock = { sku: 'A', onHand: '5.5', reserved: '2', disposable: '3.5', onOrder: '10', stockItem: true }
  assert.equal(await listed(connector, 'stock'), { A: stock })
  const found = await find(connector, 'stock', 'A')
  assert.equal(found.kind === 'found' && found.item.fields, stock)
  const { reserved: _reserved, ...status } = stock
  assert.equal(await listed(connector, 'stock-status'), { A: { ...status, expectedOn: null } })
  await connector.reader.close()
})

test('creates an article with the company\'s own defaults, for the web shop', async () => {
  const { connector, world } = await opened()
  const answer = await one(connector, 'product', { action: 'create', fields: { sku: '4711', name: 'Räksmörgåstallrik i stengods, blå och vit' } })
  assert.is(code(answer), 'done')
  const { TIMESTAMP: _stamp, ...row } = world.row('ARTICLE', '4711') ?? (world.refresh(), world.row('ARTICLE', '4711'))!
  assert.equal(row, {
    NUMBER: '4711', NAME: 'Räksmörgåstallrik i stengods,', NAME_X: 'blå och vit', GROUP: 'ÖVR', ACCOUNTING_CODE: '25', UNIT_CODE: 'st',
    STOCK_GOODS: true, INACTIVE: false, WEBSHOP: true,
  })
  const found = await find(connector, 'product')
  assert.equal(answer.kind === 'done' && answer.readBack, found.kind === 'found' && found.item)
  await connector.reader.close()
})

test('creates an article that is not for sale as inactive', async () => {
  const { connector, world } = await opened()
  assert.is(code(await one(connector, 'product', { action: 'create', fields: { name: 'Kopp', active: false, group: null, stockItem: false } })), 'done')
  world.refresh()
  const row = world.row('ARTICLE', '4711')
  assert.equal([row?.['INACTIVE'], row?.['WEBSHOP'], row?.['GROUP'], row?.['STOCK_GOODS']], [true, false, '', false])
  await connector.reader.close()
})

test('touches only what it is given, one effect for each change', async () => {
  const { connector, world } = await opened({ tables: { ARTICLE: article('4711', { WEIGHT: 2, REMARK1: 'Rör ej' }) } })
  assert.is(code(await one(connector, 'product', { fields: { name: 'Mugg' } })), 'done')
  const { TIMESTAMP: _stamp, ...row } = effectsOf(world.file)[0]?.puts[0]?.[2] ?? {}
  assert.equal(row, { ...article('4711', { WEIGHT: 2, REMARK1: 'Rör ej' })['4711'], NAME: 'Mugg', NAME_X: '' })
  assert.is(effectsOf(world.file).length, 1)
  assert.is(code(await one(connector, 'product', { action: 'retire', fields: {} })), 'done')
  world.refresh()
  assert.equal([world.row('ARTICLE', '4711')?.['INACTIVE'], world.row('ARTICLE', '4711')?.['WEBSHOP']], [true, false])
  await connector.reader.close()
})

test('says what it wrote in other letters, and reads it back as it stands', async () => {
  const { connector } = await opened()
  const answer = await one(connector, 'product', { action: 'create', fields: { name: 'Ćevapčići 😀' } })
  assert.is(answer.kind === 'done' && answer.readBack?.fields['name'], 'Cevapcici')
  assert.equal(answer.kind === 'done' && answer.warnings?.map(({ code, facts }) => [code, facts['key'], facts['field']]), [['VISMA_RESPELT', '4711', 'name']])
  await connector.reader.close()
})

test('refuses what cannot be written, and nothing happens', async () => {
  const ARTICLE = { ...article('4711'), ...article('PKT', { PARCEL: true }) }
  const { connector, world } = await opened({ tables: { ARTICLE } })
  const cases: readonly [entity: string, request: Parameters<typeof one>[2], expected: string][] = [
    ['product', { action: 'create', fields: { name: 'Kopp' } }, 'refused VISMA_NUMBER_TAKEN'],
    ['product', { action: 'create', key: 'Ć-1', fields: { name: 'Kopp' } }, 'refused VISMA_KEY_CHARACTERS'],
    ['product', { action: 'create', key: 'X'.repeat(17), fields: { name: 'Kopp' } }, 'refused VISMA_TOO_LONG'],
    ['product', { action: 'create', key: 'N', fields: { name: null } }, 'refused VISMA_NAME_MISSING'],
    ['product', { fields: { name: 'x'.repeat(61) } }, 'refused VISMA_NAME_TOO_LONG'],
    ['product', { fields: { unit: 'xx' } }, 'refused VISMA_UNIT_UNKNOWN'],
    ['product', { fields: { group: 'xx' } }, 'refused VISMA_GROUP_UNKNOWN'],
    ['product', { fields: { accountingCode: 'xx' } }, 'refused VISMA_ACCOUNTING_CODE_UNKNOWN'],
    ['product', { fields: { weight: '0.12345' } }, 'refused VISMA_TOO_FINE'],
    ['product', { key: 'PKT', fields: { stockItem: true } }, 'refused VISMA_PACKAGE_NOT_STOCK'],
    ['product', { key: 'X', fields: { name: 'Kopp' } }, 'refused VISMA_RECORD_GONE'],
    ['product', { fields: { description: 'x' } }, 'refused VISMA_CANNOT_WRITE'],
    ['product', { fields: { vatRate: 2500 } }, 'refused VISMA_CANNOT_WRITE'],
    ['stock', { fields: { quantity: 5 } }, 'refused VISMA_CANNOT_WRITE'],
    ['stock-status', { fields: { status: '1' } }, 'refused VISMA_CANNOT_WRITE'],
    ['price', { fields: { price: '0.00' } }, 'refused VISMA_PRICE_NOT_POSITIVE'],
    ['price', { fields: { price: '10.00' }, list: 'ZZ' }, 'refused VISMA_PRICE_LIST_UNKNOWN'],
    ['price', { key: 'X', fields: { price: '10.00' } }, 'refused VISMA_ARTICLE_UNKNOWN'],
    ['price-list', { fields: { price: '10.02' }, list: 'AF' }, 'refused VISMA_PRICE_NOT_EXACT'],
  ]
  for (const [entity, request, expected] of cases) assert.is(code(await one(connector, entity, request)), expected, JSON.stringify(request))
  assert.equal(effectsOf(world.file), [])
  const long = await one(connector, 'product', { action: 'create', key: 'X'.repeat(17), fields: { name: 'Kopp' } })
  assert.equal(long.kind === 'refused' && [long.problem.facts['field'], long.problem.facts['text']], ['NUMBER', 'För många tecken'])
  const fine = await one(connector, 'product', { fields: { weight: '0.12345' } })
  assert.equal(fine.kind === 'refused' && [fine.problem.facts['field'], fine.problem.facts['value']], ['WEIGHT', 0.12345])
  await connector.reader.close()
})

test('never takes an amount of one currency for one of another, reading or writing', async () => {
  const CODE_OF_PRICE_LIST = Object.fromEntries([['A', 'SEK'], ['NO', ' nok'], ['EU', 'EUR'], ['X', '']].map(([CODE, CURRENCY_CODE]) => (
    [CODE, { CODE, CURRENCY_CODE, INCLUDING_VAT: true }])))
  const { connector, world } = await opened({ tables: { ARTICLE: article('4711'), CODE_OF_PRICE_LIST, PRICE: price('NO', '4711', 129) } })
  const cases: readonly [scope: Record<string, string>, mismatch: string | undefined][] = [
    [{}, undefined], [{ priceList: 'A', currency: 'SEK' }, undefined], [{ priceList: 'NO', currency: 'NOK' }, undefined],
    [{ priceList: 'X', currency: 'SEK' }, undefined], [{ priceList: 'NO', currency: 'SEK' }, 'NO NOK SEK'],
    [{ priceList: 'X', currency: 'NOK' }, 'X SEK NOK'], [{ priceList: 'EU' }, 'EU EUR SEK'],
  ]
  const all = async (entity: string, scope: Record<string, string>) => { for await (const page of connector.reader.list(entity, scope)) assert.ok(page) }
  for (const [scope, mismatch] of cases) {
    for (const entity of ['price', 'price-list']) {
      const before = effectsOf(world.file).length
      const items = [{ key: '4711', fields: { price: entity === 'price' ? '98.00' : '99.00' } }]
      const answer = (await connector.writer.send({ entity, action: 'update', scope, items })).get('4711')!
      assert.is(code(answer), mismatch ? 'refused CURRENCY_MISMATCH' : 'done', JSON.stringify(scope))
      assert.is(effectsOf(world.file).length > before, mismatch === undefined)
      for (const work of [() => all(entity, scope), () => connector.reader.find(entity, ['4711'], scope)]) {
        if (mismatch === undefined) await work()
        else {
          const { problem } = await refused(work())
          assert.is(`${problem.code} ${problem.facts['list']} ${problem.facts['has']} ${problem.facts['wants']}`, `CURRENCY_MISMATCH ${mismatch}`)
        }
      }
    }
  }
})

test('sets, changes and keeps base prices, each list by itself', async () => {
  const { connector, world } = await opened({ tables: { ARTICLE: article('4711') } })
  const write = async (value: string | null, list?: string): Promise<string> => (
    code(await one(connector, 'price', { fields: { price: value }, ...(list === undefined ? {} : { list }) }))
  )
  assert.is(await write(null), 'done')
  assert.equal(effectsOf(world.file), [])
  assert.is(await write('199.00'), 'done')
  assert.is(await write('19.99'), 'done')
  assert.is(await write('125.00', 'AF'), 'done')
  assert.equal(effectsOf(world.file).map(({ what }) => what), ['AdkAdd PRICE', 'AdkUpdate PRICE', 'AdkAdd PRICE'])
  world.refresh()
  assert.equal(['A', 'AF'].map((list) => world.row('PRICE', `${list}|4711|0`)?.['PRICE']), [19.99, 100])
  assert.is(await write(null), 'refused VISMA_BASE_PRICE_STAYS')
  const answer = await one(connector, 'price', { fields: { price: '12.50' }, list: 'AF' })
  assert.equal(answer.kind === 'done' && answer.readBack?.fields, { sku: '4711', price: '12.50', vatRate: 2500 })
  world.settings['basePriceDelete'] = true
  world.checkpoint()
  assert.is(await write(null), 'done')
  const found = await find(connector, 'price')
  assert.is(found.kind === 'found' && found.item.fields['price'], null)
  await connector.reader.close()
})

test('tells retry, refused and unknown apart when the company is busy, shut or lost', async () => {
  const ARTICLE = article('4711')
  const cases: readonly [fault: Record<string, unknown>, expected: string][] = [
    [{ op: 'AdkUpdate', kind: 'code', rc: 486 }, 'retry VISMA_LOCKED'], [{ op: 'AdkUpdate', kind: 'code', rc: 560 }, 'retry VISMA_JOURNAL_RUNNING'],
    [{ op: 'AdkUpdate', kind: 'code', rc: 1 }, 'unknown VISMA_INTERNAL'], [{ op: 'AdkOpen2', kind: 'code', rc: 135 }, 'retry VISMA_NO_SEAT'],
    [{ op: 'AdkOpen2', kind: 'code', rc: 583 }, 'refused VISMA_NO_API'], [{ op: 'AdkOpen2', kind: 'crash' }, 'retry VISMA_BRIDGE_LOST'],
    [{ op: 'AdkFind', kind: 'crash' }, 'unknown VISMA_BRIDGE_LOST'], [{ op: 'AdkUpdate', kind: 'hang', when: 'after' }, 'unknown VISMA_BRIDGE_LOST'],
    [{ op: 'AdkUpdate', kind: 'slow', delayMs: 5 }, 'done'],
  ]
  for (const [at, [fault, expected]] of cases.entries()) {
    createErpWorld(join(dir, `${at}.json`), { tables: { ARTICLE }, settings: { faults: [fault] } })
    const connector = await connectorOf({ simulator: `${at}.json`, settings: { seat: { triesMs: [] } } })
    assert.is(code(await one(connector, 'product', { fields: { name: 'Mugg' } })), expected, JSON.stringify(fault))
    assert.is(code(await one(connector, 'product', { fields: { name: 'Mugg' } })), 'done', JSON.stringify(fault))
    await connector.reader.close()
  }
})

test('throws what a reader must, and opens again afterwards', async () => {
  const ARTICLE = Object.assign({}, ...Array.from({ length: 25 }, (_, at) => article(`N${at}`))) as { [key: string]: Row }
  const { connector } = await opened({ tables: { ARTICLE }, settings: { faults: [{ op: 'AdkNext', kind: 'crash', nth: 15 }] } })
  const error = await refused(pages(connector, 'product'))
  assert.equal([error.kind, error.problem.code], ['retry', 'VISMA_BRIDGE_LOST'])
  assert.is(Object.keys(await listed(connector, 'product')).length, 25)
  assert.is((await refused(pages(connector, 'nonsense'))).problem.code, 'VISMA_NO_SUCH_ENTITY')
  await connector.reader.close()
})

test('refuses an edition that is not the installed one', async () => {
  const { connector } = await opened({ edition: 500, yaml: { edition: 1000 } })
  const error = await refused(connector.reader.identify())
  assert.equal([error.kind, error.problem.code, error.problem.facts], ['refused', 'VISMA_EDITION_DIFFERS', { edition: 1000, installed: 500 }])
  await connector.reader.close()
})

test('gives user and paths to the program, and their names to whoever must correct them', async () => {
  const settings = { users: { samsyn: 'hemligt' }, companyPath: 'C:\\Företag\\Nordlys', commonFiles: 'C:\\Gemensamma filer' }
  const yaml = { user: 'samsyn', password: 'hemligt', company: 'C:\\Företag\\Nordlys', commonFiles: 'C:\\Gemensamma filer' }
  const cases: readonly [change: object, expected: string | undefined][] = [
    [{}, undefined], [{ password: 'fel' }, 'VISMA_LOGIN'], [{ company: 'C:\\' }, 'VISMA_COMPANY_PATH'], [{ commonFiles: 'C:\\' }, 'VISMA_COMMON_PATH'],
  ]
  createErpWorld(join(dir, 'erp.json'), { settings })
  for (const [change, expected] of cases) {
    const connector = await connectorOf({ simulator: 'erp.json', settings: { ...yaml, ...change } })
    if (expected === undefined) await connector.reader.identify()
    else {
      const error = await refused(connector.reader.identify())
      assert.is(error.problem.code, expected)
      assert.not(JSON.stringify(error.problem).includes('hemligt'))
    }
    await connector.reader.close()
  }
})

test('says of itself what doctor wants to know', async () => {
  const { connector } = await opened({ company: 'Nordlys AB', edition: 2000, fourDecimals: true })
  const { title, facts } = await connector.reader.identify()
  assert.is(title, 'Visma Administration 2000')
  assert.equal(facts, {
    company: 'Nordlys AB', edition: 2000, version: '2026.1', databaseVersion: '2026.1', currency: 'SEK', defaultPriceList: 'A',
    priceDecimals: 4, articles: 'webshop', simulated: true, priceLists: ['A', 'AF'], units: ['frp', 'kg', 'm', 'st', 'tim'],
    articleGroups: ['BOK', 'KLÄD', 'MAT', 'SKOR', 'ÖVR'], accountingCodes: ['0', '12', '25', '6'],
  })
  await connector.reader.close()
})

test('says where the program has no library, and which world cannot be read', async () => {
  const native = await connectorOf({ settings: { company: 'C:\\Företag\\Nordlys', library: 'nothing.dll' } })
  assert.is((await refused(native.reader.identify())).problem.code, 'VISMA_LIBRARY_NOT_FOUND')
  assert.is(code(await one(native, 'product', { fields: { name: 'x' } })), 'refused VISMA_LIBRARY_NOT_FOUND')
  await native.reader.close()
  writeFileSync(join(dir, 'broken.json'), '{')
  for (const [simulator, found] of [['nothing.json', 'WORLD_MISSING'], ['broken.json', 'WORLD_UNREADABLE']] as const) {
    assert.is((await refused(connectorOf({ simulator, settings: {} }))).problem.code, found)
  }
})

test('may find while it lists', async () => {
  const ARTICLE = Object.assign({}, ...Array.from({ length: 25 }, (_, at) => article(`N${String(at).padStart(2, '0')}`))) as { [key: string]: Row }
  const { connector } = await opened({ tables: { ARTICLE } })
  const keys: string[] = []
  for await (const page of connector.reader.list('product', {})) {
    keys.push(...page.items.map(({ key }) => key))
    assert.is((await find(connector, 'product', 'N03')).kind, 'found')
  }
  assert.equal(keys, Object.keys(ARTICLE))
  await connector.reader.close()
})

test('lists and finds 20 000 articles with prices quickly', async () => {
  const keys = Array.from({ length: 20_000 }, (_, at) => `N${String(at).padStart(5, '0')}`)
  const ARTICLE = Object.fromEntries(keys.flatMap((key) => Object.entries(article(key))))
  const PRICE = Object.fromEntries(keys.flatMap((key, at) => Object.entries(price('A', key, at + 0.99))))
  createErpWorld(join(dir, 'erp.json'), { tables: { ARTICLE, PRICE } })
  const connector = await connectorOf({ simulator: 'erp.json', settings: {} })
  const start = Date.now()
  assert.is(Object.keys(await listed(connector, 'product')).length, keys.length)
  assert.is((await listed(connector, 'price'))['N00042']?.['price'], '42.99')
  const found = await connector.reader.find('price', keys.slice(0, 2_000), {})
  assert.ok([...found.values()].every(({ kind }) => kind === 'found'))
  assert.ok(Date.now() - start < 10_000, `${Date.now() - start} ms`)
  await connector.reader.close()
})

test.run()
