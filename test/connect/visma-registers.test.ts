// Customers, documents, payments, vouchers, code lists and stock through the driver, against the simulated program.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Answer, Connector, Found } from '../../engine/connect/connector.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import type { Row, World } from '../../engine/connect/world/world.js'
import type { Scope } from '../../engine/core/stream.js'
import { TRADING } from '../kit/erp-tables.js'
import { systemSpec } from '../kit/specs.js'

const test = suite('visma registers')
const spec = systemSpec('visma-administration')
type Fields = Readonly<Record<string, unknown>>

const TABLES: NonNullable<ErpWorldOptions['tables']> = {
  ...TRADING,
  TERMS_OF_PAYMENT: { 30: { CODE: '30', TEXT: '30 dagar netto' } }, WAY_OF_PAYMENT: { BG: { CODE: 'BG', TEXT: 'Bankgiro', ACCOUNT: '1920' } },
  DISCOUNT_AGREEMENT: { STOR: { CODE: 'STOR', TEXT: 'Storkund', PRICE_LIST: 'AF' } }, LANGUAGE: { ENG: { CODE: 'ENG', TEXT: 'Engelska' } },
  BOOKINGYEAR: {
    A: { ID: 'A', START: '2025-01-01', END: '2025-12-31', YEAR_LOCKED: true },
    B: { ID: 'B', START: '2026-01-01', END: '2026-12-31', YEAR_LOCKED: false, LOCKED_MONTH: '2026-03' },
  },
  VERIFICATION_SERIES: { V: { VER_SERIE: 'V', NAME: 'Butiken', ACTIVE: true } },
}

interface Company { readonly connector: Connector; readonly world: World }

