import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Pair, Sight } from '../../engine/core/pair.js'
import type { Surroundings } from '../../engine/core/decision.js'
import { plan, type Draft } from '../../engine/core/plan.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { around, frozen, item, PRICE, STOCK, stream, type StreamOptions } from '../kit/world.js'

const test = suite('core: plan')
const WRITES = ['name', 'weight', 'active']

function planOne(one: { source: Sight; target: Sight; base?: BaseEntry; failing?: BaseEntry; key?: string; targetKey?: string }, options: StreamOptions = {}, more: Partial<Surroundings> = {}): Draft {
  const key = one.key ?? '1'
  return plan(stream({ reads: WRITES, writes: WRITES, ...options }), frozen([{ targetKey: key, ...one, key }] as Pair[]), around(more))
}

const says = (name: string, more: object = {}): Sight => item('1', { name, weight: '1', active: true, ...more })
const BASE: BaseEntry = { source: { name: 'Te', weight: '1', active: true }, target: { name: 'Te', weight: '1', active: true } }

function moved(draft: Draft): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(draft.changes[0]?.fields ?? {}).map(([name, one]) => [name, one?.moved]))
}

test('who moved, field by field', () => {
  const draft = planOne({ source: says('Kaffe', { weight: '2' }), target: says('Te', { weight: '3', active: false }), base: BASE })
  assert.equal(moved(draft), { name: 'erp', weight: 'both', active: 'shop' })
  assert.is(draft.changes[0]?.reason.code, 'BOTH_CHANGED')
})

test('where neither moved, the mapping did', () => {
  const mapping = { rules: [{ to: 'name', from: ['name'], steps: [{ name: 'upper' }] }], plugins: [] }
  const draft = planOne({ source: says('Te'), target: says('Te'), base: BASE }, { mapping, mappingDigest: 'm2' })
  assert.equal(draft.changes[0]?.fields, { name: { before: 'Te', after: 'TE', moved: 'config' } })
  assert.is(draft.changes[0]?.reason.code, 'CONFIG_CHANGED')
  assert.equal([...draft.unfollowed], ['1'])
})

test('under a policy that holds what was edited, a new mapping asks nobody', () => {
  const mapping = { rules: [{ to: 'name', from: ['name'], steps: [{ name: 'upper' }] }], plugins: [] }
  const draft = planOne({ source: says('Te'), target: says('Te'), base: BASE }, { policy: 'append', mapping, mappingDigest: 'm2' })
  assert.is(draft.held.length, 0)
  assert.equal(draft.memos[0]?.entry?.mapped, { name: 'TE' })
})

const REASONS: [string, Sight, Sight, BaseEntry | undefined, string][] = [
  ['new', says('Te'), 'absent', undefined, 'NEW_AT_SOURCE'], ['removed from the follower', says('Te'), 'absent', BASE, 'MISSING_AT_TARGET'],
  ['gone', 'absent', says('Te'), BASE, 'GONE_AT_SOURCE'], ['never agreed', says('Te'), says('Kaffe'), undefined, 'NEVER_AGREED'],
  ['put back', says('Te'), says('Kaffe'), BASE, 'PUT_BACK'], ['changed', says('Kaffe'), says('Te'), BASE, 'CHANGED_AT_SOURCE'],
]
for (const [name, source, target, base, code] of REASONS) {
  test(`the reason of a change: ${name}`, () => {
    assert.equal(planOne({ source, target, ...(base ? { base } : {}) }).changes[0]?.reason, { code, place: 'samsyn.yaml:4:9' })
  })
}

test('a change says what it is, and its digest what it does and relies on', () => {
  const given = { source: says('Kaffe'), target: says('Te'), base: BASE }
  const one = planOne(given).changes[0]
  assert.is(one?.id, 'se/product:update:1')
  assert.equal(one?.reliedOn, { absent: false, fields: { name: 'Te' } })
  assert.equal([one?.side, one?.system, one?.name, one?.verdict], ['shop', 'se', 'Kaffe', 'ready'])
  assert.is(planOne({ ...given, source: says('Kaffe', { active: true }) }).changes[0]?.digest, one?.digest)
  const others = [planOne({ ...given, source: says('Choklad') }), planOne({ ...given, target: says('Choklad') }), planOne(given, { id: 'no/product' })]
  for (const other of others) assert.is.not(other.changes[0]?.digest, one?.digest)
})

