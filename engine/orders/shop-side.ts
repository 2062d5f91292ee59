// A shop's Reader and Writer with what orders need besides: orders with what the ERP knows of them, the customers of those that wait,
// and what the shop was told. Everything else goes straight through.
import type { Found, LookFacts, Page, Reader } from '../connect/connector.js'
import type { Fields, RawItem } from '../core/item.js'
import { problem, problemOf, type Problem } from '../core/problem.js'
import type { Mapped, OrderLane, Scope } from '../core/stream.js'
import type { Clock } from '../run/parts.js'
import { payableOf } from '../trade/order/captures.js'
import { contentOf } from '../trade/order/content.js'
import { newArticlesOf, type NewArticles } from '../trade/order/new-articles.js'
import { lessTaken, take } from '../trade/order/oversold.js'
import type { Finding, KnownToLedger, ShopOrder } from '../trade/order/types.js'
import { customerOf } from '../trade/customer/customer.js'
import { identityOf, numberKey } from '../trade/customer/identity.js'
import { wallTime } from '../values/time.js'
import type { CardUpdates } from './card-updates.js'
import type { Credits } from './credits.js'
import type { ShopDesk } from './desk.js'
import type { Claims } from './claims.js'
import type { FoundAgain } from './found-again.js'
import type { Handed } from './handed.js'
import type { Ledger } from './ledger.js'
import type { OrderBook } from './order-book.js'
import { onePage, type ShopCustomers } from './shop-customers.js'
import type { ShopTold } from './shop-told.js'
import type { ShopTriggers } from './shop-triggers.js'
import { givenUpOf, isPastOnly, orderOf, turnOf, waitsForStatus } from './turn.js'

export interface ShopSideParts {
  readonly shop: string
  readonly reader: Reader
  readonly lane: OrderLane
  readonly book: OrderBook
  readonly ledger: Ledger
  readonly handed: Handed
  /** Shared by all shops. */
  readonly claims: Claims
  /** Of the orders that the shop shows, the numbers of those that are open again though their documents are cancelled. */
  readonly reopened: (orders: ReadonlyMap<string, RawItem>) => Promise<readonly string[]>
  readonly again: FoundAgain
  readonly desk: ShopDesk
  readonly told: ShopTold
  readonly triggers: ShopTriggers
  readonly updates: CardUpdates
  readonly register: ShopCustomers
  readonly credits: Credits
  readonly clock: Clock
  /** How the ERP would store a new article. */
  readonly articleFits?: (fields: Fields, key: string) => Mapped
  /** A keyed digest: what is personal leaves nothing else behind. */
  readonly digest: (value: unknown) => string
}

const WHILE_PASSING_MS = 60_000
const IN_ONE_GO = 500

/** In a scope: the orders are asked of the shop, whether they are followed or not. */
export const UNFOLLOWED = { unfollowed: 'too' } as const

export class ShopSide implements Reader {
  constructor(private readonly parts: ShopSideParts) {}

  list(entity: string, scope: Scope): AsyncIterable<Page> {
    switch (entity) {
      case 'order': return this.pages(() => this.orders())
      case 'order-customer': return this.pages(() => this.customers())
      case 'order-customer-update': return this.pages(() => this.parts.updates.items())
      case 'order-article': return this.pages(() => this.articles())
      case 'customer-card': return onePage(() => this.parts.register.cards())
      case 'customer-group': return onePage(() => this.parts.register.groups())
      case 'order-cancellation': return this.pages(() => this.cancellations())
      case 'order-credit': return this.pages(() => this.parts.credits.due(this.parts.desk))
      // What the shop was told is looked for by order, and never listed.
      case 'order-receipt': case 'order-event': case 'shipment': case 'capture': return this.pages(async () => [])
      default: return this.parts.reader.list(entity, scope)
    }
  }

