// A simulated system's data without a file: it outlives every process of the engine, and is put back in no time.
import { World, type Effect, type Listener, type Put, type Tables } from '../../engine/connect/world/world.js'

export interface WorldState { readonly tables: Tables; readonly log: readonly Effect[] }

export class MemoryWorld extends World {
  effects: Effect[] = []
  private told: Listener[] = []

  override watch(listener: Listener): void {
    this.told.push(listener)
  }

  override refresh(): void {}
  override checkpoint(): void {}

  override effect(what: string, puts: readonly Put[]): Effect {
    const done: Effect = { seq: this.effects.length + 1, at: new Date().toISOString(), what, puts }
    this.effects.push(done)
    for (const put of puts) {
      const [table, key, row] = put
      if (row === null) delete this.table(table)[key]
      else this.table(table)[key] = row
      for (const listener of this.told) listener(put)
    }
    return done
  }

  /** Rows are never changed in place: each effect puts a new one. */
  state(): WorldState {
    return { tables: copyOf(this.tables), log: [...this.effects] }
  }

  reset({ tables, log }: WorldState): void {
    this.told = []
    this.tables = copyOf(tables)
    this.effects = [...log]
  }
}

function copyOf(tables: Tables): Tables {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, { ...rows }]))
}
