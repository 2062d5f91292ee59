// Who bought is nobody else's business: searched for in everything that the engine writes down and shows.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { appliedFacts, appliedText } from '../../engine/cli/applied.js'
import { render } from '../../engine/cli/commands/plan.js'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { statusFacts } from '../../engine/cli/status-facts.js'
import { statusHtml } from '../../engine/report/status-html.js'
import { statusText } from '../../engine/report/status-text.js'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import type { Passed } from '../../engine/run/pass.js'
import { FileStore } from '../../engine/store/store.js'
import { samsyn } from '../kit/cli.js'
import { ORDER, orderScenario, type OrderScenario } from '../kit/order-scenario.js'
import { heldIn, streamOf } from '../kit/scenario.js'

const test = suite('scenarios: personal data')

/** Words that only the customers of these orders say. */
const SECRETS = ['Åsa', 'Öberg', 'asa@', 'example.se', '070-', 'Storgatan', 'Älmhult', '19800101', '800101-1111', 'RING INTE', 'Vänligen', 'Kvarnbyvägen', 'Bråk AB', 'SE5566']
const EMAIL = 'asa@example.se'
const PERSON: Partial<OrderRow> = {
  customer: { email: EMAIL, phone: '070-123 45 67' }, reference: 'Åsa privat', comment: 'RING INTE före tio',
  billTo: { first: 'Åsa', last: 'Öberg', address: 'Storgatan 1', zip: '111 22', city: 'Älmhult', country: 'SE' },
}
const LONG = 'Vänligen lämna paketet hos grannen Kvarnbyvägen 7 '.repeat(9)

function said(text: string): string[] {
  return SECRETS.filter((one) => text.toLowerCase().includes(one.toLowerCase()))
}

/** What lies in the engine's own folder, file by file, the secret words of each. */
function onDisk(dir: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  const look = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      if (statSync(file).isDirectory()) look(file)
      else if (said(readFileSync(file, 'utf8')).length > 0) found[file.slice(dir.length + 1)] = said(readFileSync(file, 'utf8'))
    }
  }
  look(join(dir, '.samsyn'))
  return found
}

const FORMATS = ['text', 'json', 'markdown', 'html'] as const

/** Everything that the commands would print of a pass. */
async function outputs({ dir }: OrderScenario, passed: Passed): Promise<Record<string, string>> {
  const project = await checkProject(dir) as Project
  const store = new FileStore({ dir, streams: project.desired.streams, now: Date.now })
  const status = statusFacts(project, store, Date.now())
  const plans = await Promise.all(FORMATS.map(async (format) => [`plan ${format}`, await render(passed.document, format, { project, all: true })] as const))
  return {
    ...Object.fromEntries(plans),
    'apply text': appliedText(passed, project.specs), 'apply json': JSON.stringify(appliedFacts(passed)),
    'status text': statusText(status), 'status html': statusHtml(status), 'status json': JSON.stringify(status),
  }
}

test('S-206: orders that go through leave nothing of their customers in the folder, and no output names them', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', PERSON)
  const planned = await it.plan()
  const passed = await it.run()
  assert.is(it.document('se/1001')['CUSTOMER_NAME'], 'Åsa Öberg')
  assert.equal(onDisk(it.dir), {})
  for (const [what, text] of Object.entries({ ...await outputs(it, passed), ...await outputs(it, { ...passed, document: planned }) })) assert.equal([what, said(text)], [what, []])
  // A test that could not find anything would be none.
  const project = await checkProject(it.dir) as Project
  assert.ok(said(await render(planned, 'json', { project, all: true, personal: true })).includes('Åsa'))
  const again = await it.run()
  assert.equal(again.document.totals.create + again.document.totals.update, 0)
  it.close()
})

const FAILING: Readonly<Record<string, Partial<OrderRow>>> = {
  1001: { ...PERSON, customer: { ...PERSON.customer, orgNo: '800101-1111' } },
  1002: { ...PERSON, comment: LONG },
  1003: { ...PERSON, payment: { methodId: 99 } },
  1004: { ...PERSON, rows: [{ article: 'NONE', name: 'Åsa Öbergs gravyr', quantity: '1', price: '10' }] },
  1005: { ...PERSON, billTo: { ...PERSON.billTo, first: `Åsa ${'Maria '.repeat(40)}` } },
  1006: { ...PERSON, customer: { ...PERSON.customer, vatNo: 'SE556600' } },
  1007: { ...PERSON, customer: { email: 'asa@example' } },
  1008: { ...PERSON, reference: 'Åsa Öberg '.repeat(30) },
}

