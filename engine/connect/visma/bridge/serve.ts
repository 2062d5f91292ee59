// Translates the verbs of the bridge into calls of the API, and nothing else: no decision, no
// retry, no knowledge of articles.
import { randomInt } from 'node:crypto'
import { RC, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type Out, type PriceQuestion, type Version } from '../adk.js'
import type {
  Above, AboveAsk, AddDocumentAsk, Ask, Cell, Chunk, CustomerPrice, DocumentCells, DocumentReading, DocumentsAsk, Fault, FieldFacts,
  FieldValue, FindAsk, Installation, OpenAsk, Place, Reading, RegisterFacts, Reply, Row, RowEdit, ScanAsk, Survey, SurveyAsk,
  UpdateDocumentAsk, Verb, Verbs,
} from './protocol.js'

/** Longer than any text of the API. */
const TEXT_SIZE = 512
const DATE_SIZE = 11
/** The text form of an instant is not publicly known; room for any. */
const INSTANT_SIZE = 32
const YEAR_SIZE = 16
/** A key that no record can have: too long, or in letters that the program does not have. */
const IMPOSSIBLE_KEY: ReadonlySet<number> = new Set([RC.INVALID_STRING, RC.TOO_MANY_SIGNS])
const NO_SUCH_RECORD: ReadonlySet<number> = new Set([RC.NOT_FOUND, RC.EOF])
const NOT_THERE: ReadonlySet<number> = new Set([...NO_SUCH_RECORD, ...IMPOSSIBLE_KEY])
const VAT_UNKNOWN: ReadonlySet<number> = new Set([RC.VAT_ARTICLE_NOT_FOUND, RC.VAT_NO_CODE])
const PRICE_UNKNOWN: ReadonlySet<number> = new Set([RC.PRICE_ARTICLE_NOT_FOUND, RC.ARTICLE_NOT_FOUND, RC.NOT_FOUND])
const OUTSIDE_YEARS: ReadonlySet<number> = new Set([RC.DATE_OUTSIDE_YEARS, RC.NOT_FOUND])
const FIELD_MISSING: ReadonlySet<number> = new Set([RC.UNKNOWN_FIELD, RC.FIELD_NOT_IN_EDITION])

interface Cursor { data: AdkData; ask: ScanAsk; last: Cell | undefined; moves: number }
type Handlers = { readonly [V in Verb]: (ask: never) => unknown }

/** Unwinds to serve() from anywhere inside a verb. */
class Refused extends Error {
  /** row: of a document, from 1, where it was a value of a row. */
  constructor(readonly error: AdkError, readonly row?: number) { super(`rc ${error.rc}`) }
}

/** One company's API behind the bridge. */
export class Session {
  private readonly types = new Map<number, number>()
  private readonly rowsOf = new Map<number, RegisterFacts['rows']>()
  /** What the program remarked since the verb began. */
  private warned: AdkError[] = []
  private readonly cursors = new Map<number, Cursor>()
  /** Not from nothing: the number of a cursor of an earlier session is never one of this. */
  private cursorsEver = randomInt(2 ** 47)
  /**
   * Counts calls that move in a register: the program may keep one place per register, not per
   * buffer.
   */
  private moves = 0
  private readonly handlers: Handlers

