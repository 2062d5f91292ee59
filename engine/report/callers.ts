// Items whose key is a digest are called by what a person knows: by the items that name them, or by the number that they have.
import type { Change, FieldChange, HeldItem, PlanDocument, StreamPlan } from '../types/plan.js'
import type { Knowledge } from './knowledge.js'
import { knownBy } from './digest-text.js'

const CALLERS_MAX = 3
const BY: Readonly<Record<string, string>> = { email: 'by its e-mail', orgNo: 'by its organisation number', number: 'by its number in the shop' }

/** The plan with no key and no value in it that is a digest: "of 1001", "new", "1042". */
export function withCallers(document: PlanDocument, { numbers = {} }: Pick<Knowledge, 'numbers'>): PlanDocument {
  const callers = callersIn(document)
  if (callers.size === 0 && !document.streams.some((stream) => itemsOf(stream).some(({ key }) => knownBy(key) !== undefined))) return document
  const fresh = new Set(document.streams.flatMap(({ changes }) => changes.filter(({ action, key }) => action === 'create' && knownBy(key) !== undefined).map(({ key }) => key)))
  const value = (key: string): string => (fresh.has(key) ? 'new' : numbers[key] ?? `known ${byText(key)}`)
  const called = <Item extends Change | HeldItem>(item: Item): Item => ({
    ...item,
    ...(knownBy(item.key) === undefined ? {} : { key: keyOf(item.key, callers.get(item.key)) }),
    ...(item.fields ? { fields: valued(item.fields, value) } : {}),
  })
  const streams = document.streams.map((stream) => ({ ...stream, changes: stream.changes.map(called), held: stream.held.map(called), skipped: stream.skipped.map(called) }))
  return { ...document, streams }
}

/** By digest, the keys of the items that name it. */
function callersIn({ streams }: PlanDocument): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>()
  for (const { changes } of streams) {
    for (const { key, fields } of changes) {
      for (const field of Object.values(fields)) {
        if (typeof field?.after !== 'string' || knownBy(field.after) === undefined) continue
        callers.set(field.after, [...(callers.get(field.after) ?? []), key])
      }
    }
  }
  return callers
}

function keyOf(key: string, callers: readonly string[] = []): string {
  if (callers.length === 0) return byText(key)
  const more = callers.length > CALLERS_MAX ? ` and ${callers.length - CALLERS_MAX} more` : ''
  return `of ${callers.slice(0, CALLERS_MAX).join(', ')}${more}`
}

function byText(key: string): string {
  const by = knownBy(key) ?? ''
  return BY[by] ?? `by its ${by}`
}

type FieldChanges = Readonly<Record<string, FieldChange | undefined>>

function valued(fields: FieldChanges, value: (key: string) => string): Record<string, FieldChange | undefined> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field && { ...field, ...said(field, value) }]))
}

function said(field: FieldChange, value: (key: string) => string): Partial<FieldChange> {
  const told = (one: FieldChange['after'] | undefined): { text: string } | undefined => (typeof one === 'string' && knownBy(one) !== undefined ? { text: value(one) } : undefined)
  const [before, after] = [told(field.before), told(field.after)]
  return { ...(before ? { before: before.text } : {}), ...(after ? { after: after.text } : {}) }
}

function itemsOf({ changes, held, skipped }: StreamPlan): readonly (Change | HeldItem)[] {
  return [...changes, ...held, ...skipped]
}
