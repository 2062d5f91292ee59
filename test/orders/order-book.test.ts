// The orders of one shop: what breaks off is told again, and what only the list of all shows is named.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Page, type Reader } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import type { RawItem } from '../../engine/core/item.js'
import type { OrderLane } from '../../engine/core/stream.js'
import { Handed } from '../../engine/orders/handed.js'
import { OrderBook } from '../../engine/orders/order-book.js'
import type { Known } from '../../engine/store/memory.js'
import { rules } from '../kit/shop-orders.js'

const test = suite('orders: book')
const NOON = Date.parse('2026-11-25T11:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LANE = {
  rules: rules({ ordersFrom: '2026-11-01', cancelledStatuses: ['Makulerad'], pay: { Klarna: 'always', Kontant: 'never' } }), then: 'Överförd', feedback: [{ event: 'delivered', status: 'Levererad' }], final: ['Arkiverad'], followDays: 180, articleNumbers: {},
} as unknown as OrderLane

/** An order as a list shows it; told: in lists of changes as well. */
interface Shown { readonly key: string; readonly placedAt: string; readonly told: boolean; readonly fields?: RawItem['fields'] }
interface Shop { readonly left: string[]; readonly methods: Record<string, string>; readonly late: string[]; readonly lists: string[]; readonly read: string[]; readonly handed: Record<string, string>; shown: Shown[]; breaks: boolean; lean: boolean; blind: boolean; nowMs: number }

function bookOf(lane = LANE): Shop & { book: OrderBook; restart(): void } {
  const it: Shop = { left: [], methods: {}, late: [], lists: [], read: [], handed: {}, shown: [], breaks: false, lean: false, blind: false, nowMs: NOON }
  const whole = ({ key, placedAt, fields }: Shown): RawItem => ({ key, fields: { placedAt, status: 'Betald', paymentMethod: 'Klarna', ...fields } })
  const item = (one: Shown): RawItem => (it.lean ? { key: one.key, fields: { placedAt: one.placedAt, status: one.fields?.['status'] ?? 'Betald' }, partial: true } : whole(one))
  async function* orders(since: string): AsyncIterable<Page> {
    it.lists.push(since.slice(0, 10))
    const isAll = Date.parse(since) < it.nowMs - DAY
    yield { items: it.shown.filter(({ told, placedAt }) => (isAll || told) && placedAt >= since).map(item) }
    if (it.breaks) throw new SystemError('retry', problem('NO_ANSWER', {}))
  }
  async function* codes(list: string | undefined): AsyncIterable<Page> {
    yield { items: list === 'payment-methods' ? Object.entries(it.methods).map(([id, text]) => ({ key: id, id, fields: { code: id, text } })) : [] }
  }
  const reader: Reader = {
    list: (entity, scope) => (entity === 'order' ? orders(scope['since'] ?? '') : codes(scope['list'])),
    find: async (_entity, keys) => {
      it.read.push(...keys)
      return new Map(it.shown.filter(({ key }) => keys.includes(key)).map((one) => [one.key, it.blind ? { kind: 'unknown', problem: problem('NO_ANSWER', {}) } : { kind: 'found', item: whole(one) }]))
    },
    identify: async () => ({ title: '', facts: {} }), close: async () => {},
  }
  const tell = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => { if (event === 'order found late') it.late.push(String(fields['key'])) }
  const entries = (): Known['entries'] => new Map(Object.entries(it.handed).map(([key, bornAt]) => [key, { source: {}, target: {}, bornAt }]))
  const handed = new Handed({ read: () => ({ entries: entries() }) as Known }, 'se/order')
  const told = { hasLeft: (number: string) => it.left.includes(number) }
  const fresh = (): OrderBook => new OrderBook({ shop: 'se', reader, lane, handed, told, clock: { now: () => it.nowMs, wait: async () => {} }, tell })
  return Object.assign(it, { book: fresh(), restart(this: { book: OrderBook }): void { this.book = fresh() } })
}

