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
  campaign?: Campaign
  /**
   * An article with a price in the ERP's list is shown to those who see the shop's list; one that is taken out of it is hidden from them.
   */
  hideOthers?: boolean
  /**
   * Currency of both lists. Checked against the ERP.
   */
  currency?: string
}
/**
 * The list in the ERP, or the customer whose prices it holds: one of the two.
 */
export interface ErpPriceList {
  /**
   * Code of the list, in quotes if it is only digits.
   */
  priceList?: string
  /**
   * Number of a customer, in quotes: the ERP itself says what the customer pays for one of each article, agreements and discounts included.
   */
  customerNumber?: string
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
   * The group that sees the list, said at the head of the stream in plans; the shop itself ties group and list. With the stream customer on, customers whose card has the list in the ERP are put into it.
   */
  customerGroup?: string
}
/**
 * The ERP's list holds campaign prices: they become the campaign prices of the shop's list, and its ordinary prices are left alone.
 */
export interface Campaign {
  /**
   * First day, 2026-11-27. With to, or neither.
   */
  from?: string
  /**
   * Last day, 2026-12-01, all of it.
   */
  to?: string
  /**
   * Only customers who are logged in see the campaign price.
   */
  membersOnly?: boolean
}
