// What the simulated program's business logic refuses: at a set, at an add, at an update, at a
// removal. Each rule answers a result code; what is not known of the real program is refused rather
// than let through.
import type { Row, World } from '../../world/world.js'
import { isGtin } from '../../../values/barcode.js'
import { toWindows1252 } from '../../../values/windows-1252.js'
import { BAR_CODE, DB, TYPE } from '../adk.js'
import { RC } from './codes.js'
import { rowKey, type Field, type Register } from './register.js'

/** A record on its way into the register. before: as it stands there now. */
export interface Candidate { readonly register: Register; readonly row: Row; readonly before?: Row }

/** Types whose digits end in a check digit that the program looks at. */
const CHECKED_BAR_CODES: ReadonlySet<unknown> = new Set([BAR_CODE.EAN_8, BAR_CODE.EAN_13, BAR_CODE.UPC_A])
/** The largest figure that a field takes. */
const NUMBER_MAX = 1e12

/** Decimals of a field; the company decides how fine a price may be. */
export function decimalsOf(world: World, register: Register, field: Field): number {
  const isPrice = (register.db === DB.PRICE && field.name === 'PRICE') || field.name === 'PRICE_EACH_CURRENT_CURRENCY'
  if (!isPrice) return field.decimals
  return world.row('PRM', 'PRM')?.['PRICE_4_DECIMALS_ACTIVATED'] === true ? 4 : 2
}

/** Whether a total's rounding can be set is not known: a setting of the world lets it. */
export function isReadOnly(world: World, field: Field): boolean {
  return field.readOnly && !(field.name === 'ROUND_OFF' && world.settings['roundOffWritable'] === true)
}

/** Whether the value may be set in this buffer; values: what it holds now. */
export function setCode(world: World, at: { register: Register; field: Field; values: Row }, value: unknown): number {
  const { register, field, values } = at
  if (isReadOnly(world, field)) return RC.EDIT_DENIED_FIELD
  if (field.type === TYPE.CHAR) return textCode(String(value), field.length)
  if (field.type === TYPE.DOUBLE) return numberCode(Number(value), decimalsOf(world, register, field))
  if (register.db === DB.ARTICLE && value === true) {
    if (field.name === 'INACTIVE' && values['WEBSHOP'] === true) return RC.INACTIVE_DENIED_WEB_SHOP
    if (field.name === 'WEBSHOP' && values['INACTIVE'] === true) return RC.WEB_SHOP_DENIED_INACTIVE
  }
  return RC.OK
}

export function saveCode(world: World, candidate: Candidate): number {
  const { register, row, before } = candidate
  if (before === undefined && world.row(register.name, rowKey(register, row))) return RC.NUMBER_TAKEN
  if (register.db === DB.ARTICLE) return articleCode(world, candidate)
  if (register.db === DB.PRICE) return priceCode(world, candidate)
  // A row of a discount agreement goes by a group or by an article, never by both.
  if (register.db === DB.CUSTOMER_DISCOUNT_ROW) return text(row, 'CODE') === '' ? RC.NO_KEY : RC.OK
  return register.key.every((name) => text(row, name) !== '') ? RC.OK : RC.NO_KEY
}

export function removeCode(world: World, { register, row }: Candidate): number {
  if (register.db === DB.PRICE) {
    return row['BASE'] === true && world.settings['basePriceDelete'] !== true ? RC.PRICE_CANT_DELETE : RC.OK
  }
  if (register.db !== DB.ARTICLE) return RC.OK
  if (Number(row['QUANTITY_IN_STOCK'] ?? 0) !== 0) return RC.DELETE_DENIED_STOCK
  return Number(row['QUANTITY_RESERVED'] ?? 0) === 0 ? RC.OK : RC.DELETE_DENIED_RESERVATION
}

function articleCode(world: World, { row, before }: Candidate): number {
  if (before && text(before, 'NUMBER') !== text(row, 'NUMBER')) return RC.CANT_UPDATE_ARTICLE_NUMBER
  if (text(row, 'NAME') === '') return RC.NO_NAME
  if (!isKnown(world, 'ARTICLE_GROUP', text(row, 'GROUP'))) return RC.INVALID_GROUP
  if (!isKnown(world, 'ARTICLE_ACCOUNT', text(row, 'ACCOUNTING_CODE'))) return RC.INVALID_ACCOUNT_CODE
  if (!isKnown(world, 'UNIT', text(row, 'UNIT_CODE'))) return RC.INVALID_UNIT
  if (row['PARCEL'] === true && row['STOCK_GOODS'] === true) return RC.PARCEL_STOCK
  if (row['INACTIVE'] === true && row['WEBSHOP'] === true) return RC.INACTIVE_DENIED_WEB_SHOP
  return barCodeCode(world, row)
}

function barCodeCode(world: World, row: Row): number {
  const barCode = text(row, 'BAR_CODE')
  if (barCode === '') return RC.OK
  if (world.row('PRM', 'PRM')?.['BARCODE_ACTIVATED'] === false) return RC.BARCODE_INACTIVE
  return CHECKED_BAR_CODES.has(row['BAR_CODE_TYPE']) && !isGtin(barCode) ? RC.INVALID_BARCODE : RC.OK
}

function priceCode(world: World, { row, register, before }: Candidate): number {
  if (before && rowKey(register, before) !== rowKey(register, row)) return RC.EDIT_DENIED_FIELD
  if (!world.row('CODE_OF_PRICE_LIST', text(row, 'PRICE_LIST'))) return RC.INVALID_PRICE_LIST
  if (!world.row('ARTICLE', text(row, 'ARTICLE_NUMBER'))) return RC.ARTICLE_NOT_FOUND
  const price = Number(row['PRICE'] ?? 0)
  const perCent = Number(row['PER_CENT'] ?? 0)
  if (row['BASE'] === true) {
    if (perCent !== 0) return RC.PRICE_BASE_PER_CENT
    return price > 0 ? RC.OK : RC.PRICE_NOT_POSITIVE
  }
  const base = world.row('PRICE', rowKey(register, { ...row, QUANTITY: 0 }))
  if (base?.['BASE'] !== true || base === before) return RC.PRICE_NEEDS_BASE
  return price > 0 || perCent !== 0 ? RC.OK : RC.PRICE_NOT_POSITIVE
}

function textCode(value: string, length: number): number {
  if (toWindows1252(value).changed) return RC.INVALID_STRING
  return value.length > length ? RC.TOO_MANY_SIGNS : RC.OK
}

function numberCode(value: number, decimals: number): number {
  if (!Number.isFinite(value) || Math.abs(value) > NUMBER_MAX) return RC.TOO_MANY_SIGNS
  return Number(value.toFixed(decimals)) === value ? RC.OK : RC.TOO_MANY_DECIMALS
}

function isKnown(world: World, table: string, code: string): boolean {
  return code === '' || world.row(table, code) !== undefined
}

function text(row: Row, name: string): string { return String(row[name] ?? '') }
