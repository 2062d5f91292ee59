// What says something of a person: how much of it is remembered, and which facts of a problem repeat it. See decision 0027.
import type { EntitySpec, FieldSpec } from '../types/entity.js'
import type { Problem } from './problem.js'
import type { Stream } from './stream.js'

/** What stands in a personal value's place. */
export const MASK = '•••'

/** Facts by which a problem says what a field holds. */
const VALUES: ReadonlySet<string> = new Set(['value', 'before', 'after', 'fitted', 'found', 'planned', 'meant', 'now', 'source', 'target'])
/** An item is called by its key in every output; a person's key is a number or a keyed digest. */
const KEY = 'key'
/** What is shorter says nothing of a person, and is in every sentence. */
const SECRET_MIN = 3

/** Some shops take it for a customer's number, so it may stand where no field says that it is personal: in a key, a code, a fact. */
const EMAIL = /[^\s@"'<>(),;:/\\]+@[^\s@"'<>(),;:/\\]+\.[^\s@"'<>(),;:/\\]+/gu

export function holdsEmail(text: string): boolean {
  return text.includes('@') && text.search(EMAIL) >= 0
}

/** The same text with a mark where an e-mail address was. */
export function withoutEmails(text: string): string {
  return text.includes('@') ? text.replace(EMAIL, MASK) : text
}

/** Is the field, or a part of it, masked in every output unless asked for? */
export function isPersonal(spec: Pick<FieldSpec, 'personal' | 'personalIn'> | undefined): boolean {
  return spec?.personal === true || spec?.personalIn !== undefined
}

/**
 * The target's fields that are remembered. What is personal in a register that neither system has was handed over once and is never
 * compared again: nothing needs it. Of a document that is made, only what both must agree in, and what it keeps of its order: its rows would be most of what is kept.
 */
export function keptNames({ entity, writes }: Pick<Stream, 'entity' | 'writes'>): readonly string[] {
  if (!entity.between) return writes
  const { made, keeps = [], remembers = [] } = entity.between
  if (made === undefined) return writes.filter((name) => !isPersonal(entity.fields[name]))
  return [...writes.filter((name) => entity.fields[name]?.mustAgree || keeps.includes(name)), ...remembers]
}

/** An item's fields as an intent names them: what it is known again by, and for a register of the systems' own, what undo needs. */
export function forIntent<Given extends { readonly [field: string]: unknown }>(fields: Given, { between, fields: specs }: Pick<EntitySpec, 'between' | 'fields'>): Given {
  if (!between) return fields
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isPersonal(specs[name]))) as Given
}

/** The problem with the names of those facts that say something of a person; told by the fact's name, by its field, or by what it repeats. */
export function marked(found: Problem, entity: Pick<EntitySpec, 'fields'>, fields: { readonly [field: string]: unknown }): Problem {
  const personal = Object.keys(entity.fields).filter((name) => isPersonal(entity.fields[name]))
  if (personal.length === 0) return found
  const names = personalFacts(found.facts, entity, personal.flatMap((name) => secretsIn(fields[name], entity.fields[name])))
  return names.length === 0 ? found : { ...found, personal: [...new Set([...(found.personal ?? []), ...names])] }
}

function personalFacts(facts: Problem['facts'], { fields }: Pick<EntitySpec, 'fields'>, secrets: readonly string[]): string[] {
  const named = typeof facts['field'] === 'string' ? facts['field'] : undefined
  const ofOne = Object.entries(fields).some(([name, spec]) => isPersonal(spec) && (name === named || spec?.title === named))
  return Object.entries(facts)
    .filter(([name, value]) => saysEmail(value) || name !== KEY && (isPersonal(fields[name]) || (ofOne && VALUES.has(name)) || repeats(value, secrets)))
    .map(([name]) => name)
}

function saysEmail(value: unknown): boolean {
  return secretsOf([value]).some(holdsEmail)
}

/** Of a list whose rows are personal in part, only those parts: a price says nothing of a person. */
function secretsIn(value: unknown, spec: Pick<FieldSpec, 'personal' | 'personalIn'> | undefined): readonly string[] {
  const parts = spec?.personal ? undefined : spec?.personalIn
  return secretsOf(parts === undefined ? [value] : partsIn(value, parts))
}

function partsIn(value: unknown, parts: readonly string[]): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => (parts.includes(name) && (typeof one !== 'object' || one === null) ? [one] : partsIn(one, parts)))
}

/** Every text in these values. */
export function secretsOf(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value): readonly string[] => {
    if (typeof value === 'string') return value.trim().length >= SECRET_MIN ? [value.trim()] : []
    return typeof value === 'object' && value !== null ? secretsOf(Object.values(value)) : []
  })
}

/** Does a text, or one in a list, hold one of these as whole words? */
export function repeats(value: unknown, secrets: readonly string[]): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((one) => repeats(one, secrets))
  return typeof value === 'string' && secrets.some((secret) => holds(value, secret))
}

const WORD = /[\p{L}\p{N}]/u

function holds(text: string, secret: string): boolean {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    if (!WORD.test(text[at - 1] ?? ' ') && !WORD.test(text[at + secret.length] ?? ' ')) return true
  }
  return false
}

/** The reason with those facts covered. Covered twice is covered once. */
export function coveredReason<R extends { readonly facts?: Problem['facts']; readonly personal?: readonly string[] }>(reason: R): R {
  const { facts, personal } = reason
  if (!facts || !personal || personal.length === 0) return reason
  return { ...reason, facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, personal.includes(name) ? cover(value) : value])) }
}

/** A field's value covered: all of it, or of a list those parts of its rows that may say something of a person. */
export function coveredValue(value: unknown, spec: Pick<FieldSpec, 'personal' | 'personalIn'> | undefined): unknown {
  if (typeof value === 'string' && !spec?.personal) return isEmail(value) ? MASK : value
  if (spec?.personal || typeof value !== 'object' || value === null) return spec?.personal || spec?.personalIn ? cover(value) : value
  const parts = spec?.personalIn
  if (!parts) return value
  return Object.fromEntries(Object.entries(value).map(([key, row]) => [key, typeof row === 'object' && row !== null
    ? Object.fromEntries(Object.entries(row as object).map(([name, one]) => [name, parts.includes(name) ? cover(one) : one])) : row]))
}

/** All of it: a text about an article may name somebody to write to. */
export function isEmail(value: unknown): boolean {
  return typeof value === 'string' && withoutEmails(value.trim()) === MASK
}

/** Fields, each covered as its register asks. */
export function coveredFields<Given extends { readonly [field: string]: unknown }>(fields: Given, { fields: specs }: Pick<EntitySpec, 'fields'>): Given {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, coveredValue(value, specs[name])])) as Given
}

/** Empty stays empty: that a value is missing tells nothing about it. */
export function cover(value: unknown): unknown {
  return value === null || value === undefined ? value : MASK
}
