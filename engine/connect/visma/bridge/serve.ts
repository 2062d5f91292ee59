// Translates the verbs of the bridge into calls of the API, and nothing else: no decision, no
// retry, no knowledge of articles.
import { RC, TEXT_OF, TYPE, type AdkApi, type AdkData, type AdkError, type PriceQuestion, type Version } from '../adk.js'
import { Cells } from './cells.js'
import { Documents } from './documents.js'
import type {
  AboveAsk, AddDocumentAsk, Ask, CustomerPrice, DocumentsAsk, Fault, FieldFacts, FieldValue, FindAsk, Installation, OpenAsk, Place,
  Reading, RegisterFacts, Reply, Row, ScanAsk, Survey, SurveyAsk, UpdateDocumentAsk, Verb, Verbs,
} from './protocol.js'
import { check, orAbsent, Refused, taken } from './refused.js'
import { Scans } from './scans.js'
import { Walk } from './walk.js'

const YEAR_SIZE = 16
const PRICE_UNKNOWN: ReadonlySet<number> = new Set([RC.PRICE_ARTICLE_NOT_FOUND, RC.ARTICLE_NOT_FOUND, RC.NOT_FOUND])
const OUTSIDE_YEARS: ReadonlySet<number> = new Set([RC.DATE_OUTSIDE_YEARS, RC.NOT_FOUND])
const FIELD_MISSING: ReadonlySet<number> = new Set([RC.UNKNOWN_FIELD, RC.FIELD_NOT_IN_EDITION])

type Handlers = { readonly [V in Verb]: (ask: never) => unknown }

/** One company's API behind the bridge. */
export class Session {
  /** What the program remarked since the verb began. */
  private warned: AdkError[] = []
  private readonly cells: Cells
  private readonly walk: Walk
  private readonly scans: Scans
  private readonly documents: Documents
  private readonly handlers: Handlers

  constructor(private readonly api: AdkApi) {
    this.cells = new Cells(api)
    this.walk = new Walk(api, this.cells)
    this.scans = new Scans(api, this.cells, this.walk)
    this.documents = new Documents(api, this.cells, this.walk)
    this.handlers = this.verbs()
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

  close(): null {
    this.scans.stopAll()
    this.cells.forget()
    this.documents.forget()
    this.api.close()
    return null
  }

  private verbs(): Handlers {
    const { cells, walk, scans, documents } = this
    return {
      survey: (ask: SurveyAsk) => this.survey(ask),
      open: (ask: OpenAsk) => this.open(ask),
      describe: (ask: { register: number; fields: number[] }) =>
        cells.within(ask.register, (data) => ask.fields.map((field) => this.describe(data, field))),
      scan: (ask: ScanAsk) => scans.scan(ask),
      more: (ask: { cursor: number }) => scans.more(ask.cursor),
      stop: (ask: { cursor: number }) => scans.stop(ask.cursor),
      find: (ask: FindAsk) => this.find(ask),
      vat: (ask: { articles: string[] }) => ask.articles.map((article) => cells.vatOf(article)),
      add: (ask: { register: number; values: FieldValue[]; read: Reading }) => cells.within(ask.register, (data) => {
        cells.setAll(data, ask.values)
        check(this.api.add(data))
        return cells.readBack(data, ask.read)
      }),
      update: (ask: { place: Place; values: FieldValue[]; read: Reading }) => cells.within(ask.place.register, (data) => {
        walk.locate(data, ask.place)
        cells.setAll(data, ask.values)
        check(this.api.update(data))
        return cells.readBack(data, ask.read)
      }),
      remove: (ask: { place: Place }) => cells.within(ask.place.register, (data) => {
        walk.locate(data, ask.place)
        check(this.api.deleteRecord(data))
        return null
      }),
      last: (ask: Verbs['last']['ask']) => cells.within(ask.register, (data) => walk.last(data, ask)),
      above: (ask: AboveAsk) => cells.within(ask.register, (data) => walk.above(data, ask)),
      documents: (ask: DocumentsAsk) => documents.read(ask),
      addDocument: (ask: AddDocumentAsk) => cells.within(ask.register, (head) => documents.add(head, ask)),
      updateDocument: (ask: UpdateDocumentAsk) => cells.within(ask.place.register, (head) => documents.update(head, ask)),
      registerFacts: (ask: { register: number }) => cells.within(ask.register, (data) => this.registerFacts(data)),
      filterable: (ask: { register: number; fields: number[] }) =>
        cells.within(ask.register, (data) => ask.fields.map((field) => this.isFilterable(data, field))),
      customerPrice: (ask: { questions: PriceQuestion[] }) => ask.questions.map((question) => this.customerPrice(question)),
      bookingYear: (ask: { dates: string[] }) => ask.dates.map((date) => this.bookingYear(date)),
      close: () => this.close(),
    }
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

  private find(ask: FindAsk): (Row | null)[] {
    return this.cells.within(ask.register, (data) => ask.keys.map((value) => orAbsent(() => {
      const place: Place = { register: ask.register, order: ask.order, key: { field: ask.key, value }, where: ask.where ?? [] }
      this.walk.locate(data, place, ask.heads)
      return this.cells.read(data, ask)
    })))
  }

  private registerFacts(data: AdkData): RegisterFacts {
    const timestamp = this.api.getTimestampField(data)
    const rows = this.api.getRowsFldId(data)
    return {
      lastField: taken(this.api.getLastFldId(data)),
      ...(timestamp.error.rc === RC.OK ? { timestamp: timestamp.value } : {}),
      ...(rows.error.rc === RC.OK ? { rows: this.documents.rowFieldsOf(data) } : {}),
    }
  }

  private isFilterable(data: AdkData, field: number): boolean {
    const { error, value } = this.api.isFilterable(data, field)
    return error.rc === RC.OK && value
  }

  private customerPrice(question: PriceQuestion): CustomerPrice | null {
    this.cells.moves += 1
    const price = this.api.getCustomerPrice2(question)
    return PRICE_UNKNOWN.has(price.error.rc) ? null : taken(price)
  }

  private bookingYear(date: string): string | null {
    const year = this.api.getBookingYearId(taken(this.api.dateToLong(date)), YEAR_SIZE)
    return OUTSIDE_YEARS.has(year.error.rc) ? null : taken(year)
  }

  private withWarnings(reply: Reply): Reply {
    return this.warned.length === 0 ? reply : { ...reply, warnings: this.warned.map((one) => this.faultOf(one)) }
  }

  private faultOf(error: AdkError): Fault {
    return { ...error, text: this.api.getErrorText(error, TEXT_OF.RC) }
  }
}

function versionText({ major, minor }: Version): string {
  return `${major}.${minor}`
}
