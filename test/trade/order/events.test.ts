import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { EVENTS, eventsOf, rankOf, type OrderEvent } from '../../../engine/trade/order/events.js'
import { withRows, type FamilyDocument, type FamilyShown } from '../../../engine/trade/order/family.js'
import { dueTelling, isTold, tellingsOf, type FeedbackRules } from '../../../engine/trade/order/tellings.js'

const test = suite('events of an order')

const shown = (documents: readonly FamilyDocument[], event?: OrderEvent): FamilyShown => ({
  number: '1001', ...(event ? { event } : {}), documents: Object.fromEntries(documents.map((one) => [`${one.document}-${one.number}`, one])),
})
const order = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'order', number: '5011', gross: '796.00', ...more })
const back = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'order', number: '5012', gross: '349.00', ...more })
const invoice = (more: Partial<FamilyDocument> = {}): FamilyDocument => ({ document: 'invoice', number: '7001', gross: '796.00', printed: true, ...more })
const credit = (gross: string): FamilyDocument => ({ document: 'credit', number: '7009', gross, printed: true })
const row = (quantity: string, delivered: string, backordered = false) => ({ quantity, delivered, backordered })

const FAMILIES: [string, FamilyShown, readonly OrderEvent[]][] = [
  ['nothing is there', shown([]), []],
  ['only the ledger itself tells', shown([], 'invoiced'), ['transferred', 'delivered', 'invoiced']],
  ['an order', shown([order()]), ['transferred']],
  ['its confirmation is printed', shown([order({ printed: true })]), ['transferred', 'confirmed']],
  ['delivered, never printed', shown([order({ delivered: true })]), ['transferred', 'delivered']],
  ['delivered and printed', shown([order({ delivered: true, printed: true })]), ['transferred', 'confirmed', 'delivered']],
  ['a row has begun', shown([order({ rows: { 1: row('2', '1') } })]), ['transferred', 'partlyDelivered']],
  ['delivered short, its invoice and back order still to come', shown([order({ delivered: true, rows: { 1: row('2', '1') } })]), ['transferred', 'partlyDelivered']],
  ['the same, and the ledger notes that more comes', shown([order({ delivered: true, rows: { 1: row('2', '1', true) } })]), ['transferred', 'partlyDelivered', 'backordered']],
  ['S-094 a back order is open', shown([order({ delivered: true }), back()]), ['transferred', 'partlyDelivered', 'backordered']],
  ['S-094 the first part is invoiced', shown([order({ delivered: true }), back(), invoice()]), ['transferred', 'partlyDelivered', 'backordered']],
  ['S-095 the back order is delivered', shown([order({ delivered: true }), back({ delivered: true })]), ['transferred', 'partlyDelivered', 'backordered', 'delivered']],
  ['S-095 and only the first part is invoiced', shown([order({ delivered: true }), back({ delivered: true }), invoice({ gross: '447.00' })]),
    ['transferred', 'partlyDelivered', 'backordered', 'delivered']],
  ['S-095 one invoice takes both', shown([order({ delivered: true }), back({ delivered: true }), invoice()]),
    ['transferred', 'partlyDelivered', 'backordered', 'delivered', 'invoiced']],
  ['S-096 the back order is cancelled', shown([order({ delivered: true }), back({ cancelled: true })]), ['transferred', 'partlyDelivered', 'backordered', 'delivered']],
  ['S-096 the rest is dropped with the invoice', shown([order({ delivered: true, rows: { 1: row('2', '1') } }), invoice({ gross: '398.00' })]),
    ['transferred', 'partlyDelivered', 'delivered', 'invoiced']],
  ['an order that replaces a cancelled one is no back order', shown([order({ cancelled: true }), back()]), ['transferred']],
  ['an invoice that is not printed', shown([order({ delivered: true }), invoice({ printed: false })]), ['transferred', 'delivered']],
  ['the same, though the ledger misses it among the open ones', shown([order({ delivered: true }), invoice({ printed: false })], 'invoiced'), ['transferred', 'delivered']],
  ['invoiced without a link', shown([order({ delivered: true })], 'invoiced'), ['transferred', 'delivered', 'invoiced']],
  ['delivered short and invoiced without a link', shown([order({ delivered: true, rows: { 1: row('2', '1') } })], 'invoiced'),
    ['transferred', 'partlyDelivered', 'delivered', 'invoiced']],
  ['S-104 the invoice is paid', shown([order({ delivered: true }), invoice({ paid: true })]), ['transferred', 'delivered', 'invoiced', 'paid']],
  ['one of two invoices is paid', shown([order({ delivered: true }), invoice({ paid: true }), invoice({ number: '7002' })]), ['transferred', 'delivered', 'invoiced']],
  ['S-005 an invoice from the start', shown([invoice({ printed: false })]), ['transferred']],
  ['S-005 an invoice from the start, printed', shown([invoice()]), ['transferred', 'delivered', 'invoiced']],
  ['a part is credited', shown([order({ delivered: true }), invoice(), credit('-96.67')]), ['transferred', 'delivered', 'invoiced']],
  ['all is credited', shown([order({ delivered: true }), invoice({ paid: true }), credit('-796.00')]), ['transferred', 'delivered', 'invoiced', 'credited']],
  ['S-105 cancelled', shown([order({ cancelled: true })]), ['transferred', 'cancelled']],
  ['S-105 cancelled after it was printed', shown([order({ cancelled: true, printed: true, delivered: true })]), ['transferred', 'confirmed', 'cancelled']],
]
for (const [name, family, expected] of FAMILIES) {
  test(name, () => { assert.equal(eventsOf(family), expected) })
}

