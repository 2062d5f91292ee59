// Scenarios of the transfer of orders, played whole: a simulated shop over HTTP, a simulated company, the files as a customer writes
// them. What counts is what stands in both at the end, and that another run changes nothing.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { examinedAll } from '../../engine/cli/examined.js'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { statusFacts } from '../../engine/cli/status-facts.js'
import { FileStore } from '../../engine/store/store.js'
import { doc } from '../kit/customer.js'
import { callsIn } from '../kit/scenario.js'
import { documentsOf, effectsOfAnotherRun, heldOrders, rowsOf, skippedOrders } from '../kit/order-outcome.js'
import { orderScenario, STATUS, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('scenarios: orders')
const TRANSFERRED = 25

async function quiet(it: OrderScenario): Promise<void> {
  assert.equal(await effectsOfAnotherRun(it), [])
}

test('S-001: an order becomes one document, to the öre, and the shop is told once', async () => {
  const it = await orderScenario()
  it.place('1001', {})
  await it.run()
  assert.equal([documentsOf(it), rowsOf(it.document('se/1001')), it.document('se/1001')['CARGO_AMOUNT']], [['order se/1001: 447 incl. 89.4 VAT'], ['A 2 × 199 @1 → 398'], 49])
  assert.is(it.order('1001').statusId, TRANSFERRED)
  assert.is(it.shopLog().filter(({ what }) => what === 'Order_SetStatus').length, 1)
  it.close()
})

test('S-002: the same run again writes nothing, and neither does one after a restart', async () => {
  const it = await orderScenario()
  it.place('1001', {})
  await it.run()
  // Each run opens its systems and its memory anew, as a started process does.
  await quiet(it)
  await quiet(it)
  assert.is(it.documents().length, 1)
  it.close()
})

test('S-003: an order whose status does not start the transfer is left out, counted, and taken when it does', async () => {
  const it = await orderScenario()
  it.place('1001', { statusId: STATUS.new })
  const { document } = await it.run()
  assert.equal([skippedOrders(document), documentsOf(it), it.order('1001').statusId], [['1001 STATUS_NOT_TRIGGER'], [], STATUS.new])
  assert.is(document.streams.find(({ stream }) => stream === 'se/order')?.counts.considered, 1)
  it.place('1001', { statusId: STATUS.paid, modified: '2026-11-25T08:30:00' })
  await it.run()
  assert.equal(documentsOf(it), ['order se/1001: 447 incl. 89.4 VAT'])
  it.close()
})

test('S-005: as an invoice it comes to the same, and there is no order', async () => {
  const it = await orderScenario({ orders: 'as: invoice' })
  it.place('1001', {})
  await it.run()
  assert.equal([documentsOf(it), it.order('1001').statusId], [['invoice se/1001: 447 incl. 89.4 VAT'], TRANSFERRED])
  await quiet(it)
  it.close()
})

test('S-006: the payment method says which document it becomes', async () => {
  const it = await orderScenario({ orders: 'byPayment: { Klarna: order, Faktura: invoice }' })
  it.place('1001', {})
  it.place('1002', { payment: { methodId: 2 } })
  await it.run()
  assert.equal(documentsOf(it), ['order se/1001: 447 incl. 89.4 VAT', 'invoice se/1002: 447 incl. 89.4 VAT'])
  await quiet(it)
  it.close()
})

test('S-008: the program is gone before or after it saved: one document in the end', async () => {
  for (const when of ['before', 'after'] as const) {
    const it = await orderScenario()
    it.place('1001', {})
    it.settings('erp', { faults: [{ op: 'AdkAdd', kind: 'crash', when, nth: 2, times: 3 }] })
    await it.run()
    it.settings('erp', { faults: [] })
    it.at('2026-11-25T12:00:00Z')
    await it.run()
    assert.equal([documentsOf(it), it.order('1001').statusId], [['order se/1001: 447 incl. 89.4 VAT'], TRANSFERRED], when)
    assert.equal(callsIn(it.erpLog()), { 'AdkAdd CUSTOMER': 1, 'AdkAdd ORDER_HEAD': 1 }, when)
    await quiet(it)
    it.close()
  }
})

test('S-009: what stands in the company and was not told to the shop is told by the next run, and is not made again', async () => {
  const it = await orderScenario({ shopSettings: { faults: [{ op: 'Order_SetStatus', kind: 'status503' }] } })
  it.place('1001', {})
  await it.run()
  assert.equal([it.documents().length, it.order('1001').statusId], [1, STATUS.paid])
  it.settings('se', { faults: [] })
  it.at('2026-11-25T12:00:00Z')
  await it.run()
  assert.equal([it.documents().length, it.order('1001').statusId], [1, TRANSFERRED])
  await quiet(it)
  it.close()
})

test('S-014: an order of half past midnight belongs to the new year, which must be open', async () => {
  const it = await orderScenario()
  it.at('2027-01-01T08:00:00Z')
  it.place('1001', { placed: '2027-01-01T00:30:00' })
  await it.run()
  assert.is(it.document('se/1001')['DOCUMENT_DATE1'], '2027-01-01')
  it.close()
  const closed = await orderScenario({ company: { tables: { BOOKINGYEAR: { B: YEAR_2026 } } } })
  closed.at('2027-01-01T08:00:00Z')
  closed.place('1001', { placed: '2027-01-01T00:30:00' })
  const { document } = await closed.run()
  assert.equal([heldOrders(document), documentsOf(closed), closed.order('1001').statusId], [['1001 NO_BOOKING_YEAR'], [], STATUS.paid])
  closed.close()
})

const YEAR_2026 = { ID: 'B', START: '2026-01-01', END: '2026-12-31', YEAR_LOCKED: false }
const LOCKED = { BOOKINGYEAR: { B: { ...YEAR_2026, YEAR_LOCKED: true }, C: { ID: 'C', START: '2027-01-01', END: '2027-12-31', YEAR_LOCKED: false } } }

test('S-015: an order of a locked period is held, or dated today where the files say so', async () => {
  const held = await orderScenario({ company: { tables: LOCKED } })
  held.place('1001', {})
  held.at('2027-01-07T08:00:00Z')
  for (let run = 0; run < 2; run++) assert.equal([heldOrders((await held.run()).document), documentsOf(held)], [['1001 PERIOD_LOCKED'], []])
  held.close()
  const today = await orderScenario({ company: { tables: LOCKED }, orders: 'lockedPeriod: today' })
  today.place('1001', {})
  today.at('2027-01-07T08:00:00Z')
  await today.run()
  assert.equal([documentsOf(today), today.document('se/1001')['DOCUMENT_DATE1']], [['order se/1001: 447 incl. 89.4 VAT'], '2027-01-07'])
  today.close()
})

for (const as of ['order', 'invoice'] as const) test(`S-015: of a locked month the ${as} is held, or dated today where the files say so`, async () => {
  const tables = { BOOKINGYEAR: { B: { ...YEAR_2026, LOCKED_MONTH: '2026-11' } } }
  const held = await orderScenario({ company: { tables }, orders: `as: ${as}` })
  held.place('1001', {})
  held.at('2026-12-02T09:00:00Z')
  held.place('1002', { placed: '2026-12-01T08:00:00' })
  for (let run = 0; run < 2; run++) assert.equal([heldOrders((await held.run()).document), documentsOf(held)], [['1001 PERIOD_LOCKED'], [`${as} se/1002: 447 incl. 89.4 VAT`]])
  held.close()
  const today = await orderScenario({ company: { tables }, orders: `as: ${as}\nlockedPeriod: today` })
  today.place('1001', {})
  today.at('2026-12-02T09:00:00Z')
  await today.run()
  assert.is(today.document('se/1001')['DOCUMENT_DATE1'], '2026-12-02')
  today.close()
})

test('S-018: only orders from the first day flow; older ones that the shop shows are counted and left alone', async () => {
  const it = await orderScenario()
  for (let number = 1; number <= 40; number++) it.place(String(number), { placed: '2026-10-15T08:00:00', modified: '2026-11-20T08:00:00' })
  it.place('1001', {})
  const { document } = await it.run()
  assert.is(skippedOrders(document).filter((one) => one.endsWith('BEFORE_ORDERS_FROM')).length, 40)
  assert.equal(documentsOf(it), ['order se/1001: 447 incl. 89.4 VAT'])
  it.close()
})

test('S-020: of 250 orders the one with an unknown article is held, and the others stand', async () => {
  const it = await orderScenario()
  const numbers = Array.from({ length: 250 }, (_none, at) => String(1001 + at))
  for (const number of numbers) it.place(number, number === '1017' ? { rows: [{ article: 'X', quantity: '1', price: '10' }] } : {})
  const { document } = await it.run()
  assert.equal([heldOrders(document), it.documents().length, it.order('1017').statusId, it.order('1018').statusId], [['1017 ARTICLE_UNKNOWN'], 249, STATUS.paid, TRANSFERRED])
  await quiet(it)
  it.close()
})

test('S-021: an article that the company lacks is created first, with the number of the shop and the code of its rate', async () => {
  const it = await orderScenario({ orders: 'onUnknownArticle: create' })
  it.place('1001', { rows: [{ article: 'BOK-1', name: 'Kokbok', quantity: '1', price: '106', vat: '0.06' }, { article: 'A', quantity: '1', price: '199' }], freight: { amount: '0' } })
  await it.run()
  assert.equal(it.erpLog().map(({ what }) => what), ['AdkAdd CUSTOMER', 'AdkAdd ARTICLE', 'AdkAdd ORDER_HEAD'])
  const { NAME, ACCOUNTING_CODE } = it.article('BOK-1') ?? {}
  assert.equal([NAME, ACCOUNTING_CODE, rowsOf(it.document('se/1001')), documentsOf(it)], ['Kokbok', '6', ['BOK-1 1 × 106 @3 → 106', 'A 1 × 199 @1 → 199'], ['order se/1001: 305 incl. 45.8 VAT']])
  await quiet(it)
  it.close()
})

test('S-021: where two codes carry the rate, or it is sold abroad alone, a person says which; a ValueMap says it for all', async () => {
  const two = { ARTICLE_ACCOUNT: { 25: { CODE: '25', TEXT: 'Varor 25 %', SALES: '3001', VAT: '1' }, X25: { CODE: 'X25', TEXT: 'Annat 25 %', SALES: '3001', VAT: '1' } } }
  const order = { rows: [{ article: 'NY', name: 'Nyhet', quantity: '1', price: '100' }] }
  const it = await orderScenario({ orders: 'onUnknownArticle: create', company: { tables: two } })
  it.place('1001', order)
  const { document } = await it.run()
  assert.equal([heldOrders(document, 'se/order-article'), heldOrders(document), it.documents(), it.article('NY')], [['NY ARTICLE_CODE_UNCLEAR'], ['1001 ARTICLE_CODE_UNCLEAR'], [], undefined])
  it.close()
  const map = 'apiVersion: samsyn/v1\nkind: ValueMap\nmetadata: { name: codes }\nspec: { entity: product, field: { shop: vatRate, erp: accountingCode }, pairs: [{ shop: "2500", erp: X25 }] }\n'
  const mapped = await orderScenario({ orders: 'onUnknownArticle: create', company: { tables: two }, documents: [map] })
  mapped.place('1001', order)
  await mapped.run()
  assert.equal([mapped.article('NY')?.['ACCOUNTING_CODE'], documentsOf(mapped)], ['X25', ['order se/1001: 149 incl. 29.8 VAT']])
  mapped.close()
})

test('S-021: an article whose number the ERP has no room or letters for holds its order, by its name', async () => {
  for (const [article, cause] of [['BOK-1234567890-XL', 'SKU_TOO_LONG'], ['БОК-1', 'SKU_CHARACTERS']] as const) {
    const it = await orderScenario({ orders: 'onUnknownArticle: create' })
    it.place('1001', { rows: [{ article, name: 'Kokbok', quantity: '1', price: '106', vat: '0.06' }] })
    const { document } = await it.run()
    const [held] = document.streams.find(({ stream }) => stream === 'se/order')?.held ?? []
    assert.equal([held?.reason.code, held?.reason.facts?.['sku'], held?.reason.facts?.['cause']], ['ARTICLE_HELD', article, cause])
    assert.equal([heldOrders(document, 'se/order-article'), it.documents()], [[`${article} ${cause}`], []])
    it.close()
  }
})

test('S-021: blanks around an article number make no other article', async () => {
  for (const orders of ['onUnknownArticle: hold', 'onUnknownArticle: create']) {
    const it = await orderScenario({ orders })
    it.place('1001', { rows: [{ article: ' A ', name: 'Ljusstake', quantity: '1', price: '199' }] })
    const { document } = await it.run()
    assert.equal([heldOrders(document), rowsOf(it.document('se/1001'))], [[], ['A 1 × 199 @1 → 199']])
    await quiet(it)
    it.close()
  }
})

test('S-021: without the rule nothing is created', async () => {
  const it = await orderScenario()
  it.place('1001', { rows: [{ article: 'NY', name: 'Nyhet', quantity: '1', price: '100' }] })
  assert.equal([heldOrders((await it.run()).document), it.documents(), it.article('NY')], [['1001 ARTICLE_UNKNOWN'], [], undefined])
  it.close()
})

test('S-023: a row of an article that is deleted in the shop is the fallback article with the text of the row', async () => {
  const it = await orderScenario({ orders: 'onUnknownArticle: textRow\narticles: { fallback: B }' })
  it.place('1001', { rows: [{ article: '', name: 'Utgången vas', quantity: '1', price: '199' }] })
  await it.run()
  const [row] = it.document('se/1001')['ROWS'] as { ARTICLE_NUMBER: string; TEXT: string }[]
  assert.equal([row?.ARTICLE_NUMBER, row?.TEXT, documentsOf(it)], ['B', 'Utgången vas', ['order se/1001: 248 incl. 49.6 VAT']])
  await quiet(it)
  it.close()
})

test('S-024: a payment method that nobody mapped holds the order, by its name and its number in the shop', async () => {
  const it = await orderScenario({ orders: 'pay: { Klarna: always }' })
  it.place('1001', { payment: { methodId: 2 } })
  const { document } = await it.run()
  const [held] = document.streams.find(({ stream }) => stream === 'se/order')?.held ?? []
  assert.equal([held?.reason.code, held?.reason.facts?.['method'], held?.reason.facts?.['id']], ['PAYMENT_UNMAPPED', 'Faktura', '2'])
  assert.equal(documentsOf(it), [])
  it.close()
})

test('S-024: a payment method that is misspelt in the files is said by doctor, with the one that is meant, and its orders are held', async () => {
  const it = await orderScenario({ orders: 'pay: { Klarma: always }' })
  it.place('1001', {})
  const project = await checkProject(it.dir) as Project
  const wrong = (await examinedAll(project, { nowMs: Date.parse('2026-11-25T09:00:00Z'), tell: () => {} })).flatMap(({ results }) => results.flatMap(({ problem }) => problem ?? []))
    .filter(({ code }) => code === 'SHOP_CODE_UNKNOWN')
  assert.equal(wrong.map(({ facts, place }) => [facts['code'], facts['meant'], place?.line]), [['Klarma', 'Klarna', 10]])
  assert.equal([heldOrders((await it.run()).document), documentsOf(it)], [['1001 PAYMENT_UNMAPPED'], []])
  it.close()
})

test('S-024: a payment method that is misspelt under pay holds its unpaid orders, though the map of terms names it right', async () => {
  const terms = `apiVersion: samsyn/v1\nkind: ValueMap\nmetadata: { name: terms }\nspec: { entity: order, field: { shop: paymentMethod, erp: paymentTerms }, pairs: [{ shop: Klarna, erp: "10" }] }\n`
  const it = await orderScenario({ orders: 'pay: { Klrana: authorised, Faktura: always }', documents: [terms] })
  it.place('1001', { payment: { methodId: 1, state: 'Pending' } })
  const { document } = await it.run()
  assert.equal([heldOrders(document), documentsOf(it)], [['1001 PAYMENT_UNMAPPED'], []])
  assert.is(document.streams.find(({ stream }) => stream === 'se/order')?.held[0]?.reason.facts?.['list'], 'pay')
  it.close()
})

test('a shop that has no status of when is held by name, and no stream is in sync for it', async () => {
  const it = await orderScenario({ mapping: 'import: { when: [Betalt, Betalad], then: Överförd }' })
  it.place('1001', {})
  const { document } = await it.run()
  const [held] = document.streams.find(({ stream }) => stream === 'se/order')?.held ?? []
  assert.equal([heldOrders(document), documentsOf(it)], [['import.when TRIGGERS_UNKNOWN'], []])
  assert.equal(held?.reason.facts?.['statuses'], ['Betalt', 'Betalad'])
  assert.match(String(held?.reason.facts?.['known']), /Betald/)
  const store = new FileStore({ dir: it.dir, streams: (await checkProject(it.dir) as Project).desired.streams, now: () => Date.parse('2026-11-25T09:00:00Z') })
  const status = statusFacts(await checkProject(it.dir) as Project, store, Date.parse('2026-11-25T09:00:00Z'))
  assert.equal(status.streams.find(({ stream }) => stream === 'se/order')?.type, 'Stalled')
  await store.close()
  it.close()
})

test('one status of when that the shop has is enough', async () => {
  const it = await orderScenario({ mapping: 'import: { when: [Betalt, Betald], then: Överförd }' })
  it.place('1001', { statusId: STATUS.new })
  assert.equal(heldOrders((await it.run()).document), [])
  it.close()
})

test('without import, an order that is delivered or at its end in the shop starts no transfer', async () => {
  const it = await orderScenario({ mapping: 'final: [Makulerad]\nfeedback: [{ event: delivered, status: Levererad }]' })
  const statuses = it.world('se').table('orderStatuses') as Record<string, { name: string }>
  const idOf = (name: string): number => Number(Object.keys(statuses).find((id) => statuses[id]?.name === name))
  it.place('1001', {})
  it.place('1002', { statusId: idOf('Levererad') })
  it.place('1003', { statusId: idOf('Makulerad') })
  const { document } = await it.run()
  const stream = document.streams.find((one) => one.stream === 'se/order')
  assert.equal(stream?.skipped.map(({ key, reason }) => `${key} ${reason.code}`), ['1002 STATUS_NOT_TRIGGER', '1003 STATUS_NOT_TRIGGER'])
  assert.equal(documentsOf(it).length, 1)
  await quiet(it)
  it.close()
})

const LONG = Array.from({ length: 57 }, () => 'sju ord').join(' ').slice(0, 400)

test('S-026: a long message is held, or goes on in rows of text: no word of it is lost', async () => {
  const held = await orderScenario()
  held.place('1001', { comment: LONG })
  assert.equal([heldOrders((await held.run()).document), documentsOf(held)], [['1001 COMMENT_TOO_LONG'], []])
  held.close()
  const it = await orderScenario({ orders: 'onLongComment: textRows' })
  it.place('1001', { comment: LONG })
  await it.run()
  const [, ...texts] = rowsOf(it.document('se/1001'))
  assert.is(texts.join(' '), LONG.trim())
  assert.equal(texts.filter((line) => line.length > 60), [])
  assert.equal(documentsOf(it), ['order se/1001: 447 incl. 89.4 VAT'])
  await quiet(it)
  it.close()
})

test('S-012: while the company is locked nothing is lost and nothing doubled: when it opens again all orders pass', async () => {
  const it = await orderScenario({ company: { settings: { faults: [{ op: 'AdkAdd', kind: 'code', rc: LOCKED_EXCLUSIVELY, times: 1000 }] } } })
  for (const number of ['1001', '1002', '1003']) it.place(number, {})
  for (const minute of ['00', '05']) {
    it.at(`2026-11-25T12:${minute}:00Z`)
    const { outcomes } = await it.run()
    assert.ok(outcomes.some(({ fate }) => fate.kind === 'retry' && fate.problem.code === 'VISMA_LOCKED'))
    assert.equal(it.documents(), [])
  }
  it.settings('erp', { faults: [] })
  it.at('2026-11-25T12:10:00Z')
  await it.run()
  assert.equal([it.documents().length, it.customers().length, it.order('1003').statusId], [3, 1, TRANSFERRED])
  await quiet(it)
  it.close()
})

const LOCKED_EXCLUSIVELY = 486

test('S-027: a customer over the credit limit: the order is saved, and the warning of the program is reported', async () => {
  const it = await orderScenario({ customers: { 1001: { NUMBER: '1001', NAME: 'Åsa Öberg', EMAIL: 'asa@example.se', CREDIT_LIMIT: 100 } } })
  it.place('1001', {})
  const { outcomes } = await it.run()
  const warned = outcomes.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code))
  assert.equal([warned.includes('VISMA_CREDIT_LIMIT'), documentsOf(it), it.order('1001').statusId], [true, ['order se/1001: 447 incl. 89.4 VAT'], TRANSFERRED], warned.join())
  await quiet(it)
  it.close()
})

