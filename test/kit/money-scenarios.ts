// The money scenarios: what the shop says, and what the document must come to. Amounts of the scenarios are theirs.
import type { MadeDocument, ShopOrder } from '../../engine/trade/order/types.js'
import { MIXED, rows, type Known } from './shop-orders.js'

const THRICE = rows({ price: '79.22' }, { sku: 'A-2', price: '79.22' }, { sku: 'B-1', price: '79.22' })
const ORES: Known = { rules: { articles: { giftCard: 'PRESENT', vatRounding: 'ORES' } } }

export interface Case { readonly order: Partial<ShopOrder>; readonly about?: Known; readonly rows?: readonly string[]; readonly vat?: string; readonly totals: string; readonly charges?: MadeDocument['charges']; readonly rounding?: string }

/** totals: net + vat = gross (rounding within). */
export const CASES: Readonly<Record<string, Case>> = {
  'S-029: VAT is counted on the sum, and an öre of the shop\'s own rounding passes': {
    order: { rows: rows({ quantity: '3', price: '33.33' }), gross: '99.99', vat: '20.01' }, rows: ['A-1 3 × 33.33 @25'], vat: '25: 79.99 + 20.00', totals: '79.99 + 20.00 = 99.99',
  },
  'S-031: three rates': { order: MIXED, vat: '25: 80.00 + 20.00; 12: 100.00 + 12.00; 6: 100.00 + 6.00', totals: '280.00 + 38.00 = 318.00' },
  'S-032: freight on a mixed cart is split, as rows': {
    order: { ...MIXED, charges: { freight: { text: 'Frakt', amount: '59.00' } }, gross: '377.00', vat: '45.06' },
    rows: ['A-1 1 × 100.00 @25', 'F-1 1 × 112.00 @12', 'B-1 1 × 106.00 @6', 'FRAKT 1 × 18.55 @25', 'FRAKT 1 × 20.78 @12', 'FRAKT 1 × 19.67 @6'],
    vat: '25: 94.84 + 23.71; 12: 118.55 + 14.23; 6: 118.56 + 7.11', totals: '331.95 + 45.05 = 377.00',
  },
  'S-033: the authority\'s own example, without VAT': {
    order: { pricesWithVat: false, rows: rows({ sku: 'B-1', price: '650', vatRate: 600 }, { sku: 'A-1', price: '350', vatRate: 2500 }), charges: { freight: { amount: '100' } }, net: '1100.00', vat: '139.15', gross: '1239.15' },
    rows: ['B-1 1 × 650.00 @6', 'A-1 1 × 350.00 @25', 'FRAKT 1 × 35.00 @25', 'FRAKT 1 × 65.00 @6'], vat: '25: 385.00 + 96.25; 6: 715.00 + 42.90', totals: '1100.00 + 139.15 = 1239.15',
  },
  'S-032, largest: the whole freight at the rate of the largest net part': {
    order: { ...MIXED, charges: { freight: { amount: '59.00' } }, gross: '377.00', vat: '44.32' }, about: { rules: { freightVat: 'largest' } },
    charges: { freight: { amount: '59.00', vatRate: 1200 } }, totals: '332.68 + 44.32 = 377.00',
  },
  'S-032, largest: net decides, not what is paid': {
    order: { rows: rows({ price: '124.00' }, { sku: 'F-1', price: '112.00', vatRate: 1200 }), charges: { freight: { amount: '56.00' } }, gross: '292.00', vat: '42.80' }, about: { rules: { freightVat: 'largest' } },
    charges: { freight: { amount: '56.00', vatRate: 1200 } }, totals: '249.20 + 42.80 = 292.00',
  },
  'S-032: freight at a rate of the shop\'s own is carried, also on a mixed cart': {
    order: { ...MIXED, charges: { freight: { amount: '59.00', vatRate: 600 } }, gross: '377.00', vat: '41.34' }, charges: { freight: { amount: '59.00', vatRate: 600 } }, totals: '335.66 + 41.34 = 377.00',
  },
  'S-035: one rate, so the freight goes into its field': {
    order: { rows: rows({ quantity: '2' }), charges: { freight: { amount: '49.00' } }, gross: '447.00', vat: '89.40' },
    rows: ['A-1 2 × 199.00 @25'], charges: { freight: { amount: '49.00', vatRate: 2500 } }, totals: '357.60 + 89.40 = 447.00',
  },
  'S-035: freight and a fee each have their field': {
    order: { charges: { freight: { amount: '49.00' }, fee: { amount: '29.00', vatRate: 2500 } }, gross: '277.00', vat: '55.40' },
    charges: { freight: { amount: '49.00', vatRate: 2500 }, fee: { amount: '29.00', vatRate: 2500 } }, totals: '221.60 + 55.40 = 277.00',
  },
  'S-035: two freights of one rate are rows, for there is one field': {
    order: { charges: { freight: { text: 'Paket', amount: '49.00' }, 'freight 2': { text: 'Pall', amount: '29.00' } }, gross: '277.00', vat: '55.40' },
    rows: ['A-1 1 × 199.00 @25', 'FRAKT 1 × 49.00 @25', 'FRAKT 1 × 29.00 @25'], totals: '221.60 + 55.40 = 277.00',
  },
  'S-036: free freight leaves no row and no charge': { order: { charges: { freight: { amount: '0.00', vatRate: 0 } } }, rows: ['A-1 1 × 199.00 @25'], vat: '25: 159.20 + 39.80', totals: '159.20 + 39.80 = 199.00' },
  'S-038: a code on the whole order is shared among the rates': {
    order: { ...MIXED, discounts: { 1: { text: 'HÖST', amount: '50.00' } }, gross: '268.00', vat: '32.03' },
    rows: ['A-1 1 × 100.00 − 15.72 @25', 'F-1 1 × 112.00 − 17.61 @12', 'B-1 1 × 106.00 − 16.67 @6'], vat: '25: 67.42 + 16.86; 12: 84.28 + 10.11; 6: 84.27 + 5.06', totals: '235.97 + 32.03 = 268.00',
  },
  'S-039: a discount on a row is an amount': {
    order: { rows: rows({ price: '699.00', discount: '14.31', amount: '599.00' }), gross: '599.00', vat: '119.80' }, rows: ['A-1 1 × 699.00 − 100.00 @25'], totals: '479.20 + 119.80 = 599.00',
  },
  'S-039: a percentage alone becomes an amount': {
    order: { rows: rows({ price: '699.00', discount: '14.31' }), gross: '598.97', vat: '119.79' }, rows: ['A-1 1 × 699.00 − 100.03 @25'], totals: '479.18 + 119.79 = 598.97',
  },
  'S-041: a row\'s discount first, the order\'s code on what is left': {
    order: { rows: rows({ quantity: '2', price: '100.00', amount: '180.00' }, { sku: 'F-1', price: '112.00', vatRate: 1200 }), discounts: { 1: { amount: '29.20' } }, gross: '262.80', vat: '43.20' },
    rows: ['A-1 2 × 100.00 − 38.00 @25', 'F-1 1 × 112.00 − 11.20 @12'], totals: '219.60 + 43.20 = 262.80',
  },
  'S-042: what a rate cannot carry goes to the next lower one, and no row below zero': {
    order: { ...MIXED, discounts: { 1: { amount: '150.00', vatRate: 2500 } }, gross: '168.00', vat: '12.64' },
    rows: ['A-1 1 × 100.00 − 100.00 @25', 'F-1 1 × 112.00 − 50.00 @12', 'B-1 1 × 106.00 @6'], vat: '12: 55.36 + 6.64; 6: 100.00 + 6.00', totals: '155.36 + 12.64 = 168.00',
  },
  'S-042: from the lowest rate on to the highest': {
    order: { ...MIXED, discounts: { 1: { amount: '150.00', vatRate: 600 } }, gross: '168.00', vat: '23.20' }, rows: ['A-1 1 × 100.00 − 44.00 @25', 'F-1 1 × 112.00 @12', 'B-1 1 × 106.00 − 106.00 @6'], totals: '144.80 + 23.20 = 168.00',
  },
  'S-042: a discount at a rate that no row has': {
    order: { rows: rows({ sku: 'F-1', price: '112.00', vatRate: 1200 }), discounts: { 1: { amount: '12.00', vatRate: 2500 } }, gross: '100.00', vat: '10.71' }, rows: ['F-1 1 × 112.00 − 12.00 @12'], totals: '89.29 + 10.71 = 100.00',
  },
  'S-042: more than all rows is taken off the freight': {
    order: { discounts: { 1: { amount: '219.00' } }, charges: { freight: { amount: '49.00' } }, gross: '29.00', vat: '5.80' }, rows: ['A-1 1 × 199.00 − 199.00 @25'],
    charges: { freight: { amount: '29.00', vatRate: 2500 } }, totals: '23.20 + 5.80 = 29.00',
  },
  'S-044: with four decimals the price fits': {
    order: { pricesWithVat: false, rows: rows({ quantity: '1000', price: '0.3333' }), net: '333.30', vat: '83.33', gross: '416.63' }, about: { known: { pricePlaces: 4 } },
    rows: ['A-1 1000 × 0.3333 @25'], totals: '333.30 + 83.33 = 416.63',
  },
  'S-044: a finer price that comes to the same amount is taken at the ledger\'s places': {
    order: { pricesWithVat: false, rows: rows({ price: '66.3866', amount: '66.39' }), net: '66.39', vat: '16.60', gross: '82.99' }, rows: ['A-1 1 × 66.39 @25'], totals: '66.39 + 16.60 = 82.99',
  },
  'S-045: paid by invoice the payable is rounded, and the VAT is not touched': {
    order: { rows: rows({ price: '1249.50' }), gross: '1249.50', vat: '249.90', toPay: '1250.00', rounding: '0.50', paymentMethod: 'invoice' }, about: { rules: { roundFor: ['invoice'] } },
    vat: '25: 999.60 + 249.90', rounding: '0.50', totals: '999.60 + 249.90 = 1250.00',
  },
  'S-045: down as well': {
    order: { rows: rows({ price: '1249.49' }), gross: '1249.49', vat: '249.90', toPay: '1249.00', paymentMethod: 'invoice' }, about: { rules: { roundFor: ['invoice'] } }, rounding: '-0.49', totals: '999.59 + 249.90 = 1249.00',
  },
  'S-047: a payment provider takes the öre': {
    order: { rows: rows({ price: '1249.50' }), gross: '1249.50', vat: '249.90', toPay: '1249.50' }, about: { rules: { roundFor: ['invoice'] } }, rounding: '0.00', totals: '999.60 + 249.90 = 1249.50',
  },
  'S-045: other currencies have no öre to round': {
    order: { currency: 'EUR', rows: rows({ price: '12.50' }), gross: '12.50', vat: '2.50', paymentMethod: 'invoice' }, about: { rules: { roundFor: ['invoice'] } }, rounding: '0.00', totals: '10.00 + 2.50 = 12.50',
  },
  'S-050: the rate is the shop\'s, whatever it is today': {
    order: { placedAt: '2026-03-31T12:00:00Z', rows: rows({ sku: 'F-1', price: '112.00', vatRate: 1200 }), gross: '112.00', vat: '12.00' }, about: { known: { articles: { 'F-1': { vatRate: 600 } } } },
    rows: ['F-1 1 × 112.00 @12'], totals: '100.00 + 12.00 = 112.00',
  },
  'S-053: a cart without VAT is a document without VAT': {
    order: { pricesWithVat: false, rows: rows({ price: '79.20' }), net: '79.20', vat: '19.80', gross: '99.00' }, rows: ['A-1 1 × 79.20 @25'], totals: '79.20 + 19.80 = 99.00',
  },
  'S-056: dust of binary fractions is swept off': { order: { rows: rows({ price: '199.9900001', amount: '199.9900001' }), gross: '199.9900001', vat: '40.00' }, rows: ['A-1 1 × 199.99 @25'], totals: '159.99 + 40.00 = 199.99' },
  'what is to pay proves as much as a total': { order: { gross: null, toPay: '99.00', giftCards: { 1: { amount: '100.00' } } }, totals: '59.20 + 39.80 = 99.00' },
  'net and VAT prove as much as a total': { order: { gross: null, net: '159.20', vat: '39.80' }, totals: '159.20 + 39.80 = 199.00' },
  'a gift card pays; VAT stays, and the total is what is left': {
    order: { giftCards: { 1: { number: '1234567890', amount: '100.00' } }, toPay: '99.00' }, rows: ['A-1 1 × 199.00 @25', 'PRESENT -1 × 100.00 @0'], vat: '25: 159.20 + 39.80; 0: -100.00 + 0.00', totals: '59.20 + 39.80 = 99.00',
  },
  'a gift card may pay all of it': { order: { giftCards: { 1: { amount: '199.00' } }, toPay: '0.00' }, totals: '-39.80 + 39.80 = 0.00' },
  'something given back in the same order keeps its sign': {
    order: { rows: rows({}, { sku: 'A-2', quantity: '-1', price: '50.00' }), gross: '149.00', vat: '29.80' }, rows: ['A-1 1 × 199.00 @25', 'A-2 -1 × 50.00 @25'], totals: '119.20 + 29.80 = 149.00',
  },
  'S-044: something given back at less than its price is a row at what is given back': {
    order: { rows: rows({}, { sku: 'A-2', quantity: '-2', price: '50.00', discount: '10' }), gross: '109.00', vat: '21.80' }, rows: ['A-1 1 × 199.00 @25', 'A-2 -2 × 45.00 @25'], totals: '87.20 + 21.80 = 109.00',
  },
  'S-053: without VAT what its rounding row by row comes to is a row of its own, where an article is named': {
    order: { pricesWithVat: false, rows: THRICE, net: '237.66', vat: '59.43', gross: '297.09' }, about: ORES,
    rows: ['A-1 1 × 79.22 @25', 'A-2 1 × 79.22 @25', 'B-1 1 × 79.22 @25', 'ORES 1 × 0.01 @0'], vat: '25: 237.66 + 59.42; 0: 0.01 + 0.00', totals: '237.67 + 59.42 = 297.09',
  },
  'S-053: by piece, an öre less, with a gift card': {
    order: { pricesWithVat: false, rows: rows({ quantity: '3', price: '79.21' }), taxLines: { 1: { vatRate: 2500, vat: '59.40' } }, vat: null, gross: '297.03', giftCards: { 1: { amount: '97.03' } }, toPay: '200.00' }, about: ORES,
    rows: ['A-1 3 × 79.21 @25', 'ORES -1 × 0.01 @0', 'PRESENT -1 × 97.03 @0'], vat: '25: 237.63 + 59.41; 0: -97.04 + 0.00', totals: '140.59 + 59.41 = 200.00',
  },
  'a free article is a row at nothing': { order: { rows: rows({}, { sku: 'A-2', price: '0' }) }, rows: ['A-1 1 × 199.00 @25', 'A-2 1 × 0.00 @25'], totals: '159.20 + 39.80 = 199.00' },
  'quantity 0 is text: nothing is delivered or paid': { order: { rows: rows({}, { sku: 'A-2', quantity: '0', text: 'Slutsåld' }) }, rows: ['A-1 1 × 199.00 @25', '"Slutsåld"'], totals: '159.20 + 39.80 = 199.00' },
  'a row of text alone': { order: { rows: { ...rows({}), 2: { text: 'Slås in' } } }, rows: ['A-1 1 × 199.00 @25', '"Slås in"'], totals: '159.20 + 39.80 = 199.00' },
  'an amount without a price gives the price, where it fits': { order: { rows: rows({ quantity: '2', price: null, amount: '398.00' }), gross: '398.00', vat: '79.60' }, rows: ['A-1 2 × 199.00 @25'], totals: '318.40 + 79.60 = 398.00' },
  'rows come in the order of their numbers': {
    order: { rows: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [String(11 - at), { sku: 'A-1', quantity: String(11 - at), price: '1.00', vatRate: 2500 }])), gross: '66.00', vat: '13.20' },
    rows: Array.from({ length: 11 }, (_, at) => `A-1 ${at + 1} × 1.00 @25`), totals: '52.80 + 13.20 = 66.00',
  },
}
export type HoldCase = readonly [name: string, code: string, facts: Readonly<Record<string, unknown>>, order: Partial<ShopOrder>, about?: Known]
export const HOLDS: readonly HoldCase[] = [
  ['S-030: VAT is 0.50 off', 'VAT_MISMATCH', { what: 'VAT', shop: '40.30', document: '39.80' }, { vat: '40.30' }],
  ['S-030: VAT of one rate is off while the sum fits', 'VAT_MISMATCH', { what: 'VAT at 25 %', shop: '21.00', document: '20.00' },
    { ...MIXED, taxLines: { 1: { vatRate: 2500, vat: '21.00' }, 2: { vatRate: 1200, vat: '11.00' }, 3: { vatRate: 600, vat: '6.00' } } }],
  ['S-030: the shop has VAT at a rate that no row has', 'VAT_MISMATCH', { what: 'VAT at 12 %', shop: '1.00', document: '0.00' }, { taxLines: { 1: { vatRate: 2500, vat: '39.80' }, 2: { vatRate: 1200, vat: '1.00' } } }],
  ['S-030: one öre more than one row may be off', 'VAT_MISMATCH', { what: 'VAT' }, { vat: '39.82' }],
  ['the total is an öre off', 'TOTAL_MISMATCH', { what: 'gross', shop: '199.01', document: '199.00' }, { gross: '199.01' }],
  ['what is to pay is an öre off', 'TOTAL_MISMATCH', { what: 'to pay', shop: '198.99', document: '199.00' }, { toPay: '198.99' }],
  ['with VAT the net is off by more than its rows may be', 'TOTAL_MISMATCH', { what: 'net', shop: '159.22', document: '159.20' }, { net: '159.22' }],
  ['net and gross tell a VAT that is off', 'VAT_MISMATCH', { what: 'VAT', shop: '39.78' }, { net: '159.22', vat: null }],
  ['what is to pay is off, and there is no other total', 'TOTAL_MISMATCH', { what: 'to pay' }, { gross: null, toPay: '199.01' }],
  ['S-053: without VAT the net is to the öre', 'TOTAL_MISMATCH', { what: 'net', shop: '79.21', document: '79.20' }, { pricesWithVat: false, rows: rows({ price: '79.20' }), net: '79.21', vat: '19.80', gross: '99.01' }],
  ['S-053: without VAT three rows whose VAT is rounded one by one', 'VAT_ROUNDED_BY_ROW', { shop: '297.09', document: '297.08' }, { pricesWithVat: false, rows: THRICE, net: '237.66', vat: '59.43', gross: '297.09' }],
  ['S-053: without VAT an öre to pay that no VAT tells', 'TOTAL_MISMATCH', { what: 'gross', shop: '297.09', document: '297.08' }, { pricesWithVat: false, rows: THRICE, vat: '59.42', gross: '297.09' }],
  ['S-053: without VAT more than an öre of VAT for each row', 'VAT_MISMATCH', { shop: '59.46' }, { pricesWithVat: false, rows: THRICE, vat: '59.46', gross: '297.12' }, { rules: { articles: { vatRounding: 'ORES' } } }],
  ['S-053: without VAT an öre of VAT is an öre to pay', 'VAT_ROUNDED_BY_ROW', { shop: '99.01', document: '99.00' }, { pricesWithVat: false, rows: rows({ price: '79.20' }), net: '79.20', vat: '19.81', gross: '99.01' }],
  ['S-053: nobody says whether prices are with VAT', 'PRICE_FORM_UNKNOWN', {}, { pricesWithVat: null }],
  ['no total at all', 'TOTAL_MISSING', { document: '199.00' }, { gross: null, vat: null }],
  ['S-044: a price that does not fit', 'PRICE_PRECISION', { value: '0.3333', places: 2, was: '333.30', would: '330.00' }, { pricesWithVat: false, rows: rows({ quantity: '1000', price: '0.3333' }), gross: '416.63' }],
  ['S-044: a price that does not fit, and the shop shows the amount', 'PRICE_PRECISION', { was: '333.30', would: '330.00' }, { pricesWithVat: false, rows: rows({ quantity: '1000', price: '0.3333', amount: '333.30' }), gross: '416.63' }],
  ['S-044: a row that comes to more than its price', 'ROW_AMOUNT_DIFFERS', { row: 'row 1', amount: '100.00', would: '99.99' }, { rows: rows({ quantity: '3', price: '33.33', amount: '100.00' }), gross: '100.00' }],
  ['S-044: a finer price, and the shop shows no amount', 'PRICE_PRECISION', { value: '66.3866', was: '66.39', would: '66.39' }, { pricesWithVat: false, rows: rows({ price: '66.3866' }), gross: '82.99' }],
  ['S-044: a price that would be more is no discount', 'PRICE_PRECISION', { was: '336.00', would: '340.00' }, { pricesWithVat: false, rows: rows({ quantity: '1000', price: '0.336', amount: '336.00' }), gross: '420.00' }],
  ['S-044: a discount on what is given back that no price leaves', 'ROW_AMOUNT_DIFFERS', { amount: '-89.99', would: '-90.00' }, { rows: rows({}, { sku: 'A-2', quantity: '-3', price: '33.33', discount: '10' }), gross: '109.01' }],
  ['S-044: more is given back than the price', 'ROW_AMOUNT_DIFFERS', { amount: '-55.00', would: '-50.00' }, { rows: rows({}, { sku: 'A-2', quantity: '-1', price: '50.00', amount: '-55.00' }), gross: '144.00' }],
  ['S-039: more than all of a row is taken off', 'AMOUNT_BELOW_ZERO', { field: 'the amount of row 1' }, { rows: rows({ discount: '101' }) }],
  ['S-044: an amount without a price that fits', 'PRICE_PRECISION', { value: '33.3333', was: '100.00', would: '99.99' }, { rows: rows({ quantity: '3', price: null, amount: '100.00' }), gross: '100.00' }],
  ['S-042: a part of a piece, discounted to nothing, that a ledger rounds to an öre below', 'ROW_AMOUNT_DIFFERS', { amount: '0.00', would: '-0.01' },
    { rows: rows({ quantity: '1.5', price: '0.15' }, { sku: 'F-1', price: '112.00', vatRate: 1200 }), discounts: { 1: { amount: '0.23', vatRate: 2500 } }, gross: '112.00', vat: '12.00' }],
  ['S-042: a row below zero that is none of the customer\'s', 'AMOUNT_BELOW_ZERO', { field: 'the amount of row 1', amount: '-1.00' }, { rows: rows({ amount: '-1.00' }), gross: '-1.00' }],
  ['S-042: discounts larger than the order', 'DISCOUNT_TOO_LARGE', { left: '1.00' }, { discounts: { 1: { amount: '200.00' } }, gross: '0.00' }],
  ['S-045: the shop rounds where nothing is rounded', 'ROUNDING_MISMATCH', { shop: '0.50', document: '0.00' }, { rows: rows({ price: '1249.50' }), gross: '1249.50', vat: '249.90', rounding: '0.50', toPay: '1250.00' }],
  ['S-048: five rates', 'TOO_MANY_RATES', { rates: '25 %, 21 %, 19 %, 12 %, 6 %', max: 4 },
    { rows: rows({ vatRate: 2500 }, { vatRate: 2100 }, { vatRate: 1900 }, { vatRate: 1200 }, { vatRate: 600 }, { vatRate: 0 }), gross: '1194.00', vat: null }],
  ['a rate that the ledger has not', 'VAT_RATE_UNKNOWN', { rate: '21 %', known: '25 %, 12 %, 6 %, 0 %' }, { rows: rows({ vatRate: 2100 }), vat: null }],
  ['a rate that the ledger has not, on a row that costs nothing', 'VAT_RATE_UNKNOWN', { rate: '21 %' }, { rows: rows({}, { sku: 'A-2', price: '0', vatRate: 2100 }) }],
  ['a row without a rate', 'VAT_RATE_MISSING', { where: 'row 1' }, { rows: rows({ vatRate: null }) }],
  ['S-056: finer than an öre', 'AMOUNT_PRECISION', { field: 'amount of row 1', value: '199.994' }, { rows: rows({ amount: '199.994' }) }],
  ['S-056: a total finer than an öre', 'AMOUNT_PRECISION', { field: 'gross', value: '199.004' }, { gross: '199.004' }],
  ['an amount in words', 'AMOUNT_UNREADABLE', { value: 'gratis' }, { rows: rows({ price: 'gratis' }) }],
  ['an amount without a quantity', 'ROW_UNREADABLE', { missing: 'quantity' }, { rows: rows({ quantity: null, amount: '199.00' }) }],
  ['an amount at quantity 0', 'ROW_UNREADABLE', { missing: 'quantity' }, { rows: rows({ quantity: '0', amount: '199.00' }) }],
  ['an article without a quantity', 'ROW_UNREADABLE', { missing: 'quantity' }, { rows: rows({ quantity: null, price: null }) }],
  ['an article without price and amount', 'ROW_UNREADABLE', { missing: 'price and amount' }, { rows: rows({ price: null }) }],
  ['a row of nothing', 'ROW_UNREADABLE', { missing: 'text' }, { rows: { 1: {} } }],
  ['an order of nothing', 'ORDER_EMPTY', {}, { rows: {} }],
  ['an order below zero is a credit', 'ORDER_BELOW_ZERO', { total: '-199.00' }, { rows: rows({ quantity: '-1' }), gross: '-199.00', vat: '-39.80' }],
  ['a gift card above the order', 'ORDER_BELOW_ZERO', { total: '-1.00' }, { giftCards: { 1: { amount: '200.00' } } }],
  ['a gift card without its article', 'GIFT_CARD_UNMAPPED', { amount: '100.00' }, { giftCards: { 1: { amount: '100.00' } } }, { rules: { articles: {} } }],
  ['S-032: freight as rows without their article', 'CHARGE_UNMAPPED', { charge: 'freight' }, { ...MIXED, charges: { freight: { amount: '59.00' } } }, { rules: { articles: {} } }],
  ['a charge of no kind', 'CHARGE_UNKNOWN', { charge: 'tip' }, { charges: { tip: { amount: '5.00' } } }],
  ['freight below zero', 'AMOUNT_BELOW_ZERO', { field: 'freight' }, { charges: { freight: { amount: '-5.00' } } }],
  ['a discount below zero', 'AMOUNT_BELOW_ZERO', { field: 'discount 1' }, { discounts: { 1: { amount: '-5.00' } } }],
  ['freight alone, without a rate', 'VAT_RATE_MISSING', { where: 'freight' }, { rows: {}, charges: { freight: { amount: '49.00' } }, gross: '49.00' }],
]
