// Rows of documents as the API counts them, number series, the parts of the registers that sort orders show, and dates.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DB, ORDER as BY, RC, WARNING, type AdkData } from '../../engine/connect/visma/adk.js'
import { CUSTOMER as C, CUSTOMER_PAYMENT as P, MANUAL_DELIVERY_IN as M, OOI_HEAD as H, OOI_ROW as R } from '../../engine/connect/visma/adk-fields.js'
import {
  addDocument, addRecord, change, edit, hang, inCompany, line, NET_PRICES, numberOf, read, setAll, walked, type Company, type Values,
} from '../kit/adk-company.js'

const test = suite('visma simulator rows')
const ORDER = DB.ORDER_HEAD

/** What the rows of the head say, as "article×quantity" or their text. */
function rowsOf({ api }: Company, head: AdkData): string[] {
  return Array.from({ length: api.getDouble(head, H.NROWS).value }, (_, at) => {
    const row = api.getData(head, H.ROWS, at).value
    const article = api.getStr(row, R.ARTICLE_NUMBER, 20).value
    return article === '' ? api.getStr(row, R.TEXT, 70).value : `${article}×${api.getDouble(row, R.QUANTITY2).value}`
  })
}

const THREE = [line('25', 1), line('12', 2), { [R.TEXT]: 'Ring först' }]

test('reads rows from 0, and none beside them', () => {
  inCompany((it) => {
    const head = read(it, ORDER, numberOf(it, ORDER, THREE))
    assert.equal(rowsOf(it, head), ['25×1', '12×2', 'Ring först'])
    for (const [index, rc] of [[-1, 111], [0, 0], [2, 0], [3, 111], [1.5, 111]] as const) {
      assert.is(it.api.getData(head, H.ROWS, index).error.rc, rc, String(index))
    }
    const numbers = [0, 1, 2].map((at) => it.api.getDouble(it.api.getData(head, H.ROWS, at).value, R.ROWNUMBER).value)
    assert.equal(numbers, [1, 2, 3])
  })
})

test('hangs new rows after those that are there: blank ones before them change nothing', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, THREE)
    const before = it.api.getDouble(read(it, ORDER, number), H.TOTAL_AMOUNT).value
    const head = read(it, ORDER, number)
    assert.is(hang(it, head, [line('6', 4, 100)], 3), RC.OK)
    assert.is(it.api.update(head).rc, RC.OK)
    assert.equal(rowsOf(it, head), ['25×1', '12×2', 'Ring först', '6×4'])
    assert.equal(rowsOf(it, read(it, ORDER, number)), ['25×1', '12×2', 'Ring först', '6×4'])
    assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, before + 424)
    assert.is(it.api.getDouble(it.api.getData(head, H.ROWS, 1).value, R.PRICE_EACH_CURRENT_CURRENCY).value, 10)
  })
})

test('what is set in a leading row is changed there', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, THREE)
    const head = read(it, ORDER, number)
    assert.is(hang(it, head, [{ [R.QUANTITY2]: 5 }, {}, {}, line('6', 1)], 0), RC.OK)
    assert.is(it.api.update(head).rc, RC.OK)
    assert.equal(rowsOf(it, read(it, ORDER, number)), ['25×5', '12×2', 'Ring först', '6×1'])
  })
})

test('fewer rows than there are is no way to delete one', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, THREE)
    const head = read(it, ORDER, number)
    hang(it, head, [{}, {}])
    assert.is(it.api.update(head).rc, 111)
    assert.equal(rowsOf(it, read(it, ORDER, number)), ['25×1', '12×2', 'Ring först'])
  })
})

