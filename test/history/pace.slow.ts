// The real history at both ends, without the road between them: the simulated shop shows every order as the file has it, and the
// simulated ledger takes every document and comes to the same penny. Also how long it takes, and that it grows as the work does.
// Skipped where the data is not there: it is never part of the project.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Connector } from '../../engine/connect/connector.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { World } from '../../engine/connect/world/world.js'
import type { ShopOrder } from '../../engine/trade/order/types.js'
import { assumedBinding, confirmedFor } from '../kit/orders.js'
import { testFolder } from '../kit/program.js'
import { systemSpec } from '../kit/specs.js'
import { chargedOn } from './charged.js'
import { countryOf } from './countries.js'
import { articlesOf, GUEST, knownCustomers, newErp } from './erp-world.js'
import { expectedOf, pennies, pounds, totals, type Expected } from './expected.js'
import { HISTORY, readHistory, type HistoryOrder } from './orders.js'
import { nameOf, newShop, RATE } from './shop-world.js'

const test = suite('history: pace')

interface Timed<T> { readonly value: T; readonly cpuSeconds: number }

/** How long this process worked, however busy the machine was otherwise. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<Timed<T>> {
  const [before, from] = [process.cpuUsage(), performance.now()]
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  const cpuSeconds = (user + system) / 1e6
  process.stdout.write(`    ${what.padEnd(44)} ${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s  ${cpuSeconds.toFixed(1).padStart(6)} s of work\n`)
  return { value, cpuSeconds }
}

if (!existsSync(HISTORY)) {
  process.stdout.write('  skipped: the real order history is not there (../shared/data/orders-open)\n')
} else {
  const orders = readHistory()
  const expected = orders.map(expectedOf)
  const dir = join(testFolder(), 'history')
  mkdirSync(dir, { recursive: true })

  test('the file is what its description says', () => {
    const rows = orders.flatMap((order) => order.rows)
    const customers = new Set(orders.map(({ customer }) => customer))
    const numbers = new Set(rows.map(({ sku }) => sku))
    assert.equal([orders.length, rows.length, customers.size, numbers.size], [3087, 63_568, 1213, 3072])
    assert.equal([orders.filter(({ cancelled }) => cancelled).length, orders.filter(({ customer }) => customer === '').length], [527, 378])
    assert.is(new Set(orders.map(({ country }) => countryOf(country).iso)).size, 36)
    assert.is(numbers.size - new Set([...numbers].map((one) => one.toUpperCase())).size, 62)
    assert.ok(orders.every((order, at) => order.cancelled === ((expected[at]?.gross ?? 0n) < 0n)))
    for (const [name, { orders: count, gross }] of Object.entries(totals(expected))) process.stdout.write(`    ${name.padEnd(20)} ${String(count).padStart(5)}  ${pounds(gross).padStart(12)} GBP\n`)
    process.stdout.write(`    ${expected.filter(({ vat, shopVat }) => vat !== shopVat).length} orders have a VAT that ends in half a penny\n`)
    assert.is(Object.values(totals(expected)).reduce((sum, { gross }) => sum + gross, 0n), 134_407_228n)
  })

  test('the shop shows every order, and each to the penny', async () => {
    const world = newShop(dir, orders)
    const binding = await confirmedFor(world, assumedBinding())
    const shop = await makeJetshop({
      name: 'se', dir, simulator: world.file, tell: () => {}, settings: {}, habits: systemSpec('jetshop').habits,
      orderBinding: { name: 'orders', file: 'orders.yaml', spec: binding, places: {} },
    })
    try {
      const { value, cpuSeconds } = await timed('3,087 orders listed by the shop', () => listed(shop))
      assert.is(value.size, orders.length)
      for (const [at, order] of orders.entries()) assert.is(shown(value.get(order.number)), meant(order, expected[at] as Expected), order.number)
      assert.ok(cpuSeconds < 60, 'longer than a minute')
    } finally {
      await shop.reader.close()
    }
  })

  test('the ledger takes every document, and comes to what the shop said', async () => {
    const world = newErp(dir, orders)
    const erp = await makeVisma({ name: 'visma', dir, simulator: world.file, tell: () => {}, settings: {}, habits: systemSpec('visma-administration').habits })
    try {
      const known = new Set(['', ...knownCustomers(orders)])
      const cards = [...new Set(orders.map(({ customer }) => customer))].filter((one) => !known.has(one))
      await timed(`${cards.length} customers added to the ledger`, async () => {
        for (const number of cards) await added(erp, 'customer', number, { number, name: nameOf(number) })
      })
      const documents = orders.flatMap((order, at) => (expected[at]?.reasons.length === 0 ? [[order, expected[at] as Expected] as const] : []))
      const perRow: number[] = []
      for (let from = 0; from < documents.length; from += 500) {
        const some = documents.slice(from, from + 500)
        const { cpuSeconds } = await timed(`documents ${from + 1} to ${from + some.length}`, async () => {
          for (const [order, one] of some) await added(erp, 'order', order.number, documentOf(order, one))
        })
        perRow.push(cpuSeconds / some.reduce((sum, [{ rows }]) => sum + rows.length, 0))
      }
      await timed(`${documents.length} documents listed by the ledger`, async () => {
        let count = 0
        for await (const { items } of erp.reader.list('order', {})) count += items.length
        assert.is(count, documents.length)
      })
      const [first = 0, last = 0] = [perRow[0], perRow.at(-1)]
      assert.ok(last < first * 4, `a row took ${(first * 1e6).toFixed(0)} µs at first and ${(last * 1e6).toFixed(0)} µs at last`)
      agrees(world.file, expected.filter(({ reasons }) => reasons.length === 0))
    } finally {
      await erp.reader.close()
    }
  })

  test('every article of the ledger fits it, and some of the history are not there', () => {
    const articles = articlesOf(orders)
    assert.is(articles.length, 3072 - 9)
    assert.ok(articles.every(({ number, text, price }) => number.length <= 16 && text !== '' && Number(price) > 0))
  })
}

async function listed(shop: Connector): Promise<ReadonlyMap<string, ShopOrder>> {
  const all = new Map<string, ShopOrder>()
  for await (const { items } of shop.reader.list('order', {})) {
    for (const { key, fields, problem } of items) {
      assert.is(problem, undefined, key)
      assert.not(all.has(key), `${key} is shown twice`)
      all.set(key, fields as unknown as ShopOrder)
    }
  }
  return all
}

/** What of an order must be as the file has it. */
function shown(order: ShopOrder | undefined): string {
  const rows = Object.values(order?.rows ?? {}).map(({ sku, quantity, price, vatRate }) => [sku, quantity, price && pounds(pennies(price)), vatRate])
  const { gross, vat, net, toPay } = order ?? {}
  return JSON.stringify({
    sums: [gross, vat, net, toPay], rows, currency: order?.currency, pricesWithVat: order?.pricesWithVat, customer: order?.customerNumber ?? '',
    country: order?.deliveryAddress?.country ?? '',
  })
}

