import * as fc from 'fast-check'
import { runInNewContext, Script } from 'node:vm'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { asScriptJson } from '../../engine/report/html/html-text.js'
import { SCRIPT } from '../../engine/report/html/script.js'
import { WORD_MARKS } from '../../engine/report/html/word-marks.js'
import { planHtml } from '../../engine/report/plan-html.js'
import type { ShownPlan } from '../../engine/report/html/rows.js'
import { HOSTILE, plans } from './hostile.js'
import { bigPlan, changeOf, documentOf, KNOWLEDGE, smallPlan, streamOf } from './sample.js'

const test = suite('plan-html')

const JSON_PART = /<script type="application\/json" id="plan" nonce="\w+">(.*?)<\/script>/s

function shownIn(page: string): ShownPlan {
  return JSON.parse(JSON_PART.exec(page)?.[1] ?? '') as ShownPlan
}

/** Every tag and attribute name of a page without its JSON and script: what data could have made. */
function skeleton(page: string): string[] {
  const markup = page.replace(JSON_PART, '').replace(SCRIPT, '')
  return [...markup.matchAll(/<(\/?[a-z!][\w-]*)((?:\s+[^\s=>"']+(?:="[^"]*")?)*)\s*\/?>/gi)]
    .map(([, tag, attributes]) => `${tag} ${[...(attributes ?? '').matchAll(/([^\s="]+)(?:="[^"]*")?/g)].map((one) => one[1]).join(' ')}`)
}

const TAGS = new Set(['!doctype', 'html', 'head', 'meta', 'title', 'style', 'body', 'header', 'main', 'div', 'h1', 'h2', 'h3', 'p', 'b', 'span', 'button', 'a', 'section',
  'ul', 'li', 'code', 'pre', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'svg', 'text', 'rect', 'line', 'circle', 'label', 'input', 'select', 'option', 'noscript', 'script'])

test('everything is in the page: each change and item once, with its fields', () => {
  const document = smallPlan()
  const shown = shownIn(planHtml(document, KNOWLEDGE))
  const keys = document.streams.flatMap((one) => [...one.changes, ...one.held, ...one.skipped]).map((one) => one.key)
  assert.equal(shown.rows.map((row) => row[2]), keys)
  const row = shown.rows.find((one) => one[2] === '4716')
  assert.is(shown.states[row?.[4] ?? -1], 'pending')
  assert.is(shown.groups[row?.[7] ?? -1], 'se/price:price-jump')
  assert.equal(row?.[11][0]?.slice(1, 3), ['490.00', '49.00 SEK'])
  assert.equal(shown.reasons[row?.[6] ?? -1], {
    text: 'the price moves by -90 %', code: 'GUARD_PRICE_JUMP', hint: 'the limit is 50 %.', todo: 'Correct the price, or approve the group.', place: 'specs/guards.yaml',
  })
})

test('the page names the exact command of each group that waits', () => {
  const page = planHtml(smallPlan(), KNOWLEDGE)
  assert.ok(page.includes('samsyn approve plan.json --group se/price:price-jump'))
  assert.not.ok(page.includes('--group se/product:first-sync'))
})

test('nothing is asked of a network, and only our own script may run', () => {
  const page = planHtml(bigPlan(200).document, KNOWLEDGE)
  assert.not.match(page, /(?:src|href)="(?!#)/)
  assert.not.match(page, /url\(|@import|fetch\(|XMLHttpRequest|innerHTML|document\.write|eval\(/)
  assert.match(page, /default-src 'none'; style-src 'nonce-\w+'; script-src 'nonce-\w+'/)
})

test('a plan with nothing to do says so', () => {
  const page = planHtml(documentOf([streamOf('se/price', { unchanged: 5000 })]), KNOWLEDGE)
  assert.match(page, /<h2>Nothing to do<\/h2>/)
  assert.not.match(page, /At a glance/)
})

test('hostile texts are data everywhere', () => {
  for (const hostile of HOSTILE) {
    const change = changeOf({ stream: 'se/product', key: hostile, name: hostile, fields: { [hostile || 'name']: { before: hostile, after: hostile, moved: 'erp', note: hostile } },
      group: hostile, reason: { code: hostile, place: hostile } })
    const document = documentOf([streamOf('se/product', { changes: [change], held: [{ key: hostile, name: hostile, reason: { code: hostile } }] })], {
      integration: hostile, id: hostile, groups: [{ id: hostile, code: hostile, stream: hostile, count: 1, approved: false, digest: '', facts: {} }],
    })
    const page = planHtml(document, { ...KNOWLEDGE, file: hostile })
    for (const tag of skeleton(page)) assert.ok(TAGS.has((tag.split(' ')[0] ?? '').replace('/', '').toLowerCase()), tag)
    assert.is(page.match(/<script/g)?.length, 2)
    assert.is(page.match(/<\/script/g)?.length, 2)
    assert.not.match(page.replace(SCRIPT, ''), /[\u2028\u2029\u202a-\u202e\u2066-\u2069\u0000]/)
  }
})

test('law: no data breaks out of the page, whatever the plan', () => {
  const plain = new Set(skeleton(planHtml(bigPlan(50).document, KNOWLEDGE)).concat(skeleton(planHtml(smallPlan(), KNOWLEDGE))).flatMap((one) => one.split(' ').slice(1)))
  fc.assert(fc.property(plans, (document) => {
    const page = planHtml(document, KNOWLEDGE)
    for (const tag of skeleton(page)) {
      const [name, ...attributes] = tag.split(' ').filter(Boolean)
      assert.ok(TAGS.has((name ?? '').replace('/', '').toLowerCase()), tag)
      for (const attribute of attributes) assert.ok(plain.has(attribute), tag)
    }
    assert.is(page.match(/<script/g)?.length, 2)
    const shown = shownIn(page)
    assert.is(shown.rows.length, document.streams.reduce((sum, one) => sum + one.changes.length + one.held.length + one.skipped.length, 0))
  }), { numRuns: 200 })
})

test('law: JSON in a script element is the same data again, and ends nothing', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = asScriptJson(value)
    assert.equal(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    assert.not.match(text, /[<>&\u2028\u2029]/)
  }), { numRuns: 500 })
  assert.equal(JSON.parse(asScriptJson(HOSTILE)), HOSTILE)
})

test('the script is a program', () => {
  assert.not.throws(() => new Script(SCRIPT))
})

test('law: word marks lose nothing on either side', () => {
  const wordMarks = runInNewContext(`${WORD_MARKS}; wordMarks`) as (before: string, after: string) => [number, string][]
  const words = fc.array(fc.constantFrom('svart ', 'lampa', ' ', 'ny', '<b>', ',', '\n', 'ö'), { maxLength: 30 }).map((list) => list.join(''))
  fc.assert(fc.property(words, words, (before, after) => {
    const parts = wordMarks(before, after)
    assert.is(parts.filter(([side]) => side <= 0).map(([, text]) => text).join(''), before)
    assert.is(parts.filter(([side]) => side >= 0).map(([, text]) => text).join(''), after)
  }), { numRuns: 500 })
  assert.equal(JSON.parse(JSON.stringify(wordMarks('en svart lampa', 'en vit lampa'))), [[0, 'en '], [-1, 'svart'], [1, 'vit'], [0, ' lampa']])
  const long = 'ord '.repeat(3000)
  assert.equal(JSON.parse(JSON.stringify(wordMarks(long, `${long}slut`))), [[0, long], [1, 'slut']])
})

test('personal values are covered', () => {
  const change = changeOf({ stream: 'se/customer', key: '1001', name: 'Eva Exempel', fields: { email: { after: 'eva@example.se', moved: 'shop', personal: true } } })
  const document = documentOf([streamOf('se/customer', { changes: [change] })])
  assert.not.match(planHtml(document, KNOWLEDGE), /Eva|eva@/)
  assert.match(planHtml(document, { ...KNOWLEDGE, showPersonalData: true }), /eva@/)
})

test('fifty thousand changes make a page of a few megabytes', () => {
  const page = planHtml(bigPlan(50_000).document, KNOWLEDGE)
  assert.ok(page.length < 12_000_000, `${page.length}`)
  assert.ok((page.match(/<tr/g) ?? []).length < 30, 'rows are built when they are looked at')
})

test.run()
