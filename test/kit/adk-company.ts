// A company behind the simulated API, for tests that call it as a program does: its articles, one for each rate of VAT, its
// customers and what its books need, and the few calls that a document takes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { DB, RC, TYPE, type AdkApi, type AdkData } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD, OOI_ROW } from '../../engine/connect/visma/adk-fields.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import type { Row, Tables, World } from '../../engine/connect/world/world.js'

export interface Company { readonly api: AdkSimulator; readonly world: World; readonly warnings: number[] }
export type Values = Readonly<Record<number, string | number | boolean>>
/** A document that was added or read: the answer, and the buffer of the head. */
export interface Answered { readonly rc: number; readonly head: AdkData }

const H = OOI_HEAD
const R = OOI_ROW

const article = (NUMBER: string, ACCOUNTING_CODE: string, more: Row = {}) => [
  NUMBER, { NUMBER, NAME: `Artikel ${NUMBER}`, ACCOUNTING_CODE, STOCK_GOODS: true, QUANTITY_IN_STOCK: 100, QUANTITY_RESERVED: 0, ...more },
] as const
const customer = (NUMBER: string, more: Row = {}) => [NUMBER, { NUMBER, NAME: `Kund ${NUMBER}`, ...more }] as const
const series = (VER_SERIE: string, more: Row = {}) => [VER_SERIE, { VER_SERIE, NAME: VER_SERIE, ACTIVE: true, ...more }] as const
const account = (NUMBER: string, more: Row = {}) => [`B|${NUMBER}`, { SEASON_ID: 'B', NUMBER, TEXT: NUMBER, ...more }] as const

/** Article 25 has 25 percent of VAT, and so on; P is a package of two 25 and one 12; T is no stock goods. */
const TABLES: Tables = {
  ARTICLE: Object.fromEntries([
    article('25', '25'), article('12', '12'), article('6', '6'), article('0', '0'), article('T', '25', { STOCK_GOODS: false, QUANTITY_IN_STOCK: 0 }),
    article('P', '25', { STOCK_GOODS: false, PARCEL: true, QUANTITY_IN_STOCK: 0 }),
  ]),
  ARTICLE_PARCEL: {
    'P|1': { NR: 'P', ROWNR: 1, ARTICLE_NR: '25', QUANTITY: 2 }, 'P|2': { NR: 'P', ROWNR: 2, ARTICLE_NR: '12', QUANTITY: 1 },
  },
  CUSTOMER: Object.fromEntries([
    customer('K1'), customer('EX', { EXPORT: true }), customer('EU', { EU_CUSTOMER: true }), customer('AV', { DISCOUNT_AGREEMENT: 'AV' }),
    customer('EUR', { CODE_OF_CURRENCY: 'EUR' }), customer('NOK', { CODE_OF_CURRENCY: 'NOK' }),
  ]),
  DISCOUNT_AGREEMENT: { AV: { CODE: 'AV', TEXT: 'Avtal', PRICE_LIST: 'AF', INVOICE_DISCOUNT: 0, ROW_DISCOUNT: 0 } },
  WAY_OF_PAYMENT: { B: { CODE: 'B', TEXT: 'Bank', ACCOUNT: '1920' }, X: { CODE: 'X', TEXT: 'Utan konto' } },
  ADJUSTMENT_CODE: { N: { CODE: 'N', TEXT: 'Nedskrivning', ACCOUNT: '3001' }, X: { CODE: 'X', TEXT: 'Utan konto' } },
  VERIFICATION_SERIES: Object.fromEntries([series('A'), series('I', { ACTIVE: false }), series('K', { USERS: 'consultant' })]),
  PROJECT: { '10': { CODE_OF_PROJECT: '10', NAME: 'Öppet' }, '11': { CODE_OF_PROJECT: '11', NAME: 'Avslutat', CLOSED: true } },
  ACCOUNT: Object.fromEntries([
    ...['1510', '1920', '3001', '3002', '3003', '3004', '3305'].map((number) => account(number)),
    account('4001', { PROJECT_ON_ACCOUNT: 'K' }), account('4002', { PROJECT_ON_ACCOUNT: 'S' }), account('4003', { PROFIT_CENTRE_ON_ACCOUNT: 'K' }),
    account('4004', { PROFIT_CENTRE_ON_ACCOUNT: 'S' }), account('4005', { ROW_INFO_ON_ACCOUNT: 'K' }), account('4006', { ROW_INFO_ON_ACCOUNT: 'S' }),
    account('4007', { SUB_ACCOUNT: 'K' }), account('4008', { SUB_ACCOUNT: 'S' }), account('4009', { QUANTITY_UNIT_ON_ACCOUNT: 'K' }),
    account('4010', { QUANTITY_UNIT_ON_ACCOUNT: 'S' }), account('4011', { NOT_ACTIVE: true }),
  ]),
  PROFIT_CENTRE: { 'B|1': { YEAR_ID: 'B', CODE: '1', NAME: 'Butik' } },
}

