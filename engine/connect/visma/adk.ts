// The shape of the program's own API (Adk.dll) and the numbers it is spoken to with. Whatever
// stands behind it, the native library or the simulator, is synchronous, holds one company at a
// time, and is called by one thread.

/** The result of every call, in the order of the native structure. rc 0: it went well. */
export interface AdkError {
  readonly rc: number
  readonly dbTable: number
  readonly field: number
  readonly function: number
  readonly programPart: number
}

/** A record buffer; only the API itself may look inside. */
export interface AdkData { readonly db: number }

/** A call that also hands something over. The value means something only where the error is 0. */
export interface Out<Value> { readonly error: AdkError; readonly value: Value }

export interface Variant { readonly variant: number; readonly hasApi: boolean; readonly text: string }
export interface Version { readonly major: number; readonly minor: number }

/** What a price is asked for. currencyChoice: 0 the customer's, 1 domestic, 2 the price list's. */
export interface PriceQuestion {
  readonly customer: string
  readonly article: string
  readonly quantity: number
  readonly invoiceDiscount: boolean
  readonly rowDiscount: boolean
  readonly includingVat: boolean
  readonly currencyChoice: number
}

/** What a warning of the API hands over while the call that it is about goes on. */
export type OnWarning = (warning: AdkError) => void

export interface CompanyName { readonly text: string; readonly variant: number; readonly version: Version }

/**
 * The 72 native functions by their own names, without the prefix. Texts are those that Windows-1252
 * can write. size is that of the buffer, with room for its end mark.
 */
export interface AdkApi {
  open(sysPath: string, companyPath: string): AdkError
  openEx(sysPath: string, companyPath: string, logOn: number): AdkError
  open2(sysPath: string, companyPath: string, user: string, password: string): AdkError
  openEx2(sysPath: string, companyPath: string, user: string, password: string, logOn: number): AdkError
  isLoginActivated(sysPath: string, companyPath: string): Out<boolean>
  close(): void
  setWarningFunction(onWarning: OnWarning | undefined): void

  createData(db: number): AdkData
  createDataRow(rowDb: number, count: number): AdkData
  getDataRow(rows: AdkData, index: number): AdkData
  deleteStruct(data: AdkData): AdkError
  resetStruct(data: AdkData): AdkError

  getStr(data: AdkData, field: number, size: number): Out<string>
  getBool(data: AdkData, field: number): Out<boolean>
  getDouble(data: AdkData, field: number): Out<number>
  getDate(data: AdkData, field: number): Out<number>
  /** A row of a document that was read; it belongs to its head and is never freed. index from 0. */
  getData(data: AdkData, rowsField: number, index: number): Out<AdkData>
  setStr(data: AdkData, field: number, value: string): AdkError
  setBool(data: AdkData, field: number, value: boolean): AdkError
  setDouble(data: AdkData, field: number, value: number): AdkError
  setDate(data: AdkData, field: number, value: number): AdkError
  /** Attaches the rows of createDataRow to a head. */
  setData(data: AdkData, rowsField: number, rows: AdkData): AdkError

  getType(data: AdkData, field: number): Out<number>
  getLength(data: AdkData, field: number): Out<number>
  getDecimals(data: AdkData, field: number): Out<number>
  isReadWrite(data: AdkData, field: number): boolean
  getFieldName(db: number, field: number, size: number): Out<string>
  getTimestampField(data: AdkData): Out<number>
  getLastFldId(data: AdkData): Out<number>
  getNrowsFldId(data: AdkData): Out<number>
  getRowsFldId(data: AdkData): Out<number>
  getRowDbId(data: AdkData): Out<number>

