// The shop's own code lists through the binding: statuses, channels, payment methods, customer
// groups, price lists. A status is spoken of by its name, as the files name it; its id is the service's.
import { problem } from '../../../core/problem.js'
import type { BoundCodes } from '../../../types/order-binding.js'
import type { Called } from '../../called.js'
import type { BoundCalls } from './calls.js'
import { elementsAt } from './paths.js'

/** A code and its name; the code where the shop has no name for it. */
export interface Code { readonly code: string; readonly text: string }

export const CODE_LISTS = {
  'order-statuses': 'listStatuses', channels: 'listChannels', 'payment-methods': 'listPaymentMethods',
  'customer-groups': 'listCustomerGroups', 'price-lists': 'listPriceLists',
} as const
export type CodeList = keyof typeof CODE_LISTS

export function isCodeList(name: string | undefined): name is CodeList {
  return name !== undefined && Object.hasOwn(CODE_LISTS, name)
}

/** How long a list is believed. Statuses are made by hand, and seldom. */
const BELIEVED_MS = 10 * 60_000

export class Codes {
  /** Those who ask at the same time are told by one answer. */
  private asking: Promise<Called<readonly Code[]>> | undefined
  private statusesAt: { readonly at: number; readonly codes: readonly Code[] } | undefined

  constructor(private readonly calls: BoundCalls, private readonly now: () => number) {}

  async list(name: CodeList): Promise<Called<readonly Code[]>> {
    const purpose = CODE_LISTS[name]
    const called = await this.calls.read(purpose, {})
    if (called.kind !== 'ok') return called
    const bound = this.calls.binding.operations[purpose] as BoundCodes
    return { kind: 'ok', value: called.value.flatMap((row) => codeOf(row, bound)) }
  }

  /** The statuses, read anew when they are old; none where the binding does not list them. */
  async statuses(): Promise<Called<readonly Code[]>> {
    if (!this.calls.binding.operations.listStatuses) return { kind: 'ok', value: [] }
    if (this.statusesAt && this.now() - this.statusesAt.at < BELIEVED_MS) return { kind: 'ok', value: this.statusesAt.codes }
    this.asking ??= this.list('order-statuses').finally(() => { this.asking = undefined })
    const called = await this.asking
    if (called.kind === 'ok') this.statusesAt = { at: this.now(), codes: named(called.value) }
    return called.kind === 'ok' ? { kind: 'ok', value: this.statusesAt?.codes ?? [] } : called
  }

  /** The id of a status by its name. Without a list the name is the id. */
  async statusId(name: string): Promise<Called<string>> {
    const called = await this.statuses()
    if (called.kind !== 'ok') return called
    if (called.value.length === 0) return { kind: 'ok', value: name }
    const found = called.value.find(({ text }) => text === name)
    if (found) return { kind: 'ok', value: found.code }
    return { kind: 'refused', problem: problem('SHOP_CODE_UNKNOWN', { list: 'order-statuses', code: name, known: called.value.map(({ text }) => text) }) }
  }
}

function codeOf(row: Parameters<typeof elementsAt>[0], { code, text }: BoundCodes): Code[] {
  const found = elementsAt(row, code.split('/'))[0]
  if (typeof found !== 'string' || found === '') return []
  const name = text === undefined ? undefined : elementsAt(row, text.split('/'))[0]
  return [{ code: found, text: typeof name === 'string' && name !== '' ? name : found }]
}

/** Two statuses of one name are told apart by their ids. */
function named(codes: readonly Code[]): Code[] {
  return codes.map(({ code, text }) => ({ code, text: codes.filter((one) => one.text === text).length > 1 ? `${text} (${code})` : text }))
}
