// The figures that the simulated program works out itself: stock that is free to sell, VAT of an
// article, its base price.
import type { Row, World } from '../../world/world.js'
import { fromDouble, subtract } from '../../../values/decimal.js'
import { RC } from './codes.js'
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

export function basePrice(world: World, list: string, article: string): Row | undefined {
  const row = world.row('PRICE', priceKey(list, article))
  return row?.['BASE'] === true ? row : undefined
}

function defaultList(world: World): string {
  return String(world.row('PRM2', 'PRM2')?.['DEFAULT_PRICELIST'] ?? '')
}

function difference(from: unknown, take: unknown): number {
  return Number(subtract(fromDouble(Number(from ?? 0), 3) ?? '0', fromDouble(Number(take ?? 0), 3) ?? '0'))
}
