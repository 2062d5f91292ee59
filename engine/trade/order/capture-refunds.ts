// What a capture asks for less because it was credited. What was given back out of captured money is settled by that, and is not taken off
// the next capture as well. Pure.
import { subtract } from '../../values/decimal.js'
import { standing, type FamilyShown } from './family.js'
import { givenBack, refundsOf } from './refunds.js'
import { larger, smaller, sum } from './shares.js'
import type { ShopOrder } from './types.js'

/** least: what is surely to be captured in all; most: what may be. The same, unless a refund may be from before the first capture, or after it. */
export interface Targets { readonly least: string; readonly most: string }

/** captured: what we asked for. taken: what the shop shows as captured, by whoever. firstAt: ISO instant of the first capture; undefined: nobody knows it. */
export interface NettingFacts {
  readonly family: FamilyShown
  readonly order: Pick<ShopOrder, 'refunds' | 'toPay' | 'gross'>
  readonly wanted: string
  readonly captured: string
  readonly taken: string
  readonly firstAt: string | undefined
}

/** A shop that shows only the day of a refund shows the start of it. */
const DAY_MS = 86_400_000

/** What was credited before it was captured is not asked for; what was captured before is given back by a refund, never by a capture. */
export function targetsOf({ family, order, wanted, captured, taken, firstAt }: NettingFacts): Targets {
  const credited = subtract('0', sum(standing(family, 'credit').filter(({ printed }) => printed === true).map(({ gross }) => gross ?? '0')))
  const refunds = refundsOf(order).filter(({ state }) => state === 'done').map((refund) => ({ refund, is: fromCaptured(refund.at, firstAt) }))
  const target = (isFrom: (is: boolean | undefined) => boolean): string => {
    const back = smaller(givenBack(refunds.filter(({ is }) => isFrom(is)).map(({ refund }) => refund)), taken)
    const left = larger(subtract(wanted, larger(subtract(credited, back), '0')), '0')
    return larger(left, smaller(captured, wanted))
  }
  return { least: target((is) => is === true), most: target((is) => is !== false) }
}

/** undefined: it cannot be told. */
function fromCaptured(at: string, firstAt: string | undefined): boolean | undefined {
  const ms = Date.parse(at) - Date.parse(firstAt ?? '')
  if (!Number.isFinite(ms)) return undefined
  return ms >= 0 ? true : ms > -DAY_MS ? undefined : false
}
