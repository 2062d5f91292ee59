// The whole program with this shop: one company, one shop of each kind, plan, apply, and a plan that is empty. The engine is the same
// for both, and each shop has what it can hold.
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeVendure } from '../../engine/connect/vendure/driver.js'
import { World } from '../../engine/connect/world/world.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { companyYaml, edit, JETSHOP_YAML, newCustomer, RANGE } from '../cli/customer.js'
import { samsyn } from '../kit/cli.js'
import { systemSpec } from '../kit/specs.js'
import { startProxy, type Proxy } from './proxy.js'
import { ADMIN, canServe, shopServer, type NewChannel } from './server.js'

const test = suite('vendure: the whole program')
const spec = systemSpec('vendure')
const LOGIN = { VENDURE_USER: ADMIN.user, VENDURE_PASSWORD: ADMIN.password }

/** A proxy that stays open would keep the process. */
const open = new Set<Proxy>()
test.after.each(async () => {
  for (const proxy of open) await proxy.close()
  open.clear()
})

interface Customer {
  readonly dir: string
  readonly channel: NewChannel
  readonly proxy: Proxy
}

/** A customer with the ERP, a simulated shop of the first kind, and a real one of the second. */
async function customer(options: { readonly both: boolean }): Promise<Customer> {
  const server = await shopServer()
  const channel = await server.newChannel()
  const proxy = await startProxy(server.url)
  open.add(proxy)
  const dir = newCustomer({ follower: [] })
  const second = `apiVersion: samsyn/v1
kind: Shop
metadata: { name: krydda }
spec:
  driver: vendure
  url: ${proxy.url}
  user: env:VENDURE_USER
  password: env:VENDURE_PASSWORD
  channel: ${channel.code}
`
  writeFileSync(join(dir, 'samsyn.yaml'), [companyYaml(), second, ...(options.both ? [JETSHOP_YAML] : [])].join('---\n'))
  return { dir, channel, proxy }
}

async function run(dir: string, ...args: readonly string[]): Promise<{ code: number | null; out: string; plan: PlanDocument }> {
  const ran = await samsyn([...args, '--json'], { cwd: dir, env: LOGIN })
  assert.ok(ran.out.startsWith('{'), `${args.join(' ')}: ${ran.out}${ran.err}`)
  return { code: ran.code, out: ran.out, plan: JSON.parse(ran.out) as PlanDocument }
}

/** Plans until nothing is left to do; gives how many passes wrote something. */
async function untilQuiet(dir: string): Promise<number> {
  for (let passes = 0; passes < 4; passes += 1) {
    const { plan } = await run(dir, 'plan')
    if (plan.streams.every(({ changes }) => changes.length === 0)) return passes
    const applied = await run(dir, 'apply')
    assert.is(applied.code, 0, applied.out.slice(0, 3_000))
  }
  throw new Error('the plans do not become empty')
}

/** What the real shop shows of an article, read past the proxy and by another connector than the program's. */
async function shown(channel: NewChannel, sku: string): Promise<Record<string, unknown>> {
  const server = await shopServer()
  const { reader } = await makeVendure({ name: 'look', dir: '.', tell: () => {}, settings: { ...ADMIN, url: server.url, channel: channel.code }, habits: spec.habits })
  const fields: Record<string, unknown> = {}
  for (const entity of ['product', 'price', 'stock']) {
    const found = (await reader.find(entity, [sku], {})).get(sku)
    assert.is(found?.kind, 'found', `${entity} ${sku}: ${JSON.stringify(found)}`)
    if (found?.kind === 'found') Object.assign(fields, found.item.fields)
  }
  await reader.close()
  return fields
}

test('one company, two shops of different kinds: plan, apply, plan again', async () => {
  const { dir, channel } = await customer({ both: true })
  const { plan } = await run(dir, 'plan')
  for (const stream of ['krydda/product', 'se/product'])
    assert.is(plan.streams.find((one) => one.stream === stream)?.counts.create, RANGE.length, `${stream}: ${JSON.stringify(plan.streams.map((one) => [one.stream, one.counts]))}`)
  assert.ok(await untilQuiet(dir) >= 1)
  for (const { number, name, price, stock } of RANGE) {
    const { name: has, price: costs, quantity, active, vatRate } = await shown(channel, number)
    assert.equal({ has, costs, quantity, active, vatRate }, { has: name, costs: `${price}.00`, quantity: stock, active: true, vatRate: 2500 }, number)
  }
  assert.is(Object.keys(new World(join(dir, 'world', 'shop.json')).table('products')).length, RANGE.length)
})

