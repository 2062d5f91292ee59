// Scenarios of what happens to an order after its transfer: the bookkeeper works in the company, and the shop, its customer and the
// payment hear of it. Mails and captures are counted in the shop's log, where a second one would be a second row.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { openSession } from '../../engine/cli/session.js'
import { People } from '../../engine/connect/visma/simulator/people.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import { sold, streamOf } from '../kit/scenario.js'

const test = suite('scenarios: after the transfer')

const STATUSES = { 10: 'Ny', 20: 'Betald', 25: 'Överförd', 28: 'Delvis levererad', 30: 'Levererad', 33: 'Fakturerad', 35: 'Debiteras', 37: 'Slutbetald', 40: 'Makulerad' }
const [MOVED, PART, SENT, BILLED, CHARGED, CANCELLED] = [25, 28, 30, 33, 35, 40]
/** 2 × 199.00 + 349.00 + freight 49.00 = 796.00. */
const ROWS = [{ article: 'A', name: 'Kopp', quantity: '2', price: '199' }, { article: 'B', name: 'Fat', quantity: '1', price: '349' }]
const DELIVERED = '{ event: delivered, status: Levererad, mail: true, tracking: true, capture: true }'

interface Given extends OrderScenarioOptions { readonly feedback?: string }

/** One order of 796.00, in the ERP already. Lines of the feedback and of orders. */
async function transferred({ feedback = DELIVERED, ...options }: Given = {}): Promise<{ s: OrderScenario; people: People }> {
  const s = await scenarioOf({ feedback, ...options })
  s.place('1001', { rows: ROWS })
  await s.run()
  return { s, people: new People(s.world('erp')) }
}

async function scenarioOf({ feedback = DELIVERED, ...options }: Given): Promise<OrderScenario> {
  const s = await orderScenario({
    integration: 'streams: { order-status: on }', mapping: `import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }\nfeedback: [${feedback}]`, ...options,
  })
  const shop = s.world('se')
  shop.effect('a person', Object.entries(STATUSES).map(([id, name]) => ['orderStatuses', id, { ...shop.row('orderStatuses', id), name }] as [string, string, never]))
  return s
}

interface Seen { readonly status: number | undefined; readonly mails: number; readonly captures: number }

function seen(s: OrderScenario): Seen {
  return { status: s.order('1001').statusId, mails: s.puts('mails'), captures: s.puts('captures') }
}

/** Codes of what is held or left out in a stream. */
function said({ streams }: PlanDocument, stream: string): string[] {
  const one = streams.find((other) => other.stream === `se/${stream}`)
  return [...one?.held ?? [], ...one?.skipped ?? []].map(({ reason }) => reason.code)
}

/** Runs twice: the second time nothing may be written anywhere. */
async function runTwice(s: OrderScenario): Promise<PlanDocument> {
  s.shopLog()
  const { document } = await s.run()
  s.shopLog(); s.erpLog()
  await s.run()
  assert.equal([s.shopLog(), s.erpLog()], [[], []], 'the second run writes nothing')
  return document
}

const file = (s: OrderScenario, name: string, lines: readonly string[], encoding: BufferEncoding = 'utf8') => writeFileSync(join(s.dir, name), Buffer.from(lines.join('\r\n'), encoding))
const FROM_FILE = 'parcels: { from: file, file: kollin.csv, carrier: PostNord, links: { PostNord: "https://track.example/{number}" } }'
const HEADING = 'orderNumber;parcel;carrier'

test('S-089: delivered in the company: the status, one mail, the parcel, and the whole captured once', async () => {
  const { s, people } = await transferred({ orders: FROM_FILE })
  file(s, 'kollin.csv', [HEADING, '1001;00370123456789;'])
  assert.equal(seen(s), { status: MOVED, mails: 0, captures: 0 })
  people.deliver(1)
  await runTwice(s)
  assert.equal(seen(s), { status: CHARGED, mails: 1, captures: 1 })
  assert.equal(s.order('1001').history?.map(({ statusId }) => statusId), [MOVED, SENT, CHARGED])
  assert.equal(s.order('1001').parcels, [{ number: '00370123456789', carrier: 'PostNord', url: 'https://track.example/00370123456789' }])
  s.close()
})

