// What the driver of Jetshop tells doctor: of a sound shop, and of one thing wrong at a time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Check, Examination } from '../../engine/connect/connector.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { startShopSimulator } from '../../engine/connect/jetshop/simulator/server.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { effectsOf } from '../../engine/connect/world/world.js'
import { loadSpecs } from '../../engine/load/specs.js'

const test = suite('jetshop examine')
const specs = loadSpecs()
const LIST = '5b1e0000-0000-4000-8000-000000000001'
let dir = ''
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-examine-')) })
test.after.each(() => { rmSync(dir, { recursive: true, force: true }) })

interface Case { readonly yaml?: Readonly<Record<string, unknown>>; readonly world?: object; readonly of?: Partial<Examination>; readonly token?: string }

/** What came of it, for a shop that is reached over HTTP as a real one is. */
async function examine({ yaml = {}, world = {}, of = {}, token }: Case = {}): Promise<Check[]> {
  const file = join(dir, 'shop.json')
  createShopWorld(file, world)
  const simulator = await startShopSimulator({ world: file, port: 0 })
  const store = { url: simulator.storeUrl, shopId: simulator.account.shopId, token: token ?? simulator.token }
  const { reader, examine: ask } = await makeJetshop({
    name: 'se', dir, habits: { batchMax: 10, parallelMax: 2, pageMax: 10 }, tell: () => undefined,
    settings: { url: simulator.serviceUrl, ...simulator.account, storeApi: store, defaultPriceList: LIST, templateId: 1, ...yaml },
  })
  const checks: Check[] = []
  const usual: Examination = { today: '2026-11-25', vat: specs.vat, reads: [], writes: { product: ['name', 'active'], price: ['price'] }, codes: [] }
  for await (const check of ask!({ ...usual, ...of })) checks.push(check)
  await reader.close()
  await simulator.close()
  for (const { id, state, problem } of checks) {
    const known = specs.checks['jetshop']?.[id]
    assert.ok(known, `${id} is in specs/checks.yaml`)
    assert.is(problem === undefined, state === 'ok', id)
    if (problem) assert.ok(known.says.includes(problem.code), `${id} names ${problem.code}`)
  }
  return checks
}

function brief(checks: readonly Check[]): string[] {
  return checks.filter((one) => one.state !== 'ok').map(({ id, state, problem, ends }) => `${id} ${state} ${problem?.code}${ends ? ', ends' : ''}`).sort()
}

const REACHED = ['shop-id unknown JETSHOP_SHOP_ID_UNTESTED', 'order-operations assumed JETSHOP_ORDERS_NOT_VERIFIED']
const LISTED = 'price-list unknown JETSHOP_PRICE_LIST_UNTESTED'

test('a sound shop, and nothing is written', async () => {
  const checks = await examine()
  assert.equal(brief(checks), [LISTED, ...REACHED].sort())
  assert.equal(Object.keys(specs.checks['jetshop'] ?? {}).sort(), checks.map((one) => one.id).sort(), 'each check once')
  assert.is(checks.find((one) => one.id === 'storefront')?.found, 'Nordlys (1, SEK)')
  assert.equal(effectsOf(join(dir, 'shop.json')), [])
})

const WRONG: readonly (readonly [name: string, given: Case, expected: readonly string[]])[] = [
  ['a wrong password', { yaml: { password: 'wrong' } }, ['login failed JETSHOP_LOGIN, ends', LISTED]],
  ['nobody at the address', { yaml: { url: 'http://127.0.0.1:9/service' } }, ['address failed HTTP_UNREACHABLE, ends', LISTED]],
  ['a page of somebody else', { world: { faults: [{ op: 'Product_Get', kind: 'html' }] } }, ['address failed HTTP_MAINTENANCE, ends', LISTED]],
  ['a wrong token', { token: 'wrong' }, ['storefront failed JETSHOP_STORE_LOGIN', LISTED, ...REACHED]],
  ['no storefront', { yaml: { storeApi: undefined } }, ['storefront warning JETSHOP_STORE_NOT_SET', LISTED, ...REACHED]],
  ['no template', { yaml: { templateId: undefined } }, ['template warning JETSHOP_TEMPLATE_MISSING', LISTED, ...REACHED]],
  ['no price list', { yaml: { defaultPriceList: undefined } }, ['price-list warning JETSHOP_PRICE_LIST_MISSING', ...REACHED]],
  ['nothing to be written', { yaml: { defaultPriceList: undefined, templateId: undefined }, of: { writes: {} } }, REACHED],
]

for (const [name, given, expected] of WRONG) {
  test(name, async () => { assert.equal(brief(await examine(given)), [...expected].sort()) })
}

test.run()
