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
  fields?: FieldPaths1
  rowFields?: FieldPaths2
  customerFields?: FieldPaths3
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
  getOrder?: BoundOperation1
  markExported?: BoundOperation2
  setStatus?: BoundOperation3
  setTracking?: BoundOperation4
  capture?: BoundOperation5
  listStatuses?: BoundOperation6
  listPaymentMethods?: BoundOperation7
  listChannels?: BoundOperation8
  listCustomers?: BoundOperation9
}
/**
 * Orders since a time, or in a status.
 */
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
/**
 * Path and text that say that it went well, where the service answers in rows.
 */
export interface FieldPaths {
  [k: string]: string | undefined
}
/**
 * One order with its rows.
 */
export interface BoundOperation1 {
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
/**
 * Tell the shop that the order is taken.
 */
export interface BoundOperation2 {
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
/**
 * Set the status of an order.
 */
export interface BoundOperation3 {
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
/**
 * Parcel numbers of an order.
 */
export interface BoundOperation4 {
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
/**
 * Capture the reserved payment.
 */
export interface BoundOperation5 {
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
/**
 * The shop's order statuses.
 */
export interface BoundOperation6 {
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
/**
 * The shop's payment methods.
 */
export interface BoundOperation7 {
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
/**
 * The shop's channels.
 */
export interface BoundOperation8 {
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
/**
 * The customer register.
 */
export interface BoundOperation9 {
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
/**
 * Where a field of an order stands in the answer.
 */
export interface FieldPaths1 {
  [k: string]: string | undefined
}
/**
 * Where a field of an order row stands, from the row.
 */
export interface FieldPaths2 {
  [k: string]: string | undefined
}
/**
 * Where a field of the customer stands.
 */
export interface FieldPaths3 {
  [k: string]: string | undefined
}
