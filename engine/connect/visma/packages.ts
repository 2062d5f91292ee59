// What is in a package article: its contents, keyed by the article in it.
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { parseDecimal } from '../../values/decimal.js'
import { problem } from '../../core/problem.js'
import { DB, ORDER } from './adk.js'
import { ARTICLE_PARCEL } from './adk-fields.js'
import { failed, remarks } from './answers.js'
import type { Outcome } from './api.js'
import type { FieldValue, Place, Row } from './bridge/protocol.js'
import { cellsOf, fieldIds, readColumns, writeColumns, type Column, type OurFields } from './columns.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'

type Contents = Readonly<Record<string, OurFields>>

const COLUMNS: readonly Column[] = [
  { name: 'quantity', field: ARTICLE_PARCEL.QUANTITY, kind: 'decimal' },
  { name: 'text', field: ARTICLE_PARCEL.TEXT, kind: 'text' },
]
const FIELDS: readonly number[] = [ARTICLE_PARCEL.NR, ARTICLE_PARCEL.ARTICLE_NR, ...fieldIds(COLUMNS)]
const ENTITY = 'article-package'
const IN_ONE_GO = 1_000_000

export class PackageReader implements PartReader {
  readonly entities = [ENTITY]

  constructor(private readonly parts: PartContext) {}

  list(): AsyncIterable<Page> {
    return pagesOf(this.chunks())
  }

  async find(_entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>()
    for (const key of keys) {
      const contents = await this.contentsOf(key)
      found.set(key, Object.keys(contents).length > 0 ? { kind: 'found', item: packageItem(key, contents) } : { kind: 'absent' })
    }
    return found
  }

  async contentsOf(key: string): Promise<Contents> {
    const all = await this.scan(key)
    return all.get(key) ?? {}
  }

  private async *chunks(): AsyncGenerator<readonly RawItem[]> {
    yield [...await this.scan()].map(([key, contents]) => packageItem(key, contents))
  }

  private async scan(key?: string): Promise<ReadonlyMap<string, Contents>> {
    const scan = this.parts.api.scan({
      register: DB.ARTICLE_PARCEL, order: ORDER.PARCEL_ROW, fields: FIELDS, chunk: IN_ONE_GO,
      ...(key === undefined ? {} : { from: { field: ARTICLE_PARCEL.NR, value: key } }),
    })
    const all = new Map<string, Record<string, OurFields>>()
    for await (const rows of scan) for (const row of rows) put(all, row)
    return all
  }
}

export class PackageWriter implements PartWriter {
  readonly entities = [ENTITY]

  constructor(private readonly parts: PartContext, private readonly reader: PackageReader) {}

  /** Article by article; where one is refused the others stand, and the next look shows what is left. */
  async one({ action }: WriteRequest, { key, fields }: WriteItem): Promise<Answer> {
    const unknown = Object.keys(fields).find((name) => name !== 'sku' && name !== 'contents')
    if (unknown !== undefined) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity: ENTITY, field: unknown }) }
    const wanted = action === 'retire' ? {} : (fields['contents'] ?? {}) as Contents
    const there = await this.reader.contentsOf(key)
    const warnings = []
    for (const article of new Set([...Object.keys(there), ...Object.keys(wanted)])) {
      const made = await this.change(key, article, { before: there[article], after: wanted[article] })
      if (made && !('ok' in made)) return failed(made, { values: [], names: ARTICLE_PARCEL })
      warnings.push(...remarks(made?.warnings, { key }))
    }
    return { kind: 'done', id: key, warnings, readBack: packageItem(key, await this.reader.contentsOf(key)) }
  }

  private async change(
    key: string, article: string, { before, after }: { before: OurFields | undefined; after: OurFields | undefined },
  ): Promise<Outcome<'add'> | Outcome<'update'> | Outcome<'remove'> | undefined> {
    const { api, facts } = this.parts
    if (!after) return api.write('remove', { place: place(key, article) }, { key })
    const written = writeColumns(COLUMNS, after, await facts.of(DB.ARTICLE_PARCEL, fieldIds(COLUMNS)))
    if (written.problem) return { kind: 'refused', problem: { ...written.problem, facts: { key, ...written.problem.facts } } }
    const read = { fields: FIELDS }
    if (!before) {
      const identity: readonly FieldValue[] = [{ field: ARTICLE_PARCEL.NR, value: key }, { field: ARTICLE_PARCEL.ARTICLE_NR, value: article }]
      return api.write('add', { register: DB.ARTICLE_PARCEL, values: [...identity, ...written.values], read }, { key })
    }
    if (isSame(before, after)) return undefined
    return api.write('update', { place: place(key, article), values: written.values, read }, { key })
  }
}

function isSame(before: OurFields, after: OurFields): boolean {
  return Object.entries(after).every(([name, value]) => value === before[name] || (name === 'quantity' && parseDecimal(value) === parseDecimal(before[name])))
}

function put(all: Map<string, Record<string, OurFields>>, row: Row): void {
  const cells = cellsOf(FIELDS, row)
  const key = String(cells(ARTICLE_PARCEL.NR))
  const article = String(cells(ARTICLE_PARCEL.ARTICLE_NR) ?? '')
  // A row of text alone is no content.
  if (article !== '') all.set(key, { ...all.get(key), [article]: readColumns(COLUMNS, cells) })
}

function packageItem(key: string, contents: Contents): RawItem {
  return { key, fields: { sku: key, contents } }
}

function place(key: string, article: string): Place {
  return {
    register: DB.ARTICLE_PARCEL, order: ORDER.PARCEL_ROW, key: { field: ARTICLE_PARCEL.NR, value: key },
    where: [{ field: ARTICLE_PARCEL.ARTICLE_NR, value: article }],
  }
}
