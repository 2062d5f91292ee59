// Stream × pairs × policy → what should happen. One look-up per pair where one side is missing, one per field where both are there.
// Two laws stand above every policy: what both sides already say is never written, and absence is remembered too.
import type { PolicyAction } from '../types/policy.js'
import type { Change, FieldChange, HeldItem } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { percentOf } from '../values/rate.js'
import { baseEntry, entryOf, isUnlisted, nameOf, sourceFields, targetFields } from './base.js'
import { changeOf, type Intended } from './change.js'
import { cell, driftOf, here } from './drift.js'
import { compareFields, isUnmoved } from './fields.js'
import type { Fields, Item, Value } from './item.js'
import { mapper, type MapFields } from './map.js'
import { isItem, type Pair } from './pair.js'
import { problem, reasonOf, type Problem } from './problem.js'
import { isEmptyValue, pick, sameValue, stillSays } from './same.js'
import type { Stream } from './stream.js'

/** What a stream remembers of a pair without writing anything. null entry: forget it. */
export interface Memo { readonly key: string; readonly entry: BaseEntry | null }

/** What the plan of one stream comes to, before anyone doubted it. */
export interface Draft {
  readonly stream: Stream
  readonly changes: readonly Change[]
  readonly held: readonly HeldItem[]
  readonly skipped: readonly HeldItem[]
  readonly memos: readonly Memo[]
  readonly counts: { readonly considered: number; readonly unchanged: number; readonly adopted: number; readonly waiting: number; readonly forgotten: number }
  /** What is behind each change, by key: what Base remembers once it is done. */
  readonly behind: ReadonlyMap<string, Behind>
  /** Remembered items that do not follow today's mapping yet, and that nothing but the mapping would bring up again. */
  readonly unfollowed: ReadonlySet<string>
}

/** The source as it was seen (null: gone), and all that the mapping made of it. */
export interface Behind { readonly source: Fields | null; readonly mapped: Fields; readonly unlisted?: boolean }

/** What planning knows besides the two sides. */
export interface Surroundings {
  /** The mapping under which Base was agreed. */
  readonly mappingDigest: string
  /** Keys that the engine itself created in the source or the target system. */
  readonly bornAtSource: ReadonlySet<string>
  readonly bornAtTarget: ReadonlySet<string>
  /** Target keys that the engine created in this very pass: nobody has had a look at them yet. */
  readonly createdNow?: ReadonlySet<string>
  /** Items that another stream's plan creates in the target, with the change that does it. */
  readonly coming: ReadonlyMap<string, string>
  /** ISO time; items that were refused lately wait until theirs has passed. Left out: nobody waits. */
  readonly now?: string
}

type Ending = 'unchanged' | 'adopted' | 'waiting' | 'forgotten'

/** What became of one pair. Exactly one of them for every pair: that is the law of accounting. */
type Decision =
  | { readonly as: 'change'; readonly change: Change; readonly behind: Behind }
  | { readonly as: 'held' | 'skipped'; readonly item: HeldItem }
  | { readonly as: Ending; readonly memo?: BaseEntry | null }

/** The plan of one stream. Pure: the same input gives the same plan, whatever the order of the pairs. */
export function plan(stream: Stream, pairs: readonly Pair[], around: Surroundings): Draft {
  const decide = decider(stream, around)
  const changes: Change[] = []
  const held: HeldItem[] = []
  const skipped: HeldItem[] = []
  const memos: Memo[] = []
  const behind = new Map<string, Behind>()
  const unfollowed = new Set<string>()
  const sameMapping = around.mappingDigest === stream.mappingDigest
  const counts = { considered: pairs.length, unchanged: 0, adopted: 0, waiting: 0, forgotten: 0 }
  for (const one of pairs) {
    const decision = decide(one)
    if (!sameMapping && isOpen(decision) && !showsItsMove(one, stream)) unfollowed.add(one.key)
    switch (decision.as) {
      case 'change':
        changes.push(decision.change)
        behind.set(one.key, decision.behind)
        break
      case 'held': held.push(decision.item); break
      case 'skipped': skipped.push(decision.item); break
      default:
        counts[decision.as]++
        if (decision.memo !== undefined) memos.push({ key: one.key, entry: decision.memo })
    }
  }
  return { stream, changes, held, skipped, memos, counts, behind, unfollowed }
}

