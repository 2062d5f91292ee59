// States, fulfilments and captures. Before every write comes a look, because none of it can be taken back: what is there already is
// never asked for again. The server captures whatever it is asked to, also twice; so after a lost answer nothing is sent again before
// the first one can no longer arrive.
import { parseMoney } from '../../values/money.js'
import { problem, type Problem } from '../../core/problem.js'
import type { Answer, WriteItem, WriteRequest } from '../connector.js'
import { answerOf, nothingDone, type Called } from '../called.js'
import { inParallel } from '../turns.js'
import { amountOf } from './amount.js'
import type { Graph } from './graph.js'
import type { OrderReader } from './order-reader.js'
import { parcelsOf, shipmentKey, standing, trackingCodeOf, type Fulfillment, type Order } from './orders.js'
import type { Channel, Shop } from './shop.js'
import type { Unsettled } from '../unsettled.js'

type Given = Readonly<Record<string, unknown>>
/** One mutation whose answer is either the thing or an error of the shop's own, which says that nothing was done. */
interface Act {
  readonly entity: string
  readonly key: string
  readonly operation: string
  readonly document: string
  readonly variables: Given
}
interface Said {
  readonly __typename: string
  readonly id?: string
  readonly message?: string
  readonly transitionError?: string
  readonly paymentErrorMessage?: string
  readonly fulfillmentHandlerError?: string
}

const SAID = '__typename ... on ErrorResult { message } ... on OrderStateTransitionError { transitionError }'
const TRANSITION = `mutation TransitionOrder($id: ID!, $state: String!) { said: transitionOrderToState(id: $id, state: $state) { ... on Order { id } ${SAID} } }`
const FULFIL = `mutation Fulfil($input: FulfillOrderInput!) { said: addFulfillmentToOrder(input: $input) {
  __typename ... on Fulfillment { id } ... on ErrorResult { message } ... on CreateFulfillmentError { fulfillmentHandlerError } } }`
const SHIP = `mutation Ship($id: ID!) { said: transitionFulfillmentToState(id: $id, state: "Shipped") {
  __typename ... on Fulfillment { id } ... on ErrorResult { message } ... on FulfillmentStateTransitionError { transitionError } } }`
const SETTLE = `mutation SettlePayment($id: ID!) { said: settlePayment(id: $id) {
  ... on Payment { id } ... on SettlePaymentError { paymentErrorMessage } ${SAID} } }`

export interface OrderWriterParts {
  readonly graph: Graph
  readonly shop: Shop
  readonly reader: OrderReader
  readonly habits: { readonly parallelMax: number }
  /** Shared with the reader's looks. */
  readonly unsettled: Unsettled
}

export class OrderWriter {
  constructor(private readonly parts: OrderWriterParts) {}

  async send({ entity, action, scope, items }: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const answers = new Map<string, Answer>()
    const channel = await this.parts.shop.channel(scope['channel'])
    await inParallel(items, this.parts.habits.parallelMax, async (item) => {
      answers.set(item.key, channel.kind === 'ok' ? await this.one(`${entity} ${action}`, item, channel.value) : nothingDone(channel))
    })
    return answers
  }

  private one(what: string, item: WriteItem, channel: Channel): Promise<Answer> | Answer {
    switch (what) {
      case 'order-status update': return this.status(item, channel)
      case 'shipment create': return this.shipment(item, channel)
      case 'capture create': return this.capture(item, channel)
      default: return no('VENDURE_FIELD_READ_ONLY', { field: Object.keys(item.fields).join(', ') })
    }
  }

