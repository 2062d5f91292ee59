import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { capturesOf, paymentOf, type CaptureFacts, type CaptureMade, type CaptureRules } from '../../../engine/trade/order/captures.js'
import { piecesByRow } from '../../../engine/trade/order/capture-rows.js'
import { deliveredOf } from '../../../engine/trade/order/delivered.js'
import type { FamilyDocument, FamilyRow, FamilyShown } from '../../../engine/trade/order/family.js'
import { shared } from '../../../engine/trade/order/shares.js'
import { add, compare } from '../../../engine/values/decimal.js'

const test = suite('captures of an order')

const NOW = '2026-11-25T08:00:00Z'
const RULES: CaptureRules = {
  feedback: [{ event: 'partlyDelivered', status: '6', capture: true }, { event: 'delivered', status: '7', capture: true }], parts: true, warnDays: 3,
}
const WHOLE: CaptureRules = { ...RULES, parts: false }
/** 2 × 199.00 + 349.00 + freight 49.00 = 796.00. */
const ORDER = { number: '1001', rows: { 1: { sku: 'A', quantity: '2', amount: '398.00' }, 2: { sku: 'B', quantity: '1', amount: '349.00' } } }
const a = (delivered: string, more: Partial<FamilyRow> = {}): FamilyRow => ({ sku: 'A', quantity: '2', delivered, amount: '398.00', vatRate: 2500, ...more })
const b = (delivered: string, more: Partial<FamilyRow> = {}): FamilyRow => ({ sku: 'B', quantity: '1', delivered, amount: '349.00', vatRate: 2500, ...more })
const root = (rows: readonly FamilyRow[], more: Partial<FamilyDocument> = {}): FamilyDocument => ({
  document: 'order', number: '5011', gross: '796.00', delivered: true, pricesWithVat: true, charges: { freight: { amount: '49.00', vatRate: 2500 } },
  rows: Object.fromEntries(rows.map((row, at) => [String(at + 1), row])), ...more,
})
const back = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'order', number: '5012', gross: '349.00', pricesWithVat: true, rows: { 1: b('0') }, ...more })
const shown = (...documents: readonly FamilyDocument[]): FamilyShown => ({
  number: '1001', documents: Object.fromEntries(documents.map((one) => [`${one.document}-${one.number}`, one])),
})
const facts = (family: FamilyShown, more: Partial<CaptureFacts> = {}): CaptureFacts => ({ family, order: ORDER, payment: { reserved: '796.00' }, made: [], now: NOW, ...more })
const ALL = shown(root([a('2'), b('1')]))
const PART = shown(root([a('2'), b('0')]), back())
const FIRST: CaptureMade = { key: '1001/1', amount: '447.00', vat: '89.40', rows: { 1: '2' } }
const codes = (given: CaptureFacts, rules = RULES) => capturesOf(given, rules).findings.map(({ code }) => code)

test('S-089: a delivered order is captured whole, once', () => {
  const { due, findings } = capturesOf(facts(ALL), RULES)
  assert.equal({ due, findings }, { due: { key: '1001/1', amount: '796.00', before: '0.00', vat: '159.20', rows: { 1: '2', 2: '1' } }, findings: [] })
})

test('S-090: with the capture on record nothing is due', () => {
  assert.equal(capturesOf(facts(ALL, { made: [{ key: '1001/1', amount: '796.00' }] }), RULES), { findings: [] })
})

test('S-094: a part is captured by what is delivered, freight with the first', () => {
  assert.equal(capturesOf(facts(PART), RULES), { due: { ...FIRST, before: '0.00' }, findings: [] })
})

test('S-095: the rest is captured when the back order is delivered', () => {
  const family = shown(root([a('2'), b('0')]), back({ delivered: true, rows: { 1: b('1') } }))
  assert.equal(capturesOf(facts(family, { made: [FIRST] }), RULES), { due: { key: '1001/2', amount: '349.00', before: '447.00', vat: '69.80', rows: { 2: '1' } }, findings: [] })
})

test('S-095: both parts at once, where the first was never captured', () => {
  const family = shown(root([a('2'), b('0')]), back({ delivered: true, rows: { 1: b('1') } }))
  assert.is(capturesOf(facts(family), RULES).due?.amount, '796.00')
})

