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
  /** Both never agreed: what is known is only that a write did not go well. */
  readonly failing?: BaseEntry
  readonly problem?: Problem
}

export interface Seen { readonly source: Side; readonly target: Side }

/** Every key of either side and of Base, once, in the order of the keys. */
export function pair(stream: Stream, seen: Seen, base: ReadonlyMap<string, BaseEntry>): Pair[] {
  const renamed = renamedKeys(stream, base)
  const { source, target } = seen
  const pairs: Pair[] = []
  const targetKeyOf = (key: string, entry: BaseEntry | undefined): string => entry?.targetKey ?? stream.pairs[key] ?? key
  const add = (key: string, entry: BaseEntry | undefined): void => {
    const targetKey = targetKeyOf(key, entry)
    pairs.push(pairOf(seen, { key, targetKey, entry, owner: renamed.get(targetKey) }))
  }
  for (const key of source.items.keys()) add(key, base.get(key))
  for (const [key, entry] of base) if (!source.items.has(key)) add(key, entry)
  const isTaken = (key: string, by: string): boolean => {
    const entry = base.get(by)
    return (entry !== undefined || source.items.has(by)) && targetKeyOf(by, entry) === key
  }
  for (const key of target.items.keys()) {
    if (isTaken(key, key) || isTaken(key, renamed.get(key) ?? key)) continue
    const alone = pairOf(seen, { key, targetKey: key, entry: undefined, owner: undefined })
    // A source item of this number may be there, and belong to another one.
    pairs.push(isItem(alone.source) ? { ...alone, source: 'absent' } : alone)
  }
  const steps = stream.entity.looseKey ?? []
  return sortByKey(steps.length > 0 ? doubtAlmostEqual(pairs, steps) : pairs)
}

/** Target keys that a remembered or reviewed pair gives to another source key than their own. */
function renamedKeys(stream: Stream, base: ReadonlyMap<string, BaseEntry>): Map<string, string> {
  const renamed = new Map<string, string>()
  for (const [key, targetKey] of Object.entries(stream.pairs)) if (base.get(key)?.targetKey === undefined) renamed.set(targetKey, key)
  for (const [key, { targetKey }] of base) if (targetKey !== undefined) renamed.set(targetKey, key)
  return renamed
}

interface Known { readonly key: string; readonly targetKey: string; readonly entry: BaseEntry | undefined; readonly owner: string | undefined }

function pairOf(seen: Seen, known: Known): Pair {
  const { key, targetKey, entry } = known
  const agreed = entry !== undefined && !neverAgreed(entry)
  const source = sight(seen.source, key, agreed)
  const target = sight(seen.target, targetKey, agreed)
  const found = doubtOf(seen, known, { source, target })
  // Nearly every pair is this one; it is made fifty thousand times a cycle.
  if (agreed && !found) return { key, targetKey, source, target, base: entry }
  return { key, targetKey, source, target, ...(agreed ? { base: entry } : entry ? { failing: entry } : {}), ...(found ? { problem: found } : {}) }
}

function doubtOf(seen: Seen, { key, targetKey, owner }: Known, { source, target }: Pick<Pair, 'source' | 'target'>): Problem | undefined {
  if (owner !== undefined && owner !== key) return problem('KEY_TAKEN', { key: owner, target: targetKey })
  if (seen.source.twice.has(key)) return problem('KEY_TWICE', { key, side: 'source' })
  if (seen.target.twice.has(targetKey)) return problem('KEY_TWICE', { key: targetKey, side: 'target' })
  if (source === 'unknown') return seen.source.unknown.get(key)
  return target === 'unknown' ? seen.target.unknown.get(targetKey) : undefined
}

/** A write failed before both sides ever agreed: nothing is remembered but the failure. */
function neverAgreed(entry: BaseEntry): boolean {
  return entry.source === null && entry.target === null && entry.failures !== undefined
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
