// Generated from schemas/integration.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * on or off.
 */
export type Switch = 'on' | 'off' | true | false
/**
 * Where parcel numbers of an order come from. Feedback with tracking tells them to the shop.
 */
export type ParcelSource = {
  /**
   * comment or reference: a text field of the ERP's documents. register: the ERP's own shipments. file: what a carrier's program writes.
   */
  from: 'comment' | 'reference' | 'register' | 'file'
  /**
   * How the number stands in the text, with {number} for it, as in Kolli {number}.
   */
  pattern?: string
  /**
   * The carrier, where the source tells none.
   */
  carrier?: string
  /**
   * The carrier's file, from the folder of this file: rows with a heading, separated by semicolons, commas or tabs.
   */
  file?: string
  columns?: ParcelColumns
  links?: ParcelLinks
}

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
  articles?: OrderArticles
  /**
   * Payment methods that are paid by invoice: only there is what is to pay rounded to whole kronor.
   *
   * Items: A payment method as the shop names it.
   */
  roundFor?: string[]
  /**
   * A message, address, name or reference that is longer than the fields of the document, and a row's text that is longer than its own.
   */
  onLongComment?: 'hold' | 'textRows' | 'shorten'
  /**
   * Orders that come to nothing at all.
   */
  zeroOrders?: 'transfer' | 'skip'
  /**
   * An order that still waits or is held so many days after it was placed, for whatever reason, is given up: said with its reason, and no longer held. It goes once nothing keeps it. Left out: never.
   */
  giveUpAfterDays?: number
  /**
   * How long an order is followed after its transfer; longer while its goods are still to leave. One that waits or is held is followed however old it grows.
   */
  followDays?: number
  /**
   * An order whose exchange rate is further from the ERP's is held.
   */
  rateWithinPercent?: number
  regimes?: VatRegimes
  /**
   * A row whose article the ERP does not have. create: the article comes first. textRow: a row of articles.fallback with its text.
   */
  onUnknownArticle?: 'hold' | 'create' | 'textRow'
  parcels?: ParcelSource
  /**
   * An order that was edited in the shop after the transfer. update: only while nobody has touched it in the ERP.
   */
  onEdit?: 'hold' | 'update'
  /**
   * An order whose date falls in a locked year or month: a person decides, or it is dated today. Which months are locked the ERP says in a form that is assumed.
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
 * When an order is transferred, by payment method. Where any is named, orders by one that is not are held.
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
   * In this order. More than one hit holds the order. Left out: e-mail, then organisation number; and first the number, where one shop alone gives it. Several shops that give numbers have none in common, and cannot match by them.
   *
   * Items: What a known customer is recognised by.
   */
  matchBy?: ('number' | 'email' | 'orgNo')[]
  /**
   * An organisation number whose check digit is wrong: a person decides, it is left out, or it is written with the ERP's own mark that it is not checked.
   */
  onBadOrgNo?: 'hold' | 'omit' | 'ignoreFlag'
  /**
   * A known customer whose card is inactive.
   */
  onInactive?: 'hold' | 'reactivate'
  /**
   * Fields of a known card that follow the shop. Left out: a known card is never changed.
   *
   * Items: A field of the card.
   */
  update?: ('name' | 'email' | 'phone' | 'reference' | 'invoiceAddress')[]
  /**
   * How a private person's name stands on the card.
   */
  nameOrder?: 'given-first' | 'family-first'
  priceListOf?: PriceListOfKind
}
/**
 * Price list of a new card, by kind of customer.
 */
export interface PriceListOfKind {
  /**
   * Of private persons.
   */
  private?: string
  /**
   * Of companies.
   */
  company?: string
}
/**
 * Articles of the ERP for rows that are no goods.
 */
export interface OrderArticles {
  /**
   * For rows whose article the ERP lacks, with onUnknownArticle: textRow.
   */
  fallback?: string
  /**
   * For freight at several VAT rates.
   */
  freight?: string
  /**
   * For fees at several VAT rates.
   */
  fee?: string
  /**
   * For gift cards that pay a part: a row below zero without VAT.
   */
  giftCard?: string
  /**
   * For the öre by which a shop's VAT, rounded by row or piece, differs from VAT on the sum, on documents without VAT: a row without VAT. Left out: held.
   */
  vatRounding?: string
}
/**
 * Sales to other countries.
 */
export interface VatRegimes {
  /**
   * Where the goods leave from.
   */
  home?: string
  /**
   * From this day consumers in other EU countries are charged their own country's VAT (One Stop Shop).
   */
  ossFrom?: string
  accounts?: RegimeAccounts
}
/**
 * Sales accounts by regime: EXPORT, EU_RC, or OSS with another country of the EU, as in OSS DE, or with a country and one of its rates, as in OSS DE 7.
 */
export interface RegimeAccounts {
  /**
   * An account of the ERP.
   */
  [k: string]: string | undefined
}
/**
 * Headings of the carrier's file.
 */
export interface ParcelColumns {
  /**
   * The shop's order number.
   */
  orderNumber?: string
  /**
   * The parcel's number.
   */
  parcel?: string
  /**
   * The carrier.
   */
  carrier?: string
  /**
   * Where the parcel can be followed.
   */
  url?: string
}
/**
 * By carrier, the address where a parcel can be followed, with {number} in it.
 */
export interface ParcelLinks {
  /**
   * An address that begins with https://.
   */
  [k: string]: string | undefined
}
/**
 * How stock levels are counted.
 */
export interface StockRules {
  /**
   * Orders of the shop that the ERP does not know of yet. subtract: they are taken off; stock is withheld while they cannot be counted. ignore: the ERP's figures are published as they are.
   */
  inFlight?: 'subtract' | 'ignore'
  /**
   * A local date before ordersFrom. Orders that were placed since then, and before ordersFrom, are never transferred, but they count as in flight as long as the shop shows them in a status that does not come after the transfer. Left out: no order before ordersFrom counts.
   */
  inFlightFrom?: string
}
/**
 * Who is told.
 */
export interface Contacts {
  /**
   * Who is to get a mail when a person is needed. Not built yet: no mail is sent. What waits stands in samsyn status, on the status page and in the log.
   *
   * Items: An e-mail address.
   */
  alerts?: string[]
}
