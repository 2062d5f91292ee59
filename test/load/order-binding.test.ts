// OrderBinding files: what the schema refuses, what only the engine can tell, each with its place; and what a confirmed one makes possible.
import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bindingDigest, bindingFaults, captureTakesParts } from '../../engine/core/order-binding.js'
import type { Loaded } from '../../engine/load/desired.js'
import { parseYaml } from '../../engine/load/yaml.js'
import type { OrderBinding } from '../../engine/types/order-binding.js'
import { placeText } from '../../engine/core/problem.js'
import { ASSUMED_FILE } from '../kit/orders.js'
import { erp, integration, loadFiles, shop } from '../kit/customer.js'

const test = suite('order bindings')
const shipped = readFileSync(ASSUMED_FILE, 'utf8')

function load(binding: string): Promise<Loaded> {
  return loadFiles({ 'orders.yaml': binding, 'samsyn.yaml': [integration('erp-leads', 400), erp, shop('se', 'orders: { binding: orders.yaml }')].join('---\n') })
}

async function said(from: string, to: string): Promise<string[]> {
  assert.ok(shipped.includes(from), from)
  const { problems } = await load(shipped.replace(from, to))
  return problems.filter(({ level }) => level !== 'warning').map((one) => `${one.place ? placeText(one.place) : ''} ${one.code} ${String(one.facts['meant'] ?? '')}`.trimEnd())
}

test('the binding that ships is right', async () => {
  const { desired, problems } = await load(shipped)
  assert.ok(desired)
  assert.equal(problems.filter(({ level }) => level !== 'warning'), [])
  assert.equal(problems.filter(({ code }) => code === 'W311').map(({ facts }) => facts['shop']), ['se'], 'it is called assumed')
})

const lineOf = (text: string): number => shipped.slice(0, shipped.indexOf(text)).split('\n').length

const WRONG: readonly (readonly [from: string, to: string, expected: string])[] = [
  ['    email: Email', '    emial: Email', 'E103 email'],
  ['    gross: TotalIncVat', '    gross: Total Inc', 'E108'],
  ['    gross: TotalIncVat', '    gross: Total/', 'E108'],
  ['FreightVat as fraction', 'FreightVat as share', 'E108'],
  ['    getOrder:', '    getOrders:', 'E103 getOrder'],
  ['"{status}", ChannelId', '"{stauts}", ChannelId', 'E231 {status}'],
  ['{ ModifiedSince: "{since}", StatusId', '{ ModifiedSince: "{since:weeks}", StatusId', 'E231'],
  ['{ ModifiedSince: "{since}", StatusId', '{ ModifiedSince: "from {since}", StatusId', 'E231'],
  ['orderGetOptions: { OrderNumber: "{orderNumber}" }', 'orderGetOptions: { OrderNumber: "10001" }', 'E232'],
]

for (const [from, to, expected] of WRONG) {
  test(`${to.trim()} is told with its line`, async () => {
    const found = await said(from, to)
    assert.is(found.length, 1, found.join('; '))
    const [place, ...rest] = (found[0] as string).split(' ')
    assert.is(rest.join(' '), expected)
    const line = Number((place as string).split(':')[1])
    assert.ok(line === lineOf(from) || (expected === 'E232' && line === lineOf('    getOrder:') + 1), `${place} for line ${lineOf(from)}`)
  })
}

const BLIND: [removed: string, purposes: string[]][] = [
  ['    status: StatusId\n', ['setStatus', 'capture']], ['    exported: IsExported\n', ['markExported']],
]
for (const [removed, purposes] of BLIND) {
  test(`without ${removed.trim()} nothing would show what was written`, async () => {
    const found = await said(removed, '')
    assert.equal(found.map((one) => one.split(' ').slice(1).join(' ')), purposes.map(() => 'E234'), found.join('; '))
  })
}

test('what shows parcels, payments and one order of many is asked for where it is needed', () => {
  const spec = (parseYaml(shipped, 'orders.yaml') as OrderBinding).spec
  const codes = (over: object): string[] => bindingFaults({ ...spec, ...over }).map(({ path, problem }) => `${problem.code} ${path.at(-1)}`)
  const { getOrder: _getOrder, ...operations } = spec.operations
  assert.equal(codes({}), [])
  assert.equal(codes({ lists: {} }), ['E234 setTracking'])
  assert.equal(codes({ lists: { ...spec.lists, parcels: { path: 'Parcels', fields: { carrier: 'Carrier' } } } }), ['E234 setTracking'])
  assert.equal(codes({ values: {} }), ['E234 capture'])
  assert.equal(codes({ values: { paymentState: { Reserved: 'reserved' } } }), ['E234 capture'])
  assert.equal(codes({ fields: { ...spec.fields, exported: '= false' } }), ['E234 markExported'])
  assert.equal(codes({ operations }), ['E235 listOrders'])
  const found = { ...operations.listOrders, input: { OrderNumber: '{orderNumber}', Page: '{page}' } }
  assert.equal(codes({ operations: { ...operations, listOrders: found } }), [])
  assert.equal(codes({ operations: { ...operations, listOrders: { ...found, input: { Since: '{since}' } } } }), [])
})

