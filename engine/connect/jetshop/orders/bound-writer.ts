// Statuses, parcels, captures and marks, written through a binding. Before every write comes a
// look, because none of it can be taken back: what is there already is never asked for again. One
// call is about one order.
import { captureTakesParts, type Purpose } from '../../../core/order-binding.js'
import { add, compare } from '../../../values/decimal.js'
import { problem, warning, type Problem } from '../../../core/problem.js'
import type { Answer, WriteItem, WriteRequest } from '../../connector.js'
import { inParallel } from '../../turns.js'
import { nothingDone, type Called } from '../../called.js'
import type { BoundCalls } from './calls.js'
import type { Codes } from './codes.js'
import type { BoundReader } from './bound-reader.js'
import type { ReadOrder } from './order-item.js'
import { shipmentKey } from './part-items.js'
import { takes, type Fillings } from './template.js'
import type { Unsettled } from '../../unsettled.js'

export interface WriterParts {
  readonly calls: BoundCalls
  readonly codes: Codes
  readonly reader: BoundReader
  readonly habits: { readonly parallelMax: number }
  readonly unsettled: Unsettled
}

type Fields = Readonly<Record<string, unknown>>
/** One write: what it is, and what is sent. what: which of several of one order; left out, its status. */
interface Write { readonly entity: string; readonly purpose: Purpose; readonly fillings: Fillings; readonly key: string; readonly what?: string }

export class BoundWriter {
  constructor(private readonly parts: WriterParts) {}

