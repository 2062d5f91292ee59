// What a first sync is allowed to do: bring over what the other side never had, and settle what meets for the first time. Whatever
// was agreed before is the mode's own business, whichever side has moved since.
import type { Change } from '../types/plan.js'
import { problem, reasonOf } from './problem.js'
import type { Draft } from './plan.js'

const PAIRED = 'PAIRED_ALREADY'

/** The same draft; changes of items that were paired before are withheld, each with the reason. */
export function firstSyncOnly(draft: Draft): Draft {
  if (draft.changes.every(isFirstMeeting)) return draft
  const why = [reasonOf(problem(PAIRED))]
  return { ...draft, changes: draft.changes.map((one) => (isFirstMeeting(one) ? one : { ...one, verdict: 'withheld', why })) }
}

/** Was it left alone because the pair is older than this first sync? */
export function isPairedAlready({ verdict, why }: Change): boolean {
  return verdict === 'withheld' && (why?.some((one) => one.code === PAIRED) ?? false)
}

/** An item that was there and is gone is no newcomer. A change in a group before any guard has spoken is one of two old values. */
function isFirstMeeting({ action, drift, group }: Change): boolean {
  return action === 'create' ? !drift.endsWith('/deleted') : group !== undefined
}