test('S-090: the answers to the status and to the capture are lost, and the run starts again: still one mail and one capture', async () => {
  for (const op of ['Order_SetStatus', 'Order_Get']) {
    for (const kind of ['lostReplyAfter', 'lostReplyBefore']) {
      const { s, people } = await transferred()
      people.deliver(1)
      for (const everyNth of [1, 2]) {
        s.settings('se', { faults: [{ op, kind, everyNth, times: 1 }] })
        await s.run()
      }
      s.settings('se', { faults: [] })
      s.at('2026-11-25T20:00:00Z')
      await s.run()
      await s.run()
      assert.equal(seen(s), { status: CHARGED, mails: 1, captures: 1 }, `${op} ${kind}`)
      assert.equal(s.order('1001').history?.map(({ statusId }) => statusId), [MOVED, SENT, CHARGED], `${op} ${kind}`)
      s.close()
    }
  }
})

test('S-092: a parcel that is known the next day comes by itself; a second mail only where the files want one', async () => {
  for (const [more, mails] of [['', 1], [', mailOnTracking: true', 2]] as const) {
    const { s, people } = await transferred({ orders: FROM_FILE, feedback: DELIVERED.replace(' }', `${more} }`) })
    file(s, 'kollin.csv', [HEADING])
    people.deliver(1)
    await runTwice(s)
    assert.equal([seen(s), s.order('1001').parcels], [{ status: CHARGED, mails: 1, captures: 1 }, undefined])
    file(s, 'kollin.csv', [HEADING, '1001;00370123456789;'])
    await runTwice(s)
    assert.equal([seen(s), s.order('1001').parcels?.length], [{ status: CHARGED, mails, captures: 1 }, 1])
    s.close()
  }
})

test('S-093: two parcels: one goes with the status, the other by itself without a second mail', async () => {
  const { s, people } = await transferred({ orders: FROM_FILE, feedback: DELIVERED.replace(' }', ', mailOnTracking: true }') })
  file(s, 'kollin.csv', [HEADING, '1001;37012345678902;', '1001;37012345678901;DHL', '9999;37012345678903;'])
  people.deliver(1)
  await runTwice(s)
  assert.equal(s.order('1001').parcels?.map(({ number, carrier }) => [number, carrier]), [['37012345678901', 'DHL'], ['37012345678902', 'PostNord']])
  assert.equal(seen(s), { status: CHARGED, mails: 1, captures: 1 })
  s.close()
})

test("a carrier's file in the old code page, with commas; one that is not there holds nothing up and is said", async () => {
  const { s, people } = await transferred({ orders: 'parcels: { from: file, file: ut.csv, columns: { orderNumber: "Ordernr", parcel: "Försändelse" } }' })
  people.deliver(1)
  const { document } = await s.run()
  assert.equal([streamOf(document, 'se/shipment').failed?.code, seen(s)], ['PARCEL_FILE_UNREADABLE', { status: CHARGED, mails: 1, captures: 1 }])
  file(s, 'ut.csv', ['Ordernr,Försändelse', '1001,37012345678901', ',x', '1002,37012345678909', '1001,37012345678909'], 'latin1')
  const later = await runTwice(s)
  assert.equal(s.order('1001').parcels, [{ number: '37012345678901' }])
  assert.equal(said(later, 'shipment').sort(), ['PARCEL_OF_TWO_ORDERS', 'PARCEL_ROW_UNREADABLE'])
  s.close()
})

test("the number stands in the document's text; what the customer wrote is nobody's parcel", async () => {
  const s = await scenarioOf({ orders: 'parcels: { from: comment, pattern: "Kolli {number}" }' })
  s.place('1001', { rows: ROWS, comment: 'Kolli 111222333 vill jag inte ha' })
  await s.run()
  const people = new People(s.world('erp'))
  people.edit('order', 1, { TEXT2: 'Kolli 37012345678901' })
  people.deliver(1)
  await runTwice(s)
  assert.equal(s.order('1001').parcels, [{ number: '37012345678901' }])
  s.close()
})

