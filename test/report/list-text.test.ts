// Lists in one line, and what stands for a digest.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { knownBy, withoutDigests } from '../../engine/report/digest-text.js'
import { listText } from '../../engine/report/list-text.js'

const test = suite('list-text')
const DIGEST = '89674976b16f9a7dc2d4c14699ee79ba'

const cases: [string, Record<string, unknown>, string][] = [
  ['nothing', {}, '(none)'],
  ['rows in the order of their numbers', { 10: { sku: 'B', quantity: '1', price: '10.00' }, 2: { sku: 'A', text: 'Kopp', quantity: '2', price: '199.00', vatRate: 2500 } },
    '2 × A "Kopp" à 199.00, 25 %; 1 × B à 10.00'],
  ['a covered text is left out', { 1: { sku: 'A', text: '•••', quantity: '2', price: '199.00' } }, '2 × A à 199.00'],
  ['a row of text alone', { 1: { text: 'Graveras' } }, '"Graveras"'],
  ['what is taken off, the unit and the account', { 1: { sku: 'A', quantity: '2', unit: 'st', price: '100.00', discountAmount: '20.00', account: '3001' } }, '2 st × A à 100.00 − 20.00, account 3001'],
  ['a discount in percent, one of nought left out', { 1: { sku: 'A', quantity: '1', price: '5.00', discount: '10' }, 2: { sku: 'B', quantity: '1', price: '5.00', discount: '0' } },
    '1 × A à 5.00 − 10 %; 1 × B à 5.00'],
  ['delivered in part', { 1: { sku: 'A', quantity: '3', delivered: '1' } }, '3 × A, 1 delivered'],
  ['charges', { freight: { amount: '49.00', vatRate: 2500 }, fee: { amount: '29.00', vatRate: 1200 } }, 'freight 49.00, 25 %; fee 29.00, 12 %'],
  ['a discount with a text', { 1: { text: 'JUL', amount: '50.00', vatRate: 600 } }, '"JUL" 50.00, 6 %'],
  ['VAT by rate', { 2500: { base: '357.60', vat: '89.40' }, 600: { base: '10.00', vat: '0.60' } }, '0.60 on 10.00, 6 %; 89.40 on 357.60, 25 %'],
  ['VAT as a shop shows it', { 1: { vatRate: 2500, net: '80.00', vat: '20.00' } }, '20.00 on 80.00, 25 %'],
  ['an address', { name: 'Åsa Öberg', line1: 'Storgatan 1', line2: null, postcode: '111 22', city: 'Älmhult', country: 'SE' }, 'Åsa Öberg, Storgatan 1, 111 22, Älmhult, SE'],
  ['documents', { 'order-1': { document: 'order', number: '1', date: '2026-11-25', gross: '447.00', delivered: true, paid: false } }, 'order 1, 2026-11-25, 447.00, delivered'],
  ['lines of content, digests covered', { 'rows.1': `2 × A, ${DIGEST}`, email: DIGEST }, 'rows.1: 2 × A, •••; email: •••'],
  ['what nobody knows', { 1: { carrier: 'PostNord', number: '7331' } }, 'carrier PostNord, number 7331'],
  ['a line break stays a mark', { 1: { text: 'a\nb' } }, '"a⏎b"'],
]
for (const [what, list, text] of cases) test(what, () => { assert.is(listText(list), text) })

test('a digest is covered wherever it stands, a number that is no digest is not', () => {
  const texts: [string, string][] = [
    [`email:${DIGEST} differs`, 'email:••• differs'], [`${DIGEST}0`, `${DIGEST}0`], ['5b1e0000-0000-4000-8000-000000000001', '5b1e0000-0000-4000-8000-000000000001'], ['4711', '4711'],
  ]
  for (const [from, to] of texts) assert.is(withoutDigests(from), to, from)
})

test('a key that is a digest says what it is made of', () => {
  const keys: [string, string | undefined][] = [[`email:${DIGEST}`, 'email'], ['number:se/2001', 'number'], ['1001/delivered', undefined], ['4711', undefined], ['card:99', undefined]]
  for (const [key, by] of keys) assert.is(knownBy(key), by, key)
})

test.run()
