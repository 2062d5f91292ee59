// Laws of documents over random orders: what is made equals what the shop asked for, counted by another hand; everything else is held.
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { add, compare, divide, multiply, round, subtract, withPlaces } from '../../engine/values/decimal.js'
import { allocate } from '../../engine/trade/order/allocate.js'
import { miscounted } from '../../engine/trade/order/recount.js'
import type { Made, MadeDocument, ShopOrder } from '../../engine/trade/order/types.js'
import { ledgerCount, rowAmount } from '../kit/ledger-count.js'
import { make, order } from '../kit/shop-orders.js'

const test = suite('order laws')
const ORE = { places: 2 }
const money = fc.nat(200_000).map((ore) => withPlaces(divide(String(ore), '100', ORE), ORE))
const RATES = [2500, 1200, 600, 0]

const row = fc.record({
  sku: fc.constantFrom('A-1', 'A-2', 'F-1', 'B-1'), quantity: fc.constantFrom('1', '1', '2', '3', '7', '1.5'), price: money,
  discount: fc.constantFrom(null, null, '10', '33.3'), vatRate: fc.constantFrom(...RATES),
})
const charge = fc.record({ amount: money.map((one) => round(divide(one, '10', ORE), ORE)), vatRate: fc.constantFrom(null, null, 2500) })
const shape = fc.record({
  pricesWithVat: fc.boolean(), rows: fc.array(row, { minLength: 1, maxLength: 6 }), freight: fc.option(charge), fee: fc.option(charge),
  discounts: fc.array(fc.record({ amount: money.map((one) => round(divide(one, '4', ORE), ORE)), vatRate: fc.constantFrom(null, null, 2500, 600) }), { maxLength: 2 }),
  giftCard: fc.option(money), off: fc.constantFrom('0', '0', '0', '0.01', '-0.01', '5'), invoice: fc.boolean(),
})
type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never

/** The order that a shop would show: its total is what its own rows, charges and discounts come to, or something else on purpose. */
function orderOf({ pricesWithVat, rows, freight, fee, discounts, giftCard, off, invoice }: Shape): ShopOrder {
  const amounts = rows.map(({ quantity, price, discount }) => {
    const whole = round(multiply(quantity, price), ORE)
    return round(divide(multiply(whole, subtract('100', discount ?? '0')), '100', ORE), ORE)
  })
  const taken = discounts.map(({ amount }) => amount)
  const sum = subtract([...amounts, freight?.amount ?? '0', fee?.amount ?? '0'].reduce(add, '0'), taken.reduce(add, '0'))
  const shown: ShopOrder = order({
    pricesWithVat, rows: Object.fromEntries(rows.map((one, at) => [String(at + 1), one])),
    charges: { ...(freight ? { freight } : {}), ...(fee ? { fee } : {}) }, discounts: Object.fromEntries(discounts.map((one, at) => [String(at + 1), one])),
    giftCards: giftCard ? { 1: { amount: giftCard } } : {}, vat: null, paymentMethod: invoice ? 'invoice' : 'klarna',
    // Without VAT the shop shows its net; the total then is whatever the VAT comes to.
    ...(pricesWithVat ? { net: null, gross: add(sum, off) } : { net: add(sum, off), gross: null, toPay: null }),
  })
  return JSON.parse(JSON.stringify(shown)) as ShopOrder
}

/** Without VAT a shop shows a total too; here it is found as a shop would that counts VAT on the sums. */
function withTotal(shown: ShopOrder, made: Made): ShopOrder {
  if (shown.pricesWithVat || !('problem' in made) || made.problem.code !== 'TOTAL_MISSING') return shown
  return { ...shown, toPay: String(made.problem.facts['document']) }
}

function attempt(from: Shape): { readonly shown: ShopOrder; readonly made: Made } {
  const about = { rules: { roundFor: ['invoice'] } }
  const first = orderOf(from)
  const shown = withTotal(first, make(first, about))
  return { shown, made: make(shown, about) }
}

/** The ways in which money of a made document could be moved. */
function touchedAfterwards(document: MadeDocument): [string, MadeDocument & { invoiceDiscount?: string }][] {
  const { rows, gross, pricesWithVat, taxLines } = document
  const priced = Object.entries(rows).find(([, { price, vatRate }]) => price !== undefined && vatRate !== undefined)
  return [
    ['gross', { ...document, gross: add(gross, '0.01') }], ['discount', { ...document, invoiceDiscount: '10' }], ['rounding', { ...document, rounding: add(document.rounding, '0.01') }],
    ...(Object.values(taxLines).some(({ vat }) => compare(vat, '0') !== 0) ? [['with or without VAT', { ...document, pricesWithVat: !pricesWithVat }] as [string, MadeDocument]] : []),
    ...(priced ? [['price', { ...document, rows: { ...rows, [priced[0]]: { ...priced[1], discountAmount: add(priced[1].discountAmount ?? '0', '1') } } }] as [string, MadeDocument]] : []),
    ...(compare(gross, '0') === 0 ? [] : [['rows', { ...document, rows: {}, charges: {} }] as [string, MadeDocument]]),
  ]
}