const IN_PARTS = '{ event: partlyDelivered, status: Delvis levererad, capture: true }, { event: delivered, status: Levererad, mail: true, capture: true }'

test('S-094: a shop that can only bill the whole bills nothing of a part, and that is said', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS })
  people.deliver(1, { 1: 2 })
  const document = await runTwice(s)
  assert.equal([seen(s), said(document, 'capture')], [{ status: PART, mails: 0, captures: 0 }, ['CAPTURE_PARTIAL_UNSUPPORTED']])
  const { reason } = streamOf(document, 'se/capture').skipped[0] ?? {}
  assert.equal([reason?.facts?.['amount'], reason?.facts?.['whole']], ['447.00', '796.00'])
  s.close()
})

test('S-095: the rest comes by a back order: then the whole is captured, once, and both documents belong to the order', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS })
  people.deliver(1, { 1: 2 })
  await s.run()
  const { backOrder } = people.invoice(1)
  assert.ok(backOrder !== undefined)
  await s.run()
  assert.equal(seen(s), { status: PART, mails: 0, captures: 0 })
  people.deliver(backOrder as number)
  people.invoice(backOrder as number)
  const document = await runTwice(s)
  assert.equal([seen(s), said(document, 'capture')], [{ status: CHARGED, mails: 1, captures: 1 }, []])
  s.close()
})

test('S-095: a back order of a back order is of the same family: each delivery is captured, and the order is delivered with the last', async () => {
  const s = await scenarioOf({ feedback: IN_PARTS, captureParts: true })
  s.place('1001', { rows: [{ article: 'A', quantity: '3', price: '100' }], freight: { amount: '0' } })
  await s.run()
  const people = new People(s.world('erp'))
  let order = 1
  for (const parts of [['100.00'], ['100.00', '100.00']]) {
    people.deliver(order, { 1: 1 })
    order = people.invoice(order).backOrder as number
    const document = await runTwice(s)
    assert.equal([seen(s), captured(s), said(document, 'capture'), said(document, 'order')], [{ status: PART, mails: 0, captures: parts.length }, parts, [], []])
  }
  people.deliver(order)
  people.invoice(order)
  assert.equal(said(await runTwice(s), 'capture'), [])
  assert.equal([seen(s), captured(s)], [{ status: SENT, mails: 1, captures: 3 }, ['100.00', '100.00', '100.00']])
  s.close()
})

test('S-096: the rest will never come: what stays reserved is said, and nothing is captured by a shop that can only bill the whole', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS })
  people.deliver(1, { 1: 2 })
  await s.run()
  const { backOrder } = people.invoice(1)
  people.cancel('order', backOrder as number)
  const document = await runTwice(s)
  assert.equal(said(document, 'capture').sort(), ['CAPTURE_PARTIAL_UNSUPPORTED', 'CAPTURE_RELEASE'])
  assert.equal(streamOf(document, 'se/capture').skipped[0]?.reason.facts?.['amount'], '349.00')
  assert.equal([seen(s).status, seen(s).captures], [SENT, 0])
  s.close()
})

/** Amounts of the captures that the shop made, in their order. */
const captured = (s: OrderScenario): unknown[] => Object.values(s.world('se').table('captures')).map((one) => one['amount'])

test('S-094, S-095: a shop that takes parts captures what is delivered, and the rest with the back order', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS, captureParts: true })
  people.deliver(1, { 1: 2 })
  const document = await runTwice(s)
  assert.equal([seen(s), said(document, 'capture'), captured(s)], [{ status: PART, mails: 0, captures: 1 }, [], ['447.00']])
  const { backOrder } = people.invoice(1)
  await runTwice(s)
  assert.equal(captured(s), ['447.00'])
  people.deliver(backOrder as number)
  people.invoice(backOrder as number)
  assert.equal(said(await runTwice(s), 'capture'), [])
  assert.equal([seen(s), captured(s), s.order('1001').payment?.state], [{ status: SENT, mails: 1, captures: 2 }, ['447.00', '349.00'], 'Captured'])
  s.close()
})

