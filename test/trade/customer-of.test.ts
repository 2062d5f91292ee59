import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { customerOf } from '../../engine/trade/customer/customer.js'
import { countryOf, emailKey, emailOf, familyFirst, phoneKey, postcodeOf } from '../../engine/trade/customer/spelling.js'
import type { Customer } from '../../engine/trade/customer/words.js'
import type { OrderRules, ShopOrder } from '../../engine/trade/order/types.js'
import { toWindows1252 } from '../../engine/values/windows-1252.js'
import { rows } from '../kit/shop-orders.js'
import { digest, order, rules } from '../kit/trade-customers.js'

const test = suite('the customer of an order')
const home = { line1: 'Storgatan 1', postcode: '123 45', city: 'Ort', country: 'SE' }

function made(fields: Partial<ShopOrder>, by: OrderRules = rules()) {
  const result = customerOf(order(fields), by, digest)
  if (result.as !== 'card') throw new Error(JSON.stringify(result))
  return { ...result, customer: result.fields }
}

function held(fields: Partial<ShopOrder>, by: OrderRules = rules()) {
  const result = customerOf(order(fields), by, digest)
  return result.as === 'problem' ? result.finding : undefined
}

test('a private person, whole', () => {
  const { customer, notes, left } = made({ email: ' Anna@EXAMPLE.se ', phone: ' 070-123  45 67' }, rules({ customer: { priceListOf: { private: 'P1' } } }))
  assert.equal(customer, {
    number: null, kind: 'private', name: 'Anna Öberg', email: 'Anna@example.se', phone: '070-123 45 67', invoiceAddress: home,
    priceList: 'P1', currency: 'SEK',
  })
  assert.equal([notes, left], [{}, {}])
})

test('a company, whole: the person who ordered is its reference', () => {
  const { customer } = made(
    { orgNo: '5567370431', invoiceAddress: { company: 'Bolaget AB', name: 'Anna Öberg', line1: 'Storgatan 1', postcode: '12345', city: 'Ort', country: 'SE' } },
    rules({ customer: { priceListOf: { company: 'B2B' } } }),
  )
  assert.equal(customer, {
    number: null, kind: 'company', name: 'Bolaget AB', orgNo: '556737-0431', email: 'anna@example.se', reference: 'Anna Öberg',
    invoiceAddress: home, priceList: 'B2B', currency: 'SEK',
  })
})

const withCompany = (country = 'SE') => ({ company: 'Bolaget', name: 'Anna Öberg', country })
const KINDS: [string, Partial<ShopOrder>, Customer['kind'], string][] = [
  ['a name alone', {}, 'private', 'Anna Öberg'],
  ['a company name alone', { invoiceAddress: withCompany() }, 'private', 'Anna Öberg'],
  ['a company name alone, shown as the customer as well', { customerName: 'Bolaget', invoiceAddress: withCompany() }, 'private', 'Anna Öberg'],
  ['a personal number', { orgNo: '811218-9876' }, 'private', 'Anna Öberg'],
  ["a sole trader's: company name and personal number", { orgNo: '811218-9876', invoiceAddress: withCompany() }, 'company', 'Bolaget'],
  ["a sole trader's VAT number", { vatNo: 'SE811218987601' }, 'company', 'Anna Öberg'],
  ['an organisation number', { orgNo: '556737-0431' }, 'company', 'Anna Öberg'],
  ['a VAT number of another country', { vatNo: 'DE136695976', invoiceAddress: withCompany('DE') }, 'company', 'Bolaget'],
  ['a municipality', { orgNo: '212000-0142', invoiceAddress: withCompany() }, 'public', 'Bolaget'],
  ['a foreign number and a company name', { orgNo: '995525828', invoiceAddress: withCompany('NO') }, 'company', 'Bolaget'],
  ['a foreign number alone', { orgNo: '01018012345', invoiceAddress: { name: 'Kari', country: 'NO' } }, 'private', 'Kari'],
]
for (const [what, fields, kind, name] of KINDS) {
  test(`kind: ${what} means ${kind}`, () => {
    const { customer } = made(fields)
    assert.equal([customer.kind, customer.name], [kind, name])
  })
}

