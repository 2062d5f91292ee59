// Generated from schemas/erp.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * The accounting system: where it is, and how to get in.
 */
export interface Erp {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Erp'
  metadata: ErpMetadata
  spec: ErpConfig
}
/**
 * What the system is called here.
 */
export interface ErpMetadata {
  /**
   * The name in plans and logs: small letters, digits and hyphens.
   */
  name: string
}
/**
 * The settings of the driver.
 */
export interface ErpConfig {
  /**
   * Which program it is.
   */
  driver: string
  /**
   * The edition of the program. Checked against the installation.
   */
  edition?: 500 | 1000 | 2000
  /**
   * The folder of the program's common files.
   */
  commonFiles?: string
  /**
   * The folder of the company.
   */
  company?: string
  /**
   * Login name, or env:NAME or file:PATH.
   */
  user?: string
  /**
   * env:NAME or file:PATH. Never in clear text.
   */
  password?: string
  /**
   * webshop: only articles marked for the web shop are seen. all: every article.
   */
  articles?: 'webshop' | 'all'
  /**
   * Code of the price list that holds the base price. Left out: the company's default list.
   */
  priceList?: string
  /**
   * The field of an order or an invoice that carries our mark, by which it is known again. LOCAL_REMARK is the internal note and is not printed.
   */
  referenceField?: 'LOCAL_REMARK' | 'CUSTOMER_ORDER_NUMBER' | 'TEXT3'
  /**
   * Events of orders that rest on links between documents, and that somebody has seen told rightly on this installation. A simulated one needs none.
   *
   * Items: An event.
   */
  verifiedEvents?: ('backordered' | 'invoiced' | 'paid' | 'credited')[]
  /**
   * true: somebody has seen on this installation that a credit made of an invoice is right: its original, its sums, its stock. Without it refunds of the shops are told, and credited by hand.
   */
  verifiedCredits?: boolean
  /**
   * What our mark calls the shop, where several shops write to one company: samsyn:shop/1001.
   */
  referenceShop?: string
  /**
   * The most rows of an order or an invoice. A longer one is refused, never cut or split.
   */
  documentRowsMax?: number
  /**
   * true: a customer's delivery address may be written on the card itself.
   */
  deliveryAddressOnCard?: boolean
  /**
   * The letter of an ordinary payment row, as the company's Visma has it. Without it no payment is written.
   */
  paymentRowType?: string
  /**
   * Path of the program's API library. Left out: it is found through the Windows registry.
   */
  library?: string
  /**
   * Path of a 32-bit Node program, for installations whose library is 32-bit.
   */
  node32?: string
  /**
   * Where the API runs with a simulator: in a process of its own, or in the engine's.
   */
  bridge?: 'child' | 'inProcess'
  /**
   * World file of a simulated system, relative to this folder, or the address of a running simulator. Nothing real is touched.
   */
  simulator?: string
}