const SEEN = new Map<string, number>()

test('I-1, I-2: a document comes to what the shop asked for, counted as the ledger counts; else there is a hold', () => {
  fc.assert(fc.property(shape, (from) => {
    const { shown, made } = attempt(from)
    const outcome = 'problem' in made ? made.problem.code : 'made'
    SEEN.set(outcome, (SEEN.get(outcome) ?? 0) + 1)
    if ('problem' in made) {
      assert.ok(['TOTAL_MISMATCH', 'ORDER_BELOW_ZERO', 'DISCOUNT_TOO_LARGE', 'VAT_RATE_MISSING', 'PRICE_PRECISION', 'ROW_AMOUNT_DIFFERS'].includes(outcome), outcome)
      return
    }
    const { document } = made
    const counted = ledgerCount(document)
    assert.equal([counted.net, counted.vat, counted.gross], [document.net, document.vat, document.gross])
    // The proof before sending says the same, and sees an öre that anything moves afterwards.
    assert.is(miscounted(document), undefined)
    for (const [what, touched] of touchedAfterwards(document)) assert.ok(miscounted(touched), what)
    for (const { rate, base, vat } of counted.rates) {
      const line = document.taxLines[String(rate)] ?? { base: '0.00', vat: '0.00' }
      assert.equal([line.base, line.vat], [base, vat])
    }
    const cards = Object.values(shown.giftCards ?? {}).map(({ amount }) => amount ?? '0').reduce(add, '0')
    const asked = shown.pricesWithVat ? add(subtract(shown.gross ?? '0', cards), document.rounding) : shown.toPay ?? '0'
    assert.is(compare(document.gross, asked), 0, `${document.gross} is not ${asked}`)
    assert.ok(compare(document.gross, '0') >= 0)
    for (const one of Object.values(document.rows)) assert.ok(one.sku === 'PRESENT' || compare(rowAmount(one), '0') >= 0, 'a row below zero')
    if (from.invoice) assert.is(compare(document.gross, round(document.gross, { places: 0 })), 0)
    else assert.is(document.rounding, '0.00')
    // What was asked with an öre too much or too little never comes through.
    if (from.off !== '0') assert.unreachable(`${from.off} came through`)
  }), { numRuns: 1500, seed: 5 })
})

test('the law above has seen documents and holds of every kind', () => {
  assert.ok((SEEN.get('made') ?? 0) > 300, JSON.stringify([...SEEN]))
  for (const code of ['TOTAL_MISMATCH', 'ORDER_BELOW_ZERO', 'DISCOUNT_TOO_LARGE']) assert.ok((SEEN.get(code) ?? 0) > 5, JSON.stringify([...SEEN]))
})

test('the order of the rows changes no total', () => {
  fc.assert(fc.property(shape, fc.infiniteStream(fc.nat()), (from, chance) => {
    const shuffled = [...from.rows].map((one) => ({ one, by: chance.next().value as number })).sort((left, right) => left.by - right.by).map(({ one }) => one)
    const [here, there] = [attempt(from).made, attempt({ ...from, rows: shuffled }).made]
    if ('problem' in here || 'problem' in there) {
      assert.is('problem' in here ? here.problem.code : 'made', 'problem' in there ? there.problem.code : 'made')
      return
    }
    const totals = ({ document: { net, vat, gross, rounding, taxLines, charges } }: typeof here) => ({ net, vat, gross, rounding, taxLines, charges })
    assert.equal(totals(here), totals(there))
  }), { numRuns: 400, seed: 6 })
})

test('the same order gives the same document, and is left as it was', () => {
  fc.assert(fc.property(shape, (from) => {
    const { shown } = attempt(from)
    const before = structuredClone(shown)
    assert.equal(make(shown), make(structuredClone(shown)))
    assert.equal(shown, before)
  }), { numRuns: 100, seed: 7 })
})

test('I-15: shares make the whole, none is an öre from its exact part, none above its weight', () => {
  fc.assert(fc.property(money, fc.array(money, { minLength: 1, maxLength: 8 }), (amount, weights) => {
    const total = weights.reduce(add, '0')
    fc.pre(compare(total, '0') > 0)
    const shares = allocate(amount, weights)
    assert.is(compare(shares.reduce(add, '0'), amount), 0)
    shares.forEach((share, at) => {
      const off = subtract(multiply(share, total), multiply(amount, weights[at]!))
      assert.ok(compare(off, multiply('0.01', total)) < 0 && compare(off, multiply('-0.01', total)) > 0, `${share} of ${amount} by ${weights.join(' : ')}`)
      if (compare(amount, total) <= 0) assert.ok(compare(share, weights[at]!) <= 0)
    })
  }), { numRuns: 1000, seed: 8 })
})

test.run()
