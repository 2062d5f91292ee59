// An order of the small library through the verbs of the bridge, and what a test asks of it afterwards.
import * as assert from 'uvu/assert'
import { ARTICLE, DB } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD, OOI_ROW } from '../../engine/connect/visma/adk-fields.js'
import { BridgeLost, type Bridge, type Reply } from '../../engine/connect/visma/bridge/protocol.js'

export const OPEN = { sysPath: 'C:\\Gemensamma filer', companyPath: 'C:\\Företag\\Nordlys', user: '', password: '' }
export const READ_ARTICLE = { read: { fields: [ARTICLE.NUMBER, ARTICLE.NAME] } }

export function ok<Answer>(reply: { ok: Answer } | { fault: unknown }): Answer {
  assert.ok('ok' in reply, JSON.stringify(reply))
  return (reply as { ok: Answer }).ok
}

/** How the bridge was lost under a call. */
export async function dies(call: Promise<unknown>): Promise<BridgeLost['how']> {
  const error = await call.then(() => undefined, (one: unknown) => one)
  if (error instanceof BridgeLost) return error.how
  throw error ?? new Error('the bridge was not lost')
}

/** Answers number, our reference and total; article and quantity of each row. */
export function addOrder(bridge: Bridge, reference: string, rows: readonly (readonly [string, number])[] = [['1', 2], ['Å-1/4"', 1]]): Promise<Reply<'addDocument'>> {
  return bridge.call('addDocument', {
    register: DB.ORDER_HEAD,
    values: [
      { field: OOI_HEAD.INCLUDING_VAT, value: false }, { field: OOI_HEAD.CUSTOMER_NUMBER, value: '1001' },
      { field: OOI_HEAD.CUSTOMER_ORDER_NUMBER, value: reference }, { field: OOI_HEAD.DOCUMENT_DATE1, value: '2026-11-25' },
    ],
    rows: rows.map(([article, quantity]) => [
      { field: OOI_ROW.ARTICLE_NUMBER, value: article }, { field: OOI_ROW.QUANTITY2, value: quantity },
      { field: OOI_ROW.PRICE_EACH_CURRENT_CURRENCY, value: article === '1' ? 80 : 30 },
    ]),
    read: {
      fields: [OOI_HEAD.DOCUMENT_NUMBER, OOI_HEAD.CUSTOMER_ORDER_NUMBER, OOI_HEAD.TOTAL_AMOUNT],
      rowFields: [OOI_ROW.ARTICLE_NUMBER, OOI_ROW.QUANTITY2],
    },
  })
}

/** The numbers of the orders that bear our reference. */
export async function ordersWith(bridge: Bridge, reference: string): Promise<unknown[]> {
  const { rows } = ok(await bridge.call('scan', { register: DB.ORDER_HEAD, fields: [OOI_HEAD.DOCUMENT_NUMBER, OOI_HEAD.CUSTOMER_ORDER_NUMBER], chunk: 1_000 }))
  return rows.filter(([, one]) => one === reference).map(([number]) => number)
}
