import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ARTICLE, BAR_CODE, DB, ORDER, PRICE, RC, TYPE, UNIT, VARIANT, type AdkApi, type AdkData } from '../../engine/connect/visma/adk.js'
import { effectsOf, World } from '../../engine/connect/world/world.js'
import { dateNumber, dateText } from '../../engine/connect/visma/simulator/dates.js'
import { ProcessGone } from '../../engine/connect/visma/simulator/faults.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'

const test = suite('visma simulator')
let dir = ''
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-adk-')) })
test.after.each(() => { rmSync(dir, { recursive: true, force: true }) })

function opened(options: ErpWorldOptions = {}): { api: AdkSimulator; world: World } {
  const world = createErpWorld(join(dir, 'erp.json'), options)
  const api = new AdkSimulator(world)
  assert.is(api.open2('', '', '', '').rc, RC.OK)
  return { api, world }
}

type Values = Readonly<Record<number, string | number | boolean>>

function set(api: AdkApi, data: AdkData, values: Values): number {
  for (const [field, value] of Object.entries(values)) {
    const id = Number(field)
    const error = typeof value === 'string' ? api.setStr(data, id, value)
      : typeof value === 'number' ? api.setDouble(data, id, value) : api.setBool(data, id, value)
    if (error.rc !== RC.OK) return error.rc
  }
  return RC.OK
}

function add(api: AdkApi, db: number, values: Values): number {
  const data = api.createData(db)
  return set(api, data, values) || api.add(data).rc
}

function found(api: AdkApi, number: string): AdkData {
  const data = api.createData(DB.ARTICLE)
  api.setSortOrder(data, ORDER.ARTICLE_NUMBER)
  api.setStr(data, ARTICLE.NUMBER, number)
  assert.is(api.find(data).rc, RC.OK, number)
  return data
}

function walk(api: AdkApi, db: number, how: { order?: number; field: number; back?: boolean; filter?: [number, string] }): string[] {
  const data = api.createData(db)
  if (how.order !== undefined) assert.is(api.setSortOrder(data, how.order).rc, RC.OK)
  if (how.filter) assert.is(api.setFilter(data, how.filter[0], how.filter[1], 0).rc, RC.OK)
  const keys: string[] = []
  let rc = how.back ? api.last(data).rc : api.first(data).rc
  while (rc === RC.OK) {
    keys.push(api.getStr(data, how.field, 50).value)
    rc = how.back ? api.previous(data).rc : api.next(data).rc
  }
  assert.is(rc, how.back ? RC.BOF : RC.EOF)
  return keys
}

const CUP: Values = { [ARTICLE.NUMBER]: '4711', [ARTICLE.NAME]: 'Kopp' }

test('answers "no company open" to everything before an open and after a close', () => {
  const api = new AdkSimulator(createErpWorld(join(dir, 'erp.json')))
  const data = api.createData(DB.ARTICLE)
  const calls: Record<string, () => number> = {
    first: () => api.first(data).rc, find: () => api.find(data).rc, add: () => api.add(data).rc,
    get: () => api.getStr(data, ARTICLE.NAME, 99).error.rc, set: () => api.setStr(data, ARTICLE.NAME, 'x').rc,
    vat: () => api.getVatPercentOnArticle('4711').error.rc,
  }
  for (const [name, call] of Object.entries(calls)) assert.is(call(), RC.NO_DB_OPEN, name)
  api.open2('', '', '', '')
  assert.is(calls['set']!(), RC.OK)
  api.close()
  for (const [name, call] of Object.entries(calls)) assert.is(call(), RC.NO_DB_OPEN, name)
})

