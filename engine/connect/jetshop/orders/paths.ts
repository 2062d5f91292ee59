// What a binding may say of where a value stands, and the value that is found there. A closed
// grammar: "A/B", "A + B", "A as fraction", "= SEK". Pure.
import { parseDecimal } from '../../../values/decimal.js'
import { parseMoney } from '../../../values/money.js'
import { rateFromFraction, rateFromPercent } from '../../../values/rate.js'
import { STOCKHOLM } from '../../../values/time.js'
import { instantOf, instantOfWall } from '../../../values/wall.js'
import { asNode, type Xml } from '../xml.js'

/** How a value is written in the service. */
export type Form = 'text' | 'decimal' | 'boolean' | 'integer' | 'localTime' | 'time' | 'fraction' | 'percent'

/** One place of a binding, taken apart. */
export type Place =
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'paths'; readonly paths: readonly (readonly string[])[]; readonly form?: Form }

/** A value as it is found: undefined where the service does not show it; null where it is empty. */
export type Read = string | number | boolean | null | undefined

/** A text that is there and cannot be what the binding says it is. */
export class PlaceError extends Error {
  constructor(readonly place: string, readonly found: string) {
    super(`${place}: ${found}`)
  }
}

/** The schema of bindings lets nothing else come here. */
export function placeOf(given: string): Place {
  if (given.startsWith('= ')) return { kind: 'fixed', text: given.slice(2) }
  const [paths = '', form] = given.split(' as ')
  return { kind: 'paths', paths: paths.split(' + ').map((path) => path.split('/')), ...(form === undefined ? {} : { form: form as Form }) }
}

/** The elements at a path, in order, however often each step is repeated. nil and missing give none. */
export function elementsAt(from: Xml | undefined, path: readonly string[]): readonly Xml[] {
  let found: readonly Xml[] = from === undefined || from === null ? [] : [from]
  for (const step of path) {
    found = found.flatMap((one) => {
      const inside = asNode(one)[step]
      if (inside === undefined || inside === null) return []
      return Array.isArray(inside) ? (inside as readonly Xml[]).filter((each) => each !== null) : [inside]
    })
  }
  return found
}

/** The value at a place. usual: the form where the binding names none. Throws PlaceError. */
export function valueAt(from: Xml | undefined, given: string, usual: Form = 'text'): Read {
  const place = placeOf(given)
  if (place.kind === 'fixed') return read(place.text, usual, given)
  const { paths, form = usual } = place
  if (paths.length === 1) {
    const path = paths[0] as readonly string[]
    return read(textAt(from, path), form, given)
  }
  const parts = paths.map((path) => textAt(from, path)).filter((text) => text !== undefined)
  return parts.length === 0 ? undefined : read(parts.map((text) => text?.trim() ?? '').filter((text) => text !== '').join(' '), form, given)
}

function textAt(from: Xml | undefined, path: readonly string[]): string | null | undefined {
  const holder = path.length === 1 ? from : elementsAt(from, path.slice(0, -1))[0]
  const found = asNode(holder)[path.at(-1) as string]
  const first = Array.isArray(found) ? (found as readonly Xml[])[0] : (found as Xml | undefined)
  return first === null ? null : typeof first === 'string' ? first : undefined
}

function read(text: string | null | undefined, form: Form, place: string): Read {
  if (text === undefined || text === null) return text
  // Codes are never trimmed into another code; figures and times may stand in blanks.
  if (form === 'text') return text === '' ? null : text
  if (text.trim() === '') return null
  const made = figure(text.trim(), form)
  if (made === undefined) throw new PlaceError(place, text.slice(0, 100))
  return made
}

function figure(text: string, form: Form): string | number | boolean | undefined {
  switch (form) {
    case 'decimal': return parseDecimal(text)
    case 'integer': return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'boolean': return { true: true, '1': true, false: false, '0': false }[text]
    case 'localTime': return instantOf(text) ?? instantOfWall(text, STOCKHOLM)
    case 'time': return instantOf(text)
    case 'fraction': return rateFromFraction(text)
    case 'percent': return rateFromPercent(text)
    case 'text': return text
  }
}

/** A decimal text as an amount. */
export function money(value: Read): Read {
  return typeof value === 'string' ? parseMoney(value) : value
}
