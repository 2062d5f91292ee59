import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { problem, warning } from '../../engine/core/problem.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { explainText, problemsText, problemText } from '../../engine/report/problem-text.js'
import type { ProblemsSpec } from '../../engine/types/problems.js'

const test = suite('problem text')
const texts: ProblemsSpec = {
  E102: { family: 'file', title: 'unknown {what} "{value}"', hint: 'known: {known}.', why: 'W.', do: 'D.', swedish: 'okänt värde "{value}"' },
  E106: { family: 'file', title: 'the key "{key}" is here twice', why: 'W.', do: 'D.' },
  W301: { family: 'warning', title: '{key} is in clear text', hint: 'write env:NAME instead.', why: 'W.', do: 'D.' },
}
const place = { file: 'samsyn.yaml', line: 4, column: 9, length: 5 }
const lines = (text: string) => (_file: string, line: number) => text.split('\n')[line - 1]

test('where, what, the line, a pointer, what is allowed, what was meant', () => {
  const found = problem('E102', { what: 'mode', value: 'comob', known: ['combo', 'erp-leads', 'shop-leads'], meant: 'combo' }, place)
  assert.is(problemText(found, texts, lines('\n\n\n  mode: comob')), [
    'samsyn.yaml:4:9  unknown mode "comob"                                                [E102]',
    '   4 |   mode: comob',
    '     |         ^^^^^',
    '  known: combo, erp-leads, shop-leads.  Did you mean "combo"?',
    '',
  ].join('\n'))
})

test('without a place, a hint or a text there is what there is', () => {
  assert.is(problemText(problem('E106', { key: 'a' }), texts, () => undefined), 'the key "a" is here twice'.padEnd(85).concat('[E106]\n'))
  assert.is(problemText(problem('NOBODY_KNOWS', {}), texts, () => undefined), 'NOBODY_KNOWS'.padEnd(85).concat('[NOBODY_KNOWS]\n'))
  assert.is(problemText(problem('constructor', {}), texts, () => undefined), 'constructor'.padEnd(85).concat('[constructor]\n'))
})

test('a warning says so', () => {
  assert.match(problemText(warning('W301', { key: 'password' }, place), texts, () => undefined), /^samsyn\.yaml:4:9  warning: password is in clear text +\[W301\]\n  write env:NAME instead\.\n$/)
})

test('a hint whose fact is missing is left out', () => {
  assert.not.match(problemText(problem('E102', { what: 'mode', value: 'x' }), texts, () => undefined), /known:/)
})

test('text from outside stays in its line', () => {
  const found = problem('E102', { what: 'a\nb', value: 'x\u001b[31m\u202e"', known: ['a\r\nb'] }, { ...place, file: 'a\nb.yaml' })
  const text = problemText(found, texts, () => 'a\tb\u0007\u202e: \u001b[31mred')
  assert.not.match(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/)
  assert.is(text.split('\n').length, 5)
})

test('what is very long is shown by its beginning', () => {
  const known = Array.from({ length: 100 }, (_, at) => `list-${at}`)
  const found = problem('E102', { what: 'list', value: 'x'.repeat(10_000), known }, { ...place, column: 5_000, length: 4_000 })
  const text = problemText(found, texts, () => `${'å'.repeat(4_999)}${'x'.repeat(4_000)}`)
  assert.ok(text.length < 1_000, String(text.length))
  assert.match(text, /list-23, and 76 more\./)
  const [, line, pointer] = text.split('\n') as [string, string, string]
  assert.is(line.indexOf('x'), pointer.indexOf('^'))
})

test('a pointer stands under letters with marks and after tabs', () => {
  const [, line, pointer] = problemText(problem('E106', { key: 'a' }, { ...place, column: 6, length: 1 }), texts, () => '\te\u0301e\u0301x: 1').split('\n') as [string, string, string]
  assert.is(pointer.indexOf('^'), line.replace(/\u0301/g, '').indexOf('x'))
})

test('several problems stand apart', () => {
  const text = problemsText([problem('E106', { key: 'a' }, place), problem('E106', { key: 'b' }, place)], texts, () => 'a: 1')
  assert.is(text.split('\n\n').length, 2)
})

test('a file that is gone shows no line', () => {
  assert.not.match(problemsText([problem('E106', { key: 'a' }, place)], texts, '/nowhere/at/all'), /\|/)
})

test('explain tells what a code means, why it matters and what to do', () => {
  assert.is(explainText('E102', texts), [
    'E102  unknown <what> "<value>"', '  known: <known>.', '', 'Why it matters:  W.', 'What to do:      D.', 'In Swedish:      okänt värde "<value>"', '',
  ].join('\n'))
  assert.is(explainText('E999', texts), undefined)
  assert.is(explainText('toString', texts), undefined)
})

test('every code of the catalogue can be explained', () => {
  const { problems } = loadSpecs()
  for (const code of Object.keys(problems)) assert.match(explainText(code, problems) ?? '', /What to do/)
})

test.run()