test('S-062: an organisation number with a wrong check digit is held, left out or kept unchecked, as the rules say', () => {
  assert.equal(held({ orgNo: '556677-8898' }), { code: 'ORGNO_BAD', facts: { orgNo: '556677-8898' } })
  const omitted = made({ orgNo: '556677-8898' }, rules({ customer: { onBadOrgNo: 'omit' } }))
  assert.equal([omitted.customer.orgNo, omitted.customer.ignoreOrgNoCheck, omitted.notes['orgNo']], [undefined, undefined, 'left out: its check digit is wrong'])
  const kept = made({ orgNo: '556677-8898' }, rules({ customer: { onBadOrgNo: 'ignoreFlag' } }))
  assert.equal([kept.customer.orgNo, kept.customer.ignoreOrgNoCheck, kept.customer.kind], ['556677-8898', true, 'private'])
})

test('S-063: a VAT number in the box for organisation numbers gives both numbers', () => {
  const { customer, notes } = made({ orgNo: 'SE556737043101' })
  assert.equal([customer.orgNo, customer.vatNo, customer.kind], ['556737-0431', 'SE556737043101', 'company'])
  assert.is(notes['orgNo'], 'from the VAT number that stood in its place')
  // A second business of the same company has the same organisation number.
  const second = made({ vatNo: 'SE556737043102' }).customer
  assert.equal([second.orgNo, second.vatNo], ['556737-0431', 'SE556737043102'])
  const typed = { orgNo: 'DE 136 695 976', invoiceAddress: withCompany('DE') }
  const german = made(typed).customer
  assert.equal([german.orgNo, german.vatNo], [undefined, 'DE136695976'])
})

const GERMAN: Partial<ShopOrder> = { vatNo: 'DE136695976', vatNoValidAt: '2026-11-20T07:59:00Z', invoiceAddress: withCompany('DE') }
const EU_CARDS: [string, Partial<ShopOrder>, true | undefined][] = [
  ['a sale without VAT to a company with a proven number', { rows: rows({ vatRate: 0 }) }, true],
  ['a free row at another rate beside it', { rows: rows({ vatRate: 0 }, { vatRate: 2500, price: '0' }) }, true],
  ['the number was never found valid', { rows: rows({ vatRate: 0 }), vatNoValidAt: null }, undefined],
  ['the shop charged VAT', { rows: rows({}) }, undefined],
  ['the shop charged VAT on the freight', { rows: rows({ vatRate: 0 }), charges: { freight: { amount: '49', vatRate: 2500 } } }, undefined],
  ['the goods stay in Sweden', { rows: rows({ vatRate: 0 }), deliveryAddress: { country: 'SE' } }, undefined],
]
for (const [what, fields, expected] of EU_CARDS) {
  test(`a card on which nothing has VAT, ${what}: ${expected === true ? 'yes' : 'no'}`, () => { assert.is(made({ ...GERMAN, ...fields }).customer.euCustomer, expected) })
}

test('S-065: a coordination number is a person', () => {
  const { customer } = made({ orgNo: '701063-2391' })
  assert.equal([customer.orgNo, customer.kind], ['701063-2391', 'private'])
})

test('a personal number is read as of the day of the order', () => {
  assert.is(made({ orgNo: '121212-1212', placedAt: '2026-11-20T10:00:00Z' }).customer.orgNo, '121212-1212')
  assert.is(made({ orgNo: '191212121212', placedAt: '2026-11-20T10:00:00Z' }).customer.orgNo, '121212+1212')
  assert.is(held({ orgNo: '750231-0241' })?.code, 'ORGNO_BAD')
})

test('a municipality gets the price list of companies unless it has its own', () => {
  const list = (priceListOf: Record<string, string>) => made({ orgNo: '212000-0142' }, rules({ customer: { priceListOf } })).customer.priceList
  assert.equal([list({ company: 'B2B', private: 'P' }), list({ company: 'B2B', public: 'O' }), list({ private: 'P' })], ['B2B', 'O', undefined])
})

