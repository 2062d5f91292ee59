// The words of a sentence about many changes, and of the one item that is named beneath it.
import { isUnseen } from '../core/condition.js'
import { MASK } from '../core/personal.js'
import type { Change, FieldChange, HeldItem, Reason, StreamPlan } from '../types/plan.js'
import { compare, parseDecimal } from '../values/decimal.js'
import { currencyOfChange, fieldOf, fieldTitle, inOrder, nounOf, type Knowledge } from './knowledge.js'
import { causeText, fieldCause, movedOf, sideText } from './moved-text.js'
import { countText, ofNoun, percentText, signedPercent } from './number-text.js'
import { clip, oneLine } from './plain-text.js'
import { ownText, sharedReason, sharedText } from './reason-text.js'
import { GRAVE, percentOfMove, shapeOf, sizeOfMove, type Shape } from './shape.js'
import { madeTexts } from './sums.js'
import { heldFactsText, toldText } from './told-text.js'
import { median, type Unusual } from './unusual.js'
import { movementText } from './value-text.js'

const NAME_MAX = 30
const FIELDS_MAX = 5
const KEY_MAX = 40
const OWN_MAX = 80
/** Of a new item that is named among others. */
const FEW_FIELDS = 2

export interface Alike {
  readonly changes: readonly Change[]
  /** Ids of those that are named beneath; figures are told without them. */
  readonly apart: ReadonlySet<string>
}

/** "price incl. VAT up 2.0 … 12.5 % (median 4.0 %) on 431 articles, changed in the ERP". */
export function changesText(stream: StreamPlan, { changes, apart }: Alike, knowledge: Knowledge): string {
  const [first] = changes
  if (!first) return ''
  const items = ofNoun(changes.length, nounOf(knowledge, stream.entity))
  const usual = changes.filter((change) => !apart.has(change.id))
  const figures = usual.length > 0 ? usual : changes
  const what = first.action === 'update'
    ? updatesText({ changes, figures, items }, knowledge)
    : `${first.action} ${items}, ${causeText(first, stream.from)}${comesTo(changes, stream, knowledge)}`
  const who = first.action === 'update' ? `, ${whoText(changes, stream.from)}` : ''
  const unlike = usual.length > 0 && usual.length < changes.length ? `; ${countText(changes.length - usual.length)} unlike the others` : ''
  return `${what}${notesText(changes, knowledge)}${who}${verdictText(first, changes, knowledge)}${unlike}`
}

/** ": 4 orders, 2 650.70 SEK of which VAT 398.00; 1 invoice, …"; empty where the register adds nothing up. */
function comesTo(changes: readonly Change[], { entity }: StreamPlan, knowledge: Knowledge): string {
  const texts = madeTexts(changes, entity, knowledge)
  return texts.length === 0 ? '' : `: ${texts.join('; ')}`
}

export interface Items { readonly items: readonly HeldItem[]; readonly kind: 'held' | 'skipped' }

/** "hold 3 articles: gone from the ERP", "could not look at 217 articles: closed for maintenance". */
export function itemsText(stream: StreamPlan, { items, kind }: Items, knowledge: Knowledge): string {
  const many = ofNoun(items.length, nounOf(knowledge, stream.entity))
  const reason = sharedText(items.map((item) => item.reason), knowledge.problems)
  return `${kind === 'held' ? 'hold' : items.every(isUnseen) ? 'could not look at' : 'skip'} ${many}: ${reason}`
}

/** "217 could not be looked at: closed for maintenance", by the reason that most of them have; undefined where all could. */
export function unseenText(stream: StreamPlan, { problems }: Pick<Knowledge, 'problems'>): string | undefined {
  const unseen = stream.skipped.filter(isUnseen)
  const byCode = new Map<string, Reason[]>()
  for (const { reason } of unseen) byCode.set(reason.code, [...(byCode.get(reason.code) ?? []), reason])
  const [top] = [...byCode.values()].sort((one, other) => other.length - one.length)
  if (!top) return undefined
  const others = unseen.length > top.length ? `; ${countText(unseen.length - top.length)} for other reasons` : ''
  return `${countText(unseen.length)} could not be looked at: ${sharedText(top, problems)}${others}`
}

