// What is made from schemas/ and specs/ is what lies there.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { generateTypes } from '../../schemas/generate.js'
import { schemaOf } from '../../schemas/specs.js'
import { files, kinds, validators } from '../kit/validators.js'

const root = join(import.meta.dirname, '..', '..')
const test = suite('generated')

test('the types in engine/types are those of the schemas', async () => {
  const stale = await generateTypes(true)
  assert.equal(
    stale.map((file) => relative(root, file)),
    [],
  )
})

test('the tables in specs/README.md are those of specs/', () => {
  assert.is(readFileSync(join(root, 'specs', 'README.md'), 'utf8'), files.get('specs/README.md'))
})

test('what lies in generated/ is what would be made now, if it is there', () => {
  for (const [name, text] of files) {
    let found: string
    try {
      found = readFileSync(join(root, name), 'utf8')
    } catch {
      continue
    }
    assert.ok(found === text, `${name} is stale: run "npm run generate"`)
  }
})

test('every kind has a validator, and stands in the schema for editors', () => {
  const titles = kinds.map((schema) => String(schema['title'])).sort()
  assert.is(titles.length, 15)
  for (const title of titles) assert.type(validators[title], 'function', title)
  const samsyn = schemaOf('samsyn') as {
    properties: { kind: { enum: string[] } }
    allOf: { then: { $ref: string } }[]
  }
  assert.equal([...samsyn.properties.kind.enum].sort(), titles)
  assert.equal(
    samsyn.allOf.map(({ then }) => then.$ref).sort(),
    kinds.map((schema) => schema['$id']).sort(),
  )
})

test('modes and packages reach the schemas for editors by themselves', () => {
  const made = JSON.parse(files.get('generated/schemas/integration.schema.json') as string)
  assert.equal(made.properties.spec.properties.mode.enum, ['combo', 'erp-leads', 'shop-leads'])
  assert.equal(made.properties.spec.properties.package.enum, [
    '100',
    '200',
    '400',
    '800',
    '1600',
    100,
    200,
    400,
    800,
    1600,
  ])
  assert.not.match(files.get('generated/schemas/shop.schema.json') as string, '"known"')
})

test.run()
