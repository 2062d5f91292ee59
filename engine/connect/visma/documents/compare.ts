// What was meant against what the program made of it: a document that stands is never written a
// second time, and never differs in silence. Pure.
import { parseDecimal } from '../../../values/decimal.js'
import { warning, type Problem } from '../../../core/problem.js'
import type { OurFields } from '../columns.js'
import { rowsOf } from './write.js'

/** Of a row, what decides what is delivered and what is paid. */
const ROW_NAMES = ['sku', 'quantity', 'price', 'discount', 'discountAmount', 'vatRate'] as const
/** Of the head, what decides how the rest is understood. */
const HEAD_NAMES = ['currency', 'pricesWithVat', 'invoiceDiscount', 'export'] as const
const TOTALS = ['rounding', 'net', 'vat', 'gross'] as const
const TAX_NAMES = ['base', 'vat'] as const

interface Difference { readonly what: string; readonly meant: unknown; readonly now: unknown }

/** One warning per difference; what was not given was not meant. */
export function differencesOf(key: string, document: string, meant: OurFields, made: OurFields): readonly Problem[] {
  return [...differing(HEAD_NAMES, meant, made, ''), ...rowDifferences(meant, made), ...chargeDifferences(meant, made), ...totalDifferences(meant, made), ...taxDifferences(meant, made)]
    .map(({ what, meant: one, now }) => warning('VISMA_DOCUMENT_DIFFERS', { key, document, what, meant: one, now }))
}

function rowDifferences(meant: OurFields, made: OurFields): readonly Difference[] {
  if (meant['rows'] === undefined || meant['rows'] === null) return []
  const ours = rowsOf(meant)
  const theirs = rowsOf(made)
  if (ours.length !== theirs.length) return [{ what: 'rows', meant: ours.length, now: theirs.length }]
  return ours.flatMap((row, at) => differing(ROW_NAMES, withDiscount(row), withDiscount(theirs[at] ?? {}), `row ${at + 1} `))
}

/** A row of an article has a discount of nothing where it has none. */
function withDiscount(row: OurFields): OurFields {
  return row['sku'] ? { ...row, discount: row['discount'] ?? '0', discountAmount: row['discountAmount'] ?? '0' } : row
}

/** A charge that the document does not show is none. */
function chargeDifferences(meant: OurFields, made: OurFields): readonly Difference[] {
  const theirs = (made['charges'] ?? {}) as Readonly<Record<string, OurFields>>
  return Object.entries((meant['charges'] ?? {}) as Readonly<Record<string, OurFields>>)
    .flatMap(([name, charge]) => differing(['amount'], charge, theirs[name] ?? { amount: '0' }, `${name} `))
}

function totalDifferences(meant: OurFields, made: OurFields): readonly Difference[] {
  return differing(TOTALS, meant, made, '')
}

function taxDifferences(meant: OurFields, made: OurFields): readonly Difference[] {
  const ours = meant['taxLines'] as Readonly<Record<string, OurFields>> | undefined | null
  const theirs = (made['taxLines'] ?? {}) as Readonly<Record<string, OurFields>>
  if (!ours) return []
  const rates = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort()
  return rates.flatMap((rate) => {
    const meantLine = ours[rate] ?? { base: '0', vat: '0' }
    return differing(TAX_NAMES, meantLine, theirs[rate] ?? { base: '0', vat: '0' }, `VAT at ${Number(rate) / 100} %, `)
  })
}

function differing(names: readonly string[], meant: OurFields, made: OurFields, where: string): readonly Difference[] {
  return names.filter((name) => meant[name] !== undefined && meant[name] !== null && !isSame(name, meant[name], made[name]))
    .map((name) => ({ what: `${where}${name}`, meant: meant[name], now: made[name] ?? null }))
}

function isSame(name: string, one: unknown, other: unknown): boolean {
  // 007 and 7 are two articles.
  if (one === other || name === 'sku') return one === other
  const [left, right] = [parseDecimal(one), parseDecimal(other)]
  return left !== undefined && left === right
}
