// One form for each thing that is typed in many ways. A key is for comparing alone and is never written anywhere.
import { looksErased } from '../order/erasure.js'
import type { OrderAddress } from '../order/types.js'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** Codes that are typed instead of the ones of ISO 3166-1. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' }
const CALLING_CODE = '46'

/** The text without spaces around it and with single ones inside; undefined where nothing is left. */
export function plain(text: string | null | undefined): string | undefined {
  return text?.normalize('NFC').replace(/\s+/g, ' ').trim() || undefined
}

/** The address as it is written: the domain in small letters, the part before it as it was typed. Undefined where it is none, or stands for one that was erased. */
export function emailOf(text: string | null | undefined): string | undefined {
  const typed = plain(text)
  if (typed === undefined || !EMAIL.test(typed) || looksErased(typed)) return undefined
  const at = typed.lastIndexOf('@')
  return typed.slice(0, at) + typed.slice(at).toLowerCase()
}

/** Under which spellings of one e-mail address meet: no mail system in use tells Anna@ from anna@. */
export function emailKey(text: string | null | undefined): string | undefined {
  return emailOf(text)?.toLowerCase()
}

/** Under which spellings of one telephone number meet: digits with the calling code; without one it is Swedish. */
export function phoneKey(text: string | null | undefined): string | undefined {
  const digits = text?.replace(/\(0\)/g, '').replace(/[^\d+]/g, '') ?? ''
  if (!/\d/.test(digits)) return undefined
  return digits.replace(/^\+|^00/, '+').replace(/^0/, `+${CALLING_CODE}`).replace(/^\+/, '')
}

/** ISO 3166-1 alpha-2 in capitals; undefined for anything else. */
export function countryOf(text: string | null | undefined): string | undefined {
  const code = plain(text)?.toUpperCase() ?? ''
  return /^[A-Z]{2}$/.test(code) ? OTHER_CODES[code] ?? code : undefined
}

/**
 * A postal code as it is written: Swedish ones "123 45", others as they were typed, in capitals. The country before it ("SE-", "D-")
 * is left out. What looks like no Swedish one stays as it was typed.
 */
export function postcodeOf(text: string | null | undefined, country: string | undefined): string | undefined {
  const typed = plain(text)?.toUpperCase()
  const code = typed?.replace(country === undefined ? /^SE?-\s?/ : /^[A-Z]{1,2}-\s?/, '')
  if (code === undefined || (country !== undefined && country !== 'SE')) return code
  const digits = code.replace(/^SE\s?/, '').replace(/\s/g, '')
  return /^\d{5}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3)}` : code
}

/** Where the invoice goes, in that form; without company and name, which the card has by themselves. Undefined where it says nothing. */
export function addressOf(address: OrderAddress | null | undefined): Omit<OrderAddress, 'company' | 'name'> | undefined {
  const country = countryOf(address?.country)
  const all = {
    line1: plain(address?.line1), line2: plain(address?.line2), postcode: postcodeOf(address?.postcode, country),
    city: plain(address?.city), country,
  }
  const said = Object.entries(all).filter(([, value]) => value !== undefined)
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

/** Words that belong to the family name after them. */
const PARTICLES: ReadonlySet<string> = new Set(['af', 'av', 'von', 'van', 'de', 'der', 'den', 'da', 'di', 'du', 'la', 'le', 'ter', 'zu'])

/**
 * A person's name, "Anna Maria von Essen", with the family name first: "von Essen Anna Maria". The family name is the last word and the
 * particles before it, as shops show names in one text; "Essen, Anna" has said itself where it ends.
 */
export function familyFirst(name: string): string {
  const [before, ...after] = name.split(',').map((part) => part.trim())
  if (after.length > 0) return [before, ...after].filter((part) => part !== '').join(' ')
  const words = name.split(' ')
  let from = words.length - 1
  while (from > 1 && PARTICLES.has((words[from - 1] as string).toLowerCase())) from--
  return [...words.slice(from), ...words.slice(0, from)].join(' ')
}
