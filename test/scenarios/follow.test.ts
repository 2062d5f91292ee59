// Scenarios of orders that are followed after their transfer when something gets in the way: the shop cancels, a document is gone, an
// answer is lost, our own memory is.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { openSession } from '../../engine/cli/session.js'
import { People } from '../../engine/connect/visma/simulator/people.js'
import { pass } from '../../engine/run/pass.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import { streamOf } from '../kit/scenario.js'

const test = suite('scenarios: an order that is followed')

const STATUSES = { 10: 'Ny', 20: 'Betald', 25: 'Överförd', 30: 'Levererad', 33: 'Fakturerad', 35: 'Debiteras', 40: 'Makulerad', 50: 'Returnerad' }
const [PAID, MOVED, CANCELLED, RETURNED] = [20, 25, 40, 50]
/** 2 × 199.00 + 349.00 + freight 49.00 = 796.00. */
const ROWS = [{ article: 'A', name: 'Kopp', quantity: '2', price: '199' }, { article: 'B', name: 'Fat', quantity: '1', price: '349' }]
const DELIVERED = '{ event: delivered, status: Levererad, mail: true, capture: true }'
const IMPORT = 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }'

interface Given extends OrderScenarioOptions { readonly feedback?: string; readonly final?: string; readonly lost?: boolean }
interface Scene { readonly s: OrderScenario; readonly people: People }

/** One order of 796.00, in the ERP already. lost: the shop does not hear of it. */
async function transferred({ feedback = DELIVERED, final = '', lost = false, ...options }: Given = {}): Promise<Scene> {
  const s = await orderScenario({
    integration: 'streams: { order-status: on, product: off, price: off, stock: off }', mapping: `${IMPORT}\nfeedback: [${feedback}]\nfinal: [${final}]`, ...options,
  })
  const shop = s.world('se')
  shop.effect('a person', Object.entries(STATUSES).map(([id, name]) => ['orderStatuses', id, { ...shop.row('orderStatuses', id), name }] as [string, string, never]))
  s.place('1001', { rows: ROWS })
  if (lost) s.settings('se', { faults: [{ op: 'Order_SetStatus', kind: 'lostReplyBefore' }] })
  await s.run()
  s.settings('se', { faults: [] })
  return { s, people: new People(s.world('erp')) }
}

/** A person, or the shop itself, moves the order. */
function move(s: OrderScenario, statusId: number): void {
  s.place('1001', { ...s.order('1001'), statusId })
}

/** Made by hand in the ERP: the same document once more, with our mark. */
function again(s: OrderScenario, number: number, next: number): void {
  const erp = s.world('erp')
  const document = erp.row('ORDER_HEAD', String(number))
  erp.effect('a person', [['ORDER_HEAD', String(next), { ...document, DOCUMENT_NUMBER: next, DOCUMENT_CANCELLED: false }]])
}

interface Seen { readonly status: number | undefined; readonly mails: number; readonly captures: number }

function seen(s: OrderScenario): Seen {
  return { status: s.order('1001').statusId, mails: s.puts('mails'), captures: s.puts('captures') }
}

/** Codes of what is held or left out, by stream. */
function said({ streams }: PlanDocument): string[] {
  return streams.flatMap(({ stream, held, skipped }) => [...held, ...skipped].map(({ reason }) => `${stream} ${reason.code}`))
}

test('delivered and cancelled in the shop before the next run: nothing is captured nor told, and it stays held until the shop opens it again', async () => {
  const { s, people } = await transferred()
  people.deliver(1)
  move(s, CANCELLED)
  for (const _ of [1, 2]) {
    assert.equal(said((await s.run()).document), ['se/order-cancellation CANCEL_TOO_LATE', 'se/capture CAPTURE_ORDER_CLOSED'])
    assert.equal(seen(s), { status: CANCELLED, mails: 0, captures: 0 })
  }
  move(s, MOVED)
  await s.run()
  assert.equal(seen(s), { status: 35, mails: 1, captures: 1 })
  s.close()
})

