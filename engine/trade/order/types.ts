// The words for orders between a shop and a ledger. Amounts are decimal texts, rates basis points, times ISO instants, dates local.
// Everything here is plain data: what comes in is what a shop shows of an order in normal form, what goes out is a document.

/** Why something cannot be done, or is remarked on: a code of specs/problems.yaml with its facts. */
export interface Finding { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

export interface OrderAddress {
  readonly company?: string | null
  readonly name?: string | null
  readonly line1?: string | null
  readonly line2?: string | null
  readonly postcode?: string | null
  readonly city?: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null
}

/** A row as the shop shows it. amount: what the row comes to after its own discount; where it is shown it counts, not the price. */
export interface OrderRow {
  /** The ledger's number, where a reviewed pair says that it has another than the shop. */
  readonly sku?: string | null
  /** The shop's own number, where that is another. */
  readonly shopSku?: string | null
  readonly text?: string | null
  readonly quantity?: string | null
  readonly unit?: string | null
  readonly price?: string | null
  /** Percent. */
  readonly discount?: string | null
  /** Basis points. */
  readonly vatRate?: number | null
  readonly amount?: string | null
}

/** Freight ("freight", "freight 2", …) or a fee ("fee", …). */
export interface OrderCharge { readonly text?: string | null; readonly amount?: string | null; readonly vatRate?: number | null }
/** amount: what is taken off, above zero. vatRate left out: of the whole order, to be shared among its rates. */
export interface OrderDiscount { readonly text?: string | null; readonly amount?: string | null; readonly vatRate?: number | null }
export interface OrderGiftCard { readonly number?: string | null; readonly amount?: string | null }
export interface OrderTaxLine { readonly vatRate?: number | null; readonly net?: string | null; readonly vat?: string | null }

/** What a shop gave back, by the refund's id. amount: including VAT. freight: what of it is freight. */
export interface RefundShown {
  readonly at?: string | null
  readonly state?: 'pending' | 'done' | 'failed' | null
  readonly amount?: string | null
  readonly freight?: string | null
  readonly restocked?: boolean | null
  readonly rows?: Readonly<Record<string, { readonly sku?: string | null; readonly quantity?: string | null; readonly amount?: string | null }>> | null
}

/** An order as a shop shows it; fields of specs/entities/order.yaml. Lists are maps: rows by "1", "2", … in their order. */
export interface ShopOrder {
  readonly number: string
  readonly channel?: string | null
  readonly placedAt?: string | null
  readonly status?: string | null
  readonly test?: boolean | null
  readonly currency?: string | null
  readonly rate?: string | null
  readonly pricesWithVat?: boolean | null
  readonly customerNumber?: string | null
  readonly customerName?: string | null
  readonly orgNo?: string | null
  readonly vatNo?: string | null
  /** When the shop, or somebody for it, found the VAT number valid: ISO instant. */
  readonly vatNoValidAt?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly invoiceAddress?: OrderAddress | null
  readonly deliveryAddress?: OrderAddress | null
  readonly reference?: string | null
  readonly poNumber?: string | null
  readonly goodsMark?: string | null
  readonly comment?: string | null
  readonly rows?: Readonly<Record<string, OrderRow>> | null
  readonly charges?: Readonly<Record<string, OrderCharge>> | null
  readonly discounts?: Readonly<Record<string, OrderDiscount>> | null
  readonly giftCards?: Readonly<Record<string, OrderGiftCard>> | null
  readonly taxLines?: Readonly<Record<string, OrderTaxLine>> | null
  readonly rounding?: string | null
  readonly net?: string | null
  readonly vat?: string | null
  readonly gross?: string | null
  readonly toPay?: string | null
  readonly paymentMethod?: string | null
  /** The shop's own number of the method, where paymentMethod is its name. */
  readonly paymentMethodId?: string | null
  readonly paymentState?: string | null
  /** In all, what is captured of it included. */
  readonly reserved?: string | null
  readonly captured?: string | null
  /** ISO instant. */
  readonly reservedUntil?: string | null
  readonly paymentReference?: string | null
  readonly deliveryWay?: string | null
  /** What was given back, by the refund's id. */
  readonly refunds?: Readonly<Record<string, RefundShown>> | null
}

export type DocumentKind = 'order' | 'invoice'
export type PayRule = 'always' | 'paid' | 'authorised' | 'never'

/** A code of the shop's against one of the ledger's. otherwise: hold, keep, or the code that is taken instead. */
export interface CodeMap { readonly pairs: Readonly<Record<string, string>>; readonly otherwise: { readonly as: 'hold' | 'keep' } | { readonly code: string } }

/** What a channel says of its orders, over what holds for all. */
export interface ChannelRules {
  readonly name: string
  readonly match: { readonly channelId?: string; readonly currency?: string; readonly country?: string }
  /** false: its orders do not flow. */
  readonly flows: boolean
  readonly orders: Partial<ForDocument>
}

/** How a document of an order is made: what may differ from channel to channel. */
export interface ForDocument {
  readonly as: DocumentKind
  /** By the shop's payment method. */
  readonly byPayment: Readonly<Record<string, DocumentKind>>
  /** One customer card for all orders. */
  readonly customerNumber?: string
  readonly account?: string
  readonly project?: string
  readonly costCentre?: string
  readonly priceList?: string
  readonly terms?: string
  readonly deliveryWay?: string
}

/** How VAT regimes are booked. An article code or account left out: the article's own. */
export interface RegimeRules {
  /** Goods leave from this country; VAT of its own holds inside it. "SE". */
  readonly home: string
  /** Sales to consumers in other EU countries with their own rates: from which local date; undefined: not at all. */
  readonly ossFrom?: string
  /** Sales accounts by regime, e.g. { EXPORT: '3305', EU_RC: '3308', 'OSS DE': '3106' }; by country where the rate's country decides. */
  readonly accounts: Readonly<Record<string, string>>
  /** By country, its VAT rates in basis points; of a country that is left out nothing is known. */
  readonly rates: Readonly<Record<string, readonly number[]>>
}

/** How the customers of orders become cards of the ledger. */
export interface CardRules {
  readonly numberFrom: 'erp' | 'shop' | 'bucket'
  readonly bucket?: string
  readonly matchBy: readonly ('number' | 'email' | 'orgNo')[]
  readonly onBadOrgNo: 'hold' | 'omit' | 'ignoreFlag'
  readonly onInactive: 'hold' | 'reactivate'
  /** Fields of a known card that follow the shop. */
  readonly update: readonly string[]
  /** How a private person's name stands on the card. */
  readonly nameOrder: 'given-first' | 'family-first'
  /** Codes that a new card gets, by kind. */
  readonly priceListOf: Readonly<Record<string, string>>
}

/** The rules of one shop's orders, from the customer's files. Plain data, frozen. */
export interface OrderRules extends ForDocument {
  readonly shop: string
  /** First local date whose orders flow. */
  readonly ordersFrom: string
  readonly timeZone: string
  /** Statuses that start the transfer, by name; undefined: any. */
  readonly statuses?: readonly string[]
  /** Statuses that come after the transfer; where any other starts it, these do not. */
  readonly pastStatuses?: readonly string[]
  /** Statuses of the shop that mean that the order is cancelled. */
  readonly cancelledStatuses: readonly string[]
  readonly pay: Readonly<Record<string, PayRule>>
  /** hold: a method that neither pay nor paymentTerms names is held. */
  readonly paymentTerms?: CodeMap
  readonly deliveryWays?: CodeMap
  readonly units?: CodeMap
  readonly channels: readonly ChannelRules[]
  readonly customer: CardRules
  readonly onUnknownArticle: 'hold' | 'create' | 'textRow'
  /** Accounting code of an article that is created, by its VAT rate in basis points; left out: the only one that carries the rate. */
  readonly articleCodes?: CodeMap
  /** Article for rows whose article the ledger lacks, for freight, fees and gift cards that are rows. */
  readonly articles: { readonly fallback?: string; readonly freight?: string; readonly fee?: string; readonly giftCard?: string; readonly vatRounding?: string }
  readonly freightVat: 'split' | 'largest'
  /** Payment methods that are paid by invoice: only there is the payable rounded to whole kronor. */
  readonly roundFor: readonly string[]
  /** How far the shop's exchange rate may be from the ledger's. */
  readonly rateWithinPercent: number
  readonly onLongComment: 'hold' | 'textRows' | 'shorten'
  readonly onTooManyRates: 'hold'
  readonly lockedPeriod: 'hold' | 'today'
  /** An order that was changed in the shop after the transfer. update: the head of a document that nobody has touched. */
  readonly onEdit: 'hold' | 'update'
  readonly zeroOrders: 'transfer' | 'skip'
  /** Orders not transferred within so many days are given up, and said; undefined: never. */
  readonly giveUpAfterDays?: number
  readonly regimes: RegimeRules
}

/** sellable: what is left of it for this order; left out where it lies on no shelf, or levels do not flow. */
export interface LedgerArticle { readonly active?: boolean; readonly unit?: string | null; readonly vatRate?: number | null; readonly sellable?: string }

/** How many characters the texts of a document's head have room for, by field: "customerName", "deliveryAddress.line1". Left out: nobody says. */
export type HeadRoom = Readonly<Record<string, number>>

/** What the ledger knows of what an order names. Looked up before a document is made; nothing is guessed. */
export interface KnownToLedger {
  /** Local date of now. */
  readonly today: string
  /** By article number: undefined (left out) means that the ledger does not have it. */
  readonly articles: Readonly<Record<string, LedgerArticle>>
  /** VAT rates that a document can carry, in basis points. */
  readonly vatRates: readonly number[]
  readonly currencies: Readonly<Record<string, { readonly rate?: string; readonly per?: string }>>
  /** The ledger's own currency. */
  readonly currency: string
  readonly units: readonly string[]
  /** Booking years, by local dates; locked: nothing can be booked in it. */
  readonly years: readonly { readonly starts: string; readonly ends: string; readonly locked: boolean }[]
  /** Months that are locked, "2026-10". */
  readonly lockedMonths: readonly string[]
  /** Places of a unit price: 2 or 4. */
  readonly pricePlaces: number
  readonly limits: { readonly rows: number; readonly text: number; readonly comment: readonly number[]; readonly rates: number; readonly head: HeadRoom }
}

/** A row of the document. Rows of text alone have only text. */
export interface DocumentRow {
  readonly sku?: string
  readonly text?: string
  readonly quantity?: string
  readonly unit?: string
  /** Of one, in the document's form (with or without VAT). */
  readonly price?: string
  /** What is taken off the row, as an amount: a percentage would not come out to the öre. */
  readonly discountAmount?: string
  readonly vatRate?: number
  readonly account?: string
  /** Of a credit alone: as the bookkeeper set them in the original. */
  readonly costCentre?: string
  readonly project?: string
}

/** A document to be made. Fields of specs/entities/order.yaml; rows by "1", "2", …; taxLines by rate in basis points. */
export interface MadeDocument {
  readonly document: DocumentKind
  readonly documentDate: string
  readonly currency: string
  readonly rate?: string
  readonly pricesWithVat: boolean
  readonly rows: Readonly<Record<string, DocumentRow>>
  /** Only where there is one of each kind with one rate; otherwise they are rows. */
  readonly charges?: Readonly<Partial<Record<'freight' | 'fee', { readonly amount: string; readonly vatRate: number }>>>
  readonly taxLines: Readonly<Record<string, { readonly base: string; readonly vat: string }>>
  readonly rounding: string
  readonly net: string
  readonly vat: string
  readonly gross: string
  readonly customerName?: string
  readonly invoiceAddress?: OrderAddress
  readonly deliveryAddress?: OrderAddress
  readonly reference?: string
  readonly poNumber?: string
  readonly comment?: string
  readonly paymentTerms?: string
  readonly deliveryWay?: string
  readonly project?: string
  readonly costCentre?: string
  readonly priceList?: string
  /** All of it is export: the ledger counts no VAT. */
  readonly export?: boolean
  /** All of it is sold to companies in other EU countries, who count the VAT themselves. */
  readonly euSale?: boolean
  readonly vatNo?: string
}

/** notes: by field, what was done to make it; that of vatNo is the proof that it was valid, and personal. */
export type Made =
  | { readonly document: MadeDocument; readonly notes: Readonly<Record<string, string>>; readonly warnings: readonly Finding[] }
  | { readonly problem: Finding }
