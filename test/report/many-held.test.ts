// Many items held for one reason: a few examples say as much as hundreds, and the sentence reads well whatever differs between them.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Knowledge } from '../../engine/report/knowledge.js'
import { planMarkdown } from '../../engine/report/plan-markdown.js'
import { planText } from '../../engine/report/plan-text.js'
import { offText, sharedText } from '../../engine/report/reason-text.js'
import type { HeldItem } from '../../engine/types/plan.js'
import type { ProblemsSpec } from '../../engine/types/problems.js'
import { changeOf, documentOf, KNOWLEDGE, streamOf } from './sample.js'

const test = suite('many held')

const PROBLEMS: ProblemsSpec = {
  ...KNOWLEDGE.problems,
  NOT_WHOLE: {
    family: 'plan', title: 'the shop takes whole prices, and this one is {value}', many: 'the shop takes whole prices, and these are not whole',
    hint: 'set priceRounding in the Shop.', why: 'w', do: 'd',
  },
  OFF: { family: 'plan', title: '{stream} is switched off', hint: 'switch it on with streams: {entity}: on.', why: 'w', do: 'd' },
}
const KNOWS: Knowledge = { ...KNOWLEDGE, problems: PROBLEMS }

const heldItem = (at: number): HeldItem => ({ key: String(1000 + at), name: `Skål ${at}`, reason: { code: 'NOT_WHOLE', facts: { value: `${100 + at}.50` } } })
const held = Array.from({ length: 300 }, (_, at) => heldItem(at))
const plan = documentOf([streamOf('se/price', { held })])

test('eight are named with what is their own, and the others are counted', () => {
  const text = planText(plan, KNOWS)
  assert.match(text, /! hold 300 articles: the shop takes whole prices, and these are not whole\n/)
  assert.match(text, /1000 "Skål 0" \(100\.50\)/)
  assert.equal([...text.matchAll(/"Skål/g)].length, 8)
  assert.match(text, /; and 292 more\n/)
  assert.match(text, /\n {4}set priceRounding in the Shop.*  \[NOT_WHOLE\]\n {2}300 held\n/)
})

test('all of them are there for who asks', () => {
  assert.equal([...planText(plan, KNOWS, { all: true }).matchAll(/this one is \d+\.50/g)].length, 300)
})

test('a pull request is told no more than that either', () => {
  const page = planMarkdown(plan, KNOWS)
  assert.equal([...page.matchAll(/this one is \d+\.50/g)].length, 8)
  assert.match(page, /…and 292 items more held for the same reason/)
  assert.match(page, /; and 292 more/)
})

test('what they have in common is said as of one; without a text for many what differs is left open', () => {
  const same = [heldItem(1).reason, heldItem(1).reason]
  assert.is(sharedText(same, PROBLEMS), 'the shop takes whole prices, and this one is 101.50')
  const { many: _many, ...single } = PROBLEMS['NOT_WHOLE'] as NonNullable<ProblemsSpec[string]>
  assert.is(sharedText([heldItem(1).reason, heldItem(2).reason], { NOT_WHOLE: single }), 'the shop takes whole prices, and this one is …')
})

test('a few values of what differs are named where the text lists them, and many are left open', () => {
  const texts: ProblemsSpec = { ...PROBLEMS, STATUS: { ...PROBLEMS['NOT_WHOLE'] as NonNullable<ProblemsSpec[string]>, title: 'its status {status} starts no transfer', many: undefined as never, listed: ['status'] } }
  const of = (...statuses: readonly string[]): { code: string; facts: { status: string } }[] => statuses.map((status) => ({ code: 'STATUS', facts: { status } }))
  assert.is(sharedText(of('Ny', 'Betald', 'Ny'), texts), 'its status Betald, Ny starts no transfer')
  assert.is(sharedText(of('1', '2', '3', '4', '5'), texts), 'its status … starts no transfer')
  assert.is(sharedText([{ code: 'STATUS' }], texts, { status: ['Betald', 'Ny'] }), 'its status Betald, Ny starts no transfer')
})

test('what waits for approval has its advice at its group, not in the stream', () => {
  const why = [{ code: 'NOT_WHOLE', facts: { value: '1.50' } }]
  const of = (verdict: 'pending' | 'withheld'): string => planText(documentOf([streamOf('se/price', {
    changes: [changeOf({ stream: 'se/price', key: '1', fields: { price: { after: '1.50', moved: 'erp' } }, verdict, why })],
  })]), KNOWS)
  assert.match(of('withheld'), /priceRounding in the Shop \[NOT_WHOLE\]/)
  assert.not.match(of('pending'), /\[NOT_WHOLE\]/)
})

test('a price of an article that the same plan creates is new with it', () => {
  const change = changeOf({ stream: 'se/price', key: '1', fields: { price: { after: '1.00', moved: 'new' } }, needs: ['se/product:create:1'] })
  assert.match(planText(documentOf([streamOf('se/price', { changes: [change] })]), KNOWS), /→ 1\.00 SEK +new in the ERP\n/)
  const { needs: _needs, ...known } = change
  assert.match(planText(documentOf([streamOf('se/price', { changes: [known] })]), KNOWS), /→ 1\.00 SEK +never agreed before\n/)
})

test('a stream that is off is named once, and how to switch it on is said', () => {
  assert.is(offText({ stream: 'se/customer', code: 'OFF', facts: { stream: 'se/customer', entity: 'customer' } }, PROBLEMS), 'is switched off; switch it on with streams: customer: on')
  assert.is(offText({ stream: 'se/order', code: 'OFF', facts: { stream: 'order' } }, PROBLEMS), 'order is switched off')
  assert.is(offText({ stream: 'se/order', code: 'UNHEARD_OF' }, PROBLEMS), 'UNHEARD_OF')
})

test.run()
