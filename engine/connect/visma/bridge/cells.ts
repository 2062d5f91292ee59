// The values of a record buffer: which call a field takes is asked of the installation, and kept.
import { RC, TYPE, type AdkApi, type AdkData, type AdkError } from '../adk.js'
import type { Cell, FieldValue, Reading, Row } from './protocol.js'
import { afterwards, Refused, taken } from './refused.js'

/** Longer than any text of the API. */
const TEXT_SIZE = 512
const DATE_SIZE = 11
/** The text form of an instant is not publicly known; room for any. */
const INSTANT_SIZE = 32
const VAT_UNKNOWN: ReadonlySet<number> = new Set([RC.VAT_ARTICLE_NOT_FOUND, RC.VAT_NO_CODE])

export class Cells {
  private readonly types = new Map<number, number>()
  /**
   * Counts calls that move in a register: the program may keep one place per register, not per
   * buffer.
   */
  moves = 0

  constructor(private readonly api: AdkApi) {}

  /** Work with a buffer of the register, freed afterwards. */
  within<Result>(register: number, work: (data: AdkData) => Result): Result {
    const data = this.api.createData(register)
    try {
      return work(data)
    } finally {
      this.api.deleteStruct(data)
    }
  }

  get(data: AdkData, field: number, instants?: readonly number[]): Cell {
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

  /** row: of a document, from 1, where the value is one of a row. */
  set(data: AdkData, { field, value }: FieldValue, row?: number): void {
    const error = this.setAs(data, field, value)
    if (error.rc !== RC.OK) throw new Refused({ ...error, field }, row)
  }

  /** All of them, in their order: some decide how others are understood. */
  setAll(data: AdkData, values: readonly FieldValue[], row?: number): void {
    for (const one of values) this.set(data, one, row)
  }

  read(data: AdkData, reading: Reading): Row {
    const row = reading.fields.map((field) => this.get(data, field, reading.instants))
    return reading.vatOf === undefined ? row : [...row, this.vatOf(String(this.get(data, reading.vatOf)))]
  }

  /** The record as it stands after a write; an empty row where it could not be read any more. */
  readBack(data: AdkData, reading: Reading): Row {
    return afterwards(() => this.read(data, reading), [])
  }

  vatOf(article: string): number | null {
    this.moves += 1
    const percent = this.api.getVatPercentOnArticle(article)
    if (VAT_UNKNOWN.has(percent.error.rc)) return null
    return taken(percent)
  }

  /** Another company may have other fields. */
  forget(): void { this.types.clear() }

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
}