  constructor(private readonly api: AdkApi) {
    this.handlers = {
      survey: (ask: SurveyAsk) => this.survey(ask),
      open: (ask: OpenAsk) => this.open(ask),
      describe: (ask: { register: number; fields: number[] }) =>
        this.within(ask.register, (data) => ask.fields.map((field) => this.describe(data, field))),
      scan: (ask: ScanAsk) => this.scan(ask),
      more: (ask: { cursor: number }) => this.more(ask.cursor),
      stop: (ask: { cursor: number }) => this.stop(ask.cursor),
      find: (ask: FindAsk) => this.find(ask),
      vat: (ask: { articles: string[] }) => ask.articles.map((article) => this.vatOf(article)),
      add: (ask: { register: number; values: FieldValue[]; read: Reading }) => this.within(ask.register, (data) => {
        for (const one of ask.values) this.set(data, one)
        check(this.api.add(data))
        return this.readBack(data, ask.read)
      }),
      update: (ask: { place: Place; values: FieldValue[]; read: Reading }) => this.within(ask.place.register, (data) => {
        this.locate(data, ask.place)
        for (const one of ask.values) this.set(data, one)
        check(this.api.update(data))
        return this.readBack(data, ask.read)
      }),
      remove: (ask: { place: Place }) => this.within(ask.place.register, (data) => {
        this.locate(data, ask.place)
        check(this.api.deleteRecord(data))
        return null
      }),
      last: (ask: Verbs['last']['ask']) => this.within(ask.register, (data) => this.last(data, ask)),
      above: (ask: AboveAsk) => this.within(ask.register, (data) => this.above(data, ask)),
      documents: (ask: DocumentsAsk) => ask.keys.map((key) => this.document(key, ask)),
      addDocument: (ask: AddDocumentAsk) => this.within(ask.register, (head) => this.addDocument(head, ask)),
      updateDocument: (ask: UpdateDocumentAsk) => this.within(ask.place.register, (head) => this.updateDocument(head, ask)),
      registerFacts: (ask: { register: number }) => this.within(ask.register, (data) => this.registerFacts(data)),
      filterable: (ask: { register: number; fields: number[] }) =>
        this.within(ask.register, (data) => ask.fields.map((field) => this.isFilterable(data, field))),
      customerPrice: (ask: { questions: PriceQuestion[] }) => ask.questions.map((question) => this.customerPrice(question)),
      bookingYear: (ask: { dates: string[] }) => ask.dates.map((date) => this.bookingYear(date)),
      close: () => this.close(),
    }
  }

  /** One message in, one answer out. Throws only what the API itself throws. */
  serve(message: Ask): Reply {
    this.warned = []
    try {
      return this.withWarnings({ ok: this.handlers[message.verb](message.ask as never) } as Reply)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const fault = this.faultOf(error.error)
      return this.withWarnings({ fault: error.row === undefined ? fault : { ...fault, row: error.row } })
    }
  }

  private withWarnings(reply: Reply): Reply {
    return this.warned.length === 0 ? reply : { ...reply, warnings: this.warned.map((one) => this.faultOf(one)) }
  }

  close(): null {
    for (const cursor of [...this.cursors.keys()]) this.stop(cursor)
    this.types.clear()
    this.rowsOf.clear()
    this.api.close()
    return null
  }

  private open(ask: OpenAsk): Installation {
    this.api.setWarningFunction((warning) => { this.warned.push({ ...warning }) })
    // The native library answers every later call with "no company open" where a failed open is
    // passed over.
    check(this.api.open2(ask.sysPath, ask.companyPath, ask.user, ask.password))
    const variant = taken(this.api.getVariant(ask.sysPath))
    return {
      variant: variant.variant, variantText: variant.text, hasApi: variant.hasApi,
      version: versionText(this.api.getVersion()), databaseVersion: versionText(this.api.getProgramDatabaseVersion()),
      companyName: taken(this.api.getCompanyName(ask.companyPath, false, ask.sysPath)).text,
    }
  }

  private survey({ sysPath, companyPath }: SurveyAsk): Survey {
    const program = this.api.getVariant(sysPath)
    const company = this.api.getCompanyName(companyPath, false, sysPath)
    const login = this.api.isLoginActivated(sysPath, companyPath)
    const parts = { program: program.error, company: company.error, loginActivated: login.error }
    const { text, variant, version } = company.value
    return {
      version: versionText(this.api.getVersion()), databaseVersion: versionText(this.api.getProgramDatabaseVersion()),
      ...(parts.program.rc === RC.OK ? { program: program.value } : {}),
      ...(parts.company.rc === RC.OK ? { company: { name: text, variant, version: versionText(version) } } : {}),
      ...(parts.loginActivated.rc === RC.OK ? { loginActivated: login.value } : {}),
      faults: (['program', 'company', 'loginActivated'] as const).filter((part) => parts[part].rc !== RC.OK)
        .map((part) => ({ part, fault: this.faultOf(parts[part]) })),
    }
  }

