// Orders that stand past the transfer in their shop, and whose document nobody here remembers: our memory was lost, or restored from before
// they were handed over. Those whose document carries our mark are ours all the same.
import type { Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import type { OrderLane } from '../core/stream.js'
import { familyShown, isCancelled, type FamilyShown } from '../trade/order/family.js'
import type { Handed } from './handed.js'
import { pastStatuses } from './statuses.js'

export interface FoundAgainParts { readonly shop: string; readonly erp: Reader; readonly lane: OrderLane; readonly handed: Handed }

const STATUS = 'order-status'

export class FoundAgain {
  /** By number, whether it is ours. What was seen before its transfer cannot be. */
  private readonly known = new Map<string, boolean>()

  constructor(private readonly parts: FoundAgainParts) {}

  /** The numbers of those among the orders, each looked for once. past: those whose status alone is why it is not their turn. Throws SystemError. */
  async among(items: readonly RawItem[], past: readonly RawItem[]): Promise<ReadonlySet<string>> {
    const { shop, erp, handed, lane } = this.parts
    const statuses = pastStatuses(lane)
    const likely = past.filter(({ key, fields }) => !handed.has(key) && statuses.has(String(fields['status'])))
    const waiting = new Set(likely.map(({ key }) => key))
    for (const { key } of items) if (!waiting.has(key) && !handed.has(key)) this.known.set(key, false)
    const asked = likely.filter(({ key }) => !this.known.has(key))
    const found = asked.length === 0 ? new Map() : await erp.find(STATUS, asked.map(({ key }) => key), { shop })
    for (const { key, fields } of asked) {
      const look = found.get(key)
      if (look?.kind === 'absent') this.known.set(key, false)
      // What nobody can tell from another is looked at by the order's own stream, which says so.
      if (look?.kind === 'found') this.known.set(key, !this.isSettled(String(fields['status']), familyShown(key, look.item.fields)))
    }
    return new Set(likely.filter(({ key }) => this.known.get(key) === true).map(({ key }) => key))
  }

  /** Cancelled or ended on both sides: nothing is left to follow. */
  private isSettled(status: string, family: FamilyShown): boolean {
    const { rules, final, feedback } = this.parts.lane
    const ended = [...rules.cancelledStatuses, ...final, ...feedback.filter(({ event }) => event === 'cancelled').map((rule) => rule.status)]
    return isCancelled(family) && ended.includes(status)
  }
}
