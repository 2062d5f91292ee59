// Generated from schemas/order-status-mapping.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Which statuses of the shop start the transfer, and what the shop hears back. Several of one shop count as one.
 */
export interface OrderStatusMapping {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'OrderStatusMapping'
  metadata: OrderStatusMappingMetadata
  spec: OrderStatusMappingConfig
}
/**
 * What it is called.
 */
export interface OrderStatusMappingMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop whose statuses these are.
   */
  shop: string
}
/**
 * Both directions.
 */
export interface OrderStatusMappingConfig {
  import?: StatusImport
  /**
   * Statuses that are never left: what happens in the ERP afterwards changes none of them. None of them starts the transfer.
   *
   * Items: A status as the shop names it.
   */
  final?: string[]
  /**
   * From the ERP: what happened, and which status the shop shows for it.
   */
  feedback?: StatusFeedback[]
}
/**
 * From the shop. Where no mapping of a shop has it, every status starts the transfer that is neither in final nor set by feedback.
 */
export interface StatusImport {
  /**
   * Statuses that start the transfer of an order.
   *
   * @minItems 1
   *
   * Items: A status as the shop names it.
   */
  when: [string, ...string[]]
  /**
   * Status that the shop's order gets after the transfer. Never one of when or of cancelled; the same in every mapping of the shop.
   */
  then?: string
  /**
   * Statuses that mean that the order is cancelled: it is not transferred, and a document that nobody has touched is cancelled too. None of them may start the transfer or follow it.
   *
   * Items: A status as the shop names it.
   */
  cancelled?: string[]
}
/**
 * One event.
 */
export interface StatusFeedback {
  /**
   * What happened to the order in the ERP.
   */
  event:
    | 'transferred'
    | 'confirmed'
    | 'partlyDelivered'
    | 'delivered'
    | 'invoiced'
    | 'paid'
    | 'cancelled'
    | 'backordered'
    | 'credited'
  /**
   * The shop's status for it. Never one of import.when; one of import.cancelled for the event cancelled alone.
   */
  status: string
  /**
   * The shop mails its customer. Once for each order and event.
   */
  mail?: boolean
  /**
   * Parcel numbers go along.
   */
  tracking?: boolean
  /**
   * Another mail when the parcel number comes later.
   */
  mailOnTracking?: boolean
  /**
   * The reserved payment is captured.
   */
  capture?: boolean
}