/** Opens a company, does something in it, and leaves nothing behind. */
export function inCompany<T>(work: (it: Company) => T, options: ErpWorldOptions = {}): T {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-adk-'))
  const world = createErpWorld(join(dir, 'erp.json'), { ...options, tables: { ...TABLES, ...options.tables } })
  const api = new AdkSimulator(world)
  const warnings: number[] = []
  api.setWarningFunction(({ rc }) => { warnings.push(rc) })
  try {
    assert.is(api.open2('', '', '', '').rc, RC.OK)
    return work({ api, world, warnings })
  } finally {
    api.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Sets fields by their types; the first code that is not OK. */
export function setAll(api: AdkApi, data: AdkData, values: Values): number {
  for (const [field, value] of Object.entries(values)) {
    const id = Number(field)
    const isDate = typeof value === 'string' && api.getType(data, id).value === TYPE.DATE
    const error = isDate ? api.setDate(data, id, api.dateToLong(value).value) : typeof value === 'string' ? api.setStr(data, id, value)
      : typeof value === 'number' ? api.setDouble(data, id, value) : api.setBool(data, id, value)
    if (error.rc !== RC.OK) return error.rc
  }
  return RC.OK
}

/** A new record without rows. */
export function addRecord(it: Company, db: number, values: Values): number {
  const data = it.api.createData(db)
  return setAll(it.api, data, values) || it.api.add(data).rc
}

/** Hangs these rows on a head, after so many blank ones. */
export function hang(it: Company, head: AdkData, rows: readonly Values[], blank = 0): number {
  const made = it.api.createDataRow(it.api.getRowDbId(head).value, blank + rows.length)
  for (const [at, values] of rows.entries()) {
    const rc = setAll(it.api, it.api.getDataRow(made, blank + at), values)
    if (rc !== RC.OK) return rc
  }
  return it.api.setDouble(head, it.api.getNrowsFldId(head).value, blank + rows.length).rc
    || it.api.setData(head, it.api.getRowsFldId(head).value, made).rc
}

/** A new document. */
export function addDocument(it: Company, db: number, values: Values, rows: readonly Values[]): Answered {
  const head = it.api.createData(db)
  const rc = setAll(it.api, head, values) || hang(it, head, rows) || it.api.add(head).rc
  return { rc, head }
}

/** A row of an article: ordered, at this price. */
export function line(number: string, quantity: number, price = 10, more: Values = {}): Values {
  return { [R.ARTICLE_NUMBER]: number, [R.QUANTITY2]: quantity, [R.PRICE_EACH_CURRENT_CURRENCY]: price, ...more }
}

export const NET_PRICES: Values = { [H.INCLUDING_VAT]: false, [H.CUSTOMER_NUMBER]: 'K1' }

/** The number of a new order, offer or invoice that must be taken. */
export function numberOf(it: Company, db: number, rows: readonly Values[] = [line('25', 1)], values: Values = {}): number {
  const { rc, head } = addDocument(it, db, { ...NET_PRICES, ...values }, rows)
  assert.is(rc, RC.OK)
  return it.api.getDouble(head, H.DOCUMENT_NUMBER).value
}

export function read(it: Company, db: number, number: number): AdkData {
  const head = it.api.createData(db)
  it.api.setDouble(head, H.DOCUMENT_NUMBER, number)
  assert.is(it.api.find(head).rc, RC.OK, `document ${number}`)
  return head
}

/** Changes a document: fields of its head, fields of rows by index. */
export function change(it: Company, db: number, number: number, values: Values, rows: Readonly<Record<number, Values>> = {}): number {
  const head = read(it, db, number)
  for (const [index, row] of Object.entries(rows)) {
    const rc = setAll(it.api, it.api.getData(head, H.ROWS, Number(index)).value, row)
    if (rc !== RC.OK) return rc
  }
  return setAll(it.api, head, values) || it.api.update(head).rc
}

/** What a person does in the program meanwhile. */
export function edit(it: Company, table: string, key: string | number, fields: Row): void {
  it.world.effect('person', [[table, String(key), { ...it.world.row(table, String(key)), ...fields }]])
}

/** A figure of an article, as the API says it. */
export function figure(it: Company, number: string, field: number): number {
  const data = it.api.createData(DB.ARTICLE)
  it.api.setStr(data, 0, number)
  assert.is(it.api.find(data).rc, RC.OK, number)
  return it.api.getDouble(data, field).value
}

/** The numbers of the documents that a sort order shows, as it shows them. */
export function walked(it: Company, db: number, order: number): number[] {
  const head = it.api.createData(db)
  assert.is(it.api.setSortOrder(head, order).rc, RC.OK)
  const numbers: number[] = []
  for (let rc = it.api.first(head).rc; rc === RC.OK; rc = it.api.next(head).rc) numbers.push(it.api.getDouble(head, H.DOCUMENT_NUMBER).value)
  return numbers
}
