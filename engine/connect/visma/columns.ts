// Fields of a register and our fields, each into the other, by a table: one line per field. What the
// installation says of a field (length, decimals, read-only) is trusted over the table.
import { fromDouble, parseDecimal, round } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { toWindows1252 } from '../../values/windows-1252.js'
import { problem, warning, type Problem } from '../../core/problem.js'
import { RC } from './adk.js'
import type { Cell, FieldFacts, FieldValue, Row } from './bridge/protocol.js'

/**
 * text: letters of Windows-1252. flag, notFlag: yes or no, as it stands or the other way round.
 * decimal, money: decimal texts. number: a whole number, such as one of a document, as text.
 * date: "yyyy-MM-dd".
 */
export type ColumnKind = 'text' | 'flag' | 'notFlag' | 'decimal' | 'money' | 'number' | 'date'

/** One field. readOnly: never set by us. */
export interface Column {
  readonly name: string
  readonly field: number
  readonly kind: ColumnKind
  readonly readOnly?: true
}

/** What the installation says of the fields of one register, by number. */
export type Facts = ReadonlyMap<number, FieldFacts>
export type OurFields = Readonly<Record<string, unknown>>

/** The values in the order of the columns. problem: why they cannot be written at all. */
export interface WrittenColumns {
  readonly values: readonly FieldValue[]
  readonly warnings: readonly Problem[]
  readonly problem?: Problem
}

type SetValue = { readonly value: Cell; readonly respelt?: readonly string[] } | { readonly problem: Problem }

/** Finer than any field of the program; the dust of doubles is swept off before. */
const READ_PLACES = 6
const LINE_BREAKS = /\s*[\t\r\n]+\s*/g

export function fieldIds(columns: readonly Column[]): readonly number[] {
  return columns.map(({ field }) => field)
}

/** The cells of a row by field: a field that was not asked for, or that the installation lacks, has none. */
export type Cells = (field: number) => Cell | undefined

export function cellsOf(fields: readonly number[], row: Row): Cells {
  const places = new Map(fields.map((field, at) => [field, at]))
  return (field) => {
    const at = places.get(field)
    return at === undefined ? undefined : row[at]
  }
}

/** Our fields of a record. What the record does not have is left out. */
export function readColumns(columns: readonly Column[], cells: Cells): Record<string, string | boolean | null> {
  const fields: Record<string, string | boolean | null> = {}
  for (const { name, field, kind } of columns) {
    const cell = cells(field)
    if (cell !== undefined) fields[name] = readCell(kind, cell)
  }
  return fields
}

/** Parts with a dot in their names, made one: "address.city" is the city of the address. Null where every part is empty. */
export function nested(fields: OurFields): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  const groups = new Map<string, Record<string, unknown>>()
  for (const [name, value] of Object.entries(fields)) {
    const [group, part] = name.split('.') as [string, string | undefined]
    if (part === undefined) made[name] = value
    else groups.set(group, { ...groups.get(group), [part]: value })
  }
  for (const [group, parts] of groups) made[group] = Object.values(parts).some((value) => value !== null) ? parts : null
  return made
}

/** The other way: a group that is cleared clears all its parts. */
export function flattened(fields: OurFields, columns: readonly Column[]): Record<string, unknown> {
  const flat: Record<string, unknown> = { ...fields }
  for (const { name } of columns) {
    const [group, part] = name.split('.') as [string, string | undefined]
    if (part === undefined || !(group in fields)) continue
    const parts = fields[group] as OurFields | null
    flat[name] = parts === null ? null : parts[part] ?? null
  }
  return flat
}

export function readCell(kind: ColumnKind, cell: Cell): string | boolean | null {
  switch (kind) {
    case 'flag': return cell === true
    case 'notFlag': return cell !== true
    case 'decimal': return typeof cell === 'number' ? fromDouble(cell, READ_PLACES) ?? null : null
    case 'money': return typeof cell === 'number' ? parseMoney(fromDouble(cell, READ_PLACES)) ?? null : null
    case 'number': return typeof cell === 'number' && cell !== 0 ? String(Math.round(cell)) : null
    default: return cell === '' || cell === null ? null : String(cell)
  }
}

/**
 * The values to set for those of our fields that are given, in the order of the columns: the program
 * looks at each as it is set.
 */
export function writeColumns(columns: readonly Column[], fields: OurFields, facts: Facts): WrittenColumns {
  const values: FieldValue[] = []
  const warnings: Problem[] = []
  for (const column of columns) {
    if (column.readOnly || !(column.name in fields) || fields[column.name] === undefined) continue
    // What the installation does not have needs no clearing.
    if (fields[column.name] === null && facts.get(column.field)?.missing !== undefined) continue
    const made = writeCell(column, fields[column.name], facts.get(column.field))
    if ('problem' in made) return { values, warnings, problem: made.problem }
    if (made.respelt) warnings.push(warning('VISMA_RESPELT', { field: column.name, characters: made.respelt.join(' ') }))
    values.push({ field: column.field, value: made.value })
  }
  return { values, warnings }
}

/** One value as the program takes it, or why it does not. */
export function writeCell({ name, kind }: Column, value: unknown, facts: FieldFacts | undefined): SetValue {
  if (facts?.missing !== undefined) return { problem: problem('VISMA_NOT_IN_EDITION', { field: name, rc: facts.missing, text: '' }) }
  if (facts && !facts.writable) return { problem: problem('VISMA_FIELD_LOCKED', { field: name, value, rc: RC.EDIT_DENIED_FIELD, text: '' }) }
  switch (kind) {
    case 'flag': return { value: value === true }
    case 'notFlag': return { value: value !== true }
    case 'date': return { value: value === null ? null : String(value) }
    case 'text': return textCell(name, value === null ? '' : String(value), facts?.length ?? 0)
    default: return numberCell(name, value ?? '0', facts)
  }
}

function textCell(name: string, text: string, length: number): SetValue {
  const onOneLine = text.replace(LINE_BREAKS, ' ')
  const spelt = toWindows1252(onOneLine)
  const respelt = [...spelt.replaced, ...(onOneLine === text ? [] : ['line break'])]
  // What was left out leaves no gap behind.
  const fitted = respelt.length === 0 ? spelt.text : spelt.text.replace(/ {2,}/g, ' ').trim()
  if (length > 0 && fitted.length > length) {
    return { problem: problem('VISMA_TOO_LONG', { field: name, value: fitted, rc: RC.TOO_MANY_SIGNS, text: String(length) }) }
  }
  return { value: fitted, ...(respelt.length > 0 ? { respelt } : {}) }
}

/** A decimal becomes a double here and nowhere else, and only one that comes back as the same decimal. */
function numberCell(name: string, value: unknown, facts: FieldFacts | undefined): SetValue {
  const text = parseDecimal(value)
  if (text === undefined) return { problem: problem('VISMA_NOT_A_NUMBER', { field: name, value }) }
  const places = facts?.decimals ?? READ_PLACES
  const double = Number(text)
  if (round(text, { places }) === text && fromDouble(double, places) === text) return { value: double }
  return { problem: problem('VISMA_TOO_FINE', { field: name, value: text, rc: RC.TOO_MANY_DECIMALS, text: String(places) }) }
}
