// Faults that a world asks for in its settings: which call is answered how, how often. For
// rehearsals and tests.
import { checkedFaults, type FaultWords } from '../../world/faults.js'
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
export const FAULT_WORDS: FaultWords<Fault> = { keys: ['op', 'kind', 'times', 'everyNth', 'delayMs', 'article'], kinds: KINDS, of: 'a simulated shop' }

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
    for (const [at, fault] of checkedFaults(this.world.settings['faults'], FAULT_WORDS).entries()) {
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