test('deletes rows by their number from 1, and those after it move up', () => {
  const table: readonly [number: number, rc: number, left: readonly string[]][] = [
    [1, 0, ['12×2', 'Ring först']], [2, 0, ['25×1', 'Ring först']], [3, 0, ['25×1', '12×2']], [0, 111, ['25×1', '12×2', 'Ring först']],
    [4, 111, ['25×1', '12×2', 'Ring först']], [-1, 111, ['25×1', '12×2', 'Ring först']], [1.5, 111, ['25×1', '12×2', 'Ring först']],
  ]
  for (const [row, rc, left] of table) {
    inCompany((it) => {
      const number = numberOf(it, ORDER, THREE)
      const head = read(it, ORDER, number)
      const held = it.api.getData(head, H.ROWS, 0).value
      assert.is(it.api.deleteRow(head, row).rc, rc, String(row))
      assert.equal(rowsOf(it, head), left)
      assert.equal(rowsOf(it, read(it, ORDER, number)), left)
      // Rows that were handed out before belong to what was there then.
      if (rc === 0) assert.is(it.api.getStr(held, R.ARTICLE_NUMBER, 20).error.rc, RC.INVALID_STRUCT)
      const numbers = left.map((_, at) => it.api.getDouble(it.api.getData(head, H.ROWS, at).value, R.ROWNUMBER).value)
      assert.equal(numbers, left.map((_, at) => at + 1))
    })
  }
})

test('deletes from the end until nothing is left, and the document is worth nothing then', () => {
  inCompany((it) => {
    const head = read(it, ORDER, numberOf(it, ORDER, THREE))
    for (const row of [3, 2, 1]) assert.is(it.api.deleteRow(head, row).rc, 0)
    assert.is(it.api.deleteRow(head, 1).rc, 111)
    assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, 0)
    assert.is(it.api.deleteRow(it.api.createData(ORDER), 1).rc, RC.NOT_FOUND)
  })
})

test('takes two hundred rows, and no more unless the installation does', () => {
  const many = (count: number) => Array.from({ length: count }, () => line('25', 1, 1))
  const table: readonly [rows: number, rc: number, settings: Record<string, unknown>][] = [[200, 0, {}], [201, 111, {}], [201, 0, { rowsMax: 500 }], [3, 111, { rowsMax: 2 }]]
  for (const [rows, rc, settings] of table) {
    inCompany((it) => {
      const { rc: answer, head } = addDocument(it, ORDER, NET_PRICES, many(rows))
      assert.is(answer, rc, String(rows))
      if (rc === 0) assert.is(it.api.getDouble(head, H.NROWS).value, rows)
    }, { settings })
  }
  inCompany((it) => {
    const head = read(it, ORDER, numberOf(it, ORDER, many(200)))
    hang(it, head, [line('25', 1)], 200)
    assert.is(it.api.update(head).rc, 111)
  })
})

test('a head that was read without its rows says none, and keeps them when it is written', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, THREE)
    const head = it.api.createData(ORDER)
    setAll(it.api, head, { [H.DOCUMENT_NUMBER]: number })
    assert.is(it.api.findEx(head, false).rc, RC.OK)
    assert.is(it.api.getDouble(head, H.NROWS).value, 0)
    assert.is(it.api.getData(head, H.ROWS, 0).error.rc, 111)
    assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, 34.9)
    for (const move of ['firstEx', 'lastEx'] as const) {
      assert.is(it.api[move](head, false).rc, RC.OK)
      assert.is(it.api.getDouble(head, H.NROWS).value, 0)
      assert.is(it.api[move](head, true).rc, RC.OK)
      assert.is(it.api.getDouble(head, H.NROWS).value, 3)
    }
    it.api.findEx(head, false)
    setAll(it.api, head, { [H.TEXT1]: 'Hej' })
    assert.is(it.api.updateEx(head, false).rc, RC.OK)
    assert.equal(rowsOf(it, read(it, ORDER, number)), ['25×1', '12×2', 'Ring först'])
    assert.equal(it.warnings, [])
  })
})

test('a write without rows leaves them out, and says so', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, THREE)
    const head = read(it, ORDER, number)
    setAll(it.api, head, { [H.TEXT1]: 'Hej' })
    setAll(it.api, it.api.getData(head, H.ROWS, 0).value, { [R.QUANTITY2]: 9 })
    assert.is(it.api.updateEx(head, false).rc, RC.OK)
    assert.equal(rowsOf(it, read(it, ORDER, number)), ['25×1', '12×2', 'Ring först'])
    assert.equal(it.warnings, [WARNING.ROWS_NOT_UPDATED])
    const fresh = it.api.createData(ORDER)
    setAll(it.api, fresh, NET_PRICES)
    hang(it, fresh, THREE)
    assert.is(it.api.addEx(fresh, false).rc, RC.OK)
    assert.equal(rowsOf(it, fresh), [])
  })
})

