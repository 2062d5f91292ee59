// Refunds that are remembered as credited, looked at again: what the shop shows of them now, beside their credits as the ERP shows them.
// Nothing is undone by itself; what no longer comes out is named until it does.
import type { Found, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import { comesOut, creditChanges, type CreditKnown } from '../trade/order/credit-changes.js'
import type { FamilyShown } from '../trade/order/family.js'
import { billedLess, type BilledLess } from '../trade/order/owed.js'
import { refundsOf } from '../trade/order/refunds.js'
import type { ShopOrder } from '../trade/order/types.js'
import type { AfterTransfer } from './after-transfer.js'
import type { ShopDesk } from './desk.js'
import { partKey } from './keys.js'

export interface CreditCheckParts { readonly reader: Reader; readonly after: AfterTransfer }

/** By order, and by number of a credit, the refunds that it is remembered for. */
export type CreditsRemembered = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

const INVOICE = 'invoice'

export class CreditCheck {
  constructor(private readonly parts: CreditCheckParts) {}

  /** An item for each credit that no longer is what the shop gave back. Orders that are not followed any more are left alone. Throws SystemError. */
  async changed(desk: ShopDesk, remembered: CreditsRemembered): Promise<readonly RawItem[]> {
    const orders: ShopOrder[] = []
    for (const number of remembered.keys()) {
      const order = await desk.order(number)
      if (order?.refunds) orders.push(order)
    }
    const credits = orders.flatMap(({ number }) => [...remembered.get(number)?.keys() ?? []])
    const looks: ReadonlyMap<string, Found> = credits.length === 0 ? new Map() : await this.parts.reader.find(INVOICE, credits, {})
    const items: RawItem[] = []
    for (const order of orders) items.push(...await this.ofOrder(desk, order, knownOf(remembered.get(order.number) ?? new Map(), looks)))
    return items
  }

  private async ofOrder(desk: ShopDesk, order: ShopOrder, credits: readonly CreditKnown[]): Promise<readonly RawItem[]> {
    const { number } = order
    const refunds = refundsOf(order, desk.handed.payableOf(number))
    const changes = creditChanges(number, refunds, credits)
    if (changes.length === 0) return []
    const look = (await this.parts.after.families(desk, [number])).get(number)
    const { documents = {} } = (look?.kind === 'found' ? look.item.fields : {}) as Partial<FamilyShown>
    const family = { number, documents }
    if (comesOut(refunds, family, { credits, beyond: lessBilled(desk, order, family).beyond })) return []
    return changes.map(([refund, { code, facts }]) => {
      const key = partKey(number, refund)
      return { key, fields: { id: key, orderNumber: number }, problem: problem(code, facts) }
    })
  }
}

/** One that could not be read this time says nothing. */
function knownOf(credits: ReadonlyMap<string, readonly string[]>, looks: ReadonlyMap<string, Found>): readonly CreditKnown[] {
  return [...credits].flatMap(([number, refunds]): CreditKnown[] => {
    const look = looks.get(number) ?? { kind: 'absent' }
    if (look.kind === 'absent') return [{ number, refunds, gross: undefined }]
    if (look.kind !== 'found') return []
    const { cancelled, gross } = look.item.fields
    if (cancelled === true) return [{ number, refunds, gross: undefined }]
    return typeof gross === 'string' ? [{ number, refunds, gross }] : []
  })
}

/** By what is billed of an order, beside what was paid for it and what was agreed to. */
export function lessBilled({ handed, told, lane: { seesBills: billed, rules: { articles: { giftCard } } } }: ShopDesk, order: ShopOrder, family: FamilyShown): BilledLess {
  return billedLess({ family, order, made: told.now().captures.get(order.number) ?? [], agreed: handed.payableOf(order.number), billed, giftCard })
}
