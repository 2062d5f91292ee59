// Rows of a table by the value of one field, kept true by the world's own changes, so that nothing
// walks through a whole table for the few rows that it wants.
import type { Put, Row, World } from '../../world/world.js'

const KNOWN = new WeakMap<World, Map<string, Lookup>>()

/** The rows of the table whose field has this value, in no promised order. */
export function rowsBy(world: World, table: string, field: string, value: unknown): Row[] {
  const lookups = KNOWN.get(world) ?? new Map<string, Lookup>()
  KNOWN.set(world, lookups)
  const id = `${table}:${field}`
  const lookup = lookups.get(id) ?? new Lookup(world, table, field)
  lookups.set(id, lookup)
  return lookup.rows(value)
}

class Lookup {
  private keys: Map<unknown, Set<string>> | undefined
  private readonly values = new Map<string, unknown>()

  constructor(private readonly world: World, private readonly table: string, private readonly field: string) {
    world.watch((put) => { this.take(put) })
  }

  rows(value: unknown): Row[] {
    return [...this.read().get(value) ?? []].map((key) => this.world.row(this.table, key)).filter((row) => row !== undefined)
  }

  private read(): Map<unknown, Set<string>> {
    if (this.keys) return this.keys
    this.keys = new Map()
    this.values.clear()
    for (const [key, row] of Object.entries(this.world.table(this.table))) this.note(key, row)
    return this.keys
  }

  private note(key: string, row: Row | null): void {
    if (this.values.has(key)) this.keys?.get(this.values.get(key))?.delete(key)
    this.values.delete(key)
    if (row === null) return
    const value = row[this.field]
    const keys = this.keys?.get(value) ?? new Set<string>()
    this.keys?.set(value, keys.add(key))
    this.values.set(key, value)
  }

  private take(put?: Put): void {
    if (!put) this.keys = undefined
    else if (this.keys && put[0] === this.table) this.note(put[1], put[2])
  }
}
