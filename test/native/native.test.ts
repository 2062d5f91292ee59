// The program's interface through koffi and the real binary interface: every function of the table, against the small library.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ARTICLE, DB, ORDER, RC, TEXT_OF, TYPE, type AdkData, type AdkError, type Out } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD, OOI_ROW } from '../../engine/connect/visma/adk-fields.js'
import { NativeAdk } from '../../engine/connect/visma/bridge/native/adk.js'
import { LETTERS_REPLACED } from '../../engine/connect/visma/bridge/native/codes.js'
import { loadLibrary, NotThisLibrary, registryText } from '../../engine/connect/visma/bridge/native/ffi.js'
import { FUNCTIONS } from '../../engine/connect/visma/bridge/native/functions.js'
import { Session } from '../../engine/connect/visma/bridge/serve.js'
import { copiedLibrary, testLibrary } from './build.js'
import { company, type Company, type CompanyOptions } from './company.js'

const test = suite('native bridge, the interface')
const file = testLibrary()
const CUSTOMER = '1001'
const BEYOND = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const FIELD_MISSING = 12
let adk: NativeAdk
let where: Company | undefined

/** The company, open. */
function open(options: CompanyOptions = {}): void {
  where?.gone()
  where = company(options)
  done(adk.open2('C:\\Gemensamma filer', 'C:\\Företag\\Nordlys', '', ''))
}

function done(error: AdkError): void {
  assert.is(error.rc, 0, JSON.stringify(error))
}

function of<Value>({ error, value }: Out<Value>): Value {
  done(error)
  return value
}

function within<Result>(db: number, work: (data: AdkData) => Result): Result {
  const data = adk.createData(db)
  try {
    return work(data)
  } finally {
    done(adk.deleteStruct(data))
  }
}

function number(data: AdkData): string { return of(adk.getStr(data, ARTICLE.NUMBER, 20)) }
function calls(name: string): number { return of(adk.getCompanySetting(`calls:${name}`)) }

/** A document of two rows, not yet added. */
function order(data: AdkData, rows: AdkData, price = 10): void {
  done(adk.setStr(data, OOI_HEAD.CUSTOMER_NUMBER, CUSTOMER))
  for (const [at, article] of ['1', 'Å-1/4"'].entries()) {
    const row = adk.getDataRow(rows, at)
    done(adk.setStr(row, OOI_ROW.ARTICLE_NUMBER, article))
    done(adk.setDouble(row, OOI_ROW.QUANTITY2, at + 1))
    done(adk.setDouble(row, OOI_ROW.PRICE_EACH_CURRENT_CURRENCY, price))
  }
  done(adk.setDouble(data, OOI_HEAD.NROWS, 2))
  done(adk.setData(data, OOI_HEAD.ROWS, rows))
}

