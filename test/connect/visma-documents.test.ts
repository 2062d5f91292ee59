// Orders and invoices between our fields and the program's: tables of values, no system behind.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { OOI_HEAD, OOI_ROW } from '../../engine/connect/visma/adk-fields.js'
import type { Cell, FieldFacts, FieldValue } from '../../engine/connect/visma/bridge/protocol.js'
import { readCell, writeColumns, type Cells, type Column, type ColumnKind } from '../../engine/connect/visma/columns.js'
import { differencesOf } from '../../engine/connect/visma/documents/compare.js'
import { eventOf, familyOf, firstOf } from '../../engine/connect/visma/documents/family.js'
import { HEAD_FIELDS } from '../../engine/connect/visma/documents/fields.js'
import { readDocument, type DocumentSettings, type HeadLinks, type ReadDocument } from '../../engine/connect/visma/documents/read.js'
import { keyIn, referenceOf, unfitReference } from '../../engine/connect/visma/documents/reference.js'
import { codeOf, vatRates } from '../../engine/connect/visma/documents/vat.js'
import { makeDocument } from '../../engine/connect/visma/documents/write.js'

const test = suite('visma documents')
const SETTINGS: DocumentSettings = { referenceField: 'LOCAL_REMARK', shop: 'shop', rowsMax: 3 }
const RATES = vatRates([25, 12, 6, 0])

function fact(field: number, more: Partial<FieldFacts> = {}): FieldFacts {
  return { field, type: 2, length: 60, decimals: 2, writable: true, ...more }
}

/** A head or a row in which only these fields hold something. */
function cells(values: Readonly<Record<number, Cell>>): Cells {
  return (field) => values[field] ?? null
}

function about(head: readonly FieldFacts[] = []) {
  return { head: new Map(head.map((one) => [one.field, one])), row: new Map<number, FieldFacts>(), rates: RATES, settings: SETTINGS }
}

test('marks what we make in a form that nobody types by accident', () => {
  const texts: readonly [text: string | null, key: string | undefined][] = [
    ['samsyn:shop/1001', '1001'], ['samsyn:shop/A-1/2', 'A-1/2'], ['samsyn:shop/1001 ring kunden', '1001'], ['Obs! samsyn:shop/1001', '1001'],
    ['samsyn:other/1001', undefined], ['1001', undefined], ['xsamsyn:shop/1001', undefined], ['', undefined], [null, undefined],
  ]
  for (const [text, key] of texts) assert.is(keyIn(text, 'shop'), key, String(text))
  assert.is(keyIn(referenceOf('shop', '1001'), 'shop'), '1001')
})

test('refuses a key that would not be known again', () => {
  const keys: readonly [key: string, length: number, code: string | undefined][] = [
    ['1001', 0, undefined], ['1001', 16, undefined], ['1001', 15, 'VISMA_REFERENCE_TOO_LONG'], ['A 1', 0, 'VISMA_REFERENCE_UNFIT'],
    ['A*', 0, 'VISMA_REFERENCE_UNFIT'], ['ł1', 0, 'VISMA_REFERENCE_UNFIT'], ['', 0, 'VISMA_REFERENCE_UNFIT'],
  ]
  for (const [key, length, code] of keys) assert.is(unfitReference('shop', key, length)?.code, code, key)
})

test('reads cells as decimal texts, swept of the dust of doubles', () => {
  const table: readonly [kind: ColumnKind, cell: Cell, value: string | boolean | null][] = [
    ['money', 0.1 + 0.2, '0.30'], ['money', 199, '199.00'], ['money', 12.3456, '12.3456'], ['money', -0, '0.00'], ['decimal', 1.5, '1.5'],
    ['decimal', 3, '3'], ['number', 1001, '1001'], ['number', 0, null], ['flag', true, true], ['notFlag', false, true], ['text', '', null],
    ['date', null, null], ['date', '2026-11-25', '2026-11-25'],
  ]
  for (const [kind, cell, value] of table) assert.is(readCell(kind, cell), value, `${kind} ${String(cell)}`)
})