test('S-096: the rest will never come: the part stays captured, and what of the reservation is left is said', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS, captureParts: true })
  people.deliver(1, { 1: 2 })
  await s.run()
  people.cancel('order', people.invoice(1).backOrder as number)
  const document = await runTwice(s)
  assert.equal([said(document, 'capture'), captured(s)], [['CAPTURE_RELEASE'], ['447.00']])
  assert.equal(streamOf(document, 'se/capture').skipped[0]?.reason.facts?.['amount'], '349.00')
  s.close()
})

test('a part whose answer is lost, before or after it took effect, and a run that starts again: each part once', async () => {
  for (const kind of ['lostReplyAfter', 'lostReplyBefore']) {
    for (const op of ['Order_Capture', 'Order_Get']) {
      const { s, people } = await transferred({ feedback: IN_PARTS, captureParts: true })
      const troubled = async (): Promise<void> => {
        for (const everyNth of [1, 2]) {
          s.settings('se', { faults: [{ op, kind, everyNth, times: 1 }] })
          await s.run()
        }
        s.settings('se', { faults: [] })
      }
      people.deliver(1, { 1: 2 })
      await troubled()
      s.at('2026-11-25T20:00:00Z')
      await s.run()
      assert.equal(captured(s), ['447.00'], `${op} ${kind}`)
      people.deliver(people.invoice(1).backOrder as number)
      await troubled()
      s.at('2026-11-25T22:00:00Z')
      await s.run()
      await runTwice(s)
      assert.equal(captured(s), ['447.00', '349.00'], `${op} ${kind}`)
      s.close()
    }
  }
})

test('a person captured the part that was due: nothing is captured beside it, and what is due next is held', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS, captureParts: true })
  people.deliver(1, { 1: 2 })
  s.place('1001', { ...s.order('1001'), payment: { ...s.order('1001').payment, captures: [{ amount: '447', at: '2026-11-25T10:00:00' }] } })
  assert.equal([said(await runTwice(s), 'capture'), seen(s).captures], [[], 0])
  people.deliver(people.invoice(1).backOrder as number)
  assert.equal([said(await runTwice(s), 'capture'), seen(s).captures], [['CAPTURE_DIFFERS'], 0])
  s.close()
})

test('S-099: the reservation is about to expire, and has: it is said, nothing is captured, and the status follows all the same', async () => {
  for (const captureParts of [false, true]) {
    const { s, people } = await transferred({ feedback: IN_PARTS, captureParts })
    s.place('1001', { ...s.order('1001'), payment: { ...s.order('1001').payment, expires: '2026-11-27T12:00:00' } })
    s.at('2026-11-25T12:00:00Z')
    assert.equal(said(await runTwice(s), 'capture'), ['AUTH_EXPIRES'])
    s.at('2026-11-28T12:00:00Z')
    people.deliver(1)
    const document = await runTwice(s)
    assert.equal([seen(s), said(document, 'capture')], [{ status: SENT, mails: 1, captures: 0 }, ['AUTH_EXPIRED']])
    assert.equal(streamOf(document, 'se/capture').held[0]?.reason.facts?.['amount'], '796.00')
    s.close()
  }
})

test('S-098: somebody captured in the shop what is not delivered: held, and never a second time', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS })
  people.deliver(1, { 1: 2 })
  s.place('1001', { ...s.order('1001'), payment: { ...s.order('1001').payment, state: 'Captured' } })
  const document = await runTwice(s)
  assert.equal([said(document, 'capture'), seen(s)], [['CAPTURE_DIFFERS'], { status: PART, mails: 0, captures: 0 }])
  s.close()
})

test('captured in the shop by a person, and then delivered whole: nothing is left to capture', async () => {
  const { s, people } = await transferred()
  s.place('1001', { ...s.order('1001'), payment: { ...s.order('1001').payment, state: 'Captured' } })
  people.deliver(1)
  const document = await runTwice(s)
  assert.equal([said(document, 'capture'), seen(s)], [[], { status: SENT, mails: 1, captures: 0 }])
  s.close()
})

