// The program's API over a world file instead of a company: the same calls, the same refusals, the same order of things. Every
// effect is in the world's log before it is answered.
import type { Row, World } from '../../world/world.js'
import {
  FUNCTION, OK, RC, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type Out, type PriceQuestion, type Variant, type Version,
} from '../adk.js'
import { openCode, Seat, variantOf } from './access.js'
import { filterPattern, RecordBuffer } from './buffer.js'
import { dateNumber, dateText } from './dates.js'
import { Faults, OWN_PROCESS, type Host } from './faults.js'
import { OrderIndex } from './order-index.js'
import { computed, customerPrice, vatPercent } from './pricing.js'
import { ALL_ORDERS, REGISTERS, rowKey, type Field, type Register, type SortOrder } from './registers.js'
import { decimalsOf, removeCode, saveCode, setCode } from './rules.js'
import { TEXTS } from './texts.js'

type Step = 'first' | 'last' | 'next' | 'previous'
const VERSION: Version = { major: 2026, minor: 1 }
const FUNCTIONS: Readonly<Record<Step, number>> = {
  first: FUNCTION.FIRST, last: FUNCTION.LAST, next: FUNCTION.NEXT, previous: FUNCTION.PREVIOUS,
}
const OPS: Readonly<Record<Step, string>> = { first: 'AdkFirst', last: 'AdkLast', next: 'AdkNext', previous: 'AdkPrevious' }

export class AdkSimulator implements AdkApi {
  private opened = false
  private readonly seat: Seat
  private readonly faults: Faults
  private readonly indexes = new Map<string, OrderIndex>()

  constructor(private readonly world: World, host: Host = OWN_PROCESS) {
    this.seat = new Seat(world)
    this.faults = new Faults(world, host)
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
    if (got.error.rc === RC.OK && value.length + 1 > size) return { error: error(RC.TO_SHORT_STRING, FUNCTION.GET_STRING, field), value: '' }
    return { error: got.error, value }
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

  getType(data: AdkData, field: number): Out<number> { return this.about(data, field, FUNCTION.GET_TYPE, (known) => known.type) }
  getLength(data: AdkData, field: number): Out<number> { return this.about(data, field, FUNCTION.GET_LENGTH, (known) => known.length) }

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
      return error(this.findIn(data as RecordBuffer), FUNCTION.FIND)
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

  add(data: AdkData): AdkError { return this.write(data, { op: 'AdkAdd', call: FUNCTION.ADD, work: (buffer) => this.addRecord(buffer) }) }
  addEx(data: AdkData): AdkError { return this.add(data) }
  updateEx(data: AdkData): AdkError { return this.update(data) }

  update(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkUpdate', call: FUNCTION.UPDATE, work: (buffer) => this.updateRecord(buffer) })
  }

  deleteRecord(data: AdkData): AdkError {
    return this.write(data, { op: 'AdkDeleteRecord', call: FUNCTION.DELETE, work: (buffer) => this.removeRecord(buffer) })
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

  getAdmSize(): Out<{ size: number; text: string }> { return { error: OK, value: { size: variantOf(this.world.settings), text: this.title() } } }
  getVersion(): Version { return VERSION }
  getProgramDatabaseVersion(): Version { return VERSION }

  getVariant(): Out<Variant> {
    const hasApi = this.world.settings['licence'] !== 'no-api'
    return { error: OK, value: { variant: variantOf(this.world.settings), hasApi, text: this.title() } }
  }

  getCompanyName(): Out<string> {
    return { error: OK, value: String(this.world.row('PRM', 'PRM')?.['NAME'] ?? '') }
  }

  private title(): string { return `Visma Administration ${String(this.world.settings['edition'] ?? 1000)}` }

  private get(data: AdkData, field: number, want: { type: number; call: number }): Out<unknown> {
    const known = this.fieldOf(data, field)
    if (typeof known === 'number') return { error: error(known, want.call, field), value: undefined }
    if (known.field.type !== want.type) return { error: error(RC.WRONG_TYPE, want.call, field), value: undefined }
    const { buffer } = known
    const figure = buffer.row && buffer.register?.name === 'ARTICLE' ? computed(this.world, buffer.row, known.field.name) : undefined
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
      return error(rc === RC.OK ? this.moveIn(data as RecordBuffer, step) : rc, FUNCTIONS[step])
    }, (rc) => error(rc, FUNCTIONS[step]))
  }

  private moveIn(buffer: RecordBuffer, step: Step): number {
    const forward = step === 'first' || step === 'next'
    const beyond = forward ? RC.EOF : RC.BOF
    if (step === 'first' || step === 'last') this.world.refresh()
    const register = buffer.register as Register
    if (!buffer.order) return this.moveInSingle(buffer, step, beyond)
    const index = this.index(register, buffer.order)
    let entry = step === 'first' ? index.first() : step === 'last' ? index.last() : beside(index, buffer.sort, forward)
    while (entry) {
      const row = this.world.row(register.name, entry.key)
      if (row && buffer.shows(row)) {
        buffer.load(row, entry.sort)
        return RC.OK
      }
      entry = beside(index, entry.sort, forward)
    }
    return beyond
  }

