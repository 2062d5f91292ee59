// The status of an integration as facts with their sentences: what the text, the page and --json show. Pure.
import { withoutEmails } from '../core/personal.js'
import type { Group, Reason, StreamOff } from '../types/plan.js'
import type { ProblemsSpec } from '../types/problems.js'
import type { Condition, ReasonTotal, Waiting } from '../types/state.js'
import { approveCommand } from './knowledge.js'
import { hintText, offText, reasonText, sharedText, todoText } from './reason-text.js'
import { timeText } from './time-text.js'
import { usageOf, type UsageFacts, type UsageInput } from './usage.js'

export interface StatusInput {
  readonly integration: string
  /** ISO time. */
  readonly now: string
  readonly mode: string
  /** Names of systems that are simulated. */
  readonly simulated: readonly string[]
  readonly streams: readonly StreamInput[]
  /** Who runs this company's streams; null: nobody. Left out: it was not looked at. */
  readonly engine?: EngineInput | null
  /** Items of writes whose outcome nobody knows. */
  readonly openWrites?: number
  readonly off: readonly StreamOff[]
  /** Groups of the latest plan. */
  readonly groups: readonly Group[]
  readonly usage?: UsageInput
  readonly orders?: readonly OrdersInput[]
  readonly problems: ProblemsSpec
  /** The plan's file, for the commands that are shown. */
  readonly file?: string
  readonly timeZone?: string
}

export interface StreamInput {
  readonly stream: string
  readonly condition: Condition
  /** What the register calls what was created: "handed over". */
  readonly done?: string
  readonly nextRunAt?: string
  /** When the item that was looked at longest ago was looked at. */
  readonly oldestSeenAt?: string
  /** That is longer ago than the systems are to be compared within. */
  readonly looksLate?: boolean
  /** It missed several of its turns. */
  readonly overdue?: boolean
}

/** How the orders of one shop are. */
export interface OrdersInput {
  readonly shop: string
  /** Documents that were made since the month began, local time. */
  readonly handedThisMonth: number
  /** Held until a person decides. */
  readonly held: number
  readonly oldest?: { readonly key: string; readonly since: string }
}

/** The engine that runs now, wherever it does. */
export interface EngineInput { readonly pid: number; readonly host: string; readonly since: string }

/** Whether an engine runs, and when one last did. */
export interface EngineFacts { readonly running: EngineInput | null; readonly lastRunAt?: string }

/** Items of the same reason. */
export interface WaitingFacts {
  readonly code: string
  readonly text: string
  readonly hint?: string
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
  readonly looksLate?: boolean
  readonly failures?: number
  readonly counts: Readonly<Record<string, number>>
  /** What the created ones of the counts are. */
  readonly done?: string
  /** What waits for a person. */
  readonly waiting: readonly WaitingFacts[]
  /** What could not be looked at. */
  readonly unseen: readonly WaitingFacts[]
  readonly withheld: readonly WaitingFacts[]
  /** Whose turn it is not. */
  readonly notDue: readonly WaitingFacts[]
}

export interface GroupFacts {
  readonly id: string
  readonly stream: string
  readonly count: number
  readonly text: string
  readonly hint?: string
  readonly command: string
}

export interface StatusFacts {
  readonly integration: string
  readonly now: string
  readonly mode: string
  readonly timeZone?: string
  readonly simulated: readonly string[]
  readonly engine?: EngineFacts
  readonly openWrites?: number
  readonly streams: readonly StreamFacts[]
  readonly off: readonly { readonly stream: string; readonly code: string; readonly text: string }[]
  readonly groups: readonly GroupFacts[]
  readonly usage?: UsageFacts
  readonly orders?: readonly OrdersInput[]
}

const EXAMPLES_MAX = 5

