// The figures that the simulated program works out itself: stock that is free to sell, VAT of an
// article, a price for a customer.
import type { Row, World } from '../../world/world.js'
import { fromDouble, subtract } from '../../../values/decimal.js'
import { grossOf, netOf } from '../../../values/money.js'
import { RC, type PriceQuestion } from '../adk.js'
import { priceKey } from './registers.js'

export type Figure = { readonly rc: 0; readonly value: number } | { readonly rc: number; readonly value?: undefined }

/** Computed fields of an article, by name; undefined for the others. */
export function computed(world: World, row: Row, name: string): unknown {
  if (name === 'DISPOSABLE_IN_STOCK') return difference(row['QUANTITY_IN_STOCK'], row['QUANTITY_RESERVED'])
  if (name === 'PRICE_LIST') return defaultList(world)
  if (name === 'PRICE') return basePrice(world, defaultList(world), String(row['NUMBER']))?.['PRICE']
  return undefined
}

/** The percent of the VAT code of the article's accounting code. Code 0 is no VAT. */
export function vatPercent(world: World, article: string): Figure {
  const row = world.row('ARTICLE', article)
  if (!row) return { rc: RC.VAT_ARTICLE_NOT_FOUND }
  const account = world.row('ARTICLE_ACCOUNT', String(row['ACCOUNTING_CODE'] ?? ''))
  const code = String(account?.['VAT'] ?? '')
  if (code === '') return { rc: RC.VAT_NO_CODE }
  if (code === '0') return { rc: 0, value: 0 }
  return { rc: 0, value: Number(world.row('PRM2', 'PRM2')?.[`VAT${code}`] ?? 0) }
}

/**
 * The price of the company's default list, with its quantity breaks. Customers' own lists come with
 * the customers.
 */
export function customerPrice(world: World, question: PriceQuestion): Figure {
  const list = defaultList(world)
  const base = basePrice(world, list, question.article)
  if (!base) return { rc: RC.PRICE_ARTICLE_NOT_FOUND }
  const price = breakPrice(world, base, question.quantity)
  const withVat = world.row('CODE_OF_PRICE_LIST', list)?.['INCLUDING_VAT'] === true
  const vat = vatPercent(world, question.article)
  if (withVat === question.includingVat || vat.rc !== 0) return { rc: 0, value: price }
  const points = Math.round((vat.value ?? 0) * 100)
  const text = fromDouble(price, 4) ?? '0'
  return { rc: 0, value: Number(withVat ? netOf(text, points, 2) : grossOf(text, points, 2)) }
}

export function basePrice(world: World, list: string, article: string): Row | undefined {
  const row = world.row('PRICE', priceKey(list, article))
  return row?.['BASE'] === true ? row : undefined
}

function breakPrice(world: World, base: Row, quantity: number): number {
  let best = base
  for (const row of Object.values(world.table('PRICE'))) {
    if (row['PRICE_LIST'] !== base['PRICE_LIST'] || row['ARTICLE_NUMBER'] !== base['ARTICLE_NUMBER']) continue
    const from = Number(row['QUANTITY'] ?? 0)
    if (from <= quantity && from > Number(best['QUANTITY'] ?? 0)) best = row
  }
  const perCent = Number(best['PER_CENT'] ?? 0)
  if (perCent === 0) return Number(best['PRICE'])
  return Number(fromDouble(Number(base['PRICE']) * (100 - perCent) / 100, 2) ?? 0)
}

function defaultList(world: World): string {
  return String(world.row('PRM2', 'PRM2')?.['DEFAULT_PRICELIST'] ?? '')
}

function difference(from: unknown, take: unknown): number {
  return Number(subtract(fromDouble(Number(from ?? 0), 3) ?? '0', fromDouble(Number(take ?? 0), 3) ?? '0'))
}
