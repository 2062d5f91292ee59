import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { statusHtml } from '../../engine/report/status-html.js'
import { statusText } from '../../engine/report/status-text.js'
import { statusOf, type StatusInput, type StreamInput } from '../../engine/report/status.js'
import { usageOf, type UsageInput } from '../../engine/report/usage.js'
import type { Condition } from '../../engine/types/state.js'
import type { TierSpec } from '../../engine/types/tier.js'
import { compare } from '../kit/golden.js'
import { HOSTILE } from './hostile.js'
import { KNOWLEDGE } from './sample.js'

const test = suite('status')

const TIERS: TierSpec[] = [
  { id: 'small', rank: 1, limits: { ordersPerMonth: 100, uniqueProducts: 1000 }, features: ['products', 'orders'], pricePerMonth: 195 },
  { id: 'large', rank: 3, limits: { ordersPerMonth: null, uniqueProducts: null }, features: ['products', 'orders', 'stock', 'multishop'], pricePerMonth: 1695 },
  { id: 'middle', rank: 2, limits: { ordersPerMonth: 400, uniqueProducts: 5000 }, features: ['products', 'orders', 'stock', 'multishop'], pricePerMonth: 695 },
]
const [SMALL, LARGE, MIDDLE] = TIERS as [TierSpec, TierSpec, TierSpec]

const OFFER = {
  needs: {}, startFee: 2200, termMonths: 3, noticeMonths: 1, contacts: { note: '' }, delivery: { hoursMin: 2, hoursMax: 4, pluginHours: 5, covers: [] },
  surcharges: [
    { feature: 'multishop', per: 'shop' as const, amountPerMonth: 195, waived: false, waivedFromRank: 3 },
    { feature: 'stock', per: 'paymentMethod' as const, amountPerMonth: 50, waived: true, waivedFromRank: 3 },
  ],
}

const use = (more: Partial<UsageInput>): UsageInput => ({ tier: MIDDLE, tiers: TIERS, offer: OFFER, used: {}, asked: [], counted: {}, ...more })

const NOW = '2026-11-03T08:15:00Z'

function input(): StatusInput {
  const waiting = ['4714', '4720', '4719', '4718', '4717', '4716'].map((key, at) => ({ key, code: 'GUARD_PRICE_JUMP', since: `2026-11-0${1 + (at % 2)}T06:00:00Z`, facts: { percent: String(60 + at), limit: 50 } }))
  return {
    integration: 'nordlys', now: NOW, mode: 'erp-leads', simulated: ['visma'], problems: KNOWLEDGE.problems, file: 'plan.json',
    streams: [
      { stream: 'se/product', nextRunAt: '2026-11-03T08:20:00Z', oldestSeenAt: '2026-11-02T10:00:00Z',
        condition: { type: 'Ready', reason: 'InSync', message: 'in sync', since: '2026-11-01T05:00:00Z', lastRunAt: '2026-11-03T08:15:00Z', lastChangeAt: '2026-11-02T12:00:00Z', counts: { considered: 4000, unchanged: 4000 } } },
      { stream: 'se/price', condition: { type: 'Stalled', reason: 'PersonNeeded', message: '6 wait for approval', since: '2026-11-03T06:00:00Z', lastRunAt: '2026-11-03T08:10:00Z',
        waiting: [...waiting, { key: '99', code: 'UNHEARD_OF', since: NOW }], counts: { considered: 10, pending: 6, held: 1, unchanged: 3 },
        totals: [{ kind: 'person', code: 'GUARD_PRICE_JUMP', count: 6, since: NOW, facts: { limit: 50 } }, { kind: 'person', code: 'UNHEARD_OF', count: 1, since: NOW }] } },
      { stream: 'se/stock', condition: { type: 'Stalled', reason: 'CANNOT', message: '{"system":"se","field":"quantity"}', since: '2026-11-03T07:00:00Z', lastRunAt: '2026-11-03T08:00:00Z', failures: 3, notBefore: '2026-11-03T08:30:00Z' } },
      { stream: 'se/price-list', condition: { type: 'Working', reason: 'First', message: 'not run yet', since: NOW } },
    ],
    off: [{ stream: 'se/order', code: 'STREAM_OFF', facts: { stream: 'se/order' } }],
    groups: [
      { id: 'se/price:price-jump', code: 'GUARD_PRICE_JUMP', stream: 'se/price', count: 6, approved: false, digest: 'g', facts: { percent: '…', limit: 50 } },
      { id: 'se/price:done', code: 'GUARD_PRICE_JUMP', stream: 'se/price', count: 1, approved: true, digest: 'g', facts: {} },
    ],
    usage: use({ used: { uniqueProducts: 4200 }, asked: ['products', 'multishop'], counted: { shop: 2 } }),
  }
}

