// Which numbers an order gives its customer. People type VAT numbers into the box for organisation numbers, and the other way round:
// what a number is, it says itself.
import { isPublicBody, organisationNumber } from '../../values/organisation-number.js'
import { personalNumber } from '../../values/personal-number.js'
import { hasEuVatNumbers, vatNumber } from '../../values/vat-number.js'
import type { ShopOrder } from '../order/types.js'
import { countryOf, plain } from './spelling.js'

/** of: foreign numbers are not checked; wrong ones are said to be Swedish and do not check. */
export interface OrgNo { readonly text: string; readonly of: 'company' | 'public' | 'person' | 'foreign' | 'wrong' }

export interface Numbers {
  readonly orgNo?: OrgNo
  /** Checked for countries of the EU; as typed for others. */
  readonly vatNo?: string
  /** Of the VAT number, where it is one of the EU. */
  readonly vatCountry?: string
  /** What stands as VAT number and is none. */
  readonly wrongVatNo?: string
  /** The box for organisation numbers held a VAT number. */
  readonly vatNoWasOrgNo?: true
}

/** Organisation and personal numbers are Swedish ones where the customer is. */
const NUMBERED_BY = 'SE'

type Asked = Pick<ShopOrder, 'orgNo' | 'vatNo' | 'invoiceAddress' | 'placedAt'>

/**
 * The numbers of an order's customer. on: the local date as of which a personal number of ten digits is read, where the order has no
 * date of its own.
 */
export function numbersOf(order: Asked, on: string): Numbers {
  const country = countryOf(order.invoiceAddress?.country)
  const box = compact(order.orgNo)
  const date = order.placedAt?.slice(0, 10) ?? on
  const inBox = /^[A-Z]/.test(box) ? vatNumber(box) : undefined
  const own = vatNoOf(order.vatNo, country)
  const vat = own.vatNo === undefined && inBox ? { vatNo: inBox.number, vatCountry: inBox.country, vatNoWasOrgNo: true as const } : own
  const orgNo = box === '' || inBox ? swedishOf(inBox?.number ?? vat.vatNo, date) : typedOrgNo(box, country, date) ?? unchecked(order.orgNo, country)
  return { ...vat, ...(orgNo ? { orgNo } : {}) }
}

/**
 * The ten digits under which spellings of an organisation or personal number meet, a Swedish VAT number among them; undefined for
 * anything else. Whether it checks is not asked: it is compared with one that does.
 */
export function orgNoKey(text: string | null | undefined): string | undefined {
  const [, first, last] = /^(?:\d{2})?(\d{6})[-+]?(\d{4})$/.exec(compact(text)) ?? []
  return first === undefined ? tenOf(vatNoKey(text)) : `${first}${last}`
}

/** A VAT number of the EU in the one form in which its spellings meet. */
export function vatNoKey(text: string | null | undefined): string | undefined {
  return vatNumber(compact(text))?.number
}

function swedish(typed: string, on: string): OrgNo | undefined {
  const organisation = organisationNumber(typed)
  if (organisation !== undefined) return { text: organisation, of: isPublicBody(organisation) ? 'public' : 'company' }
  const person = personalNumber(typed, on)
  return person ? { text: person.short, of: 'person' } : undefined
}

/** Abroad only what is typed as Swedish numbers are, with the hyphen, is one: ten digits may be a foreign number that happens to check. */
function typedOrgNo(typed: string, country: string | undefined, on: string): OrgNo | undefined {
  return isAbroad(country) && !typed.includes('-') ? undefined : swedish(typed, on)
}

function swedishOf(vatNo: string | undefined, on: string): OrgNo | undefined {
  const digits = tenOf(vatNo)
  return digits === undefined ? undefined : swedish(digits, on)
}

/** A Swedish VAT number is SE, the organisation or personal number, and the number of the business, mostly 01. */
function tenOf(vatNo: string | undefined): string | undefined {
  return /^SE(\d{10})\d{2}$/.exec(vatNo ?? '')?.[1]
}

function unchecked(typed: string | null | undefined, country: string | undefined): OrgNo {
  return { text: plain(typed) ?? '', of: isAbroad(country) ? 'foreign' : 'wrong' }
}

function isAbroad(country: string | undefined): boolean {
  return country !== undefined && country !== NUMBERED_BY
}

function vatNoOf(text: string | null | undefined, country: string | undefined): Numbers {
  const typed = plain(text)
  if (typed === undefined) return {}
  const vat = vatNumber(typed, country)
  if (vat) return { vatNo: vat.number, vatCountry: vat.country }
  return country === undefined || hasEuVatNumbers(country) ? { wrongVatNo: typed } : { vatNo: typed }
}

/** Without spaces, with one kind of hyphen, in capitals. */
function compact(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase()
}
