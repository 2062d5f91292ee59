// What the open company says of itself, in our words: what the driver needs to know before it reads
// or writes anything else.
import { ARTICLE, PRM, PRM2, VARIANT } from './adk.js'
import type { Cell, FieldFacts, Installation, Row } from './bridge/protocol.js'

export interface Company {
  readonly installation: Installation
  /** As in the YAML: 200, 500, 1000, 2000; undefined for other products of the same program. */
  readonly edition: number | undefined
  readonly name: string
  readonly currency: string
  readonly defaultPriceList: string
  /** Decimals of prices. */
  readonly pricePlaces: number
  readonly weightPlaces: number
  readonly nameLines: readonly number[]
  readonly defaults: CompanyDefaults
}

/**
 * What the program fills in for a new article in its own form; through the API nobody fills it in.
 */
export interface CompanyDefaults {
  readonly group: string
  readonly accountingCode: string
  readonly unit: string
  readonly stockItem: boolean
}

export const PRM_FIELDS: readonly number[] = [
  PRM.NAME, PRM.CURRENCY_CODE, PRM.CODE_OF_CURRENCY, PRM.DEFAULT_ARTICLE_GROUP, PRM.DEFAULT_ARTICLE_ACCOUNTING_CODE,
  PRM.DEFAULT_ARTICLE_UNIT_CODE, PRM.DEFAULT_ARTICLE_STOCK_GOODS, PRM.PRICE_4_DECIMALS_ACTIVATED,
]
export const PRM2_FIELDS: readonly number[] = [PRM2.DEFAULT_PRICELIST]
export const ASKED_FIELDS: readonly number[] = [ARTICLE.NAME, ARTICLE.NAME_X, ARTICLE.WEIGHT]

const EDITIONS: ReadonlyMap<number, number> = new Map([
  [VARIANT.ADMIN200, 200], [VARIANT.ADMIN500, 500], [VARIANT.ADMIN1000, 1000], [VARIANT.ADMIN2000, 2000],
])
/** The edition as the YAML names it, or undefined for another product of the same program. */
export function editionOf(variant: number): number | undefined {
  return EDITIONS.get(variant)
}

const HOME_CURRENCY = 'SEK'
/** Where the program does not tell. */
const NAME_LENGTH = 30
const WEIGHT_PLACES = 4

export function companyOf(installation: Installation, prm: Row, prm2: Row, described: readonly FieldFacts[]): Company {
  const [name, currency, other, group, accountingCode, unit, stockItem, fourDecimals] = prm
  const facts = new Map(described.map((one) => [one.field, one]))
  const length = (field: number) => facts.get(field)?.length || NAME_LENGTH
  return {
    installation, edition: EDITIONS.get(installation.variant), name: String(name ?? installation.companyName),
    currency: currencyCode(currency) || currencyCode(other) || HOME_CURRENCY, defaultPriceList: String(prm2[0] ?? ''),
    pricePlaces: fourDecimals === true ? 4 : 2, weightPlaces: facts.get(ARTICLE.WEIGHT)?.decimals ?? WEIGHT_PLACES,
    nameLines: [length(ARTICLE.NAME), length(ARTICLE.NAME_X)],
    defaults: {
      group: String(group ?? ''), accountingCode: String(accountingCode ?? ''), unit: String(unit ?? ''),
      stockItem: stockItem === true,
    },
  }
}

/** The letters of a currency as ISO 4217 writes them; empty where the program has none. */
export function currencyCode(cell: Cell | undefined): string {
  return String(cell ?? '').trim().toUpperCase()
}
