// A plan as compact rows for the page's script: texts once, then figures that point at them. What is shown is decided here.
import type { FieldSpec } from '../../types/entity.js'
import type { Change, FieldChange, HeldItem, PlanDocument, Reason, StreamPlan } from '../../types/plan.js'
import { currencyOfChange, fieldOf, fieldTitle, inOrder, type Knowledge } from '../knowledge.js'
import { causeText, movedText, streamTitle } from '../moved-text.js'
import { withoutDigests } from '../digest-text.js'
import { thingTexts } from '../list-text.js'
import { oneLine } from '../plain-text.js'
import { hintText, reasonText, todoText } from '../reason-text.js'
import { percentOfMove } from '../shape.js'
import { unusualOf } from '../unusual.js'
import { heldFactsText, toldCells } from '../told-text.js'
import { beforeText, valueText } from '../value-text.js'
import { asShown } from './html-text.js'

/** A reason with everything that a person may want to know of it. */
export interface ShownReason {
  readonly text: string
  readonly hint?: string
  readonly todo?: string
  readonly place?: string
  readonly code: string
}

/** [field, before, after, whoMoved, note, percent, kind]; before 0: not shown by the target; kind 1: a text, 2: money. */
export type ShownField = readonly [number, string | 0, string, number, string, number | null, 0 | 1 | 2]

/** [kind, stream, key, name, state, cause, reason, group, percent, unusual, targetKey, fields, what]; -1: none. what: "" where the fields say it. */
export type ShownRow = readonly [
  number, number, string, string, number, number, number, number, number | null, 0 | 1, string, readonly ShownField[], string,
]

export interface ShownPlan {
  readonly kinds: readonly string[]
  readonly states: readonly string[]
  readonly streams: readonly { readonly id: string; readonly title: string }[]
  readonly fields: readonly string[]
  readonly texts: readonly string[]
  readonly reasons: readonly ShownReason[]
  readonly groups: readonly string[]
  readonly rows: readonly ShownRow[]
}

const KINDS = ['create', 'update', 'retire', 'hold', 'skip']
const STATES = ['ready', 'pending', 'withheld', 'held', 'skipped']
const TEXT_MAX = 2000

/** Every change and every held or skipped item of a plan, once. */
export function shownPlan(document: PlanDocument, knowledge: Knowledge): ShownPlan {
  const tables = { fields: new Table<string>(), texts: new Table<string>(), reasons: new Table<ShownReason>(), groups: new Table<string>() }
  const rows: ShownRow[] = []
  document.streams.forEach((stream, at) => {
    const unusual = unusualOf(stream.changes, knowledge)
    const showing = { stream, at, knowledge, tables }
    for (const change of stream.changes) rows.push(changeRow(change, unusual.has(change.id), showing))
    for (const item of stream.held) rows.push(itemRow(item, 'held', showing))
    for (const item of stream.skipped) rows.push(itemRow(item, 'skipped', showing))
  })
  return {
    kinds: KINDS, states: STATES,
    streams: document.streams.map((stream) => ({ id: oneLine(stream.stream), title: streamTitle(stream, knowledge) })),
    fields: tables.fields.values, texts: tables.texts.values, reasons: tables.reasons.values, groups: tables.groups.values, rows,
  }
}

/** Values that many rows share, by number. */
class Table<Value> {
  readonly values: Value[] = []
  private readonly known = new Map<string, number>()

