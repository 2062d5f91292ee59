// The match report of a first sync: that the numbers on both sides are the same, or exactly which are not. Every item of either side
// is in one line of it.
import type { Match } from '../core/match.js'
import type { Facts } from '../types/plan.js'
import type { ProblemsSpec } from '../types/problems.js'
import { asCode, asWords, tableHead, tableRow } from './markdown-text.js'
import { countText, ofNoun } from './number-text.js'
import { aligned, clip, oneLine } from './plain-text.js'
import { reasonText } from './reason-text.js'

export interface MatchReport {
  readonly stream: string
  /** Names of the two systems. */
  readonly source: string
  readonly target: string
  /** As both sides are now. */
  readonly match: Match
  /** Keys created in the target by this run. */
  readonly created: readonly string[]
  /** Creates that are planned and not yet done. */
  readonly planned: number
  readonly held: readonly { readonly key: string; readonly code: string; readonly facts?: Facts }[]
}

export interface MatchFacts {
  readonly stream: string
  readonly source: { readonly name: string; readonly items: number }
  readonly target: { readonly name: string; readonly items: number }
  readonly exact: number
  readonly reviewed: number
  readonly loose: readonly { readonly source: string; readonly target: string }[]
  readonly ambiguous: Match['ambiguous']
  readonly onlySource: readonly string[]
  readonly onlyTarget: readonly string[]
  readonly created: number
  readonly planned: number
  readonly held: MatchReport['held']
  /** Every number of either side is on the other, the same or reviewed. */
  readonly equal: boolean
}

/** The report's figures; the sums of each side are made of its parts. */
export function matchFacts(report: MatchReport): MatchFacts {
  const { match } = report
  const paired = match.exact.length + match.reviewed.length + match.loose.length
  const doubt = (side: 'sources' | 'targets'): number => match.ambiguous.reduce((sum, one) => sum + one[side].length, 0)
  return {
    stream: report.stream,
    source: { name: report.source, items: paired + doubt('sources') + match.onlySource.length },
    target: { name: report.target, items: paired + doubt('targets') + match.onlyTarget.length },
    exact: match.exact.length, reviewed: match.reviewed.length, loose: match.loose, ambiguous: match.ambiguous,
    onlySource: match.onlySource, onlyTarget: match.onlyTarget,
    created: report.created.length, planned: report.planned, held: report.held,
    equal: match.loose.length + match.ambiguous.length + match.onlySource.length + match.onlyTarget.length === 0,
  }
}

const LISTED_MAX = 20
const KEY_MAX = 40

