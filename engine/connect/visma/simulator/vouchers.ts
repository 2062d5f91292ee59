// Vouchers: balanced, in an open month of an open year, with what each account demands. Which
// letters an account's demands have, and the form of LOCKED_MONTH, is not known; assumed: K demands,
// S forbids; "yyyy-MM" is the last month that is locked.
import { sum } from './values.js'
import { WARNING } from '../adk.js'
import { isZero } from '../../../values/decimal.js'
import type { Row, World } from '../../world/world.js'
import type { RecordBuffer } from './buffer.js'
import { RC } from './codes.js'
import { checkDimensions } from './document-codes.js'
import type { Draft } from './draft.js'
import { rowKey, type Register } from './register.js'
import { mergedRows } from './rows.js'
import { nextOf } from './series.js'
import { decimal, flag, number, text } from './values.js'

const DEMANDED = 'K'
const DENIED = 'S'

/** The account's field, the row's field, the code where it lacks, the code where it must not be. */
const DEMANDS: readonly (readonly [account: string, row: string, demanded: number, denied: number])[] = [
  ['PROJECT_ON_ACCOUNT', 'PROJECT', RC.ACCOUNT_DEMANDS_PROJECT, RC.DENIED_PROJECT],
  ['PROFIT_CENTRE_ON_ACCOUNT', 'PROFIT_CENTRE', RC.ACCOUNT_DEMANDS_PROFIT_CENTRE, RC.DENIED_PROFIT_CENTRE],
  ['ROW_INFO_ON_ACCOUNT', 'INFO', RC.ACCOUNT_DEMANDS_TEXT, RC.DENIED_TEXT],
  ['SUB_ACCOUNT', 'SUB_ACCOUNT', RC.ACCOUNT_DEMANDS_SUB_ACCOUNT, RC.DENIED_SUB_ACCOUNT],
  ['QUANTITY_UNIT_ON_ACCOUNT', 'QUANTITY', RC.ACCOUNT_DEMANDS_QUANTITY, RC.DENIED_QUANTITY],
]

/** The booking year that the day lies in. */
export function bookingYearOf(world: World, day: string): Row | undefined {
  return Object.values(world.table('BOOKINGYEAR')).find((year) => text(year, 'START') <= day && day <= text(year, 'END'))
}

/** The code of adding the buffer's voucher; row: as it will stand. */
export function addVoucher(draft: Draft, buffer: RecordBuffer): { rc: number; row: Row } {
  const register = buffer.register as Register
  const row: Row = { ...buffer.set }
  delete row['NROWS']
  const rows = mergedRows(draft, buffer, [])
  if (typeof rows === 'number') return { rc: rows, row }
  const rc = headCode(draft, row) || rowsCode(draft, row, rows)
  if (rc !== RC.OK) return { rc, row }
  const series = `VERIFICATION ${text(row, 'AAR_ID')} ${text(row, 'VER_SERIE')}`
  if (number(row, 'VER_NR') === 0) row['VER_NR'] = nextOf(draft, series)
  if (draft.row(register.name, rowKey(register, row))) return { rc: RC.NUMBER_TAKEN, row }
  const { AAR_ID, VER_SERIE, VER_NR, DATE1 } = row
  row['ROWS'] = rows.map((one, at) => ({ ...one, AAR_ID, VER_SERIE, VER_NR, DATE1, ROW: at + 1, ADDED: false, DELETED: false }))
  const side = (sign: number) => Math.abs(Number(sum(...rows.filter((one) => Math.sign(number(one, 'AMOUNT')) === sign).map((one) => decimal(one, 'AMOUNT')))))
  Object.assign(row, { DEBIT: side(1), CREDIT: side(-1), TIMESTAMP: new Date().toISOString() })
  draft.put(register.name, rowKey(register, row), row)
  return { rc: RC.OK, row }
}

function headCode(draft: Draft, row: Row): number {
  const year = draft.row('BOOKINGYEAR', text(row, 'AAR_ID'))
  const day = text(row, 'DATE1')
  if (!year || text(row, 'AAR_ID') === '') return RC.YEAR_NOT_FOUND
  if (day < text(year, 'START') || day > text(year, 'END')) return RC.VOUCHER_DATE
  if (flag(year, 'YEAR_LOCKED')) return RC.VOUCHER_YEAR_LOCKED
  const locked = text(year, 'LOCKED_MONTH')
  const month = day.slice(0, 7)
  if (locked !== '' && month <= locked) return month === text(year, 'END').slice(0, 7) ? RC.VOUCHER_LAST_MONTH_LOCKED : RC.VOUCHER_MONTH_LOCKED
  const series = draft.row('VERIFICATION_SERIES', text(row, 'VER_SERIE'))
  if (!series || text(row, 'VER_SERIE') === '') return RC.VOUCHER_SERIES_MISSING
  if (!flag(series, 'ACTIVE')) return RC.VOUCHER_SERIES_INACTIVE
  return text(series, 'USERS') === 'consultant' ? RC.VOUCHER_SERIES_CONSULTANT : RC.OK
}

function rowsCode(draft: Draft, head: Row, rows: readonly Row[]): number {
  if (rows.length === 0) return RC.VOUCHER_NO_ROWS
  if (rows.every((row) => number(row, 'AMOUNT') === 0)) return RC.VOUCHER_NO_AMOUNT
  for (const row of rows) {
    const rc = rowCode(draft, head, row)
    if (rc !== RC.OK) return rc
  }
  return isZero(sum(...rows.map((row) => decimal(row, 'AMOUNT')))) ? RC.OK : RC.VOUCHER_UNBALANCED
}

function rowCode(draft: Draft, head: Row, row: Row): number {
  if (text(row, 'ACCOUNT') === '') return RC.VOUCHER_ROW_NO_ACCOUNT
  if (number(row, 'AMOUNT') === 0) return RC.VOUCHER_ROW_NO_AMOUNT
  const account = draft.row('ACCOUNT', `${text(head, 'AAR_ID')}|${text(row, 'ACCOUNT')}`)
  if (!account) return RC.ACCOUNT_NOT_FOUND
  for (const [demand, field, demanded, denied] of DEMANDS) {
    const isThere = row[field] !== undefined && row[field] !== '' && row[field] !== 0
    if (text(account, demand) === DEMANDED && !isThere) return demanded
    if (text(account, demand) === DENIED && isThere) return denied
  }
  if (flag(account, 'NOT_ACTIVE')) draft.warn(WARNING.ACCOUNT_NOT_ACTIVE)
  if (text(row, 'PROJECT') !== '') draft.warn(WARNING.VOUCHER_ON_PROJECT)
  return checkDimensions(draft, text(row, 'PROJECT'), text(row, 'PROFIT_CENTRE'))
}
