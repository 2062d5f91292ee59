// What a new or a held item is, in one line: the fields that its register says tell it, as a person says them.
import { MASK } from '../core/personal.js'
import type { Fields } from '../core/item.js'
import type { FieldSpec } from '../types/entity.js'
import type { Change, HeldItem, StreamPlan } from '../types/plan.js'
import { currencyOf, fieldOf, fieldTitle, inOrder, shownAtSource, toldFields, type Knowledge } from './knowledge.js'
import { thingTexts } from './list-text.js'
import { amountText, ofNoun } from './number-text.js'
import { oneLine } from './plain-text.js'
import { timeText } from './time-text.js'
import { valueText } from './value-text.js'

export interface ToldOptions {
  /** Only so many fields, and nothing of what was done to make them. */
  readonly fieldsMax?: number
}

/** One part of the line. right: figures stand below each other. */
export interface Cell { readonly text: string; readonly right?: boolean }

type Of = Pick<StreamPlan, 'stream' | 'entity'>
type Value = Change['fields'][string] extends infer Field ? Field extends { after: infer After } ? After : never : never

/** "order, 447.00 SEK, VAT 89.40, 2 × A à 199.00, 25 %, customer new"; undefined where nobody chose fields that the change has. */
export function toldText(change: Change, knowledge: Knowledge, { fieldsMax = Infinity }: ToldOptions = {}): string | undefined {
  const fields = newFields(change, knowledge)
  const names = toldNames(change.entity, fields, knowledge).slice(0, fieldsMax)
  if (names.length === 0) return undefined
  const telling = { fields, of: change, knowledge }
  const parts = names.map((name, at) => {
    const list = isList(name, telling) ? thingTexts(fields[name] as Readonly<Record<string, unknown>>) : []
    return list.length > 0 ? list.join('; ') : cellOf(name, at === 0, telling)?.text ?? ''
  })
  return [...parts, ...(fieldsMax === Infinity ? notesOf(change, knowledge) : [])].filter((part) => part !== '').join(', ')
}

/** The same cell by cell, lists by their number: one for each field that the register tells, empty where the item has none. */
export function toldCells(change: Change, knowledge: Knowledge): Cell[] {
  return cellsOf({ fields: newFields(change, knowledge), of: change, knowledge })
}

/** "299.00 SEK, VAT 59.80, placed 2026-11-23, channel 1, 1 row": a held item as the source shows it; undefined where that is not known. */
export function heldFactsText(item: HeldItem, stream: Of, knowledge: Knowledge, fieldsMax = Infinity): string | undefined {
  const cells = cellsOf({ fields: shownAtSource(knowledge, stream, item.key), of: stream, knowledge }).filter(({ text }) => text !== '').slice(0, fieldsMax)
  return cells.length === 0 ? undefined : cells.map(({ text }) => text).join(', ')
}

/** Each thing in the lists of a new item in a line of its own: "2 × A à 199.00, 25 %". */
export function detailTexts(change: Change, knowledge: Knowledge): string[] {
  const telling = { fields: newFields(change, knowledge), of: change, knowledge }
  return toldNames(change.entity, telling.fields, knowledge).filter((name) => isList(name, telling))
    .flatMap((name) => thingTexts(telling.fields[name] as Readonly<Record<string, unknown>>))
}

/** What was done to make the fields, each by itself. A list's notes say themselves what they are about. */
export function notesOf(change: Change, knowledge: Knowledge): string[] {
  return inOrder(knowledge, change.entity, Object.keys(change.fields)).flatMap((name) => {
    const note = change.fields[name]?.note
    if (note === undefined) return []
    const isOwn = fieldOf(knowledge, change.entity, name)?.type === 'list'
    return isOwn ? oneLine(note).split('; ') : [`${fieldTitle(knowledge, change.entity, name)}: ${oneLine(note)}`]
  })
}

interface Telling { readonly fields: Fields; readonly of: Of; readonly knowledge: Knowledge }

/** What is made, and what the source shows besides. */
function newFields(change: Change, knowledge: Knowledge): Fields {
  const made = Object.fromEntries(Object.entries(change.fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, field.after]])))
  return { ...shownAtSource(knowledge, change, change.key), ...made } as Fields
}

function toldNames(entity: string, fields: Fields, knowledge: Knowledge): string[] {
  return toldFields(knowledge, entity).filter((name) => ![null, undefined, false].includes(fields[name] as null))
}

function cellsOf(telling: Telling): Cell[] {
  const { fields, of, knowledge } = telling
  const told = new Set(toldNames(of.entity, fields, knowledge))
  const [first] = told
  return toldFields(knowledge, of.entity).map((name) => (told.has(name) ? cellOf(name, name === first, telling) : undefined) ?? { text: '' })
}

/** Amounts and dates say themselves what they are; so does what stands first. undefined: a list that nobody counts. */
function cellOf(name: string, first: boolean, telling: Telling): Cell | undefined {
  const { fields, of, knowledge } = telling
  const spec = fieldOf(knowledge, of.entity, name)
  const value = fields[name]
  const title = fieldTitle(knowledge, of.entity, name)
  if (value === true) return { text: title }
  if (value === MASK) return { text: first ? MASK : `${title} ${MASK}` }
  if (typeof value === 'object' && value !== null) return spec?.one === undefined ? undefined : { text: ofNoun(Object.keys(value).length, spec.one), right: true }
  if (spec?.type === 'money' && typeof value === 'string') return { text: moneyText(name, title, { ...telling, value }), right: true }
  if (spec?.type === 'instant') return { text: timeText(String(value)).slice(0, DAY) }
  const text = valueText(value as Value, { spec: spec as FieldSpec | undefined })
  return { text: first ? text : `${title} ${text}` }
}

const DAY = 'yyyy-mm-dd'.length

/** The first amount goes by its currency, the others by their names. */
function moneyText(name: string, title: string, { value, fields, of, knowledge }: Telling & { readonly value: string }): string {
  const isFirst = toldFields(knowledge, of.entity).find((one) => fieldOf(knowledge, of.entity, one)?.type === 'money') === name
  const own = fields['currency']
  const currency = typeof own === 'string' && own !== '' ? own : currencyOf(knowledge, of.stream)
  if (!isFirst) return `${title} ${amountText(value)}`
  return currency === undefined ? amountText(value) : `${amountText(value)} ${oneLine(currency)}`
}

function isList(name: string, { fields, of, knowledge }: Telling): boolean {
  const value = fields[name]
  return typeof value === 'object' && value !== null && fieldOf(knowledge, of.entity, name)?.type === 'list'
}
