// Lines as the rows of a document: with account, unit, discount as an amount, and texts that go on in rows of their own.
import { multiply, subtract } from '../../values/decimal.js'
import { eachOf, held, isHeld, type Held, type Remarks } from './finding.js'
import { isLine, type Line, type TextLine } from './lines.js'
import { accountOf, type Regime } from './regime.js'
import { differing } from './rows.js'
import { isAboveZero, minus, toOre } from './sums.js'
import { unitOf } from './terms.js'
import { textLines } from './texts.js'
import type { DocumentRow, ForDocument, KnownToLedger, OrderRules } from './types.js'

interface Parts {
  readonly rules: OrderRules
  readonly known: KnownToLedger
  readonly remarks: Remarks
  readonly regime: Regime
  readonly own: ForDocument
}

/** By "1", "2", …. texts: rows of text that come last. */
export function documentRows(lines: readonly (Line | TextLine)[], texts: readonly string[], parts: Parts): Readonly<Record<string, DocumentRow>> | Held {
  const made = eachOf(lines, (line) => rowsOf(line, parts))
  if (isHeld(made)) return made
  const rows = [...made.flat(), ...texts.map((text) => ({ text }))]
  const max = parts.known.limits.rows
  if (rows.length > max) return held('TOO_MANY_ROWS', { rows: rows.length, max })
  return Object.fromEntries(rows.map((row, at) => [String(at + 1), row]))
}

function rowsOf(line: Line | TextLine, parts: Parts): readonly DocumentRow[] | Held {
  const texts = line.text === undefined ? [] : textLines(line.text, line.from, parts)
  if (isHeld(texts)) return texts
  const [text, ...more] = texts
  const own = isLine(line) ? countedRow(line, text, parts) : { ...(text === undefined ? {} : { text }) }
  return isHeld(own) ? own : [own, ...more.map((one) => ({ text: one }))]
}

function countedRow(line: Line, text: string | undefined, parts: Parts): DocumentRow | Held {
  const unit = unitOf(line.unit, line.from, parts)
  if (isHeld(unit)) return unit
  const discount = minus(line.whole, line.amount)
  // A ledger rounds once, after the discount: a quantity in parts may then come out an öre beside (1.5 × 0.15 − 0.23 is -0.01).
  const would = toOre(subtract(multiply(line.quantity, line.price), discount))
  if (would !== line.amount) return differing(line.from, line.amount, would)
  const account = line.kind === 'article' ? accountOf(line.rate, parts.regime, parts.rules, parts.own) : undefined
  return {
    ...(line.sku === undefined ? {} : { sku: line.sku }), ...(text === undefined ? {} : { text }), quantity: line.quantity,
    ...(unit === undefined ? {} : { unit }), price: line.price, ...(isAboveZero(discount) ? { discountAmount: discount } : {}),
    ...(line.rate === undefined ? {} : { vatRate: line.rate }), ...(account === undefined ? {} : { account }),
  }
}
