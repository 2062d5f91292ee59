// Scenarios of what is given back: refunds of the shop as credits of the ERP, made by us where the files say that somebody has seen
// them come out right, and by the bookkeeper elsewhere; and what the shop hears of them.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { heldOrders } from '../kit/order-outcome.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('scenarios: returns')

const [BILLED, GIVEN_BACK] = [30, 40]

/** Three pieces, delivered, invoiced and captured. */
async function sold(erp = '', orders?: string): Promise<{ s: OrderScenario; people: People; invoice: number }> {
  const s = await orderScenario({
    erp, ...(orders === undefined ? {} : { orders }), integration: 'streams: { order-status: on }',
    mapping: 'import: { when: [Betald], then: Överförd }\nfeedback: [{ event: invoiced, status: Levererad, capture: true }, { event: credited, status: Makulerad, mail: true }]',
  })
  s.place('1001', { rows: [{ article: 'A', quantity: '3', price: '100' }], discounts: [{ text: 'Rabatt', amount: '10' }], freight: { amount: '0' } })
  await s.run()
  const people = new People(s.world('erp'))
  const { invoice } = people.invoice(1)
  await s.run()
  return { s, people, invoice }
}

/** Whether the order had a status, how many mails and captures there were, and whether a second run wrote nothing. */
async function after(s: OrderScenario): Promise<readonly unknown[]> {
  await s.run()
  s.shopLog(); s.erpLog()
  await s.run()
  const had = (status: number): boolean => s.order('1001').history?.some(({ statusId }) => statusId === status) === true
  return [had(BILLED), had(GIVEN_BACK), s.puts('mails'), s.puts('captures'), [...s.shopLog(), ...s.erpLog()]]
}

test('S-113: a credit of one of three changes neither the status nor the capture', async () => {
  const { s, people, invoice } = await sold()
  assert.equal(await after(s), [true, false, 0, 1, []])
  const credit = people.credit(invoice, { 1: 1 })
  const { TOTAL_AMOUNT: total, VAT_AMOUNT: vat } = s.world('erp').row('INVOICE_HEAD', String(credit)) ?? {}
  assert.equal([total, vat], [96.67, 19.33])
  assert.equal(await after(s), [true, false, 0, 1, []])
  s.close()
})

test('S-114: a second credit is the bookkeeper\'s too; when all is credited the shop hears it once', async () => {
  const { s, people, invoice } = await sold()
  people.credit(invoice, { 1: 1 })
  await s.run()
  people.credit(invoice, { 1: 2 })
  assert.equal(await after(s), [true, true, 1, 1, []])
  s.close()
})

const MAY = 'verifiedCredits: true'
type Refunds = NonNullable<ReturnType<OrderScenario['order']>['refunds']>
const AT = '2026-11-25T11:00:00'
/** One of the three pieces. */
const ONE: Refunds[number] = { id: 7, at: AT, amount: '96.67', rows: [{ article: 'A', quantity: '1' }] }

function giveBack(s: OrderScenario, refunds: Refunds): void {
  s.place('1001', { ...s.order('1001'), refunds, modified: `2026-11-25T1${refunds.length}:30:00` })
}

function held({ streams }: PlanDocument, stream = 'se/order-credit'): unknown[] {
  const one = streams.find((other) => other.stream === stream)
  return [...one?.held ?? [], ...one?.skipped ?? []].map(({ key, reason }) => [key, reason.code, reason.facts?.['amount']])
}

/** Sums and originals of the credits in the company. */
function credits(s: OrderScenario): unknown[] {
  return s.documents('INVOICE_HEAD').filter((one) => one['TYPE_OF_INVOICE'] === 'K')
    .map((one) => [one['TOTAL_AMOUNT'], one['VAT_AMOUNT'], one['NUMBER_OF_ORIGINAL_INVOICE'], String(one['DOCUMENT_DATE1']).slice(0, 10)])
}

async function quiet(s: OrderScenario): Promise<PlanDocument> {
  s.shopLog(); s.erpLog()
  const { document } = await s.run()
  assert.equal([s.shopLog(), s.erpLog()], [[], []], 'nothing more is written')
  return document
}

test('S-113: a refund of one of three becomes a credit of the invoice, at its rate and to the \u00f6re, once', async () => {
  const { s, invoice } = await sold(MAY)
  giveBack(s, [ONE])
  await s.run()
  assert.equal(credits(s), [[96.67, 19.33, invoice, '2026-11-25']])
  await quiet(s)
  assert.equal(credits(s).length, 1)
  s.close()
})

