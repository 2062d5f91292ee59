// Registers whose records are one item each: read, found and written by a table of columns.
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { RC } from './adk.js'
import { failed, remarks } from './answers.js'
import type { FieldValue, Place, Row, ScanAsk } from './bridge/protocol.js'
import { cellsOf, fieldIds, nested, readColumns, writeColumns, type Column, type OurFields } from './columns.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'

/** Where the record of a key is: its key in the sort order, and what else it must be. */
export interface KeyPlace { readonly key: FieldValue; readonly where?: readonly FieldValue[] }

export interface FlatEntity {
  readonly entity: string
  readonly register: number
  readonly order: number
  /** The sort order's own key, where it names each record. Without it a listing is taken in one go. */
  readonly unique?: number
  readonly columns: readonly Column[]
  /** Names of the fields, for refusals. */
  readonly names: Readonly<Record<string, number>>
  readonly keyOf: (fields: OurFields, scope: Scope) => string
  /** undefined: no record can have this key. */
  readonly place: (key: string, scope: Scope) => KeyPlace | undefined
  /** Where a listing begins, so that only what the scope names is read; in an order of its own where it has one. */
  readonly from?: (scope: Scope) => FieldValue | undefined
  readonly listOrder?: number
  /** A record of the register that is no item of this entity. */
  readonly excludes?: (fields: OurFields) => boolean
  readonly writes?: FlatWrites
}

export interface FlatWrites {
  readonly create?: true
  readonly update?: true
  /** Retiring takes the record away. */
  readonly remove?: true
  /** What a new record is named by, set first. */
  readonly identity: (key: string, scope: Scope) => readonly FieldValue[]
}

const IN_ONE_GO = 10_000_000

export class FlatReader implements PartReader {
  readonly entities: readonly string[]
  private readonly byName: ReadonlyMap<string, FlatEntity>

  constructor(private readonly parts: PartContext, table: readonly FlatEntity[]) {
    this.byName = new Map(table.map((one) => [one.entity, one]))
    this.entities = [...this.byName.keys()]
  }

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    return pagesOf(this.chunks(this.byName.get(entity) as FlatEntity, scope))
  }

  async find(entity: string, keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    const flat = this.byName.get(entity) as FlatEntity
    const fields = await this.parts.facts.present(flat.register, fieldIds(flat.columns))
    const found = new Map<string, Found>()
    for (const key of keys) {
      const row = await this.rowOf(flat, fields, flat.place(key, scope))
      found.set(key, row ? { kind: 'found', item: flatItem(flat, fields, row, scope) } : { kind: 'absent' })
    }
    return found
  }

  private async rowOf(flat: FlatEntity, fields: readonly number[], place: KeyPlace | undefined): Promise<Row | null | undefined> {
    if (!place) return undefined
    const { key, where } = place
    const [row] = await this.parts.api.read('find', {
      register: flat.register, order: flat.order, key: key.field, keys: [key.value], fields, ...(where ? { where } : {}),
    })
    return row
  }

  private async *chunks(flat: FlatEntity, scope: Scope): AsyncGenerator<readonly RawItem[]> {
    const fields = await this.parts.facts.present(flat.register, fieldIds(flat.columns))
    const from = flat.from?.(scope)
    const ask: ScanAsk = {
      register: flat.register, order: flat.listOrder ?? flat.order, fields, chunk: flat.unique === undefined ? IN_ONE_GO : this.parts.pageMax,
      ...(flat.unique === undefined ? {} : { unique: flat.unique }), ...(from ? { from } : {}),
    }
    for await (const rows of this.parts.api.scan(ask)) {
      yield rows.map((row) => flatItem(flat, fields, row, scope)).filter(({ fields: ours }) => !flat.excludes?.(ours))
    }
  }
}

export class FlatWriter implements PartWriter {
  readonly entities: readonly string[]
  private readonly byName: ReadonlyMap<string, FlatEntity>

  constructor(private readonly parts: PartContext, table: readonly FlatEntity[]) {
    this.byName = new Map(table.filter((one) => one.writes).map((one) => [one.entity, one]))
    this.entities = [...this.byName.keys()]
  }

  async one({ entity, action, scope }: WriteRequest, { key, fields: given }: WriteItem): Promise<Answer> {
    const flat = this.byName.get(entity) as FlatEntity
    const writes = flat.writes as FlatWrites
    const can = { create: writes.create, update: writes.update, retire: writes.remove }[action]
    const place = flat.place(key, scope)
    if (!can || !place) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity, field: action }) }
    if (action === 'retire') return this.remove(flat, place, key)
    const unknown = Object.keys(given).find((name) => !flat.columns.some((one) => one.name === name))
    if (unknown !== undefined) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity, field: unknown }) }
    const identity = writes.identity(key, scope)
    const named = new Set(identity.map(({ field }) => field))
    const columns = flat.columns.filter(({ field }) => !named.has(field))
    const written = writeColumns(columns, given, await this.parts.facts.of(flat.register, fieldIds(flat.columns)))
    if (written.problem) return { kind: 'refused', problem: withKey(written.problem, key) }
    const values = action === 'create' ? [...identity, ...written.values] : written.values
    const read = { fields: await this.parts.facts.present(flat.register, fieldIds(flat.columns)) }
    const outcome = action === 'create'
      ? await this.parts.api.write('add', { register: flat.register, values, read }, { key })
      : await this.parts.api.write('update', { place: placeIn(flat, place), values, read }, { key })
    if (!('ok' in outcome)) return failed(outcome, { values, names: flat.names })
    const warnings = [...written.warnings.map((one) => withKey(one, key)), ...remarks(outcome.warnings, { key })]
    const readBack = outcome.ok.length === 0 ? {} : { readBack: flatItem(flat, read.fields, outcome.ok, scope) }
    return { kind: 'done', id: key, warnings, ...readBack }
  }

  private async remove(flat: FlatEntity, place: KeyPlace, key: string): Promise<Answer> {
    const outcome = await this.parts.api.write('remove', { place: placeIn(flat, place) }, { key })
    if ('ok' in outcome || outcome.problem.facts['rc'] === RC.NOT_FOUND) return { kind: 'done', id: key }
    return failed(outcome, { values: [], names: flat.names })
  }
}

function placeIn({ register, order }: FlatEntity, { key, where }: KeyPlace): Place {
  return { register, order, key, ...(where ? { where } : {}) }
}

function flatItem(flat: FlatEntity, fields: readonly number[], row: Row, scope: Scope): RawItem {
  const ours = nested(readColumns(flat.columns, cellsOf(fields, row)))
  return { key: flat.keyOf(ours, scope), fields: ours }
}

/** A key of two parts: what stands before the first stroke, and everything after it. */
export function twoParts(key: string): readonly [string, string] | undefined {
  const at = key.indexOf('/')
  return at <= 0 || at === key.length - 1 ? undefined : [key.slice(0, at), key.slice(at + 1)]
}

function withKey(found: Problem, key: string): Problem {
  return { ...found, facts: { key, ...found.facts } }
}
