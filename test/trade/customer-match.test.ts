import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { customerOf } from '../../engine/trade/customer/customer.js'
import { customerNumberOf, identityOf } from '../../engine/trade/customer/identity.js'
import { customerIndex, matchCustomer, type Match } from '../../engine/trade/customer/match.js'
import { updatesOf } from '../../engine/trade/customer/update.js'
import type { LedgerCustomer } from '../../engine/trade/customer/words.js'
import type { CardRules, OrderRules, ShopOrder } from '../../engine/trade/order/types.js'
import { digest, order, rules } from '../kit/trade-customers.js'

const test = suite('which card an order\'s customer is')
const guest = { customerNumber: null, email: null, orgNo: null }
const none: Match = { as: 'none' }
const found = (number: string, by: string) => ({ as: 'found', number, by })
const problem = (code: string, facts = {}) => ({ as: 'problem', finding: { code, facts } })

function match(fields: Partial<ShopOrder>, cards: readonly LedgerCustomer[], by: OrderRules = rules()): Match {
  return matchCustomer(order(fields), customerIndex(cards), by)
}

test('S-057: a known customer number is linked', () => {
  assert.equal(match({ customerNumber: '1001' }, [{ number: '1001', email: 'other@example.se' }]), found('1001', 'number'))
})

test('S-057: the card stays as it is unless the rules name a field', () => {
  const card: LedgerCustomer = { number: '1001', name: 'Anna Berg', email: 'ANNA@example.se', phone: '+46701234567' }
  const by = (update: string[]) => rules({ customer: { update } })
  const updates = (update: string[], link = found('1001', 'number')) => {
    const made = customerOf(order({ phone: '070-123 45 67' }), by(update), digest)
    return made.as === 'card' && updatesOf(link as Extract<Match, { as: 'found' }>, made.fields, card, by(update))
  }
  assert.equal(updates([]), {})
  assert.equal(updates(['name']), { name: 'Anna Öberg' })
  // Another spelling is no other address and no other number; what the order does not say takes nothing away.
  assert.equal(updates(['email', 'phone', 'orgNo', 'number']), {})
  assert.equal(updates(['name', 'invoiceAddress']), {
    name: 'Anna Öberg', invoiceAddress: { line1: 'Storgatan 1', postcode: '123 45', city: 'Ort', country: 'SE' },
  })
  assert.equal(updates(['name', 'invoiceAddress'], found('1001', 'bucket')), {})
})

test('S-059: two cards with the e-mail hold, with both numbers', () => {
  const cards = [{ number: '1002', email: 'anna@example.se' }, { number: '1001', email: 'Anna@Example.se' }]
  assert.equal(match({}, cards), problem('CUSTOMER_AMBIGUOUS', { by: 'email', numbers: '1001, 1002' }))
})

test('S-060: an e-mail that only resembles is no match', () => {
  const cards = ['anna@example.se.com', 'hanna@example.se', 'anna@example.com', 'anna+1@example.se'].map((email, at) => ({ number: `${at}`, email }))
  assert.equal(match({}, cards), none)
})

test('one of several addresses on a card is a match', () => {
  assert.equal(match({}, [{ number: '1001', email: 'info@example.se; anna@example.se' }]), found('1001', 'email'))
})

const ETT: LedgerCustomer = { number: '1', email: 'info@hotell.se', orgNo: '556737-0431' }
const TVA: LedgerCustomer = { number: '2', orgNo: '556016-0680' }
const PLAIN: LedgerCustomer = { number: '3', email: 'info@hotell.se' }
const CONTRADICTIONS: [what: string, fields: Partial<ShopOrder>, cards: readonly LedgerCustomer[], expected: Match | object, by?: OrderRules][] = [
  ['the address is that of another company', { orgNo: '556016-0680' }, [ETT], problem('CUSTOMER_CONTRADICTS', { by: 'email', number: '1' })],
  ['and the number has a card', { orgNo: '556016-0680' }, [ETT, TVA], found('2', 'orgNo')],
  ['and the number has a card with the same address', { orgNo: '556016-0680' }, [ETT, { ...TVA, email: 'info@hotell.se' }], found('2', 'email')],
  ['the number of a card is another than that of the address', { orgNo: '556016-0680' }, [PLAIN, TVA], problem('CUSTOMER_CONTRADICTS', { by: 'email', number: '3' })],
  ['a card that was put away says nothing', { orgNo: '556016-0680' }, [PLAIN, { ...TVA, active: false }], found('3', 'email')],
  ['a card without a number may be its', { orgNo: '556016-0680' }, [PLAIN], found('3', 'email')],
  ['an order without a number says nothing against the card', {}, [ETT], found('1', 'email')],
  ['a number that does not check is none', { orgNo: '556016-0681' }, [ETT], found('1', 'email')],
  ['a foreign VAT number on the order', { vatNo: 'DE136695976' }, [ETT], problem('CUSTOMER_CONTRADICTS', { by: 'email', number: '1' })],
  ['the shop\'s number is that of another company', { customerNumber: '2', orgNo: '556737-0431' }, [ETT, TVA], problem('CUSTOMER_CONTRADICTS', { by: 'number', number: '2' }), rules({ customer: { matchBy: ['number', 'email', 'orgNo'] } })],
]
for (const [what, fields, cards, expected, by] of CONTRADICTIONS) test(`keys that contradict each other: ${what}`, () => {
  assert.equal(match({ ...guest, email: 'info@hotell.se', ...fields }, cards, by ?? rules({ customer: { matchBy: ['email', 'orgNo'] } })), expected)
})

