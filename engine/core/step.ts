// One batch of changes, one request at a time: (state, reply?) → (state, request?). Look, write, look again; and when nobody knows
// whether a write happened, look before anything else. Pure: whoever drives it writes the intent before each write.
import type { EntitySpec } from '../types/entity.js'
import type { Change } from '../types/plan.js'
import type { Fields, Item, Value } from './item.js'
import { problem, type Problem } from './problem.js'
import { sameValue } from './same.js'

/**
 * What became of one change, or open while it is under way. rewritten: done, but the target spells a text otherwise than we meant.
 * refused and written: the system said yes and shows another figure all the same. retry and written: half of a create was done.
 */
export type Fate =
  | { readonly kind: 'open' }
  | { readonly kind: 'written' }
  | { readonly kind: 'done'; readonly already?: boolean; readonly rewritten?: readonly string[] }
  | { readonly kind: 'refused' | 'retry'; readonly problem: Problem; readonly written?: boolean }
  | { readonly kind: 'stale' | 'unknown'; readonly problem: Problem }

export interface StepItem {
  readonly change: Change
  readonly targetKey: string
  readonly after: Readonly<Record<string, Value>>
  readonly fate: Fate
  /** What the target showed last; null: it had no such item. */
  readonly shown?: Fields | null
  /** How often it was written. */
  readonly writes: number
  /** What the system remarked on while it did it. */
  readonly warnings?: readonly Problem[]
}

export type Phase = 'look' | 'write' | 'read' | 'wait' | 'settle' | 'end'

export interface StepState {
  readonly phase: Phase
  readonly items: readonly StepItem[]
  readonly readDelayMs: number
  /** Fields that a system has no spelling of its own for. */
  readonly exact: ReadonlySet<string>
}

export type StepRequest =
  | { readonly kind: 'find'; readonly keys: readonly string[] }
  | { readonly kind: 'write'; readonly items: readonly StepItem[] }
  | { readonly kind: 'wait'; readonly ms: number }

/** What a look found, with normal items. */
export type Look =
  | { readonly kind: 'found'; readonly item: Item }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly problem: Problem }

/** What the system said to one written change; readBack where it showed the result in its answer. */
export type Said =
  | { readonly kind: 'done'; readonly readBack?: Item; readonly warnings?: readonly Problem[] }
  | { readonly kind: 'refused' | 'retry' | 'unknown'; readonly problem: Problem }

export type StepReply =
  | { readonly kind: 'looks'; readonly looks: ReadonlyMap<string, Look> }
  | { readonly kind: 'said'; readonly said: ReadonlyMap<string, Said> }
  | { readonly kind: 'waited' }

/** A write whose outcome is unknown is tried once more, if a look shows that it did not happen. */
const WRITES_MAX = 2
/** A write that nobody sees yet may still be on its way: at least this long is waited before it counts as not done. */
const SETTLE_WAIT_MS = 500

/** Money, counts, rates and yes or no: another figure is another fact, however it came about, and never a spelling. */
export function exactFields({ fields }: EntitySpec): ReadonlySet<string> {
  const exact = ['money', 'integer', 'rate', 'boolean']
  return new Set(Object.entries(fields).filter(([, spec]) => spec && exact.includes(spec.type)).map(([name]) => name))
}

/** The state before the first request. */
export function begin(changes: readonly Change[], readDelayMs: number, exact: ReadonlySet<string> = new Set()): StepState {
  return {
    phase: 'look', readDelayMs, exact,
    items: changes.map((change) => ({
      change, targetKey: change.targetKey ?? change.key, after: afterOf(change), fate: { kind: 'open' }, writes: 0,
    })),
  }
}

/** The next state and request. Without a request the batch is at its end and every item has its fate. */
export function next(state: StepState, reply?: StepReply): { readonly state: StepState; readonly request?: StepRequest } {
  const after = reply ? take(state, reply) : state
  const request = requestOf(after)
  return request ? { state: after, request } : { state: after }
}

