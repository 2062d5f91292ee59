// A believable company for a simulator: no articles yet, but the units, groups, accounting codes
// and price lists that a Swedish company has. Prices in list A include VAT; list AF is for
// resellers.
import { World, type Row, type Tables } from '../../world/world.js'

export interface ErpWorldOptions {
  readonly company?: string
  readonly edition?: 200 | 500 | 1000 | 2000
  readonly currency?: string
  /** Prices with four decimals. */
  readonly fourDecimals?: boolean
  /** Anything else that the simulator takes: users, seats, licence, faults, lacks … */
  readonly settings?: Row
  readonly tables?: Tables
}

const YEARS = [['A', 2025], ['B', 2026], ['C', 2027]] as const
const ACCOUNTS = [
  ['1510', 'Kundfordringar'], ['1920', 'Bank'], ['3001', 'Försäljning 25 %'], ['3002', 'Försäljning 12 %'], ['3003', 'Försäljning 6 %'],
  ['3004', 'Momsfri försäljning'],
] as const

/** Writes the world's file; refuses to overwrite one that is there. */
export function createErpWorld(file: string, options: ErpWorldOptions = {}): World {
  const currency = options.currency ?? 'SEK'
  const company = options.company ?? 'Övningsbolaget AB'
  const settings = { system: 'visma-administration', edition: options.edition ?? 1000, ...options.settings }
  const tables: Tables = {
    PRM: { PRM: {
      NAME: company, CODE_OF_CURRENCY: currency, CURRENCY_CODE: currency, DEFAULT_ARTICLE_GROUP: 'ÖVR',
      DEFAULT_ARTICLE_ACCOUNTING_CODE: '25', DEFAULT_ARTICLE_UNIT_CODE: 'st', DEFAULT_ARTICLE_STOCK_GOODS: true,
      PRICE_4_DECIMALS_ACTIVATED: options.fourDecimals ?? false, DEFAULT_ARTICLE_BARCODE_TYPE: 2, BARCODE_ACTIVATED: true,
    } },
    PRM2: { PRM2: { VAT1: 25, VAT2: 12, VAT3: 6, VAT4: 0, DEFAULT_PRICELIST: 'A', NEXT_ARTICLE_NO: '1000' } },
    UNIT: byCode([
      ['st', { TEXT: 'styck', DOMESTIC: true, DECIMALS: 0 }], ['frp', { TEXT: 'förpackning', DOMESTIC: true, DECIMALS: 0 }],
      ['kg', { TEXT: 'kilogram', DOMESTIC: true, DECIMALS: 3 }], ['m', { TEXT: 'meter', DOMESTIC: true, DECIMALS: 2 }],
      ['tim', { TEXT: 'timme', DOMESTIC: true, DECIMALS: 2 }],
    ]),
    ARTICLE_GROUP: byCode([
      ['ÖVR', { TEXT: 'Övrigt' }], ['KLÄD', { TEXT: 'Kläder' }], ['SKOR', { TEXT: 'Skor' }], ['BOK', { TEXT: 'Böcker' }],
      ['MAT', { TEXT: 'Livsmedel' }],
    ]),
    ARTICLE_ACCOUNT: byCode([
      ['25', { TEXT: 'Varor 25 %', SALES: '3001', VAT: '1' }], ['12', { TEXT: 'Varor 12 %', SALES: '3002', VAT: '2' }],
      ['6', { TEXT: 'Varor 6 %', SALES: '3003', VAT: '3' }], ['0', { TEXT: 'Momsfritt', SALES: '3004', VAT: '0' }],
    ]),
    CODE_OF_PRICE_LIST: byCode([
      ['A', { TEXT: 'Butik', CURRENCY_CODE: currency, INCLUDING_VAT: true }],
      ['AF', { TEXT: 'Återförsäljare', CURRENCY_CODE: currency, INCLUDING_VAT: false }],
    ]),
    CURRENCY: byCode([
      ['SEK', { COUNTRY: 'Sverige', UNIT: 1, SELL: 1, BUY: 1 }], ['EUR', { COUNTRY: 'EMU', UNIT: 1, SELL: 11.2, BUY: 11.2 }],
      ['NOK', { COUNTRY: 'Norge', UNIT: 100, SELL: 96, BUY: 96 }], ['DKK', { COUNTRY: 'Danmark', UNIT: 100, SELL: 150, BUY: 150 }],
    ]),
    TERMS_OF_PAYMENT: byCode([['10', { TEXT: '10 dagar netto' }], ['30', { TEXT: '30 dagar netto' }]]),
    TERMS_OF_DELIVERY: byCode([['FL', { TEXT: 'Fritt vårt lager' }]]),
    WAY_OF_DELIVERY: byCode([['P', { TEXT: 'Posten' }], ['H', { TEXT: 'Hämtas' }]]),
    BOOKINGYEAR: Object.fromEntries(YEARS.map(([ID, year]) => [ID, { ID, START: `${year}-01-01`, END: `${year}-12-31`, YEAR_LOCKED: false }])),
    ACCOUNT: Object.fromEntries(YEARS.flatMap(([SEASON_ID]) => ACCOUNTS.map(([NUMBER, TEXT]) => [`${SEASON_ID}|${NUMBER}`, { SEASON_ID, NUMBER, TEXT }]))),
    ARTICLE: {}, PRICE: {},
  }
  return World.create(file, settings, { ...tables, ...options.tables })
}

function byCode(rows: readonly (readonly [code: string, row: Row])[]): { [code: string]: Row } {
  return Object.fromEntries(rows.map(([code, row]) => [code, { CODE: code, ...row }]))
}