test('S-101: the document was raised by 100.00: what was agreed to is captured, and the rest is said', async () => {
  const { s, people } = await transferred()
  people.edit('order', 1, {}, { 2: { PRICE_EACH_CURRENT_CURRENCY: 449 } })
  people.deliver(1)
  const document = await runTwice(s)
  assert.equal([said(document, 'capture'), seen(s)], [['CAPTURE_OVER_AUTH'], { status: CHARGED, mails: 1, captures: 1 }])
  s.close()
})

test('S-101: a shop that takes parts: the raised part is captured, and with the rest no more than was agreed to', async () => {
  const { s, people } = await transferred({ feedback: IN_PARTS, captureParts: true })
  people.edit('order', 1, {}, { 1: { PRICE_EACH_CURRENT_CURRENCY: 249 } })
  people.deliver(1, { 1: 2 })
  assert.equal([said(await runTwice(s), 'capture'), captured(s)], [[], ['547.00']])
  people.deliver(people.invoice(1).backOrder as number)
  assert.equal([said(await runTwice(s), 'capture'), captured(s)], [['CAPTURE_OVER_AUTH'], ['547.00', '249.00']])
  s.close()
})

test('S-102: a shop that takes parts: the gift card pays first, and the parts come to the 496.00 that are left', async () => {
  const s = await scenarioOf({ feedback: IN_PARTS, captureParts: true, orders: 'articles: { giftCard: PK }', articles: { A: {}, B: {}, PK: { row: { ACCOUNTING_CODE: '0' } } } })
  s.place('1001', { rows: ROWS, giftVouchers: [{ number: 'G-1', amount: '300' }] })
  await s.run()
  const people = new People(s.world('erp'))
  people.deliver(1, { 1: 2 })
  await runTwice(s)
  people.deliver(people.invoice(1).backOrder as number)
  await runTwice(s)
  assert.equal(captured(s), ['147.00', '349.00'])
  s.close()
})

test('S-102: a gift card paid 300.00: the 496.00 that are left are captured', async () => {
  const s = await scenarioOf({ orders: 'articles: { giftCard: PK }', articles: { A: {}, B: {}, PK: { row: { ACCOUNTING_CODE: '0' } } } })
  s.place('1001', { rows: ROWS, giftVouchers: [{ number: 'G-1', amount: '300' }] })
  await s.run()
  new People(s.world('erp')).deliver(1)
  const document = await runTwice(s)
  assert.equal([said(document, 'capture'), seen(s)], [[], { status: CHARGED, mails: 1, captures: 1 }])
  s.close()
})

test('S-104: paid in the company: its status, without a mail', async () => {
  const { s, people } = await transferred({ feedback: '{ event: invoiced, status: Fakturerad, mail: true }, { event: paid, status: Slutbetald }' })
  const { invoice } = people.invoice(1)
  await runTwice(s)
  assert.equal(seen(s), { status: BILLED, mails: 1, captures: 0 })
  people.pay(invoice)
  await runTwice(s)
  assert.equal(seen(s), { status: 37, mails: 1, captures: 0 })
  s.close()
})

test('S-105: cancelled in the company: cancelled in the shop, the reservation is said, and nothing is on its way any more', async () => {
  const { s, people } = await transferred({ feedback: `${DELIVERED}, { event: cancelled, status: Makulerad, mail: true }`, more: 'stock: { inFlight: subtract }', articles: { A: { stock: 10 }, B: { stock: 5 } }, products: { A: sold('Kopp', 199), B: sold('Fat', 349) } })
  await s.approve()
  assert.equal([s.article('A')?.['QUANTITY_RESERVED'], s.product('A')?.stock?.count], [2, 8])
  people.cancel('order', 1)
  const document = await runTwice(s)
  assert.equal([seen(s), said(document, 'capture')], [{ status: CANCELLED, mails: 1, captures: 0 }, ['CAPTURE_RELEASE']])
  assert.equal([s.article('A')?.['QUANTITY_RESERVED'], s.product('A')?.stock?.count], [0, 10])
  s.close()
})

