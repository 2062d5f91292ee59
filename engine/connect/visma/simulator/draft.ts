// What one call is about to do to the world: rows to put, warnings to give. Reads see what was put
// before, so that one call can touch a row twice. Nothing happens before done().
import type { Put, Row, World } from '../../world/world.js'

export class Draft {
  readonly warnings: number[] = []
  private readonly changed = new Map<string, Put>()

  constructor(readonly world: World) {}

  row(table: string, key: string): Row | undefined {
    const put = this.changed.get(`${table}\u0000${key}`)
    return put ? put[2] ?? undefined : this.world.row(table, key)
  }

  put(table: string, key: string, row: Row | null): void {
    this.changed.set(`${table}\u0000${key}`, [table, key, row])
  }

  /** Changes some fields of a row that is there. */
  amend(table: string, key: string, fields: Row): void {
    this.put(table, key, { ...this.row(table, key), ...fields })
  }

  warn(code: number): void {
    if (!this.warnings.includes(code)) this.warnings.push(code)
  }

  setting(name: string): unknown { return this.world.settings[name] }

  done(what: string): void { this.world.effect(what, [...this.changed.values()]) }
}
