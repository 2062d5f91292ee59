import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { territoryOf } from '../../engine/trade/order/territories.js'
import { NO_OSS, OSS, REGIME_HOLDS, REGIMES, to } from '../kit/regime-scenarios.js'
import type { ShopOrder } from '../../engine/trade/order/types.js'
import { holds, made, rows, type Known } from '../kit/shop-orders.js'

const test = suite('order regimes')

for (const [name, { order, about, account, flag, regime, totals }] of Object.entries(REGIMES)) {
  test(name, () => {
    const { document, notes } = made(order, about)
    assert.is(document.rows['1']?.account, account)
    assert.is(document.export, flag === 'export' ? true : undefined)
    assert.is(document.euSale, flag === 'euSale' ? true : undefined)
    assert.is(notes['regime'], regime)
    assert.is(`${document.net} + ${document.vat} = ${document.gross}`, totals)
  })
}
for (const [name, code, facts, given, about] of REGIME_HOLDS) test(`${name}: ${code}`, () => { holds(code, facts, given, about) })

test('S-079: the number is on the document, and its proof in the notes', () => {
  const { document, notes } = made(REGIMES['S-079: goods to a German company whose number was valid']!.order, OSS)
  assert.is(document.vatNo, 'DE136695976')
  assert.is(notes['vatNo'], 'DE136695976, found valid at 2026-11-25T07:59:00Z, within a day of the order')
})

const PROOFS: readonly (readonly [foundAt: string, age: string])[] = [
  ['2026-11-26T08:00:00Z', 'within a day of the order'], ['2026-11-24T08:00:00Z', '1 day before the order'], ['2019-11-25T08:00:00Z', '2557 days before the order'],
]
for (const [vatNoValidAt, age] of PROOFS) {
  test(`S-079: a proof of ${vatNoValidAt} is ${age}`, () => {
    const { notes } = made({ ...REGIMES['S-079: goods to a German company whose number was valid']!.order, vatNoValidAt }, OSS)
    assert.is(notes['vatNo'], `DE136695976, found valid at ${vatNoValidAt}, ${age}`)
  })
}

test('S-079: the number stands on the document in one form; what is none is left out and said', () => {
  const free = REGIMES['S-079: goods to a German company whose number was valid']!.order
  assert.is(made({ ...free, vatNo: 'de 136 695 976' }, OSS).document.vatNo, 'DE136695976')
  const { document, warnings } = made({ vatNo: 'SE12' })
  assert.equal([document.vatNo, warnings.map(({ code }) => code)], [undefined, ['VAT_NO_BAD']])
})

test('S-083: export and taxed goods on one document: each has its account, and the document is not free as a whole', () => {
  const { document } = made({ ...to('NO'), rows: rows({ price: '1000.00', vatRate: 0 }, { sku: 'A-2', price: '125.00' }), gross: '1125.00', vat: '25.00' }, OSS)
  assert.equal(Object.values(document.rows).map(({ account }) => account), ['3305', undefined])
  assert.is(document.export, undefined)
})

test('S-081: what is free next to taxed goods for a consumer is no reverse charge', () => {
  const { document } = made({ ...to('DE'), rows: rows({ price: '119.00', vatRate: 1900 }, { sku: 'A-2', price: '100.00', vatRate: 0 }), gross: '219.00', vat: '19.00' }, OSS)
  assert.equal(Object.values(document.rows).map(({ account }) => account), ['3106', undefined])
})

const CARD_SOLD = { sku: 'PRESENT', price: '500.00', vatRate: 0 }
test('a gift card that is sold keeps its own account, abroad and in a channel with one', () => {
  const accounts = (given: Partial<ShopOrder>, about: Known): unknown[] => Object.values(made(given, about).document.rows).map(({ account }) => account)
  assert.equal(accounts({ ...to('NO'), rows: rows({ price: '1000.00', vatRate: 0 }, CARD_SOLD), gross: '1500.00', vat: '0.00' }, OSS), ['3305', undefined])
  assert.equal(accounts({ rows: rows({}, CARD_SOLD), gross: '699.00' }, { rules: { account: '3001' } }), ['3001', undefined])
})

test('a gift card that is sold is no sale: alone it needs no reason to be free, and makes no document of export', () => {
  const alone = { rows: rows(CARD_SOLD), gross: '500.00', vat: '0.00' }
  assert.is(made({ ...to('NO'), ...alone }, OSS).document.export, undefined)
  assert.is(made({ ...to('DE'), ...alone }, OSS).document.gross, '500.00')
})

