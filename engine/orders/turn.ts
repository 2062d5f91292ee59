// Is it an order's turn? An order as its shop's item shows it, held against the rules.
import type { RawItem } from '../core/item.js'
import { problem, problemOf, type Problem } from '../core/problem.js'
import { dueOf, isGivenUp } from '../trade/order/due.js'
import type { OrderRules, ShopOrder } from '../trade/order/types.js'

/** Why it is not this order's turn; undefined: it is. */
export function turnOf(item: RawItem, rules: OrderRules, nowMs: number): { readonly skip: Problem } | { readonly problem: Problem } | undefined {
  if (item.problem) return { problem: item.problem }
  const due = dueOf(orderOf(item), rules, new Date(nowMs).toISOString())
  if (due.kind === 'due') return undefined
  const reason = problemOf(due.reason)
  return due.kind === 'held' ? { problem: reason } : { skip: reason }
}

type Turn = ReturnType<typeof turnOf>

/** It is left out for its status alone. */
export function waitsForStatus(turn: Turn): boolean {
  return isLeftOutFor(turn, 'STATUS_NOT_TRIGGER')
}

/** It is left out for a status that may come after the transfer. */
export function isPastOnly(turn: Turn): boolean {
  return isLeftOutFor(turn, 'STATUS_NOT_TRIGGER', 'ORDER_CANCELLED')
}

function isLeftOutFor(turn: Turn, ...codes: readonly string[]): boolean {
  return turn !== undefined && 'skip' in turn && codes.includes(turn.skip.code)
}

/** What is said of an order that waited longer than the rules let it, should anything hold it. */
export function givenUpOf(item: RawItem, rules: OrderRules, nowMs: number): { readonly givenUp?: Problem } {
  return isGivenUp(orderOf(item), rules, new Date(nowMs).toISOString()) ? { givenUp: problem('GIVEN_UP', { days: rules.giveUpAfterDays }) } : {}
}

export function orderOf({ key, fields }: RawItem): ShopOrder {
  return { ...fields, number: key } as unknown as ShopOrder
}
