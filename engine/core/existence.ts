// One side of a pair is missing, or both: a single look-up in the policy says what follows.
import type { FieldChange } from '../types/plan.js'
import type { PolicyAction } from '../types/policy.js'
import { baseEntry, birthOf, entryOf, targetFields, sourceFields } from './base.js'
import { heldOrSkipped, toChange, type Context, type Decision } from './decision.js'
import { cell, driftOf } from './drift.js'
import type { Item, Value } from './item.js'
import { isItem, type Pair } from './pair.js'
import { keptNames } from './personal.js'
import { problem } from './problem.js'
import { pick, sameValue, stillSays } from './same.js'
import type { Stream } from './stream.js'

/** Gone on both sides. Where the policy does not forget, it stays remembered as handed over, however often it comes back. */
export function decideGone({ base, source, target }: Pair, { policy }: Stream): Decision {
  // A newcomer that a listing left out this time is not gone, and what is known of its failures is still needed.
  if (!base && (source === 'unlisted' || target === 'unlisted')) return { as: 'unchanged' }
  if (!base || policy.decide['deleted/deleted'] === 'forget') return { as: 'forgotten', memo: null }
  if (base.source === null && base.target === null) return { as: 'unchanged' }
  return { as: 'adopted', memo: baseEntry({ source: null, target: null, targetKey: base.targetKey, ...birthOf(base) }) }
}

/** One side is missing: a single look-up. */
export function decideExistence(one: Pair, context: Context, sourceHere: boolean): Decision {
  const { stream, around } = context
  const source = driftOf(one.source, one.base?.source, stream.reads)
  const target = driftOf(one.target, one.base?.target, keptNames(stream))
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
  const { fields, problem: bad } = context.map((one.source as Item).fields, one.targetKey)
  if (bad) return heldOrSkipped(one, bad, 'held')
  const made: Record<string, FieldChange> = {}
  for (const [name, after] of Object.entries(fields)) if (after !== null && after !== undefined) made[name] = { after, moved: 'new' }
  if (Object.keys(made).length === 0) return { as: 'waiting' }
  return toChange(one, context, fields, { action: 'update', drift: 'created/created', fields: made, needs: [comingBy], fresh: true })
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
  const { fields, notes, problem: bad } = context.map(source, one.targetKey)
  if (bad) return heldOrSkipped(one, bad, 'held')
  const made: Record<string, FieldChange> = {}
  for (const [name, after] of Object.entries(fields)) {
    if (after === undefined || after === null) continue
    made[name] = { after, moved: 'new', ...(notes?.[name] ? { note: notes[name] } : {}) }
  }
  return toChange(one, context, fields, { action: 'create', drift: context.drift, fields: made })
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
  return toChange(one, context, {}, { action: 'retire', drift: context.drift, fields: made })
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
