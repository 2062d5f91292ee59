// One pass over all streams, one after the other in the order that their entities ask for. Makes the plan document, and applies where
// it is handed writers. One stream that cannot run does not stop the others.
import { SystemError } from '../connect/connector.js'
import { applicable, changesOf, stillTrue, type Made } from '../core/approve.js'
import type { Usage } from '../core/measures.js'
import type { Draft } from '../core/plan.js'
import { problem, reasonOf } from '../core/problem.js'
import { sequenceStreams } from '../core/sequence.js'
import type { StepItem } from '../core/step.js'
import type { Stream } from '../core/stream.js'
import type { Change, Group, PlanDocument, StreamPlan } from '../types/plan.js'
import { cycle, type Asked, type Report } from './cycle.js'
import { planDocument } from './document.js'
import { unreadable } from './memory-of.js'
import type { Parts } from './parts.js'
import { familyOf } from './reborn.js'
import { failedPlan } from './stream-plan.js'
import { PlannedUse, usageOf } from './used.js'

export interface Passed {
  readonly document: PlanDocument
  readonly outcomes: readonly StepItem[]
  /** Changes of a saved plan that were no longer true, and those that had nothing left to do. */
  readonly stale: readonly Change[]
  readonly settled: readonly Change[]
  /** Changes of a saved plan that had to wait: what they need was not done. */
  readonly waiting: readonly Change[]
  /** By stream: what the source shows of the items that the document speaks of, where their register wants it said. */
  readonly atSource: ReadonlyMap<string, Draft['atSource']>
}

/** Plans every stream, and applies what is ready where there are writers. saved: only what is in that plan and still true. */
export async function pass(streams: readonly Stream[], parts: Parts, saved?: PlanDocument): Promise<Passed> {
  const reports: Report[] = []
  const coming = new Map<string, Map<string, string>>()
  const stale: Change[] = []
  const settled: Change[] = []
  const wanted = saved ? byStream(applicable(saved)) : undefined
  const done = new Set<string>()
  const created = new Map<string, Set<string>>()
  const planned = new PlannedUse()
  for (const stream of sequenceStreams(streams)) {
    if (parts.stopping?.()) break
    parts.tell('stream', { stream: stream.id })
    const family = familyOf(stream)
    const createdNow = new Set([...(created.get(family) ?? []), ...bornLately(stream, parts)])
    const report = await runWhole(stream, parts, {
      usage: stream.entity.measure ? planned.over(usageOf(parts, parts.clock.now())) : NOTHING_USED,
      coming: coming.get(family) ?? new Map(),
      createdNow,
      ...(wanted ? { choose: (draft: Draft) => chosen(draft, wanted.get(stream.id) ?? [], { stale, settled, made: { done, created: createdNow } }) } : {}),
    })
    reports.push(report)
    noteDone(report, done, created, family)
    if (parts.writers) continue
    noteComing(report.plan, coming, family)
    planned.note(stream, report.plan)
  }
  const plans = reports.map((report) => withPendingNeeds(report.plan, reports))
  const outcomes = reports.flatMap((report) => [...report.outcomes])
  const atSource = new Map(reports.flatMap((report) => (report.atSource ? [[report.plan.stream, report.atSource] as const] : [])))
  return { document: planDocument(parts, plans, mergeGroups(plans, reports)), outcomes, stale, atSource, ...withoutWaiting(settled, saved, done) }
}

/** A change whose item was to be created first, and was not, is not settled: today's plan is silent about it because it waits. */
function withoutWaiting(gone: readonly Change[], saved: PlanDocument | undefined, done: ReadonlySet<string>): Pick<Passed, 'settled' | 'waiting'> {
  const settledIds = new Set(gone.map((one) => one.id))
  const planned = new Set(saved ? changesOf(saved).map((one) => one.id) : [])
  const isOpen = (need: string): boolean => planned.has(need) && !done.has(need) && !settledIds.has(need)
  const waits = (one: Change): boolean => one.needs?.some(isOpen) ?? false
  return { settled: gone.filter((one) => !waits(one)), waiting: gone.filter(waits) }
}

/** A stream whose memory is damaged does not run; nothing can be noted in its file either. */
async function runStream(stream: Stream, parts: Parts, asked: Asked): Promise<Report> {
  const damaged = unreadable(parts.store, stream.id)
  if (!damaged) return cycle(stream, parts, asked)
  return { plan: failedPlan(stream, damaged), groups: [], outcomes: [], failed: new SystemError('refused', damaged) }
}

