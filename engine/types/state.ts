// Generated from schemas/state.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * What one stream remembers between cycles. Written once a cycle, and only if something changed.
 */
export interface StreamState {
  formatVersion: 1
  stream: string
  fingerprints: Fingerprints
  /**
   * Of the mapping the entries were agreed under.
   */
  mappingDigest: string
  entries: BaseEntries
  run: RunState
}
export interface Fingerprints {
  source: string
  target: string
}
/**
 * By source key.
 */
export interface BaseEntries {
  [k: string]: BaseEntry | undefined
}
/**
 * What each side looked like when they last agreed. null: remembered as absent.
 */
export interface BaseEntry {
  source: RememberedFields | null
  target: RememberedFields | null
  mapped?: RememberedFields
  /**
   * Where the target's key is not the source's.
   */
  targetKey?: string
  /**
   * The engine created the target's item.
   */
  born?: 'target'
  /**
   * When. For an hour the item is the engine's own in every field; afterwards somebody may have typed something into it.
   */
  bornAt?: string
  /**
   * The source's listing lacks the item, and a look found it all the same. It is read in its turn, not each time.
   */
  unlisted?: true
  /**
   * Refused or unknown in a row.
   */
  failures?: number
  /**
   * Not tried again before.
   */
  notBefore?: string
}
export interface RememberedFields {
  [k: string]: unknown | undefined
}
/**
 * How the last cycles went. Kept in a small file of its own, so that a cycle without changes does not rewrite the entries.
 */
export interface RunState {
  seen: SeenCounts
  /**
   * What was written lately, for guards that look over several runs.
   */
  window: WindowEntry[]
  compare?: CompareCursor
  condition: Condition
}
/**
 * How many items each side showed last time; -1 before the first.
 */
export interface SeenCounts {
  source: number
  target: number
}
export interface WindowEntry {
  at: string
  create: number
  update: number
  retire: number
  toZero: number
}
/**
 * How far the rolling compare has come.
 */
export interface CompareCursor {
  after: string
  roundStartedAt: string
  lastRoundEndedAt?: string
  /**
   * When the cursor was moved last; a share is counted from then.
   */
  movedAt?: string
  /**
   * How many items were read when, in the order in which it was done; what has been read again since is gone from it.
   */
  trail?: TrailMark[]
}
export interface TrailMark {
  at: string
  count: number
}
export interface Condition {
  type: 'Ready' | 'Working' | 'Stalled' | 'Off'
  reason: string
  message: string
  since: string
  lastRunAt?: string
  lastChangeAt?: string
  failures?: number
  notBefore?: string
  waiting?: Waiting[]
  /**
   * How many items share a reason, of all of them; waiting names some.
   */
  totals?: ReasonTotal[]
  counts?: {
    [k: string]: number | undefined
  }
}
export interface Waiting {
  key: string
  code: string
  since: string
  facts?: {
    [k: string]: unknown | undefined
  }
}
export interface ReasonTotal {
  /**
   * A person decides; a look failed; the system cannot, or we are not sure that it can; it is not its turn.
   */
  kind: 'person' | 'unseen' | 'withheld' | 'notDue'
  code: string
  count: number
  since: string
  /**
   * What all of them have in common.
   */
  facts?: {
    [k: string]: unknown | undefined
  }
  /**
   * Of what differs, where it has few values, each of them.
   */
  few?: {
    [k: string]: string[] | undefined
  }
}
