// Outcomes → one word about a stream: Ready, Working or Stalled, with the reason. What waits for a person is named, not counted only.
import type { Counts, HeldItem, Reason } from '../types/plan.js'
import type { Condition, Waiting } from '../types/state.js'
import { backoffMs } from './backoff.js'
import type { Problem } from './problem.js'
import type { StepItem } from './step.js'

/** What a cycle of one stream came to. */
export interface Happened {
  readonly before: Condition
  readonly now: string
  readonly counts: Counts
  readonly held: readonly HeldItem[]
  readonly outcomes: readonly StepItem[]
  readonly pending: readonly { readonly key: string; readonly why: readonly Reason[] }[]
  /** The stream could not run at all. */
  readonly failed?: { readonly problem: Problem; readonly kind: 'refused' | 'retry'; readonly afterMs?: number | undefined }
}

const WAITING_MAX = 200

/** The condition after a cycle. since changes only when type or reason do; failures in a row lengthen the wait. */
export function conditionOf(happened: Happened): Condition {
  const { before, now, failed } = happened
  if (failed) return stalled(happened, failed)
  const wrote = happened.outcomes.some((one) => one.fate.kind === 'done' && !one.fate.already)
  const [type, reason, message] = summary(happened)
  return {
    type, reason, message,
    since: before.type === type && before.reason === reason ? before.since : now,
    lastRunAt: now,
    ...(wrote ? { lastChangeAt: now } : before.lastChangeAt ? { lastChangeAt: before.lastChangeAt } : {}),
    waiting: waitingOf(happened),
    counts: { ...happened.counts },
  }
}

function summary({ counts, outcomes, pending, held }: Happened): [Condition['type'], string, string] {
  const count = (kind: StepItem['fate']['kind']): number => outcomes.filter((one) => one.fate.kind === kind).length
  const unknown = count('unknown')
  if (unknown > 0) return ['Stalled', 'OutcomeUnknown', `${unknown} of unknown outcome`]
  const refused = count('refused')
  const people = [
    refused > 0 ? `${refused} refused` : '', held.length > 0 ? `${held.length} held` : '', pending.length > 0 ? `${pending.length} wait for approval` : '',
  ].filter((part) => part !== '')
  if (people.length > 0) return ['Stalled', 'PersonNeeded', people.join(', ')]
  const later = count('retry') + count('stale')
  if (later > 0) return ['Working', 'TryAgain', `${later} will be tried again`]
  if (counts.withheld > 0) return ['Ready', 'Withheld', `${counts.withheld} withheld`]
  return ['Ready', 'InSync', 'in sync']
}

function stalled({ before, now }: Happened, failed: NonNullable<Happened['failed']>): Condition {
  const failures = (before.failures ?? 0) + 1
  const waitMs = Math.max(failed.afterMs ?? 0, backoffMs(failures + 2, failed.problem.code))
  const reason = failed.problem.code
  return {
    type: 'Stalled', reason, message: JSON.stringify(failed.problem.facts),
    since: before.type === 'Stalled' && before.reason === reason ? before.since : now,
    lastRunAt: now,
    ...(before.lastChangeAt ? { lastChangeAt: before.lastChangeAt } : {}),
    failures,
    notBefore: new Date(Date.parse(now) + waitMs).toISOString(),
    waiting: [...(before.waiting ?? [])],
  }
}

/** Each item that needs a person, with the day since when; at most so many, the rest is in the counts. */
function waitingOf(happened: Happened): Waiting[] {
  const since = new Map((happened.before.waiting ?? []).map((one) => [`${one.key} ${one.code}`, one.since]))
  const list: { key: string; code: string; facts: Reason['facts'] }[] = []
  for (const one of happened.outcomes) {
    if (one.fate.kind === 'refused' || one.fate.kind === 'unknown') list.push({ key: one.change.key, code: one.fate.problem.code, facts: one.fate.problem.facts })
  }
  for (const one of happened.held) list.push({ key: one.key, code: one.reason.code, facts: one.reason.facts })
  for (const one of happened.pending) list.push({ key: one.key, code: one.why[0]?.code ?? '', facts: one.why[0]?.facts })
  return list.slice(0, WAITING_MAX).map(({ key, code, facts }) => ({
    key, code, since: since.get(`${key} ${code}`) ?? happened.now, ...(facts ? { facts: { ...facts } } : {}),
  }))
}
