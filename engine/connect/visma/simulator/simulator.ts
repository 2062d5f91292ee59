// The program's API over a world file instead of a company: the same calls, the same refusals, the
// same order of things. Every effect is in the world's log before it is answered.
import type { World } from '../../world/world.js'
import {
  DB, FUNCTION, OK, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type CompanyName, type OnWarning, type Out, type PriceQuestion, type Variant,
  type Version,
} from '../adk.js'
import { openCode, Seat, variantOf, type OpenRequest } from './access.js'
import { filterPattern, RecordBuffer, RowArray } from './buffer.js'
import { RC } from './codes.js'
import { askedPrice } from './customer-prices.js'
import { dateNumber, dateText, instantNumber, instantText } from './dates.js'
import { Faults, OWN_PROCESS, type Host } from './faults.js'
import { Navigator, type Step } from './navigator.js'
import { computed, vatPercent } from './pricing.js'
import { Records, type Written } from './records.js'
import type { Field, Register } from './register.js'
import { ALL_ORDERS, REGISTERS } from './registers.js'
import { decimalsOf, isReadOnly, setCode } from './rules.js'
import { TEXTS } from './texts.js'
import { bookingYearOf } from './vouchers.js'

const VERSION: Version = { major: 2026, minor: 1 }
const FUNCTIONS: Readonly<Record<Step, number>> = {
  first: FUNCTION.FIRST, last: FUNCTION.LAST, next: FUNCTION.NEXT, previous: FUNCTION.PREVIOUS,
}
const OPS: Readonly<Record<Step, string>> = { first: 'AdkFirst', last: 'AdkLast', next: 'AdkNext', previous: 'AdkPrevious' }

export class AdkSimulator implements AdkApi {
  private opened = false
  private onWarning: OnWarning | undefined
  private readonly seat: Seat
  private readonly faults: Faults
  private readonly navigator: Navigator
  private readonly records: Records

  constructor(private readonly world: World, host: Host = OWN_PROCESS) {
    this.seat = new Seat(world)
    this.faults = new Faults(world, host)
    this.navigator = new Navigator(world)
    this.records = new Records(world)
  }

  open(sysPath: string, companyPath: string): AdkError {
    return this.openAs('AdkOpen', FUNCTION.OPEN, { sysPath, companyPath, user: '', password: '' })
  }

  openEx(sysPath: string, companyPath: string): AdkError {
    return this.openAs('AdkOpenEx', FUNCTION.OPEN_EX, { sysPath, companyPath, user: '', password: '' })
  }

  open2(sysPath: string, companyPath: string, user: string, password: string): AdkError {
    return this.openAs('AdkOpen2', FUNCTION.OPEN2, { sysPath, companyPath, user, password })
  }

  openEx2(sysPath: string, companyPath: string, user: string, password: string): AdkError {
    return this.openAs('AdkOpenEx2', FUNCTION.OPEN_EX2, { sysPath, companyPath, user, password })
  }

  isLoginActivated(): Out<boolean> {
    return { error: OK, value: this.world.settings['users'] !== undefined }
  }

  setWarningFunction(onWarning: OnWarning | undefined): void { this.onWarning = onWarning }

  close(): void {
    if (this.opened) this.world.fold()
    this.opened = false
    this.seat.release()
  }

  createData(db: number): AdkData {
    const register = REGISTERS.get(db)
    return new RecordBuffer(db, register, register?.rowDb === undefined ? undefined : REGISTERS.get(register.rowDb))
  }

  createDataRow(rowDb: number, count: number): AdkData { return new RowArray(rowDb, REGISTERS.get(rowDb), count) }

  getDataRow(rows: AdkData, index: number): AdkData {
    // The native function answers a pointer and no code; a wrong one is told by the first call that takes it.
    return (rows instanceof RowArray ? rows.rows[index] : undefined) ?? new RecordBuffer(rows.db, undefined)
  }