test('returned for good in the shop before it is delivered: nothing is captured, and that is held', async () => {
  const { s, people } = await transferred({ final: 'Returnerad' })
  people.deliver(1)
  move(s, RETURNED)
  for (const _ of [1, 2]) assert.equal(said((await s.run()).document), ['se/capture CAPTURE_ORDER_CLOSED'])
  assert.equal(seen(s), { status: RETURNED, mails: 0, captures: 0 })
  s.close()
})

const CANCELS = '{ event: cancelled, status: Makulerad, mail: true }'

for (const [name, feedback] of [['the shop hears of a cancellation', `${DELIVERED}, ${CANCELS}`], ['it does not', DELIVERED]] as const) {
  test(`cancelled in the shop after the transfer and opened again, where ${name}: held by name, no second mail, and what stays reserved is said`, async () => {
    const { s, people } = await transferred({ feedback })
    move(s, CANCELLED)
    assert.equal(said((await s.run()).document), ['se/capture CAPTURE_RELEASE'])
    assert.is(s.world('erp').row('ORDER_HEAD', '1')?.['DOCUMENT_CANCELLED'], true)
    move(s, PAID)
    for (const _ of [1, 2]) {
      assert.equal(said((await s.run()).document).sort(), ['se/capture CAPTURE_RELEASE', 'se/order-cancellation ORDER_REOPENED'])
      assert.equal([seen(s), s.documents().length], [{ status: PAID, mails: 0, captures: 0 }, 1])
    }
    again(s, 1, 2)
    assert.equal(said((await s.run()).document), [])
    people.deliver(2)
    await s.run()
    assert.equal(seen(s), { status: 35, mails: 1, captures: 1 })
    s.close()
  })
}

test('cancelled in the ERP, told to the shop, and opened again there: held by name', async () => {
  const { s, people } = await transferred({ feedback: `${DELIVERED}, ${CANCELS}` })
  people.cancel('order', 1)
  await s.run()
  assert.equal(seen(s), { status: CANCELLED, mails: 1, captures: 0 })
  move(s, PAID)
  for (const _ of [1, 2]) assert.ok(said((await s.run()).document).includes('se/order-cancellation ORDER_REOPENED'))
  assert.equal([seen(s), s.documents().length], [{ status: PAID, mails: 1, captures: 0 }, 1])
  move(s, CANCELLED)
  assert.equal(said((await s.run()).document), ['se/capture CAPTURE_RELEASE'])
  s.close()
})

/** Our memory, but for the key. */
function forgetAll(s: OrderScenario): void {
  rmSync(join(s.dir, '.samsyn', 'state'), { recursive: true })
}

test('our memory is lost: what was handed over is known again by its mark, and followed to its end, each thing once', async () => {
  const { s, people } = await transferred()
  forgetAll(s)
  people.deliver(1)
  await s.run()
  assert.equal([seen(s), s.documents().length], [{ status: 35, mails: 1, captures: 1 }, 1])
  forgetAll(s)
  assert.equal(said((await s.run()).document), [])
  assert.equal([seen(s), s.documents().length, s.customers().length], [{ status: 35, mails: 1, captures: 1 }, 1, 1])
  s.close()
})

test('our memory is lost, and the order cancelled in the shop: its document is cancelled', async () => {
  const { s } = await transferred()
  forgetAll(s)
  move(s, CANCELLED)
  await s.run()
  assert.is(s.world('erp').row('ORDER_HEAD', '1')?.['DOCUMENT_CANCELLED'], true)
  forgetAll(s)
  assert.equal(said((await s.run()).document), ['se/order ORDER_CANCELLED'])
  s.close()
})

test('an order that somebody else moved past the transfer stays with them, and is looked for once', async () => {
  const { s } = await transferred()
  s.place('1002', { rows: ROWS, statusId: MOVED })
  s.erpLog()
  assert.equal(said((await s.run()).document), ['se/order STATUS_NOT_TRIGGER'])
  assert.equal([s.documents().length, s.erpLog()], [1, []])
  s.close()
})

test('our memory is lost, and its document comes to something else meanwhile: held by name', async () => {
  const { s, people } = await transferred()
  forgetAll(s)
  people.edit('order', 1, {}, { 2: { PRICE_EACH_CURRENT_CURRENCY: 449 } })
  assert.equal(said((await s.run()).document), ['se/order FIELD_MUST_AGREE'])
  assert.equal(s.documents().length, 1)
  s.close()
})