if (file !== undefined) {
  test.before(() => { adk = new NativeAdk(loadLibrary(file)) })
  test.before.each(() => { open() })
  test.after(() => {
    adk.close()
    where?.gone()
  })

  test('opens by each way, and hands over what each way takes', () => {
    adk.close()
    assert.is(adk.first(adk.createData(DB.ARTICLE)).rc, RC.NO_DB_OPEN)
    assert.is(adk.open2('finns inte', 'x', '', '').rc, RC.SYSTEM_PATH)
    assert.equal(adk.open2('x', 'finns inte', '', ''), { rc: RC.COMPANY_PATH, dbTable: 187, field: 188, function: 677, programPart: 7 })
    done(adk.open('a', 'b'))
    done(adk.openEx('a', 'b', 41))
    assert.is(of(adk.getCompanySetting('log-on')), 41)
    assert.is(of(adk.isLoginActivated('a', 'b')), false)
    where?.gone()
    where = company({ login: 'asa:hemligt' })
    assert.is(of(adk.isLoginActivated('a', 'b')), true)
    assert.is(adk.open2('a', 'b', '', '').rc, 674)
    assert.is(adk.open2('a', 'b', 'asa', 'fel').rc, RC.LOGIN_FAIL)
    done(adk.openEx2('a', 'b', 'asa', 'hemligt', -2))
    assert.is(of(adk.getCompanySetting('log-on')), -2)
  })

  test('paths go as they are, with å, blanks and shares; one that cannot be written opens nothing', () => {
    for (const path of ['C:\\Program Data\\Företag\\Åkes & Söner AB', '\\\\server\\delad mapp\\Övnbol€', 'Z:\\']) {
      const { text, variant, version } = of(adk.getCompanyName(path, true, 'x'))
      assert.equal([text, variant, version], [path, 1, { major: 2026, minor: 3 }])
      assert.is(of(adk.getCompanySetting('strict')), 1)
      assert.equal(of(adk.getCompanyNameEx('y', false, path)), { text: path, variant: 2, version: { major: 2026, minor: 4 } })
      assert.is(of(adk.getCompanySetting('strict')), 0)
    }
    const before = calls('AdkOpen2')
    assert.is(adk.open2('C:\\Łódź', 'x', '', '').rc, RC.SYSTEM_PATH)
    assert.is(adk.open2('x', 'C:\\Łódź', '', '').rc, RC.COMPANY_PATH)
    assert.is(adk.open2('x', 'y', 'Łukasz', '').rc, RC.LOGIN_FAIL)
    assert.is(calls('AdkOpen2'), before)
  })

  test('texts come and go in the program\'s letters, every one of them', () => {
    within(DB.ARTICLE, (data) => {
      done(adk.setStr(data, ARTICLE.NUMBER, '1'))
      done(adk.find(data))
      assert.is(of(adk.getStr(data, ARTICLE.NAME, 31)), 'Räksmörgås €')
      const latin = String.fromCharCode(...Array.from({ length: 96 }, (_, at) => 0xa0 + at))
      for (const text of [BEYOND, latin, 'a\tb\r\nc', '', '"\\%s\'']) {
        done(adk.setStr(data, ARTICLE.NOTE, text))
        assert.is(of(adk.getStr(data, ARTICLE.NOTE, 300)), text)
      }
    })
  })

  test('letters that the program lacks are written in others, with a warning that says which', () => {
    const warnings: AdkError[] = []
    adk.setWarningFunction((warning) => { warnings.push(warning) })
    within(DB.ORDER_HEAD, (data) => {
      const rows = adk.createDataRow(DB.ORDER_ROW, 2)
      order(data, rows)
      done(adk.setStr(data, OOI_HEAD.TEXT1, 'Łódź ☕ €'))
      assert.is(of(adk.getStr(data, OOI_HEAD.TEXT1, 31)), 'Lódz  €')
      done(adk.setStr(adk.getDataRow(rows, 1), OOI_ROW.TEXT, 'Ω'))
      assert.equal(warnings, [])
      done(adk.add(data))
      done(adk.setStr(data, OOI_HEAD.TEXT1, 'Räksmörgås'))
      done(adk.update(data))
    })
    adk.setWarningFunction(undefined)
    assert.equal(warnings.map(({ rc, field }) => [rc, field]), [[LETTERS_REPLACED, OOI_HEAD.TEXT1], [LETTERS_REPLACED, OOI_ROW.TEXT]])
    assert.equal(warnings.map((one) => adk.getErrorText(one, TEXT_OF.RC)), [
      'Ł ź ☕ finns inte i Visma; skrevs som "Lódz  €"', 'Ω finns inte i Visma; skrevs som "O"',
    ])
  })

  test('a key in other letters is looked for without a warning, and a value that is not saved has none', () => {
    const warnings: AdkError[] = []
    adk.setWarningFunction((warning) => { warnings.push(warning) })
    within(DB.ARTICLE, (data) => {
      done(adk.setStr(data, ARTICLE.NUMBER, 'Ł'))
      assert.is(adk.find(data).rc, RC.NOT_FOUND)
      done(adk.setStr(data, ARTICLE.NAME, 'Ł'))
      done(adk.resetStruct(data))
      done(adk.setStr(data, ARTICLE.NUMBER, '1'))
      done(adk.find(data))
      done(adk.setStr(data, ARTICLE.NAME, 'Bröd'))
      done(adk.update(data))
    })
    adk.setWarningFunction(undefined)
    assert.equal(warnings, [])
  })

  test('a text that names something is refused rather than written in other letters', () => {
    within(DB.ARTICLE, (data) => {
      assert.equal(adk.setFilter(data, ARTICLE.NAME, '*Ł*', 0), { rc: RC.INVALID_STRING, dbTable: 187, field: ARTICLE.NAME, function: 0, programPart: 0 })
      assert.is(adk.getVatPercentOnArticle('Ł').error.rc, RC.INVALID_STRING)
      assert.is(adk.getSie(4, 'A', 'Ł.se', 'C:\\').rc, RC.INVALID_STRING)
      assert.is(adk.getSie(4, 'AB', 'x.se', 'C:\\').rc, RC.INVALID_STRING)
    })
  })

  test('a buffer that is too short is said, and one that just fits is filled', () => {
    within(DB.ARTICLE, (data) => {
      done(adk.setStr(data, ARTICLE.NAME, 'åäö'))
      assert.equal(adk.getStr(data, ARTICLE.NAME, 3), { error: { rc: RC.TO_SHORT_STRING, dbTable: 187, field: 188, function: 92, programPart: 7 }, value: '' })
      assert.is(of(adk.getStr(data, ARTICLE.NAME, 4)), 'åäö')
      assert.is(of(adk.getStr(data, ARTICLE.NAME, 5_000)), 'åäö')
    })
  })

  test('every kind of value goes both ways', () => {
    within(DB.ARTICLE, (data) => {
      done(adk.setDouble(data, ARTICLE.WEIGHT, -1234.5678))
      assert.is(of(adk.getDouble(data, ARTICLE.WEIGHT)), -1234.5678)
      for (const yes of [true, false]) {
        done(adk.setBool(data, ARTICLE.WEBSHOP, yes))
        assert.is(of(adk.getBool(data, ARTICLE.WEBSHOP)), yes)
      }
      const day = of(adk.dateToLong('2026-11-25'))
      done(adk.setDate(data, ARTICLE.INVOICE_DATE, day))
      assert.is(of(adk.longToDate(of(adk.getDate(data, ARTICLE.INVOICE_DATE)), 11)), '2026-11-25')
      done(adk.setDate(data, ARTICLE.INVOICE_DATE, 0))
      assert.is(of(adk.getDate(data, ARTICLE.INVOICE_DATE)), 0)
    })
  })

  test('days are the program\'s own numbers, the first ones below zero, and 0 is no day', () => {
    for (const text of ['1900-01-01', '1999-12-31', '2024-02-29', '2026-11-25']) {
      const day = of(adk.dateToLong(text))
      assert.is.not(String(Math.abs(day)), text.replace(/-/g, ''))
      assert.is(of(adk.longToDate(day, 11)), text)
      assert.is(adk.longToDate(day, 10).error.rc, RC.TO_SHORT_STRING)
      assert.is(of(adk.longToDateTime(of(adk.dateTimeToLong(`${text} 00:00:00`)), 20)), `${text} 00:00:00`)
    }
    assert.is(of(adk.dateToLong('')), 0)
    assert.is(of(adk.longToDate(0, 11)), '')
    assert.is(adk.dateToLong('2026-02-30').error.rc, RC.INVALID_DATE)
    assert.is(of(adk.getBookingYearId(of(adk.dateToLong('2026-11-25')), 4)), 'G')
    assert.is(adk.getBookingYearId(0, 4).error.rc, 601)
  })

  test('refusals carry all five figures', () => {
    within(DB.ARTICLE, (data) => {
      const cases: readonly [AdkError, Partial<AdkError>][] = [
        [adk.getStr(data, ARTICLE.WEIGHT, 20).error, { rc: RC.WRONG_TYPE, field: ARTICLE.WEIGHT, function: 92 }],
        [adk.setDouble(data, ARTICLE.NAME, 1), { rc: RC.WRONG_TYPE, field: ARTICLE.NAME, function: 88 }],
        [adk.getBool(data, 190).error, { rc: RC.UNKNOWN_FIELD, field: 190, function: 94 }],
        [adk.getDouble(data, -1).error, { rc: 488, field: 188, function: 95 }],
        [adk.setStr(data, ARTICLE.NUMBER, 'x'.repeat(17)), { rc: RC.TOO_MANY_SIGNS, field: ARTICLE.NUMBER, function: 89 }],
        [adk.setDouble(data, ARTICLE.QUANTITY_IN_STOCK, 1), { rc: RC.EDIT_DENIED_FIELD, field: ARTICLE.QUANTITY_IN_STOCK, function: 88 }],
      ]
      for (const [error, expected] of cases) assert.equal(error, { dbTable: 53, programPart: 7, ...expected } as AdkError)
      assert.is(adk.getErrorText(cases[0]![0], TEXT_OF.RC), 'Felkod 103: går inte att utföra')
      assert.equal([1, 2, 3, 4].map((type) => adk.getErrorText(cases[0]![0], type)), ['53', String(ARTICLE.WEIGHT), '92', '7'])
    })
  })

  test('tells what a field is', () => {
    within(DB.ARTICLE, (data) => {
      assert.equal([ARTICLE.NAME, ARTICLE.WEIGHT, ARTICLE.WEBSHOP, ARTICLE.TIMESTAMP].map((field) => of(adk.getType(data, field))), [TYPE.CHAR, TYPE.DOUBLE, TYPE.BOOL, TYPE.DATE])
      assert.is(of(adk.getLength(data, ARTICLE.NAME)), 30)
      assert.is(of(adk.getDecimals(data, ARTICLE.WEIGHT)), 4)
      assert.equal([ARTICLE.NAME, ARTICLE.TIMESTAMP, FIELD_MISSING].map((field) => adk.isReadWrite(data, field)), [true, false, false])
      assert.is(of(adk.getFieldName(DB.ARTICLE, ARTICLE.WEBSHOP, 40)), 'ADK_ARTICLE_WEBSHOP')
      assert.is(adk.getFieldName(DB.ARTICLE, FIELD_MISSING, 40).error.rc, RC.UNKNOWN_FIELD)
      assert.is(of(adk.getTimestampField(data)), ARTICLE.TIMESTAMP)
      assert.is(of(adk.getLastFldId(data)), 78)
      assert.equal([ARTICLE.NAME, ARTICLE.WEIGHT].map((field) => of(adk.isFilterable(data, field))), [true, false])
    })
    within(DB.ORDER_HEAD, (data) => {
      assert.equal([adk.getNrowsFldId(data), adk.getRowsFldId(data), adk.getRowDbId(data)].map(of), [OOI_HEAD.NROWS, OOI_HEAD.ROWS, DB.ORDER_ROW])
      assert.is(of(adk.getType(data, OOI_HEAD.ROWS)), TYPE.DATA)
    })
  })

  test('moves through a register, to its ends and to one record', () => {
    open({ articles: 5 })
    within(DB.ARTICLE, (data) => {
      done(adk.setSortOrder(data, ORDER.ARTICLE_NUMBER))
      const seen: string[] = []
      for (let error = adk.first(data); error.rc === 0; error = adk.next(data)) seen.push(number(data))
      assert.equal(seen, ['000000', '000001', '000002', '000003', '000004', '1', 'Å-1/4"'])
      assert.is(adk.next(data).rc, RC.EOF)
      done(adk.previous(data))
      assert.is(number(data), 'Å-1/4"')
      done(adk.firstEx(data, false))
      assert.is(adk.previousEx(data, false).rc, RC.BOF)
      done(adk.last(data))
      done(adk.lastEx(data, true))
      done(adk.previous(data))
      assert.is(number(data), '1')
      done(adk.nextEx(data, true))
      assert.is(number(data), 'Å-1/4"')
      for (const find of [adk.find, adk.findEx, adk.find2]) {
        done(adk.setStr(data, ARTICLE.NUMBER, '000003'))
        done(find.call(adk, data, false))
        assert.is(of(adk.getStr(data, ARTICLE.NAME, 40)), 'Artikel 000003')
      }
      done(adk.resetStruct(data))
      assert.is(adk.find(data).rc, RC.NO_KEY)
      done(adk.setStr(data, ARTICLE.NUMBER, '0000035'))
      assert.is(adk.find(data).rc, RC.NOT_FOUND)
      assert.is(adk.setSortOrder(data, ORDER.PRICE_LIST).rc, RC.WRONG_SORT_ORDER)
    })
  })

  test('a filter shows only what fits it', () => {
    open({ articles: 25 })
    within(DB.ARTICLE, (data) => {
      const shown = (): string[] => {
        const seen: string[] = []
        for (let error = adk.first(data); error.rc === 0; error = adk.next(data)) seen.push(number(data))
        return seen
      }
      done(adk.setFilter(data, ARTICLE.NAME, '*0002*', 0))
      assert.equal(shown(), ['000002', '000020', '000021', '000022', '000023', '000024'])
      done(adk.setFilter(data, ARTICLE.NUMBER, '*2', 0))
      assert.equal(shown(), ['000002', '000022'])
      assert.is(adk.setFilter(data, ARTICLE.WEIGHT, '1', 0).rc, RC.FILTER_FIELD)
      assert.is(adk.setFilter(data, ARTICLE.NAME, '1', 9).rc, RC.FILTER_VERSION)
      done(adk.clearFilters(data))
      assert.is(shown().length, 27)
    })
  })

  test('a document gets the next number of its series, and its totals and rows are read from the same buffer', () => {
    const numbers = [1, 2].map(() => within(DB.ORDER_HEAD, (data) => {
      const rows = adk.createDataRow(DB.ORDER_ROW, 2)
      order(data, rows)
      done(adk.add(data))
      assert.equal([OOI_HEAD.EXCLUDING_OF_VAT, OOI_HEAD.VAT_AMOUNT, OOI_HEAD.TOTAL_AMOUNT].map((field) => of(adk.getDouble(data, field))), [30, 7.5, 37.5])
      assert.is(of(adk.getDouble(data, OOI_HEAD.NROWS)), 2)
      const row = of(adk.getData(data, OOI_HEAD.ROWS, 1))
      assert.is(row.db, DB.ORDER_ROW)
      assert.equal([of(adk.getStr(row, OOI_ROW.ARTICLE_NUMBER, 20)), of(adk.getDouble(row, OOI_ROW.QUANTITY2))], ['Å-1/4"', 2])
      assert.is(adk.getData(data, OOI_HEAD.ROWS, 2).error.rc, 111)
      done(adk.deleteStruct(rows))
      return of(adk.getDouble(data, OOI_HEAD.DOCUMENT_NUMBER))
    }))
    assert.equal(numbers, [1001, 1002])
  })

  test('rows are added to, changed and taken away', () => {
    within(DB.ORDER_HEAD, (data) => {
      order(data, adk.createDataRow(DB.ORDER_ROW, 2))
      done(adk.addEx(data, true))
      const more = adk.createDataRow(DB.ORDER_ROW, 3)
      done(adk.setStr(adk.getDataRow(more, 2), OOI_ROW.TEXT, 'Tack för köpet'))
      done(adk.setDouble(data, OOI_HEAD.NROWS, 3))
      done(adk.setData(data, OOI_HEAD.ROWS, more))
      done(adk.updateEx(data, true))
      const texts = (): string[] => Array.from({ length: of(adk.getDouble(data, OOI_HEAD.NROWS)) }, (_, at) => {
        const row = of(adk.getData(data, OOI_HEAD.ROWS, at))
        return of(adk.getStr(row, OOI_ROW.ARTICLE_NUMBER, 20)) + of(adk.getStr(row, OOI_ROW.TEXT, 70))
      })
      assert.equal(texts(), ['1', 'Å-1/4"', 'Tack för köpet'])
      done(adk.setStr(of(adk.getData(data, OOI_HEAD.ROWS, 0)), OOI_ROW.TEXT, ' ändrad'))
      done(adk.update(data))
      done(adk.deleteRow(data, 2))
      assert.equal(texts(), ['1 ändrad', 'Tack för köpet'])
      assert.is(adk.deleteRow(data, 3).rc, 111)
      assert.is(adk.deleteRecord(data).rc, 157)
    })
    assert.is(adk.getStr(adk.getDataRow(adk.createDataRow(DB.ORDER_ROW, 2), 2), OOI_ROW.TEXT, 10).error.rc, 671)
    assert.is(adk.getStr(adk.createDataRow(DB.ORDER_ROW, 201), OOI_ROW.TEXT, 10).error.rc, 671)
  })

  test('records are added, changed and removed, and a number is taken once', () => {
    within(DB.ARTICLE, (data) => {
      done(adk.setStr(data, ARTICLE.NUMBER, 'Ö1'))
      assert.is(adk.add(data).rc, RC.NO_NAME)
      done(adk.setStr(data, ARTICLE.NAME, 'Ost'))
      done(adk.add(data))
      assert.is(adk.add(data).rc, RC.NUMBER_TAKEN)
      done(adk.setStr(data, ARTICLE.NAME, 'Gräddost'))
      done(adk.update(data))
    })
    for (const remove of [adk.delete, adk.deleteRecord]) {
      within(DB.ARTICLE, (data) => {
        done(adk.setStr(data, ARTICLE.NUMBER, remove === adk.delete ? 'Ö1' : '1'))
        done(adk.find(data))
        done(remove.call(adk, data))
        done(adk.setStr(data, ARTICLE.NUMBER, remove === adk.delete ? 'Ö1' : '1'))
        assert.is(adk.find(data).rc, RC.NOT_FOUND)
      })
    }
  })

  test('a warning comes while the call goes on, to whoever listens last', () => {
    const [first, second]: [AdkError[], AdkError[]] = [[], []]
    const expensive = (): void => within(DB.ORDER_HEAD, (data) => {
      order(data, adk.createDataRow(DB.ORDER_ROW, 2), 5_000)
      done(adk.add(data))
    })
    adk.setWarningFunction((warning) => { first.push(warning) })
    expensive()
    adk.setWarningFunction((warning) => { second.push(warning) })
    expensive()
    adk.setWarningFunction(undefined)
    expensive()
    const warning: AdkError = { rc: 238, dbTable: 52, field: 48, function: 81, programPart: 7 }
    assert.equal([first, second], [[warning], [warning]])
  })

  test('listeners are let go of: more come and go than could be kept', () => {
    for (let at = 0; at < 3_000; at += 1) adk.setWarningFunction(() => undefined)
    adk.setWarningFunction(undefined)
  })

  test('a buffer that is no more never reaches the library', () => {
    const data = adk.createData(DB.ORDER_HEAD)
    order(data, adk.createDataRow(DB.ORDER_ROW, 2))
    done(adk.add(data))
    const row = of(adk.getData(data, OOI_HEAD.ROWS, 0))
    done(adk.first(data))
    const before = [calls('AdkGetStr'), calls('AdkNext'), calls('AdkDeleteStruct')]
    assert.is(adk.getStr(row, OOI_ROW.TEXT, 10).error.rc, RC.INVALID_STRUCT)
    const later = of(adk.getData(data, OOI_HEAD.ROWS, 0))
    done(adk.deleteStruct(data))
    for (const error of [
      adk.getStr(later, OOI_ROW.TEXT, 10).error, adk.getStr(data, 0, 10).error, adk.next(data), adk.deleteStruct(data), adk.next({ db: DB.ARTICLE }),
      adk.getData(data, OOI_HEAD.ROWS, 0).error, adk.getStr(adk.getDataRow(data, 0), 0, 10).error, adk.setData(adk.createData(DB.ORDER_HEAD), OOI_HEAD.ROWS, data),
    ]) assert.is(error.rc, RC.INVALID_STRUCT)
    assert.equal([calls('AdkGetStr'), calls('AdkNext'), calls('AdkDeleteStruct')], [before[0]!, before[1]!, before[2]! + 1])
    assert.is(adk.isReadWrite(data, 0), false)
  })

  test('a register that the installation lacks is no record, whoever asks', () => {
    const none = adk.createData(DB.FREE_CATEGORY_1)
    assert.is(adk.first(none).rc, 671)
    adk.close()
    assert.is(adk.first(none).rc, RC.NO_DB_OPEN)
  })

  test('a price is asked for with every argument in its place', () => {
    const question = { customer: CUSTOMER, article: 'Å-1/4"', quantity: 2.5, invoiceDiscount: true, rowDiscount: false, includingVat: true, currencyChoice: 2 }
    assert.is(of(adk.getCustomerPrice(question)), 2.5 + 1000 + 4000 + 20_000)
    assert.equal(of(adk.getCustomerPrice2({ ...question, rowDiscount: true, invoiceDiscount: false })), { price: 2.5 + 2000 + 4000 + 20_000, currency: 'SEK' })
    assert.is(adk.getCustomerPrice({ ...question, customer: 'x' }).error.rc, 21)
    assert.is(adk.getCustomerPrice2({ ...question, article: 'x' }).error.rc, RC.PRICE_ARTICLE_NOT_FOUND)
    assert.is(of(adk.getVatPercentOnArticle('Å-1/4"')), 25)
  })

  test('tells what the installation is', () => {
    assert.equal(of(adk.getVariant('C:\\Gemensamma filer')), { variant: 1, hasApi: true, text: 'Visma Administration 2000' })
    assert.is(adk.getVariant('finns inte').error.rc, RC.SYSTEM_PATH)
    assert.equal([adk.getVersion(), adk.getProgramDatabaseVersion()], [{ major: 2026, minor: 1 }, { major: 2026, minor: 2 }])
    assert.equal([of(adk.getAdmSize()), of(adk.getAdmSizeEx())], [{ size: 1, text: 'Visma Administration 2000' }, { size: 2, text: 'Visma Administration 1000' }])
    assert.is(adk.getCompanySetting('no such').error.rc, RC.NOT_FOUND)
  })

  test('an export goes by the one letter of its year', () => {
    for (const [letter, byte] of [['A', 65], ['Ö', 214], ['€', 128]] as const) {
      done(adk.getSie(4, letter, 'bokföring.se', 'C:\\Filer'))
      assert.is(of(adk.getCompanySetting('sie-year')), byte)
    }
    assert.is(adk.getSie(6, 'A', 'x', 'y').rc, RC.INVALID_STRING)
  })

  test('a session leaves no buffer behind, and calls from one thread alone', () => {
    open({ articles: 30 })
    const session = new Session(adk)
    const before = of(adk.getCompanySetting('buffers'))
    const ask = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: [ARTICLE.NUMBER, ARTICLE.NAME, ARTICLE.WEIGHT, ARTICLE.TIMESTAMP], chunk: 10 }
    let reply = session.serve({ verb: 'scan', ask })
    let rows = 0
    while ('ok' in reply) {
      const { rows: some, cursor } = reply.ok as { rows: unknown[]; cursor?: number }
      rows += some.length
      if (cursor === undefined) break
      reply = session.serve({ verb: 'more', ask: { cursor } })
    }
    assert.is(rows, 32)
    session.serve({ verb: 'find', ask: { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys: ['1', 'x'], fields: [ARTICLE.NAME] } })
    assert.is(of(adk.getCompanySetting('buffers')), before)
    assert.is(of(adk.getCompanySetting('threads')), 1)
  })

  test('every function of the table was called through its own declaration', () => {
    assert.equal(FUNCTIONS.filter((one) => calls(one.name) === 0).map((one) => one.name), [])
  })

  test('what an older version lacks is said at the call; a library without its oldest functions is refused', () => {
    const young = new NativeAdk(loadLibrary(testLibrary('young')!))
    where?.gone()
    where = company()
    done(young.open2('a', 'b', '', ''))
    const data = young.createData(DB.ARTICLE)
    const error = young.setFilter(data, ARTICLE.NAME, 'x', 0)
    assert.is(young.getErrorText(error, TEXT_OF.RC), 'AdkSetFilter finns inte i den installerade versionen')
    done(young.setStr(data, ARTICLE.NUMBER, '1'))
    done(young.find(data))
    assert.ok(young.deleteRecord(data).rc < 0)
    done(young.delete(data))
    young.close()
    let refused: unknown
    try { loadLibrary(testLibrary('other')!) } catch (thrown) { refused = thrown }
    assert.instance(refused, NotThisLibrary)
    assert.equal((refused as NotThisLibrary).missing, ['AdkFind', 'AdkAdd'])
  })

  if (process.platform === 'win32') {
    test('reads a text of the registry as it stands, in both views', () => {
      const key = 'SOFTWARE\\Samsyn test'
      const reg = (...args: string[]): number | null => spawnSync('reg', args, { stdio: 'ignore', windowsHide: true }).status
      const put = (name: string, type: string, text: string): void => { assert.is(reg('add', `HKLM\\${key}`, '/v', name, '/t', type, '/d', text, '/f'), 0) }
      try {
        put('Folder', 'REG_SZ', 'C:\\ProgramData\\SPCS\\Företag på €\\Łódź')
        put('Expanded', 'REG_EXPAND_SZ', '%SystemRoot%\\Företag')
        put('Number', 'REG_DWORD', '1')
        assert.equal([registryText(key, 'Folder', 64), registryText(key, 'Number', 64), registryText(key, 'Nothing', 64)],
          ['C:\\ProgramData\\SPCS\\Företag på €\\Łódź', undefined, undefined])
        assert.match(registryText(key, 'Expanded', 64)!, /^C:\\windows\\Företag$/i)
        // A key of the shared part is the same in both; this one is not shared.
        assert.is(registryText(key, 'Folder', 32), undefined)
      } finally {
        reg('delete', `HKLM\\${key}`, '/f')
      }
    })
  }

  test('the library lies where it lies: a folder with å and blanks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'Gemensamma filer å €'))
    try {
      const moved = new NativeAdk(loadLibrary(copiedLibrary(file, join(folder, 'Adk på disk.dll'))))
      assert.equal(moved.getVersion(), { major: 2026, minor: 1 })
    } finally {
      // Windows keeps a loaded library's file until the process ends.
      if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true })
    }
  })
}

test.run()
