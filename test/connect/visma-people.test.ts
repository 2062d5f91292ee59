// What people do with orders in the simulated program, and what the driver's reader makes of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Connector, Page } from '../../engine/connect/connector.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { RC } from '../../engine/connect/visma/simulator/codes.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { People, Refused } from '../../engine/connect/visma/simulator/people.js'
import type { Row, World } from '../../engine/connect/world/world.js'
import { TRADING } from '../kit/erp-tables.js'
import { systemSpec } from '../kit/specs.js'

const test = suite('visma people')
const spec = systemSpec('visma-administration')
type Fields = Readonly<Record<string, unknown>>

interface Office {
  readonly connector: Connector
  readonly world: World
  readonly people: People
  /** The number of an order of ours in the program. */
  readonly order: number
}

const ORDER = {
  document: 'order', pricesWithVat: true, customerNumber: 'K1', documentDate: '2026-11-25', invoiceDiscount: '0',
  rows: {
    1: { sku: 'KOPP', quantity: '4', price: '125.00', vatRate: 2500, discountAmount: '10.00' }, 2: { text: 'Ring först' },
    3: { sku: 'FAT', quantity: '1', price: '50.00', vatRate: 2500 },
  },
  charges: { freight: { amount: '49.00', vatRate: 2500 } },
}
const GROSS = '589.00'

async function office(run: (it: Office) => Promise<void>, fields: Fields = {}, settings: Row = {}): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-people-'))
  const world = createErpWorld(join(dir, 'erp.json'), {
    settings,
    tables: {
      ...TRADING, NUMBER_SERIES: { ORDER_HEAD: { NEXT: 100 }, INVOICE_HEAD: { NEXT: 100 } }, CUSTOMER: { K1: { NUMBER: 'K1', NAME: 'Åsa' } },
      ARTICLE: Object.fromEntries(['KOPP', 'FAT'].map((NUMBER) => [NUMBER, { NUMBER, NAME: NUMBER, ACCOUNTING_CODE: '25', UNIT_CODE: 'st', STOCK_GOODS: true, QUANTITY_IN_STOCK: 10 }])),
    },
  })
  const connector = await makeVisma({ name: 'visma', dir, simulator: world.file, tell: () => undefined, settings: { articles: 'all' }, habits: spec.habits })
  try {
    const sent = await connector.writer.send({ entity: 'order', action: 'create', scope: {}, items: [{ key: '1001', fields: { ...ORDER, ...fields } }] })
    const answer = sent.get('1001')
    assert.is(answer?.kind, 'done', JSON.stringify(answer))
    const order = Number(String(answer?.kind === 'done' ? answer.id : '').replace('order-', ''))
    await run({ connector, world, people: new People(world), order })
  } finally {
    await connector.reader.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function fieldsOf({ connector }: Office, entity: string, key: string): Promise<Record<string, unknown>> {
  const found = (await connector.reader.find(entity, [key], {})).get(key)
  assert.is(found?.kind, 'found', JSON.stringify(found))
  assert.is(found?.kind === 'found' ? found.item.problem : 'none', undefined)
  return found?.kind === 'found' ? { ...found.item.fields } : {}
}

async function update({ connector }: Office, fields: Fields): Promise<string> {
  const answer = (await connector.writer.send({ entity: 'order', action: 'update', scope: {}, items: [{ key: '1001', fields }] })).get('1001')
  return answer && 'problem' in answer ? [answer.kind, answer.problem.code, answer.problem.facts['state']].filter(Boolean).join(' ') : String(answer?.kind)
}

const event = async (it: Office): Promise<unknown> => (await fieldsOf(it, 'order-status', '1001'))['event']
const documents = async (it: Office): Promise<string[]> => Object.keys((await fieldsOf(it, 'order-status', '1001'))['documents'] as object).sort()
const onHand = (it: Office, sku: string): unknown[] => {
  it.world.refresh()
  const row = it.world.row('ARTICLE', sku)
  return [row?.['QUANTITY_IN_STOCK'], row?.['QUANTITY_RESERVED']]
}

function refused(run: () => void, rc: number): void {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof Refused, String(error))
    assert.is((error as Refused).rc, rc)
    return
  }
  assert.unreachable(`was not refused with ${rc}`)
}

