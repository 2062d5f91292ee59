// Generated from schemas/value-map.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Values that have other names on the other side: units, groups, VAT classes, payment methods, delivery ways.
 */
export interface ValueMap {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'ValueMap'
  metadata: ValueMapMetadata
  spec: ValueMapConfig
}
/**
 * What it is called.
 */
export interface ValueMapMetadata {
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
 * A table in both directions.
 */
export interface ValueMapConfig {
  /**
   * The register whose field it is. Left out where the field belongs to none, e.g. paymentMethod.
   */
  entity?: string
  /**
   * The field: one of the register's, or paymentMethod, deliveryWay, unit, vatClass or group.
   */
  field: string | FieldOnBothSides
  /**
   * What is called what. Several values of one side may share one of the other; back again the first pair counts. A table that documents are made by names each value of the shop once.
   *
   * @minItems 1
   */
  pairs: [ValuePair, ...ValuePair[]]
  /**
   * A value that no pair has. hold: a person decides. keep: it is taken as it is. Or a value for each side.
   */
  otherwise?: ('hold' | 'keep') | OtherwiseValues
}
/**
 * Where the two sides keep it in different fields.
 */
export interface FieldOnBothSides {
  /**
   * The field as the shop side shows it.
   */
  shop: string
  /**
   * The field as the ERP side shows it.
   */
  erp: string
}
/**
 * One value on both sides, in quotes if it is only digits.
 */
export interface ValuePair {
  /**
   * The shop's value.
   */
  shop: string
  /**
   * The ERP's value.
   */
  erp: string
}
/**
 * The value that is written instead.
 */
export interface OtherwiseValues {
  /**
   * Written to the shop.
   */
  shop?: string
  /**
   * Written to the ERP.
   */
  erp?: string
}
