import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { creditedBy, givenBack, invoicesOf, invoiceShown, isAllGivenBack, refundFor, refundsOf } from '../../../engine/trade/order/refunds.js'
import { bookedOn } from '../../../engine/trade/order/dates.js'
import type { MadeCredit } from '../../../engine/trade/order/credits.js'
import type { FamilyDocument, FamilyShown } from '../../../engine/trade/order/family.js'
import type { KnownToLedger, ShopOrder } from '../../../engine/trade/order/types.js'

const test = suite('refunds of a shop')

const family = (...documents: readonly Partial<FamilyDocument>[]): FamilyShown => ({
  number: '1001', documents: Object.fromEntries(documents.map((one, at) => [`invoice-${at + 1}`, { document: 'credit', number: String(at + 1), ...one }])),
})

const SHOWN: [string, Pick<ShopOrder, 'refunds' | 'toPay' | 'gross'>, ReturnType<typeof refundsOf>][] = [
  ['none', { gross: '290.00' }, []],
  ['one without a state is done', { gross: '290.00', refunds: { 7: { at: '2026-11-25T10:00:00Z', amount: '96.67' } } },
    [{ id: '7', at: '2026-11-25T10:00:00Z', state: 'done', restock: false, amount: '96.67' }]],
  ['all that was paid, after gift cards', { toPay: '190.00', gross: '290.00', refunds: { 7: { at: 'a', amount: '190', state: 'pending', restocked: true } } },
    [{ id: '7', at: 'a', state: 'pending', restock: true, amount: '190.00', isWhole: true }]],
  ['rows and freight, the earliest first', { gross: '290.00', refunds: {
    8: { at: 'b', amount: '20', freight: '20', rows: null }, 7: { at: 'a', amount: '100', freight: '0.00', rows: { 1: { sku: 'A', quantity: '1', amount: '100.00' }, 2: { sku: 'B' } } },
  } }, [
    { id: '7', at: 'a', state: 'done', restock: false, amount: '100.00', rows: [{ sku: 'A', quantity: '1', amount: '100.00' }] },
    { id: '8', at: 'b', state: 'done', restock: false, amount: '20.00', charges: { freight: '20.00' } },
  ]],
]
for (const [name, order, expected] of SHOWN) test(`shown: ${name}`, () => { assert.equal(refundsOf(order), expected) })

const GIVEN = refundsOf({ gross: '900.00', refunds: { 7: { at: 'a', amount: '100.00' }, 8: { at: 'b', amount: '100.00' }, 9: { at: 'c', amount: '50.00', state: 'failed' } } })
type Known = Readonly<Record<string, string>>
const CREDITED: [string, FamilyShown, Known, Known, string[]?][] = [
  ['no credit', family(), {}, {}],
  ['one of the same sum stands for the first', family({ gross: '-100.00' }), {}, { 7: '1' }],
  ['and two for both', family({ gross: '-100.00' }, { gross: '-100.00' }), {}, { 7: '1', 8: '2' }],
  ['one that is known stands for its refund, whatever its sum', family({ gross: '-99.00' }, { gross: '-100.00' }), { 8: '1' }, { 7: '2', 8: '1' }],
  ['what is known stays, though an earlier refund of the same sum comes to light', family({ gross: '-100.00' }), { 8: '1' }, { 8: '1' }],
  ['one for all that is left', family({ gross: '-200.00' }), {}, { 7: '1', 8: '1' }],
  ['another sum stands for none, and is said', family({ gross: '-150.00' }), {}, {}, ['1']],
  ['one too many is said', family({ gross: '-100.00' }, { gross: '-30.00' }), {}, { 7: '1' }, ['2']],
  ['a cancelled one for none', family({ gross: '-100.00', cancelled: true }), {}, {}],
  ['an invoice for none', family({ document: 'invoice', gross: '-100.00' }), {}, {}],
  ['a refund that failed asks for none', family({ gross: '-50.00' }), {}, {}, ['1']],
]
for (const [name, shown, known, expected, unexplained = []] of CREDITED) test(`credited: ${name}`, () => {
  const found = creditedBy(GIVEN, shown, new Map(Object.entries(known)))
  assert.equal([Object.fromEntries(found.credited), found.unexplained], [expected, unexplained])
})

