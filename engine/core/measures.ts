// The limits of a package, measured. Above a limit nothing is lost: what is new is held, what is already linked goes on.
import type { Change, HeldItem } from '../types/plan.js'
import type { TierSpec } from '../types/tier.js'
import { problem, reasonOf, type Problem } from './problem.js'
import type { Draft } from './plan.js'
import type { Stream } from './stream.js'

/** How much of a measure is used so far, over all streams of the integration. products: by their number in the ERP, those that are counted. */
export interface Usage { readonly uniqueProducts: number; readonly ordersPerMonth: number; readonly products: ReadonlySet<string> }

const CODES = { uniqueProducts: 'PRODUCT_LIMIT', ordersPerMonth: 'ORDER_LIMIT' } as const
const NEAR = { uniqueProducts: 'PRODUCT_LIMIT_NEAR', ordersPerMonth: 'ORDER_LIMIT_NEAR' } as const
const NEAR_PERCENT = 80

/** The draft with those creates held that would go over the package's limit, and a warning from 80 % on. First come by key, so that the same ones wait each time. */
export function measure(draft: Draft, usage: Usage, tier: TierSpec): Draft {
  const name = draft.stream.entity.measure
  const limit = name ? tier.limits[name] : null
  if (!name || limit === null) return draft
  const before = limit - usage[name]
  let left = before
  const changes: Change[] = []
  const held: HeldItem[] = [...draft.held]
  // In a second shop it is the same product.
  const isCounted = (one: Change): boolean => name === 'uniqueProducts' && usage.products.has(numberInErp(draft.stream, one.key, one.targetKey))
  for (const one of draft.changes) {
    if (one.action !== 'create' || one.verdict === 'withheld' || isCounted(one)) changes.push(one)
    else if (left > 0) {
      left--
      changes.push(one)
    } else held.push({ key: one.key, drift: one.drift, reason: reasonOf(problem(CODES[name], { limit, package: tier.id })) })
  }
  const measured = changes.length === draft.changes.length ? draft : { ...draft, changes, held }
  const used = usage[name] + before - left
  return used * 100 < limit * NEAR_PERCENT ? measured : { ...measured, warnings: [...draft.warnings, problem(NEAR[name], { used, limit, package: tier.id })] }
}

/** What the ERP calls an item of a stream. */
export function numberInErp({ from }: Pick<Stream, 'from'>, key: string, targetKey: string | undefined): string {
  return from === 'erp' ? key : targetKey ?? key
}

/** Is it told that little of the package is left? */
export function isNearLimit({ code }: Problem): boolean {
  return Object.values<string>(NEAR).includes(code)
}
