import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { paint } from '../../engine/report/colour.js'
import { planHtml } from '../../engine/report/plan-html.js'
import { planJson } from '../../engine/report/plan-json.js'
import { planMarkdown } from '../../engine/report/plan-markdown.js'
import { planText } from '../../engine/report/plan-text.js'
import type { StreamPlan } from '../../engine/types/plan.js'
import { compare } from '../kit/golden.js'
import { HOSTILE } from './hostile.js'
import { bigPlan, changeOf, documentOf, KNOWLEDGE, smallPlan, streamOf } from './sample.js'

const test = suite('plan-text')

test('a small plan shows every change', () => {
  compare('report/plan-small', planText(smallPlan(), KNOWLEDGE))
})

test('a big plan is told in sentences', () => {
  compare('report/plan-big', planText(bigPlan(10_000).document, KNOWLEDGE))
})

test('nothing to do is one line, always there', () => {
  const text = planText(documentOf([streamOf('se/price', { unchanged: 5000 })]), KNOWLEDGE)
  compare('report/plan-nothing', text)
  assert.match(planText(documentOf([]), KNOWLEDGE), /nothing to do: 0 considered/)
})

test('a bound price list says at its head whose prices which group sees, in every format', () => {
  const shop = '7c2f0000-0000-4000-8000-000000000002'
  const bound = (name: string, lists: NonNullable<StreamPlan['lists']>): StreamPlan => ({ ...streamOf(`se/price-list/${name}`, { changes: [changeOf({ key: '4711', stream: 'se/price', fields: { price: { before: '90.00', after: '95.00', moved: 'erp' } } })] }), lists })
  const document = documentOf([
    bound('resellers', { erp: 'AF', shop, customerGroup: 'Återförsäljare <b>' }), bound('big', { customerNumber: '500', shop, customerGroup: 'Storkund' }), bound('open', { erp: 'NO', shop }),
  ])
  const text = planText(document, KNOWLEDGE)
  assert.match(text, 'se/price-list/resellers  erp → shop  overlay  AF → Återförsäljare <b>\n')
  assert.match(text, 'se/price-list/big  erp → shop  overlay  customer 500 → Storkund\n')
  assert.match(text, 'se/price-list/open  erp → shop  overlay\n')
  assert.match(planMarkdown(document, KNOWLEDGE), 'erp → shop, <code>AF → Återförsäljare &#60;b&#62;</code>')
  assert.match(planHtml(document, KNOWLEDGE), 'erp → shop, overlay, AF → Återförsäljare &lt;b')
  assert.equal((JSON.parse(planJson(document, KNOWLEDGE)) as { streams: StreamPlan[] }).streams.map(({ lists }) => lists?.customerGroup), ['Återförsäljare <b>', 'Storkund', undefined])
})

test('a stream that failed says so and why', () => {
  const failed = streamOf('se/price', { failed: { code: 'CANNOT', facts: { system: 'visma', field: 'price' } } })
  const text = planText(documentOf([failed]), KNOWLEDGE)
  assert.match(text, /! the stream could not be planned: visma cannot write price/)
  assert.match(text, /1 stream could not be planned/)
})

test('all shows each change however many', () => {
  const { document } = bigPlan(500)
  const text = planText(document, KNOWLEDGE, { all: true })
  for (const stream of document.streams) for (const change of stream.changes) assert.ok(text.includes(change.key), change.key)
})

test('counts that do not add up stop the view', () => {
  const document = smallPlan()
  const broken = { ...document, totals: { ...document.totals, unchanged: 1 } }
  assert.throws(() => planText(broken, KNOWLEDGE), /the plan: 9818 considered, but 11 accounted for/)
})

test('personal values are covered unless asked for', () => {
  const change = changeOf({ stream: 'se/customer', key: '1001', name: 'Eva Exempel', reason: { code: 'VALUE', facts: { value: 'eva@example.se' } },
    fields: { email: { before: 'e@example.se', after: 'eva@example.se', moved: 'shop', personal: true } } })
  const document = documentOf([streamOf('se/customer', { changes: [change],
    held: [{ key: '1002', name: 'Ulf Exempel', reason: { code: 'TOO_LONG', facts: { field: 'name', value: 'Ulf Exempel' } } }] })])
  const covered = planText(document, KNOWLEDGE)
  for (const secret of ['Eva', 'Ulf', 'example.se']) assert.is(covered.includes(secret), false, secret)
  assert.ok(planText(document, { ...KNOWLEDGE, showPersonalData: true }).includes('eva@example.se'))
})

test('hostile texts stay on their line', () => {
  const changes = HOSTILE.map((text, at) => changeOf({ stream: 'se/product', key: `K${at}`, fields: { name: { before: 'a', after: text, moved: 'erp' } } }))
  const lines = planText(documentOf([streamOf('se/product', { changes })]), KNOWLEDGE, { all: true }).split('\n')
  assert.is(lines.filter((line) => /^ {2}~ K\d+ /.test(line)).length, HOSTILE.length)
})

test('paint adds colour and loses nothing', () => {
  for (const document of [smallPlan(), bigPlan(300).document]) {
    const text = planText(document, KNOWLEDGE)
    const painted = paint(text)
    assert.is.not(painted, text)
    assert.is(painted.replace(/\u001b\[\d+m/g, ''), text)
  }
})

test.run()
