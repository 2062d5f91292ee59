// Is the whole plan sane? A guard never stops a stream and never loses a change: what it doubts becomes a group that waits for approval.
import type { EntitySpec } from '../types/entity.js'
import type { GuardLimits } from '../types/guards.js'
import type { Change, Group, Reason } from '../types/plan.js'
import type { WindowEntry } from '../types/state.js'
import { digestOf } from '../values/digest.js'
import { percentChange } from '../values/money.js'
import { problem, reasonOf, type Problem } from './problem.js'
import type { Draft } from './plan.js'
import type { Stream } from './stream.js'

/** What the guards look at besides the plan. */
export interface GuardView {
  /** Items that Base remembers, and what each side showed last time (-1: never) and shows now. */
  readonly known: number
  readonly seenBefore: number
  readonly seenNow: number
  /** What was written within the guard's window. */
  readonly window: readonly WindowEntry[]
}

interface Doubt { readonly id: string; readonly problem: Problem; readonly applies: (one: Change) => boolean }

export interface Guarded { readonly draft: Draft; readonly groups: readonly Group[] }

/** The draft with doubted changes pending, and the groups that they wait in. */
export function guard(draft: Draft, view: GuardView): Guarded {
  const { stream } = draft
  const open = draft.changes.filter((one) => one.verdict === 'ready')
  const doubts = [...sourceDoubts(stream, view), ...volumeDoubts(open, stream, view), ...valueDoubts(open, draft, view)]
  const changes = draft.changes.map((one) => (one.verdict === 'ready' ? doubted(one, doubts, stream.id) : one))
  return { draft: { ...draft, changes }, groups: groupsOf(changes, stream.id) }
}

/** An empty or shrunken source is a fault of the source until a person says otherwise: nothing is retired for it. */
function sourceDoubts({ guards: limits, entity }: Stream, view: GuardView): Doubt[] {
  const retires = (one: Change): boolean => effectOf(one.action, aftersOf(one), entity) === 'retire'
  const before = view.seenBefore
  if (before > 0 && view.seenNow === 0) {
    return [{ id: 'source-empty', problem: problem('GUARD_SOURCE_EMPTY', { before }), applies: retires }]
  }
  const max = limits.sourceShrinkPercentMax
  if (typeof max !== 'number' || before < (limits.itemsMin ?? 0) || before <= 0) return []
  const shrunk = ((before - view.seenNow) * 100) / before
  if (shrunk <= max) return []
  return [{ id: 'source-shrunk', problem: problem('GUARD_SOURCE_SHRUNK', { before, now: view.seenNow, max }), applies: retires }]
}

/** Shares and counts, together with what the window already saw: ten runs just below a limit do not pass for one. */
function volumeDoubts(open: readonly Change[], { guards: limits, entity }: Stream, view: GuardView): Doubt[] {
  const doubts: Doubt[] = []
  for (const action of ['create', 'update', 'retire'] as const) {
    const earlier = view.window.reduce((sum, entry) => sum + entry[action], 0)
    const applies = (one: Change): boolean => isCounted(one) && effectOf(one.action, aftersOf(one), entity) === action
    const planned = open.filter(applies).length
    // A first load has nothing to be held against: every item of it is new.
    if (planned === 0 || (action === 'create' && isFirstLoad(view.seenBefore))) continue
    const over = overLimit({ earlier, planned, known: view.known, limits, action })
    if (over) doubts.push({ id: `many-${action}s`, problem: over, applies })
  }
  return doubts
}

/**
 * What a change does in effect: an update that says what retiring would set takes the item away just the same, whether the leader
 * removed it or only marked it. A level has a limit of its own: what is sold out is not gone.
 */
export function effectOf(action: Change['action'], after: Readonly<Record<string, unknown>>, { retire, fields }: EntitySpec): Change['action'] {
  if (action !== 'update' || retire.how !== 'set') return action
  // A register may be retired by several signs, of which a stream writes those that are its own.
  const signs = Object.entries(retire.set ?? {}).filter(([name]) => fields[name]?.guard !== 'level' && after[name] !== undefined)
  return signs.length > 0 && signs.every(([name, value]) => after[name] === value) ? 'retire' : action
}

/** What a change writes, by field. */
export function aftersOf({ fields }: Change): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one?.after]))
}

/** The stream never yet came to the end of a pass. seenBefore: what the source showed last time, -1 before the first. */
export function isFirstLoad(seenBefore: number): boolean {
  return seenBefore < 0
}

