import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parcelLink } from '../../../engine/trade/order/parcel-links.js'
import { parcelTellings } from '../../../engine/trade/order/parcel-tellings.js'
import { parcelNumbers } from '../../../engine/trade/order/parcel-text.js'
import { carrierFindings, parcelsOf, type Parcel, type ParcelRules, type ParcelsShown } from '../../../engine/trade/order/parcels.js'

const test = suite('parcels of an order')

const TEXTS: [string, string, string, readonly string[] | undefined][] = [
  ['S-089 after a word', 'Kolli 00370712345678901234', 'Kolli {number}', ['00370712345678901234']],
  ['S-093 two, joined by a comma', 'Kolli: 373500489530470001, 373500489530470002.', 'Kolli: {number}', ['373500489530470001', '373500489530470002']],
  ['S-093 two, each with its word', 'Kolli 00370AB1, kolli 00370AB2', 'Kolli {number}', ['00370AB1', '00370AB2']],
  ['the same twice', 'Kolli 00370AB1 Kolli 00370AB1', 'Kolli {number}', ['00370AB1']],
  ['the size of letters and blanks do not count', 'KOLLI   00370AB1', 'kolli {number}', ['00370AB1']],
  ['a bare number', '00370AB1;00370AB2', '{number}', ['00370AB1', '00370AB2']],
  ['words are no numbers', 'Leverera till baksidan', '{number}', []],
  ['a telephone number is none where the word is missing', 'Ring 0701234567', 'Kolli {number}', []],
  ['too short', 'Kolli 12345', 'Kolli {number}', []],
  ['too long', `Kolli ${'1'.repeat(41)}`, 'Kolli {number}', []],
  ['text after it', '[PN:00370AB1] tack', '[PN:{number}]', ['00370AB1']],
  ['no place for a number', 'Kolli 00370AB1', 'Kolli', undefined],
  ['two places', 'Kolli 00370AB1', '{number}{number}', undefined],
]
for (const [name, text, pattern, expected] of TEXTS) {
  test(`numbers in a text: ${name}`, () => { assert.equal(parcelNumbers(text, pattern), expected) })
}

test('a long text is read in good time', () => {
  const started = performance.now()
  parcelNumbers('Kolli 1,'.repeat(20_000) + 'a1'.repeat(20_000), 'Kolli {number}')
  assert.ok(performance.now() - started < 2000)
})

test('an address carries the number so that nothing of it is read as more', () => {
  assert.is(parcelLink('A/1&x', 'PostNord', { PostNord: 'https://tracking.postnord.com/?id={number}' }), 'https://tracking.postnord.com/?id=A%2F1%26x')
  assert.is(parcelLink('1', 'DHL', {}), undefined)
  assert.is(parcelLink('1', 'toString', {}), undefined)
  assert.is(parcelLink('1', undefined, {}), undefined)
})

const LINKS = { PostNord: 'https://track.example/{number}' }
const text: ParcelRules = { source: { from: 'text', fields: ['comment', 'goodsMark'], pattern: 'Kolli {number}' }, carrier: 'PostNord', links: LINKS }
const register: ParcelRules = { source: { from: 'register' }, carrier: 'DHL', links: LINKS }
const file: ParcelRules = { source: { from: 'file' }, links: LINKS }
const parcel = (number: string, more: Partial<Parcel> = {}): Parcel => ({ key: `1001/${number}`, number, ...more })
const linked = (number: string) => parcel(number, { carrier: 'PostNord', url: `https://track.example/${number}` })

const SOURCES: [string, ParcelsShown, ParcelRules, readonly Parcel[]][] = [
  ['S-093 texts of two documents', { texts: [{ comment: 'Kolli 00370A1' }, { goodsMark: 'Kolli 00370B1', comment: null }] }, text, [linked('00370A1'), linked('00370B1')]],
  ['a field that is not asked for', { texts: [{ reference: 'Kolli 00370A1' }] }, text, []],
  ['the same in two documents', { texts: [{ comment: 'Kolli 00370A1' }, { comment: 'Kolli 00370A1' }] }, text, [linked('00370A1')]],
  ['S-093 the register of the ledger', {
    shipments: [
      { orderNumber: '1001', parcels: { P2: { carrier: 'PostNord' }, P1: {} } }, { orderNumber: '1002', parcels: { P3: {} } }, { orderNumber: '1001', parcels: null },
    ],
  }, register, [linked('P2'), parcel('P1', { carrier: 'DHL' })]],
  ['S-093 a carrier file', {
    rows: [
      { orderNumber: '1001', carrier: 'PostNord', parcel: ' P2 ' }, { orderNumber: '1002', parcel: 'P3' },
      { orderNumber: ' 1001', carrier: 'DHL', parcel: 'P1', url: 'https://dhl.example/P1' }, { orderNumber: '1001', parcel: '' },
    ],
  }, file, [linked('P2'), parcel('P1', { carrier: 'DHL', url: 'https://dhl.example/P1' })]],
  ['a parcel of two orders', { rows: [{ orderNumber: '1001', parcel: 'P1' }, { orderNumber: '1002', parcel: 'P1' }, { orderNumber: '1001', parcel: 'P2' }] }, file, [parcel('P2')]],
  ['nothing is shown', {}, file, []], ['no texts', {}, text, []], ['no shipments', {}, register, []],
]
for (const [name, shown, rules, expected] of SOURCES) {
  test(`parcels from ${name}`, () => { assert.equal(parcelsOf('1001', shown, rules), expected) })
}

test('a carrier file says which rows it holds that are nobody\'s, or two orders\'', () => {
  assert.equal(carrierFindings([{ orderNumber: '1', parcel: 'P' }, { parcel: 'Q' }, { orderNumber: '2', parcel: 'P' }, { orderNumber: '1', parcel: 'P' }, { orderNumber: '1', parcel: ' ' }]), [
    { code: 'PARCEL_ROW_UNREADABLE', facts: { row: 2 } }, { code: 'PARCEL_OF_TWO_ORDERS', facts: { parcel: 'P', key: '2', other: '1' } },
    { code: 'PARCEL_ROW_UNREADABLE', facts: { row: 5 } },
  ])
})

const BOTH = [parcel('P1'), parcel('P2')]
const TELLINGS: [string, readonly Parcel[], Parameters<typeof parcelTellings>[1], boolean, readonly string[], readonly [string, boolean][]][] = [
  ['S-089 with the status: its own mail tells them', BOTH, { tracking: true, mailOnTracking: true }, false, [], [['P1', false], ['P2', false]]],
  ['S-092 later, no second mail', BOTH, { tracking: true }, true, [], [['P1', false], ['P2', false]]],
  ['S-092 later, one more mail where the rule says so', BOTH, { tracking: true, mailOnTracking: true }, true, [], [['P1', false], ['P2', true]]],
  ['S-093 a second parcel later', BOTH, { tracking: true, mailOnTracking: true }, true, ['1001/P1'], [['P2', true]]],
  ['S-090 told before', BOTH, { tracking: true, mailOnTracking: true }, true, ['1001/P1', '1001/P2'], []],
  ['parcels do not go along', BOTH, { tracking: false, mailOnTracking: true }, true, [], []],
]
for (const [name, parcels, rule, wasTold, known, expected] of TELLINGS) {
  test(`telling parcels: ${name}`, () => {
    assert.equal(parcelTellings(parcels, rule, wasTold, new Set(known)).map(({ number, mail }) => [number, mail]), expected)
  })
}

test.run()
