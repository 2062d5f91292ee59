// The engine and specs/problems.yaml know exactly the same codes.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProblemText } from '../../engine/types/problems.js'
import { compileSpecs } from '../../schemas/specs.js'

const root = join(import.meta.dirname, '..', '..')
const catalogue = compileSpecs(root).problems as Record<string, ProblemText>
const engine = join(root, 'engine')
const test = suite('problems')

const sources = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('types'))
  .map((name) => ({
    name: relative(root, join(engine, name)),
    text: readFileSync(join(engine, name), 'utf8'),
  }))

const code = '(?:[EW]\\d{3}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'

/**
 * Quoted words that look like codes; SAMSYN_… are environment variables, ERR_… are Node's own. A
 * simulator, and the demo that edits its world, also quote names of the system that is played, so
 * there only the makers count.
 */
function codesIn({ name, text }: { name: string; text: string }): string[] {
  const place = /\/(simulator|demo)\//.test(name)
    ? `\\b(?:problem|warning)\\(\\s*'(${code})'`
    : `['"\`](${code})['"\`]`
  return [...text.matchAll(new RegExp(place, 'g'))]
    .map((match) => match[1] as string)
    .filter((one) => !/^(SAMSYN|ERR)_/.test(one))
}

test('every code that the engine makes is in the catalogue', () => {
  const missing = sources.flatMap((source) =>
    codesIn(source)
      .filter((one) => !catalogue[one])
      .map((one) => `${one} (${source.name})`),
  )
  assert.equal([...new Set(missing)].sort(), [])
})

test('every code of the catalogue is somewhere in the engine', () => {
  const quoted = new Set(sources.flatMap(codesIn))
  assert.equal(
    Object.keys(catalogue).filter((one) => !quoted.has(one)),
    [],
  )
})

test('codes of files are E and W and a number, all others are words', () => {
  for (const [one, { family }] of Object.entries(catalogue)) {
    const expected = /^E\d{3}$/.test(one) ? 'file' : /^W\d{3}$/.test(one) ? 'warning' : undefined
    if (expected) assert.is(family, expected, one)
    else {
      assert.match(one, /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/)
      assert.not.equal(family, 'file', one)
    }
  }
})

test('titles are one line without a full stop, sentences end with one, braces hold one fact', () => {
  for (const [one, text] of Object.entries(catalogue)) {
    assert.not.match(text.title, /[.!]$|\n/, `${one}: title`)
    assert.not.match(
      text.title,
      /^(?!Visma|Jetshop)[A-Z][a-z]/,
      `${one}: title begins in lower case`,
    )
    for (const part of [text.why, text.do]) assert.match(part, /[.]$/, `${one}: ${part}`)
    for (const part of Object.values(text)) {
      for (const [, inside] of String(part).matchAll(/\{([^}]*)\}/g))
        assert.match(inside as string, /^[a-zA-Z]+$/, `${one}: {${inside}}`)
    }
  }
})

test('the facts of the Swedish title are among those of the English one', () => {
  const factsIn = (text = ''): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  for (const [one, text] of Object.entries(catalogue)) {
    const known = [...factsIn(text.title), ...factsIn(text.hint)]
    for (const fact of factsIn(text.swedish)) assert.ok(known.includes(fact), `${one}: ${fact}`)
  }
})

test.run()
