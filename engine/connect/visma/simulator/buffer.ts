// A record buffer of the simulated API: what it has read, what was set since it was read.
import type { Row } from '../../world/world.js'
import type { AdkData } from '../adk.js'
import { rowKey, type Register, type SortOrder } from './register.js'

export class RecordBuffer implements AdkData {
  readonly db: number
  /** What was set since the record was read. */
  readonly set: Row = {}
  readonly filters = new Map<string, RegExp>()
  order: SortOrder | undefined
  /** The record that was read. */
  row: Row | undefined
  freed = false
  /** Rows that the caller hung on it, to be written with the head. */
  attached: RowArray | undefined
  /** Whether the head said that its prices include VAT when the rows came; undefined: it said nothing. */
  includingVat: boolean | undefined
  private withRows = false
  private readonly rowBuffers = new Map<number, RecordBuffer>()

  constructor(db: number, readonly register: Register | undefined, private readonly rowRegister?: Register) {
    this.db = db
    this.order = register?.orders[0]
  }

  get values(): Row { return { ...this.row, ...this.set } }

  value(name: string): unknown {
    if (name in this.set) return this.set[name]
    return name === 'NROWS' && this.rowRegister ? this.rowCount : this.row?.[name]
  }

  /** Takes in a record as it stands in the register. */
  load(row: Row, withRows = true): void {
    this.clearSet()
    this.row = row
    this.withRows = withRows
  }

  reset(): void {
    this.clearSet()
    this.row = undefined
    this.withRows = false
  }

  get key(): string | undefined { return this.row && this.register ? rowKey(this.register, this.row) : undefined }

  shows(row: Row): boolean {
    for (const [name, pattern] of this.filters) if (!pattern.test(String(row[name] ?? ''))) return false
    return true
  }

  /** How many rows it has read; a head that was read without its rows has none. */
  get rowCount(): number { return this.withRows ? this.storedRows.length : 0 }

  attach(rows: RowArray): void {
    this.attached = rows
    this.includingVat = typeof this.set['INCLUDING_VAT'] === 'boolean' ? this.set['INCLUDING_VAT'] : undefined
  }

  /** A row of it, index from 0; undefined where there is none, or it was read without its rows. */
  rowAt(index: number): RecordBuffer | undefined {
    if (this.attached) return this.attached.rows[index]
    const row = this.withRows ? this.storedRows[index] : undefined
    if (!row || !this.rowRegister) return undefined
    const known = this.rowBuffers.get(index)
    if (known) return known
    const made = new RecordBuffer(this.rowRegister.db, this.rowRegister)
    made.load(row)
    this.rowBuffers.set(index, made)
    return made
  }

  /** Leaves out of the next write what was done with rows; whether there was anything. */
  forgetRows(): boolean {
    const had = this.attached !== undefined || this.rowEdits.size > 0
    this.attached = undefined
    delete this.set['NROWS']
    for (const row of this.rowBuffers.values()) row.freed = true
    this.rowBuffers.clear()
    return had
  }

  /** What was set in rows that were read, by index. */
  get rowEdits(): ReadonlyMap<number, Row> {
    return new Map([...this.rowBuffers].filter(([, row]) => Object.keys(row.set).length > 0).map(([at, row]) => [at, row.set]))
  }

  private get storedRows(): readonly Row[] { return (this.row?.['ROWS'] ?? []) as Row[] }

  private clearSet(): void {
    for (const name of Object.keys(this.set)) delete this.set[name]
    this.attached = undefined
    this.includingVat = undefined
    // The rows that were handed out belong to what the head held before.
    for (const row of this.rowBuffers.values()) row.freed = true
    this.rowBuffers.clear()
  }
}

/** Rows that a caller fills before it hangs them on a head. */
export class RowArray implements AdkData {
  readonly rows: readonly RecordBuffer[]
  freed = false

  constructor(readonly db: number, register: Register | undefined, count: number) {
    this.rows = Array.from({ length: count }, () => new RecordBuffer(db, register))
  }
}

/**
 * A filter's expression as a pattern: a star at either end stands for anything. undefined: no such
 * expression.
 */
export function filterPattern(expression: string): RegExp | undefined {
  const inner = expression.replace(/^\*/, '').replace(/\*$/, '')
  if (expression === '' || inner.includes('*')) return undefined
  const literal = inner.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  const before = expression.startsWith('*') ? '.*' : ''
  const after = expression.endsWith('*') ? '.*' : ''
  return new RegExp(`^${before}${literal}${after}$`, 's')
}