test('opens only what may be opened', () => {
  const cases: readonly [settings: Record<string, unknown>, rc: number][] = [
    [{ commonFiles: 'C:\\Gemensamma filer' }, RC.SYSTEM_PATH], [{ companyPath: 'C:\\Företag\\Nordlys' }, RC.COMPANY_PATH],
    [{ versionDiffers: true }, RC.VERSION_DIFFERS], [{ upgradeNeeded: true }, RC.UPGRADE_NEEDED],
    [{ licence: 'expired' }, RC.LICENCE_EXPIRED], [{ licence: 'no-api' }, RC.LICENCE_NO_API],
    [{ licence: 'no-agreement' }, RC.NO_SERVICE_AGREEMENT], [{ users: { lön: 'x' } }, RC.LOGIN_FAIL], [{ seats: 0 }, RC.TOO_MANY_LICENCES],
  ]
  cases.forEach(([settings, rc], at) => {
    const api = new AdkSimulator(createErpWorld(join(dir, `${at}.json`), { settings }))
    assert.is(api.open2('', '', 'sys', 'fel').rc, rc, JSON.stringify(settings))
    assert.is(api.first(api.createData(DB.ARTICLE)).rc, RC.NO_DB_OPEN)
  })
  const api = new AdkSimulator(createErpWorld(join(dir, 'erp.json'), { settings: { users: { sys: 'rätt' }, companyPath: 'Å' } }))
  assert.is(api.open2('', 'Å', '', '').rc, RC.LOGIN_DENIED)
  assert.is(api.open2('', 'Å', 'sys', 'rätt').rc, RC.OK)
})

test('counts licence seats over everybody who has the company open, and gives them back', () => {
  const world = createErpWorld(join(dir, 'erp.json'), { settings: { seats: 2 } })
  const [first, second, third] = [0, 1, 2].map(() => new AdkSimulator(new World(world.file))) as [AdkSimulator, AdkSimulator, AdkSimulator]
  assert.is(first.open2('', '', '', '').rc, RC.OK)
  assert.is(first.open2('', '', '', '').rc, RC.OK)
  assert.is(second.open2('', '', '', '').rc, RC.OK)
  assert.is(third.open2('', '', '', '').rc, RC.TOO_MANY_LICENCES)
  first.close()
  assert.is(third.open2('', '', '', '').rc, RC.OK)
})

test('does not count the seat of a process that is dead', () => {
  const world = createErpWorld(join(dir, 'erp.json'), { settings: { seats: 1 } })
  writeFileSync(`${world.file}.seat-99999999-1`, '')
  assert.is(new AdkSimulator(world).open2('', '', '', '').rc, RC.OK)
})