test('our memory is lost, and meanwhile its document was cancelled: the order is neither taken for handed over nor handed over again', async () => {
  const { s, people } = await transferred()
  rmSync(join(s.dir, '.samsyn', 'state'), { recursive: true })
  people.cancel('order', 1)
  move(s, PAID)
  assert.equal(said((await s.run()).document), ['se/order ORDER_REOPENED'])
  assert.equal([seen(s), s.documents().length], [{ status: PAID, mails: 0, captures: 0 }, 1])
  s.close()
})

/** In which order the shop showed the statuses. */
function history(s: OrderScenario): (number | undefined)[] | undefined {
  return s.order('1001').history?.map(({ statusId }) => statusId)
}

const BILLED = '{ event: invoiced, status: Fakturerad, mail: true }'

for (const kind of ['lostReplyBefore', 'lostReplyAfter', 'rowFailure'] as const) {
  for (const everyNth of [1, 2]) {
    test(`I-12: delivered, then invoiced, and call ${everyNth} that sets a status has ${kind}: the statuses come in their order, and the end is the same`, async () => {
      const { s, people } = await transferred({ feedback: `${DELIVERED}, ${BILLED}` })
      people.deliver(1)
      s.settings('se', { faults: [{ op: 'Order_SetStatus', kind, everyNth, times: 1 }] })
      await s.run()
      s.settings('se', { faults: [] })
      people.invoice(1)
      for (const at of ['2026-11-25T10:05:00Z', '2026-11-25T12:00:00Z', '2026-11-25T20:00:00Z', '2026-11-25T21:00:00Z']) {
        s.at(at)
        await s.run()
      }
      assert.equal([history(s), s.puts('mails'), s.puts('captures')], [[25, 30, 35, 33], 2, 1])
      s.close()
    })
  }
}

test('the receipt is lost, and the document is delivered meanwhile: the statuses come in their order', async () => {
  const { s, people } = await transferred({ feedback: DELIVERED, lost: true })
  people.deliver(1)
  const waits = said((await s.run()).document)
  assert.ok(waits.includes('se/order-event TELLING_WAITS'), waits.join())
  s.at('2026-11-25T20:00:00Z')
  await s.run()
  assert.equal(history(s), [25, 30, 35])
  s.close()
})

test('a person set a later status: the one that takes the money does not replace it, and that is held', async () => {
  const { s, people } = await transferred({ feedback: `${DELIVERED}, ${BILLED}` })
  people.deliver(1)
  move(s, 33)
  for (const _ of [1, 2]) assert.equal(said((await s.run()).document), ['se/capture CAPTURE_STATUS_PASSED'])
  assert.equal(seen(s), { status: 33, mails: 0, captures: 0 })
  s.close()
})

const LOST: readonly (readonly [string, (s: OrderScenario) => void, string])[] = [
  ['is gone', (s) => s.world('erp').effect('a person', [['ORDER_HEAD', '1', null]]), 'DOCUMENT_GONE'],
  ['has lost its mark', (s) => s.inErp('ORDER_HEAD', '1', { LOCAL_REMARK: '' }), 'DOCUMENT_GONE'],
  ['is there twice', (s) => again(s, 1, 2), 'VISMA_REFERENCE_TWICE'],
]
for (const [name, deed, code] of LOST) {
  test(`the document ${name}: its order is held by name until it is settled, in the same run and after a restart`, async () => {
    const { s, people } = await transferred()
    const before = s.world('erp').row('ORDER_HEAD', '1')
    deed(s)
    for (const at of ['2026-11-25T10:00:00Z', '2026-11-26T10:00:00Z']) {
      s.at(at)
      assert.equal(said((await s.run()).document), [`se/order-event ${code}`])
    }
    assert.equal(seen(s), { status: MOVED, mails: 0, captures: 0 })
    s.world('erp').effect('a person', [['ORDER_HEAD', '1', before as never], ['ORDER_HEAD', '2', null]])
    people.deliver(1)
    assert.equal(said((await s.run()).document), [])
    assert.equal(seen(s), { status: 35, mails: 1, captures: 1 })
    s.close()
  })
}

