// What every view says alike: which list, whose name, how it was before, and every reason that a group waits for.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Knowledge } from '../../engine/report/knowledge.js'
import { planHtml } from '../../engine/report/plan-html.js'
import { planMarkdown } from '../../engine/report/plan-markdown.js'
import { planText } from '../../engine/report/plan-text.js'
import { unseenText } from '../../engine/report/sentence-text.js'
import { shownDocument } from '../../engine/report/shown-plan.js'
import { movementText } from '../../engine/report/value-text.js'
import type { FieldChange, PlanDocument } from '../../engine/types/plan.js'
import { changeOf, documentOf, KNOWLEDGE as SAMPLE, streamOf } from './sample.js'

const test = suite('shown plan')

const text = (title: string, more: object = {}): Knowledge['problems'][string] => ({ family: 'plan', title, why: 'Darför.', do: 'Titta.', ...more })
const KNOWLEDGE: Knowledge = { ...SAMPLE, problems: {
  ...SAMPLE.problems,
  FIRST_SYNC_DIFFERS: text('would replace a value that the two sides never agreed on'),
  FIRST_SYNC_BLIND: text('{side} does not show what it has there; it would be replaced unseen'),
  HTTP_MAINTENANCE: text('{url} is closed for maintenance'), GUARD_PRICE_ZERO: text('the price becomes zero'),
} }
const VIEWS: [string, (document: PlanDocument, knowledge: Knowledge) => string][] = [
  ['text', planText], ['markdown', planMarkdown], ['html', planHtml],
]
const PRICE: Record<string, FieldChange> = { price: { before: '100.00', after: '90.00', moved: 'erp' } }

test('a price is called by the name of its article, where the plan knows it', () => {
  const product = streamOf('se/product', { skipped: [{ key: '10', name: 'Taklampa', reason: { code: 'TARGET_NOT_VISIBLE', facts: { key: '10' } } }] })
  const price = streamOf('se/price', { changes: [changeOf({ stream: 'se/price', key: '10', fields: PRICE }), changeOf({ stream: 'se/price', key: '11', fields: PRICE })] })
  const customer = streamOf('se/customer', { changes: [changeOf({ stream: 'se/customer', key: '10', fields: {} })] })
  const shown = shownDocument(documentOf([product, price, customer]), KNOWLEDGE)
  assert.equal(shown.streams.flatMap((one) => one.changes).map((one) => one.name), ['Taklampa', undefined, undefined])
})

test('what was last written stands for what the target does not show', () => {
  const cases: [FieldChange, string][] = [
    [{ was: '116.00', after: '1160.00', moved: 'erp' }, '116.00 (last written) → 1160.00 SEK'],
    [{ before: '116.00', after: '1160.00', moved: 'erp' }, '116.00 → 1160.00 SEK'],
    [{ after: '1160.00', moved: 'new' }, '→ 1160.00 SEK'],
  ]
  for (const [change, expected] of cases) assert.is(movementText(change, { spec: { type: 'money', title: 'Price' }, currency: 'SEK' }), expected)
  const document = documentOf([streamOf('se/price', { changes: [changeOf({ stream: 'se/price', key: '10', fields: { price: { was: '116.00', after: '1160.00', moved: 'erp' } } })] })])
  for (const [name, view] of VIEWS) assert.match(view(document, KNOWLEDGE), '116.00 (last written)', name)
})

test('of a list that nobody sees it is not said that it differs', () => {
  const why = [{ code: 'FIRST_SYNC_DIFFERS' }]
  const blind = changeOf({ stream: 'se/price', key: '10', verdict: 'pending', why, group: 'se/price:first-sync', fields: { price: { after: '1160.00', moved: 'new' } } })
  const seen = { ...blind, fields: { price: { before: '10.00', after: '1160.00', moved: 'new' as const } } }
  const group = { id: 'se/price:first-sync', code: 'FIRST_SYNC_DIFFERS', stream: 'se/price', count: 1, approved: false, digest: 'g', facts: {} }
  for (const [name, view] of VIEWS) {
    const told = view(documentOf([streamOf('se/price', { changes: [blind] })], { groups: [group] }), KNOWLEDGE)
    assert.match(told, 'the shop does not show what it has there', name)
    assert.not.match(told, 'never agreed on', name)
    assert.match(view(documentOf([streamOf('se/price', { changes: [seen] })], { groups: [group] }), KNOWLEDGE), 'would replace a value', name)
  }
})

