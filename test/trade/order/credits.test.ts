import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Refund } from '../../../engine/trade/order/credit-rows.js'
import type { CreditShown, InvoiceShown } from '../../../engine/trade/order/invoice.js'
import { creditOf, type CreditAnswer, type MadeCredit } from '../../../engine/trade/order/credits.js'
import { add, compare } from '../../../engine/values/decimal.js'

const test = suite('credits of an order')

/** 3 × 100.00 − 10.00 = 290.00. */
const INVOICE: InvoiceShown = {
  number: '7001', gross: '290.00', currency: 'SEK', pricesWithVat: true, credits: [],
  rows: { 1: { sku: 'A', text: 'Bok', quantity: '3', price: '100.00', amount: '290.00', vatRate: 2500 } },
}
const refund = (more: Partial<Refund> = {}): Refund => ({ id: 'R1', at: '2026-11-25T08:00:00Z', state: 'done', ...more })
const dateOf = (at: string) => at.slice(0, 10)
const answer = (given: Refund, invoice: InvoiceShown | undefined = INVOICE): CreditAnswer => creditOf({ key: '1001', invoice, refund: given, dateOf })
const made = (given: CreditAnswer): MadeCredit => {
  assert.is(given.kind, 'credit', JSON.stringify(given))
  return (given as Extract<CreditAnswer, { kind: 'credit' }>).credit
}
const code = (given: CreditAnswer) => (given.kind === 'hold' ? given.problem.code : given.kind === 'wait' ? given.finding.code : given.kind)
const ONE: CreditShown = { gross: '-96.67', rows: { 1: { sku: 'A', quantity: '-1', amount: '-96.67' } } }

test('S-113: one of three is credited at what was paid for it', () => {
  assert.equal(answer(refund({ rows: [{ sku: 'A', quantity: '1' }], restock: true })), {
    kind: 'credit', left: '193.33',
    credit: {
      creditOf: '7001', creditCopies: 'nothing', stockReturns: true, documentDate: '2026-11-25', currency: 'SEK', pricesWithVat: true,
      rows: { 1: { sku: 'A', text: 'Bok', quantity: '-1', price: '100.00', vatRate: 2500, discountAmount: '-3.33' } },
      taxLines: { 2500: { base: '-77.34', vat: '-19.33' } }, net: '-77.34', vat: '-19.33', rounding: '0.00', gross: '-96.67',
    },
  })
})

test('S-114: a second credit, and a third, until nothing is left', () => {
  const second = answer(refund({ rows: [{ row: '1', quantity: '1' }] }), { ...INVOICE, credits: [ONE] })
  assert.equal([made(second).gross, (second as { left: string }).left], ['-96.66', '96.67'])
  const third = answer(refund({ rows: [{ row: '1', quantity: '1' }] }), { ...INVOICE, credits: [ONE, { gross: '-96.66', rows: { 1: { sku: 'A', quantity: '-1', amount: '-96.66' } } }] })
  assert.equal([made(third).gross, (third as { left: string }).left], ['-96.67', '0.00'])
})

test('S-114: never more than was invoiced', () => {
  assert.is(code(answer(refund({ rows: [{ row: '1', quantity: '3' }] }), { ...INVOICE, credits: [ONE] })), 'CREDIT_OVER_INVOICED')
  assert.is(code(answer(refund({ rows: [{ row: '1', quantity: '1', amount: '290.01' }] }))), 'CREDIT_OVER_INVOICED')
  assert.is(code(answer(refund({ rows: [{ row: '1', quantity: '0' }] }))), 'CREDIT_OVER_INVOICED')
  assert.is(code(answer(refund({ rows: [{ row: '2', quantity: '1', amount: '106.01' }] }), MIXED)), 'CREDIT_OVER_INVOICED')
  // A credit by hand that names no row.
  assert.is(code(answer(refund({ rows: [{ row: '1', quantity: '3' }] }), { ...INVOICE, credits: [{ gross: '-1.00', rows: {} }] })), 'CREDIT_OVER_INVOICED')
})

test('S-114: an earlier credit is found by its articles, whatever numbers its rows have', () => {
  const rows = { 1: { sku: 'A', quantity: '1', price: '10.00', amount: '10.00', vatRate: 2500 }, 2: { sku: 'A', quantity: '3', price: '20.00', amount: '60.00', vatRate: 2500 },
    3: { text: 'Frakt', quantity: '1', price: '5.00', amount: '5.00', vatRate: 2500 } }
  const invoice: InvoiceShown = { ...INVOICE, gross: '75.00', rows, credits: [{ gross: '-45.00', rows: {
    1: { sku: 'A', quantity: '-2', amount: '-40.00' }, 2: { text: 'Frakt', quantity: '-1', amount: '-5.00' }, 3: { text: 'Tack' } } }] }
  const given = answer(refund({ isWhole: true }), invoice)
  assert.equal([made(given).gross, Object.values(made(given).rows).map(({ quantity }) => quantity), (given as { left: string }).left], ['-30.00', ['-1', '-1'], '0.00'])
})

