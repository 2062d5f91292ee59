// A plan as its views show it: personal values covered, parts called by the name of their article, and reasons said as they are meant.
// Counts, keys and digests stay as they are.
import type { Change, Group, HeldItem, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import type { Fields } from '../core/item.js'
import { namedBy, withCallers } from './callers.js'
import type { Knowledge } from './knowledge.js'
import { otherSide, sideText } from './moved-text.js'
import { maskPlan } from './plan-mask.js'
import { hintText, reasonText, sharedReason, sharedText } from './reason-text.js'
import { countText } from './number-text.js'

/** What every view begins with. Personal values are covered unless the knowledge says otherwise. */
export function shownDocument(document: PlanDocument, knowledge: Knowledge): PlanDocument {
  const masked = withCallers(knowledge.showPersonalData ? document : maskPlan(document, knowledge.entities), knowledge)
  const named = withNames(masked, knowledge)
  const streams = named.streams.map((stream) => ({ ...stream, changes: stream.changes.map((one) => withMeaning(one, stream)) }))
  return { ...named, streams, groups: named.groups.map((group) => groupMeaning(group, streams)) }
}

/** The knowledge as the views of this plan use it: what the source shows names nobody by a digest. */
export function shownKnowledge(document: PlanDocument, knowledge: Knowledge): Knowledge {
  const { atSource } = knowledge
  if (!atSource) return knowledge
  const named = namedBy(document, knowledge)
  const said = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, named(value) ?? value]))
  return { ...knowledge, atSource: new Map([...atSource].map(([stream, items]) => [stream, new Map([...items].map(([key, fields]) => [key, said(fields)]))])) }
}

/** A price or a stock level has no name of its own: the plan may know that of its article. */
function withNames(document: PlanDocument, knowledge: Knowledge): PlanDocument {
  const { entities } = knowledge
  const familyOf = ({ entity }: StreamPlan): string => (Object.hasOwn(entities, entity) ? entities[entity]?.of : undefined) ?? entity
  const names = new Map<string, string>()
  for (const stream of document.streams) {
    for (const item of itemsOf(stream)) if (item.name !== undefined) names.set(`${familyOf(stream)} ${item.key}`, item.name)
  }
  if (names.size === 0) return document
  const streams = document.streams.map((stream) => {
    const named = <Item extends Change | HeldItem>(item: Item): Item => {
      const name = item.name === undefined ? names.get(`${familyOf(stream)} ${item.key}`) : undefined
      return name === undefined ? item : { ...item, name }
    }
    return { ...stream, changes: stream.changes.map(named), held: stream.held.map(named), skipped: stream.skipped.map(named) }
  })
  return { ...document, streams }
}

function itemsOf({ changes, held, skipped }: StreamPlan): readonly (Change | HeldItem)[] {
  return [...changes, ...held, ...skipped]
}

/** Nobody sees what a blind target has: that the two sides differ cannot be said of it. */
function withMeaning(change: Change, { from }: StreamPlan): Change {
  const isBlind = Object.values(change.fields).every((field) => field?.before === undefined)
  if (!isBlind || !change.why?.some((one) => one.code === DIFFERS)) return change
  const facts = { side: sideText(otherSide(from)) }
  return { ...change, why: change.why.map((one) => (one.code === DIFFERS ? { code: BLIND, facts } : one)) }
}

const DIFFERS = 'FIRST_SYNC_DIFFERS'
const BLIND = 'FIRST_SYNC_BLIND'

function groupMeaning(group: Group, streams: readonly StreamPlan[]): Group {
  if (group.code !== DIFFERS) return group
  const [first, ...rest] = membersOf(group, streams).flatMap((one) => one.why?.[0] ?? [])
  return first?.code === BLIND && rest.every((one) => one.code === BLIND) ? { ...group, code: BLIND, facts: { ...first.facts } } : group
}

function membersOf(group: Group, streams: readonly StreamPlan[]): Change[] {
  return streams.flatMap((stream) => stream.changes.filter((one) => one.group === group.id))
}

/** Why a group waits: the reason that made it, and every other reason that some of its changes have. */
export function groupText(group: Group, streams: readonly StreamPlan[], { problems }: Pick<Knowledge, 'problems'>): string {
  const others = new Map<string, Reason[]>()
  for (const { why = [] } of membersOf(group, streams)) {
    for (const one of why) if (one.code !== group.code) others.set(one.code, [...(others.get(one.code) ?? []), one])
  }
  const hint = hintText(group, problems)?.replace(/\.$/, '')
  const also = [...others.values()].map((reasons) => {
    const own = hintText(sharedReason(reasons), problems)?.replace(/\.$/, '')
    return `${countText(reasons.length)} also: ${sharedText(reasons, problems)}${own === undefined ? '' : ` (${own})`}`
  })
  return [reasonText(group, problems), ...(hint === undefined ? [] : [hint]), ...also].join('; ')
}