test('the status of an integration', () => {
  compare('report/status', statusText(statusOf(input())))
})

test('the page holds the same facts, renews itself and has no script', () => {
  const page = statusHtml(statusOf(input()))
  compare('report/status-html', page.replace(/<style>.*<\/style>/s, '<style></style>'))
  assert.not.match(page, /<script|(?:src|href)=/)
})

test('a limit that is reached warns from 80 percent on', () => {
  const cases: [number, string, number][] = [[3999, 'fine', 79], [4000, 'near', 80], [5000, 'near', 100], [5001, 'over', 100]]
  for (const [uniqueProducts, level, percent] of cases) {
    const found = usageOf(use({ used: { uniqueProducts } })).measures.find((one) => one.measure === 'uniqueProducts')
    assert.equal([found?.level, found?.percent], [level, percent])
  }
})

test('the lowest package that fits, by features and by room', () => {
  const cases: [Partial<UsageInput>, string | undefined][] = [
    [{ asked: ['products'] }, 'small'], [{ asked: ['stock'] }, 'middle'], [{ asked: ['products'], used: { uniqueProducts: 1001 } }, 'middle'],
    [{ used: { ordersPerMonth: 400 } }, 'middle'], [{ used: { ordersPerMonth: 401 } }, 'large'], [{ asked: ['plugin'] }, undefined],
  ]
  for (const [more, lowest] of cases) assert.is(usageOf(use(more)).lowest, lowest)
})

test('prices count surcharges only for features in use, and waive them where the offer does', () => {
  const found = usageOf(use({ tier: SMALL, asked: ['products', 'multishop', 'stock'], counted: { shop: 3, paymentMethod: 2 } }))
  assert.equal(found.packages.map((one) => [one.package, one.price.total, one.difference]), [
    ['small', 195, 0], ['middle', 695 + 585 + 100, 695 + 585 + 100 - 195], ['large', 1695 + 585, 1695 + 585 - 195],
  ])
  assert.equal(found.packages[1]?.gained, ['stock', 'multishop'])
  assert.equal(usageOf(use({ tier: LARGE })).packages[0]?.lost, ['stock', 'multishop'])
})

const IN_SYNC: Condition = { type: 'Ready', reason: 'InSync', message: 'in sync', since: '2026-11-01T05:00:00Z', lastRunAt: '2026-10-31T08:00:00Z' }
const only = (condition: Condition, more: Partial<StreamInput> = {}, and: Partial<StatusInput> = {}): StatusInput =>
  ({ ...input(), streams: [{ stream: 'se/product', condition, ...more }], groups: [], off: [], ...and })