test('gives numbers in series of their own, read back from the same buffer', () => {
  inCompany((it) => {
    for (const db of [ORDER, DB.OFFER_HEAD, DB.INVOICE_HEAD]) assert.equal([1, 2, 3].map(() => numberOf(it, db)), [1, 2, 3], String(db))
    for (const db of [DB.MANUAL_DELIVERY_IN, DB.MANUAL_DELIVERY_OUT]) {
      const numbers = [1, 2].map(() => {
        const data = it.api.createData(db)
        setAll(it.api, data, { [M.ARTICLE_NUMBER]: '25', [M.QUANTITY]: 1, [M.PRICE_EACH]: 1 })
        assert.is(it.api.add(data).rc, RC.OK)
        return it.api.getDouble(data, M.DOCUMENT_NUMBER).value
      })
      assert.equal(numbers, [1, 2], String(db))
    }
    // A refused one takes no number.
    assert.is(addDocument(it, ORDER, { [H.CUSTOMER_NUMBER]: 'Q' }, []).rc, 49)
    assert.is(numberOf(it, ORDER), 4)
    assert.is(numberOf(it, ORDER, undefined, { [H.DOCUMENT_NUMBER]: 900 }), 900)
    assert.is(numberOf(it, ORDER), 5)
  })
})

test('counts on in the company\'s own series of customers, whatever stands before the figures', () => {
  const table: readonly [next: string | undefined, numbers: readonly string[], left: string][] = [
    [undefined, ['1', '2'], '3'], ['500', ['500', '501'], '502'], ['K099', ['K099', 'K100'], 'K101'], ['0009', ['0009', '0010'], '0011'],
  ]
  for (const [next, numbers, left] of table) {
    inCompany((it) => {
      if (next !== undefined) edit(it, 'PRM2', 'PRM2', { NEXT_CUSTOMER_NO: next })
      const given = numbers.map(() => {
        const data = it.api.createData(DB.CUSTOMER)
        setAll(it.api, data, { [C.NAME]: 'Ny' })
        assert.is(it.api.add(data).rc, RC.OK)
        return it.api.getStr(data, C.NUMBER, 17).value
      })
      assert.equal(given, numbers)
      assert.is(it.world.row('PRM2', 'PRM2')?.['NEXT_CUSTOMER_NO'], left)
    })
  }
})

test('shows only what a sort order shows', () => {
  inCompany((it) => {
    const rows = [line('25', 2, 10, { [R.QUANTITY1]: 1 })]
    const [open, delivered, cancelled, invoiced, back] = Array.from({ length: 5 }, () => numberOf(it, ORDER, rows)) as [number, number, number, number, number]
    assert.is(change(it, ORDER, delivered, { [H.ORDER_DELIVERED]: true }), RC.OK)
    assert.is(change(it, ORDER, cancelled, { [H.DOCUMENT_CANCELLED]: true }), RC.OK)
    assert.is(change(it, ORDER, invoiced, { [H.ORDER_DELIVERED]: true }), RC.OK)
    edit(it, 'ORDER_HEAD', invoiced, { INVOICED_AS: 1, BACK_ORDER: back })
    edit(it, 'ORDER_HEAD', back, { BACK_ORDER_OF: invoiced })
    const table: readonly [order: number, shown: readonly number[]][] = [
      [BY.ORDER_NUMBER, [open, delivered, cancelled, invoiced, back]], [BY.ORDER_NOT_DELIVERED, [open, back]],
      [BY.ORDER_NOT_INVOICED, [open, delivered, back]], [BY.BACK_ORDER, [back]],
    ]
    for (const [order, shown] of table) assert.equal(walked(it, ORDER, order), [...shown], String(order))
    // What a view does not show is not found in it.
    for (const [order, number, rc] of [[217, open, 0], [217, delivered, 115], [178, invoiced, 115], [178, delivered, 0], [50, back, 0], [50, open, 115]] as const) {
      const head = it.api.createData(ORDER)
      it.api.setSortOrder(head, order)
      setAll(it.api, head, { [H.DOCUMENT_NUMBER]: number })
      assert.is(it.api.find(head).rc, rc, `${order} ${number}`)
    }
    // Views follow what happens.
    assert.is(change(it, ORDER, open, { [H.DOCUMENT_CANCELLED]: true }), RC.OK)
    assert.equal(walked(it, ORDER, BY.ORDER_NOT_DELIVERED), [back])
    assert.equal(walked(it, ORDER, BY.ORDER_NOT_INVOICED), [delivered, back])
  })
})

