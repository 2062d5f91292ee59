// Texts that are longer than the ledger's fields: by the rules held, shortened with a warning, or gone on in rows of text. Nothing is
// cut in silence (S-026). Letters that a ledger cannot hold are its driver's business.
import { breakLines, nfc, shortenAtWord } from '../../values/text.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import type { KnownToLedger, OrderRules, ShopOrder } from './types.js'

interface Parts { readonly rules: OrderRules; readonly known: KnownToLedger; readonly remarks: Remarks }

/** What becomes of the shop's message: a comment, and rows of text at the end. */
export interface Message { readonly comment?: string; readonly rows: readonly string[] }

const LINE_BREAKS = /\s*[\t\r\n]+\s*/g

/** A row's text as lines: the first is the row's own, the others follow it as rows of text. */
export function textLines(text: string, from: string, { rules, known, remarks }: Parts): readonly string[] | Held {
  const whole = flat(text)
  const max = known.limits.text
  if (whole.length <= max) return [whole]
  if (rules.onLongComment === 'hold') return held('ROW_TEXT_TOO_LONG', { row: from, length: whole.length, max })
  if (rules.onLongComment === 'textRows') return linesOf(whole, max)
  remarks.warn('TEXT_SHORTENED', { what: from, length: whole.length, max })
  return [shortenAtWord(whole, max)]
}

/** The customer's message and the goods mark, which has no field of its own. */
export function messageOf(order: ShopOrder, parts: Parts): Message | Held {
  const mark = flat(order.goodsMark ?? '')
  const marks = mark === '' ? [] : textLines(mark, 'the goods mark', parts)
  if (isHeld(marks)) return marks
  if (mark !== '') parts.remarks.note('goodsMark', 'as a row of text')
  const message = commentOf(order.comment ?? '', parts)
  return isHeld(message) ? message : { ...message, rows: [...marks, ...message.rows] }
}

function commentOf(text: string, { rules, known, remarks }: Parts): Message | Held {
  const whole = flat(text)
  const { comment: lengths, text: max } = known.limits
  if (whole === '') return { rows: [] }
  if (breakLines(whole, lengths) !== undefined) return { comment: whole, rows: [] }
  const room = lengths.join(' + ')
  if (rules.onLongComment === 'hold') return held('COMMENT_TOO_LONG', { length: whole.length, room })
  if (rules.onLongComment === 'textRows') {
    const rows = text.split(/[\r\n]+/).map(flat).filter((line) => line !== '').flatMap((line) => linesOf(line, max))
    remarks.note('comment', `as ${rows.length} rows of text`)
    return { rows }
  }
  remarks.warn('TEXT_SHORTENED', { what: 'the comment', length: whole.length, max: room })
  const kept = longestThatFits(whole, lengths)
  return kept === '' ? { rows: [] } : { comment: kept, rows: [] }
}

/** The text in lines of at most so many characters; a word that is longer than a line is broken. */
export function linesOf(text: string, max: number): readonly string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > max) {
    const line = shortenAtWord(rest, max) || rest.slice(0, max)
    lines.push(line)
    rest = rest.slice(line.length).trimStart()
  }
  return rest === '' ? lines : [...lines, rest]
}

function longestThatFits(text: string, lengths: readonly number[]): string {
  for (let max = lengths.reduce((sum, length) => sum + length + 1, 0); max > 0; max--) {
    const kept = shortenAtWord(text, max)
    if (breakLines(kept, lengths) !== undefined) return kept
  }
  return ''
}

function flat(text: string): string {
  return nfc(text).replace(LINE_BREAKS, ' ').trim()
}
