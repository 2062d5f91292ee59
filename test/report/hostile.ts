// Texts that try to break out of whatever shows them, and random plans full of them.
import * as fc from 'fast-check'
import type { Change, PlanDocument } from '../../engine/types/plan.js'
import { changeOf, documentOf, streamOf } from './sample.js'

export const HOSTILE: readonly string[] = [
  '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<!-- --!> ]]>', '"><b>', "';alert(1)//", '$' + '{alert(1)}', '`rm -rf /`',
  '| a | b |\n|---|---|', '```\ncode\n```', '# rubrik', '[länk](https://example.se)', '![bild](https://example.se/x.png)', '@alla #12 https://example.se',
  '</details></summary>', '&lt;b&gt; &amp; &#60;', 'a\u202eb\u2066c', 'a\u2028b\u2029c', 'rad ett\r\nrad två\ttabb', '\u0000\u0007\u001b[31mröd', '\ud800', '__proto__',
  'constructor', '', ' ', '\\', '\\|', 'åäö ÅÄÖ é', '{percent}', '$&', 'x'.repeat(5000), '漢字😀', '<'.repeat(300),
]

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }))
const value = fc.oneof(text, fc.integer({ min: -9, max: 9 }), fc.constant(null), fc.boolean(), fc.constantFrom('199.00', '0.00', '12.50', '1990.00'))
const moved = fc.constantFrom('config' as const, 'shop' as const, 'erp' as const, 'both' as const, 'new' as const)
const field = fc.record({ before: value, after: value, moved, note: text, personal: fc.boolean() }, { requiredKeys: ['after', 'moved'] })
const reason = fc.record({
  code: fc.oneof(fc.constantFrom('GUARD_PRICE_JUMP', 'POLICY_HOLD', 'SKU_TOO_LONG'), text),
  facts: fc.dictionary(fc.constantFrom('percent', 'drift', 'length', 'field', 'value'), value), place: text,
}, { requiredKeys: ['code'] })
const names = fc.constantFrom('price', 'name', 'vatRate', 'active', 'quantity', 'weight', '<b>fält</b>')

const changeParts = fc.record({
  key: text, name: text, action: fc.constantFrom('create' as const, 'update' as const, 'retire' as const),
  verdict: fc.constantFrom('ready' as const, 'pending' as const, 'withheld' as const, 'held' as const),
  fields: fc.dictionary(names, field, { maxKeys: 4 }), reason, why: fc.array(reason, { maxLength: 2 }),
})
const item = fc.record({ key: text, name: text, reason, fields: fc.dictionary(names, field, { maxKeys: 2 }) }, { requiredKeys: ['key', 'reason'] })

const stream = fc.record({
  id: fc.constantFrom('se/product', 'se/price', 'se/stock', 'se/customer', 'se/<i>x</i>'), unchanged: fc.nat({ max: 9 }),
  changes: fc.array(changeParts, { maxLength: 25 }), held: fc.array(item, { maxLength: 4 }), skipped: fc.array(item, { maxLength: 4 }),
  warnings: fc.array(reason, { maxLength: 2 }), failed: fc.option(reason, { nil: undefined, freq: 8 }),
})

/** Plans of any content; every count is right. */
export const plans: fc.Arbitrary<PlanDocument> = fc.record({
  streams: fc.uniqueArray(stream, { maxLength: 4, selector: (one) => one.id }),
  integration: text, groups: fc.array(fc.record({ id: text, code: text, stream: text, count: fc.nat({ max: 99 }), approved: fc.boolean(), digest: text, approvedBy: text, facts: fc.constant({}) }), { maxLength: 4 }),
  off: fc.array(fc.record({ stream: text, code: text, facts: fc.constant({}) }), { maxLength: 3 }),
}).map(({ streams, integration, groups, off }) => documentOf(streams.map(({ id, unchanged, changes, failed, ...rest }) => streamOf(id, {
  ...rest, unchanged, ...(failed ? { failed } : {}),
  changes: changes.map((one, at): Change => changeOf({ stream: id, ...one, id: `${id}:${one.action}:${at}` })),
})), { integration, groups, off }))
