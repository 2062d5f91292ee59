import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { guard, type GuardView } from '../../engine/core/guard.js'
import type { GuardLimits } from '../../engine/types/guards.js'
import type { Change, ChangeAction, FieldChange } from '../../engine/types/plan.js'
import { change, draftOf } from '../kit/change.js'
import { frozen, PRICE, PRODUCT, STOCK, stream } from '../kit/world.js'

const test = suite('core: guards')

const WINDOW = { at: '2026-11-25T06:00:00.000Z', create: 0, update: 0, retire: 0, toZero: 0 }

function doubts(changes: Change[], guards: GuardLimits, view: Partial<GuardView> = {}, entity = PRODUCT) {
  const one = stream({ guards, entity, id: 'se/product' })
  return guard(frozen(draftOf(one, changes)), { known: 100, seenBefore: 100, seenNow: 100, window: [], ...view })
}

const many = (action: ChangeAction, count: number): Change[] => Array.from({ length: count }, (_, at) => change({ action, key: String(1000 + at) }))

const VOLUMES: [string, Change[], GuardLimits, Partial<GuardView>, string | undefined][] = [
  ['below a share', many('update', 50), { updatePercentMax: 50 }, {}, undefined],
  ['above a share', many('update', 51), { updatePercentMax: 50 }, {}, 'GUARD_SHARE'],
  ['a share of too few known items says nothing', many('update', 5), { updatePercentMax: 50, itemsMin: 10 }, { known: 9 }, undefined],
  ['from itemsMin on it does', many('update', 6), { updatePercentMax: 50, itemsMin: 10 }, { known: 10 }, 'GUARD_SHARE'],
  ['nothing is known yet', many('create', 500), { createPercentMax: 30 }, { known: 0 }, undefined],
  ['a first load has nothing to be held against', many('create', 500), { createPercentMax: 30, createCountMax: 9 }, { known: 20, seenBefore: -1 }, undefined],
  ['a first load of retirements', many('retire', 5), { retireCountMax: 4 }, { known: 20, seenBefore: -1 }, 'GUARD_COUNT'],
  ['below a count', many('create', 500), { createCountMax: 500 }, {}, undefined],
  ['above a count', many('create', 501), { createCountMax: 500 }, {}, 'GUARD_COUNT'],
  ['a count holds also for few items', many('retire', 1), { retireCountMax: 0, itemsMin: 10 }, { known: 2 }, 'GUARD_COUNT'],
  ['null is no limit', many('retire', 90), { retirePercentMax: null, retireCountMax: null }, {}, undefined],
  ['together with the window', many('retire', 6), { retirePercentMax: 10 }, { window: [{ ...WINDOW, retire: 5 }] }, 'GUARD_SHARE'],
  ['just within, together with the window', many('retire', 5), { retirePercentMax: 10 }, { window: [{ ...WINDOW, retire: 2 }, { ...WINDOW, retire: 3 }] }, undefined],
  ['the window of another action', many('retire', 6), { retirePercentMax: 10 }, { window: [{ ...WINDOW, update: 50 }] }, undefined],
  ['a count before a share', many('update', 60), { updateCountMax: 10, updatePercentMax: 50 }, {}, 'GUARD_COUNT'],
]
for (const [name, changes, limits, view, code] of VOLUMES) {
  test(name, () => {
    const { draft, groups } = doubts(changes, limits, view)
    assert.is(groups[0]?.code, code)
    assert.is(groups[0]?.count ?? 0, code ? changes.length : 0)
    assert.ok(draft.changes.every((one) => one.verdict === (code ? 'pending' : 'ready')))
    if (code) assert.is(groups[0]?.id, `se/product:many-${changes[0]?.action}s`)
  })
}

const to = (after: FieldChange['after']): FieldChange => ({ before: null, after, moved: 'erp' })
const hides = (count: number): Change[] => Array.from({ length: count }, (_, at) => change({ action: 'update', key: String(2000 + at), fields: { active: to(false), name: to('Mugg') } }))

test('an item that the leader marks as gone counts as retired, not as one update among many', () => {
  const { groups } = doubts([...hides(11), ...many('update', 3)], { retirePercentMax: 10, updatePercentMax: 50 })
  assert.equal(groups.map((one) => [one.id, one.count]), [['se/product:many-retires', 11]])
  assert.equal(doubts(hides(6), { retirePercentMax: 10 }, { window: [{ ...WINDOW, retire: 5 }] }).groups.length, 1)
  assert.equal(doubts(hides(60), { updatePercentMax: 50 }).groups, [])
})

test('an item that comes back is an update', () => {
  const back = [change({ action: 'update', key: '1', fields: { active: to(true) } })]
  assert.equal(doubts(back, { retireCountMax: 0 }).groups, [])
})

test('an empty source hides nothing either', () => {
  assert.equal(doubts(hides(2), {}, { seenNow: 0 }).groups.map((one) => one.code), ['GUARD_SOURCE_EMPTY'])
})

test('a level of zero is no retirement: what is sold out has a limit of its own', () => {
  const sold = Array.from({ length: 20 }, (_, at) => change({ action: 'update', key: String(at), fields: { quantity: { ...to(0), before: 3 } } }))
  assert.equal(doubts(sold, { retirePercentMax: 5, retireCountMax: 1 }, {}, STOCK).groups, [])
})

test('only the action in doubt waits', () => {
  const { draft } = doubts([...many('update', 2), change({ action: 'retire', key: '9' })], { retireCountMax: 0 })
  assert.equal(draft.changes.map((one) => one.verdict), ['ready', 'ready', 'pending'])
})

