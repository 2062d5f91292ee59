// The pure parts of the driver, and how it speaks: against an answering server in this process. The contract suites against a real shop
// server are in test/vendure/.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { HttpDoor } from '../../engine/connect/http.js'
import { bodyOf, localServer, type LocalServer } from '../../engine/connect/local-server.js'
import { amountOf, keptOf, priceOf, unitsOf } from '../../engine/connect/vendure/amount.js'
import { itemOf, membersOf, priceMembers, slugOf, stockMembers, type Variant, type View } from '../../engine/connect/vendure/articles.js'
import { makeVendure } from '../../engine/connect/vendure/driver.js'
import { Graph, type Ask } from '../../engine/connect/vendure/graph.js'
import { pagesOf } from '../../engine/connect/vendure/paging.js'
import { settingsOf } from '../../engine/connect/vendure/settings.js'
import type { Channel } from '../../engine/connect/vendure/shop.js'
import { brief, doc, erp, integration, load } from '../kit/customer.js'
import { projectRoot, systemSpec } from '../kit/specs.js'
import { sources } from '../kit/sources.js'

const test = suite('vendure')

const CHANNEL: Channel = {
  id: '2', code: 'se', token: 't', language: 'sv', currency: 'SEK', pricesIncludeTax: true, places: 2, tracksStock: true,
  taxes: [
    { id: '1', isDefault: true, basisPoints: 2500 }, { id: '2', isDefault: false, basisPoints: 2500 },
    { id: '3', isDefault: false, basisPoints: 1200 }, { id: '4', isDefault: false, basisPoints: 600 }, { id: '5', isDefault: false, basisPoints: 600 },
  ],
  locations: [{ id: '7', name: 'lager' }], states: [],
}
const NET: Channel = { ...CHANNEL, pricesIncludeTax: false }
const VARIANT: Variant = {
  id: '11', sku: '4711', enabled: true, trackInventory: 'INHERIT', translations: [{ languageCode: 'sv', name: 'Kopp' }],
  prices: [{ currencyCode: 'EUR', price: 900 }, { currencyCode: 'SEK', price: 19900 }], taxRateApplied: { value: 25 },
  stockLevels: [{ stockLocationId: '7', stockOnHand: 12, stockAllocated: 5 }, { stockLocationId: '8', stockOnHand: 99, stockAllocated: 0 }],
  product: {
    id: '10', enabled: true, slug: 'kopp', translations: [{ languageCode: 'sv', name: 'Kopp', description: '' }], variantList: { totalItems: 1 },
  },
}
const SHARED: Variant = { ...VARIANT, product: { ...VARIANT.product, variantList: { totalItems: 2 } } }
const UNPRICED: Variant = { ...VARIANT, enabled: false, prices: [{ currencyCode: 'SEK', price: 0 }] }
const VIEW: View = { channel: CHANNEL, language: 'sv', location: '7' }

for (const [units, places, amount] of [[19900, 2, '199.00'], [1, 2, '0.01'], [5, 0, '5.00'], [12345, 3, '12.345'], [0, 2, '0.00']] as const) {
  test(`${units} units of ${places} places are ${amount}, and back`, () => {
    assert.is(amountOf(units, places), amount)
    assert.is(unitsOf(amount, places), units)
  })
}

for (const amount of ['0.005', '-0.01', '21474836.48']) {
  test(`${amount} is no amount that the shop can keep`, () => {
    assert.is(unitsOf(amount, 2), undefined)
  })
}

test('a price is kept as it is, or not at all', () => {
  assert.equal([keptOf('199.00', 2500, CHANNEL), keptOf('199.00', 2500, NET), keptOf('0.02', 2500, NET), keptOf('x', 2500, CHANNEL)], [19900, 15920, undefined, undefined])
})

test('whatever price a channel without VAT takes, it shows the very same', () => {
  for (const rate of [2500, 1200, 600, 0]) {
    for (let ore = 1; ore < 2_000; ore += 1) {
      const price = amountOf(ore, 2)
      const kept = keptOf(price, rate, NET)
      if (kept !== undefined) assert.is(priceOf(kept, rate, NET), price, `${price} at ${rate}`)
      else assert.is.not(rate, 0, `${price} without VAT can always be kept`)
    }
  }
})