test('S-096: what is left of the reservation is released when the rest is cancelled', () => {
  const family = shown(root([a('2'), b('0')]), back({ cancelled: true }))
  assert.equal(capturesOf(facts(family, { made: [FIRST] }), RULES), { release: '349.00', findings: [] })
  assert.is(capturesOf(facts(family), RULES).release, '349.00')
  assert.is(capturesOf(facts(PART, { made: [FIRST] }), RULES).release, undefined)
})

test('S-105: a cancelled order releases everything and captures nothing', () => {
  assert.equal(capturesOf(facts(shown(root([a('0'), b('0')], { cancelled: true }))), RULES), { release: '796.00', findings: [] })
})

test('nothing is captured for an order that the shop has cancelled or ended; a status that comes with a capture is no end', () => {
  const rules = { ...RULES, cancelled: ['40'], final: ['50', '7'] }
  for (const [status, amount] of [['40', undefined], ['50', undefined], ['7', '796.00'], ['25', '796.00']] as const) {
    const { due, findings } = capturesOf(facts(ALL, { order: { ...ORDER, status } }), rules)
    assert.equal([due?.amount, findings], [amount, amount ? [] : [{ code: 'CAPTURE_ORDER_CLOSED', facts: { key: '1001', status, amount: '796.00' } }]])
  }
})

test('S-098: captured already, the same amount: done', () => {
  assert.equal(capturesOf(facts(ALL, { payment: { reserved: '796.00', captured: '796.00' } }), RULES), { findings: [] })
})

test('S-098: captured already, another amount', () => {
  assert.equal(capturesOf(facts(ALL, { payment: { reserved: '796.00', captured: '700.00' } }), RULES).findings, [
    { code: 'CAPTURE_DIFFERS', facts: { key: '1001', captured: '700.00', expected: '796.00' } },
  ])
})

test('S-098: less is delivered than we have captured, or the payment shows', () => {
  assert.equal(codes(facts(PART, { made: [{ key: '1001/1', amount: '796.00' }] })), ['CAPTURE_DIFFERS'])
  assert.equal(codes(facts(PART, { payment: { reserved: '796.00', captured: '796.00' } })), ['CAPTURE_DIFFERS'])
})

test('S-099: an expired reservation is said, and nothing is captured', () => {
  const answer = capturesOf(facts(ALL, { payment: { reserved: '796.00', expiresAt: '2026-11-25T07:59:59Z' } }), RULES)
  assert.is(answer.due, undefined)
  assert.equal(answer.findings, [{ code: 'AUTH_EXPIRED', facts: { key: '1001', expiresAt: '2026-11-25T07:59:59Z', amount: '796.00' } }])
})

const EXPIRY: [string, string, FamilyShown, readonly CaptureMade[], readonly string[]][] = [
  ['in three days, nothing delivered', '2026-11-28T08:00:00Z', shown(root([a('0'), b('0')], { delivered: false })), [], ['AUTH_EXPIRES']],
  ['in four days', '2026-11-29T08:00:00Z', shown(root([a('0'), b('0')], { delivered: false })), [], []],
  ['in a day, a part captured', '2026-11-26T08:00:00Z', PART, [FIRST], ['AUTH_EXPIRES']],
  ['in a day, all captured', '2026-11-26T08:00:00Z', ALL, [{ key: '1001/1', amount: '796.00' }], []],
  ['now due, so it is captured and not warned of', '2026-11-26T08:00:00Z', ALL, [], []],
  ['in a day, the rest cancelled', '2026-11-26T08:00:00Z', shown(root([a('2'), b('0')]), back({ cancelled: true })), [FIRST], []],
  ['expired before anything was delivered', '2026-11-24T08:00:00Z', shown(root([a('0'), b('0')], { delivered: false })), [], ['AUTH_EXPIRED']],
]
for (const [name, expiresAt, family, made, expected] of EXPIRY) {
  test(`S-099: expires ${name}`, () => { assert.equal(codes(facts(family, { payment: { reserved: '796.00', expiresAt }, made })), expected) })
}