const LATELY_MS = 3_600_000

/** What the engine created within the last hour, perhaps just before a stop: nobody has had a look at it yet. */
function bornLately(stream: Stream, { store, clock }: Parts): ReadonlySet<string> {
  return store.born(stream.target.name, stream.entity.of, new Date(clock.now() - LATELY_MS).toISOString())
}

/** Items of which only half was created are completed at once, before anything else is written about them. */
async function runWhole(stream: Stream, parts: Parts, asked: Asked): Promise<Report> {
  const report = await runStream(stream, parts, asked)
  const half = new Set(report.outcomes.filter(({ fate }) => fate.kind === 'retry' && fate.written).map((one) => one.change.key))
  if (half.size === 0 || report.failed) return report
  const again = await runStream(stream, parts, { ...asked, choose: (draft) => draft.changes.filter((one) => half.has(one.key)) })
  const whole = new Set(again.outcomes.filter((one) => one.fate.kind === 'done').map((one) => one.change.key))
  const first = report.outcomes.map((one): StepItem => (whole.has(one.change.key) ? { ...one, fate: { kind: 'done' } } : one))
  return { ...again, outcomes: [...first, ...again.outcomes.filter((one) => !whole.has(one.change.key))] }
}

/** What was done in this pass, for the streams that come after: their items may be brand new. */
function noteDone({ outcomes }: Report, done: Set<string>, created: Map<string, Set<string>>, family: string): void {
  const keys = created.get(family) ?? new Set()
  for (const { change, fate, targetKey } of outcomes) {
    if (fate.kind !== 'done') continue
    done.add(change.id)
    if (change.action === 'create' && !fate.already) keys.add(targetKey)
  }
  created.set(family, keys)
}

function chosen(draft: Draft, wanted: readonly Change[], into: { stale: Change[]; settled: Change[]; made: Made }): readonly Change[] {
  const open = new Set([...draft.changes, ...draft.held, ...draft.skipped].map((one) => one.key))
  const standing = stillTrue(wanted, draft.changes, open, into.made)
  into.stale.push(...standing.stale)
  into.settled.push(...standing.settled)
  return standing.ready
}

function byStream(changes: readonly Change[]): Map<string, Change[]> {
  const lists = new Map<string, Change[]>()
  for (const one of changes) {
    const list = lists.get(one.stream)
    if (list) list.push(one)
    else lists.set(one.stream, [one])
  }
  return lists
}

function noteComing(plan: StreamPlan, coming: Map<string, Map<string, string>>, family: string): void {
  const creates = plan.changes.filter((one) => one.action === 'create' && (one.verdict === 'ready' || one.verdict === 'pending'))
  if (creates.length === 0) return
  const list = coming.get(family) ?? new Map<string, string>()
  for (const one of creates) list.set(one.targetKey ?? one.key, one.id)
  coming.set(family, list)
}

/** What needs a change that waits for approval waits in the same group, so that one approval frees both. */
function withPendingNeeds(plan: StreamPlan, reports: readonly Report[]): StreamPlan {
  if (!plan.changes.some((one) => one.needs && one.verdict === 'ready')) return plan
  const pending = new Map(reports.flatMap((report) => report.plan.changes.filter((one) => one.verdict === 'pending').map((one) => [one.id, one.group] as const)))
  const counts = { ...plan.counts }
  const changes = plan.changes.map((one) => {
    const group = one.verdict === 'ready' ? one.needs?.map((need) => pending.get(need)).find((found) => found !== undefined) : undefined
    if (group === undefined) return one
    counts.pending++
    counts[one.action]--
    return { ...one, verdict: 'pending' as const, group, why: [reasonOf(problem('NEEDS_PENDING', { needs: one.needs?.[0] }))] }
  })
  return { ...plan, counts, changes }
}

/** Groups by id, with the members that other streams lent them. */
function mergeGroups(plans: readonly StreamPlan[], reports: readonly Report[]): Group[] {
  const sizes = new Map<string, number>()
  for (const one of plans.flatMap((plan) => plan.changes)) if (one.group) sizes.set(one.group, (sizes.get(one.group) ?? 0) + 1)
  return reports.flatMap((report) => report.groups).map((group) => ({ ...group, count: sizes.get(group.id) ?? group.count }))
}

const NOTHING_USED: Usage = { uniqueProducts: 0, ordersPerMonth: 0, products: new Set() }
