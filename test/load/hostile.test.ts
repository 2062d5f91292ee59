// Whatever stands in the files: loading ends, in good time, with problems that can be printed.
import fc from 'fast-check'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadDesired } from '../../engine/load/desired.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { parseDocuments } from '../../engine/load/yaml.js'
import { checkDocument } from '../../engine/load/check.js'
import { kinds } from '../../engine/load/kinds.js'
import { problemsText } from '../../engine/report/problem-text.js'
import { doc, erp, integration, loadFiles, shop } from '../kit/customer.js'
import { temporaryFolder } from '../kit/folder.js'

const test = suite('hostile')
const specs = loadSpecs()
const good = [
  integration('combo', 1600, 'streams: { price-list: on }\nmasters: { product.name: erp }\nstock: { inFlight: ignore }'), erp, shop('se', 'priceRounding: up'),
  doc('PriceListBinding', 'resellers', 'erp: { priceList: AF }\nshop: { name: se, priceList: 7c2f }'),
  doc('StockProfile', 'standard', 'buffer: 2\nstatus: { inStock: 1 }'),
  doc('FieldMapping', 'own', 'entity: product\nto: erp\nfields:\n  barcode: { from: [barcode, name], steps: [{ name: join, with: "-" }] }'),
  doc('ValueMap', 'groups', 'field: group\npairs: [{ shop: Skor, erp: "10" }]\notherwise: { erp: "99" }'),
  doc('Schedule', 'often', 'every: 5m\nwindows: ["07:00-19:00"]'), doc('Guard', 'careful', 'limits: { itemsMin: 1 }'),
  doc('Pairs', 'first', 'entity: product\npairs: [{ shop: a, erp: b }]', 'shop: se'),
].join('---\n')

async function survives(text: string): Promise<void> {
  const { desired, problems } = await loadFiles({ 'samsyn.yaml': text })
  const told = problemsText(problems, specs.problems, (_file, line) => text.split('\n')[line - 1])
  assert.not.match(told, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|undefined|\[object/)
  assert.is(desired === undefined, problems.some((one) => one.level !== 'warning'))
  for (const { code, place } of problems) {
    assert.ok(specs.problems[code], code)
    if (place) assert.ok(place.line >= 1 && place.line <= text.split(/\r\n|\r|\n/).length + 1 && place.column >= 1, JSON.stringify(place))
  }
}

test('the whole of the good file is good', async () => {
  const { desired, problems } = await loadFiles({ 'samsyn.yaml': good })
  assert.ok(desired, JSON.stringify(problems))
})

test('a good file with a few characters changed', async () => {
  const bits = fc.constantFrom('', ' ', '\t', '\n', '---\n', ':', '- ', '{', '}', '[', ']', '"', "'", '*a', '&a ', '!x ', '#', '%', '|', 'å', '\u202e', '\u0000', 'null', '0', '~')
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length), fc.nat(12), bits), { minLength: 1, maxLength: 4 }), async (edits) => {
    let text = good
    for (const [at, drop, put] of edits) text = text.slice(0, at) + put + text.slice(at + drop)
    await survives(text)
  }), { numRuns: 250 })
})

test('a good file with a value exchanged', async () => {
  const values = fc.constantFrom('null', '[]', '{}', '7', '00', '-1', '1e400', 'true', '""', '__proto__', 'constructor', 'toString', '[[[]]]', '{ a: { b: 1 } }', '"\\u0000"', '*x', 'se', 'product')
  const spots = [...good.matchAll(/: ([^\s{[][^\n,}]*)/g)].map((match) => [match.index + 2, (match[1] as string).length] as const)
  await fc.assert(fc.asyncProperty(fc.nat(spots.length - 1), values, async (which, value) => {
    const [at, length] = spots[which] as readonly [number, number]
    await survives(good.slice(0, at) + value + good.slice(at + length))
  }), { numRuns: 200 })
})

test('any value under any kind is checked without a fault of ours', () => {
  fc.assert(fc.property(fc.constantFrom(...kinds), fc.jsonValue({ maxDepth: 5 }), (kind, value) => {
    const text = JSON.stringify({ apiVersion: 'samsyn/v1', kind, metadata: { name: 'a' }, spec: value })
    for (const document of parseDocuments(text, 'a.yaml').documents) {
      for (const { code } of checkDocument(document).problems) assert.match(code, /^E1\d\d$/)
    }
  }), { numRuns: 1000 })
})

test('keys that every object has are keys like any other', async () => {
  await survives(good.replace('masters: { product.name: erp }', 'masters: { constructor: erp, toString: shop, product.constructor: erp }'))
  await survives(good.replace('barcode: { from: [barcode, name]', 'constructor: { from: [toString, hasOwnProperty]'))
  await survives(good.replace('{ shop: Skor, erp: "10" }', '{ shop: __proto__, erp: constructor }'))
  assert.is(({} as Record<string, unknown>)['polluted'], undefined)
})

test('a link that leads nowhere is told, a circle of folders is not followed', async () => {
  const { folder, remove } = temporaryFolder()
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'samsyn.yaml'), good)
  symlinkSync(folder, join(folder, 'inner', 'again'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'lost.yaml'))
  const { problems } = await loadDesired(folder, specs)
  assert.equal(problems.filter((one) => one.level !== 'warning').map((one) => `${one.code} ${one.place?.file}`), ['E111 lost.yaml'])
  remove()
})

test.run()
