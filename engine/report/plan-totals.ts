// The arithmetic of a plan: every item seen is counted once, and considered is the sum of all the others.
import type { Counts } from '../types/plan.js'
import { countText } from './number-text.js'

/** The counts besides considered, in the order in which they are told. */
export const COUNTED = ['create', 'update', 'retire', 'pending', 'held', 'withheld', 'skipped',
  'waiting', 'adopted', 'forgotten', 'unchanged'] as const satisfies readonly (keyof Counts)[]

export type Counted = (typeof COUNTED)[number]

const WORDS: Readonly<Record<Counted, string>> = {
  create: 'to create', update: 'to update', retire: 'to retire', pending: 'to approve', held: 'held', withheld: 'withheld',
  skipped: 'skipped', waiting: 'waiting', adopted: 'adopted', forgotten: 'forgotten', unchanged: 'unchanged',
}

/** The counts of nothing at all. */
export function noCounts(): Counts {
  return {
    considered: 0, create: 0, update: 0, retire: 0, unchanged: 0, adopted: 0, waiting: 0, forgotten: 0,
    held: 0, pending: 0, withheld: 0, skipped: 0,
  }
}

/** Both together. */
export function addCounts(one: Counts, other: Counts): Counts {
  const sum = noCounts()
  sum.considered = one.considered + other.considered
  for (const name of COUNTED) sum[name] = one[name] + other[name]
  return sum
}

/** Throws where an item was lost or counted twice: that is a fault of ours, never of the data. */
export function assertCounts(counts: Counts, what: string): void {
  const sum = COUNTED.reduce((total, name) => total + counts[name], 0)
  if (sum !== counts.considered) throw new Error(`${what}: ${counts.considered} considered, but ${sum} accounted for`)
}

/** What the engine would write, or wants a person for. */
export function isQuiet(counts: Counts): boolean {
  return counts.create + counts.update + counts.retire + counts.pending + counts.held + counts.withheld + counts.skipped === 0
}

/** "2 to update, 1 held, 4 996 unchanged"; counts of nought are left out. */
export function countsText(counts: Counts, { todo = WORDS.create }: { readonly todo?: string } = {}): string {
  return told(counts, { ...WORDS, create: todo })
}

/** The same of a run that is over: "2 updated, 1 held, 4 996 unchanged". */
export function doneText(counts: Counts, { done = 'created' }: { readonly done?: string } = {}): string {
  return told(counts, { ...WORDS, create: done, update: 'updated', retire: 'retired' })
}

function told(counts: Counts, words: Readonly<Record<Counted, string>>): string {
  const parts = COUNTED.filter((name) => counts[name] > 0).map((name) => `${countText(counts[name])} ${words[name]}`)
  return parts.length > 0 ? parts.join(', ') : 'nothing there'
}

/** The word of one count, as tables head it. */
export function countWord(name: Counted): string {
  return WORDS[name]
}