  deleteStruct(data: AdkData): AdkError {
    if (!(data instanceof RecordBuffer || data instanceof RowArray) || data.freed) return error(RC.INVALID_STRUCT, FUNCTION.DELETE_STRUCT)
    data.freed = true
    return OK
  }

  resetStruct(data: AdkData): AdkError {
    const rc = this.usable(data)
    if (rc === RC.OK) (data as RecordBuffer).reset()
    return error(rc, 0)
  }

  getStr(data: AdkData, field: number, size: number): Out<string> {
    const got = this.get(data, field, { type: TYPE.CHAR, call: FUNCTION.GET_STRING })
    const value = String(got.value ?? '')
    const short = got.error.rc === RC.OK && value.length + 1 > size
    return short ? { error: error(RC.TO_SHORT_STRING, FUNCTION.GET_STRING, field), value: '' } : { error: got.error, value }
  }

  getBool(data: AdkData, field: number): Out<boolean> {
    const got = this.get(data, field, { type: TYPE.BOOL, call: FUNCTION.GET_BOOL })
    return { error: got.error, value: got.value === true }
  }

  getDouble(data: AdkData, field: number): Out<number> {
    const got = this.get(data, field, { type: TYPE.DOUBLE, call: FUNCTION.GET_DOUBLE })
    return { error: got.error, value: Number(got.value ?? 0) }
  }

  getDate(data: AdkData, field: number): Out<number> {
    const got = this.get(data, field, { type: TYPE.DATE, call: FUNCTION.GET_DATE })
    const text = String(got.value ?? '')
    return { error: got.error, value: (text.includes('T') ? instantNumber(text) : dateNumber(text.slice(0, 10))) ?? 0 }
  }

  getData(data: AdkData, rowsField: number, index: number): Out<AdkData> {
    const known = this.fieldOf(data, rowsField)
    const none = { db: -1 }
    if (typeof known === 'number') return { error: error(known, FUNCTION.GET_DATA, rowsField), value: none }
    if (known.field.name !== 'ROWS') return { error: error(RC.WRONG_TYPE, FUNCTION.GET_DATA, rowsField), value: none }
    const row = known.buffer.rowAt(index)
    return row ? { error: OK, value: row } : { error: error(RC.INVALID_INDEX, FUNCTION.GET_DATA, rowsField), value: none }
  }

  setStr(data: AdkData, field: number, value: string): AdkError {
    return this.set(data, field, { type: TYPE.CHAR, call: FUNCTION.SET_STRING, value })
  }

  setBool(data: AdkData, field: number, value: boolean): AdkError {
    return this.set(data, field, { type: TYPE.BOOL, call: FUNCTION.SET_BOOL, value })
  }

  setDouble(data: AdkData, field: number, value: number): AdkError {
    return this.set(data, field, { type: TYPE.DOUBLE, call: FUNCTION.SET_DOUBLE, value })
  }

  setDate(data: AdkData, field: number, value: number): AdkError {
    const text = dateText(value)
    if (text === undefined) return error(RC.INVALID_DATE, FUNCTION.SET_DATE, field)
    return this.set(data, field, { type: TYPE.DATE, call: FUNCTION.SET_DATE, value: text })
  }

  setData(data: AdkData, rowsField: number, rows: AdkData): AdkError {
    const known = this.fieldOf(data, rowsField)
    if (typeof known === 'number') return error(known, FUNCTION.SET_DATA, rowsField)
    if (known.field.name !== 'ROWS') return error(RC.WRONG_TYPE, FUNCTION.SET_DATA, rowsField)
    if (!(rows instanceof RowArray) || rows.freed || rows.db !== known.buffer.register?.rowDb) {
      return error(RC.INVALID_ROW_POINTER, FUNCTION.SET_DATA, rowsField)
    }
    known.buffer.attach(rows)
    return OK
  }

  getType(data: AdkData, field: number): Out<number> {
    return this.about(data, field, FUNCTION.GET_TYPE, (known) => known.type)
  }

