import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { owedBack, type OwedFacts } from '../../../engine/trade/order/owed.js'
import type { FamilyDocument, FamilyShown } from '../../../engine/trade/order/family.js'
import type { ShopOrder } from '../../../engine/trade/order/types.js'

const test = suite('what is owed back')

type Shown = Partial<FamilyDocument>
const ROW = { sku: 'A', quantity: '2', delivered: '2', amount: '796.00', vatRate: 2500 }
const delivered: Shown = { document: 'order', number: '1', gross: '796.00', delivered: true, rows: { 1: ROW } }
const open: Shown = { ...delivered, delivered: false, rows: { 1: { ...ROW, delivered: '0' } } }
const invoice = (gross = '796.00', more: Shown = {}): Shown => ({ document: 'invoice', number: '2', gross, printed: true, ...more })
const credit = (gross: string, more: Shown = {}): Shown => ({ document: 'credit', number: '3', gross, printed: true, ...more })

function family(...documents: readonly Shown[]): FamilyShown {
  return { number: '1001', documents: Object.fromEntries(documents.map((one, at) => [String(at), one as FamilyDocument])) }
}

const PAID: Partial<ShopOrder> = { gross: '796.00', toPay: '796.00', paymentState: 'captured' }
const refund = (amount: string, state: 'done' | 'pending' | 'failed' = 'done'): ShopOrder['refunds'] => ({ 7: { at: '2026-11-25T11:00:00Z', amount, state } })

const CASES: [string, FamilyShown, Partial<ShopOrder>, readonly [amount: string, captured: string, due: string, pending: string] | undefined, Partial<OwedFacts>?][] = [
  ['an order that stands', family(open), PAID, undefined],
  ['one that is billed', family(delivered, invoice()), PAID, undefined],
  ['cancelled after the capture', family({ ...open, cancelled: true }), PAID, ['796.00', '796.00', '0.00', '0.00']],
  ['cancelled, and given back', family({ ...open, cancelled: true }), { ...PAID, refunds: refund('796') }, undefined],
  ['cancelled, and a part given back', family({ ...open, cancelled: true }), { ...PAID, refunds: refund('96') }, ['700.00', '796.00', '0.00', '0.00']],
  ['cancelled, and on its way back', family({ ...open, cancelled: true }), { ...PAID, refunds: refund('796', 'pending') }, ['796.00', '796.00', '0.00', '796.00']],
  ['cancelled, and the refund has failed', family({ ...open, cancelled: true }), { ...PAID, refunds: refund('796', 'failed') }, ['796.00', '796.00', '0.00', '0.00']],
  ['cancelled, only reserved', family({ ...open, cancelled: true }), { ...PAID, paymentState: 'reserved' }, undefined],
  ['cancelled, reserved, and a part of it captured', family({ ...open, cancelled: true }), { ...PAID, paymentState: 'reserved', captured: '96.00' }, ['96.00', '96.00', '0.00', '0.00']],
  ['cancelled, and the shop shows the payment as credited', family({ ...open, cancelled: true }), { ...PAID, paymentState: 'credited' }, undefined],
  ['credited, and only a part is shown as given back', family({ ...open, cancelled: true }), { ...PAID, paymentState: 'credited', refunds: refund('96') }, ['700.00', '796.00', '0.00', '0.00']],
  ['no payment is shown, and we captured', family({ ...open, cancelled: true }), { gross: '796.00' }, ['796.00', '796.00', '0.00', '0.00'], { made: [{ key: '1001/1', amount: '796.00' }] }],
  ['no payment is shown, and nothing was captured', family({ ...open, cancelled: true }), { gross: '796.00' }, undefined],
  ['credited in part', family(delivered, invoice(), credit('-398.00')), PAID, ['398.00', '796.00', '398.00', '0.00']],
  ['credited in part, and given back', family(delivered, invoice(), credit('-398.00')), { ...PAID, refunds: refund('398') }, undefined],
  ['credited in whole', family(delivered, invoice(), credit('-796.00')), PAID, ['796.00', '796.00', '0.00', '0.00']],
  ['a credit that is not printed', family(delivered, invoice(), credit('-398.00', { printed: false })), PAID, undefined],
  ['a credit that is cancelled', family(delivered, invoice(), credit('-398.00', { cancelled: true })), PAID, undefined],
  ['billed for less', family(delivered, invoice('700.00')), PAID, ['96.00', '796.00', '700.00', '0.00']],
  ['billed for more, and credited down to what was paid', family(delivered, invoice('1145.00'), credit('-349.00')), PAID, undefined],
  ['a part is captured, and the credit leaves more than that', family(delivered, invoice(), credit('-96.00')), { ...PAID, paymentState: 'reserved', captured: '447.00' }, undefined],
  ['lowered in the shop, and paid as it was agreed to', family(open), { ...PAID, gross: '597.00', toPay: '597.00' }, undefined, { agreed: '796.00' }],
  ['lowered in the shop, and billed so', family(delivered, invoice('597.00')), { ...PAID, gross: '597.00', toPay: '597.00' }, ['199.00', '796.00', '597.00', '0.00'], { agreed: '796.00' }],
  ['raised in the shop', family(open), { ...PAID, gross: '1145.00', toPay: '1145.00' }, undefined, { agreed: '796.00' }],
  ['gift cards paid first', family(delivered, invoice('896.00'), credit('-300.00')), { ...PAID, gross: '896.00', giftCards: { 1: { amount: '100.00' } } }, ['300.00', '796.00', '496.00', '0.00']],
  ['gift cards that stand as an article', family(delivered, invoice('796.00', { rows: { 1: { ...ROW, amount: '896.00' }, 2: { sku: 'G', quantity: '-1', amount: '-100.00' } } })),
    { ...PAID, gross: '896.00', giftCards: { 1: { amount: '100.00' } } }, undefined, { giftCard: 'G' }],
  ['credited, where nobody has seen that the links are right', family(delivered, invoice('700.00'), credit('-796.00')), PAID, undefined, { billed: false }],
  ['cancelled, where nobody has', family({ ...open, cancelled: true }), PAID, ['796.00', '796.00', '0.00', '0.00'], { billed: false }],
  ['invoiced by what the ledger says alone, without a link', { ...family(delivered), event: 'invoiced' }, PAID, undefined],
]
for (const [name, shown, order, expected, more = {}] of CASES) test(name, () => {
  const owed = owedBack({ family: shown, order: { number: '1001', ...order } as ShopOrder, made: [], billed: true, ...more })
  assert.equal(owed && [owed.amount, owed.captured, owed.due, owed.pending], expected)
})

test.run()