test('writes only what the installation can keep', () => {
  const table: readonly [kind: ColumnKind, value: unknown, facts: Partial<FieldFacts> | undefined, expected: unknown][] = [
    ['text', 'Åsa', { length: 3 }, 'Åsa'], ['text', 'Åsas', { length: 3 }, 'VISMA_TOO_LONG'], ['text', 'Åsas', { length: 0 }, 'Åsas'],
    ['text', null, undefined, ''], ['money', '12.35', { decimals: 2 }, 12.35], ['money', '12.345', { decimals: 2 }, 'VISMA_TOO_FINE'],
    ['money', '12.3456', { decimals: 4 }, 12.3456], ['money', '99999999999999.99', { decimals: 2 }, 'VISMA_TOO_FINE'],
    ['money', 'abc', {}, 'VISMA_NOT_A_NUMBER'], ['decimal', null, {}, 0], ['decimal', '1', { decimals: 0 }, 1],
    ['flag', false, {}, false], ['notFlag', false, {}, true], ['date', '2026-11-25', {}, '2026-11-25'],
    ['text', 'x', { writable: false }, 'VISMA_FIELD_LOCKED'], ['text', 'x', { missing: 208 }, 'VISMA_NOT_IN_EDITION'],
  ]
  for (const [kind, value, facts, expected] of table) {
    const column: Column = { name: 'x', field: 1, kind }
    const written = writeColumns([column], { x: value }, new Map(facts ? [[1, fact(1, facts)]] : []))
    assert.equal(written.problem ? written.problem.code : written.values[0]?.value, expected, `${kind} ${String(value)}`)
  }
})

test('says which letters were written otherwise, and leaves out what was not given', () => {
  const columns: readonly Column[] = [{ name: 'a', field: 1, kind: 'text' }, { name: 'b', field: 2, kind: 'text' }]
  const written = writeColumns(columns, { a: 'Łódź 😀' }, new Map())
  assert.equal(written.values, [{ field: 1, value: 'Lódz' }])
  assert.equal(written.warnings.map(({ code, facts }) => [code, facts['characters']]), [['VISMA_RESPELT', 'Ł ź 😀']])
})

test('knows VAT codes by their rates, and none by zero', () => {
  assert.equal([2500, 1200, 600, 0, 2400, null].map((rate) => codeOf(rate, RATES)), ['1', '2', '3', '0', undefined, undefined])
})

test('sets what decides how the rest is read before it, and our mark', () => {
  const made = makeDocument('order', '1001', {
    rows: { 2: { text: 'Ring först' }, 1: { sku: 'A', quantity: '2', price: '10.00', vatRate: 1200, discount: null } },
    customerName: 'Åsa', customerNumber: 'K1', pricesWithVat: true, currency: 'SEK', charges: { freight: { amount: '49.00', vatRate: 2500 } },
    invoiceAddress: { line1: 'Gatan 1', city: 'Umeå' }, gross: '999.00',
  }, about())
  assert.ok(!('problem' in made), JSON.stringify(made))
  if ('problem' in made) return
  assert.equal(made.values, [
    { field: OOI_HEAD.INCLUDING_VAT, value: true }, { field: OOI_HEAD.CUSTOMER_NUMBER, value: 'K1' }, { field: OOI_HEAD.CURRENCY_CODE, value: 'SEK' },
    { field: OOI_HEAD.CUSTOMER_NAME, value: 'Åsa' }, { field: OOI_HEAD.MAILING_ADDRESS1, value: 'Gatan 1' },
    { field: OOI_HEAD.MAILING_ADDRESS2, value: '' }, { field: OOI_HEAD.ZIPCODE, value: '' }, { field: OOI_HEAD.CITY, value: 'Umeå' },
    { field: OOI_HEAD.COUNTRY, value: '' }, { field: OOI_HEAD.CODE_OF_COUNTRY, value: '' }, { field: OOI_HEAD.CARGO_VAT_CODE, value: '1' }, { field: OOI_HEAD.CARGO_AMOUNT, value: 49 },
    { field: OOI_HEAD.LOCAL_REMARK, value: 'samsyn:shop/1001' },
  ])
  assert.equal(made.rows, [
    [
      { field: OOI_ROW.ARTICLE_NUMBER, value: 'A' }, { field: OOI_ROW.QUANTITY2, value: 2 },
      { field: OOI_ROW.PRICE_EACH_CURRENT_CURRENCY, value: 10 }, { field: OOI_ROW.DISCOUNT, value: 0 },
      { field: OOI_ROW.VAT_CODE, value: '2' },
    ],
    [{ field: OOI_ROW.TEXT, value: 'Ring först' }],
  ])
})