function isOpen({ as }: Decision): boolean {
  return as === 'change' || as === 'held' || as === 'skipped'
}

/** Will the next cycle compare the pair anyway, because it was never agreed or its source shows that it moved? */
function showsItsMove({ base, source }: Pair, stream: Stream): boolean {
  if (!base?.source || !base.target) return true
  return isItem(source) && (source.problem !== undefined || !stillSays(source.fields, base.source, stream.reads))
}

/** Everything about a stream that does not change from pair to pair, worked out once. */
interface Context { readonly stream: Stream; readonly around: Surroundings; readonly map: MapFields; readonly sameMapping: boolean }

function decider(stream: Stream, around: Surroundings): (one: Pair) => Decision {
  const context = { stream, around, map: mapper(stream), sameMapping: around.mappingDigest === stream.mappingDigest }
  return (one) => {
    if (context.sameMapping && isUnmoved(one, stream)) return unmoved(one, stream)
    const found = doubt(one, context)
    if (found) return found
    const sourceHere = here(one.source, one.base?.source)
    const targetHere = here(one.target, one.base?.target)
    if (sourceHere && targetHere) return decideFields(one, context)
    return sourceHere || targetHere ? decideExistence(one, context, sourceHere) : decideGone(one, stream)
  }
}

/** Nothing moved; but whether the listing shows the item is worth remembering. */
function unmoved(one: Pair, stream: Stream): Decision {
  if (isUnlisted(one) === (one.base?.unlisted === true)) return { as: 'unchanged' }
  return { as: 'adopted', memo: entryOf(one, stream, { ...(one.base?.target as Fields), ...(one.base?.mapped as Fields) }) }
}

/** Pairs that nothing can be decided about, each with its reason. */
function doubt(one: Pair, { around }: Context): Decision | undefined {
  const item = isItem(one.source) ? one.source : isItem(one.target) ? one.target : undefined
  const bad = one.problem ?? (isItem(one.source) ? one.source.problem : undefined)
  if (bad) return heldOrSkipped(one, bad, one.source === 'unknown' || one.target === 'unknown' ? 'skipped' : 'held')
  if (item?.problem && !isItem(one.source)) return heldOrSkipped(one, item.problem, 'held')
  if (one.target === 'unlisted' && isItem(one.source) && !around.coming.has(one.targetKey)) {
    return heldOrSkipped(one, problem('TARGET_NOT_VISIBLE', { key: one.targetKey }), 'skipped')
  }
  const { notBefore: until, failures } = one.base ?? one.failing ?? {}
  if (until !== undefined && around.now !== undefined && until > around.now) {
    return heldOrSkipped(one, problem('WAITS_AFTER_REFUSAL', { until, failures }), 'skipped')
  }
  return undefined
}

function heldOrSkipped(one: Pair, found: Problem, as: 'held' | 'skipped'): Decision {
  const name = nameOf(one)
  return { as, item: { key: one.key, ...(name ? { name } : {}), reason: reasonOf(found) } }
}

/** Gone on both sides. Where the policy does not forget, it stays remembered as handed over, however often it comes back. */
function decideGone({ base, source, target }: Pair, { policy }: Stream): Decision {
  // A newcomer that a listing left out this time is not gone, and what is known of its failures is still needed.
  if (!base && (source === 'unlisted' || target === 'unlisted')) return { as: 'unchanged' }
  if (!base || policy.decide['deleted/deleted'] === 'forget') return { as: 'forgotten', memo: null }
  if (base.source === null && base.target === null) return { as: 'unchanged' }
  const { targetKey, born } = base
  return { as: 'adopted', memo: baseEntry({ source: null, target: null, targetKey, born }) }
}

