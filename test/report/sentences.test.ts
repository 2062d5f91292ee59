import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { planText } from '../../engine/report/plan-text.js'
import { sentenceBlocks } from '../../engine/report/sentence-lines.js'
import { sentencesOf } from '../../engine/report/sentences.js'
import type { Change, FieldChange } from '../../engine/types/plan.js'
import { plans } from './hostile.js'
import { bigPlan, changeOf, KNOWLEDGE, randomFrom, smallPlan, streamOf } from './sample.js'

const test = suite('sentences')

const prices = (pairs: [string, string][], more: Partial<Omit<Change, 'fields'>> = {}): Change[] => pairs.map(([before, after], at) =>
  changeOf({ stream: 'se/price', key: `P${at}`, fields: { price: { before, after, moved: 'erp' } }, ...more }))

const textOf = (stream: string, changes: Change[]): string[] =>
  sentencesOf([streamOf(stream, { changes })], KNOWLEDGE).map((one) => `${one.mark} ${one.text}`)

const single = (stream: string, field: string, value: FieldChange): string[] =>
  textOf(stream, [changeOf({ stream, key: '1', fields: { [field]: value } })])

test('prices that rise are one sentence with least, most and median', () => {
  assert.equal(textOf('se/price', prices([['100.00', '102.00'], ['100.00', '104.00'], ['200.00', '225.00']])), [
    '~ price incl. VAT up 2.0 … 12.5 % (median 4.0 %) on 3 articles, changed in the ERP',
  ])
})

test('all by the same share is one figure', () => {
  assert.equal(textOf('se/price', prices([['100.00', '75.00'], ['200.00', '150.00']])), [
    '~ price incl. VAT down 25.0 % on 2 articles, changed in the ERP',
  ])
})

test('the shape of one field', () => {
  const cases: [string, string, FieldChange, string][] = [
    ['se/price', 'price', { before: '9.00', after: '0.00', moved: 'erp' }, '~ price incl. VAT to zero on 1 article, changed in the ERP'],
    ['se/price', 'price', { before: '9.00', after: null, moved: 'erp' }, '~ price incl. VAT cleared on 1 article, changed in the ERP'],
    ['se/price', 'price', { before: null, after: '9.00', moved: 'new' }, '~ price incl. VAT filled in on 1 article, never agreed before'],
    ['se/price', 'price', { before: '0.00', after: '9.00', moved: 'shop' }, '~ price incl. VAT up from zero on 1 article, changed in the shop, put back'],
    ['se/price', 'price', { after: '9.00', moved: 'config' }, '~ price incl. VAT set on 1 article, the configuration changed'],
    ['se/stock', 'quantity', { before: 4, after: 0, moved: 'erp' }, '~ published level to zero on 1 article, changed in the ERP'],
    ['se/stock', 'quantity', { before: 4, after: 7, moved: 'both' }, '~ published level up by 3 on 1 article, changed on both sides, the ERP leads'],
    ['se/product', 'active', { before: true, after: false, moved: 'erp' }, '~ for sale yes → no on 1 article, changed in the ERP'],
    ['se/product', 'name', { before: 'a', after: 'b', moved: 'erp', note: 'shortened' }, '~ name changed on 1 article (1 shortened), changed in the ERP'],
    ['se/product', 'vatRate', { before: 2500, after: 1200, moved: 'erp' }, '~ VAT rate down by 13 percentage points on 1 article, changed in the ERP'],
  ]
  for (const [stream, field, value, expected] of cases) assert.equal(single(stream, field, value), [expected])
})

test('what waits says for what, and leaves open what differs', () => {
  const why = (percent: string): Partial<Omit<Change, 'fields'>> => ({ verdict: 'pending', why: [{ code: 'GUARD_PRICE_JUMP', facts: { percent } }] })
  const both = [...prices([['100.00', '10.00']], why('-90')), ...prices([['10.00', '1.00']], { ...why('-90'), id: 'b', key: 'Q' })]
  assert.equal(textOf('se/price', both), ['. price incl. VAT down 90.0 % on 2 articles, changed in the ERP; waits for approval: the price moves by -90 %'])
  const differ = [...prices([['100.00', '10.00']], why('-90')), ...prices([['10.00', '2.00']], { ...why('-80'), id: 'b', key: 'Q' })]
  assert.match(textOf('se/price', differ)[0] ?? '', /waits for approval: the price moves by … %$/)
})

