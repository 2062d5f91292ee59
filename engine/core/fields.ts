// One pair of items that are both there, field by field: who moved, and what the field's own policy says to that.
import type { FieldChange, Moved } from '../types/plan.js'
import type { PolicyAction } from '../types/policy.js'
import type { BaseEntry, RememberedFields } from '../types/state.js'
import { meantOf } from './base.js'
import { cell, type Drift } from './drift.js'
import type { Fields, Value } from './item.js'
import { isItem, type Pair } from './pair.js'
import { keptNames } from './personal.js'
import { sameValue, stillSays } from './same.js'
import type { Mapped, Stream } from './stream.js'

export interface FieldsAtHand {
  readonly stream: Stream
  readonly base: BaseEntry | undefined
  readonly source: Fields
  readonly mapped: Mapped
  readonly target: Fields
}

export interface FieldsDecided {
  readonly updates: Readonly<Record<string, FieldChange>>
  readonly held: Readonly<Record<string, FieldChange>>
  /** Nothing is written, but what is remembered should be renewed. */
  readonly remember: boolean
}

/** Neither side moved since both agreed: by far the most pairs, decided without mapping anything. */
export function isUnmoved(one: Pair, stream: Stream): boolean {
  const { base, source, target } = one
  if (!base || one.problem || base.source === null || base.target === null) return false
  return unmoved(source, base.source, stream.reads) && unmoved(target, base.target, keptNames(stream))
}

function unmoved(sight: Pair['source'], remembered: RememberedFields, names: readonly string[]): boolean {
  if (sight === 'assumed') return true
  return isItem(sight) && sight.problem === undefined && stillSays(sight.fields, remembered, names)
}

/** The decision of every field that the mapping gives a value for. */
export function compareFields(at: FieldsAtHand): FieldsDecided {
  const updates: Record<string, FieldChange> = {}
  const held: Record<string, FieldChange> = {}
  const kept = keptNames(at.stream)
  let remember = at.base === undefined || !stillSays(at.source, at.base.source ?? {}, at.stream.reads)
    || !stillSays(at.target, at.base.target ?? {}, kept) || at.base.target === null
  const rawMoved = at.base?.source ? !stillSays(at.source, at.base.source, at.stream.reads) : true
  for (const [name, after] of Object.entries(at.mapped.fields)) {
    if (after === undefined) continue
    // Neither remembered nor shown: there is nothing to hold it against.
    if (at.base && at.target[name] === undefined && !kept.includes(name)) continue
    const decided = decideField(name, after, at, rawMoved)
    if (decided.action === 'update') updates[name] = fieldChange(name, after, at, whoMoved(decided, at.stream, rawMoved))
    else if (decided.action === 'hold') held[name] = fieldChange(name, after, at, whoMoved(decided, at.stream, rawMoved))
    else if (decided.action === 'adopt') remember = true
  }
  return { updates, held, remember }
}

interface FieldDecided { readonly source: Drift; readonly target: Drift; readonly action: PolicyAction }

function decideField(name: string, after: Value, { stream, base, target }: FieldsAtHand, rawMoved: boolean): FieldDecided {
  const was = base && meantOf(base, name)
  const now = target[name]
  const remembered = base?.target?.[name] as Value | undefined
  const source: Drift = was === undefined ? 'created' : sameValue(after, was) ? 'same' : 'changed'
  const there: Drift = was === undefined ? 'created' : now === undefined || sameValue(now, remembered) ? 'same' : 'changed'
  if (sameValue(after, now)) return { source, target: there, action: source === 'same' && there === 'same' ? 'keep' : 'adopt' }
  // The source has never said anything, and nobody can see that the target has: there is nothing to clear.
  if (was === undefined && after === null && now === undefined) return { source, target: there, action: 'adopt' }
  if (stream.target.spec.can[stream.entity.id]?.fields[name]?.onlyAtCreate) return { source, target: there, action: 'keep' }
  const policy = stream.fieldPolicies[name] ?? stream.policy
  const action = policy.decide[cell(source, there)]
  // A person is asked about what a person did. Where only the mapping changed, what was handed over stays as it was.
  return { source, target: there, action: action === 'hold' && !rawMoved ? 'adopt' : action }
}

function whoMoved(decided: FieldDecided, stream: Stream, rawMoved: boolean): Moved {
  if (decided.source === 'created') return 'new'
  const other = stream.from === 'shop' ? 'erp' : 'shop'
  if (decided.source === 'changed' && decided.target === 'changed') return 'both'
  if (decided.source === 'changed') return rawMoved ? stream.from : 'config'
  return decided.target === 'changed' ? other : 'config'
}

function fieldChange(name: string, after: Value, at: FieldsAtHand, moved: Moved): FieldChange {
  const shown = at.target[name]
  const was = at.base?.target?.[name] as Value | undefined
  const note = at.mapped.notes?.[name]
  const personal = at.stream.entity.fields[name]?.personal
  return {
    ...(shown === undefined ? {} : { before: shown }), after, ...(shown === undefined && was !== undefined ? { was } : {}), moved,
    ...(note ? { note } : {}), ...(personal ? { personal: true } : {}),
  }
}