test('S-113: where nobody has seen a credit come out right, it is said with its sum, and settled by the one that the bookkeeper makes', async () => {
  const { s, people, invoice } = await sold()
  giveBack(s, [ONE])
  await s.run()
  assert.equal(held(await quiet(s)), [['1001/7', 'CREDIT_BY_HAND', '96.67']])
  people.credit(invoice, { 1: 1 })
  await s.run()
  assert.equal(held(await quiet(s)), [])
  giveBack(s, [ONE, { ...ONE, id: 8, amount: '96.66' }])
  await s.run()
  assert.equal(held(await quiet(s)), [['1001/8', 'CREDIT_BY_HAND', '96.66']], 'a second one of the same is another')
  s.close()
})

test('S-114: a second refund is credited beside the first, and more than was invoiced never', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [ONE])
  await s.run()
  giveBack(s, [ONE, { id: 8, at: AT, amount: '193.33' }])
  await s.run()
  assert.equal(credits(s).map((one) => (one as number[])[0]), [96.67, 193.33])
  giveBack(s, [ONE, { id: 8, at: AT, amount: '193.33' }, { ...ONE, id: 9 }])
  await s.run()
  assert.equal(held(await quiet(s)), [['1001/9', 'CREDIT_OVER_INVOICED', '96.67']])
  assert.equal(credits(s).length, 2)
  s.close()
})

const EIGHT: Refunds[number] = { ...ONE, id: 8, amount: '96.66' }
const NINE: Refunds[number] = { ...ONE, id: 9, amount: '96.67' }

test('S-114: several refunds that come to light at once are credited one after the other, and come to what was invoiced', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [ONE, EIGHT, NINE])
  await s.run()
  assert.equal(credits(s).map((one) => (one as number[])[0]), [96.67, 96.66, 96.67])
  await quiet(s)
  s.close()
})

test('S-114: refunds that come to light at once, and together are more than the invoice: the last one is held', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [{ ...ONE, amount: '193.33', rows: [{ article: 'A', quantity: '2' }] }, { ...EIGHT, amount: '193.33', rows: [{ article: 'A', quantity: '2' }] }])
  await s.run()
  assert.equal([credits(s).length, held(await quiet(s))], [1, [['1001/8', 'CREDIT_OVER_INVOICED', '193.33']]])
  s.close()
})

test('a credit that the bookkeeper made in another sum may hold the refund: nothing is made, until one of the sum settles it', async () => {
  const { s, people, invoice } = await sold(MAY)
  people.credit(invoice, { 1: 2 })
  giveBack(s, [ONE])
  await s.run()
  assert.equal([held(await quiet(s)), credits(s).length], [[['1001/7', 'CREDIT_UNEXPLAINED', '96.67']], 1])
  people.credit(invoice, { 1: 1 })
  await s.run()
  assert.equal([held(await quiet(s)), credits(s).length], [[], 2])
  s.close()
})

test('one credit of the bookkeeper for two refunds settles both', async () => {
  const { s, people, invoice } = await sold()
  giveBack(s, [ONE, EIGHT])
  people.credit(invoice, { 1: 2 })
  await s.run()
  assert.equal(held(await quiet(s)), [])
  s.close()
})

test('a refund that comes to light later is another, though it was made earlier and gave back the same', async () => {
  const { s, people, invoice } = await sold()
  giveBack(s, [ONE])
  people.credit(invoice, { 1: 1 })
  await s.run()
  giveBack(s, [ONE, { ...ONE, id: 6, at: '2026-11-25T09:30:00' }])
  await s.run()
  assert.equal(held(await quiet(s)).map((one) => (one as string[])[0]), ['1001/6'])
  s.close()
})

const CHANGED: Readonly<Record<string, readonly [refunds: Refunds, code: string, amount: string]>> = {
  'fails afterwards': [[{ ...ONE, state: 'Failed' }], 'REFUND_CHANGED', '0.00'],
  'is withdrawn': [[], 'REFUND_CHANGED', '0.00'],
  'gets another sum': [[{ ...ONE, amount: '193.33' }], 'REFUND_CHANGED', '193.33'],
}
for (const [name, [refunds, code, amount]] of Object.entries(CHANGED)) {
  test(`a refund that is credited and ${name} is held until the credits come to what is given back`, async () => {
    const { s, people, invoice } = await sold(MAY)
    giveBack(s, [ONE])
    await s.run()
    const [credit] = s.documents('INVOICE_HEAD').filter((one) => one['TYPE_OF_INVOICE'] === 'K')
    s.place('1001', { ...s.order('1001'), refunds, modified: '2026-11-25T15:00:00' })
    await s.run()
    for (let nth = 0; nth < 2; nth += 1) assert.equal([held(await quiet(s)), credits(s).length], [[['1001/7', code, amount]], 1])
    if (amount === '0.00') s.inErp('INVOICE_HEAD', String(credit?.['DOCUMENT_NUMBER']), { DOCUMENT_CANCELLED: true })
    else people.credit(invoice, { 1: 1 })
    if (amount === '193.33') s.place('1001', { ...s.order('1001'), refunds: [{ ...ONE, amount: '193.34' }], modified: '2026-11-25T15:30:00' })
    await s.run()
    assert.equal(held(await quiet(s)), [])
    s.close()
  })
}

