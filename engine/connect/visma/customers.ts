// Customers and their delivery addresses. A delivery address of the shop's goes into the register of
// addresses and never onto the card, unless the settings say so: what stands on the card is what the
// next order gets.
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import { DB, ORDER } from './adk.js'
import { CUSTOMER, DELIVERY_ADDRESS } from './adk-fields.js'
import { failed, remarks } from './answers.js'
import type { Place, Row } from './bridge/protocol.js'
import { cellsOf, fieldIds, flattened, nested, readColumns, writeColumns, type Cells, type Column, type OurFields } from './columns.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'

/** Name first; the agreement before what it decides. */
const CARD: readonly Column[] = [
  { name: 'number', field: CUSTOMER.NUMBER, kind: 'text' },
  { name: 'name', field: CUSTOMER.NAME, kind: 'text' },
  { name: 'orgNo', field: CUSTOMER.ORGANISATION_NUMBER, kind: 'text' },
  { name: 'vatNo', field: CUSTOMER.VAT_NUMBER, kind: 'text' },
  { name: 'email', field: CUSTOMER.EMAIL, kind: 'text' },
  { name: 'phone', field: CUSTOMER.TELEPHONE, kind: 'text' },
  { name: 'mobile', field: CUSTOMER.MOBILE_PHONE, kind: 'text' },
  { name: 'reference', field: CUSTOMER.REFERENCE, kind: 'text' },
  { name: 'invoiceAddress.line1', field: CUSTOMER.MAILING_ADDRESS, kind: 'text' },
  { name: 'invoiceAddress.line2', field: CUSTOMER.MAILING_ADDRESS2, kind: 'text' },
  { name: 'invoiceAddress.postcode', field: CUSTOMER.ZIPCODE, kind: 'text' },
  { name: 'invoiceAddress.city', field: CUSTOMER.CITY, kind: 'text' },
  { name: 'invoiceAddress.country', field: CUSTOMER.COUNTRY, kind: 'text' },
  { name: 'discountAgreement', field: CUSTOMER.DISCOUNT_AGREEMENT, kind: 'text' },
  { name: 'priceList', field: CUSTOMER.PRICE_LIST, kind: 'text' },
  { name: 'paymentTerms', field: CUSTOMER.CODE_OF_TERMS_OF_PAYMENT, kind: 'text' },
  { name: 'deliveryWay', field: CUSTOMER.CODE_OF_WAY_OF_DELIVERY, kind: 'text' },
  { name: 'currency', field: CUSTOMER.CODE_OF_CURRENCY, kind: 'text' },
  { name: 'language', field: CUSTOMER.CODE_OF_LANGUAGE, kind: 'text' },
  { name: 'creditLimit', field: CUSTOMER.CREDIT_LIMIT, kind: 'money', readOnly: true },
  { name: 'active', field: CUSTOMER.INACTIVE, kind: 'notFlag' },
]
/** The delivery address on the card itself. */
const CARD_ADDRESS: readonly Column[] = [
  { name: 'name', field: CUSTOMER.DELIVERY_NAME, kind: 'text' },
  { name: 'line1', field: CUSTOMER.DELIVERY_ADDRESS, kind: 'text' },
  { name: 'line2', field: CUSTOMER.DELIVERY_ADDRESS2, kind: 'text' },
  { name: 'postcode', field: CUSTOMER.DELIVERY_ZIPCODE, kind: 'text' },
  { name: 'city', field: CUSTOMER.DELIVERY_CITY, kind: 'text' },
  { name: 'country', field: CUSTOMER.DELIVERY_COUNTRY, kind: 'text' },
]
/** Another one, in the register of addresses. */
const ADDRESS: readonly Column[] = [
  { name: 'name', field: DELIVERY_ADDRESS.NAME, kind: 'text' },
  { name: 'line1', field: DELIVERY_ADDRESS.ADDRESS, kind: 'text' },
  { name: 'line2', field: DELIVERY_ADDRESS.ADDRESS2, kind: 'text' },
  { name: 'postcode', field: DELIVERY_ADDRESS.ZIPCODE, kind: 'text' },
  { name: 'city', field: DELIVERY_ADDRESS.CITY, kind: 'text' },
  { name: 'country', field: DELIVERY_ADDRESS.COUNTRY, kind: 'text' },
]
const CARD_FIELDS: readonly number[] = [...fieldIds(CARD), ...fieldIds(CARD_ADDRESS)]
const ADDRESS_FIELDS: readonly number[] = [DELIVERY_ADDRESS.CUSTOMER_NUMBER, DELIVERY_ADDRESS.ID, ...fieldIds(ADDRESS)]
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

  async find(_entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
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

export interface CustomerSettings { readonly deliveryAddressOnCard: boolean }

export class CustomerWriter implements PartWriter {
  readonly entities = ['customer']

  constructor(private readonly parts: PartContext & { readonly settings: CustomerSettings }) {}

  async one({ action }: WriteRequest, item: WriteItem): Promise<Answer> {
    const fields: OurFields = action === 'retire' ? { active: false } : action === 'create' ? { ...item.fields, number: item.key } : item.fields
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
    if (!('ok' in outcome)) return failed(outcome, { values, names: CUSTOMER })
    const others = await this.writeAddresses(item.key, addresses)
    const warnings = [...written.warnings, ...onCard.warnings].map((one) => withKey(one, item.key))
    return {
      kind: 'done', id: item.key, warnings: [...warnings, ...remarks(outcome.warnings, { key: item.key }), ...others.warnings],
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

  /** Each address by itself: the customer stands whatever becomes of them. */
  private async writeAddresses(customer: string, addresses: Addresses): Promise<{ addresses: Addresses; warnings: readonly Problem[] }> {
    const facts = await this.parts.facts.of(DB.DELIVERY_ADDRESS, ADDRESS_FIELDS)
    const warnings: Problem[] = []
    const kept: Record<string, OurFields> = {}
    for (const [id, address] of Object.entries(addresses)) {
      if (id === ON_CARD) continue
      const written = writeColumns(ADDRESS, address, facts)
      const fields = await this.parts.facts.present(DB.DELIVERY_ADDRESS, ADDRESS_FIELDS)
      const owner = { field: DELIVERY_ADDRESS.CUSTOMER_NUMBER, value: customer }
      if (written.problem) {
        warnings.push(withKey(written.problem, customer))
        continue
      }
      const isNew = !/^\d+$/.test(id)
      const outcome = isNew
        ? await this.parts.api.write('add', { register: DB.DELIVERY_ADDRESS, values: [owner, ...written.values], read: { fields } }, { key: customer })
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
