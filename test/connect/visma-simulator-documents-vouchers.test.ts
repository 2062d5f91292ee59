// Vouchers of the simulated program: balanced, in an open month of an open year, with what each account demands.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DB, RC, WARNING, type AdkData } from '../../engine/connect/visma/adk.js'
import { VERIFICATION_HEAD as V, VERIFICATION_ROW as W } from '../../engine/connect/visma/adk-fields.js'
import { edit, hang, inCompany, setAll, type Company, type Values } from '../kit/adk-company.js'

const test = suite('visma simulator vouchers')

const HEAD: Values = { [V.AAR_ID]: 'B', [V.VER_SERIE]: 'A', [V.DATE1]: '2026-11-25', [V.INFO]: 'Dagskassa' }
const row = (account: string, amount: number, more: Values = {}): Values => ({ [W.ACCOUNT]: account, [W.AMOUNT]: amount, ...more })
const BALANCED = [row('1920', 125), row('3001', -125)]
const withRow = (one: Values) => [one, row('1920', -1)]

function voucher(it: Company, values: Values, rows: readonly Values[]): { rc: number; data: AdkData } {
  const data = it.api.createData(DB.VERIFICATION_HEAD)
  const rc = setAll(it.api, data, values) || hang(it, data, rows) || it.api.add(data).rc
  return { rc, data }
}

test('balances to the hundredth', () => {
  const table: readonly [amounts: readonly number[], rc: number, debit: number, credit: number][] = [
    [[125, -125], 0, 125, 125], [[0.1, 0.2, -0.3], 0, 0.3, 0.3], [[125, -124.99], 467, 0, 0], [[125], 467, 0, 0], [[100, 25, -125], 0, 125, 125],
    [[-125, 125], 0, 125, 125], [[0.01, -0.02], 467, 0, 0], [[1e9, -1e9], 0, 1e9, 1e9], [[], 459, 0, 0], [[0, 0], 460, 0, 0], [[5, 0, -5], 464, 0, 0],
  ]
  for (const [amounts, rc, debit, credit] of table) {
    inCompany((it) => {
      const made = voucher(it, HEAD, amounts.map((amount) => row('1920', amount)))
      assert.is(made.rc, rc, JSON.stringify(amounts))
      if (rc === 0) assert.equal([V.DEBIT, V.CREDIT].map((field) => it.api.getDouble(made.data, field).value), [debit, credit], JSON.stringify(amounts))
    })
  }
})

test('refuses years, months, days and series that are closed', () => {
  const table: readonly [what: string, head: Values, rc: number, year?: Readonly<Record<string, unknown>>][] = [
    ['all in order', {}, 0], ['the first day', { [V.DATE1]: '2026-01-01' }, 0], ['the last day', { [V.DATE1]: '2026-12-31' }, 0],
    ['another year', { [V.AAR_ID]: 'C' }, 470], ['the day before', { [V.DATE1]: '2025-12-31' }, 470], ['the day after', { [V.DATE1]: '2027-01-01' }, 470],
    ['no such year', { [V.AAR_ID]: 'Q' }, 462], ['no year', { [V.AAR_ID]: '' }, 462], ['no day', { [V.DATE1]: '' }, 470],
    ['a locked year', {}, 457, { YEAR_LOCKED: true }], ['a locked month', {}, 461, { LOCKED_MONTH: '2026-11' }],
    ['a month before the locked one', { [V.DATE1]: '2026-03-01' }, 461, { LOCKED_MONTH: '2026-11' }],
    ['the month after the locked one', {}, 0, { LOCKED_MONTH: '2026-10' }], ['the last month locked', { [V.DATE1]: '2026-12-01' }, 650, { LOCKED_MONTH: '2026-12' }],
    ['an earlier month of a year that is locked to its end', {}, 461, { LOCKED_MONTH: '2026-12' }],
    ['a locked year before its month', {}, 457, { YEAR_LOCKED: true, LOCKED_MONTH: '2026-12' }],
    ['no such series', { [V.VER_SERIE]: 'Q' }, 638], ['no series', { [V.VER_SERIE]: '' }, 638], ['a series at rest', { [V.VER_SERIE]: 'I' }, 458],
    ['the consultant\'s series', { [V.VER_SERIE]: 'K' }, 639],
  ]
  for (const [what, head, rc, year] of table) {
    inCompany((it) => {
      if (year) edit(it, 'BOOKINGYEAR', 'B', year)
      assert.is(voucher(it, { ...HEAD, ...head }, BALANCED).rc, rc, what)
    })
  }
})