test('rows that the ledger shows of the first document are put into the family', () => {
  const family = withRows(shown([order({ delivered: true })]), 'order-5011', { rows: { 1: row('2', '1') } })
  assert.equal(eventsOf(family), ['transferred', 'partlyDelivered'])
  assert.equal(withRows(family, 'order-9', { rows: {} }), family)
})

const RULES: FeedbackRules = {
  feedback: [
    { event: 'transferred', status: 'Processing' }, { event: 'partlyDelivered', status: 'Sending' }, { event: 'delivered', status: 'Sent', mail: true, tracking: true },
    { event: 'invoiced', status: 'Sent' }, { event: 'paid', status: 'Done' }, { event: 'cancelled', status: 'Cancelled', mail: true },
  ],
  final: ['Archived'],
}
const tellings = (...events: OrderEvent[]) => tellingsOf('1001', events, RULES)

test('S-089: a delivered order is told with its mail and its parcels, under a key of its own', () => {
  assert.equal(tellings('transferred', 'confirmed', 'delivered'), [
    { key: '1001/transferred', event: 'transferred', status: 'Processing', mail: false, tracking: false },
    { key: '1001/delivered', event: 'delivered', status: 'Sent', mail: true, tracking: true },
  ])
})

test('S-104: paid is told as it is mapped, and without a mail', () => {
  assert.equal(tellings('paid'), [{ key: '1001/paid', event: 'paid', status: 'Done', mail: false, tracking: false }])
})

test('S-105: after a cancellation only it is news', () => {
  assert.equal(tellings('transferred', 'confirmed', 'cancelled').map(({ key, mail }) => [key, mail]), [['1001/cancelled', true]])
})

const TOLD: [string, OrderEvent, string, readonly string[], boolean][] = [
  ['the shop is there', 'delivered', 'Sent', [], true],
  ['the shop was there', 'transferred', 'Odd', ['New', 'Processing', 'Odd'], true],
  ['S-108 moved by hand to a later one', 'transferred', 'Done', [], true],
  ['S-108 moved by hand to a later one that two events have', 'partlyDelivered', 'Sent', [], true],
  ['S-108 a status that is never left', 'delivered', 'Archived', [], true],
  ['S-108 a cancelled order is not delivered', 'delivered', 'Cancelled', [], true],
  ['an earlier one', 'delivered', 'Processing', ['New'], false],
  ['one that nobody maps', 'delivered', 'Odd', ['New'], false],
]
for (const [name, event, status, history, expected] of TOLD) {
  test(`${name}: ${expected ? 'nothing is written' : 'it is told'}`, () => {
    const [telling] = tellings(event)
    assert.is(isTold(telling!, { status, history }, RULES), expected)
  })
}

test('a status that an earlier event has as well is not further on', () => {
  const rules: FeedbackRules = { feedback: [{ event: 'confirmed', status: 'Busy' }, { event: 'delivered', status: 'Sent' }, { event: 'paid', status: 'Busy' }] }
  assert.is(isTold({ event: 'delivered', status: 'Sent' }, { status: 'Busy' }, rules), false)
})

test('a shop that shows no status is told', () => {
  assert.is(isTold({ event: 'delivered', status: 'Sent' }, {}, RULES), false)
  assert.is(isTold({ event: 'delivered', status: 'Sent' }, { history: ['Sent'] }, RULES), true)
})

