// What a status needs, gathered from the files and what the engine remembers. Reads only; an engine may be running meanwhile.
import { statusOf, type EngineInput, type OrdersInput, type StatusFacts, type StreamInput } from '../report/status.js'
import { FileIntents } from '../store/intents.js'
import { leaseHolder } from '../store/lease.js'
import type { FileStore } from '../store/store.js'
import type { Condition } from '../types/state.js'
import type { Stream } from '../core/stream.js'
import { leftBehind } from '../run/left-behind.js'
import { unreadable } from '../run/memory-of.js'
import { usageOf } from '../run/used.js'
import { reasonOf, type Problem } from '../core/problem.js'
import { oldestLook } from '../core/compare.js'
import { firstOpen, isOverdue } from '../core/turns.js'
import { wallTime } from '../values/time.js'
import { leaseKey } from './lease-key.js'
import type { Project } from './project.js'

/** A write that began so long ago is under way no more, though an engine runs. */
const UNDER_WAY_MS = 5 * 60_000

/** The facts as of now. Throws StoreError where a file of the engine's cannot be read. */
export function statusFacts(project: Project, store: FileStore, nowMs: number): StatusFacts {
  const { desired, specs } = project
  const engine = leaseHolder({ key: leaseKey(project), now: () => nowMs })
  return statusOf({
    integration: desired.name, now: new Date(nowMs).toISOString(), mode: desired.mode, problems: specs.problems,
    simulated: desired.systems.filter((system) => system.simulator !== undefined).map((system) => (system.orderBinding?.spec.assumed ? `${system.name} (orders assumed)` : system.name)),
    engine: engine ? { pid: engine.pid, host: engine.host, since: engine.since } : null,
    openWrites: openWrites(project, engine, nowMs),
    streams: desired.streams.map((stream) => streamInput(stream, store, { nowMs, running: engine !== undefined })),
    off: [...desired.off, ...leftBehind({ desired, store, clock: { now: () => nowMs } })].map((one) => ({ stream: one.id, facts: {}, ...reasonOf(one.problem) })),
    groups: [], orders: ordersOf(desired.streams, store, nowMs),
    usage: {
      tier: desired.tier, tiers: Object.values(specs.tiers).filter((tier) => tier !== undefined), offer: specs.offer,
      used: usageOf({ desired, store }, nowMs), asked: desired.features,
      counted: { shop: desired.systems.filter((system) => system.role === 'shop').length },
    },
    timeZone: 'Europe/Stockholm',
  })
}

/** By shop, of the stream that makes its documents. */
function ordersOf(streams: readonly Stream[], store: FileStore, nowMs: number): OrdersInput[] {
  return streams.flatMap(({ id, entity, orders }) => {
    if (!orders || entity.between?.made === undefined || unreadable(store, id)) return []
    const { entries, run: { condition } } = store.read(id)
    const month = wallTime(nowMs, orders.rules.timeZone).date.slice(0, MONTH)
    const isOfMonth = (at: string): boolean => wallTime(Date.parse(at), orders.rules.timeZone).date.startsWith(month)
    const handedThisMonth = [...entries.values()].filter(({ bornAt }) => bornAt !== undefined && isOfMonth(bornAt)).length
    const [oldest] = [...(condition.waiting ?? [])].sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0))
    return [{
      shop: orders.rules.shop, handedThisMonth, held: (condition.totals ?? []).filter(({ kind }) => kind === 'person').reduce((sum, { count }) => sum + count, 0),
      ...(oldest ? { oldest: { key: oldest.key, since: oldest.since } } : {}),
    }]
  })
}

const MONTH = 'yyyy-mm'.length

/** Items whose write has no known outcome. What a running engine has just begun is only under way. */
function openWrites({ dir }: Project, engine: EngineInput | undefined, nowMs: number): number {
  const open = FileIntents.read({ dir }).open()
  const doubtful = engine ? open.filter((one) => nowMs - Date.parse(one.at) > UNDER_WAY_MS) : open
  return doubtful.reduce((sum, one) => sum + one.items.length, 0)
}

interface Look { readonly nowMs: number; readonly running: boolean }

function streamInput(stream: Stream, store: FileStore, { nowMs, running }: Look): StreamInput {
  const damaged = unreadable(store, stream.id)
  if (damaged) return { stream: stream.id, condition: damagedCondition(damaged, nowMs) }
  const { condition, compare } = store.read(stream.id).run
  const { lastRunAt, notBefore } = condition
  const oldest = compare && oldestLook(compare)
  const next = running ? nextRun(stream, condition) : undefined
  const overdue = lastRunAt !== undefined && isOverdue(stream.rhythm, { nowMs, lastRunMs: Date.parse(lastRunAt), notBefore })
  return {
    stream: stream.id, condition, ...(stream.entity.words?.done === undefined ? {} : { done: stream.entity.words.done }), ...(next ? { nextRunAt: next } : {}), ...(oldest ? { oldestSeenAt: oldest } : {}), ...(oldest && isLate(stream, nowMs - Date.parse(oldest)) ? { looksLate: true } : {}),
    ...(overdue ? { overdue } : {}),
  }
}

/** A round may end a cycle after its time; half as long again is a budget that is too small, or an engine that stood still. */
function isLate({ source, target }: Stream, ageMs: number): boolean {
  const hours = [source, target].map(({ spec }) => spec.habits.compareWithinHours ?? Infinity)
  return ageMs > 1.5 * Math.min(...hours) * 3_600_000
}

/** The others are shown all the same. */
function damagedCondition({ code, facts }: Problem, nowMs: number): Condition {
  return { type: 'Stalled', reason: code, message: JSON.stringify(facts), since: new Date(nowMs).toISOString() }
}

function nextRun({ rhythm }: Stream, { lastRunAt, notBefore }: Condition): string | undefined {
  if (lastRunAt === undefined) return undefined
  const earliest = Math.max(Date.parse(lastRunAt) + rhythm.everySeconds * 1000, notBefore === undefined ? 0 : Date.parse(notBefore))
  const openMs = firstOpen(rhythm, earliest)
  return openMs === undefined ? undefined : new Date(openMs).toISOString()
}