test('refuses rows that lack what their account demands, or have what it forbids', () => {
  const table: readonly [what: string, row: Values, rc: number][] = [
    ['no account', row('', 1), 463], ['no such account', row('9999', 1), 183], ['no amount', row('1920', 0), 464],
    ['no project', row('4001', 1), 465], ['a project', row('4001', 1, { [W.PROJECT]: '10' }), 0], ['a forbidden project', row('4002', 1, { [W.PROJECT]: '10' }), 192],
    ['no profit centre', row('4003', 1), 466], ['a profit centre', row('4003', 1, { [W.PROFIT_CENTRE]: '1' }), 0],
    ['a forbidden profit centre', row('4004', 1, { [W.PROFIT_CENTRE]: '1' }), 22], ['no text', row('4005', 1), 468], ['a text', row('4005', 1, { [W.INFO]: 'x' }), 0],
    ['a forbidden text', row('4006', 1, { [W.INFO]: 'x' }), 469], ['no sub account', row('4007', 1), 472], ['a sub account', row('4007', 1, { [W.SUB_ACCOUNT]: 'x' }), 0],
    ['a forbidden sub account', row('4008', 1, { [W.SUB_ACCOUNT]: 'x' }), 471], ['no quantity', row('4009', 1), 473],
    ['a quantity', row('4009', 1, { [W.QUANTITY]: 2 }), 0], ['a forbidden quantity', row('4010', 1, { [W.QUANTITY]: 2 }), 474],
    ['no such project', row('3001', 1, { [W.PROJECT]: 'Q' }), 149], ['a completed project', row('3001', 1, { [W.PROJECT]: '11' }), 553],
    ['no such profit centre', row('3001', 1, { [W.PROFIT_CENTRE]: 'Q' }), 150],
  ]
  for (const [what, one, rc] of table) assert.is(inCompany((it) => voucher(it, HEAD, withRow(one)).rc), rc, what)
})

test('warns of an account at rest and of a project', () => {
  inCompany((it) => {
    assert.is(voucher(it, HEAD, withRow(row('4011', 1, { [W.PROJECT]: '10' }))).rc, 0)
    assert.equal([...it.warnings].sort(), [WARNING.VOUCHER_ON_PROJECT, WARNING.ACCOUNT_NOT_ACTIVE])
  })
})

test('numbers vouchers by year and series, in the same buffer, and a refused one takes no number', () => {
  inCompany((it) => {
    edit(it, 'VERIFICATION_SERIES', 'Z', { VER_SERIE: 'Z', ACTIVE: true })
    for (const account of ['1920', '3001']) edit(it, 'ACCOUNT', `C|${account}`, { SEASON_ID: 'C', NUMBER: account })
    const table: readonly [head: Values, rows: readonly Values[], rc: number, number: number][] = [
      [{}, BALANCED, 0, 1], [{}, BALANCED, 0, 2], [{}, [row('1920', 1)], 467, 0], [{}, BALANCED, 0, 3], [{ [V.VER_SERIE]: 'Z' }, BALANCED, 0, 1],
      [{ [V.AAR_ID]: 'C', [V.DATE1]: '2027-01-01' }, BALANCED, 0, 1], [{ [V.VER_NR]: 90 }, BALANCED, 0, 90], [{ [V.VER_NR]: 2 }, BALANCED, 214, 0], [{}, BALANCED, 0, 4],
    ]
    for (const [head, rows, rc, number] of table) {
      const made = voucher(it, { ...HEAD, ...head }, rows)
      assert.is(made.rc, rc, JSON.stringify(head))
      if (rc === 0) assert.is(it.api.getDouble(made.data, V.VER_NR).value, number, JSON.stringify(head))
    }
  })
})

test('rows say which voucher they belong to; a voucher is never edited, and never deleted', () => {
  inCompany((it) => {
    const { data } = voucher(it, HEAD, BALANCED)
    const rows = [0, 1].map((at) => it.api.getData(data, V.ROWS, at).value)
    assert.equal(rows.map((one) => [it.api.getDouble(one, W.ROW).value, it.api.getStr(one, W.ACCOUNT, 7).value, it.api.getDouble(one, W.AMOUNT).value]), [
      [1, '1920', 125], [2, '3001', -125],
    ])
    assert.equal(rows.map((one) => [it.api.getStr(one, W.AAR_ID, 2).value, it.api.getStr(one, W.VER_SERIE, 3).value, it.api.getDouble(one, W.VER_NR).value]), [
      ['B', 'A', 1], ['B', 'A', 1],
    ])
    setAll(it.api, data, { [V.INFO]: 'Annat' })
    assert.is(it.api.update(data).rc, RC.EDIT_DENIED_FIELD)
    assert.is(it.api.deleteRow(data, 1).rc, 164)
    assert.is(it.api.deleteRecord(data).rc, 164)
  })
})

test.run()
