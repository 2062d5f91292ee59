// A plan for the terminal: sorted, aligned, mark first, reason last, totals at the end, and always a line when there is nothing to do.
// No colour in here; colour.ts adds it at the edge.
import type { PlanDocument, StreamPlan } from '../types/plan.js'
import { approveCommand, saveCommand, wordsOf, type Knowledge } from './knowledge.js'
import { otherSide, sideText, streamTitle } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { aligned, oneLine } from './plain-text.js'
import { byCode, listLines, placeText, type Listing } from './plan-lines.js'
import { assertCounts, countsText, isQuiet } from './plan-totals.js'
import { adviceText, offText, reasonText, remarkText, sharedReason } from './reason-text.js'
import { sentenceBlocks } from './sentence-lines.js'
import { unseenText } from './sentence-text.js'
import { sentencesOf } from './sentences.js'
import { groupText, shownDocument, shownKnowledge } from './shown-plan.js'
import { sumLines } from './sums.js'

export interface PlanTextOptions {
  /** Every change on a line of its own, however many there are, with what its lists hold. */
  readonly all?: boolean
  /** How wide a line may be, as far as it can be broken. */
  readonly columns?: number
  /** A stream with more lines than this is told in sentences. */
  readonly linesMax?: number
}

const LINES_MAX = 20
const COLUMNS = 100
/** So many items whose turn it is not are listed each by itself. */
const TOGETHER_FROM = 3

/** The plan as text. Personal values are covered unless the knowledge says otherwise. */
export function planText(document: PlanDocument, known: Knowledge, options: PlanTextOptions = {}): string {
  const shown = shownDocument(document, known)
  const knowledge = shownKnowledge(document, known)
  assertCounts(shown.totals, 'the plan')
  const blocks = [
    headLines(shown),
    ...streamBlocks(shown, knowledge, options),
    groupLines(shown, knowledge),
    offLines(shown, knowledge),
    sumLines(shown, knowledge),
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
  const { columns = COLUMNS, all = false } = options
  const listing = { knowledge, columns, detail: all }
  const listed = new Map(document.streams.map((stream) => [stream, listOrNot(stream, linesMax, listing)]))
  const long = document.streams.filter((stream) => listed.get(stream) === undefined)
  const sentences = sentencesOf(long, knowledge)
  const told = sentenceBlocks(sentences)
  const linesOf = (stream: StreamPlan): string[] => told.filter((_, at) => sentences[at]?.stream === stream.stream).flat()
  return document.streams.map((stream) => [
    streamTitle(stream, knowledge),
    ...failureLines(stream, knowledge),
    ...(listed.get(stream) ?? [...linesOf(stream), ...adviceLines(stream, knowledge)]),
    streamTotal(stream, knowledge),
  ])
}

/** undefined: it is told in sentences. Items whose turn it is not are told together, however few the others are. */
function listOrNot(stream: StreamPlan, linesMax: number, listing: Listing): string[] | undefined {
  const crowd = stream.skipped.filter(({ notDue }) => notDue === true)
  if (crowd.length <= TOGETHER_FROM || linesMax === Infinity) return rowCount(stream) <= linesMax ? listLines(stream, listing) : undefined
  const others = { ...stream, skipped: stream.skipped.filter(({ notDue }) => notDue !== true) }
  if (rowCount(others) > linesMax) return undefined
  return [...listLines(others, listing), ...sentenceBlocks(sentencesOf([{ ...stream, changes: [], held: [], skipped: crowd }], listing.knowledge)).flat()]
}

/** What can be done about what the sentences hold or withhold, once for each reason. */
function adviceLines({ changes, held }: StreamPlan, { problems }: Knowledge): string[] {
  const people = new Set(held.map(({ reason }) => reason.code))
  const withheld = changes.flatMap((one) => (one.verdict === 'pending' ? [] : one.why?.slice(0, 1) ?? []))
  return [...byCode([...withheld, ...held.map((one) => one.reason)], (reason) => reason)].flatMap(([code, reasons]) => {
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

function streamTotal(stream: StreamPlan, knowledge: Knowledge): string {
  assertCounts(stream.counts, stream.stream)
  if (stream.failed) return `  nothing planned; ${sideText(stream.from)} and ${sideText(otherSide(stream.from))} are as they were`
  if (isQuiet(stream.counts)) return `  nothing to do: ${countsText(stream.counts)}`
  return `  ${countsText(stream.counts, wordsOf(knowledge, stream.entity))}`
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