test('S-174: two shops with an order of the same number make two documents, and each shop is told of its own', async () => {
  const it = await orderScenario({ shops: ['se', 'no'] })
  it.place('1001', {})
  it.place('1001', { freight: { amount: '0' } }, 'no')
  await it.run()
  assert.equal(documentsOf(it), ['order se/1001: 447 incl. 89.4 VAT', 'order no/1001: 398 incl. 79.6 VAT'])
  assert.equal([it.order('1001').statusId, it.order('1001', 'no').statusId], [TRANSFERRED, TRANSFERRED])
  // The first shop's level was counted before the second shop's order stood.
  await it.run()
  assert.equal(await effectsOfAnotherRun(it, ['se', 'no']), [])
  it.close()
})

test('S-176: an order of a channel that nobody mapped is held', async () => {
  const channel = 'apiVersion: samsyn/v1\nkind: Channel\nmetadata: { name: sverige, shop: se }\nspec: { match: { channelId: 1 } }\n'
  const it = await orderScenario({ documents: [channel] })
  it.place('1001', { channel: 1 })
  it.place('1002', { channel: 7 })
  const { document } = await it.run()
  assert.equal([heldOrders(document), documentsOf(it), it.order('1002').statusId], [['1002 CHANNEL_UNMAPPED'], ['order se/1001: 447 incl. 89.4 VAT'], STATUS.paid])
  await quiet(it)
  it.close()
})

