// What documents do to stock: laws that hold after any deed on any documents, with figures read through the API.
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ARTICLE, DB, RC } from '../../engine/connect/visma/adk.js'
import { BOOKING_HEAD as B, MANUAL_DELIVERY_IN as M, OOI_HEAD as H, OOI_ROW as R } from '../../engine/connect/visma/adk-fields.js'
import {
  addDocument, addRecord, change, figure, hang, inCompany, line, NET_PRICES, numberOf, read, setAll, walked, type Company, type Values,
} from '../kit/adk-company.js'
import { law } from '../kit/random.js'

const test = suite('visma simulator stock')
const GOODS = ['25', '12', '6', '0'] as const
const ARTICLES = [...GOODS, 'P', 'T']
const START = 100
const QUANTITIES = [0, 1, 2, 5, 0.5, 1.25, 0.1, 0.3, 40]

/** What lies in one of the article. */
const contents = (article: string): readonly (readonly [article: string, times: number])[] => article === 'P' ? [['25', 2], ['12', 1]] : [[article, 1]]
const thousandths = (value: number) => Math.round(value * 1000)

type Sums = Map<string, number>
function count(sums: Sums, article: string, quantity: number): void {
  for (const [one, times] of contents(article)) sums.set(one, (sums.get(one) ?? 0) + thousandths(quantity) * times)
}

/** What the documents say, in thousandths: what still waits, and what has gone or come. */
function told(it: Company): { reserved: Sums; moved: Sums } {
  const { api } = it
  const reserved: Sums = new Map()
  const moved: Sums = new Map()
  const rowsOf = (db: number, number: number, each: (head: ReturnType<typeof read>, row: { article: string; delivered: number; ordered: number }) => void) => {
    const head = read(it, db, number)
    for (let at = 0; at < api.getDouble(head, H.NROWS).value; at += 1) {
      const row = api.getData(head, H.ROWS, at).value
      const article = api.getStr(row, R.ARTICLE_NUMBER, 20).value
      if (article !== '') each(head, { article, delivered: api.getDouble(row, R.QUANTITY1).value, ordered: api.getDouble(row, R.QUANTITY2).value })
    }
  }
  for (const number of walked(it, DB.ORDER_HEAD, 9)) {
    rowsOf(DB.ORDER_HEAD, number, (head, { article, delivered, ordered }) => {
      const is = (field: number) => api.getBool(head, field).value
      if (is(H.DOCUMENT_CANCELLED)) return
      const isOver = is(H.ORDER_DELIVERED) && is(H.DO_NOT_CREATE_BACKORDER)
      if (!isOver) count(reserved, article, Math.max(0, ordered - delivered))
      if (is(H.ORDER_DELIVERED)) count(moved, article, -delivered)
    })
  }
  for (const number of walked(it, DB.INVOICE_HEAD, 12)) {
    rowsOf(DB.INVOICE_HEAD, number, (head, { article, delivered }) => {
      if (api.getBool(head, H.DOCUMENT_CANCELLED).value || api.getBool(head, H.DOCUMENT_NOT_DONE).value) return
      const isCredit = api.getStr(head, H.TYPE_OF_INVOICE, 2).value === 'K'
      if (!isCredit) count(moved, article, -delivered)
      else if (api.getBool(head, H.CREDIT_NOTE_STORAGE_AFFECT).value) count(moved, article, delivered)
    })
  }
  for (const [db, sign] of [[DB.MANUAL_DELIVERY_IN, 1], [DB.MANUAL_DELIVERY_OUT, -1]] as const) {
    const data = api.createData(db)
    for (let rc = api.first(data).rc; rc === RC.OK; rc = api.next(data).rc) {
      if (!api.getBool(data, M.CANCELLED).value) count(moved, api.getStr(data, M.ARTICLE_NUMBER, 20).value, sign * api.getDouble(data, M.QUANTITY).value)
    }
  }
  return { reserved, moved }
}

