// A plugin × its cases → which of them pass. Each case is asked of two copies, the second in the turned order: what one of them
// remembers from call to call then shows. The first is asked once more at the end: one that goes on after its answer gives no other.
import type { EntitySpec } from '../types/entity.js'
import { makerOf, type Fields, type Value } from './item.js'
import { PluginHold } from './plugin-hold.js'
import { problem, type Problem } from './problem.js'
import type { PluginFunction } from './stream.js'

/** One call, and what must come of it: these fields, or an error with this text in it. */
export interface PluginCaseToTry {
  readonly name: string
  readonly reads: Fields
  readonly writes?: Fields
  readonly fails?: string
}

export interface TriedCase {
  readonly name: string
  readonly passed: boolean
  /** Of the quicker call of the two. */
  readonly ms: number
  /** Fields that came out otherwise. undefined: not there. */
  readonly differences: readonly { readonly field: string; readonly expected: Value | undefined; readonly found: Value | undefined }[]
  /** What it threw, where it should not have, or with other words. line: in its own file. */
  readonly threw?: { readonly message: string; readonly line?: number }
  /** What it should have thrown, and did not. */
  readonly missing?: string
  /** It gave no answer at all. */
  readonly held?: Problem
  /** The same question had two answers. */
  readonly unsteady?: true
}

interface Trial {
  readonly plugin: string
  readonly entity: EntitySpec
  /** Two copies that share nothing. */
  readonly copies: readonly [PluginFunction, PluginFunction]
  readonly nowMs: () => number
}

type Came = { readonly ms: number } & (
  | { readonly fields: Fields }
  | { readonly threw: { readonly message: string; readonly line?: number } }
  | { readonly held: Problem }
)

/** Every case, in the order given. */
export function tryCases(cases: readonly PluginCaseToTry[], trial: Trial): TriedCase[] {
  const [one, other] = trial.copies
  const first = cases.map((given) => called(one, given, trial))
  const second = [...cases].reverse().map((given) => called(other, given, trial)).reverse()
  const [begun] = cases
  const last = begun && called(one, begun, trial)
  return cases.map((given, at) => judged(given, first[at] as Came, at === 0 && last && !isSame(last, first[0] as Came) ? last : second[at] as Came))
}

function called(run: PluginFunction, { reads }: PluginCaseToTry, { plugin, entity, nowMs }: Trial): Came {
  const startedMs = nowMs()
  const ms = (): number => nowMs() - startedMs
  try {
    const fields = run(Object.freeze({ ...reads }))
    return { ms: ms(), fields: normal(fields, entity) }
  } catch (error) {
    if (error instanceof PluginHold) return { ms: ms(), held: problem(error.code, { plugin, ...error.facts }) }
    const { message, cause } = error as Error
    const line = (cause as { line?: number } | undefined)?.line
    return { ms: ms(), threw: { message, ...(line === undefined ? {} : { line }) } }
  }
}

/** As the mapping takes them: "199" as a price is "199.00". What cannot be made normal stays, and then differs. */
function normal(fields: Readonly<Record<string, unknown>>, entity: EntitySpec): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => {
    const spec = entity.fields[name]
    const toValue = spec && value !== null ? makerOf(spec) : undefined
    return [name, (toValue?.(value) ?? toValue?.(String(value)) ?? value) as Value]
  }))
}

function isSame(one: Came, other: Came): boolean {
  return JSON.stringify({ ...one, ms: 0 }) === JSON.stringify({ ...other, ms: 0 })
}

function judged(given: PluginCaseToTry, came: Came, again: Came): TriedCase {
  const bare = { name: given.name, ms: Math.min(came.ms, again.ms), differences: [] }
  if ('held' in again && !('held' in came)) return { ...bare, passed: false, held: again.held }
  if (!isSame(came, again)) return { ...bare, passed: false, unsteady: true }
  if ('held' in came) return { ...bare, passed: false, held: came.held }
  if ('threw' in came) {
    const passed = given.fails !== undefined && came.threw.message.includes(given.fails)
    return passed ? { ...bare, passed } : { ...bare, passed, threw: came.threw, ...(given.fails === undefined ? {} : { missing: given.fails }) }
  }
  if (given.fails !== undefined) return { ...bare, passed: false, missing: given.fails }
  const expected = given.writes ?? {}
  const names = [...new Set([...Object.keys(expected), ...Object.keys(came.fields)])]
  const differences = names.map((field) => ({ field, expected: expected[field], found: came.fields[field] }))
    .filter((one) => JSON.stringify(one.expected) !== JSON.stringify(one.found))
  return { ...bare, passed: differences.length === 0, differences }
}
