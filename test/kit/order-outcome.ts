// What came of a pass over orders, short enough to stand in a table of a test: what is held or left out and why, which documents stand
// and what they come to.
import type { Row } from '../../engine/connect/world/world.js'
import type { HeldItem, PlanDocument } from '../../engine/types/plan.js'
import type { OrderScenario } from './order-scenario.js'

/** "1001 ARTICLE_UNKNOWN" for each order that is held; what stands of it in the plan only because its customer waits is left out. */
export function heldOrders(document: PlanDocument, stream = 'se/order'): string[] {
  return itemsOf(document, stream).held.map(text)
}

/** "1001 STATUS_NOT_TRIGGER" for each order that is left out. */
export function skippedOrders(document: PlanDocument, stream = 'se/order'): string[] {
  return itemsOf(document, stream).skipped.map(text)
}

/** "order se/1001: 447 incl. 89.4 VAT" for each document of the company. */
export function documentsOf(it: OrderScenario): string[] {
  const kinds = [['order', 'ORDER_HEAD'], ['invoice', 'INVOICE_HEAD']] as const
  return kinds.flatMap(([kind, table]) => it.documents(table).map((row) => `${kind} ${markOf(row)}: ${row['TOTAL_AMOUNT']} incl. ${row['VAT_AMOUNT']} VAT`))
}

/** "A 2 × 199 @1 → 398" for each row of a document, with its VAT code. */
export function rowsOf(document: Row): string[] {
  return (document['ROWS'] as Row[]).map((row) => {
    if (row['TYPE_OF_ROW'] === 'T') return String(row['TEXT'])
    return `${row['ARTICLE_NUMBER']} ${row['QUANTITY2']} × ${row['PRICE_EACH_CURRENT_CURRENCY']} @${row['VAT_CODE']} → ${row['AMOUNT_CURRENT_CURRENCY']}`
  })
}

/** The reference that a document carries: shop and order number. */
export function markOf(document: Row): string {
  return /samsyn:(\S+)/.exec(String(document['LOCAL_REMARK']))?.[1] ?? ''
}

/** Runs once more, and tells what that did in the shops and in the company: nothing, where all is well. */
export async function effectsOfAnotherRun(it: OrderScenario, shops: readonly string[] = ['se']): Promise<string[]> {
  const take = (): string[] => [...shops.flatMap((shop) => it.shopLog(shop)), ...it.erpLog()].map(({ what }) => what)
  take()
  await it.run()
  return take()
}

function itemsOf({ streams }: PlanDocument, id: string): { readonly held: readonly HeldItem[]; readonly skipped: readonly HeldItem[] } {
  const found = streams.find(({ stream }) => stream === id)
  if (!found) throw new Error(`no stream ${id} among ${streams.map(({ stream }) => stream).join(', ')}`)
  return found
}

function text({ key, reason }: HeldItem): string {
  return `${key} ${reason.code}`
}