test('the document of an order that was cancelled in the shop may be gone', async () => {
  const { s } = await transferred()
  move(s, CANCELLED)
  await s.run()
  s.world('erp').effect('a person', [['ORDER_HEAD', '1', null]])
  assert.equal(said((await s.run()).document), [])
  s.close()
})

test('the document is gone, and the paid order is cancelled in the shop: what was captured is owed back', async () => {
  const { s, people } = await transferred()
  people.deliver(1)
  await s.run()
  s.world('erp').effect('a person', [['ORDER_HEAD', '1', null]])
  assert.equal(said((await s.run()).document), ['se/order-event DOCUMENT_GONE'])
  move(s, CANCELLED)
  for (let at = 0; at < 2; at++) assert.equal(said((await s.run()).document), ['se/capture REFUND_DUE'])
  s.place('1001', { ...s.order('1001'), refunds: [{ id: 7, at: '2026-11-25T12:00:00', amount: '796' }], modified: '2026-11-25T12:30:00' })
  assert.equal(said((await s.run()).document), [])
  s.close()
})

test('a running engine looks at orders that have come to their end once a day: a credit of what was paid is said', async () => {
  const { s, people } = await transferred({ feedback: '{ event: delivered, status: Levererad, capture: true }, { event: paid, status: Fakturerad }' })
  const checked = await checkProject(s.dir)
  let nowMs = Date.parse('2026-11-25T09:00:00Z')
  const session = await openSession(checked as Project, { write: true, tell: () => {}, clock: { now: () => nowMs, wait: async () => {} } })
  const passAfter = async (hours: number): Promise<string[]> => {
    nowMs += hours * 3_600_000
    return said((await pass(session.parts.desired.streams, session.parts)).document)
  }
  const { invoice } = people.invoice(1)
  for (let at = 0; at < 3; at++) await passAfter(1)
  people.pay(invoice)
  for (let at = 0; at < 3; at++) assert.equal(await passAfter(1), [])
  people.credit(invoice, { 1: 1 })
  assert.equal([await passAfter(1), await passAfter(25)], [[], ['se/capture REFUND_DUE']])
  await session.close()
  s.close()
})

const MORE = [ROWS[0], { ...ROWS[1], quantity: '2' }] as typeof ROWS

for (const hidesReserved of [true, false]) test(`I-4: raised in the shop and in the ERP after the transfer, where the shop ${hidesReserved ? 'does not show' : 'shows'} what is reserved: no more is captured, also when the edit is settled`, async () => {
  const { s, people } = await transferred({ hidesReserved })
  s.place('1001', { ...s.order('1001'), rows: MORE, payment: { ...s.order('1001').payment, reserved: '796' } })
  people.edit('order', 1, {}, { 2: { QUANTITY2: 2 } })
  await s.run()
  people.deliver(1)
  for (const _ of [1, 2]) {
    const { document } = await s.run()
    assert.equal(said(document), ['se/capture CAPTURE_OVER_AUTH', 'se/capture CAPTURE_PARTIAL_UNSUPPORTED'])
    const facts = streamOf(document, 'se/capture').held.map(({ reason }) => [reason.facts?.['wanted'] ?? reason.facts?.['amount'], reason.facts?.['reserved'] ?? reason.facts?.['whole']])
    assert.equal(facts, [['1145.00', '796.00'], ['796.00', '1145.00']])
  }
  assert.equal(seen(s), { status: 30, mails: 1, captures: 0 })
  s.close()
})

test('lowered in the shop and in the ERP after the transfer: what is left is captured, and the rest of the reservation is said', async () => {
  const { s, people } = await transferred({ hidesReserved: true })
  s.place('1001', { ...s.order('1001'), rows: [{ ...ROWS[0], quantity: '1' }, ROWS[1]] as typeof ROWS })
  people.edit('order', 1, {}, { 1: { QUANTITY2: 1 } })
  people.deliver(1)
  const { document } = await s.run()
  assert.equal(said(document), ['se/capture CAPTURE_RELEASE'])
  assert.is(streamOf(document, 'se/capture').skipped[0]?.reason.facts?.['amount'], '199.00')
  assert.equal(seen(s), { status: 35, mails: 1, captures: 1 })
  s.close()
})

test.run()
