// What is owed back, as an item of its own that stays named until it is given back.
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import type { CaptureAnswer } from '../trade/order/captures.js'
import type { Owed } from '../trade/order/owed.js'
import { givenBack, refundsOf } from '../trade/order/refunds.js'
import type { Finding, ShopOrder } from '../trade/order/types.js'
import { add, compare, isZero, subtract } from '../values/decimal.js'
import { partKey } from './keys.js'

const CODE = 'REFUND_DUE'

/** A remark where the shop cannot show that it was done, or where it is on its way. */
export function owedItem(number: string, owed: Owed | undefined, { refunds }: Pick<OrderLane, 'refunds'>): readonly RawItem[] {
  if (owed === undefined) return []
  const key = partKey(number, CODE)
  const { amount, captured, due, pending } = owed
  const reason = problem(CODE, { key: number, amount, captured, due })
  return [{ key, fields: { id: key }, ...(!refunds || compare(pending, amount) >= 0 ? { skip: reason } : { problem: reason }) }]
}

/** That more is captured than is delivered is the same thing, said of the same money; and what was given back is settled. */
export function withoutOwed(answer: CaptureAnswer, owed: Owed | undefined, order: ShopOrder): CaptureAnswer {
  const back = givenBack(refundsOf(order))
  const explained = add(owed?.amount ?? '0', back)
  if (isZero(explained)) return answer
  const isLeft = ({ code, facts = {} }: Finding): boolean => {
    if (code !== 'CAPTURE_DIFFERS') return true
    const more = subtract(String(facts['captured']), String(facts['expected']))
    return compare(more, explained) > 0 || compare(add(more, back), '0') < 0
  }
  return { ...answer, findings: answer.findings.filter(isLeft) }
}
