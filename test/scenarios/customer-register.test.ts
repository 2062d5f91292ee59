// The register of customers by itself: the shop's customers in the group of their card's price list where the ERP leads, and
// as cards of the ERP where the shop does. Numbers of the two systems are their own: 17 here and 17 there are two people.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { openSession, realClock } from '../../engine/cli/session.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { World, type Row, type Tables } from '../../engine/connect/world/world.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import { temporaryFolder } from '../kit/folder.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'
import { changesIn, heldIn } from '../kit/scenario.js'
import { customerServer, type CustomerServer, type VendureCustomer } from '../kit/vendure-customers.js'

const test = suite('scenarios: the register of customers')
const GROUP = 'se/customer-group'
const CARD = 'se/customer-card'

interface Played {
  readonly dir: string
  readonly server: CustomerServer
  pass(write: boolean, approve?: boolean): Promise<Passed>
  inErp(number: string, change: Row): void
  close(): Promise<void>
}

const person = (email: string, groups: readonly string[] = []): VendureCustomer => ({ first: 'Åsa', last: 'Öberg', email, groups })
const LISTS = { CODE_OF_PRICE_LIST: { A: { CODE: 'A', TEXT: 'Butik', CURRENCY_CODE: 'SEK', INCLUDING_VAT: true }, AF: { CODE: 'AF', TEXT: 'Återförsäljare', CURRENCY_CODE: 'SEK' }, GULD: { CODE: 'GULD', TEXT: 'Guld', CURRENCY_CODE: 'SEK' }, X: { CODE: 'X', TEXT: 'Annan', CURRENCY_CODE: 'SEK' } } } as unknown as Tables
const BINDINGS: readonly (readonly [name: string, erp: string, group: string])[] = [['resellers', 'priceList: AF', 'Återförsäljare'], ['gold', 'priceList: GULD', 'Guld'], ['one', 'customerNumber: "900"', 'Storkund']]
const FILES = (url: string): string => [
  'kind: Integration\nmetadata: { name: nordlys }\nspec: { mode: erp-leads, package: 400, ordersFrom: 2026-11-01, streams: { order: off, product: off, price: off, stock: off, customer: on } }',
  'kind: Erp\nmetadata: { name: visma }\nspec: { driver: visma-administration, simulator: world/erp.json }',
  `kind: Shop\nmetadata: { name: se }\nspec: { driver: vendure, url: "${url}", user: u, password: env:VENDURE_PASSWORD, channel: se }`,
  ...BINDINGS.map(([name, erp, group]) => `kind: PriceListBinding\nmetadata: { name: ${name} }\nspec: { erp: { ${erp} }, shop: { name: se, priceList: ${name}, customerGroup: ${group} } }`),
].map((text) => `apiVersion: samsyn/v1\n${text}\n`).join('---\n')

/** A company whose cards are these, and a shop of the second kind with these customers. */
async function played(customers: Readonly<Record<string, VendureCustomer>>, cards: Readonly<Record<string, Row>>): Promise<Played> {
  process.env['VENDURE_PASSWORD'] = 'p'
  const { folder: dir, remove } = temporaryFolder()
  const server = await customerServer(customers, ['Återförsäljare', 'Guld', 'Storkund', 'Personal'])
  const erp = join(dir, 'world', 'erp.json')
  mkdirSync(join(dir, 'world'))
  writeFileSync(join(dir, 'samsyn.yaml'), FILES(server.url))
  createErpWorld(erp, { tables: { CUSTOMER: Object.fromEntries(Object.entries(cards).map(([number, card]) => [number, { NUMBER: number, NAME: 'Åsa Öberg', ...card }])) as Tables[string], ...LISTS } })
  const once = async (write: boolean, approved: readonly string[] = []): Promise<Passed> => {
    const checked = await checkProject(dir)
    if (!checked.desired) throw new Error(JSON.stringify(checked.problems))
    const session = await openSession(checked as Project, { write, tell: () => {}, clock: realClock() })
    try {
      const store = Object.assign(Object.create(session.parts.store) as typeof session.parts.store, { approvals: () => new Set(approved) })
      return await pass(session.parts.desired.streams, { ...session.parts, store })
    } finally {
      await session.close()
    }
  }
  return {
    dir, server,
    pass: async (write, approve = false) => {
      if (!approve) return once(write)
      const { document } = await once(false)
      return once(write, document.streams.flatMap(({ changes }) => changes.map(({ digest }) => digest)))
    },
    inErp: (number, change) => {
      const world = new World(erp)
      world.effect('a person', [['CUSTOMER', number, { ...world.row('CUSTOMER', number), ...change }]])
    },
    close: async () => {
      await server.close()
      remove()
    },
  }
}

