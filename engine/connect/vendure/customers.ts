// The customer register: listed, found by number, and put into a customer group. A customer's number is the server's id of it: the
// server has no other that is kept.
import type { Scope } from '../../core/stream.js'
import type { RawItem } from '../../core/item.js'
import { problem } from '../../core/problem.js'
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import { again, answerOf, needed, nothingDone, type Called } from '../called.js'
import { inParallel } from '../turns.js'
import type { Graph } from './graph.js'
import { inParts, pagesOf, type Listed } from './paging.js'
import type { Channel, Shop } from './shop.js'

interface Address {
  readonly fullName: string | null
  readonly company: string | null
  readonly streetLine1: string
  readonly streetLine2: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly country: { readonly code: string }
  readonly defaultBillingAddress: boolean | null
}
interface Customer {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly emailAddress: string
  readonly phoneNumber: string | null
  readonly groups: readonly Group[]
  readonly addresses: readonly Address[] | null
}
interface Group {
  readonly id: string
  readonly name: string
}

const CUSTOMERS = `query Customers($options: CustomerListOptions) { customers(options: $options) { totalItems items {
  id firstName lastName emailAddress phoneNumber groups { id name }
  addresses { fullName company streetLine1 streetLine2 postalCode city country { code } defaultBillingAddress } } } }`
const GROUPS = 'query Groups($name: String!) { customerGroups(options: { filter: { name: { eq: $name } }, take: 5 }) { items { id name } } }'
const JOIN = 'mutation JoinGroup($group: ID!, $customer: ID!) { addCustomersToGroup(customerGroupId: $group, customerIds: [$customer]) { id } }'
const LEAVE = 'mutation LeaveGroup($group: ID!, $customer: ID!) { removeCustomersFromGroup(customerGroupId: $group, customerIds: [$customer]) { id } }'
const NUMBERS_MAX = 100

export interface CustomerParts {
  readonly graph: Graph
  readonly shop: Shop
  readonly habits: { readonly pageMax: number; readonly parallelMax: number }
}

export class Customers {
  constructor(private readonly parts: CustomerParts) {}

  async *list(scope: Scope): AsyncIterable<Page> {
    const channel = needed(await this.parts.shop.channel(scope['channel']))
    yield* pagesOf<Customer>({
      pageMax: this.parts.habits.pageMax,
      covers: 'whole',
      read: (window) => this.read(channel, { ...window, sort: { id: 'ASC' } }),
      itemsOf: (customer) => [itemOf(customer)],
    })
  }

  async find(keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    const channel = needed(await this.parts.shop.channel(scope['channel']))
    const called = await this.customers(keys, channel)
    return new Map(keys.map((key): [string, Found] => {
      if (called.kind !== 'ok') return [key, { kind: 'unknown', problem: called.problem }]
      const customer = called.value.get(key)
      return [key, customer ? { kind: 'found', item: itemOf(customer) } : { kind: 'absent' }]
    }))
  }

  async send({ action, scope, items }: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const answers = new Map<string, Answer>()
    const channel = await this.parts.shop.channel(scope['channel'])
    if (channel.kind !== 'ok') return new Map(items.map(({ key }) => [key, nothingDone(channel)]))
    const looked = await this.customers(items.map(({ key }) => key), channel.value)
    if (looked.kind !== 'ok') return new Map(items.map(({ key }) => [key, nothingDone(looked)]))
    await inParallel(items, this.parts.habits.parallelMax, async (item) => {
      const answer = action === 'update'
        ? await this.regroup(item, looked.value.get(item.key), channel.value)
        : { kind: 'refused' as const, problem: problem('VENDURE_FIELD_READ_ONLY', { field: 'number' }) }
      answers.set(item.key, answer)
    })
    return answers
  }

