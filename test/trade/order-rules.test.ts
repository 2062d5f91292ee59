// What the rules decide: whether an order is due, its date, channel, terms, articles and texts.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { channelOf, forDocument } from '../../engine/trade/order/channel.js'
import { dueOf } from '../../engine/trade/order/due.js'
import { isHeld } from '../../engine/trade/order/finding.js'
import { linesOf } from '../../engine/trade/order/texts.js'
import type { ChannelRules, CodeMap, OrderRules, ShopOrder } from '../../engine/trade/order/types.js'
import { HEAD_ROOM, holds, made, MIXED, NOW, order, rows, rules } from '../kit/shop-orders.js'

const test = suite('order rules')

/** "due", or the kind and the code. */
function due(given: Partial<ShopOrder>, of: Partial<OrderRules> = {}, now = NOW): string {
  const found = dueOf(order(given), rules(of), now)
  return found.kind === 'due' ? 'due' : `${found.kind} ${found.reason.code}`
}

const PAY: Partial<OrderRules> = { pay: { invoice: 'always', klarna: 'authorised', swish: 'paid', none: 'never' } }
const TERMS: CodeMap = { pairs: { klarna: 'KL', bank: '30' }, otherwise: { as: 'hold' } }
const OFF: ChannelRules = { name: 'dk', match: { channelId: '2' }, flows: false, orders: {} }
const NO: ChannelRules = { name: 'no', match: { currency: 'NOK' }, flows: true, orders: {} }

const DUE: readonly (readonly [name: string, expected: string, order: Partial<ShopOrder>, rules?: Partial<OrderRules>])[] = [
  ['an order as any other', 'due', {}],
  ['S-003: a status that starts nothing', 'skipped STATUS_NOT_TRIGGER', { status: 'new' }, { statuses: ['paid'] }],
  ['S-003: a status that starts it', 'due', {}, { statuses: ['new', 'paid'] }],
  ['S-003: no status where one is needed', 'skipped STATUS_NOT_TRIGGER', { status: null }, { statuses: ['paid'] }],
  ['no status is named: one behind the transfer starts nothing', 'skipped STATUS_NOT_TRIGGER', { status: 'returned' }, { pastStatuses: ['delivered', 'returned'] }],
  ['no status is named: any other starts it', 'due', { status: 'whatever' }, { pastStatuses: ['delivered', 'returned'] }],
  ['cancelled before the transfer', 'skipped ORDER_CANCELLED', { status: 'cancelled' }, { statuses: ['cancelled'] }],
  ['S-017: a test order', 'skipped TEST_ORDER', { test: true }],
  ['S-017: said not to be one', 'due', { test: false }],
  ['S-018: the day before the first', 'skipped BEFORE_ORDERS_FROM', { placedAt: '2026-10-31T22:59:59Z' }, { ordersFrom: '2026-11-01' }],
  ['S-018: half past midnight of the first, local time', 'due', { placedAt: '2026-10-31T23:30:00Z' }, { ordersFrom: '2026-11-01' }],
  ['a time without its zone', 'held PLACED_UNREADABLE', { placedAt: '2026-11-01T00:30:00' }],
  ['no time', 'held PLACED_UNREADABLE', { placedAt: null }],
  ['a channel that does not flow', 'skipped CHANNEL_OFF', { channel: '2' }, { channels: [OFF, NO] }],
  ['no channel of those configured', 'held CHANNEL_UNMAPPED', { channel: '3' }, { channels: [OFF] }],
  ['S-024: payment rules, and none for this method', 'held PAYMENT_UNMAPPED', { paymentMethod: 'bank' }, PAY],
  ['S-024: payment rules, and no method', 'held PAYMENT_UNMAPPED', { paymentMethod: null }, PAY],
  ['S-024: payment rules, and a method that has terms alone', 'held PAYMENT_UNMAPPED', { paymentMethod: 'bank' }, { ...PAY, paymentTerms: TERMS }],
  ['S-024: without payment rules every method is taken', 'due', { paymentMethod: 'bank' }],
  ['always', 'due', { paymentMethod: 'invoice', paymentState: null }, PAY],
  ['never', 'skipped PAYMENT_NEVER', { paymentMethod: 'none' }, PAY],
  ['authorised, and reserved', 'due', {}, PAY], ['authorised, and captured', 'due', { paymentState: 'captured' }, PAY],
  ['authorised, and pending', 'waiting PAYMENT_NOT_YET', { paymentState: 'pending' }, PAY], ['authorised, and nothing known', 'waiting PAYMENT_NOT_YET', { paymentState: null }, PAY],
  ['paid, and reserved', 'waiting PAYMENT_NOT_YET', { paymentMethod: 'swish' }, PAY], ['paid, and captured', 'due', { paymentMethod: 'swish', paymentState: 'captured' }, PAY],
  ['paid, and given back', 'waiting PAYMENT_NOT_YET', { paymentMethod: 'swish', paymentState: 'credited' }, PAY],
  ['a zero order flows unless the rules say otherwise', 'due', { gross: '0.00' }], ['a zero order is skipped', 'skipped ZERO_ORDER', { gross: '0.00' }, { zeroOrders: 'skip' }],
  ['paid whole by gift card is no zero order', 'due', { toPay: '0.00' }, { zeroOrders: 'skip' }],
  ['given up', 'skipped GIVEN_UP', { placedAt: '2026-11-18T09:59:59Z', paymentState: 'pending' }, { ...PAY, giveUpAfterDays: 7 }],
  ['to the second not given up', 'waiting PAYMENT_NOT_YET', { placedAt: '2026-11-18T10:00:00Z', paymentState: 'pending' }, { ...PAY, giveUpAfterDays: 7 }],
  ['a hold is given up as well', 'skipped GIVEN_UP', { placedAt: '2026-11-01T10:00:00Z', channel: '3' }, { channels: [OFF], giveUpAfterDays: 7 }],
  ['S-024: no method is known by a name that every object has', 'held PAYMENT_UNMAPPED', { paymentMethod: 'constructor' }, { ...PAY, paymentTerms: TERMS }],
  ['what can be transferred is never given up', 'due', { placedAt: '2026-01-18T10:00:00Z' }, { ...PAY, giveUpAfterDays: 7 }],
]
for (const [name, expected, given, of] of DUE) test(`${name}: ${expected}`, () => { assert.is(due(given, of), expected) })

