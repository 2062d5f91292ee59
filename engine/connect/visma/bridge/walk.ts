// Moving in a register: to a record, to the next one, to the end.
import { RC, type AdkApi, type AdkData, type AdkError } from '../adk.js'
import type { Cells } from './cells.js'
import type { Above, AboveAsk, Place, Row, Verbs } from './protocol.js'
import { check, NO_SUCH_RECORD, refused } from './refused.js'

export class Walk {
  constructor(private readonly api: AdkApi, private readonly cells: Cells) {}

  /**
   * Moves to the record. It answers "not found" also where the program stops at the nearest key.
   */
  locate(data: AdkData, place: Place, heads?: boolean): void {
    check(this.api.resetStruct(data))
    check(this.api.setSortOrder(data, place.order))
    this.cells.set(data, place.key)
    this.cells.moves += 1
    check(this.found(data, heads))
    while (this.cells.get(data, place.key.field) === place.key.value) {
      if ((place.where ?? []).every((one) => this.cells.get(data, one.field) === one.value)) return
      check(this.stepOn(data, heads))
    }
    throw refused(RC.NOT_FOUND, place.key.field)
  }

  begun(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.firstEx(data, false) : this.api.first(data)
  }

  found(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.findEx(data, false) : this.api.find(data)
  }

  stepOn(data: AdkData, heads?: boolean): AdkError {
    return heads ? this.api.nextEx(data, false) : this.api.next(data)
  }

  last(data: AdkData, ask: Verbs['last']['ask']): Row | null {
    check(this.api.setSortOrder(data, ask.order))
    this.cells.moves += 1
    return this.stepped(this.api.lastEx(data, false)) ? this.cells.read(data, ask) : null
  }

  /**
   * Walks back from the end, or from a record that is known to be there, so that nothing depends on
   * where a find of a key that nobody has would stop.
   */
  above(data: AdkData, ask: AboveAsk): Above {
    const rows: Row[] = []
    let there = this.beginAbove(data, ask)
    while (there) {
      const value = this.cells.get(data, ask.field, ask.instants)
      if (value === null || value < ask.above || (value === ask.above && ask.orEqual !== true)) return { rows, more: false }
      if (rows.length === ask.max) return { rows, more: true }
      rows.push(this.cells.read(data, ask))
      there = this.stepped(this.api.previousEx(data, false))
    }
    return { rows, more: false }
  }

  /** Whether a step has led to a record. */
  stepped(error: AdkError): boolean {
    if (NO_SUCH_RECORD.has(error.rc) || error.rc === RC.BOF) return false
    check(error)
    return true
  }

  private beginAbove(data: AdkData, { order, field, below }: AboveAsk): boolean {
    check(this.api.setSortOrder(data, order))
    this.cells.moves += 1
    if (below === undefined) return this.stepped(this.api.lastEx(data, false))
    this.cells.set(data, { field, value: below })
    check(this.api.findEx(data, false))
    return this.stepped(this.api.previousEx(data, false))
  }
}
