// What doctor asks, what it says, and the pages that explain it belong together.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compileSpecs } from '../../schemas/specs.js'
import { sources } from '../kit/sources.js'
import { files } from '../kit/validators.js'

const root = join(import.meta.dirname, '..', '..')
const test = suite('doctor')
const specs = compileSpecs(root)
const PAGE = 'docs/visma-administration.md'
const ERP = 'visma-administration'
const page = readFileSync(join(root, PAGE), 'utf8')

const checks = Object.entries(specs.checks).flatMap(([system, of]) =>
  Object.entries(of ?? {}).map(([id, text]) => ({ system, id, text: text! })))

test('checks belong to a system, or to any', () => {
  for (const { system } of checks) assert.ok(system === 'any' || specs.systems[system], system)
})

test('every check is one that the code speaks of', () => {
  const text = sources('engine').filter(({ file }) => /examine|examined/.test(file)).map((one) => one.text).join('\n')
  assert.equal(checks.filter(({ id }) => !text.includes(`'${id}'`)).map(({ system, id }) => `${system}: ${id}`), [])
})

test('every message that a check can say is in the catalogue, in both languages', () => {
  for (const { system, id, text } of checks) {
    for (const code of text.says) assert.ok(specs.problems[code]?.swedish, `${system}, ${id}: ${code}`)
  }
})

test("the consultant's page lists every check of the ERP and of all systems, and explains every message about it", () => {
  for (const { system, id } of checks.filter((one) => one.system === ERP || one.system === 'any')) {
    assert.ok(page.includes(`(\`${id}\`)`), `${system}: ${id}`)
  }
  const codes = Object.keys(specs.problems).filter((code) => code.startsWith('VISMA_'))
  assert.ok(codes.length > 50)
  for (const code of codes) assert.ok(page.includes(`| \`${code}\` |`), code)
})

test('every link inside the page leads somewhere', () => {
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/[^\p{L}\d -]/gu, '').replace(/ /g, '-'))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!)
  assert.ok(links.length > 8)
  assert.equal(links.filter((anchor) => !anchors.includes(anchor)), [])
})

test('the pages that repeat specs/ are there and current', () => {
  for (const name of [PAGE, 'docs/data-matrix.md']) {
    assert.is(readFileSync(join(root, name), 'utf8'), files.get(name), `${name} is stale: run "npm run generate"`)
  }
})

test('the data matrix names each field of each system', () => {
  const matrix = files.get('docs/data-matrix.md') ?? ''
  for (const system of Object.values(specs.systems)) {
    assert.ok(matrix.includes(`## ${system.title}\n`), system.id)
    for (const [entity, ability] of Object.entries(system.can)) {
      for (const [field, { as } = {}] of Object.entries(ability?.fields ?? {})) {
        if (!specs.entities[entity]?.fields[field]) continue
        assert.ok(matrix.includes(`| \`${field}\` |`), `${system.id}: ${entity}.${field}`)
        if (as !== undefined && /^[A-Z_]+$/.test(as)) assert.ok(matrix.includes(as.replace(/_/g, '&#95;')), `${system.id}: ${as}`)
      }
    }
  }
})

test.run()
