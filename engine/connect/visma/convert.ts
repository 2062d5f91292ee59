// The program's rows and our raw fields, each into the other. Pure. Numbers are counted as
// decimals, never as doubles.
import { fromDouble, round } from '../../values/decimal.js'
import { isGtin } from '../../values/barcode.js'
import { grossOf, netOf, parseMoney } from '../../values/money.js'
import { rateFromPercent } from '../../values/rate.js'
import { breakLines } from '../../values/text.js'
import { toWindows1252 } from '../../values/windows-1252.js'
import { problem, warning, type Problem } from '../../core/problem.js'
import type { RawItem } from '../../core/item.js'
import { ARTICLE, BAR_CODE } from './adk.js'
import type { Cell, FieldValue, Row } from './bridge/protocol.js'

/** Which articles are the shop's: those that the bookkeeper marked for the web shop, or all. */
export type ArticleChoice = 'webshop' | 'all'

/** What the company and the installation say about figures. */
export interface Figures {
  readonly choice: ArticleChoice
  /** Decimals of ARTICLE_WEIGHT. */
  readonly weightPlaces: number
  readonly nameLines: readonly number[]
}

/** A price list as the program has it. */
export interface ListFacts {
  readonly code: string
  readonly includingVat: boolean
  readonly currency: string
  readonly places: number
}

/** A price counted one way or the other, or why it cannot be. */
export type Counted = { readonly value: number } | { readonly problem: Problem }

export interface Written {
  readonly values: readonly FieldValue[]
  readonly warnings: readonly Problem[]
  /** Why the fields cannot be written at all. */
  readonly problem?: Problem
}

/** What is read of an article, in the order of the rows. The VAT percent comes last. */
export const PRODUCT_FIELDS: readonly number[] = [
  ARTICLE.NUMBER, ARTICLE.NAME, ARTICLE.NAME_X, ARTICLE.BAR_CODE, ARTICLE.UNIT_CODE, ARTICLE.GROUP, ARTICLE.ACCOUNTING_CODE,
  ARTICLE.WEIGHT, ARTICLE.INACTIVE, ARTICLE.WEBSHOP, ARTICLE.STOCK_GOODS,
]
export const STOCK_FIELDS: readonly number[] = [
  ARTICLE.NUMBER, ARTICLE.QUANTITY_IN_STOCK, ARTICLE.QUANTITY_RESERVED, ARTICLE.DISPOSABLE_IN_STOCK, ARTICLE.ORDERED_QUANTITY,
  ARTICLE.STOCK_GOODS, ARTICLE.INACTIVE, ARTICLE.WEBSHOP, ARTICLE.PARCEL,
]
const STOCK_PLACES = 3
/** How fine a price incl. VAT is: öre. */
const GROSS_PLACES = 2

const LINE_BREAKS = /\s*[\t\r\n]+\s*/g

const BAR_CODE_TYPES: ReadonlyMap<number, number> = new Map([[8, BAR_CODE.EAN_8], [12, BAR_CODE.UPC_A], [13, BAR_CODE.EAN_13]])
const CODES: Readonly<Record<string, number>> = {
  unit: ARTICLE.UNIT_CODE, group: ARTICLE.GROUP, accountingCode: ARTICLE.ACCOUNTING_CODE,
}

export function productItem(row: Row, figures: Figures): RawItem {
  const [number, name, nameX, barCode, unit, group, accountingCode, weight, inactive, webShop, stockGoods, percent] = row
  return {
    key: String(number),
    fields: {
      sku: String(number), name: joinLines(String(name), String(nameX)), barcode: orNull(barCode), unit: orNull(unit),
      group: orNull(group), accountingCode: orNull(accountingCode), vatRate: vatRateOf(percent),
      weight: fromDouble(Number(weight), figures.weightPlaces) ?? null,
      active: isActive(inactive, webShop, figures.choice), stockItem: stockGoods === true,
    },
  }
}

