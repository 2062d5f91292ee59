// A first binding from what the service says of itself: by names, types and likeness. A proposal
// is never more than that: a person reads it, corrects it and confirms it. Pure.
import type { BoundInput, OrderBindingConfig } from '../../../types/order-binding.js'
import { formOf } from './forms.js'
import { ADDRESS_WORDINGS, CODE_WORDINGS, CUSTOMER_WORDINGS, LIST_WORDINGS, NAME_WORDINGS, ORDER_WORDINGS, PAYMENT_STATES, PLACE_WORDINGS } from './wordings.js'
import { nearest, likeness, meaningsOf, speaksOf } from './words.js'
import { plainType, type Description, type Member } from './wsdl.js'

/** Why a line is as it is: by its path in the spec. */
export interface Proposal {
  readonly spec: OrderBindingConfig
  readonly why: ReadonlyMap<string, string>
  /** What was looked for and not found, in words of the binding. */
  readonly missing: readonly string[]
}

/** An operation with the element that its result repeats, and the leaves of its request. */
interface Candidate {
  readonly name: string
  readonly result: string
  readonly type: string
  readonly leaves: readonly Leaf[]
}
interface Leaf { readonly path: readonly string[]; readonly name: string; readonly plain: string }

/** Less likeness than this is chance. */
const LEAST = 0.5
const DECIMALS: ReadonlySet<string> = new Set(['decimal', 'double', 'float', 'int', 'long', 'short'])
const TIMES: ReadonlySet<string> = new Set(['dateTime', 'date'])
const DEPTH_MAX = 4
/** Without these a row is no row of an invoice. */
const ROW_NEEDS = ['sku', 'quantity', 'price', 'vatRate'] as const

export function propose(description: Description): Proposal {
  return new Proposing(description).proposal()
}

class Proposing {
  private readonly why = new Map<string, string>()
  private readonly missing: string[] = []
  private readonly candidates: readonly Candidate[]

  constructor(private readonly of: Description) {
    this.candidates = [...of.operations].flatMap(([name, { input, output }]) => this.candidate(name, input, output))
  }

  proposal(): Proposal {
    const type = this.orderType()
    const operations = { ...this.reads(type), ...this.writes(), ...this.codeLists(), ...this.customers(type) }
    const spec: OrderBindingConfig = {
      operations: operations as OrderBindingConfig['operations'],
      ...(type === undefined ? {} : { fields: this.orderFields(type), lists: this.lists(type) as NonNullable<OrderBindingConfig['lists']> }),
      ...this.customerPart(operations), ...this.values(type),
    }
    return { spec, why: this.why, missing: this.missing }
  }

  private candidate(name: string, input: string, output: string): Candidate[] {
    const result = this.members(output).find((member) => member.name === `${name}Result`)
    const repeated = result && this.members(result.type).find((member) => member.repeated)
    const type = repeated?.type ?? result?.type
    return type === undefined ? [] : [{ name, result: repeated?.name ?? '', type, leaves: this.leaves(input, []) }]
  }

  /** The type whose lists hold rows of articles and quantities. */
  private orderType(): string | undefined {
    const scored = [...new Set(this.candidates.map(({ type }) => type))].map((type) => ({ type, score: this.rowsMember(type) ? 1 + nearest(type, ['order']) : 0 }))
    const best = scored.sort((one, other) => other.score - one.score)[0]
    return best && best.score > 0 ? best.type : this.left('the type of an order: no result repeats an element with rows of articles and quantities')
  }

  private rowsMember(type: string): { readonly member: Member; readonly item: Member } | undefined {
    return this.listMembers(type).find(({ item }) => {
      const names = this.members(item.type).map(({ name }) => name)
      const has = (wording: readonly string[]): boolean => names.some((name) => nearest(name, wording) >= LEAST)
      return has(LIST_WORDINGS['rows']?.fields['sku'] ?? []) && has(LIST_WORDINGS['rows']?.fields['quantity'] ?? [])
    })
  }