test('an order is printed, delivered, invoiced and paid, and each step is its latest event', async () => {
  await office(async (it) => {
    assert.equal([await event(it), onHand(it, 'KOPP')], ['transferred', [10, 4]])
    it.people.print('order', it.order)
    assert.is(await event(it), 'confirmed')
    it.people.deliver(it.order)
    assert.equal([await event(it), onHand(it, 'KOPP')], ['delivered', [6, 0]])
    const made = it.people.invoice(it.order)
    // Their numbers are alike: the links tell them apart all the same.
    assert.equal([made, await event(it), await documents(it)], [{ invoice: 100 }, 'invoiced', ['invoice-100', 'order-100']])
    const invoice = await fieldsOf(it, 'invoice', '100')
    assert.equal([invoice['gross'], invoice['balance'], invoice['printed'], invoice['paid'], onHand(it, 'KOPP')], [GROSS, GROSS, true, false, [6, 0]])
    it.people.pay(made.invoice, 89)
    assert.equal([await event(it), (await fieldsOf(it, 'invoice', '100'))['balance']], ['invoiced', '500.00'])
    it.people.pay(made.invoice)
    assert.equal([await event(it), (await fieldsOf(it, 'invoice', '100'))['paid']], ['paid', true])
    refused(() => { it.people.cancel('order', it.order) }, RC.ORDER_HAS_INVOICE)
    refused(() => { it.people.print('invoice', 4711) }, RC.NOT_FOUND)
  })
})

test('a part is delivered and invoiced, the rest is a back order and comes later', async () => {
  await office(async (it) => {
    it.people.deliver(it.order, { 1: 1 })
    assert.equal([await event(it), onHand(it, 'KOPP')], ['partlyDelivered', [10, 3]])
    it.people.deliver(it.order, { 1: 3, 3: 1 })
    const first = it.people.invoice(it.order)
    assert.equal([first, await event(it)], [{ invoice: 100, backOrder: 101 }, 'backordered'])
    assert.equal([await documents(it), onHand(it, 'KOPP'), onHand(it, 'FAT')], [['invoice-100', 'order-100', 'order-101'], [7, 1], [9, 0]])
    const second = it.people.invoice(101)
    assert.equal([second, await event(it), onHand(it, 'KOPP')], [{ invoice: 101 }, 'invoiced', [6, 0]])
    const [one, other] = [await fieldsOf(it, 'invoice', '100'), await fieldsOf(it, 'invoice', '101')]
    // 3 of 125 less 7.50, 50 and the freight; then 1 of 125 less 2.50: the discount and the freight are there once.
    assert.equal([one['gross'], other['gross'], one['orderNumber']], ['466.50', '122.50', null])
    it.people.pay(100)
    assert.is(await event(it), 'invoiced')
    it.people.pay(101)
    assert.is(await event(it), 'paid')
  })
})

test('an order that says that there is no back order has none', async () => {
  await office(async (it) => {
    it.people.deliver(it.order, { 1: 3 })
    assert.equal(it.people.invoice(it.order), { invoice: 100 })
    assert.equal([await event(it), onHand(it, 'KOPP'), onHand(it, 'FAT')], ['invoiced', [7, 0], [10, 0]])
  }, { noBackOrder: true })
})

test('an invoice is credited in part and whole, and the goods come back where that is said', async () => {
  await office(async (it) => {
    const { invoice } = it.people.invoice(it.order)
    assert.is(it.people.credit(invoice, { 1: 2 }, { stockReturns: true }), 101)
    const part = await fieldsOf(it, 'invoice', '101')
    assert.equal([part['kind'], part['creditOf'], part['gross'], onHand(it, 'KOPP')], ['credit', '100', '-245.00', [8, 0]])
    assert.equal([await event(it), await documents(it)], ['invoiced', ['invoice-100', 'invoice-101', 'order-100']])
  })
  await office(async (it) => {
    const { invoice } = it.people.invoice(it.order)
    it.people.credit(invoice)
    assert.equal([await event(it), (await fieldsOf(it, 'invoice', '101'))['gross'], onHand(it, 'KOPP')], ['credited', `-${GROSS}`, [6, 0]])
    refused(() => { it.people.credit(101) }, RC.CREDIT_OF_CREDIT)
  })
})

