// Parcel numbers in a text that people or a freight program write, by a pattern of the customer's. Pure.
import { NUMBER_PLACE } from './parcel-links.js'

/** A parcel number: letters and digits, at least one digit. Bounds are ours: a longer run is no parcel number of a carrier. */
const NUMBER = '(?=[A-Za-z]*\\d)[A-Za-z0-9]{6,40}(?![A-Za-z0-9])'
const MORE = `(?:\\s*[,;/+&]\\s*(?:${NUMBER}))*`

/**
 * The numbers where the pattern stands, in the order of the text; after the first, those that a comma, a semicolon or the like joins to
 * it. pattern: plain text with {number}, "Kolli {number}"; blanks and the size of letters do not count. undefined: it names no number.
 */
export function parcelNumbers(text: string, pattern: string): readonly string[] | undefined {
  const [before, after, ...others] = pattern.split(NUMBER_PLACE)
  if (before === undefined || after === undefined || others.length > 0) return undefined
  const whole = new RegExp(`(?<![A-Za-z0-9])${loose(before)}((?:${NUMBER})${MORE})${loose(after)}`, 'gi')
  const each = new RegExp(NUMBER, 'gi')
  return [...new Set([...text.matchAll(whole)].flatMap(([, numbers]) => (numbers ?? '').match(each) ?? []))]
}

function loose(literal: string): string {
  return literal.trim() === '' ? '' : literal.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s*')
}
