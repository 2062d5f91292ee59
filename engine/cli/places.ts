// Which memories a store must know of, to tell which items the engine created itself.
import type { Desired, Role } from '../core/stream.js'
import type { StreamPlace } from '../store/store.js'

const OTHER: Readonly<Record<Role, Role>> = { erp: 'shop', shop: 'erp' }

/** The streams of today, and the first sync of whole items in the other direction: what it created is the engine's own, too. */
export function memoryPlaces({ streams }: Desired): StreamPlace[] {
  const turned = streams.filter((stream) => stream.entity.of === stream.entity.id)
    .map((stream) => ({ id: `${stream.id}/from-${OTHER[stream.from]}`, target: { name: stream.source.name }, entity: stream.entity }))
  return [...streams, ...turned]
}
