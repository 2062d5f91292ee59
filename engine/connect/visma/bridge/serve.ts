// Translates the verbs of the bridge into calls of the API, and nothing else: no decision, no
// retry, no knowledge of articles.
import { RC, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type Out, type Version } from '../adk.js'
import type {
  Ask, Cell, Chunk, Fault, FieldFacts, FieldValue, FindAsk, Installation, OpenAsk, Place, Reading, Reply, Row, ScanAsk, Survey, SurveyAsk,
  Verb,
} from './protocol.js'

/** Longer than any text of the API. */
const TEXT_SIZE = 512
const DATE_SIZE = 11
/** A key that no record can have: too long, or in letters that the program does not have. */
const IMPOSSIBLE_KEY: ReadonlySet<number> = new Set([RC.INVALID_STRING, RC.TOO_MANY_SIGNS])
const NO_SUCH_RECORD: ReadonlySet<number> = new Set([RC.NOT_FOUND, RC.EOF])
const NOT_THERE: ReadonlySet<number> = new Set([...NO_SUCH_RECORD, ...IMPOSSIBLE_KEY])
const VAT_UNKNOWN: ReadonlySet<number> = new Set([RC.VAT_ARTICLE_NOT_FOUND, RC.VAT_NO_CODE])
const FIELD_MISSING: ReadonlySet<number> = new Set([RC.UNKNOWN_FIELD, RC.FIELD_NOT_IN_EDITION])

interface Cursor { data: AdkData; ask: ScanAsk; last: Cell | undefined; moves: number }
type Handlers = { readonly [V in Verb]: (ask: never) => unknown }

/** Unwinds to serve() from anywhere inside a verb. */
class Refused extends Error {
  constructor(readonly error: AdkError) { super(`rc ${error.rc}`) }
}

/** One company's API behind the bridge. */
export class Session {
  private readonly types = new Map<number, number>()
  private readonly cursors = new Map<number, Cursor>()
  private cursorsEver = 0
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
      close: () => this.close(),
    }
  }

  /** One message in, one answer out. Throws only what the API itself throws. */
  serve(message: Ask): Reply {
    try {
      return { ok: this.handlers[message.verb](message.ask as never) } as Reply
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { fault: this.faultOf(error.error) }
    }
  }

  close(): null {
    for (const cursor of [...this.cursors.keys()]) this.stop(cursor)
    this.types.clear()
    this.api.close()
    return null
  }

  private open(ask: OpenAsk): Installation {
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
      if (ask.from) this.set(data, ask.from)
      this.moves += 1
      const begun = ask.from ? this.api.find(data) : this.api.first(data)
      if (NO_SUCH_RECORD.has(begun.rc)) {
        this.api.deleteStruct(data)
        return { rows: [] }
      }
      check(begun)
    } catch (error) {
      this.api.deleteStruct(data)
      throw error
    }
    const cursor = this.cursorsEver += 1
    this.cursors.set(cursor, { data, ask, last: undefined, moves: this.moves })
    return this.chunk(cursor)
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
          rows.push(this.read(data, { fields: ask.fields }))
          more = this.stepped(this.api.next(data))
        }
      }
      if (more && ask.unique !== undefined) open.last = this.get(data, ask.unique)
      if (!more) this.stop(cursor)
      open.moves = this.moves
      return { rows: this.withVat(rows, ask), ...(more ? { cursor } : {}) }
    } catch (error) {
      this.stop(cursor)
      throw error
    }
  }

  /** Back to the record that comes next, where somebody moved in between. */
  private resume(open: Cursor): boolean {
    const { ask, data, last } = open
    if (open.moves === this.moves || last === undefined || ask.unique === undefined) return true
    this.set(data, { field: ask.unique, value: last })
    this.moves += 1
    const found = this.api.find(data)
    if (NO_SUCH_RECORD.has(found.rc)) return this.stepped(this.api.next(data))
    check(found)
    return true
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
          this.locate(data, place)
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
  private locate(data: AdkData, place: Place): void {
    check(this.api.resetStruct(data))
    check(this.api.setSortOrder(data, place.order))
    this.set(data, place.key)
    this.moves += 1
    check(this.api.find(data))
    while (this.get(data, place.key.field) === place.key.value) {
      if ((place.where ?? []).every((one) => this.get(data, one.field) === one.value)) return
      check(this.api.next(data))
    }
    throw new Refused({ rc: RC.NOT_FOUND, dbTable: 187, field: place.key.field, function: 0, programPart: 0 })
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
    const row = reading.fields.map((field) => this.get(data, field))
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

  private get(data: AdkData, field: number): Cell {
    switch (this.typeOf(data, field)) {
      case TYPE.BOOL: return taken(this.api.getBool(data, field))
      case TYPE.DOUBLE: return taken(this.api.getDouble(data, field))
      case TYPE.DATE: {
        const date = taken(this.api.getDate(data, field))
        return date === 0 ? null : taken(this.api.longToDate(date, DATE_SIZE))
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
    if (NO_SUCH_RECORD.has(error.rc)) return false
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
