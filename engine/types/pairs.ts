// Generated from schemas/pairs.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Reviewed pairs of a first sync: this number in the shop is that number in the ERP.
 */
export interface Pairs {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Pairs'
  metadata: PairsMetadata
  spec: PairsConfig
}
/**
 * What it is called.
 */
export interface PairsMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop whose numbers these are.
   */
  shop: string
}
/**
 * The pairs of one register.
 */
export interface PairsConfig {
  /**
   * The register.
   */
  entity: string
  /**
   * Only numbers that differ need a line.
   */
  pairs: KeyPair[]
}
/**
 * One thing under two numbers, in quotes.
 */
export interface KeyPair {
  /**
   * The number in the shop.
   */
  shop: string
  /**
   * The number in the ERP.
   */
  erp: string
  /**
   * false: a proposal that nobody has looked at. It pairs nothing, and numbers that are almost equal wait.
   */
  confirmed?: boolean
  /**
   * false: the two numbers are almost equal, and mean different things; neither waits for the other.
   */
  same?: boolean
}