test('an article shows its own language and its channel\'s currency; what is not there is null', () => {
  assert.equal(itemOf('product', VARIANT, VIEW).fields, { sku: '4711', name: 'Kopp', description: null, vatRate: 2500, active: true, stockItem: true, parent: null })
  assert.is(itemOf('product', VARIANT, { ...VIEW, language: 'fi' }).fields['name'], null)
  assert.equal(itemOf('price', VARIANT, VIEW).fields, { sku: '4711', price: '199.00', vatRate: 2500 })
  assert.is(itemOf('price', VARIANT, { ...VIEW, channel: { ...CHANNEL, currency: 'NOK' } }).fields['price'], null)
  assert.is(itemOf('stock', VARIANT, VIEW).fields['quantity'], 7)
  assert.is(itemOf('stock', VARIANT, { ...VIEW, location: '9' }).fields['quantity'], null)
  assert.is(itemOf('product', SHARED, VIEW).fields['parent'], 'kopp')
})

test('without a price an article is disabled, and still for sale as far as the merchant is asked', () => {
  assert.is(itemOf('product', UNPRICED, VIEW).fields['active'], true)
  assert.is(itemOf('price', UNPRICED, VIEW).fields['price'], null)
  assert.equal(priceMembers({ price: '10.00' }, UNPRICED, VIEW).members?.variant, { prices: [{ currencyCode: 'SEK', price: 1000 }], enabled: true })
  assert.equal(priceMembers({ price: null }, VARIANT, VIEW).members?.variant, { prices: [{ currencyCode: 'SEK', price: 0 }], enabled: false })
  assert.equal(priceMembers({ price: '10.00' }, { ...VARIANT, enabled: false }, VIEW).members?.variant, { prices: [{ currencyCode: 'SEK', price: 1000 }] })
  assert.equal(membersOf({ active: true }, UNPRICED, VIEW).members, { variant: {}, product: { enabled: true } })
  assert.equal(membersOf({ active: true }, VARIANT, VIEW).members, { variant: { enabled: true }, product: { enabled: true } })
})

for (const [fields, variant, code] of [
  [{ group: '10' }, VARIANT, 'VENDURE_FIELD_READ_ONLY'],
  [{ vatRate: 1700 }, VARIANT, 'VENDURE_NO_TAX'],
  [{ vatRate: 600 }, VARIANT, 'VENDURE_NO_TAX'],
  [{ name: null }, VARIANT, 'VENDURE_VALUE_UNFIT'],
  [{ active: 'ja' }, VARIANT, 'VENDURE_VALUE_UNFIT'],
  [{ description: 'Ny' }, SHARED, 'VENDURE_SHARED'],
  [{ active: true }, { ...SHARED, product: { ...SHARED.product, enabled: false } }, 'VENDURE_SHARED'],
] as const) {
  test(`${JSON.stringify(fields)} of ${variant === VARIANT ? 'one' : 'several'} is refused: ${code}`, () => {
    assert.is(membersOf(fields, variant, VIEW).problem?.code, code)
  })
}

test('of several tax categories with one rate the default one is meant', () => {
  assert.equal(membersOf({ vatRate: 2500 }, VARIANT, VIEW).members?.variant, { taxCategoryId: '1' })
  assert.equal(membersOf({ vatRate: 1200 }, VARIANT, VIEW).members?.variant, { taxCategoryId: '3' })
})

test('a level is written on top of what orders have taken', () => {
  assert.equal(stockMembers({ quantity: 3 }, VARIANT, VIEW).members?.variant, { stockLevels: [{ stockLocationId: '7', stockOnHand: 8 }] })
  for (const quantity of [-1, 1.5, '3', null]) assert.is(stockMembers({ quantity }, VARIANT, VIEW).problem?.code, 'VENDURE_VALUE_UNFIT')
})

