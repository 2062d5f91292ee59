// Rows against the ledger's articles: numbers that it has, and what is done with those that it has not (S-021, S-023).
import { eachOf, held, type Held, type Remarks } from './finding.js'
import { isLine, type Line, type TextLine } from './lines.js'
import { own } from './lookup.js'
import type { Regime } from './regime.js'
import type { KnownToLedger, OrderRules } from './types.js'

interface Parts { readonly rules: OrderRules; readonly known: KnownToLedger; readonly remarks: Remarks; readonly regime: Regime }

/** Every line with an article that the ledger has, or will have before the document. */
export function withArticles(lines: readonly (Line | TextLine)[], parts: Parts): readonly (Line | TextLine)[] | Held {
  return eachOf(lines, (line) => {
    if (!isLine(line)) return line
    const known = line.sku === undefined ? undefined : own(parts.known.articles, line.sku)
    if (known === undefined) return unknown(line, parts)
    if (line.kind === 'article' && typeof known.vatRate === 'number' && line.rate !== undefined && known.vatRate !== line.rate && isDomestic(line.rate, parts.regime)) {
      parts.remarks.warn('ARTICLE_VAT_DIFFERS', { row: line.from, sku: line.sku, shop: `${line.rate / 100} %`, ledger: `${known.vatRate / 100} %` })
    }
    return line
  })
}

/** Abroad an article has another rate than its own. */
function isDomestic(rate: number, { classes }: Regime): boolean {
  return (classes[String(rate)]?.kind ?? 'domestic') === 'domestic'
}

function unknown(line: Line, { rules, known, remarks }: Parts): Line | Held {
  const missing = held('ARTICLE_UNKNOWN', { row: line.from, ...(line.sku === undefined ? {} : { sku: line.sku }) })
  // The articles of freight, fees and gift cards are the rules' own: nothing can stand in for them.
  if (line.kind !== 'article' || rules.onUnknownArticle === 'hold') return missing
  if (rules.onUnknownArticle === 'create' && line.sku !== undefined) return line
  const { fallback } = rules.articles
  if (fallback === undefined) return missing
  if (own(known.articles, fallback) === undefined) return held('ARTICLE_UNKNOWN', { row: line.from, sku: fallback })
  remarks.note(line.from, `${line.sku ?? 'no article number'} as article ${fallback}`)
  const { unit: _unit, ...rest } = line
  const text = line.text ?? line.sku
  return { ...rest, sku: fallback, ...(text === undefined ? {} : { text }) }
}