test('a field under once is written at the creation and never after', () => {
  const once = { fieldPolicies: { name: 'once' } }
  assert.is(planOne({ source: says('Te'), target: 'absent' }, once).changes[0]?.fields['name']?.after, 'Te')
  assert.equal(planOne({ source: says('Kaffe'), target: says('Te'), base: BASE }, once).changes, [])
  assert.equal(planOne({ source: says('Te'), target: says('Ekologiskt te'), base: BASE }, once).changes, [])
  assert.equal(moved(planOne({ source: says('Te', { weight: '2' }), target: says('Eko', {}), base: BASE }, once)), { weight: 'erp' })
})

test('a field that can only be set at the creation is left alone after it', () => {
  const can = { fields: { weight: { onlyAtCreate: true } } }
  assert.equal(planOne({ source: says('Te', { weight: '2' }), target: says('Te'), base: BASE }, { can }).changes, [])
  assert.is(planOne({ source: says('Te'), target: 'absent' }, { can }).changes[0]?.fields['weight']?.after, '1')
})

test('a cleared value is written as nothing, once', () => {
  const draft = planOne({ source: says('Te', { weight: null }), target: says('Te'), base: BASE })
  assert.equal(draft.changes[0]?.fields, { weight: { before: '1', after: null, moved: 'erp' } })
  const cleared: BaseEntry = { source: { name: 'Te', weight: null, active: true }, target: { name: 'Te', weight: '0', active: true }, mapped: { weight: null } }
  assert.is(planOne({ source: says('Te', { weight: null }), target: says('Te', { weight: '0' }), base: cleared }, { mappingDigest: 'm2' }).changes.length, 0)
  const unshown: BaseEntry = { source: { name: 'Te', weight: null, active: true }, target: { name: 'Te', active: true }, mapped: { weight: null } }
  assert.is(planOne({ source: says('Kaffe', { weight: null }), target: item('1', { name: 'Te', active: true }), base: unshown }).changes[0]?.fields['weight'], undefined)
})

test('a source that does not show a field says nothing about it', () => {
  assert.equal(moved(planOne({ source: item('1', { name: 'Kaffe' }), target: says('Te', { weight: '9' }) })), { name: 'new' })
})

const ABSENCE: [string, BaseEntry, Sight, Sight, string][] = [
  ['retired, and still gone', { source: null, target: { active: false } }, 'absent', item('1', { active: false }), 'unchanged'],
  ['retired, and somebody sells it again', { source: null, target: { active: false } }, 'absent', item('1', { active: true }), 'adopted'],
  ['retired, and then removed', { source: null, target: { active: false } }, 'absent', 'absent', 'forgotten'],
  ['removed by hand, and then gone at the source', { source: { active: true }, target: null }, 'absent', 'absent', 'forgotten'],
  ['retired, and back at the source', { source: null, target: { active: false } }, item('1', { active: true }), item('1', { active: false }), 'update'],
  ['removed from the target long ago, and moved at the source', { source: { active: false }, target: null }, item('1', { active: true }), 'absent', 'create'],
  ['retired by us just before a stop', { source: { active: true }, target: { active: true } }, 'absent', item('1', { active: false }), 'adopted'],
]
for (const [name, base, source, target, expected] of ABSENCE) {
  test(`absence is remembered too: ${name}`, () => {
    const draft = planOne({ source, target, base }, { reads: ['active'], writes: ['active'] })
    const { considered: _, ...counts } = draft.counts
    const ending = draft.changes[0]?.action ?? Object.entries(counts).find(([, count]) => count > 0)?.[0]
    assert.is(ending, expected)
  })
}

test('under append an item is handed over once, also when it comes and goes on both sides', () => {
  const gone = planOne({ source: 'absent', target: 'absent', base: BASE }, { policy: 'append' })
  assert.equal(gone.memos, [{ key: '1', entry: { source: null, target: null } }])
  const base: BaseEntry = { source: null, target: null }
  assert.is(planOne({ source: 'absent', target: 'absent', base }, { policy: 'append' }).counts.unchanged, 1)
  assert.equal(planOne({ source: says('Te'), target: 'absent', base }, { policy: 'append' }).changes, [])
})

test('retiring says what its entity says, and nothing where there is nothing to say', () => {
  const price: BaseEntry = { source: { price: '199.00' }, target: { price: '199.00' } }
  const gone = planOne({ source: 'absent', target: item('1', { price: '199.00' }), base: price }, { entity: PRICE, policy: 'overlay', reads: ['price'], writes: ['price'] })
  assert.equal(gone.changes[0]?.fields, { price: { before: '199.00', after: null, moved: 'erp' } })
  const stock: BaseEntry = { source: { quantity: 0 }, target: { quantity: 0 } }
  const empty = planOne({ source: 'absent', target: item('1', { quantity: 0 }), base: stock }, { entity: STOCK, policy: 'overlay', reads: ['quantity'], writes: ['quantity'] })
  assert.equal(empty.memos, [{ key: '1', entry: { source: null, target: { quantity: 0 } } }])
})

