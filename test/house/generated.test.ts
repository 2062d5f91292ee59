// What is made from schemas/ and specs/ is what lies there; and the schemas of the customer's kinds say yes and no where they should.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { generatedFiles } from '../../schemas/build.js'
import { generateTypes, schemaFiles } from '../../schemas/generate.js'
import { schemaOf } from '../../schemas/specs.js'
import { validatorCode } from '../../schemas/validators.js'

interface Fault { readonly instancePath: string; readonly keyword: string }
interface Validator { (value: unknown): boolean; errors?: Fault[] | null }

const root = join(import.meta.dirname, '..', '..')
const files = generatedFiles()
const validators = run(files.get('generated/validators.cjs') as string)
const editors = [...files].filter(([name]) => name.startsWith('generated/schemas/')).map(([, text]) => JSON.parse(text))
const anyKind = run(validatorCode(editors))['SamsynDocument'] as Validator
const kinds = schemaFiles().map((file) => schemaOf(basename(file, '.schema.json')))
  .filter((schema) => 'apiVersion' in (schema['properties'] as object ?? {}) && schema['title'] !== 'SamsynDocument')
const test = suite('generated')

/** The validators of this very moment, not of the last build. */
function run(code: string): Record<string, Validator> {
  const made = { exports: {} as Record<string, Validator> }
  new Function('require', 'module', 'exports', code)(createRequire(import.meta.url), made, made.exports)
  return made.exports
}

test('the types in engine/types are those of the schemas', async () => {
  const stale = await generateTypes(true)
  assert.equal(stale.map((file) => relative(root, file)), [])
})

test('the tables in specs/README.md are those of specs/', () => {
  assert.is(readFileSync(join(root, 'specs', 'README.md'), 'utf8'), files.get('specs/README.md'))
})

test('what lies in generated/ is what would be made now, if it is there', () => {
  for (const [name, text] of files) {
    let found: string
    try { found = readFileSync(join(root, name), 'utf8') } catch { continue }
    assert.ok(found === text, `${name} is stale: run "npm run generate"`)
  }
})

test('every kind has a validator, and stands in the schema for editors', () => {
  const titles = kinds.map((schema) => String(schema['title'])).sort()
  assert.is(titles.length, 15)
  for (const title of titles) assert.type(validators[title], 'function', title)
  const samsyn = schemaOf('samsyn') as { properties: { kind: { enum: string[] } }; allOf: { then: { $ref: string } }[] }
  assert.equal([...samsyn.properties.kind.enum].sort(), titles)
  assert.equal(samsyn.allOf.map(({ then }) => then.$ref).sort(), kinds.map((schema) => schema['$id']).sort())
})

test('modes and packages reach the schemas for editors by themselves', () => {
  const made = JSON.parse(files.get('generated/schemas/integration.schema.json') as string)
  assert.equal(made.properties.spec.properties.mode.enum, ['combo', 'erp-leads', 'shop-leads'])
  assert.equal(made.properties.spec.properties.package.enum, ['100', '200', '400', '800', '1600', 100, 200, 400, 800, 1600])
  assert.not.match(files.get('generated/schemas/shop.schema.json') as string, '"known"')
})

/** Every property that a customer can write, with its path. */
function* propertiesOf(schema: unknown, path: string): Generator<[string, Record<string, unknown>]> {
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
    check({ apiVersion: 'samsyn/v1', kind: schema['title'], metadata: { name: 'a' }, spec: {}, colour: 'red' })
    assert.ok((check.errors ?? []).some((fault) => fault.keyword === 'additionalProperties' && fault.instancePath === ''))
  })
}

