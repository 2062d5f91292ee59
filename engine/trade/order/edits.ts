// An order that was changed in the shop after it was handed over. Pure.
import { isCancelled, standing, type FamilyShown } from './family.js'

/** What an order holds, line by line: "rows.1" against "2 × A". What is personal may be a digest. */
export type Content = Readonly<Record<string, string>>

/** before or now left out: the line is new, or gone. */
export interface Edit { readonly line: string; readonly before?: string; readonly now?: string }

/** The lines that differ, as the order has them now and then those that are gone. */
export function editOf(before: Content, now: Content): readonly Edit[] {
  const lines = [...Object.keys(now), ...Object.keys(before).filter((line) => !Object.hasOwn(now, line))]
  return lines.filter((line) => before[line] !== now[line]).map((line) => ({
    line, ...(before[line] === undefined ? {} : { before: before[line] }), ...(now[line] === undefined ? {} : { now: now[line] }),
  }))
}

/** One order, neither printed, delivered, begun nor cancelled. */
export function isUntouched(family: FamilyShown): boolean {
  const [order, ...others] = Object.values(family.documents)
  if (order === undefined || others.length > 0 || isCancelled(family) || standing(family, 'order').length === 0) return false
  const isBegun = Object.values(order.rows ?? {}).some(({ delivered }) => typeof delivered === 'string' && Number(delivered) !== 0)
  return order.printed !== true && order.delivered !== true && !isBegun && (family.event ?? 'transferred') === 'transferred'
}
