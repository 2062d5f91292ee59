// A document that is there already, and the order that it was made of. It is never made anew: what the shop has changed since is a
// person's to decide about, and a document that does not come to what the order comes to is never taken for it.
import type { FieldChange } from '../types/plan.js'
import { isErasure } from '../trade/order/erasure.js'
import type { BaseEntry } from '../types/state.js'
import { entryOf, sourceFields, sourceMemo, targetFields } from './base.js'
import { heldOrSkipped, type Context, type Decision } from './decision.js'
import { answerOf } from './edited.js'
import type { Fields, Value } from './item.js'
import type { Pair } from './pair.js'
import { keptNames } from './personal.js'
import { problem, type Problem } from './problem.js'
import { pick, sameValue, stillSays } from './same.js'
import type { Stream } from './stream.js'

export function decideHandedOver(one: Pair, context: Context): Decision {
  return one.base && isKnown(one.base, context.stream) ? edited(one, one.base, context) : found(one, context)
}

/** A stop in between leaves the document known, and not what the order said: then it is ours if it comes to the same. */
function isKnown({ source }: BaseEntry, { reads }: Stream): boolean {
  return source === null || reads.some((name) => source[name] !== undefined)
}

/** Handed over before: by what it said then. */
function edited(one: Pair, base: BaseEntry, context: Context): Decision {
  const { stream } = context
  const { source: remembered } = base
  const now = sourceFields(one)
  if (!remembered || stillSays(now, remembered, stream.reads)) return { as: 'unchanged' }
  const before = remembered as Fields
  if (stream.reads.every((name) => isSame(before[name], now[name]) || isErasure(mapOf(before[name]), mapOf(now[name])))) return erasedInShop(one, base, stream)
  const answer = answerOf(one, base, context)
  if (answer) return answer
  const fields = Object.fromEntries(stream.reads.flatMap((name) => linesOf(before[name], now[name], stream)))
  const held = heldOrSkipped(one, problem('EDITED_AFTER_TRANSFER', { key: one.key, changes: Object.entries(fields).map(textOf).join('; ') }), 'held')
  return held.as === 'held' ? { ...held, item: { ...held.item, fields } } : held
}

/** What is personal is there only as a digest: that it differs is said, what it is is not. */
function textOf([line, { before, after }]: [string, FieldChange]): string {
  return [before, after].some(isDigest) ? line : `${line}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
}

/** Only the lines that are not what they were. */
function linesOf(before: Value | undefined, now: Value | undefined, { from }: Stream): [string, FieldChange][] {
  const [was, is] = [mapOf(before), mapOf(now)]
  const lines = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((line) => !sameValue(was[line], is[line]))
  return lines.map((line) => [line, { before: was[line] ?? null, after: is[line] ?? null, moved: from }])
}

/** The shop has erased whose order it was. That changes nothing in the books, and our own memory follows it. */
function erasedInShop(one: Pair, base: BaseEntry, stream: Stream): Decision {
  const kept = keptNames(stream)
  const memo = { ...base, source: sourceMemo(one, stream), target: base.target && pick(base.target, kept), ...(base.mapped ? { mapped: pick(base.mapped, kept) } : {}) }
  return { as: 'adopted', memo }
}

function isSame(before: Value | undefined, now: Value | undefined): boolean {
  return now === undefined || sameValue(before, now)
}

function mapOf(value: Value | undefined): Fields {
  return typeof value === 'object' && value !== null ? value as Fields : {}
}

/** It carries our mark, and nobody remembers making it: it is ours if it comes to the same. */
function found(one: Pair, { map, stream }: Context): Decision {
  // It is the order's turn, and what was made of it is of no use any more: neither a second document nor none is right by itself.
  if (targetFields(one)['cancelled'] === true) return heldOrSkipped(one, problem('ORDER_REOPENED', { key: one.key }), 'held')
  const made = map(sourceFields(one), one.key)
  if (made.problem) return heldOrSkipped(one, made.problem, 'held')
  const other = disagreement(made.fields, targetFields(one), stream)
  return other ? heldOrSkipped(one, other, 'held') : { as: 'adopted', memo: entryOf(one, stream, made.fields) }
}

const UNROUNDED = '0.00'

function disagreement(made: Fields, shown: Fields, { entity }: Stream): Problem | undefined {
  const [ours, theirs] = [made['rounding'], shown['rounding']]
  // Everything else is right, and a company setting has rounded what nobody is to pay so, or has not rounded what is to be (S-045, S-047).
  if (ours !== undefined && theirs !== undefined && !sameValue(ours, theirs))
    return problem(sameValue(ours, UNROUNDED) ? 'ROUNDING_CONFLICT' : 'ROUNDING_OTHERWISE', { source: ours, target: theirs })
  for (const [name, spec] of Object.entries(entity.fields)) {
    const [here, there] = [made[name], shown[name]]
    if (!spec?.mustAgree || here === undefined || there === undefined || there === null || sameValue(here, there)) continue
    return problem('FIELD_MUST_AGREE', { field: spec.title, source: here, target: there })
  }
  return undefined
}
