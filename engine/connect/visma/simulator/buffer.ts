// A record buffer of the simulated API: what it has read, what was set since it was read.
import type { Row } from '../../world/world.js'
import type { AdkData } from '../adk.js'
import { rowKey, type Register, type SortOrder } from './registers.js'

export class RecordBuffer implements AdkData {
  readonly db: number
  /** What was set since the record was read. */
  readonly set: Row = {}
  readonly filters = new Map<string, RegExp>()
  order: SortOrder | undefined
  /** The record that was read. */
  row: Row | undefined
  freed = false

  constructor(db: number, readonly register: Register | undefined) {
    this.db = db
    this.order = register?.orders[0]
  }

  get values(): Row { return { ...this.row, ...this.set } }

  value(name: string): unknown { return name in this.set ? this.set[name] : this.row?.[name] }

  /** Takes in a record as it stands in the register. */
  load(row: Row): void {
    this.clearSet()
    this.row = row
  }

  reset(): void {
    this.clearSet()
    this.row = undefined
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