const groupsOf = ({ customers }: CustomerServer): Record<string, string> => Object.fromEntries([...customers].map(([id, { groups }]) => [id, groups.join('+')]))

test('R-046: a customer is in the group of the price list on the card, found by e-mail and never by number', async () => {
  const it = await played(
    { 17: person('asa@example.se'), 18: person('bo@example.se', ['Guld']), 19: person('cia@example.se', ['Personal']), 20: person('nobody@example.se', ['Guld']), 21: person('stor@example.se') },
    { 17: { EMAIL: 'bo@example.se' }, 501: { EMAIL: 'ASA@example.se', PRICE_LIST: 'AF' }, 502: { EMAIL: 'cia@example.se', PRICE_LIST: 'AF' }, 900: { EMAIL: 'stor@example.se', PRICE_LIST: 'AF' } },
  )
  const { document } = await it.pass(false)
  // What both had before the first sync waits for a person.
  assert.equal(changesIn(document, GROUP), ['17 update pending', '18 update pending', '21 update pending'])
  assert.equal((await it.pass(true)).outcomes, [])
  await it.pass(true, true)
  // 18 has a card without a list; 19 is in a group of the shop's own; 20 has no card: neither is our business.
  assert.equal(groupsOf(it.server), { 17: 'Återförsäljare', 18: '', 19: 'Personal', 20: 'Guld', 21: 'Storkund' })
  assert.equal(it.server.customers.size, 5)
  const again = await it.pass(true)
  assert.equal([again.outcomes, again.document.streams.flatMap(({ changes }) => changes)], [[], []])
  await it.close()
})

test('a card that gets another list moves its customer, and what a person does with a group of ours is put back', async () => {
  const it = await played({ 17: person('asa@example.se', ['Återförsäljare']) }, { 501: { EMAIL: 'asa@example.se', PRICE_LIST: 'AF' } })
  assert.equal((await it.pass(true)).outcomes, [])
  it.inErp('501', { PRICE_LIST: 'GULD' })
  await it.pass(true)
  assert.equal([groupsOf(it.server), it.server.log], [{ 17: 'Guld' }, ['join 17 Guld', 'leave 17 Återförsäljare']])
  it.server.customers.set('17', person('asa@example.se', ['Återförsäljare']))
  await it.pass(true)
  assert.equal(groupsOf(it.server), { 17: 'Guld' })
  // Somebody gives the customer a group of the shop's own, and it stays.
  it.server.customers.set('17', person('asa@example.se', ['Personal']))
  assert.equal([(await it.pass(true)).outcomes, groupsOf(it.server)], [[], { 17: 'Personal' }])
  it.inErp('501', { PRICE_LIST: 'X' })
  assert.equal([(await it.pass(true)).outcomes, groupsOf(it.server)], [[], { 17: 'Personal' }])
  await it.close()
})

test('two cards that fit hold the customer by name, and nobody else', async () => {
  const it = await played(
    { 17: person('asa@example.se'), 18: person('bo@example.se') },
    { 501: { EMAIL: 'asa@example.se', PRICE_LIST: 'AF' }, 502: { EMAIL: 'asa@example.se', PRICE_LIST: 'GULD' }, 503: { EMAIL: 'bo@example.se', PRICE_LIST: 'AF' } },
  )
  const { document } = await it.pass(true, true)
  assert.equal([heldIn(document, GROUP), groupsOf(it.server)], [['17 CUSTOMER_AMBIGUOUS'], { 17: '', 18: 'Återförsäljare' }])
  await it.close()
})

test('a write whose answer is lost is looked for, and is not done twice', async () => {
  const it = await played({ 17: person('asa@example.se') }, { 501: { EMAIL: 'asa@example.se', PRICE_LIST: 'AF' } })
  it.server.loseNext()
  await it.pass(true, true)
  assert.equal([groupsOf(it.server), it.server.log], [{ 17: 'Återförsäljare' }, ['join 17 Återförsäljare']])
  assert.equal((await it.pass(true)).outcomes, [])
  await it.close()
})

test('R-098: a package below 400 has no register of customers, and says which has', async () => {
  const it = await orderScenario({ mode: 'erp-leads', package: 200, integration: 'streams: { customer: on }' })
  assert.ok((await it.faults()).includes('E207'))
  it.close()
})

test('a shop that cannot be told a group says so, and is not asked', async () => {
  const it = await orderScenario({
    mode: 'erp-leads', package: 400, integration: 'streams: { customer: on }',
    documents: ['apiVersion: samsyn/v1\nkind: PriceListBinding\nmetadata: { name: af }\nspec: { erp: { priceList: AF }, shop: { name: se, priceList: 7c2f0000-0000-4000-8000-000000000002, customerGroup: Återförsäljare } }\n'],
  })
  const document = await it.plan()
  assert.equal(document.off?.filter(({ stream }) => stream === 'se/customer').map(({ code }) => code), ['CUSTOMERS_NOT_TOLD'])
  it.close()
})

