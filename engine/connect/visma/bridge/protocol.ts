// What is said over the bridge to the API: one message per verb, one answer per message. Registers,
// fields and orders go by the API's own numbers, values as plain JSON. Nothing here knows what an
// article is.
import type { PriceQuestion } from '../adk.js'

/**
 * A text, a number, a yes or no, a date as "yyyy-MM-dd"; null: an empty date, or a figure that is
 * not there.
 */
export type Cell = string | number | boolean | null

/**
 * The values of the fields that were asked for, in that order; the VAT percent last where it was
 * asked for.
 */
export type Row = readonly Cell[]

export interface FieldValue { readonly field: number; readonly value: Cell }

/** The first record in this order whose key is this and whose other fields are these. */
export interface Place {
  readonly register: number
  readonly order: number
  readonly key: FieldValue
  readonly where?: readonly FieldValue[]
}

/**
 * What to read of a record. vatOf: the field with the article number whose VAT percent comes last
 * in the row. instants: date fields with a time of day; they come in the program's own text form.
 */
export interface Reading {
  readonly fields: readonly number[]
  readonly vatOf?: number
  readonly instants?: readonly number[]
}

/** What to read of a document: of its head, and of each of its rows. */
export interface DocumentReading extends Reading { readonly rowFields: readonly number[] }

/** A document as it was read. An empty head: it could not be read any more. */
export interface DocumentCells { readonly head: Row; readonly rows: readonly Row[] }

/** What happens to the rows of a document that is there: one kind of thing per message. Indexes from 0. */
export type RowEdit =
  | { readonly kind: 'added'; readonly rows: readonly (readonly FieldValue[])[] }
  | { readonly kind: 'changed'; readonly rows: readonly { readonly index: number; readonly values: readonly FieldValue[] }[] }
  | { readonly kind: 'removed'; readonly indexes: readonly number[] }

export interface OpenAsk {
  readonly sysPath: string
  readonly companyPath: string
  readonly user: string
  readonly password: string
}

export interface Installation {
  readonly variant: number
  readonly variantText: string
  readonly hasApi: boolean
  readonly version: string
  readonly databaseVersion: string
  readonly companyName: string
}

export interface SurveyAsk { readonly sysPath: string; readonly companyPath: string }

/**
 * What can be told without opening the company, and so without taking a licence seat. A part that
 * could not be told is left out and has its fault.
 */
export interface Survey {
  /** Of the interface itself, "major.minor". */
  readonly version: string
  readonly databaseVersion: string
  readonly program?: { readonly variant: number; readonly text: string; readonly hasApi: boolean }
  readonly company?: { readonly name: string; readonly variant: number; readonly version: string }
  /** Does the company ask for user and password? */
  readonly loginActivated?: boolean
  readonly faults: readonly { readonly part: 'program' | 'company' | 'loginActivated'; readonly fault: Fault }[]
}

export interface FieldFacts {
  readonly field: number
  readonly type: number
  readonly length: number
  readonly decimals: number
  readonly writable: boolean
  /** The installation does not have the field; the code says why. */
  readonly missing?: number
}

/**
 * from: begin at this key and stop where it changes. unique: a field that names each record, the
 * order's own key or one beneath from, so that a scan finds its place again after other calls;
 * without it, ask for everything in one chunk.
 * filters: field and expression, joined with and.
 */
export interface ScanAsk extends Reading {
  readonly register: number
  readonly order?: number
  /** Documents without their rows, which is much faster. */
  readonly heads?: boolean
  readonly from?: FieldValue
  readonly unique?: number
  /** Go on at the record whose unique field says this: what an earlier chunk said came next. */
  readonly at?: Cell
  readonly filters?: readonly { readonly field: number; readonly expression: string }[]
  readonly chunk: number
}

export interface FindAsk extends Reading {
  readonly register: number
  readonly order: number
  readonly key: number
  readonly keys: readonly Cell[]
  readonly where?: readonly FieldValue[]
  readonly heads?: boolean
}

/**
 * orEqual: those with this very value too.
 * The records whose field is above this value, from the last one in that order back to it. below:
 * a value that a record has; begin beneath that record. Heads only. The field must be what the order
 * sorts by.
 */
export interface AboveAsk extends Reading {
  readonly register: number
  readonly order: number
  readonly field: number
  readonly above: number | string
  readonly orEqual?: true
  readonly below?: number | string
  readonly max: number
}

/** The highest first. more: so many were asked for, and there may be others down to the bound. */
export interface Above { readonly rows: readonly Row[]; readonly more: boolean }

export interface DocumentsAsk extends DocumentReading {
  readonly register: number
  readonly order: number
  readonly key: number
  readonly keys: readonly Cell[]
}

