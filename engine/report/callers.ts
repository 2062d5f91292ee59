// Items whose key is a digest are called by what a person knows: by the items that name them, or by the number that they have.
import { MASK } from '../core/personal.js'
import type { Change, FieldChange, HeldItem, PlanDocument, StreamPlan } from '../types/plan.js'
import type { Knowledge } from './knowledge.js'
import { keyKnownBy, knownBy, numberInShop } from './digest-text.js'
import { oneLine } from './plain-text.js'

const CALLERS_MAX = 3
const BY: Readonly<Record<string, string>> = { email: 'by its e-mail', orgNo: 'by its organisation number' }

/** What an item is called whose key is a digest, or undefined for one whose key says it: "of 1001", "7010 of se", "by its e-mail". */
export function callerOf(document: PlanDocument, knowledge: Pick<Knowledge, 'atSource'>): (key: string) => string | undefined {
  const callers = callersIn(document, knowledge)
  return (key) => (keyKnownBy(key) === undefined ? undefined : keyOf(key, callers.get(key)))
}

/** What a value is called that names such an item: "new", "held", "1042", "7010 of se"; undefined for one that says itself what it is. */
export function namedBy({ streams }: PlanDocument, { numbers = {} }: Pick<Knowledge, 'numbers'>): (key: unknown) => string | undefined {
  const keysOf = (items: readonly { readonly key: string }[]): ReadonlySet<string> => new Set(items.filter(({ key }) => knownBy(key) !== undefined).map(({ key }) => key))
  const fresh = keysOf(streams.flatMap(({ changes }) => changes.filter(({ action }) => action === 'create')))
  const held = keysOf(streams.flatMap((stream) => stream.held))
  return (key) => {
    if (typeof key !== 'string' || knownBy(key) === undefined) return undefined
    const number = numbers[key]
    return fresh.has(key) ? 'new' : held.has(key) ? 'held' : number ?? numberInShop(key) ?? (number === null ? 'without a card' : `known ${byText(key)}`)
  }
}

/** The plan with no key and no value in it that is a digest. */
export function withCallers(document: PlanDocument, knowledge: Pick<Knowledge, 'numbers' | 'atSource'>): PlanDocument {
  const callers = callersIn(document, knowledge)
  if (callers.size === 0 && !document.streams.some((stream) => itemsOf(stream).some(({ key }) => isCalled(key)))) return document
  const value = namedBy(document, knowledge)
  const called = <Item extends Change | HeldItem>(item: Item): Item => ({
    ...item,
    ...(isCalled(item.key) ? { key: keyOf(item.key, callers.get(item.key)) } : {}),
    ...(item.fields ? { fields: valued(item.fields, value) } : {}),
  })
  const streams = document.streams.map((stream) => ({ ...stream, changes: stream.changes.map(called), held: stream.held.map(called), skipped: stream.skipped.map(called) }))
  return { ...document, streams }
}

/** What a plan that shows personal data may show stays. */
function isCalled(key: string): boolean {
  return key === MASK || knownBy(key) !== undefined
}

/** By digest, the keys of the items that name it: new ones, and those that are held. */
function callersIn({ streams }: PlanDocument, { atSource }: Pick<Knowledge, 'atSource'>): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>()
  const note = (key: string, values: readonly unknown[]): void => {
    for (const value of new Set(values)) if (typeof value === 'string' && knownBy(value) !== undefined) callers.set(value, [...(callers.get(value) ?? []), key])
  }
  for (const { stream, changes, held } of streams) {
    for (const { key, fields } of changes) note(key, Object.values(fields).map((field) => field?.after))
    for (const { key, reason } of held) note(key, [...Object.values(atSource?.get(stream)?.get(key) ?? {}), ...Object.values(reason.facts ?? {})])
  }
  return callers
}

function keyOf(key: string, callers: readonly string[] = []): string {
  if (callers.length === 0) return byText(key)
  const more = callers.length > CALLERS_MAX ? ` and ${callers.length - CALLERS_MAX} more` : ''
  return `of ${callers.slice(0, CALLERS_MAX).join(', ')}${more}`
}

function byText(key: string): string {
  const by = keyKnownBy(key) ?? ''
  return numberInShop(key) ?? BY[by] ?? `by its ${by}`
}

/** What stands for a key where nobody knows who names it: "7010 of se", "(by its e-mail)"; any other key is itself. */
export function calledText(key: string): string {
  return keyKnownBy(key) === undefined ? oneLine(key) : numberInShop(key) ?? `(${byText(key)})`
}

type FieldChanges = Readonly<Record<string, FieldChange | undefined>>

function valued(fields: FieldChanges, value: (key: unknown) => string | undefined): Record<string, FieldChange | undefined> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field && { ...field, ...said(field, value) }]))
}

function said({ before, after }: FieldChange, value: (key: unknown) => string | undefined): Partial<FieldChange> {
  const [was, is] = [value(before), value(after)]
  return { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }
}

function itemsOf({ changes, held, skipped }: StreamPlan): readonly (Change | HeldItem)[] {
  return [...changes, ...held, ...skipped]
}
