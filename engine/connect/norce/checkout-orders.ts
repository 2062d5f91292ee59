// Orders that a shop takes through Norce Checkout. It hands a completed order over to the shop, and
// what follows (statuses, parcels, captures) lives in the shop: those go to the shop's own side.
import { problem } from '../../core/problem.js'
import type { RawItem } from '../../core/item.js'
import type { Scope } from '../../core/stream.js'
import { SystemError, type Answer, type Check, type Found, type LookFacts, type Page, type WriteRequest } from '../connector.js'
import { again, needed } from '../called.js'
import { inPages, type OrderSide } from '../order-side.js'
import { inParallel } from '../turns.js'
import { untilQuiet } from '../until-quiet.js'
import type { CheckoutApi, JsonMap } from './checkout-api.js'
import { checkoutItem, numberOf, paymentStateOf, stateOf, type Paths } from './checkout-item.js'

export interface CheckoutSettings {
  /** Orders in these states are listed. */
  readonly states: readonly string[]
  /** And with payments that are so far, in our words. */
  readonly paymentStates: readonly string[]
  readonly fields: Paths
}

export interface CheckoutParts {
  readonly api: CheckoutApi
  readonly settings: CheckoutSettings
  readonly habits: { readonly parallelMax: number; readonly pageMax: number }
  /** The shop's own side, for everything but the order itself. */
  readonly shop: OrderSide
}

const ORDER = 'order'
const OVERLAP_MS = 10 * 60_000

/** Checkouts with one number: those in a state that counts, and the last of the others. */
interface Numbered { readonly counting: Set<string>; other: string | undefined }

export class CheckoutOrders implements OrderSide {
  /** Which checkouts have a number: one is found by its id alone. */
  private readonly known = new Map<string, Numbered>()

  constructor(private readonly parts: CheckoutParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    return entity === ORDER ? inPages(this.orders(scope), this.parts.habits.pageMax) : this.parts.shop.list(entity, scope)
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    if (entity !== ORDER) return this.parts.shop.find(entity, keys, scope, since)
    const found = new Map<string, Found>()
    if (keys.some((key) => !this.counts(key))) await this.learn(keys)
    await inParallel(keys, this.parts.habits.parallelMax, async (key) => {
      found.set(key, await this.one(key))
    })
    return found
  }

  /** The checkout is read only: what is written is written to the shop. */
  send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    return this.parts.shop.send(request)
  }

  prepare(request: WriteRequest): LookFacts {
    return this.parts.shop.prepare?.(request) ?? {}
  }

  facts(): Readonly<Record<string, unknown>> {
    return { ...this.parts.shop.facts(), ordersFrom: 'Norce Checkout', states: this.parts.settings.states }
  }

  async *examine(): AsyncIterable<Check> {
    const asked = await this.parts.api.list(0, 1)
    if (asked.kind === 'ok') yield { id: 'checkout', state: 'ok', found: `answers; orders in state ${this.parts.settings.states.join(', ')}` }
    else yield { id: 'checkout', state: 'failed', problem: asked.problem }
  }

  private async *orders({ status, channel, since }: Scope): AsyncIterable<RawItem> {
    const { states, paymentStates, fields } = this.parts.settings
    const from = since === undefined ? undefined : Date.parse(since) - OVERLAP_MS
    for await (const order of this.every()) {
      const item = checkoutItem(order, fields)
      const { modifiedAt } = item.fields
      const isNew = from === undefined || typeof modifiedAt !== 'string' || Date.parse(modifiedAt) >= from
      if (!isNew || !states.includes(stateOf(order) ?? '') || !paymentStates.includes(paymentStateOf(order) ?? '')) continue
      if ((status !== undefined && status !== stateOf(order)) || (channel !== undefined && channel !== item.fields['channel'])) continue
      yield item
    }
  }

  private every(): AsyncIterable<JsonMap> {
    let offset = 0
    return untilQuiet<JsonMap>({
      keyOf: (order) => JSON.stringify(order),
      page: async (at) => {
        if (at === 0) offset = 0
        const items = needed(await again(() => this.parts.api.list(offset, this.parts.habits.pageMax)))
        offset += items.length
        for (const order of items) this.note(order)
        // How many it gives at most is not published: fewer than were asked for may be all that it gives.
        return { items, last: items.length === 0 }
      },
    })
  }

  /** Reads the list as far as it must to know the ids of these numbers. */
  private async learn(keys: readonly string[]): Promise<void> {
    for await (const _order of this.every()) if (keys.every((key) => this.counts(key))) return
  }

  private note(order: JsonMap): void {
    const { id } = order
    if (typeof id !== 'string') return
    const number = numberOf(order)
    const numbered = this.known.get(number) ?? { counting: new Set(), other: undefined }
    this.known.set(number, numbered)
    if (this.parts.settings.states.includes(stateOf(order) ?? '')) numbered.counting.add(id)
    else {
      numbered.counting.delete(id)
      numbered.other = id
    }
  }

  private counts(number: string): boolean {
    return (this.known.get(number)?.counting.size ?? 0) > 0
  }

  private async one(key: string): Promise<Found> {
    const { counting, other } = this.known.get(key) ?? { counting: new Set<string>(), other: undefined }
    if (counting.size > 1) return { kind: 'ambiguous', keys: [...counting] }
    const [id = other] = counting
    if (id === undefined) return { kind: 'absent' }
    const asked = await again(() => this.parts.api.order(id))
    if (asked.kind !== 'ok') return { kind: 'unknown', problem: asked.problem }
    return asked.value === undefined ? { kind: 'absent' } : { kind: 'found', item: checkoutItem(asked.value, this.parts.settings.fields) }
  }
}

/** A shop that is simulated must not read real orders. */
export function notSimulated(shop: string, side: OrderSide): OrderSide {
  const why = problem('CHECKOUT_NOT_SIMULATED', { shop })
  return {
    ...side,
    list: (entity, scope) => {
      if (entity === ORDER) throw new SystemError('refused', why)
      return side.list(entity, scope)
    },
    find: async (entity, keys, scope, since) => entity === ORDER ? new Map(keys.map((key): [string, Found] => [key, { kind: 'unknown', problem: why }])) : side.find(entity, keys, scope, since),
  }
}
