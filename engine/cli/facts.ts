// Problems and switched-off streams, as a person or a script is told of them.
import type { Problem } from '../core/problem.js'
import type { Desired } from '../core/stream.js'
import { offText, reasonText } from '../report/reason-text.js'
import { reasonOf } from '../core/problem.js'
import type { ProblemsSpec } from '../types/problems.js'

/** A problem for --json: its code and facts, and the sentence made of them. */
export function problemFacts(found: Problem, texts: ProblemsSpec): Record<string, unknown> {
  const { place, level } = found
  return { code: found.code, level: level ?? 'error', message: reasonText(reasonOf(found), texts), facts: found.facts, ...(place ? { place } : {}) }
}

/** The streams of the mode that do not run, each with its reason, a line each. */
export function noteOff(desired: Desired, texts: ProblemsSpec): string {
  return desired.off.map((one) => `  . ${one.id.padEnd(22)} ${offText({ stream: one.id, ...reasonOf(one.problem) }, texts)}`).join('\n')
}
