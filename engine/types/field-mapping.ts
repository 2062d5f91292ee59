// Generated from schemas/field-mapping.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * One change of a value, out of a closed set.
 */
export type MappingStep = Step
/**
 * prefix, suffix, join: with a text. split: with a text, take one part. replace: find and with. default: with a value. lookup: in a ValueMap. shorten: with a number of characters. multiply: with a number. round: with a number of places.
 */
export type StepName =
  | 'trim'
  | 'upper'
  | 'lower'
  | 'prefix'
  | 'suffix'
  | 'join'
  | 'split'
  | 'replace'
  | 'default'
  | 'lookup'
  | 'shorten'
  | 'stripHtml'
  | 'multiply'
  | 'round'

/**
 * How fields are made where taking them as they are is not enough.
 */
export interface FieldMapping {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'FieldMapping'
  metadata: FieldMappingMetadata
  spec: FieldMappingConfig
}
/**
 * What it is called.
 */
export interface FieldMappingMetadata {
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
 * Rules for the fields of one entity, in one direction.
 */
export interface FieldMappingConfig {
  /**
   * The register.
   */
  entity: string
  /**
   * The side that gets the fields.
   */
  to: 'shop' | 'erp'
  fields: FieldRules
}
/**
 * By the name of the field that is written.
 */
export interface FieldRules {
  [k: string]: FieldRule | undefined
}
/**
 * How one field is made: from one or more fields through steps, or by a plugin.
 */
export interface FieldRule {
  /**
   * The field, or the fields, that it is made of.
   */
  from?: string | [string, ...string[]]
  /**
   * Done in order.
   */
  steps?: MappingStep[]
  /**
   * Name of a Plugin document that makes the field.
   */
  plugin?: string
  /**
   * true: where the source has nothing, the field is emptied. Otherwise it is left alone.
   */
  clear?: boolean
}
export interface Step {
  name: StepName
  /**
   * What the step works with.
   */
  with?: string | number | boolean
  /**
   * split: which part, counted from 1; -1 is the last.
   */
  take?: number
  /**
   * replace: the text that is replaced. Plain text, every place.
   */
  find?: string
  /**
   * lookup: name of a ValueMap document.
   */
  map?: string
}