  private status({ key, fields }: WriteItem, channel: Channel): Promise<Answer> | Answer {
    const { status, mail } = fields
    const unfit = otherThan(fields, ['number', 'status', 'mail'])
    if (unfit) return { kind: 'refused', problem: unfit }
    if (mail === true) return no('VENDURE_MAIL', {})
    if (!channel.states.some(({ name }) => name === status))
      return no('VENDURE_STATE', { status: String(status), known: channel.states.map(({ name }) => name).join(', ') })
    return this.withOrder(key, channel, async (order) => {
      if (order.state === status) return { kind: 'done', id: order.id }
      return this.act({ entity: 'order-status', key, operation: 'TransitionOrder', document: TRANSITION, variables: { id: order.id, state: status } }, channel)
    })
  }

  /** Everything that is left of the order, unless rows are named. shippedAt says that it has left the house. */
  private shipment({ key, fields }: WriteItem, channel: Channel): Promise<Answer> | Answer {
    const unfit = otherThan(fields, ['id', 'orderNumber', 'parcels', 'rows', 'shippedAt'])
    if (unfit) return { kind: 'refused', problem: unfit }
    const { number, parcel } = shipmentKey(key)
    const parcels = (fields['parcels'] ?? {}) as Readonly<Record<string, Given>>
    const numbers = [...new Set([parcel, ...Object.keys(parcels)])].filter((one) => one !== '')
    const wanders = fields['shippedAt'] !== undefined && fields['shippedAt'] !== null
    return this.withOrder(number, channel, async (order) => {
      const there = standing(order).find((one) => parcelsOf(one).some((code) => numbers.includes(code)))
      if (there) return wanders ? this.ship(key, there, channel) : { kind: 'done', id: there.id }
      const lines = linesOf(order, fields['rows'])
      if ('problem' in lines) return { kind: 'refused', problem: lines.problem }
      const method = Object.values(parcels).map(({ carrier }) => carrier).find((one) => typeof one === 'string') ?? ''
      const args = [{ name: 'method', value: method }, { name: 'trackingCode', value: trackingCodeOf(numbers) }]
      const input = { lines: lines.lines, handler: { code: 'manual-fulfillment', arguments: args } }
      const made = await this.act({ entity: 'shipment', key, operation: 'Fulfil', document: FULFIL, variables: { input } }, channel)
      if (made.kind !== 'done' || !wanders || made.id === undefined) return made
      const shipped = await this.ship(key, { id: made.id, state: 'Pending' }, channel)
      return shipped.kind === 'done' ? made : { kind: 'unknown', problem: shipped.problem }
    })
  }

  private async ship(key: string, { id, state }: Pick<Fulfillment, 'id' | 'state'>, channel: Channel): Promise<Answer> {
    if (state !== 'Pending') return { kind: 'done', id }
    return this.act({ entity: 'shipment', key, operation: 'Ship', document: SHIP, variables: { id } }, channel)
  }

  /** The shop takes the whole of a reserved payment, and never a part of it. */
  private capture({ key, fields }: WriteItem, channel: Channel): Promise<Answer> | Answer {
    const unfit = otherThan(fields, ['id', 'orderNumber', 'amount', 'before', 'paymentMethod', 'paymentReference'])
    if (unfit) return { kind: 'refused', problem: unfit }
    return this.withOrder(key, channel, async (order) => {
      const payments = order.payments ?? []
      const reserved = payments.filter(({ state }) => state === 'Authorized')
      if (reserved.length === 0)
        return payments.some(({ state }) => state === 'Settled') ? { kind: 'done', id: key } : no('VENDURE_NOT_RESERVED', { key })
      const whole = amountOf(reserved.reduce((sum, { amount }) => sum + amount, 0), channel.places)
      const asked = fields['amount'] === undefined || fields['amount'] === null ? whole : parseMoney(fields['amount'])
      if (asked !== whole) return no('VENDURE_CAPTURE_WHOLE', { key, amount: String(fields['amount']), whole })
      for (const [at, { id }] of reserved.entries()) {
        const answer = await this.act({ entity: 'capture', key, operation: 'SettlePayment', document: SETTLE, variables: { id } }, channel)
        if (answer.kind !== 'done') return at === 0 ? answer : { kind: 'unknown', problem: answer.problem }
      }
      return { kind: 'done', id: key }
    })
  }

