// One article, from the YAML line to the next try: for each stream what both sides say, what they last agreed on, what was decided
// and why, and what was tried. Shows what it is given; looks nothing up.
import type { Fields } from '../core/item.js'
import { coveredFields, coveredReason, coveredValue, isPersonal, MASK } from '../core/personal.js'
import { differences } from '../core/same.js'
import type { FieldChange, Reason, Verdict } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { calledText } from './callers.js'
import { currencyOf, fieldOf, fieldTitle, inOrder, type Knowledge } from './knowledge.js'
import { numberInShop } from './digest-text.js'
import { movedText, otherSide, sideText, streamTitle } from './moved-text.js'
import { aligned, clip, oneLine } from './plain-text.js'
import { maskFields, maskReason, type Register } from './plan-mask.js'
import { hintText, NOTHING, reasonText, todoText } from './reason-text.js'
import { agoText, timeText } from './time-text.js'
import { movementText, valueText } from './value-text.js'

export interface ExplainInput {
  readonly key: string
  readonly name?: string
  /** ISO time. */
  readonly now: string
  readonly streams: readonly StreamView[]
}

/** One article as one stream sees it. */
export interface StreamView {
  readonly stream: string
  readonly entity: string
  readonly from: 'shop' | 'erp'
  readonly policy: string
  /** The YAML line that asks for the stream. */
  readonly place?: string
  readonly targetKey?: string
  /** Fields that the stream carries; left out: all. */
  readonly carries?: readonly string[]
  /** null: absent. undefined: not looked at, or unknown. */
  readonly sourceFields?: Fields | null
  readonly targetFields?: Fields | null
  readonly base?: BaseEntry
  /** source/target since both last agreed. */
  readonly drift?: string
  /** create, update, hold, keep, … */
  readonly decision: string
  readonly fields?: Readonly<Record<string, FieldChange | undefined>>
  readonly reason?: Reason
  readonly verdict?: Verdict
  readonly why?: readonly Reason[]
  /** Of a part of what was asked for: its own key. */
  readonly itemKey?: string
  /** Why it was not done when it was tried. */
  readonly lastTry?: Reason
  readonly nextTryAt?: string
  /** The latest first. */
  readonly intents?: readonly { readonly at: string; readonly action: string; readonly outcome: string }[]
}

const CELL_MAX = 40
/** Where only one side has anything to say. */
const ALONE_MAX = 80
const TITLE_MAX = 40

/** The page of one article. Personal values are covered unless the knowledge says otherwise. */
export function explainText(input: ExplainInput, knowledge: Knowledge): string {
  const personal = input.streams.some((view) => fieldOf(knowledge, view.entity, 'name')?.personal)
  const called = numberInShop(input.key) ?? oneLine(input.key)
  const name = input.name === undefined ? '' : ` "${personal && !knowledge.showPersonalData ? MASK : oneLine(input.name)}"`
  if (input.streams.length === 0) return `${called}${name}\n\nno stream knows this key\n`
  return `${called}${name}\n\n${input.streams.map((view) => viewLines(view, input.now, knowledge).join('\n')).join('\n\n')}\n`
}

function viewLines(view: StreamView, now: string, knowledge: Knowledge): string[] {
  const asked = view.place === undefined ? '' : `  asked for at ${oneLine(view.place)}`
  const paired = view.targetKey === undefined ? [] : [`  paired with ${oneLine(view.targetKey)}`]
  return [
    `${streamTitle(view, knowledge)}${asked}`,
    ...(view.itemKey === undefined ? [] : [`  ${calledText(view.itemKey)}`]),
    ...paired,
    ...sideLines(view, knowledge),
    ...differenceLines(view, knowledge),
    ...decisionLines(view, knowledge),
    ...lastTryLines(view, knowledge),
    ...nextLines(view, now),
    ...intentLines(view),
  ]
}

