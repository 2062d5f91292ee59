// What the orders of a plan come to: by kind and currency, exact, with VAT where all of them show it.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadSpecs } from '../../engine/load/specs.js'
import { planText } from '../../engine/report/plan-text.js'
import { totalsOf, totalText } from '../../engine/report/sums.js'
import type { Fields } from '../../engine/core/item.js'
import { documentOf, streamOf } from './sample.js'

const test = suite('sums of orders')
const SUM = { of: 'gross', vat: 'vat', by: 'document' }
const { problems, entities } = loadSpecs()

const order = (gross: string | null, vat: string | null, more: Fields = {}): Fields => ({ document: 'order', currency: 'SEK', gross, vat, ...more })

const TABLE: readonly [string, readonly Fields[], readonly string[]][] = [
  ['nothing', [], []],
  ['one', [order('447.00', '89.40')], ['1 order, 447.00 SEK of which VAT 89.40']],
  ['many, thousands apart', [order('8000.10', '1600.02'), order('342.40', '68.48')], ['2 orders, 8 342.50 SEK of which VAT 1 668.50']],
  ['exact where doubles are not', Array.from({ length: 3 }, () => order('0.10', '0.02')), ['3 orders, 0.30 SEK of which VAT 0.06']],
  ['kinds and currencies apart', [order('10.00', '2.00', { document: 'invoice' }), order('5.00', '1.00', { currency: 'EUR' }), order('7.00', '1.40')],
    ['1 order, 7.00 SEK of which VAT 1.40', '1 order, 5.00 EUR of which VAT 1.00', '1 invoice, 10.00 SEK of which VAT 2.00']],
  ['no VAT is said where one of them shows none', [order('10.00', '2.00'), order('5.00', null)], ['2 orders, 15.00 SEK']],
  ['what shows no amount is not counted', [order(null, null), order('5.00', '1.00')], ['1 order, 5.00 SEK of which VAT 1.00']],
  ['credits take off', [order('10.00', '2.00'), order('-25.00', '-5.00')], ['2 orders, -15.00 SEK of which VAT -3.00']],
]

for (const [name, items, expected] of TABLE) {
  test(name, () => { assert.equal(totalsOf(items, SUM, 'order').map(totalText), expected) })
}

test('held and left out orders are added up as the shop shows them, by shop where there are several, and nothing of a person is shown', () => {
  const held = [{ key: '1008', reason: { code: 'ARTICLE_UNKNOWN', facts: { row: 'row 1', sku: 'ZZ' } } }]
  const atSource = new Map([['se/order', new Map<string, Fields>([['1008', {
    gross: '299.00', vat: '59.80', currency: 'SEK', placedAt: '2026-11-24T07:00:00.000Z', channel: '1', customer: 'email:89674976b16f9a7dc2d4c14699ee79ba', rows: { 1: { sku: 'ZZ', text: 'Till Åsa Öberg' } },
  }]])]])
  const document = documentOf([streamOf('se/order', { held, from: 'shop' }), streamOf('b2b/order', { from: 'shop' })])
  const text = planText(document, { problems, entities, atSource })
  assert.match(text, /! 1008 {2}hold {2}the ERP has no article for row 1\n {10}299\.00 SEK, VAT 59\.80, 2026-11-24, channel 1, 1 row, customer known by its e-mail\n {10}its number is ZZ\. Add the article/)
  assert.match(text, /sums\n {2}held {2}1 order, 299\.00 SEK of which VAT 59\.80\n/)
  assert.not.match(text, /Åsa|[0-9a-f]{32}/)
})

test('an order that is wider than the terminal goes on beneath', () => {
  const fields = Object.fromEntries(Object.entries({ document: 'order', currency: 'SEK', gross: '2447.00', vat: '489.40', rows: { 1: { sku: 'A' } }, customer: 'number:se/7' }).map(([name, after]) => [name, { after, moved: 'new' as const }]))
  const change = { id: 'x', stream: 'se/order', entity: 'order', key: '1001', action: 'create' as const, side: 'erp' as const, system: 'visma', drift: 'created/absent', reason: { code: 'NEW_AT_SOURCE' }, verdict: 'ready' as const, digest: 'd', fields }
  const document = documentOf([streamOf('se/order', { changes: [change], from: 'shop' })])
  assert.match(planText(document, { problems, entities }, { columns: 60 }), '  + 1001  create  order  2 447.00 SEK  VAT 489.40  1 row\n          customer 7 of se\n')
  assert.match(planText(document, { problems, entities }), 'VAT 489.40  1 row  customer 7 of se\n')
})

test.run()
