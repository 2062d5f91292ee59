// Approval is bound to what a change does and what it relies on, not to a file: it lives as long as its own effect, and no longer.
import type { Change, PlanDocument, StreamPlan } from '../types/plan.js'
import type { Draft } from './plan.js'
import { isEmptyValue } from './same.js'

/** Pending changes whose digest a person approved become ready; why they were doubted stays with them. */
export function approve(draft: Draft, approved: ReadonlySet<string>): Draft {
  if (approved.size === 0 || !draft.changes.some((one) => one.verdict === 'pending')) return draft
  return { ...draft, changes: draft.changes.map((one) => (one.verdict === 'pending' && approved.has(one.digest) ? { ...one, verdict: 'ready' } : one)) }
}

/** Ids of changes done in this pass, and the target keys that the engine created just now. */
export interface Made { readonly done: ReadonlySet<string>; readonly created: ReadonlySet<string> }

const NOTHING_MADE: Made = { done: new Set(), created: new Set() }

/** Which changes of a saved plan are still true today; which went stale; and which have nothing left to do. */
export interface Standing { readonly ready: readonly Change[]; readonly stale: readonly Change[]; readonly settled: readonly Change[] }

/**
 * Only what was ready in the saved plan, and is planned again today with the same digest. open: keys of the stream that
 * today's plan has anything left to say about. made: what was done in this pass. A change that today's plan doubts anew passes: it does exactly what was reviewed.
 */
export function stillTrue(saved: readonly Change[], today: readonly Change[], open: ReadonlySet<string>, made: Made = NOTHING_MADE): Standing {
  const byDigest = new Map(today.map((one) => [one.digest, one]))
  const byId = new Map(today.map((one) => [one.id, one]))
  const ready: Change[] = []
  const stale: Change[] = []
  const settled: Change[] = []
  for (const one of saved) {
    const now = one.needs ? filledIn(one, byId.get(one.id), made) : byDigest.get(one.digest)
    if (now && (now.verdict === 'ready' || now.verdict === 'pending')) ready.push({ ...now, verdict: 'ready' })
    else if (!now && !open.has(one.key)) settled.push(one)
    else stale.push(one)
  }
  return { ready, stale, settled }
}

/** A change that fills in an item which the same plan creates: the new item may say part of it already. An item of somebody else's is none. */
function filledIn(saved: Change, now: Change | undefined, made: Made): Change | undefined {
  if (!now) return undefined
  const isOurs = saved.needs?.every((need) => made.done.has(need)) || made.created.has(now.targetKey ?? now.key)
    || Object.values(now.fields).every((field) => field?.before !== undefined && isEmptyValue(field.before))
  if (!isOurs) return undefined
  return Object.entries(now.fields).every(([name, field]) => field?.after === saved.fields[name]?.after) ? now : undefined
}

/** The changes of a saved plan that may be applied: ready, and if they were ever doubted, in a group that is approved. */
export function applicable(saved: PlanDocument): Change[] {
  const approved = new Set(saved.groups.filter((group) => group.approved).map((group) => group.id))
  return changesOf(saved).filter((one) => one.verdict === 'ready' && (!one.why || approved.has(one.group ?? '')))
}

/** Every change of a plan file, whatever its stream. */
export function changesOf(document: PlanDocument): Change[] {
  return document.streams.flatMap((stream) => stream.changes)
}

/** The plan with a group approved. Its changes become ready; the counts follow, the plan's id stays. */
export function approveGroup(document: PlanDocument, group: string, by: { readonly name: string; readonly at: string }): PlanDocument {
  const streams = document.streams.map((stream) => freed(stream, group))
  const totals = { ...document.totals }
  for (const name of ['create', 'update', 'retire', 'pending'] as const) {
    totals[name] = streams.reduce((sum, stream) => sum + stream.counts[name], 0)
  }
  return {
    ...document, streams, totals,
    groups: document.groups.map((one) => (one.id === group ? { ...one, approved: true, approvedBy: by.name, approvedAt: by.at } : one)),
  }
}

function freed(stream: StreamPlan, group: string): StreamPlan {
  const isFreed = (one: Change): boolean => one.group === group && one.verdict === 'pending'
  if (!stream.changes.some(isFreed)) return stream
  const counts = { ...stream.counts }
  const changes = stream.changes.map((one) => {
    if (!isFreed(one)) return one
    counts.pending--
    counts[one.action]++
    return { ...one, verdict: 'ready' as const }
  })
  return { ...stream, counts, changes }
}