function lastTryLines({ lastTry }: StreamView, { problems }: Knowledge): string[] {
  if (!lastTry) return []
  const more = [hintText(lastTry, problems), todoText(lastTry, problems)].filter((one) => one !== undefined && one !== NOTHING)
  return [`  the last time: ${reasonText(coveredReason(lastTry), problems)}  [${oneLine(lastTry.code)}]`, ...more.map((one) => `      ${one}`)]
}

function nextLines({ nextTryAt }: StreamView, now: string): string[] {
  return nextTryAt === undefined || nextTryAt <= now ? [] : [`  next try ${timeText(nextTryAt)} (${agoText(nextTryAt, now)})`]
}

/** What each side says now, and what they last agreed on, field by field. */
function sideLines(view: StreamView, knowledge: Knowledge): string[] {
  const { sourceFields, targetFields, base } = view
  const columns = [sourceFields, targetFields, base?.source, base?.target]
  const names = new Set(columns.flatMap((fields) => Object.keys(fields ?? {})))
  const target = otherSide(view.from)
  const said = [
    sayPresence(sideText(view.from), sourceFields), sayPresence(sideText(target), targetFields),
    base === undefined ? 'never agreed before' : '',
  ]
  const notes = said.filter((one) => one !== '').map((one) => `  ${one}`)
  const shownNames = inOrder(knowledge, view.entity, [...names]).filter((name) => fieldOf(knowledge, view.entity, name)?.inner !== true)
  if (shownNames.length === 0) return notes
  const filled = columns.map((fields) => fields !== null && fields !== undefined && Object.keys(fields).length > 0)
  const textMax = filled.filter(Boolean).length > 1 ? CELL_MAX : ALONE_MAX
  const rows = shownNames.map((name) => {
    const style = { spec: fieldOf(knowledge, view.entity, name), textMax }
    const cell = (fields: { readonly [field: string]: unknown } | null | undefined): string => {
      const value = fields?.[name] as FieldChange['before'] | undefined
      const shown = (knowledge.showPersonalData ? value : coveredValue(value, style.spec)) as typeof value
      if (shown === undefined) return ''
      return shown === MASK ? MASK : numberInShop(String(shown)) ?? valueText(shown, style)
    }
    return ['', clip(fieldTitle(knowledge, view.entity, name), TITLE_MAX), ...columns.map(cell)]
  })
  const sides = [sideText(view.from), sideText(target)]
  const titles = ['', 'field', ...sides, ...sides.map((side) => `agreed: ${side}`)]
  // A side that does not have it was said to; its column would be empty.
  const isShown = (at: number): boolean => at < FIRST_SIDE || filled[at - FIRST_SIDE] === true
  return [...notes, ...aligned([titles, ...rows].map((row) => row.filter((_, at) => isShown(at))), ALONE_MAX)]
}

/** The column of the first side. */
const FIRST_SIDE = 2

function sayPresence(side: string, fields: Fields | null | undefined): string {
  if (fields === null) return `${side} does not have it`
  return fields === undefined ? `${side} was not looked at, or could not tell` : ''
}

/** What --json shows of it: the same with every personal value covered. */
export function maskView(view: StreamView, entities: Knowledge['entities']): StreamView {
  const register = registerOf(view, { entities, problems: {} })
  const side = <Given extends Shown>(fields: Given): Given => (fields ? coveredFields(fields, register) as Given : fields)
  const { sourceFields, targetFields, base, fields = {}, reason, why } = view
  return {
    ...view,
    ...(sourceFields === undefined ? {} : { sourceFields: side(sourceFields) }),
    ...(targetFields === undefined ? {} : { targetFields: side(targetFields) }),
    ...(base ? { base: { ...base, source: side(base.source), target: side(base.target), ...(base.mapped ? { mapped: side(base.mapped) } : {}) } } : {}),
    ...(view.fields ? { fields: maskFields(fields, register) } : {}),
    ...(reason ? { reason: maskReason(reason, fields, register) } : {}),
    ...(why ? { why: why.map((one) => maskReason(one, fields, register)) } : {}),
  }
}

