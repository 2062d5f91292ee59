import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { pair, sortByKey, type Pair } from '../../engine/core/pair.js'
import { entries, frozen, item, seen, side, stream, type SideOptions } from '../kit/world.js'

const test = suite('core: pairs')

interface Given { source?: string[]; target?: string[]; sourceSide?: SideOptions; targetSide?: SideOptions; base?: Record<string, object>; pairs?: Record<string, string>; different?: [string, string][] }

function paired({ source = [], target = [], sourceSide, targetSide, base = {}, pairs = {}, different = [] }: Given): Pair[] {
  const named = (key: string) => item(key, { name: `Nr ${key}` })
  return pair(stream({ pairs, different }), frozen(seen(side(source.map(named), sourceSide), side(target.map(named), targetSide))), entries(base as never))
}

/** Each pair as one line: the keys, and what is known of either side. */
function told(given: Given): string[] {
  const sight = (one: Pair['source']): string => (typeof one === 'object' ? `item ${one.key}` : one)
  return paired(given).map((one) => {
    const keys = one.key === one.targetKey ? one.key : `${one.key}→${one.targetKey}`
    return `${keys}: ${sight(one.source)} / ${sight(one.target)}${one.problem ? ` ${one.problem.code}` : ''}`
  })
}

const BASE = { source: { name: 'x' }, target: { name: 'x' } }
const REFUSED = { source: null, target: null, failures: 1, notBefore: '2026-11-25T07:00:00Z' }
const SUBSET = { whole: false }