/** One deed, read off a number. Refusals are answers too: they must change nothing. */
function act(it: Company, from: number): void {
  let left = from
  const choose = (among: number) => {
    const choice = left % among
    left = Math.floor(left / among)
    return choice
  }
  const quantity = () => QUANTITIES[choose(QUANTITIES.length)] as number
  const article = () => ARTICLES[choose(ARTICLES.length)] as string
  const rows = () => Array.from({ length: 1 + choose(2) }, () => line(article(), quantity(), 10, { [R.QUANTITY1]: quantity() }))
  const orders = walked(it, DB.ORDER_HEAD, 9)
  const invoices = walked(it, DB.INVOICE_HEAD, 12)
  const kind = choose(12)
  const order = orders[choose(Math.max(1, orders.length))]
  const invoice = invoices[choose(Math.max(1, invoices.length))]
  if (kind <= 2) addDocument(it, DB.ORDER_HEAD, { ...NET_PRICES, [H.DO_NOT_CREATE_BACKORDER]: choose(2) === 0 }, rows())
  else if (kind === 3) addDocument(it, DB.INVOICE_HEAD, { ...NET_PRICES, [H.DOCUMENT_NOT_DONE]: choose(3) === 0 }, rows())
  else if (kind === 4) {
    const manual = { [M.ARTICLE_NUMBER]: article(), [M.QUANTITY]: quantity(), [M.PRICE_EACH]: 1 }
    addRecord(it, choose(2) === 0 ? DB.MANUAL_DELIVERY_IN : DB.MANUAL_DELIVERY_OUT, manual)
  } else if (kind === 5 && invoice !== undefined) {
    addDocument(it, DB.INVOICE_HEAD, {
      [H.CUSTOMER_NUMBER]: 'K1', [H.CREDIT_INVOICE_COPY_NUMBER]: invoice, [H.CREDIT_INVOICE_COPY_WHAT]: 0, [H.CREDIT_NOTE_STORAGE_AFFECT]: choose(2) === 0,
    }, [])
  } else if (kind === 6 && invoice !== undefined) {
    const states: readonly Values[] = [{ [H.DOCUMENT_CANCELLED]: true }, { [H.DOCUMENT_NOT_DONE]: false }, { [H.DOCUMENT_NOT_DONE]: true }, { [H.DOCUMENT_PRINTED]: true }]
    change(it, DB.INVOICE_HEAD, invoice, states[choose(states.length)] as Values)
  } else if (order === undefined) return
  else if (kind === 7) change(it, DB.ORDER_HEAD, order, { [H.ORDER_DELIVERED]: true })
  else if (kind === 8) change(it, DB.ORDER_HEAD, order, choose(2) === 0 ? { [H.DOCUMENT_CANCELLED]: true } : { [H.DOCUMENT_PRINTED]: true })
  else if (kind === 9) change(it, DB.ORDER_HEAD, order, {}, { 0: { [choose(2) === 0 ? R.QUANTITY1 : R.QUANTITY2]: quantity() } })
  else if (kind === 10) it.api.deleteRow(read(it, DB.ORDER_HEAD, order), 1 + choose(2))
  else {
    const head = read(it, DB.ORDER_HEAD, order)
    const added = rows()
    hang(it, head, added, it.api.getDouble(head, H.NROWS).value)
    it.api.update(head)
  }
}

function holds(it: Company): void {
  const { reserved, moved } = told(it)
  for (const article of GOODS) {
    const inStock = thousandths(figure(it, article, ARTICLE.QUANTITY_IN_STOCK))
    const isReserved = thousandths(figure(it, article, ARTICLE.QUANTITY_RESERVED))
    assert.is(isReserved, reserved.get(article) ?? 0, `reserved ${article}`)
    assert.is(inStock, thousandths(START) + (moved.get(article) ?? 0), `in stock ${article}`)
    assert.is(thousandths(figure(it, article, ARTICLE.DISPOSABLE_IN_STOCK)), inStock - isReserved, `disposable ${article}`)
  }
  for (const article of ['P', 'T']) {
    assert.equal([ARTICLE.QUANTITY_IN_STOCK, ARTICLE.QUANTITY_RESERVED].map((field) => figure(it, article, field)), [0, 0], article)
  }
}

test('reserved is what open orders wait for, on hand what documents moved, free what is left: after every deed', async () => {
  const deeds = fc.array(fc.nat(2 ** 30), { minLength: 1, maxLength: 14, size: 'max' })
  await law(60, deeds, (numbers) => inCompany((it) => {
    for (const number of numbers) {
      act(it, number)
      holds(it)
    }
  }))
})

