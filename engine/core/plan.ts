// Stream × pairs × policy → what should happen. One look-up per pair where one side is missing, one per field where both are there.
// Two laws stand above every policy: what both sides already say is never written, and absence is remembered too.
import type { Change, HeldItem } from '../types/plan.js'
import type { BaseEntry } from '../types/state.js'
import { entryOf, isUnlisted, sourceFields, targetFields } from './base.js'
import { decideFields } from './both.js'
import { givenUp, heldOrSkipped, notDue, type Behind, type Context, type Decision, type Surroundings } from './decision.js'
import { here } from './drift.js'
import { decideExistence, decideGone } from './existence.js'
import { isUnmoved } from './fields.js'
import type { Fields } from './item.js'
import { mapper } from './map.js'
import { isItem, type Pair } from './pair.js'
import { marked } from './personal.js'
import { problem, type Problem } from './problem.js'
import { pick, stillSays } from './same.js'
import type { Mapped, Stream } from './stream.js'

/** What a stream remembers of a pair without writing anything. null entry: forget it. */
export interface Memo { readonly key: string; readonly entry: BaseEntry | null }

/** What the plan of one stream comes to, before anyone doubted it. */
export interface Draft {
  readonly stream: Stream
  readonly changes: readonly Change[]
  readonly held: readonly HeldItem[]
  readonly skipped: readonly HeldItem[]
  readonly memos: readonly Memo[]
  /** What was left out of items that go on without it, one for each field. */
  readonly warnings: readonly Problem[]
  readonly counts: { readonly considered: number; readonly unchanged: number; readonly adopted: number; readonly waiting: number; readonly forgotten: number }
  /** What is behind each change, by key: what Base remembers once it is done. */
  readonly behind: ReadonlyMap<string, Behind>
  /** Of items that are changed, held or left out, by key: what their register wants said of them as the source shows them. */
  readonly atSource: ReadonlyMap<string, Fields>
  /** Remembered items that do not follow today's mapping yet, and that nothing but the mapping would bring up again. */
  readonly unfollowed: ReadonlySet<string>
}

/** The plan of one stream. Pure: the same input gives the same plan, whatever the order of the pairs. */
export function plan(stream: Stream, pairs: readonly Pair[], around: Surroundings): Draft {
  const left = new LeftOut()
  const decide = decider(stream, around, left)
  const changes: Change[] = []
  const held: HeldItem[] = []
  const skipped: HeldItem[] = []
  const memos: Memo[] = []
  const behind = new Map<string, Behind>()
  const atSource = new Map<string, Fields>()
  const unfollowed = new Set<string>()
  const sameMapping = around.mappingDigest === stream.mappingDigest
  const counts = { considered: pairs.length, unchanged: 0, adopted: 0, waiting: 0, forgotten: 0 }
  for (const one of pairs) {
    const decision = givenUp(one, decide(one))
    if (!sameMapping && isOpen(decision) && !showsItsMove(one, stream)) unfollowed.add(one.key)
    if (stream.entity.atSource && isOpen(decision)) atSource.set(one.key, pick(sourceFields(one), stream.entity.atSource))
    switch (decision.as) {
      case 'change':
        changes.push(decision.change)
        behind.set(one.key, decision.behind)
        break
      case 'held': held.push(withMarks(decision.item, one, stream)); break
      case 'skipped': skipped.push(withMarks(decision.item, one, stream)); break
      default:
        counts[decision.as]++
        if (decision.memo !== undefined) memos.push({ key: one.key, entry: decision.memo })
    }
  }
  return { stream, changes, held, skipped, memos, warnings: left.told(stream.entity), counts, behind, atSource, unfollowed }
}

/** A reason may repeat what either side says of a person. */
function withMarks(item: HeldItem, one: Pair, { entity }: Stream): HeldItem {
  const { reason } = item
  if (!reason.facts) return item
  const found = marked({ code: reason.code, facts: reason.facts }, entity, { ...targetFields(one), ...sourceFields(one) })
  return found.personal ? { ...item, reason: { ...reason, personal: [...found.personal] } } : item
}

/** What was remarked on while items were made, and what they go on without: gathered by reason and field. */
class LeftOut {
  private readonly alike = new Map<string, { readonly field: string; readonly code: string; readonly keys: Set<string>; facts: Problem['facts'] }>()