test('an engine that runs is named; where none runs, it is said when one last did', () => {
  const engine = { pid: 4711, host: 'kassan', since: '2026-11-02T23:10:00Z' }
  const cases: [StatusInput, RegExp][] = [
    [only(IN_SYNC, {}, { engine }), /an engine has been running since 2026-11-03 00:10 \(process 4711 on kassan\)/],
    [only(IN_SYNC, {}, { engine: null }), /no engine is running; the last run was 3 days ago/],
    [only({ type: 'Working', reason: 'First', message: 'not run yet', since: NOW }, {}, { engine: null }), /no engine is running; nothing has run yet/],
    [only(IN_SYNC, {}, { engine: null, openWrites: 2 }), /2 writes of unknown outcome, looked into at the next start/],
  ]
  for (const [given, expected] of cases) {
    assert.match(statusText(statusOf(given)), expected)
    assert.match(statusHtml(statusOf(given)), expected)
  }
  assert.not.match(statusText(statusOf(only(IN_SYNC))), /engine|unknown outcome/)
})

test('a stream that missed its turns is stalled, whatever it said last', () => {
  const [dead] = statusOf(only(IN_SYNC, { overdue: true, nextRunAt: '2026-11-04T00:00:00Z' })).streams
  assert.equal([dead?.type, dead?.reason, dead?.text, dead?.nextRunAt], ['Stalled', 'NoRun', 'no run since 2026-10-31 09:00', undefined])
  const [held] = statusOf(only({ ...IN_SYNC, type: 'Stalled', reason: 'PersonNeeded', message: '2 held' }, { overdue: true })).streams
  assert.is(held?.text, 'no run since 2026-10-31 09:00; before that 2 held')
})

test('what is past is not shown as next', () => {
  const [found] = statusOf(only({ ...IN_SYNC, notBefore: '2026-11-03T08:14:00Z' }, { nextRunAt: '2026-11-03T08:14:59Z' })).streams
  assert.equal([found?.nextRunAt, found?.notBefore], [undefined, undefined])
  assert.not.match(statusText(statusOf(only(IN_SYNC, { nextRunAt: '2026-11-03T08:14:59Z' }))), /next/)
})

test('figures are those of all items, though only some are named; looks that failed and what is withheld have their reason', () => {
  const waiting = Array.from({ length: 200 }, (_, at) => ({ key: String(at), code: 'GUARD_PRICE_JUMP', since: NOW }))
  const totals = [
    { kind: 'person' as const, code: 'GUARD_PRICE_JUMP', count: 304, since: NOW, facts: { limit: 50 } },
    { kind: 'unseen' as const, code: 'TARGET_NOT_VISIBLE', count: 217, since: '2026-11-03T06:15:00Z' },
    { kind: 'withheld' as const, code: 'CANNOT', count: 68, since: NOW, facts: { system: 'se', field: 'weight' } },
  ]
  const text = statusText(statusOf(only({ ...IN_SYNC, type: 'Stalled', reason: 'PersonNeeded', message: '304 wait for approval', waiting, totals })))
  assert.match(text, '! 304 the price moves by … %')
  assert.match(text, '. 217 the shop does not show … (TARGET_NOT_VISIBLE), since 2 hours ago')
  assert.match(text, '× 68 se cannot write weight (CANNOT)')
})

test('hostile texts stay data', () => {
  for (const hostile of HOSTILE) {
    const facts = statusOf({ ...input(), integration: hostile, mode: hostile, simulated: [hostile], streams: [{ stream: hostile,
      condition: { type: 'Stalled', reason: hostile, message: hostile, since: hostile, lastRunAt: hostile, waiting: [{ key: hostile, code: hostile, since: hostile, facts: { percent: hostile } }],
        totals: (['person', 'unseen', 'withheld'] as const).map((kind) => ({ kind, code: hostile, count: 9, since: hostile, facts: { key: hostile } })) } }],
      engine: { pid: 1, host: hostile, since: hostile }, openWrites: 2,
      groups: [{ id: hostile, code: hostile, stream: hostile, count: 1, approved: false, digest: '', facts: {} }] })
    assert.not.match(statusHtml(facts).replace(/<style>.*<\/style>/s, ''), /<script|<img|<b>"|<!--/)
    assert.not.match(statusText(facts), /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
  }
})

test.run()
