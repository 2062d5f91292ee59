// What samsyn plugin test shows: each plugin, each of its cases, and where a case came out otherwise.
import type { Value } from '../core/item.js'
import { reasonOf } from '../core/problem.js'
import type { TriedCase } from '../core/trial.js'
import type { ProblemsSpec } from '../types/problems.js'
import { clip, columnsOf, oneLine } from './plain-text.js'
import { reasonText } from './reason-text.js'

/** One plugin after its cases were tried. */
export interface TriedPlugin {
  readonly name: string
  readonly version: string
  readonly file: string
  readonly cases: readonly TriedCase[]
}

const NAME_MAX = 60
const VALUE_MAX = 200

/** A line for each case, more where it failed, and the sum. */
export function triedText(tried: TriedPlugin, texts: ProblemsSpec): string {
  const { name, version, file, cases } = tried
  const shown = cases.map((one) => clip(oneLine(one.name), NAME_MAX))
  const width = Math.max(...shown.map(columnsOf))
  const lines = cases.flatMap((one, at) => {
    const title = shown[at] as string
    const gap = ' '.repeat(width - columnsOf(title) + 2)
    const head = `  ${one.passed ? 'passed' : 'FAILED'}  ${title}${gap}${one.ms.toFixed(1)} ms`
    return [head, ...reasons(one, tried, texts).map((reason) => `          ${reason}`)]
  })
  const passed = cases.filter((one) => one.passed).length
  return [`${name} ${version}  ${file}`, ...lines, `  ${passed} of ${cases.length} passed.`, ''].join('\n')
}

/** How to begin, for a plugin that has no cases yet: a file that can be filled in. */
export function noCasesText({ name, file }: { name: string; file: string }, reads: readonly string[], writes: readonly string[]): string {
  const map = (fields: readonly string[]): string => fields.map((field) => `${field}: "..."`).join(', ')
  return [
    `${name} has no cases. Write them in ${file}, for example:`,
    '',
    '  - name: an ordinary article',
    `    reads: { ${map(reads)} }`,
    `    writes: { ${map(writes)} }`,
    '  - name: an article that it cannot work with',
    `    reads: { ${map(reads.slice(0, 1))} }`,
    '    fails: a part of the message',
    '',
  ].join('\n')
}

function reasons(one: TriedCase, { file }: TriedPlugin, texts: ProblemsSpec): string[] {
  if (one.unsteady) return ['it gave two answers to the same question: it remembers something from call to call']
  const said = one.threw ? `"${clip(oneLine(one.threw.message), VALUE_MAX)}"` : ''
  const at = one.threw?.line === undefined ? '' : `, at ${file}:${one.threw.line}`
  return [
    ...(one.held ? [reasonText(reasonOf(one.held), texts)] : []),
    ...(one.threw && one.missing === undefined ? [`it failed: ${said}${at}`] : []),
    ...(one.threw && one.missing !== undefined ? [`it failed, but with ${said}${at}`] : []),
    ...(one.missing === undefined ? [] : [`${one.threw ? 'expected' : 'it did not fail; expected'} "${clip(oneLine(one.missing), VALUE_MAX)}"`]),
    ...one.differences.map(({ field, expected, found }) => `${field}: expected ${shownValue(expected)}, got ${shownValue(found)}`),
  ]
}

function shownValue(value: Value | undefined): string {
  return value === undefined ? 'nothing at all' : clip(oneLine(JSON.stringify(value)), VALUE_MAX)
}
