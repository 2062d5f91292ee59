// Which days' orders matter: those that flow, and before them those that are only counted as sold.
import type { RawItem } from '../core/item.js'
import type { OrderLane } from '../core/stream.js'
import { instantOfWall } from '../values/wall.js'

export class OrderDays {
  /** The customer's first day. */
  private readonly flowMs: number
  /** The first day whose orders are listed. */
  readonly firstMs: number

  constructor({ rules: { ordersFrom, timeZone }, inFlightFrom = ordersFrom }: Pick<OrderLane, 'rules' | 'inFlightFrom'>) {
    this.flowMs = midnightMs(ordersFrom, timeZone)
    this.firstMs = Math.min(this.flowMs, midnightMs(inFlightFrom, timeZone))
  }

  /** Placed before the customer's first day: it never flows. */
  isOlder({ fields }: Pick<RawItem, 'fields'>): boolean {
    return isBefore(fields['placedAt'], this.flowMs)
  }

  /** It never flows, and the files say that what it sold is off the shelf. */
  isOnlyCounted(item: Pick<RawItem, 'fields'>): boolean {
    return this.isOlder(item) && !isBefore(item.fields['placedAt'], this.firstMs)
  }
}

export function isBefore(instant: unknown, ms: number): boolean {
  return typeof instant === 'string' && Date.parse(instant) < ms
}

function midnightMs(date: string, timeZone: string): number {
  return Date.parse(instantOfWall(`${date}T00:00:00`, timeZone) ?? `${date}T00:00:00Z`)
}
