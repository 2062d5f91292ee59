import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { MARKDOWN_BYTES_MAX, planMarkdown } from '../../engine/report/plan-markdown.js'
import { compare } from '../kit/golden.js'
import { HOSTILE, plans } from './hostile.js'
import { bigPlan, changeOf, documentOf, KNOWLEDGE, smallPlan, streamOf } from './sample.js'

const test = suite('plan-markdown')

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8')

/** What is ours in a page: everything but the content of <code>. */
const outsideCode = (text: string): string => text.replace(/<code>[^<]*<\/code>/g, '<code></code>')

test('a small plan', () => {
  compare('report/plan-small-markdown', planMarkdown(smallPlan(), KNOWLEDGE))
})

test('nothing to do', () => {
  compare('report/plan-nothing-markdown', planMarkdown(documentOf([streamOf('se/price', { unchanged: 5000 })]), KNOWLEDGE))
})

test('a plan of any size fits, tells all sentences and says how much is left out', () => {
  for (const size of [10, 100, 1000, 50_000]) {
    const { document, unusual } = bigPlan(size)
    const text = planMarkdown(document, KNOWLEDGE)
    assert.ok(bytes(text) <= MARKDOWN_BYTES_MAX, `${size}: ${bytes(text)}`)
    if (size <= 1000) for (const key of unusual) assert.ok(text.includes(key), key)
    const listed = text.split('\n').filter((line) => /^\| \\?[+~.!×-] \|/u.test(line)).length
    const changes = document.streams.reduce((sum, one) => sum + one.changes.length, 0)
    const left = [...text.matchAll(/([\d ]+) changes? left out here/g)].reduce((sum, one) => sum + Number((one[1] ?? '').replaceAll(' ', '')), 0)
    assert.is(listed + left, changes)
    assert.is(text.match(/<details>/g)?.length ?? 0, text.match(/<\/details>/g)?.length ?? 0)
  }
})

test('hostile texts stay inside their cell', () => {
  for (const hostile of HOSTILE) {
    const change = changeOf({ stream: 'se/product', key: hostile, name: hostile, fields: { name: { before: hostile, after: hostile, moved: 'erp', note: hostile } } })
    const held = { key: hostile, name: hostile, reason: { code: hostile, place: hostile } }
    const text = planMarkdown(documentOf([streamOf('se/product', { changes: [change], held: [held] })], { integration: hostile }), KNOWLEDGE)
    const rows = text.split('\n').filter((line) => line.startsWith('| \\~ |'))
    assert.is(rows.length, 1)
    assert.is(rows[0]?.match(/(?<!\\)\|/g)?.length, 6)
    assert.not.match(outsideCode(text), /<(?!\/?(?:code|details|summary|br|sub)>)/)
    assert.not.match(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
  }
})

test('law: bounded in bytes, tables whole, nothing opened and left open, whatever the plan', () => {
  fc.assert(fc.property(plans, (document) => {
    const text = planMarkdown(document, KNOWLEDGE)
    assert.ok(bytes(text) <= MARKDOWN_BYTES_MAX)
    assert.not.match(outsideCode(text), /<(?!\/?(?:code|details|summary|br|sub)>)/)
    assert.is(text.match(/<code>/g)?.length ?? 0, text.match(/<\/code>/g)?.length ?? 0)
    assert.is(text.match(/<details>/g)?.length ?? 0, text.match(/<\/details>/g)?.length ?? 0)
    assert.is(planMarkdown(document, KNOWLEDGE), text)
  }), { numRuns: 300 })
})

for (const sign of ['|<å`', '😀'] as const) test(`law: long texts of ${sign} everywhere do not break the bound`, () => {
  const long = sign.repeat(4000)
  const changes = Array.from({ length: 300 }, (_, at) => changeOf({ stream: 'se/product', id: `c${at}`, key: long + at, name: long, reason: { code: long, place: long },
    fields: Object.fromEntries(Array.from({ length: 20 }, (__, field) => [`${long}${field}`, { before: long, after: long, moved: 'erp' as const, note: long }])) }))
  const held = Array.from({ length: 300 }, (_, at) => ({ key: long + at, name: long, reason: { code: long, place: long } }))
  const groups = Array.from({ length: 300 }, (_, at) => ({ id: long + at, code: long, stream: long, count: 1, approved: false, digest: '', facts: {} }))
  const off = Array.from({ length: 300 }, () => ({ stream: long, code: long, facts: {} }))
  const streams = Array.from({ length: 60 }, (_, at) => streamOf(`${long}${at}/product`, { changes: at === 0 ? changes : [], held: at === 0 ? held : [] }))
  const text = planMarkdown(documentOf(streams, { groups, off, integration: long, mode: long }), KNOWLEDGE)
  assert.ok(bytes(text) <= MARKDOWN_BYTES_MAX)
  for (const part of ['Waits for approval', 'A person decides', 'To look at', 'Streams']) assert.ok(text.includes(part), part)
})

test('personal values are covered', () => {
  const change = changeOf({ stream: 'se/customer', key: '1001', name: 'Eva Exempel', fields: { email: { after: 'eva@example.se', moved: 'shop', personal: true } } })
  const text = planMarkdown(documentOf([streamOf('se/customer', { changes: [change] })]), KNOWLEDGE)
  assert.not.match(text, /Eva|example/)
})

test.run()
