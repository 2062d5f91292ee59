// Problems of files as a person reads them: where, what, the line with a pointer, what is allowed, what to do.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeText, type Place, type Problem } from '../core/problem.js'
import type { ProblemsSpec, ProblemText } from '../types/problems.js'
import { withoutSecretValues } from '../values/secret.js'
import { columnsOf, clip, oneLine } from './plain-text.js'
import { hintText, reasonText } from './reason-text.js'

/** The customer's folder, or a function that gives one line of a file (they count from 1). */
export type Source = string | ((file: string, line: number) => string | undefined)

const CODE_COLUMN = 85
const LINE_MAX = 96
const VALUE_MAX = 80
const LIST_MAX = 24

/** Every problem, a blank line between two. Lines of the files are read only where one is pointed at. */
export function problemsText(problems: readonly Problem[], texts: ProblemsSpec, source: Source): string {
  const lineOf = typeof source === 'string' ? lineReader(source) : source
  return problems.map((one) => problemText(one, texts, lineOf)).join('\n')
}

/** One problem. A code that nobody wrote a text for stands for itself. */
export function problemText(
  found: Problem,
  texts: ProblemsSpec,
  lineOf: (file: string, line: number) => string | undefined,
): string {
  const reason = { code: found.code, facts: shortFacts(found.facts) }
  const where = found.place ? `${oneLine(placeText(found.place))}  ` : ''
  const level = found.level === 'warning' ? 'warning: ' : ''
  const head = `${where}${level}${reasonText(reason, texts)}`
  const gap = ' '.repeat(Math.max(2, CODE_COLUMN - columnsOf(head)))
  const meant = found.facts['meant']
  const hints = [
    hintText(reason, texts),
    typeof meant === 'string' ? `Did you mean "${clip(oneLine(meant), VALUE_MAX)}"?` : undefined,
  ]
  const hint = hints.filter((one) => one !== undefined && one !== '').join('  ')
  return [
    `${head}${gap}[${found.code}]`,
    ...pointer(found.place, lineOf),
    ...(hint === '' ? [] : [`  ${hint}`]),
    '',
  ].join('\n')
}

/** What a code means: its title, why it matters, what to do, and the title in Swedish. undefined: nobody wrote a text. */
export function explainText(code: string, texts: ProblemsSpec): string | undefined {
  const text: ProblemText | undefined = Object.hasOwn(texts, code) ? texts[code] : undefined
  if (!text) return undefined
  const open = (sentence: string): string => sentence.replace(/\{(\w+)\}/g, '<$1>')
  return [
    `${code}  ${open(text.title)}`,
    ...(text.hint === undefined ? [] : [`  ${open(text.hint)}`]),
    '',
    `Why it matters:  ${open(text.why)}`,
    `What to do:      ${open(text.do)}`,
    ...(text.swedish === undefined ? [] : [`In Swedish:      ${open(text.swedish)}`]),
    '',
  ].join('\n')
}

/** The source line, cut to what fits around the place, and the pointer under it. */
function pointer(
  place: Place | undefined,
  lineOf: (file: string, line: number) => string | undefined,
): string[] {
  const text = place ? lineOf(place.file, place.line) : undefined
  if (!place || text === undefined || text.trim() === '') return []
  const from = Math.max(0, place.column - 1 - (text.length > LINE_MAX ? LINE_MAX / 2 : text.length))
  const before = oneLine(text.slice(from, place.column - 1))
  const marked = oneLine(text.slice(place.column - 1, place.column - 1 + (place.length ?? 1)))
  const shown = clip(oneLine(text.slice(from)), LINE_MAX)
  const start = from > 0 ? '…' : ''
  const marks = Math.max(1, Math.min(columnsOf(marked), LINE_MAX - columnsOf(before)))
  const number = String(place.line).padStart(4)
  return [
    `${number} | ${start}${shown}`.trimEnd(),
    `     | ${' '.repeat(columnsOf(start + before))}${'^'.repeat(marks)}`,
  ]
}

/** Values of any length come from files of any content: a sentence shows their beginning. */
function shortFacts(facts: Problem['facts']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shortFact(value)]))
}

function shortFact(value: unknown): unknown {
  if (typeof value === 'string') return clip(value, VALUE_MAX)
  if (!Array.isArray(value) || value.length <= LIST_MAX) return value
  return [...value.slice(0, LIST_MAX), `and ${value.length - LIST_MAX} more`]
}

/** Lines of the files of a folder, each file read once. */
function lineReader(dir: string): (file: string, line: number) => string | undefined {
  const files = new Map<string, readonly string[]>()
  return (file, line) => {
    const lines = files.get(file) ?? linesOf(join(dir, file))
    files.set(file, lines)
    return lines[line - 1]
  }
}

function linesOf(path: string): readonly string[] {
  try {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    return withoutSecretValues(text.split(/\r?\n/))
  } catch {
    return []
  }
}
