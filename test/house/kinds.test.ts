// The schemas of the customer's kinds say yes and no where they should, and speak to an editor.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { documents, whole } from '../kit/documents.js'
import { anyKind, kinds, validators, type Validator } from '../kit/validators.js'

const test = suite('kinds')

/** Every property that a customer can write, with its path. */
function* propertiesOf(
  schema: unknown,
  path: string,
): Generator<[string, Record<string, unknown>]> {
  if (schema === null || typeof schema !== 'object') return
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'if' || key === 'then' || key === 'allOf') continue
    if (key === 'properties') {
      for (const [name, one] of Object.entries(value as object)) yield [`${path}.${name}`, one]
    }
    yield* propertiesOf(value, `${path}.${key}`)
  }
}

for (const schema of kinds) {
  test(`every property of ${schema['title']} says what it is`, () => {
    for (const [path, property] of propertiesOf(schema, String(schema['title']))) {
      assert.ok(property['description'] ?? property['$ref'], `${path} has no description`)
    }
  })
  test(`${schema['title']} refuses a key that it does not know`, () => {
    const check = validators[String(schema['title'])] as Validator
    check({
      apiVersion: 'samsyn/v1',
      kind: schema['title'],
      metadata: { name: 'a' },
      spec: {},
      colour: 'red',
    })
    assert.ok(
      (check.errors ?? []).some(
        (fault) => fault.keyword === 'additionalProperties' && fault.instancePath === '',
      ),
    )
  })
}

for (const kind of Object.keys(documents)) {
  test(`a believable ${kind} passes`, () => {
    const check = validators[kind] as Validator
    check(whole(kind))
    assert.equal(check.errors ?? [], [])
    assert.ok(anyKind(whole(kind)), 'by the schema for editors')
    assert.not.ok(anyKind({ ...whole(kind), colour: 'red' }), 'which refuses what the kind refuses')
  })
}

/** kind, path, the value put there (undefined: taken away), the keyword that refuses it. */
const refused: [string, string, unknown, string][] = [
  ['Integration', 'spec.mode', 'comob', 'enum'],
  ['Integration', 'spec.package', 300, 'enum'],
  ['Integration', 'spec.package', undefined, 'required'],
  ['Integration', 'spec.ordersFrom', '1 november', 'pattern'],
  ['Integration', 'spec.masters.product', 'both', 'enum'],
  ['Integration', 'spec.policies.price', 'mirrored', 'enum'],
  ['Integration', 'spec.streams.stokc', 'on', 'additionalProperties'],
  ['Integration', 'spec.streams.stock', 'yes', 'enum'],
  ['Integration', 'spec.orders.customer.numberFrom', 'bucket', 'required'],
  ['Integration', 'metadata.name', 'Nordlys AB', 'pattern'],
  ['Erp', 'spec.edition', 200, 'enum'],
  ['Erp', 'spec.company', undefined, 'required'],
  ['Erp', 'spec.driver', 'jetshop', 'enum'],
  ['Shop', 'spec.url', undefined, 'required'],
  ['Shop', 'spec.cultures', ['svenska'], 'pattern'],
  ['Shop', 'spec.templateId', '7', 'type'],
  ['Channel', 'metadata.shop', undefined, 'required'],
  ['Channel', 'spec.match', {}, 'minProperties'],
  ['PriceListBinding', 'spec.currency', 'kronor', 'pattern'],
  ['OrderStatusMapping', 'spec.import.when', [], 'minItems'],
  ['StockProfile', 'spec.basis', 'all', 'enum'],
  ['FieldMapping', 'spec.fields.barcode.steps', [{ name: 'split', with: '-' }], 'required'],
  ['FieldMapping', 'spec.fields.barcode.steps', [{ name: 'shorten', with: 'ten' }], 'type'],
  ['FieldMapping', 'spec.fields.barcode.steps', [{ name: 'uppper' }], 'enum'],
  ['FieldMapping', 'spec.fields.barcode.steps', [{ name: 'lookup' }], 'required'],
  ['ValueMap', 'spec.pairs', [], 'minItems'],
  ['Schedule', 'spec.every', '5 minutes', 'pattern'],
  ['Schedule', 'spec.windows', ['7-19'], 'pattern'],
  ['Schedule', 'spec.days', ['monday'], 'enum'],
  ['Guard', 'spec.limits.priceJumpMax', 10, 'additionalProperties'],
  ['Plugin', 'spec.file', 'plugins/texts.js', 'pattern'],
  ['OrderBinding', 'spec.operations', {}, 'minProperties'],
  ['Pairs', 'spec.pairs', [{ shop: 'A-1' }], 'required'],
  ['PaymentReconciliation', 'spec.match.onUnmatched', 'suspense', 'required'],
]

for (const [kind, path, value, keyword] of refused) {
  test(`${kind} refuses ${path} ${value === undefined ? 'missing' : JSON.stringify(value)}`, () => {
    const document = whole(kind)
    const keys = path.split('.')
    const last = keys.pop() as string
    const parent = keys.reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      document,
    )
    if (value === undefined) delete parent[last]
    else parent[last] = value
    const check = validators[kind] as Validator
    assert.not.ok(check(document))
    assert.ok(
      (check.errors ?? []).some((fault) => fault.keyword === keyword),
      JSON.stringify(check.errors),
    )
  })
}

test('a simulated system needs no address and no company', () => {
  for (const [kind, driver] of [
    ['Erp', 'visma-administration'],
    ['Shop', 'jetshop'],
  ]) {
    const check = validators[kind as string] as Validator
    assert.ok(
      check({ ...whole(kind as string), spec: { driver, simulator: 'world/here.json' } }),
      JSON.stringify(check.errors),
    )
  }
})

test.run()