const HEAD = {
  reference: 'Bo', comment: 'Lämnas vid dörren', poNumber: 'PO-1', customerName: 'Åsa Öberg',
  deliveryAddress: { name: 'Bo', line1: 'Vägen 2', line2: null, postcode: '903 21', city: 'Umeå', country: null, countryCode: null },
  invoiceAddress: { line1: 'Gatan 1', line2: null, postcode: '903 20', city: 'Umeå', country: null, countryCode: null },
}

test('S-094, S-095: what is delivered of an order and of its back order is told row by row', async () => {
  await office(async (it) => {
    it.people.deliver(it.order, { 1: 2 })
    const delivered = async (id: string): Promise<unknown[]> => {
      const document = ((await fieldsOf(it, 'order-status', '1001'))['documents'] as Record<string, Fields>)[id]
      return [...Object.values((document?.['rows'] ?? {}) as Record<string, Fields>).map((row) => [row['sku'], row['quantity'], row['delivered']]), document?.['charges']]
    }
    const freight = { freight: { amount: '49.00', vatRate: 2500 } }
    assert.equal(await delivered('order-100'), [['KOPP', '2', '2'], ['FAT', '1', '0'], freight])
    it.people.invoice(it.order)
    assert.equal([await delivered('invoice-100'), await delivered('order-101')], [[['KOPP', '2', '2'], freight], [['FAT', '1', '0'], {}]])
    it.people.deliver(101)
    assert.equal(await delivered('order-101'), [['FAT', '1', '1'], {}])
    it.people.invoice(101)
    assert.is(await event(it), 'invoiced')
  }, { rows: { 1: { sku: 'KOPP', quantity: '2', price: '199.00', vatRate: 2500 }, 2: { sku: 'FAT', quantity: '1', price: '349.00', vatRate: 2500 } } })
})

test('S-096, S-101: the rest is cancelled, and an order is raised, by a person', async () => {
  await office(async (it) => {
    it.people.edit('order', it.order, {}, { 3: { PRICE_EACH_CURRENT_CURRENCY: 150 } })
    assert.is((await fieldsOf(it, 'order', '1001'))['gross'], '689.00')
    it.people.deliver(it.order, { 1: 4 })
    const { backOrder } = it.people.invoice(it.order)
    it.people.cancel('order', backOrder ?? 0)
    assert.equal([await event(it), (await fieldsOf(it, 'invoice', '100'))['gross']], ['invoiced', '539.00'])
    refused(() => { it.people.edit('order', it.order, { TEXT1: 'x' }) }, RC.ORDER_HAS_INVOICE)
  })
})

test('S-111: the head of an order that nobody has touched can be changed, its rows cannot', async () => {
  await office(async (it) => {
    assert.is(await update(it, HEAD), 'done')
    const shown = await fieldsOf(it, 'order', '1001')
    assert.equal(Object.fromEntries(Object.keys(HEAD).map((name) => [name, shown[name]])), HEAD)
    assert.is(shown['gross'], GROSS)
    assert.is(await update(it, { rows: ORDER.rows }), 'refused VISMA_DOCUMENT_FIELD_FIXED')
  })
})

test('S-107: an order is cancelled while nobody has delivered, and else says how far it has come', async () => {
  const table: readonly [state: string, deeds: (it: Office) => void, cancelled: string, changed: string][] = [
    ['open', () => undefined, 'done', 'done'], ['printed', (it) => { it.people.print('order', it.order) }, 'done', 'refused VISMA_DOCUMENT_STATE printed'],
    ['partlyDelivered', (it) => { it.people.deliver(it.order, { 1: 1 }) }, 'refused VISMA_DOCUMENT_STATE partlyDelivered', 'done'],
    ['delivered', (it) => { it.people.deliver(it.order) }, 'refused VISMA_DOCUMENT_STATE delivered', 'refused VISMA_DOCUMENT_STATE delivered'],
    ['invoiced', (it) => { it.people.invoice(it.order) }, 'refused VISMA_DOCUMENT_STATE invoiced', 'refused VISMA_DOCUMENT_STATE invoiced'],
    ['cancelled', (it) => { it.people.cancel('order', it.order) }, 'done', 'refused VISMA_DOCUMENT_STATE cancelled'],
  ]
  for (const [state, deeds, cancelled, changed] of table) {
    for (const [fields, expected] of [[{ reference: 'Bo' }, changed], [{ cancelled: true }, cancelled]] as const) {
      await office(async (it) => {
        deeds(it)
        assert.is(await update(it, fields), expected, `${state} ${JSON.stringify(fields)}`)
      })
    }
  }
})

