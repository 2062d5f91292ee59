// The match of a first sync: who here is who there, by number. Exact first; then made alike, as a proposal for a person; doubt is held.
import { looseKey } from '../values/sku.js'
import { differences, type Side } from './pair.js'
import type { Stream } from './stream.js'

export interface LooseMatch { readonly source: string; readonly target: string }

/** Every item of both sides, once: exact + loose + ambiguous + only = all, on each side. */
export interface Match {
  readonly exact: readonly string[]
  /** Pairs that a Pairs document names. */
  readonly reviewed: readonly LooseMatch[]
  readonly loose: readonly LooseMatch[]
  /** Keys that fit more than one on the other side, or that a side has twice. */
  readonly ambiguous: readonly { readonly sources: readonly string[]; readonly targets: readonly string[] }[]
  readonly onlySource: readonly string[]
  readonly onlyTarget: readonly string[]
}

/** Matches the keys of two sides. Pure, and the same whatever the order of the items. */
export function match(source: Side, target: Side, stream: Pick<Stream, 'pairs' | 'different' | 'entity'>): Match {
  const reviewed = Object.entries(stream.pairs).map(([one, other]) => ({ source: one, target: other }))
    .filter((pair) => source.items.has(pair.source) && target.items.has(pair.target))
  const takenHere = new Set(reviewed.map((pair) => pair.source))
  const takenThere = new Set(reviewed.map((pair) => pair.target))
  const twice = [...source.twice].map((key) => ({ sources: [key, key], targets: target.items.has(key) ? [key] : [] }))
  for (const key of source.twice) takenHere.add(key).add(key)
  for (const key of target.twice) {
    twice.push({ sources: source.items.has(key) ? [key] : [], targets: [key, key] })
    takenHere.add(key)
    takenThere.add(key)
  }
  for (const key of source.twice) takenThere.add(key)
  const exact = sorted([...source.items.keys()].filter((key) => !takenHere.has(key) && !takenThere.has(key) && target.items.has(key)))
  for (const key of exact) {
    takenHere.add(key)
    takenThere.add(key)
  }
  const here = sorted([...source.items.keys()].filter((key) => !takenHere.has(key)))
  const there = sorted([...target.items.keys()].filter((key) => !takenThere.has(key)))
  const { loose, ambiguous, onlySource, onlyTarget } = matchLoosely(here, there, stream)
  return { exact, reviewed, loose, ambiguous: [...twice, ...ambiguous], onlySource, onlyTarget }
}

function matchLoosely(here: readonly string[], there: readonly string[], stream: Pick<Stream, 'different' | 'entity'>): Pick<Match, 'loose' | 'ambiguous' | 'onlySource' | 'onlyTarget'> {
  const steps = stream.entity.looseKey ?? []
  const differs = differences(stream)
  const groups = new Map<string, { sources: string[]; targets: string[] }>()
  const groupOf = (key: string): { sources: string[]; targets: string[] } => {
    const name = looseKey(key, steps)
    const found = groups.get(name) ?? { sources: [], targets: [] }
    groups.set(name, found)
    return found
  }
  for (const key of here) groupOf(key).sources.push(key)
  for (const key of there) groupOf(key).targets.push(key)
  const result = { loose: [] as LooseMatch[], ambiguous: [] as { sources: string[]; targets: string[] }[], onlySource: [] as string[], onlyTarget: [] as string[] }
  for (const group of groups.values()) {
    // What a person has told apart from everything that it is like stands alone.
    const sources = group.sources.filter((key) => !group.targets.every((other) => differs(key, other)))
    const targets = group.targets.filter((key) => !group.sources.every((other) => differs(other, key)))
    result.onlySource.push(...group.sources.filter((key) => !sources.includes(key)))
    result.onlyTarget.push(...group.targets.filter((key) => !targets.includes(key)))
    const [source] = sources
    const [target] = targets
    if (target === undefined) result.onlySource.push(...sources)
    else if (source === undefined) result.onlyTarget.push(...targets)
    else if (sources.length === 1 && targets.length === 1) result.loose.push({ source, target })
    else result.ambiguous.push({ sources, targets })
  }
  return result
}

function sorted(keys: string[]): string[] {
  return keys.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
}
