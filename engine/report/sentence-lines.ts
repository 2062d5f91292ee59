// Sentences laid out as lines: one for each, and as many named ones beneath as there is room for, farthest out first.
import { columnsOf } from './plain-text.js'
import { countText } from './number-text.js'
import type { Named, Sentence } from './sentences.js'

export interface LineLimits { readonly linesMax: number; readonly columns: number }

export const SENTENCE_LIMITS: LineLimits = { linesMax: 30, columns: 100 }

/**
 * The lines of each sentence, in the same order. Each is told whatever the limit; only names beneath are left out, and counted.
 */
export function sentenceBlocks(sentences: readonly Sentence[], limits: LineLimits = SENTENCE_LIMITS): string[][] {
  const rows = sentences.map((sentence) => namedRows(sentence.named, limits.columns))
  const allowed = allot(sentences, rows, limits.linesMax - sentences.length)
  return sentences.map((sentence, at) => blockOf(sentence, rows[at] ?? [], allowed[at] ?? 0))
}

function blockOf(sentence: Sentence, rows: readonly Row[], allowed: number): string[] {
  const line = `  ${sentence.mark} ${sentence.text}`
  const hidden = rows.slice(allowed).reduce((sum, row) => sum + row.count, sentence.unnamed)
  if (allowed === 0) return [hidden > 0 ? `${line} (${countText(hidden)} worth a look)` : line]
  const shown = rows.slice(0, allowed).map((row) => `      ${row.text}`)
  if (hidden > 0) shown[allowed - 1] += `; and ${countText(hidden)} more`
  return [line, ...shown]
}

interface Row { readonly text: string; readonly count: number }

/** One row for each sentence that has somebody to name, then row by row where the farthest out are. */
function allot(sentences: readonly Sentence[], rows: readonly (readonly Row[])[], room: number): number[] {
  const allowed = rows.map(() => 0)
  const weight = (at: number): number => sentences[at]?.named[0]?.weight ?? 0
  const order = rows.map((_, at) => at).sort((one, other) => weight(other) - weight(one) || one - other)
  for (let left = room, given = true; left > 0 && given;) {
    given = false
    for (const at of order) {
      if (left === 0 || (allowed[at] ?? 0) >= (rows[at]?.length ?? 0)) continue
      allowed[at] = (allowed[at] ?? 0) + 1
      left--
      given = true
    }
  }
  return allowed
}

function namedRows(named: readonly Named[], columns: number): Row[] {
  const rows: { text: string; count: number }[] = []
  for (const { text } of named) {
    const last = rows.at(-1)
    if (last && columnsOf(last.text) + columnsOf(text) + INDENT + MORE <= columns) {
      last.text += `; ${text}`
      last.count++
    } else rows.push({ text, count: 1 })
  }
  return rows
}

const INDENT = 8
/** Room for "; and 1 234 more". */
const MORE = 16
