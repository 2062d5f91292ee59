// How much of the package's measures is used: what the engine remembers, over all shops.
import type { Usage } from '../core/measures.js'
import type { BaseEntry } from '../types/state.js'
import { STOCKHOLM, wallTime } from '../values/time.js'
import { unreadable } from './memory-of.js'
import type { Parts } from './parts.js'

/** Unique products are what is linked now; orders are those whose document was made in this calendar month, local time. */
export function usageOf(parts: Pick<Parts, 'desired' | 'store'>, nowMs: number): Usage {
  const products = new Set<string>()
  const month = monthOf(nowMs)
  let orders = 0
  for (const { id, entity: { measure } } of parts.desired.streams) {
    if (measure === undefined || unreadable(parts.store, id)) continue
    for (const [key, entry] of parts.store.read(id).entries) {
      if (measure === 'ordersPerMonth') orders += isMadeIn(month, entry) ? 1 : 0
      else if (entry.source !== null && entry.target !== null) products.add(key)
    }
  }
  return { uniqueProducts: products.size, ordersPerMonth: orders }
}

/** A document that somebody removed since was transferred all the same; one whose making failed, or is not known of, was not yet. */
function isMadeIn(month: string, { bornAt, failures }: BaseEntry): boolean {
  return bornAt !== undefined && failures === undefined && monthOf(Date.parse(bornAt)) === month
}

function monthOf(ms: number): string {
  return wallTime(ms, STOCKHOLM).date.slice(0, 7)
}
