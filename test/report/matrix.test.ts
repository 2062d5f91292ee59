import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { matrixCsv, systemMatrixMarkdown, systemMatrixText, systemRows } from '../../engine/report/matrix-system.js'
import { matrixMarkdown, matrixOf, matrixText, type MatrixSpecs } from '../../engine/report/matrix.js'
import { compare } from '../kit/golden.js'

const test = suite('matrix')

const habits = { conditionalWrite: false, stablePaging: true, readDelayMs: 0, batchMax: 1, parallelMax: 1, pageMax: 100 }
const entity = { key: 'sku', of: 'thing', after: [], retire: { how: 'never' as const } }

const SPECS: MatrixSpecs = {
  modes: {
    'one-way': { id: 'one-way', title: 'One way', streams: { product: { from: 'erp', policy: 'p' }, stock: { from: 'erp', policy: 'p', optional: true }, order: { from: 'shop', policy: 'p' } } },
    other: { id: 'other', title: 'The other way', streams: { product: { from: 'shop', policy: 'p' } } },
  },
  systems: {
    ledger: { id: 'ledger', title: 'Ledger', role: 'erp', driver: 'ledger', identity: ['company'], habits, can: {
      product: { list: 'verified', fields: { sku: { read: 'verified', write: 'verified', onlyAtCreate: true, lengthMax: 16, as: 'NR', label: 'Nummer', column: 'ART_NR' }, name: { read: 'verified', write: 'verified', lengthMax: 60 }, weight: { read: 'verified', write: 'assumed' } } },
      order: { create: 'assumed', fields: { number: { write: 'assumed', as: 'ORDER_NR' } } },
      stock: { list: 'verified', why: 'figures follow from deliveries', fields: { sku: { read: 'verified' }, onHand: { read: 'verified' } } } } },
    web: { id: 'web', title: 'Web|shop', role: 'shop', driver: 'web', identity: ['url'], habits, can: {
      product: { list: 'verified', fields: { sku: { read: 'verified', write: 'verified' }, name: { read: 'verified', write: 'verified' }, weight: { read: 'verified', write: 'verified', placesMax: 2 }, text: { read: 'verified', write: 'verified' } } },
      stock: { list: 'verified', fields: { sku: { read: 'verified' }, quantity: { read: 'verified', write: 'verified' } } } } },
  },
  entities: {
    stock: { ...entity, id: 'stock', title: 'Stock level', built: true, fields: { sku: { type: 'code', title: 'Number' }, onHand: { type: 'decimal', title: 'On hand' }, quantity: { type: 'integer', title: 'Level' } } },
    product: { ...entity, id: 'product', title: 'Article', swedish: 'Artikel', built: true, fields: { sku: { type: 'code', title: 'Number' }, name: { type: 'text', title: 'Name' },
      weight: { type: 'decimal', title: 'Weight', note: 'In kilograms.' }, text: { type: 'html', title: 'Text' } } },
    order: { ...entity, id: 'order', title: 'Order', built: false, fields: { number: { type: 'code', title: 'Number' } } },
  },
}

test('the matrix as text and Markdown', () => {
  const matrix = matrixOf(SPECS)
  compare('report/matrix', matrixText(matrix))
  compare('report/matrix-markdown', matrixMarkdown(matrix))
})

test('the matrix of one system, with its own names, also where the stream is not built yet', () => {
  const matrix = matrixOf(SPECS)
  compare('report/matrix-system', systemMatrixText(matrix, 'ledger'))
  compare('report/matrix-system-markdown', systemMatrixMarkdown(matrix, 'ledger'))
  assert.equal(systemRows(matrix, 'ledger').map((one) => `${one.register}.${one.field}`),
    ['product.sku', 'product.name', 'product.weight', 'stock.sku', 'stock.onHand', 'order.number'])
})

test('the matrix as CSV: a line for each field, quoted where it must be, and no cell is a formula', () => {
  const matrix = matrixOf(SPECS)
  const lines = matrixCsv(matrix, ['web', 'ledger']).split('\r\n')
  assert.is(lines[0], 'system,register,field,title,name,in the program,reads,writes,limits,one-way,other,note')
  assert.is(lines.length, 1 + 6 + 6 + 1, 'a head, the fields of both, the end')
  assert.ok(lines.includes('ledger,product,sku,Number,NR,Nummer (ART_NR),verified,"verified, only at create",16 characters,"erp → shop, key","shop → erp, key",'))
  const hostile = structuredClone(matrix) as typeof matrix & { entities: { fields: { title: string }[] }[] }
  hostile.entities[0]!.fields[0]!.title = '=HYPERLINK("x")'
  assert.match(matrixCsv(hostile, ['web']), `,"'=HYPERLINK(""x"")",`)
})

test('a field is carried only where one side surely shows it and the other surely takes it', () => {
  const product = matrixOf(SPECS).entities.find((one) => one.entity === 'product')
  const ways = (field: string): unknown => product?.fields.find((one) => one.field === field)?.modes
  assert.equal(ways('sku'), { 'one-way': { from: 'erp', how: 'key' }, other: { from: 'shop', how: 'key' } })
  assert.equal(ways('name'), { 'one-way': { from: 'erp', how: 'carried' }, other: { from: 'shop', how: 'carried' } })
  assert.equal(ways('weight'), { 'one-way': { from: 'erp', how: 'carried' } })
  assert.equal(ways('text'), {})
})

test('what the source cannot show at all is computed', () => {
  const stock = matrixOf(SPECS).entities.find((one) => one.entity === 'stock')
  assert.equal(stock?.fields.find((one) => one.field === 'quantity')?.modes, { 'one-way': { from: 'erp', how: 'computed', optional: true } })
})

test('registers that are not built come last and say so', () => {
  const matrix = matrixOf(SPECS)
  assert.is(matrix.entities.at(-1)?.entity, 'order')
  assert.match(matrixText(matrix), /order {2}Order {2}one-way: shop → erp\n {2}not built yet/)
})

test.run()
