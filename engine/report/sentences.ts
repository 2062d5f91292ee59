// A plan as sentences: changes that are alike are told together, whatever is unlike them is told by name. Every change and every
// held or skipped item is in exactly one sentence, and the same plan gives the same sentences.
import type { Change, HeldItem, StreamPlan } from '../types/plan.js'
import { fieldOf, inOrder, type Knowledge } from './knowledge.js'
import { markOf, movedOf, type Mark } from './moved-text.js'
import { changesText, itemsText, namedChange, namedItem } from './sentence-text.js'
import { GRAVE, shapeOf } from './shape.js'
import { unusualOf, type Unusual } from './unusual.js'

/** Something told by name beneath a sentence. */
export interface Named { readonly key: string; readonly text: string; readonly weight: number }

export interface Sentence {
  /** Stable: what the changes have in common. */
  readonly id: string
  readonly stream: string
  readonly mark: Mark
  readonly count: number
  readonly text: string
  /** The unusual ones, farthest out first; all of them where there are only a few. */
  readonly named: readonly Named[]
  /** How many more could be named: where many are alike, a few examples say as much. */
  readonly unnamed: number
  readonly changes: readonly Change[]
  readonly items: readonly HeldItem[]
}

interface Bundle { readonly id: string; readonly coarse: string; readonly changes: Change[] }

/** Where so few are meant, each is named. */
const FEW = 3
/** Where many are held for the same reason, so many stand for all. */
export const EXAMPLES = 8
/** How many of a stream's groups stay apart, tried one after the other until the plan is short enough. */
const APART = [Infinity, 16, 12, 8, 6, 4, 3, 2, 1, 0]

/** The sentences of some streams, at most about so many; beyond that, small groups of a stream are told together. */
export function sentencesOf(streams: readonly StreamPlan[], knowledge: Knowledge, sentencesMax = 20): Sentence[] {
  const bundles = streams.map((stream) => ({ stream, fine: bundlesOf(stream, knowledge) }))
  const others = streams.map((stream) => itemSentences(stream, knowledge))
  const itemCount = others.reduce((sum, one) => sum + one.length, 0)
  for (const apart of APART) {
    const folded = bundles.map(({ fine }) => fold(fine, apart))
    const count = folded.reduce((sum, one) => sum + one.length, itemCount)
    if (count > sentencesMax && apart > 0) continue
    return bundles.flatMap(({ stream }, at) => [...tellAll(stream, folded[at] ?? [], knowledge), ...(others[at] ?? [])])
  }
  return []
}

/** Groups of changes that have everything in common that a person would ask about. */
function bundlesOf(stream: StreamPlan, knowledge: Knowledge): Bundle[] {
  const found = new Map<string, Bundle>()
  for (const change of stream.changes) {
    const coarse = [change.stream, markOf(change), change.action, change.why?.[0]?.code ?? ''].join('|')
    const id = [coarse, likeness(change, knowledge), movedOf(change).join('+')].join('|')
    const known = found.get(id)
    if (known) known.changes.push(change)
    else found.set(id, { id, coarse, changes: [change] })
  }
  return [...found.values()].sort(byRank)
}

/** Fields and shapes. A create is a create; an update of several fields is told by them, and by what is grave among it. */
function likeness(change: Change, knowledge: Knowledge): string {
  if (change.action !== 'update') return ''
  const names = inOrder(knowledge, change.entity, Object.keys(change.fields))
  return names.map((name) => {
    const field = change.fields[name]
    const shape = field ? shapeOf(field, fieldOf(knowledge, change.entity, name)) : 'changed'
    return names.length === 1 || GRAVE.has(shape) ? `${name}:${shape}` : name
  }).join('+')
}

const RANK = ['+', '~', '-', '.', '×', '!']

function byRank(one: Bundle, other: Bundle): number {
  const mark = (bundle: Bundle): number => RANK.indexOf(bundle.coarse.split('|')[1] ?? '')
  return mark(one) - mark(other) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}

