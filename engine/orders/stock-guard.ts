// Just before a level is written the orders are read once more: whoever bought in between must not be offered the same piece again.
import { SystemError, type Answer, type WriteRequest } from '../connect/connector.js'
import { problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import type { InFlight } from './in-flight.js'

export class StockGuard {
  /** numbers: the shop's article numbers that the ERP has under another. */
  constructor(private readonly inFlight: InFlight, private readonly numbers: OrderLane['articleNumbers'] = {}) {}

  counts(entity: string): boolean {
    return this.inFlight.counts(entity)
  }

  /** Levels that are not to be written now: an order for the article came since they were counted. */
  async stopped({ items }: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    try {
      const moved = await this.inFlight.moved(items.map(({ key }) => this.inErp(key)))
      return new Map(items.filter(({ key }) => moved.has(this.inErp(key))).map(({ key }) => [key, { kind: 'retry', problem: problem('STOCK_MOVED', { key }) }]))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      return new Map(items.map(({ key }) => [key, { kind: 'retry', problem: error.problem }]))
    }
  }

  private inErp(key: string): string {
    return Object.hasOwn(this.numbers, key) ? this.numbers[key] as string : key
  }
}
