// What an apply did, as a person reads it: what was done, what was not and why, what waits for a person.
import { isUnseen } from '../core/condition.js'
import { coveredReason } from '../core/personal.js'
import { reasonOf } from '../core/problem.js'
import type { StepItem } from '../core/step.js'
import type { Specs } from '../load/specs.js'
import { calledText, callerOf } from '../report/callers.js'
import { wordsOf } from '../report/knowledge.js'
import { ofNoun } from '../report/number-text.js'
import { byCode } from '../report/plan-lines.js'
import { hintText, reasonText, sharedText, todoText } from '../report/reason-text.js'
import { unseenText } from '../report/sentence-text.js'
import { madeTexts } from '../report/sums.js'
import { toldText } from '../report/told-text.js'
import { hasFailed, isDoubted } from './exit.js'
import type { Passed } from '../run/pass.js'
import type { Change, Reason, StreamPlan } from '../types/plan.js'

const SHOWN_MAX = 20

/** Sentences and lists, at most so many lines of each. brief: only streams that something happened to. */
export function appliedText(passed: Passed, specs: Specs, brief = false): string {
  const { document, outcomes } = passed
  const lines: string[] = []
  const helped = new Set<string>()
  const caller = callerOf(document, passed)
  const called = (key: string): string => caller(key) ?? key
  for (const stream of document.streams) {
    const mine = outcomes.filter((one) => one.change.stream === stream.stream)
    const isQuiet = mine.length === 0 && stream.counts.pending === 0 && !stream.skipped.some(isUnseen)
    if (brief && !stream.failed && isQuiet) continue
    if (stream.failed) lines.push(`${stream.stream}  could not run: ${reasonText(stream.failed, specs.problems)}  [${stream.failed.code}]`, ...helpFor(stream.failed, specs, helped))
    else lines.push(`${stream.stream}  ${streamLine(mine, stream, specs)}`, ...sumLines(mine, stream, specs), ...toldLines(mine, stream, specs))
    const unseen = unseenText(stream, specs)
    if (unseen !== undefined) lines.push(`  ! ${unseen}`)
    lines.push(...troubles(mine, called, specs), ...remarks(mine, called, specs), ...heldLines(stream, called, specs))
  }
  lines.push(...leftAlone(passed))
  for (const group of document.groups) {
    if (!group.approved) lines.push(`waits for approval: ${group.id}  ${ofNoun(group.count, 'change')}  (${reasonText({ code: group.code, facts: group.facts }, specs.problems)})`)
  }
  lines.push(totalLine(passed))
  return lines.join('\n')
}

/** What to do about a stream that could not run; the same is said once. */
function helpFor(failed: Reason, { problems }: Specs, helped: Set<string>): string[] {
  const help = hintText(failed, problems) ?? todoText(failed, problems)
  if (help === undefined || helped.has(help)) return []
  helped.add(help)
  return [`    ${help}`]
}

/** What of a saved plan was not even tried, and why. */
function leftAlone({ stale, settled, waiting }: Passed): string[] {
  const lines = capped(stale.map((one) => `  ~ ${one.stream} ${calledText(one.key)}  no longer as planned; left alone`))
  if (stale.length > 0) lines.push(`${ofNoun(stale.length, 'change')} of the plan went stale and ${stale.length === 1 ? 'was' : 'were'} left alone. make a new plan.`)
  if (waiting.length > 0) lines.push(`${ofNoun(waiting.length, 'change')} of the plan ${waiting.length === 1 ? 'waits' : 'wait'} for an item that was not created.`)
  if (settled.length > 0) lines.push(`${ofNoun(settled.length, 'change')} of the plan had nothing left to do.`)
  return lines
}

