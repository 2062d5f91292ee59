// Faults that a world asks for in its settings: which call is answered how, how often. For
// rehearsals and tests.
import type { World } from '../../world/world.js'

/**
 * lostReplyBefore: the connection breaks and nothing happened. lostReplyAfter: it happened, then
 * the connection broke.
 * lateEffect: the connection breaks, and it happens delayMs later. rowFailure: one row of the batch
 * fails.
 * slow: it happens, and the answer takes delayMs. staleList: a list of orders shows them as they
 * were delayMs ago. pageShift: the first order has gone out of the list since the page before. The others are answers of what stands in front of
 * the service.
 */
export type FaultKind = (typeof KINDS)[number]

const KINDS = [
  'lostReplyBefore', 'lostReplyAfter', 'lateEffect', 'status429', 'status500', 'status503', 'html', 'rowFailure', 'slow', 'staleList', 'pageShift',
] as const
const KEYS: readonly (keyof Fault)[] = ['op', 'kind', 'times', 'everyNth', 'delayMs', 'article']

export interface Fault {
  /** An operation's name, "WSDL", "StoreAPI", or "*" for any. Of the order extension: its own name, whatever the world calls it. */
  readonly op: string
  readonly kind: FaultKind
  /** How many times; left out: always. */
  readonly times?: number
  /** Every second, third … call; left out: every call. */
  readonly everyNth?: number
  readonly delayMs?: number
  /** The article or the order whose row fails; left out: the first. */
  readonly article?: string
}

/** Throws where a fault says what nobody knows: it would never come, and a test of it would test nothing. */
export function checkedFaults(faults: unknown): readonly Fault[] {
  if (faults === undefined) return []
  for (const fault of faults as readonly Fault[]) {
    const unknown = Object.keys(fault).find((key) => !KEYS.includes(key as keyof Fault))
    if (unknown !== undefined || typeof fault.op !== 'string' || !KINDS.includes(fault.kind)) throw new Error(`no fault of a simulated shop: ${JSON.stringify(fault)}`)
  }
  return faults as readonly Fault[]
}

interface Count {
  calls: number
  done: number
}

export class Faults {
  private readonly counts = new Map<string, Count>()

  constructor(private readonly world: World) {}

  /** The fault that this call meets, if any. Counts the call. */
  next(operation: string): Fault | undefined {
    let met: Fault | undefined
    for (const [at, fault] of checkedFaults(this.world.settings['faults']).entries()) {
      if (fault.op !== '*' && fault.op !== operation) continue
      const count = this.countOf(`${at}:${JSON.stringify(fault)}`)
      count.calls += 1
      if (
        met ||
        count.done >= (fault.times ?? Infinity) ||
        count.calls % (fault.everyNth ?? 1) !== 0
      )
        continue
      count.done += 1
      met = fault
    }
    return met
  }

  private countOf(name: string): Count {
    const count = this.counts.get(name) ?? { calls: 0, done: 0 }
    this.counts.set(name, count)
    return count
  }
}