const documents: Record<string, { metadata?: object; spec: object }> = {
  Integration: {
    spec: {
      mode: 'erp-leads', package: 400, ordersFrom: '2026-11-01', masters: { 'product.name': 'shop', stock: 'erp' },
      streams: { 'order-status': 'on', 'price-list': true }, policies: { price: 'mirror' },
      orders: {
        as: 'order', byPayment: { Faktura: 'invoice' }, pay: { Klarna: 'authorised', Förskott: 'paid' },
        customer: { numberFrom: 'erp', matchBy: ['number', 'email', 'orgNo'] },
        onUnknownArticle: 'hold', onEdit: 'hold', lockedPeriod: 'hold',
      },
      stock: { inFlight: 'ignore' }, pos: false, contacts: { alerts: ['drift@example.se'] },
    },
  },
  Erp: { spec: { driver: 'visma-administration', edition: 1000, commonFiles: 'C:\\Gemensamma', company: 'C:\\Nordlys', user: 'env:A', password: 'env:B' } },
  Shop: {
    spec: {
      driver: 'jetshop', url: 'https://shop.example', user: 'env:A', password: 'env:B', shopId: 'env:C',
      storeApi: { shopId: 'nordlys', token: 'env:D' }, orders: { binding: 'jetshop-orders.yaml' }, cultures: ['sv-SE', 'nb-NO'],
      defaultPriceList: '5b1e', templateId: 7, priceRounding: 'half-up', streams: { stock: 'off' }, articles: ['00123'],
    },
  },
  Channel: { metadata: { name: 'b2b', shop: 'se' }, spec: { match: { channelId: 2 }, orders: { as: 'invoice', project: '20', priceList: 'AF', terms: '30' } } },
  PriceListBinding: { spec: { erp: { priceList: 'AF' }, shop: { name: 'se', priceList: '7c2f', customerGroup: 'Återförsäljare' }, currency: 'SEK' } },
  OrderStatusMapping: {
    metadata: { name: 'standard', shop: 'se' },
    spec: {
      import: { when: ['Betald', 'Godkänd'], then: 'Överförd' },
      feedback: [{ event: 'delivered', status: 'Levererad', mail: true, tracking: true, capture: true }],
    },
  },
  StockProfile: { spec: { basis: 'disposable', buffer: 1, cap: 10, round: 'down', status: { inStock: '1', out: '10', coming: '9', whenOut: '9' } } },
  FieldMapping: {
    spec: {
      entity: 'product', to: 'shop',
      fields: {
        name: { from: ['name', 'sku'], steps: [{ name: 'join', with: ' ' }, { name: 'shorten', with: 80 }] },
        barcode: { from: 'barcode', steps: [{ name: 'split', with: '-', take: 1 }, { name: 'replace', find: ' ', with: '' }], clear: true },
        description: { plugin: 'texts' },
      },
    },
  },
  ValueMap: { spec: { entity: 'product', field: { shop: 'group', erp: 'group' }, pairs: [{ shop: '12', erp: 'SKOR' }], otherwise: { shop: '99' } } },
  Schedule: { spec: { streams: ['se/stock'], every: '5m', windows: ['07:00-19:00'], days: ['mon', 'fri'], blackout: ['22:00-05:00'] } },
  Guard: { spec: { entities: ['price'], limits: { priceJumpPercentMax: 80, createCountMax: null } } },
  Plugin: { spec: { file: 'plugins/texts.mjs', version: '1.0', entity: 'product', to: 'shop', reads: ['name'], writes: ['description'] } },
  OrderBinding: {
    spec: {
      operations: { listOrders: { operation: 'Order_List', input: { options: { From: '{since}' } }, result: 'Order_ListResult/OrderData' } },
      fields: { email: 'Email' }, assumed: ['listOrders'],
    },
  },
  Pairs: { metadata: { name: 'first', shop: 'se' }, spec: { entity: 'product', pairs: [{ shop: 'A-1', erp: 'A1', confirmed: true }] } },
  PaymentReconciliation: {
    spec: {
      provider: 'klarna', methods: ['Klarna'], files: { folder: 'payouts', pattern: '*.csv' },
      match: { by: ['paymentReference'], onUnmatched: 'holdLine', roundingMax: '0.50' },
      accounts: { bank: '1930', clearing: '1512', fees: '6570', inputVat: '2641' },
    },
  },
}

const whole = (kind: string): Record<string, unknown> =>
  structuredClone({ apiVersion: 'samsyn/v1', kind, metadata: { name: 'nordlys' }, ...documents[kind] })

for (const kind of Object.keys(documents)) {
  test(`a believable ${kind} passes`, () => {
    const check = validators[kind] as Validator
    check(whole(kind))
    assert.equal(check.errors ?? [], [])
    assert.ok(anyKind(whole(kind)), 'by the schema for editors')
    assert.not.ok(anyKind({ ...whole(kind), colour: 'red' }), 'which refuses what the kind refuses')
  })
}

/** kind, path in the document, the value put there (undefined: taken away), the keyword that refuses it. */
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
    const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, document)
    if (value === undefined) delete parent[last]
    else parent[last] = value
    const check = validators[kind] as Validator
    assert.not.ok(check(document))
    assert.ok((check.errors ?? []).some((fault) => fault.keyword === keyword), JSON.stringify(check.errors))
  })
}

test('a simulated system needs no address and no company', () => {
  for (const [kind, driver] of [['Erp', 'visma-administration'], ['Shop', 'jetshop']]) {
    const check = validators[kind as string] as Validator
    assert.ok(check({ ...whole(kind as string), spec: { driver, simulator: 'world/here.json' } }), JSON.stringify(check.errors))
  }
})

test.run()
