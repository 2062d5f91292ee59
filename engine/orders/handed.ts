// Which orders were handed over: what the order stream remembers of documents that stand.
import type { Store } from '../store/memory.js'
import { editOf } from '../trade/order/edits.js'
import type { BaseEntry } from '../types/state.js'

export class Handed {
  /** stream: of the orders, "se/order"; undefined where the shop's orders do not flow. */
  constructor(private readonly store: Pick<Store, 'read'>, private readonly stream: string | undefined) {}

  /** The shop's orders flow. */
  get flow(): boolean {
    return this.stream !== undefined
  }

  has(number: string): boolean {
    const entry = this.entries().get(number)
    return entry !== undefined && stands(entry)
  }

  /** When its document was made; undefined where somebody else made it. */
  atMs(number: string): number | undefined {
    const at = Date.parse(this.entries().get(number)?.bornAt ?? '')
    return Number.isFinite(at) ? at : undefined
  }

  /** What the customer was known by when the order was handed over: it outlives what a shop erases. */
  customerOf(number: string): string | undefined {
    const identity = this.entries().get(number)?.target?.['customer']
    return typeof identity === 'string' ? identity : undefined
  }

  /** What was to be paid when it was handed over; undefined: nobody remembers it. */
  payableOf(number: string): string | undefined {
    const source = this.entries().get(number)?.source
    const payable = source?.['payable'] ?? (source?.['content'] as Readonly<Record<string, unknown>> | undefined)?.['toPay']
    return typeof payable === 'string' ? payable : undefined
  }

  /** It says something else now than when it was handed over, or nobody knows what it said then. content: what it says now. */
  isEdited(number: string, content: Readonly<Record<string, string>>): boolean {
    const before = this.entries().get(number)?.source?.['content'] as Readonly<Record<string, string>> | undefined
    return before === undefined || editOf(before, content).length > 0
  }

  /** The numbers of all, in the order in which they were handed over. */
  numbers(): readonly string[] {
    return [...this.entries()].filter(([, entry]) => stands(entry)).map(([number]) => number)
  }

  private entries(): ReadonlyMap<string, BaseEntry> {
    return this.stream === undefined ? new Map() : this.store.read(this.stream).entries
  }
}

/** Both sides had it when they last agreed: a document that only failed, or differs from what was meant, does not count. */
export function stands({ source, target }: BaseEntry): boolean {
  return source !== null && target !== null
}
