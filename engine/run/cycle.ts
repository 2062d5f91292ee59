// ONE pass of one stream, in order: observe, pair, plan, permit, measure, guard, approve, sequence, apply, remember. The file to
// read first. A dry run is the same pass without writers.
import { SystemError } from '../connect/connector.js'
import { approve } from '../core/approve.js'
import { conditionOf, isUnseen, type Doubted } from '../core/condition.js'
import { firstSyncOnly } from '../core/first-sync.js'
import { groupsOf, guard } from '../core/guard.js'
import { isNearLimit, measure, type Usage } from '../core/measures.js'
import { permit } from '../core/permit.js'
import { plan, type Draft } from '../core/plan.js'
import { remember } from '../core/remember.js'
import { sequence } from '../core/sequence.js'
import type { StepItem } from '../core/step.js'
import type { Stream } from '../core/stream.js'
import type { Known } from '../store/memory.js'
import type { Change, Group, HeldItem, StreamPlan } from '../types/plan.js'
import { apply, type Applied } from './apply.js'
import { fingerprintsOf, memoryOf } from './memory-of.js'
import { observe, type Observed } from './observe.js'
import { nowText, type Parts } from './parts.js'
import { forgetParts } from './reborn.js'
import { failedPlan, streamPlan } from './stream-plan.js'

/** What one pass is asked, besides the stream itself. */
export interface Asked {
  readonly usage: Usage
  /** Items that streams before this one plan to create, by system and key: only where nothing is applied in between. */
  readonly coming: ReadonlyMap<string, string>
  /** Target keys of this family that were created in this very pass. */
  readonly createdNow?: ReadonlySet<string>
  /** Which of the planned changes to apply; all that are ready where it is left out. */
  readonly choose?: (draft: Draft) => readonly Change[]
}

/** What came of it. failed: the stream could not run, or not to its end; the others go on. */
export interface Report {
  readonly plan: StreamPlan
  readonly groups: readonly Group[]
  readonly outcomes: readonly StepItem[]
  /** As in the draft; for whoever tells a person about it. */
  readonly atSource?: Draft['atSource']
  readonly failed?: SystemError
}

export async function cycle(stream: Stream, parts: Parts, asked: Asked): Promise<Report> {
  const stored = parts.store.read(stream.id)
  try {
    const known = memoryOf(stream, stored)
    const seen = await observe(stream, known, parts)
    const whole = plan(stream, seen.pairs, aroundOf(stream, known, parts, asked))
    const planned = parts.firstSync ? firstSyncOnly(whole) : whole
    const allowed = measure(permit(planned), asked.usage, parts.desired.tier)
    // While nothing more is used it is no news.
    const isMore = allowed.changes.some(({ action }) => action === 'create')
    const news = allowed.warnings.filter((one) => (isNearLimit(one) ? isMore : one.facts['field'] === undefined))
    if (parts.writers) for (const { code, facts } of news) parts.tell('warned', { stream: stream.id, code, ...facts })
    const guarded = guard(allowed, guardView(known, seen))
    const ready = approve(guarded.draft, parts.store.approvals())
    if (!parts.writers) return { plan: streamPlan(ready), groups: groupsOf(ready.changes, stream.id), outcomes: [], atSource: ready.atSource }
    const draft = asked.choose ? choose(ready, asked.choose(ready)) : ready
    const applied = await apply(stream, sequence(draft.changes, stream.target.spec.habits.batchMax), parts)
    await settle({ stream, known, seen, draft, applied, parts })
    await applied.close()
    const report = { plan: streamPlan(draft), groups: groupsOf(draft.changes, stream.id), outcomes: applied.outcomes, atSource: draft.atSource }
    return applied.failed ? { ...report, failed: applied.failed } : report
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (parts.writers) await noteFailure(stream, stored, error, parts)
    return { plan: failedPlan(stream, error.problem), groups: [], outcomes: [], failed: error }
  }
}

/** What was chosen is ready, whatever doubted it; a ready change that was not chosen waits like a pending one. */
function choose(draft: Draft, chosen: readonly Change[]): Draft {
  const ids = new Set(chosen.map((one) => one.id))
  const changes = draft.changes.map((one): Change => {
    if (ids.has(one.id)) return { ...one, verdict: 'ready' }
    return one.verdict === 'ready' ? { ...one, verdict: 'pending', why: [{ code: 'NOT_IN_PLAN' }] } : one
  })
  return { ...draft, changes }
}

