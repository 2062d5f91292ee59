// The customers of a shop's own register beside the cards of the ERP: for those that have a card, the group that goes with its price list;
// for those that have none, the card. Who is who is told by what customers of orders are matched by; a doubt holds that customer.
import type { Coverage, Found, Page, Reader } from '../connect/connector.js'
import { SystemError } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, problemOf } from '../core/problem.js'
import { customerOf } from '../trade/customer/customer.js'
import { identityOf } from '../trade/customer/identity.js'
import { matchCustomer, type CustomerIndex, type Match } from '../trade/customer/match.js'
import { asOrder, groupFor, listFor, registerRules, type ShopCustomer } from '../trade/customer/register.js'
import type { Finding, HeadRoom, OrderRules } from '../trade/order/types.js'
import type { CustomerRegister } from './customer-register.js'
import type { ShopDesk } from './desk.js'

export interface ShopCustomersParts {
  readonly reader: Reader
  readonly desk: ShopDesk
  readonly customers: CustomerRegister
  readonly digest: (value: unknown) => string
  /** Of the ERP's fields. Throws SystemError. */
  readonly headRoom: () => Promise<HeadRoom>
}

/** A listing with what it proves. */
export interface ListedCustomers { readonly items: readonly RawItem[]; readonly coverage: Coverage }

const CUSTOMER = 'customer'
const GROUPS = 'customer-groups'
/** Several cards; every other finding means that there is none. */
const DOUBT = 'CUSTOMER_AMBIGUOUS'

export class ShopCustomers {
  private readonly rules: OrderRules
  private names: Promise<ReadonlyMap<string, string>> | undefined

  constructor(private readonly parts: ShopCustomersParts) {
    this.rules = registerRules(parts.desk.lane.rules)
  }

  /** What the ERP says of the groups of customers that the shop has. Those without a card of their own are not its business. Throws SystemError. */
  async wantedGroups(): Promise<ListedCustomers> {
    const { items, coverage } = await this.listed()
    const index = await this.parts.customers.index()
    return { items: items.flatMap((item) => this.wantedGroup(item, index) ?? []), coverage }
  }

  async findWantedGroups(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const index = await this.parts.customers.index()
    return this.found(keys, (item) => this.wantedGroup(item, index))
  }

  /** The groups that they are in. Throws SystemError. */
  async groups(): Promise<ListedCustomers> {
    const { items, coverage } = await this.listed()
    return { items: items.map(groupItem), coverage }
  }

  findGroups(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    return this.found(keys, groupItem)
  }

  /** Every customer as a card of the ERP. One whose order waits gets the card by the order. Throws SystemError. */
  async cards(): Promise<ListedCustomers> {
    const { items, coverage } = await this.listed()
    const waiting = await this.parts.desk.waitingIdentities()
    const room = await this.parts.headRoom()
    return { items: items.flatMap((item) => this.card(item, waiting, room) ?? []), coverage }
  }

  async findCards(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const room = await this.parts.headRoom()
    return this.found(keys, (item) => this.card(item, new Set(), room))
  }

  /** The cards that these customers have already. */
  async findMatches(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const index = await this.parts.customers.index()
    const found = await this.found(keys, (item) => item)
    return new Map([...found].map(([key, look]): [string, Found] => {
      if (look.kind === 'absent') return [key, { kind: 'unknown', problem: problem('CUSTOMER_GONE', { key }) }]
      if (look.kind !== 'found') return [key, look]
      const match = this.match(look.item, index)
      const identity = this.identity(look.item)
      if (match.as === 'found') return [key, { kind: 'found', item: { key, id: match.number, fields: { id: key, identity, number: match.number } } }]
      return [key, match.as === 'none' ? { kind: 'absent' } : { kind: 'found', item: { key, fields: { id: key }, ...heldBy(match.finding) } }]
    }))
  }

  private wantedGroup(item: RawItem, index: CustomerIndex): RawItem | undefined {
    const { key } = item
    if (item.problem) return { ...groupItem(item), problem: item.problem }
    const match = this.match(item, index)
    if (match.as === 'problem') return match.finding.code === DOUBT ? { ...groupItem(item), ...heldBy(match.finding) } : undefined
    const card = match.as === 'found' ? index.card(match.number) : undefined
    if (match.as === 'none' || match.by === 'card' || match.by === 'bucket' || match.reactivate || !card) return undefined
    const wanted = groupFor(customerIn(item).customerGroup ?? null, card, this.parts.desk.lane.groups)
    if ('problem' in wanted) return { ...groupItem(item), ...heldBy(wanted.problem) }
    return { key, fields: { ...groupItem(item).fields, customerGroup: wanted.group } }
  }