test('S-113: one of three is credited with its share of the discount', async () => {
  await office(async (it) => {
    it.people.credit(it.people.invoice(it.order).invoice, { 1: 1 })
    const credit = await fieldsOf(it, 'invoice', '101')
    assert.equal([credit['gross'], credit['vat'], credit['creditOf']], ['-96.67', '-19.33', '100'])
  }, { rows: { 1: { sku: 'KOPP', quantity: '3', price: '100.00', discountAmount: '10.00', vatRate: 2500 } }, charges: {} })
})

test('an order is cancelled while nothing is delivered, and gives back what it reserved', async () => {
  await office(async (it) => {
    it.people.print('order', it.order)
    it.people.cancel('order', it.order)
    assert.equal([await event(it), onHand(it, 'KOPP')], ['cancelled', [10, 0]])
    refused(() => { it.people.deliver(it.order) }, RC.EDIT_DENIED_CANCELLED)
  })
  await office(async (it) => {
    it.people.deliver(it.order)
    refused(() => { it.people.cancel('order', it.order) }, RC.EDIT_DENIED_DELIVERED)
  })
})

interface Listed { readonly keys: readonly string[]; readonly coverage: unknown; readonly cursor: string | undefined }

async function listed({ connector }: Office, entity: string, changedSince?: string): Promise<Listed> {
  const keys: string[] = []
  let last: Page | undefined
  for await (const page of connector.reader.list(entity, changedSince === undefined ? {} : { changedSince })) {
    keys.push(...page.items.map(({ key }) => key))
    last = page
  }
  return { keys: keys.sort(), coverage: last?.coverage?.kind, cursor: last?.cursor }
}

/** As if the documents had last been changed on these days. */
function lastChanged(it: Office, table: string, days: Readonly<Record<string, string>>): void {
  it.world.refresh()
  it.world.effect('time', Object.entries(days).map(([key, day]) => [table, key, { ...it.world.row(table, key), TIMESTAMP: `${day}T10:00:00.000Z` }]))
}

test('families that have moved since a listing are told by its cursor, whichever of their documents moved', async () => {
  for (const orders of [[], [220]]) {
    await office(async (it) => {
      for (const key of ['1002', '1003']) await it.connector.writer.send({ entity: 'order', action: 'create', scope: {}, items: [{ key, fields: ORDER }] })
      const { invoice } = it.people.invoice(it.order)
      lastChanged(it, 'ORDER_HEAD', { 100: '2026-01-01', 101: '2026-01-02', 102: '2026-01-03' })
      lastChanged(it, 'INVOICE_HEAD', { [invoice]: '2026-01-01' })
      for (const entity of ['order-status', 'order']) {
        const first = await listed(it, entity)
        assert.equal([first.keys, first.coverage], [['1001', '1002', '1003'], 'whole'])
        if (orders.length > 0) {
          // An installation that cannot tell has no cursor, and says everything.
          assert.is(first.cursor, undefined)
          assert.equal(await listed(it, entity, '2026-01-02 00:00:00|2026-01-02 00:00:00'), first)
          continue
        }
        // The last second is told again: times are no finer.
        assert.equal((await listed(it, entity, first.cursor)).keys, ['1001', '1003'])
        lastChanged(it, 'INVOICE_HEAD', { [invoice]: '2025-12-31' })
        assert.equal(await listed(it, entity, first.cursor), { keys: ['1003'], coverage: 'subset', cursor: '2026-01-03 10:00:00|2025-12-31 10:00:00' })
        // The invoice carries no mark of ours: its family does.
        it.people.pay(invoice, 1)
        assert.equal((await listed(it, entity, first.cursor)).keys, ['1001', '1003'])
        lastChanged(it, 'INVOICE_HEAD', { [invoice]: '2026-01-01' })
      }
    }, {}, { lacks: { orders } })
  }
})

test.run()
