// What a register of the simulated program is: fields with type, length, decimals and rights, a
// key, sort orders. What is not known of the real program is set on the strict side.
import { TYPE, VARIANT } from '../adk.js'
import type { Row } from '../../world/world.js'

export interface Field {
  readonly id: number
  /** The API's name of the field without the register's; rows of a world are written with these. */
  readonly name: string
  readonly type: number
  readonly length: number
  readonly decimals: number
  /** Computed or kept by the program. */
  readonly readOnly: boolean
  /** Product variants that have the field; left out: all. */
  readonly only?: readonly number[]
}

export interface SortOrder {
  readonly id: number
  /** Names of the fields that it goes by; the first is the one that Find looks for. */
  readonly by: readonly string[]
  /** Where the order shows only a part of the register. */
  readonly shows?: (row: Row) => boolean
}

export interface Register {
  readonly db: number
  /** The table of the world that holds the records. */
  readonly name: string
  /** What the names of the fields begin with, where it is not the register's own name. */
  readonly family?: string
  readonly fields: ReadonlyMap<number, Field>
  /** Names of the fields that together name a record; none: the register has one single record. */
  readonly key: readonly string[]
  readonly orders: readonly SortOrder[]
  /** The register of its rows, where the record is a head. */
  readonly rowDb?: number
  /** Its records are rows of heads; nothing moves in it. */
  readonly isRow?: boolean
  readonly only?: readonly number[]
}

export type Ids = Readonly<Record<string, number>>
export type Shape = readonly [type: number, size?: number, more?: Partial<Field>]
export type Shapes = Readonly<Record<string, Shape>>

const { BOOL, CHAR, DATA, DATE, DOUBLE } = TYPE
const READ_ONLY = { readOnly: true }
export const TEXT = (length: number): Shape => [CHAR, length]
export const NUMBER = (decimals: number): Shape => [DOUBLE, decimals]
export const FLAG: Shape = [BOOL]
export const STAMP: Shape = [DATE, 0, READ_ONLY]
export const FIGURE: Shape = [DOUBLE, 3, READ_ONLY]
export const CODE_AND_TEXT: Shapes = { CODE: TEXT(6), TEXT: TEXT(25), TIMESTAMP: STAMP }
const ROWS_FIELD: Shape = [DATA]
export const VARIANTS_WITH_MEMBERS: readonly number[] = [VARIANT.FORENING]

/** Fields by kind, each kind a list of names. text: by length. number: by decimals. */
export interface Kinds {
  readonly text?: Readonly<Record<number, string>>
  readonly number?: Readonly<Record<number, string>>
  readonly flag?: string
  readonly date?: string
  /** Read-only amounts and dates. */
  readonly amount?: string
  readonly stamp?: string
  readonly rows?: string
}

export function shapes(kinds: Kinds): Shapes {
  const all: Record<string, Shape> = {}
  const put = (names: string | undefined, shape: Shape) => {
    for (const name of (names ?? '').split(/\s+/).filter(Boolean)) all[name] = shape
  }
  for (const [length, names] of Object.entries(kinds.text ?? {})) put(names, TEXT(Number(length)))
  for (const [decimals, names] of Object.entries(kinds.number ?? {})) put(names, NUMBER(Number(decimals)))
  put(kinds.flag, FLAG)
  put(kinds.date, [DATE])
  put(kinds.amount, [DOUBLE, 2, READ_ONLY])
  put(kinds.stamp, STAMP)
  put(kinds.rows, ROWS_FIELD)
  return all
}

/** By the number of the sort order: the names that it goes by, and what it shows. */
export type Orders = Readonly<Record<number, string | readonly [by: string, shows: (row: Row) => boolean]>>

export interface Definition {
  readonly db: number
  readonly name: string
  readonly family?: string
  readonly ids: Ids
  readonly shapes: Shapes
  /** Names, with spaces between. */
  readonly key: string
  readonly orders?: Orders
  /** The order of a fresh buffer; a map of numbers cannot say it. Left out: the lowest number. */
  readonly first?: number
  readonly rowDb?: number
  readonly isRow?: boolean
  readonly only?: readonly number[]
}

/** The sort order that every register with a timestamp has. */
const TIMESTAMP_ORDER = 220

export function register(made: Definition): Register {
  const fields = Object.entries(made.ids).filter(([field]) => field in made.shapes).map(([field, id]): [number, Field] => {
    const [type, size = 0, more = {}] = made.shapes[field] as Shape
    const length = type === CHAR ? size : 0
    const decimals = type === DOUBLE ? size : 0
    return [id, { id, name: field, type, length, decimals, readOnly: false, ...more }]
  })
  const key = words(made.key)
  return {
    db: made.db, name: made.name, fields: new Map(fields), key, orders: ordersOf(made),
    ...(made.family ? { family: made.family } : {}), ...(made.rowDb === undefined ? {} : { rowDb: made.rowDb }),
    ...(made.isRow ? { isRow: true } : {}), ...(made.only ? { only: made.only } : {}),
  }
}

function ordersOf({ orders = {}, first, shapes: known, key }: Definition): SortOrder[] {
  const made = Object.entries(orders).map(([id, order]): SortOrder => typeof order === 'string'
    ? { id: Number(id), by: words(order) }
    : { id: Number(id), by: words(order[0]), shows: order[1] })
  if ('TIMESTAMP' in known && key !== '') made.push({ id: TIMESTAMP_ORDER, by: ['TIMESTAMP'] })
  return made.sort((left, right) => Number(right.id === first) - Number(left.id === first))
}

/** The key of a row in its table. A register of one record keeps it under its own name. */
export function rowKey(of: Register, row: Row): string {
  if (of.key.length === 0) return of.name
  return of.key.map((name) => String(row[name] ?? (name === 'QUANTITY' ? 0 : ''))).join('|')
}

function words(text: string): string[] { return text.split(' ').filter(Boolean) }