test('a card that was linked by an address is not that of another company', () => {
  const by = rules({ customer: { matchBy: ['email', 'orgNo'] } })
  const linked = { identity: 'email:x', numberOf: () => '1' }
  const asked = (orgNo: string): Match => matchCustomer(order({ ...guest, email: 'info@hotell.se', orgNo }), customerIndex([ETT, TVA]), by, linked)
  assert.equal([asked('556737-0431'), asked('556016-0680')], [found('1', 'linked'), found('2', 'orgNo')])
})

const ORG_NUMBERS: [string, Partial<ShopOrder>, Partial<LedgerCustomer>, boolean][] = [
  ['another spelling', { orgNo: '5567370431' }, { orgNo: '16556737-0431' }, true],
  ['the VAT number in its place', { orgNo: 'SE556737043101' }, { orgNo: '556737-0431' }, true],
  ['only the VAT number on the card', { orgNo: '556737-0431' }, { vatNo: 'SE 556737-0431 01' }, true],
  ['a person, with and without century', { orgNo: '198112189876' }, { orgNo: '811218-9876' }, true],
  ['a German VAT number', { vatNo: 'DE136695976', invoiceAddress: { name: 'A', country: 'DE' } }, { vatNo: 'DE 136695976' }, true],
  ['a wrong number is no key', { orgNo: '556677-8898' }, { orgNo: '556677-8898' }, false],
  ['a foreign number is no key', { orgNo: '995525828', invoiceAddress: { name: 'A', country: 'NO' } }, { orgNo: '995525828' }, false],
]
for (const [what, fields, card, isMatch] of ORG_NUMBERS) {
  test(`by organisation number: ${what}`, () => {
    assert.equal(match({ email: null, ...fields }, [{ number: '1001', ...card }]), isMatch ? found('1001', 'orgNo') : problem('CUSTOMER_UNKNOWN'))
  })
}

test('what the rules name first decides, and what they do not name counts for nothing', () => {
  const cards = [{ number: '17', orgNo: '556737-0431' }, { number: '1001', email: 'anna@example.se' }]
  const fields = { customerNumber: '17', orgNo: '556737-0431' }
  const by = (...matchBy: CardRules['matchBy'][number][]) => match(fields, cards, rules({ customer: { matchBy } }))
  assert.equal([by('number', 'email'), by('email', 'number'), by('orgNo', 'email')], [found('17', 'number'), found('1001', 'email'), found('17', 'orgNo')])
  assert.equal(match({ customerNumber: '17' }, [cards[0] as LedgerCustomer], rules({ customer: { matchBy: ['email'] } })), none)
})

test('S-069: orders on the bucket stand on its card, which never changes', () => {
  const by = rules({ customer: { numberFrom: 'bucket', bucket: '99999', update: ['name', 'email'] } })
  const cards = [{ number: '99999', name: 'Webbkund' }, { number: '1001', email: 'anna@example.se' }]
  assert.equal(match({}, cards, by), found('99999', 'bucket'))
  assert.is(customerNumberOf(order(), by), '99999')
  assert.equal(match({}, [], by), problem('CUSTOMER_CARD_MISSING', { number: '99999' }))
})

test('a guest that nothing can be told of goes to the bucket where there is one, and is held where there is none', () => {
  assert.equal(match(guest, []), problem('CUSTOMER_UNKNOWN'))
  assert.equal(match(guest, [{ number: '99999' }], rules({ customer: { bucket: '99999' } })), found('99999', 'bucket'))
  assert.equal(match({}, [{ number: '99999' }], rules({ customer: { bucket: '99999' } })), none)
})

test("a channel's one card stands before everything", () => {
  const by = rules({ customerNumber: '5000' })
  assert.equal(match({ customerNumber: '1001' }, [{ number: '1001' }, { number: '5000' }], by), found('5000', 'card'))
  assert.is(identityOf(order(), by, digest), 'card:5000')
})