test('an invoice delivers what it sells, and a credit is positive in the program', () => {
  const made = makeDocument('invoice', 'credit-1', {
    creditOf: '500', creditCopies: 'nothing', stockReturns: true, rows: { 1: { sku: 'A', quantity: '-2', price: '10.00' } },
  }, about())
  assert.ok(!('problem' in made))
  if ('problem' in made) return
  assert.equal(made.values.slice(0, 4), [
    { field: OOI_HEAD.TYPE_OF_INVOICE, value: 'K' }, { field: OOI_HEAD.CREDIT_INVOICE_COPY_NUMBER, value: 500 },
    { field: OOI_HEAD.CREDIT_INVOICE_COPY_WHAT, value: 2 }, { field: OOI_HEAD.CREDIT_NOTE_STORAGE_AFFECT, value: true },
  ])
  assert.equal(made.rows[0]?.filter(({ field }) => field === OOI_ROW.QUANTITY1 || field === OOI_ROW.QUANTITY2), [
    { field: OOI_ROW.QUANTITY2, value: 2 }, { field: OOI_ROW.QUANTITY1, value: 2 },
  ])
})

test('a sign is turned for a credit, and never dropped', () => {
  const freight = (amount: string) => ({ charges: { freight: { amount, vatRate: 2500 } } })
  const credit = { creditOf: '500', creditCopies: 'nothing' }
  const back = { sku: 'A', quantity: '-1', price: '500.00' }
  const table: readonly [fields: Record<string, unknown>, expected: number | string][] = [
    [freight('49.00'), 49], [{ ...credit, ...freight('-49.00') }, 49], [freight('0.00'), 0],
    [freight('-50.00'), 'VISMA_SIGN_UNKNOWN freight -50.00'], [{ ...credit, ...freight('50.00') }, 'VISMA_SIGN_UNKNOWN freight 50.00'],
    [{ ...credit, rows: { 1: back, 2: { sku: 'B', quantity: '1', price: '50.00' } } }, 'VISMA_SIGN_UNKNOWN row 2 1'],
  ]
  for (const [fields, expected] of table) {
    const made = makeDocument('invoice', '1', fields, about())
    const told = 'problem' in made ? [made.problem.code, made.problem.facts['what'], made.problem.facts['amount']].join(' ')
      : made.values.find(({ field }) => field === OOI_HEAD.CARGO_AMOUNT)?.value
    assert.is(told, expected, JSON.stringify(fields))
  }
})

const discounts = (row: readonly FieldValue[] | undefined) => (row ?? [])
  .filter(({ field }) => field === OOI_ROW.AMOUNT_DISCOUNT_FLAG || field === OOI_ROW.DISCOUNT).map(({ value }) => value)

