import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { planJson } from '../../engine/report/plan-json.js'
import { MASK } from '../../engine/core/personal.js'
import { maskPlan } from '../../engine/report/plan-mask.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { compare } from '../kit/golden.js'
import { plans } from './hostile.js'
import { changeOf, documentOf, KNOWLEDGE, smallPlan, streamOf } from './sample.js'

const test = suite('plan-json')

const SHOWN = { entities: {}, showPersonalData: true }

/** The same data with every key order turned around. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, one]) => [name, turned(one)]))
}

test('a small plan', () => {
  compare('report/plan-small-json', planJson(smallPlan(), KNOWLEDGE))
})

test('law: the same text whatever the order of keys, and the same data again', () => {
  fc.assert(fc.property(plans, (document) => {
    const text = planJson(document, SHOWN)
    assert.is(planJson(turned(document) as PlanDocument, SHOWN), text)
    assert.equal(JSON.parse(text), JSON.parse(JSON.stringify(document)))
  }), { numRuns: 200 })
})

test('a key that nobody knows yet is kept', () => {
  const document = { ...smallPlan(), later: 'kept' }
  assert.match(planJson(document, KNOWLEDGE), /"later": "kept"/)
})

test('law: covering changes no count, no digest and no key', () => {
  fc.assert(fc.property(plans, (document) => {
    const covered = maskPlan(document, KNOWLEDGE.entities)
    assert.equal(covered.totals, document.totals)
    const facts = (one: PlanDocument): unknown[] => one.streams.flatMap((stream) => stream.changes.map((change) => [change.id, change.key, change.digest, Object.keys(change.fields)]))
    assert.equal(facts(covered), facts(document))
    for (const stream of covered.streams) {
      for (const { fields } of stream.changes) {
        for (const field of Object.values(fields)) {
          if (field?.personal) for (const value of [field.before, field.after]) assert.ok(value === undefined || value === null || value === MASK)
        }
      }
    }
    assert.equal(maskPlan(covered, KNOWLEDGE.entities), covered)
  }), { numRuns: 200 })
})

test('what was relied on, and facts that repeat a personal value, are covered too', () => {
  const change = changeOf({
    stream: 'se/customer', key: '1001', name: 'Eva Exempel', reason: { code: 'X', facts: { told: 'kund eva@example.se', count: 3 } },
    fields: { email: { before: null, after: 'eva@example.se', moved: 'shop', personal: true }, terms: { before: '30', after: '10', moved: 'shop' } },
    reliedOn: { absent: false, fields: { email: 'gammal@example.se', terms: '30' } },
  })
  const covered = maskPlan(documentOf([streamOf('se/customer', { changes: [change] })])).streams[0]?.changes[0]
  assert.equal(covered?.fields, { email: { before: null, after: MASK, moved: 'shop', personal: true }, terms: { before: '30', after: '10', moved: 'shop' } })
  assert.equal(covered?.reliedOn, { absent: false, fields: { email: MASK, terms: '30' } })
  assert.equal(covered?.reason.facts, { told: MASK, count: 3 })
  assert.is(covered?.name, MASK)
})

test('a stream without personal fields is the very same object', () => {
  const document = smallPlan()
  assert.is(maskPlan(document, KNOWLEDGE.entities).streams[0], document.streams[0])
})

test.run()
