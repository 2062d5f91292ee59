// Scenarios of regimes and currencies: EU, OSS, export.
import type { OrderAddress, ShopOrder } from '../../engine/trade/order/types.js'
import { RATES, rows, type Known } from './shop-orders.js'

export const OSS: Known = {
  rules: { regimes: { home: 'SE', ossFrom: '2026-01-01', accounts: { 'OSS DE': '3106', EXPORT: '3305', EU_RC: '3308' }, rates: RATES } }, known: { vatRates: [2500, 1900, 1200, 600, 0] },
}
export const NO_OSS: Known = { rules: { regimes: { home: 'SE', accounts: { EXPORT: '3305', EU_RC: '3308' }, rates: RATES } } }

export function to(country: string, more: Partial<OrderAddress> = {}): Partial<ShopOrder> {
  const address = { name: 'K. Kunde', line1: 'Weg 1', postcode: '10115', city: 'Ort', country, ...more }
  return { invoiceAddress: address, deliveryAddress: address }
}

const FREE = { rows: rows({ price: '1000.00', vatRate: 0 }), gross: '1000.00', vat: '0.00' }
const GERMAN_COMPANY = { ...to('DE', { company: 'Kunde GmbH' }), vatNo: 'DE136695976', vatNoValidAt: '2026-11-25T07:59:00Z' }

export interface RegimeCase {
  readonly order: Partial<ShopOrder>
  readonly about: Known
  readonly account: string | undefined
  readonly flag?: 'export' | 'euSale'
  readonly regime?: string
  readonly totals: string
}