  private describe(data: AdkData, field: number): FieldFacts {
    const type = this.api.getType(data, field)
    const { rc } = type.error
    if (FIELD_MISSING.has(rc)) return { field, type: TYPE.UNUSED, length: 0, decimals: 0, writable: false, missing: rc }
    check(type.error)
    return {
      field, type: type.value, writable: this.api.isReadWrite(data, field),
      length: type.value === TYPE.CHAR ? taken(this.api.getLength(data, field)) : 0,
      decimals: type.value === TYPE.DOUBLE ? taken(this.api.getDecimals(data, field)) : 0,
    }
  }

  private scan(ask: ScanAsk): Chunk {
    const data = this.api.createData(ask.register)
    try {
      if (ask.order !== undefined) check(this.api.setSortOrder(data, ask.order))
      for (const filter of ask.filters ?? []) check(this.api.setFilter(data, filter.field, filter.expression, 0))
      if (!this.begin(data, ask)) {
        this.api.deleteStruct(data)
        return { rows: [] }
      }
    } catch (error) {
      this.api.deleteStruct(data)
      throw error
    }
    const cursor = this.cursorsEver += 1
    this.cursors.set(cursor, { data, ask, last: undefined, moves: this.moves })
    return this.chunk(cursor)
  }

  /** At the first record of the scan, or where an earlier one stopped. false: there is none. */
  private begin(data: AdkData, ask: ScanAsk): boolean {
    if (ask.at !== undefined && ask.unique !== undefined) return this.goTo(data, { ...ask, unique: ask.unique }, ask.at)
    if (ask.from) this.set(data, ask.from)
    this.moves += 1
    return this.stepped(ask.from ? this.found(data, ask.heads) : this.begun(data, ask.heads))
  }

  private more(cursor: number): Chunk {
    const open = this.cursors.get(cursor)
    if (!open) throw new Refused({ rc: RC.INVALID_DATA, dbTable: 187, field: 188, function: 0, programPart: 0 })
    return this.chunk(cursor)
  }

  private chunk(cursor: number): Chunk {
    const open = this.cursors.get(cursor) as Cursor
    const { data, ask } = open
    const rows: Row[] = []
    try {
      let more = this.resume(open)
      while (more && rows.length < ask.chunk) {
        if (ask.from && this.get(data, ask.from.field) !== ask.from.value) more = false
        else {
          rows.push(this.read(data, { fields: ask.fields, ...(ask.instants ? { instants: ask.instants } : {}) }))
          more = this.stepped(this.stepOn(data, ask.heads))
        }
      }
      if (more && ask.unique !== undefined) open.last = this.get(data, ask.unique)
      if (!more) this.stop(cursor)
      open.moves = this.moves
      return { rows: this.withVat(rows, ask), ...(more ? { cursor, ...(open.last === undefined ? {} : { at: open.last }) } : {}) }
    } catch (error) {
      this.stop(cursor)
      throw error
    }
  }

  /** Back to the record that comes next, where somebody moved in between. */
  private resume(open: Cursor): boolean {
    const { ask, data, last } = open
    if (open.moves === this.moves || last === undefined || ask.unique === undefined) return true
    return this.goTo(data, { ...ask, unique: ask.unique }, last)
  }

  /** To the record whose unique field says this, or to what comes after the place where it was. */
  private goTo(data: AdkData, ask: ScanAsk & { readonly unique: number }, at: Cell): boolean {
    this.moves += 1
    if (ask.from && ask.from.field !== ask.unique) return this.resumeWithin(data, { ...ask, from: ask.from }, at)
    this.set(data, { field: ask.unique, value: at })
    const found = this.found(data, ask.heads)
    if (NO_SUCH_RECORD.has(found.rc)) return this.stepped(this.stepOn(data, ask.heads))
    check(found)
    return true
  }

