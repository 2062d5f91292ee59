// The data of the bench: so many articles with fifteen fields, always the same, and what both sides and the memory show of them.
import type { RawItem } from '../engine/core/item.js'
import type { Stream } from '../engine/core/stream.js'
import type { Known } from '../engine/store/memory.js'
import type { EntitySpec, FieldSpec } from '../engine/types/entity.js'
import type { BaseEntry } from '../engine/types/state.js'
import { stream } from '../test/kit/world.js'

const FIELDS: Record<string, FieldSpec['type']> = {
  name: 'text', subName: 'text', shortDescription: 'html', description: 'html', barcode: 'code', unit: 'code', group: 'code',
  vatRate: 'rate', weight: 'decimal', active: 'boolean', stockItem: 'boolean', price: 'money', quantity: 'integer', supplier: 'text', parent: 'code',
}

export const FIELD_NAMES = Object.keys(FIELDS)

export const ENTITY: EntitySpec = {
  id: 'product', title: 'Article', built: true, of: 'product', key: 'sku', looseKey: ['trim', 'nfc', 'upper'], after: [],
  retire: { how: 'set', set: { active: false } },
  fields: { sku: { type: 'code', title: 'sku' }, ...Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, { type, title: name }])) },
}

/** An article as a driver hands it over. moved: with another price and name. */
export function article(at: number, moved = false): RawItem {
  return {
    key: `A-${100000 + at}`,
    fields: {
      name: `Ekologiskt te nr ${at}${moved ? ' ny skörd' : ''}`, subName: `Sort ${at % 97}`, shortDescription: `<p>Te från trakten ${at % 31}</p>`,
      description: `<p>Ett svart te med smak av citrus, plockat för hand på ${at % 31} gårdar. Lagras torrt.</p>`, barcode: String(7310000000000 + at),
      unit: 'st', group: `G${at % 40}`, vatRate: at % 3 === 0 ? 1200 : 2500, weight: `${(at % 90) + 0.25}`, active: at % 20 > 0, stockItem: true,
      price: `${(at % 900) + (moved ? 101 : 100)}.00`, quantity: at % 50, supplier: `Leverantör ${at % 17}`, parent: null,
    },
  }
}

/** A snapshot of one side. Every hundredth article has moved where that is asked for. */
export function snapshot(count: number, moved = false): RawItem[] {
  return Array.from({ length: count }, (_, at) => article(at, moved && at % 100 === 0))
}

export const STREAM: Stream = stream({ entity: ENTITY, reads: FIELD_NAMES, writes: FIELD_NAMES, can: { ability: ability(), habits: { batchMax: 50, pageMax: 500 } } })

function ability(): object {
  return { fields: Object.fromEntries(FIELD_NAMES.map((name) => [name, { read: 'verified', write: 'verified' }])) }
}

/** What is remembered of a snapshot that both sides agreed on; parsed from text, as it comes from a file. */
export function memory(count: number): Map<string, BaseEntry> {
  const text = JSON.stringify(snapshot(count).map((one) => [one.key, { source: one.fields, target: one.fields }]))
  return new Map(JSON.parse(text))
}

export function known(count: number): Known {
  const since = '2026-11-25T06:00:00.000Z'
  return {
    formatVersion: 1, stream: STREAM.id, fingerprints: { source: STREAM.source.fingerprint, target: STREAM.target.fingerprint }, mappingDigest: STREAM.mappingDigest,
    entries: memory(count),
    run: { seen: { source: count, target: count }, window: [], condition: { type: 'Ready', reason: 'InSync', message: '', since, lastRunAt: since } },
  }
}
