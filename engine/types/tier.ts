// Generated from schemas/tier.schema.json. Do not edit: change the schema and run "npm run generate".

export type Feature =
  | 'products'
  | 'orders'
  | 'reconciliation'
  | 'order-status'
  | 'scheduler'
  | 'stock'
  | 'stock-profiles'
  | 'price-structures'
  | 'customers'
  | 'multishop'
  | 'field-mapping'
  | 'plugin'

/**
 * A package: limits on measures, and features.
 */
export interface TierSpec {
  id: string
  rank: number
  limits: TierLimits
  features: Feature[]
  /**
   * SEK a month, whole kronor, excluding VAT.
   */
  pricePerMonth: number
}
/**
 * null: without limit.
 */
export interface TierLimits {
  ordersPerMonth: number | null
  uniqueProducts: number | null
}
