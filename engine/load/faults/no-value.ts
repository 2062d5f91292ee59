// Values of the right form that are none: a placeholder that nobody has filled in, a day that no calendar has.
import { problem, type Problem } from '../../core/problem.js'
import type { Kind } from '../kinds.js'
import type { Path, YamlDocument } from '../yaml.js'
import { schemaOf } from './schema.js'

/** What init and the examples leave for a person to fill in. */
const PLACEHOLDER = /\bCHANGE\b|^0{8}-0{4}-0{4}-0{4}-0{12}$/
const DAY = '^\\d{4}-\\d{2}-\\d{2}$'

export interface NoValue {
  readonly path: Path
  readonly problem: Problem
}

/** Every such value of a document, with the path that leads to it. */
export function noValues(document: YamlDocument, kind: Kind): NoValue[] {
  const found: NoValue[] = []
  const walk = (value: unknown, path: Path): void => {
    if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
      return
    }
    if (typeof value !== 'string') return
    const key = [...path].reverse().find((step) => !/^\d+$/.test(String(step))) ?? kind
    const [placeholder] = PLACEHOLDER.exec(value) ?? []
    if (placeholder !== undefined)
      found.push({ path, problem: problem('E113', { key, value: placeholder }, document.place(path)) })
    else if (isNoDay(value) && schemaOf(kind, path)?.['pattern'] === DAY)
      found.push({
        path,
        problem: problem(
          'E108',
          { value, what: key, expected: 'a day of the calendar, as in 2026-11-01' },
          document.place(path),
        ),
      })
  }
  walk(document.value, [])
  return found
}

function isNoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(text)
}