test('S-114: a credit of something else is held', () => {
  const credits = [{ gross: '-5.00', rows: { 1: { sku: 'X', quantity: '-1', amount: '-5.00' } } }]
  const given = answer(refund({ isWhole: true }), { ...INVOICE, credits })
  assert.equal(given, { kind: 'hold', problem: { code: 'CREDIT_ROW_UNKNOWN', facts: { key: '1001', refund: 'R1', invoice: '7001', row: 'X' } } })
  const tooMany = { gross: '-387.00', rows: { 1: { sku: 'A', quantity: '-4', amount: '-387.00' } } }
  assert.is(code(answer(refund({ isWhole: true }), { ...INVOICE, credits: [tooMany] })), 'CREDIT_ROW_UNKNOWN')
})

test('S-102: a gift card that paid its part is no goods: all that was paid is held by the row, and a part is credited', () => {
  const rows = { ...INVOICE.rows, 2: { sku: 'PK', quantity: '-1', price: '100.00', amount: '-100.00', vatRate: 0 } }
  const invoice: InvoiceShown = { ...INVOICE, gross: '190.00', rows }
  assert.equal(answer(refund({ isWhole: true, amount: '190.00' }), invoice), {
    kind: 'hold', problem: { code: 'CREDIT_ROW_BELOW_ZERO', facts: { key: '1001', refund: 'R1', invoice: '7001', row: 'PK', below: '-100.00' } },
  })
  assert.is(made(answer(refund({ rows: [{ sku: 'A', quantity: '1' }] }), invoice)).gross, '-96.67')
})

test('S-051: a food row of March is credited in May at its 12 %', () => {
  const invoice: InvoiceShown = { ...INVOICE, gross: '112.00', rows: { 1: { sku: 'M', quantity: '1', price: '112.00', amount: '112.00', vatRate: 1200 } } }
  const credit = made(answer(refund({ at: '2026-05-04T10:00:00Z', rows: [{ sku: 'M', quantity: '1' }] }), invoice))
  assert.equal([credit.taxLines, credit.documentDate], [{ 1200: { base: '-100.00', vat: '-12.00' } }, '2026-05-04'])
})

test('S-116: a full refund before there is an invoice cancels the order', () => {
  assert.equal(creditOf({ key: '1001', invoice: undefined, refund: refund({ isWhole: true }), dateOf }), { kind: 'cancel' })
  const part = creditOf({ key: '1001', invoice: undefined, refund: refund({ rows: [{ sku: 'A', quantity: '1' }] }), dateOf })
  assert.equal([part.kind, code(part)], ['wait', 'REFUND_BEFORE_INVOICE'])
})

test('S-117: a refund that is pending waits; one that failed is held', () => {
  assert.equal(answer(refund({ state: 'pending', isWhole: true })), { kind: 'wait', finding: { code: 'REFUND_PENDING', facts: { key: '1001', refund: 'R1' } } })
  assert.is(code(answer(refund({ state: 'failed', isWhole: true }))), 'REFUND_FAILED')
})

test('S-119: an exchange credits what comes back, and 50.00 is to pay for what goes out', () => {
  const invoice: InvoiceShown = { ...INVOICE, gross: '349.00', rows: { 1: { sku: 'B', quantity: '1', price: '349.00', amount: '349.00', vatRate: 2500 } } }
  const exchange = [{ sku: 'C', quantity: '1', amount: '399.00', vatRate: 2500 }]
  const given = answer(refund({ rows: [{ sku: 'B', quantity: '1' }], exchange }), invoice)
  assert.is(made(given).gross, '-349.00')
  assert.equal((given as { exchange?: unknown }).exchange, { rows: exchange, toPay: '50.00' })
})

test('S-120: the date is that of the refund; what locks it is said', () => {
  const locked = { code: 'PERIOD_LOCKED', facts: { date: '2026-10-31' } }
  assert.equal(creditOf({ key: '1001', invoice: INVOICE, refund: refund({ isWhole: true }), dateOf: () => locked }), { kind: 'hold', problem: locked })
})

const MIXED: InvoiceShown = {
  number: '7002', gross: '270.00', pricesWithVat: true, credits: [], charges: { freight: { amount: '59.00', vatRate: 2500 } }, rounding: '0.50',
  rows: {
    1: { sku: 'A', quantity: '1', price: '125.00', amount: '125.00', vatRate: 2500 }, 2: { sku: 'F', quantity: '1', price: '106.00', amount: '106.00', vatRate: 600 },
    3: { sku: 'RABATT', quantity: '1', price: '-20.50', amount: '-20.50', vatRate: 2500 }, 4: { text: 'Tack' },
  },
}
test('all of it: rows, discount, freight and rounding, each at its rate', () => {
  const given = answer(refund({ isWhole: true, amount: '270.00' }), MIXED)
  const credit = made(given)
  assert.equal(credit.charges, { freight: { amount: '-59.00', vatRate: 2500 } })
  assert.equal(credit.taxLines, { 600: { base: '-100.00', vat: '-6.00' }, 2500: { base: '-130.80', vat: '-32.70' } })
  assert.equal([Object.keys(credit.rows).length, credit.rounding, credit.gross, (given as { left: string }).left], [3, '-0.50', '-270.00', '0.00'])
})

