// A shop's orders as they are read again and again: none is missed, and one that was is named.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Page, Reader } from '../../engine/connect/connector.js'
import type { OrderLane } from '../../engine/core/stream.js'
import { OrderBook } from '../../engine/orders/order-book.js'

const test = suite('order book')
const NOON_MS = Date.parse('2026-11-25T12:00:00Z')
const MINUTE_MS = 60_000
const LANE = { rules: { ordersFrom: '2026-11-01', timeZone: 'Europe/Stockholm' }, followDays: 180, articleNumbers: {} } as unknown as OrderLane

interface Placed { readonly key: string; readonly atMs: number; readonly showsMs: number }

/** A shop whose orders show some time after they were placed; its lists of what moved go by when they were placed. */
function bookOf(placed: readonly Placed[]): { at(ms: number): Promise<string[]>; told(): string[] } {
  let nowMs = NOON_MS
  let told: string[] = []
  async function* list(entity: string, { since = '' }: { since?: string }): AsyncIterable<Page> {
    const shown = entity === 'order' ? placed.filter(({ atMs, showsMs }) => showsMs <= nowMs && atMs >= Date.parse(since)) : []
    yield { items: shown.map(({ key, atMs }) => ({ key, fields: { placedAt: new Date(atMs).toISOString() } })), coverage: { kind: 'subset', pages: 1 } }
  }
  const book = new OrderBook({
    shop: 'se', lane: LANE, reader: { list } as unknown as Reader, clock: { now: () => nowMs, sleep: async () => {} } as never,
    tell: (event, fields = {}) => { if (event === 'warned') told.push(`${fields['code']} ${fields['key']}`) },
  })
  return {
    at: async (ms) => {
      nowMs = ms
      return [...(await book.orders()).keys()]
    },
    told: () => {
      const before = told
      told = []
      return before
    },
  }
}

test('S-201: an order that no list of what moved has shown is found by the hourly list of all, and named', async () => {
  const book = bookOf([
    { key: '1001', atMs: NOON_MS - MINUTE_MS, showsMs: NOON_MS }, { key: '1002', atMs: NOON_MS + MINUTE_MS, showsMs: NOON_MS + 40 * MINUTE_MS },
    { key: '1003', atMs: NOON_MS + 59 * MINUTE_MS, showsMs: NOON_MS + 59 * MINUTE_MS },
  ])
  assert.equal([await book.at(NOON_MS), book.told()], [['1001'], []])
  assert.equal([await book.at(NOON_MS + 30 * MINUTE_MS), book.told()], [['1001'], []])
  assert.equal([await book.at(NOON_MS + 45 * MINUTE_MS), book.told()], [['1001'], []])
  assert.equal([await book.at(NOON_MS + 61 * MINUTE_MS), book.told()], [['1001', '1002', '1003'], ['MISSING_ORDER 1002']])
  assert.equal([await book.at(NOON_MS + 125 * MINUTE_MS), book.told()], [['1001', '1002', '1003'], []])
})

test.run()