  getLength(data: AdkData, field: number): Out<number> {
    return this.about(data, field, FUNCTION.GET_LENGTH, (known) => known.length)
  }

  getDecimals(data: AdkData, field: number): Out<number> {
    return this.about(data, field, FUNCTION.GET_DECIMALS, (known, register) => decimalsOf(this.world, register, known))
  }

  isReadWrite(data: AdkData, field: number): boolean {
    return this.about(data, field, 0, (known) => (isReadOnly(this.world, known) ? 0 : 1)).value === 1
  }

  getFieldName(db: number, field: number): Out<string> {
    const register = REGISTERS.get(db)
    const known = register?.fields.get(field)
    if (!register || !known) return { error: error(RC.UNKNOWN_FIELD, FUNCTION.GET_FIELD_NAME, field), value: '' }
    return { error: OK, value: `ADK_${register.name}_${known.name}` }
  }

  getTimestampField(data: AdkData): Out<number> {
    const fields = [...((data as RecordBuffer).register?.fields.values() ?? [])]
    const stamp = fields.find((field) => field.name === 'TIMESTAMP')
    return stamp ? { error: OK, value: stamp.id } : { error: error(RC.NO_TIMESTAMP, FUNCTION.GET_TIMESTAMP_FIELD), value: 0 }
  }

  getLastFldId(data: AdkData): Out<number> {
    return { error: OK, value: Math.max(...((data as RecordBuffer).register?.fields.keys() ?? [0])) }
  }

  getNrowsFldId(data: AdkData): Out<number> { return this.idOf(data, 'NROWS', FUNCTION.GET_NROWS_FIELD_ID) }
  getRowsFldId(data: AdkData): Out<number> { return this.idOf(data, 'ROWS', FUNCTION.GET_ROWS_FIELD_ID) }

  getRowDbId(data: AdkData): Out<number> {
    const rowDb = data instanceof RecordBuffer ? data.register?.rowDb : undefined
    return rowDb === undefined ? { error: error(RC.INVALID_FIELD_ID, FUNCTION.GET_ROW_DB_ID), value: 0 } : { error: OK, value: rowDb }
  }

  first(data: AdkData): AdkError { return this.move(data, 'first') }
  last(data: AdkData): AdkError { return this.move(data, 'last') }
  next(data: AdkData): AdkError { return this.move(data, 'next') }
  previous(data: AdkData): AdkError { return this.move(data, 'previous') }
  firstEx(data: AdkData, rows: boolean): AdkError { return this.move(data, 'first', rows) }
  lastEx(data: AdkData, rows: boolean): AdkError { return this.move(data, 'last', rows) }
  nextEx(data: AdkData, rows: boolean): AdkError { return this.move(data, 'next', rows) }
  previousEx(data: AdkData, rows: boolean): AdkError { return this.move(data, 'previous', rows) }
  findEx(data: AdkData, rows: boolean): AdkError { return this.find(data, rows) }
  /** How it differs from AdkFind is not publicly known; here it does not. */
  find2(data: AdkData, rows: boolean): AdkError { return this.find(data, rows) }

  find(data: AdkData, rows = true): AdkError {
    return this.faults.around('AdkFind', () => {
      const rc = this.usable(data)
      if (rc !== RC.OK) return error(rc, FUNCTION.FIND)
      this.world.refresh()
      return error(this.navigator.find(data as RecordBuffer, rows), FUNCTION.FIND)
    }, (rc) => error(rc, FUNCTION.FIND))
  }

  setSortOrder(data: AdkData, order: number): AdkError {
    const rc = this.usable(data)
    if (rc !== RC.OK) return error(rc, FUNCTION.SET_SORT_ORDER)
    const buffer = data as RecordBuffer
    const found = buffer.register?.orders.find((one) => one.id === order)
    if (lacks(this.world, 'orders').includes(order)) return error(RC.ORDER_NOT_IN_EDITION, FUNCTION.SET_SORT_ORDER)
    if (!found) return error(ALL_ORDERS.has(order) ? FUNCTION.SET_SORT_ORDER : RC.WRONG_SORT_ORDER, FUNCTION.SET_SORT_ORDER)
    buffer.order = found
    return OK
  }