/** The largest groups stay apart; the rest are told together, by what happens to them. */
function fold(fine: readonly Bundle[], apart: number): Bundle[] {
  if (fine.length <= apart) return [...fine]
  const largest = new Set([...fine].sort((one, other) => other.changes.length - one.changes.length || byRank(one, other)).slice(0, apart))
  const rest = new Map<string, Bundle>()
  const kept: Bundle[] = []
  for (const bundle of fine) {
    if (largest.has(bundle)) { kept.push(bundle); continue }
    const known = rest.get(bundle.coarse)
    if (known) for (const change of bundle.changes) known.changes.push(change)
    else rest.set(bundle.coarse, { id: `${bundle.coarse}|others`, coarse: bundle.coarse, changes: [...bundle.changes] })
  }
  return [...kept, ...rest.values()].sort(byRank)
}

function tellAll(stream: StreamPlan, bundles: readonly Bundle[], knowledge: Knowledge): Sentence[] {
  const unusual = unusualOf(stream.changes, knowledge)
  return bundles.map((bundle) => tell(stream, bundle, { knowledge, unusual }))
}

interface Telling { readonly knowledge: Knowledge; readonly unusual: ReadonlyMap<string, Unusual> }

function tell(stream: StreamPlan, bundle: Bundle, { knowledge, unusual }: Telling): Sentence {
  const { changes } = bundle
  const few = changes.length <= FEW
  const named = changes
    .flatMap((change) => unusual.get(change.id) ?? (few ? [{ change, weight: 0 }] : []))
    .map((one) => ({ key: one.change.key, text: namedChange(one, knowledge), weight: one.weight }))
    .sort((one, other) => other.weight - one.weight || (one.key < other.key ? -1 : 1))
  const mark = changes[0] ? markOf(changes[0]) : '~'
  return {
    id: bundle.id, stream: stream.stream, mark, count: changes.length,
    text: changesText(stream, { changes, apart: new Set(unusualIds(changes, unusual)) }, knowledge), named, unnamed: 0, changes, items: [],
  }
}

function unusualIds(changes: readonly Change[], unusual: ReadonlyMap<string, Unusual>): string[] {
  return changes.filter((change) => unusual.has(change.id)).map((change) => change.id)
}

function itemSentences(stream: StreamPlan, knowledge: Knowledge): Sentence[] {
  return [...itemsBy(stream, 'held', knowledge), ...itemsBy(stream, 'skipped', knowledge)]
}

/** Held items by name, as far as they go as examples; of skipped ones only a few are named, or none. */
function namedItems(items: readonly HeldItem[], most: number, stream: StreamPlan, knowledge: Knowledge): Pick<Sentence, 'named' | 'unnamed'> {
  if (most === FEW && items.length > FEW) return { named: [], unnamed: 0 }
  const shown = items.slice(0, most)
  const named = shown.map((item) => ({ key: item.key, text: namedItem(item, { stream, alike: items }, knowledge), weight: 0 }))
  return { named, unnamed: items.length - shown.length }
}

function itemsBy(stream: StreamPlan, kind: 'held' | 'skipped', knowledge: Knowledge): Sentence[] {
  const byCode = new Map<string, HeldItem[]>()
  for (const item of stream[kind]) {
    const known = byCode.get(item.reason.code)
    if (known) known.push(item)
    else byCode.set(item.reason.code, [item])
  }
  return [...byCode].sort(([one], [other]) => (one < other ? -1 : 1)).map(([code, items]) => ({
    id: [stream.stream, kind, code].join('|'),
    stream: stream.stream,
    mark: kind === 'held' ? '!' : '.',
    count: items.length,
    text: itemsText(stream, { items, kind }, knowledge),
    ...namedItems(items, kind === 'held' ? EXAMPLES : FEW, stream, knowledge),
    changes: [],
    items,
  }))
}