test('a gift card that is sold carries no freight', () => {
  const { document } = made({ rows: rows({}, CARD_SOLD), charges: { freight: { amount: '50.00' } }, gross: '749.00', vat: '49.80' })
  assert.equal([document.charges, Object.keys(document.rows).length], [{ freight: { amount: '50.00', vatRate: 2500 } }, 2])
  holds('VAT_RATE_MISSING', { where: 'freight' }, { rows: rows(CARD_SOLD), charges: { freight: { amount: '50.00' } }, gross: '550.00', vat: '0.00' })
})

test('S-083: the channel\'s account gives way to the regime\'s, and stands at home', () => {
  const own = { account: '3001' }
  assert.is(made({ ...to('NO'), rows: rows({ vatRate: 0 }), vat: '0.00' }, { rules: { ...NO_OSS.rules, ...own } }).document.rows['1']?.account, '3305')
  assert.is(made({}, { rules: own }).document.rows['1']?.account, '3001')
})

const RATES: readonly (readonly [currency: string, rate: string | null, expected: string | undefined])[] = [
  ['EUR', '11.456789', '11.456789'], ['EUR', null, '11.2'], ['NOK', '0.975', '97.5'], ['NOK', null, '97.5'], ['SEK', null, undefined], ['SEK', '1.0', undefined], ['eur', '11.2', '11.2'], ['EUR', '13.44', '13.44'], ['EUR', '8.96', '8.96'],
]
for (const [currency, rate, expected] of RATES) {
  test(`S-086: ${currency} at ${rate ?? 'no rate of the shop'} is ${expected ?? 'the ledger\'s own'}`, () => {
    const { document } = made({ currency, rate })
    assert.is(document.rate, expected)
    assert.is(document.currency, currency.toUpperCase())
  })
}

const PLACES: readonly (readonly [country: string, postcode: string | null, expected: string, city?: string])[] = [
  ['SE', '12345', 'SE EU'], ['se', null, 'SE EU'], ['FI', '00100', 'FI EU'], ['FI', '22100', 'AX outside'], ['FI', 'FI-22 100', 'AX outside'], ['FI', 'AX-22100', 'AX outside'], ['AX', '22100', 'AX outside'],
  ['ES', '35001', 'IC outside'], ['ES', '38650', 'IC outside'], ['ES', '51001', 'EA outside'], ['ES', '52001', 'EA outside'], ['ES', '28001', 'ES EU'], ['ES', '07001', 'ES EU'],
  ['IT', '23041', 'IT outside'], ['IT', '23030', 'IT EU', 'Valdisotto'], ['IT', '23030', 'IT outside', 'Livigno (SO)'], ['IT', '22061', 'IT outside'], ['IT', '00100', 'IT EU'],
  ['DE', '78266', 'DE outside'], ['DE', '27498', 'DE outside'], ['DE', 'D-10115', 'DE EU'], ['GR', '63086', 'GR outside'], ['EL', '10431', 'GR EU'],
  ['FR', '97110', 'FR outside'], ['FR', '75001', 'FR EU'], ['GP', null, 'GP outside'], ['MC', '98000', 'FR EU'], ['FR', '98000', 'FR EU'], ['FR', '98800', 'FR outside'], ['GB', 'BT1 5GS', 'XI EU'], ['GB', 'SW1A 1AA', 'GB outside'], ['GB', 'IM1 1AA', 'IM outside'],
  ['GB', 'JE2 3AB', 'GB outside'], ['GG', null, 'GG outside'], ['XI', null, 'XI EU'], ['FO', '100', 'FO outside'], ['GL', null, 'GL outside'], ['NO', '0150', 'NO outside'], ['CH', '8001', 'CH outside'],
]
for (const [country, postcode, expected, city] of PLACES) {
  test(`S-084: ${country} ${postcode ?? '–'} ${city ?? ''} is ${expected}`, () => {
    const found = territoryOf({ country, postcode, city: city ?? 'Ort' })
    assert.is(`${found?.country} ${found?.area}`, expected)
  })
}
for (const country of ['Sverige', 'SWE', '', null]) test(`no territory: ${country}`, () => { assert.is(territoryOf({ country, postcode: '12345' }), undefined) })

test.run()
