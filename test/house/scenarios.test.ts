// The ledger of scenarios: each has a test that bears its number, "S-029: …", or a stated reason why not.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { packageRoot } from '../../engine/load/root.js'

const test = suite('scenarios')

/** Sections whose every scenario must be accounted for. Those that are being built are added as they are. */
const HELD: readonly string[] = ['A', 'B', 'C', 'D', 'G', 'H', 'I', 'J']

const root = packageRoot()
const CATALOGUE = join(root, '..', 'shared', 'reference', 'scenarios.md')
const NUMBER = /\bS-\d{3}\b/g
const REASON_LEAST = 40

interface NotHere { readonly notHere: Readonly<Record<string, string>>; readonly parts: Readonly<Record<string, string>> }
const stated = parse(readFileSync(join(root, 'test', 'scenarios', 'not-here.yaml'), 'utf8')) as NotHere

/** Numbers in the names of tests, and in the tables that tests take their names from: a string that begins with them. */
function tested(): ReadonlySet<string> {
  const folder = join(root, 'test')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(\.(test|slow)|-scenarios)\.ts$/.test(name))
  const names = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/['"`](?:S-\d{3}, )*S-\d{3}:[^'"`]/g) ?? [])
  return new Set(names.flatMap((name) => name.match(NUMBER) ?? []))
}

/** The numbers of each section of the catalogue. */
function sections(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(text.split(/^### /m).slice(1).map((section) => [section.slice(0, 1), [...section.matchAll(/^\| (S-\d{3}) \|/gm)].map(([, number = '']) => number)]))
}

test('every reason is a sentence, and is given for what has no test; of a part, for what has one', () => {
  const numbers = tested()
  const all = [...Object.entries(stated.notHere), ...Object.entries(stated.parts)]
  assert.equal(all.filter(([number, why]) => !/^S-\d{3}$/.test(number) || why.length < REASON_LEAST), [])
  assert.equal(Object.keys(stated.notHere).filter((one) => numbers.has(one)), [], 'tested after all')
  assert.equal(Object.keys(stated.parts).filter((one) => !numbers.has(one)), [], 'not tested in any part')
})

if (existsSync(CATALOGUE)) {
  const catalogue = sections(readFileSync(CATALOGUE, 'utf8'))

  test('the catalogue has the sections that are held to it', () => {
    assert.equal(HELD.filter((one) => (catalogue.get(one) ?? []).length === 0), [])
  })

  for (const section of HELD) {
    test(`every scenario of section ${section} has a test, or a reason`, () => {
      const numbers = tested()
      const missing = (catalogue.get(section) ?? []).filter((one) => !numbers.has(one) && stated.notHere[one] === undefined)
      assert.equal(missing, [])
    })
  }

  test('no test bears a number that is in no section', () => {
    const known = new Set([...catalogue.values()].flat())
    assert.equal([...tested()].filter((one) => !known.has(one)), [])
  })
}

test.run()