test('ten thousand changes are at most thirty lines, and everything unusual is named', () => {
  for (const seed of [1, 2, 3]) {
    const { document, unusual } = bigPlan(10_000, seed)
    const lines = sentenceBlocks(sentencesOf(document.streams, KNOWLEDGE)).flat()
    assert.ok(lines.length <= 30, `${lines.length} lines`)
    const text = lines.join('\n')
    for (const key of unusual) assert.ok(text.includes(key), `${key} is hidden (seed ${seed})`)
  }
})

test('outliers of every size are found among changes of everyday size', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomFrom(seed)
    const usual = Array.from({ length: 400 }, (): [string, string] => {
      const base = 50 + Math.floor(random() * 900)
      return [`${base}.00`, (base * (0.97 + random() * 0.09)).toFixed(2)]
    })
    const factors = [0.001, 0.01, 0.1, 0.5, 2, 10, 100]
    const odd = factors.map((factor): [string, string] => ['400.00', (400 * factor).toFixed(2)])
    const changes = prices([...usual, ...odd])
    const named = new Set(sentencesOf([streamOf('se/price', { changes })], KNOWLEDGE).flatMap((one) => one.named.map((each) => each.key)))
    for (let at = 400; at < changes.length; at++) assert.ok(named.has(`P${at}`), `factor ${factors[at - 400]} hidden, seed ${seed}`)
    assert.ok(named.size <= 20, `${named.size} named: too many to be unusual`)
  }
})

test('a change in many different sets of fields is still short', () => {
  const random = randomFrom(7)
  const fields = ['name', 'description', 'barcode', 'vatRate', 'weight', 'active']
  const changes = Array.from({ length: 3000 }, (_, at) => {
    const some = fields.filter(() => random() < 0.5)
    const touched = some.length > 0 ? some : ['name']
    return changeOf({ stream: 'se/product', key: `K${at}`, fields: Object.fromEntries(touched.map((name) => [name, { before: 'a', after: 'b', moved: 'erp' as const }])) })
  })
  const sentences = sentencesOf([streamOf('se/product', { changes })], KNOWLEDGE)
  assert.ok(sentences.length <= 20, `${sentences.length} sentences`)
  assert.is(sentences.reduce((sum, one) => sum + one.count, 0), 3000)
})

test('law: every change and every item is in exactly one sentence', () => {
  fc.assert(fc.property(plans, (document) => {
    const sentences = sentencesOf(document.streams, KNOWLEDGE)
    const told = sentences.flatMap((one) => one.changes)
    const items = sentences.flatMap((one) => one.items)
    const changes = document.streams.flatMap((one) => one.changes)
    const waiting = document.streams.flatMap((one) => [...one.held, ...one.skipped])
    assert.is(told.length, changes.length)
    assert.is(new Set(told).size, changes.length)
    assert.is(new Set(items).size, new Set(waiting).size)
    assert.is(items.length, waiting.length)
    for (const one of sentences) assert.is(one.count, one.changes.length + one.items.length)
  }), { numRuns: 300 })
})

test('law: the same sentences whatever the order of the changes', () => {
  fc.assert(fc.property(plans, (document) => {
    const turned = document.streams.map((one) => ({ ...one, changes: [...one.changes].reverse() }))
    const ids = (streams: typeof turned): string[] => sentencesOf(streams, KNOWLEDGE).map((one) => `${one.id} ${one.count}`)
    assert.equal(ids(turned), ids(document.streams))
  }), { numRuns: 100 })
})

test('law: a plan as text has no control characters and never says undefined', () => {
  fc.assert(fc.property(plans, (document) => {
    const text = planText(document, KNOWLEDGE)
    assert.not.match(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
    assert.is(text.includes('undefined'), false)
  }), { numRuns: 300 })
})

test('a sentence beneath which nothing fits still says how many are worth a look', () => {
  const { document } = bigPlan(3000)
  const sentences = sentencesOf(document.streams, KNOWLEDGE)
  const lines = sentenceBlocks(sentences, { linesMax: sentences.length, columns: 100 }).flat()
  assert.is(lines.length, sentences.length)
  assert.match(lines.join('\n'), /unlike the others \(\d worth a look\)/)
})

test('a small plan needs no sentences', () => {
  assert.is(planText(smallPlan(), KNOWLEDGE).includes('unlike the others'), false)
})

test.run()
