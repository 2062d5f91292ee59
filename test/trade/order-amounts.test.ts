// Amounts, VAT, discounts, charges, gift cards, rounding: tables of values. Amounts of the scenarios are theirs.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { allocate } from '../../engine/trade/order/allocate.js'
import type { DocumentRow, MadeDocument } from '../../engine/trade/order/types.js'
import { CASES, HOLDS } from '../kit/money-scenarios.js'
import { hold, holds, made, rows } from '../kit/shop-orders.js'

const test = suite('order amounts')

/** "A-1 1 × 100.00 − 15.72 @25" */
function rowText({ sku, text, quantity, price, discountAmount, vatRate }: DocumentRow): string {
  if (quantity === undefined) return `"${text}"`
  return `${sku} ${quantity} × ${price}${discountAmount === undefined ? '' : ` − ${discountAmount}`} @${(vatRate ?? 0) / 100}`
}
const rowsOf = ({ rows: all }: MadeDocument): string[] => Object.values(all).map(rowText)
const vatOf = ({ taxLines }: MadeDocument): string => Object.entries(taxLines).sort(([one], [other]) => Number(other) - Number(one)).map(([rate, { base, vat }]) => `${Number(rate) / 100}: ${base} + ${vat}`).join('; ')

for (const [name, expected] of Object.entries(CASES)) {
  test(name, () => {
    const { document } = made(expected.order, expected.about)
    if (expected.rows) assert.equal(rowsOf(document), expected.rows)
    if (expected.vat) assert.is(vatOf(document), expected.vat)
    assert.is(`${document.net} + ${document.vat} = ${document.gross}`, expected.totals)
    if (expected.charges) assert.equal(document.charges, expected.charges)
    else assert.is(document.charges, undefined)
    assert.is(document.rounding, expected.rounding ?? '0.00')
  })
}

for (const [name, code, facts, given, about] of HOLDS) test(`${name}: ${code}`, () => { holds(code, facts, given, about) })

test('S-029: two öre off on two rows of a rate pass, three do not', () => {
  const given = { rows: rows({ price: '33.33' }, { sku: 'A-2', price: '33.33' }), gross: '66.66' }
  assert.is(made({ ...given, vat: '13.35' }).document.vat, '13.33')
  assert.is(hold({ ...given, vat: '13.36' }).code, 'VAT_MISMATCH')
})

test('S-050: where the article has another rate by now, that is remarked on', () => {
  const { warnings } = made({ rows: rows({ sku: 'F-1', price: '112.00', vatRate: 1200 }), gross: '112.00', vat: '12.00' }, { known: { articles: { 'F-1': { vatRate: 600 } } } })
  assert.equal(warnings, [{ code: 'ARTICLE_VAT_DIFFERS', facts: { row: 'row 1', sku: 'F-1', shop: '12 %', ledger: '6 %' } }])
})

test('S-056: what was swept off is said', () => {
  const { warnings } = made({ rows: rows({ price: '199.9900001' }), gross: '199.99', vat: '40.00' })
  assert.equal(warnings, [{ code: 'AMOUNT_DUST', facts: { field: 'price of row 1', value: '199.9900001', taken: '199.99' } }])
})

test('where the shop shows no VAT at all, that is said', () => {
  assert.equal(made({ vat: null }).warnings, [{ code: 'VAT_NOT_SHOWN', facts: { vat: '39.80' } }])
})

const SHARES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['50.00', ['100.00', '112.00', '106.00'], ['15.72', '17.61', '16.67']], ['59.00', ['100.00', '112.00', '106.00'], ['18.55', '20.78', '19.67']],
  ['0.01', ['1.00', '1.00'], ['0.01', '0.00']], ['0.02', ['1.00', '1.00', '1.00'], ['0.01', '0.01', '0.00']], ['10.00', ['0.00', '3.00'], ['0.00', '10.00']],
  ['100.00', ['33.33', '33.33', '33.33'], ['33.34', '33.33', '33.33']], ['0.00', ['1.00'], ['0.00']],
]
for (const [amount, weights, expected] of SHARES) test(`I-15: ${amount} by ${weights.join(' : ')}`, () => { assert.equal(allocate(amount, weights), expected) })

test('nothing can be dealt out by nothing, or below zero', () => {
  assert.throws(() => allocate('1.00', ['0.00']), RangeError)
  assert.throws(() => allocate('1.00', []), RangeError)
  assert.throws(() => allocate('-1.00', ['1.00']), RangeError)
  assert.throws(() => allocate('1.00', ['-1.00', '3.00']), RangeError)
})

test.run()
