// What a shop may show of an ERP's stock: the level it may sell from, and which of its stock
// statuses that is. The level is never above what can be sold, never below zero, and always whole
// pieces.
import { add, parseDecimal, subtract } from '../values/decimal.js'
import { wholePieces } from '../values/quantity.js'

/**
 * An ERP's figures for one article, as quantities; null or left out where the ERP does not show
 * one.
 */
export interface StockFigures {
  readonly onHand?: string | null
  readonly reserved?: string | null
  readonly disposable?: string | null
  readonly onOrder?: string | null
  /** Of orders that are in the ERP and still lie on the shelf; left out where nobody counts it. */
  readonly undelivered?: string | null
}

export type StockBasis = 'onHand' | 'disposable' | 'disposablePlusOnOrder'

/**
 * Which figure to start from (disposable where nothing is said), what to keep back, and the most to
 * show.
 */
export interface StockProfile {
  readonly basis?: StockBasis
  readonly buffer?: string | number
  readonly cap?: string | number
}

/** The shop's own status ids; a status without an id is left alone. */
export interface StatusIds {
  readonly inStock?: string
  readonly out?: string
  readonly coming?: string
  readonly whenOut?: string
}

/**
 * max(0, min(cap, floor(basis − inFlight − buffer))), where inFlight is what was sold and is not
 * yet in the ERP; below zero it is nothing, for a level is never above its basis. undefined where the ERP does not show the figure that the profile starts from:
 * then nothing is published.
 */
export function publishedQuantity(
  figures: StockFigures, profile: StockProfile, inFlight: string = '0',
): number | undefined {
  const basis = basisOf(figures, profile.basis ?? 'disposable')
  const buffer = parseDecimal(profile.buffer ?? 0)
  if (basis === undefined || buffer === undefined) return undefined
  const free = wholePieces(subtract(subtract(basis, atLeastNothing(inFlight)), buffer))
  if (free === undefined) return undefined
  const cap = profile.cap === undefined ? free : wholePieces(String(profile.cap))
  return cap === undefined ? undefined : Math.max(0, Math.min(cap, free))
}

/**
 * The status to show with a published level: in stock, coming where a purchase order is on its way,
 * or out.
 */
export function stockStatus(
  figures: StockFigures, quantity: number | undefined, ids: StatusIds,
): string | undefined {
  if (quantity === undefined) return undefined
  if (quantity > 0) return ids.inStock
  const onOrder = parseDecimal(figures.onOrder)
  const coming = onOrder !== undefined && onOrder !== '0' && !onOrder.startsWith('-')
  return coming ? (ids.coming ?? ids.out) : ids.out
}

function basisOf(figures: StockFigures, basis: StockBasis): string | undefined {
  if (basis === 'onHand') return shelfOf(figures)
  const disposable = parseDecimal(figures.disposable)
  if (basis === 'disposable' || disposable === undefined) return disposable
  return add(disposable, parseDecimal(figures.onOrder) ?? '0')
}

function atLeastNothing(count: string): string {
  return count.startsWith('-') ? '0' : count
}

/** What lies there, and nobody waits for. */
function shelfOf({ onHand, undelivered }: StockFigures): string | undefined {
  const there = parseDecimal(onHand)
  return there === undefined ? undefined : subtract(there, atLeastNothing(parseDecimal(undelivered) ?? '0'))
}