  private card(item: RawItem, waiting: ReadonlySet<string>, room: HeadRoom): RawItem | undefined {
    const { key } = item
    if (item.problem) return { key, fields: { id: key }, problem: item.problem }
    const customer = customerIn(item)
    const made = customerOf(asOrder(customer), this.rules, this.parts.digest, room)
    if (made.as === 'none' || waiting.has(made.id)) return undefined
    if (made.as === 'problem') return { key, fields: { id: key }, ...heldBy(made.finding) }
    const priceList = listFor(customer.customerGroup ?? null, this.parts.desk.lane.groups) ?? made.fields.priceList
    const left = Object.fromEntries(Object.entries(made.left).map(([field, finding]) => [field, problemOf(finding)]))
    return { key, fields: { ...made.fields, id: key, identity: made.id, ...(priceList === undefined ? {} : { priceList }) }, left }
  }

  private match(item: RawItem, index: CustomerIndex): Match {
    const order = asOrder(customerIn(item))
    return matchCustomer(order, index, this.rules, this.parts.desk.linked(this.identity(item)))
  }

  private identity(item: RawItem): string | undefined {
    return identityOf(asOrder(customerIn(item)), this.rules, this.parts.digest)
  }

  private async listed(): Promise<ListedCustomers> {
    const items: RawItem[] = []
    let coverage: Coverage = { kind: 'subset', pages: 0 }
    for await (const page of this.parts.reader.list(CUSTOMER, {})) {
      items.push(...page.items)
      coverage = page.coverage ?? coverage
    }
    return { items: await this.named(items), coverage }
  }

  private async found(keys: readonly string[], as: (item: RawItem) => RawItem | undefined): Promise<ReadonlyMap<string, Found>> {
    const looks = await this.parts.reader.find(CUSTOMER, keys, {})
    const named = new Map((await this.named([...looks.values()].flatMap((look) => (look.kind === 'found' ? [look.item] : [])))).map((item) => [item.key, item]))
    return new Map(keys.map((key): [string, Found] => {
      const look = looks.get(key) ?? { kind: 'absent' }
      const item = look.kind === 'found' ? as(named.get(key) ?? look.item) : undefined
      if (look.kind !== 'found') return [key, look]
      return [key, item ? { kind: 'found', item } : { kind: 'absent' }]
    }))
  }

  /** Groups by the names that the bindings know them by: a shop's code for one, or what it is called there. */
  private async named(items: readonly RawItem[]): Promise<readonly RawItem[]> {
    const known = new Set(this.parts.desk.lane.groups.map(({ group }) => group))
    if (items.every(({ fields: { customerGroup } }) => typeof customerGroup !== 'string' || known.has(customerGroup))) return items
    const names = await this.groupNames()
    return items.map((item) => {
      const { customerGroup } = item.fields
      const name = typeof customerGroup === 'string' && !known.has(customerGroup) ? names.get(customerGroup) : undefined
      return name === undefined ? item : { ...item, fields: { ...item.fields, customerGroup: name } }
    })
  }

  private groupNames(): Promise<ReadonlyMap<string, string>> {
    this.names ??= this.readNames()
    return this.names
  }

  private async readNames(): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>()
    try {
      for await (const { items } of this.parts.reader.list('code', { list: GROUPS }))
        for (const { id, key, fields } of items) names.set(id ?? key, String(fields['text'] ?? key))
    } catch (error) {
      this.names = undefined
      // A shop that does not tell its groups by name is spoken to by their codes.
      if (!(error instanceof SystemError && error.kind === 'refused')) throw error
    }
    return names
  }
}

function customerIn({ key, fields }: RawItem): ShopCustomer {
  return { ...fields, number: key } as ShopCustomer
}

function groupItem({ key, fields: { name = null, customerGroup = null } }: RawItem): RawItem {
  return { key, fields: { number: key, name, customerGroup } }
}

function heldBy(finding: Finding): Pick<RawItem, 'problem'> {
  return { problem: problemOf(finding) }
}

/** A listing as one page, with what it proves. */
export async function* onePage(read: () => Promise<ListedCustomers>): AsyncIterable<Page> {
  yield await read()
}
