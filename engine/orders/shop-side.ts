// A shop's Reader and Writer with what orders need besides: orders with what the ERP knows of them, the customers of those that wait,
// and what the shop was told. Everything else goes straight through.
import type { Found, LookFacts, Page, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, type Problem } from '../core/problem.js'
import type { OrderLane, Scope } from '../core/stream.js'
import { nowText, type Clock } from '../run/parts.js'
import { contentOf } from '../trade/order/content.js'
import { dueOf } from '../trade/order/due.js'
import { isTold, type StatusShown } from '../trade/order/tellings.js'
import type { Finding, ShopOrder } from '../trade/order/types.js'
import { customerOf } from '../trade/customer/customer.js'
import { identityOf } from '../trade/customer/identity.js'
import { wallTime } from '../values/time.js'
import { partOf } from './keys.js'
import type { Handed } from './handed.js'
import type { Ledger } from './ledger.js'
import type { OrderBook } from './order-book.js'

export interface ShopSideParts {
  readonly shop: string
  readonly reader: Reader
  readonly lane: OrderLane
  readonly book: OrderBook
  readonly ledger: Ledger
  readonly handed: Handed
  readonly clock: Clock
  /** A keyed digest: what is personal leaves nothing else behind. */
  readonly digest: (value: unknown) => string
}

const WHILE_PASSING_MS = 60_000
const IN_ONE_GO = 500

export class ShopSide implements Reader {
  constructor(private readonly parts: ShopSideParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    switch (entity) {
      case 'order': return this.pages(() => this.orders())
      case 'order-customer': return this.pages(() => this.customers())
      case 'order-cancellation': return this.pages(() => this.cancellations())
      // What the shop was told is looked for by order, and never listed.
      case 'order-receipt': case 'order-event': case 'shipment': case 'capture': return this.pages(async () => [])
      default: return this.parts.reader.list(entity, scope)
    }
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts, ageMs?: number): Promise<ReadonlyMap<string, Found>> {
    switch (entity) {
      case 'order': return this.among(keys, await this.orders())
      case 'order-customer': return this.among(keys, await this.customers())
      case 'order-cancellation': return this.among(keys, await this.cancellations())
      case 'order-receipt': return this.receiptsTold(keys)
      case 'order-event': return this.eventsTold(keys)
      case 'capture': return this.captured(keys, scope)
      default: return this.parts.reader.find(entity, keys, scope, since, ageMs)
    }
  }

  identify(): ReturnType<Reader['identify']> {
    return this.parts.reader.identify()
  }

  close(): Promise<void> {
    return this.parts.reader.close()
  }

  /** The orders that are known now, each with what it says, and what the ERP knows of it where it is its turn. */
  private async orders(): Promise<readonly RawItem[]> {
    const { book, handed } = this.parts
    const items = [...(await book.orders()).values()]
    const waiting = items.filter((item) => !handed.has(item.key) && this.turnOf(item) === undefined)
    const content = new Map(items.map((item) => [item.key, contentOf({ ...item.fields, number: item.key } as unknown as ShopOrder, this.parts.digest)]))
    const edited = items.filter((item) => handed.has(item.key) && !item.problem && handed.isEdited(item.key, content.get(item.key) ?? {}))
    const asked = [...waiting, ...edited]
    const known = asked.length === 0 ? undefined : await this.parts.ledger.known(this.articlesOf(asked), this.today())
    const due = new Set(waiting.map(({ key }) => key))
    const changed = new Set(edited.map(({ key }) => key))
    return items.map((item) => {
      const order = { ...item.fields, number: item.key } as unknown as ShopOrder
      const customer = identityOf(order, this.parts.lane.rules, this.parts.digest) ?? null
      const fields = { ...item.fields, content: content.get(item.key), customer }
      if (handed.has(item.key)) return { ...item, fields: changed.has(item.key) ? { ...fields, known } : fields }
      if (due.has(item.key) && customer === null) return { ...item, fields, problem: problem('CUSTOMER_UNKNOWN', { key: item.key }) }
      if (due.has(item.key)) return { ...item, fields: { ...fields, known } }
      return { ...item, fields, ...this.turnOf(item) }
    })
  }

  /** Of the rows, and those that the files name for rows that are no goods. */
  private articlesOf(items: readonly RawItem[]): readonly string[] {
    return [...items.flatMap(({ fields }) => skusOf(fields as unknown as ShopOrder)), ...Object.values(this.parts.lane.rules.articles)]
  }

  /** Why it is not this order's turn; undefined: it is. */
  private turnOf(item: RawItem): { readonly skip: Problem } | { readonly problem: Problem } | undefined {
    if (item.problem) return { problem: item.problem }
    const due = dueOf({ ...item.fields, number: item.key } as unknown as ShopOrder, this.parts.lane.rules, nowText(this.parts.clock))
    if (due.kind === 'due') return undefined
    return due.kind === 'held' ? { problem: problemOf(due.reason) } : { skip: problemOf(due.reason) }
  }

