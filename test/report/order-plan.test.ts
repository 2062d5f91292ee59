// A plan of orders in every view: rows in words, customers as people know them, what is not due told together, what is held with what to do.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { planHtml } from '../../engine/report/plan-html.js'
import { planJson } from '../../engine/report/plan-json.js'
import { planMarkdown } from '../../engine/report/plan-markdown.js'
import { planText } from '../../engine/report/plan-text.js'
import type { Knowledge } from '../../engine/report/knowledge.js'
import { loadSpecs } from '../../engine/load/specs.js'
import type { Change, FieldChange, HeldItem, PlanDocument } from '../../engine/types/plan.js'
import { compare } from '../kit/golden.js'
import { changeOf, documentOf, streamOf } from './sample.js'

const test = suite('plans of orders')
const { problems, entities } = loadSpecs()
const KNOWS: Knowledge = { problems, entities, numbers: { 'email:11111111111111111111111111111111': '1042' } }
const NEW = 'email:89674976b16f9a7dc2d4c14699ee79ba'
const KNOWN = 'email:11111111111111111111111111111111'
/** Name, e-mail, telephone, personal number: S-206. */
const SECRETS = ['Åsa Öberg', 'asa@example.se', '070-123 45 67', '19811218-9876']

function set(values: Record<string, FieldChange['after']>): Record<string, FieldChange> {
  return Object.fromEntries(Object.entries(values).map(([name, after]) => [name, { after, moved: 'new' }]))
}

function order(key: string, more: Record<string, FieldChange['after']>): Change {
  return changeOf({
    stream: 'se/order', key, action: 'create', side: 'erp', fields: set({
      document: 'order', currency: 'SEK', gross: '447.00', vat: '89.40', customerName: 'Åsa Öberg', invoiceAddress: { line1: 'Storgatan 1', city: 'Älmhult' },
      rows: { 1: { sku: 'A', text: 'Till Åsa Öberg', quantity: '2', price: '199.00', vatRate: 2500 } }, charges: { freight: { amount: '49.00', vatRate: 2500 } }, ...more,
    }),
  })
}

function plan(ready: number): PlanDocument {
  const customer = changeOf({ stream: 'se/order-customer', key: NEW, name: 'Åsa Öberg', action: 'create', side: 'erp', fields: set({ name: 'Åsa Öberg', email: 'asa@example.se', phone: '070-123 45 67', orgNo: '19811218-9876', currency: 'SEK' }) })
  const held: HeldItem[] = [
    { key: '1002', reason: { code: 'ARTICLE_UNKNOWN', facts: { row: 'row 2', sku: 'ZZ' } } },
    { key: '1003', reason: { code: 'EDITED_AFTER_TRANSFER', facts: { key: '1003', changes: 'rows.1: 2 × A, 39674976b16f9a7dc2d4c14699ee79ba → 3 × A, 39674976b16f9a7dc2d4c14699ee79ba; email' } },
      fields: { email: { before: '89674976b16f9a7dc2d4c14699ee79ba', after: '99674976b16f9a7dc2d4c14699ee79ba', moved: 'shop' } } },
  ]
  const skipped = Array.from({ length: 4000 }, (_, at): HeldItem => ({ key: String(5000 + at), notDue: true, reason: { code: 'STATUS_NOT_TRIGGER', facts: { status: 'Ny', statuses: ['Betald'] } } }))
  const changes = [order('1001', { customer: NEW }), order('1004', { customer: KNOWN, currency: 'EUR' }), ...Array.from({ length: ready }, (_, at) => order(String(2000 + at), { customer: KNOWN }))]
  const stream = streamOf('se/order', { changes, held, skipped, from: 'shop', warnings: [{ code: 'VAT_NOT_SHOWN', facts: { vat: '89.40', count: 2, keys: ['1001', '1004'] } }] })
  return documentOf([streamOf('se/order-customer', { changes: [customer], from: 'shop' }), stream])
}

test('a plan of orders as text', () => {
  compare('report/plan-orders', planText(plan(0), KNOWS))
})

test('a plan of orders as Markdown', () => {
  compare('report/plan-orders-markdown', planMarkdown(plan(0), KNOWS))
})

test('S-018: what is left out is one line with its number, however many, and the new ones stay listed', () => {
  const text = planText(plan(0), KNOWS)
  assert.match(text, /\. skip 4 000 orders: its status Ny starts no transfer/)
  assert.is(text.includes('could not be looked at'), false)
  assert.match(text, /\+ 1001 +create +order +447\.00 SEK +VAT 89\.40 +1 row +customer new/)
})

test('each order has its own currency, and a known customer its number', () => {
  assert.match(planText(plan(0), KNOWS), /\+ 1004 +create +order +447\.00 EUR .*customer 1042/)
  assert.match(planText(plan(0), { ...KNOWS, numbers: {} }), /customer known by its e-mail/)
  assert.match(planText(plan(0), { ...KNOWS, numbers: { [KNOWN]: null } }), /\+ 1004 .*customer without a card/)
})

test('S-206: no view shows a name, an e-mail, a telephone or a personal number, and no view for people a digest', () => {
  for (const ready of [0, 60]) {
    const views = { text: planText(plan(ready), KNOWS), all: planText(plan(ready), KNOWS, { all: true }), markdown: planMarkdown(plan(ready), KNOWS), html: planHtml(plan(ready), KNOWS) }
    for (const [view, text] of Object.entries(views)) {
      assert.is(/\b[0-9a-f]{32}\b/.exec(text.replaceAll(plan(0).id, ''))?.[0], undefined, `${view} shows a digest`)
      for (const secret of SECRETS) assert.is(text.includes(secret), false, `${view} shows ${secret}`)
    }
    const json = planJson(plan(ready), { entities })
    for (const secret of SECRETS) assert.is(json.includes(secret), false, `json shows ${secret}`)
  }
  const shown = planText(plan(0), { ...KNOWS, showPersonalData: true })
  assert.ok(shown.includes('Åsa Öberg'))
})

test('many orders are named with what they come to', () => {
  const text = planText(plan(60), KNOWS)
  assert.match(text, /\+ create 62 orders, new in the shop/)
})

test.run()
