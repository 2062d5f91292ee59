// The installation's secret, for whoever opens the customer's memory.
import type { Desired } from '../core/stream.js'
import { StoreError, type Store } from '../store/memory.js'
import { installationKey } from '../store/secret-key.js'

/** Made only where nothing of orders is remembered yet: what is would look like somebody else's with another one. Throws StoreError. */
export function secretOf({ dir, streams }: Pick<Desired, 'dir' | 'streams'>, store: Pick<Store, 'read'>): string {
  return installationKey(dir, () => streams.some(({ id, orders }) => orders !== undefined && isRemembered(id, store)))
}

/** A memory that cannot be read is one all the same. */
function isRemembered(stream: string, store: Pick<Store, 'read'>): boolean {
  try {
    return store.read(stream).entries.size > 0
  } catch (error) {
    if (error instanceof StoreError) return true
    throw error
  }
}