/** One side is missing: a single look-up. */
function decideExistence(one: Pair, context: Context, sourceHere: boolean): Decision {
  const { stream, around } = context
  const source = driftOf(one.source, one.base?.source, stream.reads)
  const target = driftOf(one.target, one.base?.target, stream.writes)
  const drift = cell(source, target)
  const action = stream.policy.decide[drift]
  const comingBy = around.coming.get(one.targetKey)
  if (comingBy !== undefined && isItem(one.source) && target === 'absent') return decideComing(one, context, comingBy)
  if (action === 'hold' && isRetired(one, stream)) return { as: 'adopted', memo: entryOf(one, stream) }
  // Nothing to update: either the target has no such item, or the source has long said nothing and the item is the target's own.
  const instead = sourceHere ? stream.policy.decide['created/absent'] : 'adopt'
  return enact(action === 'update' ? instead : action, one, { ...context, drift })
}

/** The target's item is created by another stream first; this stream fills in its own fields. */
function decideComing(one: Pair, context: Context, comingBy: string): Decision {
  const created = context.stream.policy.decide['created/absent']
  if (created !== 'keep') return enact(created, one, { ...context, drift: 'created/absent' })
  const { fields, problem: bad } = context.map((one.source as Item).fields, one.key)
  if (bad) return heldOrSkipped(one, bad, 'held')
  const made: Record<string, FieldChange> = {}
  for (const [name, after] of Object.entries(fields)) if (after !== null && after !== undefined) made[name] = { after, moved: 'new' }
  if (Object.keys(made).length === 0) return { as: 'waiting' }
  return step(one, context, fields, { action: 'update', drift: 'created/created', fields: made, needs: [comingBy], fresh: true })
}

function enact(action: PolicyAction, one: Pair, context: Context & { drift: string }): Decision {
  const { stream, drift } = context
  switch (action) {
    case 'keep':
      if (one.base !== undefined) return { as: 'unchanged' }
      if (isItem(one.source)) return { as: 'waiting' }
      return isItem(one.target)
        ? heldOrSkipped(one, problem('ONLY_IN_TARGET', { system: stream.target.name }), 'skipped')
        : { as: 'unchanged' }
    case 'adopt': return { as: 'adopted', memo: entryOf(one, stream) }
    case 'forget': return { as: 'forgotten', memo: null }
    case 'hold': {
      const held = heldOrSkipped(one, problem('POLICY_HOLD', { drift, policy: stream.policy.id }), 'held')
      return held.as === 'held' ? { ...held, item: { ...held.item, drift } } : held
    }
    case 'create': return createOf(one, context)
    case 'retire': return retireOf(one, context)
    case 'update': throw new Error(`policy ${stream.policy.id}: "update" in cell ${drift} has nothing to update`)
  }
}

function createOf(one: Pair, context: Context & { drift: string }): Decision {
  const source = sourceFields(one)
  const { fields, notes, problem: bad } = context.map(source, one.key)
  if (bad) return heldOrSkipped(one, bad, 'held')
  const made: Record<string, FieldChange> = {}
  for (const [name, after] of Object.entries(fields)) {
    if (after === undefined || after === null) continue
    made[name] = { after, moved: 'new', ...(notes?.[name] ? { note: notes[name] } : {}) }
  }
  return step(one, context, fields, { action: 'create', drift: context.drift, fields: made })
}

/** What retiring means is said by the entity: a price is cleared, a stock goes to zero, an article is no longer for sale. */
function retireOf(one: Pair, context: Context & { drift: string }): Decision {
  const { stream } = context
  const shown = targetFields(one)
  const made: Record<string, FieldChange> = {}
  for (const [name, after] of Object.entries(retiredFields(stream))) {
    if (sameValue(shown[name], after)) continue
    made[name] = { ...(shown[name] === undefined ? {} : { before: shown[name] }), after, moved: stream.from }
  }
  if (Object.keys(made).length === 0) return { as: 'adopted', memo: entryOf(one, stream) }
  return step(one, context, {}, { action: 'retire', drift: context.drift, fields: made })
}