test('R-075: a rule of the customer\'s makes texts of a document; one that does not fit the field is held, and the money is untouched', async () => {
  const rules = doc('FieldMapping', 'own', 'entity: order\nto: erp\nfields:\n  comment: { from: paymentReference, steps: [{ name: prefix, with: "Betalning " }] }\n  poNumber: { from: paymentReference }')
  const it = await orderScenario({ documents: [rules] })
  it.place('1001', {})
  it.place('1002', { payment: { methodId: 1, state: 'Reserved', reference: 'KL-'.padEnd(30, '7') } })
  const { document } = await it.run()
  assert.equal([heldOrders(document), documentsOf(it)], [['1002 TEXT_TOO_LONG'], ['order se/1001: 447 incl. 89.4 VAT']])
  const { TEXT1, CUSTOMER_ORDER_NUMBER } = it.document('se/1001')
  assert.equal([TEXT1, CUSTOMER_ORDER_NUMBER], ['Betalning KL-1', 'KL-1'])
  await quiet(it)
  it.close()
})

test('an order that was held for longer than giveUpAfterDays is given up by name, whatever holds it, and goes once nothing does', async () => {
  const it = await orderScenario({ orders: 'giveUpAfterDays: 14', customers: { 901: { NUMBER: '901', NAME: 'Bo', EMAIL: 'bo@example.se' }, 902: { NUMBER: '902', NAME: 'Bo', EMAIL: 'bo@example.se' } } })
  it.place('1001', { rows: [{ article: 'SAKNAS', quantity: '1', price: '199' }] })
  it.place('1002', { customer: { email: 'bo@example.se' } })
  it.at('2026-12-09T06:00:00Z')
  const { document } = await it.run()
  assert.equal([heldOrders(document), skippedOrders(document)], [['1001 ARTICLE_UNKNOWN', '1002 CUSTOMER_HELD'], []])
  it.at('2026-12-09T09:00:00Z')
  const late = (await it.run()).document
  const reasons = late.streams.flatMap(({ stream, skipped }) => (stream === 'se/order' ? skipped.map(({ reason }) => reason.facts) : []))
  assert.equal([heldOrders(late), heldOrders(late, 'se/order-customer'), skippedOrders(late)], [[], [], ['1001 GIVEN_UP', '1002 GIVEN_UP']])
  assert.equal(reasons, [{ days: 14, reason: 'ARTICLE_UNKNOWN' }, { days: 14, reason: 'CUSTOMER_HELD' }])
  it.inErp('ARTICLE', 'SAKNAS', { ...it.article('A'), NUMBER: 'SAKNAS' })
  await it.run()
  assert.equal(it.documents().length, 1)
  it.close()
})

test.run()