const YEAR_2026 = { starts: '2026-01-01', ends: '2026-12-31', locked: false }
test('S-014: half past midnight on New Year\'s Day, in a year that is not opened', () => {
  holds('NO_BOOKING_YEAR', { date: '2027-01-01' }, { placedAt: '2026-12-31T23:30:00Z' }, { rules: { lockedPeriod: 'today' } })
})
test('S-014: and in one that is', () => {
  const years = [YEAR_2026, { starts: '2027-01-01', ends: '2027-12-31', locked: false }]
  assert.is(made({ placedAt: '2026-12-31T23:30:00Z' }, { known: { years } }).document.documentDate, '2027-01-01')
})
test('S-015: a locked month', () => { holds('PERIOD_LOCKED', { date: '2026-10-31' }, { placedAt: '2026-10-31T10:00:00Z' }, { known: { lockedMonths: ['2026-10'] } }) })
test('S-015: a locked year', () => { holds('PERIOD_LOCKED', { date: '2026-11-25' }, {}, { known: { years: [{ ...YEAR_2026, locked: true }] } }) })
test('S-015: dated today by rule, and said', () => {
  const { document, notes } = made({ placedAt: '2026-10-31T10:00:00Z' }, { known: { lockedMonths: ['2026-10'] }, rules: { lockedPeriod: 'today' } })
  assert.is(document.documentDate, '2026-11-25')
  assert.is(notes['documentDate'], '2026-11-25 instead of 2026-10-31, whose period is locked')
})
test('S-015: today is locked too', () => {
  holds('PERIOD_LOCKED', { date: '2026-11-25' }, { placedAt: '2026-10-31T10:00:00Z' }, { known: { lockedMonths: ['2026-10', '2026-11'] }, rules: { lockedPeriod: 'today' } })
})

