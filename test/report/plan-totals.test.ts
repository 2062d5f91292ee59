import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { countText, ofNoun, percentText, signedPercent } from '../../engine/report/number-text.js'
import { aligned, clip, columnsOf, oneLine } from '../../engine/report/plain-text.js'
import { assertCounts, COUNTED, countsText, isQuiet, noCounts } from '../../engine/report/plan-totals.js'
import { plans } from './hostile.js'

const test = suite('plan-totals')

test('law: considered is the sum of what is shown, for each stream and for the plan', () => {
  fc.assert(fc.property(plans, (document) => {
    for (const stream of document.streams) assertCounts(stream.counts, stream.stream)
    const { totals } = document
    assertCounts(totals, 'totals')
    const shown = [...countsText(totals).matchAll(/(?:^|, )([\d ]+) /g)].reduce((sum, one) => sum + Number((one[1] ?? '').replaceAll(' ', '')), 0)
    assert.is(shown, totals.considered)
  }), { numRuns: 200 })
})

test('one item lost or counted twice is a fault', () => {
  for (const name of COUNTED) {
    assert.throws(() => assertCounts({ ...noCounts(), [name]: 1 }, 'x'), /x: 0 considered, but 1 accounted for/)
    assert.not.throws(() => assertCounts({ ...noCounts(), considered: 1, [name]: 1 }, 'x'))
  }
})

test('quiet is what neither writes nor wants a person', () => {
  const quiet = new Set(['unchanged', 'adopted', 'forgotten', 'waiting'])
  for (const name of COUNTED) assert.is(isQuiet({ ...noCounts(), considered: 1, [name]: 1 }), quiet.has(name), name)
})

test('numbers as a person reads them', () => {
  const counts: [number, string][] = [[0, '0'], [999, '999'], [4996, '4 996'], [1234567, '1 234 567']]
  for (const [count, text] of counts) assert.is(countText(count), text)
  const shares: [number, string][] = [[4.04, '4.0'], [12.5, '12.5'], [-0.04, '0.0'], [99.95, '100.0'], [1e-9, '0.0'], [900, '900.0']]
  for (const [share, text] of shares) assert.is(percentText(share), text)
  assert.equal([signedPercent(4), signedPercent(-4)], ['+4.0 %', '-4.0 %'])
  assert.equal([ofNoun(1, 'article'), ofNoun(2000, 'article'), ofNoun(2, 'day'), ofNoun(2, 'category')], ['1 article', '2 000 articles', '2 days', '2 categories'])
})

test('texts on one line, clipped by whole characters, aligned by what is seen', () => {
  const lines: [string, string][] = [['a\r\nb', 'a⏎b'], ['a\tb', 'a b'], ['a\u202eb', 'a\ufffdb'], ['\ud800', '\ufffd'], ['åäö 😀', 'åäö 😀']]
  for (const [text, line] of lines) assert.is(oneLine(text), line)
  assert.equal([clip('abc', 3), clip('abcd', 3), clip('😀😀😀😀', 3)], ['abc', 'ab…', '😀😀…'])
  assert.equal([columnsOf('a\u030a'), columnsOf('😀')], [1, 1])
  assert.equal(aligned([['å', 'x'], ['abc', 'y'], ['z'.repeat(50), 'w']]), ['å    x', 'abc  y', `${'z'.repeat(50)}  w`])
})

test.run()
