// A draft as it stands in a plan document: sorted, counted, with every item accounted for.
import { sortByKey } from '../core/pair.js'
import { reasonOf, type Problem } from '../core/problem.js'
import type { Draft } from '../core/plan.js'
import type { Stream } from '../core/stream.js'
import type { Counts, StreamPlan } from '../types/plan.js'

/** The stream's part of the plan. considered is the sum of all the others: a difference is our fault, and stops. */
export function streamPlan(draft: Draft): StreamPlan {
  const ready = (action: string): number => draft.changes.filter((one) => one.verdict === 'ready' && one.action === action).length
  const verdict = (name: string): number => draft.changes.filter((one) => one.verdict === name).length
  const { considered, ...endings } = draft.counts
  const counts: Counts = {
    considered, create: ready('create'), update: ready('update'), retire: ready('retire'), ...endings,
    held: draft.held.length, pending: verdict('pending'), withheld: verdict('withheld'), skipped: draft.skipped.length,
  }
  const sum = Object.entries(counts).reduce((total, [name, count]) => (name === 'considered' ? total : total + count), 0)
  if (sum !== considered) throw new Error(`${draft.stream.id}: ${considered} considered, ${sum} accounted for`)
  return {
    ...headOf(draft.stream), counts,
    changes: sortByKey([...draft.changes]), held: sortByKey([...draft.held]), skipped: sortByKey([...draft.skipped]),
    warnings: draft.warnings.map(reasonOf),
  }
}

/** A stream that could not be planned at all, with its reason. */
export function failedPlan(stream: Stream, failed: Problem): StreamPlan {
  return { ...headOf(stream), counts: noCounts(), changes: [], held: [], skipped: [], warnings: [], failed: reasonOf(failed) }
}

export function noCounts(): Counts {
  return {
    considered: 0, create: 0, update: 0, retire: 0, unchanged: 0, adopted: 0, waiting: 0, forgotten: 0, held: 0, pending: 0, withheld: 0, skipped: 0,
  }
}

function headOf(stream: Stream): Pick<StreamPlan, 'stream' | 'entity' | 'from' | 'source' | 'target' | 'policy' | 'lists'> {
  return {
    stream: stream.id, entity: stream.entity.id, from: stream.from, source: stream.source.name, target: stream.target.name, policy: stream.policy.id,
    ...(stream.lists ? { lists: stream.lists } : {}),
  }
}
