// Which addresses lie inside the VAT area of the EU for goods: a country is not enough. Sources: Council Directive 2006/112/EC, articles
// 5 to 7 (territories that are outside, and Monaco and the Isle of Man), and the Windsor Framework, article 8 (Northern Ireland, for
// goods). Postal codes: the numbering of the countries' own posts. Rates of these territories are not told here.
import type { OrderAddress } from './types.js'

/** area: EU, or outside. */
export interface Territory { readonly country: string; readonly name?: string; readonly area: 'EU' | 'outside' }

const EU: ReadonlySet<string> = new Set([
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT',
  'RO', 'SE', 'SI', 'SK',
])

/** Other letters for the same country: the EU's own for Greece, and Monaco, which counts as France. */
const SAME_AS: Readonly<Record<string, string>> = { EL: 'GR', MC: 'FR' }

/** Letters that ISO 3166-1 gives to no country, or leaves to anybody: a shop shows them where it does not know. XI and XK have a use. */
const NO_COUNTRY = /^(?:AA|E[UZ]|UN|Q[M-Z]|X[A-HJL-Z]|ZZ)$/

interface Special extends Territory { readonly in: string; readonly postcode: RegExp; readonly city?: RegExp }

/** Parts of a country, by postal code (digits and letters alone); where several places share a code, by the place as well. */
const SPECIAL: readonly Special[] = [
  { in: 'FI', postcode: /^22\d{3}$/, country: 'AX', name: 'Åland', area: 'outside' },
  { in: 'ES', postcode: /^(?:35|38)\d{3}$/, country: 'IC', name: 'Canary Islands', area: 'outside' },
  { in: 'ES', postcode: /^(?:51|52)\d{3}$/, country: 'EA', name: 'Ceuta and Melilla', area: 'outside' },
  { in: 'IT', postcode: /^23041$/, country: 'IT', name: 'Livigno', area: 'outside' },
  { in: 'IT', postcode: /^23030$/, city: /livigno/i, country: 'IT', name: 'Livigno', area: 'outside' },
  { in: 'IT', postcode: /^22061$/, country: 'IT', name: "Campione d'Italia", area: 'outside' },
  { in: 'IT', postcode: /^22060$/, city: /campione/i, country: 'IT', name: "Campione d'Italia", area: 'outside' },
  { in: 'DE', postcode: /^78266$/, country: 'DE', name: 'Büsingen', area: 'outside' },
  { in: 'DE', postcode: /^27498$/, country: 'DE', name: 'Heligoland', area: 'outside' },
  { in: 'GR', postcode: /^6308[67]$/, country: 'GR', name: 'Mount Athos', area: 'outside' },
  { in: 'FR', postcode: /^9(?:7[1-8]|8[4678])\d{2}$/, country: 'FR', name: 'French overseas territories', area: 'outside' },
  { in: 'GB', postcode: /^BT\d/, country: 'XI', name: 'Northern Ireland', area: 'EU' },
  { in: 'GB', postcode: /^IM\d/, country: 'IM', name: 'Isle of Man', area: 'outside' },
  { in: 'GB', postcode: /^(?:JE|GY)\d/, country: 'GB', name: 'Channel Islands', area: 'outside' },
]

/** undefined: the address names no country as two letters. Countries with letters of their own (AX, GP, FO, GG …) need no postal code. */
export function territoryOf(address: OrderAddress | null | undefined): Territory | undefined {
  const letters = address?.country?.trim().toUpperCase() ?? ''
  if (!/^[A-Z]{2}$/.test(letters) || NO_COUNTRY.test(letters)) return undefined
  const country = SAME_AS[letters] ?? letters
  const postcode = (address?.postcode ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
  const code = postcode.startsWith(country) && /\d/.test(postcode[2] ?? '') && country !== 'GB' ? postcode.slice(2) : postcode.replace(/^AX(?=\d)/, '')
  const special = SPECIAL.find((one) => one.in === country && one.postcode.test(code) && (one.city?.test(address?.city ?? '') ?? true))
  if (special) return { country: special.country, area: special.area, ...(special.name === undefined ? {} : { name: special.name }) }
  return { country, area: EU.has(country) || country === 'XI' ? 'EU' : 'outside' }
}