  /** In an order whose key several records share: from the first of them to the one that comes next. */
  private resumeWithin(data: AdkData, ask: ScanAsk & { from: FieldValue; unique: number }, last: Cell): boolean {
    this.set(data, ask.from)
    let there = this.stepped(this.found(data, ask.heads))
    while (there && this.get(data, ask.from.field) === ask.from.value) {
      if (this.get(data, ask.unique) === last) return true
      there = this.stepped(this.stepOn(data, ask.heads))
    }
    // Nobody can tell how many of them were read: what is left out here would count as not there.
    throw new Refused({ rc: RC.NOT_FOUND, dbTable: 187, field: ask.unique, function: 0, programPart: 0 })
  }

  private stop(cursor: number): null {
    const open = this.cursors.get(cursor)
    if (open) this.api.deleteStruct(open.data)
    this.cursors.delete(cursor)
    return null
  }

  private find(ask: FindAsk): (Row | null)[] {
    return this.within(ask.register, (data) => {
      return ask.keys.map((value): Row | null => {
        const key = { field: ask.key, value }
        const place: Place = { register: ask.register, order: ask.order, key, where: ask.where ?? [] }
        try {
          this.locate(data, place, ask.heads)
        } catch (error) {
          if (error instanceof Refused && NOT_THERE.has(error.error.rc)) return null
          throw error
        }
        return this.read(data, ask)
      })
    })
  }

  /**
   * Moves to the record. It answers "not found" also where the program stops at the nearest key.
   */
  private locate(data: AdkData, place: Place, heads?: boolean): void {
    check(this.api.resetStruct(data))
    check(this.api.setSortOrder(data, place.order))
    this.set(data, place.key)
    this.moves += 1
    check(this.found(data, heads))
    while (this.get(data, place.key.field) === place.key.value) {
      if ((place.where ?? []).every((one) => this.get(data, one.field) === one.value)) return
      check(this.stepOn(data, heads))
    }
    throw new Refused({ rc: RC.NOT_FOUND, dbTable: 187, field: place.key.field, function: 0, programPart: 0 })
  }

  private begun(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.firstEx(data, false) : this.api.first(data)
  }

  private found(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.findEx(data, false) : this.api.find(data)
  }

  private stepOn(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.nextEx(data, false) : this.api.next(data)
  }

  private last(data: AdkData, ask: Verbs['last']['ask']): Row | null {
    check(this.api.setSortOrder(data, ask.order))
    this.moves += 1
    return this.stepped(this.api.lastEx(data, false)) ? this.read(data, ask) : null
  }

  /**
   * Walks back from the end, or from a record that is known to be there, so that nothing depends on
   * where a find of a key that nobody has would stop.
   */
  private above(data: AdkData, ask: AboveAsk): Above {
    const rows: Row[] = []
    let there = this.beginAbove(data, ask)
    while (there) {
      const value = this.get(data, ask.field, ask.instants)
      if (value === null || value <= ask.above) return { rows, more: false }
      if (rows.length === ask.max) return { rows, more: true }
      rows.push(this.read(data, ask))
      there = this.stepped(this.api.previousEx(data, false))
    }
    return { rows, more: false }
  }

  private beginAbove(data: AdkData, { order, field, below }: AboveAsk): boolean {
    check(this.api.setSortOrder(data, order))
    this.moves += 1
    if (below === undefined) return this.stepped(this.api.lastEx(data, false))
    this.set(data, { field, value: below })
    check(this.api.findEx(data, false))
    return this.stepped(this.api.previousEx(data, false))
  }

  private document(key: Cell, ask: DocumentsAsk): DocumentCells | null {
    return this.within(ask.register, (head) => {
      try {
        this.locate(head, { register: ask.register, order: ask.order, key: { field: ask.key, value: key } })
      } catch (error) {
        if (error instanceof Refused && NOT_THERE.has(error.error.rc)) return null
        throw error
      }
      return this.cellsOf(head, ask)
    })
  }