for (const [name, sku, slug] of [['Kopp "Åsa", 3 dl', '00123', 'kopp-asa-3-dl-00123'], ['日本', '日', 'article'], ['A&B', '-', 'a-b']] as const) {
  test(`the address of ${name} ${sku} is ${slug}`, () => {
    assert.is(slugOf(name, sku), slug)
  })
}

async function listed(windows: readonly (readonly string[])[], totals: readonly number[]): Promise<{ keys: string[]; kind: string | undefined }> {
  const keys: string[] = []
  let kind: string | undefined
  let at = 0
  const pages = pagesOf<{ id: string }>({
    pageMax: 2, covers: 'whole', itemsOf: ({ id }) => [{ key: id, fields: {} }],
    read: async () => {
      at += 1
      return { kind: 'ok', value: { items: (windows[at - 1] ?? []).map((id) => ({ id })), totalItems: totals[at - 1] ?? 0 } }
    },
  })
  for await (const page of pages) {
    keys.push(...page.items.map(({ key }) => key))
    kind = page.coverage?.kind
  }
  return { keys, kind }
}

for (const [what, windows, totals, keys, kind] of [
  ['stands still', [['a', 'b'], ['b', 'c', 'd'], ['d', 'e']], [5, 5, 5], ['a', 'b', 'c', 'd', 'e'], 'whole'],
  ['is empty', [[]], [0], [], 'whole'],
  ['loses its first while it is read', [['a', 'b'], ['c', 'd', 'e']], [5, 4], ['a', 'b', 'c', 'd', 'e'], 'subset'],
  ['ends before its total', [['a', 'b'], ['b']], [5, 5], ['a', 'b'], 'subset'],
] as const) {
  test(`a listing that ${what}: ${kind}`, async () => {
    assert.equal(await listed(windows, totals), { keys: [...keys], kind })
  })
}

/** A server that answers in turn, and remembers the operations and headers it was asked with. */
async function answering(...answers: readonly (readonly [number, unknown])[]): Promise<LocalServer & { readonly asked: { operation: string; authorization?: string }[] }> {
  const asked: { operation: string; authorization?: string }[] = []
  const server = await localServer((request, response) => {
    void bodyOf(request, 1_000_000).then((body) => {
      const { authorization } = request.headers
      asked.push({ operation: String((JSON.parse(body) as { operationName: string }).operationName), ...(authorization === undefined ? {} : { authorization }) })
      const [status, content] = answers[asked.length - 1] ?? [500, '']
      response.writeHead(status, { 'vendure-auth-token': `token-${asked.length}` })
      response.end(typeof content === 'string' ? content : JSON.stringify(content))
    })
  }, { port: 0 })
  return { ...server, asked }
}

const LET_IN = [200, { data: { login: { __typename: 'CurrentUser' } } }] as const
const FINE = [200, { data: { fine: true } }] as const
const error = (code: string): readonly [number, unknown] => [200, { data: null, errors: [{ message: 'no', extensions: { code } }] }]
const READ: Ask = { operation: 'Read', document: 'query Read { fine }' }

