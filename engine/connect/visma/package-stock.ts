// How many of a package article there are: as many as can be put together of what lies in it. Nothing is written; the program itself
// keeps no stock of a package.
import type { Found } from '../connector.js'
import { add, compare, divide, fromDouble, parseDecimal } from '../../values/decimal.js'
import { ARTICLE } from './adk.js'
import type { Cell, Row } from './bridge/protocol.js'
import { STOCK_FIELDS } from './convert.js'

export interface PackageSources {
  contents(packages: readonly string[]): Promise<ReadonlyMap<string, Found>>
  /** Rows of STOCK_FIELDS; null where there is no such article. */
  articles(numbers: readonly string[]): Promise<readonly (Row | null)[]>
}

interface Part { readonly row: Row | undefined; readonly quantity: string }

const STOCK_PLACES = 3
const at = (field: number): number => STOCK_FIELDS.indexOf(field)

/**
 * A row of STOCK_FIELDS for each package. What is no stock goods in it, a service say, sets no limit, and a package of nothing else is no
 * stock goods itself. Where something in it is not there, or is a package again, the figures are null: nobody can tell.
 */
export async function packageStock(packages: readonly string[], sources: PackageSources): Promise<ReadonlyMap<string, Row>> {
  const contents = await sources.contents(packages)
  const lines = new Map(packages.map((key) => [key, linesOf(contents.get(key))]))
  const numbers = [...new Set([...lines.values()].flatMap((some) => some.map(([number]) => number)))]
  const rows = await sources.articles(numbers)
  const byNumber = new Map(numbers.map((number, index) => [number, rows[index] ?? undefined]))
  const partsOf = (key: string): Part[] => (lines.get(key) ?? []).map(([number, quantity]) => ({ row: byNumber.get(number), quantity }))
  return new Map(packages.map((key) => [key, rowOf(key, partsOf(key))]))
}

function linesOf(found: Found | undefined): [number: string, quantity: string][] {
  if (found?.kind !== 'found') return []
  const contents = found.item.fields['contents'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  return Object.entries(contents).map(([number, { quantity }]) => [number, parseDecimal(quantity) ?? '0'])
}

function rowOf(key: string, parts: readonly Part[]): Row {
  const unknown = parts.some(({ row }) => !row || row[at(ARTICLE.PARCEL)] === true)
  const limits = parts.filter(({ row, quantity }) => row?.[at(ARTICLE.STOCK_GOODS)] === true && compare(quantity, '0') > 0)
  const cells: Cell[] = STOCK_FIELDS.map(() => 0)
  cells[at(ARTICLE.NUMBER)] = key
  cells[at(ARTICLE.STOCK_GOODS)] = unknown || limits.length > 0
  cells[at(ARTICLE.PARCEL)] = true
  const sellable = fewest(limits, [ARTICLE.DISPOSABLE_IN_STOCK])
  cells[at(ARTICLE.QUANTITY_IN_STOCK)] = unknown ? null : fewest(limits, [ARTICLE.QUANTITY_IN_STOCK])
  cells[at(ARTICLE.DISPOSABLE_IN_STOCK)] = unknown ? null : sellable
  cells[at(ARTICLE.ORDERED_QUANTITY)] = unknown ? null : fewest(limits, [ARTICLE.DISPOSABLE_IN_STOCK, ARTICLE.ORDERED_QUANTITY]) - sellable
  return cells
}

/** How many whole packages the scarcest article in it is enough for, by the sum of these figures; none where it is below zero. */
function fewest(parts: readonly Part[], fields: readonly number[]): number {
  const enough = parts.map(({ row, quantity }) => {
    const figure = fields.map((field) => fromDouble(Number(row?.[at(field)]), STOCK_PLACES) ?? '0').reduce(add)
    return compare(figure, '0') <= 0 ? 0 : Number(divide(figure, quantity, { places: 0, rounding: 'down' }))
  })
  return enough.length === 0 ? 0 : Math.min(...enough)
}
