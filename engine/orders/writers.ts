// Writes of registers that neither system has, as writes of the registers that stand behind them: the same request with other names,
// one for one. Whatever else is written goes straight through.
import { SystemError, type Answer, type LookFacts, type WriteItem, type WriteRequest, type Writer } from '../connect/connector.js'
import { problem } from '../core/problem.js'
import type { EntitySpec } from '../types/entity.js'
import { isZero, parseDecimal } from '../values/decimal.js'
import type { CustomerRegister } from './customer-register.js'
import { saidWithHead, type Digest } from './head.js'
import { partOf } from './keys.js'
import type { ShopDesk } from './desk.js'
import { pastStatuses } from './statuses.js'
import type { StockGuard } from './stock-guard.js'
import { alongOf } from './told.js'

type Entities = Readonly<Record<string, EntitySpec | undefined>>
type Answers = ReadonlyMap<string, Answer>

/** Of a shop: what it is told of its orders. */
export class ShopWriter implements Writer {
  /** parcelWithStatus: the shop takes a parcel along with a status. */
  constructor(private readonly parts: { readonly writer: Writer; readonly entities: Entities; readonly parcelWithStatus: boolean; readonly guard?: StockGuard }) {}

  async prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return this.parts.writer.prepare?.(behind(request, this.parts.entities).request)
  }

  async send(request: WriteRequest): Promise<Answers> {
    const { request: whole, back } = behind(request, this.parts.entities)
    const made = request.entity === 'order-event' ? { ...whole, items: whole.items.map((item) => this.withParcel(item)) } : whole
    const { guard } = this.parts
    const stopped = guard?.counts(request.entity) ? await guard.stopped(request) : undefined
    if (!stopped || stopped.size === 0) return back(await this.parts.writer.send(made))
    const items = made.items.filter(({ key }) => !stopped.has(key))
    return new Map([...stopped, ...(items.length === 0 ? [] : await this.parts.writer.send({ ...made, items }))])
  }

  /** One of the parcels goes along, where the shop takes one; the others are told by themselves. */
  private withParcel({ key, fields: { parcels, ...fields } }: WriteItem): WriteItem {
    const known = (parcels ?? {}) as Readonly<Record<string, unknown>>
    const along = this.parts.parcelWithStatus ? alongOf(Object.keys(known)) : undefined
    return { key, fields: along === undefined ? fields : { ...fields, parcels: { [along]: known[along] } } }
  }
}

/** Of an ERP: documents with the customer that the order's identity stands for. */
export class ErpWriter implements Writer {
  constructor(private readonly parts: { readonly writer: Writer; readonly entities: Entities; readonly customers: CustomerRegister; readonly desks: ReadonlyMap<string, ShopDesk>; readonly digest: Digest }) {}

