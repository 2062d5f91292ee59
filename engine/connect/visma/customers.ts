// Customers and their delivery addresses. A delivery address of the shop's goes into the register of
// addresses and never onto the card, unless the settings say so: what stands on the card is what the
// next order gets.
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { DB, ORDER, RC } from './adk.js'
import { CUSTOMER, DELIVERY_ADDRESS } from './adk-fields.js'
import { failed, remarks } from './answers.js'
import type { Outcome } from './api.js'
import type { Place, Row } from './bridge/protocol.js'
import { cellsOf, flattened, nested, readColumns, writeColumns, type Cells, type OurFields } from './columns.js'
import { ADDRESS, ADDRESS_FIELDS, CARD, CARD_ADDRESS, CARD_FIELDS } from './customer-columns.js'
import { customersBy } from './customer-lookup.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'

/** The key of the card's own address among a customer's addresses; the others go by their number. */
const ON_CARD = 'card'
const ADDRESSES = 'deliveryAddresses'
const IN_ONE_GO = 10_000

type Addresses = Readonly<Record<string, OurFields>>

export class CustomerReader implements PartReader {
  readonly entities = ['customer']

  constructor(private readonly parts: PartContext) {}

  list(): AsyncIterable<Page> {
    return pagesOf(this.chunks())
  }

  /** By number; with the scope by: email or by: orgNo, by that: a card that is not the only one is ambiguous. */
  async find(_entity: string, keys: readonly string[], { by }: Scope): Promise<ReadonlyMap<string, Found>> {
    if (by === undefined) return this.numbered(keys)
    const numbers = await customersBy(by, keys, this.parts)
    const cards = await this.numbered([...new Set([...numbers.values()].filter(({ length }) => length === 1).flat())])
    return new Map(keys.map((key) => {
      const [first, ...others] = numbers.get(key) ?? []
      if (first === undefined) return [key, { kind: 'absent' }]
      return [key, others.length > 0 ? { kind: 'ambiguous', keys: [first, ...others] } : cards.get(first) ?? { kind: 'absent' }]
    }))
  }

  private async numbered(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { api, facts } = this.parts
    const fields = await facts.present(DB.CUSTOMER, CARD_FIELDS)
    const rows = await api.read('find', { register: DB.CUSTOMER, order: ORDER.CUSTOMER_NUMBER, key: CUSTOMER.NUMBER, keys, fields })
    const found = new Map<string, Found>()
    for (const [at, key] of keys.entries()) {
      const row = rows[at]
      if (!row) found.set(key, { kind: 'absent' })
      else found.set(key, { kind: 'found', item: customerItem(cellsOf(fields, row), await this.addresses(key)) })
    }
    return found
  }

  private async *chunks(): AsyncGenerator<readonly RawItem[]> {
    const { api, facts, pageMax } = this.parts
    const fields = await facts.present(DB.CUSTOMER, CARD_FIELDS)
    const others = await this.allAddresses()
    const scan = api.scan({ register: DB.CUSTOMER, order: ORDER.CUSTOMER_NUMBER, unique: CUSTOMER.NUMBER, fields, chunk: pageMax })
    for await (const rows of scan) {
      yield rows.map((row) => {
        const cells = cellsOf(fields, row)
        return customerItem(cells, others.get(String(cells(CUSTOMER.NUMBER))) ?? {})
      })
    }
  }

  private async addresses(customer: string): Promise<Addresses> {
    const addresses = await this.scanAddresses(customer)
    return addresses.get(customer) ?? {}
  }

  private allAddresses(): Promise<ReadonlyMap<string, Addresses>> {
    return this.scanAddresses()
  }

  private async scanAddresses(customer?: string): Promise<ReadonlyMap<string, Addresses>> {
    const { api, facts } = this.parts
    const fields = await facts.present(DB.DELIVERY_ADDRESS, ADDRESS_FIELDS)
    const from = customer === undefined ? {} : { from: { field: DELIVERY_ADDRESS.CUSTOMER_NUMBER, value: customer } }
    const scan = api.scan({ register: DB.DELIVERY_ADDRESS, order: ORDER.DELIVERY_ADDRESS_BY_CUSTOMER, fields, chunk: IN_ONE_GO, ...from })
    const all = new Map<string, Addresses>()
    for await (const rows of scan) for (const row of rows) putAddress(all, cellsOf(fields, row))
    return all
  }
}

function putAddress(all: Map<string, Addresses>, cells: Cells): void {
  const customer = String(cells(DELIVERY_ADDRESS.CUSTOMER_NUMBER))
  all.set(customer, { ...all.get(customer), [String(cells(DELIVERY_ADDRESS.ID))]: readColumns(ADDRESS, cells) })
}

