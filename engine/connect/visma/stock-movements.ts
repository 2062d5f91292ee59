// Stock taken in and out by hand: the only way in which a stock level is changed without an order.
// Each goes by its direction and our own id: "in/42". It carries our mark in its text.
import type { Answer, Found, LookFacts, Page, WriteItem, WriteRequest } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import { DB, ORDER } from './adk.js'
import { MANUAL_DELIVERY_IN, MANUAL_DELIVERY_OUT } from './adk-fields.js'
import { failed, remarks } from './answers.js'
import { cellsOf, fieldIds, readColumns, writeColumns, type Column } from './columns.js'
import { keyIn, referenceOf, unfitReference } from './documents/reference.js'
import { MarkFinder, type MarkedRegister } from './marks.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'
import { twoParts } from './flat.js'

export interface MovementContext extends PartContext { readonly shop: string }

type Direction = 'in' | 'out'
interface Movement extends MarkedRegister { readonly columns: readonly Column[]; readonly names: Readonly<Record<string, number>> }

const MOVEMENTS: Readonly<Record<Direction, Movement>> = {
  in: {
    register: DB.MANUAL_DELIVERY_IN, order: ORDER.MANUAL_DELIVERY_IN, number: MANUAL_DELIVERY_IN.DOCUMENT_NUMBER,
    mark: MANUAL_DELIVERY_IN.TEXT, names: MANUAL_DELIVERY_IN,
    columns: [
      { name: 'sku', field: MANUAL_DELIVERY_IN.ARTICLE_NUMBER, kind: 'text' },
      { name: 'date', field: MANUAL_DELIVERY_IN.DATE, kind: 'date' },
      { name: 'quantity', field: MANUAL_DELIVERY_IN.QUANTITY, kind: 'decimal' },
      { name: 'price', field: MANUAL_DELIVERY_IN.PRICE_EACH, kind: 'money' },
      { name: 'freight', field: MANUAL_DELIVERY_IN.CARGO_AMOUNT_EACH, kind: 'money' },
      { name: 'cancelled', field: MANUAL_DELIVERY_IN.CANCELLED, kind: 'flag' },
    ],
  },
  out: {
    register: DB.MANUAL_DELIVERY_OUT, order: ORDER.MANUAL_DELIVERY_OUT, number: MANUAL_DELIVERY_OUT.DOCUMENT_NUMBER,
    mark: MANUAL_DELIVERY_OUT.TEXT, names: MANUAL_DELIVERY_OUT,
    columns: [
      { name: 'sku', field: MANUAL_DELIVERY_OUT.ARTICLE_NUMBER, kind: 'text' },
      { name: 'date', field: MANUAL_DELIVERY_OUT.DATE, kind: 'date' },
      { name: 'quantity', field: MANUAL_DELIVERY_OUT.QUANTITY, kind: 'decimal' },
      { name: 'cancelled', field: MANUAL_DELIVERY_OUT.CANCELLED, kind: 'flag' },
    ],
  },
}
const DIRECTIONS = ['in', 'out'] as const
const ENTITY = 'stock-movement'

export class MovementReader implements PartReader {
  readonly entities = [ENTITY]
  readonly finders: Readonly<Record<Direction, MarkFinder>>

  constructor(private readonly parts: MovementContext) {
    this.finders = { in: new MarkFinder(MOVEMENTS.in, parts), out: new MarkFinder(MOVEMENTS.out, parts) }
  }

  list(): AsyncIterable<Page> {
    return pagesOf(this.chunks())
  }

  async find(_entity: string, keys: readonly string[], _scope: unknown, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>(keys.map((key) => [key, { kind: 'absent' }]))
    for (const direction of DIRECTIONS) {
      const mine = keys.filter((key) => directionOf(key) === direction)
      if (mine.length === 0) continue
      const above = since?.[direction]
      const numbers = await this.finders[direction].find(mine, above === undefined ? undefined : Number(above))
      for (const key of mine) {
        const [number, second] = numbers.get(key) ?? []
        if (second !== undefined) found.set(key, { kind: 'ambiguous', keys: (numbers.get(key) ?? []).map(String) })
        else if (number !== undefined) found.set(key, await this.numbered(direction, number))
      }
    }
    return found
  }

  private async numbered(direction: Direction, number: number): Promise<Found> {
    const { register, order, number: field, columns, mark } = MOVEMENTS[direction]
    const fields = [field, mark, ...fieldIds(columns)]
    const [row] = await this.parts.api.read('find', { register, order, key: field, keys: [number], fields })
    const item = row && movementItem(direction, fields, row, this.parts.shop)
    return item ? { kind: 'found', item } : { kind: 'absent' }
  }

  private async *chunks(): AsyncGenerator<readonly RawItem[]> {
    for (const direction of DIRECTIONS) {
      const { register, order, number, columns, mark } = MOVEMENTS[direction]
      const fields = [number, mark, ...fieldIds(columns)]
      const scan = this.parts.api.scan({ register, order, unique: number, fields, chunk: this.parts.pageMax })
      for await (const rows of scan) {
        yield rows.flatMap((row) => movementItem(direction, fields, row, this.parts.shop) ?? [])
      }
    }
  }
}

export class MovementWriter implements PartWriter {
  readonly entities = [ENTITY]

  constructor(private readonly parts: MovementContext, private readonly reader: MovementReader) {}

  async prepare({ action }: WriteRequest): Promise<LookFacts | undefined> {
    if (action !== 'create') return undefined
    return { in: await this.reader.finders.in.highest(), out: await this.reader.finders.out.highest() }
  }

  async one({ action }: WriteRequest, { key, fields }: WriteItem): Promise<Answer> {
    const direction = directionOf(key)
    if (!direction || action !== 'create') return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity: ENTITY, field: action }) }
    const { register, columns, mark, names, number } = MOVEMENTS[direction]
    const unknown = Object.keys(fields).find((name) => !columns.some((one) => one.name === name))
    if (unknown !== undefined) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity: ENTITY, field: unknown }) }
    const facts = await this.parts.facts.of(register, [mark, ...fieldIds(columns)])
    const unfit: Problem | undefined = unfitReference(this.parts.shop, key, facts.get(mark)?.length ?? 0)
    if (unfit) return { kind: 'refused', problem: unfit }
    const written = writeColumns(columns, fields, facts)
    if (written.problem) return { kind: 'refused', problem: { ...written.problem, facts: { key, ...written.problem.facts } } }
    const values = [...written.values, { field: mark, value: referenceOf(this.parts.shop, key) }]
    const read = [number, mark, ...fieldIds(columns)]
    const outcome = await this.parts.api.write('add', { register, values, read: { fields: read } }, { key })
    if (!('ok' in outcome)) return failed(outcome, { values, names })
    const item = outcome.ok.length === 0 ? undefined : movementItem(direction, read, outcome.ok, this.parts.shop)
    return { kind: 'done', id: key, warnings: [...written.warnings, ...remarks(outcome.warnings, { key })], ...(item ? { readBack: item } : {}) }
  }
}

function directionOf(key: string): Direction | undefined {
  const [direction] = twoParts(key) ?? []
  return DIRECTIONS.find((one) => one === direction)
}

function movementItem(direction: Direction, fields: readonly number[], row: readonly (string | number | boolean | null)[], shop: string): RawItem | undefined {
  const { columns, mark, number } = MOVEMENTS[direction]
  const cells = cellsOf(fields, row)
  const key = keyIn(cells(mark), shop)
  return key === undefined ? undefined : { key, id: String(cells(number)), fields: { ...readColumns(columns, cells), direction } }
}
