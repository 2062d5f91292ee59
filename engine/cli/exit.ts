// The exit codes that scripts rely on.
import type { StepItem } from '../core/step.js'
import type { PlanDocument } from '../types/plan.js'

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

/** Something waits for a person: held, doubted by a guard, refused or of unknown outcome. */
export function needsPerson(document: PlanDocument, outcomes: readonly StepItem[] = []): boolean {
  const { held, pending } = document.totals
  return held > 0 || pending > 0 || outcomes.some((one) => one.fate.kind === 'refused' || one.fate.kind === 'unknown')
}

export function hasChanges(document: PlanDocument): boolean {
  const { create, update, retire } = document.totals
  return create + update + retire > 0
}
