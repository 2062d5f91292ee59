// From an order of the shop to a document of the ledger, or a hold with a name. The file to read first: each step is a file.
// Nothing is written here, and nothing is guessed: what cannot be right to the öre is held.
import { isZero } from '../../values/decimal.js'
import { payerOf } from '../customer/customer.js'
import { numbersOf } from '../customer/numbers.js'
import { withArticles } from './articles.js'
import { forDocument } from './channel.js'
import { placeCharges, readCharges, type PlacedCharges } from './charges.js'
import { currencyOf } from './currency.js'
import { documentDateOf } from './dates.js'
import { takeDiscounts } from './discounts.js'
import { held, isHeld, Remarks, type Held } from './finding.js'
import { giftCardLines, withGiftCardKnown } from './gift-cards.js'
import { headOf } from './head.js'
import { headTexts } from './head-texts.js'
import { byRate, isLine, type Line, type TextLine } from './lines.js'
import { documentRows } from './document-rows.js'
import { remarkOversold } from './oversold.js'
import { askedOf, prove } from './prove.js'
import { unfitRates } from './rates.js'
import { regimeOf } from './regime.js'
import { roundingOf } from './rounding.js'
import { readRows } from './rows.js'
import { isBelowZero, minus, plus, sum, ZERO } from './sums.js'
import { termsOf } from './terms.js'
import { messageOf } from './texts.js'
import type { KnownToLedger, Made, MadeDocument, OrderRules, ShopOrder } from './types.js'
import { taxLinesOf, totalsOf } from './vat.js'
import { vatRoundedByRow, vatRoundingLines } from './vat-rounding.js'

/** today: local date of the run, for orders whose period is locked. */
export function documentOf(order: ShopOrder, rules: OrderRules, known: KnownToLedger, today: string): Made {
  const remarks = new Remarks()
  const document = make(order, { rules, known, today, remarks })
  return isHeld(document) ? document : { document, notes: remarks.notes, warnings: remarks.warnings }
}

interface Parts { readonly rules: OrderRules; readonly known: KnownToLedger; readonly today: string; readonly remarks: Remarks }

function make(order: ShopOrder, parts: Parts): MadeDocument | Held {
  const { rules, known, remarks } = parts
  const own = forDocument(order, rules)
  if (isHeld(own)) return own
  const date = documentDateOf(order, rules, parts)
  if (isHeld(date)) return date
  const money = currencyOf(order, rules, known)
  if (isHeld(money)) return money
  const figures = figuresOf(order, money.currency, parts)
  if (isHeld(figures)) return figures
  const unfit = unfitRates(ratesOn(figures), known)
  if (unfit) return unfit
  const regime = regimeOf(order, rules, { rates: figures.rates, date, remarks })
  if (isHeld(regime)) return regime
  const lines = withArticles(figures.lines, { ...parts, regime })
  if (isHeld(lines)) return lines
  remarkOversold(order, known, remarks)
  const terms = termsOf(order, rules, own)
  if (isHeld(terms)) return terms
  const message = messageOf(order, parts)
  if (isHeld(message)) return message
  const texts = headTexts(order, payerOf(order, rules), known.limits.text, { rules, room: known.limits.head, remarks })
  if (isHeld(texts)) return texts
  const rows = documentRows(lines, [...texts.rows, ...message.rows], { ...parts, regime, own })
  if (isHeld(rows)) return rows
  const { taxLines, net, vat, gross, rounding, charges } = figures
  const { vatNo, wrongVatNo } = numbersOf(order, rules.ordersFrom)
  if (wrongVatNo !== undefined) remarks.warn('VAT_NO_BAD')
  return {
    ...headOf(own, texts, vatNo), documentDate: date, ...money, pricesWithVat: figures.pricesWithVat, rows,
    ...(Object.keys(charges).length > 0 ? { charges } : {}), taxLines, rounding, net, vat, gross, ...terms,
    ...(message.comment === undefined ? {} : { comment: message.comment }),
    ...(regime.export ? { export: true } : {}), ...(regime.euSale ? { euSale: true } : {}),
  }
}

