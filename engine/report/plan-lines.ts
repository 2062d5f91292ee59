// The items of one stream in a plan, each in a line of its own or in a few: what is to be done, what is held and why, with what to do
// about it right beneath, and what is left out.
import { MASK } from '../core/personal.js'
import type { Change, FieldChange, HeldItem, Reason, StreamPlan } from '../types/plan.js'
import { currencyOfChange, fieldOf, fieldTitle, inOrder, wordsOf, type Knowledge } from './knowledge.js'
import { causeText, fieldCause, markOf } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { aligned, clip, columnsOf, oneLine, wrapped } from './plain-text.js'
import { adviceText, hintText, inOneLine, NOTHING, reasonText, sharedReason, todoText } from './reason-text.js'
import { detailTexts, heldFactsText, notesOf, toldCells, type Cell } from './told-text.js'
import { movementText } from './value-text.js'

export interface Listing {
  readonly knowledge: Knowledge
  readonly columns: number
  /** Also what is in the lists of an item: the rows of an order. */
  readonly detail: boolean
}

const NAME_MAX = 40
/** Where the text beneath an item begins. */
const INDENT = 10
/** So many are called by their keys. */
const KEYS_MAX = 5

/** told: its cells are those that its register tells, in columns of their own. */
interface Line { readonly cells: readonly string[]; readonly beneath: readonly string[]; readonly told?: boolean }

/** A stream's items: changes, held ones by their reason, and those left out. */
export function listLines(stream: StreamPlan, listing: Listing): string[] {
  const lines = [
    ...changeLines(stream, listing),
    ...[...byCode(stream.held, ({ reason }) => reason)].flatMap(([code, items]) => heldLines(code, items, stream, listing)),
    ...stream.skipped.map((item) => ({ cells: ['.', keyText(item), 'skip', nameText(item.name), reasonText(item.reason, listing.knowledge.problems)], beneath: [] })),
  ]
  const heads = inColumns(lines)
  return lines.flatMap(({ cells, beneath }, at) => [`  ${cells[0] ?? ' '} ${heads[at] ?? ''}`.trimEnd(), ...beneath.flatMap((text) => wrapped(text, listing.columns, INDENT))])
}

/** In order of their first, by the code of their reason. */
export function byCode<Item>(items: readonly Item[], reasonOf: (item: Item) => Reason): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>()
  for (const item of items) {
    const { code } = reasonOf(item)
    const known = found.get(code)
    if (known) known.push(item)
    else found.set(code, [item])
  }
  return found
}

/** Keys and what happens to them are in two columns; what is said of them in columns of each kind. */
function inColumns(lines: readonly Line[]): string[] {
  const starts = lines.map(({ cells: [, key = '', act = ''] }) => [key, act, '|'])
  const said = new Map([true, false].flatMap((told) => {
    const alike = lines.filter((line) => (line.told === true) === told)
    const texts = aligned(withoutEmpty(alike.map(({ cells }) => cells.slice(START))))
    return alike.map((line, at): [Line, string] => [line, texts[at] ?? ''])
  }))
  return aligned(starts).map((start, at) => start.slice(0, -1) + (said.get(lines[at] as Line) ?? ''))
}

/** The mark, the key, and what happens. */
const START = 3

/** A column that nobody fills is none. */
function withoutEmpty(rows: readonly (readonly string[])[]): string[][] {
  const used = new Set(rows.flatMap((row) => row.flatMap((cell, at) => (cell === '' ? [] : [at]))))
  return rows.map((row) => row.filter((_, at) => used.has(at)))
}

