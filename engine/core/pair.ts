// Who here is who there: reviewed pairs first, then the article number, exactly. A number that is only almost the same is a doubt
// for a person, never a guess.
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
  const keys = targetKeys(stream)
  const { source, target } = seen
  const pairs: Pair[] = []
  let remembered = 0
  let met = 0
  const add = (key: string, item: Item | undefined, memory: BaseEntry | undefined): void => {
    const targetKey = keys.of(key)
    // A memory of another partner says nothing about this one.
    const entry = memory && (memory.targetKey ?? key) === targetKey ? memory : undefined
    const one = pairOf(seen, { key, targetKey, item, entry }, keys)
    if (memory) remembered++
    if (isItem(one.target)) met++
    pairs.push(one)
  }
  for (const [key, item] of source.items) add(key, item, base.get(key))
  // Where every item met its memory and its counterpart, and that is nearly always, there is nothing left to search for.
  if (remembered < base.size) for (const [key, entry] of base) if (!source.items.has(key)) add(key, undefined, entry)
  if (met !== target.items.size || keys.renamed.size > 0) {
    for (const [key, item] of target.items) if (!isTaken(key, keys, seen, base)) pairs.push(targetAlone(seen, key, item))
  }
  const steps = stream.entity.looseKey ?? []
  return sortByKey(steps.length > 0 ? doubtAlmostEqual(stream, pairs, steps) : pairs)
}

/** Which target key belongs to a source key: the files' word, else the same number. renamed: what a reviewed pair gives to another. */
interface TargetKeys { readonly of: (key: string) => string; readonly renamed: ReadonlyMap<string, string> }

function targetKeys(stream: Stream): TargetKeys {
  const reviewed = new Map(Object.entries(stream.pairs))
  const renamed = new Map([...reviewed].map(([key, targetKey]) => [targetKey, key]))
  return { of: (key) => (reviewed.size > 0 ? reviewed.get(key) : undefined) ?? key, renamed }
}

function isTaken(key: string, keys: TargetKeys, seen: Seen, base: ReadonlyMap<string, BaseEntry>): boolean {
  const by = (sourceKey: string): boolean => {
    const entry = base.get(sourceKey)
    return (entry !== undefined || seen.source.items.has(sourceKey)) && keys.of(sourceKey) === key
  }
  const owner = keys.renamed.get(key)
  return by(key) || (owner !== undefined && by(owner))
}

/** An item of the target alone. A source item of its number may be there, and belong to another one. */
function targetAlone(seen: Seen, key: string, item: Item): Pair {
  const source = sight(seen.source, key, undefined, false)
  const found = seen.target.twice.has(key) ? problem('KEY_TWICE', { key, side: 'target' }) : source === 'unknown' ? seen.source.unknown.get(key) : undefined
  return { key, targetKey: key, source, target: item, ...(found ? { problem: found } : {}) }
}

interface Known { readonly key: string; readonly targetKey: string; readonly item: Item | undefined; readonly entry: BaseEntry | undefined }

function pairOf(seen: Seen, known: Known, keys: TargetKeys): Pair {
  const { key, targetKey, entry } = known
  const agreed = entry !== undefined && !neverAgreed(entry)
  const source = sight(seen.source, key, known.item, agreed)
  const target = sight(seen.target, targetKey, seen.target.items.get(targetKey), agreed)
  const owner = keys.renamed.size > 0 ? keys.renamed.get(targetKey) : undefined
  const found = owner !== undefined && owner !== key ? problem('KEY_TAKEN', { key: owner, target: targetKey }) : doubtOf(seen, known, { source, target })
  // Nearly every pair is this one; it is made fifty thousand times a cycle.
  if (agreed && !found) return { key, targetKey, source, target, base: entry }
  return { key, targetKey, source, target, ...(agreed ? { base: entry } : entry ? { failing: entry } : {}), ...(found ? { problem: found } : {}) }
}

function doubtOf({ source, target }: Seen, { key, targetKey }: Known, sights: Pick<Pair, 'source' | 'target'>): Problem | undefined {
  if (source.twice.size > 0 && source.twice.has(key)) return problem('KEY_TWICE', { key, side: 'source' })
  if (target.twice.size > 0 && target.twice.has(targetKey)) return problem('KEY_TWICE', { key: targetKey, side: 'target' })
  if (sights.source === 'unknown') return source.unknown.get(key)
  return sights.target === 'unknown' ? target.unknown.get(targetKey) : undefined
}

/** A write failed before both sides ever agreed: nothing is remembered but the failure. */
function neverAgreed(entry: BaseEntry): boolean {
  return entry.source === null && entry.target === null && entry.failures !== undefined
}

function sight(side: Side, key: string, item: Item | undefined, remembered: boolean): Sight {
  if (item) return item
  if (side.absent.has(key) || side.whole) return 'absent'
  if (side.unknown.has(key)) return 'unknown'
  return remembered ? 'assumed' : 'unlisted'
}

/**
 * A newcomer whose key is, but for case, blanks or Unicode form, the key of a newcomer on the other side is probably the same thing.
 * Creating it would make a double, so it waits until a Pairs document says
 * that they are one, or that they are not.
 */
function doubtAlmostEqual(stream: Stream, pairs: Pair[], steps: NonNullable<Stream['entity']['looseKey']>): Pair[] {
  const lonely = pairs.filter((one) => one.base === undefined && isItem(one.target) && !isItem(one.source))
  if (lonely.length === 0) return pairs
  const byLoose = new Map<string, string[]>()
  for (const one of lonely) {
    const loose = looseKey(one.targetKey, steps)
    byLoose.set(loose, [...(byLoose.get(loose) ?? []), one.targetKey])
  }
  const differs = differences(stream)
  return pairs.map((one) => {
    if (one.base !== undefined || one.problem || !isItem(one.source) || isItem(one.target)) return one
    const alike = byLoose.get(looseKey(one.key, steps))?.filter((target) => !differs(one.key, target))
    return alike && alike.length > 0 ? { ...one, problem: problem('KEY_ALMOST_EQUAL', { key: one.key, alike }) } : one
  })
}

/** A function that tells whether a person has said that two keys are not the same thing. */
export function differences({ different = [] }: Pick<Stream, 'different'>): (source: string, target: string) => boolean {
  const told = new Set(different.map((keys) => JSON.stringify(keys)))
  return (source, target) => told.size > 0 && told.has(JSON.stringify([source, target]))
}

/** Is it there, and do we see it? */
export function isItem(sight: Sight): sight is Item {
  return typeof sight === 'object'
}

/** Code unit order: the same on every machine, whatever its language. */
export function sortByKey<T extends { readonly key: string }>(list: T[]): T[] {
  return list.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
}