/** Filling in an item that was never agreed on overwrites nothing of ours; where it meets another's value it waits in a group anyway. */
export function isCounted(one: Change): boolean {
  return one.action !== 'update' || one.drift !== 'created/created'
}

function overLimit(at: { earlier: number; planned: number; known: number; limits: GuardLimits; action: 'create' | 'update' | 'retire' }): Problem | undefined {
  const { earlier, planned, known, limits, action } = at
  const count = earlier + planned
  const facts = { action, planned, earlier, hours: limits.windowHours ?? 24 }
  const countMax = limits[`${action}CountMax`]
  if (typeof countMax === 'number' && count > countMax) return problem('GUARD_COUNT', { ...facts, max: countMax })
  const percentMax = limits[`${action}PercentMax`]
  if (typeof percentMax !== 'number' || known < (limits.itemsMin ?? 0) || known === 0) return undefined
  return (count * 100) / known > percentMax ? problem('GUARD_SHARE', { ...facts, of: known, max: percentMax }) : undefined
}

/** Fields that are money or stock, as their entity says. */
function valueDoubts(open: readonly Change[], { stream }: Draft, view: GuardView): Doubt[] {
  const doubts: Doubt[] = []
  const fieldsOf = (kind: 'amount' | 'level'): string[] => stream.writes.filter((name) => stream.entity.fields[name]?.guard === kind)
  const { priceZero, priceJumpPercentMax: jumpMax, stockToZeroPercentMax: zeroMax, itemsMin = 0 } = stream.guards
  for (const name of fieldsOf('amount')) {
    if (priceZero) {
      doubts.push({ id: 'price-zero', problem: problem('GUARD_PRICE_ZERO', { field: name }), applies: (one) => one.fields[name]?.after === '0.00' })
    }
    if (typeof jumpMax === 'number') {
      doubts.push({ id: 'price-jump', problem: problem('GUARD_PRICE_JUMP', { field: name, max: jumpMax }), applies: (one) => jumps(one, name, jumpMax) })
    }
  }
  for (const name of fieldsOf('level')) {
    if (typeof zeroMax !== 'number' || view.known < itemsMin || view.known === 0) continue
    const toZero = open.filter((one) => goesToZero(one, name)).length + view.window.reduce((sum, entry) => sum + entry.toZero, 0)
    if ((toZero * 100) / view.known <= zeroMax) continue
    const found = problem('GUARD_STOCK_TO_ZERO', { count: toZero, of: view.known, max: zeroMax })
    doubts.push({ id: 'stock-to-zero', problem: found, applies: (one) => goesToZero(one, name) })
  }
  return doubts
}

function jumps(one: Change, name: string, max: number): boolean {
  const { was, after, before = was } = one.fields[name] ?? {}
  if (typeof before !== 'string' || typeof after !== 'string') return false
  const percent = percentChange(before, after)
  return percent !== undefined && Math.abs(percent) > max
}

/** From some stock to none. A first level of none is no fall. */
export function goesToZero(one: Change, name: string): boolean {
  const change = one.fields[name]
  const before = change?.before ?? change?.was
  return change !== undefined && change.after === 0 && typeof before === 'number' && before > 0
}

function doubted(one: Change, doubts: readonly Doubt[], stream: string): Change {
  const mine = doubts.filter((doubt) => doubt.applies(one))
  const why: Reason[] = mine.map((doubt) => reasonOf(doubt.problem))
  if (one.group) why.unshift(reasonOf(problem('FIRST_SYNC_DIFFERS')))
  if (why.length === 0) return one
  return { ...one, verdict: 'pending', why, group: one.group ?? `${stream}:${mine[0]?.id}` }
}

/** The groups of a stream's changes, in the order of their names. */
export function groupsOf(changes: readonly Change[], stream: string): Group[] {
  const byId = new Map<string, Change[]>()
  for (const one of changes) {
    if (!one.group || (one.verdict !== 'pending' && one.verdict !== 'ready')) continue
    const list = byId.get(one.group)
    if (list) list.push(one)
    else byId.set(one.group, [one])
  }
  return [...byId].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, members]) => {
    const first = members[0]?.why?.[0]
    return {
      id, stream, code: first?.code ?? 'FIRST_SYNC_DIFFERS', facts: { ...first?.facts }, count: members.length,
      approved: members.every((one) => one.verdict === 'ready'),
      digest: digestOf(members.map((one) => one.digest).sort()),
    }
  })
}
