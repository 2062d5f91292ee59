// What the program said to a write, as an answer: which field and value it would not take, and what
// it remarked on the way.
import type { Answer } from '../connector.js'
import type { Problem } from '../../core/problem.js'
import type { Fault, FieldValue } from './bridge/protocol.js'
import { remarkOf, type Refusal } from './refusals.js'

type Names = Readonly<Record<string, number>>

/** What was sent: the values of a record, and of the rows of a document, with the names of their fields. */
export interface Sent {
  readonly values: readonly FieldValue[]
  readonly names: Names
  readonly rows?: { readonly values: readonly (readonly FieldValue[])[]; readonly names: Names }
}

/** Names the field and the value that the program would not take, where it said which. */
export function failed({ kind, problem: found }: Refusal, sent: Sent): Answer {
  const { fieldId, ...facts } = found.facts
  const { row } = facts
  const inRow = typeof row === 'number' && sent.rows !== undefined
  const values = inRow ? sent.rows?.values[row - 1] ?? [] : sent.values
  const names = inRow ? sent.rows?.names ?? {} : sent.names
  const set = values.find((one) => one.field === fieldId)
  const name = Object.keys(names).find((one) => names[one] === fieldId)
  const named = { ...facts, ...(name ? { field: name } : {}), ...(set ? { value: set.value } : {}) }
  return { kind, problem: { ...found, facts: named } }
}

/** The program's own warnings, with its words: the write went on, and a person may want to look. */
export function remarks(warnings: readonly Fault[] | undefined, facts: Problem['facts']): readonly Problem[] {
  return (warnings ?? []).map((one) => remarkOf(one, facts))
}