test('a group that waits for several reasons names them all', () => {
  const jump = { code: 'GUARD_PRICE_JUMP', facts: { percent: '-100', limit: 50 } }
  const changes = ['10', '11', '12'].map((key) => changeOf({ stream: 'se/price', key, verdict: 'pending', fields: PRICE, group: 'se/price:price-zero',
    why: key === '10' ? [{ code: 'GUARD_PRICE_ZERO' }] : [{ code: 'GUARD_PRICE_ZERO' }, jump] }))
  const group = { id: 'se/price:price-zero', code: 'GUARD_PRICE_ZERO', stream: 'se/price', count: 3, approved: false, digest: 'g', facts: {} }
  for (const [name, view] of VIEWS) {
    assert.match(view(documentOf([streamOf('se/price', { changes })], { groups: [group] }), KNOWLEDGE), 'the price becomes zero; 2 also: the price moves by -100 % (the limit is 50 %)', name)
  }
})

test('a plan in no file yet is saved first', () => {
  const changes = [changeOf({ stream: 'se/price', key: '10', verdict: 'pending', fields: PRICE, group: 'g', why: [{ code: 'GUARD_PRICE_ZERO' }] })]
  const document = documentOf([streamOf('se/price', { changes })], { groups: [{ id: 'g', code: 'GUARD_PRICE_ZERO', stream: 'se/price', count: 1, approved: false, digest: 'g', facts: {} }] })
  const { file: _file, ...unsaved } = KNOWLEDGE
  for (const [name, view] of VIEWS) {
    assert.match(view(document, { ...unsaved, dir: 'kunder/nordlys' }), 'samsyn plan kunder/nordlys --out plan.json', name)
    assert.match(view(document, unsaved), 'samsyn plan --out plan.json', name)
    assert.not.match(view(document, KNOWLEDGE), '--out', name)
  }
})

test('the page says the stream of each row, a percent of whole numbers, and whose clock', () => {
  const stock = streamOf('se/stock', { changes: [changeOf({ stream: 'se/stock', key: '10', fields: { quantity: { before: 35, after: 34, moved: 'erp' } } })] })
  const page = planHtml(documentOf([stock]), KNOWLEDGE)
  assert.match(page, /data-sort="stream"/)
  assert.match(page, '"35","34",0,"",-2.9,0]')
  assert.match(page, 'made 2026-11-03 09:15 Stockholm time')
})

test('looks that failed are told with their reason, the most frequent first', () => {
  const closed = { code: 'HTTP_MAINTENANCE', facts: { url: 'http://butik.example' } }
  const skipped = [
    ...Array.from({ length: 217 }, (_, at) => ({ key: String(at), reason: closed })),
    { key: 'X', reason: { code: 'TARGET_NOT_VISIBLE', facts: { key: 'X' } } }, { key: 'Y', reason: { code: 'ONLY_IN_TARGET' } },
  ]
  const stream = streamOf('se/product', { skipped })
  assert.is(unseenText(stream, KNOWLEDGE), '218 could not be looked at: http://butik.example is closed for maintenance; 1 for other reasons')
  assert.is(unseenText(streamOf('se/product', { skipped: [{ key: 'Y', reason: { code: 'ONLY_IN_TARGET' } }] }), KNOWLEDGE), undefined)
  assert.match(planText(documentOf([stream]), KNOWLEDGE), '! 218 could not be looked at: http://butik.example is closed for maintenance')
  assert.match(planMarkdown(documentOf([stream]), KNOWLEDGE), 'could not look at 217 ')
})

test.run()
