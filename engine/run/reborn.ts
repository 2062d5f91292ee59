// An item that is created anew knows nothing of what was agreed about its parts: prices, stock and the like start from nothing with it.
import type { Stream } from '../core/stream.js'
import { unreadable } from './memory-of.js'
import type { Parts } from './parts.js'

/**
 * What has the same key in the same family is the same thing: of the register that an item is written to, or is a part of. Documents of
 * orders go by the orders' numbers, and these each shop gives for itself.
 */
export function familyOf({ target, entity, scope }: Stream): string {
  const shop = entity.between?.source === entity.of ? scope.target['shop'] : undefined
  return [target.name, entity.between?.target ?? entity.of, ...(shop === undefined ? [] : [shop])].join(' ')
}

/** Of a stream that only tells something of what is there already, a cancellation say, a new item is nothing new in the target. */
function isMaking({ entity: { between } }: Stream): boolean {
  return between === undefined || between.create === 'create'
}

/** The other streams to the same target forget what they remember of these keys. */
export async function forgetParts(stream: Stream, targetKeys: readonly string[], parts: Parts): Promise<void> {
  if (targetKeys.length === 0 || !isMaking(stream)) return
  const made = new Set(targetKeys)
  for (const other of parts.desired.streams) {
    if (other.id === stream.id || familyOf(other) !== familyOf(stream)) continue
    if (unreadable(parts.store, other.id)) continue
    const known = parts.store.read(other.id)
    const entries = new Map([...known.entries].filter(([key, entry]) => !made.has(entry.targetKey ?? key)))
    if (entries.size < known.entries.size) await parts.store.write(other.id, { ...known, entries })
  }
}
