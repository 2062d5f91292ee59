// Articles that orders name and the ledger lacks, as they are created before the documents where the rules say so (S-021). The
// accounting code decides sales account and VAT for every later sale, so it is the only one that fits, or a named hold.
import { isZero, parseDecimal } from '../../values/decimal.js'
import { percentOf } from '../../values/rate.js'
import { nfc } from '../../values/text.js'
import { own } from './lookup.js'
import { territoryOf } from './territories.js'
import type { Finding, KnownToLedger, OrderRow, OrderRules, ShopOrder } from './types.js'

/** An accounting code of the ledger, and the VAT rate in basis points that it carries. */
export interface AccountingCode { readonly code: string; readonly vatRate: number }
export interface NewArticle { readonly name: string; readonly unit?: string; readonly accountingCode: string }
export type NewArticles = ReadonlyMap<string, NewArticle | { readonly problem: Finding }>

interface About { readonly rules: OrderRules; readonly known: KnownToLedger; readonly codes: readonly AccountingCode[] }
interface Seen { readonly row: OrderRow; readonly rates: Set<number> }

const BLANKS = /\s+/g

/** By article number, from all orders that are to become documents now. None unless the rules create them. */
export function newArticlesOf(orders: readonly ShopOrder[], about: About): NewArticles {
  if (about.rules.onUnknownArticle !== 'create') return new Map()
  const seen = new Map<string, Seen>()
  for (const order of orders) for (const row of Object.values(order.rows ?? {})) note(seen, row, order, about)
  return new Map([...seen].map(([sku, { row, rates }]) => [sku, made(sku, row, [...rates], about)]))
}

/** What an article is sold for abroad says nothing of its rate at home. */
function note(seen: Map<string, Seen>, row: OrderRow, order: ShopOrder, { rules, known }: About): void {
  const sku = row.sku?.trim()
  const quantity = parseDecimal(row.quantity)
  if (!sku || quantity === undefined || isZero(quantity) || own(known.articles, sku) !== undefined) return
  const one = seen.get(sku) ?? { row, rates: new Set() }
  seen.set(sku, one)
  const { country, area } = territoryOf(order.deliveryAddress) ?? territoryOf(order.invoiceAddress) ?? {}
  if (typeof row.vatRate === 'number' && country === rules.regimes.home && area === 'EU') one.rates.add(row.vatRate)
}

function made(sku: string, { text, unit }: OrderRow, rates: readonly number[], about: About): NewArticle | { readonly problem: Finding } {
  const [rate] = rates
  const codes = rate === undefined || rates.length > 1 ? [] : codesFor(rate, about)
  const [accountingCode] = codes
  if (accountingCode === undefined || codes.length > 1) {
    return { problem: { code: 'ARTICLE_CODE_UNCLEAR', facts: { sku, rates: listed(rates.map((one) => `${percentOf(one)} %`)), codes: listed(codes) } } }
  }
  const ours = unitFor(unit?.trim(), about)
  return { name: nfc(text ?? '').replace(BLANKS, ' ').trim() || sku, ...(ours === undefined ? {} : { unit: ours }), accountingCode }
}

function listed(all: readonly string[]): string {
  return all.length === 0 ? 'none' : all.join(', ')
}

function codesFor(rate: number, { rules, codes }: About): readonly string[] {
  const { articleCodes } = rules
  if (!articleCodes) return codes.filter(({ vatRate }) => vatRate === rate).map(({ code }) => code)
  const mapped = own(articleCodes.pairs, String(rate)) ?? ('code' in articleCodes.otherwise ? articleCodes.otherwise.code : undefined)
  return mapped === undefined ? [] : [mapped]
}

/** One that the ledger has; else its own ordinary unit stands. */
function unitFor(unit: string | undefined, { rules, known }: About): string | undefined {
  const ours = unit && rules.units ? own(rules.units.pairs, unit) : unit
  return ours !== undefined && known.units.includes(ours) ? ours : undefined
}
