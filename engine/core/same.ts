// Are two sets of fields equal, and where do they differ. Equality is our own and cheap; deep-diff only describes what is unequal.
import deepDiff from 'deep-diff'
import type { Fields, Value } from './item.js'

/** Two normal values; undefined (not shown) is equal to nothing but itself. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], other[name]))
}

/** What a new item says before anybody has said anything: nothing, or none. */
export function isEmptyValue(value: unknown): boolean {
  return value === undefined || value === null || value === 0 || value === '0' || value === '0.00'
}

/**
 * Does an item still say what is remembered, in these fields? A field that the item does not show says nothing.
 * A field that is shown and was never remembered is a difference.
 */
export function stillSays(shown: Fields, remembered: { readonly [field: string]: unknown }, names: readonly string[]): boolean {
  // By index: this loop runs over every field of every item in every cycle.
  for (let at = 0; at < names.length; at++) {
    const name = names[at] as string
    const value = shown[name]
    if (value === undefined) continue
    const was = remembered[name]
    if (value !== was && (typeof value !== 'object' || !sameValue(value, was as Value))) return false
  }
  return true
}

/** One field that is not the same on two sides. */
export interface Difference { readonly field: string; readonly before?: unknown; readonly after?: unknown }

/** Where two sets of fields differ, by field name, sorted. Lists count as one value. */
export function differences(before: Fields, after: Fields): Difference[] {
  const found = deepDiff.diff(before, after) ?? []
  const names = new Set(found.map((one) => String(one.path?.[0] ?? '')))
  return [...names].sort().map((field) => ({
    field,
    ...(before[field] === undefined ? {} : { before: before[field] }),
    ...(after[field] === undefined ? {} : { after: after[field] }),
  }))
}

/** Only these fields, in this order; what is not there is left out. */
export function pick(fields: { readonly [field: string]: unknown }, names: readonly string[]): Record<string, Value> {
  const picked: Record<string, Value> = {}
  for (const name of names) {
    const value = fields[name]
    if (value !== undefined) picked[name] = value as Value
  }
  return picked
}
