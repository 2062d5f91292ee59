// Generated from schemas/price-list-binding.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * A price list of the ERP that becomes a customer group's price list in the shop.
 */
export interface PriceListBinding {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'PriceListBinding'
  metadata: PriceListBindingMetadata
  spec: PriceListBindingConfig
}
/**
 * What it is called.
 */
export interface PriceListBindingMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
}
/**
 * The two lists.
 */
export interface PriceListBindingConfig {
  erp: ErpPriceList
  shop: ShopPriceList
  /**
   * Currency of both lists. Checked against the ERP.
   */
  currency?: string
}
/**
 * The list in the ERP.
 */
export interface ErpPriceList {
  /**
   * Code of the list, in quotes if it is only digits.
   */
  priceList: string
}
/**
 * The list in the shop.
 */
export interface ShopPriceList {
  /**
   * Name of the Shop document.
   */
  name: string
  /**
   * Id of the list in the shop.
   */
  priceList: string
  /**
   * The group that sees the list. Said in plans; the shop itself ties group and list.
   */
  customerGroup?: string
}