  setFilter(data: AdkData, field: number, expression: string, version: number): AdkError {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return error(known, FUNCTION.SET_FILTER, field)
    if (known.field.type === TYPE.DATE) return error(RC.FILTER_FIELD, FUNCTION.SET_FILTER, field)
    if (version !== 0) return error(RC.FILTER_VERSION, FUNCTION.SET_FILTER, field)
    const pattern = filterPattern(expression)
    if (!pattern) return error(RC.FILTER_EXPRESSION, FUNCTION.SET_FILTER, field)
    known.buffer.filters.set(known.field.name, pattern)
    return OK
  }

  isFilterable(data: AdkData, field: number): Out<boolean> {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return { error: error(known, FUNCTION.SET_FILTER, field), value: false }
    return { error: OK, value: known.field.type !== TYPE.DATE }
  }

  clearFilters(data: AdkData): AdkError {
    const rc = this.usable(data)
    if (rc === RC.OK) (data as RecordBuffer).filters.clear()
    return error(rc, 0)
  }

  add(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkAdd', call: FUNCTION.ADD, work: (buffer) => this.records.add(buffer) })
  }

  addEx(data: AdkData, rows: boolean): AdkError {
    return this.write(data, { op: 'AdkAddEx', call: FUNCTION.ADD_EX, work: (buffer) => this.records.add(buffer, rows) })
  }

  update(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkUpdate', call: FUNCTION.UPDATE, work: (buffer) => this.records.update(buffer) })
  }

  updateEx(data: AdkData, rows: boolean): AdkError {
    return this.write(data, { op: 'AdkUpdateEx', call: FUNCTION.UPDATE_EX, work: (buffer) => this.records.update(buffer, rows) })
  }

  /** How it differs from AdkDeleteRecord is not publicly known; here it does not. */
  delete(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkDelete', call: FUNCTION.DELETE, work: (buffer) => this.records.remove(buffer) })
  }

  deleteRecord(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkDeleteRecord', call: FUNCTION.DELETE, work: (buffer) => this.records.remove(buffer) })
  }

  deleteRow(head: AdkData, number: number): AdkError {
    return this.write(head, { op: 'AdkDeleteRow', call: FUNCTION.DELETE_ROW, work: (buffer) => this.records.deleteRow(buffer, number) })
  }

  dateToLong(text: string): Out<number> {
    const value = dateNumber(text)
    return value === undefined ? { error: error(RC.INVALID_DATE, FUNCTION.DATE_TO_LONG), value: 0 } : { error: OK, value }
  }

  longToDate(date: number, size: number): Out<string> {
    const value = dateText(date)
    if (value === undefined) return { error: error(RC.INVALID_DATE, FUNCTION.LONG_TO_DATE), value: '' }
    if (value.length + 1 > size) return { error: error(RC.TO_SHORT_STRING, FUNCTION.LONG_TO_DATE), value: '' }
    return { error: OK, value }
  }

  dateTimeToLong(text: string): Out<number> {
    const value = instantNumber(text)
    return value === undefined ? { error: error(RC.INVALID_DATE, FUNCTION.DATE_TIME_TO_LONG), value: 0 } : { error: OK, value }
  }

  longToDateTime(date: number, size: number): Out<string> {
    const value = instantText(date)
    if (value === undefined) return { error: error(RC.INVALID_DATE, FUNCTION.LONG_TO_DATE_TIME), value: '' }
    if (value.length + 1 > size) return { error: error(RC.DATE_TIME_TO_SHORT_STRING, FUNCTION.LONG_TO_DATE_TIME), value: '' }
    return { error: OK, value }
  }