test('refuses wrong fields, types, buffers and values, each with its own code', () => {
  const { api } = opened()
  const data = api.createData(DB.ARTICLE)
  api.setStr(data, ARTICLE.NAME, 'Räksmörgås')
  const cases: readonly [what: string, rc: number, expected: number][] = [
    ['unknown field', api.setStr(data, 199, 'x').rc, RC.UNKNOWN_FIELD],
    ['text into a number', api.setStr(data, ARTICLE.WEIGHT, '1').rc, RC.WRONG_TYPE],
    ['number into a text', api.setDouble(data, ARTICLE.NAME, 1).rc, RC.WRONG_TYPE],
    ['number into a flag', api.setDouble(data, ARTICLE.WEBSHOP, 1).rc, RC.WRONG_TYPE],
    ['text from a flag', api.getStr(data, ARTICLE.WEBSHOP, 9).error.rc, RC.WRONG_TYPE],
    ['short buffer', api.getStr(data, ARTICLE.NAME, 10).error.rc, RC.TO_SHORT_STRING],
    ['buffer with room for the end mark', api.getStr(data, ARTICLE.NAME, 11).error.rc, RC.OK],
    ['too long', api.setStr(data, ARTICLE.NAME, 'x'.repeat(31)).rc, RC.TOO_MANY_SIGNS],
    ['just fits', api.setStr(data, ARTICLE.NAME, 'å'.repeat(30)).rc, RC.OK],
    ['beyond Windows-1252', api.setStr(data, ARTICLE.NAME, 'Ćevapi').rc, RC.INVALID_STRING],
    ['euro and quotes', api.setStr(data, ARTICLE.NAME, '€ ”x” – Š').rc, RC.OK],
    ['too fine', api.setDouble(data, ARTICLE.WEIGHT, 0.12345).rc, RC.TOO_MANY_DECIMALS],
    ['binary dust', api.setDouble(data, ARTICLE.WEIGHT, 0.1 + 0.2).rc, RC.TOO_MANY_DECIMALS],
    ['four decimals', api.setDouble(data, ARTICLE.WEIGHT, 0.1234).rc, RC.OK],
    ['stock figure', api.setDouble(data, ARTICLE.QUANTITY_IN_STOCK, 5).rc, RC.EDIT_DENIED_FIELD],
    ['computed figure', api.setDouble(data, ARTICLE.DISPOSABLE_IN_STOCK, 5).rc, RC.EDIT_DENIED_FIELD],
    ['field of another product', api.setStr(data, ARTICLE.TYPE, 'x').rc, RC.FIELD_NOT_IN_EDITION],
    ['register of another product', api.first(api.createData(DB.FREE_CATEGORY_1)).rc, RC.TABLE_NOT_IN_EDITION],
    ['no record at all', api.first({ db: DB.ARTICLE }).rc, RC.INVALID_DATA],
    ['no sort order', api.setSortOrder(data, 999).rc, RC.WRONG_SORT_ORDER],
    ['sort order of another register', api.setSortOrder(data, ORDER.PRICE_BY_LIST).rc, 117],
    ['filter on a date', api.setFilter(data, ARTICLE.TIMESTAMP, 'x', 0).rc, RC.FILTER_FIELD],
    ['filter with a star inside', api.setFilter(data, ARTICLE.NAME, 'a*b', 0).rc, RC.FILTER_EXPRESSION],
    ['filter of the future', api.setFilter(data, ARTICLE.NAME, 'a', 7).rc, RC.FILTER_VERSION],
    ['freed record', (api.deleteStruct(data), api.first(data).rc), RC.INVALID_STRUCT],
  ]
  for (const [what, rc, expected] of cases) assert.is(rc, expected, what)
})

test('lacks what the world says that the installation lacks', () => {
  const { api } = opened({ settings: { lacks: { fields: ['ARTICLE_WEIGHT'], orders: [ORDER.ARTICLE_WEB_SHOP], registers: ['PRICE'] } } })
  const data = api.createData(DB.ARTICLE)
  assert.is(api.getType(data, ARTICLE.WEIGHT).error.rc, RC.FIELD_NOT_IN_EDITION)
  assert.is(api.setSortOrder(data, ORDER.ARTICLE_WEB_SHOP).rc, RC.ORDER_NOT_IN_EDITION)
  assert.is(api.first(api.createData(DB.PRICE)).rc, RC.TABLE_NOT_IN_EDITION)
})

test('tells types, lengths, decimals, rights and names of fields', () => {
  const { api } = opened({ fourDecimals: true })
  const data = api.createData(DB.ARTICLE)
  assert.is(api.getType(data, ARTICLE.NAME).value, TYPE.CHAR)
  assert.is(api.getLength(data, ARTICLE.NUMBER).value, 16)
  assert.is(api.getDecimals(data, ARTICLE.QUANTITY_IN_STOCK).value, 3)
  assert.is(api.getDecimals(api.createData(DB.PRICE), PRICE.PRICE).value, 4)
  assert.not(api.isReadWrite(data, ARTICLE.QUANTITY_IN_STOCK))
  assert.ok(api.isReadWrite(data, ARTICLE.NAME))
  assert.is(api.getFieldName(DB.ARTICLE, ARTICLE.NAME_X).value, 'ADK_ARTICLE_NAME_X')
  assert.is(api.getTimestampField(data).value, ARTICLE.TIMESTAMP)
  assert.is(api.getTimestampField(api.createData(DB.PRM)).error.rc, RC.NO_TIMESTAMP)
  assert.is(api.getVariant().value.variant, VARIANT.ADMIN1000)
})

