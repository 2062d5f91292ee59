// Scenarios of the customers of orders: from what somebody typed in the shop to the card in the company.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import type { Row } from '../../engine/connect/world/world.js'
import { doc } from '../kit/customer.js'
import { heldOrders } from '../kit/order-outcome.js'
import { ORDER, orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'

const test = suite('scenarios: customers')
const { customer, shipTo } = ORDER

interface Played {
  readonly it: OrderScenario
  /** Codes of what was held, and of what was refused or has to be tried again. */
  readonly held: readonly string[]
  readonly cards: readonly Row[]
  /** Customer number, name and address of each document. */
  readonly documents: readonly (readonly unknown[])[]
}

/** Orders, the cards that the company has by number, and lines about customers in the files: one pass, and what came of it. */
async function played(orders: Readonly<Record<string, Partial<OrderRow>>>, given: { cards?: Readonly<Record<string, Row>>; rules?: string } & OrderScenarioOptions = {}): Promise<Played> {
  const { cards = {}, rules = 'numberFrom: erp', ...options } = given
  const customers = Object.fromEntries(Object.entries(cards).map(([number, card]) => [number, { NUMBER: number, ...card }]))
  const it = await orderScenario({ orders: `customer: { ${rules} }`, ...options, customers })
  for (const [number, order] of Object.entries(orders)) it.place(number, order)
  return { it, ...await passed(it) }
}

async function passed(it: OrderScenario): Promise<Omit<Played, 'it'>> {
  const { document } = await it.run()
  const held = document.streams.flatMap((stream) => stream.held.map(({ reason: { code, facts = {} } }) => `${code} ${facts['numbers'] ?? facts['number'] ?? facts['orgNo'] ?? ''}`.trim()))
  const documents = it.documents().map((one) => [one['CUSTOMER_NUMBER'], one['CUSTOMER_NAME'], one['MAILING_ADDRESS1']])
  return { held, cards: it.customers(), documents }
}

const by = (more: OrderRow['customer']) => ({ ...customer, ...more })
const ASA: Row = { NAME: 'Åsa Öberg', EMAIL: 'asa@example.se' }
const ON_CARD = ['Åsa Öberg', 'Storgatan 1']

test('S-057: a known customer number is linked, and its card stays as it is', async () => {
  const card = { NAME: 'Å Berg', EMAIL: 'other@example.se', MAILING_ADDRESS: 'Gamla vägen 3' }
  const { it, held, cards, documents } = await played({ 1001: { customer: by({ id: '1001' }) } }, { cards: { 1001: card }, rules: 'numberFrom: erp, matchBy: [number, email]' })
  assert.equal([held, documents, cards], [[], [['1001', ...ON_CARD]], [{ NUMBER: '1001', ...card }]])
  it.close()
})

test('S-059: two cards with the e-mail hold the order, with both numbers; when one is put away it flows', async () => {
  const { it, held, documents } = await played({ 1001: {} }, { cards: { 1001: ASA, 1002: ASA } })
  assert.ok(held.includes('CUSTOMER_AMBIGUOUS 1001, 1002'), held.join())
  assert.equal(documents, [])
  it.inErp('CUSTOMER', '1002', { INACTIVE: true })
  it.at('2026-11-25T12:00:00Z')
  const next = await passed(it)
  assert.equal([next.held, next.documents, next.cards.length], [[], [['1001', ...ON_CARD]], 2])
  it.close()
})

test('S-060: a card whose e-mail only resembles is another customer', async () => {
  const { it, held, cards, documents } = await played({ 1001: {} }, { cards: { 1001: { ...ASA, EMAIL: 'asa@example.se.com' } } })
  assert.equal([held, cards.length, documents], [[], 2, [['1', ...ON_CARD]]])
  it.close()
})

test('S-062: an organisation number that does not check is held, left out, or kept with the test switched off', async () => {
  const order = { 1001: { customer: by({ orgNo: '556677-8898' }) } }
  const hold = await played(order)
  assert.equal([hold.held[0], hold.cards, hold.documents], ['ORGNO_BAD 556677-8898', [], []])
  const omit = await played(order, { rules: 'onBadOrgNo: omit' })
  assert.equal([omit.held, omit.cards[0]?.['ORGANISATION_NUMBER'] ?? '', omit.documents.length], [[], '', 1])
  const kept = await played(order, { rules: 'onBadOrgNo: ignoreFlag' })
  assert.equal([kept.held, kept.cards[0]?.['ORGANISATION_NUMBER'], kept.cards[0]?.['IGNORE_ORGANISATION_NUMBER_CHECK'], kept.documents.length], [[], '556677-8898', true, 1])
  for (const { it } of [hold, omit, kept]) it.close()
})

test('S-063: a VAT number in the box for organisation numbers becomes both numbers on the card', async () => {
  const { it, held, cards } = await played({ 1001: { customer: by({ orgNo: 'SE556737043101' }) } })
  assert.equal([held, cards.map((card) => [card['ORGANISATION_NUMBER'], card['VAT_NUMBER']])], [[], [['556737-0431', 'SE556737043101']]])
  it.close()
})

test('a VAT number that is none is left off card and document, and said of each', async () => {
  const it = await orderScenario()
  it.place('1001', { customer: by({ vatNo: 'SE556737043201' }) })
  const { document } = await it.run()
  const said = document.streams.flatMap(({ warnings }) => warnings.filter(({ code }) => code !== 'ORDER_OVERSOLD').map(({ code, facts }) => [code, facts?.['field'], facts?.['count']]))
  assert.equal([said, it.customers().map((card) => card['VAT_NUMBER'] ?? '')], [[['VAT_NO_BAD', 'vatNo', 1], ['VAT_NO_BAD', 'VAT_NO_BAD', 1]], ['']])
  it.close()
})

test('S-065: a coordination number stands on the card of a person', async () => {
  const { it, held, cards, documents } = await played({ 1001: { customer: by({ orgNo: '701063-2391' }) } })
  assert.equal([held, cards.map((card) => [card['ORGANISATION_NUMBER'], card['NAME']]), documents.length], [[], [['701063-2391', 'Åsa Öberg']], 1])
  it.close()
})

test("S-066: the neighbour's delivery address stands on the document alone", async () => {
  const neighbour = { first: 'Bo', last: 'Granne', address: 'Lillgatan 2', zip: '333 44', city: 'Alvesta', country: 'SE' }
  const { it, cards } = await played({ 1001: { billTo: shipTo, shipTo: neighbour } as Partial<OrderRow> })
  const [document] = it.documents()
  assert.equal([document?.['DELIVERY_NAME'], document?.['CUSTOMER_NAME'], document?.['MAILING_ADDRESS1']], ['Bo Granne', 'Åsa Öberg', 'Storgatan 1'])
  assert.equal(cards.map((card) => [card['NAME'], card['MAILING_ADDRESS']]), [['Åsa Öberg', 'Storgatan 1']])
  assert.not.match(JSON.stringify(cards), /Granne|Lillgatan|Alvesta/)
  it.close()
})

test('a company stands on document and card with its name, and who ordered is its reference', async () => {
  const { it, cards, documents } = await played({ 1001: { customer: by({ orgNo: '556737-0431' }), billTo: { ...shipTo, company: 'Bolaget AB' } } })
  assert.equal([documents, cards.map((card) => [card['NAME'], card['REFERENCE']])], [[['1', 'Bolaget AB', 'Storgatan 1']], [['Bolaget AB', 'Åsa Öberg']]])
  it.close()
})

const HEAD = (it: OrderScenario): unknown[] => it.documents().map((one) => ['CUSTOMER_NAME', 'CUSTOMER_REFERENCE_NAME', 'MAILING_ADDRESS1', 'MAILING_ADDRESS2', 'DELIVERY_NAME', 'DELIVERY_MAILING_ADDRESS1', 'DELIVERY_MAILING_ADDRESS2'].map((field) => one[field] ?? ''))
const WORK = { ...shipTo, company: 'Verkstan AB', address: 'Industrigatan 9', co: 'Port 4' }

test('nobody of an address is lost: the company that goods go to, its person, and where a private buyer works', async () => {
  const { it, held, cards } = await played({ 1001: { billTo: shipTo, shipTo: WORK } as Partial<OrderRow> })
  assert.equal([held, HEAD(it)], [[], [['Åsa Öberg', '', 'Storgatan 1', '', 'Verkstan AB', 'Industrigatan 9', 'Port 4, Att: Åsa Öberg']]])
  assert.not.match(JSON.stringify(cards), /Verkstan/)
  it.close()
  const both = await played({ 1001: { customer: by({ vatNo: 'SE12' }), billTo: WORK, shipTo } as Partial<OrderRow> })
  assert.equal([both.held, HEAD(both.it)], [[], [['Åsa Öberg', '', 'Industrigatan 9', 'Port 4, Verkstan AB', 'Åsa Öberg', 'Storgatan 1', '']]])
  assert.equal(both.cards.map((card) => [card['NAME'], card['MAILING_ADDRESS2']]), [['Åsa Öberg', 'Port 4, Verkstan AB']])
  both.it.close()
})

test('an address that is too long is held by its own name in every register; by rule it goes on in rows of text', async () => {
  const order = { 1001: { shipTo: { ...shipTo, city: 'Å'.repeat(60) } } as Partial<OrderRow> }
  const hold = await played(order)
  assert.equal([hold.held, hold.cards, hold.documents], [['HEAD_TEXT_TOO_LONG', 'CUSTOMER_HELD'], [], []])
  hold.it.close()
  const rows = await played(order, { orders: 'onLongComment: textRows' })
  const [document] = rows.it.documents()
  assert.equal([rows.held, document?.['DELIVERY_CITY'], rows.cards.map((card) => card['CITY'])], [[], 'Å'.repeat(24), ['Å'.repeat(24)]])
  assert.ok(((document?.['ROWS'] ?? []) as Row[]).some((row) => String(row['TEXT']).startsWith('Åsa Öberg, Storgatan 1')))
  rows.it.close()
})

test('S-068: the shop gives the number, and where it gives none the series of the company does', async () => {
  const { it, held, cards, documents } = await played(
    { 1001: { customer: by({ id: 'K-17' }) }, 1002: { customer: { email: 'bo@example.se' } } }, { rules: 'numberFrom: shop' },
  )
  assert.equal([held, cards.map((card) => card['NUMBER']).sort(), documents.map(([number]) => number).sort()], [[], ['1', 'K-17'], ['1', 'K-17']])
  it.close()
})

test('S-069: guests stand on the bucket with their own names, and its card never changes', async () => {
  const card = { NAME: 'Webbkund' }
  const { it, held, cards, documents } = await played({ 1001: {}, 1002: {} }, { cards: { 99999: card }, rules: 'numberFrom: bucket, bucket: "99999", update: [name, email]' })
  assert.equal([held, documents, cards], [[], [['99999', ...ON_CARD], ['99999', ...ON_CARD]], [{ NUMBER: '99999', ...card }]])
  it.close()
})

test('an order that says nothing of its customer is held, or goes to the bucket', async () => {
  const nobody = { 1001: { customer: { phone: '070-1' } } }
  const alone = await played(nobody)
  assert.equal([alone.held, alone.cards, alone.documents], [['CUSTOMER_UNKNOWN'], [], []])
  const bucket = await played(nobody, { cards: { 99999: { NAME: 'Webbkund' } }, rules: 'bucket: "99999"' })
  assert.equal([bucket.held, bucket.documents], [[], [['99999', ...ON_CARD]]])
  for (const { it } of [alone, bucket]) it.close()
})

test('S-071: two first orders of one new guest make one card, and a third later finds it', async () => {
  const { it, held, cards, documents } = await played({ 1001: {}, 1002: { customer: by({ email: ' ASA@example.SE ' }) } })
  assert.equal([held, cards.length, documents], [[], 1, [['1', ...ON_CARD], ['1', ...ON_CARD]]])
  it.place('1003', {})
  it.at('2026-11-25T12:00:00Z')
  const next = await passed(it)
  assert.equal([next.cards.length, next.documents.length, next.documents.at(-1)], [1, 3, ['1', ...ON_CARD]])
  it.close()
})

test('a card stays the card of its customer when the bookkeeper corrects what it was found by', async () => {
  const { it } = await played({ 1001: {}, 1002: { customer: { email: 'bo@example.se' } } }, { cards: { 1001: { NAME: 'Bo', EMAIL: 'bo@example.se' } } })
  it.inErp('CUSTOMER', '1', { EMAIL: 'asa.oberg@example.se' })
  it.inErp('CUSTOMER', '1001', { EMAIL: '' })
  it.place('1003', {})
  it.place('1004', { customer: { email: 'bo@example.se' } })
  it.at('2026-11-25T12:00:00Z')
  const { held, cards, documents } = await passed(it)
  assert.equal([held, cards.length, documents.map(([number]) => number)], [[], 2, ['1', '1001', '1', '1001']])
  it.close()
})

test('S-075: a customer whom the shop erases keeps its card and its documents, and gets no others', async () => {
  const { it, cards, documents } = await played({ 1001: {} })
  const nobody = { first: 'Anonym', last: 'Kund', country: 'SE' }
  it.place('1001', { customer: {}, shipTo: nobody, modified: '2026-11-25T11:00:00' } as Partial<OrderRow>)
  it.at('2026-11-25T12:00:00Z')
  const next = await passed(it)
  assert.equal([next.cards, next.documents], [cards, documents])
  it.close()
})

test('S-072, S-074: letters that the company has no sign for are written otherwise; postal codes have one form', async () => {
  const { it, cards } = await played({ 1001: { shipTo: { ...shipTo, first: 'Åsa', last: 'Öberg-Ćosić', zip: 'SE-11122' } } as Partial<OrderRow> })
  assert.equal(cards.map((card) => [card['NAME'], card['ZIPCODE']]), [['Åsa Öberg-Cosic', '111 22']])
  it.close()
})

test('S-077: a card with a discount of its own takes nothing off an order: the shop has taken off what is to be taken off', async () => {
  const { it, held } = await played({ 1001: {} }, { cards: { 1001: { ...ASA, INVOICE_DISCOUNT: 10 } } })
  assert.equal([held, it.documents().map((one) => [one['CUSTOMER_NUMBER'], one['INVOICE_DISCOUNT'], one['TOTAL_AMOUNT']])], [[], [['1001', 0, 447]]])
  it.close()
})

test('S-078: an inactive card holds the order', async () => {
  const { it, held, documents } = await played({ 1001: {} }, { cards: { 1001: { ...ASA, INACTIVE: true } } })
  assert.ok(held.includes('CUSTOMER_INACTIVE 1001'), held.join())
  assert.equal(documents, [])
  it.close()
})

/** What came of one stream, by key. */
async function changed(it: OrderScenario, stream = 'se/order-customer-update'): Promise<readonly string[]> {
  const { outcomes } = await it.run()
  return outcomes.filter(({ change }) => change.stream === stream).map(({ change: { key }, fate }) => `${key} ${fate.kind}`)
}

test('S-078: an inactive card is made active before the document, where the files say so', async () => {
  const { it, held, cards, documents } = await played({ 1001: {} }, { cards: { 1001: { ...ASA, INACTIVE: true } }, rules: 'onInactive: reactivate' })
  assert.equal([held, cards.map((card) => card['INACTIVE']), documents.length], [[], [false], 1])
  // The bookkeeper puts it away again: the order that was taken says nothing more, the next one does.
  it.inErp('CUSTOMER', '1001', { INACTIVE: true })
  it.at('2026-11-25T10:00:00Z')
  assert.equal([await changed(it), it.customers()[0]?.['INACTIVE']], [[], true])
  it.place('1002', { placed: '2026-11-25T10:30:00' })
  it.at('2026-11-25T11:00:00Z')
  assert.equal([await changed(it), it.customers()[0]?.['INACTIVE']], [['1002/active done'], false])
  it.close()
})

test('S-069, S-078: a bucket that was put away is not touched, and holds', async () => {
  const { it, held, cards, documents } = await played({ 1001: {} }, { cards: { 99999: { NAME: 'Webbkund', INACTIVE: true } }, rules: 'numberFrom: bucket, bucket: "99999", onInactive: reactivate, update: [name]' })
  assert.equal([held, cards[0]?.['INACTIVE'], cards[0]?.['NAME'], documents], [['CUSTOMER_INACTIVE 99999'], true, 'Webbkund', []])
  it.close()
})

test('S-069: a card for all that is not there holds its orders in the plan, by its number; once made, they flow', async () => {
  const channel = doc('Channel', 'b2b', 'match: { channelId: 1 }\norders: { customerNumber: "777" }', 'shop: se')
  for (const given of [{ rules: 'numberFrom: bucket, bucket: "777"' }, { documents: [channel] }]) {
    const { it, held, documents } = await played({ 1001: {} }, given)
    assert.equal([held, documents], [['CUSTOMER_CARD_MISSING 777'], []])
    it.inErp('CUSTOMER', '777', { NUMBER: '777', NAME: 'Webbkund' })
    it.at('2026-11-25T12:00:00Z')
    assert.equal((await passed(it)).documents.map(([number]) => number), ['777'])
    it.close()
  }
})

const HOTEL = { email: 'info@hotell.se' }
test('two companies with one address are two customers: the second is held until it has a card of its own', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp, matchBy: [email, orgNo] }' })
  it.place('1001', { customer: { ...HOTEL, orgNo: '556737-0431' } })
  it.place('1002', { customer: { ...HOTEL, orgNo: '556016-0680' } })
  assert.equal(heldOrders(await it.plan()), ['1002 CUSTOMER_CONTRADICTS_ORDER'])
  assert.equal([(await passed(it)).held, it.customers().length], [['CUSTOMER_CONTRADICTS 1'], 1])
  it.inErp('CUSTOMER', '2', { NUMBER: '2', NAME: 'Två AB', ORGANISATION_NUMBER: '556016-0680' })
  it.at('2026-11-25T12:00:00Z')
  assert.equal([(await passed(it)).held, it.documents().map((one) => one['CUSTOMER_NUMBER'])], [[], ['1', '2']])
  it.close()
})