test('S-078: an inactive card holds, or is made active, as the rules say', () => {
  const cards = [{ number: '1001', email: 'anna@example.se', active: false }]
  assert.equal(match({}, cards), problem('CUSTOMER_INACTIVE', { number: '1001' }))
  assert.equal(match({}, cards, rules({ customer: { onInactive: 'reactivate' } })), { ...found('1001', 'email'), reactivate: true })
})

test('an inactive card beside an active one is no doubt; two inactive ones are', () => {
  const card = (number: string, active: boolean) => ({ number, email: 'anna@example.se', active })
  assert.equal(match({}, [card('1001', false), card('1002', true)]), found('1002', 'email'))
  assert.equal(match({}, [card('1001', false), card('1002', false)]), problem('CUSTOMER_AMBIGUOUS', { by: 'email', numbers: '1001, 1002' }))
})

test('a new card cannot have a number that another has', () => {
  const by = rules({ customer: { numberFrom: 'shop', matchBy: ['email'] } })
  assert.equal(match({ customerNumber: '17' }, [{ number: '17', email: 'b@example.se' }], by), problem('CUSTOMER_NUMBER_TAKEN', { number: '17' }))
  assert.equal(match({ customerNumber: '18' }, [{ number: '17', email: 'b@example.se' }], by), none)
})

test('S-071: two first orders of one new guest are one identity', () => {
  const [first, second] = [order({ number: '10001' }), order({ number: '10002', email: ' ANNA@example.SE', customerName: 'A Öberg', phone: '08-1' })]
  assert.is(identityOf(first, rules(), digest), identityOf(second, rules(), digest))
  assert.is.not(identityOf(first, rules(), digest), identityOf(order({ email: 'other@example.se' }), rules(), digest))
})

test('an identity follows the rules and holds nothing of the person', () => {
  const one = order({ customerNumber: '17', orgNo: '811218-9876' })
  const by = (matchBy: CardRules['matchBy']) => identityOf(one, rules({ customer: { matchBy } }), digest)
  assert.is(by(['number', 'email']), 'number:butiken/17')
  assert.is(by(['email', 'number']), `email:${digest(['email', 'anna@example.se'])}`)
  assert.is(by(['orgNo']), `orgNo:${digest(['orgNo', '8112189876'])}`)
  assert.is(identityOf(order({ orgNo: '811218-9876', email: null }), rules(), digest), by(['orgNo']))
  for (const identity of [by(['email']), by(['orgNo'])]) assert.not.match(identity as string, /anna|8112/)
})

test('nothing to tell a customer by gives no identity; a bucket gives its own', () => {
  assert.is(identityOf(order(guest), rules(), digest), undefined)
  assert.is(identityOf(order(guest), rules({ customer: { bucket: '99999' } }), digest), 'bucket:99999')
  assert.is(identityOf(order(), rules({ customer: { numberFrom: 'bucket', bucket: '99999' } }), digest), 'bucket:99999')
})

test('S-075: a customer whom the shop has erased is found by what was kept of it, and gets no new card', () => {
  const identity = identityOf(order(), rules(), digest) as string
  const index = customerIndex([{ number: '1001', email: 'anna@example.se' }])
  const erasedInShop = order({ customerNumber: null, email: null, customerName: 'Anonym', invoiceAddress: null })
  const linked = { identity, numberOf: (one: string) => (one === identity ? '1001' : undefined) }
  assert.equal(matchCustomer(erasedInShop, index, rules(), linked), found('1001', 'linked'))
  assert.equal(matchCustomer(erasedInShop, index, rules()), problem('CUSTOMER_UNKNOWN'))
})

test('S-075: an erased customer is no guest for the bucket; what the files give to one card stays there', () => {
  const index = customerIndex([{ number: '1001' }, { number: '99999' }])
  const linked = { identity: 'email:x', numberOf: () => '1001' }
  const by = (numberFrom: CardRules['numberFrom']) => matchCustomer(order(guest), index, rules({ customer: { numberFrom, bucket: '99999' } }), linked)
  assert.equal([by('erp'), by('bucket')], [found('1001', 'linked'), found('99999', 'bucket')])
})

test('a link to a card that is gone is looked for anew', () => {
  const index = customerIndex([{ number: '1002', email: 'anna@example.se' }])
  assert.equal(matchCustomer(order(), index, rules(), { identity: 'email:x', numberOf: () => '1001' }), found('1002', 'email'))
})

test('thousands of cards are looked through once', () => {
  const cards = Array.from({ length: 20_000 }, (_, at) => ({ number: `${at}`, email: `customer${at}@example.se` }))
  const index = customerIndex(cards)
  for (let at = 0; at < 20_000; at += 7) {
    assert.is((matchCustomer(order({ email: `customer${at}@example.se` }), index, rules()) as { number: string }).number, `${at}`)
  }
})

test.run()
