// Freight and fees. A document has one field for each, with one rate; where that does not do they are rows (S-032, S-035). Their VAT
// follows the goods, in proportion to the net value (Skatteverket's example: S-033); with equal prices in the same form that is the
// proportion of the rows' own amounts, with VAT as well as without.
import { compare, isZero } from '../../values/decimal.js'
import { allocate } from './allocate.js'
import { readPositive } from './amounts.js'
import { eachOf, held, isHeld, type Held, type Remarks } from './finding.js'
import { byRate, inOrder, isLine, type Line, type TextLine } from './lines.js'
import { isAboveZero } from './sums.js'
import type { OrderRules, ShopOrder } from './types.js'
import { taxLineOf } from './vat.js'

export interface Charge { readonly kind: 'freight' | 'fee'; readonly from: string; readonly text?: string; readonly amount: string; readonly rate?: number }
export interface ChargeField { readonly amount: string; readonly vatRate: number }
/** The rows after discounts, and whether their amounts are with VAT. */
export interface Goods { readonly rows: readonly (Line | TextLine)[]; readonly pricesWithVat: boolean }
export interface PlacedCharges { readonly fields: Readonly<Partial<Record<Charge['kind'], ChargeField>>>; readonly lines: readonly Line[] }

const KINDS = ['freight', 'fee'] as const

/** The shop's charges; what costs nothing is none (S-036). */
export function readCharges(order: ShopOrder, remarks: Remarks): readonly Charge[] | Held {
  const read = eachOf(inOrder(order.charges), ([key, { text, amount: shown, vatRate }]): Charge | Held => {
    const kind = KINDS.find((one) => one === key.split(' ')[0])
    if (kind === undefined) return held('CHARGE_UNKNOWN', { charge: key })
    const amount = readPositive(shown, key, remarks)
    if (isHeld(amount)) return amount
    return { kind, from: key, amount, ...(text ? { text } : {}), ...(vatRate === undefined || vatRate === null ? {} : { rate: vatRate }) }
  })
  return isHeld(read) ? read : read.filter(({ amount }) => !isZero(amount))
}

/** Each kind in its field, where there is one of it at one rate; otherwise as rows of the article that the rules name. */
export function placeCharges(charges: readonly Charge[], goods: Goods, rules: OrderRules, remarks: Remarks): PlacedCharges | Held {
  const fields: Partial<Record<Charge['kind'], ChargeField>> = {}
  const lines: Line[] = []
  for (const kind of KINDS) {
    const parts = eachOf(charges.filter((one) => one.kind === kind && !isZero(one.amount)), (charge) => partsOf(charge, goods, rules.freightVat))
    if (isHeld(parts)) return parts
    const all = parts.flat()
    const [first] = all
    if (first === undefined) continue
    if (all.length === 1) {
      fields[kind] = { amount: first.amount, vatRate: first.rate }
      continue
    }
    const sku = rules.articles[kind]
    if (sku === undefined) return held('CHARGE_UNMAPPED', { charge: kind, rates: all.map(({ rate }) => `${rate / 100} %`).join(', ') })
    lines.push(...all.map((part): Line => ({ ...part, sku, quantity: '1', price: part.amount, whole: part.amount })))
    remarks.note(kind, `as rows: ${all.map(({ amount, rate }) => `${amount} at ${rate / 100} %`).join(', ')}`)
  }
  return { fields, lines }
}

/** A charge by rate: at the rate that the shop shows, else at those of the goods. */
function partsOf(charge: Charge, goods: Goods, how: OrderRules['freightVat']): readonly (Charge & { readonly rate: number })[] | Held {
  if (charge.rate !== undefined) return [{ ...charge, rate: charge.rate }]
  const weights = weightsOf(goods)
  const [largest] = [...weights].sort((one, other) => compare(netAt(other, goods), netAt(one, goods)))
  if (largest === undefined) return held('VAT_RATE_MISSING', { where: charge.from })
  if (how === 'largest') return [{ ...charge, rate: largest.rate }]
  const shares = allocate(charge.amount, weights.map(({ amount }) => amount))
  return weights.map(({ rate }, at) => ({ ...charge, rate, amount: shares[at]! })).filter(({ amount }) => !isZero(amount))
}

/** What the goods come to by rate, without gift cards that are sold, which nobody carries anywhere; where discounts have taken everything, what they came to before. */
function weightsOf({ rows }: Goods): readonly { readonly rate: number; readonly amount: string }[] {
  const goods = rows.filter(isLine).filter(({ kind }) => kind !== 'giftCard')
  const after = byRate(goods).filter(({ amount }) => isAboveZero(amount))
  return after.length > 0 ? after : byRate(goods.map(({ rate, whole }) => ({ amount: whole, ...(rate === undefined ? {} : { rate }) }))).filter(({ amount }) => isAboveZero(amount))
}

function netAt({ rate, amount }: { readonly rate: number; readonly amount: string }, { pricesWithVat }: Goods): string {
  return taxLineOf(amount, rate, pricesWithVat).base
}
