// The program's API over a world file instead of a company: the same calls, the same refusals, the
// same order of things. Every effect is in the world's log before it is answered.
import type { World } from '../../world/world.js'
import {
  DB, FUNCTION, OK, RC, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type CompanyName, type Out, type PriceQuestion, type Variant,
  type Version,
} from '../adk.js'
import { openCode, Seat, variantOf } from './access.js'
import { filterPattern, RecordBuffer } from './buffer.js'
import { dateNumber, dateText } from './dates.js'
import { Faults, OWN_PROCESS, type Host } from './faults.js'
import { Navigator, type Step } from './navigator.js'
import { computed, customerPrice, vatPercent } from './pricing.js'
import { Records } from './records.js'
import { ALL_ORDERS, REGISTERS, type Field, type Register } from './registers.js'
import { decimalsOf, setCode } from './rules.js'
import { TEXTS } from './texts.js'

const NOT_YET: AdkError = { ...OK, rc: RC.INVALID_DATA }
const VERSION: Version = { major: 2026, minor: 1 }
const FUNCTIONS: Readonly<Record<Step, number>> = {
  first: FUNCTION.FIRST, last: FUNCTION.LAST, next: FUNCTION.NEXT, previous: FUNCTION.PREVIOUS,
}
const OPS: Readonly<Record<Step, string>> = { first: 'AdkFirst', last: 'AdkLast', next: 'AdkNext', previous: 'AdkPrevious' }

export class AdkSimulator implements AdkApi {
  private opened = false
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

  open2(sysPath: string, companyPath: string, user: string, password: string): AdkError {
    this.world.refresh()
    this.close()
    return this.faults.around('AdkOpen2', () => {
      const rc = openCode(this.world.settings, { sysPath, companyPath, user, password })
      if (rc !== RC.OK) return error(rc, FUNCTION.OPEN2)
      if (!this.seat.take()) return error(RC.TOO_MANY_LICENCES, FUNCTION.OPEN2)
      this.opened = true
      return OK
    }, (rc) => error(rc, FUNCTION.OPEN2))
  }

  close(): void {
    this.opened = false
    this.seat.release()
  }

  createData(db: number): AdkData { return new RecordBuffer(db, REGISTERS.get(db)) }
  createDataRow(rowDb: number): AdkData { return new RecordBuffer(rowDb, undefined) }
  getDataRow(rows: AdkData): AdkData { return rows }

  deleteStruct(data: AdkData): AdkError {
    if (!(data instanceof RecordBuffer) || data.freed) return error(RC.INVALID_STRUCT, FUNCTION.DELETE_STRUCT)
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
    return { error: got.error, value: dateNumber(String(got.value ?? '').slice(0, 10)) ?? 0 }
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
    return this.about(data, field, 0, (known) => (known.readOnly ? 0 : 1)).value === 1
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

  first(data: AdkData): AdkError { return this.move(data, 'first') }
  last(data: AdkData): AdkError { return this.move(data, 'last') }
  next(data: AdkData): AdkError { return this.move(data, 'next') }
  previous(data: AdkData): AdkError { return this.move(data, 'previous') }
  firstEx(data: AdkData): AdkError { return this.move(data, 'first') }
  nextEx(data: AdkData): AdkError { return this.move(data, 'next') }
  findEx(data: AdkData): AdkError { return this.find(data) }

  find(data: AdkData): AdkError {
    return this.faults.around('AdkFind', () => {
      const rc = this.usable(data)
      if (rc !== RC.OK) return error(rc, FUNCTION.FIND)
      this.world.refresh()
      return error(this.navigator.find(data as RecordBuffer), FUNCTION.FIND)
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

  addEx(data: AdkData): AdkError { return this.add(data) }
  updateEx(data: AdkData): AdkError { return this.update(data) }

  update(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkUpdate', call: FUNCTION.UPDATE, work: (buffer) => this.records.update(buffer) })
  }

  deleteRecord(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkDeleteRecord', call: FUNCTION.DELETE, work: (buffer) => this.records.remove(buffer) })
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

  getVatPercentOnArticle(article: string): Out<number> {
    if (!this.opened) return { error: error(RC.NO_DB_OPEN, FUNCTION.GET_VAT_PERCENT), value: 0 }
    this.navigator.wander(REGISTERS.get(DB.ARTICLE) as Register, article)
    const { rc, value } = vatPercent(this.world, article)
    return { error: error(rc, FUNCTION.GET_VAT_PERCENT), value: value ?? 0 }
  }

  getCustomerPrice2(question: PriceQuestion): Out<{ price: number; currency: string }> {
    const currency = String(this.world.row('PRM', 'PRM')?.['CURRENCY_CODE'] ?? '')
    if (!this.opened) return { error: error(RC.NO_DB_OPEN, FUNCTION.GET_CUSTOMER_PRICE), value: { price: 0, currency } }
    const { rc, value } = customerPrice(this.world, question)
    return { error: error(rc, FUNCTION.GET_CUSTOMER_PRICE), value: { price: value ?? 0, currency } }
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

  // Not simulated yet: each says that the record is not one of this kind.
  open(): AdkError { return NOT_YET }
  openEx(): AdkError { return NOT_YET }
  openEx2(): AdkError { return NOT_YET }
  isLoginActivated(): Out<boolean> { return { error: NOT_YET, value: false } }
  setWarningFunction(): void { return undefined }
  getData(): Out<AdkData> { return { error: NOT_YET, value: { db: 0 } } }
  setData(): AdkError { return NOT_YET }
  getNrowsFldId(): Out<number> { return { error: NOT_YET, value: 0 } }
  getRowsFldId(): Out<number> { return { error: NOT_YET, value: 0 } }
  getRowDbId(): Out<number> { return { error: NOT_YET, value: 0 } }
  lastEx(data: AdkData): AdkError { return this.move(data, 'last') }
  previousEx(data: AdkData): AdkError { return this.move(data, 'previous') }
  find2(data: AdkData): AdkError { return this.find(data) }
  delete(data: AdkData): AdkError { return this.deleteRecord(data) }
  deleteRow(): AdkError { return NOT_YET }
  dateTimeToLong(): Out<number> { return { error: NOT_YET, value: 0 } }
  longToDateTime(): Out<string> { return { error: NOT_YET, value: '' } }
  getBookingYearId(): Out<string> { return { error: NOT_YET, value: '' } }
  getCustomerPrice(question: PriceQuestion): Out<number> {
    const { error: refused, value } = this.getCustomerPrice2(question)
    return { error: refused, value: value.price }
  }

  getAdmSizeEx(): Out<{ size: number; text: string }> { return this.getAdmSize() }
  getCompanyNameEx(): Out<CompanyName> { return this.getCompanyName() }
  getCompanySetting(): Out<number> { return { error: NOT_YET, value: 0 } }
  getSie(): AdkError { return NOT_YET }

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

  private move(data: AdkData, step: Step): AdkError {
    return this.faults.around(OPS[step], () => {
      const rc = this.usable(data)
      return error(rc === RC.OK ? this.navigator.move(data as RecordBuffer, step) : rc, FUNCTIONS[step])
    }, (rc) => error(rc, FUNCTIONS[step]))
  }

  private write(data: AdkData, how: { op: string; call: number; work: (buffer: RecordBuffer) => number }): AdkError {
    return this.faults.around(how.op, () => {
      const rc = this.usable(data)
      if (rc !== RC.OK) return error(rc, how.call)
      this.world.refresh()
      return error(how.work(data as RecordBuffer), how.call)
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
