// Personal values are not for every reader: here they are covered, once, for every view. Digests and counts stay as they are.
import type { Change, Facts, FieldChange, HeldItem, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import type { EntitySpec } from '../types/entity.js'
import { MASK } from './digest-text.js'

export { MASK }

type Entities = Readonly<Record<string, EntitySpec | undefined>>

/** The same plan with every personal value covered: fields, what was relied on, names, and facts that repeat them. */
export function maskPlan(document: PlanDocument, entities: Entities = {}): PlanDocument {
  const specOf = ({ entity }: StreamPlan): EntitySpec | undefined => (Object.hasOwn(entities, entity) ? entities[entity] : undefined)
  return { ...document, streams: document.streams.map((stream) => maskStream(stream, specOf(stream))) }
}

function maskStream(stream: StreamPlan, spec: EntitySpec | undefined): StreamPlan {
  const personal = personalFields(stream, spec)
  if (personal.size === 0) return stream
  return {
    ...stream,
    changes: stream.changes.map((one) => maskChange(one, personal)),
    held: stream.held.map((one) => maskHeld(one, personal)),
    skipped: stream.skipped.map((one) => maskHeld(one, personal)),
  }
}

/** What the entity says, and what any change of the stream says. */
function personalFields(stream: StreamPlan, spec: EntitySpec | undefined): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [name, field] of Object.entries(spec?.fields ?? {})) if (field?.personal) names.add(name)
  for (const { fields } of [...stream.changes, ...stream.held, ...stream.skipped]) {
    for (const [name, field] of Object.entries(fields ?? {})) if (field?.personal) names.add(name)
  }
  return names
}

function maskChange(change: Change, personal: ReadonlySet<string>): Change {
  const secrets = secretsOf(change.fields, personal)
  const { reliedOn } = change
  return {
    ...change,
    ...maskName(change.name, personal),
    fields: maskFields(change.fields, personal),
    reason: maskReason(change.reason, personal, secrets),
    ...(change.why ? { why: change.why.map((one) => maskReason(one, personal, secrets)) } : {}),
    ...(reliedOn?.fields ? { reliedOn: { ...reliedOn, fields: maskFacts(reliedOn.fields, personal) } } : {}),
  }
}

function maskHeld(item: HeldItem, personal: ReadonlySet<string>): HeldItem {
  const secrets = secretsOf(item.fields ?? {}, personal)
  return {
    ...item,
    ...maskName(item.name, personal),
    reason: maskReason(item.reason, personal, secrets),
    ...(item.fields ? { fields: maskFields(item.fields, personal) } : {}),
  }
}

/** Where a stream carries personal fields, the name of an item is a person's. */
function maskName(name: string | undefined, personal: ReadonlySet<string>): { name?: string } {
  return name === undefined || personal.size === 0 ? {} : { name: MASK }
}

function maskFields(fields: Change['fields'], personal: ReadonlySet<string>): Change['fields'] {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, personal.has(name) ? maskField(field) : field]))
}

function maskField(field: FieldChange | undefined): FieldChange | undefined {
  if (!field) return field
  return { ...field, after: cover(field.after) as FieldChange['after'],
    ...(field.before === undefined ? {} : { before: cover(field.before) as FieldChange['after'] }),
    ...(field.was === undefined ? {} : { was: cover(field.was) as FieldChange['after'] }) }
}

function maskFacts(facts: Facts, personal: ReadonlySet<string>): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, personal.has(name) ? cover(value) : value]))
}

/** A fact that is named as a personal field, that speaks of one, or that repeats a personal value. */
function maskReason(reason: Reason, personal: ReadonlySet<string>, secrets: ReadonlySet<string>): Reason {
  if (!reason.facts) return reason
  const speaksOfOne = typeof reason.facts['field'] === 'string' && personal.has(reason.facts['field'])
  const facts = Object.entries(reason.facts).map(([name, value]) => {
    const covered = personal.has(name) || repeats(value, secrets) || (speaksOfOne && VALUE_FACTS.has(name))
    return [name, covered ? cover(value) : value]
  })
  return { ...reason, facts: Object.fromEntries(facts) as Facts }
}

const VALUE_FACTS: ReadonlySet<string> = new Set(['value', 'before', 'after', 'fitted', 'found'])

function secretsOf(fields: Change['fields'], personal: ReadonlySet<string>): ReadonlySet<string> {
  const secrets = new Set<string>()
  for (const name of personal) {
    const field = fields[name]
    for (const value of [field?.before, field?.was, field?.after]) {
      if (typeof value === 'string' && value.length > 2) secrets.add(value)
    }
  }
  return secrets
}

function repeats(value: unknown, secrets: ReadonlySet<string>): boolean {
  if (typeof value !== 'string') return Array.isArray(value) && value.some((one) => repeats(one, secrets))
  for (const secret of secrets) if (value.includes(secret)) return true
  return false
}

/** Empty stays empty: that a value is missing tells nothing about it. */
function cover(value: unknown): unknown {
  return value === null || value === undefined ? value : MASK
}