test('S-101: an order that was raised is captured to what is reserved, and said', () => {
  const raised = shown(root([a('2'), b('1', { amount: '449.00' })], { gross: '896.00' }))
  for (const rules of [RULES, WHOLE]) {
    const { due, findings } = capturesOf(facts(raised), rules)
    assert.equal([due?.amount, due?.vat], ['796.00', undefined])
    assert.equal(findings, [{ code: 'CAPTURE_OVER_AUTH', facts: { key: '1001', wanted: '896.00', reserved: '796.00' } }])
  }
})

test('S-102: a gift card pays first', () => {
  const order = { ...ORDER, giftCards: { 1: { amount: '300.00' } } }
  const payment = { reserved: '496.00' }
  assert.is(capturesOf(facts(ALL, { order, payment }), RULES).due?.amount, '496.00')
  assert.is(capturesOf(facts(PART, { order, payment }), RULES).due?.amount, '147.00')
  assert.is(capturesOf(facts(ALL, { order, payment, made: [{ key: '1001/1', amount: '147.00' }] }), RULES).due?.amount, '349.00')
})

test('a shop that can only bill the whole: a part is refused by name, all of it is captured', () => {
  assert.equal(capturesOf(facts(PART), WHOLE), {
    findings: [{ code: 'CAPTURE_PARTIAL_UNSUPPORTED', facts: { key: '1001', amount: '447.00', whole: '796.00' } }],
  })
  assert.is(capturesOf(facts(ALL), WHOLE).due?.amount, '796.00')
  assert.equal(codes(facts(shown(root([a('2'), b('0')]), back({ cancelled: true }))), WHOLE), ['CAPTURE_PARTIAL_UNSUPPORTED'])
})

const ON: CaptureRules['feedback'] = [{ event: 'delivered', status: '7', capture: true }]
test('nothing is captured before the event whose rule says so', () => {
  assert.equal(capturesOf(facts(PART), { ...RULES, feedback: ON }), { findings: [] })
  assert.equal(capturesOf(facts(ALL), { ...RULES, feedback: [{ event: 'delivered', status: '7' }] }), { findings: [] })
  assert.is(capturesOf(facts(PART), { ...RULES, feedback: [{ event: 'transferred', status: '4', capture: true }] }).due?.amount, '796.00')
})

test('without a reservation there is nothing to capture', () => {
  assert.equal(capturesOf(facts(ALL, { payment: {} }), RULES), { findings: [] })
})

test('what was credited before its capture is not asked for; after it, it is the refund that gives it back', () => {
  const credit: FamilyDocument = { document: 'credit', number: '7009', gross: '-349.00', printed: true }
  const family = shown(root([a('2'), b('1')]), credit)
  assert.is(capturesOf(facts(family), RULES).due?.amount, '447.00')
  assert.equal(capturesOf(facts(family, { made: [{ key: '1001/1', amount: '796.00' }] }), RULES).findings, [])
})

const RETURNED: [string, readonly string[], string | undefined, string | undefined, readonly string[]][] = [
  ['out of what was captured, it takes nothing off the next capture', ['2026-11-25T10:00:00Z'], '2026-11-25T09:00:00Z', '349.00', []],
  ['days before anything was captured: it was never taken', ['2026-11-20T10:00:00Z'], '2026-11-25T09:00:00Z', '150.00', []],
  ['on the day of the capture, whose hour may be missing', ['2026-11-25T00:00:00Z'], '2026-11-25T09:00:00Z', undefined, ['CAPTURE_AFTER_REFUND']],
  ['without a day', [''], '2026-11-25T09:00:00Z', undefined, ['CAPTURE_AFTER_REFUND']],
  ['nobody knows when it was captured', ['2026-11-25T10:00:00Z'], undefined, undefined, ['CAPTURE_AFTER_REFUND']],
  ['not given back yet: what is credited is not asked for', [], '2026-11-25T09:00:00Z', '150.00', []],
]
for (const [name, ats, capturedAt, amount, found] of RETURNED) {
  test(`credited in part between two captures, given back: ${name}`, () => {
    const family = shown(root([a('2'), b('0')]), back({ delivered: true, rows: { 1: b('1') } }), { document: 'credit', number: '7009', gross: '-199.00', printed: true })
    const order = { ...ORDER, refunds: Object.fromEntries(ats.map((at, nth) => [String(nth), { at, state: 'done' as const, amount: '199.00' }])) }
    const given = facts(family, { order, made: [{ ...FIRST, ...(capturedAt === undefined ? {} : { at: capturedAt }) }] })
    assert.equal([capturesOf(given, RULES).due?.amount, codes(given)], [amount, found])
  })
}