test('sorts orders by date, then by number', () => {
  inCompany((it) => {
    const days = ['2026-03-01', '2026-01-01', '2026-03-01', '2025-12-31']
    for (const day of days) numberOf(it, ORDER, undefined, { [H.DOCUMENT_DATE1]: day })
    assert.equal(walked(it, ORDER, BY.ORDER_DATE), [4, 2, 1, 3])
  })
})

test('finds customers by their e-mail, and passes those who have none', () => {
  inCompany((it) => {
    for (const [number, email] of [['A', 'b@example.se'], ['B', 'a@example.se'], ['C', '']] as const) {
      assert.is(addRecord(it, DB.CUSTOMER, { [C.NUMBER]: number, [C.NAME]: number, [C.EMAIL]: email }), RC.OK)
    }
    const data = it.api.createData(DB.CUSTOMER)
    assert.is(it.api.setSortOrder(data, BY.CUSTOMER_EMAIL).rc, RC.OK)
    const shown: string[] = []
    for (let rc = it.api.first(data).rc; rc === RC.OK; rc = it.api.next(data).rc) shown.push(it.api.getStr(data, C.NUMBER, 17).value)
    assert.equal(shown, ['B', 'A'])
    for (const [email, rc, number] of [['b@example.se', 0, 'A'], ['c@example.se', 115, ''], ['', 112, '']] as const) {
      const sought = it.api.createData(DB.CUSTOMER)
      it.api.setSortOrder(sought, BY.CUSTOMER_EMAIL)
      setAll(it.api, sought, { [C.EMAIL]: email })
      assert.is(it.api.find(sought).rc, rc, email)
      if (number !== '') assert.is(it.api.getStr(sought, C.NUMBER, 17).value, number)
    }
  })
})

test('shows what invoices are owed until they are paid', () => {
  inCompany((it) => {
    const invoices = [1, 2, 3].map(() => numberOf(it, DB.INVOICE_HEAD))
    for (const number of invoices.slice(0, 2)) assert.is(change(it, DB.INVOICE_HEAD, number, { [H.DOCUMENT_PRINTED]: true }), RC.OK)
    assert.equal(walked(it, DB.INVOICE_HEAD, BY.INVOICE_IN_LEDGER), [1, 2])
    assert.equal(walked(it, DB.INVOICE_HEAD, BY.INVOICE_UNPAID_BY_CUSTOMER), [1, 2])
    const pay = (amount: number) => addRecord(it, DB.CUSTOMER_PAYMENT, { [P.INVOICE_NUMBER]: 1, [P.AMOUNT]: amount, [P.ROW_TYPE]: 'B', [P.PAYMENT_CODE]: 'B' })
    const owed = () => [it.api.getDouble(read(it, DB.INVOICE_HEAD, 1), H.BALANCE).value, it.world.row('CUSTOMER', 'K1')?.['CLAIM']]
    assert.equal(owed(), [12.5, 25])
    assert.is(pay(10), RC.OK)
    assert.equal(owed(), [2.5, 15])
    assert.is(pay(2.5), RC.OK)
    assert.equal(owed(), [0, 12.5])
    assert.equal(walked(it, DB.INVOICE_HEAD, BY.INVOICE_UNPAID_BY_CUSTOMER), [2])
    const data = it.api.createData(DB.CUSTOMER_PAYMENT)
    assert.is(it.api.first(data).rc, RC.OK)
    assert.is(it.api.deleteRecord(data).rc, RC.OK)
    assert.equal(owed(), [10, 22.5])
    assert.is(pay(-1), RC.OK)
    assert.equal(owed(), [11, 23.5])
    assert.equal(it.warnings, [WARNING.PAYMENT_NEGATIVE])
  })
})

