// What is asked of whatever remembers between cycles. Types only: run is handed these, tests hand it a store in memory.
import type { BaseEntry, StreamState } from '../types/state.js'
import type { Problem } from '../core/problem.js'

/**
 * What a stream remembers, with its entries by source key. The map is the store's own: read it, never change it.
 * run is kept in a small file of its own: entries are written only when they are another map than the one that was read.
 */
export interface Known extends Omit<StreamState, 'entries'> { readonly entries: ReadonlyMap<string, BaseEntry> }

export interface Store {
  /** What the stream remembers; a blank memory before the first cycle. Throws StoreError naming the file. */
  read(stream: string): Known
  /** One write per stream and cycle: atomic, synced to disk; the entries only if they are different. */
  write(stream: string, next: Known): Promise<void>
  /** Digests of changes that a person approved. */
  approvals(): ReadonlySet<string>
  /** Ends the approval of changes that were done; a person may approve the same change anew. */
  spend(digests: readonly string[]): Promise<void>
  /** Keys of items that the engine itself created in this system, over all streams of the entity's family. */
  born(system: string, family: string, since?: string): ReadonlySet<string>
  /** Every stream that is remembered, also one that the files do not ask for any more. Throws StoreError. */
  streams(): readonly string[]
  close(): Promise<void>
}

/** The state on disk cannot be used; says which file and what to do. */
export class StoreError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code} ${JSON.stringify(problem.facts)}`)
    this.name = 'StoreError'
  }
}

/** One line of the intents file: what we are about to do. On disk, synced, before the call. */
export interface Intent {
  readonly id: string
  readonly run: string
  /** The lease's number: a later engine has a higher one. */
  readonly fence: number
  readonly at: string
  readonly stream: string
  readonly entity: string
  readonly action: 'create' | 'update' | 'retire'
  readonly system: string
  readonly scope: Readonly<Record<string, string | undefined>>
  readonly items: readonly IntentItem[]
  readonly plan?: string
  /** What the writer knew just before it: where a look for what it may have added starts from. */
  readonly since?: Readonly<Record<string, string | number>>
}

export interface IntentItem {
  readonly change: string
  readonly key: string
  readonly targetKey?: string
  readonly after: Readonly<Record<string, unknown>>
  /** What the target showed before; null: it had no such item. For undo. */
  readonly before: Readonly<Record<string, unknown>> | null
  /** Digest of a change that a guard had doubted: its approval ends when it is done, also where only the next start finds that out. */
  readonly approved?: string
}

/** What became of an intent, by change. */
export type IntentOutcome = 'done' | 'not done' | 'unknown'

export interface Intents {
  /** Appends and syncs one line. Resolves when it is on disk. */
  begin(intent: Omit<Intent, 'id' | 'at' | 'run' | 'fence'>): Promise<string>
  /** Appends what became of it. */
  end(id: string, outcomes: Readonly<Record<string, IntentOutcome>>): Promise<void>
  /** Intents without an end for every item: after a crash, these are looked into first. */
  open(): readonly Intent[]
  /**
   * Of the last hour: those that something was known before and that are not done, as far as a look could tell. What was on its way
   * then may still arrive, and whoever opens the system anew must be told of it.
   */
  doubted(): readonly Intent[]
  /** Everything ever meant and what became of it, newest last. For history and undo. */
  history(): AsyncIterable<{ readonly intent: Intent; readonly outcomes: Readonly<Record<string, IntentOutcome>> }>
  close(): Promise<void>
}