test('R-075: a rule for the name of a card holds where the card is made, and where it follows the shop', async () => {
  const rule = (entity: string): string => doc('FieldMapping', entity, `entity: ${entity}\nto: erp\nfields:\n  name: { from: name, steps: [{ name: upper }] }`)
  const { it, held, cards } = await played({ 1001: {} }, { rules: 'update: [name]', documents: ['order-customer', 'order-customer-update'].map(rule) })
  assert.equal([held, cards.map(({ NAME }) => NAME)], [[], ['ÅSA ÖBERG']])
  it.place('1002', { placed: '2026-11-25T10:00:00', billTo: { first: 'Åsa', last: 'Ny', address: 'Storgatan 1', zip: '111 22', city: 'Älmhult', country: 'SE' } })
  it.at('2026-11-25T11:00:00Z')
  await it.run()
  assert.equal(it.customers().map(({ NAME }) => NAME), ['ÅSA NY'])
  it.close()
})

test('S-057: fields that follow the shop are on the card before the document is made, each fact once', async () => {
  const rules = 'update: [phone, invoiceAddress]'
  const card = { ...ASA, TELEPHONE: '08-1', MAILING_ADDRESS: 'Gamla vägen 3', MAILING_ADDRESS2: 'Lgh 2', ZIPCODE: '999 99', CITY: 'Ort', COUNTRY: 'Sverige', REFERENCE: 'Bo' }
  const { it, held, cards } = await played({ 1001: {} }, { cards: { 1001: card }, rules })
  const shown = ({ TELEPHONE, MAILING_ADDRESS, MAILING_ADDRESS2, CITY, REFERENCE }: Row): unknown[] => [TELEPHONE, MAILING_ADDRESS, MAILING_ADDRESS2 ?? '', CITY, REFERENCE]
  assert.equal([held, cards.map(shown)], [[], [['070-000 00 00', 'Storgatan 1', '', 'Älmhult', 'Bo']]])
  // The bookkeeper knows better, and an order that says nothing new takes nothing back.
  it.inErp('CUSTOMER', '1001', { TELEPHONE: '08-2' })
  it.place('1002', { placed: '2026-11-25T10:00:00' })
  it.at('2026-11-25T11:00:00Z')
  assert.equal([await changed(it), it.customers().map((one) => one['TELEPHONE'])], [[], ['08-2']])
  // A new address is no new telephone number.
  it.place('1003', { placed: '2026-11-25T12:00:00', shipTo: { ...shipTo, address: 'Nygatan 5' } } as Partial<OrderRow>)
  it.at('2026-11-25T13:00:00Z')
  assert.equal([await changed(it), it.customers().map(({ TELEPHONE, MAILING_ADDRESS }) => [TELEPHONE, MAILING_ADDRESS])], [['1003/1 done'], [['08-2', 'Nygatan 5']]])
  // And back to what was said first.
  it.place('1004', { placed: '2026-11-25T14:00:00' })
  it.at('2026-11-25T15:00:00Z')
  assert.equal([await changed(it), it.customers().map(({ MAILING_ADDRESS }) => MAILING_ADDRESS)], [['1004/1 done'], ['Storgatan 1']])
  assert.equal([await changed(it), it.documents().length], [[], 4])
  it.close()
})

