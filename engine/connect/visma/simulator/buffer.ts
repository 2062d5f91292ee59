// A record buffer of the simulated API: where it stands in its register, what it has read, and what was set since.
import type { Row } from '../../world/world.js'
import type { AdkData } from '../adk.js'
import { rowKey, type Register, type SortOrder } from './registers.js'

export class RecordBuffer implements AdkData {
  readonly db: number
  /** What was set since the record was read. */
  readonly set: Row = {}
  readonly filters = new Map<string, RegExp>()
  order: SortOrder | undefined
  /** The record that was read, and where it stands in the order. */
  row: Row | undefined
  sort: string | undefined
  freed = false

  constructor(db: number, readonly register: Register | undefined) {
    this.db = db
    this.order = register?.orders[0]
  }

  get values(): Row { return { ...this.row, ...this.set } }

  value(name: string): unknown { return name in this.set ? this.set[name] : this.row?.[name] }

  /** Takes in a record as it stands in the register. */
  load(row: Row, sort: string | undefined): void {
    this.clearSet()
    this.row = row
    this.sort = sort
  }

  reset(): void {
    this.clearSet()
    this.row = undefined
    this.sort = undefined
  }

  get key(): string | undefined { return this.row && this.register ? rowKey(this.register, this.row) : undefined }

  shows(row: Row): boolean {
    for (const [name, pattern] of this.filters) if (!pattern.test(String(row[name] ?? ''))) return false
    return true
  }

  private clearSet(): void {
    for (const name of Object.keys(this.set)) delete this.set[name]
  }
}

/** A filter's expression as a pattern: a star at either end stands for anything. undefined: no such expression. */
export function filterPattern(expression: string): RegExp | undefined {
  const inner = expression.replace(/^\*/, '').replace(/\*$/, '')
  if (expression === '' || inner.includes('*')) return undefined
  const literal = inner.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${expression.startsWith('*') ? '.*' : ''}${literal}${expression.length > 1 && expression.endsWith('*') ? '.*' : ''}$`)
}