/** Where the two sides differ now, and what each of them did since they last agreed. */
function differenceLines(view: StreamView, knowledge: Knowledge): string[] {
  const { sourceFields, targetFields, base } = view
  const said = (names: readonly string[]): string =>
    inOrder(knowledge, view.entity, names).map((name) => fieldTitle(knowledge, view.entity, name)).join(', ')
  const apart = differing(sourceFields, targetFields).filter((name) => view.carries?.includes(name) ?? true)
  const [source, target] = [differing(base?.source, sourceFields), differing(base?.target, targetFields)]
  return [
    ...(apart.length > 0 ? [`  the two sides differ in: ${said(apart)}`] : []),
    ...(source.length > 0 ? [`  changed in ${sideText(view.from)} since they agreed: ${said(source)}`] : []),
    ...(target.length > 0 ? [`  changed in ${sideText(otherSide(view.from))} since they agreed: ${said(target)}`] : []),
  ]
}

/** Fields that both know, and that are not the same. What one does not show says nothing. */
function differing(one: Shown, other: Shown): string[] {
  if (!one || !other) return []
  const both = (fields: NonNullable<Shown>): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => one[name] !== undefined && other[name] !== undefined)) as Fields
  return differences(both(one), both(other)).map(({ field }) => field)
}

type Shown = { readonly [field: string]: unknown } | null | undefined

function decisionLines(view: StreamView, knowledge: Knowledge): string[] {
  const { problems } = knowledge
  const drift = view.drift === undefined ? '' : ` (${oneLine(view.drift)})`
  const verdict = view.verdict === undefined || view.verdict === 'ready' ? '' : `, ${view.verdict}`
  const moves = inOrder(knowledge, view.entity, Object.keys(view.fields ?? {})).flatMap((name) => {
    const change = view.fields?.[name]
    if (!change) return []
    const title = fieldTitle(knowledge, view.entity, name)
    return [`      ${title} ${moveText(change, { name, view, knowledge })}, ${movedText(change.moved, view.from)}`]
  })
  return [
    `  decision: ${oneLine(view.decision)}${drift}${verdict}`,
    ...moves,
    ...reasonsOf(view, moves.length > 0).map((reason) => (knowledge.showPersonalData ? reason : maskReason(reason, view.fields ?? {}, registerOf(view, knowledge)))).flatMap((reason) => {
      const place = reason.place === undefined || reason.place === view.place ? '' : ` (${oneLine(reason.place)})`
      const more = [hintText(reason, problems), todoText(reason, problems)].filter((one) => one !== undefined && one !== NOTHING)
      return [`  because: ${reasonText(reason, problems)}${place}`, ...more.map((one) => `      ${one}`)]
    }),
  ]
}

function registerOf({ entity }: StreamView, { entities }: Knowledge): Register {
  return (Object.hasOwn(entities, entity) ? entities[entity] : undefined) ?? { fields: {} }
}

/** Why a field of a change moves stands beside it already. */
function reasonsOf(view: StreamView, isTold: boolean): Reason[] {
  const own = view.reason && !(view.verdict !== undefined && isTold) ? [view.reason] : []
  return [...own, ...(view.why ?? [])]
}

function moveText(change: FieldChange, { name, view, knowledge }: { name: string; view: StreamView; knowledge: Knowledge }): string {
  const spec = fieldOf(knowledge, view.entity, name)
  if ((change.personal || isPersonal(spec)) && !knowledge.showPersonalData) return `→ ${MASK}`
  return movementText(change, { spec, currency: currencyOf(knowledge, view.stream) })
}

function intentLines(view: StreamView): string[] {
  if (!view.intents || view.intents.length === 0) return ['  nothing was written yet']
  return ['  written', ...aligned(view.intents.map((one) => ['', '', timeText(one.at), oneLine(one.action), oneLine(one.outcome)]))]
}
