// The ERP's customers, as orders are matched with them: the whole register, read anew when an order waits.
import type { Answer, Reader, WriteRequest } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import type { Clock } from '../run/parts.js'
import { customerIndex, type CustomerIndex } from '../trade/customer/match.js'
import type { LedgerCustomer } from '../trade/customer/words.js'

const CUSTOMER = 'customer'
/** So long the register is believed while nothing was written to it. */
const BELIEVED_MS = 60_000

export class CustomerRegister {
  private read: { readonly atMs: number; readonly index: Promise<CustomerIndex> } | undefined

  constructor(private readonly parts: { readonly reader: Reader; readonly clock: Clock }) {}

  /** Throws SystemError. */
  index(): Promise<CustomerIndex> {
    const nowMs = this.parts.clock.now()
    if (!this.read || nowMs - this.read.atMs >= BELIEVED_MS) {
      const index = this.load()
      this.read = { atMs: nowMs, index }
      index.catch(() => this.forget())
    }
    return this.read.index
  }

  /** Somebody may have been added: the next who asks reads anew. */
  forget(): void {
    this.read = undefined
  }

  /**
   * What was written: cards that the ERP showed when it had made or changed them are known without reading the whole register for each.
   * After anything else the next who asks reads anew.
   */
  async wrote({ action }: WriteRequest, answers: ReadonlyMap<string, Answer>): Promise<void> {
    const made = [...answers.values()].map((answer) => (answer.kind === 'done' ? answer.readBack : undefined))
    const index = await this.read?.index.catch(() => undefined)
    for (const item of made) {
      // A number that was to be new and is known already: somebody else was quicker.
      if (!index || !item || (action === 'create') === (index.card(item.key) !== undefined)) return this.forget()
      index.add(cardOf(item))
    }
  }

  private async load(): Promise<CustomerIndex> {
    const customers: LedgerCustomer[] = []
    for await (const { items } of this.parts.reader.list(CUSTOMER, {})) customers.push(...items.map(cardOf))
    return customerIndex(customers)
  }
}

function cardOf({ key, fields }: RawItem): LedgerCustomer {
  return { ...(fields as Omit<LedgerCustomer, 'number'>), number: key }
}