export const REGIMES: Readonly<Record<string, RegimeCase>> = {
  'S-079: goods to a German company whose number was valid': { order: { ...FREE, ...GERMAN_COMPANY }, about: OSS, account: '3308', flag: 'euSale', regime: '0 %: EU_RC DE', totals: '1000.00 + 0.00 = 1000.00' },
  'S-079: to Northern Ireland, inside for goods': {
    order: { ...FREE, ...to('GB', { postcode: 'BT1 5GS' }), vatNo: 'XI980780684', vatNoValidAt: '2026-11-25T07:59:00Z' }, about: OSS, account: '3308', flag: 'euSale', regime: '0 %: EU_RC Northern Ireland', totals: '1000.00 + 0.00 = 1000.00',
  },
  'S-080: the number is not valid, and the shop charged Swedish VAT': {
    order: { ...GERMAN_COMPANY, vatNoValidAt: null, rows: rows({ price: '1000.00' }), gross: '1000.00', vat: '200.00' }, about: NO_OSS, account: undefined, totals: '800.00 + 200.00 = 1000.00',
  },
  'S-080: the number is not valid, and the shop charged German VAT': {
    order: { ...GERMAN_COMPANY, vatNoValidAt: null, rows: rows({ price: '119.00', vatRate: 1900 }), gross: '119.00', vat: '19.00' }, about: OSS, account: '3106', regime: '19 %: OSS DE', totals: '100.00 + 19.00 = 119.00',
  },
  'S-080: a company at Swedish VAT, though its country is in OSS: the one-stop shop is for consumers': {
    order: { ...GERMAN_COMPANY, vatNoValidAt: null, rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, regime: '25 %: VAT of SE, though it goes to DE', totals: '100.00 + 25.00 = 125.00',
  },
  'S-080: a company at Swedish VAT, and its number was valid': {
    order: { ...GERMAN_COMPANY, rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, regime: '25 %: VAT of SE, though it goes to DE', totals: '100.00 + 25.00 = 125.00',
  },
  'S-080: a Danish company at 25 %, which is a rate of both': {
    order: { ...to('DK'), vatNo: 'DK13585628', rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, regime: '25 %: VAT of SE, though it goes to DK', totals: '100.00 + 25.00 = 125.00',
  },
  'S-081: a Danish consumer at 25 %, which is a rate of both': {
    order: { ...to('DK'), rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, regime: '25 %: OSS DK', totals: '100.00 + 25.00 = 125.00',
  },
  'S-081: a German consumer at Swedish VAT: kept, and no rate of Germany': {
    order: { ...to('DE'), rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, regime: '25 %: VAT of SE, though it goes to DE', totals: '100.00 + 25.00 = 125.00',
  },
  'S-081: a rate that the files name as one of the country': {
    order: { ...to('DE'), rows: rows({ price: '106.00', vatRate: 600 }), gross: '106.00', vat: '6.00' },
    about: { rules: { regimes: { home: 'SE', ossFrom: '2026-01-01', accounts: { 'OSS DE 6': '3107' }, rates: RATES } } }, account: '3107', regime: '6 %: OSS DE', totals: '100.00 + 6.00 = 106.00',
  },
  'S-081: a German consumer at German VAT': { order: { ...to('DE'), rows: rows({ price: '119.00', vatRate: 1900 }), gross: '119.00', vat: '19.00' }, about: OSS, account: '3106', regime: '19 %: OSS DE', totals: '100.00 + 19.00 = 119.00' },
  'S-081: the account of one rate goes before that of the country': {
    order: { ...to('DE'), rows: rows({ price: '119.00', vatRate: 1900 }), gross: '119.00', vat: '19.00' },
    about: { ...OSS, rules: { regimes: { home: 'SE', ossFrom: '2026-01-01', accounts: { 'OSS DE': '3106', 'OSS DE 19': '3107' }, rates: RATES } } }, account: '3107', regime: '19 %: OSS DE', totals: '100.00 + 19.00 = 119.00',
  },
  'S-081: before the first day of OSS the VAT is Swedish': {
    order: { ...to('DE'), rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: { rules: { regimes: { home: 'SE', ossFrom: '2026-12-01', accounts: { OSS: '3106' }, rates: RATES } } }, account: undefined, totals: '100.00 + 25.00 = 125.00',
  },
  'inside Sweden nothing is said of regimes': { order: {}, about: OSS, account: undefined, totals: '159.20 + 39.80 = 199.00' },
  'S-083: to Norway without VAT': { order: { ...FREE, ...to('NO', { postcode: '0150' }) }, about: OSS, account: '3305', flag: 'export', regime: '0 %: EXPORT NO', totals: '1000.00 + 0.00 = 1000.00' },
  'S-083: to Norway, and the shop charged VAT: kept, and no export': { order: { ...to('NO'), rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, totals: '100.00 + 25.00 = 125.00' },
  'S-083: to Norway, delivered in Sweden': { order: { invoiceAddress: { country: 'NO' }, deliveryAddress: { country: 'SE', postcode: '12345' }, rows: rows({ price: '125.00' }), gross: '125.00', vat: '25.00' }, about: OSS, account: undefined, totals: '100.00 + 25.00 = 125.00' },
  'S-084: Åland is outside the VAT area': { order: { ...FREE, ...to('FI', { postcode: '22100' }) }, about: OSS, account: '3305', flag: 'export', regime: '0 %: EXPORT Åland', totals: '1000.00 + 0.00 = 1000.00' },
  'S-086: euro at the ledger\'s rate': { order: { currency: 'EUR' }, about: {}, account: undefined, totals: '159.20 + 39.80 = 199.00' },
}

export const REGIME_HOLDS: readonly (readonly [name: string, code: string, facts: Readonly<Record<string, unknown>>, order: Partial<ShopOrder>, about?: Known])[] = [
  ['S-080: no VAT, and the number was never found valid', 'RC_WITHOUT_VALID_VAT', { country: 'DE', missing: 'the proof' }, { ...FREE, ...GERMAN_COMPANY, vatNoValidAt: null }, OSS],
  ['S-080: no VAT and no number', 'RC_WITHOUT_VALID_VAT', { country: 'DE', missing: 'the number' }, { ...FREE, ...to('DE') }, OSS],
  ['S-080: a company without proof, part of it without VAT', 'RC_WITHOUT_VALID_VAT', { missing: 'the proof' },
    { ...GERMAN_COMPANY, vatNoValidAt: null, rows: rows({ price: '119.00', vatRate: 1900 }, { sku: 'A-2', price: '100.00', vatRate: 0 }), gross: '219.00', vat: '19.00' }, OSS],
  ['S-080: a Swedish number is none of another country', 'RC_WITHOUT_VALID_VAT', { country: 'DE' }, { ...FREE, ...GERMAN_COMPANY, vatNo: 'SE556737043101' }, OSS],
  ['S-080: a British number is none of the EU', 'RC_WITHOUT_VALID_VAT', { country: 'DE' }, { ...FREE, ...GERMAN_COMPANY, vatNo: 'GB123456789' }, OSS],
  ['S-080: letters and digits that are no VAT number', 'RC_WITHOUT_VALID_VAT', { country: 'DE', missing: 'a number that checks' }, { ...FREE, ...GERMAN_COMPANY, vatNo: 'DE12' }, OSS],
  ['S-080: found valid two days after the order', 'RC_WITHOUT_VALID_VAT', { missing: 'a proof from before the order' }, { ...FREE, ...GERMAN_COMPANY, vatNoValidAt: '2026-11-27T07:59:00Z' }, OSS],
  ['S-080: German VAT from a company whose number was valid', 'VAT_OF_NEITHER', { rate: '19 %', country: 'DE', home: 'SE', buyer: 'a company' },
    { ...GERMAN_COMPANY, rows: rows({ price: '119.00', vatRate: 1900 }), gross: '119.00', vat: '19.00' }, OSS],
  ['S-081: a rate of neither country', 'VAT_OF_NEITHER', { rate: '20 %', country: 'DE', buyer: 'a consumer' },
    { ...to('DE'), rows: rows({ price: '120.00', vatRate: 2000 }), gross: '120.00', vat: '20.00' }, { ...OSS, known: { vatRates: [2500, 2000] } }],
  ['S-083: no VAT, and nobody knows where it goes', 'DESTINATION_UNKNOWN', {}, { ...FREE, invoiceAddress: { city: 'Oslo' } }, OSS],
  ['S-083: no VAT, and the letters are no country\'s', 'DESTINATION_UNKNOWN', {}, { ...FREE, ...to('EU') }, OSS],
  ['S-083: no VAT, and the shop shows ZZ for what it does not know', 'DESTINATION_UNKNOWN', {}, { ...FREE, ...to('ZZ') }, OSS],
  ['S-086: the rate service gives 1', 'RATE_SUSPECT', { currency: 'EUR', rate: '1' }, { currency: 'EUR', rate: '1.0' }],
  ['S-086: the ledger\'s own rate is 1', 'RATE_SUSPECT', { currency: 'EUR', rate: '1' }, { currency: 'EUR' }, { known: { currencies: { EUR: { rate: '1.00' } } } }],
  ['S-086: 100 for 100 is 1 as well', 'RATE_SUSPECT', { currency: 'NOK', rate: '100' }, { currency: 'NOK', rate: '1' }],
  ['S-086: a rate of nothing', 'RATE_SUSPECT', { rate: '0' }, { currency: 'EUR', rate: '0' }],
  ['S-086: a rate that is upside down', 'RATE_FAR', { currency: 'EUR', rate: '0.087', per: '1', ledger: '11.2' }, { currency: 'EUR', rate: '0.087' }],
  ['S-086: of a hundred, shown as of one', 'RATE_FAR', { currency: 'NOK', rate: '9750', per: '100', ledger: '97.5' }, { currency: 'NOK', rate: '97.5' }],
  ['S-086: more than a fifth above', 'RATE_FAR', { rate: '13.45' }, { currency: 'EUR', rate: '13.45' }],
  ['S-086: further than the files allow', 'RATE_FAR', { within: 5 }, { currency: 'EUR', rate: '12' }, { rules: { rateWithinPercent: 5 } }],
  ['S-086: kronor at another rate than 1', 'RATE_SUSPECT', { currency: 'SEK' }, { rate: '11.20' }],
  ['S-086: no rate at all', 'RATE_MISSING', { currency: 'EUR' }, { currency: 'EUR' }, { known: { currencies: { EUR: {} } } }],
  ['S-087: a currency that the ledger has not', 'CURRENCY_UNKNOWN', { currency: 'USD' }, { currency: 'USD', rate: '10.50' }],
  ['S-087: no currency', 'CURRENCY_UNKNOWN', {}, { currency: null }],
]