function aroundOf(stream: Stream, known: Known, parts: Parts, asked: Asked): Parameters<typeof plan>[2] {
  const family = stream.entity.of
  return {
    mappingDigest: known.mappingDigest,
    bornAtSource: parts.store.born(stream.source.name, family),
    bornAtTarget: parts.store.born(stream.target.name, family),
    coming: asked.coming,
    ...(asked.createdNow ? { createdNow: asked.createdNow } : {}),
    ...(parts.patient ? { now: nowText(parts.clock) } : {}),
  }
}

function guardView(known: Known, seen: Observed): Parameters<typeof guard>[1] {
  const { window, seen: before } = known.run
  const seenNow = seen.counts.source
  // A source that shows nothing at all is held against everything that it ever showed.
  const seenBefore = seenNow > 0 ? before.source : Math.max(before.source, atSource(known))
  return { known: known.entries.size, seenBefore, seenNow, window }
}

function atSource({ entries }: Known): number {
  let count = 0
  for (const { source } of entries.values()) if (source !== null) count++
  return count
}

interface Ended {
  readonly stream: Stream
  readonly known: Known
  readonly seen: Observed
  readonly draft: Draft
  readonly applied: Applied
  readonly parts: Parts
}

/** Remembers what was done, once, in one write. */
async function settle({ stream, known, seen, draft, applied, parts }: Ended): Promise<void> {
  const now = nowText(parts.clock)
  const { outcomes, failed } = applied
  const condition = conditionOf({
    before: known.run.condition, now, outcomes, held: [...draft.held, ...draft.skipped.filter(isRefused)], counts: streamPlan(draft).counts,
    ...(failed ? { failed } : {}),
    unseen: draft.skipped.filter(isUnseen), notDue: draft.skipped.filter(({ notDue }) => notDue === true), pending: doubtedIn(draft, 'pending'), withheld: doubtedIn(draft, 'withheld'),
  })
  // A source that broke off, or shrank so much that it is doubted, is not yet the new measure of what to expect.
  const doubted = !seen.sourceEnded || draft.changes.some((one) => one.verdict === 'pending' && one.action === 'retire')
  // A first load that was stopped on the way is still a first load.
  const unfinished = known.run.seen.source < 0 && outcomes.length < draft.changes.filter((one) => one.verdict === 'ready').length
  const source = doubted || unfinished ? known.run.seen.source : seen.counts.source
  const next = remember({ ...known, fingerprints: fingerprintsOf(stream) }, {
    draft, outcomes, seen: { source, target: seen.counts.target }, compare: seen.turn.cursor, condition, now,
  })
  await parts.store.spend(outcomes.filter(({ change, fate }) => change.why && fate.kind === 'done').map(({ change }) => change.digest))
  // First the others forget: a stop in between finds the create in the intents.
  await forgetParts(stream, outcomes.filter(isCreated).map((one) => one.targetKey), parts)
  await parts.store.write(stream.id, next)
}

function doubtedIn({ changes }: Draft, verdict: Change['verdict']): Doubted[] {
  return changes.filter((one) => one.verdict === verdict).map((one) => ({ key: one.key, why: one.why ?? [] }))
}

function isCreated({ change, fate }: StepItem): boolean {
  return change.action === 'create' && fate.kind === 'done' && !fate.already
}

/** Refused some time ago and waiting for its turn: a person is still needed. */
function isRefused(one: HeldItem): boolean {
  return one.reason.code === 'WAITS_AFTER_REFUSAL'
}

async function noteFailure(stream: Stream, known: Known, error: SystemError, parts: Parts): Promise<void> {
  const condition = conditionOf({
    before: known.run.condition, now: nowText(parts.clock), counts: failedPlan(stream, error.problem).counts,
    outcomes: [], held: [], unseen: [], pending: [], withheld: [], failed: error,
  })
  await parts.store.write(stream.id, { ...known, run: { ...known.run, condition } })
}