  async send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const answers = new Map<string, Answer>()
    await inParallel(request.items, this.parts.habits.parallelMax, async (item) => {
      answers.set(item.key, await this.one(request, item))
    })
    return answers
  }

  private one(request: WriteRequest, item: WriteItem): Promise<Answer> {
    switch (request.entity) {
      case 'order-status': return this.status(item)
      case 'shipment': return this.shipment(item)
      case 'capture': return this.capture(item)
      case 'order': return this.exported(item)
      default: return Promise.resolve(no('JETSHOP_FIELD_READ_ONLY', { field: request.entity }))
    }
  }

  private async status({ key, fields }: WriteItem): Promise<Answer> {
    const unfit = unknownField(fields, ['number', 'status', 'mail', 'parcels']) ?? this.unfitStatus(fields)
    if (unfit) return { kind: 'refused', problem: unfit }
    const { status, mail } = fields as { readonly status: string; readonly mail?: boolean }
    return this.withOrder(key, 'setStatus', async (order) => {
      const id = await this.parts.codes.statusId(status)
      if (id.kind !== 'ok') return nothingDone(id)
      if (order.statusId === id.value) return { kind: 'done' }
      // A person has moved it on since: what was mailed once for a status is not mailed again.
      if (order.history.some(({ statusId }) => statusId === id.value))
        return { kind: 'done', warnings: [warning('ORDER_STATUS_PASSED', { key, status, now: order.item.fields['status'] })] }
      const fillings = { ...orderFillings(order), status: id.value, statusName: status, mail: mail ?? false, ...parcelFillings(fields['parcels']) }
      return this.write({ entity: 'order-status', purpose: 'setStatus', fillings, key })
    })
  }

  private unfitStatus({ status, mail, parcels }: Fields): Problem | undefined {
    const { setStatus } = this.parts.calls.binding.operations
    if (typeof status !== 'string' || status === '') return problem('JETSHOP_VALUE_UNFIT', { field: 'status', value: String(status) })
    const unfit = this.unfitMail({ mail }, 'setStatus')
    if (unfit) return unfit
    if (parcels === undefined || parcels === null) return undefined
    if (Object.keys(parcels as Fields).length > 1) return problem('ORDER_ONE_PARCEL', { found: Object.keys(parcels as Fields).length })
    return takes(setStatus?.input, 'trackingNumber') ? undefined : problem('ORDER_TRACKING_NOT_BOUND', {})
  }

  /** A mail that nobody can ask for is not promised. */
  private unfitMail({ mail }: Fields, purpose: 'setStatus' | 'setTracking'): Problem | undefined {
    const { operations } = this.parts.calls.binding
    const isSent = takes(operations[purpose]?.input, 'mail') || (purpose === 'setStatus' && operations.setStatus?.mailsItself === true)
    return mail === true && !isSent ? problem('ORDER_MAIL_NOT_BOUND', {}) : undefined
  }

  private async shipment({ key, fields }: WriteItem): Promise<Answer> {
    const { orderNumber, parcel } = shipmentKey(key)
    const unfit = unknownField(fields, ['id', 'orderNumber', 'parcels', 'mail']) ?? this.unfitMail(fields, 'setTracking')
    if (unfit) return { kind: 'refused', problem: unfit }
    const parcels = { [parcel]: {}, ...(fields['parcels'] as Fields | undefined) }
    if (parcel === '' || Object.keys(parcels).length > 1) return no('ORDER_ONE_PARCEL', { found: Object.keys(parcels).length })
    return this.withOrder(orderNumber, 'setTracking', async (order) => {
      if (Object.hasOwn(order.parcels, parcel)) return { kind: 'done', id: key }
      return this.write({ entity: 'shipment', purpose: 'setTracking', key, fillings: { ...orderFillings(order), ...parcelFillings(parcels), mail: fields['mail'] === true } })
    })
  }

  /** Opt-in: without a bound capture the shop is never asked. */
  private async capture({ key, fields }: WriteItem): Promise<Answer> {
    const unfit = unknownField(fields, ['id', 'orderNumber', 'amount', 'before'])
    if (unfit) return { kind: 'refused', problem: unfit }
    if (captureTakesParts(this.parts.calls.binding)) return this.part(key, fields)
    return this.withOrder(key, 'capture', async (order) => {
      if (order.paymentState === 'captured') return { kind: 'done', id: key }
      if (order.paymentState !== undefined && order.paymentState !== 'reserved') return no('ORDER_NOT_RESERVED', { key, state: order.paymentState })
      const byStatus = await this.captureStatus(key, order, fields)
      if ('answer' in byStatus) return byStatus.answer
      const amount = typeof fields['amount'] === 'string' ? fields['amount'] : order.payable
      return this.write({ entity: 'capture', purpose: 'capture', key, fillings: { ...orderFillings(order), ...byStatus.fillings, mail: false, amount } })
    })
  }

  /** One part of several: what the shop shows as captured says whether it was taken already, and that nobody else took anything meanwhile. */
  private async part(key: string, { amount, before = '0' }: Fields): Promise<Answer> {
    if (typeof amount !== 'string' || typeof before !== 'string') return no('JETSHOP_VALUE_UNFIT', { field: 'amount', value: String(amount) })
    return this.withOrder(key, 'capture', async (order) => {
      const captured = order.captured ?? '0'
      if (compare(captured, add(before, amount)) === 0) return { kind: 'done', id: key }
      if (compare(captured, before) !== 0) return no('ORDER_CAPTURE_MOVED', { key, captured, before, amount })
      if (order.paymentState !== undefined && order.paymentState !== 'reserved') return no('ORDER_NOT_RESERVED', { key, state: order.paymentState })
      return this.write({ entity: 'capture', purpose: 'capture', key, what: before, fillings: { ...orderFillings(order), mail: false, amount } })
    })
  }

  /** What cannot be told an amount bills the whole order; what the binding cannot say is not asked for. */
  private async captureStatus(key: string, order: ReadOrder, { amount }: Fields): Promise<{ fillings: Fillings } | { answer: Answer }> {
    const { capture } = this.parts.calls.binding.operations
    if (typeof amount === 'string' && amount !== order.payable && !takes(capture?.input, 'amount'))
      return { answer: no('ORDER_CAPTURE_WHOLE', { key, amount, whole: order.payable ?? 'unknown' }) }
    if (capture?.status === undefined) return { fillings: {} }
    const id = await this.parts.codes.statusId(capture.status)
    if (id.kind !== 'ok') return { answer: nothingDone(id) }
    // It has, or had, the status and no money: whether that is still to come only the shop's own people can tell.
    if (order.statusId === id.value || order.history.some(({ statusId }) => statusId === id.value))
      return { answer: no('ORDER_CAPTURE_STATUS_SET', { key, status: capture.status }) }
    return { fillings: { status: id.value, statusName: capture.status } }
  }

  private async exported({ key, fields }: WriteItem): Promise<Answer> {
    const unfit = unknownField(fields, ['exported'])
    if (unfit ?? fields['exported'] !== true) return { kind: 'refused', problem: unfit ?? problem('JETSHOP_VALUE_UNFIT', { field: 'exported', value: String(fields['exported']) }) }
    return this.withOrder(key, 'markExported', (order) =>
      order.exported === true ? Promise.resolve({ kind: 'done' }) : this.write({ entity: 'order', purpose: 'markExported', key, fillings: orderFillings(order) }))
  }

  /** Looks first. What cannot be looked at is not written. */
  private async withOrder(number: string, purpose: Purpose, act: (order: ReadOrder) => Promise<Answer>): Promise<Answer> {
    const closed = await this.parts.calls.closed(purpose)
    if (closed) return nothingDone(closed)
    const looked: Called<ReadOrder | undefined> = await this.parts.reader.order(number)
    if (looked.kind !== 'ok') return nothingDone(looked)
    if (!looked.value) return no('ORDER_NOT_FOUND', { key: number })
    return act(looked.value)
  }

  /**
   * Sends once. After a lost answer the same write is not sent again before it can no longer happen
   * by itself: until then a look tells, and the answer is to wait.
   */
  private async write({ entity, purpose, fillings, key, what = fillings.status ?? '' }: Write): Promise<Answer> {
    const { unsettled, calls } = this.parts
    const leftMs = unsettled.leftMs(entity, key, what)
    if (leftMs > 0) return { kind: 'retry', problem: problem('ORDER_WRITE_UNSETTLED', { key, purpose }), afterMs: leftMs }
    unsettled.sending(entity, key)
    const called = await calls.write(purpose, fillings, key)
    if (called.kind === 'ok') {
      unsettled.settled(entity, key, what)
      return { kind: 'done', id: key }
    }
    if (called.kind !== 'unknown') return nothingDone(called)
    unsettled.lost(entity, key, what)
    return { kind: 'unknown', problem: called.problem }
  }
}

function orderFillings({ number, id }: ReadOrder): Fillings {
  return { orderNumber: number, ...(id === undefined ? {} : { orderId: id }) }
}

function parcelFillings(parcels: unknown): Fillings {
  const [entry] = Object.entries((parcels ?? {}) as Readonly<Record<string, Fields>>)
  if (!entry) return {}
  const [trackingNumber, { carrier, url }] = entry as [string, Fields]
  return { trackingNumber, ...(typeof carrier === 'string' ? { carrier } : {}), ...(typeof url === 'string' ? { trackingUrl: url } : {}) }
}

function unknownField(fields: Fields, known: readonly string[]): Problem | undefined {
  const field = Object.keys(fields).find((name) => !known.includes(name))
  return field === undefined ? undefined : problem('JETSHOP_FIELD_READ_ONLY', { field })
}

function no(code: string, facts: Problem['facts']): Answer {
  return { kind: 'refused', problem: problem(code, facts) }
}