test('checks an article before it adds it', () => {
  const { api, world } = opened()
  const cases: readonly [values: Values, rc: number][] = [
    [{ [ARTICLE.NUMBER]: 'A' }, RC.NO_NAME],
    [{ ...CUP, [ARTICLE.UNIT_CODE]: 'xx' }, RC.INVALID_UNIT],
    [{ ...CUP, [ARTICLE.UNIT_CODE]: 'ST' }, RC.INVALID_UNIT],
    [{ ...CUP, [ARTICLE.GROUP]: 'xx' }, RC.INVALID_GROUP],
    [{ ...CUP, [ARTICLE.ACCOUNTING_CODE]: 'xx' }, RC.INVALID_ACCOUNT_CODE],
    [{ ...CUP, [ARTICLE.ACCOUNTING_CODE]: 'toString' }, RC.INVALID_ACCOUNT_CODE],
    [{ ...CUP, [ARTICLE.PARCEL]: true, [ARTICLE.STOCK_GOODS]: true }, RC.PARCEL_STOCK],
    [{ ...CUP, [ARTICLE.INACTIVE]: true, [ARTICLE.WEBSHOP]: true }, RC.INACTIVE_DENIED_WEB_SHOP],
    [{ ...CUP, [ARTICLE.BAR_CODE]: '7350000000017', [ARTICLE.BAR_CODE_TYPE]: BAR_CODE.EAN_13 }, RC.INVALID_BARCODE],
    [{ ...CUP, [ARTICLE.BAR_CODE]: '7350000000017', [ARTICLE.BAR_CODE_TYPE]: BAR_CODE.CODE_128 }, RC.OK],
    [CUP, RC.NUMBER_TAKEN],
  ]
  for (const [values, rc] of cases) assert.is(add(api, DB.ARTICLE, values), rc, JSON.stringify(values))
  assert.is(effectsOf(world.file).length, 1)
  assert.is(effectsOf(world.file)[0]?.what, 'AdkAdd ARTICLE')
})

test('refuses the two marks also the other way round', () => {
  const { api } = opened()
  const data = api.createData(DB.ARTICLE)
  api.setBool(data, ARTICLE.WEBSHOP, true)
  assert.is(api.setBool(data, ARTICLE.INACTIVE, true).rc, RC.INACTIVE_DENIED_WEB_SHOP)
  api.resetStruct(data)
  api.setBool(data, ARTICLE.INACTIVE, true)
  assert.is(api.setBool(data, ARTICLE.WEBSHOP, true).rc, RC.WEB_SHOP_DENIED_INACTIVE)
})

test('gives the next number where none is set, and shows it in the same buffer', () => {
  const { api } = opened()
  for (const number of ['1000', '1001']) {
    const data = api.createData(DB.ARTICLE)
    api.setStr(data, ARTICLE.NAME, 'Kopp')
    assert.is(api.add(data).rc, RC.OK)
    assert.is(api.getStr(data, ARTICLE.NUMBER, 17).value, number)
  }
})

test('updates only what was set, and never the number', () => {
  const { api, world } = opened()
  add(api, DB.ARTICLE, { ...CUP, [ARTICLE.WEIGHT]: 1.5 })
  const mine = found(api, '4711')
  const other = new AdkSimulator(new World(world.file))
  other.open2('', '', '', '')
  const theirs = found(other, '4711')
  other.setDouble(theirs, ARTICLE.WEIGHT, 2.5)
  assert.is(other.update(theirs).rc, RC.OK)
  api.setStr(mine, ARTICLE.NAME, 'Mugg')
  assert.is(api.update(mine).rc, RC.OK)
  const now = found(api, '4711')
  assert.is(api.getStr(now, ARTICLE.NAME, 31).value, 'Mugg')
  assert.is(api.getDouble(now, ARTICLE.WEIGHT).value, 2.5)
  api.setStr(now, ARTICLE.NUMBER, '4712')
  assert.is(api.update(now).rc, RC.CANT_UPDATE_ARTICLE_NUMBER)
  assert.is(api.update(api.createData(DB.ARTICLE)).rc, RC.NOT_FOUND)
})

