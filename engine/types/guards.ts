// Generated from schemas/guards.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Default safety limits. A guard never loses a change: it makes a group that waits for approval.
 */
export interface GuardsSpec {
  default: GuardLimits
  entities: GuardsByEntity
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
export interface GuardsByEntity {
  [k: string]: GuardLimits | undefined
}