/** "4711 199.00 → 1.99 SEK (-99.0 %)". */
export function namedChange({ change, field }: Unusual, knowledge: Knowledge): string {
  const key = keyText(change.key)
  const told = change.action === 'create' && field === undefined ? toldText(change, knowledge, { fieldsMax: FEW_FIELDS }) : undefined
  if (told !== undefined) return `${key} ${told}`
  const name = field ?? (change.action === 'update' ? Object.keys(change.fields)[0] : undefined)
  if (name === undefined || !change.fields[name]) return change.name === undefined ? key : `${key} ${nameText(change.name)}`
  return `${key} ${fieldMoveText(change, name, knowledge)}`
}

/** The key of an item, what a person would call it, and what is its own about the reason: 1003 "Skål" (179.50). */
export function namedItem(item: HeldItem, { stream, alike }: { readonly stream: StreamPlan; readonly alike: readonly HeldItem[] }, knowledge: Knowledge): string {
  const own = ownText(item.reason, sharedReason(alike.map((one) => one.reason)), knowledge.problems)
  const name = item.name === undefined || item.name === MASK ? '' : ` ${nameText(item.name)}`
  const facts = heldFactsText(item, stream, knowledge, 1)
  return `${keyText(item.key)}${name}${facts === undefined ? '' : ` ${facts}`}${own === undefined ? '' : ` (${clip(own, OWN_MAX)})`}`
}

function fieldMoveText(change: Change, field: string, knowledge: Knowledge): string {
  const moved = change.fields[field] as FieldChange
  const spec = fieldOf(knowledge, change.entity, field)
  const style = { spec, currency: currencyOfChange(knowledge, change), textMax: NAME_MAX }
  const percent = spec?.type === 'rate' ? undefined : percentOfMove(moved, spec)
  const label = spec?.type === 'money' ? '' : `${fieldTitle(knowledge, change.entity, field)} `
  return `${label}${movementText(moved, style)}${percent === undefined ? '' : ` (${signedPercent(percent)})`}`
}

function keyText(key: string): string {
  return clip(oneLine(key), KEY_MAX)
}

function nameText(name: string): string {
  return `"${clip(oneLine(name), NAME_MAX)}"`
}

interface Updates { readonly changes: readonly Change[]; readonly figures: readonly Change[]; readonly items: string }

function updatesText({ changes, figures, items }: Updates, knowledge: Knowledge): string {
  const entity = changes[0]?.entity ?? ''
  const touched = new Map<string, number>()
  for (const change of changes) for (const field of Object.keys(change.fields)) touched.set(field, (touched.get(field) ?? 0) + 1)
  const fields = inOrder(knowledge, entity, [...touched.keys()])
  const [only] = fields
  if (fields.length === 1 && only !== undefined) return singleText(only, { changes, figures, items }, knowledge)
  if (fields.length === 0) return `update ${items}`
  const alike = fields.every((field) => touched.get(field) === changes.length)
  const told = fields.slice(0, FIELDS_MAX).map((field) => {
    const graveness = alike ? graveText(changes, field, knowledge) : ` (${countText(touched.get(field) ?? 0)})`
    return `${fieldTitle(knowledge, entity, field)}${graveness}`
  })
  if (fields.length > FIELDS_MAX) told.push(`${fields.length - FIELDS_MAX} more`)
  const last = told.pop()
  return `${told.length > 0 ? `${told.join(', ')} ${alike ? 'and' : 'or'} ` : ''}${last} changed on ${items}`
}

function graveText(changes: readonly Change[], field: string, knowledge: Knowledge): string {
  const shapes = shapesOf(changes, field, knowledge)
  const [shape] = shapes
  return shapes.size === 1 && shape !== undefined && GRAVE.has(shape) ? ` ${SAID[shape]}` : ''
}

/** One field alone: its figures are worth telling. */
function singleText(field: string, { changes, figures, items }: Updates, knowledge: Knowledge): string {
  const entity = changes[0]?.entity ?? ''
  const title = fieldTitle(knowledge, entity, field)
  const shapes = shapesOf(changes, field, knowledge)
  const [shape] = shapes
  if (shapes.size !== 1 || shape === undefined) return `${title} changed on ${items}`
  if (shape !== 'up' && shape !== 'down') return `${title} ${SAID[shape]} on ${items}`
  const spec = fieldOf(knowledge, entity, field)
  return spec?.type === 'money'
    ? `${title} ${shape} ${percentRange(figures, field, knowledge)} on ${items}`
    : `${title} ${shape} ${sizeRange(figures, field, knowledge)} on ${items}`
}