  private addDocument(head: AdkData, ask: AddDocumentAsk): DocumentCells {
    for (const one of ask.values) this.set(head, one)
    if (ask.rows.length > 0) this.attach(head, 0, ask.rows)
    check(this.api.add(head))
    return this.readBackDocument(head, ask.read)
  }

  private updateDocument(head: AdkData, ask: UpdateDocumentAsk): DocumentCells {
    this.locate(head, ask.place)
    for (const one of ask.values) this.set(head, one)
    if (ask.rows) this.editRows(head, ask.rows)
    check(this.api.update(head))
    return this.readBackDocument(head, ask.read)
  }

  private editRows(head: AdkData, edit: RowEdit): void {
    switch (edit.kind) {
      case 'added':
        this.attach(head, this.rowCount(head), edit.rows)
        return
      case 'changed':
        for (const { index, values } of edit.rows) this.setRow(this.row(head, index), values, index + 1)
        return
      case 'removed':
        // Rows are numbered from 1, and the ones after a deleted row move up.
        for (const index of [...edit.indexes].sort((one, other) => other - one)) check(this.api.deleteRow(head, index + 1))
    }
  }

  /** New rows after those that are there: blank rows before them leave the old ones as they are. */
  private attach(head: AdkData, before: number, rows: readonly (readonly FieldValue[])[]): void {
    const { field, count, register } = this.rowFieldsOf(head)
    const made = this.api.createDataRow(register, before + rows.length)
    rows.forEach((values, at) => { this.setRow(this.api.getDataRow(made, before + at), values, before + at + 1) })
    this.set(head, { field: count, value: before + rows.length })
    check(this.api.setData(head, field, made))
  }

  private setRow(row: AdkData, values: readonly FieldValue[], number: number): void {
    for (const { field, value } of values) {
      const error = this.setAs(row, field, value)
      if (error.rc !== RC.OK) throw new Refused({ ...error, field }, number)
    }
  }

  private cellsOf(head: AdkData, reading: DocumentReading): DocumentCells {
    const rows = Array.from({ length: this.rowCount(head) }, (_, index) => {
      const row = this.row(head, index)
      return reading.rowFields.map((field) => this.get(row, field))
    })
    return { head: this.read(head, reading), rows }
  }

  private row(head: AdkData, index: number): AdkData {
    return taken(this.api.getData(head, this.rowFieldsOf(head).field, index))
  }

  private rowCount(head: AdkData): number {
    return taken(this.api.getDouble(head, this.rowFieldsOf(head).count))
  }

  private rowFieldsOf(head: AdkData): NonNullable<RegisterFacts['rows']> {
    const known = this.rowsOf.get(head.db)
    if (known) return known
    const made = {
      field: taken(this.api.getRowsFldId(head)), count: taken(this.api.getNrowsFldId(head)), register: taken(this.api.getRowDbId(head)),
    }
    this.rowsOf.set(head.db, made)
    return made
  }

  /** What is done is done: a reading that fails afterwards must not look like a refusal. */
  private readBackDocument(head: AdkData, reading: DocumentReading): DocumentCells {
    try {
      return this.cellsOf(head, reading)
    } catch (error) {
      if (error instanceof Refused) return { head: [], rows: [] }
      throw error
    }
  }

  private registerFacts(data: AdkData): RegisterFacts {
    const timestamp = this.api.getTimestampField(data)
    const rows = this.api.getRowsFldId(data)
    return {
      lastField: taken(this.api.getLastFldId(data)),
      ...(timestamp.error.rc === RC.OK ? { timestamp: timestamp.value } : {}),
      ...(rows.error.rc === RC.OK ? { rows: this.rowFieldsOf(data) } : {}),
    }
  }