test('S-077: takes off a row what is ours, as percent or as an amount, and nothing where nothing is ours', () => {
  const row = { sku: 'A', quantity: '2', price: '10.00' }
  const table: readonly [fields: Record<string, unknown>, row: Record<string, unknown>, expected: readonly unknown[] | string][] = [
    [{}, row, [0]], [{}, { ...row, discount: null, discountAmount: null }, [0]], [{}, { ...row, discount: '12.5' }, [12.5]],
    [{}, { ...row, discountAmount: '3.33' }, [true, 3.33]], [{}, { ...row, discount: null, discountAmount: '0.00' }, [true, 0]],
    [{}, { ...row, quantity: '-1', discountAmount: '0.00' }, [true, 0]], [{}, { ...row, quantity: '-1' }, [0]],
    [{}, { ...row, quantity: '-1', discountAmount: '3.33' }, 'VISMA_SIGN_UNKNOWN'], [{}, { ...row, discountAmount: '-3.33' }, 'VISMA_SIGN_UNKNOWN'],
    [{ creditOf: '5', creditCopies: 'nothing' }, { ...row, quantity: '-2', discountAmount: '-3.33' }, [true, 3.33]],
    [{}, { text: 'Ring först' }, []],
  ]
  for (const [fields, one, expected] of table) {
    const made = makeDocument('creditOf' in fields ? 'invoice' : 'order', 'x-1', { ...fields, rows: { 1: one } }, about())
    assert.equal('problem' in made ? made.problem.code : discounts(made.rows[0]), expected, JSON.stringify(one))
  }
})

test('S-077: a discount of nothing and the rest of the head are written, a missing field is never cleared', () => {
  const fields = { priceList: 'A', invoiceDiscount: '0', export: true, vatNo: 'DE123456789', noBackOrder: true }
  const made = makeDocument('order', '1', fields, about())
  assert.equal('problem' in made ? [] : made.values.slice(0, -1), [
    { field: OOI_HEAD.LIST_OF_PRICE_CODE, value: 'A' }, { field: OOI_HEAD.INVOICE_DISCOUNT, value: 0 }, { field: OOI_HEAD.EXPORT, value: true },
    { field: OOI_HEAD.CUSTOMER_INVOICE_VAT_NUMBER, value: 'DE123456789' }, { field: OOI_HEAD.DO_NOT_CREATE_BACKORDER, value: true },
  ])
  const without = about([fact(OOI_HEAD.CODE_OF_COUNTRY, { missing: 208 })])
  const written = (countryCode?: string) => makeDocument('order', '1', { invoiceAddress: { city: 'Umeå', ...(countryCode ? { countryCode } : {}) } }, without)
  assert.ok(!('problem' in written()))
  const refused = written('SE')
  assert.is('problem' in refused ? refused.problem.code : undefined, 'VISMA_NOT_IN_EDITION')
})

test('S-047: a rounding is written where the field can be, and else only compared', () => {
  const at = (rounding: string, writable: boolean, more: Record<string, unknown> = {}) => {
    const made = makeDocument('invoice', 'x-1', { rounding, ...more }, about([fact(OOI_HEAD.ROUND_OFF, { writable })]))
    return 'problem' in made ? made.problem.code : made.values.find(({ field }) => field === OOI_HEAD.ROUND_OFF)?.value
  }
  assert.equal([at('0.00', true), at('-0.50', true), at('0.00', false), at('-0.50', true, { creditOf: '5' })], [0, -0.5, undefined, 0.5])
  const found = differencesOf('1', 'order-1', { rounding: '0.00', gross: '1249.50' }, { rounding: '0.50', gross: '1250.00' })
  assert.equal(found.map(({ facts }) => [facts['what'], facts['meant'], facts['now']]), [['rounding', '0.00', '0.50'], ['gross', '1249.50', '1250.00']])
})

