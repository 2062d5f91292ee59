// The shop's rows as lines. Quantity times price less discount is the shop's own amount to the öre: a discount is an amount, never a
// percentage that misses (S-039). The shop's rate is carried, never derived (S-050).
import { compare, divide, isZero, multiply, parseDecimal, round } from '../../values/decimal.js'
import { lessPercent } from '../../values/money.js'
import { readAmount, withoutDust, wholeOf } from './amounts.js'
import { eachOf, held, isHeld, type Held, type Remarks } from './finding.js'
import { inOrder, isNothing, isNothingOrZero, type Line, type TextLine } from './lines.js'
import { isBelowZero, money, toOre } from './sums.js'
import type { OrderRow, ShopOrder } from './types.js'

/** Places of a price that does not fit, beyond those that do. */
const TO_SEE = 2

/** The figures of a row, read; undefined where the shop shows none. */
interface Figures { readonly quantity?: string; readonly price?: string; readonly percent?: string; readonly amount?: string }
interface Counted { readonly price: string; readonly whole: string; readonly amount: string }

/** pricePlaces: how many decimals a price of the ledger has. */
export function readRows(order: ShopOrder, pricePlaces: number, remarks: Remarks): readonly (Line | TextLine)[] | Held {
  return eachOf(inOrder(order.rows), ([at, row]) => readRow(`row ${at}`, row, pricePlaces, remarks))
}

function readRow(from: string, row: OrderRow, pricePlaces: number, remarks: Remarks): Line | TextLine | Held {
  const figures = figuresOf(from, row, remarks)
  if (isHeld(figures)) return figures
  const { quantity } = figures
  if (quantity === undefined || isZero(quantity)) return withoutQuantity(from, row, figures, remarks)
  const counted = countedOf(from, { ...figures, quantity }, pricePlaces, remarks)
  if (isHeld(counted)) return counted
  const rate = row.vatRate ?? undefined
  if (rate === undefined && !isZero(counted.amount)) return held('VAT_RATE_MISSING', { where: from })
  return {
    kind: 'article', from, quantity, ...counted,
    ...(isNothing(row.sku) ? {} : { sku: row.sku!.trim() }), ...(isNothing(row.text) ? {} : { text: row.text!.trim() }),
    ...(isNothing(row.unit) ? {} : { unit: row.unit!.trim() }), ...(rate === undefined ? {} : { rate }),
  }
}

/**
 * Nothing is delivered and nothing is paid: such a row is text, for it may tell something. With an amount, or without any quantity
 * of an article, it cannot be understood: to take one piece or a price of zero would be a guess.
 */
function withoutQuantity(from: string, row: OrderRow, { quantity, price, amount }: Figures, remarks: Remarks): TextLine | Held {
  if (!isNothingOrZero(amount)) return held('ROW_UNREADABLE', { row: from, missing: 'quantity' })
  if (quantity === undefined && (!isNothing(row.sku) || !isNothingOrZero(price))) return held('ROW_UNREADABLE', { row: from, missing: 'quantity' })
  const text = [row.text, row.sku].find((one) => !isNothing(one))?.trim()
  if (text === undefined) return held('ROW_UNREADABLE', { row: from, missing: 'text' })
  if (quantity !== undefined) remarks.note(from, 'quantity 0, kept as text')
  return { from, text }
}

function figuresOf(from: string, row: OrderRow, remarks: Remarks): Figures | Held {
  const read: Record<string, string> = {}
  for (const [name, value] of Object.entries({ quantity: row.quantity, price: row.price, percent: row.discount })) {
    if (value === undefined || value === null) continue
    const decimal = parseDecimal(value)
    if (decimal === undefined) return held('AMOUNT_UNREADABLE', { field: `${name} of ${from}`, value })
    read[name] = decimal
  }
  if (row.amount === undefined || row.amount === null) return read
  const amount = readAmount(row.amount, `amount of ${from}`, remarks)
  return isHeld(amount) ? amount : { ...read, amount }
}

function countedOf(from: string, figures: Figures & { readonly quantity: string }, places: number, remarks: Remarks): Counted | Held {
  const { quantity } = figures
  const price = figures.price === undefined ? priceFromAmount(from, figures, places) : fittedPrice(from, { ...figures, price: figures.price }, places, remarks)
  if (isHeld(price)) return price
  const whole = wholeOf(quantity, price)
  const amount = figures.amount ?? lessPercent(whole, figures.percent ?? '0')
  if (!isBelowZero(whole) && isBelowZero(amount)) return held('AMOUNT_BELOW_ZERO', { field: `the amount of ${from}`, amount })
  if (isBelowZero(whole) && compare(amount, whole) !== 0) return givenBack(from, { quantity, amount, whole }, places, remarks)
  return compare(amount, whole) > 0 ? differing(from, amount, whole) : { price: money(price), whole, amount }
}

/**
 * A row below zero with less than its price: whether a ledger turns a discount as well is not known, so the price is what is given back
 * of it for each piece.
 */
function givenBack(from: string, { quantity, amount, whole }: { readonly quantity: string; readonly amount: string; readonly whole: string }, places: number, remarks: Remarks): Counted | Held {
  if (compare(amount, whole) < 0 || compare(amount, '0') > 0) return differing(from, amount, whole)
  const price = divide(amount, quantity, { places })
  const would = wholeOf(quantity, price)
  if (compare(would, amount) !== 0) return differing(from, amount, would)
  remarks.note(from, `${quantity} × ${money(price)}, its discount taken off`)
  return { price: money(price), whole: amount, amount }
}

/** Where the shop shows no price, its amount must be a price that fits, times the quantity. */
function priceFromAmount(from: string, { quantity, amount }: Figures & { readonly quantity: string }, places: number): string | Held {
  if (amount === undefined) return held('ROW_UNREADABLE', { row: from, missing: 'price and amount' })
  const price = divide(amount, quantity, { places })
  const would = multiply(price, quantity)
  return compare(would, amount) === 0 ? price : imprecise(from, { price: divide(amount, quantity, { places: places + TO_SEE }), places, was: amount, would: toOre(would) })
}

/**
 * The price at the ledger's places. A finer one is taken only where the shop shows what the row comes to, and the row comes to the
 * same to the öre with the price that fits (2 × 66.3866 is 132.77, 2 × 66.39 is not) (S-044).
 */
function fittedPrice(
  from: string, { quantity, price, amount }: Figures & { readonly quantity: string; readonly price: string }, places: number, remarks: Remarks,
): string | Held {
  const fitted = round(price, { places })
  if (fitted === price) return price
  if (withoutDust(price, places) !== undefined) {
    remarks.warn('AMOUNT_DUST', { field: `price of ${from}`, value: price, taken: fitted })
    return fitted
  }
  const [was, would] = [wholeOf(quantity, price), wholeOf(quantity, fitted)]
  if (amount === undefined || was !== would) return imprecise(from, { price, places, was, would })
  remarks.note(from, `price ${price} as ${fitted}, the row comes to the same`)
  return fitted
}

/** A row that comes to something else than a document would make of it. */
export function differing(from: string, amount: string, would: string): Held {
  return held('ROW_AMOUNT_DIFFERS', { row: from, amount, would })
}

/** was: what the row comes to in the shop, would: in the document. */
function imprecise(from: string, { price, places, was, would }: { readonly price: string; readonly places: number; readonly was: string; readonly would: string }): Held {
  return held('PRICE_PRECISION', { field: `the price of ${from}`, value: money(price), places, was, would })
}