const STAGES: readonly (readonly [string, (people: People) => void, string | undefined])[] = [
  ['nobody has touched it', () => {}, undefined],
  ['its confirmation is printed', (people) => people.print('order', 1), 'confirmed'],
  ['it is partly delivered', (people) => people.deliver(1, { 1: 1 }), 'partlyDelivered'],
  ['it is delivered', (people) => people.deliver(1), 'delivered'],
  ['it is invoiced', (people) => { people.invoice(1) }, 'invoiced'],
  ['it is paid', (people) => people.pay(people.invoice(1).invoice), 'paid'],
]
for (const [name, deed, event] of STAGES) {
  test(`S-107: cancelled in the shop when ${name}`, async () => {
    const { s, people } = await transferred({ feedback: '{ event: delivered, status: Levererad }' })
    deed(people)
    s.erpLog()
    s.place('1001', { ...s.order('1001'), statusId: CANCELLED })
    const document = await runTwice(s)
    const { reason } = streamOf(document, 'se/order-cancellation').held[0] ?? {}
    assert.equal([reason?.code, reason?.facts?.['event']], event === undefined ? [undefined, undefined] : ['CANCEL_TOO_LATE', event])
    assert.is(s.world('erp').row('ORDER_HEAD', '1')?.['DOCUMENT_CANCELLED'] === true, event === undefined)
    s.close()
  })
}

test('S-108: what a person moved on in the shop is not moved back', async () => {
  const { s, people } = await transferred({ feedback: '{ event: delivered, status: Levererad, mail: true }, { event: invoiced, status: Fakturerad }' })
  s.place('1001', { ...s.order('1001'), statusId: BILLED })
  people.deliver(1)
  await runTwice(s)
  assert.equal(seen(s), { status: BILLED, mails: 0, captures: 0 })
  s.close()
})

/** What the shop's customer changes afterwards, and what is held in the order stream. */
async function edited(s: OrderScenario, change: Parameters<OrderScenario['place']>[1]): Promise<string[]> {
  s.place('1001', { ...s.order('1001'), ...change })
  return said((await s.run()).document, 'order')
}

const TWO_OF_B = [ROWS[0], { ...ROWS[1], quantity: '2' }] as typeof ROWS
const ELSEWHERE = { shipTo: { first: 'Åsa', last: 'Öberg', address: 'Lillgatan 9', zip: '111 22', city: 'Älmhult', country: 'SE' } }

test('S-111: a quantity that is changed in the shop is held with what differs, until the document says the same or the order is changed back', async () => {
  for (const orders of ['onEdit: hold', 'onEdit: update']) {
    const { s, people } = await transferred({ orders })
    s.erpLog()
    s.place('1001', { ...s.order('1001'), rows: TWO_OF_B })
    const { held: [held] } = streamOf((await s.run()).document, 'se/order')
    assert.is(held?.reason.code, 'EDITED_AFTER_TRANSFER')
    assert.match(String(held?.reason.facts?.['changes']), /rows\.2: 1 × B .* → 2 × B /)
    assert.equal(s.erpLog(), [])
    if (orders.endsWith('hold')) people.edit('order', 1, {}, { 2: { QUANTITY2: 2 } })
    else s.place('1001', { ...s.order('1001'), rows: ROWS })
    assert.equal(said((await s.run()).document, 'order'), [])
    s.close()
  }
})

test('S-111: an edit of an order that was cancelled in the company is at its end', async () => {
  const { s, people } = await transferred()
  assert.equal(await edited(s, { rows: TWO_OF_B }), ['EDITED_AFTER_TRANSFER'])
  people.cancel('order', 1)
  assert.equal(said((await s.run()).document, 'order'), [])
  assert.equal(await edited(s, {}), [])
  s.close()
})

const HANDS: readonly (readonly [string, (people: People) => void, boolean])[] = [
  ['nobody has touched it', () => {}, true], ['it is printed', (people) => people.print('order', 1), false],
  ['it is begun', (people) => people.deliver(1, { 1: 1 }), false], ['it is delivered', (people) => people.deliver(1), false],
  ['the bookkeeper wrote in it', (people) => people.edit('order', 1, { CUSTOMER_REFERENCE_NAME: 'Bo' }), false],
]
for (const [name, deed, follows] of HANDS) {
  test(`S-111: onEdit: update, a new delivery address when ${name}`, async () => {
    const { s, people } = await transferred({ orders: 'onEdit: update', feedback: '{ event: paid, status: Slutbetald }' })
    deed(people)
    s.erpLog()
    assert.equal(await edited(s, { ...ELSEWHERE, comment: 'Ring på' }), follows ? [] : ['EDITED_AFTER_TRANSFER'])
    const { DELIVERY_MAILING_ADDRESS1: address, TEXT1: text } = s.world('erp').row('ORDER_HEAD', '1') ?? {}
    assert.equal([address, text, s.erpLog().length], follows ? ['Lillgatan 9', 'Ring på', 1] : ['Storgatan 1', undefined, 0])
    await s.run()
    assert.equal(s.erpLog(), [])
    s.close()
  })
}

