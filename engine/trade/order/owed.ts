// What was captured of an order and is no longer due by its documents, until the shop shows it as given back. Pure.
import { add, compare, subtract } from '../../values/decimal.js'
import { giftCardsOf, payableOf, paymentOf, type CaptureMade, type PaymentShown } from './captures.js'
import { eventsOf } from './events.js'
import { isCancelled, standing, withoutArticle, type FamilyShown } from './family.js'
import { givenBack, invoicesOf, refundsOf } from './refunds.js'
import { larger, money, sum } from './shares.js'
import type { ShopOrder } from './types.js'

/** made: what we had the shop capture. agreed: what was to be paid when the order was handed over. billed: the family's invoices and credits are known to be its own. giftCard: the article that gift cards stand as in a document, where they do. */
export interface OwedFacts { readonly family: FamilyShown; readonly order: ShopOrder; readonly made: readonly CaptureMade[]; readonly agreed?: string | undefined; readonly billed: boolean; readonly giftCard?: string | undefined }

/** due: what is to be paid by the documents. pending: what is on its way back. */
export interface Owed { readonly amount: string; readonly captured: string; readonly due: string; readonly pending: string }

/** undefined: nothing, or it cannot be told. Nothing is owed before a document is cancelled, credited, or billed for less. */
export function owedBack({ family, order, made, agreed, billed, giftCard }: OwedFacts): Owed | undefined {
  const paid = paymentOf({ ...order, paymentState: 'captured' }, agreed)
  const captured = capturedOf(order, made, paid)
  const due = dueOf(withoutArticle(family, giftCard), { order, billed, reserved: paid.reserved })
  if (captured === undefined || due === undefined) return undefined
  const refunds = refundsOf(order)
  const amount = money(subtract(subtract(captured, givenBack(refunds)), due))
  const pending = money(sum(refunds.filter(({ state }) => state === 'pending').map((one) => one.amount ?? '0')))
  return compare(amount, '0') > 0 ? { amount, captured: money(captured), due: money(due), pending } : undefined
}

/** What the shop shows, else what we asked for, else all. A payment that is credited, by a shop that shows no refunds, has gone back. */
function capturedOf({ paymentState: state, captured, refunds }: ShopOrder, made: readonly CaptureMade[], paid: PaymentShown): string | undefined {
  if (state === 'credited' && Object.keys(refunds ?? {}).length === 0) return undefined
  if (typeof captured === 'string') return captured
  if (made.length > 0) return sum(made.map(({ amount }) => amount))
  return state === 'captured' || state === 'credited' ? paid.captured : undefined
}

/** In whole kronor a bill is that much off: no more than rounding. */
const ROUNDING = '1'

/** beyond: what was captured and is not billed, once all is; a refund of it is settled by the bill, and credited by nothing. short: what was agreed to and is not billed. */
export interface BilledLess { readonly beyond: string; readonly short: string }

export function billedLess({ family, order, made, agreed, billed, giftCard }: OwedFacts): BilledLess {
  const bill = billed ? billOf(withoutArticle(family, giftCard), order) : undefined
  const over = (sum: string | undefined): string => {
    const more = sum === undefined || bill === undefined ? '0' : subtract(sum, bill)
    return compare(more, ROUNDING) >= 0 ? money(more) : '0'
  }
  return { beyond: over(capturedOf(order, made, paymentOf({ ...order, paymentState: 'captured' }, agreed))), short: over(agreed) }
}

/** What the invoices ask for after gift cards; undefined: not all is billed yet. */
function billOf(family: FamilyShown, order: ShopOrder): string | undefined {
  const invoices = invoicesOf(family)
  return invoices.length > 0 && eventsOf(family).includes('invoiced') ? subtract(sum(invoices.map(({ gross }) => gross ?? '0')), giftCardsOf(order)) : undefined
}

interface DueFacts { readonly order: ShopOrder; readonly billed: boolean; readonly reserved: string | undefined }

function dueOf(family: FamilyShown, { order, billed, reserved }: DueFacts): string | undefined {
  // A document that is gone bills nothing, either.
  if (isCancelled(family) || Object.keys(family.documents).length === 0) return '0'
  // What the shop alone has lowered is not settled by any document.
  const whole = (billed ? billOf(family, order) : undefined) ?? (reserved && larger(reserved, payableOf(order) ?? reserved))
  if (whole === undefined) return undefined
  const credits = standing(family, 'credit').filter(({ printed }) => billed && printed === true)
  return larger(add(whole, sum(credits.map(({ gross }) => gross ?? '0'))), '0')
}
