// What a status needs, gathered from the files and what the engine remembers. Reads only; an engine may be running meanwhile.
import { statusOf, type StatusFacts, type StreamInput } from '../report/status.js'
import type { FileStore } from '../store/store.js'
import type { Condition } from '../types/state.js'
import type { Stream } from '../core/stream.js'
import { usageOf } from '../run/pass.js'
import { reasonOf } from '../core/problem.js'
import type { Project } from './project.js'

/** The facts as of now. */
export function statusFacts(project: Project, store: FileStore, nowMs: number): StatusFacts {
  const { desired, specs } = project
  return statusOf({
    integration: desired.name, now: new Date(nowMs).toISOString(), mode: desired.mode, problems: specs.problems,
    simulated: desired.systems.filter((system) => system.simulator !== undefined).map((system) => system.name),
    streams: desired.streams.map((stream) => streamInput(stream, store)),
    off: desired.off.map((one) => ({ stream: one.id, facts: {}, ...reasonOf(one.problem) })),
    groups: [],
    usage: {
      tier: desired.tier, tiers: Object.values(specs.tiers).filter((tier) => tier !== undefined), offer: specs.offer,
      used: { uniqueProducts: usageOf({ desired, store }).uniqueProducts }, asked: desired.features,
      counted: { shop: desired.systems.filter((system) => system.role === 'shop').length },
    },
    timeZone: 'Europe/Stockholm',
  })
}

function streamInput(stream: Stream, store: FileStore): StreamInput {
  const { condition, compare } = store.read(stream.id).run
  const oldest = compare?.lastRoundEndedAt ?? compare?.roundStartedAt
  const next = nextRun(stream, condition)
  return { stream: stream.id, condition, ...(next ? { nextRunAt: next } : {}), ...(oldest ? { oldestSeenAt: oldest } : {}) }
}

function nextRun(stream: Stream, { lastRunAt, notBefore }: Condition): string | undefined {
  if (lastRunAt === undefined) return undefined
  const rhythm = new Date(Date.parse(lastRunAt) + stream.rhythm.everySeconds * 1000).toISOString()
  return notBefore !== undefined && notBefore > rhythm ? notBefore : rhythm
}