test('says what a payment in another currency is in kronor', () => {
  for (const [customer, kronor] of [['K1', 12.5], ['EUR', 140], ['NOK', 12]] as const) {
    inCompany((it) => {
      const number = numberOf(it, DB.INVOICE_HEAD, undefined, { [H.CUSTOMER_NUMBER]: customer, [H.DOCUMENT_PRINTED]: true })
      const data = it.api.createData(DB.CUSTOMER_PAYMENT)
      setAll(it.api, data, { [P.INVOICE_NUMBER]: number, [P.AMOUNT]: 12.5, [P.ROW_TYPE]: 'B', [P.PAYMENT_CODE]: 'B' })
      assert.is(it.api.add(data).rc, RC.OK)
      assert.equal([P.AMOUNT, P.AMOUNT_CURRENCY, P.AMOUNT_KR].map((field) => it.api.getDouble(data, field).value), [12.5, 12.5, kronor], customer)
    })
  }
})

test('a credit holds what its original held, and is a document of its own', () => {
  const table: readonly [what: number, rows: readonly string[], total: number, name: string][] = [[0, ['25×1', '12×2', 'Ring först'], 34.9, 'Åsa'], [1, [], 0, 'Åsa'], [2, [], 0, 'Kund K1']]
  for (const [what, rows, total, name] of table) {
    inCompany((it) => {
      const original = numberOf(it, DB.INVOICE_HEAD, THREE, { [H.CUSTOMER_NAME]: 'Åsa', [H.DOCUMENT_PRINTED]: true })
      edit(it, 'INVOICE_HEAD', original, { JOURNAL: 3, BOOKED: true, CREATED_SEND: true, EXTRA_DOCUMENT_PRINTED: true })
      const values: Values = { [H.CUSTOMER_NUMBER]: 'K1', [H.CREDIT_INVOICE_COPY_NUMBER]: original, [H.CREDIT_INVOICE_COPY_WHAT]: what }
      const head = it.api.createData(DB.INVOICE_HEAD)
      setAll(it.api, head, values)
      assert.is(it.api.add(head).rc, RC.OK)
      const number = it.api.getDouble(head, H.DOCUMENT_NUMBER).value
      assert.equal(rowsOf(it, head), rows)
      assert.is(it.api.getDouble(head, H.TOTAL_AMOUNT).value, total)
      assert.is(it.api.getStr(head, H.TYPE_OF_INVOICE, 2).value, 'K')
      assert.is(it.api.getDouble(head, H.NUMBER_OF_ORIGINAL_INVOICE).value, original)
      assert.is(it.api.getStr(head, H.CUSTOMER_NAME, 60).value, name)
      assert.equal([H.DOCUMENT_PRINTED, H.EXTRA_DOCUMENT_PRINTED, H.CREATED_SEND].map((field) => it.api.getBool(head, field).value), [false, false, false])
      assert.is(change(it, DB.INVOICE_HEAD, number, { [H.TEXT1]: 'Hej' }), RC.OK)
      assert.is(change(it, DB.INVOICE_HEAD, number, { [H.DOCUMENT_PRINTED]: true }), RC.OK)
      assert.is(it.world.row('CUSTOMER', 'K1')?.['CLAIM'], Number((34.9 - total).toFixed(2)))
    })
  }
})

test('warns of what it does all the same', () => {
  inCompany((it) => {
    const table: readonly [warning: number, call: () => void][] = [
      [WARNING.CREDIT_LIMIT, () => { edit(it, 'CUSTOMER', 'K1', { CREDIT_LIMIT: 12 }), numberOf(it, ORDER) }],
      [WARNING.ARTICLE_PRICE_MISSING, () => { numberOf(it, ORDER, [{ [R.ARTICLE_NUMBER]: '25', [R.QUANTITY2]: 1 }]) }],
      [WARNING.ACCOUNT_NOT_ACTIVE, () => { edit(it, 'CUSTOMER', 'K1', { CREDIT_LIMIT: 0 }), numberOf(it, ORDER, [line('25', 1, 1, { [R.ACCOUNT_NUMBER]: '4011' })]) }],
      [WARNING.CHANGED_STOCK, () => { numberOf(it, DB.INVOICE_HEAD, [line('25', 101)]) }],
      [WARNING.DELIVERY_IN_NO_PRICE, () => { addRecord(it, DB.MANUAL_DELIVERY_IN, { [M.ARTICLE_NUMBER]: '25', [M.QUANTITY]: 1 }) }],
    ]
    for (const [warning, call] of table) {
      it.warnings.length = 0
      call()
      assert.equal(it.warnings, [warning])
    }
  })
})

