// The status of an integration as facts with their sentences: what the text, the page and --json show. Pure.
import type { Group, Reason, StreamOff } from '../types/plan.js'
import type { ProblemsSpec } from '../types/problems.js'
import type { Condition, Waiting } from '../types/state.js'
import { approveCommand } from './knowledge.js'
import { hintText, offText, reasonText, sharedReason, sharedText, todoText } from './reason-text.js'
import { usageOf, type UsageFacts, type UsageInput } from './usage.js'

export interface StatusInput {
  readonly integration: string
  /** ISO time. */
  readonly now: string
  readonly mode: string
  /** Names of systems that are simulated. */
  readonly simulated: readonly string[]
  readonly streams: readonly StreamInput[]
  readonly off: readonly StreamOff[]
  /** Groups of the latest plan. */
  readonly groups: readonly Group[]
  readonly usage?: UsageInput
  readonly problems: ProblemsSpec
  /** The plan's file, for the commands that are shown. */
  readonly file?: string
  readonly timeZone?: string
}

export interface StreamInput {
  readonly stream: string
  readonly condition: Condition
  readonly nextRunAt?: string
  /** When the item that was looked at longest ago was looked at. */
  readonly oldestSeenAt?: string
}

/** Items that wait for the same reason. */
export interface WaitingFacts {
  readonly code: string
  readonly text: string
  readonly todo?: string
  readonly count: number
  readonly since: string
  /** A few of their keys. */
  readonly examples: readonly string[]
}

export interface StreamFacts {
  readonly stream: string
  readonly type: Condition['type']
  readonly reason: string
  readonly text: string
  readonly since: string
  readonly lastRunAt?: string
  readonly lastChangeAt?: string
  readonly nextRunAt?: string
  readonly notBefore?: string
  readonly oldestSeenAt?: string
  readonly failures?: number
  readonly counts: Readonly<Record<string, number>>
  readonly waiting: readonly WaitingFacts[]
}

export interface GroupFacts { readonly id: string; readonly stream: string; readonly count: number; readonly text: string; readonly hint?: string; readonly command: string }

export interface StatusFacts {
  readonly integration: string
  readonly now: string
  readonly mode: string
  readonly timeZone?: string
  readonly simulated: readonly string[]
  readonly streams: readonly StreamFacts[]
  readonly off: readonly { readonly stream: string; readonly code: string; readonly text: string }[]
  readonly groups: readonly GroupFacts[]
  readonly usage?: UsageFacts
}

const EXAMPLES_MAX = 5

/** Everything that a status shows, in the order in which it shows it. */
export function statusOf(input: StatusInput): StatusFacts {
  const { integration, now, mode, simulated, problems, usage, timeZone } = input
  return {
    integration, now, mode, ...(timeZone === undefined ? {} : { timeZone }), simulated,
    streams: input.streams.map((one) => streamFacts(one, problems)),
    off: input.off.map((one) => ({ stream: one.stream, code: one.code, text: offText(one, problems) })),
    groups: input.groups.filter((one) => !one.approved).map((one) => groupFacts(one, input)),
    ...(usage ? { usage: usageOf(usage) } : {}),
  }
}

function streamFacts({ stream, condition, nextRunAt, oldestSeenAt }: StreamInput, problems: ProblemsSpec): StreamFacts {
  const { type, reason, since, lastRunAt, lastChangeAt, notBefore, failures } = condition
  const times = { lastRunAt, lastChangeAt, nextRunAt, notBefore, oldestSeenAt }
  const known = Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined))
  const counts = Object.fromEntries(Object.entries(condition.counts ?? {}).flatMap(([name, count]) => (count === undefined ? [] : [[name, count]])))
  return {
    stream, type, reason, text: conditionText(condition, problems), since, ...known,
    ...(failures ? { failures } : {}), counts, waiting: waitingFacts(condition.waiting ?? [], problems),
  }
}

/** A reason that is a problem code carries its facts as JSON in the message; any other message is a sentence already. */
function conditionText({ reason, message }: Condition, problems: ProblemsSpec): string {
  if (!Object.hasOwn(problems, reason)) return message
  return reasonText({ code: reason, facts: factsIn(message) }, problems)
}

function factsIn(message: string): NonNullable<Reason['facts']> {
  try {
    const facts: unknown = JSON.parse(message)
    return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? (facts as NonNullable<Reason['facts']>) : {}
  } catch {
    return {}
  }
}

/** By reason, the most frequent first. */
function waitingFacts(waiting: readonly Waiting[], problems: ProblemsSpec): WaitingFacts[] {
  const byCode = new Map<string, Waiting[]>()
  for (const one of waiting) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one])
  return [...byCode].map(([code, all]) => {
    const reasons = all.map((one): Reason => ({ code, ...(one.facts ? { facts: one.facts } : {}) }))
    const reason = sharedReason(reasons)
    const todo = todoText(reason, problems)
    return {
      code, text: sharedText(reasons, problems), ...(todo === undefined ? {} : { todo }), count: all.length,
      since: all.map((one) => one.since).sort()[0] ?? '', examples: all.map((one) => one.key).sort().slice(0, EXAMPLES_MAX),
    }
  }).sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
}

function groupFacts(group: Group, { problems, file }: StatusInput): GroupFacts {
  const hint = hintText(group, problems)
  const knowledge = { problems, entities: {}, ...(file === undefined ? {} : { file }) }
  return {
    id: group.id, stream: group.stream, count: group.count, text: reasonText(group, problems),
    ...(hint === undefined ? {} : { hint }), command: approveCommand(knowledge, group.id),
  }
}