  getBookingYearId(date: number, size: number): Out<string> {
    const day = dateText(date) ?? ''
    const call = FUNCTION.GET_BOOKING_YEAR_ID
    if (!this.opened) return { error: error(RC.NO_DB_OPEN, call), value: '' }
    const year = bookingYearOf(this.world, day)
    if (!year) return { error: error(RC.NO_BOOKING_YEAR, call), value: '' }
    const value = String(year['ID'])
    return value.length + 1 > size ? { error: error(RC.TO_SHORT_STRING, call), value: '' } : { error: OK, value }
  }

  getVatPercentOnArticle(article: string): Out<number> {
    if (!this.opened) return { error: error(RC.NO_DB_OPEN, FUNCTION.GET_VAT_PERCENT), value: 0 }
    this.navigator.wander(REGISTERS.get(DB.ARTICLE) as Register, article)
    const { rc, value } = vatPercent(this.world, article)
    return { error: error(rc, FUNCTION.GET_VAT_PERCENT), value: value ?? 0 }
  }

  getCustomerPrice(question: PriceQuestion): Out<number> {
    const { error: refused, value } = this.getCustomerPrice2(question)
    return { error: refused, value: value.price }
  }

  getCustomerPrice2(question: PriceQuestion): Out<{ price: number; currency: string }> {
    if (!this.opened) return { error: error(RC.NO_DB_OPEN, FUNCTION.GET_CUSTOMER_PRICE2), value: { price: 0, currency: '' } }
    const { rc, price, currency } = askedPrice(this.world, question)
    return { error: error(rc, FUNCTION.GET_CUSTOMER_PRICE2), value: { price, currency } }
  }

  getErrorText({ rc }: AdkError, textType: number): string {
    return textType === TEXT_OF.RC ? (TEXTS[rc] ?? `Felkod ${rc}`) : ''
  }

  getAdmSize(): Out<{ size: number; text: string }> {
    return { error: OK, value: { size: variantOf(this.world.settings), text: this.title() } }
  }

  getVersion(): Version { return VERSION }
  getProgramDatabaseVersion(): Version { return VERSION }

  getVariant(): Out<Variant> {
    const hasApi = this.world.settings['licence'] !== 'no-api'
    return { error: OK, value: { variant: variantOf(this.world.settings), hasApi, text: this.title() } }
  }

  getCompanyName(): Out<CompanyName> {
    const text = String(this.world.row('PRM', 'PRM')?.['NAME'] ?? '')
    return { error: OK, value: { text, variant: variantOf(this.world.settings), version: VERSION } }
  }

  getAdmSizeEx(): Out<{ size: number; text: string }> { return this.getAdmSize() }
  getCompanyNameEx(): Out<CompanyName> { return this.getCompanyName() }

  /** Which settings there are is not publicly known: none of them is. */
  getCompanySetting(): Out<number> { return { error: error(RC.NOT_FOUND, FUNCTION.GET_COMPANY_SETTING), value: 0 } }

  /** The simulated program keeps no books that a SIE file could be made of. */
  getSie(): AdkError { return error(RC.SIE_NOT_CREATED, FUNCTION.GET_SIE) }

  private title(): string { return `Visma Administration ${String(this.world.settings['edition'] ?? 1000)}` }

  private get(data: AdkData, field: number, want: { type: number; call: number }): Out<unknown> {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return { error: error(known, want.call, field), value: undefined }
    if (known.field.type !== want.type) return { error: error(RC.WRONG_TYPE, want.call, field), value: undefined }
    const { buffer } = known
    const ofArticle = buffer.register?.db === DB.ARTICLE ? buffer.row : undefined
    const figure = ofArticle && computed(this.world, ofArticle, known.field.name)
    return { error: OK, value: figure ?? buffer.value(known.field.name) }
  }