const DOUBTS: [string, Parameters<typeof planOne>[0], Partial<Surroundings>, string, 'held' | 'skipped'][] = [
  ['a bad value at the source', { source: item('1', {}, { problem: { code: 'VALUE_BAD', facts: {} } }), target: says('Te'), base: BASE }, {}, 'VALUE_BAD', 'held'],
  ['a bad value at a target without a source', { source: 'absent', target: item('1', {}, { problem: { code: 'VALUE_BAD', facts: {} } }), base: BASE }, {}, 'VALUE_BAD', 'held'],
  ['a target that nobody could see', { source: says('Te'), target: 'unlisted' }, {}, 'TARGET_NOT_VISIBLE', 'skipped'],
  ['refused lately', { source: says('Kaffe'), target: says('Te'), base: { ...BASE, failures: 2, notBefore: '2026-11-25T08:00:00Z' } }, { now: '2026-11-25T07:00:00Z' }, 'WAITS_AFTER_REFUSAL', 'skipped'],
  ['a newcomer that was refused lately', { source: says('Te'), target: 'absent', failing: { source: null, target: null, failures: 1, notBefore: '2026-11-25T08:00:00Z' } }, { now: '2026-11-25T07:00:00Z' }, 'WAITS_AFTER_REFUSAL', 'skipped'],
]
for (const [name, one, more, code, as] of DOUBTS) {
  test(`doubt: ${name}`, () => {
    const draft = planOne(one, {}, more)
    assert.equal([draft.changes.length, draft[as][0]?.reason.code], [0, code])
  })
}

test('nobody waits who is not patient, nor past the time', () => {
  const failing = { source: null, target: null, failures: 1, notBefore: '2026-11-25T08:00:00Z' }
  for (const now of [undefined, '2026-11-25T08:00:00Z']) {
    const draft = planOne({ source: says('Te'), target: 'absent', failing }, { policy: 'append' }, now ? { now } : {})
    assert.is(draft.changes[0]?.action, 'create')
  }
})

test('a newcomer that was refused and is not listed this time is not forgotten', () => {
  const failing = { source: null, target: null, failures: 1, born: 'target' as const }
  const draft = planOne({ source: 'unlisted', target: 'absent', failing })
  assert.equal([draft.counts.unchanged, draft.memos], [1, []])
})

test('a newcomer that was refused and is gone again is forgotten', () => {
  const failing = { source: null, target: null, failures: 1, notBefore: '2026-11-25T08:00:00Z' }
  assert.equal(planOne({ source: 'absent', target: 'absent', failing }, { policy: 'append' }).memos, [{ key: '1', entry: null }])
})

test('a field that the stream only now begins to write waits where the target has a value of its own', () => {
  const base: BaseEntry = { source: { name: 'Te' }, target: { name: 'Te' } }
  const options = { policy: 'mirror' }
  assert.is(planOne({ source: says('Te'), target: says('Te', { weight: '9' }), base }, options).changes[0]?.group, 'se/product:first-sync')
  assert.is(planOne({ source: says('Te'), target: says('Te', { weight: null }), base }, options).changes[0]?.group, undefined)
})

const BORN = new Set(['1'])
const PRICED: StreamOptions = { entity: PRICE, policy: 'overlay', reads: ['price'], writes: ['price'], id: 'se/price' }

test('what an item that the engine just made does not hold is no news for the other side', () => {
  for (const price of [null, '0.00']) {
    const draft = planOne({ source: item('1', { price }), target: item('1', { price: '199.00' }) }, PRICED, { bornAtSource: BORN })
    assert.equal([draft.changes.length, draft.counts.waiting], [0, 1])
  }
  const typed = planOne({ source: item('1', { price: '179.00' }), target: item('1', { price: '199.00' }) }, PRICED, { bornAtSource: BORN })
  assert.equal([typed.changes[0]?.fields['price']?.after, typed.changes[0]?.group], ['179.00', undefined])
  // What the engine itself wrote into the article is no news, also where another side leads it from today on.
  const renamed = planOne({ source: says('Te'), target: says('Grönt te') }, {}, { bornAtSource: BORN })
  assert.is(renamed.changes[0]?.group, 'se/product:first-sync')
})