test('works out what is free to sell, exactly', () => {
  const { api, world } = opened()
  add(api, DB.ARTICLE, CUP)
  world.effect('delivery', [['ARTICLE', '4711', { ...world.row('ARTICLE', '4711'), QUANTITY_IN_STOCK: 0.3, QUANTITY_RESERVED: 0.1 }]])
  assert.is(api.getDouble(found(api, '4711'), ARTICLE.DISPOSABLE_IN_STOCK).value, 0.2)
})

test('keeps the rules of prices', () => {
  const { api, world } = opened()
  add(api, DB.ARTICLE, CUP)
  const base = { [PRICE.PRICE_LIST]: 'A', [PRICE.ARTICLE_NUMBER]: '4711', [PRICE.BASE]: true }
  const breakFrom10 = { [PRICE.PRICE_LIST]: 'A', [PRICE.ARTICLE_NUMBER]: '4711', [PRICE.QUANTITY]: 10 }
  const cases: readonly [values: Values, rc: number][] = [
    [{ ...breakFrom10, [PRICE.PRICE]: 9 }, RC.PRICE_NEEDS_BASE],
    [{ ...base, [PRICE.PRICE]: 0 }, RC.PRICE_NOT_POSITIVE],
    [{ ...base, [PRICE.PRICE]: 9, [PRICE.PER_CENT]: 10 }, RC.PRICE_BASE_PER_CENT],
    [{ ...base, [PRICE.PRICE_LIST]: 'X', [PRICE.PRICE]: 9 }, RC.INVALID_PRICE_LIST],
    [{ ...base, [PRICE.ARTICLE_NUMBER]: '4712', [PRICE.PRICE]: 9 }, RC.ARTICLE_NOT_FOUND],
    [{ ...base, [PRICE.PRICE]: 19.995 }, RC.TOO_MANY_DECIMALS],
    [{ ...base, [PRICE.PRICE]: 19.99 }, RC.OK],
    [{ ...base, [PRICE.PRICE]: 20 }, RC.NUMBER_TAKEN],
    [{ ...breakFrom10, [PRICE.PER_CENT]: 10 }, RC.OK],
  ]
  for (const [values, rc] of cases) assert.is(add(api, DB.PRICE, values), rc, JSON.stringify(values))
  const data = api.createData(DB.PRICE)
  api.setSortOrder(data, ORDER.BASE_PRICE_BY_ARTICLE)
  api.setStr(data, PRICE.ARTICLE_NUMBER, '4711')
  assert.is(api.find(data).rc, RC.OK)
  assert.is(api.deleteRecord(data).rc, RC.PRICE_CANT_DELETE)
  assert.equal(walk(api, DB.PRICE, { order: ORDER.BREAK_PRICE_BY_LIST, field: PRICE.ARTICLE_NUMBER }), ['4711'])
  assert.is(api.getDouble(found(api, '4711'), ARTICLE.PRICE).value, 19.99)
  const question = { customer: '', article: '4711', invoiceDiscount: false, rowDiscount: false, includingVat: true, currencyChoice: 1 }
  assert.is(api.getCustomerPrice2({ ...question, quantity: 1 }).value.price, 19.99)
  assert.is(api.getCustomerPrice2({ ...question, quantity: 10 }).value.price, 17.99)
  world.settings['basePriceDelete'] = true
  assert.is(api.deleteRecord(data).rc, RC.OK)
})

