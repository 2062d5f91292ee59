// The program's API through its own library. Each method is one native call and nothing else. What
// could bring the process down is stopped here: a buffer that was freed never reaches the library.
import { toWindows1252, windows1252Bytes, windows1252Text } from '../../../../values/windows-1252.js'
import {
  OK, RC, type AdkApi, type AdkData, type AdkError, type CompanyName, type OnWarning, type Out, type PriceQuestion, type Variant, type Version,
} from '../../adk.js'
import { LETTERS_REPLACED, lackingName } from './codes.js'
import type { Call, Library } from './ffi.js'

/** Longer than any error text, company name or edition that the library is known to give. */
const INFO_SIZE = 512
const CURRENCY_SIZE = 16
/** More texts than one document can have. */
const REPLACED_KEPT = 10_000
/** The library's own code for no record at all. */
const NULL_POINTER = 671

/** A value that was written in other letters. */
interface Replaced { readonly field: number; readonly text: string }

/** A record buffer of the library. */
class NativeData implements AdkData {
  /** Counts what may move the rows of a head in memory. */
  moves = 0
  /** New rows that are to be added with this head. */
  attached: NativeData | undefined
  private replaced: Replaced[] = []
  private freed = false
  private readonly born: number

  constructor(readonly db: number, readonly address: bigint | null, private readonly owner?: NativeData) {
    this.born = owner?.moves ?? 0
  }

  /** A row is there as long as its head stands where it stood. */
  get alive(): boolean { return !this.freed && (this.owner === undefined || (this.owner.alive && this.owner.moves === this.born)) }

  free(): void { this.freed = true }

  /** Kept with the head or the rows that go over as one. */
  note(replaced: Replaced): void { (this.owner ?? this).replaced.push(replaced) }

  /** What was set since the last record, with its rows. */
  takeReplaced(): readonly Replaced[] {
    const taken = [...this.replaced, ...(this.attached?.takeReplaced() ?? [])]
    this.replaced = []
    this.attached = undefined
    return taken
  }
}

export class NativeAdk implements AdkApi {
  private opened = false
  private onWarning: OnWarning | undefined
  private warning: bigint | undefined
  private room = Buffer.alloc(INFO_SIZE)
  /** What the latest warnings about letters say; a warning itself has room for numbers only. */
  private readonly replaced: string[] = []
  private replacedEver = 0

  constructor(private readonly library: Library) {}

  open(sysPath: string, companyPath: string): AdkError { return this.openBy('AdkOpen', { sysPath, companyPath }, []) }

  openEx(sysPath: string, companyPath: string, logOn: number): AdkError {
    return this.openBy('AdkOpenEx', { sysPath, companyPath }, [], logOn)
  }

  open2(sysPath: string, companyPath: string, user: string, password: string): AdkError {
    return this.openBy('AdkOpen2', { sysPath, companyPath }, [user, password])
  }

  openEx2(sysPath: string, companyPath: string, user: string, password: string, logOn: number): AdkError {
    return this.openBy('AdkOpenEx2', { sysPath, companyPath }, [user, password], logOn)
  }

  isLoginActivated(sysPath: string, companyPath: string): Out<boolean> {
    return this.exact([sysPath, companyPath], false, (texts) => {
      const is = [0]
      return { error: this.ask('AdkIsLoginActivated', ...texts, is), value: is[0] !== 0 }
    })
  }

  close(): void {
    this.opened = false
    this.run('AdkClose')
  }

  /** The library may call it until it is told of another one, or of none. */
  setWarningFunction(onWarning: OnWarning | undefined): void {
    const before = this.warning
    this.onWarning = onWarning
    this.warning = onWarning && this.library.callback(onWarning)
    this.run('AdkSetWarningFunction', this.warning ?? null)
    if (before !== undefined) this.library.letGo(before)
  }

  createData(db: number): AdkData { return new NativeData(db, this.run('AdkCreateData', db) as bigint | null) }

