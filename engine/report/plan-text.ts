// A plan for the terminal: sorted, aligned, mark first, reason last, totals at the end, and always a line when there is nothing to do.
// No colour in here; colour.ts adds it at the edge.
import type { Change, FieldChange, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import { approveCommand, currencyOfChange, fieldOf, fieldTitle, inOrder, saveCommand, type Knowledge } from './knowledge.js'
import { causeText, fieldCause, markOf, otherSide, sideText, streamTitle } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { aligned, clip, oneLine } from './plain-text.js'
import { assertCounts, countsText, isQuiet } from './plan-totals.js'
import { adviceText, offText, reasonText, remarkText, sharedReason } from './reason-text.js'
import { sentenceBlocks } from './sentence-lines.js'
import { unseenText } from './sentence-text.js'
import { sentencesOf } from './sentences.js'
import { groupText, shownDocument } from './shown-plan.js'
import { toldText } from './told-text.js'
import { movementText } from './value-text.js'

export interface PlanTextOptions {
  /** Every change on a line of its own, however many there are. */
  readonly all?: boolean
  /** A stream with more lines than this is told in sentences. */
  readonly linesMax?: number
}

const LINES_MAX = 20
const NAME_MAX = 40
/** So many items whose turn it is not are listed each by itself. */
const TOGETHER_FROM = 3

/** The plan as text. Personal values are covered unless the knowledge says otherwise. */
export function planText(document: PlanDocument, knowledge: Knowledge, options: PlanTextOptions = {}): string {
  const shown = shownDocument(document, knowledge)
  assertCounts(shown.totals, 'the plan')
  const blocks = [
    headLines(shown),
    ...streamBlocks(shown, knowledge, options),
    groupLines(shown, knowledge),
    offLines(shown, knowledge),
    [totalLine(shown)],
  ]
  return `${blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n')}\n`
}

function headLines(document: PlanDocument): string[] {
  const of = [document.mode, document.package === undefined ? undefined : `package ${document.package}`].filter(Boolean)
  const systems = document.systems.map((one) =>
    ['', oneLine(one.name), one.role, oneLine(one.title ?? one.driver), one.simulated ? 'simulated' : ''])
  return [`plan for ${oneLine(document.integration)}${of.length > 0 ? ` (${of.join(', ')})` : ''}`, ...aligned(systems)]
}

/** Streams that fit are listed change by change; the others share the lines of sentences. */
function streamBlocks(document: PlanDocument, knowledge: Knowledge, options: PlanTextOptions): string[][] {
  const linesMax = options.all ? Infinity : (options.linesMax ?? LINES_MAX)
  const listed = new Map(document.streams.map((stream) => [stream, listOrNot(stream, linesMax, knowledge)]))
  const long = document.streams.filter((stream) => listed.get(stream) === undefined)
  const sentences = sentencesOf(long, knowledge)
  const told = sentenceBlocks(sentences)
  const linesOf = (stream: StreamPlan): string[] => told.filter((_, at) => sentences[at]?.stream === stream.stream).flat()
  return document.streams.map((stream) => [
    streamTitle(stream),
    ...failureLines(stream, knowledge),
    ...(listed.get(stream) ?? linesOf(stream)),
    ...adviceLines(stream, knowledge),
    streamTotal(stream),
  ])
}

/** undefined: it is told in sentences. Items whose turn it is not are told together, however few the others are. */
function listOrNot(stream: StreamPlan, linesMax: number, knowledge: Knowledge): string[] | undefined {
  const crowd = stream.skipped.filter(({ notDue }) => notDue === true)
  if (crowd.length <= TOGETHER_FROM || linesMax === Infinity) return rowCount(stream) <= linesMax ? listLines(stream, knowledge) : undefined
  const others = { ...stream, skipped: stream.skipped.filter(({ notDue }) => notDue !== true) }
  if (rowCount(others) > linesMax) return undefined
  return [...listLines(others, knowledge), ...sentenceBlocks(sentencesOf([{ ...stream, changes: [], held: [], skipped: crowd }], knowledge)).flat()]
}

/** What can be done about what is held or withheld, once for each reason. */
function adviceLines({ changes, held }: StreamPlan, { problems }: Knowledge): string[] {
  const told = new Map<string, Reason[]>()
  const people = new Set(held.map(({ reason }) => reason.code))
  const withheld = changes.flatMap((one) => (one.verdict === 'pending' ? [] : one.why?.slice(0, 1) ?? []))
  for (const reason of [...withheld, ...held.map((one) => one.reason)]) {
    const known = told.get(reason.code)
    if (known) known.push(reason)
    else told.set(reason.code, [reason])
  }
  return [...told].flatMap(([code, reasons]) => {
    const advice = adviceText(sharedReason(reasons), problems, people.has(code))
    return advice === undefined ? [] : [`    ${advice}  [${oneLine(code)}]`]
  })
}

function rowCount(stream: StreamPlan): number {
  const changes = stream.changes.reduce((sum, one) => sum + (one.action === 'create' ? 1 : Object.keys(one.fields).length), 0)
  return changes + stream.held.length + stream.skipped.length
}

function failureLines(stream: StreamPlan, knowledge: Knowledge): string[] {
  const failed = stream.failed ? [`  ! the stream could not be planned: ${reasonText(stream.failed, knowledge.problems)}  [${oneLine(stream.failed.code)}]`] : []
  const warnings = stream.warnings.map((one) => `  ! ${remarkText(one, knowledge.problems)}${placeText(one)}`)
  const unseen = unseenText(stream, knowledge)
  return [...failed, ...warnings, ...(unseen === undefined ? [] : [`  ! ${unseen}`])]
}

function placeText(reason: Reason): string {
  return reason.place === undefined ? '' : `  (${oneLine(reason.place)})`
}

function listLines(stream: StreamPlan, knowledge: Knowledge): string[] {
  const alone = new Set(stream.changes.flatMap((one) => Object.keys(one.fields))).size === 1
  const rows = [
    ...stream.changes.flatMap((change) => changeRows(change, { stream, knowledge, alone })),
    ...stream.held.map((item) => ['!', keyText(item), 'hold', nameText(item.name), reasonText(item.reason, knowledge.problems)]),
    ...stream.skipped.map((item) => ['.', keyText(item), 'skip', nameText(item.name), reasonText(item.reason, knowledge.problems)]),
  ]
  const texts = rows.map(([, ...cells]) => cells)
  return aligned(texts).map((line, at) => `  ${rows[at]?.[0] ?? ' '} ${line}`.trimEnd())
}

interface Listing { readonly stream: StreamPlan; readonly knowledge: Knowledge; readonly alone: boolean }

/** One row for a create; otherwise one for each field, the first with the key. */
function changeRows(change: Change, listing: Listing): string[][] {
  const { stream, knowledge } = listing
  const start = [markOf(change), keyText(change), change.action]
  const last = verdictText(change, knowledge)
  const names = inOrder(knowledge, change.entity, Object.keys(change.fields))
  if (change.action === 'create') return [[...start, createText(change, names, listing), last ?? causeText(change, stream.from)]]
  if (names.length === 0) return [[...start, nameText(change.name), last ?? causeText(change, stream.from)]]
  return names.map((name, at) => {
    const field = change.fields[name] as FieldChange
    const cause = change.action === 'retire' ? causeText(change, stream.from) : fieldCause(change, field.moved, stream.from)
    const head = at === 0 ? start : [' ', '', '']
    return [...head, fieldText(change, name, listing), at === 0 ? (last ?? cause) : last === undefined ? cause : '']
  })
}

function createText(change: Change, names: readonly string[], listing: Listing): string {
  const [only] = names
  if (names.length === 1 && only !== undefined) return fieldText(change, only, listing)
  const told = toldText(change, listing.knowledge)
  if (told !== undefined) return told
  return [nameText(change.name), `(${ofNoun(names.length, 'field')})`].filter(Boolean).join(' ')
}

function fieldText(change: Change, name: string, { knowledge, alone }: Listing): string {
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
  return name === undefined ? '' : `"${clip(oneLine(name), NAME_MAX)}"`
}

function streamTotal(stream: StreamPlan): string {
  assertCounts(stream.counts, stream.stream)
  if (stream.failed) return `  nothing planned; ${sideText(stream.from)} and ${sideText(otherSide(stream.from))} are as they were`
  if (isQuiet(stream.counts)) return `  nothing to do: ${countsText(stream.counts)}`
  return `  ${countsText(stream.counts)}`
}

function groupLines({ groups, streams }: PlanDocument, knowledge: Knowledge): string[] {
  const waiting = groups.filter((group) => !group.approved)
  const done = groups.filter((group) => group.approved)
  const save = saveCommand(knowledge)
  const lines = waiting.flatMap((group) => [
    `  . ${oneLine(group.id)}  ${ofNoun(group.count, 'change')}: ${groupText(group, streams, knowledge)}`,
    `      ${approveCommand(knowledge, group.id)}`,
  ])
  const approved = done.map((group) => {
    const by = group.approvedBy === undefined ? '' : ` by ${oneLine(group.approvedBy)}`
    const at = group.approvedAt === undefined ? '' : ` ${oneLine(group.approvedAt)}`
    return `  + ${oneLine(group.id)}  ${ofNoun(group.count, 'change')}, approved${by}${at}`
  })
  const first = save === undefined ? [] : [`  first save the plan: ${save}`]
  return [
    ...(lines.length > 0 ? ['waits for approval', ...first, ...lines] : []),
    ...(approved.length > 0 ? ['approved', ...approved] : []),
  ]
}

function offLines(document: PlanDocument, knowledge: Knowledge): string[] {
  if (document.off.length === 0) return []
  const rows = document.off.map((one) => ['', oneLine(one.stream), offText(one, knowledge.problems)])
  return ['off', ...aligned(rows)]
}

function totalLine(document: PlanDocument): string {
  const failed = document.streams.filter((stream) => stream.failed).length
  const also = failed > 0 ? `; ${ofNoun(failed, 'stream')} could not be planned` : ''
  const { totals } = document
  if (isQuiet(totals) && failed === 0) return `nothing to do: ${countText(totals.considered)} considered, ${countsText(totals)}`
  return `total of ${countText(totals.considered)} considered: ${countsText(totals)}${also}`
}

