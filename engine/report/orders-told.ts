// What a pass did with orders, as the fields of a log line for each stream between the systems: what was done and what it comes to,
// and who is held, by reason. Only keys, codes and sums; nothing of a person.
import type { StepItem } from '../core/step.js'
import type { Change, PlanDocument } from '../types/plan.js'
import { callerOf } from './callers.js'
import { wordsOf, type Knowledge } from './knowledge.js'
import type { LogFields } from './log.js'
import { byCode } from './plan-lines.js'
import { madeTexts } from './sums.js'

export interface Happened {
  readonly document: PlanDocument
  readonly outcomes: readonly StepItem[]
  readonly atSource?: NonNullable<Knowledge['atSource']>
}

const KEYS_MAX = 50

/** The streams that something happened in, or that hold something. */
export function ordersTold(passed: Happened, { entities, problems }: Pick<Knowledge, 'entities' | 'problems'>): LogFields[] {
  const caller = callerOf(passed.document, passed)
  const called = ({ key }: { readonly key: string }): string => caller(key) ?? key
  return passed.document.streams.flatMap(({ stream, entity, held }) => {
    if (!Object.hasOwn(entities, entity) || entities[entity]?.between === undefined) return []
    const mine = passed.outcomes.filter(({ change }) => change.stream === stream)
    if (mine.length + held.length === 0) return []
    const done = mine.filter(({ fate }) => fate.kind === 'done').map(({ change }) => change)
    const comesTo = madeTexts(done.filter(({ action }) => action === 'create'), entity, { entities, problems })
    const holds = [...byCode(held, ({ reason }) => reason)].map(([code, items]): [string, string[]] => [code, shortList(items.map(called))])
    return [{
      stream, ...doneFields(done, called), ...whatOf(done, wordsOf({ entities }, entity).done), ...(comesTo.length === 0 ? {} : { comesTo }),
      ...(done.length === mine.length ? {} : { notDone: shortList(mine.filter(({ fate }) => fate.kind !== 'done').map(({ change }) => called(change))) }),
      ...(holds.length === 0 ? {} : { held: Object.fromEntries(holds) }),
    }]
  })
}

const DONE = { create: 'created', update: 'updated', retire: 'retired' } as const

function doneFields(done: readonly Change[], called: (one: Change) => string): LogFields {
  return Object.fromEntries([...new Set(done.map(({ action }) => action))].map((action) =>
    [DONE[action], shortList(done.filter((one) => one.action === action).map(called))]))
}

/** What to have been created means here: "told to the shop". */
function whatOf(done: readonly Change[], what: string | undefined): LogFields {
  return what !== undefined && done.some(({ action }) => action === 'create') ? { what } : {}
}

function shortList(keys: readonly string[]): string[] {
  return keys.length <= KEYS_MAX ? [...keys] : [...keys.slice(0, KEYS_MAX), `and ${keys.length - KEYS_MAX} more`]
}
