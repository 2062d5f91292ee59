// Generated from schemas/channel.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * A front of a shop with several: how its orders go to the ERP where that differs.
 */
export interface Channel {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Channel'
  metadata: ChannelMetadata
  spec: ChannelConfig
}
/**
 * What it is called.
 */
export interface ChannelMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop that has the channel.
   */
  shop: string
}
/**
 * Which orders are meant, and what differs for them.
 */
export interface ChannelConfig {
  match: ChannelMatch
  prices?: ChannelPrices
  orders?: ChannelOrders
}
/**
 * The orders of the channel. Everything given must agree.
 */
export interface ChannelMatch {
  /**
   * The channel's number in the shop.
   */
  channelId?: number
  /**
   * Currency of the order, e.g. NOK.
   */
  currency?: string
  /**
   * Country of delivery, e.g. NO.
   */
  country?: string
}
/**
 * The channel's own price list. It is a stream: SHOP/price-list/channel-NAME.
 */
export interface ChannelPrices {
  /**
   * Code of the list in the ERP, in quotes if it is only digits.
   */
  erp: string
  /**
   * Id of the channel's list in the shop.
   */
  shop: string
  /**
   * Currency of both lists. Checked against the ERP.
   */
  currency?: string
  /**
   * An article with a price in the ERP's list is shown in the channel; one that is taken out of it is hidden there.
   */
  hideOthers?: boolean
}
/**
 * Comes before the integration's own choices.
 */
export interface ChannelOrders {
  /**
   * false: orders of the channel are not transferred.
   */
  flows?: boolean
  /**
   * What is created in the ERP.
   */
  as?: 'order' | 'invoice'
  byPayment?: ChannelDocumentByPayment
  /**
   * One customer card for all orders of the channel.
   */
  customerNumber?: string
  /**
   * Number series of the document in the ERP.
   */
  series?: string
  /**
   * Sales account of the rows.
   */
  account?: string
  /**
   * Project of the document.
   */
  project?: string
  /**
   * Cost centre of the document.
   */
  costCentre?: string
  /**
   * Code of the price list that the document names.
   */
  priceList?: string
  /**
   * Code of the payment terms.
   */
  terms?: string
  /**
   * Code of the delivery way.
   */
  deliveryWay?: string
}
/**
 * Another document for some payment methods.
 */
export interface ChannelDocumentByPayment {
  /**
   * What is created for this payment method.
   */
  [k: string]: 'order' | 'invoice' | undefined
}
