// How one side moved away from what both last agreed on.
import type { BaseEntry } from '../types/state.js'
import type { Decide } from '../types/policy.js'
import { isItem, type Sight } from './pair.js'
import { stillSays } from './same.js'

export type Drift = 'absent' | 'created' | 'same' | 'changed' | 'deleted'
export type DriftPair = keyof Decide

/** Is it there now? assumed: as remembered. */
export function here(sight: Sight, remembered: BaseEntry['source'] | undefined): boolean {
  return isItem(sight) || (sight === 'assumed' && remembered !== null && remembered !== undefined)
}

/**
 * One side against its memory. undefined: never paired before; null: remembered as absent, so that gone and still gone is "same",
 * and a thing that comes back is "changed".
 */
export function driftOf(sight: Sight, remembered: BaseEntry['source'] | undefined, names: readonly string[]): Drift {
  if (remembered === undefined) return isItem(sight) ? 'created' : 'absent'
  if (sight === 'assumed') return 'same'
  if (remembered === null) return isItem(sight) ? 'changed' : 'same'
  if (!isItem(sight)) return 'deleted'
  return stillSays(sight.fields, remembered, names) ? 'same' : 'changed'
}

/** The cell of a policy; the two never-paired sides cannot both be absent. */
export function cell(source: Drift, target: Drift): DriftPair {
  return `${source}/${target}` as DriftPair
}
