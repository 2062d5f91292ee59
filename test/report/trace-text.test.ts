// The chain of one order as text: in the order of time, what waits with what to do, and what could not be asked.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadSpecs } from '../../engine/load/specs.js'
import { maskTrace, type ShopTrace, type Trace, type WriteTrace } from '../../engine/report/trace.js'
import { traceText } from '../../engine/report/trace-text.js'
import { compare } from '../kit/golden.js'

const test = suite('trace-text')
const { problems, entities } = loadSpecs()

const write = (at: string, given: Partial<WriteTrace>): WriteTrace =>
  ({ at, stream: 'se/order', noun: 'order', side: 'erp', action: 'create', outcome: 'done', key: '1001', fields: {}, ...given })

const SHOP: ShopTrace = {
  shop: 'se', entity: 'order', erp: 'visma',
  order: {
    status: 'Levererad', placedAt: '2026-11-25T07:00:00Z', channel: '1', currency: 'SEK', gross: '646.00', vat: '129.20', paymentMethod: 'Klarna', paymentState: 'reserved',
    customerName: 'Åsa Öberg', rows: { 1: { sku: 'A', text: 'Till Åsa Öberg', quantity: '3', price: '199.00', vatRate: 2500 } },
  },
  handedAt: '2026-11-25T10:29:11Z', card: '1042',
  documents: [{ document: 'order', number: '1', date: '2026-11-25', gross: '447.00', delivered: true }, { document: 'invoice', number: '7', date: '2026-11-26', gross: '447.00', printed: true, paid: false }],
  events: [
    { event: 'transferred', told: false }, { event: 'delivered', status: 'Levererad', mail: true, capture: true, told: true, toldAt: '2026-11-25T12:00:00Z' },
    { event: 'invoiced', status: 'Fakturerad', told: false },
  ],
  writes: [
    write('2026-11-25T10:29:10Z', { noun: "its customer's card" }), write('2026-11-25T10:29:11Z', {}),
    write('2026-11-25T10:29:12Z', { noun: 'receipt', did: 'told that it was taken', side: 'shop', fields: { status: 'Överförd' } }),
    write('2026-11-25T12:00:00Z', { noun: 'event', side: 'shop', key: '1001/delivered', fields: { status: 'Levererad', mail: true } }),
    write('2026-11-26T12:00:00Z', { noun: 'event', side: 'shop', key: '1001/invoiced', outcome: 'open', fields: { status: 'Fakturerad' } }),
  ],
  edits: [{ line: 'rows.1', before: '2 × A, 89674976b16f9a7dc2d4c14699ee79ba', now: '3 × A, 89674976b16f9a7dc2d4c14699ee79ba' }, { line: 'email', now: '89674976b16f9a7dc2d4c14699ee79ba' }],
  waits: [
    { stream: 'se/order', noun: 'order', as: 'held', key: '1001', reason: { code: 'EDITED_AFTER_TRANSFER', facts: { key: '1001', changes: 'rows.1: 2 × A → 3 × A' } } },
    { stream: 'se/order-event', noun: 'event', as: 'ready', key: '1001/invoiced', nextTryAt: '2026-11-27T13:00:00Z' },
  ],
  missing: [],
}

const traceOf = (...shops: ShopTrace[]): Trace => ({ key: '1001', now: '2026-11-27T12:00:00Z', shops })

test('the whole chain', () => {
  compare('report/trace', traceText(maskTrace(traceOf(SHOP), entities), problems))
})

test('S-206: nothing personal and no digest in the text or the facts', () => {
  const covered = maskTrace(traceOf(SHOP), entities)
  for (const text of [traceText(covered, problems), JSON.stringify(covered)]) {
    assert.is(text.includes('Öberg'), false)
    assert.is(/[0-9a-f]{32}/.test(text), false)
  }
})

test('what was tried again and again is one line', () => {
  const tries = Array.from({ length: 12 }, (_, at) => write(`2026-11-25T10:${String(10 + at)}:00Z`, { outcome: 'not done' }))
  const text = traceText(traceOf({ ...SHOP, writes: tries }), problems)
  assert.match(text, /order written: not done, 12 times until 2026-11-25 11:21\n/)
  assert.is(text.split('order written').length, 2)
})

const cases: [string, Partial<ShopTrace>, RegExp][] = [
  ['an order without a document', { documents: [], card: null }, /the ERP +has no document of it\n +card +none yet for its customer/],
  ['an ERP that did not answer', { documents: undefined as never, missing: [{ part: 'the ERP', reason: { code: 'HTTP_MAINTENANCE' } }] }, /! the ERP could not be asked: /],
  ['an order that the shop has no more', { order: null }, /the shop +does not have it, or does not list it any more/],
  ['one that is not due', { waits: [{ stream: 'se/order', noun: 'order', as: 'skipped', key: '1001', reason: { code: 'STATUS_NOT_TRIGGER', facts: { status: 'Ny', statuses: ['Betald'] } } }] }, /\. order left out: its status Ny starts no transfer {2}\[STATUS_NOT_TRIGGER\]\n {6}those that do: Betald\./],
  ['nothing waits', { waits: [] }, /\n {2}nothing waits\n/],
]
for (const [what, given, expected] of cases) test(what, () => { assert.match(traceText(traceOf({ ...SHOP, ...given }), problems), expected) })

test('an order that nobody has', () => {
  assert.is(traceText(traceOf(), problems), 'no shop has an order 1001\n')
})

test('two shops with the same number are told one after the other', () => {
  const text = traceText(traceOf(SHOP, { ...SHOP, shop: 'no' }), problems)
  assert.match(text, /^order 1001 of se\n[\s\S]*\norder 1001 of no\n/)
})

test.run()
