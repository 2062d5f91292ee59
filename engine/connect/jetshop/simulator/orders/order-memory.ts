// What the lists of a simulated shop showed a while ago, for worlds whose lists lag behind.
import type { World } from '../../../world/world.js'
import type { OrderRow } from './order-rows.js'

interface Change { readonly at: number; readonly number: string; readonly before: OrderRow | undefined }

export class OrderMemory {
  private readonly known = new Map<string, OrderRow>()
  private changes: Change[] = []

  constructor(private readonly world: World) {
    this.learn()
    world.watch((put) => {
      if (!put) this.learn()
      else if (put[0] === 'orders') this.take(put[1], put[2] as OrderRow | null)
    })
  }

  /** The orders as they were so long ago, as far back as this process has seen them. */
  before(ms: number): Record<string, OrderRow> {
    const orders = { ...(this.world.table('orders') as Record<string, OrderRow>) }
    const since = Date.now() - ms
    for (const { at, number, before } of [...this.changes].reverse()) {
      if (at < since) break
      if (before) orders[number] = before
      else delete orders[number]
    }
    return orders
  }

  private learn(): void {
    this.known.clear()
    this.changes = []
    for (const [number, row] of Object.entries(this.world.table('orders'))) this.known.set(number, row as OrderRow)
  }

  private take(number: string, row: OrderRow | null): void {
    this.changes.push({ at: Date.now(), number, before: this.known.get(number) })
    if (row) this.known.set(number, row)
    else this.known.delete(number)
  }
}