const PAYMENTS: [string, Parameters<typeof paymentOf>[0], ReturnType<typeof paymentOf>][] = [
  ['reserved', { paymentState: 'reserved', toPay: '796' }, { reserved: '796.00' }],
  ['captured', { paymentState: 'captured', gross: '796.00' }, { reserved: '796.00', captured: '796.00' }],
  ['S-102 part paid by gift card', { paymentState: 'reserved', gross: '796.00', giftCards: { 1: { amount: '300.00' } } }, { reserved: '496.00' }],
  ['reserved, and a part captured', { paymentState: 'reserved', gross: '900', reserved: '796.0', captured: '447', reservedUntil: NOW }, { reserved: '796.00', whole: '900.00', captured: '447.00', expiresAt: NOW }],
  ['called captured after the first part', { paymentState: 'captured', toPay: '796', captured: '447' }, { reserved: '796.00', captured: '447.00' }],
  ['what is captured is not shown for this one', { paymentState: 'reserved', toPay: '796', captured: null, reservedUntil: null }, { reserved: '796.00' }],
  ['pending', { paymentState: 'pending', gross: '796.00' }, {}], ['no sum', { paymentState: 'reserved' }, {}],
]
for (const [name, order, expected] of PAYMENTS) test(`a payment: ${name}`, () => { assert.equal(paymentOf(order), expected) })

test('I-4: what was agreed to when the order was handed over is the limit, where the shop does not show what is reserved', () => {
  const raised = { paymentState: 'reserved', toPay: '1145', gross: '1145' }
  assert.equal(paymentOf(raised, '796.00'), { reserved: '796.00', whole: '1145.00' })
  assert.equal(paymentOf({ ...raised, reserved: '1145' }, '796.00'), { reserved: '1145.00' })
})

const discount: FamilyRow = { sku: 'D', quantity: '1', delivered: '0', amount: '-74.70', vatRate: 2500 }
const DELIVERED: [string, FamilyShown, ReturnType<typeof deliveredOf>][] = [
  ['a discount that is a row goes with the goods', shown(root([a('2'), b('0'), discount], { gross: '721.30' })), { gross: '407.2', vat: '81.44', pieces: { A: '2', B: '0' } }],
  ['and all of it with all of them', shown(root([a('2'), b('1'), discount], { gross: '721.30' })), { gross: '721.3', vat: '144.26', pieces: { A: '2', B: '1' } }],
  ['a discount on the whole document', shown(root([a('2'), b('0')], { gross: '721.30' })), { gross: '407.2', vat: '81.44', pieces: { A: '2', B: '0' } }],
  ['prices without VAT', shown(root([a('1'), b('0')], { pricesWithVat: false, gross: '995.00' })), { gross: '310', vat: '62', pieces: { A: '1', B: '0' } }],
  ['a third of a row', shown(root([a('1', { quantity: '3', amount: '100.00' })], { gross: '149.00' })), { gross: '82.33', vat: '16.47', pieces: { A: '1' } }],
  ['no row says its delivery: it goes with the document', shown(root([{ sku: 'A', quantity: '2', amount: '796.00' }], { charges: null })), { gross: '796', pieces: { A: '2' } }],
  ['more than was ordered', shown(root([a('5')], { gross: '447.00' })), { gross: '447', vat: '89.4', pieces: { A: '2' } }],
  ['nothing yet', shown(root([a('0'), b('0')], { delivered: false })), { gross: '0', vat: '0', pieces: { A: '0', B: '0' } }],
  ['no rows shown, one order, delivered', shown(root([], { rows: null })), { gross: '796.00' }],
  ['no rows shown, a back order', shown(root([], { rows: null }), back({ rows: null })), undefined],
  ['no rows shown, invoiced in two', shown(
    root([], { rows: null }), back({ rows: null, delivered: true }), { document: 'invoice', number: '1', gross: '447.00', printed: true },
    { document: 'invoice', number: '2', gross: '349.00', printed: true },
  ), { gross: '796' }],
  ['no rows shown, not delivered', shown(root([], { rows: null, delivered: false })), { gross: '0' }],
  ['no rows shown, and the ledger says a part', { ...shown(root([], { rows: null, delivered: false })), event: 'partlyDelivered' }, undefined],
  ['an invoice from the start', shown({ document: 'invoice', number: '1', gross: '447.00', printed: true }), { gross: '447' }],
  ['the same, not printed', shown({ document: 'invoice', number: '1', gross: '447.00' }), { gross: '0' }],
]
for (const [name, family, expected] of DELIVERED) {
  test(`delivered: ${name}`, () => {
    const found = deliveredOf(family)
    assert.equal(found && { ...found, gross: found.gross }, expected && { ...expected, gross: add(expected.gross, '0') })
  })
}

