// The orders of one shop: what breaks off is told again, and what only the list of all shows is named.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Page, type Reader } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import type { RawItem } from '../../engine/core/item.js'
import type { OrderLane } from '../../engine/core/stream.js'
import { OrderBook } from '../../engine/orders/order-book.js'

const test = suite('orders: book')
const NOON = Date.parse('2026-11-25T11:00:00Z')
const MINUTE = 60_000
const LANE = { rules: { ordersFrom: '2026-11-01', timeZone: 'Europe/Stockholm' }, feedback: [], final: [], followDays: 180, articleNumbers: {} } as unknown as OrderLane

/** An order as a list shows it; told: in lists of changes as well. */
interface Shown { readonly key: string; readonly placedAt: string; readonly told: boolean }

function bookOf(): { readonly book: OrderBook; readonly late: string[]; shown: Shown[]; breaks: boolean; nowMs: number } {
  const late: string[] = []
  const it = { late, shown: [] as Shown[], breaks: false, nowMs: NOON }
  const item = ({ key, placedAt }: Shown): RawItem => ({ key, fields: { placedAt, status: 'Betald' } })
  async function* orders(since: string): AsyncIterable<Page> {
    const isAll = Date.parse(since) < NOON - 24 * 60 * MINUTE
    yield { items: it.shown.filter(({ told, placedAt }) => isAll || (told && placedAt >= since)).map(item) }
    if (it.breaks) throw new SystemError('retry', problem('NO_ANSWER', {}))
  }
  const reader: Reader = {
    list: (entity, scope) => (entity === 'order' ? orders(scope['since'] ?? '') : orders('9999')),
    find: async () => new Map(), identify: async () => ({ title: '', facts: {} }), close: async () => {},
  }
  const tell = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => { if (event === 'order found late') late.push(String(fields['key'])) }
  return Object.assign(it, { book: new OrderBook({ shop: 'se', reader, lane: LANE, clock: { now: () => it.nowMs, wait: async () => {} }, tell }) })
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

test.run()
