// Which rows of the shop's order a capture pays for. Pure.
import { add, compare, isZero, subtract } from '../../values/decimal.js'
import { smaller } from './shares.js'
import { entriesInOrder } from './family.js'
import type { OrderRow } from './types.js'

/**
 * The pieces that have come since the captures before, by row of the shop's order. delivered: pieces so far, by article number. Rows of
 * one article are filled in their order, none above what it ordered; what goes beyond is paid for with the amount, by no row.
 */
export function piecesByRow(
  rows: Readonly<Record<string, OrderRow>> | null | undefined, delivered: Readonly<Record<string, string>>,
  before: readonly Readonly<Record<string, string>>[],
): Readonly<Record<string, string>> {
  const left = new Map(Object.entries(delivered))
  const pieces: Record<string, string> = {}
  for (const [number, { sku, quantity }] of entriesInOrder(rows)) {
    const there = left.get(sku ?? '') ?? '0'
    if (typeof quantity !== 'string' || compare(quantity, '0') <= 0) continue
    const taken = smaller(there, quantity)
    left.set(sku ?? '', subtract(there, taken))
    const news = subtract(taken, before.reduce((sum, one) => add(sum, one[number] ?? '0'), '0'))
    if (!isZero(news) && compare(news, '0') > 0) pieces[number] = news
  }
  return pieces
}