test('an order that is changed while it waits for something else is heard again', async () => {
  const waiting = { rows: [{ article: 'NOT-THERE', name: 'Kopp', quantity: '1', price: '199' }] }
  const { it, documents } = await played({ 1001: waiting }, { cards: { 1001: ASA }, rules: 'update: [phone]' })
  it.place('1001', { ...waiting, customer: by({ phone: '070-2' }), modified: '2026-11-25T11:00:00' } as Partial<OrderRow>)
  it.at('2026-11-25T12:00:00Z')
  assert.equal([documents, await changed(it), it.customers().map((card) => card['TELEPHONE']), await changed(it)], [[], ['1001/2 done'], ['070-2'], []])
  it.close()
})

test('of two orders about one card the one placed last speaks', async () => {
  const later = { placed: '2026-11-25T08:30:00', customer: by({ phone: '070-2' }) }
  const { it, cards } = await played({ 1001: later, 1002: {} }, { cards: { 1001: ASA }, rules: 'update: [phone]' })
  assert.equal(cards.map((card) => card['TELEPHONE']), ['070-2'])
  it.close()
})

test('what is said of a card is remembered as a digest alone, and shown covered', async () => {
  const it = await orderScenario({ orders: 'customer: { update: [phone, name] }', customers: { 1001: { NUMBER: '1001', ...ASA, NAME: 'Å Berg' } } })
  it.place('1001', {})
  const document = await it.plan()
  const change = document.streams.find(({ stream }) => stream === 'se/order-customer-update')?.changes[0]
  assert.equal([change?.key, change?.fields['phone']?.personal ?? true, change?.fields['phone']?.after], ['1001/1', true, '070-000 00 00'])
  await it.run()
  const { readdirSync, readFileSync } = await import('node:fs')
  const kept = readdirSync(`${it.dir}/.samsyn`, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(json|ndjson|jsonl)/.test(name)).map((name) => readFileSync(`${it.dir}/.samsyn/${name}`, 'utf8')).join('')
  assert.match(kept, /1001\/1/)
  assert.not.match(kept, /070-000|Öberg/)
  it.close()
})