function retiredFields({ entity, writes }: Stream): Record<string, Value> {
  const set = entity.retire.how === 'set' ? (entity.retire.set ?? {}) : {}
  return pick(set, writes)
}

/** The target says already what retiring would make it say, and is else as remembered: retired by us before a stop, or by a person. */
function isRetired(one: Pair, stream: Stream): boolean {
  const set = retiredFields(stream)
  const shown = targetFields(one)
  const others = stream.writes.filter((name) => set[name] === undefined)
  return others.length < stream.writes.length && Object.entries(set).every(([name, value]) => sameValue(shown[name], value))
    && stillSays(shown, one.base?.target ?? {}, others)
}

/** Both are there: field by field, each under its own policy. */
function decideFields(one: Pair, context: Context): Decision {
  const { stream, around } = context
  const source = sourceFields(one)
  const mapped = context.map(source, one.key)
  if (mapped.problem) return heldOrSkipped(one, mapped.problem, 'held')
  const target = targetFields(one)
  const result = compareFields({ stream, base: one.base, source, mapped, target })
  const drift = cell(driftOf(one.source, one.base?.source, stream.reads), driftOf(one.target, one.base?.target, stream.writes))
  if (Object.keys(result.held).length > 0) {
    const held = heldOrSkipped(one, problem('POLICY_HOLD', { drift, policy: stream.policy.id, fields: Object.keys(result.held) }), 'held')
    return held.as === 'held' ? { ...held, item: { ...held.item, drift, fields: result.held } } : held
  }
  const blank = Object.values(result.updates).every(({ before }) => isEmptyValue(before))
  // Of an article that the engine made at the source only the parts, its price and stock, are news: they were typed since.
  const newborn = one.base === undefined && stream.entity.of !== stream.entity.id && around.bornAtSource.has(one.key)
  const updates = newborn ? withoutEmpty(result.updates) : result.updates
  if (Object.keys(updates).length > 0) {
    const different = disagreement(source, target, stream)
    if (different) return heldOrSkipped(one, different, 'held')
    // An item that the engine created is its own until somebody has typed something into it.
    const fresh = one.base === undefined && (around.createdNow?.has(one.targetKey) === true || one.failing?.born === 'target'
      || (blank && around.bornAtTarget.has(one.targetKey)))
    return step(one, context, mapped.fields, { action: 'update', drift, fields: updates, fresh, newborn })
  }
  if (newborn && Object.keys(result.updates).length > 0) return { as: 'waiting' }
  if (result.remember) return { as: 'adopted', memo: entryOf(one, stream, mapped.fields) }
  return { as: 'unchanged' }
}

/** A field that this stream does not write, and that both sides must have alike for its own to be right. */
function disagreement(source: Fields, target: Fields, { entity, writes }: Stream): Problem | undefined {
  for (const [name, spec] of Object.entries(entity.fields)) {
    if (!spec?.mustAgree || writes.includes(name)) continue
    const [here, there] = [source[name], target[name]]
    if (here === undefined || here === null || there === undefined || there === null || sameValue(here, there)) continue
    return problem('FIELD_MUST_AGREE', { field: spec.title, source: shown(here, spec.type), target: shown(there, spec.type) })
  }
  return undefined
}

/** A rate as a person reads it. */
function shown(value: Value, type: string): Value {
  return type === 'rate' && typeof value === 'number' ? `${percentOf(value)} %` : value
}

/** The engine has just created the item on the source side: what it does not yet hold is no news for the target. */
function withoutEmpty(updates: Readonly<Record<string, FieldChange>>): Record<string, FieldChange> {
  return Object.fromEntries(Object.entries(updates).filter(([, { after }]) => !isEmptyValue(after)))
}

function step(one: Pair, { stream }: Context, mapped: Fields, intended: Intended): Decision {
  const source = here(one.source, one.base?.source) ? pick(sourceFields(one), stream.reads) : null
  return { as: 'change', change: changeOf(one, stream, intended), behind: { source, mapped, unlisted: isUnlisted(one) } }
}