  createDataRow(rowDb: number, count: number): AdkData {
    return new NativeData(rowDb, this.run('AdkCreateDataRow', rowDb, count) as bigint | null)
  }

  getDataRow(rows: AdkData, index: number): AdkData {
    const address = this.refusal(rows) ? null : this.run('AdkGetDataRow', (rows as NativeData).address, index)
    return new NativeData(rows.db, address as bigint | null, rows instanceof NativeData ? rows : undefined)
  }

  deleteStruct(data: AdkData): AdkError {
    const error = this.of(data, 'AdkDeleteStruct')
    if (error.rc === RC.OK) (data as NativeData).free()
    return error
  }

  resetStruct(data: AdkData): AdkError { return this.reading(data, 'AdkResetStruct') }

  getStr(data: AdkData, field: number, size: number): Out<string> {
    const refused = this.refusal(data)
    if (refused) return { error: refused, value: '' }
    return this.text(size, (room) => this.ask('AdkGetStr', (data as NativeData).address, field, room, size))
  }

  getBool(data: AdkData, field: number): Out<boolean> {
    const { error, value } = this.number(data, 'AdkGetBool', field)
    return { error, value: value !== 0 }
  }

  getDouble(data: AdkData, field: number): Out<number> { return this.number(data, 'AdkGetDouble', field) }
  getDate(data: AdkData, field: number): Out<number> { return this.number(data, 'AdkGetDate', field) }

  getData(data: AdkData, rowsField: number, index: number): Out<AdkData> {
    const place = [null]
    const error = this.of(data, 'AdkGetData', rowsField, index, place)
    const head = data instanceof NativeData ? data : undefined
    // Each register of rows has the number after that of its heads.
    return { error, value: new NativeData(data.db + 1, error.rc === RC.OK ? place[0] as bigint | null : null, head) }
  }

  setStr(data: AdkData, field: number, value: string): AdkError {
    const { text, changed, replaced } = toWindows1252(value)
    const error = this.of(data, 'AdkSetStr', field, windows1252Bytes(text, 1))
    if (changed && error.rc === RC.OK) {
      (data as NativeData).note({ field, text: `${replaced.join(' ')} finns inte i Visma; skrevs som "${text}"` })
    }
    return error
  }

  setBool(data: AdkData, field: number, value: boolean): AdkError { return this.of(data, 'AdkSetBool', field, value ? 1 : 0) }
  setDouble(data: AdkData, field: number, value: number): AdkError { return this.of(data, 'AdkSetDouble', field, value) }
  setDate(data: AdkData, field: number, value: number): AdkError { return this.of(data, 'AdkSetDate', field, value) }

  setData(data: AdkData, rowsField: number, rows: AdkData): AdkError {
    const error = this.refusal(rows) ?? this.moving(data, 'AdkSetData', rowsField, (rows as NativeData).address)
    if (error.rc === RC.OK) (data as NativeData).attached = rows as NativeData
    return error
  }

  getType(data: AdkData, field: number): Out<number> { return this.number(data, 'AdkGetType', field) }
  getLength(data: AdkData, field: number): Out<number> { return this.number(data, 'AdkGetLength', field) }
  getDecimals(data: AdkData, field: number): Out<number> { return this.number(data, 'AdkGetDecimals', field) }

  isReadWrite(data: AdkData, field: number): boolean {
    return !this.refusal(data) && this.run('AdkIsReadWrite', (data as NativeData).address, field) !== 0
  }

  getFieldName(db: number, field: number, size: number): Out<string> {
    return this.text(size, (room) => this.ask('AdkGetFieldName', db, field, room, size))
  }

  getTimestampField(data: AdkData): Out<number> { return this.number(data, 'AdkGetTimestampField') }
  getLastFldId(data: AdkData): Out<number> { return this.number(data, 'AdkGetLastFldId') }
  getNrowsFldId(data: AdkData): Out<number> { return this.number(data, 'AdkGetNrowsFldId') }
  getRowsFldId(data: AdkData): Out<number> { return this.number(data, 'AdkGetRowsFldId') }
  getRowDbId(data: AdkData): Out<number> { return this.number(data, 'AdkGetRowDbId') }

