// A customer whom the shop has erased: what their orders still say of them, and how that is told from an edit (S-075). Shops either
// empty the fields or write something in their place.
import type { OrderAddress, ShopOrder } from './types.js'

/** Lines of an order's content that are personal, or able to name a person. */
export const PERSONAL = [
  'customerNumber', 'customerName', 'orgNo', 'vatNo', 'email', 'phone', 'invoiceAddress', 'deliveryAddress', 'reference', 'comment',
] as const
/** By these somebody is known. */
const NAMING = ['email', 'customerName'] as const
/** Where the goods and the invoice go is the order's business as well. */
const ADDRESSES: readonly string[] = ['invoiceAddress', 'deliveryAddress']

const WORD = /^(?:anonym(?:ous|i[sz]ed|iserad|iseret|isert)?|deleted|erased|redacted|raderad|slettet)(?![\p{L}])/iu
const FILLED = /^[\s*•.x_#-]+$/iu
const NOWHERE = /@(?:.*\.)?invalid$/i

/** A text that stands where a person's was: "anonymized-77@shop.se", "Raderad kund", "***". */
export function looksErased(text: string): boolean {
  const typed = text.trim()
  return WORD.test(typed) || NOWHERE.test(typed) || (typed !== '' && FILLED.test(typed))
}

/** Nobody is named in the order any more. One that never named anybody counts as well. */
export function isErased(order: ShopOrder): boolean {
  const names = [...NAMING.map((name) => order[name]), ...[order.invoiceAddress, order.deliveryAddress].flatMap(whoAndWhere)]
  return names.every((text) => text === undefined || text === null || text.trim() === '' || looksErased(text))
}

function whoAndWhere(address: OrderAddress | null | undefined): readonly (string | null | undefined)[] {
  return [address?.name, address?.company, address?.line1]
}

/**
 * Is all that is different between two contents of an order that something personal is gone? An address by itself is not: it may be an
 * edit, unless nobody is named any more either.
 */
export function isErasure(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): boolean {
  const lines = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((line) => before[line] !== now[line])
  const emptied = lines.every((line) => (PERSONAL as readonly string[]).includes(line) && now[line] === undefined)
  const namesNobody = NAMING.every((line) => now[line] === undefined)
  return lines.length > 0 && emptied && (namesNobody || !lines.some((line) => ADDRESSES.includes(line)))
}