  private set(data: AdkData, field: number, want: { type: number; call: number; value: unknown }): AdkError {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return error(known, want.call, field)
    if (known.field.type !== want.type) return error(RC.WRONG_TYPE, want.call, field)
    const { buffer } = known
    const at = { register: buffer.register as Register, field: known.field, values: buffer.values }
    const rc = setCode(this.world, at, want.value)
    if (rc === RC.OK) buffer.set[known.field.name] = want.value
    return error(rc, want.call, field)
  }

  private about(data: AdkData, field: number, call: number, of: (field: Field, register: Register) => number): Out<number> {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return { error: error(known, call, field), value: 0 }
    return { error: OK, value: of(known.field, known.buffer.register as Register) }
  }

  private openAs(op: string, call: number, request: OpenRequest): AdkError {
    this.world.refresh()
    this.close()
    return this.faults.around(op, () => {
      const rc = openCode(this.world.settings, request)
      if (rc !== RC.OK) return error(rc, call)
      if (!this.seat.take()) return error(RC.TOO_MANY_LICENCES, call)
      this.opened = true
      return OK
    }, (rc) => error(rc, call))
  }

  private idOf(data: AdkData, name: string, call: number): Out<number> {
    const fields = data instanceof RecordBuffer ? [...(data.register?.fields.values() ?? [])] : []
    const found = fields.find((field) => field.name === name)
    return found ? { error: OK, value: found.id } : { error: error(RC.INVALID_FIELD_ID, call), value: 0 }
  }

  private move(data: AdkData, step: Step, rows = true): AdkError {
    return this.faults.around(OPS[step], () => {
      const rc = this.usable(data)
      return error(rc === RC.OK ? this.navigator.move(data as RecordBuffer, step, rows) : rc, FUNCTIONS[step])
    }, (rc) => error(rc, FUNCTIONS[step]))
  }

  private write(data: AdkData, how: { op: string; call: number; work: (buffer: RecordBuffer) => Written }): AdkError {
    return this.faults.around(how.op, () => {
      const rc = this.usable(data)
      if (rc !== RC.OK) return error(rc, how.call)
      this.world.refresh()
      const { rc: done, warnings } = how.work(data as RecordBuffer)
      for (const warning of warnings) this.onWarning?.(error(warning, how.call))
      return error(done, how.call)
    }, (rc) => error(rc, how.call))
  }

  private fieldOf(data: AdkData, field: number): { buffer: RecordBuffer; field: Field } | number {
    const rc = this.usable(data)
    if (rc !== RC.OK) return rc
    const buffer = data as RecordBuffer
    const known = (buffer.register as Register).fields.get(field)
    if (!known) return RC.UNKNOWN_FIELD
    if (!has(known.only, this.world)) return RC.FIELD_NOT_IN_EDITION
    const name = `${(buffer.register as Register).name}_${known.name}`
    if (lacks(this.world, 'fields').includes(name)) return RC.FIELD_NOT_IN_EDITION
    return { buffer, field: known }
  }

  private usable(data: AdkData): number {
    if (!(data instanceof RecordBuffer)) return RC.INVALID_DATA
    if (data.freed) return RC.INVALID_STRUCT
    if (!this.opened) return RC.NO_DB_OPEN
    if (!data.register || !has(data.register.only, this.world)) return RC.TABLE_NOT_IN_EDITION
    return lacks(this.world, 'registers').includes(data.register.name) ? RC.TABLE_NOT_IN_EDITION : RC.OK
  }

}

function error(rc: number, call: number, field: number = RC.NO_FIELD_INVOLVED): AdkError {
  return rc === RC.OK ? OK : { rc, dbTable: RC.NO_DB_INVOLVED, field, function: call, programPart: 0 }
}

function has(only: readonly number[] | undefined, world: World): boolean {
  return only === undefined || only.includes(variantOf(world.settings))
}

/** What the installation lacks beyond what is known of its edition, as the world's settings say. */
function lacks(world: World, kind: 'registers' | 'fields' | 'orders'): readonly unknown[] {
  return (world.settings['lacks'] as Record<string, unknown[]> | undefined)?.[kind] ?? []
}