test('parts are captured only where the operation takes an amount, without a status, and what was captured shows', () => {
  const { operations, fields, ...spec } = (parseYaml(shipped, 'orders.yaml') as OrderBinding).spec
  const { captured: _captured, ...blind } = fields ?? {}
  const takesAmount = { operation: 'Order_Capture', input: { Order: { No: '{orderNumber}', Sum: '{amount}' } } }
  const cases: [OrderBinding['spec'], boolean][] = [
    [{ ...spec, operations, fields: fields ?? {} }, false],
    [{ ...spec, operations: { ...operations, capture: takesAmount }, fields: fields ?? {} }, true],
    [{ ...spec, operations: { ...operations, capture: takesAmount }, fields: blind }, false],
    [{ ...spec, operations: { ...operations, capture: takesAmount }, fields: { ...blind, captured: '= 0' } }, false],
    [{ ...spec, operations: { ...operations, capture: { ...takesAmount, status: 'Debiteras' } }, fields: fields ?? {} }, false],
    [{ ...spec, operations: { ...operations, capture: takesAmount }, fields: blind, lists: { captures: { path: 'Parts/Part', fields: { amount: 'Sum' } } } }, true],
  ]
  for (const [given, expected] of cases) assert.is(captureTakesParts(given), expected)
})

test('orders without a number are refused', async () => {
  assert.match((await said('    number: OrderNumber\n', ''))[0] as string, /E233$/)
})

test('a binding that is not confirmed leaves everything assumed and says so; a confirmed one lifts what it names', async () => {
  const bare = (await load(shipped)).desired?.systems.find(({ role }) => role === 'shop')
  assert.is(bare?.spec.can['order']?.read, 'assumed')
  assert.match(bare?.spec.can['order']?.why ?? '', /"assumed-orders" is not confirmed/)
  const { spec } = parseYaml(shipped, 'orders.yaml') as OrderBinding
  const block = `  verified:\n    at: "2026-11-25"\n    service: simulated\n    binding: "${bindingDigest(spec)}"\n    operations: { listOrders: a, getOrder: b, setStatus: c }\n`
  const lifted = (await load(`${shipped}${block}`)).desired?.systems.find(({ role }) => role === 'shop')
  const { order, 'order-status': status, capture } = lifted?.spec.can ?? {}
  assert.equal([order?.list, order?.read, order?.update], ['verified', 'verified', 'assumed'])
  assert.equal([order?.fields['gross']?.read, order?.fields['rows']?.read, order?.fields['toPay']?.read], ['verified', 'verified', 'verified'])
  assert.equal([status?.update, status?.fields['mail']?.write, capture?.create], ['verified', 'verified', 'assumed'])
  const edited = (await load(`${shipped.replace('email: Email\n', 'email: CustomerId\n')}${block}`)).desired?.systems.find(({ role }) => role === 'shop')
  assert.is(edited?.spec.can['order']?.read, 'assumed', 'an edit makes the confirmation void')
})

test('orders from a checkout are as sure as its contract is public', async () => {
  const checkout = 'orders: { checkout: { url: "https://x.example/checkout/order/", token: "env:NORCE", merchant: m, fields: { email: customer/email } } }'
  const { desired, problems } = await loadFiles({ 'samsyn.yaml': [integration('erp-leads', 400), erp, shop('se', checkout)].join('---\n') })
  assert.equal(problems.filter(({ level }) => level !== 'warning'), [])
  const { order, 'order-status': status } = desired?.systems.find(({ role }) => role === 'shop')?.spec.can ?? {}
  assert.equal([order?.list, order?.read, order?.update, status?.update], ['verified', 'verified', 'assumed', 'assumed'])
  assert.equal([order?.fields['gross']?.read, order?.fields['email']?.read], ['verified', 'assumed'], 'what stands inside customer is not published')
})

test('what a binding says decides what is planned: the digest moves with it, and not with its comments', async () => {
  const digest = async (text: string): Promise<string | undefined> => (await load(text)).desired?.digest
  const before = await digest(shipped)
  assert.is(await digest(`# another comment\n${shipped}`), before)
  assert.is.not(await digest(shipped.replace('gross: TotalIncVat', 'gross: AmountToPay')), before)
})

test.run()