  private moveInSingle(buffer: RecordBuffer, step: Step, beyond: number): number {
    const register = buffer.register as Register
    const row = this.world.row(register.name, register.name)
    if (!row || step === 'next' || step === 'previous') return beyond
    buffer.load(row, undefined)
    return RC.OK
  }

  private findIn(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    if (!buffer.order) return this.moveInSingle(buffer, 'first', RC.NOT_FOUND)
    const name = buffer.order.by[0] as string
    const value = buffer.value(name) ?? ''
    if (value === '') return RC.NO_KEY
    const entry = this.index(register, buffer.order).at(OrderIndex.start(value))
    const row = entry && this.world.row(register.name, entry.key)
    if (!entry || !row || row[name] !== value) {
      buffer.sort = OrderIndex.start(value)
      return RC.NOT_FOUND
    }
    buffer.load(row, entry.sort)
    return RC.OK
  }

  private write(data: AdkData, how: { op: string; call: number; work: (buffer: RecordBuffer) => number }): AdkError {
    return this.faults.around(how.op, () => {
      const rc = this.usable(data)
      if (rc !== RC.OK) return error(rc, how.call)
      this.world.refresh()
      return error(how.work(data as RecordBuffer), how.call)
    }, (rc) => error(rc, how.call))
  }

  private addRecord(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const row = { ...buffer.values }
    const next = register.name === 'ARTICLE' && String(row['NUMBER'] ?? '') === '' ? this.nextNumber() : undefined
    if (next !== undefined) row['NUMBER'] = next
    if (register.name === 'PRICE' && row['BASE'] === true) row['QUANTITY'] = 0
    const rc = saveCode(this.world, { register, row })
    if (rc !== RC.OK) return rc
    this.keep(buffer, `AdkAdd ${register.name}`, row)
    if (next !== undefined) this.advance(next)
    return RC.OK
  }

  private updateRecord(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const before = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
    if (!before) return RC.NOT_FOUND
    // Only what was set is written, so that somebody else's edit of another field stays.
    const row = { ...before, ...buffer.set }
    const rc = saveCode(this.world, { register, row, before })
    if (rc === RC.OK) this.keep(buffer, `AdkUpdate ${register.name}`, row)
    return rc
  }

  private removeRecord(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const row = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
    if (!row || buffer.key === undefined) return RC.NOT_FOUND
    const rc = removeCode(this.world, { register, row })
    if (rc === RC.OK) this.world.effect(`AdkDeleteRecord ${register.name}`, [[register.name, buffer.key, null]])
    return rc
  }

  private keep(buffer: RecordBuffer, what: string, row: Row): void {
    const register = buffer.register as Register
    const now = new Date().toISOString()
    if (register.key.length > 0) row['TIMESTAMP'] = now
    if (register.name === 'PRICE') row['DATE_OF_CHANGE'] = now.slice(0, 10)
    const key = rowKey(register, row)
    this.world.effect(what, [[register.name, key, row]])
    buffer.load(this.world.row(register.name, key) ?? row, buffer.sort)
  }

  private nextNumber(): string { return String(this.world.row('PRM2', 'PRM2')?.['NEXT_ARTICLE_NO'] ?? '1') }

  private advance(used: string): void {
    const prm2 = this.world.row('PRM2', 'PRM2') ?? {}
    this.world.effect('number series', [['PRM2', 'PRM2', { ...prm2, NEXT_ARTICLE_NO: String(Number(used) + 1) }]])
  }

  private fieldOf(data: AdkData, field: number): { buffer: RecordBuffer; field: Field } | number {
    const rc = this.usable(data)
    if (rc !== RC.OK) return rc
    const buffer = data as RecordBuffer
    const known = (buffer.register as Register).fields.get(field)
    if (!known) return RC.UNKNOWN_FIELD
    if (!has(known.only, this.world)) return RC.FIELD_NOT_IN_EDITION
    if (lacks(this.world, 'fields').includes(`${(buffer.register as Register).name}_${known.name}`)) return RC.FIELD_NOT_IN_EDITION
    return { buffer, field: known }
  }

  private usable(data: AdkData): number {
    if (!(data instanceof RecordBuffer)) return RC.INVALID_DATA
    if (data.freed) return RC.INVALID_STRUCT
    if (!this.opened) return RC.NO_DB_OPEN
    if (!data.register || !has(data.register.only, this.world)) return RC.TABLE_NOT_IN_EDITION
    return lacks(this.world, 'registers').includes(data.register.name) ? RC.TABLE_NOT_IN_EDITION : RC.OK
  }

  private index(register: Register, order: SortOrder): OrderIndex {
    const id = `${register.name}:${order.id}`
    const known = this.indexes.get(id)
    if (known) return known
    const made = new OrderIndex(this.world, register, order)
    this.indexes.set(id, made)
    return made
  }
}

function beside(index: OrderIndex, sort: string | undefined, forward: boolean): ReturnType<OrderIndex['first']> {
  if (sort === undefined) return forward ? index.first() : index.last()
  return forward ? index.after(sort) : index.before(sort)
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
