// What a shop calls its payment methods and delivery ways: the files know them by name, its orders by code. A list is believed for a
// while, and asked for anew where an order names something that it does not have: a method that was added this morning.
import { SystemError, type Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import type { Clock } from '../run/parts.js'

export interface ShopNamesParts { readonly reader: Reader; readonly clock: Clock }

/** By list, the names by code. A list that the shop does not tell is not there. */
type Lists = ReadonlyMap<string, ReadonlyMap<string, string>>

/** By the order's field, the shop's list of its codes. */
const LISTS: Readonly<Record<string, string>> = { paymentMethod: 'payment-methods', deliveryWay: 'delivery-ways' }
const MINUTE_MS = 60_000
const BELIEVED_MS = 10 * MINUTE_MS
const UNKNOWN_EVERY_MS = MINUTE_MS

export class ShopNames {
  private lists: { readonly atMs: number; readonly read: Promise<Lists> } | undefined

  constructor(private readonly parts: ShopNamesParts) {}

  /** The orders with their methods and ways by name, each code beside its name. Named again they are the same. Throws SystemError. */
  async named(orders: readonly RawItem[]): Promise<readonly RawItem[]> {
    if (orders.length === 0) return orders
    const lists = await this.youngerThan(BELIEVED_MS)
    const enough = orders.every((order) => isNamed(order, lists))
    const names = enough ? lists : await this.youngerThan(UNKNOWN_EVERY_MS)
    return orders.map((order) => withNames(order, names))
  }

  /** Has an order a code that no list has a name for, as far as is known? */
  async unnamed(orders: readonly RawItem[]): Promise<readonly RawItem[]> {
    const lists = await this.lists?.read
    return lists === undefined ? [] : orders.filter((order) => !isNamed(order, lists))
  }

  private youngerThan(ageMs: number): Promise<Lists> {
    const nowMs = this.parts.clock.now()
    if (this.lists && nowMs - this.lists.atMs < ageMs) return this.lists.read
    const read = this.read()
    this.lists = { atMs: nowMs, read }
    // What failed is asked for again.
    read.catch(() => { this.lists = undefined })
    return read
  }

  private async read(): Promise<Lists> {
    const lists = new Map<string, ReadonlyMap<string, string>>()
    for (const list of new Set(Object.values(LISTS))) {
      const names = new Map<string, string>()
      try {
        for await (const { items } of this.parts.reader.list('code', { list }))
          for (const { id, key, fields } of items) names.set(id ?? key, String(fields['text'] ?? key))
      } catch (error) {
        // A shop that does not tell its codes goes by the codes themselves.
        if (error instanceof SystemError && error.kind === 'refused') continue
        throw error
      }
      lists.set(list, names)
    }
    return lists
  }
}

function isNamed({ fields }: RawItem, lists: Lists): boolean {
  return Object.entries(LISTS).every(([field, list]) => {
    const code = codeOf(fields, field)
    const names = lists.get(list)
    return code === undefined || names === undefined || names.has(code)
  })
}

function withNames(order: RawItem, lists: Lists): RawItem {
  const fields = { ...order.fields }
  for (const [field, list] of Object.entries(LISTS)) {
    const code = codeOf(fields, field)
    const name = code === undefined ? undefined : lists.get(list)?.get(code)
    if (name === undefined) continue
    fields[field] = name
    fields[idField(field)] = code
  }
  return { ...order, fields }
}

/** What the shop showed: it stands beside the name once there is one. */
function codeOf(fields: RawItem['fields'], field: string): string | undefined {
  const code = fields[idField(field)] ?? fields[field]
  return typeof code === 'string' ? code : undefined
}

function idField(field: string): string {
  return `${field}Id`
}