test('a part that no rows tell is named', () => {
  assert.equal(codes(facts(shown(root([], { rows: null }), back({ rows: null })))), ['CAPTURE_ROWS_UNKNOWN'])
})

test('rows of one article are filled in their order, none above what it ordered (I-5)', () => {
  const rows = { 1: { sku: 'A', quantity: '2' }, 2: { sku: 'A', quantity: '3' }, 10: { sku: 'B', quantity: '1' } }
  assert.equal(piecesByRow(rows, { A: '4', B: '2' }, [{ 1: '1' }]), { 1: '1', 2: '2', 10: '1' })
})

test('law I-15: shares sum to the amount, and none is an öre from its exact part', () => {
  const weight = fc.integer({ min: 0, max: 1_000_000 }).map((ore) => String(ore / 100))
  fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.array(weight, { minLength: 1, maxLength: 9 }), (ore, weights) => {
    const shares = shared(String(ore / 100), weights)
    const total = weights.reduce((sum, one) => sum + Number(one), 0)
    if (total === 0) return assert.is(shares, undefined)
    assert.is(compare(shares!.reduce(add, '0'), String(ore / 100)), 0)
    shares!.forEach((share, at) => assert.ok(Math.abs(Number(share) - ore / 100 * Number(weights[at]) / total) < 0.01 + 1e-9))
  }))
})

test('law I-4 and I-5: however deliveries come, captures never exceed what is reserved, nor rows what was ordered, and end exact', () => {
  const line = fc.record({ quantity: fc.integer({ min: 1, max: 9 }), ore: fc.integer({ min: 0, max: 99_999 }) })
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(9), { maxLength: 12 }), fc.integer({ min: -500, max: 500 }), (lines, moves, slack) => {
    const ore = lines.reduce((sum, one) => sum + one.ore, 4900)
    const rows = lines.map((one, at) => ({ sku: `S${at}`, quantity: String(one.quantity), amount: (one.ore / 100).toFixed(2), vatRate: 2500 }))
    const order = { number: '1', rows: Object.fromEntries(rows.map((row, at) => [String(at + 1), row])) }
    const payment = { reserved: (Math.max(0, ore + slack) / 100).toFixed(2) }
    const delivered = lines.map(() => 0)
    const made: CaptureMade[] = []
    for (const move of [...moves, -1]) {
      if (move < 0) lines.forEach(({ quantity }, at) => { delivered[at] = quantity })
      else delivered[move % lines.length] = Math.min(lines[move % lines.length]!.quantity, delivered[move % lines.length]! + 1)
      const isDone = lines.every(({ quantity }, at) => delivered[at] === quantity)
      const family = shown(root(rows.map((row, at) => ({ ...row, delivered: String(delivered[at]) })), { gross: (ore / 100).toFixed(2), delivered: isDone }))
      const { due } = capturesOf({ family, order, payment, made, now: NOW }, RULES)
      if (due) made.push(due)
      assert.is(capturesOf({ family, order, payment, made, now: NOW }, RULES).due, undefined)
      assert.ok(compare(made.reduce((sum, one) => add(sum, one.amount), '0'), payment.reserved) <= 0)
      lines.forEach(({ quantity }, at) => assert.ok(made.reduce((sum, one) => sum + Number(one.rows?.[String(at + 1)] ?? 0), 0) <= quantity))
    }
    assert.equal(made.map(({ key }) => key), made.map((_, at) => `1/${at + 1}`))
    assert.is(compare(made.reduce((sum, one) => add(sum, one.amount), '0'), slack < 0 ? payment.reserved : (ore / 100).toFixed(2)), 0)
  }))
})

test.run()