/** values are set in their order, before the rows: some decide how rows are understood. */
export interface AddDocumentAsk {
  readonly register: number
  readonly values: readonly FieldValue[]
  readonly rows: readonly (readonly FieldValue[])[]
  readonly read: DocumentReading
}

export interface UpdateDocumentAsk {
  readonly place: Place
  readonly values: readonly FieldValue[]
  readonly rows?: RowEdit
  readonly read: DocumentReading
}

/** What a register is like in this installation; a figure that it does not have is left out. */
export interface RegisterFacts {
  readonly lastField: number
  readonly timestamp?: number
  /** The fields with the rows and with their count, and the register that the rows are of. */
  readonly rows?: { readonly field: number; readonly count: number; readonly register: number }
}

export interface CustomerPrice { readonly price: number; readonly currency: string }

/** One chunk of a scan; without a cursor it was the last. at: where the next one begins, should the cursor be gone by then. */
export interface Chunk { readonly rows: readonly Row[]; readonly cursor?: number; readonly at?: Cell }

/** Every verb, with what it asks and what it answers. */
export interface Verbs {
  /** Needs no open company. */
  survey: { ask: SurveyAsk; answer: Survey }
  open: { ask: OpenAsk; answer: Installation }
  describe: { ask: { readonly register: number; readonly fields: readonly number[] }; answer: readonly FieldFacts[] }
  scan: { ask: ScanAsk; answer: Chunk }
  more: { ask: { readonly cursor: number }; answer: Chunk }
  stop: { ask: { readonly cursor: number }; answer: null }
  /** A row for each key, in its order; null where there is none. */
  find: { ask: FindAsk; answer: readonly (Row | null)[] }
  /** The last record in this order; null where there is none. */
  last: { ask: Reading & { readonly register: number; readonly order: number }; answer: Row | null }
  above: { ask: AboveAsk; answer: Above }
  /** A document for each key, in its order; null where there is none. */
  documents: { ask: DocumentsAsk; answer: readonly (DocumentCells | null)[] }
  /** The document as it stands in the same buffer, with the number and the totals that it was given. */
  addDocument: { ask: AddDocumentAsk; answer: DocumentCells }
  updateDocument: { ask: UpdateDocumentAsk; answer: DocumentCells }
  registerFacts: { ask: { readonly register: number }; answer: RegisterFacts }
  filterable: { ask: { readonly register: number; readonly fields: readonly number[] }; answer: readonly boolean[] }
  /** A price for each question, in its order; null where the article or its price is not there. */
  customerPrice: { ask: { readonly questions: readonly PriceQuestion[] }; answer: readonly (CustomerPrice | null)[] }
  /** The id of the booking year of each day; null for a day outside every year. */
  bookingYear: { ask: { readonly dates: readonly string[] }; answer: readonly (string | null)[] }
  vat: { ask: { readonly articles: readonly string[] }; answer: readonly (number | null)[] }
  /** The record as it stands afterwards; an empty row where it could not be read any more. */
  add: { ask: { readonly register: number; readonly values: readonly FieldValue[]; readonly read: Reading }; answer: Row }
  update: { ask: { readonly place: Place; readonly values: readonly FieldValue[]; readonly read: Reading }; answer: Row }
  remove: { ask: { readonly place: Place }; answer: null }
  close: { ask: object; answer: null }
}

export type Verb = keyof Verbs
export type Ask<V extends Verb = Verb> = V extends Verb ? { readonly verb: V; readonly ask: Verbs[V]['ask'] } : never

/**
 * The API's own refusal, with the texts that only it knows. field: the field of the value that was
 * being set, if any.
 */
export interface Fault {
  readonly rc: number
  readonly dbTable: number
  readonly field: number
  readonly function: number
  readonly programPart: number
  readonly text: string
  /** Of a document, from 1, where the field is one of a row. */
  readonly row?: number
}

/** warnings: what the program remarked on the way; the call went on. */
export type Reply<V extends Verb = Verb> =
  ({ readonly ok: Verbs[V]['answer'] } | { readonly fault: Fault }) & { readonly warnings?: readonly Fault[] }

/** The verbs after which nobody knows what happened when the bridge goes down under them. */
export const WRITES: ReadonlySet<Verb> = new Set<Verb>(['add', 'update', 'remove', 'addDocument', 'updateDocument'])

/**
 * The bridge went down, or was silent for too long and was taken down, while a verb was under way.
 */
export class BridgeLost extends Error {
  constructor(readonly verb: Verb, readonly how: 'died' | 'deadline' | 'unreachable') {
    super(`the bridge to the ERP was lost during ${verb}: ${how}`)
    this.name = 'BridgeLost'
  }
}

/** One way to the API of one company. Calls are served one at a time, in their order. */
export interface Bridge {
  /**
   * Throws BridgeLost. After that the company is no longer open; the next call reaches a new
   * bridge.
   */
  call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>>
  end(): Promise<void>
}
