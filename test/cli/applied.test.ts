// What an apply says it did, and what it could not even look at.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { appliedFacts, appliedText } from '../../engine/cli/applied.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { change } from '../kit/change.js'
import { documentOf, streamOf } from '../report/sample.js'

const test = suite('cli: applied')

test('what could not be looked at is told with its reason, also where only news is asked for', () => {
  const skipped = Array.from({ length: 217 }, (_, at) => ({ key: String(at), reason: { code: 'HTTP_MAINTENANCE', facts: { url: 'http://butik.example' } } }))
  const document = documentOf([streamOf('se/product', { skipped }), streamOf('se/price', { skipped: [{ key: 'Y', reason: { code: 'ONLY_IN_TARGET' } }] })])
  const passed = { document, outcomes: [], stale: [], settled: [], waiting: [], atSource: new Map() }
  for (const brief of [false, true]) {
    const text = appliedText(passed, loadSpecs(), brief)
    assert.match(text, 'se/product')
    assert.match(text, '! 217 could not be looked at: http://butik.example is closed for maintenance')
    assert.is(text.includes('se/price'), !brief)
  }
})

test('what the system remarked on while it did it is told beside it', () => {
  const warnings = [{ code: 'VISMA_CREDIT_LIMIT', facts: { key: '1001', text: 'Kreditgränsen överskrids' }, level: 'warning' }] as const
  const outcomes = [{ change: change({ action: 'create' }), targetKey: '1001', after: {}, fate: { kind: 'done' }, writes: 1, warnings }] as const
  const passed = { document: documentOf([streamOf('se/product', {})]), outcomes, stale: [], settled: [], waiting: [], atSource: new Map() }
  assert.match(appliedText(passed, loadSpecs(), false), '* 1001  create  done: 1001 takes its customer over the credit limit  [VISMA_CREDIT_LIMIT]')
  assert.equal((appliedFacts(passed) as { outcomes: { warnings?: unknown }[] }).outcomes[0]?.warnings, [
    { code: 'VISMA_CREDIT_LIMIT', facts: { key: '1001', text: 'Kreditgränsen överskrids' } },
  ])
})

test.run()