/** Everything that a status shows, in the order in which it shows it. */
export function statusOf(input: StatusInput): StatusFacts {
  const { integration, now, mode, simulated, problems, usage, timeZone, engine, openWrites = 0 } = input
  return {
    integration, now, mode, ...(timeZone === undefined ? {} : { timeZone }), simulated,
    ...(engine === undefined ? {} : { engine: engineFacts(engine, input.streams) }),
    ...(openWrites > 0 ? { openWrites } : {}),
    streams: input.streams.map((one) => streamFacts(one, input)),
    off: input.off.map((one) => ({ stream: one.stream, code: one.code, text: offText(one, problems) })),
    groups: input.groups.filter((one) => !one.approved).map((one) => groupFacts(one, input)),
    ...(usage ? { usage: usageOf(usage) } : {}), ...(input.orders && input.orders.length > 0 ? { orders: input.orders } : {}),
  }
}

function engineFacts(running: EngineInput | null, streams: readonly StreamInput[]): EngineFacts {
  const lastRunAt = streams.map((one) => one.condition.lastRunAt).filter((at) => at !== undefined).sort().at(-1)
  return { running, ...(lastRunAt === undefined ? {} : { lastRunAt }) }
}

/** Times ahead are shown only while they are ahead. */
function streamFacts(input: StreamInput, { now, problems, timeZone }: StatusInput): StreamFacts {
  const { stream, condition, oldestSeenAt, overdue, done } = input
  const { lastRunAt, lastChangeAt, failures } = condition
  const ahead = (at: string | undefined): string | undefined => (at !== undefined && at > now && !overdue ? at : undefined)
  const times = { lastRunAt, lastChangeAt, nextRunAt: ahead(input.nextRunAt), notBefore: ahead(condition.notBefore), oldestSeenAt }
  const known = Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined))
  const counts = Object.fromEntries(
    Object.entries(condition.counts ?? {}).flatMap(([name, count]) => (count === undefined ? [] : [[name, count]])),
  )
  const text = conditionText(condition, problems)
  const is = overdue && lastRunAt !== undefined
    ? { type: 'Stalled' as const, reason: 'NoRun', text: overdueText(condition, text, timeText(lastRunAt, timeZone)), since: lastRunAt }
    : { type: condition.type, reason: condition.reason, text, since: condition.since }
  return {
    stream, ...is, ...known,
    ...(failures ? { failures } : {}), ...(input.looksLate ? { looksLate: true } : {}), counts, ...(done === undefined ? {} : { done }), waiting: toldFacts(condition, 'person', problems),
    unseen: toldFacts(condition, 'unseen', problems), withheld: toldFacts(condition, 'withheld', problems),
    notDue: toldFacts(condition, 'notDue', problems),
  }
}

/** What nobody has looked at for so long is not what it was, whatever was said last. */
function overdueText({ type }: Condition, text: string, at: string): string {
  return `no run since ${at}${type === 'Ready' ? '' : `; before that ${text}`}`
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

/** By reason, the most frequent first. How many there are is said by the totals; a few are named. */
function toldFacts(condition: Condition, kind: ReasonTotal['kind'], problems: ProblemsSpec): WaitingFacts[] {
  const named = new Map<string, Waiting[]>()
  for (const one of kind === 'person' ? (condition.waiting ?? []) : []) named.set(one.code, [...(named.get(one.code) ?? []), one])
  return (condition.totals ?? []).filter((one) => one.kind === kind).map((total) => {
    const { code, count, facts, few } = total
    const alike = named.get(code) ?? []
    const reason: Reason = { code, ...(facts ? { facts } : {}) }
    const hint = hintText(reason, problems)
    const todo = todoText(reason, problems)
    const since = alike.length === count ? alike.map((one) => one.since).sort()[0] : undefined
    return {
      code, text: sharedText([reason], problems, few), ...(hint === undefined ? {} : { hint }), ...(todo === undefined ? {} : { todo }),
      count, since: since ?? total.since, examples: alike.map((one) => withoutEmails(one.key)).sort().slice(0, EXAMPLES_MAX),
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