function afterOf(change: Change): Record<string, Value> {
  return Object.fromEntries(Object.entries(change.fields).map(([name, one]) => [name, one?.after as Value]))
}

function requestOf(state: StepState): StepRequest | undefined {
  const keysOf = (kind: Fate['kind']): string[] => state.items.filter((one) => one.fate.kind === kind).map((one) => one.targetKey)
  switch (state.phase) {
    case 'look': return { kind: 'find', keys: keysOf('open') }
    case 'write': return { kind: 'write', items: state.items.filter((one) => one.fate.kind === 'open') }
    case 'read': return { kind: 'find', keys: keysOf('written') }
    case 'wait': return { kind: 'wait', ms: Math.max(state.readDelayMs, SETTLE_WAIT_MS) }
    case 'settle': return { kind: 'find', keys: keysOf('unknown') }
    case 'end': return undefined
  }
}

function take(state: StepState, reply: StepReply): StepState {
  switch (state.phase) {
    case 'look': return moveOn({ ...state, items: mapLooks(state, reply, 'open', stillOpen) })
    case 'write': return moveOn({ ...state, items: mapSaid(state, reply) })
    case 'read': return moveOn({ ...state, items: mapLooks(state, reply, 'written', (item, look) => readBack(item, look, state.exact)) })
    case 'wait': return { ...state, phase: 'settle' }
    case 'settle': return moveOn({ ...state, items: mapLooks(state, reply, 'unknown', (item, look) => settled(item, look, state.exact)) })
    case 'end': return state
  }
}

/** What is left to do decides the phase: writing before reading back, reading back before settling. */
function moveOn(state: StepState): StepState {
  const some = (kind: Fate['kind']): boolean => state.items.some((one) => one.fate.kind === kind)
  if (some('open')) return { ...state, phase: 'write' }
  if (some('written')) return { ...state, phase: 'read' }
  const unsettled = state.items.some((one) => one.fate.kind === 'unknown' && state.phase !== 'settle')
  return { ...state, phase: unsettled ? 'wait' : 'end' }
}

type OnLook = (item: StepItem, look: Look) => StepItem

function mapLooks(state: StepState, reply: StepReply, kind: Fate['kind'], onLook: OnLook): StepItem[] {
  if (reply.kind !== 'looks') throw new Error(`a ${reply.kind} reply in phase ${state.phase}`)
  return state.items.map((one) => (one.fate.kind === kind ? onLook(one, reply.looks.get(one.targetKey) ?? noLook(one.targetKey)) : one))
}

function noLook(key: string): Look {
  return { kind: 'unknown', problem: problem('LOOK_WITHOUT_ANSWER', { key }) }
}

/** Before the write: is what the change relied on still so? */
function stillOpen(item: StepItem, look: Look): StepItem {
  const shown = look.kind === 'found' ? look.item.fields : null
  if (look.kind === 'unknown') return { ...item, fate: { kind: 'retry', problem: look.problem } }
  if (shown && says(shown, item.after) && allShown(shown, item.after)) return { ...item, shown, fate: { kind: 'done', already: true } }
  const stale = groundMoved(item, shown)
  return stale ? { ...item, shown, fate: { kind: 'stale', problem: stale } } : { ...item, shown }
}

/** What the change relied on and is no longer so. A field that says already what is meant is no obstacle. */
function groundMoved({ change, targetKey, after }: StepItem, shown: Fields | null): Problem | undefined {
  const absentWanted = change.reliedOn?.absent ?? false
  if (absentWanted !== (shown === null)) return problem(absentWanted ? 'STALE_APPEARED' : 'STALE_VANISHED', { key: targetKey })
  if (!shown) return undefined
  for (const [field, planned] of Object.entries((change.reliedOn?.fields ?? {}) as Fields)) {
    const now = shown[field]
    if (now === undefined || sameValue(now, planned) || sameValue(now, after[field])) continue
    return problem('STALE_TARGET_MOVED', { key: targetKey, field, planned, now })
  }
  return undefined
}