test('refuses in advance what a document has no place for', () => {
  const row = { sku: 'A', quantity: '1' }
  const table: readonly [fields: Record<string, unknown>, code: string][] = [
    [{ rows: { 1: row, 2: row, 3: row, 4: row } }, 'VISMA_TOO_MANY_ROWS'], [{ rows: { 1: { ...row, vatRate: 2400 } } }, 'VISMA_VAT_CODE_MISSING'],
    [{ charges: { giftWrap: { amount: '5.00' } } }, 'VISMA_CHARGE_UNKNOWN'], [{ comment: 'x'.repeat(10) }, 'VISMA_COMMENT_TOO_LONG'],
    [{ rows: { 1: { ...row, price: '1.0000001' } } }, 'VISMA_TOO_FINE'],
    [{ rows: { 1: { ...row, discount: '5', discountAmount: '5.00' } } }, 'VISMA_DISCOUNT_TWICE'], [{ rows: { 1: { ...row, colour: 'red' } } }, 'VISMA_CANNOT_WRITE'],
  ]
  const head = [OOI_HEAD.TEXT1, OOI_HEAD.TEXT2, OOI_HEAD.TEXT3].map((field) => fact(field, { length: 2 }))
  for (const [fields, code] of table) {
    const made = makeDocument('order', '1001', fields, about(head))
    assert.is('problem' in made ? made.problem.code : undefined, code, JSON.stringify(fields))
  }
})

test('never has a place for ROT and RUT, and reads it only to know that it is there', () => {
  const reduction = Object.entries(OOI_HEAD).filter(([name]) => name.startsWith('TAX_REDUCTION')).map(([, field]) => field)
  assert.equal(reduction.filter((field) => HEAD_FIELDS.includes(field)), [OOI_HEAD.TAX_REDUCTION_INCLUDED])
  const everything = Object.fromEntries(['taxReduction', 'TAX_REDUCTION'].map((name) => [name, true]))
  const made = makeDocument('order', '1', everything, about())
  assert.ok(!('problem' in made) && made.values.every(({ field }) => !reduction.includes(field as never)))
})

const HEAD = {
  [OOI_HEAD.DOCUMENT_NUMBER]: 500, [OOI_HEAD.CUSTOMER_NUMBER]: 'K1', [OOI_HEAD.LOCAL_REMARK]: 'samsyn:shop/1001', [OOI_HEAD.TOTAL_AMOUNT]: 125,
  [OOI_HEAD.EXCLUDING_OF_VAT]: 100, [OOI_HEAD.VAT_AMOUNT]: 25, [OOI_HEAD.BASIS_OF_VAT1]: 100, [OOI_HEAD.AMOUNT_OF_VAT1]: 25,
  [OOI_HEAD.SET_OF_VAT1]: 25, [OOI_HEAD.BALANCE]: 125, [OOI_HEAD.CARGO_AMOUNT]: 20, [OOI_HEAD.CARGO_VAT_CODE]: '1',
  [OOI_HEAD.TEXT1]: 'Lämnas', [OOI_HEAD.TEXT2]: 'vid dörren',
}
const ROW = {
  [OOI_ROW.ARTICLE_NUMBER]: 'A', [OOI_ROW.QUANTITY1]: 1.5, [OOI_ROW.QUANTITY2]: 2.5, [OOI_ROW.PRICE_EACH_CURRENT_CURRENCY]: 40,
  [OOI_ROW.AMOUNT_CURRENT_CURRENCY]: 100, [OOI_ROW.VAT_CODE]: '1',
}

test('reads a document with rows, charges, VAT by rate and its mark', () => {
  const { fields, key, states } = readDocument('order', { head: cells(HEAD), rows: [cells(ROW)] }, RATES, SETTINGS)
  assert.is(key, '1001')
  assert.is(states.partlyDelivered, true)
  assert.equal([fields['net'], fields['vat'], fields['gross'], fields['comment']], ['100.00', '25.00', '125.00', 'Lämnas vid dörren'])
  assert.equal(fields['taxLines'], { 2500: { base: '100.00', vat: '25.00' } })
  assert.equal(fields['charges'], { freight: { amount: '20.00', vatRate: 2500 } })
  const { sku, quantity, delivered, price, amount, vatRate } = (fields['rows'] as Record<string, Record<string, unknown>>)['1'] ?? {}
  assert.equal([sku, quantity, delivered, price, amount, vatRate], ['A', '2.5', '1.5', '40.00', '100.00', 2500])
})