test('figures of one order through its life', () => {
  const table: readonly [what: string, deed: (it: Company, number: number) => number, inStock: number, reserved: number][] = [
    ['picked', (it, number) => change(it, DB.ORDER_HEAD, number, {}, { 0: { [R.QUANTITY1]: 3 } }), 100, 2],
    ['more than ordered', (it, number) => change(it, DB.ORDER_HEAD, number, {}, { 0: { [R.QUANTITY1]: 7 } }), 100, 0],
    ['delivered', (it, number) => change(it, DB.ORDER_HEAD, number, { [H.ORDER_DELIVERED]: true }, { 0: { [R.QUANTITY1]: 3 } }), 97, 2],
    ['delivered, no back order', (it, number) => change(it, DB.ORDER_HEAD, number, { [H.ORDER_DELIVERED]: true, [H.DO_NOT_CREATE_BACKORDER]: true }, { 0: { [R.QUANTITY1]: 3 } }), 97, 0],
    ['cancelled', (it, number) => change(it, DB.ORDER_HEAD, number, { [H.DOCUMENT_CANCELLED]: true }), 100, 0],
    ['row deleted', (it, number) => it.api.deleteRow(read(it, DB.ORDER_HEAD, number), 1).rc, 100, 0],
    ['refused', (it, number) => Number(change(it, DB.ORDER_HEAD, number, { [H.PROJECT_CODE]: '11' }, { 0: { [R.QUANTITY2]: 50 } }) === 0), 100, 5],
  ]
  for (const [what, deed, inStock, reserved] of table) {
    inCompany((it) => {
      const number = numberOf(it, DB.ORDER_HEAD, [line('25', 5)])
      assert.is(figure(it, '25', ARTICLE.QUANTITY_RESERVED), 5)
      assert.is(deed(it, number), 0, what)
      assert.equal([figure(it, '25', ARTICLE.QUANTITY_IN_STOCK), figure(it, '25', ARTICLE.QUANTITY_RESERVED)], [inStock, reserved], what)
    })
  }
})

test('offers reserve nothing, packages what lies in them', () => {
  inCompany((it) => {
    numberOf(it, DB.OFFER_HEAD, [line('25', 5)])
    assert.is(figure(it, '25', ARTICLE.QUANTITY_RESERVED), 0)
    numberOf(it, DB.ORDER_HEAD, [line('P', 3), line('25', 1)])
    assert.equal(['25', '12', 'P'].map((article) => figure(it, article, ARTICLE.QUANTITY_RESERVED)), [7, 3, 0])
  })
})

test('what is bought is on order until it has come', () => {
  inCompany((it) => {
    const { rc, head } = addDocument(it, DB.BOOKING_HEAD, { [B.SUPPLIER_NAME]: 'Leverantören' }, [{ [R.ARTICLE_NUMBER]: '25', [R.QUANTITY2]: 20 }])
    assert.is(rc, RC.OK)
    const number = it.api.getDouble(head, B.DOCUMENT_NUMBER).value
    const figures = () => [ARTICLE.QUANTITY_IN_STOCK, ARTICLE.ORDERED_QUANTITY].map((field) => figure(it, '25', field))
    assert.equal(figures(), [100, 20])
    const come = (values: Values, quantity?: number) => {
      const found = it.api.createData(DB.BOOKING_HEAD)
      setAll(it.api, found, { [B.DOCUMENT_NUMBER]: number })
      assert.is(it.api.find(found).rc, RC.OK)
      if (quantity !== undefined) setAll(it.api, it.api.getData(found, B.ROWS, 0).value, { [R.QUANTITY1]: quantity })
      return setAll(it.api, found, values) || it.api.update(found).rc
    }
    assert.is(come({}, 8), 0)
    assert.equal(figures(), [108, 12])
    assert.is(come({ [B.DELIVERED]: true }), 0)
    assert.equal(figures(), [108, 0])
    assert.is(come({ [B.CANCELLED]: true }), 13)
  })
})

test('an invoice takes its goods once, and a credit brings them back where it says so', () => {
  inCompany((it) => {
    const number = numberOf(it, DB.INVOICE_HEAD, [line('25', 4)])
    assert.is(figure(it, '25', ARTICLE.QUANTITY_IN_STOCK), 96)
    assert.is(change(it, DB.INVOICE_HEAD, number, { [H.DOCUMENT_PRINTED]: true }), 0)
    assert.is(figure(it, '25', ARTICLE.QUANTITY_IN_STOCK), 96)
    for (const [affects, inStock] of [[false, 96], [true, 100]] as const) {
      const { rc } = addDocument(it, DB.INVOICE_HEAD, {
        [H.CUSTOMER_NUMBER]: 'K1', [H.CREDIT_INVOICE_COPY_NUMBER]: number, [H.CREDIT_INVOICE_COPY_WHAT]: 0, [H.CREDIT_NOTE_STORAGE_AFFECT]: affects,
      }, [])
      assert.is(rc, RC.OK)
      assert.is(figure(it, '25', ARTICLE.QUANTITY_IN_STOCK), inStock)
    }
  })
})

test.run()
