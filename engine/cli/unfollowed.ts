// An order that a shop has and that no stream lists: it lies before the first day, or nothing has come of it for long.
import { SystemError } from '../connect/connector.js'
import { reasonOf } from '../core/problem.js'
import type { Stream } from '../core/stream.js'
import { UNFOLLOWED } from '../orders/shop-side.js'
import type { Parts } from '../run/parts.js'
import type { Reason } from '../types/plan.js'

/** fields: what of it is anybody's business. reason: why it is left out. */
export interface Unfollowed { readonly fields: Readonly<Record<string, unknown>>; readonly reason?: Reason }

/** The stream that makes documents of a shop's orders. */
export function makesDocuments({ orders, entity: { between } }: Stream): boolean {
  return orders !== undefined && between?.made !== undefined
}

/** As the shop shows it now; undefined where it has none, or cannot be asked. orders: the stream of the shop's orders. */
export async function unfollowed(orders: Stream, key: string, { readers }: Pick<Parts, 'readers'>): Promise<Unfollowed | undefined> {
  try {
    const found = (await readers.get(orders.source.name)?.find(orders.entity.id, [key], { ...orders.scope.source, ...UNFOLLOWED }))?.get(key)
    if (found?.kind !== 'found') return undefined
    const { fields, skip } = found.item
    return { fields, ...(skip ? { reason: reasonOf(skip) } : {}) }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return undefined
  }
}
