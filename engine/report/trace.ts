// The whole chain of one order, as facts: what the shop shows, what stands in the ERP, what happened in between and when, what waits
// and why. Gathered elsewhere; what is personal is covered here.
import { coveredFields, coveredReason } from '../core/personal.js'
import type { EntitySpec } from '../types/entity.js'
import type { Reason } from '../types/plan.js'
import { withoutDigests } from './digest-text.js'

export interface Trace { readonly key: string; readonly now: string; readonly shops: readonly ShopTrace[] }

export interface ShopTrace {
  readonly shop: string
  /** The register that order is of. */
  readonly entity: string
  readonly erp: string
  /** Fields of the order as the shop shows them. null: it does not have it. Left out: it could not be asked. */
  readonly order?: Readonly<Record<string, unknown>> | null
  /** When its document was handed over, and how it ended in our memory. */
  readonly handedAt?: string
  /** The number of its customer's card; null: none yet. */
  readonly card?: string | null
  /** Of the ERP. Left out: it could not be asked. */
  readonly documents?: readonly Readonly<Record<string, unknown>>[]
  readonly events: readonly EventTrace[]
  /** What was written, the first first. */
  readonly writes: readonly WriteTrace[]
  /** Lines of the order that are not what they were when it was handed over. */
  readonly edits: readonly { readonly line: string; readonly before?: string; readonly now?: string }[]
  /** What is held, left out, withheld or about to be done, by stream. */
  readonly waits: readonly WaitTrace[]
  /** Parts of the chain that could not be read. */
  readonly missing: readonly { readonly part: string; readonly reason: Reason }[]
}

/** told: the shop was told of it. known: it need not be, for it showed it by itself. status left out: the files ask for nothing. */
export interface EventTrace { readonly event: string; readonly status?: string; readonly mail?: boolean; readonly capture?: boolean; readonly toldAt?: string; readonly told: boolean; readonly known?: boolean }

export interface WriteTrace {
  readonly at: string
  readonly stream: string
  /** What the register calls one of them: "receipt". */
  readonly noun: string
  /** What was done to it, where the register has words for it: "told that it was taken". */
  readonly did?: string
  readonly side: 'shop' | 'erp'
  readonly action: string
  readonly outcome: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface WaitTrace {
  readonly stream: string
  readonly noun: string
  readonly did?: string
  readonly as: 'held' | 'skipped' | 'pending' | 'withheld' | 'ready'
  readonly key: string
  readonly reason?: Reason
  /** Why it was not done when it was tried. */
  readonly lastTry?: Reason
  readonly nextTryAt?: string
}

/** The same trace with everything personal covered: of the order, of what was written, and in reasons. */
export function maskTrace(trace: Trace, entities: Readonly<Record<string, EntitySpec | undefined>>): Trace {
  return { ...trace, shops: trace.shops.map((shop) => maskShop(shop, { fields: entities[shop.entity]?.fields ?? {} })) }
}

function maskShop(shop: ShopTrace, register: Pick<EntitySpec, 'fields'>): ShopTrace {
  return {
    ...shop, ...(shop.order ? { order: coveredFields(shop.order, register) } : {}),
    writes: shop.writes.map((write) => ({ ...write, fields: coveredFields(write.fields, register) })),
    edits: shop.edits.map(({ line, before, now }) => ({ line, ...(before === undefined ? {} : { before: withoutDigests(before) }), ...(now === undefined ? {} : { now: withoutDigests(now) }) })),
    waits: shop.waits.map((wait) => ({ ...wait, ...(wait.reason ? { reason: coveredReason(wait.reason) } : {}), ...(wait.lastTry ? { lastTry: coveredReason(wait.lastTry) } : {}) })),
  }
}