/** Each of another customer: one that is held would keep the others back. */
function withEmail(order: Partial<OrderRow>, number: string): Partial<OrderRow> {
  return { ...order, customer: { ...order.customer, email: order.customer?.email === EMAIL ? `asa@${number}.example.se` : order.customer?.email as string } }
}

test('S-206: orders that are held or refused are told of without whose they are', async () => {
  const it = await orderScenario({ orders: 'onLongComment: hold\npay: { Klarna: always }\ncustomer: { numberFrom: erp, onBadOrgNo: hold }' })
  for (const [number, order] of Object.entries(FAILING)) it.place(number, withEmail(order, number))
  const passed = await it.run()
  const trouble = [...passed.document.streams.flatMap(({ held }) => held), ...passed.outcomes.filter(({ fate }) => fate.kind === 'refused' || fate.kind === 'retry')]
  const codes = trouble.map((one) => ('reason' in one ? one.reason.code : 'problem' in one.fate ? one.fate.problem.code : ''))
  for (const code of ['ORGNO_BAD', 'COMMENT_TOO_LONG', 'PAYMENT_UNMAPPED', 'ARTICLE_UNKNOWN', 'CUSTOMER_UNKNOWN']) assert.ok(codes.includes(code), `${code} is not among ${codes}`)
  for (const [what, text] of Object.entries(await outputs(it, passed))) assert.equal([what, said(text)], [what, []])
  assert.equal(onDisk(it.dir), {})
  it.close()
})

test('S-206: the commands and the log say nothing of whose an order is, unless they are asked', async () => {
  const it = await orderScenario({ orders: 'onLongComment: hold\ncustomer: { numberFrom: erp, onBadOrgNo: hold }' })
  for (const [number, order] of Object.entries({ ...FAILING, 2001: PERSON })) it.place(number, withEmail(order, number))
  for (const args of [['plan', it.dir], ['explain', '2001', it.dir], ['explain', '1002', it.dir, '--json'], ['apply', it.dir], ['explain', '2001', it.dir, '--json'], ['status', it.dir, '--json']]) {
    const { out, err } = await samsyn(args, { env: { SAMSYN_LOG: 'debug' } })
    assert.equal([args[0], said(out), said(err)], [args[0], [], []])
  }
  const asked = await samsyn(['explain', '2001', it.dir, '--show-personal-data'])
  assert.ok(said(asked.out).includes('Åsa'), asked.out + asked.err)
  it.close()
})

test('S-206: a shop that takes the e-mail address for the customer\'s number leaks it nowhere, and makes no card of it', async () => {
  for (const numberFrom of ['shop', 'erp']) {
    const it = await orderScenario({ orders: `customer: { numberFrom: ${numberFrom}, matchBy: [number, email] }` })
    it.place('1001', { ...PERSON, customer: { id: EMAIL, email: EMAIL } })
    it.place('1002', { ...PERSON, customer: { id: 'asa.anna.oberg@example.se', email: 'asa.anna.oberg@example.se' } })
    const passed = await it.run()
    const expected = numberFrom === 'shop' ? ['CUSTOMER_HELD', 'CUSTOMER_HELD'] : []
    assert.equal([streamOf(passed.document, 'se/order').held.map(({ reason }) => reason.code), it.documents().length], [expected, 2 - expected.length])
    for (const [what, text] of Object.entries(await outputs(it, passed))) assert.equal([what, said(text)], [what, []])
    assert.equal(onDisk(it.dir), {})
    for (const args of [['trace', '1001', it.dir], ['explain', '1002', it.dir], ['explain', '1001', it.dir, '--json'], ['trace', '1002', it.dir, '--json'], ['history', it.dir]]) {
      const { out, err } = await samsyn(args, { env: { SAMSYN_LOG: 'debug' } })
      assert.equal([args[0], said(out), said(err)], [args[0], [], []])
    }
    it.close()
  }
})

