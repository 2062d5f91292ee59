// Where a listing tells too little: which items are worth a read of their own. Newcomers, whatever moved, and a rolling share of the
// rest; everything else is taken as remembered. So a cycle without changes costs a listing, and drift found late is still found.
import type { BaseEntry } from '../types/state.js'
import { isItem, type Pair, type Sight } from './pair.js'
import { keptNames } from './personal.js'
import { stillSays } from './same.js'
import type { Stream } from './stream.js'

/**
 * The keys to read from the source: those whose listing is partial or lacks them, and that may have moved.
 * listed: the listing showed anything at all. first: the stream never came to the end of a pass.
 */
export function looksAtSource(pairs: readonly Pair[], stream: Stream, turn: ReadonlySet<string>, at: { readonly listed: boolean; readonly first: boolean }): string[] {
  return pairs.filter((one) => worthALook(one.source, one.base?.source, stream.reads)
    || (at.listed && stream.entity.rolling !== false && isMissed(one)) || (at.first && isHidden(one)) || (turn.has(one.key) && !complete(one.source))).map((one) => one.key)
}

/** The listing lacks what it used to show. What it never shows, a hidden article say, is read in its turn. */
function isMissed({ source, base }: Pair): boolean {
  return source === 'assumed' && base?.source !== null && !base?.unlisted
}

/** At the first meeting: the target has it, and the source's listing, which proves nothing, does not show it. */
function isHidden({ source, target, base }: Pair): boolean {
  return source === 'unlisted' && isItem(target) && base === undefined
}

/** The keys to read from the target, the source being known: where something may have to be written, or may have moved. */
export function looksAtTarget(pairs: readonly Pair[], stream: Stream, turn: ReadonlySet<string>, sameMapping: boolean): string[] {
  return pairs.filter((one) => {
    if (one.problem || complete(one.target) || one.target === 'absent' || isNotItsTurn(one)) return false
    const mayWrite = sourceMayWrite(one, stream, sameMapping)
    return mayWrite || turn.has(one.key) || (one.base !== undefined && worthALook(one.target, one.base.target, keptNames(stream)))
  }).map((one) => one.targetKey)
}

/** Nothing is written for it, so nobody needs to know whether the target has it. */
function isNotItsTurn({ source, base }: Pair): boolean {
  return base === undefined && isItem(source) && (source.skip !== undefined || source.problem !== undefined)
}

function sourceMayWrite(one: Pair, stream: Stream, sameMapping: boolean): boolean {
  if (one.source === 'absent') return one.base !== undefined && one.base.source !== null
  if (!isItem(one.source)) return one.source === 'assumed' && !sameMapping
  if (!one.base?.source) return true
  return !sameMapping || !stillSays(one.source.fields, one.base.source, stream.reads)
}

/** A partial item that nobody remembers, or that no longer says what is remembered. */
function worthALook(sight: Sight, remembered: BaseEntry['source'] | undefined, names: readonly string[]): boolean {
  if (!isItem(sight) || !sight.partial) return false
  return !remembered || !stillSays(sight.fields, remembered, names)
}

function complete(sight: Sight): boolean {
  return isItem(sight) && !sight.partial
}
