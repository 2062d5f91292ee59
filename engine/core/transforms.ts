// The closed vocabulary of value transforms, by name. Each is a pure function of a value and its argument; there is no other way to
// shape a value, but for a plugin.
import { publishedQuantity, stockStatus, type StockFigures, type StockProfile, type StatusIds } from '../trade/stock-profile.js'
import { roundPrice } from '../trade/price.js'
import { multiply, parseDecimal, round } from '../values/decimal.js'
import { shortenAtWord } from '../values/text.js'
import type { Value } from './item.js'
import { problem, type Problem } from './problem.js'

/** The values that go in, by source field; the first one is the value that single-value transforms work on. */
export type TransformInput = { readonly value: Value | undefined; readonly all: Readonly<Record<string, Value | undefined>> }
export type TransformResult = { readonly value: Value | undefined } | { readonly problem: Problem }
type Transform = (input: TransformInput, argument: unknown) => TransformResult

/** A text transform leaves null and missing values alone. */
const onText = (change: (text: string, argument: unknown) => string): Transform => (input, argument) =>
  ({ value: typeof input.value === 'string' ? change(input.value, argument) || null : input.value })

const onNumber = (change: (text: string, argument: unknown) => string | undefined): Transform => (input, argument) => {
  if (input.value === null || input.value === undefined) return { value: input.value }
  const number = parseDecimal(input.value)
  const made = number === undefined ? undefined : change(number, argument)
  return made === undefined ? { problem: problem('TRANSFORM_BAD', { value: input.value }) } : { value: made }
}

interface Lookup { readonly pairs: Readonly<Record<string, string>>; readonly otherwise: 'hold' | 'keep' | { readonly use: string }; readonly name?: string }

/** A value's counterpart in the other system. A value without one follows the map's own rule; by default a person decides. */
const lookup: Transform = (input, argument) => {
  const { pairs, otherwise, name } = argument as Lookup
  if (input.value === null || input.value === undefined) return { value: input.value }
  const hit = Object.hasOwn(pairs, String(input.value)) ? pairs[String(input.value)] : undefined
  if (hit !== undefined) return { value: hit }
  if (otherwise === 'keep') return { value: undefined }
  if (typeof otherwise === 'object') return { value: otherwise.use }
  return { problem: problem('VALUE_UNMAPPED', { value: input.value, map: name }) }
}

const join: Transform = (input, argument) => {
  const parts = Object.values(input.all).filter((part) => part !== null && part !== undefined && part !== '').map(String)
  return { value: parts.length > 0 ? parts.join(String(argument ?? ' ')) : null }
}

/** Parts count from 1, and -1 is the last. */
function splitText(text: string, argument: unknown): string {
  const { by, take } = argument as { by: string; take: number }
  return (text.split(by).at(take > 0 ? take - 1 : take) ?? '').trim()
}

function replaceText(text: string, argument: unknown): string {
  const { find, with: put } = argument as { find: string; with: string }
  return text.split(find).join(put)
}

/** Entities that editors of shops write, and the letters of our languages. An entity that is not here stays as it is written. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ndash: '–', mdash: '—', hellip: '…', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“',
  aring: 'å', auml: 'ä', ouml: 'ö', Aring: 'Å', Auml: 'Ä', Ouml: 'Ö', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', eacute: 'é', Eacute: 'É',
  uuml: 'ü', Uuml: 'Ü', deg: '°', frac12: '½', times: '×', euro: '€', reg: '®', copy: '©', trade: '™',
}

function entity(written: string, name: string): string {
  const code = /^#x[0-9a-f]+$/i.test(name) ? parseInt(name.slice(2), 16) : /^#\d+$/.test(name) ? Number(name.slice(1)) : undefined
  if (code !== undefined) return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : written
  return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : written
}

/** Tags out, entities back to characters, blanks folded. For register fields that hold plain text. */
function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/&(#?\w{1,10});/g, entity).replace(/\s+/g, ' ').trim()
}

/** One value where there is something, another where there is nothing: what follows from a price being in a list. */
const whereThere: Transform = (input, argument) => {
  const { there, otherwise } = argument as { there: Value; otherwise: Value }
  return { value: input.value === null || input.value === undefined ? otherwise : there }
}

const stockProfile: Transform = (input, argument) => {
  if (input.all['stockItem'] === false) return { value: undefined }
  const figures = input.all as unknown as StockFigures
  return { value: publishedQuantity(figures, argument as StockProfile, inFlightOf(input.all)) }
}

/** What was sold and is not booked yet; nothing where nobody counts it. */
function inFlightOf({ inFlight }: { readonly [name: string]: Value | undefined }): string {
  return typeof inFlight === 'string' ? inFlight : '0'
}

const stockStatusOf: Transform = (input, argument) => {
  if (input.all['stockItem'] === false) return { value: undefined }
  const { profile, ids, what } = argument as { profile: StockProfile; ids: StatusIds; what: 'status' | 'whenOut' | 'comingOn' }
  const figures = input.all as unknown as StockFigures
  if (what === 'whenOut') return { value: ids.whenOut }
  const quantity = publishedQuantity(figures, profile, inFlightOf(input.all))
  // While there is some, or nobody knows when more comes, the shop's day is left as it is.
  if (what === 'comingOn') return { value: quantity === 0 ? (input.all['expectedOn'] ?? undefined) : undefined }
  return { value: stockStatus(figures, quantity, ids) }
}

export const transforms: Readonly<Record<string, Transform>> = {
  trim: onText((text) => text.trim()),
  upper: onText((text) => text.toLocaleUpperCase('sv')),
  lower: onText((text) => text.toLocaleLowerCase('sv')),
  prefix: onText((text, argument) => `${String(argument)}${text}`),
  suffix: onText((text, argument) => `${text}${String(argument)}`),
  split: onText(splitText),
  replace: onText(replaceText),
  shorten: onText((text, argument) => shortenAtWord(text, Number(argument))),
  stripHtml: onText(plainText),
  default: (input, argument) => ({ value: input.value === null || input.value === undefined ? (argument as Value) : input.value }),
  multiply: onNumber((text, argument) => multiply(text, parseDecimal(argument) ?? '1')),
  round: onNumber((text, argument) => round(text, { places: Number(argument) })),
  roundPrice: onNumber((text, argument) => roundPrice(text, argument as Parameters<typeof roundPrice>[1])),
  join,
  lookup,
  stockProfile,
  whereThere,
  stockStatus: stockStatusOf,
}