const CUSTOMERS: Readonly<Record<string, Row>> = {
  17: { type: 'Private', name: 'Åsa Öberg', email: 'asa@example.se', phone: '070-1', groupId: '7' },
  18: { type: 'Company', name: 'Bolaget AB', orgNo: '556737-0431', email: 'info@bolaget.se' },
  19: { type: 'Private', name: 'Cia Ek', email: 'cia@example.se' },
  20: { type: 'Company', name: 'Fel AB', orgNo: '556677-8898', email: 'fel@example.se' },
}

async function leading(cards: Readonly<Record<string, Row>> = {}, orders: 'on' | 'off' = 'on'): Promise<OrderScenario> {
  const it = await orderScenario({
    mode: 'shop-leads', package: 400, integration: `streams: { customer: on, order: ${orders}, product: off }`, orders: 'pay: {}',
    customers: Object.fromEntries(Object.entries(cards).map(([number, card]) => [number, { NUMBER: number, ...card }])), company: { tables: LISTS },
    documents: ['apiVersion: samsyn/v1\nkind: PriceListBinding\nmetadata: { name: af }\nspec: { erp: { priceList: AF }, shop: { name: se, priceList: 7c2f0000-0000-4000-8000-000000000002, customerGroup: Återförsäljare } }\n'],
  })
  it.world('se').effect('a person', [['customerGroups', '7', { name: 'Återförsäljare' }], ...Object.entries(CUSTOMERS).map(([id, row]) => ['customers', id, row] as const)])
  return it
}

const cardsIn = (it: OrderScenario): unknown[] => it.customers().map((card) => [card['NUMBER'], card['NAME'], card['PRICE_LIST'] ?? '']).sort()

test('A-6: each customer of the shop without a card becomes one, once, with the list of its group', async () => {
  // 17 of the company is somebody else.
  const it = await leading({ 17: { NAME: 'Dag Dal', EMAIL: 'dag@example.se' }, 30: { NAME: 'Cia Ek', EMAIL: 'CIA@example.se' } })
  const { document } = await it.run()
  assert.equal(heldIn(document, CARD), ['20 ORGNO_BAD'])
  assert.equal(cardsIn(it), [['1', 'Åsa Öberg', 'AF'], ['17', 'Dag Dal', ''], ['2', 'Bolaget AB', ''], ['30', 'Cia Ek', '']])
  // What the shop says of them later, and what the bookkeeper corrects, changes nothing.
  it.world('se').effect('a person', [['customers', '17', { ...CUSTOMERS['17'], name: 'Åsa Ek' }]])
  it.inErp('CUSTOMER', '1', { EMAIL: 'asa.oberg@example.se' })
  it.at('2026-11-25T12:00:00Z')
  assert.equal([(await it.run()).outcomes, it.customers().length], [[], 4])
  // And an order of hers finds the card that she has.
  it.place('1001', { customer: { id: '17', email: 'asa@example.se' } })
  it.at('2026-11-25T13:00:00Z')
  await it.run()
  assert.equal([it.customers().length, it.documents().map((one) => one['CUSTOMER_NUMBER'])], [4, ['1']])
  it.close()
})

test('a name that the card has no room for goes on in its address, and is held where that has none either', async () => {
  const it = await leading()
  const named = (count: number): string => 'Byggnadsaktiebolaget '.repeat(count).trim()
  it.world('se').effect('a person', [['customers', '18', { ...CUSTOMERS['18'], name: named(3) }], ['customers', '19', { ...CUSTOMERS['19'], name: named(9) }]])
  const { document } = await it.run()
  const held = heldIn(document, CARD)
  assert.equal([held.sort(), it.customers().filter((card) => String(card['NAME']).startsWith('Bygg')).map((card) => [card['NAME'], card['MAILING_ADDRESS']])], [['19 HEAD_TEXT_TOO_LONG', '20 ORGNO_BAD'], [[named(2), named(1)]]])
  it.close()
})

test('a customer whose order waits gets the card by the order, and no second one', async () => {
  const it = await leading()
  it.place('1001', { customer: { id: '17', email: 'asa@example.se' } })
  const plan = await it.plan()
  assert.equal([changesIn(plan, CARD), changesIn(plan, 'se/order-customer').length], [['18 create', '19 create'], 1])
  await it.run()
  it.at('2026-11-25T12:00:00Z')
  await it.run()

  assert.equal([it.customers().length, it.documents().length], [3, 1])
  it.close()
})

test('where orders do not flow the register does, all the same', async () => {
  const it = await leading({}, 'off')
  await it.run()
  assert.equal(cardsIn(it).length, 3)
  it.close()
})

test.run()
