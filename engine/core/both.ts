// Both items of a pair are there: field by field, each under its own policy, one change for all of them.
import type { FieldChange } from '../types/plan.js'
import { compare } from '../values/decimal.js'
import { percentOf } from '../values/rate.js'
import { entryOf, sourceFields, targetFields } from './base.js'
import { heldOrSkipped, toChange, type Context, type Decision } from './decision.js'
import { cell, driftOf } from './drift.js'
import { compareFields } from './fields.js'
import { decideHandedOver } from './handed-over.js'
import type { Fields, Value } from './item.js'
import type { Pair } from './pair.js'
import { keptNames } from './personal.js'
import { problem, type Problem } from './problem.js'
import { isEmptyValue, sameValue } from './same.js'
import type { Stream } from './stream.js'

/** Both are there: field by field, each under its own policy. */
export function decideFields(one: Pair, context: Context): Decision {
  const { stream, around } = context
  if (stream.entity.between?.made !== undefined) return decideHandedOver(one, context)
  const source = sourceFields(one)
  const mapped = context.map(source, one.targetKey)
  if (mapped.problem) return heldOrSkipped(one, mapped.problem, 'held')
  const target = targetFields(one)
  const result = compareFields({ stream, base: one.base, source, mapped, target })
  const drift = cell(driftOf(one.source, one.base?.source, stream.reads), driftOf(one.target, one.base?.target, keptNames(stream)))
  if (Object.keys(result.held).length > 0) {
    const held = heldOrSkipped(one, problem('POLICY_HOLD', { drift, policy: stream.policy.id, fields: Object.keys(result.held) }), 'held')
    return held.as === 'held' ? { ...held, item: { ...held.item, drift, fields: result.held } } : held
  }
  // What the target does not show may well be something.
  const blank = Object.values(result.updates).every(({ before }) => before !== undefined && isEmptyValue(before))
  // Of an article that the engine made at the source only the parts, its price and stock, are news: they were typed since.
  const newborn = one.base === undefined && stream.entity.of !== stream.entity.id && around.bornAtSource.has(one.key)
  const updates = newborn ? withoutEmpty(result.updates) : result.updates
  const different = disagreement(updates, { source, target }, stream) ?? tooHigh(mapped.fields, { source, target }, stream)
  if (different) return heldOrSkipped(one, different, 'held')
  if (Object.keys(updates).length > 0) {
    // An item that the engine created is its own until somebody has typed something into it.
    const fresh = one.base === undefined && (around.createdNow?.has(one.targetKey) === true || one.failing?.born === 'target'
      || (blank && around.bornAtTarget.has(one.targetKey)))
    return toChange(one, context, mapped.fields, { action: 'update', drift, fields: updates, fresh, newborn })
  }
  if (newborn && Object.keys(result.updates).length > 0) return { as: 'waiting' }
  if (result.remember) return { as: 'adopted', memo: entryOf(one, stream, mapped.fields) }
  return { as: 'unchanged' }
}

interface Sides { readonly source: Fields; readonly target: Fields }

/** A field that this stream does not write, and that both sides must have alike for an amount that is told to be right. What is taken away is right anyhow. */
function disagreement(updates: Readonly<Record<string, FieldChange>>, { source, target }: Sides, { entity, writes }: Stream): Problem | undefined {
  const isAmount = ([name, { after }]: [string, FieldChange]): boolean => entity.fields[name]?.type === 'money' && after !== null
  if (!Object.entries(updates).some(isAmount)) return undefined
  for (const [name, spec] of Object.entries(entity.fields)) {
    if (!spec?.mustAgree || writes.includes(name)) continue
    const [here, there] = [source[name], target[name]]
    if (here === undefined || here === null || there === undefined || there === null || sameValue(here, there)) continue
    return problem('FIELD_MUST_AGREE', { field: spec.title, source: shown(here, spec.type), target: shown(there, spec.type) })
  }
  return undefined
}

/**
 * An amount that must be below another one, and is not: told now, or told before and overtaken since. The lower of what the two sides
 * show counts, for the one is on its way to the other. Where neither shows it, there is nothing to hold it against.
 */
function tooHigh(mapped: Readonly<Record<string, Value | undefined>>, { source, target }: Sides, { entity }: Stream): Problem | undefined {
  for (const [name, spec] of Object.entries(entity.fields)) {
    const amount = mapped[name]
    if (!spec?.below || typeof amount !== 'string') continue
    const limit = lowest([target[spec.below.target], source[spec.below.source]])
    if (limit !== undefined && compare(amount, limit) >= 0) return problem('CAMPAIGN_NOT_LOWER', { campaign: amount, ordinary: limit })
  }
  return undefined
}

function lowest(values: readonly (Value | undefined)[]): string | undefined {
  return values.filter((one): one is string => typeof one === 'string').sort(compare)[0]
}

/** A rate as a person reads it. */
function shown(value: Value, type: string): Value {
  return type === 'rate' && typeof value === 'number' ? `${percentOf(value)} %` : value
}

/** The engine has just created the item on the source side: what it does not yet hold is no news for the target. */
function withoutEmpty(updates: Readonly<Record<string, FieldChange>>): Record<string, FieldChange> {
  return Object.fromEntries(Object.entries(updates).filter(([, { after }]) => !isEmptyValue(after)))
}
