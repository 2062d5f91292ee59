// What is unlike the others in a stream's changes: figures far from the median move, texts that nearly vanish, fields that hardly
// anything else touches, and what is always told by name. Only for telling; guards decide elsewhere.
import type { FieldSpec } from '../types/entity.js'
import type { Change, FieldChange } from '../types/plan.js'
import { fieldOf, type Knowledge } from './knowledge.js'
import { isFigure, shapeOf } from './shape.js'

/** One change worth naming. weight: how far out it is; the farther, the earlier it is told. */
export interface Unusual {
  readonly change: Change
  /** The field that is unusual; left out where the change as a whole is. */
  readonly field?: string
  readonly weight: number
}

/** A move this many deviations from the median is unlike the others. */
const DEVIATIONS = 6
/** The spread of everyday prices, so that a list where all move alike does not call each öre unusual. As a logarithm. */
const SPREAD_MIN = 0.01
/** Fewer figures than this have no "others" to be unlike. */
const FIGURES_MIN = 5
/** Makes a median absolute deviation comparable to a standard deviation. */
const SCALE = 1.4826
const FEW_THINGS = 10
/** A field in at most this share of the changes, and in at most so many, is rare. */
const RARE_SHARE = 0.005
const RARE_MAX = 5
const TEXT_MIN = 20
const TEXT_SHRUNK = 0.2

const ALWAYS = Number.MAX_SAFE_INTEGER

/** The unusual changes of one stream, by change id; each with its gravest field. */
export function unusualOf(changes: readonly Change[], knowledge: Knowledge): ReadonlyMap<string, Unusual> {
  const found = new Map<string, Unusual>()
  const put = (one: Unusual): void => {
    const known = found.get(one.change.id)
    if (!known || known.weight < one.weight) found.set(one.change.id, one)
  }
  for (const change of changes) if (change.action === 'retire') put({ change, weight: ALWAYS - 1 })
  for (const [field, touched] of byField(changes)) {
    for (const one of figuresFarOut(field, touched, knowledge)) put(one)
    for (const one of alwaysTold(field, touched, knowledge)) put(one)
    for (const one of textsGone(field, touched)) put(one)
    if (isRare(touched.length, changes.length)) for (const change of touched) put({ change, field, weight: 1 })
  }
  return found
}

function byField(changes: readonly Change[]): Map<string, Change[]> {
  const fields = new Map<string, Change[]>()
  for (const change of changes) {
    for (const field of Object.keys(change.fields)) {
      const touched = fields.get(field)
      if (touched) touched.push(change)
      else fields.set(field, [change])
    }
  }
  return fields
}

/** Moves far from the median of all moves of the field, as logarithms: half and double are equally far. */
function figuresFarOut(field: string, touched: readonly Change[], knowledge: Knowledge): Unusual[] {
  const moves: { change: Change; move: number }[] = []
  for (const change of touched) {
    const moved = change.fields[field]
    const move = moved && moveOf(moved, fieldOf(knowledge, change.entity, field))
    if (move !== undefined) moves.push({ change, move })
  }
  return [...farOut(moves), ...newFiguresFarOut(field, touched, knowledge)].map((one) => ({ ...one, field }))
}

/** Whole numbers are counts of things: from one to three says little, from a hundred to three hundred a lot. */
function moveOf(moved: FieldChange, spec: FieldSpec | undefined): number | undefined {
  if (!isFigure(moved.before ?? moved.was, spec) || !isFigure(moved.after, spec)) return undefined
  const shift = typeof moved.after === 'number' ? FEW_THINGS : 0
  const from = Number(moved.before ?? moved.was) + shift
  const to = Number(moved.after) + shift
  return from > 0 && to > 0 ? Math.log(to / from) : undefined
}

/** New figures have no move; they are held against each other by size. */
function newFiguresFarOut(field: string, touched: readonly Change[], knowledge: Knowledge): Unusual[] {
  const sizes: { change: Change; move: number }[] = []
  for (const change of touched) {
    const moved = change.fields[field]
    const spec = fieldOf(knowledge, change.entity, field)
    if (spec?.type !== 'money' || !moved || isFigure(moved.before ?? moved.was, spec) || !isFigure(moved.after, spec)) continue
    const size = Number(moved.after)
    if (size > 0) sizes.push({ change, move: Math.log(size) })
  }
  return farOut(sizes)
}

function farOut(moves: readonly { change: Change; move: number }[]): Unusual[] {
  if (moves.length < FIGURES_MIN) return []
  const middle = median(moves.map((one) => one.move))
  const spread = Math.max(SPREAD_MIN, SCALE * median(moves.map((one) => Math.abs(one.move - middle))))
  return moves
    .map(({ change, move }) => ({ change, weight: Math.abs(move - middle) / spread }))
    .filter((one) => one.weight > DEVIATIONS)
}

/** A guarded figure that becomes zero or is taken away, and a figure that turns negative. */
function alwaysTold(field: string, touched: readonly Change[], knowledge: Knowledge): Unusual[] {
  return touched.filter((change) => {
    const moved = change.fields[field]
    const spec = fieldOf(knowledge, change.entity, field)
    if (!moved) return false
    if (isFigure(moved.after, spec) && Number(moved.after) < 0) return true
    const shape = shapeOf(moved, spec)
    if (spec?.guard === undefined || (shape !== 'to zero' && shape !== 'cleared')) return false
    return spec.type === 'money' || (moved.before ?? moved.was) !== undefined
  }).map((change) => ({ change, field, weight: ALWAYS - 2 }))
}

function textsGone(field: string, touched: readonly Change[]): Unusual[] {
  return touched.filter((change) => isGone(change.fields[field])).map((change) => ({ change, field, weight: DEVIATIONS * 2 }))
}

function isGone(moved: FieldChange | undefined): boolean {
  if (typeof moved?.before !== 'string' || moved.before.length < TEXT_MIN) return false
  const left = moved.after === null ? '' : moved.after
  return typeof left === 'string' && left.length < moved.before.length * TEXT_SHRUNK
}

function isRare(touched: number, all: number): boolean {
  return touched <= RARE_MAX && touched <= all * RARE_SHARE
}

/** The middle value; of an even number, the mean of the two in the middle. 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}
