// Generated from schemas/entity.schema.json. Do not edit: change the schema and run "npm run generate".

export type FieldType =
  | 'text'
  | 'code'
  | 'html'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'rate'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'list'

/**
 * One register as the engine sees it: its key, its fields in normal form, and what it means to retire one of its items.
 */
export interface EntitySpec {
  id: string
  title: string
  /**
   * What Swedish users call it.
   */
  swedish?: string
  /**
   * What a sentence calls one of them, in lower case. Left out: as the register that it belongs to is called.
   */
  noun?: string
  words?: RegisterWords
  /**
   * Fields of the source that a plan tells of an item besides what is made of it; of one that is held they are all that there is.
   */
  atSource?: string[]
  sum?: Sum
  /**
   * Fields that say what a new item is, in a list of many; the first two where there is little room. Of a list only how many it has, where there is a word for one of them.
   */
  told?: string[]
  /**
   * false: the engine does not carry this entity yet. Its streams are listed and say so.
   */
  built: boolean
  /**
   * The register the item belongs to: a price and a stock level are parts of a product. Existence is decided there.
   */
  of: string
  /**
   * The field that names an item in both systems.
   */
  key: string
  /**
   * How keys are made alike when the exact match fails. A loose match is a warning.
   */
  looseKey?: ('trim' | 'upper' | 'nfc')[]
  /**
   * true: the figure is wrong while the shop has orders that the source does not know of, so they must be counted first.
   */
  inFlight?: boolean
  /**
   * A shop has one stream of it for each document of this kind. Left out: one.
   */
  perDocument?: 'PriceListBinding'
  /**
   * What has to be said besides the key to know which value is meant.
   */
  scope?: ('priceList' | 'culture')[]
  /**
   * Which package limit a created item counts against.
   */
  measure?: 'uniqueProducts' | 'ordersPerMonth'
  /**
   * Entities whose changes must come first.
   */
  after: string[]
  between?: Between
  /**
   * false: items that are remembered are not compared in turn; what moves is told by the lists.
   */
  rolling?: boolean
  retire: RetireSpec
  fields: FieldSpecs
}
/**
 * How a person says what is done in a register that neither system has.
 */
export interface RegisterWords {
  /**
   * What its streams do, beside their name.
   */
  is?: string
  /**
   * What a plan calls the creating of an item. Left out: create.
   */
  act?: string
  /**
   * After a number: what is to be created. Left out: to create.
   */
  todo?: string
  /**
   * After a number: what was created. Left out: created.
   */
  done?: string
  /**
   * What was done to one item, in the account of an order.
   */
  did?: string
}
/**
 * What the items of a plan come to: so much, of which so much VAT, by kind and currency.
 */
export interface Sum {
  /**
   * The field that is added up.
   */
  of: string
  /**
   * The field that says how much of it is VAT.
   */
  vat: string
  /**
   * The field that says what kind an item is.
   */
  by: string
}
/**
 * A register that neither system has: its items are made of theirs, by engine/orders.
 */
export interface Between {
  /**
   * The source system's register behind it.
   */
  source: string
  /**
   * The target system's register behind it.
   */
  target: string
  /**
   * What creating an item asks of the target's register.
   */
  create: 'create' | 'update'
  /**
   * Left out: an item is never changed.
   */
  update?: 'update'
  /**
   * Fields by which the source is known to have changed.
   */
  reads: string[]
  /**
   * Fields that are written, where the target's register has them, and those that only the engine knows.
   */
  writes: string[]
  /**
   * Of the writes, those that only the engine remembers: they are never sent.
   */
  unsent?: string[]
  /**
   * It goes the other way than the stream that carries it.
   */
  back?: boolean
  /**
   * What must be in the customer's files for it to have anything to carry.
   */
  wants?:
    | 'then'
    | 'cancelled'
    | 'feedback'
    | 'tracking'
    | 'capture'
    | 'refunds'
    | 'newArticles'
    | 'cardUpdates'
    | 'groups'
    | 'customers'
  /**
   * Fields that the target shows, that are remembered though nobody writes them.
   */
  remembers?: string[]
  /**
   * Fields of the source that are remembered as they were when the item was handed over, and never compared.
   */
  first?: string[]
  /**
   * Fields that are handed over as they are, whatever is made of the others.
   */
  keeps?: string[]
  /**
   * Fields that a customer's rules and plugins may make: texts and codes. Whatever is counted, proven or looked up is made by the engine alone. Left out: none.
   */
  mappable?: string[]
  /**
   * ValueMaps that its making reads: from which field of the shop to which of the ERP. Of a document nothing else is read from a table.
   */
  tables?: CodeTable[]
  /**
   * How the target's fields are made of the source's.
   */
  made?: 'document'
}
/**
 * One table of codes.
 */
export interface CodeTable {
  /**
   * The shop's field.
   */
  shop: string
  /**
   * The ERP's.
   */
  erp: string
}
/**
 * What happens to the target's item when the source's is gone. null in set clears a field.
 */
export interface RetireSpec {
  how: 'set' | 'never'
  set?: {
    [k: string]: string | number | boolean | null | undefined
  }
}
export interface FieldSpecs {
  [k: string]: FieldSpec | undefined
}
export interface FieldSpec {
  type: FieldType
  title: string
  /**
   * What a line among others calls it, where the title is too long for that.
   */
  short?: string
  /**
   * Of a list: what one thing in it is called.
   */
  one?: string
  /**
   * true: it is there for the engine, and no page for people shows it.
   */
  inner?: boolean
  /**
   * Decimal places of a decimal.
   */
  places?: number
  /**
   * Masked in every output unless asked for.
   */
  personal?: boolean
  /**
   * Of a list: the parts of each row that may say something of a person, and are masked as well.
   */
  personalIn?: string[]
  /**
   * Which business guard watches the field: an amount of money, or a level of stock.
   */
  guard?: 'amount' | 'level'
  /**
   * Made by the engine from the ERP's figures and the stock profile, where the source does not show it.
   */
  made?: 'quantity' | 'status' | 'statusWhenOut' | 'comingOn'
  /**
   * true: the stream does not write the field, but where both sides show it and it is not the same, nothing is written either.
   */
  mustAgree?: boolean
  below?: Below
  /**
   * What a value must fulfil to be handed over. gtin: a number of the length of a GTIN ends in the right check digit. What does not is left out, and said; the item goes on without it.
   */
  check?: 'gtin'
  /**
   * true: the two sides have their own names for its values, so it flows only through a ValueMap or a FieldMapping.
   */
  onlyMapped?: boolean
  note?: string
}
/**
 * The field whose amount this one must be below, as the target and the source show it, the lower of the two: a campaign price the ordinary one. Otherwise the item is held, also when the other has fallen since.
 */
export interface Below {
  target: string
  source: string
  /**
   * The field with the last day on which it stands. Left out: it stands until it is taken away.
   */
  until?: string
}
