// Moving about in the simulated registers: first, last, next, previous, find, in a sort order and
// through filters. Whether the real program keeps one place per buffer or one per register is not
// known; here it is one per register, which punishes a caller that takes its place for granted.
import type { World } from '../../world/world.js'
import { RC } from './codes.js'
import type { RecordBuffer } from './buffer.js'
import { OrderIndex, type Entry } from './order-index.js'
import type { Register, SortOrder } from './register.js'

export type Step = 'first' | 'last' | 'next' | 'previous'

interface Standing { readonly order: SortOrder; readonly sort: string; readonly key?: string }

export class Navigator {
  private readonly places = new Map<string, Standing>()
  private readonly indexes = new Map<string, OrderIndex>()

  constructor(private readonly world: World) {}

  /** Moves the buffer; the code of the move. rows: those of a document come along. */
  move(buffer: RecordBuffer, step: Step, rows = true): number {
    const forward = step === 'first' || step === 'next'
    const beyond = forward ? RC.EOF : RC.BOF
    if (step === 'first' || step === 'last') this.world.refresh()
    const register = buffer.register as Register
    if (!buffer.order) return this.single(buffer, step, beyond)
    const index = this.index(register, buffer.order)
    const fromPlace = () => this.besidePlace(register, buffer.order as SortOrder, forward)
    let entry = step === 'first' ? index.first() : step === 'last' ? index.last() : fromPlace()
    while (entry) {
      const row = this.world.row(register.name, entry.key)
      if (row && buffer.shows(row)) {
        this.stand(register, buffer.order, entry)
        buffer.load(row, rows)
        return RC.OK
      }
      entry = beside(index, entry.sort, forward)
    }
    return beyond
  }

  private single(buffer: RecordBuffer, step: Step, beyond: number): number {
    const register = buffer.register as Register
    const row = this.world.row(register.name, register.name)
    if (!row || step === 'next' || step === 'previous') return beyond
    buffer.load(row)
    return RC.OK
  }

  /** Moves the buffer to the record whose key is set in it. */
  find(buffer: RecordBuffer, rows = true): number {
    const register = buffer.register as Register
    if (!buffer.order) return this.single(buffer, 'first', RC.NOT_FOUND)
    const name = buffer.order.by[0] as string
    const value = buffer.value(name) ?? ''
    if (value === '') return RC.NO_KEY
    const entry = this.index(register, buffer.order).at(OrderIndex.start(value))
    const row = entry && this.world.row(register.name, entry.key)
    if (!entry || !row || row[name] !== value) {
      this.places.set(register.name, { order: buffer.order, sort: OrderIndex.start(value) })
      return RC.NOT_FOUND
    }
    this.stand(register, buffer.order, entry)
    buffer.load(row, rows)
    return RC.OK
  }

  /** Something else in the program moved there. */
  wander(register: Register, key: string): void {
    const order = register.orders[0]
    const sort = order && this.index(register, order).sortTextOf(key)
    if (order && sort !== undefined) this.places.set(register.name, { order, sort, key })
  }

  private stand(register: Register, order: SortOrder, { sort, key }: Entry): void {
    this.places.set(register.name, { order, sort, key })
  }

  private besidePlace(register: Register, order: SortOrder, forward: boolean): Entry | undefined {
    const place = this.places.get(register.name)
    if (!place) return undefined
    const index = this.index(register, order)
    const sort = place.order === order ? place.sort : place.key !== undefined ? index.sortTextOf(place.key) : undefined
    return sort === undefined ? undefined : beside(index, sort, forward)
  }

  private index(register: Register, order: SortOrder): OrderIndex {
    const id = `${register.name}:${order.id}`
    const known = this.indexes.get(id)
    if (known) return known
    const made = new OrderIndex(this.world, register, order)
    this.indexes.set(id, made)
    return made
  }
}

function beside(index: OrderIndex, sort: string, forward: boolean): Entry | undefined {
  return forward ? index.after(sort) : index.before(sort)
}