const channel = (name: string, match: ChannelRules['match'], orders: ChannelRules['orders'] = {}): ChannelRules => ({ name, match, flows: true, orders })
const CHANNELS: readonly (readonly [name: string, expected: string, order: Partial<ShopOrder>, channels: readonly ChannelRules[]])[] = [
  ['none configured', 'none', {}, []],
  ['by the shop\'s channel', 'b2b', { channel: '2' }, [channel('se', { channelId: '1' }), channel('b2b', { channelId: '2' })]],
  ['by currency', 'se', {}, [channel('no', { currency: 'NOK' }), channel('se', { currency: 'SEK' })]],
  ['by the country of delivery', 'fi', { deliveryAddress: { country: 'fi' } }, [channel('se', { country: 'SE' }), channel('fi', { country: 'FI' })]],
  ['by the country of the bill where no other is told', 'se', {}, [channel('se', { country: 'SE' }), channel('fi', { country: 'FI' })]],
  ['the one that says most', 'b2b', { channel: '2' }, [channel('se', { currency: 'SEK' }), channel('b2b', { currency: 'SEK', channelId: '2' })]],
  ['two that say as much', 'CHANNEL_UNCLEAR', { channel: '2' }, [channel('se', { currency: 'SEK' }), channel('b2b', { channelId: '2' })]],
  ['in none', 'CHANNEL_UNMAPPED', { channel: '9' }, [channel('b2b', { channelId: '2' })]],
]
for (const [name, expected, given, channels] of CHANNELS) {
  test(`channel, ${name}: ${expected}`, () => {
    const found = channelOf(order(given), rules({ channels }))
    assert.is(isHeld(found) ? found.problem.code : found?.name ?? 'none', expected)
  })
}
test('channels that fit alike are all named', () => {
  const alike = ['b2b', 'se', 'all'].map((name) => channel(name, { currency: 'SEK' }))
  holds('CHANNEL_UNCLEAR', { channel: '2', currency: 'SEK', country: 'SE', channels: 'all, b2b, se' }, { channel: '2' }, { rules: { channels: alike } })
})
test('with channels configured an order in none is held', () => { holds('CHANNEL_UNMAPPED', { channel: '9', currency: 'SEK', country: 'SE' }, { channel: '9' }, { rules: { channels: [channel('b2b', { channelId: '2' })] } }) })

const AS: readonly (readonly [name: string, expected: string, rules: Partial<OrderRules>])[] = [
  ['S-005: for all', 'invoice', { as: 'invoice' }], ['S-006: by payment', 'invoice', { byPayment: { klarna: 'invoice' } }], ['S-006: another payment', 'order', { byPayment: { bank: 'invoice' } }],
  ['the channel over what holds for all', 'invoice', { channels: [channel('se', {}, { as: 'invoice' })], byPayment: { klarna: 'order' } }],
  ['the channel\'s own payment rule over its own word', 'order', { channels: [channel('se', {}, { as: 'invoice', byPayment: { klarna: 'order' } })] }],
]
for (const [name, expected, of] of AS) {
  test(`${name}: ${expected}`, () => { assert.is(made({}, { rules: of }).document.document, expected) })
}
test('what a channel says of its documents', () => {
  const orders = { project: 'P1', costCentre: 'K1', priceList: 'B2B', account: '3010', terms: '10', deliveryWay: 'DHL', customerNumber: '99' }
  const { document } = made({ deliveryWay: 'box' }, { rules: { channels: [channel('se', {}, orders)], project: 'P0', paymentTerms: TERMS } })
  assert.equal([document.project, document.costCentre, document.priceList, document.rows['1']?.account, document.paymentTerms, document.deliveryWay], ['P1', 'K1', 'B2B', '3010', '10', 'DHL'])
  const own = forDocument(order(), rules({ channels: [channel('se', {}, orders)] }))
  assert.is(isHeld(own) ? undefined : own.customerNumber, '99')
})