test('what somebody typed into an item that the engine made is not overwritten unasked; of this very pass it is nobody else\'s', () => {
  const given = { source: item('1', { price: '179.00' }), target: item('1', { price: '99.00' }) }
  assert.is(planOne(given, PRICED, { bornAtTarget: BORN }).changes[0]?.group, 'se/price:first-sync')
  assert.is(planOne(given, PRICED, { bornAtTarget: BORN, createdNow: BORN }).changes[0]?.group, undefined)
})

test('an item that the engine made in the target is filled without an approval, and still not over an edit', () => {
  const one = planOne({ source: item('1', { price: '179.00' }), target: item('1', { price: null }) }, PRICED, { bornAtTarget: BORN }).changes[0]
  assert.equal([one?.group, one?.reliedOn], [undefined, { absent: false, fields: { price: null } }])
  const other = planOne({ source: item('1', { price: '179.00' }), target: item('1', { price: '0.00' }) }, PRICED, { bornAtTarget: BORN }).changes[0]
  assert.is(other?.digest, one?.digest, 'an approval holds whatever the new item says until then')
})

test('an item that another stream is to create is filled after it', () => {
  const coming = new Map([['1', 'se/product:create:1']])
  const one = planOne({ source: item('1', { price: '179.00' }), target: 'absent' }, PRICED, { coming }).changes[0]
  assert.equal([one?.action, one?.needs, one?.fields], ['update', ['se/product:create:1'], { price: { after: '179.00', moved: 'new' } }])
  assert.is(planOne({ source: item('1', { price: null }), target: 'absent' }, PRICED, { coming }).counts.waiting, 1)
  assert.is(planOne({ source: item('1', { price: '1.00' }), target: 'unlisted' }, PRICED, { coming }).changes[0]?.action, 'update')
})

test('what does not fit is held with the name of the item', () => {
  const can = { fields: { name: { lengthMax: 3, onTooLong: 'hold' as const } } }
  const { held } = planOne({ source: says('Kaffe'), target: 'absent' }, { can })
  assert.equal([held[0]?.name, held[0]?.reason.code], ['Kaffe', 'TEXT_TOO_LONG'])
})

test('a held item shows its fields and its drift', () => {
  const { held } = planOne({ source: says('Kaffe'), target: says('Te'), base: BASE }, { policy: 'append' })
  assert.equal([held[0]?.drift, held[0]?.fields], ['changed/same', { name: { before: 'Te', after: 'Kaffe', moved: 'erp' } }])
})

const UNFOLLOWED: [string, Sight, BaseEntry | undefined, string[]][] = [
  ['a newcomer is compared anyway', says('Te', { weight: 'x' }), undefined, []],
  ['a source that moved shows it', says('Kaffe'), BASE, []],
  ['nothing else would bring it up', 'assumed', BASE, ['1']],
]
for (const [name, source, base, expected] of UNFOLLOWED) {
  test(`what does not follow a new mapping yet: ${name}`, () => {
    const can = { fields: { name: { lengthMax: 1, onTooLong: 'hold' as const } } }
    const draft = planOne({ source, target: base ? says('Te') : 'absent', ...(base ? { base } : {}) }, { can, mappingDigest: 'm2' })
    assert.equal([draft.held.length, [...draft.unfollowed]], [1, expected])
  })
}

test('a value that fails its check is left out and said once for all; its items go on without it', () => {
  const entity = { ...stream().entity, fields: { ...stream().entity.fields, barcode: { type: 'code' as const, title: 'Bar code', check: 'gtin' as const } } }
  const fields = ['name', 'barcode']
  const pairs = [['1', '7310865004704'], ['2', '73513538'], ['3', '7310865004703']].map(([key = '', barcode = '']) =>
    ({ key, targetKey: key, source: item(key, { name: 'Te', barcode }), target: key === '2' ? item(key, { name: 'Kaffe', barcode: '73513537' }) : 'absent' }))
  const draft = plan(stream({ entity, reads: fields, writes: fields }), frozen(pairs as Pair[]), around({}))
  assert.equal(draft.changes.map((one) => [one.key, one.action, one.fields['barcode']?.after]), [['1', 'create', undefined], ['2', 'update', undefined], ['3', 'create', '7310865004703']])
  assert.equal(draft.warnings, [{ code: 'CHECK_DIGIT_WRONG', facts: { field: 'barcode', count: 2, keys: ['1', '2'] } }])
})

test.run()