test('knows the year of a day', () => {
  inCompany((it) => {
    const table: readonly [day: string, size: number, rc: number, id: string][] = [
      ['2025-01-01', 2, 0, 'A'], ['2025-12-31', 2, 0, 'A'], ['2026-01-01', 2, 0, 'B'], ['2027-12-31', 2, 0, 'C'], ['2024-12-31', 2, 601, ''],
      ['2028-01-01', 2, 601, ''], ['', 2, 601, ''], ['2026-06-01', 1, 114, ''],
    ]
    for (const [day, size, rc, id] of table) {
      const { error, value } = it.api.getBookingYearId(it.api.dateToLong(day).value, size)
      assert.equal([error.rc, value], [rc, id], day)
    }
    it.api.close()
    assert.is(it.api.getBookingYearId(it.api.dateToLong('2026-01-01').value, 2).error.rc, RC.NO_DB_OPEN)
  })
})

test('days and moments come back as they were, and what is none is refused', () => {
  inCompany(({ api }) => {
    for (const text of ['2026-11-25', '2024-02-29', '1967-05-03', '1966-01-01', '']) {
      assert.equal(api.longToDate(api.dateToLong(text).value, 11), { error: { ...api.dateToLong(text).error }, value: text })
    }
    for (const text of ['2026-11-25 10:20:30', '2026-02-28 23:59:59', '2000-01-01 00:00:01', '2038-01-19 03:14:08', '']) {
      const { error, value } = api.dateTimeToLong(text)
      assert.is(error.rc, RC.OK, text)
      assert.ok(Number.isInteger(value) && Math.abs(value) < 2 ** 31, text)
      assert.is(api.longToDateTime(value, 20).value, text)
      assert.is(api.longToDate(value, 11).value, text.slice(0, 10))
    }
    // A moment before the program's time is refused, never taken for a day or for nothing.
    for (const text of ['x', '2026-13-01 00:00:00', '2026-02-30 00:00:00', '2026-01-01 25:00:00', '2000-01-01 00:00:00', '1999-12-31 23:59:59']) {
      assert.is(api.dateTimeToLong(text).error.rc, 587, text)
    }
    for (const text of ['2026-2-3', '2026-02-29', '20260203', 'x']) assert.is(api.dateToLong(text).error.rc, 587, text)
    assert.is(api.longToDate(12, 11).error.rc, 587)
    assert.is(api.longToDateTime(12, 20).error.rc, 587)
  })
})

test('keeps a date in a record, and empties it with 0', () => {
  inCompany((it) => {
    const number = numberOf(it, ORDER, undefined, { [H.DOCUMENT_DATE2]: '2026-12-24' })
    assert.is(it.api.longToDate(it.api.getDate(read(it, ORDER, number), H.DOCUMENT_DATE2).value, 11).value, '2026-12-24')
    const head = read(it, ORDER, number)
    assert.is(it.api.setDate(head, H.DOCUMENT_DATE2, 0).rc, RC.OK)
    assert.is(it.api.update(head).rc, RC.OK)
    assert.is(it.api.getDate(read(it, ORDER, number), H.DOCUMENT_DATE2).value, 0)
    assert.is(it.api.setDate(head, H.DOCUMENT_DATE2, 12).rc, 587)
    const stamp = it.api.getDate(head, it.api.getTimestampField(head).value).value
    assert.is(Math.abs(Date.parse(`${it.api.longToDateTime(stamp, 20).value.replace(' ', 'T')}Z`) - Date.now()) < 60_000, true)
  })
})

test('an invoice falls due by its terms', () => {
  for (const [terms, due] of [['10', '2026-11-11'], ['30', '2026-12-01'], ['', '2026-11-01']] as const) {
    inCompany((it) => {
      const head = read(it, DB.INVOICE_HEAD, numberOf(it, DB.INVOICE_HEAD, undefined, { [H.DOCUMENT_DATE1]: '2026-11-01', [H.CODE_OF_TERMS_OF_PAYMENT]: terms }))
      assert.is(it.api.longToDate(it.api.getDate(head, H.DOCUMENT_DATE2).value, 11).value, due)
    })
  }
})

test.run()
