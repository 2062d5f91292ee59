// Decimal numbers as texts, so that no amount ever passes through binary fractions. The only room
// that knows big.js. Canonical: no plus sign, no exponent, no leading or trailing zeros, never
// "-0".
import Big from 'big.js'

/**
 * half-up: away from zero at a half. up: away from zero. down: towards zero. half-even: to the even
 * neighbour at a half.
 */
export type Rounding = 'half-up' | 'up' | 'down' | 'half-even'

export interface Places { readonly places: number; readonly rounding?: Rounding }

/** A text longer than this, or with such an exponent, is no number of a shop or a ledger. */
const DIGITS_MAX = 400
/** What a double keeps of a decimal number, whatever its size. */
const DOUBLE_DIGITS = 15

const CANONICAL = /^(?:0|-?(?:[1-9]\d{0,199}|0(?=\.))(?:\.\d{0,199}[1-9])?)$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?$/

// Our own copy of Big: its settings are ours alone.
const Exact = Big()
const MODES: Readonly<Record<Rounding, 0 | 1 | 2 | 3>> = { down: 0, 'half-up': 1, 'half-even': 2, up: 3 }

/**
 * The canonical text of a number, or undefined for what is no decimal number ("1,5", "", "NaN", "1
 * 000").
 */
export function parseDecimal(from: unknown): string | undefined {
  if (typeof from === 'string') {
    if (CANONICAL.test(from)) return from
    const text = from.trim()
    const match = NUMBER.exec(text)
    if (!match || text.length > DIGITS_MAX) return undefined
    if (match[1] !== undefined && Math.abs(Number(match[1])) > DIGITS_MAX) return undefined
    return textOf(new Exact(text.replace(/^\+/, '')))
  }
  if (typeof from !== 'number' || !Number.isFinite(from)) return undefined
  return Number.isSafeInteger(from) ? String(from + 0) : textOf(new Exact(String(from)))
}

export function add(left: string, right: string): string {
  return textOf(new Exact(left).plus(right))
}

export function subtract(left: string, right: string): string {
  return textOf(new Exact(left).minus(right))
}

/** The exact product; round it where a number of places is wanted. */
export function multiply(left: string, right: string): string {
  return textOf(new Exact(left).times(right))
}

/** The quotient, rounded once. Dividing by zero is a fault of ours and throws. */
export function divide(left: string, right: string, to: Places): string {
  Exact.DP = to.places
  Exact.RM = MODES[to.rounding ?? 'half-up']
  return textOf(new Exact(left).div(right))
}

/** The number rounded to so many places; canonical, so without trailing zeros. */
export function round(value: string, to: Places): string {
  return textOf(new Exact(value).round(to.places, MODES[to.rounding ?? 'half-up']))
}

/** Below zero, zero or above zero, as a sort expects it. */
export function compare(left: string, right: string): -1 | 0 | 1 {
  return new Exact(left).cmp(right)
}

export function isZero(value: string): boolean {
  return value === '0' || new Exact(value).eq(0)
}

/** How many decimals the number has. */
export function placesOf(value: string): number {
  const point = value.indexOf('.')
  return point < 0 ? 0 : value.replace(/0+$/, '').length - point - 1
}

/** Exactly this many decimals, for systems that want them: "2.5" → "2.500". */
export function withPlaces(value: string, to: Places): string {
  const text = new Exact(value).toFixed(to.places, MODES[to.rounding ?? 'half-up'])
  return /^-0(?:\.0+)?$/.test(text) ? text.slice(1) : text
}

/**
 * The decimal that a ledger meant by a double. Every decimal of up to fifteen digits comes back
 * exactly; the dust of binary sums (0.1 + 0.2) is swept off before rounding. undefined for what is
 * not finite.
 */
export function fromDouble(double: number, places: number): string | undefined {
  if (!Number.isFinite(double)) return undefined
  if (Number.isSafeInteger(double)) return String(double + 0)
  return round(double.toPrecision(DOUBLE_DIGITS), { places })
}

function textOf(value: Big): string {
  const text = value.toFixed()
  return text === '-0' ? '0' : text
}