  at(value: Value): number {
    const key = typeof value === 'string' ? value : JSON.stringify(value)
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.known.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}

interface Showing {
  readonly stream: StreamPlan
  readonly at: number
  readonly knowledge: Knowledge
  readonly tables: Tables
}

interface Tables {
  readonly fields: Table<string>
  readonly texts: Table<string>
  readonly reasons: Table<ShownReason>
  readonly groups: Table<string>
}

function changeRow(change: Change, unusual: boolean, showing: Showing): ShownRow {
  const { stream, at, tables } = showing
  const fields = fieldsOf(change.entity, change.fields, showing)
  const why = change.why?.[0] ? withPlace(change.why[0], change.reason) : change.reason
  return [
    KINDS.indexOf(change.action), at, oneLine(change.key), oneLine(change.name ?? ''), STATES.indexOf(change.verdict),
    tables.texts.at(causeText(change, stream.from)), reasonAt(why, showing),
    change.group === undefined ? -1 : tables.groups.at(oneLine(change.group)),
    farthest(fields), unusual ? 1 : 0, oneLine(change.targetKey ?? ''), fields, newText(change, showing.knowledge),
  ]
}

function newText(change: Change, knowledge: Knowledge): string {
  return change.action === 'create' ? toldCells(change, knowledge).map(({ text }) => text).filter((text) => text !== '').join(', ') : ''
}

/** Why it is not ready; where it was asked for, unless the reason names a place of its own. */
function withPlace(why: Reason, reason: Reason): Reason {
  return why.place === undefined && reason.place !== undefined ? { ...why, place: reason.place } : why
}

function itemRow(item: HeldItem, state: 'held' | 'skipped', showing: Showing): ShownRow {
  const fields = fieldsOf(showing.stream.entity, item.fields ?? {}, showing)
  return [
    KINDS.indexOf(state === 'held' ? 'hold' : 'skip'), showing.at, oneLine(item.key), oneLine(item.name ?? ''), STATES.indexOf(state),
    -1, reasonAt(item.reason, showing), -1, farthest(fields), 0, '', fields, heldFactsText(item, showing.stream, showing.knowledge) ?? '',
  ]
}

function reasonAt(reason: Reason, { knowledge, tables }: Showing): number {
  const hint = hintText(reason, knowledge.problems)
  const todo = todoText(reason, knowledge.problems)
  return tables.reasons.at({
    text: reasonText(reason, knowledge.problems), code: oneLine(reason.code),
    ...(hint === undefined ? {} : { hint }), ...(todo === undefined ? {} : { todo }),
    ...(reason.place === undefined ? {} : { place: oneLine(reason.place) }),
  })
}

function fieldsOf(entity: string, fields: Change['fields'], showing: Showing): ShownField[] {
  return inOrder(showing.knowledge, entity, Object.keys(fields)).flatMap((name) => {
    const field = fields[name]
    return field ? [shownField({ entity, name, field, fields }, showing)] : []
  })
}

interface Moving { readonly entity: string; readonly name: string; readonly field: FieldChange; readonly fields: Change['fields'] }

function shownField({ entity, name, field, fields }: Moving, { stream, knowledge, tables }: Showing): ShownField {
  const spec = fieldOf(knowledge, entity, name)
  const currency = spec?.type === 'money' ? currencyOfChange(knowledge, { stream: stream.stream, fields }) : undefined
  const say = (value: FieldChange['before'], unit = ''): string =>
    typeof value === 'string' ? withoutDigests(asShown(value, TEXT_MAX)) + unit : isRows(value, spec) ? thingTexts(value).join('\n') : valueText(value, { spec, textMax: TEXT_MAX })
  const isMoney = spec?.type === 'money'
  const percent = isMoney || spec?.type === 'integer' || spec?.type === 'decimal' ? percentOfMove(field, spec) : undefined
  const isProse = spec === undefined || spec.type === 'text' || spec.type === 'html'
  const isText = isProse && typeof field.before === 'string' && typeof field.after === 'string'
  return [
    tables.fields.at(fieldTitle(knowledge, entity, name)), beforeText(field, say) ?? 0,
    say(field.after, currency ? ` ${oneLine(currency)}` : ''),
    tables.texts.at(movedText(field.moved, stream.from)), field.note === undefined ? '' : oneLine(field.note),
    percent === undefined ? null : Math.round(percent * 10) / 10, isText ? 1 : isMoney ? 2 : 0,
  ]
}

/** A list whose things each stand in a line of their own. */
function isRows(value: FieldChange['before'], spec: FieldSpec | undefined): value is Record<string, unknown> {
  return spec?.one !== undefined && typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** The largest move in percent, with its sign. */
function farthest(fields: readonly ShownField[]): number | null {
  let found: number | null = null
  for (const [, , , , , percent] of fields) if (percent !== null && Math.abs(percent) > Math.abs(found ?? 0)) found = percent
  return found
}
