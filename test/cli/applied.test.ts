// What an apply says it did, and what it could not even look at.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { appliedText } from '../../engine/cli/applied.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { documentOf, streamOf } from '../report/sample.js'

const test = suite('cli: applied')

test('what could not be looked at is told with its reason, also where only news is asked for', () => {
  const skipped = Array.from({ length: 217 }, (_, at) => ({ key: String(at), reason: { code: 'HTTP_MAINTENANCE', facts: { url: 'http://butik.example' } } }))
  const document = documentOf([streamOf('se/product', { skipped }), streamOf('se/price', { skipped: [{ key: 'Y', reason: { code: 'ONLY_IN_TARGET' } }] })])
  const passed = { document, outcomes: [], stale: [], settled: [], waiting: [] }
  for (const brief of [false, true]) {
    const text = appliedText(passed, loadSpecs(), brief)
    assert.match(text, 'se/product')
    assert.match(text, '! 217 could not be looked at: http://butik.example is closed for maintenance')
    assert.is(text.includes('se/price'), !brief)
  }
})

test.run()
