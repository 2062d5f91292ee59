// What a document of the files set going and would have ended, and that stands on since somebody took the document away.
import { problem } from '../core/problem.js'
import type { OffStream } from '../core/stream.js'
import type { EntitySpec } from '../types/entity.js'
import { StoreError, type Known, type Store } from '../store/memory.js'
import { STOCKHOLM, wallTime } from '../values/time.js'
import type { Parts } from './parts.js'

type Left = Pick<Parts, 'desired'> & { readonly clock: { now(): number }; readonly store: Pick<Store, 'streams' | 'read'> }

/** Streams that nobody asks for any more, whose items keep an amount that was to last for a while: a campaign price. */
export function leftBehind({ desired, store, clock }: Left): readonly OffStream[] {
  const asked = new Set([...desired.streams, ...desired.off].map(({ id }) => id))
  const { date } = wallTime(clock.now(), STOCKHOLM)
  return remembered(store).filter((id) => !asked.has(id)).flatMap((id) => {
    const entity = desired.registers[id.split('/')[1] ?? '']
    const count = entity && lasting(entity, readOf(store, id), date)
    return count ? [{ id, problem: problem('CAMPAIGN_LEFT', { count, stream: id }) }] : []
  })
}

/** How many of its items still have such an amount. today: a date. */
function lasting({ fields }: EntitySpec, known: Known | undefined, today: string): number {
  const limited = Object.entries(fields).flatMap(([name, spec]) => (spec?.below ? [[name, spec.below.until] as const] : []))
  const stands = (target: Readonly<Record<string, unknown>>): boolean => limited.some(([name, until]) => {
    const last = until === undefined ? undefined : target[until]
    return typeof target[name] === 'string' && !(typeof last === 'string' && last < today)
  })
  return limited.length === 0 ? 0 : [...(known?.entries.values() ?? [])].filter(({ target }) => target != null && stands(target)).length
}

/** A memory that cannot be read is told by its own stream, if there is one. */
function readOf(store: Left['store'], id: string): Known | undefined {
  return unlessUnreadable(() => store.read(id))
}

function remembered(store: Left['store']): readonly string[] {
  return unlessUnreadable(() => store.streams()) ?? []
}

function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}