export function stockItem(row: Row): RawItem {
  const [number, onHand, reserved, disposable, onOrder, stockGoods] = row
  const figure = (cell: Cell | undefined) => (cell === null ? null : (fromDouble(Number(cell), STOCK_PLACES) ?? null))
  return {
    key: String(number),
    fields: {
      sku: String(number), onHand: figure(onHand), reserved: figure(reserved), disposable: figure(disposable),
      onOrder: figure(onOrder), stockItem: stockGoods === true,
    },
  }
}

/**
 * The stock item without the figure that a stock status does not have, with the day on which more is
 * expected; expected left out: the installation does not show purchase orders.
 */
export function stockStatusItem(row: Row, expected?: ReadonlyMap<string, string>): RawItem {
  const item = stockItem(row)
  const { reserved: _reserved, ...fields } = item.fields
  return { ...item, fields: { ...fields, ...(expected ? { expectedOn: expected.get(item.key) ?? null } : {}) } }
}

/**
 * A price of an article; stored undefined: the list has none for it. A price that cannot be told is
 * a problem of the item and not "no price", or it would be taken away from whoever has it.
 */
export function priceItem(
  key: string, price: { stored: number | undefined; percent: Cell | undefined }, list: ListFacts,
): RawItem {
  const vatRate = vatRateOf(price.percent)
  const shown = shownPrice(price.stored, vatRate, list)
  if (shown !== undefined) return { key, fields: { sku: key, price: shown, vatRate } }
  return { key, fields: { sku: key, vatRate }, problem: problem('VISMA_NO_VAT_RATE', { key, list: list.code }) }
}

/**
 * The same item of a list that has further prices from a quantity up. They are said where there is a
 * price for a single one; without it nobody can tell what one costs.
 */
export function withBreaks(item: RawItem, list: ListFacts): RawItem {
  if (item.fields['price'] === null) return { ...item, problem: problem('PRICE_BREAK_WITHOUT_BASE', { key: item.key, list: list.code }) }
  return { ...item, left: { 'quantity breaks': problem('PRICE_BREAKS_NOT_CARRIED', { list: list.code }) } }
}

/** The list that a campaign is held against, and its stored prices. */
export interface OrdinaryList { readonly list: ListFacts; readonly prices: ReadonlyMap<string, number> }

/** The same item with what the article costs without the campaign. */
export function withOrdinary(item: RawItem, { percent, ordinary }: { percent: Cell | undefined; ordinary: OrdinaryList | undefined }): RawItem {
  if (!ordinary) return item
  const ordinaryPrice = shownPrice(ordinary.prices.get(item.key), vatRateOf(percent), ordinary.list)
  return ordinaryPrice === undefined ? item : { ...item, fields: { ...item.fields, ordinaryPrice } }
}

/** The stored price as money incl. VAT; undefined where it is without VAT and the rate is not known. */
export function shownPrice(stored: number | undefined, vatRate: number | null, list: ListFacts): string | null | undefined {
  const text = stored === undefined ? undefined : fromDouble(stored, list.places)
  if (text === undefined) return null
  if (list.includingVat) return parseMoney(text) ?? null
  return vatRate === null ? undefined : grossOf(text, vatRate, GROSS_PLACES)
}

/**
 * What to store for a price incl. VAT. Refused where the list would show another price than the one
 * asked for.
 */
export function storedPrice(price: string, vatRate: number | null, list: ListFacts): Counted {
  const money = parseMoney(price)
  if (money === undefined) return { problem: problem('VISMA_PRICE_UNREADABLE', { price }) }
  if (!list.includingVat && vatRate === null) {
    return { problem: problem('VISMA_NO_VAT_RATE', { list: list.code }) }
  }
  const stored = list.includingVat ? round(money, { places: list.places }) : netOf(money, vatRate ?? 0, list.places)
  const value = Number(stored)
  const shown = shownPrice(value, vatRate, list)
  if (shown !== money) {
    return { problem: problem('VISMA_PRICE_NOT_EXACT', { price: money, shown, list: list.code, places: list.places }) }
  }
  return { value }
}

/**
 * The fields of an article to set, in the order to set them in: the program looks at each as it is
 * set.
 */
