// What an apply did, as a person reads it: what was done, what was not and why, what waits for a person.
import { reasonOf } from '../core/problem.js'
import type { StepItem } from '../core/step.js'
import type { Specs } from '../load/specs.js'
import { ofNoun } from '../report/number-text.js'
import { reasonText } from '../report/reason-text.js'
import type { Passed } from '../run/pass.js'
import type { Change } from '../types/plan.js'

const SHOWN_MAX = 20

/** Sentences and lists, at most so many lines of each. brief: only streams that something happened to. */
export function appliedText(passed: Passed, specs: Specs, brief = false): string {
  const { document, outcomes, stale, settled } = passed
  const lines: string[] = []
  for (const stream of document.streams) {
    const mine = outcomes.filter((one) => one.change.stream === stream.stream)
    if (brief && !stream.failed && mine.length === 0 && stream.counts.pending === 0) continue
    if (stream.failed) lines.push(`${stream.stream}  could not run: ${reasonText(stream.failed, specs.problems)}  [${stream.failed.code}]`)
    else lines.push(`${stream.stream}  ${streamLine(mine, stream.counts)}`)
    lines.push(...troubles(mine, specs))
  }
  lines.push(...capped(stale.map((one) => `  ~ ${one.stream} ${one.key}  no longer as planned; left alone`)))
  if (settled.length > 0) lines.push(`${ofNoun(settled.length, 'change')} of the plan had nothing left to do.`)
  for (const group of document.groups) {
    if (!group.approved) lines.push(`waits for approval: ${group.id}  ${ofNoun(group.count, 'change')}  (${reasonText({ code: group.code, facts: group.facts }, specs.problems)})`)
  }
  lines.push(totalLine(passed))
  return lines.join('\n')
}

function streamLine(mine: readonly StepItem[], counts: { held: number; pending: number; withheld: number; unchanged: number }): string {
  const done = mine.filter((one) => one.fate.kind === 'done')
  const count = (action: Change['action']): number => done.filter((one) => one.change.action === action).length
  const parts = [
    [count('create'), 'created'], [count('update'), 'updated'], [count('retire'), 'retired'],
    [mine.length - done.length, 'not done'], [counts.held, 'held'], [counts.pending, counts.pending === 1 ? 'waits for approval' : 'wait for approval'], [counts.withheld, 'withheld'], [counts.unchanged, 'unchanged'],
  ] as const
  return parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`).join(', ') || 'nothing to do'
}

function troubles(mine: readonly StepItem[], specs: Specs): string[] {
  return capped(mine.flatMap(({ change, fate }) => {
    if (fate.kind !== 'stale' && fate.kind !== 'refused' && fate.kind !== 'retry' && fate.kind !== 'unknown') return []
    return [`  ${MARKS[fate.kind]} ${change.key}  ${change.action}  ${fate.kind}: ${reasonText(reasonOf(fate.problem), specs.problems)}  [${fate.problem.code}]`]
  }))
}

const MARKS = { stale: '~', refused: '!', retry: '.', unknown: '?' } as const

function capped(lines: string[]): string[] {
  return lines.length <= SHOWN_MAX ? lines : [...lines.slice(0, SHOWN_MAX), `  … and ${lines.length - SHOWN_MAX} more`]
}

function totalLine({ outcomes, document }: Passed): string {
  const done = outcomes.filter((one) => one.fate.kind === 'done').length
  const rewritten = outcomes.filter((one) => one.fate.kind === 'done' && one.fate.rewritten).length
  if (outcomes.length === 0 && document.totals.pending === 0) return 'nothing to do; nothing was written.'
  return `${done} of ${outcomes.length} done.${rewritten > 0 ? ` ${rewritten} kept by the target in another spelling, which is remembered.` : ''}`
}

/** The same for --json. */
export function appliedFacts({ document, outcomes, stale, settled }: Passed): unknown {
  return {
    totals: document.totals,
    outcomes: outcomes.map(({ change, fate }) => ({ id: change.id, kind: fate.kind, ...('problem' in fate ? { code: fate.problem.code, facts: fate.problem.facts } : {}) })),
    stale: stale.map((one) => one.id), settled: settled.map((one) => one.id),
    groups: document.groups, streams: document.streams.map(({ stream, counts, failed }) => ({ stream, counts, ...(failed ? { failed } : {}) })),
  }
}
