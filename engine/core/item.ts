// One thing in one system, in normal form: the only shape in which two systems are compared.
import type { EntitySpec, FieldSpec } from '../types/entity.js'
import { parseDecimal } from '../values/decimal.js'
import { parseMoney } from '../values/money.js'
import { nfc } from '../values/text.js'
import { problem, type Problem } from './problem.js'

/**
 * A normal value. Money and decimals are decimal texts ("199.00"), dates are texts; a number is always whole.
 * A list is a map by key, so that an item taken out of its middle is one difference and not many.
 */
export type Value = string | number | boolean | null | { readonly [key: string]: Value }

/** null: empty in that system. A key left out: the system does not show it. */
export interface Fields { readonly [field: string]: Value | undefined }

/** What a driver hands over: named fields whose values are not yet normal. */
export interface RawItem {
  readonly key: string
  /** The system's own id, where it has one besides the key. */
  readonly id?: string
  readonly fields: { readonly [field: string]: unknown }
  /** true: a listing that shows only some of the fields; a find shows the rest. */
  readonly partial?: boolean
  /** Why the driver cannot tell what the item says; then the item is held. */
  readonly problem?: Problem
  /** Why it is not its turn: a newcomer is left out, and said. */
  readonly skip?: Problem
  /** A newcomer that is held is left to people by now, and this is said of it; one that nothing holds goes on. */
  readonly givenUp?: Problem
  /** What belongs to the item and no field can carry, by a name for people: said, and the item goes on without it. */
  readonly left?: Readonly<Record<string, Problem>>
}

export interface Item {
  readonly key: string
  readonly id?: string
  readonly fields: Fields
  readonly partial?: boolean
  /** A look found it, and the listing lacks it. */
  readonly unlisted?: boolean
  /** The item cannot be used as it is, and why. */
  readonly problem?: Problem
  /** It is not its turn; what was handed over already is not concerned. */
  readonly skip?: Problem
  readonly givenUp?: Problem
  readonly left?: RawItem['left']
}

export type Normalise = (raw: RawItem) => Item

export type ToValue = (raw: unknown) => Value | undefined

/** The maker of normal items of one entity. Fields that the entity does not know are left out. */
export function normaliser(entity: EntitySpec): Normalise {
  const makers = new Map<string, ToValue>()
  for (const [name, spec] of Object.entries(entity.fields)) if (spec) makers.set(name, makerOf(spec))
  return (raw) => {
    let fields: Record<string, Value> | undefined
    let bad = raw.problem
    const given = raw.fields
    for (const name in given) {
      const value = given[name]
      const made = value === null ? null : value === undefined ? undefined : makers.get(name)?.(value)
      // Most values are normal already: then the driver's own object is kept and nothing is copied.
      if (made === value && made !== undefined && makers.has(name)) {
        if (fields) fields[name] = made
        continue
      }
      fields ??= copyUpTo(given, name)
      if (made !== undefined && makers.has(name)) fields[name] = made
      else if (value !== undefined && makers.has(name)) {
        bad ??= problem('VALUE_BAD', { field: name, value: String(value), type: entity.fields[name]?.type })
      }
    }
    const normal = fields ?? (given as Fields)
    return {
      key: raw.key,
      fields: normal,
      ...(raw.id === undefined ? {} : { id: raw.id }),
      ...(raw.partial ? { partial: true } : {}),
      ...(raw.left ? { left: raw.left } : {}),
      ...(bad ? { problem: bad } : {}),
      ...(raw.skip ? { skip: raw.skip } : {}),
      ...(raw.givenUp ? { givenUp: raw.givenUp } : {}),
    }
  }
}

function copyUpTo(given: RawItem['fields'], stop: string): Record<string, Value> {
  const copy: Record<string, Value> = {}
  for (const name in given) {
    if (name === stop) break
    copy[name] = given[name] as Value
  }
  return copy
}

/** The maker of normal values of one field; undefined for what cannot be made normal. */
export function makerOf(spec: FieldSpec): ToValue {
  switch (spec.type) {
    case 'text': case 'code': case 'html': return textValue
    case 'date': case 'instant': return (raw) => (typeof raw === 'string' && raw !== '' ? raw : undefined)
    case 'boolean': return (raw) => (typeof raw === 'boolean' ? raw : undefined)
    case 'integer': case 'rate': return wholeNumber
    case 'money': return (raw) => parseMoney(raw)
    case 'decimal': return (raw) => parseDecimal(raw)
    case 'list': return listValue
  }
}

/** An empty text and no text are the same thing to a person: both are null. */
function textValue(raw: unknown): Value | undefined {
  if (typeof raw !== 'string') return undefined
  return raw === '' ? null : nfc(raw)
}

/** Things that have a key of their own, rows by their number say, come as a map already. */
function listValue(raw: unknown): Value | undefined {
  if (Array.isArray(raw)) return keyed(raw)
  return typeof raw === 'object' ? mapValue(raw as object) : undefined
}

/** A map of normal values; undefined where one of them is none. Texts are made normal, what is left out stays out. */
function mapValue(raw: object): Value | undefined {
  const map: Record<string, Value> = {}
  for (const [key, part] of Object.entries(raw) as [string, unknown][]) {
    if (part === undefined) continue
    const value = part === null || typeof part === 'boolean' ? part
      : typeof part === 'object' ? mapValue(part) : typeof part === 'number' ? wholeNumber(part) : textValue(part)
    if (value === undefined) return undefined
    map[key] = value
  }
  return map
}

/** A list of codes: each code is its own key, and the order does not count. */
function keyed(codes: readonly unknown[]): Value {
  return Object.fromEntries(codes.map(String).sort().map((code) => [code, true]))
}

function wholeNumber(raw: unknown): Value | undefined {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? raw : undefined
  if (typeof raw !== 'string' || !/^-?\d{1,15}$/.test(raw)) return undefined
  return Number(raw)
}
