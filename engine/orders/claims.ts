// What orders ask for that no document says yet, shop by shop: the last one is sold once, whichever shop sells it.
import { take } from '../trade/order/oversold.js'
import type { ShopOrder } from '../trade/order/types.js'
import type { Handed } from './handed.js'

interface Claimed { readonly handed: Pick<Handed, 'has'>; readonly orders: readonly ShopOrder[] }

export class Claims {
  private readonly claimed = new Map<string, Claimed>()

  /** shops: in the order in which they are looked at. */
  constructor(private readonly shops: readonly string[]) {}

  /** The orders of the shop whose turn it is, as they were seen last. */
  note(shop: string, claimed: Claimed): void {
    this.claimed.set(shop, claimed)
  }

  /** By article number, what the shops before this one ask for. What was handed over meanwhile stands in the ERP's own figures. */
  before(shop: string): Map<string, string> {
    const taken = new Map<string, string>()
    for (const name of this.shops.slice(0, this.shops.indexOf(shop))) {
      const { handed, orders = [] } = this.claimed.get(name) ?? {}
      for (const order of orders) if (!handed?.has(order.number)) take(taken, order)
    }
    return taken
  }
}
