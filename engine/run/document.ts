// The plan document: one object that text, Markdown, HTML and JSON are views of, and that apply takes.
import type { Desired, OffStream } from '../core/stream.js'
import { reasonOf } from '../core/problem.js'
import type { Group, PlanDocument, StreamPlan } from '../types/plan.js'
import { digestOf } from '../values/digest.js'
import { leftBehind } from './left-behind.js'
import { nowText, type Parts } from './parts.js'
import { noCounts } from './stream-plan.js'

/** The whole plan. Its id is a digest of all but the time, so that the same plan has the same id. */
export function planDocument(parts: Parts, streams: readonly StreamPlan[], groups: readonly Group[]): PlanDocument {
  const { desired } = parts
  const totals = noCounts()
  for (const { counts } of streams) for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += counts[name]
  const body = {
    formatVersion: 1 as const, integration: desired.name, mode: desired.mode, package: desired.tier.id, configDigest: desired.digest,
    systems: systemsOf(desired), streams: [...streams], off: offOf([...desired.off, ...leftBehind(parts)]), groups: [...groups], totals,
  }
  const id = digestOf({ ...body, streams: streams.map((one) => ({ ...one, changes: one.changes.map(({ digest, verdict }) => [digest, verdict]) })) }).slice(0, 16)
  return { ...body, id, madeAt: nowText(parts.clock) }
}

/** Names this very making of a plan: what is used once. The same plan made again is another one to be used. */
export function usedAs({ id, madeAt }: Pick<PlanDocument, 'id' | 'madeAt'>): string {
  return digestOf([id, madeAt]).slice(0, 16)
}

function systemsOf(desired: Desired): PlanDocument['systems'] {
  return desired.systems.map(({ name, role, spec, fingerprint, simulator }) => ({
    name, role, driver: spec.driver, title: spec.title, fingerprint, simulated: simulator !== undefined,
  }))
}

function offOf(off: readonly OffStream[]): PlanDocument['off'] {
  return off.map(({ id, problem }) => {
    const { code, facts = {} } = reasonOf(problem)
    return { stream: id, code, facts }
  })
}
