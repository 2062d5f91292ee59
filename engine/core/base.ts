// The memory of a pair: what each side looked like when both last agreed, taken from what was seen or read back.
import type { BaseEntry } from '../types/state.js'
import { here } from './drift.js'
import type { Fields, Value } from './item.js'
import { isItem, type Pair } from './pair.js'
import { keptNames } from './personal.js'
import { pick, sameValue } from './same.js'
import type { Stream } from './stream.js'

/** What to remember of a pair as it is now, without writing anything. meant: what the mapping would have had. */
export function entryOf(one: Pair, stream: Stream, meant?: Fields): BaseEntry {
  const source = sourceMemo(one, stream)
  const kept = keptNames(stream)
  const target = here(one.target, one.base?.target) ? pick(targetFields(one), kept) : null
  const targetKey = one.targetKey === one.key ? undefined : one.targetKey
  return baseEntry({ source, target, targetKey, meant: meant && pick(meant, kept), ...birthOf(one.base ?? one.failing), unlisted: isUnlisted(one) })
}

/** What to remember of the source: what is compared as it is now, the rest as it was at first. null: it is gone. */
export function sourceMemo(one: Pair, { reads, entity }: Stream): BaseEntry['source'] {
  if (!here(one.source, one.base?.source)) return null
  const now = sourceFields(one)
  const first = entity.between?.first ?? []
  return first.length === 0 ? pick(now, reads) : { ...pick(now, reads), ...pick(now, first), ...pick((one.base?.source ?? {}) as Fields, first) }
}

/** A memory of both sides; what was meant is kept only where the target says it otherwise. */
export function baseEntry(known: {
  source: BaseEntry['source']; target: BaseEntry['target']; targetKey?: string | undefined; meant?: Fields | undefined; born?: 'target' | undefined; bornAt?: string | undefined; unlisted?: boolean | undefined
}): BaseEntry {
  const { source, target, targetKey, meant, born, bornAt, unlisted } = known
  const otherwise: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(meant ?? {})) {
    if (target && value !== undefined && !sameValue(value, target[name] as never)) otherwise[name] = value
  }
  return {
    source, target,
    ...(Object.keys(otherwise).length > 0 ? { mapped: otherwise } : {}),
    ...(targetKey === undefined ? {} : { targetKey }),
    ...(born ? { born } : {}),
    ...(born && bornAt ? { bornAt } : {}),
    ...(unlisted ? { unlisted: true } : {}),
  }
}

/** That the engine created the target's item, and when. */
export function birthOf(entry: BaseEntry | undefined): { born?: 'target' | undefined; bornAt?: string | undefined } {
  return { born: entry?.born, bornAt: entry?.bornAt }
}

/** Does the source's listing lack the item, though it is there? */
export function isUnlisted({ source, base }: Pair): boolean {
  return isItem(source) ? source.unlisted === true : base?.unlisted === true
}

/** What the stream meant a field of the target to say when both last agreed; undefined: they never did. */
export function meantOf(entry: BaseEntry, name: string): Value | undefined {
  const meant = entry.mapped?.[name]
  return (meant === undefined ? entry.target?.[name] : meant) as Value | undefined
}

/** What the source says now: seen fields over remembered ones. */
export function sourceFields(one: Pair): Fields {
  return settled(one.source, one.base?.source)
}

/** What the target says now: seen fields over remembered ones. */
export function targetFields(one: Pair): Fields {
  return settled(one.target, one.base?.target)
}

function settled(sight: Pair['source'], remembered: BaseEntry['source'] | undefined): Fields {
  const base = (remembered ?? {}) as Fields
  if (!isItem(sight)) return base
  return sight.partial && remembered ? { ...base, ...sight.fields } : sight.fields
}

/** What a person would call the item. */
export function nameOf(one: Pair): string | undefined {
  const fields = isItem(one.source) ? one.source.fields : isItem(one.target) ? one.target.fields : (one.base?.source as Fields | undefined)
  const name = fields?.['name']
  return typeof name === 'string' ? name : undefined
}