  async prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return this.parts.writer.prepare?.(behind(request, this.parts.entities).request)
  }

  async send(request: WriteRequest): Promise<Answers> {
    const desk = request.scope['shop'] === undefined ? undefined : this.parts.desks.get(request.scope['shop'])
    if (!desk) return this.parts.writer.send(request)
    // What several orders say of one card is said one by one.
    if (request.entity === 'order-customer-update') return this.each(request)
    const { request: made, back } = behind(request, this.parts.entities)
    if (this.parts.entities[request.entity]?.of === 'customer') {
      const answers = await this.parts.writer.send({ ...made, items: made.items.map(withNumber) })
      await this.parts.customers.wrote(made, answers)
      return back(answers)
    }
    return saidWithHead(back(await this.withCustomers(made, desk)), this.parts.digest)
  }

  private async each(request: WriteRequest): Promise<Answers> {
    const answers = new Map<string, Answer>()
    for (const item of request.items) {
      const { request: made, back } = behind({ ...request, items: [item] }, this.parts.entities)
      const said = await this.parts.writer.send(made)
      await this.parts.customers.wrote(made, said)
      for (const [key, answer] of back(said)) answers.set(key, answer)
    }
    return answers
  }

  private async withCustomers(request: WriteRequest, desk: ShopDesk): Promise<Answers> {
    const answers = new Map<string, Answer>()
    const ready: WriteItem[] = []
    for (const item of request.items) {
      const made = await pastTransfer(item, request, desk) ?? await this.withCustomer(item, desk)
      if ('kind' in made) answers.set(item.key, made)
      else ready.push(made)
    }
    return ready.length === 0 ? answers : new Map([...answers, ...await this.parts.writer.send({ ...request, items: ready })])
  }

  private async withCustomer(item: WriteItem, desk: ShopDesk): Promise<WriteItem | Answer> {
    const { customer, ...fields } = item.fields
    if (customer === undefined) return item
    try {
      const number = await desk.customerNumber(item.key)
      if (typeof number === 'string') return await this.freeOfVat(number, item) ?? { ...item, fields: { ...fields, customerNumber: number } }
      return { kind: 'retry', problem: number }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      return { kind: error.kind, problem: error.problem }
    }
  }

  /** On a card of an EU company the ERP counts no VAT at all, whatever the rows say. Throws SystemError. */
  private async freeOfVat(number: string, { key, fields }: WriteItem): Promise<Answer | undefined> {
    const vat = parseDecimal(fields['vat'])
    if (vat === undefined || isZero(vat)) return undefined
    const card = (await this.parts.customers.index()).card(number)
    return card?.euCustomer === true ? { kind: 'refused', problem: problem('CUSTOMER_CARD_WITHOUT_VAT', { key, number, vat }) } : undefined
  }
}

/** The number that the ERP is to give stays out; where the customer has one, the card goes by it. */
function withNumber({ key, fields }: WriteItem): WriteItem {
  const { number = null } = fields
  return { key: typeof number === 'string' ? number : key, fields: { ...fields, number } }
}

interface Behind { readonly request: WriteRequest; readonly back: (answers: Answers) => Answers }

/** The request to the register behind, and its answers by the keys that were asked about. */
function behind(request: WriteRequest, entities: Entities): Behind {
  const between = entities[request.entity]?.between
  if (!between) return { request, back: (answers) => answers }
  const action = request.action === 'create' ? between.create : request.action
  const keys = new Map(request.items.map(({ key, fields }) => [behindKey(request.entity, key, fields), key]))
  const items = request.items.map(({ key, fields }) => ({ key: behindKey(request.entity, key, fields), fields: without(fields, between.unsent) }))
  return {
    request: { ...request, entity: between.target, action, items },
    back: (answers) => new Map([...answers].map(([key, answer]) => [keys.get(key) ?? key, withoutReadBack(answer, between.target === request.entity)])),
  }
}

/** What goes by the number of a card, where there is one. */
const NUMBERED: ReadonlySet<string> = new Set(['order-customer', 'order-customer-update', 'customer-card'])

function behindKey(entity: string, key: string, fields: WriteItem['fields']): string {
  if (entity === 'order-event' || entity === 'capture') return partOf(key).number
  return NUMBERED.has(entity) && typeof fields['number'] === 'string' ? fields['number'] : key
}

/** What only the engine remembers is never sent. */
function without(fields: WriteItem['fields'], kept: readonly string[] = []): WriteItem['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !kept.includes(name)))
}

/** What another register shows is no reading of this one. */
function withoutReadBack(answer: Answer, same: boolean): Answer {
  if (same || answer.kind !== 'done') return answer
  const { readBack: _readBack, ...rest } = answer
  return rest
}

/** An order that the shop shows past its transfer was found by its mark a moment ago: nothing is made of it now that the mark is gone. */
async function pastTransfer({ key, fields }: WriteItem, { action }: WriteRequest, desk: ShopDesk): Promise<Answer | undefined> {
  if (action !== 'create' || fields['document'] === undefined) return undefined
  const status = (await desk.order(key))?.status
  return typeof status === 'string' && pastStatuses(desk.lane).has(status) ? { kind: 'retry', problem: problem('STATUS_NOT_TRIGGER', { status }) } : undefined
}
