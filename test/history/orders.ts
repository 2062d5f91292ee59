// The real order history: a CSV file of rows → orders. Nothing is trimmed, merged or dropped. It lies beside the project, never in it.
//
// - The time is British local time, without a zone, and is kept as it stands. Of the five orders whose rows bear two times the first counts.
// - The currency is not in the rows of the source: its description says sterling.
// - A row with a negative quantity is a return (orders that begin with C) or a correction of the stock (price 0).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../kit/specs.js'

export const HISTORY = join(projectRoot, '..', 'shared', 'data', 'orders-open', 'online-retail-2010-12_2011-05.csv')

/** quantity and price as the file writes them: "6", "2.55". */
export interface HistoryRow { readonly sku: string; readonly text: string; readonly quantity: string; readonly price: string }

export interface HistoryOrder {
  readonly number: string
  /** Local time: "2010-12-01T08:26:00". */
  readonly placedAt: string
  /** Empty: nobody knows who it was. */
  readonly customer: string
  /** The source's own name of the country. */
  readonly country: string
  readonly currency: string
  /** A cancellation: an order of its own, without a word of what it cancels. */
  readonly cancelled: boolean
  readonly rows: readonly HistoryRow[]
}

type Line = Readonly<Record<'orderNumber' | 'placedAt' | 'customerId' | 'country' | 'articleNumber' | 'text' | 'quantity' | 'unitPrice' | 'currency' | 'cancelled', string>>

/** The orders in the order of the file. The file is only read. */
export function readHistory(file = HISTORY): readonly HistoryOrder[] {
  const orders = new Map<string, HistoryOrder & { rows: HistoryRow[] }>()
  for (const line of parse(readFileSync(file), { columns: true }) as Line[]) {
    const order = orders.get(line.orderNumber) ?? orderOf(line)
    order.rows.push({ sku: line.articleNumber, text: line.text, quantity: line.quantity, price: line.unitPrice })
    orders.set(order.number, order)
  }
  return [...orders.values()]
}

function orderOf(line: Line): HistoryOrder & { rows: HistoryRow[] } {
  return {
    number: line.orderNumber, placedAt: line.placedAt, customer: line.customerId, country: line.country, currency: line.currency,
    cancelled: line.cancelled === '1', rows: [],
  }
}
