// An article in a price list: its price, its campaign with its days, and whether it is shown. Written to any list; shown by the
// service for the default list alone. Pure: values in, values out.
import { problem } from '../../core/problem.js'
import { compare, parseDecimal, placesOf } from '../../values/decimal.js'
import { grossOf } from '../../values/money.js'
import { rateFromFraction } from '../../values/rate.js'
import { INT_MAX, unfit, type Converted, type Members } from './converted.js'
import { textIn, type XmlNode } from './xml.js'

type Given = Readonly<Record<string, unknown>>

const ORE_PLACES = 2
/** Clears a price; any negative that is read means that there is none. */
const NO_PRICE = '-1'
const DATE = /^\d{4}-\d\d-\d\d$/

/**
 * The members of a row of a price list. A day without a time is the shop's own, Swedish, day; there is no way to empty one, so
 * that a campaign without days says that it uses none.
 */
export function listMembers(fields: Given): Converted {
  const members: Record<string, Members[string]> = {}
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'sku') continue
    const made = memberOf(field, value)
    if (made.problem) return made
    Object.assign(members, made.members)
  }
  return { members }
}

/**
 * The price of a price list: whole currency units, because the service takes no others here. null
 * takes the price away.
 */
export function priceMembers(value: unknown): Converted {
  if (value === null) return { members: { PriceIncVat: NO_PRICE } }
  const price = parseDecimal(value)
  if (price === undefined || compare(price, '0') < 0 || compare(price, String(INT_MAX)) > 0)
    return unfit('price', value)
  if (placesOf(price) > 0) return { problem: problem('PRICE_NOT_WHOLE', { value }) }
  return { members: { PriceIncVat: price } }
}

/** Price lists are named by GUIDs, in either case, with braces or without. */
export function sameId(left: string, right: string): boolean {
  return left.replace(/[{}]/g, '').toLowerCase() === right.replace(/[{}]/g, '').toLowerCase()
}

/** What a product row tells of an article in its default list. */
export function shownInList(row: XmlNode): Given {
  const rate = rateFromFraction(textIn(row, 'Vat'))
  const spans = textIn(row, 'UseDiscountDateSpan') === 'true'
  const day = (name: string): string | null => (spans ? (textIn(row, name)?.slice(0, 10) ?? null) : null)
  return {
    price: amountOf(textIn(row, 'Price'), rate),
    campaignPrice: amountOf(textIn(row, 'DiscountedPrice'), rate),
    campaignFrom: day('DiscountStartDate'),
    campaignTo: day('DiscountEndDate'),
    membersOnly: textIn(row, 'DiscountedPriceIsMemberPrice') === 'true',
    visible: textIn(row, 'HideProduct') !== 'true',
  }
}

function memberOf(field: string, value: unknown): Converted {
  switch (field) {
    case 'price':
      return priceMembers(value)
    case 'campaignPrice': {
      const made = priceMembers(value)
      return made.problem ? made : { members: { DiscountedPriceIncVat: made.members['PriceIncVat'] } }
    }
    case 'campaignFrom':
      return daySpan(field, value, { member: 'DiscountStartDate', time: '00:00:00' })
    case 'campaignTo':
      return daySpan(field, value, { member: 'DiscountEndDate', time: '23:59:59' })
    case 'membersOnly':
      return flag(field, value, (on) => ({ DiscountedPriceIsMemberPrice: on }))
    case 'visible':
      return flag(field, value, (on) => ({ HideProduct: !on }))
    default:
      return { problem: problem('JETSHOP_FIELD_READ_ONLY', { field }) }
  }
}

function daySpan(field: string, value: unknown, { member, time }: { member: string; time: string }): Converted {
  if (value === null) return { members: { UseDiscountDateSpan: false } }
  if (typeof value !== 'string' || !DATE.test(value)) return unfit(field, value)
  return { members: { UseDiscountDateSpan: true, [member]: `${value}T${time}` } }
}

function flag(field: string, value: unknown, members: (on: boolean) => Members): Converted {
  return typeof value === 'boolean' ? { members: members(value) } : unfit(field, value)
}

/** Amounts are kept excl. VAT; a negative one means that there is none. undefined: it cannot be told. */
function amountOf(net: string | undefined, rate: number | undefined): string | null | undefined {
  const amount = parseDecimal(net)
  if (amount === undefined || compare(amount, '0') < 0) return null
  return rate === undefined ? undefined : grossOf(amount, rate, ORE_PLACES)
}
