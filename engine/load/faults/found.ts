// Which value of a document a fault is about, and what a person would call it.
import { unescaped, type Fault } from './schema.js'
import type { Path } from '../yaml.js'

/** The keys and indexes that lead to the value that a fault is about. */
export function pathOf(fault: Fault): Path {
  return fault.instancePath.split('/').slice(1).map(unescaped)
}

/** The value at the end of a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string | number, unknown>)[step]
  }
  return at
}

/** What a value is, as a person would say it. */
export function foundText(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map of keys'
  return typeof value === 'string' ? `the text "${value}"` : String(value)
}
