import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isPublicBody, organisationNumber } from '../../engine/values/organisation-number.js'
import { personalNumber } from '../../engine/values/personal-number.js'
import { hasEuVatNumbers, vatNumber } from '../../engine/values/vat-number.js'

const test = suite('organisation, personal and VAT numbers')
const ON = '2026-11-25'

const PERSONS: [string, { short: string; full: string; isCoordination?: true } | undefined][] = [
  ['811218-9876', { short: '811218-9876', full: '198112189876' }],
  ['8112189876', { short: '811218-9876', full: '198112189876' }],
  ['19811218-9876', { short: '811218-9876', full: '198112189876' }],
  ['198112189876', { short: '811218-9876', full: '198112189876' }],
  ['811218-9877', undefined],
  // Day 63 is day 3 of somebody who is not in the Swedish register of persons.
  ['701063-2391', { short: '701063-2391', full: '197010632391', isCoordination: true }],
  ['701063-2392', undefined],
  // The check digit is right; the 31st of February is no day.
  ['750231-0241', undefined],
  // A sign for a hundred years, and the same person with a century.
  ['121212-1212', { short: '121212-1212', full: '201212121212' }],
  ['121212+1212', { short: '121212+1212', full: '191212121212' }],
  ['191212121212', { short: '121212+1212', full: '191212121212' }],
  // 2000 had a 29th of February, 1900 had none.
  ['000229-1235', { short: '000229-1235', full: '200002291235' }],
  ['000229+1235', undefined],
  ['19000229-1235', undefined],
  ['811218 9876', undefined], ['811218-987', undefined], ['', undefined], ['556737-0431', undefined],
]
for (const [text, expected] of PERSONS) {
  test(`the personal number "${text}"`, () => {
    const number = personalNumber(text, ON)
    assert.equal(number, expected && { short: expected.short, full: expected.full, isCoordination: expected.isCoordination === true })
  })
}

test('ten digits are read as of the date that is given, whatever day it is', () => {
  assert.is(personalNumber('121212-1212', '2011-01-01')?.full, '191212121212')
  assert.is(personalNumber('191212121212', '2011-12-31')?.short, '121212-1212')
  assert.is(personalNumber('191212121212', '2012-01-01')?.short, '121212+1212')
})

const ORGANISATIONS: [string, string | undefined][] = [
  ['556737-0431', '556737-0431'], ['5567370431', '556737-0431'], ['165567370431', '556737-0431'], ['16556737-0431', '556737-0431'],
  ['556677-8898', undefined], ['195567370431', undefined], ['811218-9876', undefined], ['556737+0431', undefined], ['', undefined],
]
for (const [text, expected] of ORGANISATIONS) {
  test(`the organisation number "${text}"`, () => { assert.is(organisationNumber(text), expected) })
}

test('municipalities, regions and authorities are public, a company and a parish are not', () => {
  const of = ['212000-0142', '232100-0016', '202100-5489', '556737-0431', '252002-6135'].map(isPublicBody)
  assert.equal(of, [true, true, true, false, false])
})

const VATS: [string, string | undefined, { number: string; country: string } | undefined][] = [
  ['SE556737043101', undefined, { number: 'SE556737043101', country: 'SE' }],
  ['SE556737043102', undefined, { number: 'SE556737043102', country: 'SE' }],
  ['SE556737043100', undefined, undefined], ['SE556737043202', undefined, undefined],
  ['GR094259216', undefined, { number: 'EL094259216', country: 'GR' }], ['GR 094 259 216', 'GR', { number: 'EL094259216', country: 'GR' }],
  ['se 556737-0431 01', undefined, { number: 'SE556737043101', country: 'SE' }],
  ['SE556737043201', undefined, undefined],
  ['DE136695976', undefined, { number: 'DE136695976', country: 'DE' }],
  ['136695976', 'DE', { number: 'DE136695976', country: 'DE' }],
  ['136695976', undefined, undefined],
  ['DE136695975', 'DE', undefined],
  ['EL094259216', undefined, { number: 'EL094259216', country: 'GR' }],
  ['094259216', 'GR', { number: 'EL094259216', country: 'GR' }],
  ['FI20774740', 'FI', { number: 'FI20774740', country: 'FI' }],
  ['NL123456789B13', undefined, { number: 'NL123456789B13', country: 'NL' }],
  ['XI110305878', undefined, { number: 'XI110305878', country: 'XI' }],
  // Great Britain and Norway are not in the EU.
  ['GB980780684', undefined, undefined], ['NO995525828MVA', 'NO', undefined], ['', 'SE', undefined],
]
for (const [text, country, expected] of VATS) {
  test(`the VAT number "${text}"${country ? ` from ${country}` : ''}`, () => { assert.equal(vatNumber(text, country), expected) })
}

test('all 27 countries of the EU have VAT numbers, and Northern Ireland', () => {
  const eu = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
  assert.equal(eu.filter((country) => !hasEuVatNumbers(country)), [])
  assert.equal(['XI', 'GB', 'NO', 'CH', 'AX'].map(hasEuVatNumbers), [true, false, false, false, false])
})

test.run()