function customerItem(cells: Cells, others: Addresses): RawItem {
  const onCard = readColumns(CARD_ADDRESS, cells)
  const hasOnCard = Object.values(onCard).some((value) => value !== null)
  const addresses = { ...(hasOnCard ? { [ON_CARD]: onCard } : {}), ...others }
  return { key: String(cells(CUSTOMER.NUMBER)), fields: { ...nested(readColumns(CARD, cells)), [ADDRESSES]: addresses } }
}

type Refused = Exclude<Outcome<'add'>, { ok: unknown }>
/** The other code for a record without a key. */
const NO_KEY_VALUE = 177

export interface CustomerSettings { readonly deliveryAddressOnCard: boolean }

export class CustomerWriter implements PartWriter {
  readonly entities = ['customer']

  constructor(private readonly parts: PartContext & { readonly settings: CustomerSettings }) {}

  async one({ action }: WriteRequest, item: WriteItem): Promise<Answer> {
    const isNumbered = action === 'create' && item.fields['number'] === null
    const fields = fieldsOf(action, item, isNumbered)
    const refusal = await this.refusedBeforehand(action, item.key, fields)
    if (refusal) return { kind: 'refused', problem: refusal }
    const written = writeColumns(CARD, flattened(fields, CARD), await this.parts.facts.of(DB.CUSTOMER, CARD_FIELDS))
    if (written.problem) return { kind: 'refused', problem: withKey(written.problem, item.key) }
    const addresses = (fields[ADDRESSES] ?? {}) as Addresses
    const onCard = writeColumns(CARD_ADDRESS, addresses[ON_CARD] ?? {}, await this.parts.facts.of(DB.CUSTOMER, CARD_FIELDS))
    if (onCard.problem) return { kind: 'refused', problem: withKey(onCard.problem, item.key) }
    const values = [...written.values, ...onCard.values]
    const read = { fields: await this.parts.facts.present(DB.CUSTOMER, CARD_FIELDS) }
    const outcome = action === 'create'
      ? await this.parts.api.write('add', { register: DB.CUSTOMER, values, read }, { key: item.key })
      : await this.parts.api.write('update', { place: customerPlace(item.key), values, read }, { key: item.key })
    if (!('ok' in outcome)) return isNumbered && isNoKey(outcome) ? withoutNumber(item.key, outcome) : failed(outcome, { values, names: CUSTOMER })
    const number = isNumbered ? cellsOf(read.fields, outcome.ok)(CUSTOMER.NUMBER) : item.key
    // The card is there, and nobody knows which one: a look by e-mail tells.
    if (!number) return { kind: 'unknown', problem: problem('CUSTOMER_NUMBER_UNREAD', { key: item.key }) }
    const id = String(number)
    const others = await this.writeAddresses(id, addresses)
    const warnings = [...written.warnings, ...onCard.warnings].map((one) => withKey(one, item.key))
    return {
      kind: 'done', id, warnings: [...warnings, ...remarks(outcome.warnings, { key: item.key }), ...others.warnings],
      ...readBackOf(read.fields, outcome.ok, others.addresses),
    }
  }

  private async refusedBeforehand(action: WriteRequest['action'], key: string, fields: OurFields): Promise<Problem | undefined> {
    const known = new Set([...CARD.map(({ name }) => name.split('.')[0]), ADDRESSES])
    const field = Object.keys(fields).find((name) => !known.has(name) || CARD.some((one) => one.name === name && one.readOnly))
    if (field !== undefined) return problem('VISMA_CANNOT_WRITE', { key, entity: 'customer', field })
    const addresses = (fields[ADDRESSES] ?? {}) as Addresses
    if (ON_CARD in addresses && !this.parts.settings.deliveryAddressOnCard) return problem('VISMA_ADDRESS_ON_CARD', { key })
    if (!fields['priceList']) return undefined
    // With an agreement the program decides price list and discounts itself.
    const agreement = 'discountAgreement' in fields ? fields['discountAgreement'] : action === 'create' ? null : await this.agreementOf(key)
    return agreement ? problem('VISMA_DISCOUNT_AGREEMENT', { key, agreement, rc: 2, text: '' }) : undefined
  }

  private async agreementOf(key: string): Promise<unknown> {
    const [row] = await this.parts.api.read('find', {
      register: DB.CUSTOMER, order: ORDER.CUSTOMER_NUMBER, key: CUSTOMER.NUMBER, keys: [key], fields: [CUSTOMER.DISCOUNT_AGREEMENT],
    })
    return row?.[0]
  }