  note(key: string, { left = {} }: Pick<Mapped, 'left'>): void {
    for (const [name, { code, facts }] of Object.entries(left)) {
      // The same may be remarked on several times of one item.
      const field = name.replace(/ \d+$/, '')
      const known = this.alike.get(`${code} ${field}`) ?? { field, code, keys: new Set(), facts }
      this.alike.set(`${code} ${field}`, { ...known, facts: inCommon(known.facts, facts) })
      known.keys.add(key)
    }
  }

  told(entity: Stream['entity']): Problem[] {
    return [...this.alike.values()].map(({ field, code, keys, facts }) => marked(problem(code, { field, ...facts, count: keys.size, keys: shortList([...keys].sort()) }), entity, {}))
  }
}

function inCommon(one: Problem['facts'], other: Problem['facts']): Problem['facts'] {
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => JSON.stringify(value) === JSON.stringify(other[name])))
}

const KEYS_TOLD = 10

function shortList(keys: readonly string[]): readonly string[] {
  return keys.length <= KEYS_TOLD ? keys : [...keys.slice(0, KEYS_TOLD), `and ${keys.length - KEYS_TOLD} more`]
}

function isOpen({ as }: Decision): boolean {
  return as === 'change' || as === 'held' || as === 'skipped'
}

/** Will the next cycle compare the pair anyway, because it was never agreed or its source shows that it moved? */
function showsItsMove({ base, source }: Pair, stream: Stream): boolean {
  if (!base?.source || !base.target) return true
  return isItem(source) && (source.problem !== undefined || !stillSays(source.fields, base.source, stream.reads))
}

function decider(stream: Stream, around: Surroundings, left: LeftOut): (one: Pair) => Decision {
  const make = mapper(stream)
  const map: typeof make = (source, key) => {
    const mapped = make(source, key)
    if (mapped.left) left.note(key, mapped)
    return mapped
  }
  const context = { stream, around, map, sameMapping: around.mappingDigest === stream.mappingDigest }
  return (one) => {
    if (isItem(one.source) && one.source.left) left.note(one.key, one.source)
    if (context.sameMapping && isUnmoved(one, stream)) return unmoved(one, stream)
    const found = doubt(one, context)
    if (found) return found
    const sourceHere = here(one.source, one.base?.source)
    const targetHere = here(one.target, one.base?.target)
    if (sourceHere && targetHere) return decideFields(one, context)
    return sourceHere || targetHere ? decideExistence(one, context, sourceHere) : decideGone(one, stream)
  }
}

/** Nothing moved; but whether the listing shows the item is worth remembering. */
function unmoved(one: Pair, stream: Stream): Decision {
  if (isUnlisted(one) === (one.base?.unlisted === true)) return { as: 'unchanged' }
  return { as: 'adopted', memo: entryOf(one, stream, { ...(one.base?.target as Fields), ...(one.base?.mapped as Fields) }) }
}

/** Pairs that nothing can be decided about, each with its reason. */
function doubt(one: Pair, { around, stream }: Context): Decision | undefined {
  const item = isItem(one.source) ? one.source : isItem(one.target) ? one.target : undefined
  // Of a register that neither system has, the target side is what was found out about the source's item: a doubt there is one about it.
  const found = stream.entity.between && isItem(one.target) ? one.target.problem : undefined
  const bad = one.problem ?? (isItem(one.source) ? one.source.problem : undefined) ?? found
  if (bad) return heldOrSkipped(one, bad, one.source === 'unknown' || one.target === 'unknown' ? 'skipped' : 'held')
  if (item?.problem && !isItem(one.source)) return heldOrSkipped(one, item.problem, 'held')
  if (isItem(one.source) && one.source.skip && !one.base) return notDue(one, one.source.skip)
  if (one.target === 'unlisted' && isItem(one.source) && !around.coming.has(one.targetKey)) {
    return heldOrSkipped(one, problem('TARGET_NOT_VISIBLE', { key: one.targetKey }), 'skipped')
  }
  const { notBefore: until, failures } = one.base ?? one.failing ?? {}
  if (until !== undefined && around.now !== undefined && until > around.now) {
    return heldOrSkipped(one, problem('WAITS_AFTER_REFUSAL', { until, failures }), 'skipped')
  }
  return undefined
}