  first(data: AdkData): AdkError
  last(data: AdkData): AdkError
  next(data: AdkData): AdkError
  previous(data: AdkData): AdkError
  find(data: AdkData): AdkError
  firstEx(data: AdkData, rows: boolean): AdkError
  lastEx(data: AdkData, rows: boolean): AdkError
  nextEx(data: AdkData, rows: boolean): AdkError
  previousEx(data: AdkData, rows: boolean): AdkError
  findEx(data: AdkData, rows: boolean): AdkError
  find2(data: AdkData, rows: boolean): AdkError
  setSortOrder(data: AdkData, order: number): AdkError
  setFilter(data: AdkData, field: number, expression: string, version: number): AdkError
  isFilterable(data: AdkData, field: number): Out<boolean>
  clearFilters(data: AdkData): AdkError

  add(data: AdkData): AdkError
  addEx(data: AdkData, rows: boolean): AdkError
  update(data: AdkData): AdkError
  updateEx(data: AdkData, rows: boolean): AdkError
  delete(data: AdkData): AdkError
  deleteRecord(data: AdkData): AdkError
  /** number from 1; the rows after it move up. */
  deleteRow(head: AdkData, number: number): AdkError

  dateToLong(text: string): Out<number>
  longToDate(date: number, size: number): Out<string>
  dateTimeToLong(text: string): Out<number>
  longToDateTime(date: number, size: number): Out<string>
  getBookingYearId(date: number, size: number): Out<string>

  getVatPercentOnArticle(article: string): Out<number>
  getCustomerPrice(question: PriceQuestion): Out<number>
  getCustomerPrice2(question: PriceQuestion): Out<{ readonly price: number; readonly currency: string }>

  getErrorText(error: AdkError, textType: number): string
  getAdmSize(): Out<{ readonly size: number; readonly text: string }>
  getAdmSizeEx(): Out<{ readonly size: number; readonly text: string }>
  getVariant(sysPath: string): Out<Variant>
  getVersion(): Version
  getProgramDatabaseVersion(): Version
  getCompanyName(companyPath: string, strict: boolean, sysPath: string): Out<CompanyName>
  getCompanyNameEx(companyPath: string, strict: boolean, sysPath: string): Out<CompanyName>
  /** Which settings there are is not publicly known. */
  getCompanySetting(name: string): Out<number>
  getSie(type: number, year: string, file: string, path: string): AdkError
}

/** Registers. */
export const DB = {
  CUSTOMER: 0, ARTICLE: 1, ORDER_HEAD: 2, ORDER_ROW: 3, OFFER_HEAD: 4, OFFER_ROW: 5, INVOICE_HEAD: 6, INVOICE_ROW: 7,
  SUPPLIER_INVOICE_HEAD: 8, SUPPLIER_INVOICE_ROW: 9, PROJECT: 10, ACCOUNT: 11, SUPPLIER: 12, TERMS_OF_DELIVERY: 13,
  WAY_OF_DELIVERY: 14, TERMS_OF_PAYMENT: 15, LANGUAGE: 16, CURRENCY: 17, CUSTOMER_CATEGORY: 18, DISTRICT: 19, SELLER: 20,
  DISCOUNT_AGREEMENT: 21, ARTICLE_GROUP: 22, ARTICLE_ACCOUNT: 23, UNIT: 24, PROFIT_CENTRE: 25, PRICE_LIST: 26, PRM: 27,
  INVENTORY_ARTICLE: 28, MANUAL_DELIVERY_IN: 29, MANUAL_DELIVERY_OUT: 30, DISPATCHER: 31, BOOKING_HEAD: 32, BOOKING_ROW: 33,
  CUSTOMER_DISCOUNT_ROW: 34, ARTICLE_PARCEL: 35, ARTICLE_NAME: 36, PRICE: 37, ARTICLE_PURCHASE_PRICE: 38, WAY_OF_PAYMENT: 39,
  FREE_CATEGORY_1: 40, FREE_CATEGORY_2: 41, FREE_CATEGORY_3: 42, FREE_CATEGORY_4: 43, FREE_CATEGORY_5: 44, FREE_CATEGORY_6:
  45, FREE_CATEGORY_7: 46, FREE_CATEGORY_8: 47, FREE_CATEGORY_9: 48, FREE_CATEGORY_10: 49, MEMBER: 50, DELIVERY_NOTE_HEAD: 51,
  DELIVERY_NOTE_ROW: 52, PACKAGE_HEAD: 53, PACKAGE_ROW: 54, IMP_PACKAGE_HEAD: 55, IMP_PACKAGE_ROW: 56, DELIVERY_ADDRESS: 57,
  PRM2: 58, YOUR_REF_CUSTOMER: 59, YOUR_REF_SUPPLIER: 60, COUNTRY: 61, CUSTOMER_PAYMENT: 62, ADJUSTMENT_CODE: 63,
  SUPPLIERPAYMENT: 64, VERIFICATION_HEAD: 65, VERIFICATION_ROW: 66, BOOKINGYEAR: 67, DISCOUNT: 68, CONTACT: 69,
  CONTACT_TITLES: 70, CONTACT_GROUPS: 71, CONTACT_GROUP_CONTACTS: 72, TAX_REDUCTION: 73, AGREEMENT_HEAD: 74, AGREEMENT_ROW:
  75, TAX_REDUCTION_ORDER: 76, TAX_REDUCTION_AVTAL: 77, VERIFICATION_SERIES: 78, BOOKKEEPINGHIST: 79, PERIODIC_ADJUSTMENT: 80,
  CUSTOMER_ARTICLE: 81, ATTACHMENT_INFO: 82, TAX_REDUCTION_TYPES: 83, PRM3: 84,
} as const

