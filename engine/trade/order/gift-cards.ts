// Gift cards that are used are a way to pay, not a discount: the VAT stays as it is. A document has no field for them, so each is a row below zero at
// no VAT, of the article that books the debt to the holders; then the document's total is what is left to pay.
import { isZero } from '../../values/decimal.js'
import { readPositive } from './amounts.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import { inOrder, type Line } from './lines.js'
import { minus, ZERO } from './sums.js'
import type { OrderRules, ShopOrder } from './types.js'

export function giftCardLines(order: ShopOrder, rules: OrderRules, remarks: Remarks): readonly Line[] | Held {
  const lines: Line[] = []
  for (const [at, card] of inOrder(order.giftCards)) {
    const from = `gift card ${at}`
    const price = readPositive(card.amount, from, remarks)
    if (isHeld(price)) return price
    if (isZero(price)) continue
    const sku = rules.articles.giftCard
    if (sku === undefined) return held('GIFT_CARD_UNMAPPED', { amount: price })
    const amount = minus(ZERO, price)
    lines.push({ kind: 'giftCard', from, sku, quantity: '-1', price, whole: amount, amount, rate: 0 })
    remarks.note(from, `${masked(card.number)} ${price} as a row of ${sku}`.trim())
  }
  return lines
}

/** A row of the article of gift cards is one that is sold: a debt, booked where the article says, with no freight of its own. */
export function withGiftCardKnown(line: Line, { articles }: OrderRules): Line {
  return line.kind === 'article' && line.sku !== undefined && line.sku === articles.giftCard ? { ...line, kind: 'giftCard' } : line
}

/** Whoever has the number can pay with it. */
function masked(number: string | null | undefined): string {
  return number && number.length > 8 ? `…${number.slice(-4)}` : ''
}
