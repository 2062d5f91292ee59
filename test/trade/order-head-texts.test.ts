// Whom a document is to and where it goes: nobody is lost, and nothing is cut in silence.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { layOut, type Addressee, type Laid } from '../../engine/trade/order/address-lines.js'
import { customerOf } from '../../engine/trade/customer/customer.js'
import type { OrderAddress, OrderRules, ShopOrder } from '../../engine/trade/order/types.js'
import { HEAD_ROOM, holds, made, order, rules } from '../kit/shop-orders.js'

const test = suite('order head texts')
const ROOM = { name: 20, line1: 16, line2: 16 }

const LAID: readonly (readonly [what: string, to: Addressee, expected: Laid])[] = [
  ['as it stands', { name: 'Anna', others: [], line1: 'Gatan 1', line2: 'Port 4' }, { name: 'Anna', line1: 'Gatan 1', line2: 'Port 4', left: [] }],
  ['a second line alone stays the second', { name: 'Anna', others: [], line2: 'Port 4' }, { name: 'Anna', line2: 'Port 4', left: [] }],
  ['another name on the free line', { name: 'Bolaget', others: ['Att: Anna'], line1: 'Gatan 1' }, { name: 'Bolaget', line1: 'Gatan 1', line2: 'Att: Anna', left: [] }],
  ['another name where no line is free', { name: 'B', others: ['Att: A'], line1: 'Gatan 1', line2: 'Port 4' }, { name: 'B', line1: 'Gatan 1', line2: 'Port 4, Att: A', left: [] }],
  ['the first two joined where the last two do not fit', { name: 'B', others: ['Att: Anna Berg'], line1: 'Gatan 1', line2: 'Port 4' }, { name: 'B', line1: 'Gatan 1, Port 4', line2: 'Att: Anna Berg', left: [] }],
  ['no room for another name', { name: 'B', others: ['Att: Anna'], line1: 'Storgatan 145', line2: 'Godsmottagning' }, { name: 'B', line1: 'Storgatan 145', line2: 'Godsmottagning', left: ['Att: Anna'] }],
  ['a long street goes on', { name: 'A', others: [], line1: 'Kapten Bloms väg 117 B' }, { name: 'A', line1: 'Kapten Bloms väg', line2: '117 B', left: [] }],
  ['a long name goes on above the street', { name: 'Byggnadsaktiebolaget Ek', others: [], line1: 'Gatan 1' }, { name: 'Byggnadsaktiebolaget', line1: 'Ek', line2: 'Gatan 1', left: [] }],
  ['a name of one word', { name: 'N'.repeat(25), others: [], line1: 'Gatan 1' }, { name: 'N'.repeat(20), line1: 'NNNNN', line2: 'Gatan 1', left: [] }],
  ['nothing', { others: [] }, { left: [] }],
]
for (const [what, to, expected] of LAID) test(`lines of an address: ${what}`, () => { assert.equal(layOut(to, ROOM), expected) })

const HOME: OrderAddress = { name: 'Åsa Berg', line1: 'Storgatan 1', postcode: '12345', city: 'Västerås', country: 'SE' }
const WORK: OrderAddress = { company: 'Verkstan AB', name: 'Åsa Öberg', line1: 'Industrigatan 9', line2: 'Port 4', postcode: '34330', city: 'Älmhult', country: 'SE' }

test('a delivery to a company: its name, and the person on a line', () => {
  const { document, notes } = made({ deliveryAddress: WORK })
  assert.equal(document.deliveryAddress, { name: 'Verkstan AB', line1: 'Industrigatan 9', line2: 'Port 4, Att: Åsa Öberg', postcode: '34330', city: 'Älmhult', country: 'SE' })
  assert.is(notes['deliveryAddress'], 'the delivery address: another name on its lines')
})

test('a company is its own person', () => {
  assert.is(made({ deliveryAddress: { ...WORK, name: 'Verkstan AB' } }).document.deliveryAddress?.line2, 'Port 4')
})

/** Name, reference and lines of the invoice, on the document and on the card. */
function invoiced(given: Partial<ShopOrder>): readonly unknown[] {
  const { customerName, reference, invoiceAddress } = made(given).document
  const card = customerOf(order({ email: 'asa@example.se', ...given }), rules(), String, HEAD_ROOM)
  const { name, reference: onCard, invoiceAddress: lines } = card.as === 'card' ? card.fields : {}
  assert.equal([name, onCard, lines?.line1, lines?.line2], [customerName, reference, invoiceAddress?.line1, invoiceAddress?.line2])
  return [customerName, reference, invoiceAddress?.line1, invoiceAddress?.line2]
}

test('a company with a number: who ordered is the reference, and stands on a line where the order names another', () => {
  const company = { orgNo: '556737-0431', invoiceAddress: { ...HOME, company: 'Bolaget AB' } }
  assert.equal(invoiced(company), ['Bolaget AB', 'Åsa Berg', 'Storgatan 1', undefined])
  assert.equal(invoiced({ ...company, reference: 'Projekt 7' }), ['Bolaget AB', 'Projekt 7', 'Storgatan 1', 'Att: Åsa Berg'])
  assert.equal(invoiced({ ...company, reference: 'Åsa Berg' }), ['Bolaget AB', 'Åsa Berg', 'Storgatan 1', undefined])
})