/** Fields by register; those of documents, customers, payments and books are in adk-fields.ts. */
export const ARTICLE = {
  NUMBER: 0, NAME: 1, NAME_X: 2, SHORT_NAME: 3, GROUP: 4, ACCOUNTING_CODE: 5, STOCK_GOODS: 6, UNIT_CODE: 7, SORT_ORDER: 8,
  QUANTITY_IN_STOCK: 9, QUANTITY_RESERVED: 10, ORDER_POINT: 11, MINIMUM_ORDER: 12, MAXIMUM_ORDER: 13, ORDERED_QUANTITY: 14,
  TIME_OF_DELIVERY: 15, PLACE_IN_STOCK: 16, WEIGHT: 17, VOLUME: 18, SUPPLIER_NUMBER: 19, INVOICE_DATE: 20, INVENTORY_DATE: 21,
  INVENTORY_QUANTITY: 22, INVENTORY_DIFFERENCE: 23, INVENTORY_ACCUMULATE: 24, LAST_PURCHASE_PRICE: 25,
  NOTE_OF_OUTSTANDING_ARTICLES: 26, LAND_OF_ORIGIN: 27, EXPORT_CODE: 28, REMARK1: 29, REMARK2: 30, DOCUMENT_PATH: 31,
  ACCUMULATED_TURNOVER_THIS_YEAR: 32, ACCUMULATED_TURNOVER_LAST_YEAR: 33, ACCUMULATED_QUANTITY_THIS_YEAR: 34,
  ACCUMULATED_QUANTITY_LAST_YEAR: 35, CONTRIBUTION_MARGIN_THIS_YEAR: 36, CONTRIBUTION_MARGIN_LAST_YEAR: 37, CLOSING_FLAG: 38,
  ESTIMATED_PURCHASE_PRICE: 39, ESTIMATED_CARGO_FEE: 40, ESTIMATED_OTHER: 41, STOCK_VALUE: 42, STOCK_VALUE_INACTIVE: 43,
  PRICE_LIST: 44, PRICE: 45, ESTIMATED_TOTAL_PURCHASE_PRICE: 46, DISPOSABLE_IN_STOCK: 47, TURNOVER_RATE: 48,
  ACCUMULATE_TURNOVER_PARCEL_THIS_YEAR: 49, ACCUMULATE_TURNOVER_TOTAL_THIS_YEAR: 50, ACCUMULATE_TURNOVER_PARCEL_LAST_YEAR: 51,
  ACCUMULATE_TURNOVER_TOTAL_LAST_YEAR: 52, ACCUMULATED_QUANTITY_PARCEL_THIS_YEAR: 53, ACCUMULATED_QUANTITY_TOTAL_THIS_YEAR:
  54, ACCUMULATED_QUANTITY_PARCEL_LAST_YEAR: 55, ACCUMULATED_QUANTITY_TOTAL_LAST_YEAR: 56,
  CONTRIBUTION_MARGIN_PARCEL_THIS_YEAR: 57, CONTRIBUTION_MARGIN_TOTAL_THIS_YEAR: 58, CONTRIBUTION_MARGIN_PARCEL_LAST_YEAR: 59,
  CONTRIBUTION_MARGIN_TOTAL_LAST_YEAR: 60, CONTRIBUTION_DEGREE_THIS_YEAR: 61, CONTRIBUTION_DEGREE_PARCEL_THIS_YEAR: 62,
  CONTRIBUTION_DEGREE_TOTAL_THIS_YEAR: 63, CONTRIBUTION_DEGREE_LAST_YEAR: 64, CONTRIBUTION_DEGREE_PARCEL_LAST_YEAR: 65,
  CONTRIBUTION_DEGREE_TOTAL_LAST_YEAR: 66, BAR_CODE: 67, BAR_CODE_TYPE: 68, PARCEL: 69, TYPE: 70, WEBSHOP: 71, IMAGE_PATH: 72,
  LAND_OF_ORIGIN_CODE: 73, TYPE_OF_ARTICLE: 74, TIMESTAMP: 75, INACTIVE: 76, TAX_REDUCTION_TYPES_ID: 77, NOTE: 78,
} as const
export const PRICE = {
  PRICE_LIST: 0, ARTICLE_NUMBER: 1, QUANTITY: 2, PRICE: 3, BASE: 4, PER_CENT: 5, DATE_OF_CHANGE: 6, TIMESTAMP: 7,
} as const
export const PRICE_LIST = {
  CODE: 0, TEXT: 1, CURRENCY_CODE: 2, LANGUAGE_CODE: 3, INCLUDING_VAT: 4, NOTE: 5, CHANGE_DATE: 6, INTERVAL1: 7, INTERVAL2: 8,
  INTERVAL3: 9, INTERVAL4: 10, ROUND_OFF1: 11, ROUND_OFF2: 12, ROUND_OFF3: 13, ROUND_OFF4: 14, TIMESTAMP: 15,
} as const
export const ARTICLE_GROUP = { CODE: 0, TEXT: 1, TIMESTAMP: 2 } as const
export const ARTICLE_ACCOUNT = {
  CODE: 0, TEXT: 1, SALES: 2, EXPORT_SALES: 3, SALES_EU: 4, PURCHASE: 5, STOCK: 6, STOCK_CHANGE: 7, PROFIT_CENTRE: 8, VAT: 9,
  VAT_EU: 10, SERVICE: 11, BUILD: 12, MIDMAN: 13, REDUCED_GPF: 14, PROJECT: 15, TIMESTAMP: 16,
} as const
export const UNIT = { CODE: 0, DOMESTIC: 1, LANGUAGE: 2, TEXT: 3, DECIMALS: 4, ISO: 5, TIMESTAMP: 6 } as const
export const PRM = {
  NAME: 0, MAILING_ADDRESS: 1, VISITING_ADDRESS: 2, ZIPCODE: 3, CITY: 4, COUNTRY: 5, TELEPHONE: 6, TELEPHONE2: 7, FAX: 8,
  BGIRO: 9, PGIRO: 10, ORGANISATION_NUMBER: 11, VAT_REGISTER_NUMBER: 12, VAT_NUMBER: 13, CODE_OF_LANGUAGE: 14,
  CODE_OF_CURRENCY: 15, CODE_OF_BRANCH: 16, EMAIL: 17, WWW: 18, SEAT: 19, DELIVERY_NAME: 20, DELIVERY_ADDRESS: 21,
  DELIVERY_ADDRESS2: 22, DELIVERY_ZIPCODE: 23, DELIVERY_CITY: 24, DELIVERY_MAILING_ADDRESS: 25, DELIVERY_COUNTRY: 26,
  DELIVERY_TELEPHONE: 27, DELIVERY_REFERENCE: 28, EANLOC: 29, DELIVERY_EANLOC: 30, IBAN_NUMBER: 31, SWIFT_ADRESS: 32,
  BANK_NAME: 33, BANK_ADRESS: 34, BANK_ADRESS2: 35, BANK_ZIPCODE: 36, BANK_CITY: 37, CODE_OF_COUNTRY: 38, ACCOUNT_NUMBER: 39,
  ADDRESS_CODE_OF_COUNTRY: 40, DELIVERY_CODE_OF_COUNTRY: 41, TAX_REDUCTION_ACTIVATED: 42, TAX_REDUCTION_PERCENT: 43,
  TAX_REDUCTION_MAX_AMOUNT: 44, PROGRAM: 45, DATABASE_VERSION: 46, QUANTITY_ACCOUNTING_ACTIVATED: 47,
  TRANSACTIONINFO_ACTIVATED: 48, SUBACCOUNTS_ACTIVATED: 49, LANGUAGE_CODE: 50, CURRENCY_CODE: 51, DEFAULT_SUP_INV_ATTEST: 52,
  DEFAULT_SUPPLIER_PAYM_TERMS: 53, DEFAULT_SUPPLIER_DELIV_TERMS: 54, DEFAULT_SUPPLIER_DELIV_WAY: 55,
  DEFAULT_SUPPLIER_OUR_REFERENCE: 56, DEFAULT_SUP_INV_ATTEST_ACTIVATED: 57, DEFAULT_PRICE_LIST_ROUND_FROM1: 58,
  DEFAULT_PRICE_LIST_ROUND_FROM2: 59, DEFAULT_PRICE_LIST_ROUND_FROM3: 60, DEFAULT_PRICE_LIST_ROUND_FROM4: 61,
  DEFAULT_PRICE_LIST_ROUND1: 62, DEFAULT_PRICE_LIST_ROUND2: 63, DEFAULT_PRICE_LIST_ROUND3: 64, DEFAULT_PRICE_LIST_ROUND4: 65,
  DEFAULT_ARTICLE_GROUP: 66, DEFAULT_ARTICLE_ACCOUNTING_CODE: 67, DEFAULT_ARTICLE_UNIT_CODE: 68, DEFAULT_ARTICLE_STOCK_GOODS:
  69, SNI_CODE: 70, VER_SERIES_ACTIVATED: 71, PRICE_4_DECIMALS_ACTIVATED: 72, DEFAULT_ARTICLE_BARCODE_TYPE: 73,
  BARCODE_ACTIVATED: 74, AKI_BG_BETSATT: 75, AKI_PG_BETSATT: 76, TAX_REDUCTION_PERCENT_BUILDING_WORK: 77,
  TAX_REDUCTION_MAX_AMOUNT_BUILDING_WORK: 78, TAX_REDUCTION_DEFAULT_TYPE: 79, AKI_OCR: 80, TAX_REDUCTION_MAX_AMOUNT_GT: 81,
} as const
export const PRM2 = {
  VAT1: 0, VAT2: 1, VAT3: 2, VAT4: 3, NORM: 4, DEFAULT_VATCODE_CARGO_FEE: 5, DEFAULT_VATCODE_DISPATCH_FEE: 6,
  DEFAULT_VATCODE_DEMAND_FEE: 7, LIMIT_DISPATCH_FEE: 8, LIMIT_CARGO_FEE: 9, DEFAULT_PRICELIST: 10, DEFAULT_CUST_EXPORT: 11,
  DEFAULT_CUST_EU_CUSTOMER: 12, DEFAULT_CUST_PAYMENT_TERMS: 13, DEFAULT_CUST_DELIVERY_TERMS: 14, DEFAULT_CUST_DELIVERY_WAY:
  15, DEFAULT_CUST_CREDIT_LIMIT: 16, DEFAULT_CUST_CATEGORY: 17, DEFAULT_CUST_SELLER: 18, DEFAULT_CUST_DISTRICT: 19,
  DEFAULT_CUST_INTEREST_INVOICE: 20, DEFAULT_CUST_REMINDER: 21, DEFAULT_CUST_DEMAND_FEE: 22,
  DEFAULT_CUST_DO_NOT_CREATE_BACKORDER: 23, DEFAULT_CUST_DISPATCH_FEE: 24, DEFAULT_CUST_SUMMARY_INVOICE: 25,
  DEFAULT_CUST_CARGO_FEE: 26, DEFAULT_CUST_DISPATCHER: 27, DEFAULT_CUST_ADDRESS_TO_BOOKING: 28,
  DEFAULT_OOI_OUR_REFERENCE_NAME: 29, DEFAULT_OOI_DISPATCH_FEE: 30, DEFAULT_OOI_CARGO_FEE: 31, DEFAULT_OOI_CARGO_FEE_INCL_VAT:
  32, DEFAULT_OOI_DISPATCH_FEE_INCL_VAT: 33, DEFAULT_INVOICE_CREDIT_NOTE_STORAGE_AFFECT: 34, DEFAULT_OFFER_VALID_TIME: 35,
  NEXT_CUSTOMER_NO: 36, NEXT_SUPPLIER_NO: 37, NEXT_ARTICLE_NO: 38, DEFAULT_ACCOUNT_CASH: 39, DEFAULT_ACCOUNT_PGIRO: 40,
  DEFAULT_ACCOUNT_BGIRO: 41, DEFAULT_ACCOUNT_CUSTOMER_CLAIM: 42, DEFAULT_ACCOUNT_VAT_IN: 43, DEFAULT_ACCOUNT_SUPPL_DEBT: 44,
  DEFAULT_ACCOUNT_VAT1: 45, DEFAULT_ACCOUNT_VAT2: 46, DEFAULT_ACCOUNT_VAT3: 47, DEFAULT_ACCOUNT_VAT4: 48,
  DEFAULT_ACCOUNT_SALES: 49, DEFAULT_ACCOUNT_SALES_EXPORT: 50, DEFAULT_ACCOUNT_ROUND: 51, DEFAULT_ACCOUNT_DISP_FEE: 52,
  DEFAULT_ACCOUNT_DISP_FEE_EXPORT: 53, DEFAULT_ACCOUNT_CARGO_FEE: 54, DEFAULT_ACCOUNT_CARGO_FEE_EXP: 55,
  DEFAULT_ACCOUNT_DISCOUNT: 56, DEFAULT_ACCOUNT_CUST_INTEREST: 57, DEFAULT_ACCOUNT_DEMAND_FEE: 58,
  DEFAULT_ACCOUNT_DEMAND_FEE_EXPORT: 59, DEFAULT_ACCOUNT_SUP_INV_CARGO_FEE: 60, DEFAULT_ACCOUNT_DISOUNT_EXPORT: 61,
  DEFAULT_ACCOUNT_CURRENCY_ADJ: 62, DEFAULT_ACCOUNT_SALES_EU: 63, DEFAULT_ACCOUNT_DISP_FEE_EU: 64,
  DEFAULT_ACCOUNT_CARGO_FEE_EU: 65, DEFAULT_ACCOUNT_DISCOUNT_EU: 66, DEFAULT_ACCOUNT_PAYMENT_FEE: 67, DEFAULT_ACCOUNT_VAT_EU:
  68, DEFAULT_ACCOUNT_DEBT_DELIV_NOTE: 69, DEFAULT_MEMBER_CATEGORY: 70, MEMBER_PNR_CHECK_ACTIVE: 71, FREE_CAT1_ACTIVE: 72,
  FREE_CAT2_ACTIVE: 73, FREE_CAT3_ACTIVE: 74, FREE_CAT4_ACTIVE: 75, FREE_CAT5_ACTIVE: 76, FREE_CAT6_ACTIVE: 77,
  FREE_CAT7_ACTIVE: 78, FREE_CAT8_ACTIVE: 79, FREE_CAT9_ACTIVE: 80, FREE_CAT10_ACTIVE: 81, FREE_CAT1_NAME: 82, FREE_CAT2_NAME:
  83, FREE_CAT3_NAME: 84, FREE_CAT4_NAME: 85, FREE_CAT5_NAME: 86, FREE_CAT6_NAME: 87, FREE_CAT7_NAME: 88, FREE_CAT8_NAME: 89,
  FREE_CAT9_NAME: 90, FREE_CAT10_NAME: 91,
} as const