function changeLines(stream: StreamPlan, listing: Listing): Line[] {
  const alone = new Set(stream.changes.flatMap((one) => Object.keys(one.fields))).size === 1
  const told = withFigures(new Map(stream.changes.filter(({ action }) => action === 'create')
    .map((change): [Change, readonly Cell[]] => [change, toldCells(change, listing.knowledge)]).filter(([, cells]) => cells.some(({ text }) => text !== ''))))
  const shown = columnsThatFit(told, listing)
  const lastOf = new Map(stream.changes.flatMap((change): [string, Change][] => (change.verdict === 'ready' || !change.why?.[0] ? [] : [[change.why[0].code, change]])))
  return stream.changes.flatMap((change): Line[] => {
    const code = change.why?.[0]?.code
    const advice = code !== undefined && lastOf.get(code) === change ? verdictAdvice(code, stream, listing) : []
    const cells = told.get(change)
    const lines = cells ? [toldLine(change, cells, shown, listing)] : changeRows(change, { ...listing, stream, alone }).map((row) => ({ cells: row, beneath: [] as string[] }))
    return lines.map((line, at) => (at === lines.length - 1 ? { ...line, beneath: [...line.beneath, ...advice] } : line))
  })
}

/** What is withheld can be told what to do about, once after the last for the same reason; what is pending has its group for that. */
function verdictAdvice(code: string, { changes, held }: StreamPlan, { knowledge: { problems } }: Listing): string[] {
  const alike = changes.filter(({ verdict, why }) => verdict !== 'ready' && verdict !== 'pending' && why?.[0]?.code === code)
  const reasons = alike.flatMap(({ why }) => why?.slice(0, 1) ?? [])
  const advice = reasons.length === 0 ? undefined : adviceText(sharedReason(reasons), problems, held.some(({ reason }) => reason.code === code))
  return advice === undefined ? [] : [`${keysText(alike)}${advice} [${oneLine(code)}]`]
}

/** A new item as its register tells it; why it is not ready, and what was done to make it, beneath. */
function toldLine(change: Change, cells: readonly Cell[], shown: number, { knowledge, detail }: Listing): Line {
  const verdict = verdictText(change, knowledge)
  const rest = cells.slice(shown).map(({ text }) => text.trim()).filter((text) => text !== '').join(', ')
  return {
    told: true,
    cells: [markOf(change), keyText(change), wordsOf(knowledge, change.entity).act ?? change.action, ...cells.slice(0, shown).map(({ text }) => text)],
    beneath: [...(rest === '' ? [] : [rest]), ...(verdict === undefined ? [] : [verdict]), ...(detail ? detailTexts(change, knowledge) : []), ...notesOf(change, knowledge)],
  }
}

/** How many columns have room; what is in the others stands beneath. */
function columnsThatFit(rows: ReadonlyMap<Change, readonly Cell[]>, { knowledge, columns }: Listing): number {
  const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, columnsOf(text)), 0)
  const changes = [...rows.keys()]
  let left = columns - MARK - widest(changes.map(keyText)) - widest(changes.map(({ entity, action }) => wordsOf(knowledge, entity).act ?? action)) - GAP
  const most = Math.max(0, ...[...rows.values()].map((cells) => cells.length))
  for (let at = 0; at < most; at++) {
    const width = widest([...rows.values()].map((cells) => cells[at]?.text ?? ''))
    left -= width === 0 ? 0 : width + GAP
    if (left < 0) return at
  }
  return most
}

/** "  + " */
const MARK = 4
const GAP = 2

/** Figures of one column end below each other. */
function withFigures(rows: ReadonlyMap<Change, readonly Cell[]>): Map<Change, readonly Cell[]> {
  const widths: number[] = []
  for (const cells of rows.values()) cells.forEach(({ text, right }, at) => { if (right) widths[at] = Math.max(widths[at] ?? 0, columnsOf(text)) })
  const filled = ({ text, right }: Cell, at: number): Cell => (right ? { text: figureText(text, widths[at] ?? 0) } : { text })
  return new Map([...rows].map(([change, cells]) => [change, cells.map(filled)]))
}

/** "VAT   89.40": the name stays in front, and the figure moves. */
function figureText(text: string, width: number): string {
  const [, name = '', figure = text] = /^(\D*?)(-?\d.*)$/.exec(text) ?? []
  return name + ' '.repeat(Math.max(0, width - columnsOf(text))) + figure
}