test('S-206: what the ERP refuses is told of without it as well', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', PERSON)
  // Each adding is refused, with whatever the program says of what it was given.
  it.settings('erp', { faults: [{ op: 'AdkAdd', kind: 'code', rc: 29, nth: 1, times: 9 }] })
  const passed = await it.run()
  assert.ok(passed.outcomes.some(({ fate }) => fate.kind === 'refused' || fate.kind === 'unknown' || fate.kind === 'retry'), JSON.stringify(passed.outcomes.map(({ fate }) => fate)))
  for (const [what, text] of Object.entries(await outputs(it, passed))) assert.equal([what, said(text)], [what, []])
  assert.equal(onDisk(it.dir), {})
  it.close()
})

const GONE: Partial<OrderRow> = { ...ORDER, customer: {}, billTo: { country: 'SE' }, shipTo: { country: 'SE' } }
const RENAMED: Partial<OrderRow> = {
  ...ORDER, customer: { email: 'anonymized-77@shop.se' }, comment: '***',
  billTo: { first: 'Anonymized', address: 'xxx', zip: '000 00', city: 'xxx', country: 'SE' }, shipTo: { first: 'Anonymized', address: 'xxx', city: 'xxx', country: 'SE' },
}

for (const [how, order] of Object.entries({ 'emptied fields': GONE, 'something in their place': RENAMED })) {
  test(`S-075: a shop that erases a customer with ${how} edits no order, and no second card is made`, async () => {
    const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
    it.place('1001', PERSON)
    await it.run()
    const before = { document: it.document('se/1001'), cards: it.customers() }
    it.place('1001', { ...order, statusId: it.order('1001').statusId as number, modified: '2026-11-25T11:00:00' })
    it.at('2026-11-25T12:00:00Z')
    const { document } = await it.run()
    assert.equal(document.streams.flatMap(({ held }) => held), [])
    assert.equal({ document: it.document('se/1001'), cards: it.customers() }, before)
    const project = await checkProject(it.dir) as Project
    const entry = new FileStore({ dir: it.dir, streams: project.desired.streams, now: Date.now }).read('se/order').entries.get('1001')
    const content = entry?.source?.['content'] as Readonly<Record<string, unknown>>
    assert.equal(['email', 'customerName', 'invoiceAddress', 'phone'].map((line) => content[line]), [undefined, undefined, undefined, undefined])
    assert.match(String(entry?.target?.['customer']), /^email:/)
    // The same person comes again: by the digest, the same card.
    it.place('1002', PERSON)
    it.at('2026-11-25T14:00:00Z')
    await it.run()
    assert.is(it.document('se/1002')['CUSTOMER_NUMBER'], it.document('se/1001')['CUSTOMER_NUMBER'])
    assert.is(it.customers().length, before.cards.length)
    it.close()
  })
}

test('S-075: what else changes beside an erasure is an edit all the same, and so is another address by itself', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', PERSON)
  it.place('1002', { ...PERSON, shipTo: { first: 'Bo', last: 'Ek', address: 'Annanvägen 2', zip: '222 33', city: 'Lund', country: 'SE' } })
  await it.run()
  const statusId = it.order('1001').statusId as number
  it.place('1001', { ...GONE, rows: [{ article: 'A', name: 'Kopp', quantity: '5', price: '199' }], statusId, modified: '2026-11-25T11:00:00' })
  it.place('1002', { ...PERSON, shipTo: {}, statusId, modified: '2026-11-25T11:00:00' })
  it.at('2026-11-25T12:00:00Z')
  const { document } = await it.run()
  assert.equal(heldIn(document, 'se/order').sort(), ['1001 EDITED_AFTER_TRANSFER', '1002 EDITED_AFTER_TRANSFER'])
  assert.ok('deliveryAddress' in (streamOf(document, 'se/order').held.find(({ key }) => key === '1002')?.fields ?? {}))
  it.close()
})

test('S-075: an order that waits and was erased makes no card of what stands in the place of its customer', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', RENAMED)
  const { document } = await it.run()
  assert.equal([heldIn(document, 'se/order'), it.customers(), it.documents()], [['1001 CUSTOMER_UNKNOWN'], [], []])
  it.close()
})

test.run()