const BACK: [string, Pick<ShopOrder, 'refunds' | 'toPay' | 'gross'>, [back: string, all: boolean]][] = [
  ['nothing', { gross: '290.00' }, ['0.00', false]],
  ['nothing of an order that costs nothing', { gross: '0.00' }, ['0.00', false]],
  ['a part', { gross: '290.00', refunds: { 7: { at: 'a', amount: '90' } } }, ['90.00', false]],
  ['all of it in two', { gross: '290.00', refunds: { 7: { at: 'a', amount: '90' }, 8: { at: 'b', amount: '200' } } }, ['290.00', true]],
  ['what was paid after gift cards', { toPay: '190.00', gross: '290.00', refunds: { 7: { at: 'a', amount: '190' } } }, ['190.00', true]],
  ['not what is pending or failed', { gross: '290.00', refunds: { 7: { at: 'a', amount: '90', state: 'pending' }, 8: { at: 'b', amount: '200', state: 'failed' } } }, ['0.00', false]],
]
for (const [name, order, expected] of BACK) test(`given back: ${name}`, () => { assert.equal([givenBack(refundsOf(order)), isAllGivenBack(refundsOf(order), order)], expected) })

test('an invoice counts once it is printed', () => {
  const shown = family({ document: 'invoice', printed: false }, { document: 'invoice', printed: true }, { document: 'invoice', printed: true, cancelled: true }, { printed: true })
  assert.equal(invoicesOf(shown).map(({ number }) => number), ['2'])
})

test('what a credit needs must be shown; all that is left is the whole', () => {
  const fields = { number: '5', gross: '290.00', currency: 'SEK', pricesWithVat: true, rows: {} }
  const shown = family({ gross: '-96.67', rows: null })
  for (const name of ['number', 'gross', 'pricesWithVat', 'rows']) assert.is(invoiceShown({ ...fields, [name]: undefined }, shown, []), undefined)
  const invoice = invoiceShown(fields, shown, [])!
  const refund = { id: '8', at: 'a', state: 'done' } as const
  assert.is(refundFor({ ...refund, amount: '193.33' }, invoice).isWhole, true)
  assert.is(refundFor({ ...refund, amount: '193.32' }, invoice).isWhole, undefined)
  assert.is(refundFor({ ...refund, amount: '193.33', rows: [{ sku: 'A', quantity: '2' }] }, invoice).isWhole, undefined)
})

test('a credit that is made before the next counts as one that stands', () => {
  const made = { gross: '-96.67', rows: { 1: { sku: 'A', quantity: '-1', price: '100.00', vatRate: 2500, discountAmount: '-3.33' } }, charges: { freight: { amount: '-20.00', vatRate: 2500 } } }
  const shown = invoiceShown({ number: '5', gross: '290.00', pricesWithVat: true, rows: {} }, family(), [made as unknown as MadeCredit])
  assert.equal([shown?.credits[0]?.gross, shown?.credits[0]?.rows?.['1']?.amount, shown?.credits[0]?.charges], ['-96.67', '-96.67', made.charges])
})

test('S-120: the day on which a document is booked', () => {
  const known = { years: [{ starts: '2026-01-01', ends: '2026-12-31', locked: false }], lockedMonths: ['2026-11'] } as unknown as KnownToLedger
  const on = (date: string, lockedPeriod: 'hold' | 'today', today = '2026-12-03') => {
    const booked = bookedOn(date, { known, today, lockedPeriod })
    return typeof booked === 'string' ? booked : booked.code
  }
  assert.equal([on('2026-12-01', 'hold'), on('2026-11-30', 'hold'), on('2026-11-30', 'today'), on('2025-11-30', 'today'), on('2026-11-30', 'today', '2027-01-02')],
    ['2026-12-01', 'PERIOD_LOCKED', '2026-12-03', 'NO_BOOKING_YEAR', 'NO_BOOKING_YEAR'])
})

test.run()
