// The limits of a package, measured. Above a limit nothing is lost: what is new is held, what is already linked goes on.
import type { Change, HeldItem } from '../types/plan.js'
import type { TierSpec } from '../types/tier.js'
import { problem, reasonOf } from './problem.js'
import type { Draft } from './plan.js'

/** How much of a measure is used so far, over all streams of the integration. */
export interface Usage { readonly uniqueProducts: number; readonly ordersPerMonth: number }

const CODES = { uniqueProducts: 'PRODUCT_LIMIT', ordersPerMonth: 'ORDER_LIMIT' } as const

/** The draft with those creates held that would go over the package's limit. First come by key, so that the same ones wait each time. */
export function measure(draft: Draft, usage: Usage, tier: TierSpec): Draft {
  const name = draft.stream.entity.measure
  const limit = name ? tier.limits[name] : null
  if (!name || limit === null) return draft
  let left = limit - usage[name]
  const changes: Change[] = []
  const held: HeldItem[] = [...draft.held]
  for (const one of draft.changes) {
    if (one.action !== 'create' || one.verdict === 'withheld') changes.push(one)
    else if (left > 0) {
      left--
      changes.push(one)
    } else held.push({ key: one.key, drift: one.drift, reason: reasonOf(problem(CODES[name], { limit, package: tier.id })) })
  }
  return changes.length === draft.changes.length ? draft : { ...draft, changes, held }
}
