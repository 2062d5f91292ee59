import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseDocuments, parseYaml } from '../../engine/load/yaml.js'

const test = suite('yaml')
const only = (text: string): unknown => parseDocuments(text, 'a.yaml').documents[0]?.value
const faults = (text: string): string[] => parseDocuments(text, 'a.yaml').problems.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)

const values: readonly [string, unknown][] = [
  ['a: 00123', { a: '00123' }],
  ['a: 12345678901234567890', { a: '12345678901234567890' }],
  ['a: 9007199254740993', { a: '9007199254740993' }],
  ['a: 9007199254740991', { a: 9007199254740991 }],
  ['a: 400', { a: 400 }],
  ['a: 0', { a: 0 }],
  ['a: -7', { a: -7 }],
  ['a: 1.10', { a: 1.1 }],
  ['a: 1e999', { a: '1e999' }],
  ['a: on\nb: off\nc: yes\nd: true', { a: 'on', b: 'off', c: 'yes', d: true }],
  ['a: 2026-11-01', { a: '2026-11-01' }],
  ['a: 1_000', { a: '1_000' }],
  ['a: ~\nb: null\nc:', { a: null, b: null, c: null }],
  ['404: x', { 404: 'x' }],
  ['007: x', { '007': 'x' }],
  ['base: &b { x: 1 }\nmore: { <<: 2 }\nsame: *b', { base: { x: 1 }, more: { '<<': 2 }, same: { x: 1 } }],
  ['\uFEFFa: å', { a: 'å' }],
  ['a: "\\u202e"', { a: '\u202e' }],
]

for (const [text, value] of values) {
  test(`reads ${JSON.stringify(text)}`, () => { assert.equal(only(text), value) })
}

const wrong: readonly [string, string, readonly string[]][] = [
  ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', ['E106 4:3']],
  ['a key twice, once in quotes', 'a: 1\n"a": 2\n', ['E106 2:1']],
  ['every key that is there twice', 'a: 1\na: 2\na: 3\n', ['E106 2:1', 'E106 3:1']],
  ['indented too far', 'a: 1\n  b: 2\n', ['E101 1:4']],
  ['a tab', 'a:\n\tb: 1\n', ['E101 2:1']],
  ['a quote left open', 'a: "x\nb: 1\n', ['E101 3:1']],
  ['a tag', 'a: !!js/function "x"\n', ['E101 1:4']],
  ['an older YAML', '%YAML 1.1\n---\na: on\n', ['E101 1:1']],
  ['an alias to nowhere', 'a: *b\n', ['E101 1:4']],
  ['an alias to itself', 'a: &a [1, *a]\n', ['E107 1:11']],
  ['a key that is a list', '? [1]\n: 2\n', ['E105 1:3']],
  ['a key that would change every object', '__proto__: { x: 1 }\n', ['E103 1:1']],
  ['nothing wrong in an empty file', '# nothing\n', []],
  ['one fault, not its echoes', 'a: [1, 2\nb: 3\nc: 4\n', ['E101 2:1']],
]

for (const [what, text, expected] of wrong) {
  test(`tells ${what}`, () => { assert.equal(faults(text), expected) })
}

test('the other documents of a file are read where one is broken', () => {
  const { documents, problems } = parseDocuments('a: 1\n---\nb: [\n---\nc: 3\n', 'a.yaml')
  assert.equal(documents.map((one) => one.value), [{ a: 1 }, { c: 3 }])
  assert.is(problems.length, 1)
})

test('a bomb of aliases is refused before it grows', () => {
  const bomb = `a: &a [${'x,'.repeat(10)}]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(10)}]`).join('\n')}\n`
  const started = Date.now()
  const { documents, problems } = parseDocuments(bomb, 'a.yaml')
  assert.equal([documents.length, problems.map((one) => one.code)], [0, ['E107']])
  assert.ok(Date.now() - started < 1000)
})

test('few aliases to something large are refused too', () => {
  const { problems } = parseDocuments(`big: &big [${'1,'.repeat(6000)}]\none: *big\ntwo: *big\n`, 'a.yaml')
  assert.equal(problems.map((one) => one.code), ['E107'])
})

test('what is nested without end is refused', () => {
  for (const text of ['['.repeat(200) + ']'.repeat(200), '['.repeat(100_000), Array.from({ length: 100 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')]) {
    const { problems } = parseDocuments(text, 'a.yaml')
    assert.equal(problems.map((one) => one.code), ['E101'])
  }
})

test('a hundred thousand keys are read in a moment', () => {
  const started = Date.now()
  const { documents } = parseDocuments(Array.from({ length: 50_000 }, (_, at) => `key-${at}: ${at}`).join('\n'), 'a.yaml')
  assert.is(Object.keys(documents[0]?.value as object).length, 50_000)
  assert.ok(Date.now() - started < 5000)
})

test('places of values, keys, list items and aliases', () => {
  const text = 'spec:\n  mode: combo\n  list: [a, "b c"]\n  base: &x { deep: 1 }\n  same: *x\n'
  const at = parseDocuments(text, 'a.yaml').documents[0]
  const place = (path: readonly (string | number)[], of?: 'key'): unknown => { const { line, column, length } = at!.place(path, of); return [line, column, length] }
  assert.equal(place(['spec', 'mode']), [2, 9, 5])
  assert.equal(place(['spec', 'mode'], 'key'), [2, 3, 4])
  assert.equal(place(['spec', 'list', 1]), [3, 13, 5])
  assert.equal(place(['spec', 'same', 'deep']), [4, 20, 1])
  assert.equal(place([]), [1, 1, 4])
  assert.equal(place(['spec', 'mode', 'not', 'there']), [2, 9, 5])
})

test('a number is known as it is written', () => {
  const [at] = parseDocuments('a: +46701234567\nb: 1.10\nc: x\n', 'a.yaml').documents
  assert.equal([at?.written(['a']), at?.written(['b']), at?.written(['c'])], ['+46701234567', '1.10', 'x'])
})

test('our own files are parsed plainly, or an error names the place', () => {
  assert.equal(parseYaml('a: [1]', 'specs/a.yaml'), { a: [1] })
  assert.throws(() => parseYaml('a: 1\na: 2', 'specs/a.yaml'), /specs\/a\.yaml:2:1 E106/)
})

test.run()