const TABLE: [string, Given, string[]][] = [
  ['the number, exactly', { source: ['1', '2'], target: ['2', '3'] }, ['1: item 1 / absent', '2: item 2 / item 2', '3: absent / item 3']],
  ['leading zeros count', { source: ['01'], target: ['1'] }, ['01: item 01 / absent', '1: absent / item 1']],
  ['a pair that the files no longer name', { source: ['1'], target: ['V1'], base: { 1: { ...BASE, targetKey: 'V1' } } }, ['1: item 1 / absent', 'V1: absent / item V1']],
  ['a number that every object has', { source: ['constructor', '__proto__'], target: ['toString'] }, ['__proto__: item __proto__ / absent', 'constructor: item constructor / absent', 'toString: absent / item toString']],
  ['a reviewed pair', { source: ['1'], target: ['V1'], pairs: { 1: 'V1' } }, ['1→V1: item 1 / item V1']],
  ['a pair that the files name anew', { source: ['1'], target: ['V1', 'V2'], base: { 1: { ...BASE, targetKey: 'V1' } }, pairs: { 1: 'V2' } }, ['1→V2: item 1 / item V2', 'V1: absent / item V1']],
  ['a key that a reviewed pair has taken', { source: ['1', 'V1'], target: ['V1'], pairs: { 1: 'V1' } }, ['1→V1: item 1 / item V1', 'V1: item V1 / item V1 KEY_TAKEN']],
  ['a key that a reviewed pair has taken, its owner gone', { source: ['V1'], target: ['V1'], base: { 1: { ...BASE, targetKey: 'V1' } }, pairs: { 1: 'V1' } }, ['1→V1: absent / item V1', 'V1: item V1 / item V1 KEY_TAKEN']],
  ['a target key that a renamed source left free', { source: ['1'], target: ['1', 'V1'], base: { 1: { ...BASE, targetKey: 'V1' } }, pairs: { 1: 'V1' } }, ['1→V1: item 1 / item V1', '1: absent / item 1']],
  ['twice in the source', { source: ['1'], target: ['1'], sourceSide: { twice: ['1'] } }, ['1: item 1 / item 1 KEY_TWICE']],
  ['twice in the target', { source: ['1'], target: ['1'], targetSide: { twice: ['1'] } }, ['1: item 1 / item 1 KEY_TWICE']],
  ['almost equal newcomers', { source: ['te-1'], target: ['TE-1 '] }, ['TE-1 : absent / item TE-1 ', 'te-1: item te-1 / absent KEY_ALMOST_EQUAL']],
  ['almost equal, but known', { source: ['te-1'], target: ['TE-1'], base: { 'te-1': BASE } }, ['TE-1: absent / item TE-1', 'te-1: item te-1 / absent']],
  ['almost equal, but reviewed', { source: ['te-1'], target: ['TE-1'], pairs: { 'te-1': 'TE-1' } }, ['te-1→TE-1: item te-1 / item TE-1']],
  ['almost equal, and told apart', { source: ['te-1'], target: ['TE-1'], different: [['te-1', 'TE-1']] }, ['TE-1: absent / item TE-1', 'te-1: item te-1 / absent']],
  ['told apart from one of two', { source: ['te-1'], target: ['TE-1', 'Te-1'], different: [['te-1', 'TE-1']] }, ['TE-1: absent / item TE-1', 'Te-1: absent / item Te-1', 'te-1: item te-1 / absent KEY_ALMOST_EQUAL']],
  ['told apart the other way round says nothing', { source: ['te-1'], target: ['TE-1'], different: [['TE-1', 'te-1']] }, ['TE-1: absent / item TE-1', 'te-1: item te-1 / absent KEY_ALMOST_EQUAL']],
  ['a subset proves nothing', { source: ['1', '2'], base: { 2: BASE }, targetSide: SUBSET }, ['1: item 1 / unlisted', '2: item 2 / assumed']],
  ['a subset of the source', { target: ['1', '2'], base: { 2: BASE }, sourceSide: SUBSET }, ['1: unlisted / item 1', '2: assumed / item 2']],
  ['a look proves absence', { source: ['1'], base: { 1: BASE }, targetSide: { whole: false, absent: ['1'] } }, ['1: item 1 / absent']],
  ['a look could not tell', { source: ['1'], base: { 1: BASE }, targetSide: { whole: false, unknown: { 1: { code: 'KEY_AMBIGUOUS', facts: {} } } } }, ['1: item 1 / unknown KEY_AMBIGUOUS']],
  ['only remembered', { base: { 1: BASE } }, ['1: absent / absent']],
  ['refused before it ever agreed: not assumed to be there', { source: ['1'], base: { 1: REFUSED }, targetSide: SUBSET }, ['1: item 1 / unlisted']],
  ['nothing at all', {}, []],
]
for (const [name, given, expected] of TABLE) test(name, () => { assert.equal(told(given), expected) })

test('a memory of another partner says nothing about this one', () => {
  const [one] = paired({ source: ['1'], target: ['1', 'V2'], base: { 1: BASE }, pairs: { 1: 'V2' } })
  assert.equal([one?.targetKey, one?.base], ['V2', undefined])
})

test('a refused newcomer has no base, and its failure is known', () => {
  const [one] = paired({ source: ['1'], base: { 1: REFUSED } })
  assert.is(one?.base, undefined)
  assert.equal(one?.failing, REFUSED)
})

test('the reasons name both keys', () => {
  assert.equal(paired({ source: ['te-1'], target: ['TE-1'] })[1]?.problem?.facts, { key: 'te-1', alike: ['TE-1'] })
  assert.equal(paired({ source: ['1', 'V1'], target: ['V1'], pairs: { 1: 'V1' } })[1]?.problem?.facts, { key: '1', target: 'V1' })
})

test('without a loose key nothing is doubted', () => {
  const strict = stream()
  const { looseKey: _, ...entity } = strict.entity
  const pairs = pair({ ...strict, entity }, seen(side([item('te-1', {})]), side([item('TE-1', {})])), new Map())
  assert.ok(pairs.every((one) => one.problem === undefined))
})

test('the order is that of the code units', () => {
  assert.equal(sortByKey(['Å', 'a', 'B', '10', '9'].map((key) => ({ key }))).map((one) => one.key), ['10', '9', 'B', 'a', 'Å'])
})

test.run()
