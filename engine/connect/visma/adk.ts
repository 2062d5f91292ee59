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

/**
 * The native functions by their own names, without the prefix. Texts are those that Windows-1252
 * can write.
 */
export interface AdkApi {
  open2(sysPath: string, companyPath: string, user: string, password: string): AdkError
  close(): void

  createData(db: number): AdkData
  createDataRow(rowDb: number, count: number): AdkData
  getDataRow(rows: AdkData, index: number): AdkData
  deleteStruct(data: AdkData): AdkError
  resetStruct(data: AdkData): AdkError

  /** size is that of the buffer, with room for its end mark. */
  getStr(data: AdkData, field: number, size: number): Out<string>
  getBool(data: AdkData, field: number): Out<boolean>
  getDouble(data: AdkData, field: number): Out<number>
  getDate(data: AdkData, field: number): Out<number>
  setStr(data: AdkData, field: number, value: string): AdkError
  setBool(data: AdkData, field: number, value: boolean): AdkError
  setDouble(data: AdkData, field: number, value: number): AdkError
  setDate(data: AdkData, field: number, value: number): AdkError

  getType(data: AdkData, field: number): Out<number>
  getLength(data: AdkData, field: number): Out<number>
  getDecimals(data: AdkData, field: number): Out<number>
  isReadWrite(data: AdkData, field: number): boolean
  getFieldName(db: number, field: number, size: number): Out<string>
  getTimestampField(data: AdkData): Out<number>
  getLastFldId(data: AdkData): Out<number>

  first(data: AdkData): AdkError
  last(data: AdkData): AdkError
  next(data: AdkData): AdkError
  previous(data: AdkData): AdkError
  find(data: AdkData): AdkError
  firstEx(data: AdkData, rows: boolean): AdkError
  nextEx(data: AdkData, rows: boolean): AdkError
  findEx(data: AdkData, rows: boolean): AdkError
  setSortOrder(data: AdkData, order: number): AdkError
  setFilter(data: AdkData, field: number, expression: string, version: number): AdkError
  isFilterable(data: AdkData, field: number): Out<boolean>
  clearFilters(data: AdkData): AdkError

  add(data: AdkData): AdkError
  addEx(data: AdkData, rows: boolean): AdkError
  update(data: AdkData): AdkError
  updateEx(data: AdkData, rows: boolean): AdkError
  deleteRecord(data: AdkData): AdkError

  dateToLong(text: string): Out<number>
  longToDate(date: number, size: number): Out<string>

  getVatPercentOnArticle(article: string): Out<number>
  getCustomerPrice2(question: PriceQuestion): Out<{ readonly price: number; readonly currency: string }>

  getErrorText(error: AdkError, textType: number): string
  getAdmSize(): Out<{ readonly size: number; readonly text: string }>
  getVariant(sysPath: string): Out<Variant>
  getVersion(): Version
  getProgramDatabaseVersion(): Version
  getCompanyName(companyPath: string, sysPath: string): Out<string>
}

/** Registers. */
export const DB = {
  ARTICLE: 1, ARTICLE_GROUP: 22, ARTICLE_ACCOUNT: 23, UNIT: 24, PRICE_LIST: 26, PRM: 27, PRICE: 37, FREE_CATEGORY_1: 40, PRM2: 58,
} as const

/** Fields by register, the ones that are used today. */
export const ARTICLE = {
  NUMBER: 0, NAME: 1, NAME_X: 2, SHORT_NAME: 3, GROUP: 4, ACCOUNTING_CODE: 5, STOCK_GOODS: 6, UNIT_CODE: 7, SORT_ORDER: 8,
  QUANTITY_IN_STOCK: 9, QUANTITY_RESERVED: 10, ORDER_POINT: 11, MINIMUM_ORDER: 12, MAXIMUM_ORDER: 13, ORDERED_QUANTITY: 14,
  TIME_OF_DELIVERY: 15, PLACE_IN_STOCK: 16, WEIGHT: 17, VOLUME: 18, SUPPLIER_NUMBER: 19, REMARK1: 29, REMARK2: 30,
  STOCK_VALUE_INACTIVE: 43, PRICE_LIST: 44, PRICE: 45, DISPOSABLE_IN_STOCK: 47, BAR_CODE: 67, BAR_CODE_TYPE: 68, PARCEL: 69,
  TYPE: 70, WEBSHOP: 71, TIMESTAMP: 75, INACTIVE: 76, NOTE: 78,
} as const
export const PRICE = {
  PRICE_LIST: 0, ARTICLE_NUMBER: 1, QUANTITY: 2, PRICE: 3, BASE: 4, PER_CENT: 5, DATE_OF_CHANGE: 6, TIMESTAMP: 7,
} as const
export const PRICE_LIST = {
  CODE: 0, TEXT: 1, CURRENCY_CODE: 2, LANGUAGE_CODE: 3, INCLUDING_VAT: 4, NOTE: 5, CHANGE_DATE: 6, TIMESTAMP: 15,
} as const
export const ARTICLE_GROUP = { CODE: 0, TEXT: 1, TIMESTAMP: 2 } as const
export const ARTICLE_ACCOUNT = { CODE: 0, TEXT: 1, SALES: 2, EXPORT_SALES: 3, SALES_EU: 4, VAT: 9, TIMESTAMP: 16 } as const
export const UNIT = { CODE: 0, DOMESTIC: 1, LANGUAGE: 2, TEXT: 3, DECIMALS: 4, ISO: 5, TIMESTAMP: 6 } as const
export const PRM = {
  NAME: 0, ORGANISATION_NUMBER: 11, CODE_OF_CURRENCY: 15, PROGRAM: 45, DATABASE_VERSION: 46, CURRENCY_CODE: 51,
  DEFAULT_ARTICLE_GROUP: 66, DEFAULT_ARTICLE_ACCOUNTING_CODE: 67, DEFAULT_ARTICLE_UNIT_CODE: 68,
  DEFAULT_ARTICLE_STOCK_GOODS: 69, PRICE_4_DECIMALS_ACTIVATED: 72, DEFAULT_ARTICLE_BARCODE_TYPE: 73, BARCODE_ACTIVATED: 74,
} as const
export const PRM2 = { VAT1: 0, VAT2: 1, VAT3: 2, VAT4: 3, DEFAULT_PRICELIST: 10, NEXT_ARTICLE_NO: 38 } as const

/** Sort orders; some show only a part of the register. */
export const ORDER = {
  ARTICLE_NUMBER: 16, ARTICLE_NAME: 17, ARTICLE_GROUP: 20, CODE_OF_ARTICLE_GROUP: 39, CODE_OF_ARTICLE_ACCOUNT: 40, UNIT: 41,
  PRICE_LIST: 43, ARTICLE_LACK_OF: 90, PRICE_BY_ARTICLE: 117, BASE_PRICE_BY_ARTICLE: 118, BREAK_PRICE_BY_ARTICLE: 119,
  PRICE_BY_LIST: 120, BASE_PRICE_BY_LIST: 121, BREAK_PRICE_BY_LIST: 122, ARTICLE_WEB_SHOP: 155,
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
  LICENCE_NO_API: 583, INVALID_DATE: 587, NO_SERVICE_AGREEMENT: 602, NO_TIMESTAMP: 607, INACTIVE_DENIED_WEB_SHOP: 619,
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
