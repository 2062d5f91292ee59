// Orders that their shop shows as open again, though everything that was made of them in the ERP is cancelled.
import type { Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import type { OrderLane } from '../core/stream.js'
import { familyShown, isCancelled } from '../trade/order/family.js'
import type { Handed } from './handed.js'
import type { Told } from './told.js'

export interface ReopenedParts { readonly shop: string; readonly erp: Reader; readonly lane: OrderLane; readonly handed: Handed; readonly told: Told }

const STATUS = 'order-status'

/** The numbers of those among the orders that the shop shows. Only where something tells so is the ERP asked. Throws SystemError. */
export async function reopened({ shop, erp, lane, handed, told }: ReopenedParts, orders: ReadonlyMap<string, RawItem>): Promise<readonly string[]> {
  const { last } = told.now()
  const likely = [...orders.values()].filter(({ key, fields }) => handed.has(key) && isOpen(String(fields['status']), lane)
    && (told.isCancelled(key) || last.get(key) === 'cancelled' || (told.isReceived(key) && lane.rules.statuses?.includes(String(fields['status'])) === true)))
  if (likely.length === 0) return []
  const found = await erp.find(STATUS, likely.map(({ key }) => key), { shop })
  return [...found].flatMap(([key, look]) => (look.kind === 'found' && !look.item.problem && isCancelled(familyShown(key, look.item.fields)) ? [key] : []))
}

/** Neither cancelled nor ended, by what the files call so. */
function isOpen(status: string, { rules: { cancelledStatuses }, final, feedback }: OrderLane): boolean {
  return ![...cancelledStatuses, ...final, ...feedback.filter(({ event }) => event === 'cancelled').map((rule) => rule.status)].includes(status)
}