test('a credit of ours that is cancelled, or gone, is held until another one stands', async () => {
  for (const change of [{ DOCUMENT_CANCELLED: true }, null]) {
    const { s, people, invoice } = await sold(MAY)
    giveBack(s, [ONE])
    await s.run()
    const [credit] = s.documents('INVOICE_HEAD').filter((one) => one['TYPE_OF_INVOICE'] === 'K')
    s.inErp('INVOICE_HEAD', String(credit?.['DOCUMENT_NUMBER']), change)
    await s.run()
    assert.equal(held(await quiet(s)), [['1001/7', 'CREDIT_GONE', '96.67']])
    people.credit(invoice, { 1: 1 })
    await s.run()
    assert.equal(held(await quiet(s)), [])
    s.close()
  }
})

test('a refund without a day is held by name', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [{ ...ONE, at: '' }])
  await s.run()
  assert.equal([held(await quiet(s)), credits(s)], [[['1001/7', 'REFUND_UNDATED', '96.67']], []])
  s.close()
})

test('a credit whose answer is lost is looked for, and made once', async () => {
  for (const [when, made] of [['before', 0], ['after', 1]] as const) {
    const { s } = await sold(MAY)
    giveBack(s, [ONE])
    s.settings('erp', { faults: [{ op: 'AdkAdd', kind: 'crash', when, nth: 1, times: 3 }] })
    await s.run()
    assert.equal(credits(s).length, made, `${when}: the fault has struck`)
    s.settings('erp', { faults: [] })
    s.at('2026-11-25T20:00:00Z')
    await s.run()
    await quiet(s)
    assert.equal(credits(s).length, 1, when)
    s.close()
  }
})

test('S-117: a refund that is pending at the payment provider waits, and is credited once it is through', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [{ ...ONE, state: 'Pending' }])
  await s.run()
  assert.equal([held(await quiet(s)), credits(s)], [[['1001/7', 'REFUND_PENDING', '96.67']], []])
  giveBack(s, [ONE])
  s.place('1001', { ...s.order('1001'), modified: '2026-11-25T15:00:00' })
  await s.run()
  assert.equal(credits(s).length, 1)
  s.close()
})

test('S-119: exchanged: what comes back is credited, and what is sent instead is an order of its own', async () => {
  const { s } = await sold(MAY)
  giveBack(s, [ONE])
  s.place('1002', { rows: [{ article: 'B', quantity: '1', price: '146.67' }], freight: { amount: '0' } })
  await s.run()
  const net = Number(s.document('se/1002')['TOTAL_AMOUNT']) - Number((credits(s)[0] as number[])[0])
  assert.is(net.toFixed(2), '50.00')
  s.close()
})

test('S-120: the credit has the day of the refund, not of the sale; a locked period holds it, or takes the day of today', async () => {
  for (const [orders, expected] of [[undefined, 'PERIOD_LOCKED'], ['lockedPeriod: today', '2026-12-03']] as const) {
    const { s } = await sold(MAY, orders)
    s.at('2026-12-03T09:00:00Z')
    s.inErp('BOOKINGYEAR', 'B', { ID: 'B', START: '2025-12-01', END: '2026-11-30', YEAR_LOCKED: true })
    s.inErp('BOOKINGYEAR', 'C', { ID: 'C', START: '2026-12-01', END: '2027-11-30', YEAR_LOCKED: false })
    giveBack(s, [{ ...ONE, at: '2026-11-30T11:00:00' }])
    await s.run()
    const found = held(await quiet(s))
    assert.equal(orders === undefined ? (found[0] as string[])[1] : (credits(s)[0] as string[])[3], expected)
    s.close()
  }
})