test('S-111: onEdit: update leaves what is not the head to a person', async () => {
  const { s } = await transferred({ orders: 'onEdit: update' })
  s.erpLog()
  assert.equal([await edited(s, { ...ELSEWHERE, rows: TWO_OF_B }), s.erpLog()], [['EDITED_AFTER_TRANSFER'], []])
  s.close()
})

test('what the files ask for and the shop cannot do is off, with its reason', async () => {
  const s = await scenarioOf({ orders: 'parcels: { from: register }' })
  const { off } = await s.plan()
  assert.equal(off.filter(({ stream }) => /shipment|capture/.test(stream)).map(({ stream, code }) => `${stream} ${code}`), ['se/shipment PARCELS_NOT_READ'])
  s.close()
})

test('two rules for one event are an error where the second stands; a mail that a shared status swallows is a warning', async () => {
  const s = await scenarioOf({ feedback: '{ event: delivered, status: Levererad }, { event: invoiced, status: Levererad, mail: true }, { event: delivered, status: Fakturerad }' })
  const { problems } = await checkProject(s.dir)
  const told = problems.map(({ code, facts }) => `${code} ${String(facts['event'])} ${String(facts['other'] ?? '')}`.trim())
  assert.equal(told.sort(), ['E247 delivered', 'W317 invoiced delivered'])
  assert.is(problems[0]?.place?.line, problems[1]?.place?.line)
  s.close()
})

test('a link that is not https, and a pattern without a number, are refused', async () => {
  for (const parcels of ['{ from: file, file: a.csv, links: { DHL: "http://x.example/{number}" } }', '{ from: comment, pattern: Kolli }', '{ from: comment }', '{ from: file }']) {
    const s = await scenarioOf({ orders: `parcels: ${parcels}` })
    assert.is((await s.faults()).length > 0, true, parcels)
    s.close()
  }
})

test('S-110: every status that the files name and the shop does not have is an error that lists those that it has', async () => {
  const s = await orderScenario({
    integration: 'streams: { order-status: on }',
    mapping: 'import: { when: [Betalt], then: Överfört, cancelled: [Makulerat] }\nfinal: [Klart]\nfeedback: [{ event: delivered, status: Levererat }]',
  })
  const checked = await checkProject(s.dir)
  const session = await openSession(checked as Project, { write: false, tell: () => {} })
  await session.close()
  assert.equal(session.problems.map(({ facts }) => facts['code']).sort(), ['Betalt', 'Klart', 'Levererat', 'Makulerat', 'Överfört'])
  assert.equal([...new Set(session.problems.map(({ code }) => code))], ['SHOP_CODE_UNKNOWN'])
  assert.match(JSON.stringify(session.problems[0]?.facts), /Levererad/)
  s.close()
})

test('S-110: the status by which the binding takes money is one of the shop\'s, too', async () => {
  const s = await orderScenario({ integration: 'streams: { order-status: on }', mapping: `import: { when: [Betald], then: Överförd }\nfeedback: [${DELIVERED}]` })
  const shop = s.world('se')
  shop.effect('a person', [['orderStatuses', '35', { ...shop.row('orderStatuses', '35'), name: 'Debitering' }]])
  const session = await openSession(await checkProject(s.dir) as Project, { write: false, tell: () => {} })
  await session.close()
  assert.equal(session.problems.map(({ code, facts }) => [code, facts['code']]), [['SHOP_CODE_UNKNOWN', 'Debiteras']])
  s.close()
})

test.run()
