// The shape of a change to one field: what a person would call it before looking at the figures.
import type { FieldSpec } from '../types/entity.js'
import type { FieldChange } from '../types/plan.js'
import { compare, isZero, parseDecimal, subtract } from '../values/decimal.js'
import { percentChange } from '../values/money.js'

export type Shape = 'set' | 'cleared' | 'filled' | 'up' | 'down' | 'to zero' | 'from zero' | 'on' | 'off' | 'changed'

/** Shapes that a person wants to see apart, also where the change touches other fields too. */
export const GRAVE: ReadonlySet<Shape> = new Set<Shape>(['to zero', 'cleared', 'off'])

const NUMERIC = new Set(['money', 'decimal', 'integer', 'rate'])

/** What happened to the value. Figures are told by their type, or are numbers where nobody described the field. */
export function shapeOf(change: FieldChange, spec: FieldSpec | undefined): Shape {
  const { after, was, before = was } = change
  if (after === null) return before === undefined ? 'set' : 'cleared'
  if (isFigure(after, spec) && isZero(parseDecimal(after) ?? '1')) return before === undefined ? 'to zero' : zeroed(before)
  if (before === undefined) return 'set'
  if (before === null) return 'filled'
  if (typeof after === 'boolean' && typeof before === 'boolean') return after ? 'on' : 'off'
  const from = isFigure(before, spec) ? parseDecimal(before) : undefined
  const to = isFigure(after, spec) ? parseDecimal(after) : undefined
  if (from === undefined || to === undefined) return 'changed'
  if (isZero(from)) return 'from zero'
  return compare(to, from) > 0 ? 'up' : 'down'
}

function zeroed(before: FieldChange['before']): Shape {
  const from = parseDecimal(before)
  return from !== undefined && isZero(from) ? 'changed' : 'to zero'
}

/** true: the value is a figure that goes up and down. */
export function isFigure(value: FieldChange['before'], spec: FieldSpec | undefined): boolean {
  if (spec ? !NUMERIC.has(spec.type) : typeof value !== 'number') return false
  return parseDecimal(value) !== undefined
}

/** By how many percent a figure moved; undefined where it did not come from a figure other than zero. */
export function percentOfMove(change: FieldChange, spec: FieldSpec | undefined): number | undefined {
  const { after, was, before = was } = change
  if (!isFigure(before, spec) || !isFigure(after, spec)) return undefined
  return percentChange(String(before), parseDecimal(after) ?? '0')
}

/** By how much a figure moved, as a decimal text. */
export function sizeOfMove(change: FieldChange, spec: FieldSpec | undefined): string | undefined {
  const { after, was, before = was } = change
  if (!isFigure(before, spec) || !isFigure(after, spec)) return undefined
  return subtract(parseDecimal(after) ?? '0', parseDecimal(before) ?? '0')
}
