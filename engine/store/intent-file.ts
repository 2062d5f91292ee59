// The lines of an intents file: what was meant, what became of it, and what was still open when a
// month began. One file a month.
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import { type Disk, namesIn, storeError } from './disk.js'
import { linesOf } from './lines.js'
import { type Intent, type IntentOutcome, StoreError } from './memory.js'

export type Outcomes = Readonly<Record<string, IntentOutcome>>

/** An intent and what is known of it so far. */
export interface Meant { readonly intent: Intent; readonly outcomes: Outcomes }

/**
 * head begins a file: after names the last intent of the file before, so that numbers never come
 * twice.
 */
export type IntentLine =
  | { readonly head: { readonly formatVersion: number; readonly month: string; readonly after: string } }
  | { readonly begin: Intent }
  | { readonly end: { readonly id: string; readonly at: string; readonly outcomes: Outcomes } }
  | { readonly carried: Meant }

export const INTENTS_FORMAT = 1

const MONTH_FILE = /^\d{4}-\d{2}\.ndjson$/
const KINDS = ['head', 'begin', 'end', 'carried'] as const

export function lineText(line: IntentLine): string {
  return `${JSON.stringify(line)}\n`
}

/** The files of a folder, the oldest first. */
export function monthFiles(disk: Disk, folder: string): readonly string[] {
  return namesIn(disk, folder).filter((name) => MONTH_FILE.test(name)).map((name) => join(folder, name))
}

/**
 * The lines of a file in order, and where the last whole one ends. A last line without its end was
 * being written when the engine stopped, so nobody was told that it is there: it is passed over.
 * Any other line that says nothing is a StoreError.
 */
export function* intentLines(disk: Disk, file: string): Generator<IntentLine, number> {
  let handle: number
  try {
    handle = disk.openSync(file, 'r')
  } catch (error) {
    throw storeError('STATE_UNREADABLE', file, error)
  }
  let endsAt = 0
  try {
    for (const { text, number, whole, endsAt: end } of linesOf(disk, handle)) {
      if (!whole) break
      yield lineOf(text, { file, line: number })
      endsAt = end
    }
  } finally {
    disk.closeSync(handle)
  }
  if (endsAt === 0) throw new StoreError(problem('INTENTS_BROKEN', { file, line: 1 }))
  return endsAt
}

/** Whether something became of every item. An unknown outcome is not known yet. */
export function isSettled({ intent, outcomes }: Meant): boolean {
  return intent.items.every(({ change }) => outcomes[change] === 'done' || outcomes[change] === 'not done')
}

function lineOf(text: string, at: { readonly file: string; readonly line: number }): IntentLine {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch { /* said below */ }
  const parts = line as Record<string, unknown> | null | undefined
  const kind = KINDS.find((each) => typeof parts?.[each] === 'object')
  // The first line, and only the first, tells the format.
  if (!kind || (kind === 'head') !== (at.line === 1)) {
    throw new StoreError(problem('INTENTS_BROKEN', { ...at }))
  }
  const found = line as IntentLine
  if ('head' in found && found.head.formatVersion !== INTENTS_FORMAT) {
    const facts = { file: at.file, version: found.head.formatVersion, known: INTENTS_FORMAT }
    throw new StoreError(problem('STATE_NEWER', facts))
  }
  return found
}