function mapSaid(state: StepState, reply: StepReply): StepItem[] {
  if (reply.kind !== 'said') throw new Error(`a ${reply.kind} reply in phase ${state.phase}`)
  return state.items.map((one) => {
    if (one.fate.kind !== 'open') return one
    const said = reply.said.get(one.targetKey) ?? { kind: 'unknown', problem: problem('WRITE_WITHOUT_ANSWER', { key: one.targetKey }) }
    const remarked = said.kind === 'done' && said.warnings && said.warnings.length > 0 ? { warnings: said.warnings } : {}
    const written = { ...one, writes: one.writes + 1, ...remarked }
    if (said.kind !== 'done') return { ...written, fate: said }
    return said.readBack ? readBack(written, { kind: 'found', item: said.readBack }, state.exact) : { ...written, fate: { kind: 'written' } }
  })
}

/** After the write: what the target really keeps is what is remembered, so that its own spelling is never a change later. */
function readBack(item: StepItem, look: Look, exact: ReadonlySet<string>): StepItem {
  if (look.kind !== 'found') return { ...item, shown: { ...item.shown, ...item.after }, fate: { kind: 'done' } }
  const shown = { ...item.shown, ...item.after, ...look.item.fields }
  const other = contradiction(item, shown, exact)
  // Somebody edited it at that very moment, or the system ignored us: either way it does not say what was meant.
  if (other) return { ...item, shown, fate: { kind: 'refused', problem: problem('NOT_KEPT', other), written: true } }
  return done(item, shown)
}

function contradiction({ after, targetKey }: StepItem, shown: Fields, exact: ReadonlySet<string>): Problem['facts'] | undefined {
  const field = Object.keys(after).find((name) => exact.has(name) && !sameValue(shown[name], after[name]))
  return field === undefined ? undefined : { key: targetKey, field, meant: after[field], now: shown[field] }
}

function done(item: StepItem, shown: Fields): StepItem {
  const rewritten = Object.keys(item.after).filter((name) => !sameValue(shown[name], item.after[name]))
  return { ...item, shown, fate: rewritten.length > 0 ? { kind: 'done', rewritten } : { kind: 'done' } }
}

/** Nobody knew, and now we look: it happened, or it did not, or it still cannot be told. */
function settled(item: StepItem, look: Look, exact: ReadonlySet<string>): StepItem {
  if (look.kind === 'unknown') return item
  const shown = look.kind === 'found' ? look.item.fields : null
  // A number that nobody had a moment ago is ours, however the target spells its fields: creating it again would make a double.
  if (shown && (item.change.action === 'create' || (says(shown, item.after) && allShown(shown, item.after)))) {
    const other = contradiction(item, { ...item.after, ...shown }, exact)
    // Half of it happened, say the article and not its hiding. It is ours, and the next pass sees what is left to do.
    if (other) return { ...item, shown, fate: { kind: 'retry', problem: problem('HALF_DONE', other), written: true } }
    return done(item, { ...item.after, ...shown })
  }
  const stale = groundMoved(item, shown)
  if (stale) return { ...item, shown, fate: { kind: 'stale', problem: stale } }
  if (item.writes < WRITES_MAX) return { ...item, shown, fate: { kind: 'open' } }
  // A field that the target never shows can be written again without harm, but nobody can tell whether it took.
  if (shown && says(shown, item.after)) return { ...item, shown }
  const found = item.fate.kind === 'unknown' ? item.fate.problem : problem('LOOK_WITHOUT_ANSWER', { key: item.targetKey })
  return { ...item, shown, fate: { kind: 'retry', problem: found } }
}

/** Nothing shown contradicts what was meant. */
function says(shown: Fields, after: Readonly<Record<string, Value>>): boolean {
  return Object.entries(after).every(([name, value]) => shown[name] === undefined || sameValue(shown[name], value))
}

/** Every field that was meant can be seen. */
function allShown(shown: Fields, after: Readonly<Record<string, Value>>): boolean {
  return Object.keys(after).every((name) => shown[name] !== undefined)
}
