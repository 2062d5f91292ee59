import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { matchFacts, matchMarkdown, matchText, type MatchReport } from '../../engine/report/match-report.js'
import { compare } from '../kit/golden.js'
import { HOSTILE } from './hostile.js'
import { KNOWLEDGE } from './sample.js'

const test = suite('match-report')

const NONE = { exact: [], reviewed: [], loose: [], ambiguous: [], onlySource: [], onlyTarget: [] }
const report = (more: Partial<MatchReport>): MatchReport => ({ stream: 'se/product', source: 'visma', target: 'se', match: NONE, created: [], planned: 0, held: [], ...more })

const many = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, at) => `${prefix}${1000 + at}`)

test('a report with every kind of line', () => {
  const mixed = report({
    match: { exact: many(4200, 'A'), reviewed: [{ source: 'R1', target: 'R-1' }], loose: [{ source: 'ab1', target: 'AB1' }], ambiguous: [{ sources: ['x1', 'X1'], targets: ['X1 '] }], onlySource: many(25, 'V'), onlyTarget: ['S1'] },
    created: many(3, 'A'), planned: 25, held: [{ key: 'V1000', code: 'SKU_TOO_LONG', facts: { length: 29, system: 'visma', max: 16 } }],
  })
  compare('report/match', matchText(mixed, KNOWLEDGE.problems))
  compare('report/match-markdown', matchMarkdown(mixed, KNOWLEDGE.problems))
})

test('equal numbers are said to be equal, and only then', () => {
  assert.match(matchText(report({ match: { ...NONE, exact: ['1', '2'], reviewed: [{ source: '3', target: '03' }] } }), {}), /equal: 3 numbers, all on both sides/)
  for (const more of [{ onlySource: ['4'] }, { onlyTarget: ['4'] }, { loose: [{ source: 'a', target: 'A' }] }, { ambiguous: [{ sources: ['a', 'A'], targets: ['a'] }] }]) {
    assert.is(matchFacts(report({ match: { ...NONE, exact: ['1'], ...more } })).equal, false)
  }
})

test('what is held because its number is in doubt is told once, and a number once in its line', () => {
  const doubts = { ...NONE, loose: [{ source: 'ab1', target: 'AB1' }], ambiguous: [{ sources: ['x1', 'X1'], targets: ['X1 '] }], onlySource: ['LÅNG'] }
  const held = ['ab1', 'x1', 'LÅNG'].map((key) => ({ key, code: 'OWN' }))
  const text = matchText(report({ match: doubts, held }), { OWN: { family: 'plan', title: '{key} is odd', why: 'w', do: 'd' } })
  assert.match(text, /held for another reason \(1\)\n {6}LÅNG: … is odd\n/)
  const named = matchText(report({ match: doubts, held: [{ key: 'LÅNG', code: 'OWN', facts: { key: 'LÅNG' } }] }), { OWN: { family: 'plan', title: '{key} is odd', why: 'w', do: 'd' } })
  assert.match(named, /\n {6}LÅNG is odd\n/)
})

test('law: each side is the sum of its parts', () => {
  const keys = fc.array(fc.string(), { maxLength: 5 })
  const pairs = fc.array(fc.record({ source: fc.string(), target: fc.string() }), { maxLength: 5 })
  const match = fc.record({ exact: keys, reviewed: pairs, loose: pairs, ambiguous: fc.array(fc.record({ sources: keys, targets: keys }), { maxLength: 3 }), onlySource: keys, onlyTarget: keys })
  fc.assert(fc.property(match, (one) => {
    const facts = matchFacts(report({ match: one }))
    const doubt = one.ambiguous.reduce((sum, each) => sum + each.sources.length, 0)
    assert.is(facts.source.items, one.exact.length + one.reviewed.length + one.loose.length + doubt + one.onlySource.length)
    assert.is(facts.source.items - facts.target.items, doubt - one.ambiguous.reduce((sum, each) => sum + each.targets.length, 0) + one.onlySource.length - one.onlyTarget.length)
  }), { numRuns: 200 })
})

test('hostile keys stay on their line', () => {
  const keys = HOSTILE.slice(0, 20)
  const hostile = report({ match: { ...NONE, onlySource: keys } })
  const lines = (text: string): number => text.split('\n').length
  assert.is(lines(matchText(hostile, {})), lines(matchText(report({ match: { ...NONE, onlySource: many(20, 'V') } }), {})))
  assert.not.match(matchMarkdown(hostile, {}).replace(/<code>[^<]*<\/code>/g, ''), /</)
})

test.run()