test('a card that the company refuses to change keeps no order, and is tried again once it can be', async () => {
  // The register of the company has no such country.
  const { it, documents } = await played({ 1001: {} }, { cards: { 1001: { ...ASA, CODE_OF_COUNTRY: 'SE' } }, rules: 'update: [invoiceAddress]' })
  assert.equal([documents.length, it.customers().map((card) => card['MAILING_ADDRESS'] ?? '')], [1, ['']])
  it.inErp('CUSTOMER', '1001', { CODE_OF_COUNTRY: '' })
  it.at('2026-11-25T12:00:00Z')
  assert.equal([await changed(it), it.customers().map((card) => card['MAILING_ADDRESS'])], [['1001/1 done'], ['Storgatan 1']])
  it.close()
})

test('a customer that is held holds its orders in the plan, with the reason and what to do, and nothing is tried', async () => {
  const { it, held, documents } = await played({ 1001: { customer: by({ orgNo: '556677-8898' }) }, 1002: { customer: { email: 'bo@example.se' } } })
  assert.equal([[...held].sort(), documents.length], [['CUSTOMER_HELD 556677-8898', 'ORGNO_BAD 556677-8898'], 1])
  const { document, outcomes } = await it.run()
  const stream = document.streams.find((one) => one.stream === 'se/order')
  const facts = stream?.held[0]?.reason.facts
  assert.equal([stream?.changes, outcomes, facts?.['cause'], stream?.held[0]?.reason.personal], [[], [], 'ORGNO_BAD', ['orgNo']])
  assert.equal(document.streams.find((one) => one.stream === 'se/order-customer')?.held.map(({ key }) => key), [facts?.['customer']])
  it.close()
})

test.run()
