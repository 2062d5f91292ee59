// How much of the package's measures is used: what the engine remembers, over all shops.
import { numberInErp, type Usage } from '../core/measures.js'
import type { Stream } from '../core/stream.js'
import type { StreamPlan } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { STOCKHOLM, wallTime } from '../values/time.js'
import { unreadable } from './memory-of.js'
import type { Parts } from './parts.js'

/** Unique products are what is linked now; orders are those whose document was made in this calendar month, local time. */
export function usageOf(parts: Pick<Parts, 'desired' | 'store'>, nowMs: number): Usage {
  const products = new Set<string>()
  const month = monthOf(nowMs)
  let orders = 0
  for (const stream of parts.desired.streams) {
    const { id, entity: { measure } } = stream
    if (measure === undefined || unreadable(parts.store, id)) continue
    for (const [key, entry] of parts.store.read(id).entries) {
      if (measure === 'ordersPerMonth') orders += isMadeIn(month, entry) ? 1 : 0
      else if (entry.source !== null && entry.target !== null) products.add(numberInErp(stream, key, entry.targetKey))
    }
  }
  return { uniqueProducts: products.size, ordersPerMonth: orders, products }
}

/** What the streams of a plan would use one after the other, were they applied: nothing of it is remembered yet. */
export class PlannedUse {
  private readonly products = new Set<string>()
  private orders = 0

  note(stream: Stream, { changes }: StreamPlan): void {
    const { measure } = stream.entity
    if (measure === undefined) return
    const made = changes.filter(({ action, verdict }) => action === 'create' && verdict === 'ready')
    if (measure === 'ordersPerMonth') this.orders += made.length
    else for (const { key, targetKey } of made) this.products.add(numberInErp(stream, key, targetKey))
  }

  over({ ordersPerMonth, products }: Usage): Usage {
    const all = new Set([...products, ...this.products])
    return { uniqueProducts: all.size, ordersPerMonth: ordersPerMonth + this.orders, products: all }
  }
}

/** A document that somebody removed since was transferred all the same; one whose making failed, or is not known of, was not yet. */
function isMadeIn(month: string, { bornAt, failures }: BaseEntry): boolean {
  return bornAt !== undefined && failures === undefined && monthOf(Date.parse(bornAt)) === month
}

function monthOf(ms: number): string {
  return wallTime(ms, STOCKHOLM).date.slice(0, 7)
}