test('all that is left after a part', () => {
  const given = answer(refund({ isWhole: true }), { ...INVOICE, credits: [ONE] })
  assert.equal([made(given).gross, (given as { left: string }).left, made(given).rows['1']?.quantity], ['-193.33', '0.00', '-2'])
})

test('freight alone, and never more of it than there was', () => {
  const credit = made(answer(refund({ charges: { freight: '9.00' } }), MIXED))
  assert.equal([credit.rows, credit.charges, credit.vat], [{}, { freight: { amount: '-9.00', vatRate: 2500 } }, '-1.80'])
  assert.is(code(answer(refund({ charges: { freight: '59.01' } }), MIXED)), 'CREDIT_OVER_INVOICED')
  const twice = { ...MIXED, credits: [{ gross: '-9.00', rows: {}, charges: { freight: { amount: '-9.00' } } }] }
  assert.is(code(answer(refund({ charges: { freight: '50.01' } }), twice)), 'CREDIT_OVER_INVOICED')
  assert.is(code(answer(refund({ charges: { fee: '9.00' } }), MIXED)), 'CREDIT_ROW_UNKNOWN')
})

test('prices without VAT: VAT on top', () => {
  const invoice: InvoiceShown = { ...INVOICE, pricesWithVat: false, gross: '362.50' }
  const credit = made(answer(refund({ rows: [{ sku: 'A', quantity: '1' }] }), invoice))
  assert.equal([credit.net, credit.vat, credit.gross], ['-96.67', '-24.17', '-120.84'])
})

const HELD: [string, Refund, InvoiceShown, string][] = [
  ['an amount alone', refund({ amount: '50.00' }), INVOICE, 'REFUND_WITHOUT_ROWS'],
  ['another amount than its rows come to', refund({ amount: '100.00', rows: [{ sku: 'A', quantity: '1' }] }), INVOICE, 'REFUND_DIFFERS'],
  ['an article that is not there', refund({ rows: [{ sku: 'X', quantity: '1' }] }), INVOICE, 'CREDIT_ROW_UNKNOWN'],
  ['no article and no row', refund({ rows: [{ quantity: '1' }] }), INVOICE, 'CREDIT_ROW_UNKNOWN'],
  ['an article on two rows', refund({ rows: [{ sku: 'A', quantity: '1' }] }), { ...INVOICE, rows: { ...INVOICE.rows, 2: { sku: 'A', quantity: '1' } } }, 'CREDIT_ROW_UNKNOWN'],
  ['one row twice', refund({ rows: [{ sku: 'A', quantity: '1' }, { row: '1', quantity: '1' }] }), INVOICE, 'CREDIT_ROW_UNKNOWN'],
  ['a row without a rate', refund({ rows: [{ sku: 'A', quantity: '1' }] }), { ...INVOICE, rows: { 1: { sku: 'A', quantity: '1', amount: '1.00' } } }, 'CREDIT_ROW_UNKNOWN'],
]
for (const [name, given, invoice, expected] of HELD) test(`held: ${name}`, () => { assert.is(code(answer(given, invoice)), expected) })

test('what the shop gave back for a row counts, below what was paid', () => {
  const credit = made(answer(refund({ amount: '90', rows: [{ sku: 'A', quantity: '1', amount: '90.00' }] })))
  assert.equal([credit.gross, credit.rows['1']?.discountAmount], ['-90.00', '-10.00'])
})

test('law: parts of a row, in whatever steps, sum to the row, and each document row comes to its amount', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 500_000 }), fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }), (quantity, ore, pieces) => {
    const gross = (ore / 100).toFixed(2)
    const credits: CreditShown[] = []
    let left = quantity
    const invoice = (): InvoiceShown => ({ ...INVOICE, gross, credits, rows: { 1: { sku: 'A', quantity: String(quantity), price: '100.00', amount: gross, vatRate: 2500 } } })
    for (const piece of [...pieces, 12]) {
      const taken = Math.min(piece, left)
      if (taken === 0) continue
      const credit = made(answer(refund({ rows: [{ row: '1', quantity: String(taken) }] }), invoice()))
      const [row] = Object.values(credit.rows)
      assert.is(Math.round((Number(row!.price) * taken + Number(row!.discountAmount ?? 0)) * 100), Math.round(-Number(credit.gross) * 100))
      assert.is(compare(add(credit.net, credit.vat), credit.gross), 0)
      credits.push({ gross: credit.gross, rows: { 1: { sku: 'A', quantity: row!.quantity!, amount: credit.gross } } })
      left -= taken
    }
    assert.is(left, 0)
    assert.is(compare(credits.reduce((sum, one) => add(sum, one.gross), gross), '0'), 0)
  }))
})

test.run()
