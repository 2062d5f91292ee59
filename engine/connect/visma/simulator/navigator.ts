// Moving about in the simulated registers: first, last, next, previous, find, in a sort order and through filters.
import type { World } from '../../world/world.js'
import { RC } from '../adk.js'
import type { RecordBuffer } from './buffer.js'
import { OrderIndex } from './order-index.js'
import type { Register, SortOrder } from './registers.js'

export type Step = 'first' | 'last' | 'next' | 'previous'

export class Navigator {
  private readonly indexes = new Map<string, OrderIndex>()

  constructor(private readonly world: World) {}

  /** Moves the buffer; the code of the move. */
  move(buffer: RecordBuffer, step: Step): number {
    const forward = step === 'first' || step === 'next'
    const beyond = forward ? RC.EOF : RC.BOF
    if (step === 'first' || step === 'last') this.world.refresh()
    const register = buffer.register as Register
    if (!buffer.order) return this.single(buffer, step, beyond)
    const index = this.index(register, buffer.order)
    let entry = step === 'first' ? index.first() : step === 'last' ? index.last() : beside(index, buffer.sort, forward)
    while (entry) {
      const row = this.world.row(register.name, entry.key)
      if (row && buffer.shows(row)) {
        buffer.load(row, entry.sort)
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
    buffer.load(row, undefined)
    return RC.OK
  }

  /** Moves the buffer to the record whose key is set in it. */
  find(buffer: RecordBuffer): number {
    const register = buffer.register as Register
    if (!buffer.order) return this.single(buffer, 'first', RC.NOT_FOUND)
    const name = buffer.order.by[0] as string
    const value = buffer.value(name) ?? ''
    if (value === '') return RC.NO_KEY
    const entry = this.index(register, buffer.order).at(OrderIndex.start(value))
    const row = entry && this.world.row(register.name, entry.key)
    if (!entry || !row || row[name] !== value) {
      buffer.sort = OrderIndex.start(value)
      return RC.NOT_FOUND
    }
    buffer.load(row, entry.sort)
    return RC.OK
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

function beside(index: OrderIndex, sort: string | undefined, forward: boolean): ReturnType<OrderIndex['first']> {
  if (sort === undefined) return forward ? index.first() : index.last()
  return forward ? index.after(sort) : index.before(sort)
}
