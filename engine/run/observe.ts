// Both sides of a stream → pairs. Lists each side once, then reads one by one only what a listing could not tell. Writes nothing.
import type { Found, Reader } from '../connect/connector.js'
import { turnOf, type Turn } from '../core/compare.js'
import { normaliser, type Item, type Normalise } from '../core/item.js'
import { looksAtSource, looksAtTarget } from '../core/look.js'
import { pair, type Pair, type Seen, type Side } from '../core/pair.js'
import { problem, type Problem } from '../core/problem.js'
import type { Scope, Stream } from '../core/stream.js'
import type { Known } from '../store/memory.js'
import { nowText, type Parts } from './parts.js'

export interface Observed {
  readonly pairs: readonly Pair[]
  readonly counts: { readonly source: number; readonly target: number }
  /** The source's listing came to its end; how much it shows is worth remembering. */
  readonly sourceEnded: boolean
  readonly turn: Turn
}

/** Looks at both sides at once. Throws SystemError where one cannot be used. */
export async function observe(stream: Stream, known: Known, parts: Parts): Promise<Observed> {
  const normalise = normaliser(stream.entity)
  const source = sideOf(stream.source.name, stream.scope.source, stream, parts)
  const target = sideOf(stream.target.name, stream.scope.target, stream, parts)
  const [listedSource, listedTarget] = await Promise.all([listSide(source, normalise), listSide(target, normalise)])
  let seen: Seen = { source: listedSource, target: listedTarget }
  let pairs = pair(stream, seen, known.entries)
  const turn = turnFor(stream, pairs, { allTold: listedSource.tellsAll && listedTarget.tellsAll, known, parts })
  const at = { listed: listedSource.items.size > 0, first: known.run.seen.source < 0 }
  const sourceKeys = listedSource.tellsAll ? NOBODY : askedKeys(turn, (keys) => looksAtSource(pairs, stream, keys, at))
  if (sourceKeys.all.length > 0) {
    seen = { ...seen, source: await lookAt(source, seen.source, sourceKeys, normalise) }
    pairs = pair(stream, seen, known.entries)
  }
  const sameMapping = known.mappingDigest === stream.mappingDigest
  const targetKeys = listedTarget.tellsAll ? NOBODY : askedKeys(turn, (keys) => looksAtTarget(pairs, stream, keys, sameMapping))
  if (targetKeys.all.length > 0) {
    seen = { ...seen, target: await lookAt(target, seen.target, targetKeys, normalise) }
    pairs = pair(stream, seen, known.entries)
  }
  return { pairs, counts: { source: listedSource.items.size, target: listedTarget.items.size }, sourceEnded: listedSource.ended, turn }
}

/**
 * Both sides as a match of numbers needs them: their listings, and a look at each number of the other side that a listing which
 * proves nothing does not show. An article without a category, or hidden, is there all the same.
 */
export async function listBoth(stream: Stream, parts: Parts): Promise<[source: Side, target: Side]> {
  const normalise = normaliser(stream.entity)
  const source = sideOf(stream.source.name, stream.scope.source, stream, parts)
  const target = sideOf(stream.target.name, stream.scope.target, stream, parts)
  const [here, there] = await Promise.all([listSide(source, normalise), listSide(target, normalise)])
  const back = new Map(Object.entries(stream.pairs).map(([key, targetKey]) => [targetKey, key]))
  const missed = (side: Side, keys: readonly string[]): string[] => (side.whole ? [] : keys.filter((key) => !side.items.has(key)))
  const missedHere = missed(here, [...there.items.keys()].map((key) => back.get(key) ?? key))
  const missedThere = missed(there, [...here.items.keys()].map((key) => (Object.hasOwn(stream.pairs, key) ? stream.pairs[key] ?? key : key)))
  return [await lookAt(source, here, { ...NOBODY, all: missedHere }, normalise), await lookAt(target, there, { ...NOBODY, all: missedThere }, normalise)]
}

/** One side's reader with what to ask it for. */
interface Asked { readonly reader: Reader; readonly entity: string; readonly scope: Scope; readonly parts: Parts; readonly name: string; readonly stream: string }

function sideOf(name: string, scope: Scope, stream: Stream, parts: Parts): Asked {
  const reader = parts.readers.get(name)
  if (!reader) throw new Error(`no reader for system ${name}`)
  return { reader, entity: stream.entity.id, scope, parts, name, stream: stream.id }
}

interface Listed extends Side {
  readonly ended: boolean
  /** Every item, and every field of each: nothing is left to look at. */
  readonly tellsAll: boolean
}

async function listSide(asked: Asked, normalise: Normalise): Promise<Listed> {
  const items = new Map<string, Item>()
  const twice = new Set<string>()
  let whole = false
  let ended = false
  let partial = false
  for await (const page of asked.reader.list(asked.entity, asked.scope)) {
    for (const raw of page.items) {
      if (raw.partial) partial = true
      if (items.has(raw.key)) twice.add(raw.key)
      else items.set(raw.key, normalise(raw))
    }
    if (page.coverage) whole = page.coverage.kind === 'whole'
    ended = page.coverage !== undefined
    asked.parts.tell('listed', { stream: asked.stream, system: asked.name, items: items.size, total: page.total })
  }
  const isWhole = whole && ended
  return { items, whole: isWhole, ended, tellsAll: isWhole && !partial, twice, absent: new Set(), unknown: new Map() }
}