test('a buyer who is taken as private keeps the company that was typed, on a line', () => {
  assert.equal(invoiced({ invoiceAddress: { ...HOME, company: 'Bolaget AB' } }), ['Åsa Berg', undefined, 'Storgatan 1', 'Bolaget AB'])
  assert.equal(invoiced({ vatNo: 'SE12', invoiceAddress: { ...HOME, company: 'Bolaget AB' } }), ['Åsa Berg', undefined, 'Storgatan 1', 'Bolaget AB'])
  assert.equal(invoiced({ customerName: null, invoiceAddress: { ...HOME, name: null, company: 'Bolaget AB' } }), ['Bolaget AB', undefined, 'Storgatan 1', undefined])
})

test('a street of eighty letters goes on in the second line', () => {
  const { document } = made({ deliveryAddress: { ...HOME, line1: 'Långgatan '.repeat(8).trim() } })
  assert.equal([document.deliveryAddress?.line1, document.deliveryAddress?.line2], ['Långgatan Långgatan Långgatan Långgatan', 'Långgatan Långgatan Långgatan Långgatan'])
})

const LONG = { customer: { orgNo: '556737-0431', invoiceAddress: { ...HOME, company: 'Bolag '.repeat(40).trim() } }, city: { deliveryAddress: { ...HOME, city: 'Å'.repeat(60) } } }
const HELD: readonly (readonly [what: string, field: string, length: number, given: Partial<ShopOrder>])[] = [
  ['a city of sixty letters', 'the city of the delivery address', 60, LONG.city],
  ['a street that two lines have no room for', 'the delivery address', 119, { deliveryAddress: { ...HOME, line1: 'Långgatan '.repeat(11).trim() } }],
  ['a company of many words', 'the invoice address', 252, { orgNo: '556737-0431', invoiceAddress: { ...HOME, company: 'Bolag '.repeat(40).trim() } }],
  ['a reference', 'the reference', 80, { reference: 'R'.repeat(80) }], ['an order number', "the customer's order number", 30, { poNumber: 'P'.repeat(30) }],
  ['a postal code', 'the postal code of the delivery address', 12, { deliveryAddress: { ...HOME, postcode: '1'.repeat(12) } }],
]
for (const [what, field, length, given] of HELD) test(`${what} that is too long is held`, () => { holds('HEAD_TEXT_TOO_LONG', { field, length }, given) })

const by = (onLongComment: OrderRules['onLongComment']) => ({ rules: { onLongComment } })
test('by rule it stands whole in rows of text, and as far as it goes in its fields', () => {
  const { document, notes } = made({ deliveryAddress: { ...HOME, city: `${'Å'.repeat(20)} ${'Ö'.repeat(20)}` }, reference: 'R'.repeat(55), poNumber: 'P'.repeat(30) }, by('textRows'))
  assert.equal(Object.values(document.rows).slice(1), [
    { text: `Åsa Berg, Storgatan 1, 12345 ${'Å'.repeat(20)}` }, { text: 'Ö'.repeat(20) }, { text: 'R'.repeat(55) }, { text: 'P'.repeat(30) },
  ])
  assert.equal([document.deliveryAddress?.city, document.reference, document.poNumber], ['Å'.repeat(20), 'R'.repeat(50), undefined])
  assert.equal([notes['deliveryAddress'], notes['poNumber']], ['the delivery address: whole in rows of text', 'whole in rows of text'])
})

test('by rule it is shortened and said; a number and a postal code never are', () => {
  const { document, warnings } = made({ ...LONG.city, reference: 'R'.repeat(55) }, by('shorten'))
  assert.equal([document.deliveryAddress?.city, document.reference], ['Å'.repeat(24), 'R'.repeat(50)])
  assert.equal(warnings.map(({ code, facts }) => `${code} ${facts['what']}`), ['TEXT_SHORTENED the city of the delivery address', 'TEXT_SHORTENED the reference'])
  holds('HEAD_TEXT_TOO_LONG', { room: '20' }, { poNumber: 'P'.repeat(30) }, by('shorten'))
  holds('HEAD_TEXT_TOO_LONG', { room: '10' }, { deliveryAddress: { ...HOME, postcode: '1'.repeat(12) } }, by('textRows'))
})

test('a card whose name is too long is held with the document, or shortened and said', () => {
  const card = (about: Partial<OrderRules>) => customerOf(order({ email: 'asa@example.se', ...LONG.customer }), rules(about), String, HEAD_ROOM)
  const hold = card({})
  assert.is(hold.as === 'problem' ? hold.finding.code : '', 'HEAD_TEXT_TOO_LONG')
  const cut = card({ onLongComment: 'textRows' })
  assert.equal(cut.as === 'card' ? [cut.fields.name.length, Object.values(cut.left).map(({ code }) => code)] : [], [47, ['TEXT_SHORTENED']])
})

test.run()
