// The parts of an order that are entities of their own: its status, its parcels, its capture. Pure.
import { isZero } from '../../../values/decimal.js'
import type { RawItem } from '../../../core/item.js'
import type { ReadOrder } from './order-item.js'

/** A shipment's key is the order's number, a slash, and the parcel's number. */
export function shipmentKey(key: string): { readonly orderNumber: string; readonly parcel: string } {
  const at = key.lastIndexOf('/')
  return at < 0 ? { orderNumber: key, parcel: '' } : { orderNumber: key.slice(0, at), parcel: key.slice(at + 1) }
}

/** What the shop shows of the status. Whether it was mailed is not shown. */
export function statusItem({ item, history, parcels, number }: ReadOrder): RawItem {
  const last = history.at(-1)?.at
  return {
    key: item.key,
    fields: {
      number, status: item.fields['status'] ?? null, ...(last === undefined ? {} : { at: last }),
      ...(history.length > 0 ? { history: Object.fromEntries(history.map(({ name }, at) => [String(at + 1), name])) } : {}),
      ...(Object.keys(parcels).length > 0 ? { parcels } : {}),
    },
    ...(item.problem ? { problem: item.problem } : {}),
  }
}

/** The parcel, where the shop knows it. */
export function shipmentItem(key: string, { number, parcels }: ReadOrder): RawItem | undefined {
  const { parcel } = shipmentKey(key)
  const known = Object.hasOwn(parcels, parcel) ? parcels[parcel] : undefined
  return known && { key, fields: { id: key, orderNumber: number, parcels: { [parcel]: known } } }
}

/** The capture, where money was taken: all of it so far, in however many parts. */
export function captureItem({ number, paymentState, payable, captured, item }: ReadOrder): RawItem | undefined {
  const amount = captured ?? (paymentState === 'captured' ? payable : undefined)
  if (paymentState !== 'captured' && (amount === undefined || isZero(amount))) return undefined
  const fields = { id: number, orderNumber: number, state: 'done', ...(amount === undefined ? {} : { amount }) }
  return { key: number, fields, ...(item.problem ? { problem: item.problem } : {}) }
}
