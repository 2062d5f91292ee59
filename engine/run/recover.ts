// Start is recovery: whatever was meant before the last stop and has no known outcome is looked at before anything is planned.
import { SystemError } from '../connect/connector.js'
import { meantOf } from '../core/base.js'
import { effectOf, isFirstLoad } from '../core/guard.js'
import { normaliser } from '../core/item.js'
import { keptNames } from '../core/personal.js'
import { pick, sameValue } from '../core/same.js'
import type { Fields, Value } from '../core/item.js'
import { exactFields } from '../core/step.js'
import type { Stream } from '../core/stream.js'
import type { Intent, IntentItem, IntentOutcome, Known } from '../store/memory.js'
import type { EntitySpec } from '../types/entity.js'
import type { BaseEntry } from '../types/state.js'
import { fingerprintsOf, memoryOf, unreadable } from './memory-of.js'
import type { Parts } from './parts.js'
import { forgetParts } from './reborn.js'

export interface Recovered { readonly done: number; readonly notDone: number; readonly unknown: number }

/** Looks into every open intent and writes down what became of it. Throws SystemError where a system cannot be asked. */
export async function recover(streams: readonly Stream[], parts: Parts): Promise<Recovered> {
  const total = { done: 0, notDone: 0, unknown: 0 }
  await recall(streams, parts)
  for (const intent of parts.intents?.open() ?? []) {
    const stream = streams.find((one) => one.id === intent.stream)
    // A stream that was switched off meanwhile, or whose memory is damaged: the intent stays open until it runs again.
    if (!stream || unreadable(parts.store, stream.id)) continue
    const outcomes = await lookInto(intent, stream, parts)
    for (const outcome of Object.values(outcomes)) total[outcome === 'not done' ? 'notDone' : outcome]++
    await parts.store.spend(intent.items.flatMap((item) => (item.approved !== undefined && outcomes[item.change] === 'done' ? [item.approved] : [])))
    await rememberDone(intent, stream, outcomes, parts)
    await parts.intents?.end(intent.id, outcomes)
    parts.tell('recovered', { stream: intent.stream, intent: intent.id, ...total })
  }
  return total
}

/**
 * What was sent a short while ago and was not there when it was looked for may still arrive. The look tells the system's driver so, by
 * what was known before it was sent; what it finds is no news, for the next pass looks itself, and so is no answer.
 */
async function recall(streams: readonly Stream[], { intents, readers }: Parts): Promise<void> {
  for (const { stream: id, entity, items, scope, since } of intents?.doubted() ?? []) {
    const reader = readers.get(streams.find((one) => one.id === id)?.target.name ?? '')
    try {
      await reader?.find(entity, items.map(keyOf), scope, since)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
}

async function lookInto(intent: Intent, stream: Stream, parts: Parts): Promise<Record<string, IntentOutcome>> {
  // The system may go by another name today; the stream still leads to it.
  const reader = parts.readers.get(stream.target.name)
  if (!reader) throw new Error(`no reader for system ${stream.target.name}`)
  const normalise = normaliser(stream.entity)
  const found = await reader.find(intent.entity, intent.items.map(keyOf), intent.scope, intent.since)
  return Object.fromEntries(intent.items.map((item) => {
    const look = found.get(keyOf(item))
    if (!look || look.kind === 'ambiguous' || look.kind === 'unknown') return [item.change, 'unknown']
    if (look.kind === 'absent') return [item.change, 'not done']
    const { fields } = normalise(look.item)
    return [item.change, saysIt(fields, item.after, intent.action === 'create' ? stream.entity : undefined) ? 'done' : 'not done']
  }))
}

/**
 * Does the target say what was meant? What it never shows cannot be told, and is written again, which does no harm. A new item may
 * have a spelling of its own; another figure means that somebody else made it, or that only half of it was done.
 */
function saysIt(fields: Fields, after: IntentItem['after'], created: EntitySpec | undefined): boolean {
  const exact = created && exactFields(created)
  const told = Object.entries(after).filter(([name]) => fields[name] !== undefined)
  if (told.length === 0 || (!exact && told.length < Object.keys(after).length)) return false
  return told.every(([name, value]) => sameValue(fields[name], value as Value) || (exact && !exact.has(name) && isRespelt(fields[name], value)))
}

function isRespelt(one: unknown, other: unknown): boolean {
  const plain = (text: string): string => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  return typeof one === 'string' && typeof other === 'string' && plain(one) === plain(other)
}

function keyOf(item: IntentItem): string {
  return item.targetKey ?? item.key
}

/**
 * What the engine did just before it stopped, remembered before the intent is closed: an item that it created is still its own,
 * and what it wrote counts against the guards' limits as if it had not stopped.
 */
async function rememberDone(intent: Intent, stream: Stream, outcomes: Readonly<Record<string, IntentOutcome>>, parts: Parts): Promise<void> {
  const known = memoryOf(stream, parts.store.read(stream.id))
  // A value that was put back is what Base says all along: only of a create can it be told that it was written down before the stop.
  const isNew = (item: IntentItem): boolean => intent.action !== 'create' || !isRemembered(item, intent.at, known)
  const missing = intent.items.filter((item) => outcomes[item.change] !== 'not done' && isNew(item))
  if (missing.length === 0) return
  const entries = new Map(known.entries)
  const made = intent.action === 'create' ? missing.filter((item) => outcomes[item.change] === 'done' && item.before === null) : []
  await forgetParts(stream, made.map(keyOf), parts)
  for (const item of made) entries.set(item.key, bornEntry(item, stream, intent.at))
  const written = { at: intent.at, create: 0, update: 0, retire: 0, toZero: missing.filter((item) => fellToZero(item, stream)).length }
  const counts = intent.action !== 'create' || !isFirstLoad(known.run.seen.source)
  if (counts) for (const item of missing) written[effectOf(intent.action, item.after, stream.entity)]++
  await parts.store.write(stream.id, {
    ...known, fingerprints: fingerprintsOf(stream), entries, run: { ...known.run, window: [...known.run.window, written] },
  })
}

/** Base says already what was meant, and of this birth, not of an item that was there before and went: it was written down before the stop. */
function isRemembered(item: IntentItem, meantAt: string, { entries }: Known): boolean {
  const entry = entries.get(item.key)
  return entry?.target !== null && entry?.target !== undefined && entry.bornAt !== undefined && entry.bornAt >= meantAt
    && Object.entries(item.after).every(([name, value]) => sameValue(meantOf(entry, name), value as Value))
}

/** The source was there, and what it said is not known any more: whatever it says now is compared. */
function bornEntry(item: IntentItem, stream: Stream, at: string): BaseEntry {
  return {
    source: {}, target: pick(item.after, keptNames(stream)), born: 'target', bornAt: at, ...(item.targetKey ? { targetKey: item.targetKey } : {}),
  }
}

function fellToZero({ before, after }: IntentItem, { entity }: Stream): boolean {
  return Object.entries(after).some(([name, value]) => entity.fields[name]?.guard === 'level' && value === 0 && Number(before?.[name]) > 0)
}
