// Who here is who there: remembered pairs and reviewed pairs first, then the article number, exactly. A number that is only almost
// the same is a doubt for a person, never a guess.
import type { BaseEntry } from '../types/state.js'
import { looseKey } from '../values/sku.js'
import type { Item } from './item.js'
import { problem, type Problem } from './problem.js'
import type { Stream } from './stream.js'

/** What one side showed, by key. */
export interface Side {
  readonly items: ReadonlyMap<string, Item>
  /** What the listing lacks is absent. */
  readonly whole: boolean
  /** Keys that a look proved absent. */
  readonly absent: ReadonlySet<string>
  /** Keys that a look could not tell anything about. */
  readonly unknown: ReadonlyMap<string, Problem>
  /** Keys that the system has more than once. */
  readonly twice: ReadonlySet<string>
}

/**
 * What is known of one side of a pair now. assumed: not looked at this time, taken as remembered.
 * unlisted: not in a listing that proves nothing, and never seen before. unknown: a look could not tell.
 */
export type Sight = Item | 'absent' | 'assumed' | 'unlisted' | 'unknown'

export interface Pair {
  /** The source's key. */
  readonly key: string
  readonly targetKey: string
  readonly source: Sight
  readonly target: Sight
  readonly base?: BaseEntry
  readonly problem?: Problem
}

export interface Seen { readonly source: Side; readonly target: Side }

/** Every key of either side and of Base, once, in the order of the keys. */
export function pair(stream: Stream, seen: Seen, base: ReadonlyMap<string, BaseEntry>): Pair[] {
  const taken = new Set<string>()
  const pairs: Pair[] = []
  const add = (key: string, entry: BaseEntry | undefined): void => {
    const targetKey = entry?.targetKey ?? stream.pairs[key] ?? key
    taken.add(targetKey)
    pairs.push(pairOf({ key, targetKey, entry, seen }))
  }
  for (const key of seen.source.items.keys()) add(key, base.get(key))
  for (const [key, entry] of base) if (!seen.source.items.has(key)) add(key, entry)
  for (const key of seen.target.items.keys()) if (!taken.has(key)) pairs.push(pairOf({ key, targetKey: key, entry: undefined, seen }))
  const steps = stream.entity.looseKey ?? []
  return sortByKey(steps.length > 0 ? doubtAlmostEqual(pairs, steps) : pairs)
}

function pairOf(known: { key: string; targetKey: string; entry: BaseEntry | undefined; seen: Seen }): Pair {
  const { key, targetKey, entry, seen } = known
  const twice = seen.source.twice.has(key) ? 'source' : seen.target.twice.has(targetKey) ? 'target' : undefined
  const source = sight(seen.source, key, entry !== undefined)
  const target = sight(seen.target, targetKey, entry !== undefined)
  const found = twice ? problem('KEY_TWICE', { key: twice === 'source' ? key : targetKey, side: twice })
    : source === 'unknown' ? seen.source.unknown.get(key)
    : target === 'unknown' ? seen.target.unknown.get(targetKey) : undefined
  return { key, targetKey, source, target, ...(entry ? { base: entry } : {}), ...(found ? { problem: found } : {}) }
}

function sight(side: Side, key: string, remembered: boolean): Sight {
  const item = side.items.get(key)
  if (item) return item
  if (side.absent.has(key) || side.whole) return 'absent'
  if (side.unknown.has(key)) return 'unknown'
  return remembered ? 'assumed' : 'unlisted'
}

/**
 * A newcomer whose key is, but for case, blanks or Unicode form, the key of a newcomer on the other side is probably the same thing.
 * Creating it would make a double, so it waits until a Pairs document says.
 */
function doubtAlmostEqual(pairs: Pair[], steps: NonNullable<Stream['entity']['looseKey']>): Pair[] {
  const lonely = pairs.filter((one) => one.base === undefined && isItem(one.target) && !isItem(one.source))
  if (lonely.length === 0) return pairs
  const byLoose = new Map<string, string[]>()
  for (const one of lonely) {
    const loose = looseKey(one.targetKey, steps)
    byLoose.set(loose, [...(byLoose.get(loose) ?? []), one.targetKey])
  }
  return pairs.map((one) => {
    if (one.base !== undefined || one.problem || !isItem(one.source) || isItem(one.target)) return one
    const alike = byLoose.get(looseKey(one.key, steps))
    return alike ? { ...one, problem: problem('KEY_ALMOST_EQUAL', { key: one.key, alike }) } : one
  })
}

/** Is it there, and do we see it? */
export function isItem(sight: Sight): sight is Item {
  return typeof sight === 'object'
}

/** Code unit order: the same on every machine, whatever its language. */
export function sortByKey<T extends { readonly key: string }>(list: T[]): T[] {
  return list.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
}
