// Adding, updating and removing records of the simulated registers: the rules first, then the
// effect in the world's log.
import type { Put, Row, World } from '../../world/world.js'
import { RC } from '../adk.js'
import type { RecordBuffer } from './buffer.js'
import { rowKey, type Register } from './registers.js'
import { removeCode, saveCode } from './rules.js'

export class Records {
  constructor(private readonly world: World) {}

  /** The code of the add; the buffer holds the record as it then stands. */
  add(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const row = { ...buffer.values }
    const next = register.name === 'ARTICLE' && String(row['NUMBER'] ?? '') === '' ? this.nextNumber() : undefined
    if (next !== undefined) row['NUMBER'] = next
    if (register.name === 'PRICE' && row['BASE'] === true) row['QUANTITY'] = 0
    const rc = saveCode(this.world, { register, row })
    if (rc !== RC.OK) return rc
    this.keep(buffer, { what: `AdkAdd ${register.name}`, row, also: next === undefined ? [] : this.advanced(next) })
    return RC.OK
  }

  update(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const before = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
    if (!before) return RC.NOT_FOUND
    // Only what was set is written, so that somebody else's edit of another field stays.
    const row = { ...before, ...buffer.set }
    const rc = saveCode(this.world, { register, row, before })
    if (rc === RC.OK) this.keep(buffer, { what: `AdkUpdate ${register.name}`, row, also: [] })
    return rc
  }

  remove(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    const row = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
    if (!row || buffer.key === undefined) return RC.NOT_FOUND
    const rc = removeCode(this.world, { register, row })
    if (rc === RC.OK) this.world.effect(`AdkDeleteRecord ${register.name}`, [[register.name, buffer.key, null]])
    return rc
  }

  private keep(buffer: RecordBuffer, { what, row, also }: { what: string; row: Row; also: readonly Put[] }): void {
    const register = buffer.register as Register
    const now = new Date().toISOString()
    if (register.key.length > 0) row['TIMESTAMP'] = now
    if (register.name === 'PRICE') row['DATE_OF_CHANGE'] = now.slice(0, 10)
    const key = rowKey(register, row)
    this.world.effect(what, [[register.name, key, row], ...also])
    buffer.load(this.world.row(register.name, key) ?? row)
  }

  private nextNumber(): string { return String(this.world.row('PRM2', 'PRM2')?.['NEXT_ARTICLE_NO'] ?? '1') }

  /** The number series after this number was used. */
  private advanced(used: string): readonly Put[] {
    return [['PRM2', 'PRM2', { ...this.world.row('PRM2', 'PRM2'), NEXT_ARTICLE_NO: String(Number(used) + 1) }]]
  }
}
