// Generated from schemas/plugin.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * A customer's own function: fields in, fields out. It sees nothing else.
 */
export interface Plugin {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Plugin'
  metadata: PluginMetadata
  spec: PluginConfig
}
/**
 * What it is called.
 */
export interface PluginMetadata {
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
 * The file, and what it may read and write.
 */
export interface PluginConfig {
  /**
   * The module, relative to this folder, e.g. plugins/campaign.mjs.
   */
  file: string
  /**
   * Must be the version that the module itself exports, in quotes.
   */
  version: string
  /**
   * The register.
   */
  entity: string
  /**
   * The side that gets the fields.
   */
  to: 'shop' | 'erp'
  /**
   * Fields that it is given; no others.
   *
   * @minItems 1
   *
   * Items: A field.
   */
  reads: [string, ...string[]]
  /**
   * Fields that it may give back; no others.
   *
   * @minItems 1
   *
   * Items: A field.
   */
  writes: [string, ...string[]]
  /**
   * Longest time for one call, in milliseconds. An item without an answer by then is held.
   */
  deadlineMs?: number
}