interface Rolling { readonly allTold: boolean; readonly known: Known; readonly parts: Parts }

/** Whose turn it is to be compared, and who is looked at each time. */
interface Looks extends Turn { readonly waiting: ReadonlySet<string>; readonly ageMs: number }

const DAY_HOURS = 24
const HOUR_MS = 3_600_000
/** A round is so many parts of its time shorter, for a look may be as old as one part. */
const PARTS = 24

/** The rolling compare concerns only what a listing does not show whole. */
function turnFor(stream: Stream, pairs: readonly Pair[], { allTold, known, parts }: Rolling): Looks {
  const now = nowText(parts.clock)
  const withinHours = leastOf(stream, ({ compareWithinHours }) => compareWithinHours) ?? DAY_HOURS
  const ageMs = (withinHours / PARTS) * HOUR_MS
  if (allTold || stream.entity.rolling === false) return { keys: new Set(), cursor: known.run.compare ?? { after: '', roundStartedAt: now }, waiting: new Set(), ageMs }
  const perHour = perHourOf(stream, parts)
  const turn = turnOf({
    sorted: pairs.filter((one) => one.base !== undefined).map((one) => one.key),
    cursor: known.run.compare, now, withinHours: (withinHours * (PARTS - 1)) / PARTS, ...(perHour === undefined ? {} : { perHour }),
  })
  // What waits for a person is looked at each time, so that it stays named until somebody settled it.
  return { ...turn, waiting: new Set((known.run.condition.waiting ?? []).map((one) => one.key)), ageMs }
}

/** Keys to ask for, and those of them for which what was read a little while ago will do. */
interface AskedKeys { readonly all: readonly string[]; readonly patient: ReadonlySet<string>; readonly ageMs: number }

const NOBODY: AskedKeys = { all: [], patient: new Set(), ageMs: 0 }

/** What moved or may be written is asked for now; whose turn it merely is can be as another stream saw it. */
function askedKeys({ keys, waiting, ageMs }: Looks, looks: (turn: ReadonlySet<string>) => readonly string[]): AskedKeys {
  const now = looks(waiting)
  if (keys.size === 0) return { all: now, patient: new Set(), ageMs }
  const urgent = new Set(now)
  const patient = looks(keys).filter((key) => !urgent.has(key))
  return { all: [...now, ...patient], patient: new Set(patient), ageMs }
}

function leastOf({ source, target }: Stream, habit: (of: Stream['source']['spec']['habits']) => number | undefined): number | undefined {
  const given = [source, target].map(({ spec }) => habit(spec.habits)).filter((one) => one !== undefined)
  return given.length === 0 ? undefined : Math.min(...given)
}

/** What may be read in an hour is shared alike among the streams of a system. */
function perHourOf(stream: Stream, { desired }: Parts): number | undefined {
  const shares = [stream.source, stream.target].flatMap(({ name, spec }) => {
    const { looksPerHour } = spec.habits
    const among = desired.streams.filter(({ source, target }) => source.name === name || target.name === name).length
    return looksPerHour === undefined ? [] : [looksPerHour / Math.max(1, among)]
  })
  return shares.length === 0 ? undefined : Math.min(...shares)
}

const LOOKS_AT_ONCE = 200

async function lookAt(asked: Asked, side: Side, keys: AskedKeys, normalise: Normalise): Promise<Side> {
  const items = new Map(side.items)
  const absent = new Set(side.absent)
  const unknown = new Map(side.unknown)
  const total = keys.all.length
  const told = (done: number): void => asked.parts.tell('looked', { stream: asked.stream, system: asked.name, done, total })
  if (total > 0) told(0)
  for (let from = 0; from < total; from += LOOKS_AT_ONCE) {
    for (const [key, found] of await findSome(asked, keys.all.slice(from, from + LOOKS_AT_ONCE), keys)) {
      if (found.kind === 'found') items.set(key, side.items.has(key) ? normalise(found.item) : { ...normalise(found.item), unlisted: true })
      else if (found.kind === 'absent') {
        items.delete(key)
        absent.add(key)
      } else {
        items.delete(key)
        unknown.set(key, doubtOf(key, found))
      }
    }
    told(Math.min(from + LOOKS_AT_ONCE, total))
  }
  return { ...side, items, absent, unknown }
}

async function findSome({ reader, entity, scope }: Asked, keys: readonly string[], { patient, ageMs }: AskedKeys): Promise<[string, Found][]> {
  const now = keys.filter((key) => !patient.has(key))
  const later = keys.filter((key) => patient.has(key))
  const found: [string, Found][] = now.length === 0 ? [] : [...await reader.find(entity, now, scope)]
  return later.length === 0 ? found : [...found, ...await reader.find(entity, later, scope, undefined, ageMs)]
}

/** What a look that found neither an item nor its absence says. */
export function doubtOf(key: string, found: Exclude<Found, { kind: 'found' | 'absent' }>): Problem {
  return found.kind === 'ambiguous' ? problem('KEY_AMBIGUOUS', { key, keys: found.keys }) : found.problem
}
