// Discounts on a whole order, as amounts off its rows: shared among the rates by what they come to, and inside a rate among its rows
// (S-038, S-041). No row goes below zero; what one rate cannot carry goes to the next, then to freight and fees (S-042).
import { compare, isZero } from '../../values/decimal.js'
import { allocate } from './allocate.js'
import { readPositive } from './amounts.js'
import type { Charge } from './charges.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import { byRate, inOrder, isLine, type Line, type TextLine } from './lines.js'
import { isAboveZero, minus, smaller, sum } from './sums.js'
import type { ShopOrder } from './types.js'

export interface Discounted { readonly lines: readonly (Line | TextLine)[]; readonly charges: readonly Charge[] }

/** Rows and charges after every discount of the order, in the order in which the shop shows them. */
export function takeDiscounts(order: ShopOrder, before: Discounted, remarks: Remarks): Discounted | Held {
  let after = before
  for (const [at, discount] of inOrder(order.discounts)) {
    const name = `discount ${at}`
    const amount = readPositive(discount.amount, name, remarks)
    if (isHeld(amount)) return amount
    if (isZero(amount)) continue
    const taken = takeOne(after, amount, discount.vatRate ?? undefined)
    if (isHeld(taken)) return taken
    const shares = byRate(after.lines.filter(isLine)).map(({ rate, amount: was }) => ({ rate, share: minus(was, amountAt(taken.lines, rate)) }))
    remarks.note(name, shares.filter(({ share }) => !isZero(share)).map(({ rate, share }) => `${share} at ${rate / 100} %`).join(', '))
    after = taken
  }
  return after
}

function takeOne(before: Discounted, amount: string, rate: number | undefined): Discounted | Held {
  const rows = before.lines.filter(isLine).filter((line) => isAboveZero(line.amount))
  const shares = rate === undefined ? overRates(rows, amount) : fromRate(rows, amount, rate)
  const off = new Map<Line, string>()
  for (const { of, share } of shares) deal(of, share).forEach((part, at) => off.set(of[at]!, part))
  const left = minus(amount, sum(shares.map(({ share }) => share)))
  const charges = offCharges(before.charges, left)
  if (isHeld(charges)) return charges
  return { lines: before.lines.map((line) => isLine(line) && off.has(line) ? { ...line, amount: minus(line.amount, off.get(line)!) } : line), charges }
}

interface Share { readonly of: readonly Line[]; readonly share: string }

function overRates(rows: readonly Line[], amount: string): readonly Share[] {
  const groups = byRate(rows)
  if (groups.length === 0) return []
  const weights = groups.map((group) => group.amount)
  const shares = allocate(smaller(amount, sum(weights)), weights)
  return groups.map(({ of }, at) => ({ of, share: shares[at]! }))
}

/** First from the rate that the shop names, then from the next lower ones, and from the highest on. */
function fromRate(rows: readonly Line[], amount: string, rate: number): readonly Share[] {
  const groups = byRate(rows)
  const turn = [...groups.filter((group) => group.rate <= rate), ...groups.filter((group) => group.rate > rate)]
  let left = amount
  return turn.map((group) => {
    const share = smaller(left, group.amount)
    left = minus(left, share)
    return { of: group.of, share }
  })
}

function offCharges(charges: readonly Charge[], left: string): readonly Charge[] | Held {
  if (isZero(left)) return charges
  const amounts = charges.map(({ amount }) => amount)
  if (compare(left, sum(amounts)) > 0) return held('DISCOUNT_TOO_LARGE', { left: minus(left, sum(amounts)) })
  const shares = allocate(left, amounts)
  return charges.map((charge, at) => ({ ...charge, amount: minus(charge.amount, shares[at]!) }))
}

function deal(rows: readonly Line[], share: string): readonly string[] {
  return allocate(share, rows.map(({ amount }) => amount))
}

function amountAt(lines: Discounted['lines'], rate: number): string {
  return sum(lines.filter(isLine).filter((line) => line.rate === rate).map(({ amount }) => amount))
}
