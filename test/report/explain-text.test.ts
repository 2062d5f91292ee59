import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainText, type ExplainInput, type StreamView } from '../../engine/report/explain-text.js'
import { hintText, reasonText, sharedReason } from '../../engine/report/reason-text.js'
import { agoText, timeText } from '../../engine/report/time-text.js'
import { compare } from '../kit/golden.js'
import { KNOWLEDGE } from './sample.js'

const test = suite('explain-text')

const ARTICLE: ExplainInput = {
  key: '4716', name: 'Lampa 4716', now: '2026-11-03T08:15:00Z',
  streams: [
    { stream: 'se/product', entity: 'product', from: 'erp', policy: 'mirror', place: 'samsyn.yaml:4:9', sourceFields: { name: 'Lampa 4716', active: true }, targetFields: { name: 'Lampa 4716' },
      base: { source: { name: 'Lampa 4716', active: true }, target: { name: 'Lampa 4716' } }, drift: 'same/same', decision: 'keep', intents: [{ at: '2026-11-01T07:00:00Z', action: 'create', outcome: 'done' }] },
    { stream: 'se/price', entity: 'price', from: 'erp', policy: 'overlay', targetKey: '4716-B', sourceFields: { price: '49.00' }, targetFields: null,
      decision: 'update', verdict: 'pending', fields: { price: { before: '490.00', after: '49.00', moved: 'erp' } }, reason: { code: 'CHANGED_AT_SOURCE' },
      why: [{ code: 'GUARD_PRICE_JUMP', facts: { percent: '-90', limit: 50 }, place: 'guard.yaml:3:1' }],
      nextTryAt: '2026-11-03T08:20:00Z' },
    { stream: 'se/stock', entity: 'stock', from: 'erp', policy: 'overlay', decision: 'wait' },
  ],
}

test('one article, from the YAML line to the next try', () => {
  compare('report/explain', explainText(ARTICLE, KNOWLEDGE))
})

const view = (more: Partial<StreamView>): string => explainText({ key: '1', now: ARTICLE.now, streams: [
  { stream: 'se/product', entity: 'product', from: 'erp', policy: 'mirror', decision: 'update', ...more }] }, KNOWLEDGE)

test('an ordinary update needs no reason besides its moves', () => {
  const text = view({ verdict: 'ready', drift: 'changed/same', reason: { code: 'CHANGED_AT_SOURCE' }, fields: { name: { before: 'Lampa', after: 'Lykta', moved: 'erp' } } })
  assert.match(text, 'name "Lampa" → "Lykta", changed in the ERP')
  assert.not.match(text, /because|Nothing/)
})

test('nothing to do is not said as something to do', () => {
  const text = view({ decision: 'skip', reason: { code: 'TARGET_NOT_VISIBLE', facts: { key: '1' } } })
  assert.match(text, 'because: the shop does not show 1')
  assert.not.match(text, /Nothing\./)
})

test('where the sides differ, and who moved since they agreed, is said by field', () => {
  const base = { source: { name: 'Lampa', active: true }, target: { name: 'Lampa', active: true } }
  const text = view({ base, sourceFields: { name: 'Lykta', active: true, weight: '2.5' }, targetFields: { name: 'Lampa', active: false } })
  assert.match(text, 'the two sides differ in: name, for sale\n')
  assert.match(text, 'changed in the ERP since they agreed: name\n')
  assert.match(text, 'changed in the shop since they agreed: for sale\n')
  assert.match(view({ carries: ['name'], sourceFields: { name: 'a', active: true }, targetFields: { name: 'b', active: false } }), 'differ in: name\n')
  assert.not.match(view({ base, sourceFields: base.source, targetFields: null }), /differ|since they agreed/)
})

test('a try that is past is not the next one', () => {
  assert.not.match(view({ nextTryAt: '2026-11-03T08:10:00Z' }), /next try/)
})

test('a key that no stream knows', () => {
  assert.match(explainText({ key: 'X', now: ARTICLE.now, streams: [] }, KNOWLEDGE), /no stream knows this key/)
})

test('personal values are covered unless asked for', () => {
  const person: ExplainInput = { key: '1001', name: 'Eva Exempel', now: ARTICLE.now, streams: [{ stream: 'se/customer', entity: 'customer', from: 'shop', policy: 'append',
    sourceFields: { email: 'eva@example.se' }, targetFields: { email: null }, decision: 'update', fields: { email: { before: 'e@example.se', after: 'eva@example.se', moved: 'shop' } } }] }
  assert.not.match(explainText(person, KNOWLEDGE), /Eva|example/)
  assert.match(explainText(person, { ...KNOWLEDGE, showPersonalData: true }), /Eva Exempel[\s\S]*eva@example\.se/)
})

test('a reason is a sentence, or the code itself', () => {
  const { problems } = KNOWLEDGE
  const cases: [string, Record<string, unknown> | undefined, string][] = [
    ['UNHEARD_OF', undefined, 'UNHEARD_OF'], ['constructor', undefined, 'constructor'],
    ['SKU_TOO_LONG', { length: 29, system: 'visma', max: 16 }, 'the article number has 29 characters, visma takes 16'],
    ['SKU_TOO_LONG', { length: 29 }, 'the article number has 29 characters, … takes …'],
    ['TARGET_NOT_VISIBLE', { key: ['a', 'b'] }, 'the shop does not show a, b'], ['TARGET_NOT_VISIBLE', { key: '$& {key}\n' }, 'the shop does not show $& {key}⏎'],
    ['TARGET_NOT_VISIBLE', { key: 12000 }, 'the shop does not show 12 000'],
  ]
  for (const [code, facts, text] of cases) assert.is(reasonText({ code, ...(facts ? { facts } : {}) }, problems), text)
  assert.is(hintText({ code: 'GUARD_PRICE_JUMP', facts: {} }, problems), undefined)
  assert.is(hintText({ code: 'GUARD_PRICE_JUMP', facts: { limit: 50 } }, problems), 'the limit is 50 %.')
})

test('a reason for many keeps only what they share', () => {
  assert.equal(sharedReason([{ code: 'A', facts: { one: 1, two: 2 }, place: 'a:1:1' }, { code: 'A', facts: { one: 1, two: 3 }, place: 'a:1:1' }]), { code: 'A', facts: { one: 1 }, place: 'a:1:1' })
  assert.throws(() => sharedReason([]))
})

test('times are local, and how long ago', () => {
  assert.is(timeText('2026-11-03T08:15:00Z'), '2026-11-03 09:15')
  assert.is(timeText('2026-07-03T22:15:00Z'), '2026-07-04 00:15')
  assert.is(timeText('i går'), 'i går')
  const cases: [string, string][] = [['08:15:00', 'just now'], ['08:03:00', '12 minutes ago'], ['08:14:00', '1 minute ago'], ['05:15:00', '3 hours ago'], ['11:15:00', 'in 3 hours']]
  for (const [at, text] of cases) assert.is(agoText(`2026-11-03T${at}Z`, '2026-11-03T08:15:00Z'), text)
  assert.is(agoText('2026-10-30T08:15:00Z', '2026-11-03T08:15:00Z'), '4 days ago')
})

test.run()
