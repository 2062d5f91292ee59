// Outcomes → one word about a stream: Ready, Working or Stalled, with the reason. What waits for a person is named, not counted only.
import type { Counts, HeldItem, Reason } from '../types/plan.js'
import type { Condition, ReasonTotal, Waiting } from '../types/state.js'
import { backoffMs } from './backoff.js'
import { fewOf } from './few.js'
import { coveredReason } from './personal.js'
import { reasonOf, type Problem } from './problem.js'
import type { StepItem } from './step.js'

/** What a cycle of one stream came to. */
export interface Happened {
  readonly before: Condition
  readonly now: string
  readonly counts: Counts
  readonly held: readonly HeldItem[]
  /** Items that could not be looked at. */
  readonly unseen: readonly HeldItem[]
  /** Items whose turn it is not. */
  readonly notDue?: readonly HeldItem[]
  readonly outcomes: readonly StepItem[]
  readonly pending: readonly Doubted[]
  readonly withheld: readonly Doubted[]
  /** The stream could not run at all. */
  readonly failed?: { readonly problem: Problem; readonly kind: 'refused' | 'retry'; readonly afterMs?: number | undefined }
}

/** A change that is not ready, with its reasons. */
export interface Doubted { readonly key: string; readonly why: readonly Reason[] }

const WAITING_MAX = 200

/** Left out, and nothing is wrong with it: it is not the stream's, or it waits for its turn. */
const NOT_FOR_A_LOOK: ReadonlySet<string> = new Set(['ONLY_IN_TARGET', 'WAITS_AFTER_REFUSAL'])

/** A skipped item that was skipped because a look at it failed. */
export function isUnseen({ reason, notDue }: HeldItem): boolean {
  return !notDue && !NOT_FOR_A_LOOK.has(reason.code)
}

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
    totals: totalsOf(happened),
    counts: { ...happened.counts },
  }
}

function summary({ counts, outcomes, pending, held, unseen }: Happened): [Condition['type'], string, string] {
  const count = (kind: StepItem['fate']['kind']): number => outcomes.filter((one) => one.fate.kind === kind).length
  const told = (parts: readonly [number, string][]): string =>
    parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`).join(', ')
  const unknown = count('unknown')
  if (unknown > 0) return ['Stalled', 'OutcomeUnknown', told([[unknown, 'of unknown outcome'], [unseen.length, UNSEEN]])]
  const refused = count('refused')
  if (refused + held.length + pending.length > 0) {
    const people = told([[refused, 'refused'], [held.length, 'held'], [pending.length, 'wait for approval'], [unseen.length, UNSEEN]])
    return ['Stalled', 'PersonNeeded', people]
  }
  const later = count('retry') + count('stale')
  if (later + unseen.length > 0) return ['Working', 'TryAgain', told([[later, 'will be tried again'], [unseen.length, UNSEEN]])]
  if (counts.withheld > 0) return ['Ready', 'Withheld', `${counts.withheld} withheld`]
  return ['Ready', 'InSync', 'in sync']
}

const UNSEEN = 'could not be looked at'

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
    totals: [...(before.totals ?? [])],
  }
}

interface Said { readonly kind: ReasonTotal['kind']; readonly key: string; readonly code: string; readonly facts: Reason['facts'] }

/** A condition lies on disk and is shown to everybody: what says something of a person is covered. */
function saidOf(kind: Said['kind'], key: string, reason: Pick<Reason, 'code' | 'facts' | 'personal'> | undefined): Said {
  return { kind, key, code: reason?.code ?? '', facts: reason && coveredReason(reason).facts }
}

function peopleOf({ outcomes, held, pending }: Happened): Said[] {
  const refused = outcomes.flatMap(({ change, fate }) =>
    fate.kind === 'refused' || fate.kind === 'unknown' ? [saidOf('person', change.key, reasonOf(fate.problem))] : [])
  return [
    ...refused,
    ...held.map((one) => saidOf('person', one.key, one.reason)),
    ...pending.map((one) => saidOf('person', one.key, one.why[0])),
  ]
}

/** Items that need a person, each with the day since when: some of every reason, at most so many; how many there are is in totals. */
function waitingOf(happened: Happened): Waiting[] {
  const since = new Map((happened.before.waiting ?? []).map((one) => [`${one.key} ${one.code}`, one.since]))
  const people = peopleOf(happened)
  const byCode = [...grouped(people).values()]
  const named = new Set<Said>()
  for (let at = 0; named.size < Math.min(WAITING_MAX, people.length); at++) {
    for (const { [at]: one } of byCode) if (one && named.size < WAITING_MAX) named.add(one)
  }
  return people.filter((one) => named.has(one)).map(({ key, code, facts }) => ({
    key, code, since: since.get(`${key} ${code}`) ?? happened.now, ...(facts ? { facts: { ...facts } } : {}),
  }))
}

/** How many share a reason, the most frequent first: who waits for a person, looks that failed, what is withheld, whose turn it is not. */
function totalsOf(happened: Happened): ReasonTotal[] {
  const known = new Map((happened.before.totals ?? []).map((one) => [`${one.kind} ${one.code}`, one.since]))
  const all = [
    ...peopleOf(happened),
    ...happened.unseen.map((one) => saidOf('unseen', one.key, one.reason)),
    ...happened.withheld.map((one) => saidOf('withheld', one.key, one.why[0])),
    ...(happened.notDue ?? []).map((one) => saidOf('notDue', one.key, one.reason)),
  ]
  return [...grouped(all)].map(([id, alike]): ReasonTotal => {
    const { kind, code } = alike[0] as Said
    const facts = commonFacts(alike)
    const few = fewOf(alike.map((one) => one.facts))
    return { kind, code, count: alike.length, since: known.get(id) ?? happened.now, ...(Object.keys(facts).length > 0 ? { facts } : {}), ...(Object.keys(few).length > 0 ? { few: few as Record<string, string[]> } : {}) }
  }).sort((one, other) => other.count - one.count)
}

function grouped(all: readonly Said[]): Map<string, Said[]> {
  const found = new Map<string, Said[]>()
  for (const one of all) {
    const id = `${one.kind} ${one.code}`
    const alike = found.get(id)
    if (alike) alike.push(one)
    else found.set(id, [one])
  }
  return found
}

function commonFacts(alike: readonly Said[]): Record<string, unknown> {
  const common = { ...alike[0]?.facts }
  for (const name of Object.keys(common)) {
    const text = JSON.stringify(common[name])
    if (!alike.every((one) => JSON.stringify(one.facts?.[name]) === text)) delete common[name]
  }
  return common
}