test('S-116: everything given back before there is an invoice, at once or in parts, cancels the order, and nothing is credited', async () => {
  for (const parts of [['447'], ['199', '248']]) {
    const s = await orderScenario({ erp: MAY, mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }' })
    s.place('1001', {})
    await s.run()
    for (const [at] of parts.entries()) {
      giveBack(s, parts.slice(0, at + 1).map((amount, nth) => ({ id: 7 + nth, at: AT, amount })))
      await s.run()
      if (at + 1 < parts.length) assert.equal([s.documents().map((one) => one['DOCUMENT_CANCELLED'] === true), held(await quiet(s))], [[false], [['1001/7', 'REFUND_BEFORE_INVOICE', '199.00']]])
    }
    assert.equal(s.documents().map((one) => one['DOCUMENT_CANCELLED']), [true])
    const last = await quiet(s)
    assert.equal([held(last), held(last, 'se/order-cancellation'), credits(s)], [[], [], []])
    s.close()
  }
})

test('S-116: given back before there is an invoice: the order that the shop cancelled is cancelled in the company, and nothing is credited', async () => {
  const s = await orderScenario({ mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }' })
  s.place('1001', {})
  await s.run()
  s.place('1001', { ...s.order('1001'), statusId: GIVEN_BACK, payment: { methodId: 1, state: 'Credited' } })
  await s.run()
  assert.equal(s.documents().map((one) => one['DOCUMENT_CANCELLED']), [true])
  s.erpLog()
  await s.run()
  assert.equal(s.erpLog(), [])
  s.close()
})

test('S-116: an order that was cancelled because all of it was given back: its shop, which shows it as open, and its customer hear of it once', async () => {
  const s = await orderScenario({
    erp: MAY, integration: 'streams: { order-status: on }',
    mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }\nfeedback: [{ event: delivered, status: Levererad }, { event: cancelled, status: Makulerad, mail: true }]',
  })
  s.place('1001', { rows: [{ article: 'A', quantity: '2', price: '199' }], freight: { amount: '0' } })
  await s.run()
  giveBack(s, [{ id: 7, at: AT, amount: '398', rows: [{ article: 'A', quantity: '2' }] }])
  await s.run()
  assert.equal(s.documents().map((one) => one['DOCUMENT_CANCELLED']), [true])
  assert.equal(await after(s), [false, true, 1, 0, []])
  s.close()
})

test('S-116: a part that the shop gives back and takes off the order before the invoice cancels nothing: the rest is paid, and is sent', async () => {
  for (const erp of [MAY, '']) {
    const s = await orderScenario({ erp, integration: 'streams: { order-status: on }', mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }\nfeedback: [{ event: delivered, status: Levererad }]' })
    s.place('1001', { rows: [{ article: 'A', quantity: '2', price: '199' }], freight: { amount: '0' }, payment: { methodId: 1, state: 'Captured' } })
    await s.run()
    s.place('1001', { ...s.order('1001'), rows: [{ article: 'A', quantity: '1', price: '199' }], modified: '2026-11-25T12:20:00' })
    giveBack(s, [{ id: 7, at: AT, amount: '199', rows: [{ article: 'A', quantity: '1' }] }])
    for (let at = 0; at < 3; at++) {
      const { document } = await s.run()
      assert.ok(heldOrders(document).includes('1001 EDITED_AFTER_TRANSFER'), heldOrders(document).join())
    }
    assert.equal(s.documents().map((one) => one['DOCUMENT_CANCELLED'] === true), [false])
    s.close()
  }
})

test('S-116: a part that is given back before the invoice, and that the invoice leaves out, is not credited as well', async () => {
  for (const [state, amount, expected] of [['Captured', '199', []], ['Captured', '99', [['1001/7', 'REFUND_BILLED_LESS', '99.00']]], ['Reserved', '199', [['1001/7', 'REFUND_BILLED_LESS', '199.00']]]] as const) {
    const s = await orderScenario({ erp: MAY })
    s.place('1001', { payment: { methodId: 1, state } })
    await s.run()
    giveBack(s, [{ id: 7, at: AT, amount, rows: [{ article: 'A', quantity: '1' }] }])
    await s.run()
    assert.equal(held(await quiet(s)), [['1001/7', 'REFUND_BEFORE_INVOICE', `${amount}.00`]])
    const people = new People(s.world('erp'))
    people.edit('order', 1, {}, { 1: { QUANTITY2: 1 } })
    const { invoice } = people.invoice(1)
    await s.run()
    assert.equal([held(await quiet(s)), credits(s)], [expected, []], `${state} ${amount}`)
    if (expected.length > 0 && amount === '199') {
      people.credit(invoice, { 1: 1 })
      await s.run()
      assert.equal(held(await quiet(s)), [], 'a person may credit it all the same')
    }
    s.close()
  }
})

test('S-102: all that a gift card left to pay is given back: held by the row of the card', async () => {
  const s = await orderScenario({ erp: MAY, orders: 'articles: { giftCard: PK }', articles: { A: {}, PK: { row: { ACCOUNTING_CODE: '0' } } } })
  s.place('1001', { giftVouchers: [{ number: 'G-1', amount: '300' }], payment: { methodId: 1, state: 'Captured' } })
  await s.run()
  const { invoice } = new People(s.world('erp')).invoice(1)
  giveBack(s, [{ id: 7, at: AT, amount: '147' }])
  await s.run()
  assert.equal([held(await quiet(s)), credits(s)], [[['1001/7', 'CREDIT_ROW_BELOW_ZERO', '147.00']], []])
  new People(s.world('erp')).credit(invoice)
  await s.run()
  assert.equal(held(await quiet(s)), [])
  s.close()
})

const DUE = ['1001/REFUND_DUE', 'REFUND_DUE']

test('credited by the bookkeeper after the money was taken: what is to be given back is held with its sum until the shop shows it', async () => {
  const { s, people, invoice } = await sold()
  people.credit(invoice, { 1: 1 })
  await s.run()
  assert.equal(held(await quiet(s), 'se/capture'), [[...DUE, '96.67']])
  giveBack(s, [{ ...ONE, state: 'Pending' }])
  await s.run()
  const pending = (await quiet(s)).streams.find(({ stream }) => stream === 'se/capture')
  assert.equal([pending?.held.length, pending?.skipped.map(({ reason }) => reason.code)], [0, ['REFUND_DUE']], 'on its way is a remark')
  s.place('1001', { ...s.order('1001'), refunds: [ONE], modified: '2026-11-25T15:00:00' })
  await s.run()
  const last = await quiet(s)
  assert.equal([held(last, 'se/capture'), held(last)], [[], []])
  s.close()
})

test('paid at once, and cancelled by the bookkeeper: the shop hears of it once, and what is to be given back stays named, without a stream of captures as well', async () => {
  for (const capture of ['', ', capture: true']) {
    const feedback = `feedback: [{ event: delivered, status: Levererad${capture} }, { event: cancelled, status: Makulerad, mail: true }]`
    const s = await orderScenario({ integration: 'streams: { order-status: on }', mapping: `import: { when: [Betald], then: Överförd }\n${feedback}` })
    const stream = capture === '' ? 'se/order-event' : 'se/capture'
    s.place('1001', { payment: { methodId: 1, state: 'Captured' } })
    await s.run()
    new People(s.world('erp')).cancel('order', 1)
    await s.run()
    for (let nth = 0; nth < 2; nth += 1) assert.equal(held(await quiet(s), stream), [[...DUE, '447.00']])
    assert.equal([s.order('1001').statusId, s.puts('mails')], [GIVEN_BACK, 1])
    giveBack(s, [{ id: 7, at: AT, amount: '447' }])
    await s.run()
    assert.equal(held(await quiet(s), stream), [])
    s.close()
  }
})

test('S-113: what is given back of a part that was captured, and credited, takes nothing off the capture of the rest', async () => {
  const s = await orderScenario({
    erp: MAY, captureParts: true, integration: 'streams: { order-status: on }',
    mapping: 'import: { when: [Betald], then: Överförd }\nfeedback: [{ event: partlyDelivered, status: Levererad, capture: true }, { event: delivered, status: Levererad, capture: true }]',
  })
  const people = new People(s.world('erp'))
  s.place('1001', { rows: [{ article: 'A', name: 'Kopp', quantity: '2', price: '199' }, { article: 'B', name: 'Fat', quantity: '1', price: '349' }] })
  await s.run()
  people.deliver(1, { 1: 2 })
  const { backOrder = 0 } = people.invoice(1)
  await s.run()
  giveBack(s, [{ id: 7, at: AT, amount: '199', rows: [{ article: 'A', quantity: '1' }] }])
  await s.run()
  for (const one of s.documents('INVOICE_HEAD')) if (one['TYPE_OF_INVOICE'] === 'K') people.print('invoice', Number(one['DOCUMENT_NUMBER']))
  people.deliver(backOrder)
  people.invoice(backOrder)
  await s.run()
  await quiet(s)
  assert.equal(Object.values(s.world('se').table('captures')).map(({ amount }) => amount), ['447.00', '349.00'])
  s.close()
})

test.run()