/** The report for the terminal. */
export function matchText(report: MatchReport, problems: ProblemsSpec): string {
  const facts = matchFacts(report)
  const rows = sumRows(facts).map(([label, source, target]) => ['', label, source, target])
  const lines = [
    `match report for ${oneLine(facts.stream)}`,
    ...aligned([['', '', oneLine(facts.source.name), oneLine(facts.target.name)], ...rows]),
    ...(facts.created > 0 ? [`  ${ofNoun(facts.created, 'item')} created in this run`] : []),
    ...(facts.planned > 0 ? [`  ${ofNoun(facts.planned, 'item')} planned to be created`] : []),
    ...listLines('almost equal, to review', facts.loose.map((one) => `${keyText(one.source)} ~ ${keyText(one.target)}`)),
    ...listLines('more than one fits, held', facts.ambiguous.map(doubtText)),
    ...listLines(`only in ${oneLine(facts.source.name)}`, facts.onlySource.map(keyText)),
    ...listLines(`only in ${oneLine(facts.target.name)}`, facts.onlyTarget.map(keyText)),
    ...listLines('held for another reason', otherwiseHeld(facts).map((one) => heldText(one, problems))),
    `  ${verdictText(facts)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** The report as Markdown, for the repository or a pull request. */
export function matchMarkdown(report: MatchReport, problems: ProblemsSpec): string {
  const facts = matchFacts(report)
  const rows = sumRows(facts).map((cells) => tableRow(cells))
  const lists = [
    listMarkdown('Almost equal, to review', facts.loose.map((one) => `${asCode(one.source)} ~ ${asCode(one.target)}`)),
    listMarkdown('More than one fits, held', facts.ambiguous.map((one) => asCode(doubtText(one), 200))),
    listMarkdown(`Only in ${asWords(facts.source.name)}`, facts.onlySource.map((key) => asCode(key))),
    listMarkdown(`Only in ${asWords(facts.target.name)}`, facts.onlyTarget.map((key) => asCode(key))),
    listMarkdown('Held for another reason', otherwiseHeld(facts).map((one) => `${asCode(one.key)}: ${asWords(reasonText(one, problems))}`)),
  ]
  return `### Match report for ${asWords(facts.stream)}\n\n**${asWords(verdictText(facts))}**\n\n`
    + `${tableHead(['', asWords(facts.source.name), asWords(facts.target.name)], new Set([1, 2]))}${rows.join('')}`
    + `${facts.created > 0 ? `\n${ofNoun(facts.created, 'item')} created in this run.\n` : ''}`
    + `${facts.planned > 0 ? `\n${ofNoun(facts.planned, 'item')} planned to be created.\n` : ''}${lists.join('')}`
}

/** The parts of each side; the last row is their sum. */
function sumRows(facts: MatchFacts): [string, string, string][] {
  const both = (label: string, count: number): [string, string, string] => [label, countText(count), countText(count)]
  const doubt = (side: 'sources' | 'targets'): string => countText(facts.ambiguous.reduce((sum, one) => sum + one[side].length, 0))
  return [
    both('the same number', facts.exact), both('paired by review', facts.reviewed), both('almost the same number', facts.loose.length),
    ['more than one fits', doubt('sources'), doubt('targets')],
    ['only here', countText(facts.onlySource.length), countText(facts.onlyTarget.length)],
    ['in all', countText(facts.source.items), countText(facts.target.items)],
  ]
}

function verdictText(facts: MatchFacts): string {
  if (facts.equal) return `equal: ${ofNoun(facts.exact + facts.reviewed, 'number')}, all on both sides`
  const left = facts.loose.length + facts.ambiguous.length
  const parts = [
    facts.onlySource.length > 0 ? `${countText(facts.onlySource.length)} only in ${oneLine(facts.source.name)}` : '',
    facts.onlyTarget.length > 0 ? `${countText(facts.onlyTarget.length)} only in ${oneLine(facts.target.name)}` : '',
    left > 0 ? `${countText(left)} for a person` : '',
  ]
  return `not equal yet: ${parts.filter((part) => part !== '').join(', ')}`
}

function listLines(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return []
  const more = entries.length > LISTED_MAX ? [`      …and ${countText(entries.length - LISTED_MAX)} more`] : []
  return [`  ${title} (${countText(entries.length)})`, ...entries.slice(0, LISTED_MAX).map((one) => `      ${one}`), ...more]
}

function listMarkdown(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return ''
  const more = entries.length > LISTED_MAX ? `- …and ${countText(entries.length - LISTED_MAX)} more\n` : ''
  return `\n#### ${title} (${countText(entries.length)})\n\n${entries.slice(0, LISTED_MAX).map((one) => `- ${one}\n`).join('')}${more}`
}

/** What is held although its number is no doubt; the doubts stand in lists of their own. */
function otherwiseHeld({ held, loose, ambiguous }: MatchFacts): MatchFacts['held'] {
  const told = new Set([...loose.map((one) => one.source), ...ambiguous.flatMap((one) => one.sources)])
  return held.filter((one) => !told.has(one.key))
}

/** "1007: the number has 19 characters", and the number once where the sentence begins with it. */
function heldText(one: MatchFacts['held'][number], problems: ProblemsSpec): string {
  const reason = reasonText(one, problems)
  return reason.startsWith(`${oneLine(one.key)} `) ? reason : `${keyText(one.key)}: ${reason}`
}

function keyText(key: string): string {
  return clip(oneLine(key), KEY_MAX)
}

function doubtText({ sources, targets }: { readonly sources: readonly string[]; readonly targets: readonly string[] }): string {
  const of = (keys: readonly string[]): string => keys.slice(0, LISTED_MAX).map(keyText).join(', ')
  return `${of(sources)} / ${of(targets)}`
}