  async find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts, ageMs?: number): Promise<ReadonlyMap<string, Found>> {
    switch (entity) {
      case 'order': return isUnfollowed(scope) ? this.unfollowed(keys) : this.among(keys, await this.orders())
      case 'order-customer': return this.among(keys, await this.customers())
      case 'order-customer-update': return this.among(keys, await this.parts.updates.items())
      case 'order-article': return this.among(keys, await this.articles())
      case 'customer-card': return this.parts.register.findCards(keys)
      case 'customer-group': return this.parts.register.findGroups(keys)
      case 'order-cancellation': return this.among(keys, await this.cancellations())
      case 'order-credit': return this.among(keys, await this.parts.credits.due(this.parts.desk))
      case 'order-receipt': return this.parts.told.receipts(keys, since)
      case 'order-event': return this.parts.told.events(keys, since)
      case 'capture': return this.parts.told.captures(keys, scope, since)
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
    const { shop, book, handed, claims } = this.parts
    const items = [...(await book.orders()).values()]
    const [turns, done] = [new Map(items.map((item) => [item.key, this.turnOf(item)])), new Set(handed.numbers())]
    const again = await this.parts.again.among(items, items.filter(({ key }) => isPastOnly(turns.get(key))))
    const waiting = items.filter(({ key }) => !done.has(key) && (turns.get(key) === undefined || again.has(key)))
    const content = new Map(items.map((item) => [item.key, contentOf(orderOf(item), this.parts.digest)]))
    const edited = items.filter((item) => done.has(item.key) && !item.problem && handed.isEdited(item.key, content.get(item.key) ?? {}))
    const asked = [...waiting, ...edited]
    const known = asked.length === 0 ? undefined : await this.known(asked)
    const due = new Set(waiting.map(({ key }) => key))
    const changed = new Set(edited.map(({ key }) => key))
    const lacking = known === undefined ? undefined : await this.newArticles(waiting.filter(({ key }) => !again.has(key)), known)
    const cardless = new Map(await Promise.all(waiting.filter(({ key }) => !again.has(key)).map(async (item) => [item.key, await this.withoutCard(item)] as const)))
    const taken = claims.before(shop)
    const taking: ShopOrder[] = []
    const seen = items.map((item) => {
      const order = orderOf(item)
      const customer = identityOf(order, this.parts.lane.rules, this.parts.digest) ?? null
      const payable = payableOf(order)
      const fields = { ...item.fields, content: content.get(item.key), customer, ...(payable === undefined ? {} : { payable }) }
      const shown = { ...item, ...this.givenUpOf(item), fields }
      if (done.has(item.key)) return known && changed.has(item.key) ? { ...shown, fields: { ...fields, known: knownOf(known, this.namedBy(order)) } } : shown
      if (!known || !due.has(item.key)) return { ...shown, ...turns.get(item.key) }
      if (again.has(item.key)) return { ...item, fields: { ...fields, known: knownOf(known, this.namedBy(order)) } }
      if (customer === null) return { ...shown, problem: problem('CUSTOMER_UNKNOWN', { key: item.key }) }
      const held = cardless.get(item.key)
      if (held) return { ...shown, problem: held }
      const unmade = skusOf(order).map((sku) => withoutArticle(sku, lacking)).find((one) => one !== undefined)
      if (unmade) return { ...shown, problem: unmade }
      const named = knownOf(known, this.namedBy(order))
      const left = { ...named, articles: lessTaken(named.articles, taken) }
      take(taken, order)
      taking.push(order)
      return { ...shown, fields: { ...fields, known: left } }
    })
    claims.note(shop, { handed, orders: taking })
    return items.some(({ key }) => !done.has(key) && waitsForStatus(turns.get(key))) ? [...seen, ...await this.parts.triggers.lacking()] : seen
  }

  /** As the shop has them now, each with the reason for which it is left out. */
  private async unfollowed(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>()
    for (const key of keys) {
      const item = await this.parts.book.one(key)
      found.set(key, item ? { kind: 'found', item: { ...item, ...this.turnOf(item) } } : { kind: 'absent' })
    }
    return found
  }

  /** Why the order cannot have a customer's card: the reason that holds the customer holds it, too. */
  private async withoutCard(item: RawItem): Promise<Problem | undefined> {
    const held = await this.parts.desk.withoutCard(orderOf(item))
    if (!held) return undefined
    const { finding: { code, facts }, of } = held
    return of === undefined ? problem(code, facts) : problem('CUSTOMER_HELD', { ...facts, key: item.key, customer: of, cause: code })
  }

  /** What the ERP knows of what these orders name, and of the articles that the rules name for them. Throws SystemError. */
  private known(items: readonly RawItem[]): Promise<KnownToLedger> {
    return this.parts.ledger.known(items.flatMap((item) => this.namedBy(orderOf(item))), this.today())
  }

  /** Article numbers that an order names, and those that the rules name for it. */
  private namedBy(order: ShopOrder): readonly string[] {
    return [...skusOf(order), ...Object.values(this.parts.lane.rules.articles)]
  }

  private turnOf(item: RawItem): ReturnType<typeof turnOf> {
    return turnOf(item, this.parts.lane.rules, this.parts.clock.now())
  }

  private isGivenUp(item: RawItem): boolean {
    return this.givenUpOf(item).givenUp !== undefined
  }

  private givenUpOf(item: RawItem): ReturnType<typeof givenUpOf> {
    return givenUpOf(item, this.parts.lane.rules, this.parts.clock.now())
  }

  /** The customers of orders that wait, each once. */
  private async customers(): Promise<readonly RawItem[]> {
    const { desk, ledger, lane: { rules }, digest } = this.parts
    const customers = new Map<string, RawItem>()
    const waiting = await desk.waitingItems(0)
    const room = waiting.length === 0 ? {} : await ledger.headRoom()
    // A customer is given up with the last of its orders. A card is made of the first order that names an organisation number, if one does: by that
    // it is told from others.
    const rank = (item: RawItem): number => (this.isGivenUp(item) ? 2 : 0) + (numberKey(orderOf(item), rules.ordersFrom) === undefined ? 1 : 0)
    for (const item of [...waiting].sort((one, other) => rank(one) - rank(other))) {
      const made = customerOf(orderOf(item), rules, digest, room)
      if (made.as === 'none' || customers.has(made.id)) continue
      const late = this.givenUpOf(item)
      const left = made.as === 'card' ? Object.fromEntries(Object.entries(made.left).map(([field, finding]) => [field, problemOf(finding)])) : {}
      customers.set(made.id, made.as === 'card' ? { key: made.id, ...late, fields: { ...made.fields, id: made.id }, left } : { key: made.id, ...late, fields: { id: made.id }, problem: problemOf(made.finding) })
    }
    return [...customers.values()]
  }

  /** Articles of orders that wait and that the ERP lacks. */
  private async articles(): Promise<readonly RawItem[]> {
    const waiting = await this.parts.desk.waitingItems()
    const articles = waiting.length === 0 ? [] : [...await this.newArticles(waiting, await this.known(waiting))]
    return articles.map(([sku, made]) => ('problem' in made ? { key: sku, fields: { sku }, problem: problemOf(made.problem) } : { key: sku, fields: { sku, ...made } }))
  }

  private async newArticles(items: readonly RawItem[], known: KnownToLedger): Promise<NewArticles> {
    const { ledger, lane: { rules }, articleFits } = this.parts
    if (rules.onUnknownArticle !== 'create') return new Map()
    const made = newArticlesOf(items.map(orderOf), { rules, known, codes: await ledger.accountingCodes() })
    return new Map([...made].map(([sku, one]) => {
      const unfit = 'problem' in one ? undefined : articleFits?.({ sku, ...one }, sku).problem
      return [sku, unfit ? { problem: { code: unfit.code, facts: unfit.facts as Finding['facts'] } } : one]
    }))
  }

  private async cancellations(): Promise<readonly RawItem[]> {
    const { handed, credits, desk, lane: { rules: { cancelledStatuses } } } = this.parts
    const orders = await this.parts.book.orders(WHILE_PASSING_MS)
    const undone = new Set(await credits.undone(desk))
    const cancelled = [...orders.values()].filter(({ key, fields }) => handed.has(key) && (cancelledStatuses.includes(String(fields['status'])) || undone.has(key)))
    const open = (await this.parts.reopened(orders)).filter((key) => !undone.has(key))
    return [
      ...cancelled.map(({ key }) => ({ key, fields: { number: key, cancelled: true } })),
      ...open.map((key) => ({ key, fields: { number: key, cancelled: false }, problem: problem('ORDER_REOPENED', { key }) })),
    ]
  }

  private among(keys: readonly string[], items: readonly RawItem[]): ReadonlyMap<string, Found> {
    const byKey = new Map(items.map((item) => [item.key, item]))
    return new Map(keys.map((key) => {
      const item = byKey.get(key)
      return [key, item ? { kind: 'found', item } : { kind: 'absent' }]
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

function isUnfollowed(scope: Scope): boolean {
  return Object.entries(UNFOLLOWED).every(([name, value]) => scope[name] === value)
}

/** Article numbers of an order's rows. */
function skusOf({ rows }: ShopOrder): readonly string[] {
  return Object.values(rows ?? {}).flatMap(({ sku }) => (sku ? [sku] : []))
}

/** Why an article that an order names is not created: what holds it holds the order, too. */
function withoutArticle(sku: string, lacking: NewArticles | undefined): Problem | undefined {
  const one = lacking?.get(sku)
  if (!one || !('problem' in one)) return undefined
  const { code, facts } = one.problem
  return facts['sku'] === sku ? problem(code, facts) : problem('ARTICLE_HELD', { ...facts, sku, cause: code })
}

/** Of these articles alone: what one order names, not what a thousand do. */
function knownOf(known: KnownToLedger, skus: readonly string[]): KnownToLedger {
  const articles = Object.fromEntries(skus.flatMap((sku) => (known.articles[sku] ? [[sku, known.articles[sku]]] : [])))
  return { ...known, articles }
}
