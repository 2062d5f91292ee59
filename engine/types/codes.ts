// Generated from schemas/codes.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Which values in a customer's files are codes of the systems' own registers.
 */
export interface CodesSpec {
  lists: CodeLists
  fields: CodeFields
  shopFields: ShopCodeFields
  places: CodePlace[]
}
/**
 * The registers of codes, by the name that stands below.
 */
export interface CodeLists {
  [k: string]: CodeList | undefined
}
export interface CodeList {
  /**
   * One code of it, as in: the price list "A".
   */
  one: string
  swedish: string
  /**
   * Whose register it is.
   */
  role?: 'erp' | 'shop'
}
/**
 * The register that a field of the ERP takes its codes from; for a ValueMap of that field.
 */
export interface CodeFields {
  [k: string]: string | undefined
}
/**
 * The shop's list that a field of the shop takes its codes from; for a ValueMap of that field.
 */
export interface ShopCodeFields {
  [k: string]: string | undefined
}
export interface CodePlace {
  /**
   * The kind of document.
   */
  kind: string
  /**
   * The way to the value; * is each part of a list or an object.
   *
   * @minItems 1
   */
  path: [string, ...string[]]
  /**
   * The register. Left out: that of the field which the document is about.
   */
  list?: string
  /**
   * Whose register it is. Left out: as the list says.
   */
  role?: 'erp' | 'shop'
  /**
   * keys: the codes are the names of the object's parts.
   */
  of?: 'values' | 'keys'
}