test('reads a discount as percent or as an amount, as the flag says', () => {
  const shown = (more: Readonly<Record<number, Cell>>, head = {}) => {
    const read = readDocument('invoice', { head: cells({ ...HEAD, ...head }), rows: [cells({ ...ROW, ...more })] }, RATES, SETTINGS)
    const { discount, discountAmount } = (read.fields['rows'] as Record<string, Record<string, unknown>>)['1'] ?? {}
    return [discount, discountAmount]
  }
  assert.equal(shown({ [OOI_ROW.DISCOUNT]: 10 }), ['10', null])
  assert.equal(shown({ [OOI_ROW.DISCOUNT]: 10, [OOI_ROW.AMOUNT_DISCOUNT_FLAG]: true }), [null, '10.00'])
  assert.equal(shown({ [OOI_ROW.DISCOUNT]: 10, [OOI_ROW.AMOUNT_DISCOUNT_FLAG]: true }, { [OOI_HEAD.TYPE_OF_INVOICE]: 'K' }), [null, '-10.00'])
})

test('reads a credit as what it gives back', () => {
  const head = { ...HEAD, [OOI_HEAD.TYPE_OF_INVOICE]: 'K', [OOI_HEAD.NUMBER_OF_ORIGINAL_INVOICE]: 400 }
  const read = readDocument('invoice', { head: cells(head), rows: [cells(ROW)] }, RATES, SETTINGS)
  assert.is(read.original, '400')
  assert.equal([read.fields['gross'], read.fields['net'], read.balance], ['-125.00', '-100.00', '-125.00'])
  assert.equal(read.fields['taxLines'], { 2500: { base: '-100.00', vat: '-25.00' } })
  const { quantity, price, amount } = (read.fields['rows'] as Record<string, Record<string, unknown>>)['1'] ?? {}
  assert.equal([quantity, price, amount], ['-2.5', '40.00', '-100.00'])
})

test('a document keeps the rate that it was counted with', () => {
  const old = { ...HEAD, [OOI_HEAD.SET_OF_VAT1]: 12 }
  const { fields } = readDocument('order', { head: cells(old), rows: [] }, RATES, SETTINGS)
  assert.equal(fields['taxLines'], { 1200: { base: '100.00', vat: '25.00' } })
})

test('tells each difference between what was meant and what stands, and nothing else', () => {
  const stands = { currency: 'SEK', export: false, invoiceDiscount: '0', rows: { 1: { sku: '007', quantity: '2', price: '10.00', discount: '0', vatRate: 2500, unit: 'st' } }, charges: { freight: { amount: '49.00', vatRate: 2500 } }, net: '16.00', vat: '4.00', gross: '20.00', taxLines: { 2500: { base: '16.00', vat: '4.00' } } }
  const table: readonly [meant: Record<string, unknown>, what: string[]][] = [
    [{}, []], [stands, []], [{ rows: { 1: { sku: '007', quantity: '2.000', price: '10' } } }, []], [{ gross: '20' }, []],
    [{ rows: { 1: { sku: '7', quantity: '2' } } }, ['row 1 sku']], [{ rows: {} }, ['rows']], [{ rows: { 1: {}, 2: {} } }, ['rows']],
    [{ rows: { 1: { quantity: '1', vatRate: 1200 } } }, ['row 1 quantity', 'row 1 vatRate']], [{ gross: '20.01' }, ['gross']],
    [{ taxLines: { 2500: { base: '16.00', vat: '4.01' } } }, ['VAT at 25 %, vat']],
    [{ rows: { 1: { sku: '007', discountAmount: '0.00' } } }, []], [{ rows: { 1: { sku: '007', discountAmount: '1.00' } } }, ['row 1 discountAmount']],
    [{ currency: 'SEK', export: false, invoiceDiscount: '0.00' }, []], [{ currency: 'EUR', export: true, invoiceDiscount: '10' }, ['currency', 'invoiceDiscount', 'export']],
    [{ charges: { freight: { amount: '49.0' } } }, []], [{ charges: { freight: { amount: '-49.00' } } }, ['freight amount']],
    [{ charges: { fee: { amount: '10.00' } } }, ['fee amount']], [{ charges: { fee: { amount: '0.00' } } }, []],
    [{ taxLines: { 1200: { base: '16.00', vat: '4.00' } } }, ['VAT at 12 %, base', 'VAT at 12 %, vat', 'VAT at 25 %, base', 'VAT at 25 %, vat']],
  ]
  for (const [meant, what] of table) {
    const found = differencesOf('1001', 'order-1', meant, stands)
    assert.equal(found.map(({ facts }) => facts['what']), what, JSON.stringify(meant))
    assert.ok(found.every(({ code, level, facts }) => code === 'VISMA_DOCUMENT_DIFFERS' && level === 'warning' && facts['document'] === 'order-1'))
  }
})

