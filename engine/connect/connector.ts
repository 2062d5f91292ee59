// The two small interfaces to the outside. A plan is handed Readers only, so that it cannot write.
import type { RawItem } from '../core/item.js'
import type { OrderBindingRef, Scope } from '../core/stream.js'
import type { Place, Problem } from '../core/problem.js'
import type { BindingVerified } from '../types/order-binding.js'
import type { VatSpec } from '../types/vat.js'

/**
 * What a listing said it covered. whole: what it lacks is absent. subset: absence proves nothing.
 * Counted by the reader itself at the end, so that a listing that broke off never counts as whole.
 */
export interface Coverage { readonly kind: 'whole' | 'subset'; readonly pages: number }

/**
 * One page of a listing; the last one carries the coverage. cursor, on the last page of a system that can tell what moved: what the
 * next listing gives as changedSince. It means something to that system alone.
 */
export interface Page { readonly items: readonly RawItem[]; readonly coverage?: Coverage; readonly total?: number; readonly cursor?: string }

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
   * The items with these keys, in batches where the system has them. One answer for each key. since: what the Writer knew just
   * before it added them; whoever looks for what may have been added since then need not look any further back. ageMs: what this very
   * reader read so lately, and nothing was written to since, need not be asked for again; left out, it is asked for now.
   */
  find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts, ageMs?: number): Promise<ReadonlyMap<string, Found>>
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

/**
 * What makes a later look certain and cheap where nobody can ask for a key: the highest number there was, say. Remembered with the
 * intent.
 */
export interface LookFacts { readonly [name: string]: string | number }

export interface Writer {
  /**
   * What a look after this request, should its outcome be unknown, is to start from. Asked before the intent is written; a system
   * that finds its items by key has no need of it. Throws SystemError.
   */
  prepare?(request: WriteRequest): Promise<LookFacts | undefined>
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

/**
 * A value in the customer's files that is a code of one of the system's own registers; see specs/codes.yaml.
 * field: the ERP's field that a ValueMap is about. shared: it is written for every shop, and one that has it is enough.
 */
export interface NamedCode { readonly list: string; readonly code: string; readonly place: Place; readonly field?: string; readonly shared?: true }

/** What doctor wants to know of a system. */
export interface Examination {
  /** Local date, "2026-11-25". */
  readonly today: string
  readonly vat: VatSpec
  /** Entities that the streams read from the system or write to it. */
  readonly reads: readonly string[]
  /** By entity: the fields that are written to the system. */
  readonly writes: Readonly<Record<string, readonly string[]>>
  readonly codes: readonly NamedCode[]
  /** The engine that runs for this customer, if one does: it may have the company open. */
  readonly engine?: Readonly<Record<string, unknown>>
}

/** unknown: it could not be asked. assumed: nobody has verified it, so it is off or not relied on. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'unknown' | 'assumed'

/** How one check came out. id: as in specs/checks.yaml. problem: in every state but ok. */
export interface Check {
  readonly id: string
  readonly state: CheckState
  readonly found?: string
  readonly wanted?: string
  readonly problem?: Problem
  /** Because of it nothing else can be asked. Where it failed too, the system cannot be used at all. */
  readonly ends?: true
}

/** Where a consultant makes the file that names a shop's order operations. Reads only. Throws SystemError. */
export interface BindingDesk {
  /** A first file from what the service says of itself. missing: what it was looked for and not found. */
  propose(name: string): Promise<{ readonly text: string; readonly missing: readonly string[]; readonly operations: readonly string[] }>
  /** What the confirmation leaves behind, or what stands against it. at: the local date. */
  confirm(binding: OrderBindingRef, at: string): Promise<{ readonly verified: BindingVerified } | { readonly problems: readonly Problem[] }>
}

/** One open system: what a driver makes. */
export interface Connector {
  readonly reader: Reader
  readonly writer: Writer
  /**
   * Looks at the installation, and changes nothing. A check that does not come was not asked. Throws
   * SystemError where the system goes away in the middle.
   */
  examine?(of: Examination): AsyncIterable<Check>
  /** The codes that the files name and this shop does not have; none where its lists cannot be read. Reads only. */
  unknownCodes?(codes: readonly NamedCode[]): Promise<readonly Problem[]>
  /** Of a shop whose orders come by a binding. */
  readonly binding?: BindingDesk
}

/** What a driver is made from. Secrets are already resolved here, and live nowhere else. */
export interface ConnectOptions {
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
  /** The customer's folder, for relative paths. */
  readonly dir: string
  readonly simulator?: string
  /** Of a shop whose order operations the customer's files name. */
  readonly orderBinding?: OrderBindingRef
  readonly habits: { readonly batchMax: number; readonly parallelMax: number; readonly pageMax: number }
  /** Where an engine that runs lets commands read through what it holds open; only for drivers whose system counts its users. */
  readonly meeting?: { readonly address: string; readonly as: 'host' | 'guest' }
  /** The run's clock, for what is remembered for a while. Left out: the machine's. */
  readonly now?: () => number
  readonly tell: (message: string, fields?: Readonly<Record<string, unknown>>) => void
}

export type MakeConnector = (options: ConnectOptions) => Promise<Connector>