  private reads(type: string | undefined): Record<string, unknown> {
    const readers = this.candidates.filter((one) => one.type === type)
    const one = readers.find(({ leaves }) => leaves.length <= 2 && this.place(leaves, ['orderNumber', 'orderId']) !== undefined)
    const many = readers.find((each) => each !== one && (this.place(each.leaves, ['since']) ?? this.place(each.leaves, ['status', 'page'])) !== undefined)
    if (!one) this.left('getOrder: no operation gives an order for its number alone')
    if (!many) this.left('listOrders: no operation gives orders by time, status or page')
    return {
      ...(many ? { listOrders: this.bound(many, 'listOrders', ['since', 'status', 'channel', 'page', 'pageSize']) } : {}),
      ...(one ? { getOrder: this.bound(one, 'getOrder', ['orderNumber', 'orderId']) } : {}),
    }
  }

  /** A capture is never proposed: that money is taken is the customer's own decision. */
  private writes(): Record<string, unknown> {
    const takesOrder = this.candidates.filter(({ leaves }) => this.place(leaves, ['orderNumber', 'orderId']) !== undefined || this.takesNumbers(leaves))
    const has = (leaves: readonly Leaf[], name: string): boolean => this.place(leaves, [name]) !== undefined
    const success = ({ type }: Candidate): Member | undefined => this.members(type).find((member) => plainType(this.of, member.type) === 'boolean')
    const doers = takesOrder.filter(success)
    const status = doers.find(({ leaves }) => has(leaves, 'status'))
    const tracking = doers.find(({ leaves }) => has(leaves, 'trackingNumber') && !has(leaves, 'status'))
    const exported = doers.find((one) => this.takesNumbers(one.leaves) && speaksOf(one.name, 'exported'))
    const made = (one: Candidate | undefined, purpose: string, places: readonly string[]): Record<string, unknown> => {
      if (!one) { this.left(`${purpose}: no operation that takes an order and ${purpose === 'setStatus' ? 'a status' : purpose === 'setTracking' ? 'a parcel' : 'nothing else'} was found`); return {} }
      const [ok, message] = [success(one), this.members(one.type).find(({ name }) => speaksOf(name, 'message'))]
      return { [purpose]: { ...this.bound(one, purpose, places), ...(ok ? { okWhen: { path: ok.name, is: 'true', ...(message ? { message: message.name } : {}) } } : {}) } }
    }
    return {
      ...made(status, 'setStatus', ['orderNumber', 'orderId', 'status', 'mail', 'trackingNumber', 'carrier', 'trackingUrl']),
      ...made(tracking, 'setTracking', ['orderNumber', 'orderId', 'trackingNumber', 'carrier', 'trackingUrl']),
      ...made(exported, 'markExported', ['orderNumber', 'orderId']),
    }
  }

