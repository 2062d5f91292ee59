// VAT numbers of the EU by their form and check digits. Whether a number is in use today only the EU's own service (VIES) knows. The
// only room that knows jsvat-next.
import jsvat from 'jsvat-next'

/** By the prefix of the number: Greece writes EL, and Northern Ireland, which is in the EU for goods, XI. */
const BY_PREFIX: Readonly<Record<string, (typeof jsvat.countries)[number]>> = {
  AT: jsvat.austria, BE: jsvat.belgium, BG: jsvat.bulgaria, CY: jsvat.cyprus, CZ: jsvat.czechRepublic, DE: jsvat.germany,
  DK: jsvat.denmark, EE: jsvat.estonia, EL: jsvat.greece, ES: jsvat.spain, FI: jsvat.finland, FR: jsvat.france, HR: jsvat.croatia,
  HU: jsvat.hungary, IE: jsvat.ireland, IT: jsvat.italy, LT: jsvat.lithuania, LU: jsvat.luxembourg, LV: jsvat.latvia, MT: jsvat.malta,
  NL: jsvat.netherlands, PL: jsvat.poland, PT: jsvat.portugal, RO: jsvat.romania, SE: jsvat.sweden, SI: jsvat.slovenia,
  SK: jsvat.slovakiaRepublic, XI: jsvat.unitedKingdom,
}

export interface VatNumber {
  /** Without spaces and signs, with its prefix: "SE556737043101". */
  readonly number: string
  /** ISO 3166-1 alpha-2; XI for Northern Ireland. */
  readonly country: string
}

/** The prefix of Greece as people type it who know its ISO letters. */
const TYPED: Readonly<Record<string, string>> = { GR: 'EL' }
/** A Swedish number is the ten digits, and which of somebody's businesses it is of: 01 for the first, 02 for the next. */
const SWEDISH = /^(SE\d{10})(?!00)\d{2}$/

/**
 * A VAT number of the EU whose form and check digits are right; undefined for anything else. country, ISO 3166-1 alpha-2: whose prefix
 * a number gets that was typed without one.
 */
export function vatNumber(text: string, country?: string): VatNumber | undefined {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return checked(typed) ?? (country === undefined ? undefined : checked(`${prefixOf(country)}${typed}`))
}

/** Whether VAT numbers of the country are ones of the EU. */
export function hasEuVatNumbers(country: string): boolean {
  return prefixOf(country) in BY_PREFIX
}

function checked(typed: string): VatNumber | undefined {
  const prefix = prefixOf(typed.slice(0, 2))
  const country = BY_PREFIX[prefix]
  const number = `${prefix}${typed.slice(2)}`
  // The package knows a first business alone.
  if (!country || !jsvat.checkVAT(number.replace(SWEDISH, '$101'), [country]).isValid) return undefined
  return { number, country: prefix === 'EL' ? 'GR' : prefix }
}

function prefixOf(letters: string): string {
  return TYPED[letters] ?? letters
}