/** Held for the same reason: each with what is its own, and what all of them are asked for once. */
function heldLines(code: string, items: readonly HeldItem[], stream: StreamPlan, { knowledge }: Listing): Line[] {
  const { problems } = knowledge
  const hints = items.map(({ reason }) => hintText(reason, problems))
  const isShared = hints.every((hint) => hint === hints[0])
  const shared = sharedReason(items.map(({ reason }) => reason))
  const todo = todoText(shared, problems)
  const advice = inOneLine([isShared ? hints[0] : undefined, todo === NOTHING ? undefined : todo].filter((one) => one !== undefined))
  return items.map((item, at) => ({
    cells: ['!', keyText(item), 'hold', nameText(item.name), reasonText(item.reason, problems)],
    beneath: [
      ...[heldFactsText(item, stream, knowledge), isShared ? undefined : hints[at]].filter((one) => one !== undefined),
      ...(at === items.length - 1 ? [`${advice === '' ? '' : `${keysText(items)}${advice} `}[${oneLine(code)}]`] : []),
    ],
  }))
}

/** "1002, 1005: " before what is said of several; nothing before what is said of one. */
function keysText(items: readonly { readonly key: string }[]): string {
  if (items.length < 2) return ''
  return `${items.length > KEYS_MAX ? `all ${countText(items.length)}` : items.map(({ key }) => clip(oneLine(key), NAME_MAX)).join(', ')}: `
}

interface Row extends Listing { readonly stream: StreamPlan; readonly alone: boolean }

/** One row for a create; otherwise one for each field, the first with the key. */
function changeRows(change: Change, row: Row): string[][] {
  const { stream, knowledge } = row
  const start = [markOf(change), keyText(change), change.action]
  const last = verdictText(change, knowledge)
  const names = inOrder(knowledge, change.entity, Object.keys(change.fields))
  if (change.action === 'create') return [[...start, createText(change, names, row), last ?? causeText(change, stream.from)]]
  if (names.length === 0) return [[...start, nameText(change.name), last ?? causeText(change, stream.from)]]
  return names.map((name, at) => {
    const field = change.fields[name] as FieldChange
    const cause = change.action === 'retire' ? causeText(change, stream.from) : fieldCause(change, field.moved, stream.from)
    const head = at === 0 ? start : [' ', '', '']
    return [...head, fieldText(change, name, row), at === 0 ? (last ?? cause) : last === undefined ? cause : '']
  })
}

function createText(change: Change, names: readonly string[], row: Row): string {
  const [only] = names
  if (names.length === 1 && only !== undefined) return fieldText(change, only, row)
  return [nameText(change.name), `(${ofNoun(names.length, 'field')})`].filter(Boolean).join(' ')
}

function fieldText(change: Change, name: string, { knowledge, alone }: Row): string {
  const style = { spec: fieldOf(knowledge, change.entity, name), currency: currencyOfChange(knowledge, change) }
  const text = movementText(change.fields[name] as FieldChange, style)
  return alone ? text : `${fieldTitle(knowledge, change.entity, name)} ${text}`
}

function verdictText(change: Change, knowledge: Knowledge): string | undefined {
  if (change.verdict === 'ready') return undefined
  const why = change.why?.[0]
  const word = { pending: 'waits for approval', withheld: 'withheld', held: 'held' }[change.verdict]
  return why ? `${word}: ${reasonText(why, knowledge.problems)}${placeText(why)}` : word
}

function keyText(item: { readonly key: string; readonly targetKey?: string | undefined }): string {
  const key = clip(oneLine(item.key), NAME_MAX)
  return item.targetKey === undefined ? key : `${key} → ${clip(oneLine(item.targetKey), NAME_MAX)}`
}

function nameText(name: string | undefined): string {
  return name === undefined || name === MASK ? '' : `"${clip(oneLine(name), NAME_MAX)}"`
}

/** Where in the files a reason arose, in brackets. */
export function placeText(reason: Reason): string {
  return reason.place === undefined ? '' : `  (${oneLine(reason.place)})`
}
