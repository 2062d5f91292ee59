// Something a person must know: a stable code, where, and the facts. The sentence is made at the edge, from specs/problems.yaml.
import type { Reason } from '../types/plan.js'

/** Where in the customer's files. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** How many characters the pointer marks. */
  readonly length?: number
}

export interface Problem {
  readonly code: string
  readonly facts: { readonly [name: string]: unknown }
  readonly place?: Place
  /** Names of facts that say something of a person. */
  readonly personal?: readonly string[]
  /** warning: said, but nothing stops. */
  readonly level?: 'error' | 'warning'
}

/** A problem from its code and facts; never a sentence. */
export function problem(code: string, facts: Problem['facts'] = {}, place?: Place): Problem {
  return place ? { code, facts, place } : { code, facts }
}

/** What the pure part found, as a problem. */
export function problemOf({ code, facts }: Pick<Problem, 'code' | 'facts'>): Problem {
  return problem(code, facts)
}

/** The same as problem, but nothing stops for it. */
export function warning(code: string, facts: Problem['facts'] = {}, place?: Place): Problem {
  return { ...problem(code, facts, place), level: 'warning' }
}

/** file:line:column, as every tool that jumps to a place understands it. */
export function placeText(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}

/** A problem as it stands in a plan. */
export function reasonOf(found: Problem): Reason {
  return {
    code: found.code,
    ...(Object.keys(found.facts).length > 0 ? { facts: { ...found.facts } } : {}),
    ...(found.place ? { place: placeText(found.place) } : {}),
    ...(found.personal ? { personal: [...found.personal] } : {}),
  }
}