for (const [what, answers, writes, kind, code] of [
  ['data', [LET_IN, FINE], undefined, 'ok', ''],
  ['a refusal of its own', [LET_IN, error('USER_INPUT_ERROR')], 'outside', 'refused', 'VENDURE_REFUSED'],
  ['a request it cannot read', [LET_IN, [400, { errors: [{ message: 'no', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]], 'outside', 'refused', 'VENDURE_REQUEST'],
  ['a fault inside, of a read', [LET_IN, error('INTERNAL_SERVER_ERROR')], undefined, 'retry', 'VENDURE_BROKE'],
  ['a fault inside, of what it takes back', [LET_IN, error('INTERNAL_SERVER_ERROR')], 'inside', 'retry', 'VENDURE_BROKE'],
  ['a fault inside, of what nobody takes back', [LET_IN, error('INTERNAL_SERVER_ERROR')], 'outside', 'unknown', 'VENDURE_BROKE'],
  ['half an answer to a write', [LET_IN, [200, '{"data":{"fi']], 'inside', 'unknown', 'VENDURE_ANSWER_UNREADABLE'],
  ['half an answer to a read', [LET_IN, [200, '{"data":{"fi']], undefined, 'retry', 'VENDURE_ANSWER_UNREADABLE'],
  ['another address', [LET_IN, [404, 'not found']], 'inside', 'refused', 'VENDURE_ADDRESS'],
  ['a wrong password', [[200, { data: { login: { __typename: 'InvalidCredentialsError', message: 'no' } } }]], 'inside', 'refused', 'VENDURE_LOGIN'],
  ['a login that broke', [[502, 'bad gateway']], 'inside', 'retry', 'HTTP_SERVER_FAULT'],
] as const) {
  test(`answered with ${what}: ${kind}`, async () => {
    const server = await answering(...answers)
    const door = new HttpDoor()
    const graph = new Graph(door, { url: server.url, account: { user: 'u', password: 'p' } })
    const called = await graph.ask({ ...READ, ...(writes === undefined ? {} : { writes }) })
    assert.is(called.kind, kind, JSON.stringify(called))
    if (called.kind !== 'ok') assert.is(called.problem.code, code)
    door.close()
    await server.close()
  })
}

test('a session that has ended is opened anew once, and the request is sent again', async () => {
  const server = await answering(LET_IN, FINE, error('FORBIDDEN'), LET_IN, FINE)
  const door = new HttpDoor()
  const graph = new Graph(door, { url: server.url, account: { user: 'u', password: 'p' } })
  for (let time = 0; time < 2; time += 1) assert.is((await graph.ask({ ...READ, writes: 'inside' })).kind, 'ok')
  assert.equal(server.asked.map(({ operation, authorization }) => [operation, authorization]), [
    ['Login', undefined], ['Read', 'Bearer token-1'], ['Read', 'Bearer token-1'], ['Login', undefined], ['Read', 'Bearer token-4'],
  ])
  door.close()
  await server.close()
})

test('settings: a key instead of a login, and care with a server that others share', () => {
  assert.equal(settingsOf({ url: 'http://127.0.0.1:1/admin-api', apiKey: 'k' }), { url: 'http://127.0.0.1:1/admin-api', account: { apiKey: 'k' }, settleMs: 60_000 })
  assert.is(settingsOf({ url: 'https://shop.example/admin-api', user: 'u', password: 'p' }).requestsPerSecond, 20)
})

const SHOP = (spec: string): string => doc('Shop', 'krydda', `driver: vendure\n${spec}`)
for (const [what, spec, found] of [
  ['a login', 'url: https://a.example/admin-api\nuser: env:U\npassword: env:P', []],
  ['a key', 'url: https://a.example/admin-api\napiKey: env:K', []],
  ['neither', 'url: https://a.example/admin-api', ['E104', 'E104']],
  ['settings of another kind of shop', 'url: https://a.example/admin-api\napiKey: env:K\ntemplateId: 1\nsimulator: world.json', ['E103', 'E103']],
  ['a key without an address', 'apiKey: env:K', ['E104']],
] as const) {
  test(`a Shop with ${what}`, async () => {
    const loaded = await load(integration('erp-leads', 200, 'stock: { inFlight: ignore }\n'), erp, SHOP(spec))
    assert.equal(brief(loaded).map((one) => one.split(' ')[0]).filter((one) => one?.startsWith('E')), found)
  })
}

test('there is no simulator of it, and nobody is led to believe so', async () => {
  let code = ''
  await makeVendure({ name: 'x', dir: '.', settings: {}, simulator: 'world.json', tell: () => {}, habits: systemSpec('vendure').habits })
    .catch((thrown: { problem: { code: string } }) => { code = thrown.problem.code })
  assert.is(code, 'VENDURE_NO_SIMULATOR')
})

test('nothing of the shop\'s own code is in the product: its licence is another', () => {
  for (const { file, text } of sources('engine')) assert.not.match(text, /@vendure\/|['"]vendure['"]\s*\)/, file)
  for (const name of ['package.json', 'package-lock.json'])
    assert.not.match(readFileSync(join(projectRoot, name), 'utf8'), '@vendure/', name)
})

test.run()