  /** Into one group instead of the one it is in. Who is in several is there for reasons that nobody here knows. */
  private async regroup({ key, fields }: WriteItem, customer: Customer | undefined, channel: Channel): Promise<Answer> {
    if (!customer) return { kind: 'refused', problem: problem('VENDURE_CUSTOMER_NOT_FOUND', { key }) }
    const other = Object.keys(fields).find((field) => field !== 'customerGroup' && field !== 'number')
    if (other !== undefined) return { kind: 'refused', problem: problem('VENDURE_FIELD_READ_ONLY', { field: other }) }
    const name = fields['customerGroup'] ?? null
    const [before, ...more] = customer.groups
    if (more.length > 0) return { kind: 'refused', problem: problem('VENDURE_GROUPS', { key, groups: customer.groups.map((one) => one.name).join(', ') }) }
    if ((before?.name ?? null) === name) return { kind: 'done', id: key }
    const group = name === null ? undefined : await this.group(String(name), channel)
    if (group && group.kind !== 'ok') return nothingDone(group)
    const joined = group ? await this.change('JoinGroup', JOIN, { group: group.value.id, customer: key }, channel) : undefined
    if (joined && joined.kind !== 'done') return joined
    const left = before ? await this.change('LeaveGroup', LEAVE, { group: before.id, customer: key }, channel) : undefined
    if (!left || left.kind === 'done') return { kind: 'done', id: key }
    return joined ? { kind: 'unknown', problem: left.problem } : left
  }

  private async change(operation: string, document: string, variables: object, channel: Channel): Promise<Answer> {
    const called = await this.parts.graph.ask({ operation, document, variables: { ...variables }, channelToken: channel.token, writes: 'inside' })
    return called.kind === 'ok' ? { kind: 'done' } : answerOf(called)
  }

  private async group(name: string, channel: Channel): Promise<Called<Group>> {
    const called = await again(() => this.parts.graph.ask<{ customerGroups: { items: readonly Group[] } }>({
      operation: 'Groups', document: GROUPS, variables: { name }, channelToken: channel.token,
    }))
    if (called.kind !== 'ok') return called
    const found = called.value.customerGroups.items.filter((one) => one.name === name)
    const [only] = found
    return only && found.length === 1 ? { kind: 'ok', value: only } : { kind: 'refused', problem: problem('VENDURE_NO_GROUP', { group: name }) }
  }

  private async customers(numbers: readonly string[], channel: Channel): Promise<Called<ReadonlyMap<string, Customer>>> {
    const called = await inParts(numbers, NUMBERS_MAX, (part) => this.read(channel, { filter: { id: { in: part } }, take: NUMBERS_MAX }))
    return called.kind === 'ok' ? { kind: 'ok', value: new Map(called.value.map((customer) => [customer.id, customer])) } : called
  }

  private async read(channel: Channel, options: object): Promise<Called<Listed<Customer>>> {
    const called = await this.parts.graph.ask<{ customers: Listed<Customer> }>({
      operation: 'Customers', document: CUSTOMERS, variables: { options }, channelToken: channel.token,
    })
    return called.kind === 'ok' ? { kind: 'ok', value: called.value.customers } : called
  }
}

function itemOf({ id, firstName, lastName, emailAddress, phoneNumber, groups, addresses }: Customer): RawItem {
  const address = addresses?.find(({ defaultBillingAddress }) => defaultBillingAddress) ?? addresses?.[0]
  const name = `${firstName} ${lastName}`.trim()
  const [group, ...more] = groups
  return {
    key: id, id,
    fields: {
      number: id,
      kind: address?.company ? 'company' : 'private',
      name: address?.company || name || null,
      reference: address?.company ? name || null : null,
      email: emailAddress || null,
      phone: phoneNumber || null,
      invoiceAddress: address
        ? {
            name: address.fullName || name || null, company: address.company || null, line1: address.streetLine1 || null, line2: address.streetLine2 || null,
            postcode: address.postalCode || null, city: address.city || null, country: address.country.code,
          }
        : null,
      customerGroup: group ? [group, ...more].map((one) => one.name).sort().join(', ') : null,
    },
  }
}
