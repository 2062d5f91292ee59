// The places of specs/codes.yaml: each leads somewhere in the schema of its kind, and each value there is told with its own place.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { codesIn, type CodeInFile, type CodeOwner } from '../../engine/load/codes.js'
import { isKind } from '../../engine/load/kinds.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { schemaOf } from '../../schemas/specs.js'
import { doc, integration } from '../kit/customer.js'
import { temporaryFolder } from '../kit/folder.js'

const test = suite('codes')
const { codes, entities } = loadSpecs()

function found(...documents: readonly string[]): string[] {
  return foundBy(undefined, ...documents).map(({ list, code, place }) => `${list} ${code} ${place.line}:${place.column}`)
}

function foundBy(owner: CodeOwner | undefined, ...documents: readonly string[]): CodeInFile[] {
  const { folder, remove } = temporaryFolder()
  try {
    writeFileSync(join(folder, 'samsyn.yaml'), documents.join('---\n'))
    return codesIn(folder, codes, owner)
  } finally {
    remove()
  }
}

test('each place is one that the schema of its kind has', () => {
  for (const { kind, path, list, of } of codes.places) {
    assert.ok(isKind(kind), kind)
    assert.ok(leads(schemaOf(kebab(kind)), path, of === 'keys'), `${kind}: ${path.join('.')}`)
    if (list !== undefined) assert.ok(codes.lists[list], list)
  }
})

test('each field is one that an entity has, and its list is there', () => {
  const fields = new Set(Object.values(entities).flatMap((one) => Object.keys(one.fields)))
  for (const [field, list] of Object.entries({ ...codes.fields, ...codes.shopFields })) {
    assert.ok(fields.has(field), field)
    assert.ok(codes.lists[String(list)], `${field}: ${list}`)
  }
})

test('codes are found in each kind, in the order of specs/codes.yaml, with their places', () => {
  assert.equal(found(
    doc('PriceListBinding', 'resellers', "erp: { priceList: AF }\nshop: { name: se, priceList: '7' }\ncurrency: EUR"),
    doc('Channel', 'b2b', 'match: { channelId: 2 }\norders: { project: "20", priceList: AF, terms: "30", as: invoice }', 'shop: se'),
  ), ['price-lists AF 5:21', 'currencies EUR 7:13', 'price-lists 7 6:32', 'price-lists AF 14:39', 'payment-terms 30 14:50', 'projects 20 14:22', 'channels 2 13:23'])
})

test('of one shop the codes that are its own: payment methods by the names that rules stand under, and what is written for every shop', () => {
  const files = [
    integration('erp-leads', 400, 'orders: { byPayment: { Faktura: invoice }, pay: { Klarna: paid }, roundFor: [Faktura] }'),
    doc('ValueMap', 'terms', 'field: { shop: paymentMethod, erp: paymentTerms }\npairs: [{ shop: Swish, erp: "10" }]'),
    doc('Channel', 'b2b', 'match: { channelId: 77 }\norders: { byPayment: { Faktura: order } }\nprices: { erp: AF, shop: "7" }', 'shop: se'),
    doc('Channel', 'no', 'match: { channelId: 3 }', 'shop: no'),
  ]
  assert.equal(foundBy({ role: 'shop', name: 'se' }, ...files).map(({ list, code, shared }) => `${list} ${code}${shared ? ' shared' : ''}`), [
    'payment-methods Faktura shared', 'payment-methods Klarna shared', 'payment-methods Faktura shared', 'payment-methods Swish shared',
    'channels 77', 'price-lists 7', 'payment-methods Faktura',
  ])
  assert.equal(foundBy({ role: 'erp', name: 'visma' }, ...files).map(({ list, code }) => `${list} ${code}`), ['payment-terms 10'])
})

test('of a ValueMap the ERP side of the field that it is about', () => {
  const pairs = 'pairs: [{ shop: Styck, erp: st }, { shop: Kilo, erp: kg }]\notherwise: { erp: frp }'
  assert.equal(found(doc('ValueMap', 'units', `entity: product\nfield: unit\n${pairs}`)).map((one) => one.split(' ').slice(0, 2).join(' ')), ['units st', 'units kg', 'units frp'])
  assert.equal(found(doc('ValueMap', 'codes', `entity: product\nfield: { shop: group, erp: accountingCode }\n${pairs}`))[0]?.split(' ')[0], 'accounting-codes')
  assert.equal(foundBy({ role: 'erp', name: 'visma' }, doc('ValueMap', 'ways', `field: paymentMethod\n${pairs}`)), [])
})

test('every account of a reconciliation is one', () => {
  const spec = 'provider: klarna\nfiles: { folder: in }\naccounts: { bank: "1930", clearing: "1512", fees: "6570" }\nseries: K'
  assert.equal(found(doc('PaymentReconciliation', 'klarna', spec)).map((one) => one.split(' ').slice(0, 2).join(' ')),
    ['accounts 1930', 'accounts 1512', 'accounts 6570', 'voucher-series K'])
})

type Schema = { readonly [key: string]: unknown }

function leads(schema: Schema, path: readonly string[], keys: boolean, root: Schema = schema): boolean {
  const [step, ...rest] = path
  const forms = formsOf(schema, root)
  if (step === undefined) return forms.some((one) => (keys ? one['type'] === 'object' : one['type'] === 'string' || one['type'] === 'integer'))
  return forms.some((one) => {
    const inside = step === '*'
      ? [one['items'], one['additionalProperties'], ...Object.values((one['properties'] as Schema | undefined) ?? {})]
      : [(one['properties'] as Schema | undefined)?.[step]]
    return inside.some((each) => each !== undefined && leads(each as Schema, rest, keys, root))
  })
}

function formsOf(schema: Schema, root: Schema): Schema[] {
  const name = /^#\/definitions\/(\w+)$/.exec(String(schema['$ref'] ?? ''))?.[1]
  const whole = name === undefined ? schema : ((root['definitions'] as Schema)[name] as Schema)
  return [whole, ...((whole['anyOf'] as Schema[] | undefined) ?? [])]
}

function kebab(kind: string): string {
  return kind.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

test.run()