async function company(run: (it: Company) => Promise<void>, settings: Fields = {}, options: ErpWorldOptions = {}): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-registers-'))
  const world = createErpWorld(join(dir, 'erp.json'), { ...options, tables: { ...TABLES, ...options.tables } })
  const connector = await makeVisma({
    name: 'visma', dir, simulator: world.file, tell: () => undefined, settings: { articles: 'all', ...settings }, habits: spec.habits,
  })
  const it = { connector, world }
  try {
    for (const sku of ['KOPP', 'FAT']) await done(it, 'product', sku, { name: sku, accountingCode: '25', stockItem: sku === 'KOPP', unit: 'st' })
    await done(it, 'customer', 'K1', { name: 'Åsa Öberg' })
    await run(it)
  } finally {
    await connector.reader.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function send(
  { connector }: Company, entity: string, key: string, fields: Fields, how: { action?: 'create' | 'update' | 'retire'; scope?: Scope } = {},
): Promise<Answer> {
  const answers = await connector.writer.send({ entity, action: how.action ?? 'create', scope: how.scope ?? {}, items: [{ key, fields }] })
  return answers.get(key) as Answer
}

async function done(it: Company, entity: string, key: string, fields: Fields, how: Parameters<typeof send>[4] = {}): Promise<Extract<Answer, { kind: 'done' }>> {
  const answer = await send(it, entity, key, fields, how)
  assert.is(answer.kind, 'done', `${entity} ${key}: ${JSON.stringify(answer)}`)
  return answer as Extract<Answer, { kind: 'done' }>
}

function codeOf(answer: Answer): string | undefined {
  return 'problem' in answer ? `${answer.kind} ${answer.problem.code}` : answer.kind
}

function warningsOf(answer: Answer): string[] {
  return answer.kind === 'done' ? (answer.warnings ?? []).map(({ code }) => code) : []
}

async function find({ connector }: Company, entity: string, key: string, scope: Scope = {}): Promise<Found> {
  return (await connector.reader.find(entity, [key], scope)).get(key) as Found
}

async function fieldsOf(it: Company, entity: string, key: string, scope: Scope = {}): Promise<Record<string, unknown>> {
  const found = await find(it, entity, key, scope)
  assert.is(found.kind, 'found', `${entity} ${key}: ${JSON.stringify(found)}`)
  return found.kind === 'found' ? { ...found.item.fields } : {}
}

async function listed({ connector }: Company, entity: string, scope: Scope = {}): Promise<Map<string, Fields>> {
  const items = new Map<string, Fields>()
  for await (const page of connector.reader.list(entity, scope)) for (const { key, fields } of page.items) items.set(key, fields)
  return items
}

function rowOf({ rows }: Fields, number: string): Fields {
  return (rows as Record<string, Fields> | undefined)?.[number] ?? {}
}

/** What a person does in the program meanwhile. */
function edit(world: World, table: string, key: string, fields: Row): void {
  world.refresh()
  world.effect('person', [[table, key, { ...world.row(table, key), ...fields }]])
}

const ORDER = {
  document: 'order', pricesWithVat: false, customerNumber: 'K1', documentDate: '2026-11-25',
  rows: { 1: { sku: 'KOPP', quantity: '2', price: '100.00', vatRate: 2500 } },
}

test('a delivery address goes into the register of addresses, and onto the card only where that is said', async () => {
  const address = { name: 'Lagret', line1: 'Vägen 2', line2: null, postcode: '903 21', city: 'Umeå', country: null }
  await company(async (it) => {
    await done(it, 'customer', 'K1', { deliveryAddresses: { new: address } }, { action: 'update' })
    const addresses = (await fieldsOf(it, 'customer', 'K1'))['deliveryAddresses'] as Record<string, Fields>
    assert.equal(Object.values(addresses), [address])
    it.world.refresh()
    assert.is(it.world.row('CUSTOMER', 'K1')?.['DELIVERY_NAME'] ?? '', '')
    assert.is(codeOf(await send(it, 'customer', 'K1', { deliveryAddresses: { card: address } }, { action: 'update' })), 'refused VISMA_ADDRESS_ON_CARD')
  })
  await company(async (it) => {
    await done(it, 'customer', 'K1', { deliveryAddresses: { card: address } }, { action: 'update' })
    assert.equal((await fieldsOf(it, 'customer', 'K1'))['deliveryAddresses'], { card: address })
  }, { deliveryAddressOnCard: true })
})

test('a discount agreement locks the price list, and that is said before anything is written', async () => {
  await company(async (it) => {
    await done(it, 'customer', 'K1', { discountAgreement: 'STOR' }, { action: 'update' })
    assert.is(codeOf(await send(it, 'customer', 'K1', { priceList: 'A' }, { action: 'update' })), 'refused VISMA_DISCOUNT_AGREEMENT')
    await done(it, 'customer', 'K1', { discountAgreement: null }, { action: 'update' })
    await done(it, 'customer', 'K1', { priceList: 'A' }, { action: 'update' })
  })
})

test('the program gives a customer its number, and it comes back with the answer', async () => {
  await company(async (it) => {
    edit(it.world, 'PRM2', 'PRM2', { NEXT_CUSTOMER_NO: 'K0099' })
    const fields = { number: null, name: 'Åsa', email: 'asa@example.com', deliveryAddresses: { new: { name: 'Bo', city: 'Umeå' } } }
    for (const number of ['K0099', 'K0100']) {
      const answer = await done(it, 'customer', 'order 1001 ł', fields)
      assert.equal([answer.id, answer.readBack?.key, answer.readBack?.fields['number'], warningsOf(answer)], [number, number, number, []])
      assert.equal((await fieldsOf(it, 'customer', number))['deliveryAddresses'], { 1: { name: 'Bo', line1: null, line2: null, postcode: null, city: 'Umeå', country: null } })
    }
  })
})

test('S-067: a customer whose number is to come from an empty series is refused with what to do, and none is made', async () => {
  await company(async (it) => {
    edit(it.world, 'PRM2', 'PRM2', { NEXT_CUSTOMER_NO: '' })
    assert.is(codeOf(await send(it, 'customer', 'order 1001', { number: null, name: 'Åsa' })), 'refused CUSTOMER_NUMBER_MISSING')
    assert.is((await listed(it, 'customer')).size, 1)
  })
})

test('a customer whose number nobody came to know is found by its e-mail', async () => {
  for (const [when, expected] of [['after', 'found'], ['before', 'absent']] as const) {
    await company(async (it) => {
      it.world.refresh()
      it.world.settings['faults'] = [{ op: 'AdkAdd', kind: 'crash', when }]
      it.world.checkpoint()
      assert.is((await find(it, 'customer', 'asa@example.com', { by: 'email' })).kind, 'absent')
      assert.is((await send(it, 'customer', 'order 1001', { number: null, name: 'Åsa', email: 'asa@example.com' })).kind, 'unknown')
      assert.is((await find(it, 'customer', 'asa@example.com', { by: 'email' })).kind, expected)
    })
  }
})

test('S-059: a customer is found by e-mail and by number of organisation, and several are a doubt', async () => {
  for (const orders of [[], [240]]) {
    await company(async (it) => {
      const cards: readonly [number: string, email: string, orgNo: string][] = [
        ['1', 'asa@example.com', '556677-8899'], ['2', 'Bo@Example.com', ''], ['3', 'two@example.com', ''], ['4', 'two@example.com', '556677-8899'],
        ['5', 'asa@example.co', ''], ['6', '', ''],
      ]
      for (const [key, email, orgNo] of cards) await done(it, 'customer', key, { name: key, email, orgNo })
      const table: readonly [by: string, key: string, expected: string][] = [
        ['email', 'asa@example.com', '1'], ['email', ' ASA@example.com ', '1'], ['email', 'bo@example.com', '2'], ['email', 'two@example.com', '3, 4'],
        ['email', 'nobody@example.com', 'absent'], ['email', '', 'absent'], ['orgNo', '5566778899', '1, 4'], ['orgNo', '', 'absent'],
      ]
      for (const by of ['email', 'orgNo']) {
        const asked = table.filter((one) => one[0] === by)
        const found = await it.connector.reader.find('customer', asked.map(([, key]) => key), { by })
        for (const [, key, expected] of asked) {
          const one = found.get(key)
          const told = one?.kind === 'found' ? one.item.key : one?.kind === 'ambiguous' ? [...one.keys].sort().join(', ') : one?.kind
          assert.is(told, expected, `${by} ${key}`)
        }
      }
      try {
        await it.connector.reader.find('customer', ['x'], { by: 'shoeSize' })
        assert.unreachable()
      } catch (error) {
        assert.match(String(error), 'VISMA_NO_SUCH_LOOKUP')
      }
    }, {}, { settings: { lacks: { orders } } })
  }
})

test('a customer says that sales to it leave the country, and a number that nobody checks', async () => {
  await company(async (it) => {
    assert.is(codeOf(await send(it, 'customer', '1', { name: 'Tysk', orgNo: '1234567890' })), 'refused VISMA_CHECK_DIGIT')
    const card = { euCustomer: true, export: false, ignoreOrgNoCheck: true, orgNo: '1234567890', vatNo: 'DE123456789' }
    await done(it, 'customer', '1', { name: 'Tysk', ...card })
    const shown = await fieldsOf(it, 'customer', '1')
    assert.equal(Object.fromEntries(Object.keys(card).map((name) => [name, shown[name]])), card)
  })
})

test('refuses values that the program refuses, each with its own problem', async () => {
  await company(async (it) => {
    const cases: readonly [entity: string, key: string, fields: Fields, code: string][] = [
      ['customer', 'K2', { name: 'Fel', orgNo: '556000-0002' }, 'VISMA_CHECK_DIGIT'], ['customer', 'K2', { name: 'Fel', paymentTerms: 'xx' }, 'VISMA_CODE_UNKNOWN'],
      ['customer', 'K2', { name: 'x'.repeat(51) }, 'VISMA_TOO_LONG'], ['customer', 'K2', { name: 'Fel', creditLimit: '5.00' }, 'VISMA_CANNOT_WRITE'],
      ['customer', 'K2', { name: 'Fel', discountAgreement: 'STOR', priceList: 'A' }, 'VISMA_DISCOUNT_AGREEMENT'],
      ['order', '1', { ...ORDER, customerNumber: 'K9' }, 'VISMA_CUSTOMER_UNKNOWN'], ['order', '1', { ...ORDER, rows: { 1: { sku: 'NEJ', quantity: '1' } } }, 'VISMA_ARTICLE_UNKNOWN'],
      ['order', '1', { ...ORDER, rows: { 1: { sku: 'KOPP', vatRate: 700 } } }, 'VISMA_VAT_CODE_MISSING'], ['order', 'a b', ORDER, 'VISMA_REFERENCE_UNFIT'],
      ['order', '1', { ...ORDER, taxReduction: true }, 'VISMA_CANNOT_WRITE'], ['invoice', '77', ORDER, 'VISMA_REFERENCE_UNFIT'],
      ['invoice', 'c-1', { creditOf: '4711' }, 'VISMA_ORIGINAL_UNKNOWN'], ['order', '1', { ...ORDER, rows: { 1: { quantity: '2', text: 'Text' } } }, 'VISMA_ROW'],
    ]
    for (const [entity, key, fields, code] of cases) {
      assert.is(codeOf(await send(it, entity, key, fields)), `refused ${code}`, JSON.stringify(fields))
    }
    assert.is((await listed(it, 'order')).size, 0)
  })
})

test('what the program makes of an order is compared with what was meant, and the order stands', async () => {
  await company(async (it) => {
    const meant = { net: '200.00', vat: '50.00', gross: '250.00', taxLines: { 2500: { base: '200.00', vat: '50.00' } } }
    assert.equal(warningsOf(await done(it, 'order', '1001', { ...ORDER, ...meant })), [])
    const other = await done(it, 'order', '1002', { ...ORDER, ...meant, gross: '251.00' })
    assert.equal((other.warnings ?? []).map(({ code, facts }) => [code, facts['what'], facts['meant'], facts['now']]), [
      ['VISMA_DOCUMENT_DIFFERS', 'gross', '251.00', '250.00'],
    ])
    assert.is(other.readBack?.fields['gross'], '250.00')
    assert.is((await listed(it, 'order')).size, 2)
  })
})

const AGREED = { K2: { NUMBER: 'K2', NAME: 'Storkund', INVOICE_DISCOUNT: 10, ROW_DISCOUNT: 5 } }

test('S-077: the discounts of the customer\'s card come to no order of ours, and an amount off a row is one', async () => {
  await company(async (it) => {
    const meant = { ...ORDER, customerNumber: 'K2', gross: '250.00' }
    await done(it, 'price', 'KOPP', { sku: 'KOPP', price: '125.00' }, { scope: { priceList: 'A' } })
    const own = await done(it, 'order', '1001', { ...meant, invoiceDiscount: '0' })
    assert.equal([own.readBack?.fields['gross'], warningsOf(own)], ['250.00', []])
    // Where nobody says 0, the program takes off its own.
    const theirs = await done(it, 'order', '1002', meant)
    assert.equal([theirs.readBack?.fields['gross'], warningsOf(theirs)], ['225.00', ['VISMA_DOCUMENT_DIFFERS']])
    const rows = { 1: { sku: 'KOPP', quantity: '3', price: '33.33', discountAmount: '0.33', vatRate: 2500 } }
    const off = await done(it, 'order', '1003', { ...meant, invoiceDiscount: '0', rows, net: '99.66', gross: '124.58' })
    assert.equal([rowOf(off.readBack?.fields ?? {}, '1')['discountAmount'], rowOf(off.readBack?.fields ?? {}, '1')['discount'], warningsOf(off)], ['0.33', null, []])
  }, {}, { tables: { CUSTOMER: AGREED } })
})

test('rows below zero take off what they say, in orders and invoices', async () => {
  await company(async (it) => {
    const rows = { 1: { sku: 'FAT', quantity: '2', price: '100.00', vatRate: 2500 }, 2: { sku: 'FAT', quantity: '-1', price: '50.00', vatRate: 0, text: 'Presentkort' } }
    for (const document of ['order', 'invoice']) {
      const answer = await done(it, document, `x-${document}`, { ...ORDER, document, rows, net: '150.00', vat: '50.00', gross: '200.00' })
      assert.equal([warningsOf(answer), rowOf(answer.readBack?.fields ?? {}, '2')['quantity'], rowOf(answer.readBack?.fields ?? {}, '2')['amount']], [[], '-1', '-50.00'])
    }
  })
})

test('S-047: the company\'s rounding moves no total where the field can be written, and is told where it cannot', async () => {
  const rows = { 1: { sku: 'FAT', quantity: '1', price: '999.60', vatRate: 2500 } }
  const meant = { ...ORDER, rows, rounding: '0.00', gross: '1249.50' }
  for (const [roundOffWritable, gross, told] of [[true, '1249.50', []], [false, '1250.00', ['rounding', 'gross']]] as const) {
    await company(async (it) => {
      const answer = await done(it, 'order', '1001', meant)
      assert.is(answer.readBack?.fields['gross'], gross)
      assert.equal((answer.warnings ?? []).map(({ facts }) => facts['what']), told)
    }, {}, { settings: { totalRounding: 'krona', roundOffWritable } })
  }
})

test('price list, export and VAT number stand on the head', async () => {
  await company(async (it) => {
    const head = { priceList: 'AF', export: true, vatNo: 'DE123456789', noBackOrder: true }
    const answer = await done(it, 'order', '1001', { ...ORDER, ...head, rows: { 1: { sku: 'FAT', quantity: '1', price: '10.00' } }, vat: '0.00', gross: '10.00' })
    const shown = await fieldsOf(it, 'order', '1001')
    assert.equal(Object.fromEntries(Object.keys(head).map((name) => [name, shown[name]])), head)
    assert.equal(warningsOf(answer), [])
  })
})

test('what the program remarks on comes with the answer', async () => {
  await company(async (it) => {
    edit(it.world, 'CUSTOMER', 'K1', { CREDIT_LIMIT: 10 })
    const answer = await done(it, 'order', '1001', ORDER)
    assert.ok(warningsOf(answer).includes('VISMA_CREDIT_LIMIT'), JSON.stringify(answer.warnings))
  })
})

test('an order is found, changed, delivered, printed and cancelled by the number of the shop', async () => {
  await company(async (it) => {
    await done(it, 'order', '1001', ORDER)
    await done(it, 'order', '1001', { reference: 'Bo' }, { action: 'update' })
    assert.is(codeOf(await send(it, 'order', '1001', { rows: {} }, { action: 'update' })), 'refused VISMA_DOCUMENT_FIELD_FIXED')
    assert.is((await fieldsOf(it, 'order-status', '1001'))['event'], 'transferred')
    await done(it, 'order', '1001', { printed: true }, { action: 'update' })
    assert.is((await fieldsOf(it, 'order-status', '1001'))['event'], 'confirmed')
    await done(it, 'order', '1001', { delivered: true }, { action: 'update' })
    assert.is((await fieldsOf(it, 'order-status', '1001'))['event'], 'delivered')
    const order = await fieldsOf(it, 'order', '1001')
    assert.equal([order['reference'], order['printed'], order['delivered']], ['Bo', true, true])
    await done(it, 'order', '1002', ORDER)
    await done(it, 'order', '1002', {}, { action: 'retire' })
    assert.is((await fieldsOf(it, 'order-status', '1002'))['event'], 'cancelled')
    assert.is(codeOf(await send(it, 'order', '1003', {}, { action: 'retire' })), 'refused VISMA_RECORD_GONE')
  })
})

test('two documents with our mark that nobody linked are a doubt, and neither is changed', async () => {
  await company(async (it) => {
    await done(it, 'order', '1001', ORDER)
    await done(it, 'order', '1002', ORDER)
    it.world.refresh()
    const second = Object.entries(it.world.table('ORDER_HEAD')).find(([, row]) => row['LOCAL_REMARK'] === 'samsyn:shop/1002')?.[0] as string
    edit(it.world, 'ORDER_HEAD', second, { LOCAL_REMARK: 'samsyn:shop/1001 kopierad' })
    const found = await find(it, 'order', '1001')
    assert.is(found.kind === 'found' ? found.item.problem?.code : found.kind, 'VISMA_REFERENCE_TWICE')
    assert.is(codeOf(await send(it, 'order', '1001', { reference: 'x' }, { action: 'update' })), 'refused VISMA_REFERENCE_TWICE')
  })
})

test('a document with ROT or RUT is left to people, and is never credited', async () => {
  await company(async (it) => {
    await done(it, 'order', '1001', ORDER)
    const invoice = await done(it, 'invoice', 'f-1', { ...ORDER, document: 'invoice' })
    const number = String(invoice.id).replace('invoice-', '')
    it.world.refresh()
    for (const [table, key] of [['ORDER_HEAD', Object.keys(it.world.table('ORDER_HEAD'))[0]], ['INVOICE_HEAD', number]] as const) {
      edit(it.world, table, String(key), { TAX_REDUCTION_INCLUDED: true })
    }
    for (const [entity, key, fields, action] of [
      ['order', '1001', { reference: 'x' }, 'update'], ['order', '1001', {}, 'retire'], ['invoice', number, { printed: true }, 'update'],
      ['invoice', 'c-1', { creditOf: number }, 'create'],
    ] as const) {
      assert.is(codeOf(await send(it, entity, key, fields, { action })), 'refused VISMA_TAX_REDUCTION', `${entity} ${key} ${action}`)
    }
  })
})

test('an invoice is printed into the ledger, paid, and credited as less than nothing', async () => {
  await company(async (it) => {
    const { id, readBack } = await done(it, 'invoice', 'f-1', { ...ORDER, document: 'invoice', printed: true })
    const number = String(id).replace('invoice-', '')
    assert.equal([readBack?.fields['printed'], readBack?.fields['balance']], [true, '250.00'])
    const own = await fieldsOf(it, 'invoice', 'f-1')
    assert.equal([own['number'], own['kind'], own['gross'], own['paid'], own['orderNumber']], [number, 'invoice', '250.00', false, 'f-1'])
    await done(it, 'customer-payment', `${number}/betalning-1`, { date: '2026-11-26', amount: '250.00', paymentCode: 'BG' })
    const payment = await fieldsOf(it, 'customer-payment', `${number}/betalning-1`)
    assert.equal([payment['invoice'], payment['amount'], payment['date'], payment['text']], [number, '250.00', '2026-11-26', 'betalning-1'])
    assert.equal([...(await listed(it, 'customer-payment', { invoice: number })).keys()], [`${number}/betalning-1`])
    const paid = await fieldsOf(it, 'invoice', number)
    assert.equal([paid['paid'], paid['balance']], [true, '0.00'])
    await done(it, 'invoice', 'c-1', { creditOf: number, creditCopies: 'whole', printed: true })
    const credit = await fieldsOf(it, 'invoice', 'c-1')
    assert.equal([credit['kind'], credit['creditOf'], credit['gross'], credit['net']], ['credit', number, '-250.00', '-200.00'])
    assert.is(rowOf(credit, '1')['quantity'], '-2')
    assert.is((await listed(it, 'invoice')).size, 2)
  }, { paymentRowType: 'B' })
})

test('no payment is written before the letter of its row is known', async () => {
  await company(async (it) => {
    assert.is(codeOf(await send(it, 'customer-payment', '1/x', { amount: '1.00' })), 'refused VISMA_CANNOT_WRITE')
  })
})

test('a voucher balances, is in an open period, and is found by its day', async () => {
  await company(async (it) => {
    const rows = { 1: { account: '1920', amount: '100.00' }, 2: { account: '3001', amount: '-100.00' } }
    const voucher = { date: '2026-11-25', series: 'V', text: 'Dagskassa', rows }
    const cases: readonly [key: string, fields: Fields, code: string][] = [
      ['2026-11-25/1', { ...voucher, rows: {} }, 'VISMA_VOUCHER_EMPTY'], ['2026-11-24/1', voucher, 'VISMA_VOUCHER_KEY'],
      ['2026-11-25/1', { ...voucher, rows: { 1: { account: '1920', amount: '100.00' } } }, 'VISMA_VOUCHER_UNBALANCED'],
      ['2030-01-01/1', { ...voucher, date: '2030-01-01' }, 'VISMA_DATE_OUTSIDE_YEARS'], ['2025-06-01/1', { ...voucher, date: '2025-06-01' }, 'VISMA_PERIOD_LOCKED'],
      ['2026-02-01/1', { ...voucher, date: '2026-02-01' }, 'VISMA_PERIOD_LOCKED'], ['2026-11-25/1', { ...voucher, series: 'X' }, 'VISMA_VOUCHER'],
    ]
    for (const [key, fields, code] of cases) assert.is(codeOf(await send(it, 'voucher', key, fields)), `refused ${code}`, JSON.stringify([key, fields]))
    assert.equal(await find(it, 'voucher', '2026-11-25/1'), { kind: 'absent' })
    const { readBack } = await done(it, 'voucher', '2026-11-25/1', voucher)
    assert.equal([readBack?.fields['year'], readBack?.fields['number'], readBack?.fields['series']], ['B', '1', 'V'])
    assert.is(rowOf(readBack?.fields ?? {}, '2')['amount'], '-100.00')
    assert.is((await fieldsOf(it, 'voucher', '2026-11-25/1'))['text'], 'samsyn:shop/2026-11-25/1 Dagskassa')
    assert.is(codeOf(await send(it, 'voucher', '2026-11-25/1', { text: 'x' }, { action: 'update' })), 'refused VISMA_CANNOT_WRITE')
  })
})

test('stock is moved by hand, in and out, and each movement is found again', async () => {
  await company(async (it) => {
    await done(it, 'stock-movement', 'in/1', { sku: 'KOPP', date: '2026-11-25', quantity: '10', price: '25.00' })
    await done(it, 'stock-movement', 'out/1', { sku: 'KOPP', date: '2026-11-25', quantity: '3' })
    assert.is((await fieldsOf(it, 'stock', 'KOPP'))['onHand'], '7')
    const movement = await fieldsOf(it, 'stock-movement', 'in/1')
    assert.equal([movement['sku'], movement['quantity'], movement['direction'], movement['price']], ['KOPP', '10', 'in', '25.00'])
    assert.equal([...(await listed(it, 'stock-movement')).keys()], ['in/1', 'out/1'])
    const cases: readonly [key: string, fields: Fields, code: string][] = [
      ['in/2', { sku: 'FAT', quantity: '1' }, 'VISMA_NOT_STOCK_GOODS'], ['in/2', { sku: 'KOPP', quantity: '0' }, 'VISMA_QUANTITY_ZERO'],
      ['2', { sku: 'KOPP', quantity: '1' }, 'VISMA_CANNOT_WRITE'], ['out/2', { sku: 'KOPP', quantity: '1', price: '1.00' }, 'VISMA_CANNOT_WRITE'],
    ]
    for (const [key, fields, code] of cases) assert.is(codeOf(await send(it, 'stock-movement', key, fields)), `refused ${code}`, key)
  })
})

test('names by language and contents of packages are written and read', async () => {
  await company(async (it) => {
    await done(it, 'article-name', 'ENG/KOPP', { name: 'Cup' })
    assert.equal(await fieldsOf(it, 'article-name', 'ENG/KOPP'), { language: 'ENG', sku: 'KOPP', name: 'Cup', name2: null })
    await done(it, 'article-name', 'ENG/KOPP', { name: 'Mug' }, { action: 'update' })
    assert.equal([...(await listed(it, 'article-name')).values()].map(({ name }) => name), ['Mug'])
    edit(it.world, 'ARTICLE', 'FAT', { PARCEL: true })
    await done(it, 'article-package', 'FAT', { contents: { KOPP: { quantity: '6', text: 'Kopp' } } })
    const contents = async () => Object.entries((await fieldsOf(it, 'article-package', 'FAT'))['contents'] as Record<string, Fields>).map(([sku, { quantity }]) => [sku, quantity])
    assert.equal(await contents(), [['KOPP', '6']])
    await done(it, 'article-package', 'FAT', { contents: { KOPP: { quantity: '4' } } }, { action: 'update' })
    assert.equal(await contents(), [['KOPP', '4']])
    await done(it, 'article-package', 'FAT', { contents: {} }, { action: 'update' })
    assert.equal(await find(it, 'article-package', 'FAT'), { kind: 'absent' })
  })
})

test('quantity breaks belong to their list, and a customer pays what the program says', async () => {
  await company(async (it) => {
    const scope = { priceList: 'A' }
    assert.is(codeOf(await send(it, 'price-break', '10/KOPP', { price: '80.00' }, { scope })), 'refused VISMA_NEEDS_BASE_PRICE')
    await done(it, 'price', 'KOPP', { price: '100.00' }, { action: 'update', scope })
    await done(it, 'price-break', '10/KOPP', { price: '80.00' }, { scope })
    assert.equal([...await listed(it, 'price-break', scope)].map(([key, { price }]) => [key, price]), [['10/KOPP', '80.00']])
    assert.equal(await find(it, 'price-break', '10/KOPP', { priceList: 'AF' }), { kind: 'absent' })
    const price = async (quantity: string) => (await fieldsOf(it, 'customer-price', 'KOPP', { customer: 'K1', quantity }))['price']
    assert.equal([await price('1'), await price('10')], ['100.00', '80.00'])
    assert.is((await find(it, 'customer-price', 'FINNS EJ', { customer: 'K1' })).kind, 'absent')
    await done(it, 'price-break', '10/KOPP', {}, { action: 'retire', scope })
    assert.is((await listed(it, 'price-break', scope)).size, 0)
  })
})

test('code lists are read by the names that a scope gives them', async () => {
  await company(async (it) => {
    assert.equal([...await listed(it, 'code-list', { list: 'vat' })].map(([code, { rate }]) => [code, rate]), [['0', 0], ['1', 2500], ['2', 1200], ['3', 600], ['4', 0]])
    assert.equal((await listed(it, 'code-list', { list: 'payment-terms' })).get('30')?.['text'], '30 dagar netto')
    const year = (await listed(it, 'code-list', { list: 'booking-years' })).get('B')
    assert.equal([year?.['starts'], year?.['ends'], year?.['locked'], year?.['lockedMonth']], ['2026-01-01', '2026-12-31', false, '2026-03'])
    const company = (await listed(it, 'code-list', { list: 'company' })).get('company')
    assert.equal(company, { code: 'company', text: 'Övningsbolaget AB', currency: 'SEK', pricePlaces: '2', priceList: 'A' })
    const documents = await listed(it, 'code-list', { list: 'documents' })
    const { head, ...others } = documents.get('order') ?? {}
    assert.equal(others, { code: 'order', rows: '200', textLength: '60', comment: { 1: '60', 2: '60', 3: '60' }, rates: '4' })
    const room = head as Readonly<Record<string, string>>
    assert.equal(['customerName', 'reference', 'poNumber', 'deliveryAddress.name', 'invoiceAddress.line1', 'deliveryAddress.city', 'invoiceAddress.postcode'].map((name) => room[name]), ['50', '50', '20', '50', '40', '24', '10'])
    assert.is((await find(it, 'code-list', 'credit', { list: 'documents' })).kind, 'absent')
    assert.equal((await listed(it, 'code-list', { list: 'currencies' })).get('SEK'), { code: 'SEK', text: 'Sverige', per: '1', date: null, sell: '1', buy: '1' })
    const { CODE_LISTS } = await import('../../engine/connect/visma/codes.js')
    for (const list of CODE_LISTS) await listed(it, 'code-list', { list })
    await listed(it, 'code-list', { list: 'colours' }).then(() => assert.unreachable(), (error: { problem?: { code: string } }) => assert.is(error.problem?.code, 'VISMA_NO_SUCH_LIST'))
  })
})

test('a row of an order may name an article that is not the shop\'s: whether it is in use is told all the same', async () => {
  await company(async (it) => {
    edit(it.world, 'ARTICLE', 'KOPP', { WEBSHOP: false })
    edit(it.world, 'ARTICLE', 'FAT', { WEBSHOP: false, INACTIVE: true })
    for (const [scope, expected] of [[{}, [false, false]], [{ articles: 'all' }, [true, false]]] as const) {
      const found = await it.connector.reader.find('product', ['KOPP', 'FAT', 'finns inte'], scope)
      const shown = ['KOPP', 'FAT'].map((key) => {
        const one = found.get(key)
        return one?.kind === 'found' ? one.item.fields : {}
      })
      assert.equal(shown.map(({ active }) => active), expected)
      assert.equal([shown[0]?.['vatRate'], shown[0]?.['unit'], found.get('finns inte')?.kind], [2500, 'st', 'absent'])
    }
  }, { articles: 'webshop' })
})

test('what is on its way from suppliers is summed by article, with the first day', async () => {
  const booking = (DOCUMENT_NUMBER: number, DELIVERY_DATE: string, more: Row, ...rows: Row[]) => [String(DOCUMENT_NUMBER), { DOCUMENT_NUMBER, DELIVERY_DATE, ROWS: rows, ...more }] as const
  const row = (ARTICLE_NUMBER: string, QUANTITY2: number, QUANTITY1 = 0) => ({ ARTICLE_NUMBER, QUANTITY2, QUANTITY1 })
  const BOOKING_HEAD = Object.fromEntries([
    booking(1, '2026-12-10', {}, row('KOPP', 10, 4), row('FAT', 5)), booking(2, '2026-12-01', {}, row('KOPP', 1.5)),
    booking(3, '2026-11-01', { CANCELLED: true }, row('KOPP', 99)), booking(4, '2026-11-01', { DELIVERED: true }, row('FAT', 99)),
  ])
  await company(async (it) => {
    const { onOrder, expected, orders } = await fieldsOf(it, 'incoming-stock', 'KOPP')
    assert.equal([onOrder, expected], ['7.5', '2026-12-01'])
    assert.equal(orders, { 1: { date: '2026-12-10', quantity: '6' }, 2: { date: '2026-12-01', quantity: '1.5' } })
    assert.equal([...(await listed(it, 'incoming-stock')).keys()].sort(), ['FAT', 'KOPP'])
  }, {}, { tables: { BOOKING_HEAD } })
})

for (const referenceField of ['LOCAL_REMARK', 'CUSTOMER_ORDER_NUMBER', 'TEXT3'] as const) {
  test(`the mark stands in ${referenceField}, and the field is not used for anything else`, async () => {
    await company(async (it) => {
      const answer = await done(it, 'order', '1001', { ...ORDER, poNumber: 'PO-1', comment: 'Lämnas vid dörren' })
      assert.equal(warningsOf(answer), referenceField === 'CUSTOMER_ORDER_NUMBER' ? ['VISMA_FIELD_OF_MARK'] : [])
      it.world.refresh()
      const [row] = Object.values(it.world.table('ORDER_HEAD'))
      assert.is(row?.[referenceField], 'samsyn:s/1001')
      const order = await fieldsOf(it, 'order', '1001')
      assert.is(order['comment'], 'Lämnas vid dörren')
      assert.is(order['poNumber'], referenceField === 'CUSTOMER_ORDER_NUMBER' ? undefined : 'PO-1')
    }, { referenceField, referenceShop: 's' })
  })
}

test.run()
