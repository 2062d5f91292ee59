// The ids of specs/ are data: the engine never utters them, but for a system's own driver and the list of drivers.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadSpecs } from '../../engine/load/specs.js'
import { packageRoot } from '../../engine/load/root.js'
import { sources } from '../kit/sources.js'

const test = suite('names')
const specs = loadSpecs()
const engine = sources('engine').filter((one) => !one.file.startsWith('engine/types/'))

/** Where a system may be called by its name. */
const DRIVERS = ['engine/connect/']
/** The demo shows one customer with real systems and real articles; it is an example that happens to be made by code. */
const EXAMPLES = ['engine/cli/demo/']

function quoted(text: string, id: string): boolean {
  return text.includes(`'${id}'`) || text.includes(`"${id}"`) || text.includes(`\`${id}\``)
}

test('modes, policies, packages and systems are never named', () => {
  const ids = [...Object.keys(specs.modes), ...Object.keys(specs.policies), ...Object.keys(specs.tiers), ...Object.keys(specs.systems)]
  const found = engine.filter((one) => ![...DRIVERS, ...EXAMPLES].some((place) => one.file.startsWith(place)))
    .flatMap((one) => ids.filter((id) => quoted(one.text, id) && !isArithmetic(one.file, id)).map((id) => `${one.file} names ${id}`))
  assert.equal(found, [])
})

/** A package's id is a number too; in the room of values "100" is a hundred. */
function isArithmetic(file: string, id: string): boolean {
  return file.startsWith('engine/values/') && /^\d+$/.test(id)
}

/** The registers that neither system has are made here, of those that they have. */
const ORDERS = ['engine/orders/']

test('entities are named by drivers, and where orders are between two of them', () => {
  const found = engine.filter((one) => ![...DRIVERS, ...EXAMPLES, ...ORDERS].some((place) => one.file.startsWith(place)))
    .flatMap((one) => Object.keys(specs.entities).filter((id) => quoted(one.text, id) && !isKindOfDocument(one.file, id) && !isAskedFor(one.file, id)).map((id) => `${one.file} names ${id}`))
  assert.equal(found, [])
})

/** Keys and words of the customer's files are spelt as the files spell them. */
function isAskedFor(file: string, id: string): boolean {
  return (file === 'engine/load/expand/orders.ts' && (id === 'capture' || id === 'customer')) || (file === 'engine/load/expand/order-customers.ts' && id === 'customer')
    || (file === 'engine/load/expand/in-flight.ts' && id === 'stock')
}

/** What a merchant knows of orders tells an order from an invoice, whatever a register of them is called. */
function isKindOfDocument(file: string, id: string): boolean {
  return (file.startsWith('engine/trade/order/') || file === 'engine/load/expand/orders.ts') && (id === 'order' || id === 'invoice')
}

test('a driver knows no mode, policy or package', () => {
  const ids = [...Object.keys(specs.modes), ...Object.keys(specs.policies)]
  const found = engine.filter((one) => one.file.startsWith('engine/connect/')).flatMap((one) => ids.filter((id) => quoted(one.text, id)).map((id) => `${one.file} names ${id}`))
  assert.equal(found, [])
})

test('every test file runs itself', () => {
  const root = join(packageRoot(), 'test')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'))
  assert.ok(files.length > 30)
  assert.equal(files.filter((name) => !/\.run\(\)|contractSuite\(|shopOrdersSuite\(/.test(readFileSync(join(root, name), 'utf8'))), [])
})

test.run()
