// A document's rows while it is made: counted lines, and lines of text alone.
import { isZero } from '../../values/decimal.js'
import { sum } from './sums.js'

export interface Line {
  readonly kind: 'article' | 'freight' | 'fee' | 'giftCard' | 'vatRounding'
  /** Where it comes from, for people: "row 1", "freight". */
  readonly from: string
  readonly sku?: string
  readonly text?: string
  readonly quantity: string
  readonly unit?: string
  readonly price: string
  /** Quantity times price, to the öre. */
  readonly whole: string
  /** What is left of it after discounts, to the öre. */
  readonly amount: string
  /** Basis points; undefined only where the amount is zero. */
  readonly rate?: number
}

export interface TextLine { readonly from: string; readonly text: string }

export function isLine(one: Line | TextLine): one is Line {
  return 'amount' in one
}

/** Amounts by rate, the highest rate first, so that the order of rows decides nothing. */
export function byRate<One extends { readonly amount: string; readonly rate?: number }>(all: readonly One[]): readonly { readonly rate: number; readonly amount: string; readonly of: readonly One[] }[] {
  const groups = new Map<number, One[]>()
  for (const one of all) {
    if (one.rate !== undefined) groups.set(one.rate, [...(groups.get(one.rate) ?? []), one])
  }
  return [...groups].sort(([one], [other]) => other - one).map(([rate, of]) => ({ rate, amount: sum(of.map(({ amount }) => amount)), of }))
}

/** A list of the shop's in its order: by the numbers of its keys, "freight" before "freight 2". */
export function inOrder<One>(list: Readonly<Record<string, One>> | null | undefined): readonly (readonly [string, One])[] {
  return Object.entries(list ?? {}).sort(([one], [other]) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1))
}

function placeOf(key: string): number {
  return Number(/\d+$/.exec(key)?.[0] ?? 0)
}

export function isNothing(value: string | null | undefined): boolean {
  return value === undefined || value === null || value.trim() === ''
}

export function isNothingOrZero(decimal: string | undefined): boolean {
  return decimal === undefined || isZero(decimal)
}
