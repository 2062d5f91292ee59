// A person may edit a row of a world's file of which the log tells newer things than the file showed. So each effect says what the
// row was before it, and changes only what still is as it was: what a person has changed since stays the person's.
import { isDeepStrictEqual } from 'node:util'

export type Row = { [field: string]: unknown }

/**
 * A put of null removes the row. In the log it also says what was before: null where there was no row, the whole row where it is
 * removed, else the fields that it changed, as they were. A log from before this was said puts whole rows.
 */
export type Put = readonly [table: string, key: string, row: Row | null, was?: Row | null]

/** The put, with what was before it. A row that was changed where it lay can no longer tell what it was. */
export function withWas([table, key, row]: Put, before: Row | undefined): Put {
  if (before === undefined || row === null) return [table, key, row, before ?? null]
  if (before === row) return [table, key, row]
  const was: Row = {}
  for (const field of fieldsOf(before, row)) if (!same(before[field], row[field])) was[field] = before[field] ?? null
  return [table, key, row, was]
}

/** The row after a put, where it is `here` before; undefined is no row. */
export function rowAfter([, , row, was]: Put, here: Row | undefined): Row | undefined {
  if (was === undefined) return row ?? undefined
  if (row === null) return here !== undefined && !isDeepStrictEqual(here, was) ? here : undefined
  if (here === undefined) return was === null ? row : undefined
  const after: Row = {}
  for (const field of fieldsOf(row, here)) {
    const before = was === null || Object.hasOwn(was, field) ? was?.[field] : row[field]
    const value = merged(before, row[field], here[field])
    if (value !== undefined) after[field] = value
  }
  return after
}

/** Objects in a row are taken field by field too; a list is one thing. */
function merged(before: unknown, after: unknown, here: unknown): unknown {
  if (same(here, before)) return after
  if (same(before, after) || !isObject(before) || !isObject(after) || !isObject(here)) return here
  return Object.fromEntries(fieldsOf(after, here)
    .map((field) => [field, merged(before[field], after[field], here[field])] as const)
    .filter(([, value]) => value !== undefined))
}

function fieldsOf(one: Row, other: Row): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}

/** A field that is not there and one that is null are the same to JSON's log. */
function same(one: unknown, other: unknown): boolean {
  return one === other || isDeepStrictEqual(one ?? null, other ?? null)
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