const SOURCES: [string, Partial<GuardView>, GuardLimits, string | undefined][] = [
  ['empty', { seenNow: 0 }, {}, 'GUARD_SOURCE_EMPTY'], ['empty from the beginning', { seenBefore: 0, seenNow: 0 }, {}, undefined],
  ['never seen before', { seenBefore: -1, seenNow: 0 }, {}, undefined], ['shrunk', { seenNow: 89 }, { sourceShrinkPercentMax: 10 }, 'GUARD_SOURCE_SHRUNK'],
  ['shrunk a little', { seenNow: 90 }, { sourceShrinkPercentMax: 10 }, undefined], ['grown', { seenNow: 200 }, { sourceShrinkPercentMax: 10 }, undefined],
  ['few items may halve', { seenBefore: 8, seenNow: 4 }, { sourceShrinkPercentMax: 10, itemsMin: 10 }, undefined],
  ['few items may not vanish', { seenBefore: 8, seenNow: 0 }, { sourceShrinkPercentMax: null, itemsMin: 10 }, 'GUARD_SOURCE_EMPTY'],
]
for (const [name, view, limits, code] of SOURCES) {
  test(`the source: ${name}`, () => {
    const { draft } = doubts([change({ action: 'retire', key: '1' }), change({ action: 'update', key: '2' })], limits, view)
    assert.equal(draft.changes.map((one) => one.why?.[0]?.code), [code, undefined])
  })
}

const field = (before: FieldChange['before'], after: FieldChange['after']): FieldChange => ({ ...(before === undefined ? {} : { before }), after, moved: 'erp' })
const PRICES: [FieldChange, GuardLimits, string | undefined][] = [
  [field('199.00', '0.00'), { priceZero: true }, 'GUARD_PRICE_ZERO'], [field(undefined, '0.00'), { priceZero: true }, 'GUARD_PRICE_ZERO'],
  [field('199.00', '0.00'), { priceZero: false }, undefined], [field('199.00', null), { priceZero: true, priceJumpPercentMax: 50 }, undefined],
  [field('100.00', '150.00'), { priceJumpPercentMax: 50 }, undefined], [field('100.00', '150.01'), { priceJumpPercentMax: 50 }, 'GUARD_PRICE_JUMP'],
  [field('100.00', '49.99'), { priceJumpPercentMax: 50 }, 'GUARD_PRICE_JUMP'], [field('0.00', '500.00'), { priceJumpPercentMax: 50 }, undefined],
  [field(undefined, '500.00'), { priceJumpPercentMax: 50 }, undefined], [field('100.00', '500.00'), { priceJumpPercentMax: null }, undefined],
]
for (const [price, limits, code] of PRICES) {
  test(`a price from ${price.before ?? 'nothing'} to ${price.after}`, () => {
    const { draft } = doubts([change({ key: '1', fields: { price } })], limits, {}, PRICE)
    assert.is(draft.changes[0]?.why?.[0]?.code, code)
  })
}

test('a name is not a price', () => {
  assert.is(doubts([change({ key: '1', fields: { name: field('1', '0.00') } })], { priceZero: true }).groups.length, 0)
})

const STOCKS: [string, number, Partial<GuardView>, boolean][] = [
  ['a fifth', 20, {}, false], ['more than a fifth', 21, {}, true], ['together with the window', 11, { window: [{ ...WINDOW, toZero: 10 }] }, true], ['few items', 5, { known: 9 }, false],
]
for (const [name, count, view, doubted] of STOCKS) {
  test(`stock to nothing: ${name}`, () => {
    const gone = Array.from({ length: count }, (_, at) => change({ key: `${at}`, fields: { quantity: field(5, 0) } }))
    const others = [change({ key: 'a', fields: { quantity: field(0, 0) } }), change({ key: 'b', fields: { quantity: field(null, 0) } }), change({ key: 'c', fields: { quantity: field(9, 1) } })]
    const { draft } = doubts([...gone, ...others], { stockToZeroPercentMax: 20, itemsMin: 10 }, view, STOCK)
    assert.is(draft.changes.filter((one) => one.verdict === 'pending').length, doubted ? count : 0)
  })
}

test('a first sync waits in its own group, also where a guard doubts it, and does not fill the limits', () => {
  const first = many('update', 3).map((one) => ({ ...one, drift: 'created/created', group: 'se/product:first-sync' }))
  const { draft, groups } = doubts([...first, change({ action: 'update', key: '9' })], { updateCountMax: 1 })
  assert.equal(groups.map(({ id, code, count }) => [id, code, count]), [['se/product:first-sync', 'FIRST_SYNC_DIFFERS', 3]])
  assert.is(draft.changes.at(-1)?.verdict, 'ready')
})

test('what is withheld is not doubted, and counts nothing', () => {
  const { groups } = doubts([change({ action: 'retire', key: '1', verdict: 'withheld' })], { retireCountMax: 0 })
  assert.equal(groups, [])
})

test('the groups are sorted, and their digest is that of their changes', () => {
  const given = [change({ action: 'retire', key: '1' }), change({ action: 'create', key: '2' })]
  const limits = { retireCountMax: 0, createCountMax: 0 }
  const { groups } = doubts(given, limits)
  assert.equal(groups.map((one) => one.id), ['se/product:many-creates', 'se/product:many-retires'])
  assert.equal(doubts([...given].reverse(), limits).groups, groups)
  assert.is.not(doubts([change({ action: 'retire', key: '3' })], limits).groups[0]?.digest, groups[1]?.digest)
})

test.run()