function link(kind: 'order' | 'invoice', number: string, more: Partial<HeadLinks> = {}): HeadLinks {
  return { kind, number, customer: 'K1', connections: [], original: null, credit: false, cancelled: false, key: undefined, ...more }
}

test('what is linked is one family, and what only carries our mark is a doubt', () => {
  const table: readonly [title: string, heads: HeadLinks[], family: string[] | undefined, code?: string][] = [
    ['nothing', [link('order', '1')], undefined],
    ['alone', [link('order', '1', { key: 'X' }), link('order', '2')], ['order-1']],
    ['invoiced', [link('order', '1', { key: 'X', connections: ['9'] }), link('invoice', '9', { connections: ['1'] })], ['order-1', 'invoice-9']],
    ['named by one side', [link('order', '1', { key: 'X' }), link('invoice', '9', { connections: ['1'] })], ['order-1', 'invoice-9']],
    ['back order with the mark', [link('order', '1', { key: 'X', connections: ['2'] }), link('order', '2', { key: 'X' })], ['order-1', 'order-2']],
    ['unlinked with the mark', [link('order', '1', { key: 'X' }), link('order', '2', { key: 'X' })], ['order-1'], 'VISMA_REFERENCE_TWICE'],
    ['cancelled and made anew', [link('order', '1', { key: 'X', cancelled: true }), link('order', '2', { key: 'X' })], ['order-2']],
    ['both cancelled', [link('order', '1', { key: 'X', cancelled: true }), link('order', '2', { key: 'X', cancelled: true })], ['order-1']],
    ['another customer', [link('order', '1', { key: 'X', connections: ['9'] }), link('invoice', '9', { customer: 'K2' })], ['order-1']],
    ['credited', [link('invoice', '9', { key: 'X' }), link('invoice', '10', { original: '9', credit: true })], ['invoice-9', 'invoice-10']],
    // An order and an invoice with the same number: the one that names it back is meant.
    ['same number twice', [link('order', '1', { key: 'X', connections: ['9'] }), link('order', '9'), link('invoice', '9', { connections: ['1'] })], ['order-1', 'invoice-9']],
    ['same number twice, and the two belong together', [
      link('order', '1', { key: 'X', connections: ['1', '2'] }), link('invoice', '1', { connections: ['1'] }), link('order', '2', { connections: ['2', '3'] }),
      link('invoice', '2', { connections: ['2'] }), link('order', '3', { connections: ['2'] }),
    ], ['order-1', 'invoice-1', 'order-2', 'invoice-2', 'order-3']],
    ['two orders whose invoices have each other\'s numbers', [
      link('order', '1', { key: 'X', connections: ['2'] }), link('invoice', '2', { key: 'X', connections: ['1'] }),
      link('order', '2', { key: 'Y', connections: ['1'] }), link('invoice', '1', { key: 'Y', connections: ['2'] }),
    ], ['order-1', 'invoice-2']],
    ['and the invoices carry no mark', [
      link('order', '1', { key: 'X', connections: ['2'] }), link('invoice', '2', { connections: ['1'] }),
      link('order', '2', { key: 'Y', connections: ['1'] }), link('invoice', '1', { connections: ['2'] }),
    ], ['order-1', 'invoice-2']],
    ['and the other order is nobody\'s', [
      link('order', '1', { key: 'X', connections: ['2'] }), link('invoice', '2', { key: 'X', connections: ['1'] }),
      link('order', '2', { connections: ['1'] }), link('invoice', '1', { connections: ['2'] }),
    ], ['order-1', 'invoice-2']],
    ['back order and invoice have one number, named twice', [link('order', '1', { key: 'X', connections: ['9', '9'] }), link('order', '9', { connections: ['1'] }), link('invoice', '9', { connections: ['1'] })], ['order-1', 'order-9', 'invoice-9']],
    ['one invoice for two orders', [link('order', '1', { key: 'X', connections: ['5'] }), link('invoice', '5', { key: 'Y', connections: ['2', '1'] }), link('order', '2', { key: 'Y', connections: ['5'] })], ['order-1'], 'VISMA_LINK_UNCLEAR'],
    ['one invoice for two orders, without a mark', [link('order', '1', { key: 'X', connections: ['5'] }), link('invoice', '5', { connections: ['2', '1'] }), link('order', '2', { key: 'Y', connections: ['5'] })], ['order-1', 'invoice-5', 'order-2'], 'VISMA_ORDERS_TOGETHER'],
    ['same number twice, and neither names anybody', [link('order', '1', { key: 'X', connections: ['9'] }), link('order', '9'), link('invoice', '9')], ['order-1'], 'VISMA_LINK_UNCLEAR'],
  ]
  for (const [title, heads, family, code] of table) {
    const found = familyOf('X', heads)
    assert.equal(found?.family.map(({ kind, number }) => `${kind}-${number}`), family, title)
    assert.is(found?.problem?.code, code, title)
  }
  assert.is(firstOf([link('invoice', '3'), link('order', '20'), link('order', '5')]).number, '5')
})

