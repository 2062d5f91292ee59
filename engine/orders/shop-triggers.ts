// Whether the shop has any status that starts the transfer. Where it has none, every order is left out as if it were not its turn, and
// nobody would hear of it: a status that is misspelt in the files, or that the shop's admin has renamed.
import { SystemError, type Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import type { Clock } from '../run/parts.js'

export interface ShopTriggersParts { readonly reader: Reader; readonly lane: OrderLane; readonly clock: Clock }

const BELIEVED_MS = 10 * 60_000
/** By what it goes in a plan: the place in the files. No order has such a number. */
const KEY = 'import.when'

export class ShopTriggers {
  private known: { readonly atMs: number; readonly statuses: readonly string[] } | undefined

  constructor(private readonly parts: ShopTriggersParts) {}

  /** What a person is asked, where the shop has none of them. One of several is not asked for: another shop may have it. Throws SystemError. */
  async lacking(): Promise<readonly RawItem[]> {
    const { statuses = [] } = this.parts.lane.rules
    const known = statuses.length === 0 ? [] : await this.statuses()
    // A shop that lists none takes them as they are written.
    if (known.length === 0 || statuses.some((status) => known.includes(status))) return []
    return [{ key: KEY, fields: {}, problem: problem('TRIGGERS_UNKNOWN', { statuses: [...statuses], known: [...known] }) }]
  }

  private async statuses(): Promise<readonly string[]> {
    const atMs = this.parts.clock.now()
    if (!this.known || atMs - this.known.atMs >= BELIEVED_MS) this.known = { atMs, statuses: await this.read() }
    return this.known.statuses
  }

  private async read(): Promise<readonly string[]> {
    const found: string[] = []
    try {
      for await (const { items } of this.parts.reader.list('code', { list: 'order-statuses' })) found.push(...items.map(({ key }) => key))
    } catch (error) {
      if (error instanceof SystemError && error.kind === 'refused') return []
      throw error
    }
    return found
  }
}
