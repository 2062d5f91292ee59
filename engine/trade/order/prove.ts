// The proof before anything is written: the document's figures, counted as the ledger will count them, against the shop's own.
// Totals to the öre (I-1); VAT of each rate within an öre for each of its rows, for a shop may round row by row (I-2).
import { compare, multiply } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import { readAmount } from './amounts.js'
import { distance, minus, plus, sum, ZERO } from './sums.js'
import type { ShopOrder } from './types.js'
import { totalsOf, type TaxLines } from './vat.js'
import type { Asked } from './vat-rounding.js'

/** What is proven. Everything but toPay is without gift cards and rounding. */
export interface Counted {
  readonly pricesWithVat: boolean
  readonly taxLines: TaxLines
  /** Rows and charges of each rate. */
  readonly rowsOf: Readonly<Record<string, number>>
  readonly giftCards: string
  readonly rounding: string
  /** What the shop has more for its VAT, rounded row by row, and has a row of its own. */
  readonly vatRounding: string
}

/** What the shop asks for and its VAT, as far as it shows them. */
export function askedOf(order: ShopOrder): Asked {
  const [gross, vat] = [figure(order.gross) ?? grossFrom(order), shownVat(order)]
  return { ...(gross === undefined ? {} : { gross }), ...(vat === undefined ? {} : { vat }) }
}

/** In one figure; else by rate. */
function shownVat(order: ShopOrder): string | undefined {
  const shown = ratesShown(order)
  return figure(order.vat) ?? netGap(order) ?? (shown === undefined ? undefined : sum(Object.values(shown)))
}

export function prove(order: ShopOrder, counted: Counted, remarks: Remarks): Held | undefined {
  return proveVat(order, counted, remarks) ?? proveNet(order, counted) ?? proveGross(order, counted, remarks) ?? proveToPay(order, counted, remarks)
}

function proveVat(order: ShopOrder, { taxLines, rowsOf }: Counted, remarks: Remarks): Held | undefined {
  const shown = ratesShown(order)
  for (const rate of highestFirst(shown, taxLines)) {
    const [shop, ours] = [shown?.[rate] ?? ZERO, taxLines[rate]?.vat ?? ZERO]
    if (isFar(shop, ours, rowsOf[rate] ?? 0)) return held('VAT_MISMATCH', { what: `VAT at ${Number(rate) / 100} %`, shop, document: ours })
  }
  const total = figure(order.vat) ?? netGap(order)
  const ours = totalsOf(taxLines).vat
  if (total === undefined && shown === undefined) remarks.warn('VAT_NOT_SHOWN', { vat: ours })
  return total !== undefined && isFar(total, ours, allRows(rowsOf)) ? held('VAT_MISMATCH', { what: 'VAT', shop: total, document: ours }) : undefined
}

function highestFirst(shown: Readonly<Record<string, string>> | undefined, taxLines: TaxLines): readonly string[] {
  if (shown === undefined) return []
  return [...new Set([...Object.keys(shown), ...Object.keys(taxLines)])].sort((one, other) => Number(other) - Number(one))
}

/** The shop's VAT by rate; undefined where it does not show it by rate. */
function ratesShown({ taxLines }: ShopOrder): Readonly<Record<string, string>> | undefined {
  const lines = Object.values(taxLines ?? {})
  const shown: Record<string, string> = {}
  for (const { vatRate, vat } of lines) {
    const amount = figure(vat)
    if (vatRate === undefined || vatRate === null || amount === undefined) return undefined
    shown[vatRate] = plus(shown[vatRate] ?? ZERO, amount)
  }
  return lines.length > 0 ? shown : undefined
}

/** Without VAT the net is what the rows say, to the öre; with VAT it is what the VAT leaves of the total. */
function proveNet(order: ShopOrder, { pricesWithVat, taxLines, rowsOf }: Counted): Held | undefined {
  const shop = figure(order.net)
  const { net } = totalsOf(taxLines)
  if (shop === undefined || !isFar(shop, net, pricesWithVat ? allRows(rowsOf) : 0)) return undefined
  return held('TOTAL_MISMATCH', { what: 'net', shop, document: net })
}

function proveGross(order: ShopOrder, { taxLines, giftCards, rounding, vatRounding }: Counted, remarks: Remarks): Held | undefined {
  const ours = plus(totalsOf(taxLines).gross, vatRounding)
  const shop = order.gross ?? grossFrom(order)
  if (shop === undefined || shop === null) {
    // What is to be paid proves as much, once the gift cards are put back.
    return order.toPay === undefined || order.toPay === null ? held('TOTAL_MISSING', { document: plus(minus(ours, giftCards), rounding) }) : undefined
  }
  const total = readAmount(shop, 'gross', remarks)
  if (isHeld(total)) return total
  return compare(total, ours) === 0 ? undefined : held('TOTAL_MISMATCH', { what: 'gross', shop: total, document: ours })
}

function proveToPay(order: ShopOrder, { taxLines, giftCards, rounding, vatRounding }: Counted, remarks: Remarks): Held | undefined {
  const left = minus(plus(totalsOf(taxLines).gross, vatRounding), giftCards)
  const shown = readAmount(order.rounding ?? ZERO, 'rounding', remarks)
  if (isHeld(shown)) return shown
  if (compare(shown, '0') !== 0 && compare(shown, rounding) !== 0) return held('ROUNDING_MISMATCH', { shop: shown, document: rounding })
  if (order.toPay === undefined || order.toPay === null) return undefined
  const toPay = readAmount(order.toPay, 'to pay', remarks)
  if (isHeld(toPay)) return toPay
  // A shop that does not round shows the sum before the rounding.
  const fits = compare(toPay, plus(left, rounding)) === 0 || compare(shown, '0') === 0 && compare(toPay, left) === 0
  return fits ? undefined : held('TOTAL_MISMATCH', { what: 'to pay', shop: toPay, document: plus(left, rounding) })
}

function grossFrom({ net, vat }: ShopOrder): string | undefined {
  const [one, other] = [figure(net), figure(vat)]
  return one === undefined || other === undefined ? undefined : plus(one, other)
}

function netGap({ gross, net }: ShopOrder): string | undefined {
  const [one, other] = [figure(gross), figure(net)]
  return one === undefined || other === undefined ? undefined : minus(one, other)
}

function isFar(shop: string, ours: string, rows: number): boolean {
  return compare(distance(shop, ours), multiply('0.01', String(rows))) > 0
}

function allRows(rowsOf: Counted['rowsOf']): number {
  return Number(sum(Object.values(rowsOf).map(String)))
}

/** A figure that is only compared may be finer than an öre. */
function figure(value: string | null | undefined): string | undefined {
  return parseMoney(value ?? undefined)
}
