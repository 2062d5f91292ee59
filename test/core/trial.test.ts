// A plugin against its cases: what passes, and what is said of the rest.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { PluginHold } from '../../engine/core/plugin-hold.js'
import { tryCases, type PluginCaseToTry, type TriedCase } from '../../engine/core/trial.js'
import type { PluginFunction } from '../../engine/core/stream.js'
import { PRODUCT } from '../kit/world.js'

const test = suite('trial')

function tried(run: () => PluginFunction, ...cases: PluginCaseToTry[]): Omit<TriedCase, 'ms' | 'name'>[] {
  let nowMs = 0
  return tryCases(cases, { plugin: 'own', entity: PRODUCT, copies: [run(), run()], nowMs: () => nowMs++ }).map(({ ms: _ms, name: _name, ...rest }) => rest)
}

const te = { name: 'a', reads: { name: 'Te' } }
const fails = (message: string) => () => (): never => { throw new Error(message, { cause: { line: 3 } }) }

const cases: readonly [string, () => PluginFunction, PluginCaseToTry, Omit<TriedCase, 'ms' | 'name'>][] = [
  ['the same fields', () => ({ name }) => ({ name }), { ...te, writes: { name: 'Te' } }, { passed: true, differences: [] }],
  ['another spelling of the same weight', () => () => ({ weight: '2.50' }), { ...te, writes: { weight: '2.5' } }, { passed: true, differences: [] }],
  ['another value', () => () => ({ name: 'Kaffe' }), { ...te, writes: { name: 'Te' } }, { passed: false, differences: [{ field: 'name', expected: 'Te', found: 'Kaffe' }] }],
  ['a field too many', () => () => ({ name: null }), { ...te, writes: {} }, { passed: false, differences: [{ field: 'name', expected: undefined, found: null }] }],
  ['a field too few', () => () => ({}), { ...te, writes: { name: 'Te' } }, { passed: false, differences: [{ field: 'name', expected: 'Te', found: undefined }] }],
  ['the failure that is meant', fails('ingen vikt'), { ...te, fails: 'vikt' }, { passed: true, differences: [] }],
  ['another failure', fails('oj'), { ...te, fails: 'vikt' }, { passed: false, differences: [], threw: { message: 'oj', line: 3 }, missing: 'vikt' }],
  ['a failure instead of fields', fails('oj'), { ...te, writes: {} }, { passed: false, differences: [], threw: { message: 'oj', line: 3 } }],
  ['fields instead of a failure', () => () => ({}), { ...te, fails: 'vikt' }, { passed: false, differences: [], missing: 'vikt' }],
  ['no answer', () => () => { throw new PluginHold('PLUGIN_DEADLINE', { ms: 5 }) }, { ...te, fails: 'PLUGIN' }, { passed: false, differences: [], held: { code: 'PLUGIN_DEADLINE', facts: { plugin: 'own', ms: 5 } } }],
]
for (const [what, run, given, expected] of cases) {
  test(what, () => assert.equal(tried(run, given), [expected]))
}

test('a function that counts its calls is found out, wherever it begins', () => {
  const counting = (): PluginFunction => { let calls = 0; return () => ({ name: String(++calls) }) }
  const [first, second] = tried(counting, { ...te, writes: { name: '1' } }, { ...te, writes: { name: '2' } })
  assert.equal([first?.unsteady, second?.unsteady, first?.passed], [true, true, false])
})

test.run()