const KEEP: CodeMap = { pairs: {}, otherwise: { as: 'keep' } }
const ELSE: CodeMap = { pairs: {}, otherwise: { code: 'X' } }
test('S-024: a payment method that no terms are mapped to', () => { holds('PAYMENT_UNMAPPED', { method: 'swish', list: 'paymentTerms' }, { paymentMethod: 'swish' }, { rules: { paymentTerms: TERMS } }) })
test('a delivery way that is not mapped', () => { holds('DELIVERY_UNMAPPED', { way: 'drone' }, { deliveryWay: 'drone' }, { rules: { deliveryWays: { pairs: { dhl: 'D' }, otherwise: { as: 'hold' } } } }) })
test('a unit that is not mapped', () => { holds('UNIT_UNMAPPED', { unit: 'roll', row: 'row 1' }, { rows: rows({ unit: 'roll' }) }, { rules: { units: { pairs: {}, otherwise: { as: 'hold' } } } }) })
test('a unit that the ledger has not', () => { holds('UNIT_UNKNOWN', { unit: 'roll' }, { rows: rows({ unit: 'roll' }) }, { rules: { units: KEEP } }) })
test('codes: mapped, kept, replaced, left to the ledger', () => {
  assert.is(made({}, { rules: { paymentTerms: TERMS } }).document.paymentTerms, 'KL')
  assert.is(made({}, { rules: { paymentTerms: KEEP } }).document.paymentTerms, 'klarna')
  assert.is(made({}, { rules: { paymentTerms: ELSE } }).document.paymentTerms, 'X')
  assert.is(made({}).document.paymentTerms, undefined)
  assert.is(made({ deliveryWay: null }, { rules: { deliveryWays: { pairs: {}, otherwise: { as: 'hold' } } } }).document.deliveryWay, undefined)
  assert.is(made({ rows: rows({ unit: 'piece' }) }, { rules: { units: { pairs: { piece: 'st' }, otherwise: { as: 'hold' } } } }).document.rows['1']?.unit, 'st')
  assert.is(made({ rows: rows({ unit: 'piece' }) }).document.rows['1']?.unit, undefined)
})

const STRANGE = { rows: rows({ sku: 'NEW', text: 'Ny vara', unit: 'st' }) }
const NAMELESS = { rows: rows({ sku: null, text: 'Utgången vara' }) }
test('S-020: an unknown article is held', () => { holds('ARTICLE_UNKNOWN', { sku: 'NEW', row: 'row 1' }, STRANGE) })
test('S-020: no article is known by a name that every object has', () => { holds('ARTICLE_UNKNOWN', { sku: 'constructor' }, { rows: rows({ sku: 'constructor' }) }) })
test('S-021: create leaves the row as it is', () => { assert.is(made(STRANGE, { rules: { onUnknownArticle: 'create' } }).document.rows['1']?.sku, 'NEW') })
test('S-021: nothing can be created without a number', () => { holds('ARTICLE_UNKNOWN', { sku: undefined }, NAMELESS, { rules: { onUnknownArticle: 'create', articles: {} } }) })
test('S-023: no article number: the fallback article with the row\'s text', () => {
  const { document, notes } = made(NAMELESS, { rules: { onUnknownArticle: 'textRow' } })
  assert.equal(document.rows['1'], { sku: 'DIV', text: 'Utgången vara', quantity: '1', price: '199.00', vatRate: 2500 })
  assert.is(notes['row 1'], 'no article number as article DIV')
})
test('S-023: an unknown number is said in the notes', () => { assert.is(made(STRANGE, { rules: { onUnknownArticle: 'textRow' } }).notes['row 1'], 'NEW as article DIV') })
test('S-023: no number, and no rule', () => { holds('ARTICLE_UNKNOWN', { row: 'row 1', sku: undefined }, NAMELESS) })
test('S-023: the fallback article is missing in the ledger', () => { holds('ARTICLE_UNKNOWN', { sku: 'GONE' }, NAMELESS, { rules: { onUnknownArticle: 'textRow', articles: { fallback: 'GONE' } } }) })
test('S-023: no fallback article is named', () => { holds('ARTICLE_UNKNOWN', { row: 'row 1' }, NAMELESS, { rules: { onUnknownArticle: 'textRow', articles: {} } }) })
test('S-032: the freight article is missing in the ledger, whatever stands in for others', () => {
  holds('ARTICLE_UNKNOWN', { sku: 'PORTO', row: 'freight' }, { ...MIXED, charges: { freight: { amount: '59.00' } }, gross: '377.00', vat: '45.05' }, { rules: { onUnknownArticle: 'create', articles: { freight: 'PORTO' } } })
})

