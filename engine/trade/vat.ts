// VAT rates by date. A rate is looked up, never derived from amounts; a placed order keeps the rate
// it was charged with.
import type { VatSpec } from '../types/vat.js'

/**
 * The rate in basis points of a class on a local date ("2026-04-01"), or undefined before its first
 * day or for no such class.
 */
export function rateOn(vat: VatSpec, vatClass: string, date: string): number | undefined {
  const rates = vat.classes.find((each) => each.id === vatClass)?.rates ?? []
  let current: { from: string; basisPoints: number } | undefined
  for (const rate of rates) {
    if (rate.from <= date && (!current || rate.from >= current.from)) current = rate
  }
  return current?.basisPoints
}

/** By country, the rates above zero that are or were its own: whose VAT it is that a shop charged. */
export function ratesByCountry({ country, classes, abroad }: VatSpec): Readonly<Record<string, readonly number[]>> {
  const home = classes.flatMap(({ rates }) => rates.map(({ basisPoints }) => basisPoints)).filter((rate) => rate > 0)
  return { ...abroad as Readonly<Record<string, readonly number[]>>, [country]: [...new Set(home)] }
}

/** A rate above zero that holds on a date, with what is taxed so. */
export interface RateInUse { readonly basisPoints: number; readonly titles: readonly string[] }

/** The rates above zero that hold on a local date, the highest first. */
export function ratesInUse(vat: VatSpec, date: string): readonly RateInUse[] {
  const titles = new Map<number, string[]>()
  for (const { id, title } of vat.classes) {
    const rate = rateOn(vat, id, date)
    if (rate) titles.set(rate, [...(titles.get(rate) ?? []), title])
  }
  return [...titles].map(([basisPoints, of]) => ({ basisPoints, titles: of })).sort((one, other) => other.basisPoints - one.basisPoints)
}

/** A class whose rate moves. */
export interface RateChange { readonly title: string; readonly date: string; readonly was: number; readonly becomes: number }

/** The changes of rates after one local date, up to another and with it. */
export function changesBetween(vat: VatSpec, after: string, upTo: string): readonly RateChange[] {
  return vat.classes.flatMap(({ id, title, rates }) => rates
    .filter(({ from }) => from > after && from <= upTo)
    .map(({ from, basisPoints }) => ({ title, date: from, was: rateOn(vat, id, dayBefore(from)) ?? 0, becomes: basisPoints }))
    .filter(({ was, becomes }) => was !== becomes))
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)
}