  private isFilterable(data: AdkData, field: number): boolean {
    const { error, value } = this.api.isFilterable(data, field)
    return error.rc === RC.OK && value
  }

  private customerPrice(question: PriceQuestion): CustomerPrice | null {
    this.moves += 1
    const price = this.api.getCustomerPrice2(question)
    return PRICE_UNKNOWN.has(price.error.rc) ? null : taken(price)
  }

  private bookingYear(date: string): string | null {
    const year = this.api.getBookingYearId(taken(this.api.dateToLong(date)), YEAR_SIZE)
    return OUTSIDE_YEARS.has(year.error.rc) ? null : taken(year)
  }

  private within<Result>(register: number, work: (data: AdkData) => Result): Result {
    const data = this.api.createData(register)
    try {
      return work(data)
    } finally {
      this.api.deleteStruct(data)
    }
  }

  private read(data: AdkData, reading: Reading): Row {
    const row = reading.fields.map((field) => this.get(data, field, reading.instants))
    return reading.vatOf === undefined ? row : [...row, this.vatOf(String(this.get(data, reading.vatOf)))]
  }

  /** What is done is done: a reading that fails afterwards must not look like a refusal. */
  private readBack(data: AdkData, reading: Reading): Row {
    try {
      return this.read(data, reading)
    } catch (error) {
      if (error instanceof Refused) return []
      throw error
    }
  }

  private withVat(rows: Row[], ask: ScanAsk): Row[] {
    const { vatOf } = ask
    if (vatOf === undefined) return rows
    const at = ask.fields.indexOf(vatOf)
    return rows.map((row) => [...row, this.vatOf(String(row[at]))])
  }

  private vatOf(article: string): number | null {
    this.moves += 1
    const percent = this.api.getVatPercentOnArticle(article)
    if (VAT_UNKNOWN.has(percent.error.rc)) return null
    return taken(percent)
  }

  private get(data: AdkData, field: number, instants?: readonly number[]): Cell {
    switch (this.typeOf(data, field)) {
      case TYPE.BOOL: return taken(this.api.getBool(data, field))
      case TYPE.DOUBLE: return taken(this.api.getDouble(data, field))
      case TYPE.DATE: {
        const date = taken(this.api.getDate(data, field))
        if (date === 0) return null
        return taken(instants?.includes(field) ? this.api.longToDateTime(date, INSTANT_SIZE) : this.api.longToDate(date, DATE_SIZE))
      }
      default: return taken(this.api.getStr(data, field, TEXT_SIZE))
    }
  }

  private set(data: AdkData, { field, value }: FieldValue): void {
    const error = this.setAs(data, field, value)
    if (error.rc !== RC.OK) throw new Refused({ ...error, field })
  }

  private setAs(data: AdkData, field: number, value: Cell): AdkError {
    if (typeof value === 'boolean') return this.api.setBool(data, field, value)
    if (typeof value === 'number') return this.api.setDouble(data, field, value)
    if (this.typeOf(data, field) !== TYPE.DATE) return this.api.setStr(data, field, value ?? '')
    return this.api.setDate(data, field, value === null ? 0 : taken(this.api.dateToLong(value)))
  }

  private typeOf(data: AdkData, field: number): number {
    const id = data.db * 1000 + field
    const known = this.types.get(id)
    if (known !== undefined) return known
    const type = taken(this.api.getType(data, field))
    this.types.set(id, type)
    return type
  }

  private stepped(error: AdkError): boolean {
    if (NO_SUCH_RECORD.has(error.rc) || error.rc === RC.BOF) return false
    check(error)
    return true
  }

  private faultOf(error: AdkError): Fault {
    return { ...error, text: this.api.getErrorText(error, TEXT_OF.RC) }
  }
}

function versionText({ major, minor }: Version): string {
  return `${major}.${minor}`
}

function check(error: AdkError): void {
  if (error.rc !== RC.OK) throw new Refused(error)
}

function taken<Value>(out: Out<Value>): Value {
  check(out.error)
  return out.value
}