test('an order of a listing that broke off is not lost: the next one tells it', async () => {
  const it = bookOf()
  it.shown = [{ key: '1001', placedAt: '2026-11-25T10:00:00Z', told: true }]
  it.breaks = true
  try {
    await it.book.orders()
    assert.unreachable('the listing broke off')
  } catch (error) {
    assert.instance(error, SystemError)
  }
  it.breaks = false
  it.nowMs += MINUTE
  assert.equal([...(await it.book.orders()).keys()], ['1001'])
})

const CASES: readonly [what: string, added: Shown, late: readonly string[]][] = [
  ['one that no list of changes told', { key: '1002', placedAt: '2026-11-25T10:30:00Z', told: false }, ['1002']],
  ['one that the list of changes tells as well', { key: '1002', placedAt: '2026-11-25T12:55:00Z', told: true }, []],
  ['one that is placed while the lists are read', { key: '1002', placedAt: '2026-11-25T13:00:01Z', told: false }, []],
  ['one so old that it is not followed', { key: '1002', placedAt: '2026-01-02T10:30:00Z', told: false }, []],
]
for (const [what, added, late] of CASES) test(`S-201: ${what}`, async () => {
  const it = bookOf()
  it.shown = [{ key: '1001', placedAt: '2026-11-25T10:00:00Z', told: true }]
  await it.book.orders()
  it.shown = [...it.shown, added]
  it.nowMs += 120 * MINUTE
  const orders = await it.book.orders()
  assert.equal([it.late, orders.get('1002')?.left?.['order']?.code], [late, late.length > 0 ? 'MISSING_ORDER' : undefined])
})

const OLD = '2026-11-03T10:00:00Z'
/** One that was placed long ago, and what is known of it a year later. */
const AFTER_A_YEAR: readonly [what: string, fields: RawItem['fields'], handedAt: string | undefined, known: boolean][] = [
  ['one whose turn it is, and that is held for its document', {}, undefined, true],
  ['one that waits for its payment', { paymentState: 'pending' }, undefined, true],
  ['one that waits for its status', { status: 'Ny' }, undefined, true],
  ['one whose payment method nobody has mapped', { paymentMethod: 'Okänd' }, undefined, true],
  ['one that was handed over then, and whose goods are still to leave', { status: 'Överförd' }, '2026-11-04T10:00:00Z', true],
  ['one that was handed over then, and has left', { status: 'Levererad' }, '2026-11-04T10:00:00Z', false],
  ['one that was handed over then, and that somebody has moved on since it left', { status: 'Klar', left: true }, '2026-11-04T10:00:00Z', false],
  ['one that was handed over then, and cancelled', { status: 'Makulerad' }, '2026-11-04T10:00:00Z', false],
  ['one that was handed over last week', {}, '2027-11-20T10:00:00Z', true],
  ['a test order', { test: true }, undefined, false],
  ['one whose payment method is never taken', { paymentMethod: 'Kontant' }, undefined, false],
  ['one that the shop cancelled', { status: 'Makulerad' }, undefined, false],
  ['one at a status that is never left', { status: 'Arkiverad' }, undefined, false],
  ['one that went over by another way', { status: 'Överförd' }, undefined, false],
]
for (const [what, fields, handedAt, known] of AFTER_A_YEAR) test(`${known ? 'followed' : 'let go of'} after a year: ${what}`, async () => {
  const it = bookOf()
  it.shown = [{ key: '1001', placedAt: OLD, told: true, fields }]
  if (handedAt) it.handed['1001'] = handedAt
  if (fields['left']) it.left.push('1001')
  await it.book.orders()
  it.nowMs = Date.parse('2027-11-25T11:00:00Z')
  assert.is((await it.book.orders()).has('1001'), known)
  it.restart()
  assert.is((await it.book.orders()).has('1001'), known, 'after a restart')
  assert.equal(it.late, [])
})

test('an old order that waited and is cancelled is let go of', async () => {
  const it = bookOf()
  it.shown = [{ key: '1001', placedAt: OLD, told: true, fields: { status: 'Ny' } }]
  it.nowMs += 365 * DAY
  assert.is((await it.book.orders()).size, 1)
  it.shown = [{ key: '1001', placedAt: OLD, told: true, fields: { status: 'Makulerad' } }]
  it.nowMs += DAY
  assert.is((await it.book.orders()).size, 0)
})