/** Everything that is counted, proven against the shop's own figures. */
interface Figures extends Pick<MadeDocument, 'pricesWithVat' | 'taxLines' | 'net' | 'vat' | 'gross' | 'rounding'> {
  readonly lines: readonly (Line | TextLine)[]
  readonly charges: PlacedCharges['fields']
  /** Those of goods and charges with an amount on them, in basis points. */
  readonly rates: readonly number[]
}

function figuresOf(order: ShopOrder, currency: string, { rules, known, remarks }: Parts): Figures | Held {
  const { pricesWithVat } = order
  if (typeof pricesWithVat !== 'boolean') return held('PRICE_FORM_UNKNOWN')
  const sold = soldOf(order, { rules, known, remarks, pricesWithVat })
  if (isHeld(sold)) return sold
  const cards = giftCardLines(order, rules, remarks)
  if (isHeld(cards)) return cards
  const goods = [...sold.lines.filter(isLine), ...sold.placed.lines, ...Object.values(sold.placed.fields).map(({ amount, vatRate }) => ({ amount, rate: vatRate }))]
  const goodsTax = taxLinesOf(goods, pricesWithVat)
  const giftCards = minus(ZERO, sum(cards.map(({ amount }) => amount)))
  const total = totalsOf(goodsTax)
  const vatRounding = vatRoundedByRow(askedOf(order), total, pricesWithVat)
  const left = minus(plus(total.gross, vatRounding), giftCards)
  if (isBelowZero(left)) return held('ORDER_BELOW_ZERO', { total: left, currency })
  const rounding = roundingOf(left, { currency, paymentMethod: order.paymentMethod, roundFor: rules.roundFor })
  const unproven = prove(order, { pricesWithVat, taxLines: goodsTax, rowsOf: countByRate(goods), giftCards, rounding, vatRounding }, remarks)
  if (unproven) return unproven
  const beside = vatRoundingLines(vatRounding, total.gross, rules, remarks)
  if (isHeld(beside)) return beside
  const taxLines = taxLinesOf([...goods, ...cards, ...beside], pricesWithVat)
  const { net, vat, gross } = totalsOf(taxLines)
  return {
    pricesWithVat, lines: [...sold.lines, ...sold.placed.lines, ...beside, ...cards], charges: sold.placed.fields, rates: ratesOfSales(goods),
    taxLines, net, vat, rounding, gross: plus(gross, rounding),
  }
}

/** Rows after discounts, and freight and fees with their VAT. */
function soldOf(order: ShopOrder, { rules, known, remarks, pricesWithVat }: Omit<Parts, 'today'> & { readonly pricesWithVat: boolean }):
  { readonly lines: readonly (Line | TextLine)[]; readonly placed: PlacedCharges } | Held {
  const read = readRows(order, known.pricePlaces, remarks)
  if (isHeld(read)) return read
  const lines = read.map((line) => (isLine(line) ? withGiftCardKnown(line, rules) : line))
  const charges = readCharges(order, remarks)
  if (isHeld(charges)) return charges
  if (!lines.some(isLine) && charges.length === 0) return held('ORDER_EMPTY')
  const after = takeDiscounts(order, { lines, charges }, remarks)
  if (isHeld(after)) return after
  const placed = placeCharges(after.charges, { rows: after.lines, pricesWithVat }, rules, remarks)
  return isHeld(placed) ? placed : { lines: after.lines, placed }
}

/** Each rate once. A gift card that is sold is a debt to its holder, and no sale yet: what it is free of needs no reason. */
function ratesOfSales(goods: readonly { readonly kind?: string; readonly amount: string; readonly rate?: number }[]): readonly number[] {
  return byRate(goods.filter(({ kind, amount }) => kind !== 'giftCard' && !isZero(amount))).map(({ rate }) => rate)
}

/** Every rate on the document, also those of rows that cost nothing. */
function ratesOn({ lines, charges }: Figures): readonly number[] {
  return [...lines.filter(isLine).map(({ rate }) => rate ?? 0), ...Object.values(charges).map(({ vatRate }) => vatRate)]
}

function countByRate(goods: readonly { readonly amount: string; readonly rate?: number }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { rate, amount } of goods) if (rate !== undefined && !isZero(amount)) counts[rate] = (counts[rate] ?? 0) + 1
  return counts
}