test('knows the VAT of an article by its accounting code', () => {
  const { api } = opened()
  for (const [code, percent] of [['25', 25], ['12', 12], ['6', 6], ['0', 0]] as const) {
    add(api, DB.ARTICLE, { [ARTICLE.NUMBER]: code, [ARTICLE.NAME]: 'x', [ARTICLE.ACCOUNTING_CODE]: code })
    assert.is(api.getVatPercentOnArticle(code).value, percent)
  }
  add(api, DB.ARTICLE, CUP)
  assert.is(api.getVatPercentOnArticle('4711').error.rc, RC.VAT_NO_CODE)
  assert.is(api.getVatPercentOnArticle('4712').error.rc, RC.VAT_ARTICLE_NOT_FOUND)
})

test('walks registers in their orders, forwards and backwards, whole and in part', () => {
  const { api } = opened()
  assert.equal(walk(api, DB.ARTICLE, { field: ARTICLE.NUMBER }), [])
  for (const [number, name, shop] of [['B', 'Ask', true], ['A', 'Cup', false], ['Å', 'Burk', true], ['00123', 'Dosa', false]] as const) {
    add(api, DB.ARTICLE, { [ARTICLE.NUMBER]: number, [ARTICLE.NAME]: name, [ARTICLE.WEBSHOP]: shop })
  }
  assert.equal(walk(api, DB.ARTICLE, { field: ARTICLE.NUMBER }), ['00123', 'A', 'B', 'Å'])
  assert.equal(walk(api, DB.ARTICLE, { field: ARTICLE.NUMBER, back: true }), ['Å', 'B', 'A', '00123'])
  assert.equal(walk(api, DB.ARTICLE, { order: ORDER.ARTICLE_NAME, field: ARTICLE.NAME }), ['Ask', 'Burk', 'Cup', 'Dosa'])
  assert.equal(walk(api, DB.ARTICLE, { order: ORDER.ARTICLE_WEB_SHOP, field: ARTICLE.NUMBER }), ['B', 'Å'])
  const mine = found(api, 'B')
  api.setBool(mine, ARTICLE.WEBSHOP, false)
  api.update(mine)
  assert.equal(walk(api, DB.ARTICLE, { order: ORDER.ARTICLE_WEB_SHOP, field: ARTICLE.NUMBER }), ['Å'])
  for (const [expression, numbers] of [['*u*', ['A', 'Å']], ['D*', ['00123']], ['*k', ['B', 'Å']], ['Ask', ['B']], ['ask', []], ['*', ['00123', 'A', 'B', 'Å']]] as const) {
    assert.equal(walk(api, DB.ARTICLE, { field: ARTICLE.NUMBER, filter: [ARTICLE.NAME, expression] }), [...numbers], expression)
  }
  assert.equal(walk(api, DB.UNIT, { field: UNIT.CODE }), ['frp', 'kg', 'm', 'st', 'tim'])
})

test('finds exactly, and goes on from there', () => {
  const { api } = opened()
  for (const number of ['123', '1234', 'A']) add(api, DB.ARTICLE, { [ARTICLE.NUMBER]: number, [ARTICLE.NAME]: 'x' })
  const data = api.createData(DB.ARTICLE)
  assert.is(api.find(data).rc, RC.NO_KEY)
  api.setStr(data, ARTICLE.NUMBER, '12')
  assert.is(api.find(data).rc, RC.NOT_FOUND)
  const found123 = found(api, '123')
  assert.is(api.next(found123).rc, RC.OK)
  assert.is(api.getStr(found123, ARTICLE.NUMBER, 17).value, '1234')
})

test('takes in what a person edits in the file', () => {
  const { api, world } = opened()
  add(api, DB.ARTICLE, CUP)
  world.checkpoint()
  const file = JSON.parse(readFileSync(world.file, 'utf8')) as { tables: Record<string, Record<string, unknown>> }
  file.tables['ARTICLE'] = { X1: { NUMBER: 'X1', NAME: 'Ny' } }
  writeFileSync(world.file, JSON.stringify(file))
  assert.equal(walk(api, DB.ARTICLE, { field: ARTICLE.NUMBER }), ['X1'])
})