  first(data: AdkData): AdkError { return this.reading(data, 'AdkFirst') }
  last(data: AdkData): AdkError { return this.reading(data, 'AdkLast') }
  next(data: AdkData): AdkError { return this.reading(data, 'AdkNext') }
  previous(data: AdkData): AdkError { return this.reading(data, 'AdkPrevious') }
  find(data: AdkData): AdkError { return this.reading(data, 'AdkFind') }
  firstEx(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkFirstEx', rows ? 1 : 0) }
  lastEx(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkLastEx', rows ? 1 : 0) }
  nextEx(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkNextEx', rows ? 1 : 0) }
  previousEx(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkPreviousEx', rows ? 1 : 0) }
  findEx(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkFindEx', rows ? 1 : 0) }
  find2(data: AdkData, rows: boolean): AdkError { return this.reading(data, 'AdkFind2', rows ? 1 : 0) }
  setSortOrder(data: AdkData, order: number): AdkError { return this.of(data, 'AdkSetSortOrder', order) }

  setFilter(data: AdkData, field: number, expression: string, version: number): AdkError {
    const bytes = exactBytes(expression)
    return bytes ? this.of(data, 'AdkSetFilter', field, bytes, version) : unwritable(field)
  }

  isFilterable(data: AdkData, field: number): Out<boolean> {
    const { error, value } = this.number(data, 'AdkIsFilterable', field)
    return { error, value: value !== 0 }
  }

  clearFilters(data: AdkData): AdkError { return this.of(data, 'AdkClearFilters') }

  add(data: AdkData): AdkError { return this.writing(data, 'AdkAdd') }
  addEx(data: AdkData, rows: boolean): AdkError { return this.writing(data, 'AdkAddEx', rows ? 1 : 0) }
  update(data: AdkData): AdkError { return this.writing(data, 'AdkUpdate') }
  updateEx(data: AdkData, rows: boolean): AdkError { return this.writing(data, 'AdkUpdateEx', rows ? 1 : 0) }
  delete(data: AdkData): AdkError { return this.moving(data, 'AdkDelete') }
  deleteRecord(data: AdkData): AdkError { return this.moving(data, 'AdkDeleteRecord') }
  deleteRow(head: AdkData, number: number): AdkError { return this.moving(head, 'AdkDeleteRow', number) }

  dateToLong(text: string): Out<number> { return this.long('AdkDateToLong', text) }
  dateTimeToLong(text: string): Out<number> { return this.long('AdkDateTimeToLong', text) }
  longToDate(date: number, size: number): Out<string> { return this.text(size, (room) => this.ask('AdkLongToDate', date, room, size)) }

  longToDateTime(date: number, size: number): Out<string> {
    return this.text(size, (room) => this.ask('AdkLongToDateTime', date, room, size))
  }

  getBookingYearId(date: number, size: number): Out<string> {
    return this.text(size, (room) => this.ask('AdkGetBookingYearId', date, room, size))
  }

  getVatPercentOnArticle(article: string): Out<number> { return this.long('AdkGetVatpercentOnArticle', article) }

  getCustomerPrice(question: PriceQuestion): Out<number> {
    return this.exact([question.customer, question.article], 0, (texts) => {
      const price = [0]
      return { error: this.ask('AdkGetCustomerPrice', ...texts, ...terms(question), price), value: price[0] as number }
    })
  }

  getCustomerPrice2(question: PriceQuestion): Out<{ readonly price: number; readonly currency: string }> {
    return this.exact([question.customer, question.article], { price: 0, currency: '' }, (texts) => {
      const price = [0]
      const { error, value: currency } = this.text(CURRENCY_SIZE,
        (room) => this.ask('AdkGetCustomerPrice2', ...texts, ...terms(question), price, room, CURRENCY_SIZE))
      return { error, value: { price: price[0] as number, currency } }
    })
  }

  getErrorText(error: AdkError, textType: number): string {
    if (error.rc === LETTERS_REPLACED) return this.replaced[error.programPart] ?? ''
    const lacking = lackingName(error.rc)
    if (lacking !== undefined) return `${lacking} finns inte i den installerade versionen`
    const { value } = this.text(INFO_SIZE, (room) => {
      this.run('AdkGetErrorText', error, textType, room, INFO_SIZE)
      return OK
    })
    return value
  }

  getAdmSize(): Out<{ readonly size: number; readonly text: string }> { return this.sizeBy('AdkGetAdmSize') }
  getAdmSizeEx(): Out<{ readonly size: number; readonly text: string }> { return this.sizeBy('AdkGetAdmSizeEx') }

  getVariant(sysPath: string): Out<Variant> {
    return this.exact([sysPath], { variant: 0, hasApi: false, text: '' }, ([path]) => {
      const [variant, hasApi] = [[0], [0]]
      const { error, value: text } = this.text(INFO_SIZE, (room) => this.ask('AdkGetVariant', variant, hasApi, room, INFO_SIZE, path))
      return { error, value: { variant: variant[0] as number, hasApi: hasApi[0] !== 0, text } }
    })
  }

  getVersion(): Version { return this.versionBy('AdkGetVersion') }
  getProgramDatabaseVersion(): Version { return this.versionBy('AdkGetProgramDatabaseVersion') }

  getCompanyName(companyPath: string, strict: boolean, sysPath: string): Out<CompanyName> {
    return this.companyBy('AdkGetCompanyName', companyPath, strict, sysPath)
  }

  getCompanyNameEx(companyPath: string, strict: boolean, sysPath: string): Out<CompanyName> {
    return this.companyBy('AdkGetCompanyNameEx', companyPath, strict, sysPath)
  }

  getCompanySetting(name: string): Out<number> { return this.long('AdkGetCompanySetting', name) }

  getSie(type: number, year: string, file: string, path: string): AdkError {
    const letter = exactBytes(year)
    return this.exact([file, path], undefined, (texts) => {
      if (letter?.length !== 2) return { error: unwritable(), value: undefined }
      return { error: this.ask('AdkGetSie', type, ((letter[0] as number) << 24) >> 24, ...texts), value: undefined }
    }).error
  }

  private openBy(name: string, paths: { sysPath: string; companyPath: string }, login: readonly string[], ...more: readonly number[]): AdkError {
    const [sysPath, companyPath, ...who] = [paths.sysPath, paths.companyPath, ...login].map(exactBytes)
    if (!sysPath) return { ...OK, rc: RC.SYSTEM_PATH }
    if (!companyPath) return { ...OK, rc: RC.COMPANY_PATH }
    if (!who.every(Boolean)) return { ...OK, rc: RC.LOGIN_FAIL }
    const error = this.ask(name, sysPath, companyPath, ...who, ...more)
    this.opened = error.rc === RC.OK
    return error
  }

  private sizeBy(name: string): Out<{ readonly size: number; readonly text: string }> {
    const size = [0]
    const { error, value: text } = this.text(INFO_SIZE, (room) => this.ask(name, size, room, INFO_SIZE))
    return { error, value: { size: size[0] as number, text } }
  }

  private versionBy(name: string): Version {
    const [major, minor] = [[0], [0]]
    this.run(name, major, minor)
    return { major: major[0] as number, minor: minor[0] as number }
  }

  private companyBy(name: string, companyPath: string, strict: boolean, sysPath: string): Out<CompanyName> {
    return this.exact([companyPath, sysPath], { text: '', variant: 0, version: { major: 0, minor: 0 } }, ([company, common]) => {
      const [variant, major, minor] = [[0], [0], [0]]
      const { error, value: text } = this.text(INFO_SIZE,
        (room) => this.ask(name, company, strict ? 1 : 0, common, room, INFO_SIZE, variant, major, minor))
      return { error, value: { text, variant: variant[0] as number, version: { major: major[0] as number, minor: minor[0] as number } } }
    })
  }

  private tellReplaced({ field, text }: Replaced): void {
    const at = this.replacedEver % REPLACED_KEPT
    this.replacedEver += 1
    this.replaced[at] = text
    this.onWarning?.({ ...OK, rc: LETTERS_REPLACED, field, programPart: at })
  }

  /** What a text stands for as a number: a date, a percentage, a setting. */
  private long(name: string, text: string): Out<number> {
    return this.exact([text], 0, ([bytes]) => {
      const place = [0]
      return { error: this.ask(name, bytes, place), value: place[0] as number }
    })
  }

  private number(data: AdkData, name: string, ...values: readonly number[]): Out<number> {
    const place = [0]
    const error = this.of(data, name, ...values, place)
    return { error, value: place[0] as number }
  }

  private text(size: number, call: (room: readonly [Buffer]) => AdkError): Out<string> {
    if (size > this.room.length) this.room = Buffer.alloc(size)
    const { room } = this
    room[0] = 0
    const error = call([room])
    if (error.rc !== RC.OK) return { error, value: '' }
    const end = room.indexOf(0)
    return { error, value: windows1252Text(room.toString('latin1', 0, end < 0 || end > size ? size : end)) }
  }

  /**
   * For texts that name something: written in other letters they would name something else, so a
   * text that cannot be written is refused as the program refuses it.
   */
  private exact<Value>(texts: readonly string[], nothing: Value, call: (bytes: readonly Uint8Array[]) => Out<Value>): Out<Value> {
    const bytes = texts.map(exactBytes)
    return bytes.every((one) => one !== undefined) ? call(bytes as Uint8Array[]) : { error: unwritable(), value: nothing }
  }

  /** A call that puts another record into the buffer. */
  private reading(data: AdkData, name: string, ...values: readonly unknown[]): AdkError {
    if (data instanceof NativeData) data.takeReplaced()
    return this.moving(data, name, ...values)
  }

  /** A call that saves what was set: only now are other letters more than a key that was looked for. */
  private writing(data: AdkData, name: string, ...values: readonly unknown[]): AdkError {
    const error = this.moving(data, name, ...values)
    if (error.rc === RC.OK) for (const one of (data as NativeData).takeReplaced()) this.tellReplaced(one)
    return error
  }

  /** A call after which the rows of the record may lie elsewhere. */
  private moving(data: AdkData, name: string, ...values: readonly unknown[]): AdkError {
    const error = this.of(data, name, ...values)
    if (data instanceof NativeData) data.moves += 1
    return error
  }

  private of(data: AdkData, name: string, ...values: readonly unknown[]): AdkError {
    return this.refusal(data) ?? this.ask(name, (data as NativeData).address, ...values)
  }

  /** Why a buffer may not be handed to the library; undefined where it may. */
  private refusal(data: AdkData): AdkError | undefined {
    if (!(data instanceof NativeData) || !data.alive) return { ...OK, rc: RC.INVALID_STRUCT }
    if (data.address !== null) return undefined
    return { ...OK, rc: this.opened ? NULL_POINTER : RC.NO_DB_OPEN }
  }

  private ask(name: string, ...values: readonly unknown[]): AdkError { return this.run(name, ...values) as AdkError }

  private run(name: string, ...values: readonly unknown[]): unknown { return (this.library.calls.get(name) as Call)(...values) }
}

function terms(question: PriceQuestion): readonly number[] {
  const { quantity, invoiceDiscount, rowDiscount, includingVat, currencyChoice } = question
  return [quantity, invoiceDiscount ? 1 : 0, rowDiscount ? 1 : 0, includingVat ? 1 : 0, currencyChoice]
}

/** NUL-terminated; undefined for a text that cannot be written as it is. */
function exactBytes(text: string): Uint8Array | undefined {
  const { text: written, changed } = toWindows1252(text)
  return changed ? undefined : windows1252Bytes(written, 1)
}

function unwritable(field: number = RC.NO_FIELD_INVOLVED): AdkError {
  return { ...OK, rc: RC.INVALID_STRING, field }
}