/** Sort orders; some show only a part of the register. */
export const ORDER = {
  ARTICLE_NUMBER: 16, ARTICLE_NAME: 17, ARTICLE_GROUP: 20, CODE_OF_ARTICLE_GROUP: 39, CODE_OF_ARTICLE_ACCOUNT: 40, UNIT: 41,
  PRICE_LIST: 43, ARTICLE_LACK_OF: 90, PRICE_BY_ARTICLE: 117, BASE_PRICE_BY_ARTICLE: 118, BREAK_PRICE_BY_ARTICLE: 119,
  PRICE_BY_LIST: 120, BASE_PRICE_BY_LIST: 121, BREAK_PRICE_BY_LIST: 122, ARTICLE_WEB_SHOP: 155,
  CUSTOMER_NUMBER: 0, CUSTOMER_NAME: 1, CUSTOMER_EMAIL: 240, DELIVERY_ADDRESS_BY_CUSTOMER: 154,
  ORDER_NUMBER: 9, INVOICE_NUMBER: 12, ORDER_WITHOUT_INVOICE: 178, ORDER_NOT_DELIVERED: 217, TIMESTAMP: 220,
  TERMS_OF_DELIVERY: 28, WAY_OF_DELIVERY: 29, TERMS_OF_PAYMENT: 30, LANGUAGE: 31, CURRENCY: 33, WAY_OF_PAYMENT: 129,
  PROJECT: 23, PROFIT_CENTRE: 42, COUNTRY: 160, ADJUSTMENT_CODE: 168,
  MANUAL_DELIVERY_IN: 98, MANUAL_DELIVERY_OUT: 99, BOOKING_NOT_DELIVERED: 107,
  PARCEL_ROW: 113, ARTICLE_NAME_BY_ARTICLE: 116, CUSTOMER_ARTICLE_BY_ARTICLE: 234, CUSTOMER_ARTICLE_BY_CUSTOMER: 235,
  CUSTOMER_PAYMENT_BY_INVOICE: 161, CUSTOMER_PAYMENT_BY_DATE: 233,
  VERIFICATION_NUMBER: 179, VERIFICATION_DATE: 180, BOOKING_YEAR: 181, VERIFICATION_SERIES: 222,
} as const

