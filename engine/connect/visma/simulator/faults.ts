// What goes wrong in the simulated program, as the world's settings ask for it. The counters lie
// beside the world's file, so that a process that was made to crash does not crash at the same call
// for ever.
import { readFileSync, writeFileSync } from 'node:fs'
import { checkedFaults, type FaultWords } from '../../world/faults.js'
import type { World } from '../../world/world.js'

/**
 * One planned fault. op: the API's function, or * for any. From the nth call on, for so many times;
 * or each so many calls.
 */
export interface PlannedFault {
  readonly op: string
  readonly kind: 'code' | 'crash' | 'hang' | 'slow'
  readonly rc?: number
  /** before: nothing has happened yet. after: it has, and nobody hears of it. */
  readonly when?: 'before' | 'after'
  readonly nth?: number
  readonly times?: number
  readonly everyNth?: number
  readonly delayMs?: number
}

export const FAULT_WORDS: FaultWords<PlannedFault> = {
  keys: ['op', 'kind', 'rc', 'when', 'nth', 'times', 'everyNth', 'delayMs'], kinds: ['code', 'crash', 'hang', 'slow'], of: 'the simulated program',
}

/** What a crash and a hang do to the process that the API lives in. */
export interface Host { crash(): never; hang(): never }

/**
 * The simulated process is gone: thrown where the API lives in our own process, which must go on.
 */
export class ProcessGone extends Error {
  constructor(readonly how: 'died' | 'deadline') {
    super(`the simulated program is gone: ${how}`)
    this.name = 'ProcessGone'
  }
}

export const OWN_PROCESS: Host = {
  crash() { throw new ProcessGone('died') },
  hang() { throw new ProcessGone('deadline') },
}

export class Faults {
  constructor(private readonly world: World, private readonly host: Host) {}

  /**
   * Wraps one call of the API. A code that comes before replaces the call; one that comes after
   * hides what it did.
   */
  around<Result>(op: string, call: () => Result, refuse: (rc: number) => Result): Result {
    const due = this.due(op)
    for (const fault of due) {
      if (fault.when === 'after') continue
      if (fault.kind === 'code') return refuse(fault.rc ?? 1)
      this.strike(fault)
    }
    const result = call()
    for (const fault of due) {
      if (fault.when !== 'after') continue
      if (fault.kind === 'code') return refuse(fault.rc ?? 1)
      this.strike(fault)
    }
    return result
  }

  private strike(fault: PlannedFault): void {
    if (fault.kind === 'crash') this.host.crash()
    if (fault.kind === 'hang') this.host.hang()
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, fault.delayMs ?? 0)
  }

  private due(op: string): readonly PlannedFault[] {
    const planned = checkedFaults(this.world.settings['faults'], FAULT_WORDS)
    const matching = planned.map((fault, at) => ({ fault, at })).filter(({ fault }) => fault.op === op || fault.op === '*')
    if (matching.length === 0) return []
    const counters = this.counters()
    const due = matching.filter(({ fault, at }) => isDue(fault, counters[at] = (counters[at] ?? 0) + 1))
    writeFileSync(this.file(), JSON.stringify(counters))
    return due.map(({ fault }) => fault)
  }

  private counters(): Record<number, number> {
    try {
      return JSON.parse(readFileSync(this.file(), 'utf8')) as Record<number, number>
    } catch {
      return {}
    }
  }

  private file(): string { return `${this.world.file}.faults.json` }
}

function isDue(fault: PlannedFault, call: number): boolean {
  if (fault.everyNth !== undefined) return call % fault.everyNth === 0
  const from = fault.nth ?? 1
  return call >= from && call < from + (fault.times ?? 1)
}
