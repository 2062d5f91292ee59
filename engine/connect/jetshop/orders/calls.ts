// One bound operation, called: the gate first, then the service, then what its own rows say of it.
import type { Purpose } from '../../../core/order-binding.js'
import { problem } from '../../../core/problem.js'
import type { BoundInput, OrderBindingConfig, RowResult } from '../../../types/order-binding.js'
import type { Called, Failed } from '../../called.js'
import type { WrittenNode, Xml } from '../xml.js'
import type { Gate } from './gate.js'
import { elementsAt, valueAt } from './paths.js'
import { filled, type Fillings } from './template.js'

/** Sends one operation once. */
export type Send = (operation: string, content: WrittenNode, writes: boolean) => Promise<Called<Xml>>

interface AnyOperation {
  readonly operation: string
  readonly input?: BoundInput
  readonly result?: string
  readonly okWhen?: RowResult
}

export class BoundCalls {
  constructor(readonly binding: OrderBindingConfig, private readonly gate: Gate, private readonly send: Send) {}

  closed(purpose: Purpose): Promise<Failed | undefined> {
    return this.gate.closed(purpose)
  }

  /** The repeated elements of the answer. */
  async read(purpose: Purpose, fillings: Fillings): Promise<Called<readonly Xml[]>> {
    const called = await this.call(purpose, fillings, false)
    if (called.kind !== 'ok') return called
    const { result } = this.bound(purpose)
    const { value } = called
    return { kind: 'ok', value: result === undefined ? (value === '' ? [] : [value]) : elementsAt(value, result.split('/')) }
  }

  /** Whether the service says that it did it. One change for each call, so that one answer is about one change. */
  async write(purpose: Purpose, fillings: Fillings, key: string): Promise<Called<undefined>> {
    const called = await this.call(purpose, fillings, true)
    if (called.kind !== 'ok') return called
    const { okWhen, result } = this.bound(purpose)
    if (!okWhen) return { kind: 'ok', value: undefined }
    const row = result === undefined ? called.value : elementsAt(called.value, result.split('/'))[0]
    if (row === undefined) return { kind: 'unknown', problem: problem('ORDER_ANSWER_MISSING', { key }) }
    const said = valueAt(row, okWhen.path)
    if (said === undefined || said === null) return { kind: 'unknown', problem: problem('ORDER_ANSWER_MISSING', { key }) }
    if (said === okWhen.is) return { kind: 'ok', value: undefined }
    const message = (okWhen.message === undefined ? undefined : valueAt(row, okWhen.message)) ?? said
    return { kind: 'refused', problem: problem('ORDER_REFUSED', { key, message: String(message).slice(0, 300) }) }
  }

  private async call(purpose: Purpose, fillings: Fillings, writes: boolean): Promise<Called<Xml>> {
    const closed = await this.gate.closed(purpose)
    if (closed) return closed
    const { operation, input } = this.bound(purpose)
    return this.send(operation, filled(input, fillings), writes)
  }

  private bound(purpose: Purpose): AnyOperation {
    return this.binding.operations[purpose] as AnyOperation
  }
}
