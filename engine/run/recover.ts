// Start is recovery: whatever was meant before the last stop and has no known outcome is looked at before anything is planned.
import { normaliser } from '../core/item.js'
import { pick, sameValue } from '../core/same.js'
import type { Value } from '../core/item.js'
import type { Stream } from '../core/stream.js'
import type { Intent, IntentItem, IntentOutcome, Known } from '../store/memory.js'
import type { BaseEntry } from '../types/state.js'
import type { Parts } from './parts.js'

export interface Recovered { readonly done: number; readonly notDone: number; readonly unknown: number }

/** Looks into every open intent and writes down what became of it. Throws SystemError where a system cannot be asked. */
export async function recover(streams: readonly Stream[], parts: Parts): Promise<Recovered> {
  const total = { done: 0, notDone: 0, unknown: 0 }
  for (const intent of parts.intents?.open() ?? []) {
    const stream = streams.find((one) => one.id === intent.stream)
    // A stream that was switched off meanwhile: the intent stays open until it is on again.
    if (!stream) continue
    const outcomes = await lookInto(intent, stream, parts)
    for (const outcome of Object.values(outcomes)) total[outcome === 'not done' ? 'notDone' : outcome]++
    await rememberBorn(intent, stream, outcomes, parts)
    await parts.intents?.end(intent.id, outcomes)
    parts.tell('recovered', { stream: intent.stream, intent: intent.id, ...total })
  }
  return total
}

async function lookInto(intent: Intent, stream: Stream, parts: Parts): Promise<Record<string, IntentOutcome>> {
  const reader = parts.readers.get(intent.system)
  if (!reader) throw new Error(`no reader for system ${intent.system}`)
  const normalise = normaliser(stream.entity)
  const found = await reader.find(intent.entity, intent.items.map(keyOf), intent.scope)
  return Object.fromEntries(intent.items.map((item) => {
    const look = found.get(keyOf(item))
    if (!look || look.kind === 'ambiguous' || look.kind === 'unknown') return [item.change, 'unknown']
    if (look.kind === 'absent') return [item.change, 'not done']
    const { fields } = normalise(look.item)
    const same = Object.entries(item.after).every(([name, value]) => fields[name] === undefined || sameValue(fields[name], value as Value))
    return [item.change, same || intent.action === 'create' ? 'done' : 'not done']
  }))
}

function keyOf(item: IntentItem): string {
  return item.targetKey ?? item.key
}

/** An item that the engine created just before it stopped is still its own: remembered so, before the intent is closed. */
async function rememberBorn(intent: Intent, stream: Stream, outcomes: Readonly<Record<string, IntentOutcome>>, parts: Parts): Promise<void> {
  const made = intent.action === 'create' ? intent.items.filter((item) => outcomes[item.change] === 'done' && item.before === null) : []
  const known: Known = parts.store.read(stream.id)
  const missing = made.filter((item) => !known.entries.get(item.key)?.target)
  if (missing.length === 0) return
  const entries = new Map(known.entries)
  for (const item of missing) entries.set(item.key, bornEntry(item, stream))
  await parts.store.write(stream.id, { ...known, entries })
}

function bornEntry(item: IntentItem, stream: Stream): BaseEntry {
  return {
    source: null, target: pick(item.after, stream.writes), born: 'target', ...(item.targetKey ? { targetKey: item.targetKey } : {}),
  }
}