const SAID: Readonly<Record<Shape, string>> = {
  set: 'set', cleared: 'cleared', filled: 'filled in', up: 'up', down: 'down', 'to zero': 'to zero', 'from zero': 'up from zero',
  on: 'no → yes', off: 'yes → no', changed: 'changed',
}

function shapesOf(changes: readonly Change[], field: string, knowledge: Knowledge): ReadonlySet<Shape> {
  const shapes = new Set<Shape>()
  for (const change of changes) {
    const moved = change.fields[field]
    if (moved) shapes.add(shapeOf(moved, fieldOf(knowledge, change.entity, field)))
  }
  return shapes
}

/** "2.0 … 12.5 % (median 4.0 %)", or "4.0 %" where all are alike. */
function percentRange(changes: readonly Change[], field: string, knowledge: Knowledge): string {
  const spec = fieldOf(knowledge, changes[0]?.entity ?? '', field)
  const moves: number[] = []
  for (const change of changes) {
    const moved = change.fields[field]
    const percent = moved ? percentOfMove(moved, spec) : undefined
    if (percent !== undefined) moves.push(Math.abs(percent))
  }
  const [least, most] = endsOf(moves)
  const low = percentText(least)
  const high = percentText(most)
  return low === high ? `${low} %` : `${low} … ${high} % (median ${percentText(median(moves))} %)`
}

/** "by 1 … 40 (median 3)" for figures whose size says more than their share. */
function sizeRange(changes: readonly Change[], field: string, knowledge: Knowledge): string {
  const spec = fieldOf(knowledge, changes[0]?.entity ?? '', field)
  const scale = spec?.type === 'rate' ? 100 : 1
  const unit = spec?.type === 'rate' ? ' percentage points' : ''
  const moves: number[] = []
  for (const change of changes) {
    const moved = change.fields[field]
    const size = moved ? sizeOfMove(moved, spec) : undefined
    if (size !== undefined) moves.push(Math.abs(Number(size)) / scale)
  }
  const [least, most] = endsOf(moves)
  if (least === most) return `by ${sizeText(least)}${unit}`
  return `by ${sizeText(least)} … ${sizeText(most)}${unit} (median ${sizeText(median(moves))})`
}

function endsOf(moves: readonly number[]): [number, number] {
  let least = Infinity
  let most = 0
  for (const move of moves) {
    if (move < least) least = move
    if (move > most) most = move
  }
  return [moves.length === 0 ? 0 : least, most]
}

function sizeText(size: number): string {
  const decimal = parseDecimal(Number(size.toFixed(4))) ?? '0'
  return compare(decimal, '1000') >= 0 && !decimal.includes('.') ? countText(Number(decimal)) : decimal
}

function whoText(changes: readonly Change[], from: StreamPlan['from']): string {
  const who = new Set(changes.flatMap((change) => movedOf(change).map((one) => fieldCause(change, one, from))))
  return who.size === 0 ? `led by ${sideText(from)}` : [...who].join('; ')
}

/** What was done to values to make them fit: "(12 shortened)". */
function notesText(changes: readonly Change[], knowledge: Knowledge): string {
  const notes = new Map<string, number>()
  for (const change of changes) {
    for (const [name, field] of Object.entries(change.fields)) {
      // What is noted of a list is of that one item alone.
      if (fieldOf(knowledge, change.entity, name)?.type === 'list') continue
      if (field?.note !== undefined) notes.set(field.note, (notes.get(field.note) ?? 0) + 1)
    }
  }
  const told = [...notes].sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([note, count]) => `${countText(count)} ${clip(oneLine(note), NAME_MAX)}`)
  return told.length > 0 ? ` (${told.join(', ')})` : ''
}

function verdictText(first: Change, changes: readonly Change[], knowledge: Knowledge): string {
  if (first.verdict === 'ready') return ''
  const reasons = changes.flatMap((change): Reason[] => (change.why?.[0] ? [change.why[0]] : []))
  const why = reasons.length > 0 ? `: ${sharedText(reasons, knowledge.problems)}` : ''
  const word = first.verdict === 'pending' ? 'waits for approval' : first.verdict
  return `; ${word}${why}`
}
