// A plan as JSON: two spaces, the same key order whatever made it, so that two plans can be compared line by line.
import type {
  Change, Counts, FieldChange, Group, HeldItem, PlanDocument, PlanSystem, Reason, StreamOff, StreamPlan,
} from '../types/plan.js'
import { maskPlan } from './plan-mask.js'
import type { Knowledge } from './knowledge.js'

type Masking = Pick<Knowledge, 'entities' | 'showPersonalData'>

/** The plan's file: JSON in a fixed key order. Personal values are covered unless asked for. */
export function planJson(document: PlanDocument, masking: Masking = { entities: {} }): string {
  const shown = masking.showPersonalData ? document : maskPlan(document, masking.entities)
  return `${JSON.stringify(arranged(shown), undefined, 2)}\n`
}

const DOCUMENT = ['formatVersion', 'id', 'integration', 'mode', 'package', 'madeAt', 'configDigest', 'systems', 'totals',
  'groups', 'off', 'streams'] as const satisfies readonly (keyof PlanDocument)[]
const SYSTEM = ['name', 'role', 'driver', 'title', 'simulated', 'fingerprint'] as const satisfies readonly (keyof PlanSystem)[]
const STREAM = ['stream', 'entity', 'from', 'source', 'target', 'policy', 'lists', 'counts', 'failed', 'warnings', 'changes', 'held',
  'skipped'] as const satisfies readonly (keyof StreamPlan)[]
const COUNTS = ['considered', 'create', 'update', 'retire', 'pending', 'held', 'withheld', 'skipped', 'waiting', 'adopted',
  'forgotten', 'unchanged'] as const satisfies readonly (keyof Counts)[]
const CHANGE = ['id', 'stream', 'entity', 'key', 'targetKey', 'name', 'action', 'side', 'system', 'drift', 'verdict', 'why',
  'group', 'reason', 'fields', 'needs', 'reliedOn', 'digest'] as const satisfies readonly (keyof Change)[]
const FIELD = ['before', 'was', 'after', 'moved', 'note', 'personal'] as const satisfies readonly (keyof FieldChange)[]
const HELD = ['key', 'name', 'drift', 'notDue', 'reason', 'fields'] as const satisfies readonly (keyof HeldItem)[]
const REASON = ['code', 'place', 'facts'] as const satisfies readonly (keyof Reason)[]
const GROUP = ['id', 'code', 'stream', 'count', 'approved', 'approvedBy', 'approvedAt', 'digest',
  'facts'] as const satisfies readonly (keyof Group)[]
const OFF = ['stream', 'code', 'facts'] as const satisfies readonly (keyof StreamOff)[]

function arranged(document: PlanDocument): unknown {
  return {
    ...keyed(document, DOCUMENT),
    systems: document.systems.map((one) => keyed(one, SYSTEM)),
    totals: keyed(document.totals, COUNTS),
    groups: document.groups.map((one) => ({ ...keyed(one, GROUP), facts: sorted(one.facts) })),
    off: document.off.map((one) => ({ ...keyed(one, OFF), facts: sorted(one.facts) })),
    streams: document.streams.map(arrangedStream),
  }
}

function arrangedStream(stream: StreamPlan): unknown {
  return {
    ...keyed(stream, STREAM),
    counts: keyed(stream.counts, COUNTS),
    ...(stream.failed ? { failed: arrangedReason(stream.failed) } : {}),
    warnings: stream.warnings.map(arrangedReason),
    changes: stream.changes.map(arrangedChange),
    held: stream.held.map(arrangedHeld),
    skipped: stream.skipped.map(arrangedHeld),
  }
}

function arrangedChange(change: Change): unknown {
  return {
    ...keyed(change, CHANGE),
    ...(change.why ? { why: change.why.map(arrangedReason) } : {}),
    reason: arrangedReason(change.reason),
    fields: arrangedFields(change.fields),
    ...(change.reliedOn ? { reliedOn: sorted(change.reliedOn) } : {}),
  }
}

function arrangedHeld(item: HeldItem): unknown {
  return {
    ...keyed(item, HELD),
    reason: arrangedReason(item.reason),
    ...(item.fields ? { fields: arrangedFields(item.fields) } : {}),
  }
}

function arrangedFields(fields: Change['fields']): unknown {
  const names = Object.keys(fields).sort()
  return Object.fromEntries(names.map((name) => [name, keyed(fields[name] ?? {}, FIELD)]))
}

function arrangedReason(reason: Reason): unknown {
  return { ...keyed(reason, REASON), ...(reason.facts ? { facts: sorted(reason.facts) } : {}) }
}

/** The named keys first, in that order; a key that nobody named comes after them and is never lost. */
function keyed(value: object, names: readonly string[]): Record<string, unknown> {
  const from = value as Record<string, unknown>
  const rest = Object.keys(from).filter((name) => !names.includes(name)).sort()
  const made: Record<string, unknown> = {}
  for (const name of [...names, ...rest]) if (from[name] !== undefined) made[name] = from[name]
  return made
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const from = value as Record<string, unknown>
  return Object.fromEntries(Object.keys(from).sort().map((name) => [name, sorted(from[name])]))
}
