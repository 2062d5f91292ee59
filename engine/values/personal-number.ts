// Swedish personal numbers and coordination numbers. The only room that knows personnummer. That package asks the clock for the
// century that ten digits leave out; here the caller gives a date, and the package is always handed all twelve digits.
import Personnummer from 'personnummer'

export interface PersonalNumber {
  /** "701063-2391"; a plus sign from the year in which the person becomes a hundred. */
  readonly short: string
  /** "197010632391" */
  readonly full: string
  /** For a person who is not in the Swedish register of persons: the day of birth is raised by 60. */
  readonly isCoordination: boolean
}

/** What is imported is the class itself; the package's types say that it lies one step further in. */
const Numbers = Personnummer as unknown as typeof Personnummer.default
const FORM = /^(\d{2})?(\d{2})(\d{4})([-+]?)(\d{4})$/

/**
 * A personal or coordination number of ten or twelve digits, with or without its sign; undefined where date or check digit is wrong.
 * on: the local date ("2026-11-25") as of which ten digits are read: the latest year that is no later, or with a plus a hundred before.
 * The rules are those of the Swedish Tax Agency (SKV 704, SKV 707).
 */
export function personalNumber(text: string, on: string): PersonalNumber | undefined {
  const [, given, year, monthAndDay, sign, last] = FORM.exec(text) ?? []
  if (year === undefined) return undefined
  const thisYear = Number(on.slice(0, 4))
  const bornIn = given === undefined ? latestYear(Number(year), sign === '+' ? thisYear - 100 : thisYear) : Number(given + year)
  const full = `${bornIn}${monthAndDay}${last}`
  if (!Numbers.valid(full)) return undefined
  const shown = thisYear - bornIn >= 100 ? '+' : '-'
  return { short: `${year}${monthAndDay}${shown}${last}`, full, isCoordination: Number(full.slice(6, 8)) > 60 }
}

/** The latest year that ends in these two digits and is no later than the other. */
function latestYear(ending: number, upTo: number): number {
  return upTo - ((upTo - ending) % 100)
}
