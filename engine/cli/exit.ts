// The exit codes that scripts rely on.
import type { StepItem } from '../core/step.js'
import type { Passed } from '../run/pass.js'
import type { Change, PlanDocument } from '../types/plan.js'

export const EXIT = { done: 0, failed: 1, changes: 2, person: 3, stale: 4 } as const

/** Where several hold, the first of failed, person, stale, changes, done. */
export function exitCode(is: { failed?: boolean; person?: boolean; stale?: boolean; changes?: boolean }): number {
  if (is.failed) return EXIT.failed
  if (is.person) return EXIT.person
  if (is.stale) return EXIT.stale
  return is.changes ? EXIT.changes : EXIT.done
}

/** Some stream could not run at all. */
export function hasFailed(document: PlanDocument): boolean {
  return document.streams.some((stream) => stream.failed !== undefined)
}

/** Something waits for a person: held, doubted by a guard, refused, of unknown outcome, or not done in several tries. */
export function needsPerson(document: PlanDocument, outcomes: readonly StepItem[] = []): boolean {
  return document.totals.held > 0 || document.streams.some((stream) => stream.changes.some(isDoubted)) || outcomes.some(isTrouble)
}

/** Of a saved plan: needs a person as above, or part of it was left alone while the rest went through. */
export function savedPlanCode(passed: Passed): number {
  const { document, outcomes, stale, settled, waiting } = passed
  const count = (kind: StepItem['fate']['kind']): number => outcomes.filter((one) => one.fate.kind === kind).length
  const gone = stale.length + count('stale')
  const nothingTrue = count('done') + waiting.length === 0 && !outcomes.some(isTrouble) && gone + settled.length > 0
  const person = needsPerson(document, outcomes) || waiting.length > 0 || (gone > 0 && !nothingTrue)
  return exitCode({ failed: hasFailed(document), person, stale: nothingTrue })
}

/** What only came up after a saved plan was reviewed is carried by the next plan: nobody doubts it. */
export function isDoubted({ verdict, why }: Change): boolean {
  return verdict === 'pending' && !(why?.every((one) => one.code === 'NOT_IN_PLAN') ?? false)
}

function isTrouble({ fate }: StepItem): boolean {
  return fate.kind === 'refused' || fate.kind === 'unknown' || fate.kind === 'retry'
}

export function hasChanges(document: PlanDocument): boolean {
  const { create, update, retire } = document.totals
  return create + update + retire > 0
}
