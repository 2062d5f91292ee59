// What planning comes to for one pair: exactly one of a change, a hold, a skip or a quiet ending. The words that the rooms of
// planning share.
import type { Change, HeldItem } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { isUnlisted, nameOf, sourceMemo } from './base.js'
import { changeOf, type Intended } from './change.js'
import type { Fields } from './item.js'
import type { MapFields } from './map.js'
import { isItem, type Pair } from './pair.js'
import { reasonOf, type Problem } from './problem.js'
import type { Stream } from './stream.js'

/** The source as it was seen (null: gone), and all that the mapping made of it. */
export interface Behind { readonly source: Fields | null; readonly mapped: Fields; readonly unlisted?: boolean }

/** What planning knows besides the two sides. */
export interface Surroundings {
  /** The mapping under which Base was agreed. */
  readonly mappingDigest: string
  /** Keys that the engine itself created in the source or the target system. */
  readonly bornAtSource: ReadonlySet<string>
  readonly bornAtTarget: ReadonlySet<string>
  /** Target keys that the engine created just now, in this pass or shortly before a stop: nobody has had a look at them yet. */
  readonly createdNow?: ReadonlySet<string>
  /** Items that another stream's plan creates in the target, with the change that does it. */
  readonly coming: ReadonlyMap<string, string>
  /** ISO time; items that were refused lately wait until theirs has passed. Left out: nobody waits. */
  readonly now?: string
}

/** Everything about a stream that does not change from pair to pair, worked out once. */
export interface Context { readonly stream: Stream; readonly around: Surroundings; readonly map: MapFields; readonly sameMapping: boolean }

type Ending = 'unchanged' | 'adopted' | 'waiting' | 'forgotten'

/** What became of one pair. Exactly one of them for every pair: that is the law of accounting. */
export type Decision =
  | { readonly as: 'change'; readonly change: Change; readonly behind: Behind }
  | { readonly as: 'held' | 'skipped'; readonly item: HeldItem }
  | { readonly as: Ending; readonly memo?: BaseEntry | null }

/** Left to a person, or left out, with the reason. */
export function heldOrSkipped(one: Pair, found: Problem, as: 'held' | 'skipped'): Decision {
  const name = nameOf(one)
  return { as, item: { key: one.key, ...(name ? { name } : {}), reason: reasonOf(found) } }
}

/** Not its turn: left out, with the reason, though nothing is wrong with it. */
export function notDue(one: Pair, found: Problem): Decision {
  const left = heldOrSkipped(one, found, 'skipped')
  return left.as === 'skipped' ? { ...left, item: { ...left.item, notDue: true } } : left
}

/** A newcomer that is held, and that the source has given up: left to people, with what held it. */
export function givenUp(one: Pair, decision: Decision): Decision {
  const said = isItem(one.source) && !one.base && !one.failing ? one.source.givenUp : undefined
  if (decision.as !== 'held' || !said) return decision
  return notDue(one, { ...said, facts: { ...said.facts, reason: decision.item.reason.code } })
}

/** A change for a pair, with what Base remembers of it once it is done. */
export function toChange(one: Pair, { stream }: Context, mapped: Fields, intended: Intended): Decision {
  const source = sourceMemo(one, stream) as Fields | null
  return { as: 'change', change: changeOf(one, stream, intended), behind: { source, mapped, unlisted: isUnlisted(one) } }
}