  /** The highest number of the customer's addresses: where the installation lets them be numbered, nobody else does it. */
  private async lastAddress(customer: string): Promise<number> {
    const { rows } = await this.parts.api.read('scan', {
      register: DB.DELIVERY_ADDRESS, order: ORDER.DELIVERY_ADDRESS_BY_CUSTOMER, fields: [DELIVERY_ADDRESS.ID], chunk: IN_ONE_GO,
      from: { field: DELIVERY_ADDRESS.CUSTOMER_NUMBER, value: customer },
    })
    return Math.max(0, ...rows.map(([id]) => Number(id)))
  }

  /** Each address by itself: the customer stands whatever becomes of them. */
  private async writeAddresses(customer: string, addresses: Addresses): Promise<{ addresses: Addresses; warnings: readonly Problem[] }> {
    const facts = await this.parts.facts.of(DB.DELIVERY_ADDRESS, ADDRESS_FIELDS)
    const warnings: Problem[] = []
    const kept: Record<string, OurFields> = {}
    const isNumberedByUs = facts.get(DELIVERY_ADDRESS.ID)?.writable === true
    let last = Object.keys(addresses).length === 0 || !isNumberedByUs ? 0 : await this.lastAddress(customer)
    for (const [id, address] of Object.entries(addresses)) {
      if (id === ON_CARD) continue
      const written = writeColumns(ADDRESS, address, facts)
      const fields = await this.parts.facts.present(DB.DELIVERY_ADDRESS, ADDRESS_FIELDS)
      if (written.problem) {
        warnings.push(withKey(written.problem, customer))
        continue
      }
      const isNew = !/^\d+$/.test(id)
      const identity = [
        { field: DELIVERY_ADDRESS.CUSTOMER_NUMBER, value: customer },
        ...(isNumberedByUs ? [{ field: DELIVERY_ADDRESS.ID, value: last + 1 }] : []),
      ]
      if (isNew) last += 1
      const outcome = isNew
        ? await this.parts.api.write('add', { register: DB.DELIVERY_ADDRESS, values: [...identity, ...written.values], read: { fields } }, { key: customer })
        : await this.parts.api.write('update', { place: addressPlace(customer, Number(id)), values: written.values, read: { fields } }, { key: customer })
      if (!('ok' in outcome)) warnings.push(outcome.problem)
      else {
        warnings.push(...written.warnings.map((one) => withKey(one, customer)))
        const made = new Map<string, Addresses>()
        if (outcome.ok.length > 0) putAddress(made, cellsOf(fields, outcome.ok))
        Object.assign(kept, made.get(customer) ?? {})
      }
    }
    return { addresses: kept, warnings }
  }
}

/** number null: the program gives the next of the company's series, and the key is only our own name for the card. */
function fieldsOf(action: WriteRequest['action'], { key, fields }: WriteItem, isNumbered: boolean): OurFields {
  if (action !== 'create') return action === 'retire' ? { active: false } : fields
  const { number: _number, ...others } = fields
  return isNumbered ? others : { ...fields, number: key }
}

/** A number that was to come from an empty series is no key. */
function isNoKey({ problem: { facts } }: Refused): boolean {
  return facts['rc'] === RC.NO_KEY || facts['rc'] === NO_KEY_VALUE
}

function withoutNumber(key: string, { problem: { facts } }: Refused): Answer {
  return { kind: 'refused', problem: problem('CUSTOMER_NUMBER_MISSING', { key, rc: facts['rc'], text: facts['text'] }) }
}

function readBackOf(fields: readonly number[], row: Row, addresses: Addresses): { readBack: RawItem } | object {
  if (row.length === 0) return {}
  const item = customerItem(cellsOf(fields, row), addresses)
  // Of the addresses only those that were written just now are known.
  const { [ADDRESSES]: _addresses, ...known } = item.fields
  return { readBack: { ...item, fields: known } }
}

function customerPlace(key: string): Place {
  return { register: DB.CUSTOMER, order: ORDER.CUSTOMER_NUMBER, key: { field: CUSTOMER.NUMBER, value: key } }
}

function addressPlace(customer: string, id: number): Place {
  return {
    register: DB.DELIVERY_ADDRESS, order: ORDER.DELIVERY_ADDRESS_BY_CUSTOMER,
    key: { field: DELIVERY_ADDRESS.CUSTOMER_NUMBER, value: customer }, where: [{ field: DELIVERY_ADDRESS.ID, value: id }],
  }
}

function withKey(found: Problem, key: string): Problem {
  return { ...found, facts: { key, ...found.facts } }
}
