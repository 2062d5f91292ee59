// Scans of a register, chunk by chunk: each has a cursor, which finds its place again after other calls.
import { randomInt } from 'node:crypto'
import { RC, type AdkApi, type AdkData } from '../adk.js'
import type { Cells } from './cells.js'
import type { Cell, Chunk, FieldValue, Row, ScanAsk } from './protocol.js'
import { check, NO_SUCH_RECORD, refused } from './refused.js'
import type { Walk } from './walk.js'

interface Cursor { data: AdkData; ask: ScanAsk; last: Cell | undefined; moves: number }

export class Scans {
  private readonly cursors = new Map<number, Cursor>()
  /** Not from nothing: the number of a cursor of an earlier session is never one of this. */
  private cursorsEver = randomInt(2 ** 47)

  constructor(private readonly api: AdkApi, private readonly cells: Cells, private readonly walk: Walk) {}

  scan(ask: ScanAsk): Chunk {
    const data = this.api.createData(ask.register)
    try {
      if (ask.order !== undefined) check(this.api.setSortOrder(data, ask.order))
      for (const filter of ask.filters ?? []) check(this.api.setFilter(data, filter.field, filter.expression, 0))
      if (!this.begin(data, ask)) {
        this.api.deleteStruct(data)
        return { rows: [] }
      }
    } catch (error) {
      this.api.deleteStruct(data)
      throw error
    }
    const cursor = this.cursorsEver += 1
    this.cursors.set(cursor, { data, ask, last: undefined, moves: this.cells.moves })
    return this.chunk(cursor)
  }

  more(cursor: number): Chunk {
    const open = this.cursors.get(cursor)
    if (!open) throw refused(RC.INVALID_DATA)
    return this.chunk(cursor)
  }

  stop(cursor: number): null {
    const open = this.cursors.get(cursor)
    if (open) this.api.deleteStruct(open.data)
    this.cursors.delete(cursor)
    return null
  }

  stopAll(): void {
    for (const cursor of [...this.cursors.keys()]) this.stop(cursor)
  }

  /** At the first record of the scan, or where an earlier one stopped. false: there is none. */
  private begin(data: AdkData, ask: ScanAsk): boolean {
    if (ask.at !== undefined && ask.unique !== undefined) return this.goTo(data, { ...ask, unique: ask.unique }, ask.at)
    if (ask.from) this.cells.set(data, ask.from)
    this.cells.moves += 1
    return this.walk.stepped(ask.from ? this.walk.found(data, ask.heads) : this.walk.begun(data, ask.heads))
  }

  private chunk(cursor: number): Chunk {
    const open = this.cursors.get(cursor) as Cursor
    const { data, ask } = open
    const rows: Row[] = []
    try {
      let more = this.resume(open)
      while (more && rows.length < ask.chunk) {
        if (ask.from && this.cells.get(data, ask.from.field) !== ask.from.value) more = false
        else {
          rows.push(this.cells.read(data, { fields: ask.fields, ...(ask.instants ? { instants: ask.instants } : {}) }))
          more = this.walk.stepped(this.walk.stepOn(data, ask.heads))
        }
      }
      if (more && ask.unique !== undefined) open.last = this.cells.get(data, ask.unique)
      if (!more) this.stop(cursor)
      open.moves = this.cells.moves
      return { rows: this.withVat(rows, ask), ...(more ? { cursor, ...(open.last === undefined ? {} : { at: open.last }) } : {}) }
    } catch (error) {
      this.stop(cursor)
      throw error
    }
  }

  /** Back to the record that comes next, where somebody moved in between. */
  private resume(open: Cursor): boolean {
    const { ask, data, last } = open
    if (open.moves === this.cells.moves || last === undefined || ask.unique === undefined) return true
    return this.goTo(data, { ...ask, unique: ask.unique }, last)
  }

  /** To the record whose unique field says this, or to what comes after the place where it was. */
  private goTo(data: AdkData, ask: ScanAsk & { readonly unique: number }, at: Cell): boolean {
    this.cells.moves += 1
    if (ask.from && ask.from.field !== ask.unique) return this.resumeWithin(data, { ...ask, from: ask.from }, at)
    this.cells.set(data, { field: ask.unique, value: at })
    const found = this.walk.found(data, ask.heads)
    if (NO_SUCH_RECORD.has(found.rc)) return this.walk.stepped(this.walk.stepOn(data, ask.heads))
    check(found)
    return true
  }

  /** In an order whose key several records share: from the first of them to the one that comes next. */
  private resumeWithin(data: AdkData, ask: ScanAsk & { from: FieldValue; unique: number }, last: Cell): boolean {
    this.cells.set(data, ask.from)
    let there = this.walk.stepped(this.walk.found(data, ask.heads))
    while (there && this.cells.get(data, ask.from.field) === ask.from.value) {
      if (this.cells.get(data, ask.unique) === last) return true
      there = this.walk.stepped(this.walk.stepOn(data, ask.heads))
    }
    // Nobody can tell how many of them were read: what is left out here would count as not there.
    throw refused(RC.NOT_FOUND, ask.unique)
  }

  private withVat(rows: Row[], ask: ScanAsk): Row[] {
    const { vatOf } = ask
    if (vatOf === undefined) return rows
    const at = ask.fields.indexOf(vatOf)
    return rows.map((row) => [...row, this.cells.vatOf(String(row[at]))])
  }
}