function stands(kind: 'order' | 'invoice', states: Partial<ReadDocument['states']>, more: Partial<ReadDocument> = {}): ReadDocument {
  const all = { notDone: false, printed: false, delivered: false, partlyDelivered: false, cancelled: false, ...states }
  return { ...link(kind, '1'), states: all, balance: '0.00', taxReduction: false, fields: { gross: '100.00' }, ...more }
}

test('tells the latest event of a family', () => {
  const order = (states: Partial<ReadDocument['states']>) => stands('order', states)
  const owed = stands('invoice', { printed: true }, { balance: '100.00' })
  const paid = stands('invoice', { printed: true })
  const credit = stands('invoice', { printed: true }, { credit: true, fields: { gross: '-100.00' } })
  const part = stands('invoice', { printed: true }, { credit: true, fields: { gross: '-40.00' } })
  const table: readonly [family: ReadDocument[], event: string][] = [
    [[order({})], 'transferred'], [[order({ printed: true })], 'confirmed'], [[order({ partlyDelivered: true, printed: true })], 'partlyDelivered'],
    [[order({ delivered: true })], 'delivered'], [[order({ delivered: true }), order({})], 'backordered'],
    [[order({ delivered: true }), owed], 'invoiced'], [[order({ delivered: true }), paid], 'paid'], [[order({ delivered: true }), paid, credit], 'credited'],
    [[order({ delivered: true }), paid, part], 'paid'], [[order({ cancelled: true })], 'cancelled'],
    [[order({ cancelled: true }), stands('order', { cancelled: true })], 'cancelled'], [[order({ delivered: true }), stands('invoice', {})], 'delivered'],
    [[order({ delivered: true }), order({}), owed], 'backordered'], [[owed], 'invoiced'],
  ]
  for (const [family, event] of table) assert.is(eventOf(family), event, event)
})

test.run()