function meant(order: HistoryOrder, { gross, shopVat }: Expected): string {
  const { pricesWithVat, rate } = chargedOn(order)
  return JSON.stringify({
    sums: [gross, shopVat, gross - shopVat, gross].map(pounds), rows: order.rows.map(({ sku, quantity, price }) => [sku, quantity, pounds(pennies(price)), rate]),
    currency: order.currency, pricesWithVat, customer: order.customer, country: countryOf(order.country).iso,
  })
}

/** As plain as can be: this is no test of how documents are made, but of what the ledger makes of them. */
function documentOf(order: HistoryOrder, { ending, gross, vat }: Expected): Readonly<Record<string, unknown>> {
  const { pricesWithVat, rate } = chargedOn(order)
  return {
    document: ending, documentDate: order.placedAt.slice(0, 10), customerNumber: order.customer === '' ? GUEST : order.customer, currency: order.currency, rate: RATE, pricesWithVat,
    rows: Object.fromEntries(order.rows.map(({ sku, text, quantity, price }, at) => [String(at + 1), { sku, text, quantity, price, vatRate: rate }])),
    net: pounds(gross - vat), vat: pounds(vat), gross: pounds(gross),
  }
}

/** Done, and as it was meant: the writer compares, and warns of every difference. */
async function added(erp: Connector, entity: string, key: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = (await erp.writer.send({ entity, action: 'create', scope: {}, items: [{ key, fields }] })).get(key)
  assert.is(answer?.kind, 'done', `${key}: ${JSON.stringify(answer)}`)
  assert.equal(answer?.kind === 'done' ? answer.warnings ?? [] : [], [], key)
}

/** The world's own figures, not what anybody read of them. */
function agrees(file: string, documents: readonly Expected[]): void {
  const world = new World(file)
  for (const [table, ending] of [['ORDER_HEAD', 'order'], ['INVOICE_HEAD', 'invoice']] as const) {
    const mine = documents.filter((one) => one.ending === ending)
    const heads = Object.values(world.table(table))
    assert.is(heads.length, mine.length, table)
    const sum = (name: string): bigint => heads.reduce((total, head) => total + BigInt(Math.round(Number(head[name]) * 100)), 0n)
    assert.equal([sum('TOTAL_AMOUNT'), sum('VAT_AMOUNT')], [mine.reduce((total, { gross }) => total + gross, 0n), mine.reduce((total, { vat }) => total + vat, 0n)], table)
  }
}

test.run()