test('what is listed how often: a few minutes, half a year, and everything at the start and once a day; what is long done is not read whole', async () => {
  const it = bookOf()
  it.lean = true
  it.shown = [
    { key: '1001', placedAt: OLD, told: true, fields: { status: 'Levererad' } }, { key: '1002', placedAt: OLD, told: true }, { key: '1003', placedAt: OLD, told: true, fields: { status: 'Makulerad' } },
  ]
  it.handed['1001'] = '2026-11-04T10:00:00Z'
  it.nowMs = Date.parse('2027-11-25T11:00:00Z')
  await it.book.orders()
  assert.equal([it.lists.splice(0), it.read.splice(0)], [['2026-10-31'], ['1002']])
  it.nowMs += HOUR
  await it.book.orders()
  assert.equal([it.lists.splice(0), it.read], [['2027-11-25', '2027-05-29'], []])
  it.nowMs += 10 * MINUTE
  await it.book.orders()
  assert.equal([it.lists.splice(0), it.read], [['2027-11-25'], []])
  it.nowMs += DAY
  await it.book.orders()
  assert.equal([it.lists, it.read], [['2027-11-25', '2026-10-31'], []])
})

test('an order whose method was named in the shop only afterwards goes by that name, though it did not move itself', async () => {
  const it = bookOf()
  it.shown = [{ key: '1001', placedAt: '2026-11-24T10:00:00Z', told: true, fields: { paymentMethod: '4' } }]
  const method = async (): Promise<unknown> => (await it.book.orders()).get('1001')?.fields['paymentMethod']
  assert.is(await method(), '4')
  it.methods['4'] = 'Swish'
  it.nowMs += MINUTE
  assert.is(await method(), 'Swish')
})

test('an order that could not be read is read again the next time, whether a list shows it or not', async () => {
  const it = bookOf()
  it.lean = true
  it.blind = true
  it.shown = [{ key: '1001', placedAt: '2026-11-24T10:00:00Z', told: false }]
  assert.is((await it.book.orders()).get('1001')?.problem?.code, 'NO_ANSWER')
  it.blind = false
  it.nowMs += MINUTE
  assert.equal([(await it.book.orders()).get('1001')?.problem, it.read], [undefined, ['1001', '1001']])
})

const COUNTED: readonly [what: string, placedAt: string, fields: RawItem['fields'], takes: boolean][] = [
  ['one that waits', '2026-10-20T10:00:00Z', {}, true], ['one of the day before', '2026-10-14T10:00:00Z', {}, false],
  ['one that went over by another way', '2026-10-20T10:00:00Z', { status: 'Överförd' }, false], ['a test order', '2026-10-20T10:00:00Z', { test: true }, false],
  ['one of the first day', '2026-11-01T10:00:00Z', {}, true],
]
for (const [what, placedAt, fields, takes] of COUNTED) test(`before the first day, since inFlightFrom: ${what} ${takes ? 'counts' : 'does not count'}, also after a year`, async () => {
  const it = bookOf({ ...LANE, inFlightFrom: '2026-10-15' })
  it.shown = [{ key: '1001', placedAt, told: true, fields: { email: 'asa@example.se', rows: { 1: { sku: 'A', quantity: '2', text: 'Till Åsa' } }, ...fields } }]
  for (const now of [NOON, NOON + 365 * DAY]) {
    it.nowMs = now
    it.restart()
    const item = (await it.book.orders()).get('1001')
    const isOld = placedAt < '2026-11-01'
    assert.is(it.lists.at(-1), '2026-10-14', 'from midnight in Stockholm')
    assert.is(item !== undefined && it.book.isTaking(item), takes)
    if (takes && isOld) assert.equal([item?.fields['rows'], item?.fields['email']], [{ 1: { sku: 'A', quantity: '2' } }, undefined])
  }
})

test.run()
