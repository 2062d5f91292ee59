// Who moved, in words; and the marks that stand first in a line.
import type { Change, Moved, StreamPlan } from '../types/plan.js'
import { wordsOf, type Knowledge } from './knowledge.js'
import { oneLine } from './plain-text.js'

const SIDES = { shop: 'the shop', erp: 'the ERP' } as const

type Role = keyof typeof SIDES

export type Mark = '+' | '~' | '-' | '.' | '!' | '×'

/** The name of a side in a sentence: "the ERP". */
export function sideText(role: Role): string {
  return SIDES[role]
}

/** The side across. */
export function otherSide(role: Role): Role {
  return role === 'shop' ? 'erp' : 'shop'
}

/** Why a field moves: "changed in the ERP", "changed in the shop, put back". from: the side that leads the stream. */
export function movedText(moved: Moved, from: Role): string {
  if (moved === 'config') return 'the configuration changed'
  if (moved === 'both') return `changed on both sides, ${sideText(from)} leads`
  if (moved === 'new') return 'never agreed before'
  return moved === from ? `changed in ${sideText(from)}` : `changed in ${sideText(moved)}, put back`
}

/** Why one field of a change moves. What belongs to an item that is only now created is new with it. */
export function fieldCause(change: Change, moved: Moved, from: Role): string {
  return moved === 'new' && change.needs !== undefined ? `new in ${sideText(from)}` : movedText(moved, from)
}

/** Why a change is there: what happened in the world, in a few words. */
export function causeText(change: Change, from: Role): string {
  if (change.action === 'create') return `new in ${sideText(from)}`
  if (change.action === 'retire') return `gone from ${sideText(from)}`
  return [...new Set(movedOf(change).map((one) => fieldCause(change, one, from)))].join('; ')
}

/** Everyone who moved a field of the change, in a fixed order. */
export function movedOf(change: Change): Moved[] {
  const found = new Set(Object.values(change.fields).map((field) => field?.moved))
  return MOVERS.filter((one) => found.has(one))
}

const MOVERS: readonly Moved[] = ['config', 'shop', 'erp', 'both', 'new']

/** + create, ~ update, - retire when it goes ahead; . waits for approval, × withheld, ! a person decides. */
export function markOf(change: Change): Mark {
  switch (change.verdict) {
    case 'pending': return '.'
    case 'withheld': return '×'
    case 'held': return '!'
    case 'ready': return change.action === 'create' ? '+' : change.action === 'update' ? '~' : '-'
  }
}

/** "AF → Återförsäljare": whose prices a group of the shop's customers sees, as the head of its stream says it; of a list without a group, nothing. */
export function groupSees({ lists }: Pick<StreamPlan, 'lists'>): string | undefined {
  if (lists?.customerGroup === undefined) return undefined
  return oneLine(`${lists.erp ?? `customer ${lists.customerNumber}`} → ${lists.customerGroup}`)
}

/** "price  erp → shop  overlay": what a stream is, on one line, with what it does where its name does not say it. */
export function streamTitle(stream: Pick<StreamPlan, 'stream' | 'entity' | 'from' | 'policy' | 'lists'>, knowledge: Pick<Knowledge, 'entities'>): string {
  const { is } = wordsOf(knowledge, stream.entity)
  const parts = [oneLine(stream.stream), `${stream.from} → ${otherSide(stream.from)}`, oneLine(stream.policy), groupSees(stream), is]
  return parts.filter((part) => part !== undefined).join('  ')
}
