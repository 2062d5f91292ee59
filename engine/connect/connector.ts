// The two small interfaces to the outside. A plan is handed Readers only, so that it cannot write.
import type { RawItem } from '../core/item.js'
import type { Scope } from '../core/stream.js'
import type { Problem } from '../core/problem.js'

/**
 * What a listing said it covered. whole: what it lacks is absent. subset: absence proves nothing.
 * Counted by the reader itself at the end, so that a listing that broke off never counts as whole.
 */
export interface Coverage { readonly kind: 'whole' | 'subset'; readonly pages: number }

/** One page of a listing; the last one carries the coverage. */
export interface Page { readonly items: readonly RawItem[]; readonly coverage?: Coverage; readonly total?: number }

/** The answer to "is there such an item?". Only absent makes a thing absent. */
export type Found =
  | { readonly kind: 'found'; readonly item: RawItem }
  | { readonly kind: 'absent' }
  | { readonly kind: 'ambiguous'; readonly keys: readonly string[] }
  | { readonly kind: 'unknown'; readonly problem: Problem }

export interface Reader {
  /** Every item of an entity, page by page. Throws SystemError where the system cannot be used at all. */
  list(entity: string, scope: Scope): AsyncIterable<Page>
  /**
   * The items with these keys, in batches where the system has them. One answer for each key. ageMs: what this very reader read so
   * lately, and nothing was written to since, need not be asked for again. Left out: it is asked for now.
   */
  find(entity: string, keys: readonly string[], scope: Scope, may?: { readonly ageMs: number }): Promise<ReadonlyMap<string, Found>>
  /** What the system says of itself: for the log and for doctor. Opens the connection if needed. */
  identify(): Promise<{ readonly title: string; readonly facts: Readonly<Record<string, unknown>> }>
  close(): Promise<void>
}

export type WriteAction = 'create' | 'update' | 'retire'

/** One change of a request. fields: only those to write; null clears. */
export interface WriteItem {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** One request: one change, or several alike and independent ones where the system has batches. */
export interface WriteRequest {
  readonly entity: string
  readonly action: WriteAction
  readonly scope: Scope
  readonly items: readonly WriteItem[]
}

/**
 * What became of one change.
 * done: the system said so. refused: the system said no; the same again gives no again. retry: nothing happened, later it may.
 * unknown: nobody knows whether it happened; look before anything else.
 */
export type Answer =
  | { readonly kind: 'done'; readonly id?: string; readonly warnings?: readonly Problem[]; readonly readBack?: RawItem }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'retry'; readonly problem: Problem; readonly afterMs?: number }
  | { readonly kind: 'unknown'; readonly problem: Problem }

export interface Writer {
  /** Sends one request once: no retry, no decision. One answer for each item, by key. Never throws for what the outside did. */
  send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>>
}

/** A system that cannot be used right now (retry) or at all (refused). Thrown by Readers; the cycle turns it into a condition. */
export class SystemError extends Error {
  constructor(
    readonly kind: 'refused' | 'retry',
    readonly problem: Problem,
    readonly afterMs?: number,
  ) {
    super(`${problem.code} ${JSON.stringify(problem.facts)}`)
    this.name = 'SystemError'
  }
}

/** One open system: what a driver makes. */
export interface Connector { readonly reader: Reader; readonly writer: Writer }

/** What a driver is made from. Secrets are already resolved here, and live nowhere else. */
export interface ConnectOptions {
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
  /** The customer's folder, for relative paths. */
  readonly dir: string
  readonly simulator?: string
  readonly habits: { readonly batchMax: number; readonly parallelMax: number; readonly pageMax: number }
  /** Where an engine that runs lets commands read through what it holds open; only for drivers whose system counts its users. */
  readonly meeting?: { readonly address: string; readonly as: 'host' | 'guest' }
  /** The run's clock, for what is remembered for a while. Left out: the machine's. */
  readonly now?: () => number
  readonly tell: (message: string, fields?: Readonly<Record<string, unknown>>) => void
}

export type MakeConnector = (options: ConnectOptions) => Promise<Connector>
