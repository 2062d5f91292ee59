// Plan × outcomes → what is remembered next. Only what was done enters Base; everything else is simply seen again.
import type { BaseEntry, CompareCursor, Condition, WindowEntry } from '../types/state.js'
import { backoffMs } from './backoff.js'
import { baseEntry, birthOf } from './base.js'
import { aftersOf, effectOf, goesToZero, isCounted, isFirstLoad } from './guard.js'
import { keptNames } from './personal.js'
import type { Draft } from './plan.js'
import { pick } from './same.js'
import type { StepItem } from './step.js'

/** What a stream remembers, as far as the core is concerned. */
export interface Remembered {
  readonly mappingDigest: string
  readonly entries: ReadonlyMap<string, BaseEntry>
  readonly run: {
    readonly seen: { readonly source: number; readonly target: number }
    readonly window: readonly WindowEntry[]
    readonly compare?: CompareCursor | undefined
    readonly condition: Condition
  }
}

export interface Lived {
  readonly draft: Draft
  readonly outcomes: readonly StepItem[]
  readonly seen: { readonly source: number; readonly target: number }
  readonly compare: CompareCursor | undefined
  readonly condition: Condition
  /** ISO time. */
  readonly now: string
}

const HOUR_MS = 3_600_000
const REFUSED_WAIT_MS = 60_000

/** The next memory. The entries are the very same map where nothing about them changed. */
export function remember<K extends Remembered>(known: K, lived: Lived): K {
  const { draft, outcomes, now } = lived
  const entries = changedEntries(known.entries, lived)
  const done = new Set(outcomes.filter((one) => one.fate.kind === 'done').map((one) => one.change.key))
  const settled = [...draft.unfollowed].every((key) => done.has(key))
  return {
    ...known,
    // Until every remembered item follows today's mapping, all are compared again, also where tomorrow's is yesterday's.
    mappingDigest: settled ? draft.stream.mappingDigest : '',
    entries,
    run: {
      seen: lived.seen,
      window: nextWindow(known.run, outcomes, { now, hours: draft.stream.guards.windowHours ?? 24 }, draft),
      ...(lived.compare ? { compare: lived.compare } : {}),
      condition: lived.condition,
    },
  }
}

function changedEntries(entries: ReadonlyMap<string, BaseEntry>, lived: Lived): ReadonlyMap<string, BaseEntry> {
  const changed = new Map<string, BaseEntry | null>()
  for (const memo of lived.draft.memos) changed.set(memo.key, memo.entry)
  for (const outcome of lived.outcomes) {
    const entry = entryAfter(entries.get(outcome.change.key), outcome, lived)
    if (entry) changed.set(outcome.change.key, entry)
  }
  if (changed.size === 0) return entries
  const next = new Map(entries)
  for (const [key, entry] of changed) {
    if (entry) next.set(key, entry)
    else next.delete(key)
  }
  return next
}

function entryAfter(before: BaseEntry | undefined, outcome: StepItem, lived: Lived): BaseEntry | undefined {
  const { change, fate, shown } = outcome
  const { stream, behind } = lived.draft
  if (fate.kind === 'refused' || fate.kind === 'unknown') {
    const failures = (before?.failures ?? 0) + 1
    const waitMs = Math.max(REFUSED_WAIT_MS, backoffMs(failures + 6, change.key))
    const notBefore = new Date(Date.parse(lived.now) + waitMs).toISOString()
    return { ...unsure(before, outcome, lived.now), failures, notBefore }
  }
  if (fate.kind !== 'done') {
    return change.action === 'create' && mayBeWritten(outcome) ? { ...unsure(before, outcome, lived.now), failures: before?.failures ?? 0 } : undefined
  }
  const known = behind.get(change.key) ?? { source: null, mapped: {}, unlisted: false }
  const isBorn = change.action === 'create' && !fate.already
  // A new item has nothing of one that bore its number before.
  const kept = keptNames(stream)
  const target = shown ? pick({ ...(isBorn ? {} : before?.target), ...shown }, kept) : null
  // An item that turned out to be there was not written: what it says beyond what was looked for is yet to be compared.
  const isFound = change.action === 'create' && fate.already === true
  return baseEntry({
    source: isFound && known.source ? {} : known.source, target, meant: isFound ? {} : pick(known.mapped, kept), unlisted: known.unlisted,
    targetKey: change.targetKey, ...(isBorn ? { born: 'target', bornAt: lived.now } : birthOf(before)),
  })
}

/** Where nobody knows whether an item was created: if it is there next time, it is most likely the engine's own. */
function unsure(before: BaseEntry | undefined, outcome: StepItem, now: string): BaseEntry {
  const { action, targetKey } = outcome.change
  const known = before ?? { source: null, target: null, ...(targetKey === undefined ? {} : { targetKey }) }
  return action === 'create' && mayBeWritten(outcome) ? { ...known, born: 'target', bornAt: now } : known
}

/** Written, or sent once without an answer: a late effect counts too, so that a silent system does not open the limits. */
function mayBeWritten({ fate, writes }: StepItem): boolean {
  if (fate.kind === 'done') return !fate.already
  if ((fate.kind === 'refused' || fate.kind === 'retry') && fate.written) return true
  return fate.kind === 'unknown' || writes > 1 || (fate.kind === 'stale' && writes > 0)
}

function nextWindow({ window, seen }: Remembered['run'], outcomes: readonly StepItem[], at: { now: string; hours: number }, draft: Draft): readonly WindowEntry[] {
  const done = outcomes.filter((one) => mayBeWritten(one) && !one.change.why && isCounted(one.change))
  const oldest = new Date(Date.parse(at.now) - at.hours * HOUR_MS).toISOString()
  const recent = window.every((entry) => entry.at >= oldest) ? window : window.filter((entry) => entry.at >= oldest)
  if (done.length === 0) return recent
  const count = (action: string): number => done.filter(({ change }) => effectOf(change.action, aftersOf(change), draft.stream.entity) === action).length
  const levels = draft.stream.writes.filter((name) => draft.stream.entity.fields[name]?.guard === 'level')
  const toZero = done.filter((one) => levels.some((name) => goesToZero(one.change, name))).length
  const created = isFirstLoad(seen.source) ? 0 : count('create')
  return [...recent, { at: at.now, create: created, update: count('update'), retire: count('retire'), toZero }]
}
