// A plan for a pull request: sentences first, small tables, then as many single changes as there is room for. Never longer than what
// a host takes in one comment, whatever the plan's size.
import type { Change, Counts, FieldChange, Group, HeldItem, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import { ByteBudget } from './byte-budget.js'
import { approveCommand, currencyOfChange, fieldOf, fieldTitle, inOrder, saveCommand, type Knowledge } from './knowledge.js'
import { asCode, asWords, tableHead, tableRow } from './markdown-text.js'
import { causeText, groupSees, markOf, otherSide } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { assertCounts, COUNTED, countsText, countWord, isQuiet } from './plan-totals.js'
import { hintText, inOneLine, offText, reasonText, remarkText, todoText } from './reason-text.js'
import { EXAMPLES, sentencesOf, type Sentence } from './sentences.js'
import { groupText, shownDocument, shownKnowledge } from './shown-plan.js'
import { madeText } from './time-text.js'
import { sumRows, totalText } from './sums.js'
import { heldFactsText, toldText } from './told-text.js'
import { movementText } from './value-text.js'

/** What a host takes in one comment, with room to spare. */
export const MARKDOWN_BYTES_MAX = 60_000

/** Room for the lines that say what was left out, and for closing what is open. */
const TAIL = 600
const NAMED_MAX = 12
const FIELDS_MAX = 8

/** The plan as Markdown, at most MARKDOWN_BYTES_MAX bytes. Personal values are covered unless the knowledge says otherwise. */
export function planMarkdown(document: PlanDocument, known: Knowledge): string {
  const shown = shownDocument(document, known)
  const knowledge = shownKnowledge(document, known)
  const sentences = sentencesOf(shown.streams, knowledge).map((one) => sentenceText(one, shown.streams))
  const save = saveCommand(knowledge)
  const groups = waiting(shown.groups).map((one) => groupRow(one, shown.streams, knowledge))
  assertCounts(shown.totals, 'the plan')
  const page = new ByteBudget(MARKDOWN_BYTES_MAX)
  page.take(headText(shown))
  putRows(page, { before: '', rows: sentences, what: 'sentence', share: 0.5 })
  const first = save === undefined ? '' : `First save the plan: ${asCode(save, 200)}\n\n`
  putRows(page, { before: `\n#### Waits for approval\n\n${first}`, rows: groups, what: 'group', share: 0.65 })
  putRows(page, { before: '\n#### A person decides\n\n', rows: heldTexts(shown.streams, knowledge), what: 'item', share: 0.75 })
  putRows(page, { before: troubleHead, rows: troubleTexts(shown, knowledge), what: 'line', share: 0.8 })
  putRows(page, { before: `\n#### Sums\n\n${tableHead(['stream', '', 'comes to'])}`, rows: sumTexts(shown, knowledge), what: 'sum', share: 0.82 })
  putRows(page, { before: `\n#### Streams\n\n${countsHead(shown)}`, rows: countRows(shown), what: 'stream', share: 0.85 })
  for (const stream of shown.streams) putChanges(page, stream, knowledge)
  page.take(`\n<sub>plan ${asCode(shown.id.slice(0, 16))}, made ${asWords(madeText(shown), 40)}</sub>\n`)
  return page.text()
}

const troubleHead = '\n#### To look at\n\n'

function headText(document: PlanDocument): string {
  const { totals } = document
  const of = [document.mode, document.package === undefined ? undefined : `package ${document.package}`].filter((one) => one !== undefined)
  const simulated = document.systems.filter((one) => one.simulated).map((one) => asCode(one.name, 40))
  const said = isQuiet(totals) && document.streams.every((one) => !one.failed)
    ? `**Nothing to do:** ${countText(totals.considered)} considered.`
    : `**${countsText(totals)}**, of ${countText(totals.considered)} considered.`
  return `### Plan for ${asWords(document.integration, 80)}${of.length > 0 ? ` (${asWords(of.join(', '), 80)})` : ''}\n\n${said}\n`
    + `${simulated.length > 0 ? `\nSimulated: ${simulated.slice(0, 8).join(', ')}.\n` : ''}\n`
}

interface Rows {
  readonly before: string
  readonly rows: readonly string[]
  readonly what: string
  /** How much of the page may be used up after this part. */
  readonly share: number
}

/** A part of the page with as many of its rows as fit into its share; the rest is counted. Without rows there is no part. */
function putRows(page: ByteBudget, { before, rows, what, share }: Rows): void {
  if (rows.length === 0) return
  const reserve = Math.round(MARKDOWN_BYTES_MAX * (1 - share))
  if (!page.take(before, reserve)) return
  let taken = 0
  for (const row of rows) {
    if (!page.take(row, reserve)) break
    taken++
  }
  if (taken < rows.length) page.take(`\n…and ${ofNoun(rows.length - taken, what)} more.\n`)
}

function sentenceText(sentence: Sentence, streams: readonly StreamPlan[]): string {
  const many = streams.length > 1 ? `${asCode(sentence.stream, 60)} ` : ''
  const named = sentence.named.slice(0, NAMED_MAX).map((one) => asCode(one.text, 120)).join('; ')
  const hidden = Math.max(0, sentence.named.length - NAMED_MAX) + sentence.unnamed
  const more = hidden > 0 ? `; and ${countText(hidden)} more` : ''
  return `- ${many}**${sentence.mark === '~' || sentence.mark === '-' ? `\\${sentence.mark}` : sentence.mark}** ${asWords(sentence.text)}`
    + `${named === '' ? '' : `<br>${named}${more}`}\n`
}

function waiting(groups: readonly Group[]): Group[] {
  return groups.filter((group) => !group.approved)
}

function groupRow(group: Group, streams: readonly StreamPlan[], knowledge: Knowledge): string {
  const reason = asWords(groupText(group, streams, knowledge))
  return `- ${asCode(group.id)} ${ofNoun(group.count, 'change')}: ${reason}<br>${asCode(approveCommand(knowledge, group.id), 200)}\n`
}

function heldTexts(streams: readonly StreamPlan[], knowledge: Knowledge): string[] {
  return streams.flatMap((stream) => [...byCode(stream.held)].flatMap(([code, items]) => {
    const rest = items.length - EXAMPLES
    const shown = items.slice(0, EXAMPLES).map((item) => heldText(stream, item, knowledge))
    if (rest <= 0) return shown
    return [...shown, `- ${asCode(stream.stream, 60)} …and ${ofNoun(rest, 'item')} more held for the same reason ${asCode(code)}\n`]
  }))
}

function byCode(held: readonly HeldItem[]): Map<string, HeldItem[]> {
  const found = new Map<string, HeldItem[]>()
  for (const item of held) {
    const known = found.get(item.reason.code)
    if (known) known.push(item)
    else found.set(item.reason.code, [item])
  }
  return found
}

function heldText(stream: StreamPlan, item: HeldItem, knowledge: Knowledge): string {
  const todo = todoText(item.reason, knowledge.problems)
  const name = item.name === undefined ? '' : ` ${asCode(item.name, 60)}`
  const reason = asWords(reasonText(item.reason, knowledge.problems))
  const facts = heldFactsText(item, stream, knowledge)
  const advice = [hintText(item.reason, knowledge.problems), todo].filter((one) => one !== undefined)
  return `- ${asCode(stream.stream, 60)} ${asCode(item.key)}${name}${facts === undefined ? '' : ` (${asWords(facts)})`}: ${reason}${placeText(item.reason)}`
    + `${advice.length === 0 ? '' : `. ${asWords(inOneLine(advice))}.`}\n`
}

function placeText(reason: Reason): string {
  return reason.place === undefined ? '' : ` (${asCode(reason.place)})`
}

function troubleTexts(document: PlanDocument, knowledge: Knowledge): string[] {
  const of = (stream: string, reason: Reason, before: string): string =>
    `- ${asCode(stream, 60)} ${before}${asWords(reasonText(reason, knowledge.problems))}${placeText(reason)}\n`
  const remark = (stream: string, reason: Reason): string => `- ${asCode(stream, 60)} ${asWords(remarkText(reason, knowledge.problems))}${placeText(reason)}\n`
  return [
    ...document.streams.flatMap((one) => (one.failed ? [of(one.stream, one.failed, 'could not be planned: ')] : [])),
    ...document.streams.flatMap((one) => one.warnings.map((reason) => remark(one.stream, reason))),
    ...document.off.map((one) => `- ${asCode(one.stream, 60)} ${asWords(offText(one, knowledge.problems))}\n`),
  ]
}

function sumTexts(document: PlanDocument, knowledge: Knowledge): string[] {
  return sumRows(document, knowledge).flatMap(({ stream, as, totals }) => totals.map((total) => tableRow([asCode(stream, 60), asWords(as), asWords(totalText(total))])))
}

/** Only the columns that have a figure. */
function countedColumns(document: PlanDocument): (keyof Counts)[] {
  return ['considered', ...COUNTED.filter((name) => document.totals[name] > 0)]
}

function countsHead(document: PlanDocument): string {
  const columns = countedColumns(document)
  const titles = columns.map((name) => (name === 'considered' ? name : countWord(name as (typeof COUNTED)[number])))
  return tableHead(['stream', 'way', ...titles], new Set(columns.map((_, at) => at + 2)))
}

function countRows(document: PlanDocument): string[] {
  const columns = countedColumns(document)
  const row = (title: string, way: string, counts: Counts): string =>
    tableRow([title, way, ...columns.map((name) => countText(counts[name]))])
  const rows = document.streams.map((one) => row(asCode(one.stream, 60), [`${one.from} → ${otherSide(one.from)}`, ...[groupSees(one)].flatMap((part) => (part === undefined ? [] : asCode(part, 60)))].join(', '), one.counts))
  return document.streams.length > 1 ? [...rows, row('total', '', document.totals)] : rows
}

/** The single changes of a stream, folded in, as far as there is room. */
function putChanges(page: ByteBudget, stream: StreamPlan, knowledge: Knowledge): void {
  if (stream.changes.length === 0) return
  const summary = `${asCode(stream.stream, 60)} ${ofNoun(stream.changes.length, 'change')}`
  const open = `\n<details><summary>${summary}</summary>\n\n${tableHead(['', 'key', 'name', 'what', 'why'])}`
  if (!page.take(open, TAIL)) {
    page.take(`\n${asCode(stream.stream, 60)}: ${ofNoun(stream.changes.length, 'change')} left out here.\n`, TAIL / 2)
    return
  }
  let taken = 0
  for (const change of stream.changes) {
    if (!page.take(changeRow(change, stream, knowledge), TAIL)) break
    taken++
  }
  const left = stream.changes.length - taken
  page.take(`${left > 0 ? `\n${ofNoun(left, 'change')} left out here; the HTML view shows all.\n` : ''}\n</details>\n`)
}

function changeRow(change: Change, stream: StreamPlan, knowledge: Knowledge): string {
  const why = change.why?.[0]
  const reason = why ? `${change.verdict}: ${reasonText(why, knowledge.problems)}` : causeText(change, stream.from)
  return tableRow([
    `\\${markOf(change)}`.replace(/\\([^~+\-.!])/, '$1'), asCode(change.key), change.name === undefined ? '' : asCode(change.name, 50),
    newText(change, knowledge) ?? fieldsText(change, knowledge), asWords(reason, 120),
  ])
}

function newText(change: Change, knowledge: Knowledge): string | undefined {
  const told = change.action === 'create' ? toldText(change, knowledge) : undefined
  return told === undefined ? undefined : asCode(told, 400)
}

function fieldsText(change: Change, knowledge: Knowledge): string {
  const names = inOrder(knowledge, change.entity, Object.keys(change.fields))
  const told = names.slice(0, FIELDS_MAX).map((name) => {
    const style = { spec: fieldOf(knowledge, change.entity, name), currency: currencyOfChange(knowledge, change) }
    const title = asWords(fieldTitle(knowledge, change.entity, name), 60)
    return `${title} ${asCode(movementText(change.fields[name] as FieldChange, style), 160)}`
  })
  if (names.length > FIELDS_MAX) told.push(`${ofNoun(names.length - FIELDS_MAX, 'field')} more`)
  return told.join('<br>')
}
