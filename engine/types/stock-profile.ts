// Generated from schemas/stock-profile.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * How a stock level of the ERP becomes the level that the shop shows.
 */
export interface StockProfile {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'StockProfile'
  metadata: StockProfileMetadata
  spec: StockProfileConfig
}
/**
 * What it is called.
 */
export interface StockProfileMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop it holds for. Left out: all shops.
   */
  shop?: string
  /**
   * Refused, with the reason: a shop is told one level for each article.
   */
  channel?: string
}
/**
 * The level is the basis less orders on their way and the buffer, not below 0 and not above the cap.
 */
export interface StockProfileConfig {
  /**
   * onHand: what lies on the shelf. disposable: less what is reserved. disposablePlusOnOrder: and what is on its way in.
   */
  basis?: 'onHand' | 'disposable' | 'disposablePlusOnOrder'
  /**
   * Kept back.
   */
  buffer?: number
  /**
   * Never show more than this.
   */
  cap?: number
  /**
   * Parts of a unit are not sold.
   */
  round?: 'down'
  status?: StockStatusIds
}
/**
 * The shop's own ids of its stock statuses, in quotes.
 */
export interface StockStatusIds {
  /**
   * There is some.
   */
  inStock?: string
  /**
   * There is none.
   */
  out?: string
  /**
   * There is none, but some is on its way in.
   */
  coming?: string
  /**
   * true: also the day on which more comes, while there is none: the first one of the ERP's purchase orders. A shop that cannot empty its day keeps the last one.
   */
  comingOn?: boolean
  /**
   * What the shop changes to by itself when the last one is sold.
   */
  whenOut?: string
}
