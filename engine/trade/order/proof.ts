// The proof that a buyer is a company of another EU country: a VAT number that checks, and that was found valid no later than the sale.
import type { Numbers } from '../customer/numbers.js'
import { instantMs } from './dates.js'
import type { ShopOrder } from './types.js'

const DAY_MS = 86_400_000

/** valid: what the proof says, with its age. missing: what there would have to be. */
export function proofOf(order: ShopOrder, { vatNo, vatCountry, wrongVatNo }: Numbers, home: string): { readonly valid: string } | { readonly missing: string } {
  if (wrongVatNo !== undefined) return { missing: 'a number that checks' }
  if (vatCountry === undefined) return { missing: vatNo === undefined ? 'the number' : 'a number of the EU' }
  if (vatCountry === home) return { missing: 'a number of another country' }
  const [foundMs, placedMs] = [instantMs(order.vatNoValidAt), instantMs(order.placedAt)]
  if (foundMs === undefined || placedMs === undefined) return { missing: 'the proof' }
  const days = Math.floor((placedMs - foundMs) / DAY_MS)
  // A shop may have the answer in the night after the sale; one that came later proves nothing of it.
  if (days < -1) return { missing: 'a proof from before the order' }
  return { valid: `${vatNo}, found valid at ${order.vatNoValidAt}, ${days <= 0 ? 'within a day of the order' : `${days} day${days === 1 ? '' : 's'} before the order`}` }
}
