// Generated from schemas/guard.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Safety limits where the defaults do not fit. What goes over a limit waits for approval.
 */
export interface Guard {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Guard'
  metadata: GuardMetadata
  spec: GuardConfig
}
/**
 * What it is called.
 */
export interface GuardMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop it holds for. Left out: all shops.
   */
  shop?: string
}
/**
 * Which streams, and the limits.
 */
export interface GuardConfig {
  /**
   * The streams it holds for. Left out: all.
   *
   * @minItems 1
   *
   * Items: A stream of the mode (stock) or one shop's (se/stock).
   */
  streams?: [string, ...string[]]
  /**
   * The registers it holds for. Left out: all.
   *
   * @minItems 1
   *
   * Items: A register.
   */
  entities?: [string, ...string[]]
  limits: GuardLimits
}
/**
 * A share is counted in percent of the target's known items, and only from itemsMin known items on. null switches a limit off.
 */
export interface GuardLimits {
  /**
   * Shares count only from this many known items on.
   */
  itemsMin?: number
  /**
   * The limits hold over this moving window, across runs.
   */
  windowHours?: number
  /**
   * New items, as a share of the known ones.
   */
  createPercentMax?: number | null
  /**
   * New items.
   */
  createCountMax?: number | null
  /**
   * Changed items, as a share of the known ones.
   */
  updatePercentMax?: number | null
  /**
   * Changed items.
   */
  updateCountMax?: number | null
  /**
   * Retired items, as a share of the known ones.
   */
  retirePercentMax?: number | null
  /**
   * Retired items.
   */
  retireCountMax?: number | null
  /**
   * The source shows this much less than last time.
   */
  sourceShrinkPercentMax?: number | null
  /**
   * A price that moves by more than this, up or down.
   */
  priceJumpPercentMax?: number | null
  /**
   * true: a price that becomes zero waits for approval.
   */
  priceZero?: boolean | null
  /**
   * Share of the items that would go from some stock to none.
   */
  stockToZeroPercentMax?: number | null
}
