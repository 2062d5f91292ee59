// Generated from schemas/order-binding.schema.json. Do not edit: change the schema and run "npm run generate".

export type BoundPath = string
export type BoundValue = string

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
 * Operations, where the fields are, and what the service said of it.
 */
export interface OrderBindingConfig {
  /**
   * Nobody has seen these names at a real shop. It serves simulated shops alone, and is called assumed wherever it shows.
   */
  assumed?: boolean
  operations: BoundOperations
  fields?: OrderFields
  lists?: OrderLists
  customerFields?: CustomerFields
  values?: BoundValues
  /**
   * So long after a lost answer a mail or a capture is not asked for again: it may still be on its way. Until then only looks are made.
   */
  settleMinutes?: number
  verified?: BindingVerified
}
/**
 * By what the engine wants to do. What is not bound is not done.
 */
export interface BoundOperations {
  listOrders?: BoundListing
  getOrder?: BoundOperation
  setStatus?: BoundStatusWrite
  setTracking?: BoundOperation
  markExported?: BoundOperation
  capture?: BoundCapture
  listStatuses?: BoundCodes
  listChannels?: BoundCodes
  listPaymentMethods?: BoundCodes
  listCustomerGroups?: BoundCodes
  listPriceLists?: BoundCodes
  listCustomers?: BoundListing
  getCustomer?: BoundOperation
}
export interface BoundListing {
  /**
   * Name of the operation in the service.
   */
  operation: string
  input?: BoundInput
  result: BoundPath
  /**
   * Items in one answer, where the service has pages.
   */
  pageSize?: number
  /**
   * What the first page is called.
   */
  firstPage?: number
  /**
   * So much earlier than asked for the list begins, so that none is lost at the edge.
   */
  overlapMinutes?: number
  /**
   * The list shows everything that a look at one shows.
   */
  whole?: boolean
}
export interface BoundInput {
  [k: string]: string | BoundInput | undefined
}
export interface BoundOperation {
  /**
   * Name of the operation in the service.
   */
  operation: string
  input?: BoundInput
  result?: BoundPath
  okWhen?: RowResult
}
export interface RowResult {
  path: BoundPath
  /**
   * The text that says that it went well.
   */
  is: string
  message?: BoundPath
}
export interface BoundStatusWrite {
  /**
   * Name of the operation in the service.
   */
  operation: string
  input?: BoundInput
  result?: BoundPath
  okWhen?: RowResult
  /**
   * The shop's own settings decide which statuses are mailed. Only with it may a mail be asked for that the operation has no place for.
   */
  mailsItself?: boolean
}
export interface BoundCapture {
  /**
   * Name of the operation in the service.
   */
  operation: string
  input?: BoundInput
  result?: BoundPath
  okWhen?: RowResult
  /**
   * The status that makes the shop take the payment, by name. It is the {status} of the input.
   */
  status?: string
}
export interface BoundCodes {
  /**
   * Name of the operation in the service.
   */
  operation: string
  input?: BoundInput
  result: BoundPath
  code: BoundPath
  text?: BoundPath
}
/**
 * Where a field of an order stands, from its element. "A + B" joins texts, "A as fraction" says how it is written, "= SEK" is a fixed value.
 */
export interface OrderFields {
  id?: BoundValue
  number?: BoundValue
  channel?: BoundValue
  placedAt?: BoundValue
  modifiedAt?: BoundValue
  status?: BoundValue
  exported?: BoundValue
  currency?: BoundValue
  rate?: BoundValue
  pricesWithVat?: BoundValue
  customerNumber?: BoundValue
  customerName?: BoundValue
  orgNo?: BoundValue
  vatNo?: BoundValue
  vatNoValidAt?: BoundValue
  email?: BoundValue
  phone?: BoundValue
  reference?: BoundValue
  poNumber?: BoundValue
  goodsMark?: BoundValue
  comment?: BoundValue
  'invoiceAddress.name'?: BoundValue
  'invoiceAddress.company'?: BoundValue
  'invoiceAddress.line1'?: BoundValue
  'invoiceAddress.line2'?: BoundValue
  'invoiceAddress.postcode'?: BoundValue
  'invoiceAddress.city'?: BoundValue
  'invoiceAddress.country'?: BoundValue
  'deliveryAddress.name'?: BoundValue
  'deliveryAddress.company'?: BoundValue
  'deliveryAddress.line1'?: BoundValue
  'deliveryAddress.line2'?: BoundValue
  'deliveryAddress.postcode'?: BoundValue
  'deliveryAddress.city'?: BoundValue
  'deliveryAddress.country'?: BoundValue
  'charges.freight.amount'?: BoundValue
  'charges.freight.vatRate'?: BoundValue
  'charges.fee.amount'?: BoundValue
  'charges.fee.vatRate'?: BoundValue
  rounding?: BoundValue
  net?: BoundValue
  vat?: BoundValue
  gross?: BoundValue
  toPay?: BoundValue
  paymentMethod?: BoundValue
  paymentState?: BoundValue
  reserved?: BoundValue
  captured?: BoundValue
  reservedUntil?: BoundValue
  paymentReference?: BoundValue
  deliveryWay?: BoundValue
}
/**
 * What an order has several of.
 */
