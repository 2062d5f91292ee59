// An order that was changed in the shop after it was handed over. Pure.
import { isCancelled, standing, type FamilyShown } from './family.js'
import type { Finding } from './types.js'

/** What an order holds, line by line: "rows.1" against "2 × A". What is personal may be a digest. */
export type Content = Readonly<Record<string, string>>

/** before or now left out: the line is new, or gone. */
export interface Edit { readonly line: string; readonly before?: string; readonly now?: string }

export type EditAnswer =
  | { readonly kind: 'same' }
  | { readonly kind: 'update'; readonly edits: readonly Edit[] }
  | { readonly kind: 'hold'; readonly edits: readonly Edit[]; readonly problem: Finding }

/** Lines about a person: that they differ is said, what they hold is not. */
const PERSONAL = ['customerNumber', 'customerName', 'orgNo', 'vatNo', 'email', 'phone', 'invoiceAddress', 'deliveryAddress', 'reference', 'comment']

/** The lines that differ, as the order has them now and then those that are gone. */
export function editOf(before: Content, now: Content): readonly Edit[] {
  const lines = [...Object.keys(now), ...Object.keys(before).filter((line) => !Object.hasOwn(now, line))]
  return lines.filter((line) => before[line] !== now[line]).map((line) => ({
    line, ...(before[line] === undefined ? {} : { before: before[line] }), ...(now[line] === undefined ? {} : { now: now[line] }),
  }))
}

/** Held with what differs; the ledger's document is changed only where the rules allow it and nobody has touched it. */
export function answerToEdit(
  { key, before, now, family }: { readonly key: string; readonly before: Content; readonly now: Content; readonly family: FamilyShown },
  rules: { readonly onEdit: 'hold' | 'update' },
): EditAnswer {
  const edits = editOf(before, now)
  if (edits.length === 0) return { kind: 'same' }
  if (rules.onEdit === 'update' && isUntouched(family)) return { kind: 'update', edits }
  return { kind: 'hold', edits, problem: { code: 'EDITED_AFTER_TRANSFER', facts: { key, changes: edits.map(textOf).join('; ') } } }
}

/** One order, neither printed, delivered, begun nor cancelled. */
export function isUntouched(family: FamilyShown): boolean {
  const [order, ...others] = Object.values(family.documents)
  if (order === undefined || others.length > 0 || isCancelled(family) || standing(family, 'order').length === 0) return false
  const isBegun = Object.values(order.rows ?? {}).some(({ delivered }) => typeof delivered === 'string' && Number(delivered) !== 0)
  return order.printed !== true && order.delivered !== true && !isBegun && (family.event ?? 'transferred') === 'transferred'
}

function textOf({ line, before, now }: Edit): string {
  const [first = ''] = line.split(/[ ./]/)
  return PERSONAL.includes(first) ? line : `${line}: ${before ?? '–'} → ${now ?? '–'}`
}
