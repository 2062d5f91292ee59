// A document that is there already, and the order that it was made of. It is never made anew: what the shop has changed since is a
// person's to decide about, and a document that does not come to what the order comes to is never taken for it.
import type { FieldChange } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { entryOf, sourceFields, targetFields } from './base.js'
import { heldOrSkipped, type Context, type Decision } from './decision.js'
import { answerOf } from './edited.js'
import type { Fields, Value } from './item.js'
import type { Pair } from './pair.js'
import { problem, type Problem } from './problem.js'
import { sameValue, stillSays } from './same.js'
import type { Stream } from './stream.js'

export function decideHandedOver(one: Pair, context: Context): Decision {
  return one.base ? edited(one, one.base, context) : found(one, context)
}

/** Handed over before: by what it said then. */
function edited(one: Pair, base: BaseEntry, context: Context): Decision {
  const { stream } = context
  const { source: remembered } = base
  const now = sourceFields(one)
  if (!remembered || stillSays(now, remembered, stream.reads)) return { as: 'unchanged' }
  const answer = answerOf(one, base, context)
  if (answer) return answer
  const before = remembered as Fields
  const fields = Object.fromEntries(stream.reads.flatMap((name) => linesOf(before[name], now[name], stream)))
  const held = heldOrSkipped(one, problem('EDITED_AFTER_TRANSFER', { key: one.key, changes: Object.entries(fields).map(textOf).join('; ') }), 'held')
  return held.as === 'held' ? { ...held, item: { ...held.item, fields } } : held
}

function textOf([line, { before, after }]: [string, FieldChange]): string {
  return `${line}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`
}

/** Only the lines that are not what they were. */
function linesOf(before: Value | undefined, now: Value | undefined, { from }: Stream): [string, FieldChange][] {
  const [was, is] = [before, now].map((value) => (typeof value === 'object' && value !== null ? value : {}))
  const lines = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].filter((line) => !sameValue(was?.[line], is?.[line]))
  return lines.length === 0 ? [] : lines.map((line) => [line, { before: was?.[line] ?? null, after: is?.[line] ?? null, moved: from }])
}

/** It carries our mark, and nobody remembers making it: it is ours if it comes to the same. */
function found(one: Pair, { map, stream }: Context): Decision {
  const made = map(sourceFields(one), one.key)
  if (made.problem) return heldOrSkipped(one, made.problem, 'held')
  const other = disagreement(made.fields, targetFields(one), stream)
  return other ? heldOrSkipped(one, other, 'held') : { as: 'adopted', memo: entryOf(one, stream, made.fields) }
}

function disagreement(made: Fields, shown: Fields, { entity }: Stream): Problem | undefined {
  for (const [name, spec] of Object.entries(entity.fields)) {
    const [here, there] = [made[name], shown[name]]
    if (!spec?.mustAgree || here === undefined || there === undefined || there === null || sameValue(here, there)) continue
    return problem('FIELD_MUST_AGREE', { field: spec.title, source: here, target: there })
  }
  return undefined
}