test('one changed price goes to both, and nothing else does', async () => {
  const { dir, channel } = await customer({ both: true })
  await untilQuiet(dir)
  edit(dir, 'erp', 'PRICE', 'A|K-100|0', (row) => ({ ...row, PRICE: 45 }))
  const { plan } = await run(dir, 'plan')
  assert.equal(plan.streams.flatMap(({ stream, changes }) => changes.map(({ key }) => `${stream} ${key}`)).sort(), ['krydda/price K-100', 'se/price K-100'])
  assert.is(await untilQuiet(dir), 1)
  assert.is((await shown(channel, 'K-100'))['price'], '45.00')
})

test('what a person changes in the shop is drift, and the ERP leads', async () => {
  const server = await shopServer()
  const { dir, channel } = await customer({ both: false })
  await untilQuiet(dir)
  const { productVariants } = await server.ask<{ productVariants: { items: readonly { id: string }[] } }>(
    '{ productVariants(options: { filter: { sku: { eq: "K-103" } } }) { items { id } } }', {}, channel.token)
  await server.ask('mutation ($input: UpdateProductVariantInput!) { updateProductVariant(input: $input) { id } }',
    { input: { id: productVariants.items[0]?.id, price: 4_000 } }, channel.token)
  const { plan } = await run(dir, 'plan')
  const changes = plan.streams.flatMap((one) => one.changes)
  assert.equal(changes.map(({ key, action }) => [key, action]), [['K-103', 'update']])
  await untilQuiet(dir)
  assert.is((await shown(channel, 'K-103'))['price'], '43.00')
})

test('answers are lost, requests never arrive, pages of HTML come instead: in the end each article is there once', async () => {
  const { dir, channel, proxy } = await customer({ both: false })
  const faults = [
    ['CreateProduct', 'lostAfter'], ['CreateProduct', 'lostBefore'], ['CreateProduct', 'badGateway'], ['CreateProduct', 'page'],
    ['CreateVariants', 'lostAfter'], ['CreateVariants', 'cut'], ['UpdateVariants', 'lostAfter'], ['UpdateVariants', 'lostBefore'],
    ['Articles', 'busy'], ['Articles', 'page'], ['Me', 'lostAfter'], ['Login', 'lostAfter'],
  ] as const
  for (const [operation, fault] of faults) proxy.arm(operation, fault)
  let passes = 0
  for (; passes < 8; passes += 1) {
    const { plan } = await run(dir, 'plan')
    if (plan.streams.every(({ changes, failed }) => changes.length === 0 && failed === undefined)) break
    await run(dir, 'apply')
  }
  assert.ok(passes > 0 && passes < 8, `${passes} passes`)
  const server = await shopServer()
  const { productVariants } = await server.ask<{ productVariants: { items: readonly { sku: string }[] } }>(
    '{ productVariants(options: { take: 200 }) { items { sku } } }', {}, channel.token)
  assert.equal(productVariants.items.map(({ sku }) => sku).sort(), RANGE.map(({ number }) => number).sort())
  for (const { number, price } of RANGE) assert.is((await shown(channel, number))['price'], `${price}.00`, number)
})

test('doctor looks at the shop as the files need it', async () => {
  const { dir } = await customer({ both: false })
  const mapping = `---
apiVersion: samsyn/v1
kind: OrderStatusMapping
metadata: { name: states, shop: krydda }
spec:
  import: { when: [PaymentAuthorized, Betald] }
`
  const ask = async (password: string): Promise<readonly string[]> => {
    const ran = await samsyn(['doctor', '--json'], { cwd: dir, env: { ...LOGIN, VENDURE_PASSWORD: password } })
    const { systems, problems } = JSON.parse(ran.out) as { problems: unknown; systems: readonly { name: string; checks: readonly { id: string; state: string; code?: string }[] }[] }
    const shop = systems.find(({ name }) => name === 'krydda')
    assert.ok(shop, JSON.stringify(problems))
    return (shop?.checks ?? []).map(({ id, state, code }) => [id, state, code].filter((one) => one !== undefined).join(' '))
  }
  assert.equal((await ask(ADMIN.password)).filter((one) => !one.startsWith('abilities')),
    ['secrets ok', 'address ok', 'login ok', 'channel ok', 'location ok', 'vat-rates ok', 'codes ok'])
  const wrong = await ask('fel')
  assert.ok(wrong.includes('login failed VENDURE_LOGIN'), wrong.join('; '))
  appendFileSync(join(dir, 'samsyn.yaml'), mapping)
  const named = await ask(ADMIN.password)
  assert.ok(named.includes('codes failed SHOP_CODE_UNKNOWN'), named.join('; '))
})

if (canServe()) test.run()