  /** Looks first. What cannot be looked at is not written. */
  private async withOrder(number: string, channel: Channel, act: (order: Order) => Promise<Answer>): Promise<Answer> {
    const looked = await this.parts.reader.orders([number], channel)
    if (looked.kind !== 'ok') return nothingDone(looked)
    const order = looked.value.get(number)
    return order ? act(order) : no('VENDURE_ORDER_NOT_FOUND', { key: number })
  }

  /**
   * Sends once. After a lost answer the same is not sent again before it can no longer happen by itself: until then a look tells.
   * One thing of one order, e.g. one payment of several, waits for itself alone.
   */
  private async act({ entity, key, operation, document, variables }: Act, channel: Channel): Promise<Answer> {
    const { unsettled, graph } = this.parts
    const what = `${operation} ${JSON.stringify(variables)}`
    const leftMs = unsettled.leftMs(entity, key, what)
    if (leftMs > 0) return { kind: 'retry', problem: problem('VENDURE_UNSETTLED', { operation }), afterMs: leftMs }
    unsettled.sending(entity, key)
    const called: Called<{ said: Said }> = await graph.ask({ operation, document, variables, channelToken: channel.token, writes: 'outside' })
    if (called.kind === 'unknown') unsettled.lost(entity, key, what)
    if (called.kind === 'ok') unsettled.settled(entity, key, what)
    return called.kind === 'ok' ? answerTo(called.value.said, operation) : answerOf(called)
  }
}

function answerTo(said: Said, operation: string): Answer {
  const { message, transitionError, paymentErrorMessage, fulfillmentHandlerError, id, __typename: code } = said
  if (message === undefined) return { kind: 'done', ...(id === undefined ? {} : { id }) }
  const why = [message, transitionError, paymentErrorMessage, fulfillmentHandlerError].filter((one) => one !== undefined && one !== '')
  return no('VENDURE_REFUSED', { operation, code, message: [...new Set(why)].join(' – ').slice(0, 300) })
}

/** The order lines to fulfil: those named by article number, or all that is left. */
function linesOf(order: Order, rows: unknown): { lines: readonly { orderLineId: string; quantity: number }[] } | { problem: Problem } {
  const gone = (id: string): number => standing(order).flatMap(({ lines }) => lines)
    .reduce((sum, { orderLineId, quantity }) => (orderLineId === id ? sum + quantity : sum), 0)
  const left = order.lines.map(({ id, quantity, productVariant }) => ({ orderLineId: id, sku: productVariant.sku, quantity: quantity - gone(id) }))
  const asked = rows === undefined || rows === null ? left : Object.values(rows as Readonly<Record<string, Given>>).map(({ sku, quantity }) => ({ sku, quantity: Number(quantity) }))
  const lines: { orderLineId: string; quantity: number }[] = []
  for (const { sku, quantity } of asked) {
    let wanted = quantity
    for (const line of left.filter((one) => one.sku === sku && one.quantity > 0)) {
      const taken = Math.min(wanted, line.quantity)
      if (taken > 0) lines.push({ orderLineId: line.orderLineId, quantity: taken })
      line.quantity -= taken
      wanted -= taken
    }
    if (wanted > 0 || !Number.isSafeInteger(quantity)) return { problem: problem('VENDURE_NOT_LEFT', { key: order.code, sku: String(sku), quantity: String(quantity) }) }
  }
  return lines.length > 0 ? { lines } : { problem: problem('VENDURE_NOT_LEFT', { key: order.code, sku: '', quantity: '0' }) }
}

function otherThan(fields: Given, known: readonly string[]): Problem | undefined {
  const field = Object.keys(fields).find((name) => !known.includes(name))
  return field === undefined ? undefined : problem('VENDURE_FIELD_READ_ONLY', { field })
}

function no(code: string, facts: Problem['facts']): Answer {
  return { kind: 'refused', problem: problem(code, facts) }
}
