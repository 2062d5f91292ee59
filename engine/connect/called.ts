// What came of one call of a system over the network, before anybody says what it means for a change.
import type { Problem } from '../core/problem.js'
import { SystemError, type Answer } from './connector.js'

/** refused: the same again gives the same. retry: nothing happened, or nothing could. unknown: it may have happened. */
export interface Failed {
  readonly kind: 'refused' | 'retry' | 'unknown'
  readonly problem: Problem
  readonly afterMs?: number
}

/** A result, or what is known about why there is none. */
export type Called<Result> = { readonly kind: 'ok'; readonly value: Result } | Failed

const ATTEMPTS = 3
const FIRST_WAIT_MS = 100
/** A longer wait is the cycle's to take, not ours. */
const WAIT_MAX_MS = 5_000

/** What a failed call means for the change that it was made for. */
export function answerOf({ kind, problem, afterMs }: Failed): Answer {
  return kind === 'retry' && afterMs !== undefined ? { kind, problem, afterMs } : { kind, problem }
}

/** The look before a write failed: nothing was written, whatever became of the look. */
export function nothingDone(failed: Failed): Answer {
  return answerOf(failed.kind === 'refused' ? failed : { ...failed, kind: 'retry' })
}

/** Repeats a read that had no luck; reading twice changes nothing. */
export async function again<Result>(read: () => Promise<Called<Result>>): Promise<Called<Result>> {
  for (let attempt = 1; ; attempt += 1) {
    const called = await read()
    if (called.kind === 'ok' || called.kind === 'refused' || attempt === ATTEMPTS) return called
    if (!(await waited(called.afterMs, attempt))) return called
  }
}

/** Waits as long as was asked for, or longer with every attempt; false where that would be too long. */
export async function waited(afterMs: number | undefined, attempt: number): Promise<boolean> {
  const waitMs = afterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1)
  if (waitMs > WAIT_MAX_MS) return false
  await new Promise((resolve) => {
    setTimeout(resolve, waitMs)
  })
  return true
}

/** The result; throws where there is none, because the system cannot be used without it. */
export function needed<Result>(called: Called<Result>): Result {
  if (called.kind === 'ok') return called.value
  throw new SystemError(called.kind === 'refused' ? 'refused' : 'retry', called.problem, called.afterMs)
}