export const TYPE = { UNUSED: 0, BOOL: 1, CHAR: 2, DOUBLE: 4, DATE: 5, DATA: 6 } as const
export const TEXT_OF = { RC: 0, TABLE: 1, FIELD: 2, FUNCTION: 3, PROGRAM_PART: 4 } as const
export const VARIANT = { ADMIN2000: 1, ADMIN1000: 2, ADMIN500: 3, FORENING: 4, ADMIN200: 5 } as const
export const BAR_CODE = { EMPTY: 0, EAN_8: 1, EAN_13: 2, UPC_A: 3, UPC_E: 4, CODE_39: 5, INTERLEAVED_2_5: 6, CODE_128: 8 } as const

/** Result codes that are used by name; what each of them means to us stands in refusals.ts. */
export const RC = {
  OK: 0, INTERNAL: 1, ARTICLE_NOT_FOUND: 20, PARCEL_STOCK: 33, INVALID_STRING: 34, INVALID_PRICE_LIST: 35, INVALID_GROUP: 45,
  INVALID_ACCOUNT_CODE: 46, INVALID_UNIT: 47, BOF: 78, EOF: 79, NO_DB_OPEN: 80, UNKNOWN_FIELD: 102, WRONG_TYPE: 103,
  WRONG_SORT_ORDER: 104, EDIT_DENIED_FIELD: 109, NO_KEY: 112, TO_SHORT_STRING: 114, NOT_FOUND: 115, COMPANY_PATH: 116,
  TOO_MANY_LICENCES: 135, SYSTEM_PATH: 137, NO_NAME: 139, TOO_MANY_SIGNS: 180, TOO_MANY_DECIMALS: 181, NO_DB_INVOLVED: 187,
  NO_FIELD_INVOLVED: 188, CANT_UPDATE_ARTICLE_NUMBER: 206, FIELD_NOT_IN_EDITION: 208, BARCODE_INACTIVE: 210,
  INVALID_STRUCT: 211, INVALID_BARCODE: 213, NUMBER_TAKEN: 214, VERSION_DIFFERS: 223, TABLE_NOT_IN_EDITION: 278,
  ORDER_NOT_IN_EDITION: 321, VAT_ARTICLE_NOT_FOUND: 387, PRICE_ARTICLE_NOT_FOUND: 389, VAT_NO_CODE: 390, PRICE_CANT_DELETE: 450,
  PRICE_NOT_POSITIVE: 451, PRICE_BASE_PER_CENT: 452, PRICE_NEEDS_BASE: 453, EXCLUSIVE_LOCK: 486, LICENCE_EXPIRED: 582,
  LICENCE_NO_API: 583, INVALID_DATE: 587, DATE_OUTSIDE_YEARS: 601, NO_SERVICE_AGREEMENT: 602, NO_TIMESTAMP: 607, INACTIVE_DENIED_WEB_SHOP: 619,
  WEB_SHOP_DENIED_INACTIVE: 620, INVALID_DATA: 672, UPGRADE_NEEDED: 673, LOGIN_DENIED: 674, LOGIN_FAIL: 676,
  FILTER_FIELD: 685, FILTER_EXPRESSION: 686, FILTER_VERSION: 687,
} as const

/** Codes for the function that answered. */
export const FUNCTION = {
  ADD: 81, FIND: 82, FIRST: 83, NEXT: 84, UPDATE: 85, SET_BOOL: 87, SET_DOUBLE: 88, SET_STRING: 89, SET_DATE: 91,
  GET_STRING: 92, GET_BOOL: 94, GET_DOUBLE: 95, GET_DATE: 96, GET_TYPE: 97, OPEN: 100, DELETE_STRUCT: 101, LONG_TO_DATE: 113,
  SET_SORT_ORDER: 117, DATE_TO_LONG: 138, DELETE: 154, GET_LENGTH: 178, GET_DECIMALS: 179, GET_FIELD_NAME: 186, PREVIOUS: 204,
  LAST: 205, GET_VAT_PERCENT: 386, GET_CUSTOMER_PRICE: 388, GET_VARIANT: 476, GET_TIMESTAMP_FIELD: 606, GET_COMPANY_NAME: 616,
  GET_LAST_FIELD_ID: 667, OPEN2: 677, SET_FILTER: 682,
} as const

export const OK: AdkError = { rc: 0, dbTable: 187, field: 188, function: 0, programPart: 0 }
