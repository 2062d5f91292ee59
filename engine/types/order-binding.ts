// Generated from schemas/order-binding.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Which operations of a shop's web service carry orders. Checked against the service's own description before anything is called.
 */
export interface OrderBinding {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'OrderBinding'
  metadata: OrderBindingMetadata
  spec: OrderBindingConfig
}
/**
 * What it is called.
 */
export interface OrderBindingMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop it holds for. Left out: the shops that name this file.
   */
  shop?: string
}
/**
 * Operations, where the fields are, and what is only assumed.
 */
export interface OrderBindingConfig {
  operations: BoundOperations
  fields?: FieldPaths
  rowFields?: FieldPaths
  customerFields?: FieldPaths
  /**
   * What nobody has seen in the service's description yet. It stays off until it is found there.
   *
   * Items: A field or an operation above.
   */
  assumed?: string[]
}
/**
 * By what the engine wants to do. What is not bound is not done.
 */
export interface BoundOperations {
  listOrders?: BoundOperation
  getOrder?: BoundOperation
  markExported?: BoundOperation
  setStatus?: BoundOperation
  setTracking?: BoundOperation
  capture?: BoundOperation
  listStatuses?: BoundOperation
  listPaymentMethods?: BoundOperation
  listChannels?: BoundOperation
  listCustomers?: BoundOperation
}
export interface BoundOperation {
  /**
   * Name of the operation in the service.
   */
  operation: string
  /**
   * What is sent, nested as the service wants it. {orderId}, {since}, {status} and the like are filled in.
   */
  input?: {
    [k: string]: unknown | undefined
  }
  /**
   * Path of the result, or of the repeated element, in the answer: OrderList/OrderData.
   */
  result?: string
  okWhen?: FieldPaths
  /**
   * Items in one answer, where the service has pages.
   */
  pageSize?: number
}
export interface FieldPaths {
  [k: string]: string | undefined
}