function streamLine(mine: readonly StepItem[], { counts, changes, entity }: StreamPlan, { entities }: Specs): string {
  const pending = changes.filter(isDoubted).length
  const done = mine.filter((one) => one.fate.kind === 'done')
  const count = (action: Change['action']): number => done.filter((one) => one.change.action === action).length
  const parts = [
    [count('create'), wordsOf({ entities }, entity).done ?? 'created'], [count('update'), 'updated'], [count('retire'), 'retired'],
    [mine.length - done.length, 'not done'], [counts.held, 'held'], [pending, pending === 1 ? 'waits for approval' : 'wait for approval'],
    [counts.pending - pending, 'left alone'], [counts.withheld, 'withheld'], [counts.unchanged, 'unchanged'],
  ] as const
  return parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`).join(', ') || 'nothing to do'
}

type Called = (key: string) => string

/** What was made comes to, by kind and currency. */
function sumLines(mine: readonly StepItem[], { entity }: StreamPlan, { entities, problems }: Specs): string[] {
  const made = mine.filter(({ change, fate }) => change.action === 'create' && fate.kind === 'done').map(({ change }) => change)
  return madeTexts(made, entity, { entities, problems }).map((text) => `  + ${text}`)
}

/** What a system was told, and of which orders: "1001, 1003: delivered, Levererad, with mail". */
function toldLines(mine: readonly StepItem[], { entity }: StreamPlan, { entities, problems }: Specs): string[] {
  if (wordsOf({ entities }, entity).act === undefined) return []
  const alike = new Map<string, string[]>()
  for (const { change, fate } of mine) {
    const told = fate.kind === 'done' ? toldText(change, { entities, problems }) : undefined
    if (told === undefined) continue
    const [order = '', what = ''] = change.key.split('/')
    const text = /^[a-z]/i.test(what) ? `${what}, ${told}` : told
    alike.set(text, [...(alike.get(text) ?? []), order])
  }
  return capped([...alike].map(([text, keys]) => `  + ${keysText(keys)}: ${text}`))
}

function keysText(keys: readonly string[]): string {
  return `${keys.slice(0, KEYS_MAX).join(', ')}${keys.length > KEYS_MAX ? ` and ${keys.length - KEYS_MAX} more` : ''}`
}

/** Who is held in a register between the systems, reason by reason: a person is needed for it, and nothing else in the run says which. */
function heldLines({ entity, held }: StreamPlan, called: Called, { entities, problems }: Specs): string[] {
  if (held.length === 0 || !isBetween(entity, entities)) return []
  return capped([...byCode(held, ({ reason }) => reason)].map(([code, items]) =>
    `  ! ${keysText(items.map(({ key }) => called(key)))}  held: ${sharedText(items.map(({ reason }) => coveredReason(reason)), problems)}  [${code}]`))
}

const KEYS_MAX = 8

function isBetween(entity: string, entities: Specs['entities']): boolean {
  return Object.hasOwn(entities, entity) && entities[entity]?.between !== undefined
}

function troubles(mine: readonly StepItem[], called: Called, specs: Specs): string[] {
  return capped(mine.flatMap(({ change, fate }) => {
    if (fate.kind !== 'stale' && fate.kind !== 'refused' && fate.kind !== 'retry' && fate.kind !== 'unknown') return []
    return [`  ${MARKS[fate.kind]} ${called(change.key)}  ${change.action}  ${fate.kind}: ${reasonText(coveredReason(reasonOf(fate.problem)), specs.problems)}  [${fate.problem.code}]`]
  }))
}

/** Done, and the system had something to say about it. */
function remarks(mine: readonly StepItem[], called: Called, specs: Specs): string[] {
  return capped(mine.flatMap(({ change, warnings = [] }) => warnings.map((one) =>
    `  * ${called(change.key)}  ${change.action}  done: ${reasonText(coveredReason(reasonOf(one)), specs.problems)}  [${one.code}]`)))
}

const MARKS = { stale: '~', refused: '!', retry: '.', unknown: '?' } as const

function capped(lines: string[]): string[] {
  return lines.length <= SHOWN_MAX ? lines : [...lines.slice(0, SHOWN_MAX), `  … and ${lines.length - SHOWN_MAX} more`]
}

function totalLine({ outcomes, document, stale, waiting }: Passed): string {
  const done = outcomes.filter((one) => one.fate.kind === 'done').length
  const rewritten = outcomes.filter((one) => one.fate.kind === 'done' && one.fate.rewritten).length
  if (outcomes.length === 0) return hasFailed(document) || stale.length + waiting.length + document.totals.pending > 0 ? 'nothing was written.' : 'nothing to do; nothing was written.'
  return `${done} of ${outcomes.length} done.${rewritten > 0 ? ` ${rewritten} kept by the target in another spelling, which is remembered.` : ''}`
}

/** The same for --json. */
export function appliedFacts({ document, outcomes, stale, settled, waiting }: Passed): unknown {
  return {
    totals: document.totals,
    outcomes: outcomes.map(({ change, fate, warnings }) => ({
      id: change.id, kind: fate.kind, ...('problem' in fate ? { code: fate.problem.code, facts: coveredReason(fate.problem).facts } : {}),
      ...(warnings ? { warnings: warnings.map((one) => ({ code: one.code, facts: coveredReason(one).facts })) } : {}),
    })),
    stale: stale.map((one) => one.id), settled: settled.map((one) => one.id), waiting: waiting.map((one) => one.id),
    groups: document.groups, streams: document.streams.map(({ stream, counts, failed }) => ({ stream, counts, ...(failed ? { failed } : {}) })),
  }
}