export interface OrderLists {
  rows?: RowList
  charges?: ChargeList
  discounts?: DiscountList
  giftCards?: GiftCardList
  taxLines?: TaxLineList
  captures?: CaptureList
  refunds?: RefundList
  refundRows?: RefundRowList
  parcels?: ParcelList
  history?: StatusHistory
}
/**
 * Rows.
 */
export interface RowList {
  path: BoundPath
  fields: RowListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface RowListFields {
  sku?: BoundValue
  text?: BoundValue
  quantity?: BoundValue
  delivered?: BoundValue
  unit?: BoundValue
  price?: BoundValue
  discount?: BoundValue
  vatRate?: BoundValue
  amount?: BoundValue
}
/**
 * Freight and fees, where they are repeated.
 */
export interface ChargeList {
  path: BoundPath
  fields: ChargeListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface ChargeListFields {
  kind?: BoundValue
  text?: BoundValue
  amount?: BoundValue
  vatRate?: BoundValue
}
/**
 * Discounts on the whole order.
 */
export interface DiscountList {
  path: BoundPath
  fields: DiscountListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface DiscountListFields {
  text?: BoundValue
  amount?: BoundValue
  vatRate?: BoundValue
}
/**
 * Gift cards that were used.
 */
export interface GiftCardList {
  path: BoundPath
  fields: GiftCardListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface GiftCardListFields {
  number?: BoundValue
  amount?: BoundValue
}
/**
 * VAT by rate.
 */
export interface TaxLineList {
  path: BoundPath
  fields: TaxLineListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface TaxLineListFields {
  vatRate?: BoundValue
  net?: BoundValue
  vat?: BoundValue
}
/**
 * What was captured of the reserved payment, where each is shown by itself.
 */
export interface CaptureList {
  path: BoundPath
  fields: CaptureListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface CaptureListFields {
  amount: BoundValue
}
/**
 * What was given back.
 */
export interface RefundList {
  path: BoundPath
  fields: RefundListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface RefundListFields {
  id: BoundValue
  at: BoundValue
  state?: BoundValue
  amount: BoundValue
  freight?: BoundValue
  restocked?: BoundValue
}
/**
 * Rows of what was given back. Left out: only a refund of the whole can be credited.
 */
export interface RefundRowList {
  path: BoundPath
  fields: RefundRowListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface RefundRowListFields {
  refund: BoundValue
  sku: BoundValue
  quantity: BoundValue
  amount?: BoundValue
}
/**
 * Parcels that the shop was told of.
 */
export interface ParcelList {
  path: BoundPath
  fields: ParcelListFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface ParcelListFields {
  number?: BoundValue
  carrier?: BoundValue
  url?: BoundValue
}
/**
 * Statuses that the order has had.
 */
export interface StatusHistory {
  path: BoundPath
  fields: StatusHistoryFields
}
/**
 * Where a field stands, from the repeated element.
 */
export interface StatusHistoryFields {
  status?: BoundValue
  at?: BoundValue
}
/**
 * Where a field of a customer stands, from its element.
 */
export interface CustomerFields {
  id?: BoundValue
  number?: BoundValue
  kind?: BoundValue
  name?: BoundValue
  orgNo?: BoundValue
  vatNo?: BoundValue
  email?: BoundValue
  phone?: BoundValue
  customerGroup?: BoundValue
  priceList?: BoundValue
  'invoiceAddress.name'?: BoundValue
  'invoiceAddress.company'?: BoundValue
  'invoiceAddress.line1'?: BoundValue
  'invoiceAddress.line2'?: BoundValue
  'invoiceAddress.postcode'?: BoundValue
  'invoiceAddress.city'?: BoundValue
  'invoiceAddress.country'?: BoundValue
}
/**
 * What the texts of the service mean, by field.
 */
export interface BoundValues {
  paymentState?: PaymentStates
  refundState?: RefundStates
  charge?: ChargeKinds
  customerKind?: CustomerKinds
}
/**
 * pending, reserved, captured, credited or failed.
 */
export interface PaymentStates {
  [k: string]: 'pending' | 'reserved' | 'captured' | 'credited' | 'failed' | undefined
}
/**
 * pending, done or failed.
 */
export interface RefundStates {
  [k: string]: 'pending' | 'done' | 'failed' | undefined
}
/**
 * freight or fee.
 */
export interface ChargeKinds {
  [k: string]: 'freight' | 'fee' | undefined
}
/**
 * private, company or public.
 */
export interface CustomerKinds {
  [k: string]: 'private' | 'company' | 'public' | undefined
}
/**
 * Written by "samsyn doctor --confirm-binding": what the service said of the parts that are used. Without it, or with another one, orders are off.
 */
export interface BindingVerified {
  /**
   * The day.
   */
  at: string
  /**
   * The description that it was held against.
   */
  service: string
  /**
   * Fingerprint of this document without this block.
   */
  binding: string
  operations: VerifiedOperations
}
/**
 * Fingerprint of what each operation uses.
 */
export interface VerifiedOperations {
  [k: string]: string | undefined
}
