// An order that was changed in the shop after it was handed over. The head of a document that nobody has touched can follow it, where
// the files say so; its rows never do. The difference is at its end when the document says the same again, or when nothing more can
// happen to it.
import { isUntouched } from '../trade/order/edits.js'
import { eventsOf, type OrderEvent } from '../trade/order/events.js'
import { withRows, type FamilyDocument, type FamilyShown } from '../trade/order/family.js'
import { parseDecimal } from '../values/decimal.js'
import type { BaseEntry } from '../types/state.js'
import type { FieldChange } from '../types/plan.js'
import { entryOf, sourceFields, targetFields } from './base.js'
import { toChange, type Context, type Decision } from './decision.js'
import type { Fields, Value } from './item.js'
import { isItem, type Pair } from './pair.js'
import { keptNames } from './personal.js'
import { sameValue, stillSays } from './same.js'

/** What of a document may follow the shop. */
const HEAD: readonly string[] = ['invoiceAddress', 'deliveryAddress', 'comment', 'reference', 'poNumber']
/** Where what is bought, and what it comes to, stands in a document. */
const SUMS: readonly string[] = ['rows', 'charges', 'net', 'vat', 'gross']
/** What of an address says where it is. */
const ADDRESS: readonly string[] = ['line1', 'postcode', 'city']
/** What tells that somebody has begun to work with the document. */
const TOUCHED: readonly string[] = ['printed', 'delivered', 'cancelled', 'links', 'rows']
/** What an order says, line by line; the lines of the head bear its names. */
const CONTENT = 'content'
/** After these nothing more happens to an order. */
const LAST: readonly OrderEvent[] = ['paid', 'credited', 'cancelled']

/** What is to be done about the difference without a person; undefined: it is held. */
export function answerOf(one: Pair, base: BaseEntry, context: Context): Decision | undefined {
  if (!isItem(one.target)) return undefined
  const target = targetFields(one)
  const family = familyOf(one.key, target)
  if (eventsOf(family).some((event) => LAST.includes(event))) return { as: 'adopted', memo: entryOf(one, context.stream) }
  const { fields: made, problem } = context.map(sourceFields(one), one.key)
  if (problem) return undefined
  const lines = movedLines(one, base)
  const isHead = lines.every((line) => HEAD.includes(line))
  const moved = isHead ? lines : [...lines.filter((line) => HEAD.includes(line)), ...SUMS]
  if (moved.every((name) => target[name] !== undefined && saysSame(made[name] ?? null, target[name]) && !saysMore(target[name], made[name]))) return { as: 'adopted', memo: entryOf(one, context.stream, made) }
  if (context.stream.orders?.rules.onEdit !== 'update' || !isHead) return undefined
  // What the head has no room for stands in rows of text, and rows never follow.
  if (countOf(made['rows']) !== countOf(target['rows'])) return undefined
  return isUntouched(family) && stillSays(target, base.target ?? {}, keptNames(context.stream)) ? following(one, context, { made, moved }) : undefined
}

/** The head follows, and only as long as the document stands as it was seen. */
function following(one: Pair, context: Context, { made, moved }: { readonly made: Fields; readonly moved: readonly string[] }): Decision {
  const target = targetFields(one)
  const { entity, from } = context.stream
  const fields = Object.fromEntries(moved.map((name): [string, FieldChange] => [name, {
    ...(target[name] === undefined ? {} : { before: target[name] }), after: made[name] ?? null, moved: from,
    ...(entity.fields[name]?.personal ? { personal: true } : {}),
  }]))
  const rests = Object.fromEntries(TOUCHED.flatMap((name) => (target[name] === undefined ? [] : [[name, target[name]]])))
  return toChange(one, context, made, { action: 'update', drift: 'changed/same', fields, rests })
}

/** As the target shows the order: every document of the family, and the rows of the first. */
function familyOf(number: string, { links, rows }: Fields): FamilyShown {
  const documents = (links ?? {}) as unknown as FamilyShown['documents']
  const [first] = Object.keys(documents)
  const family: FamilyShown = { number, documents }
  return first === undefined ? family : withRows(family, first, { rows: rows as unknown as FamilyDocument['rows'] & {} })
}

/** Lines of what the order says that are not what they were when it was handed over. */
function movedLines(one: Pair, { source }: BaseEntry): readonly string[] {
  const [before = {}, now = {}] = [source?.[CONTENT], sourceFields(one)[CONTENT]] as (Fields | undefined)[]
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((line) => !sameValue(before[line] ?? null, now[line] ?? null))
}

/** Nothing that is meant is shown otherwise: a document may say more of itself, or not show a part. Figures have several spellings. */
function saysSame(meant: Value, shown: Value | undefined): boolean {
  if (meant === null || shown === undefined) return shown === null || shown === undefined
  if (typeof meant === 'object') {
    return typeof shown === 'object' && shown !== null && Object.entries(meant).every(([name, value]) => saysSame(value, (shown as Fields)[name]))
      && (!isRows(meant) || Object.keys(meant).length === Object.keys(shown).length)
  }
  return meant === shown || (shown !== undefined && figure(meant) !== undefined && figure(meant) === figure(shown))
}

/** A part of an address that the order does not give any more: the document still has the old one. */
function saysMore(shown: Value | undefined, meant: Value | undefined): boolean {
  if (typeof shown !== 'object' || shown === null || isRows(shown)) return false
  const known = (typeof meant === 'object' && meant !== null ? meant : {}) as Fields
  return ADDRESS.some((name) => typeof shown[name] === 'string' && (known[name] === undefined || known[name] === null))
}

function countOf(rows: Value | undefined): number {
  return typeof rows === 'object' && rows !== null ? Object.keys(rows).length : 0
}

/** Rows by their number: one more is another order. */
function isRows(value: object): boolean {
  return Object.keys(value).every((name) => /^\d+$/.test(name))
}

function figure(value: Value): string | undefined {
  return typeof value === 'string' ? parseDecimal(value) : undefined
}