test('S-066: the neighbour\'s delivery address is nowhere on the card', () => {
  const { customer } = made({ deliveryAddress: { name: 'Grannen', line1: 'Lillgatan 2', postcode: '54321', city: 'Annan ort', country: 'NO' } })
  assert.equal(customer.invoiceAddress, home)
  assert.not.match(JSON.stringify(customer), /Grannen|Lillgatan|543|Annan|NO/)
  assert.is(made({ customerName: 'Grannen' }).customer.name, 'Anna Öberg')
  assert.is(made({ invoiceAddress: null, deliveryAddress: { name: 'Grannen', line1: 'Lillgatan 2' } }).customer.invoiceAddress, undefined)
})

test('S-068: the shop owns the numbers: its own number, or the ledger\'s series where it has none', () => {
  const by = rules({ customer: { numberFrom: 'shop' } })
  assert.is(made({ customerNumber: ' K-17 ' }, by).customer.number, 'K-17')
  assert.is(made({ customerNumber: null }, by).customer.number, null)
  assert.is(made({ customerNumber: 'K-17' }).customer.number, null)
})

test('a customer number of more than 16 characters is held, never cut', () => {
  const by = rules({ customer: { numberFrom: 'shop' } })
  assert.is(made({ customerNumber: '1234567890123456' }, by).customer.number, '1234567890123456')
  assert.equal(held({ customerNumber: '12345678901234567' }, by), { code: 'CUSTOMER_NUMBER_TOO_LONG', facts: { length: 17, max: 16 } })
  assert.equal(held({ customerNumber: 'bo@exempel.se' }, by), { code: 'CUSTOMER_NUMBER_EMAIL', facts: {} })
  assert.is(held({ customerNumber: '12345678901234567' }), undefined)
})

test('S-072: a name keeps its letters here; the ledger\'s code page has Å and Ö, writes Ć as C, and no pictures', () => {
  const { name } = made({ customerName: 'Åsa Öberg-Ćosić 😀', invoiceAddress: null }).customer
  assert.is(name, 'Åsa Öberg-Ćosić 😀')
  const spelt = toWindows1252(name)
  assert.equal([spelt.text.trim(), spelt.replaced], ['Åsa Öberg-Cosic', ['Ć', 'ć', '😀']])
})

const POSTCODES: [string, string | undefined, string | undefined][] = [
  ['SE-123 45', 'SE', '123 45'], ['12345', 'SE', '123 45'], ['123 45', 'SE', '123 45'], ['S-12345', 'SE', '123 45'], ['SE 12345', 'SE', '123 45'],
  ['12345', undefined, '123 45'], ['1234', 'SE', '1234'], ['D-10115', 'DE', '10115'], ['10115', 'DE', '10115'], ['0150', 'NO', '0150'],
  ['sw1a 1aa', 'GB', 'SW1A 1AA'], [' ', 'SE', undefined],
]
for (const [typed, country, expected] of POSTCODES) {
  test(`S-074: the postal code "${typed}" in ${country}`, () => { assert.is(postcodeOf(typed, country), expected) })
}

test('a VAT number that is none is left out, and said; of a country outside the EU nobody here can tell', () => {
  const { customer, left } = made({ vatNo: 'SE556737043201' })
  assert.equal([customer.vatNo, customer.kind, left], [undefined, 'private', { vatNo: { code: 'VAT_NO_BAD', facts: { vatNo: 'SE556737043201' } } }])
  const norwegian = made({ vatNo: 'NO995525828MVA', invoiceAddress: withCompany('NO') })
  assert.equal([norwegian.customer.vatNo, norwegian.customer.kind, norwegian.customer.euCustomer, norwegian.left], ['NO995525828MVA', 'company', undefined, {}])
})

test('a company of the own country is no EU customer', () => {
  assert.is(made({ vatNo: 'SE556737043101' }).customer.euCustomer, undefined)
})

