// What the items of a plan come to, by kind and currency: what an accountant asks first. Added up exactly, as texts.
import type { Fields } from '../core/item.js'
import type { EntitySpec } from '../types/entity.js'
import type { Change, PlanDocument, StreamPlan } from '../types/plan.js'
import { add, parseDecimal, withPlaces } from '../values/decimal.js'
import { nounOf, shownAtSource, sumOf, wordsOf, type Knowledge } from './knowledge.js'
import { amountText, ofNoun } from './number-text.js'
import { aligned, oneLine } from './plain-text.js'

/** So many of one kind in one currency. vat left out: it is not known of all of them. */
export interface Total { readonly kind: string; readonly currency: string; readonly count: number; readonly amount: string; readonly vat?: string }

type SumSpec = NonNullable<EntitySpec['sum']>

/** By kind, and within it by currency; what shows no amount is in none. */
export function totalsOf(items: readonly Fields[], sum: SumSpec, noun: string): Total[] {
  const totals = new Map<string, Total>()
  for (const fields of items) {
    const amount = parseDecimal(fields[sum.of])
    if (amount === undefined) continue
    const kind = textOf(fields[sum.by]) ?? noun
    const currency = textOf(fields['currency']) ?? ''
    const known = totals.get(`${kind} ${currency}`) ?? { kind, currency, count: 0, amount: '0', vat: '0' }
    const vat = parseDecimal(fields[sum.vat])
    const { vat: before, ...rest } = known
    totals.set(`${kind} ${currency}`, {
      ...rest, count: known.count + 1, amount: add(known.amount, amount), ...(before === undefined || vat === undefined ? {} : { vat: add(before, vat) }),
    })
  }
  return [...totals.values()].sort((one, other) => (`${one.kind} ${one.currency}` < `${other.kind} ${other.currency}` ? 1 : -1))
}

/** "12 orders, 8 342.50 SEK of which VAT 1 668.50". */
export function totalText({ kind, currency, count, amount, vat }: Total): string {
  const said = `${ofNoun(count, kind)}, ${amountText(withPlaces(amount, { places: 2 }))} ${currency}`.trimEnd()
  return vat === undefined ? said : `${said} of which VAT ${amountText(withPlaces(vat, { places: 2 }))}`
}

/** The fields of what a change makes. */
export function madeFields({ fields }: Pick<Change, 'fields'>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field?.after])) as Fields
}

/** What some changes make comes to, in words; none where their register adds nothing up. */
export function madeTexts(changes: readonly Change[], entity: string, knowledge: Knowledge): string[] {
  const sum = sumOf(knowledge, entity)
  return sum ? totalsOf(changes.map(madeFields), sum, nounOf(knowledge, entity)).map(totalText) : []
}

/** What is to be made and what is held come to: a row for each, by what is to become of it. */
export interface SumRow { readonly stream: string; readonly as: string; readonly totals: readonly Total[] }

/** The rows of every stream whose register adds up. */
export function sumRows({ streams }: Pick<PlanDocument, 'streams'>, knowledge: Knowledge): SumRow[] {
  return streams.flatMap((stream) => {
    const sum = sumOf(knowledge, stream.entity)
    if (!sum) return []
    const noun = nounOf(knowledge, stream.entity)
    return partsOf(stream, knowledge)
      .map(({ as, items }) => ({ stream: stream.stream, as, totals: totalsOf(items, sum, noun) })).filter(({ totals }) => totals.length > 0)
  })
}

function partsOf(stream: StreamPlan, knowledge: Knowledge): { readonly as: string; readonly items: readonly Fields[] }[] {
  const creates = stream.changes.filter(({ action }) => action === 'create')
  const of = (verdict: Change['verdict']): Fields[] => creates.filter((one) => one.verdict === verdict).map(madeFields)
  const shown = (keys: StreamPlan['held']): Fields[] => keys.map(({ key }) => shownAtSource(knowledge, stream, key))
  return [
    { as: wordsOf(knowledge, stream.entity).todo ?? 'to create', items: of('ready') }, { as: 'to approve', items: of('pending') }, { as: 'withheld', items: of('withheld') },
    { as: 'held', items: [...of('held'), ...shown(stream.held)] }, { as: 'left out', items: shown(stream.skipped) },
  ]
}

/** The rows as lines, below a title; none where nothing adds up. */
export function sumLines(document: Pick<PlanDocument, 'streams'>, knowledge: Knowledge): string[] {
  const rows = sumRows(document, knowledge)
  if (rows.length === 0) return []
  const isMany = new Set(rows.map(({ stream }) => stream)).size > 1
  return ['sums', ...aligned(rows.flatMap(({ stream, as, totals }) => totals.map((total, at) =>
    ['', ...(isMany ? [at === 0 ? oneLine(stream) : ''] : []), at === 0 ? as : '', totalText(total)])))]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? oneLine(value) : undefined
}
