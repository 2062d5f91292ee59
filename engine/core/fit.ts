// How a system stores what it is given: lengths, decimals, characters. Known beforehand from its spec, so that what was written reads
// back as meant, and what does not fit is held with a reason rather than cut in silence.
import type { EntitySpec, FieldSpec } from '../types/entity.js'
import type { FieldAbility, SystemSpec } from '../types/system.js'
import { isGtin, isLikeGtin } from '../values/barcode.js'
import { compare, placesOf, round } from '../values/decimal.js'
import { parseMoney } from '../values/money.js'
import { breakLines, shortenAtWord } from '../values/text.js'
import { toWindows1252 } from '../values/windows-1252.js'
import type { Fields, Value } from './item.js'
import { problem, type Problem } from './problem.js'
import type { Mapped } from './stream.js'

type Fitted = { value: Value; note?: string } | { left: Problem } | { problem: Problem }
type FitField = (value: Value) => Fitted

/** A function that makes the fields of one entity fit one system. */
export function fitter(system: SystemSpec, entity: EntitySpec): (fields: Fields, key: string) => Mapped {
  const fits = new Map<string, FitField>()
  for (const [name, ability] of Object.entries(system.can[entity.between?.target ?? entity.id]?.fields ?? {})) {
    const spec = entity.fields[name]
    // A key is never shortened, whatever the system would do with it.
    const able = name === entity.key && ability ? { ...ability, onTooLong: 'hold' as const } : ability
    const fit = able && spec ? fitField(name, able, spec, system.habits.charset ?? 'utf-8') : undefined
    if (fit) fits.set(name, fit)
  }
  for (const [name, spec] of Object.entries(entity.fields)) if (spec?.check) fits.set(name, checked(name, spec.check, fits.get(name)))
  const fitKey = fits.get(entity.key)
  return (fields, key) => {
    const keyProblem = fitKey ? keyFits(fitKey(key), key) : undefined
    if (keyProblem) return { fields, problem: keyProblem }
    return fitAll(fields, fits)
  }
}

/** A key is never shortened, nor spelt another way: it would be another article. */
function keyFits(fitted: Fitted, key: string): Problem | undefined {
  if ('left' in fitted) return undefined
  if ('problem' in fitted) return problem('SKU_TOO_LONG', fitted.problem.facts)
  return fitted.value === key ? undefined : problem('SKU_CHARACTERS', { key, fitted: fitted.value })
}

function fitAll(fields: Fields, fits: ReadonlyMap<string, FitField>): Mapped {
  let made: Record<string, Value | undefined> | undefined
  let notes: Record<string, string> | undefined
  let left: Record<string, Problem> | undefined
  for (const name in fields) {
    const value = fields[name]
    const fit = fits.get(name)
    if (!fit || value === undefined || value === null) continue
    const fitted = fit(value)
    if ('problem' in fitted) return { fields, problem: fitted.problem }
    if ('left' in fitted) {
      (left ??= {})[name] = fitted.left
      delete (made ??= { ...fields })[name]
      continue
    }
    if (fitted.note) (notes ??= {})[name] = fitted.note
    if (fitted.value !== value) (made ??= { ...fields })[name] = fitted.value
  }
  return { fields: made ?? fields, ...(notes ? { notes } : {}), ...(left ? { left } : {}) }
}

/** A value that fails its check is left out; the item goes on without it. */
function checked(name: string, check: NonNullable<FieldSpec['check']>, fit: FitField | undefined): FitField {
  return (value) => (CHECKS[check](String(value)) ? (fit?.(value) ?? { value }) : { left: problem('CHECK_DIGIT_WRONG', { field: name, value }) })
}

const CHECKS: Readonly<Record<NonNullable<FieldSpec['check']>, (text: string) => boolean>> = {
  gtin: (text) => !isLikeGtin(text) || isGtin(text),
}

function fitField(name: string, ability: FieldAbility, spec: FieldSpec, charset: 'utf-8' | 'windows-1252'): FitField | undefined {
  switch (spec.type) {
    case 'text': case 'code': case 'html': return fitText(name, ability, charset)
    case 'money': case 'decimal': return ability.placesMax === undefined ? undefined : fitPlaces(name, ability, spec)
    default: return undefined
  }
}

const ASCII = /^[\x20-\x7e]*$/

function fitText(name: string, ability: FieldAbility, charset: 'utf-8' | 'windows-1252'): FitField | undefined {
  const max = ability.lengthMax ?? Infinity
  if (charset === 'utf-8' && max === Infinity) return undefined
  return (value) => {
    const given = String(value)
    const { text, note } = charset === 'utf-8' || ASCII.test(given) ? { text: given } : respelt(given)
    const within = ability.lines ? breakLines(text, ability.lines)?.join(' ') : text
    if (within !== undefined && lengthOf(within) <= max) return noted(within, note)
    if (ability.onTooLong === 'shorten') return noted(shortened(text, max, ability.lines), 'shortened')
    return { problem: problem('TEXT_TOO_LONG', { field: name, length: lengthOf(text), max, value: text }) }
  }
}

/** In the letters that the system has. What is left out leaves no gap behind. */
function respelt(given: string): { text: string; note?: string } {
  const { text, changed } = toWindows1252(given)
  return changed ? { text: text.replace(/ {2,}/g, ' ').trim(), note: 'respelt' } : { text }
}

/** The longest beginning, in whole words, that the lines can hold. */
function shortened(text: string, max: number, lines: readonly number[] | undefined): string {
  if (!lines) return shortenAtWord(text, max)
  for (let length = Math.min(max, lengthOf(text)); length > 0; length--) {
    const broken = breakLines(shortenAtWord(text, length), lines)
    if (broken) return broken.join(' ')
  }
  return ''
}

function lengthOf(text: string): number {
  return ASCII.test(text) ? text.length : [...text].length
}

function noted(value: string, note: string | undefined): Fitted {
  return { value: value === '' ? null : value, ...(note ? { note } : {}) }
}

function fitPlaces(name: string, ability: FieldAbility, spec: FieldSpec): FitField {
  const max = ability.placesMax ?? 0
  return (value) => {
    const text = String(value)
    // A driver's own "none" is null by now; what is below zero here is a slip of somebody's pen.
    if (spec.guard === 'amount' && text.startsWith('-')) return { problem: problem('PRICE_NEGATIVE', { field: name, value: text }) }
    if (placesOf(text) <= max) return { value }
    const rounded = round(text, { places: max })
    if (compare(rounded, text) === 0) return { value }
    if (ability.onTooFine !== 'round') {
      return { problem: problem(max === 0 ? 'PRICE_NOT_WHOLE' : 'PRICE_PRECISION', { field: name, value: text, places: max }) }
    }
    return { value: spec.type === 'money' ? (parseMoney(rounded) ?? rounded) : rounded, note: 'rounded' }
  }
}