test('writes dates as numbers that nobody can guess, and 0 for none', () => {
  const { api } = opened()
  for (const date of ['2026-11-25', '1999-12-31', '2024-02-29']) {
    const number = api.dateToLong(date).value
    assert.is.not(String(number), date.replaceAll('-', ''))
    assert.is(api.longToDate(number, 11).value, date)
    assert.is(api.longToDate(number + 1, 11).error.rc, RC.INVALID_DATE)
  }
  assert.is(api.longToDate(api.dateToLong('2026-11-25').value, 10).error.rc, RC.TO_SHORT_STRING)
  for (const bad of ['2026-02-30', '26-01-01', '20261125', 'idag']) assert.is(api.dateToLong(bad).error.rc, RC.INVALID_DATE, bad)
  assert.is(dateNumber(''), 0)
  assert.is(dateText(0), '')
  add(api, DB.ARTICLE, CUP)
  const stamp = api.getDate(found(api, '4711'), ARTICLE.TIMESTAMP).value
  assert.is(api.longToDate(stamp, 11).value, new Date().toISOString().slice(0, 10))
})

test('goes wrong as planned, and counts across processes', () => {
  const faults = [
    { op: 'AdkAdd', kind: 'code', rc: RC.EXCLUSIVE_LOCK, nth: 2, times: 2 }, { op: 'AdkFind', kind: 'crash', when: 'before' },
    { op: 'AdkUpdate', kind: 'hang', when: 'after' },
  ]
  const { api, world } = opened({ settings: { faults } })
  const article = (number: string): number => add(api, DB.ARTICLE, { [ARTICLE.NUMBER]: number, [ARTICLE.NAME]: 'x' })
  assert.is(article('1'), RC.OK)
  assert.is(article('2'), RC.EXCLUSIVE_LOCK)
  const other = new AdkSimulator(new World(world.file))
  other.open2('', '', '', '')
  assert.is(add(other, DB.ARTICLE, { [ARTICLE.NUMBER]: '3', [ARTICLE.NAME]: 'x' }), RC.EXCLUSIVE_LOCK)
  assert.is(article('4'), RC.OK)
  assert.throws(() => found(api, '1'), (error: unknown) => error instanceof ProcessGone && error.how === 'died')
  const data = found(api, '1')
  api.setStr(data, ARTICLE.NAME, 'y')
  assert.throws(() => api.update(data), (error: unknown) => error instanceof ProcessGone && error.how === 'deadline')
  assert.is(world.row('ARTICLE', '1')?.['NAME'], 'y')
})

test('walks and finds 20 000 articles without going through all of them each time', () => {
  const ARTICLES = 20_000
  const articles = Object.fromEntries(Array.from({ length: ARTICLES }, (_, at) => {
    const NUMBER = `N-${String(at).padStart(5, '0')}`
    return [NUMBER, { NUMBER, NAME: `Artikel ${at}`, ACCOUNTING_CODE: '25', WEBSHOP: at % 2 === 0 }]
  }))
  const { api } = opened({ tables: { ARTICLE: articles } })
  const start = Date.now()
  assert.is(walk(api, DB.ARTICLE, { order: ORDER.ARTICLE_WEB_SHOP, field: ARTICLE.NUMBER }).length, ARTICLES / 2)
  for (let at = 0; at < 2_000; at += 1) found(api, `N-${String(at * 10).padStart(5, '0')}`)
  for (let at = 0; at < 200; at += 1) {
    add(api, DB.ARTICLE, { [ARTICLE.NUMBER]: `M-${at}`, [ARTICLE.NAME]: 'x', [ARTICLE.WEBSHOP]: true })
    found(api, `M-${at}`)
  }
  assert.ok(Date.now() - start < 5_000, `${Date.now() - start} ms`)
})

test.run()