const WORDS = Array.from({ length: 50 }, (_, at) => `ord${String(at).padStart(4, '0')}`).join(' ')
const TEXTS = { limits: { rows: 200, text: 60, comment: [60, 60], rates: 4, head: HEAD_ROOM } }
test('S-026: a comment of 399 characters is held', () => {
  assert.is(WORDS.length, 399)
  holds('COMMENT_TOO_LONG', { length: 399, room: '60 + 60' }, { comment: WORDS }, { known: TEXTS })
})
test('S-026: as rows of text, and not a word is lost', () => {
  const { document, notes } = made({ comment: `${WORDS}\nTack!` }, { known: TEXTS, rules: { onLongComment: 'textRows' } })
  const texts = Object.values(document.rows).slice(1).map(({ text }) => text ?? '')
  assert.is(texts.join(' '), `${WORDS} Tack!`)
  assert.ok(texts.every((text) => text.length <= 60))
  assert.is(texts.at(-1), 'Tack!')
  assert.is(document.comment, undefined)
  assert.is(notes['comment'], 'as 9 rows of text')
})
test('S-026: shortened at a word, with a warning', () => {
  const { document, warnings } = made({ comment: WORDS }, { known: TEXTS, rules: { onLongComment: 'shorten' } })
  assert.ok(WORDS.startsWith(`${document.comment} `))
  assert.is(document.comment?.length, 111)
  assert.equal(warnings, [{ code: 'TEXT_SHORTENED', facts: { what: 'the comment', length: 399, max: '60 + 60' } }])
})
test('S-026: a comment that fits is as it was, on one line', () => { assert.is(made({ comment: ' Ring på \r\n baksidan ' }).document.comment, 'Ring på baksidan') })
test('S-026: the text of a row goes on below it', () => {
  const { document } = made({ rows: rows({ text: WORDS.slice(0, 100) }, { sku: 'A-2', price: '0' }) }, { rules: { onLongComment: 'textRows' } })
  assert.equal(Object.values(document.rows).map(({ sku, text }) => [sku, text?.length]), [['A-1', 55], [undefined, 44], ['A-2', 4]])
})
test('S-026: the text of a row, held and shortened', () => {
  const long = { rows: rows({ text: WORDS }) }
  holds('ROW_TEXT_TOO_LONG', { row: 'row 1', length: 399, max: 60 }, long)
  const { document, warnings } = made(long, { rules: { onLongComment: 'shorten' } })
  assert.is(document.rows['1']?.text?.length, 55)
  assert.is(warnings[0]?.code, 'TEXT_SHORTENED')
})
test('S-026: a text of exactly the room fits', () => {
  assert.is(made({ rows: rows({ text: 'x'.repeat(60) }) }).document.rows['1']?.text?.length, 60)
  holds('ROW_TEXT_TOO_LONG', { length: 61 }, { rows: rows({ text: 'x'.repeat(61) }) })
})
test('S-026: a word longer than a line is broken, not lost', () => { assert.equal(linesOf('abcdefghij klm', 4), ['abcd', 'efgh', 'ij k', 'lm']) })
test('the goods mark is a row of text', () => {
  const { document, notes } = made({ goodsMark: 'Port 7' })
  assert.equal(document.rows['2'], { text: 'Port 7' })
  assert.is(notes['goodsMark'], 'as a row of text')
})
test('more rows than a document takes', () => {
  const many = Array.from({ length: 6 }, () => ({ price: '1.00' }))
  const limits = { rows: 5, text: 60, comment: [60], rates: 4, head: {} }
  holds('TOO_MANY_ROWS', { rows: 6, max: 5 }, { rows: rows(...many), gross: '6.00', vat: '1.20' }, { known: { limits } })
  assert.is(Object.keys(made({ rows: rows(...many.slice(1)), gross: '5.00', vat: '1.00' }, { known: { limits } }).document.rows).length, 5)
})

test('what the shop does not show is left out of the head', () => {
  const { document } = made({ poNumber: '', reference: null, deliveryAddress: null })
  for (const name of ['poNumber', 'reference', 'deliveryAddress', 'comment', 'rate', 'vatNo', 'charges', 'export']) assert.not.ok(name in document, name)
})

test.run()
