// One value of a field as a person reads it, in one line.
import type { FieldSpec } from '../types/entity.js'
import type { FieldChange } from '../types/plan.js'
import { percentOf } from '../values/rate.js'
import { withoutDigests } from './digest-text.js'
import { listText } from './list-text.js'
import { clip, oneLine } from './plain-text.js'
import { timeText } from './time-text.js'

export interface ValueStyle {
  readonly spec?: FieldSpec | undefined
  readonly currency?: string | undefined
  /** Characters of a text; the rest is left out with "…". */
  readonly textMax?: number
}

const EMPTY = '(empty)'
const TEXT_MAX = 40
const LIST_MAX = 160

/** A value: "199.00", "25 %", yes, (empty); texts in quotes, on one line, clipped. */
export function valueText(value: FieldChange['before'], style: ValueStyle = {}): string {
  if (value === null) return EMPTY
  if (value === undefined) return '(not shown)'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const max = style.textMax ?? TEXT_MAX
  if (typeof value === 'object') return clip(listText(value), style.textMax ?? LIST_MAX)
  const type = style.spec?.type
  if (type === 'rate' && typeof value === 'number') return `${percentOf(value)} %`
  if (typeof value === 'number') return String(value)
  if (type === 'instant') return timeText(value)
  const text = clip(withoutDigests(oneLine(value)), max)
  return type === 'text' || type === 'html' || type === undefined ? `"${text}"` : text
}

/** What was there before, as it is to be said; where the target does not show it, what was last written. */
export function beforeText({ before, was }: FieldChange, say: (value: FieldChange['before']) => string): string | undefined {
  if (before !== undefined) return say(before)
  return was === undefined ? undefined : `${say(was)} (last written)`
}

/** before → after, with the unit last: "199.00 → 179.00 SEK"; only after where nothing was there. */
export function movementText(change: FieldChange, style: ValueStyle = {}): string {
  const unit = style.spec?.type === 'money' && style.currency && change.after !== null ? ` ${style.currency}` : ''
  const note = change.note === undefined ? '' : ` (${oneLine(change.note)})`
  const before = beforeText(change, (value) => valueText(value, style))
  return `${before === undefined ? '' : `${before} `}→ ${valueText(change.after, style)}${unit}${note}`
}
