// Generated from schemas/shop.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * A way of names, with slashes between them.
 */
export type CheckoutPath = string
/**
 * The customer register by itself. Customers of orders travel with the order anyway.
 */
export type Switch = 'on' | 'off' | true | false
/**
 * Orders with their customer, from the shop to the ERP.
 */
export type Switch1 = 'on' | 'off' | true | false
/**
 * What happened to an order in the ERP, back to the shop.
 */
export type Switch2 = 'on' | 'off' | true | false
/**
 * Articles.
 */
export type Switch3 = 'on' | 'off' | true | false
/**
 * The base price.
 */
export type Switch4 = 'on' | 'off' | true | false
/**
 * Price lists of customer groups, one stream for each PriceListBinding.
 */
export type Switch5 = 'on' | 'off' | true | false
/**
 * Stock levels.
 */
export type Switch6 = 'on' | 'off' | true | false
/**
 * The shop's stock status, e.g. coming.
 */
export type Switch7 = 'on' | 'off' | true | false

/**
 * One web shop: where it is, how to get in, and what differs for it.
 */
export interface Shop {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Shop'
  metadata: ShopMetadata
  spec: ShopConfig
}
/**
 * What the shop is called here.
 */
export interface ShopMetadata {
  /**
   * The name in plans, logs and stream ids: small letters, digits and hyphens.
   */
  name: string
}
/**
 * The settings of the driver, and what differs for this shop.
 */
export interface ShopConfig {
  /**
   * Which shop platform it is.
   */
  driver: string
  /**
   * Address of the shop's web service.
   */
  url?: string
  /**
   * Login name of the integration account, or env:NAME or file:PATH.
   */
  user?: string
  /**
   * env:NAME or file:PATH. Never in clear text.
   */
  password?: string
  /**
   * The shop's id at the web service, or env:NAME or file:PATH.
   */
  shopId?: string
  /**
   * Instead of user and password, where the platform has such keys: env:NAME or file:PATH. Never in clear text.
   */
  apiKey?: string
  /**
   * Code of the channel that this shop is, where one platform has several. Left out: the default one.
   */
  channel?: string
  /**
   * Name or id of the stock location that levels are written to, where there are several.
   */
  stockLocation?: string
  /**
   * How long after a lost answer a write of an order may still happen by itself; it is not sent again before. Left out: as the platform needs.
   */
  settleSeconds?: number
  storeApi?: StoreApi
  orders?: ShopOrders
  /**
   * Id of the shop's default price list: base prices and visibility.
   */
  defaultPriceList?: string
  /**
   * Languages of the texts; the first is the main one. Left out: sv-SE.
   *
   * @minItems 1
   *
   * Items: A language and country, e.g. sv-SE.
   */
  cultures?: [string, ...string[]]
  /**
   * The product template of new articles. Needed where articles are created in the shop.
   */
  templateId?: number
  /**
   * How a price with öre becomes a whole one. Left out: such a price is held.
   */
  priceRounding?: 'half-up' | 'up' | 'down'
  streams?: StreamSwitches
  /**
   * Article numbers of the shop, for a first sync without the storefront's API.
   *
   * Items: An article number, in quotes.
   */
  articles?: string[]
  /**
   * File with article numbers of the shop, one a line, relative to this folder: as articles, for many.
   */
  articlesFile?: string
  /**
   * Where a listing tells too little, every article is read within this time. Left out: a day.
   */
  compareWithinHours?: number
  /**
   * The most calls a second to the shop's services. Left out: 20.
   */
  callsPerSecond?: number
  /**
   * The most articles that this compare reads in an hour, all streams of the shop together. Too few for the time: it takes longer, and status says so.
   */
  looksPerHour?: number
  /**
   * World file of a simulated shop, relative to this folder. Nothing real is touched.
   */
  simulator?: string
}
/**
 * The storefront's own API, from which articles are listed. Without it the engine knows only the articles it is told of.
 */
export interface StoreApi {
  /**
   * Its address. Left out: the platform's ordinary one.
   */
  url?: string
  /**
   * The shop's name there.
   */
  shopId: string
  /**
   * env:NAME or file:PATH. Never in clear text.
   */
  token: string
  /**
   * The channel whose range is listed. Left out: the first.
   */
  channelId?: number
}
/**
 * How orders are read from this shop.
 */
export interface ShopOrders {
  /**
   * File with a document of kind OrderBinding: which operations carry orders.
   */
  binding?: string
  checkout?: ShopCheckout
}
/**
 * Orders are read from Norce Checkout, for shops that use it. What follows them is still the shop's own: name a binding too.
 */
export interface ShopCheckout {
  /**
   * Address of its order API, up to /checkout/order/.
   */
  url?: string
  /**
   * env:NAME or file:PATH. The whole value of the Authorization header. Never in clear text.
   */
  token?: string
  /**
   * The merchant's name there.
   */
  merchant?: string
  /**
   * The channel whose orders are read. Left out: none is named.
   */
  channel?: string
  /**
   * Orders in these states are transferred. Left out: completed.
   *
   * @minItems 1
   */
  states?: [
    'checkout' | 'processing' | 'accepted' | 'completed' | 'declined' | 'removed',
    ...('checkout' | 'processing' | 'accepted' | 'completed' | 'declined' | 'removed')[]
  ]
  /**
   * And with payments that are so far. Left out: reserved and captured.
   *
   * @minItems 1
   */
  paymentStates?: [
    'pending' | 'reserved' | 'captured' | 'credited',
    ...('pending' | 'reserved' | 'captured' | 'credited')[]
  ]
  fields?: CheckoutFields
  /**
   * World file of a simulated checkout, relative to this folder.
   */
  simulator?: string
}
/**
 * Where a field stands inside the checkout's order: customer/email. What customer, shippings and payments hold is not published.
 */
export interface CheckoutFields {
  customerNumber?: CheckoutPath
  customerName?: CheckoutPath
  orgNo?: CheckoutPath
  vatNo?: CheckoutPath
  email?: CheckoutPath
  phone?: CheckoutPath
  reference?: CheckoutPath
  poNumber?: CheckoutPath
  comment?: CheckoutPath
  paymentMethod?: CheckoutPath
  paymentReference?: CheckoutPath
  deliveryWay?: CheckoutPath
  'invoiceAddress.name'?: CheckoutPath
  'invoiceAddress.company'?: CheckoutPath
  'invoiceAddress.line1'?: CheckoutPath
  'invoiceAddress.line2'?: CheckoutPath
  'invoiceAddress.postcode'?: CheckoutPath
  'invoiceAddress.city'?: CheckoutPath
  'invoiceAddress.country'?: CheckoutPath
  'deliveryAddress.name'?: CheckoutPath
  'deliveryAddress.company'?: CheckoutPath
  'deliveryAddress.line1'?: CheckoutPath
  'deliveryAddress.line2'?: CheckoutPath
  'deliveryAddress.postcode'?: CheckoutPath
  'deliveryAddress.city'?: CheckoutPath
  'deliveryAddress.country'?: CheckoutPath
}
/**
 * Switches streams of the mode on or off. Optional ones are off until they are switched on; the others can be switched off, e.g. before a launch.
 */
export interface StreamSwitches {
  customer?: Switch
  order?: Switch1
  'order-status'?: Switch2
  product?: Switch3
  price?: Switch4
  'price-list'?: Switch5
  stock?: Switch6
  'stock-status'?: Switch7
}