export function articleValues(fields: Readonly<Record<string, unknown>>, figures: Figures): Written {
  const values: FieldValue[] = []
  const warnings: Problem[] = []
  const spell = (field: string, text: string): string => {
    const onOneLine = text.replace(LINE_BREAKS, ' ')
    const spelt = toWindows1252(onOneLine)
    const changed = [...spelt.replaced, ...(onOneLine === text ? [] : ['line break'])]
    if (changed.length === 0) return spelt.text
    warnings.push(warning('VISMA_RESPELT', { field, characters: changed.join(' ') }))
    // What was left out leaves no gap behind.
    return spelt.text.replace(/ {2,}/g, ' ').trim()
  }
  if ('name' in fields) {
    const name = spell('name', String(fields['name'] ?? ''))
    const lines = splitLines(name, figures.nameLines)
    if (!lines) {
      return { values, warnings, problem: problem('VISMA_NAME_TOO_LONG', { name, lines: figures.nameLines.join(' + ') }) }
    }
    values.push({ field: ARTICLE.NAME, value: lines[0] }, { field: ARTICLE.NAME_X, value: lines[1] })
  }
  for (const [field, id] of Object.entries(CODES)) {
    if (field in fields) values.push({ field: id, value: spell(field, String(fields[field] ?? '')) })
  }
  if ('barcode' in fields) {
    const barCode = spell('barcode', String(fields['barcode'] ?? ''))
    values.push({ field: ARTICLE.BAR_CODE_TYPE, value: barCodeType(barCode) }, { field: ARTICLE.BAR_CODE, value: barCode })
  }
  if ('weight' in fields) values.push({ field: ARTICLE.WEIGHT, value: Number(fields['weight'] ?? 0) })
  if ('stockItem' in fields) values.push({ field: ARTICLE.STOCK_GOODS, value: fields['stockItem'] === true })
  return { values, warnings }
}

/**
 * Whether an article is for sale. The two marks exclude each other, so the one that goes is taken
 * off first.
 */
export function activeValues(active: boolean, choice: ArticleChoice | 'new'): readonly FieldValue[] {
  if (!active) return [{ field: ARTICLE.WEBSHOP, value: false }, { field: ARTICLE.INACTIVE, value: true }]
  const inactive = { field: ARTICLE.INACTIVE, value: false }
  return choice === 'all' ? [inactive] : [inactive, { field: ARTICLE.WEBSHOP, value: true }]
}

export function isActive(inactive: Cell | undefined, webShop: Cell | undefined, choice: ArticleChoice): boolean {
  return inactive !== true && (choice === 'all' || webShop === true)
}

/** The kind of bar code that such a text can be; anything that is no GTIN is a free code. */
export function barCodeType(barCode: string): number {
  if (barCode === '') return BAR_CODE.EMPTY
  return (isGtin(barCode) ? BAR_CODE_TYPES.get(barCode.length) : undefined) ?? BAR_CODE.CODE_128
}

/**
 * Name and continued name, broken between words; undefined where the name does not fit. Joined they
 * are the name again.
 */
export function splitLines(name: string, lengths: readonly number[]): readonly [string, string] | undefined {
  const lines = breakLines(name, lengths)
  return lines && [lines[0] ?? '', lines[1] ?? '']
}

export function joinLines(first: string, second: string): string | null {
  const name = [first, second].filter((line) => line !== '').join(' ')
  return name === '' ? null : name
}

export function vatRateOf(percent: Cell | undefined): number | null {
  if (typeof percent !== 'number') return null
  const known = RATES.get(percent)
  if (known !== undefined) return known
  return rateFromPercent(fromDouble(percent, 2)) ?? null
}

/** The rates that nearly every article has, counted once. */
const RATES: ReadonlyMap<number, number> = new Map([25, 12, 6, 0].map((percent) => [percent, percent * 100]))

function orNull(cell: Cell | undefined): string | null {
  return cell === '' || cell === null || cell === undefined ? null : String(cell)
}
