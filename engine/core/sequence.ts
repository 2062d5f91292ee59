// What must exist before what. Waves of alike, independent changes, each small enough for one request of the target.
import type { Change } from '../types/plan.js'

/** Changes that go together in one request. */
export type Batch = readonly Change[]

const ORDER: Readonly<Record<Change['action'], number>> = { create: 0, update: 1, retire: 2 }

/** Batches in the order in which they are sent: what is created first, what is retired last; by key within. */
export function sequence(changes: readonly Change[], batchMax: number): Batch[] {
  const ready = changes.filter((one) => one.verdict === 'ready')
    .sort((one, other) => ORDER[one.action] - ORDER[other.action] || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
  const batches: Change[][] = []
  for (const one of ready) {
    const last = batches.at(-1)
    if (last && last.length < batchMax && last[0]?.action === one.action) last.push(one)
    else batches.push([one])
  }
  return batches
}

/** Streams in an order in which no entity comes before one that it comes after. Stable for those that do not care. */
export function sequenceStreams<T extends { readonly id: string; readonly entity: { readonly id: string; readonly after: readonly string[] } }>(streams: readonly T[]): T[] {
  const left = [...streams]
  const done: T[] = []
  while (left.length > 0) {
    const at = left.findIndex((one) => !left.some((other) => other !== one && other.entity.id !== one.entity.id && one.entity.after.includes(other.entity.id)))
    if (at < 0) throw new Error(`entities come after each other in a circle: ${left.map((one) => one.entity.id).join(', ')}`)
    done.push(...left.splice(at, 1))
  }
  return done
}