  private codeLists(): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    for (const [purpose, wording] of Object.entries(CODE_WORDINGS)) {
      const scored = this.candidates.filter(({ leaves }) => leaves.length === 0)
        .map((one) => ({ one, score: Math.max(likeness(one.type, wording), likeness(one.type, `order ${wording}`)) }))
        .sort((left, right) => right.score - left.score)
      const best = scored[0]
      const members = best ? this.members(best.one.type) : []
      const text = members.find(({ name }) => meaningsOf(name).has('name'))
      const code = members.find((member) => member !== text && plainType(this.of, member.type) !== undefined)
      if (!best || best.score < LEAST || !code) { this.left(`${purpose}: no list of codes is called like "${wording}"`); continue }
      made[purpose] = { operation: best.one.name, result: best.one.result, code: code.name, ...(text ? { text: text.name } : {}) }
      this.explain(['operations', purpose], best.score)
    }
    return made
  }

  private customers(order: string | undefined): Record<string, unknown> {
    const readers = this.candidates.filter(({ type }) => type !== order && speaksOf(type, 'customer') && !speaksOf(type, 'group'))
    const one = readers.find(({ leaves }) => leaves.length <= 2 && this.place(leaves, ['customerNumber']) !== undefined)
    const many = readers.find((each) => each !== one && this.place(each.leaves, ['since', 'page']) !== undefined)
    return {
      ...(many ? { listCustomers: this.bound(many, 'listCustomers', ['since', 'page', 'pageSize']) } : {}),
      ...(one ? { getCustomer: this.bound(one, 'getCustomer', ['customerNumber']) } : {}),
    }
  }

  private customerPart(operations: Record<string, unknown>): Pick<OrderBindingConfig, 'customerFields'> {
    const name = (operations['getCustomer'] ?? operations['listCustomers']) as { readonly operation: string } | undefined
    const type = this.candidates.find((one) => one.name === name?.operation)?.type
    if (type === undefined) return {}
    const fields = this.matched(type, CUSTOMER_WORDINGS, ['customerFields'])
    // What its texts mean only a person knows; without it every customer would be held.
    const { kind: _kind, ...rest } = fields
    return { customerFields: rest }
  }

  private orderFields(type: string): Record<string, string> {
    const fields: Record<string, string> = this.matched(type, ORDER_WORDINGS, ['fields'])
    for (const [group, owner] of [['invoiceAddress', 'bill'], ['deliveryAddress', 'ship']] as const) {
      const members = this.plain(type).filter(({ name }) => speaksOf(name, owner))
      const find = (wordings: readonly string[]): string | undefined =>
        best(members, (member) => nearest(member.name, wordings.map((wording) => `${owner} ${wording}`)))?.found.name
      const name = NAME_WORDINGS.map(find).filter((part) => part !== undefined).join(' + ')
      if (name !== '') fields[`${group}.name`] = name
      for (const [part, wordings] of Object.entries(ADDRESS_WORDINGS)) {
        const found = find(wordings)
        if (found !== undefined) fields[`${group}.${part}`] = found
      }
    }
    const name = fields['deliveryAddress.name'] ?? fields['invoiceAddress.name']
    if (name !== undefined) fields['customerName'] = name
    for (const wanted of ['number', 'status', 'placedAt', 'gross', 'currency'] as const) if (fields[wanted] === undefined) this.left(`fields.${wanted}`)
    if (fields['paymentState'] !== undefined && !this.enumOf(type, fields['paymentState'])) {
      this.left(`values.paymentState: the texts of ${fields['paymentState']} are not described; add the field and say what each means`)
      delete fields['paymentState']
    }
    return fields
  }

  private lists(type: string): Record<string, unknown> {
    const taken = new Set<string>()
    const made: Record<string, unknown> = {}
    const rows = this.rowsMember(type)?.member.name
    for (const [list, { list: wordings, fields }] of Object.entries(LIST_WORDINGS)) {
      const free = this.listMembers(type).filter(({ member }) => !taken.has(member.name) && (list === 'rows') === (member.name === rows))
      const found = best(free, ({ member, item }) => list === 'rows' ? 1 : Math.max(nearest(member.name, wordings), nearest(item.name, wordings)))
      if (!found) { this.left(`lists.${list}`); continue }
      const { member, item } = found.found
      taken.add(member.name)
      const path = member === item ? item.name : `${member.name}/${item.name}`
      const matched = this.matched(item.type, fields, ['lists', list, 'fields'])
      made[list] = { path, fields: matched }
      for (const wanted of ROW_NEEDS) if (list === 'rows' && matched[wanted] === undefined) this.left(`lists.rows.fields.${wanted}`)
      this.explain(['lists', list], found.score)
    }
    return made
  }

  private values(type: string | undefined): Pick<OrderBindingConfig, 'values'> {
    const field = type === undefined ? undefined : best(this.plain(type), ({ name }) => nearest(name, ORDER_WORDINGS.paymentState ?? []))?.found.name
    const values = type === undefined || field === undefined ? undefined : this.enumOf(type, field)
    if (!values) return {}
    const pairs = values.flatMap((value): [string, (typeof PAYMENT_STATES)[number]][] => {
      const meant = PAYMENT_STATES.find((state) => speaksOf(value, state))
      if (!meant) this.left(`values.paymentState.${value}`)
      return meant ? [[value, meant]] : []
    })
    return { values: { paymentState: Object.fromEntries(pairs) } }
  }

  /** Each field its best element, each element once; the surest first. */
  private matched(type: string, wordings: Readonly<Record<string, readonly string[] | undefined>>, at: readonly string[]): Record<string, string> {
    const pairs = Object.entries(wordings).flatMap(([field, words]) => this.plain(type)
      .filter((member) => this.fits(field, plainType(this.of, member.type) ?? ''))
      .map((member) => ({ field, member, score: nearest(member.name, words ?? []) })))
      .filter(({ score }) => score >= LEAST)
      .sort((one, other) => other.score - one.score || one.member.name.length - other.member.name.length)
    const fields: Record<string, string> = {}
    const taken = new Set<string>()
    for (const { field, member, score } of pairs) {
      if (fields[field] !== undefined || taken.has(member.name)) continue
      fields[field] = member.name
      taken.add(member.name)
      this.explain([...at, field], score)
    }
    return Object.fromEntries(Object.keys(wordings).flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])))
  }

  /** Texts are read from anything that is not a figure of money, a time or a yes or no. */
  private fits(field: string, plain: string): boolean {
    switch (formOf(field)) {
      case 'localTime': case 'time': return TIMES.has(plain)
      case 'boolean': return plain === 'boolean'
      case 'text': return !TIMES.has(plain) && plain !== 'boolean' && plain !== 'decimal'
      default: return DECIMALS.has(plain)
    }
  }

  private bound(one: Candidate, purpose: string, places: readonly string[]): Record<string, unknown> {
    const input: Record<string, unknown> = {}
    const taken = new Set<Leaf>()
    let least = 1
    for (const place of places) {
      if (place === 'orderId' && places.includes('orderNumber') && this.place(one.leaves, ['orderNumber'])) continue
      const leaf = this.place(one.leaves.filter((each) => !taken.has(each)), [place]) ?? (place === 'orderNumber' && this.takesNumbers(one.leaves) ? one.leaves[0] : undefined)
      if (!leaf) continue
      taken.add(leaf)
      least = Math.min(least, nearest(leaf.name, PLACE_WORDINGS[place] ?? []))
      put(input as BoundInput, leaf.path, `{${place}}`)
    }
    this.explain(['operations', purpose], least)
    return { operation: one.name, ...(Object.keys(input).length > 0 ? { input } : {}), ...(one.result === '' ? {} : { result: one.result }) }
  }

  private place(leaves: readonly Leaf[], names: readonly string[]): Leaf | undefined {
    for (const name of names) {
      const fitting = leaves.filter(({ plain }) => (name === 'since' ? TIMES.has(plain) : name === 'mail' ? plain === 'boolean' : !TIMES.has(plain) && plain !== 'boolean'))
      const found = best(fitting, (leaf) => nearest(leaf.name, PLACE_WORDINGS[name] ?? []))
      if (found) return found.found
    }
    return undefined
  }

  /** A request that is nothing but a list of texts, called after orders. */
  private takesNumbers(leaves: readonly Leaf[]): boolean {
    const [leaf] = leaves
    return leaves.length === 1 && leaf !== undefined && leaf.name === 'string' && leaf.path.length === 2 && nearest(leaf.path[0] ?? '', ['order number', 'order id']) >= LEAST
  }

  private leaves(type: string, path: readonly string[]): Leaf[] {
    if (path.length > DEPTH_MAX) return []
    return this.members(type).flatMap((member): Leaf[] => {
      const plain = plainType(this.of, member.type)
      const at = [...path, member.name]
      return plain === undefined ? this.leaves(member.type, at) : [{ path: at, name: member.name, plain }]
    })
  }

  /** Lists inside a type: an element that repeats, or one around it. */
  private listMembers(type: string): { readonly member: Member; readonly item: Member }[] {
    return this.members(type).flatMap((member) => {
      if (member.repeated) return plainType(this.of, member.type) === undefined ? [{ member, item: member }] : []
      const inside = this.members(member.type)
      const [item] = inside
      return inside.length === 1 && item?.repeated && plainType(this.of, item.type) === undefined ? [{ member, item }] : []
    })
  }

  private plain(type: string): readonly Member[] {
    return this.members(type).filter((member) => !member.repeated && plainType(this.of, member.type) !== undefined)
  }

  private members(type: string): readonly Member[] {
    return this.of.types.get(type)?.members ?? []
  }

  private enumOf(type: string, name: string): readonly string[] | undefined {
    const member = this.members(type).find((one) => one.name === name)
    return member && this.of.enums.get(member.type)
  }

  private explain(path: readonly string[], score: number): void {
    this.why.set(path.join('/'), score >= 0.995 ? 'names alike' : `likeness ${score.toFixed(2)}: look at it`)
  }

  private left(what: string): undefined {
    this.missing.push(what)
    return undefined
  }
}

function best<One>(list: readonly One[], score: (one: One) => number): { readonly found: One; readonly score: number } | undefined {
  const scored = list.map((found) => ({ found, score: score(found) })).filter((one) => one.score >= LEAST)
  return scored.sort((one, other) => other.score - one.score)[0]
}

function put(input: BoundInput, path: readonly string[], text: string): void {
  const steps = [...path]
  const last = steps.pop() as string
  let at = input as Record<string, unknown>
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>
  at[last] = text
}
