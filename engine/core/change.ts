// How a decision becomes a Change: its name, its reason, what it relies on, and the digest that approval is bound to.
import type { Change, FieldChange } from '../types/plan.js'
import { digestOf } from '../values/digest.js'
import { nameOf } from './base.js'
import type { Fields } from './item.js'
import type { Pair } from './pair.js'
import type { Stream } from './stream.js'

/** What a change is to do, as planning decided it. */
export interface Intended {
  readonly action: Change['action']
  readonly drift: string
  readonly fields: Readonly<Record<string, FieldChange>>
  readonly needs?: readonly string[]
  /** Fields that are not written and must be as they are now, or the change is no longer true. */
  readonly rests?: Fields
  /** The engine makes the target's item itself: an approval does not depend on what it says until then. */
  readonly fresh?: boolean
  /** The engine made the source's item: whatever it says now was typed since, so this is no first meeting of two old values. */
  readonly newborn?: boolean
}

/** The planned step for a pair; its digest covers what it does, where, and what it relies on. */
export function changeOf(one: Pair, stream: Stream, intended: Intended): Change {
  const { action, drift, fields, needs, rests, fresh, newborn } = intended
  const reliedOn = action === 'create' ? { absent: true } : { absent: false, fields: { ...rests, ...pickBefore(fields) } }
  const firstSync = action === 'update' && !fresh && !newborn && (one.base === undefined || meetsAnother(fields))
  const name = nameOf(one)
  const digest = digestOf({
    stream: stream.id, action, key: one.key, targetKey: one.targetKey, target: stream.target.fingerprint,
    reliedOn: fresh ? { absent: false, fields: {} } : reliedOn,
    after: Object.fromEntries(Object.entries(fields).map(([field, { after }]) => [field, after])),
  })
  return {
    id: `${stream.id}:${action}:${one.key}`,
    stream: stream.id,
    entity: stream.entity.id,
    key: one.key,
    ...(one.targetKey === one.key ? {} : { targetKey: one.targetKey }),
    ...(name ? { name } : {}),
    action,
    side: stream.target.role,
    system: stream.target.name,
    drift,
    fields,
    reason: { code: reasonCode(action, drift, fields), ...(stream.place ? { place: stream.place } : {}) },
    verdict: 'ready',
    ...(firstSync ? { group: `${stream.id}:first-sync` } : {}),
    ...(needs ? { needs: [...needs] } : {}),
    reliedOn,
    digest,
  }
}

/** A field that the stream only now begins to write, where the target already has a value of its own. */
function meetsAnother(fields: Readonly<Record<string, FieldChange>>): boolean {
  return Object.values(fields).some(({ moved, before }) => moved === 'new' && before !== undefined && before !== null)
}

function pickBefore(fields: Readonly<Record<string, FieldChange>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, one]) => one.before !== undefined).map(([name, one]) => [name, one.before]))
}

/** Why a change is there, as a code; the sentence is in the problem texts. */
function reasonCode(action: Change['action'], drift: string, fields: Readonly<Record<string, FieldChange>>): string {
  if (action === 'create') return drift === 'created/absent' ? 'NEW_AT_SOURCE' : 'MISSING_AT_TARGET'
  if (action === 'retire') return 'GONE_AT_SOURCE'
  const moved = new Set(Object.values(fields).map((one) => one.moved))
  if (moved.has('new')) return 'NEVER_AGREED'
  if (moved.has('both')) return 'BOTH_CHANGED'
  if (moved.size === 1 && moved.has('config')) return 'CONFIG_CHANGED'
  return drift.endsWith('/changed') && !drift.startsWith('changed') ? 'PUT_BACK' : 'CHANGED_AT_SOURCE'
}