  /** The customers of orders that wait, each once. */
  private async customers(): Promise<readonly RawItem[]> {
    const { book, handed, lane: { rules }, digest } = this.parts
    const customers = new Map<string, RawItem>()
    for (const item of (await book.orders()).values()) {
      if (handed.has(item.key) || this.turnOf(item) !== undefined) continue
      const order = { ...item.fields, number: item.key } as unknown as ShopOrder
      const made = customerOf(order, rules, digest)
      if (made.as === 'none' || customers.has(made.id)) continue
      customers.set(made.id, made.as === 'card' ? { key: made.id, fields: { ...made.fields, id: made.id } } : { key: made.id, fields: { id: made.id }, problem: problemOf(made.finding) })
    }
    return [...customers.values()]
  }

  private async cancellations(): Promise<readonly RawItem[]> {
    const { handed, lane: { rules: { cancelledStatuses } } } = this.parts
    const orders = await this.parts.book.orders(WHILE_PASSING_MS)
    return [...orders.values()].filter(({ key, fields }) => handed.has(key) && cancelledStatuses.includes(String(fields['status'])))
      .map(({ key }) => ({ key, fields: { number: key, cancelled: true } }))
  }

  private among(keys: readonly string[], items: readonly RawItem[]): ReadonlyMap<string, Found> {
    const byKey = new Map(items.map((item) => [item.key, item]))
    return new Map(keys.map((key) => {
      const item = byKey.get(key)
      return [key, item ? { kind: 'found', item } : { kind: 'absent' }]
    }))
  }

  /** A receipt is there where the order has left the statuses that start the transfer. */
  private async receiptsTold(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { lane: { then, rules } } = this.parts
    const shown = await this.parts.reader.find('order-status', keys, {})
    return new Map(keys.map((key) => [key, told(shown.get(key), ({ status, history = [] }) => status === then || history.includes(String(then)) || !(rules.statuses ?? []).includes(String(status))
      ? { key, fields: { number: key, status: then } } : undefined)]))
  }

  private async eventsTold(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { lane } = this.parts
    const numbers = [...new Set(keys.map((key) => partOf(key).number))]
    const shown = await this.parts.reader.find('order-status', numbers, {})
    return new Map(keys.map((key) => {
      const { number, part: event } = partOf(key)
      const rule = lane.feedback.find((one) => one.event === event)
      return [key, told(shown.get(number), (at) => rule && isTold(rule, at, lane) ? { key, fields: { id: key, event, status: rule.status } } : undefined)]
    }))
  }

  /** Captures go by the order's number in the shop, which takes the whole at once: it is there, or it is not. */
  private async captured(keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    const shown = await this.parts.reader.find('capture', [...new Set(keys.map((key) => partOf(key).number))], scope)
    return new Map(keys.map((key): [string, Found] => {
      const look = shown.get(partOf(key).number) ?? { kind: 'absent' }
      return [key, look.kind === 'found' ? { kind: 'found', item: { ...look.item, key, fields: { ...look.item.fields, id: key } } } : look]
    }))
  }

  private today(): string {
    return wallTime(this.parts.clock.now(), this.parts.lane.rules.timeZone).date
  }

  private async *pages(read: () => Promise<readonly RawItem[]>): AsyncIterable<Page> {
    const items = await read()
    for (let at = 0; at + IN_ONE_GO < items.length; at += IN_ONE_GO) yield { items: items.slice(at, at + IN_ONE_GO) }
    const rest = items.length % IN_ONE_GO === 0 && items.length > 0 ? IN_ONE_GO : items.length % IN_ONE_GO
    yield { items: items.slice(items.length - rest), coverage: { kind: 'subset', pages: Math.ceil(items.length / IN_ONE_GO) } }
  }
}

/** Article numbers of an order's rows. */
function skusOf({ rows }: ShopOrder): readonly string[] {
  return Object.values(rows ?? {}).flatMap(({ sku }) => (sku ? [sku] : []))
}

function problemOf({ code, facts }: Finding): Problem {
  return problem(code, facts)
}

/** What the shop shows of an order's status, as an item of ours where that says so; as it stands where it could not be read. */
function told(look: Found | undefined, as: (shown: StatusShown) => RawItem | undefined): Found {
  if (look?.kind !== 'found') return look ?? { kind: 'absent' }
  if (look.item.problem) return { kind: 'unknown', problem: look.item.problem }
  const { status, history } = look.item.fields
  const item = as({ status: typeof status === 'string' ? status : null, history: Object.values((history ?? {}) as Readonly<Record<string, string>>) })
  return item ? { kind: 'found', item } : { kind: 'absent' }
}