test('abroad ten bare digits are no Swedish number; with the hyphen they are', () => {
  const polish = made({ orgNo: '5567370431', invoiceAddress: withCompany('PL') }).customer
  assert.equal([polish.orgNo, polish.ignoreOrgNoCheck], ['5567370431', true])
  const swedish = made({ orgNo: '556737-0431', invoiceAddress: withCompany('PL') }).customer
  assert.equal([swedish.orgNo, swedish.ignoreOrgNoCheck], ['556737-0431', undefined])
})

test('an e-mail that is none is left out, and said', () => {
  const { customer, left } = made({ email: 'anna(at)example.se', customerNumber: '17' })
  assert.equal([customer.email, left], [undefined, { email: { code: 'EMAIL_BAD', facts: { email: 'anna(at)example.se' } } }])
})

test('a customer without any name is held: the ledger has no card without one', () => {
  assert.equal(held({ customerName: ' ', invoiceAddress: null }), { code: 'CUSTOMER_NAMELESS', facts: {} })
})

test('S-069: an order on a card that many share makes no card; nor does one of a channel that is not clear, or of nobody', () => {
  const none = (fields: Partial<ShopOrder>, by: OrderRules) => customerOf(order(fields), by, digest).as
  const channel = (name: string, customerNumber?: string) => ({ name, flows: true, match: { currency: 'SEK' }, orders: customerNumber ? { customerNumber } : {} })
  assert.is(none({}, rules({ customer: { numberFrom: 'bucket', bucket: '99999' } })), 'none')
  assert.is(none({}, rules({ customerNumber: '5000' })), 'none')
  assert.is(none({}, rules({ channels: [channel('se', '5000')] })), 'none')
  assert.is(none({}, rules({ channels: [channel('se'), channel('sv')] })), 'none')
  assert.is(none({ email: null }, rules()), 'none')
  assert.is(none({}, rules({ channels: [channel('se')] })), 'card')
})

test('the reference of the order stands before the name of who ordered', () => {
  assert.is(made({ reference: 'Ref 7', orgNo: '556737-0431', invoiceAddress: withCompany() }).customer.reference, 'Ref 7')
})

test('the family name comes first where the rules say so, and for persons alone', () => {
  const by = rules({ customer: { nameOrder: 'family-first' } })
  assert.equal([made({}, by).customer.name, made({}, by).notes['name']], ['Öberg Anna', 'family name first'])
  assert.is(made({ orgNo: '556737-0431', invoiceAddress: { company: 'Anna Bolag' } }, by).customer.name, 'Anna Bolag')
})

const NAMES: [string, string][] = [
  ['Anna Öberg', 'Öberg Anna'], ['Anna Maria Öberg', 'Öberg Anna Maria'], ['Carl von der Essen', 'von der Essen Carl'],
  ['Öberg, Anna Maria', 'Öberg Anna Maria'], ['Anna', 'Anna'], ['Van Damme', 'Damme Van'],
]
for (const [name, expected] of NAMES) test(`the name "${name}" with the family name first`, () => { assert.is(familyFirst(name), expected) })

const EMAILS: [string | null, string | undefined, string | undefined][] = [
  [' Anna.B@Example.SE', 'Anna.B@example.se', 'anna.b@example.se'], ['anna+shop@example.se', 'anna+shop@example.se', 'anna+shop@example.se'],
  ['anna', undefined, undefined], ['', undefined, undefined], [null, undefined, undefined], ['a b@example.se', undefined, undefined],
]
for (const [typed, written, key] of EMAILS) {
  test(`the e-mail ${JSON.stringify(typed)}`, () => { assert.equal([emailOf(typed), emailKey(typed)], [written, key]) })
}

const PHONES: [string | null, string | undefined][] = [
  ['070-123 45 67', '46701234567'], ['+46 (0)70 123 45 67', '46701234567'], ['0046701234567', '46701234567'], ['+4791234567', '4791234567'],
  ['-', undefined], [null, undefined],
]
for (const [typed, key] of PHONES) test(`the telephone number ${JSON.stringify(typed)}`, () => { assert.is(phoneKey(typed), key) })

test('countries are two letters', () => {
  assert.equal(['se', ' NO ', 'UK', 'Sverige', '', null].map(countryOf), ['SE', 'NO', 'GB', undefined, undefined, undefined])
})

test.run()
