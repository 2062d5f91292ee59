// Personal values are not for every reader: here they are covered, once, for every view. Digests and counts stay as they are.
import { coveredFields, coveredReason, coveredValue, isEmail, isPersonal, marked, MASK, withoutEmails } from '../core/personal.js'
import type { Change, FieldChange, HeldItem, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import type { EntitySpec } from '../types/entity.js'

type Entities = Readonly<Record<string, EntitySpec | undefined>>
export type Register = Pick<EntitySpec, 'fields'>
export type FieldChanges = Readonly<Record<string, FieldChange | undefined>>

/** The same plan with every personal value covered: fields, what was relied on, names, and facts that repeat them. */
export function maskPlan(document: PlanDocument, entities: Entities = {}): PlanDocument {
  return { ...document, streams: document.streams.map((stream) => maskStream(stream, registerOf(stream, entities))) }
}

function maskStream(stream: StreamPlan, register: Register): StreamPlan {
  if (!Object.values(register.fields).some(isPersonal)) return stream
  return {
    ...stream,
    changes: stream.changes.map((one) => maskChange(one, register)),
    held: stream.held.map((one) => maskHeld(one, register)),
    skipped: stream.skipped.map((one) => maskHeld(one, register)),
    warnings: stream.warnings.map((one) => maskReason(one, {}, register)),
  }
}

/** What the entity says, and what any change of the stream says. */
function registerOf(stream: StreamPlan, entities: Entities): Register {
  const spec = Object.hasOwn(entities, stream.entity) ? entities[stream.entity] : undefined
  const specs: Record<string, EntitySpec['fields'][string]> = { ...spec?.fields }
  for (const { fields } of [...stream.changes, ...stream.held, ...stream.skipped]) {
    for (const [name, field] of Object.entries(fields ?? {})) if (field?.personal) specs[name] = { type: 'text', title: name, ...specs[name], personal: true }
  }
  return { fields: specs }
}

function maskChange(change: Change, register: Register): Change {
  const { reliedOn } = change
  return {
    ...change,
    ...maskKeys(change),
    ...maskName(change.name),
    fields: maskFields(change.fields, register) as Change['fields'],
    reason: maskReason(change.reason, change.fields, register),
    ...(change.why ? { why: change.why.map((one) => maskReason(one, change.fields, register)) } : {}),
    ...(reliedOn?.fields ? { reliedOn: { ...reliedOn, fields: coveredFields(reliedOn.fields, register) } } : {}),
  }
}

function maskHeld(item: HeldItem, register: Register): HeldItem {
  const { fields = {} } = item
  return {
    ...item,
    ...maskKeys(item),
    ...maskName(item.name),
    reason: maskReason(item.reason, fields, register),
    ...(item.fields ? { fields: maskFields(fields, register) as Change['fields'] } : {}),
  }
}

/** A key that is an e-mail address, and the id with it. Whoever saves a plan of such keys saves it with --show-personal-data. */
function maskKeys<Item extends { readonly key: string; readonly id?: string; readonly targetKey?: string }>({ key, id, targetKey }: Item): Partial<Item> {
  const named = { key, ...(id === undefined ? {} : { id }), ...(targetKey === undefined ? {} : { targetKey }) }
  return Object.fromEntries(Object.entries(named).map(([name, text]) => [name, withoutEmails(text)])) as Partial<Item>
}

/** Where a stream carries personal fields, the name of an item is a person's. */
function maskName(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name: MASK }
}

export function maskFields(fields: FieldChanges, { fields: specs }: Register): FieldChanges {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field && (isPersonal(specs[name]) || isEmail(field.after) || isEmail(field.before)) ? maskField(field, specs[name]) : field]))
}

function maskField(field: FieldChange, spec: Register['fields'][string]): FieldChange {
  const covered = (value: unknown): FieldChange['after'] => coveredValue(value, spec) as FieldChange['after']
  return {
    ...field, after: covered(field.after),
    ...(field.before === undefined ? {} : { before: covered(field.before) }),
    ...(field.was === undefined ? {} : { was: covered(field.was) }),
  }
}

/** Facts that were marked where the reason arose, and those that repeat a value which the item shows here. */
export function maskReason(reason: Reason, fields: FieldChanges, register: Register): Reason {
  if (!reason.facts) return reason
  const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, [field?.before, field?.was, field?.after]]))
  const found = marked({ code: reason.code, facts: reason.facts, ...(reason.personal ? { personal: reason.personal } : {}) }, register, values)
  return coveredReason(found.personal ? { ...reason, personal: [...found.personal] } : reason)
}