test('one telling of an order at a time, the earliest first', () => {
  const all = tellings('transferred', 'delivered', 'paid')
  const due = (status: string, ...told: string[]) => dueTelling(all, { status }, RULES, new Set(told))?.key
  assert.is(due('New'), '1001/transferred')
  assert.is(due('Processing', '1001/transferred'), '1001/delivered')
  assert.is(due('Sent', '1001/transferred', '1001/delivered'), '1001/paid')
  assert.is(due('Done', '1001/transferred', '1001/delivered', '1001/paid'), undefined)
})

test('S-090: what was handed over is not due again, wherever the shop stands', () => {
  assert.is(dueTelling(tellings('transferred', 'delivered'), { status: 'New' }, RULES, new Set(['1001/delivered'])), undefined)
})

/** A family as it goes on: each step does one thing that a ledger lets happen. */
function steps(choices: readonly number[]): FamilyShown[] {
  let family = shown([order({ rows: { 1: row('2', '0'), 2: row('1', '0') } })])
  const seen = [family]
  const put = (one: FamilyDocument) => { family = { ...family, documents: { ...family.documents, [`${one.document}-${one.number}`]: one } } }
  for (const choice of choices) {
    const each = Object.values(family.documents)
    const open = each.find((one) => one.document === 'order' && one.delivered !== true)
    const orders = each.filter((one) => one.document === 'order')
    const invoices = each.filter((one) => one.document === 'invoice')
    if (choice === 0 && open) put({ ...open, printed: true })
    if (choice === 1 && open) put({ ...open, rows: { ...open.rows, 1: row('2', '1') } })
    if (choice === 2 && open) put({ ...open, delivered: true, rows: { 1: row('2', '2'), 2: row('1', '1') } })
    if (choice === 3 && open && orders.length === 1) {
      put({ ...open, delivered: true, rows: { 1: row('2', '2'), 2: row('1', '0') } })
      put(invoice({ number: '7001', gross: '447.00' }))
      put(back({ rows: { 1: row('1', '0') } }))
    }
    if (choice === 4 && !open && invoices.length < orders.length) put(invoice({ number: `700${invoices.length + 1}`, gross: '349.00' }))
    if (choice === 5) for (const one of invoices) put({ ...one, paid: true })
    if (choice === 6 && !open && invoices.length === orders.length) put(credit(String(-invoices.reduce((sum, { gross }) => sum + Number(gross), 0))))
    seen.push(family)
  }
  return seen
}
const walks = fc.array(fc.nat(6), { maxLength: 12 }).map(steps)

test('law: as documents progress, nothing that has happened is taken back, but what a later state no longer shows', () => {
  const fades: readonly OrderEvent[] = ['partlyDelivered', 'paid']
  fc.assert(fc.property(walks, (families) => {
    let before: readonly OrderEvent[] = []
    for (const family of families) {
      const now = eventsOf(family)
      assert.equal(before.filter((event) => !now.includes(event) && !fades.includes(event)), [])
      assert.ok(rankOf(now.at(-1)!) >= (before.length === 0 ? 0 : rankOf(before.at(-1)!)))
      assert.equal([...now].sort((one, other) => rankOf(one) - rankOf(other)), now)
      before = now
    }
  }))
})

test('law I-12: each event is told at most once, and the shop is never moved back', () => {
  const statuses = ['New', 'Odd', 'Archived', ...RULES.feedback.map(({ status }) => status)]
  const rankNow = (status: string) => Math.min(...RULES.feedback.filter((one) => one.status === status).map(({ event }) => rankOf(event)))
  fc.assert(fc.property(walks, fc.array(fc.nat(40), { maxLength: 13 }), (families, hands) => {
    const told = new Set<string>()
    let status = 'New'
    let count = 0
    families.forEach((family, at) => {
      status = statuses[hands[at] ?? 40] ?? status
      const next = () => dueTelling(tellingsOf('1001', eventsOf(family), RULES), { status }, RULES, told)
      for (let due = next(); due; due = next()) {
        assert.not(told.has(due.key))
        assert.not.equal(status, 'Archived')
        if (Number.isFinite(rankNow(status))) assert.ok(rankNow(status) < rankOf(due.event))
        told.add(due.key)
        status = due.status
        count += 1
      }
    })
    assert.ok(count <= EVENTS.length)
  }))
})

test.run()
