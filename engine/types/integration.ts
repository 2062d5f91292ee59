// Generated from schemas/integration.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * on or off.
 */
export type Switch = 'on' | 'off' | true | false

/**
 * What should flow between one accounting system and its shops. Exactly one in a folder.
 */
export interface Integration {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Integration'
  metadata: IntegrationMetadata
  spec: IntegrationConfig
}
/**
 * What the integration is called.
 */
export interface IntegrationMetadata {
  /**
   * The name in plans, logs and the state folder: small letters, digits and hyphens.
   */
  name: string
}
/**
 * Direction, package and the choices that every flow needs.
 */
export interface IntegrationConfig {
  /**
   * Which system leads which register: one of the three main flows.
   */
  mode: string
  /**
   * The package held. It limits orders and articles and says which features run.
   */
  package: string | number
  /**
   * The first day whose orders are transferred, local date. Older orders are never touched. Required where orders flow.
   */
  ordersFrom?: string
  masters?: Masters
  streams?: StreamSwitches
  policies?: PolicyOverrides
  orders?: OrderRules
  stock?: StockRules
  /**
   * true: a till sells through the ERP, so the ERP must lead stock and price.
   */
  pos?: boolean
  contacts?: Contacts
}
/**
 * The side that leads an entity (stock: erp) or one field (product.name: shop), where it differs from the mode.
 */
export interface Masters {
  /**
   * The side whose value counts.
   */
  [k: string]: 'shop' | 'erp' | undefined
}
/**
 * Switches streams of the mode on or off. Optional ones are off until they are switched on; the others can be switched off, e.g. before a launch.
 */
export interface StreamSwitches {
  customer?: Switch
  order?: Switch
  'order-status'?: Switch
  product?: Switch
  price?: Switch
  'price-list'?: Switch
  stock?: Switch
  'stock-status'?: Switch
}
/**
 * The policy of an entity's stream (price: mirror) or of one field (product.name: once), where it differs from the mode.
 */
export interface PolicyOverrides {
  /**
   * The id of a policy.
   */
  [k: string]: string | undefined
}
/**
 * How a shop order becomes a document in the ERP.
 */
export interface OrderRules {
  /**
   * What is created in the ERP.
   */
  as?: 'order' | 'invoice'
  byPayment?: DocumentByPayment
  pay?: PayRules
  customer?: CustomerRules
  /**
   * A row whose article the ERP does not have.
   */
  onUnknownArticle?: 'hold' | 'create' | 'textRow'
  /**
   * An order that was edited in the shop after the transfer. update: only while nobody has touched it in the ERP.
   */
  onEdit?: 'hold' | 'update'
  /**
   * An order whose date falls in a locked month: a person decides, or it is dated today.
   */
  lockedPeriod?: 'hold' | 'today'
  /**
   * VAT of freight on an order with several rates: in proportion to the goods, or the rate of the largest part.
   */
  freightVat?: 'split' | 'largest'
}
/**
 * Another document for some payment methods, by the shop's name of the method.
 */
export interface DocumentByPayment {
  /**
   * What is created for this payment method.
   */
  [k: string]: 'order' | 'invoice' | undefined
}
/**
 * When an order is transferred, by payment method.
 */
export interface PayRules {
  /**
   * always: at once. paid or authorised: when the payment has come so far. never: not at all.
   */
  [k: string]: 'always' | 'paid' | 'authorised' | 'never' | undefined
}
/**
 * How the customer of an order is found or made in the ERP.
 */
export interface CustomerRules {
  /**
   * Who gives a new customer its number. bucket: every order goes to one customer card.
   */
  numberFrom?: 'erp' | 'shop' | 'bucket'
  /**
   * The number of the one customer card that orders go to. Its name and address are never changed.
   */
  bucket?: string
  /**
   * In this order. More than one hit holds the order.
   *
   * Items: What a known customer is recognised by.
   */
  matchBy?: ('number' | 'email' | 'orgNo')[]
  /**
   * An organisation number whose check digit is wrong: a person decides, or it is left out.
   */
  onBadOrgNo?: 'hold' | 'omit'
}
/**
 * How stock levels are counted.
 */
export interface StockRules {
  /**
   * Orders of the shop that the ERP does not know of yet. subtract: they are taken off; stock is withheld while they cannot be counted. ignore: the ERP's figures are published as they are.
   */
  inFlight?: 'subtract' | 'ignore'
}
/**
 * Who is told.
 */
export interface Contacts {
  /**
   * Who gets a mail when a person is needed.
   *
   * Items: An e-mail address.
   */
  alerts?: string[]
}
