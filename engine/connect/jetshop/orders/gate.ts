// Unverified means off. A binding is used only where the service still describes the parts that it
// uses as it did when a person confirmed them: looked at at the start, and once a day.
import { isConfirmed, type Purpose } from '../../../core/order-binding.js'
import { problem, type Problem } from '../../../core/problem.js'
import type { OrderBindingConfig } from '../../../types/order-binding.js'
import type { HttpDoor } from '../../http.js'
import type { Called, Failed } from '../../called.js'
import type { ServiceAccount } from '../soap.js'
import { hold } from './check.js'
import { DescriptionError, readDescription, type Description } from './wsdl.js'

const AGAIN_AFTER_MS = 24 * 3_600_000

export interface GateParts {
  readonly binding: OrderBindingConfig
  /** Its file or name, for people. */
  readonly name: string
  readonly simulated: boolean
  readonly describe: () => Promise<Called<Description>>
  readonly now: () => number
}

export class Gate {
  private asking: Promise<Called<Description>> | undefined
  private seen: { readonly at: number; readonly operations: Readonly<Record<string, string>> } | undefined

  constructor(private readonly parts: GateParts) {}

  /** Those who ask at the same time are told by one answer. */
  private described(): Promise<Called<Description>> {
    this.asking ??= this.parts.describe().finally(() => { this.asking = undefined })
    return this.asking
  }

  /** Why an operation must not be called now; undefined where it may. */
  async closed(purpose: Purpose): Promise<Failed | undefined> {
    const { binding, name, simulated, now } = this.parts
    if (!binding.operations[purpose]) return refused('ORDER_NOT_BOUND', { purpose, binding: name })
    const standing = standingProblem(binding, name, simulated)
    if (standing) return { kind: 'refused', problem: standing }
    if (!this.seen || now() - this.seen.at >= AGAIN_AFTER_MS) {
      const called = await this.described()
      if (called.kind === 'ok') this.seen = { at: now(), operations: hold(binding, called.value).operations }
      // Whoever was let in today stays in while the description cannot be had: the operations themselves tell the rest.
      else if (!this.seen) return called.kind === 'unknown' ? { ...called, kind: 'retry' } : called
    }
    return this.seen?.operations[purpose] === binding.verified?.operations[purpose]
      ? undefined
      : refused('ORDER_SERVICE_CHANGED', { purpose, binding: name, at: binding.verified?.at })
  }
}

/** What the binding's own file says against using it. No call is made. */
export function standingProblem(binding: OrderBindingConfig, name: string, simulated: boolean): Problem | undefined {
  if (binding.assumed && !simulated) return problem('ORDER_BINDING_ASSUMED', { binding: name })
  if (!binding.verified) return problem('ORDER_BINDING_UNVERIFIED', { binding: name })
  if (!isConfirmed(binding)) return problem('ORDER_BINDING_EDITED', { binding: name, at: binding.verified.at })
  return undefined
}

/** Fetches what the service says of itself, with the customer's own account. */
export async function describeService(door: HttpDoor, account: ServiceAccount): Promise<Called<Description>> {
  const url = descriptionUrl(account.url)
  const authorization = `Basic ${Buffer.from(`${account.user}:${account.password}`, 'utf8').toString('base64')}`
  const answer = await door.post({ url, method: 'GET', headers: { authorization }, body: '', writes: false })
  if (answer.kind !== 'reply') return answer
  if (answer.status === 401 || answer.status === 403) return refused('JETSHOP_LOGIN', { status: answer.status, operation: '?WSDL' })
  if (answer.status !== 200) return refused('JETSHOP_DESCRIPTION_MISSING', { url, status: answer.status })
  try {
    return { kind: 'ok', value: readDescription(answer.text) }
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error
    return refused('JETSHOP_DESCRIPTION_UNREADABLE', { url, message: error.message })
  }
}

export function descriptionUrl(serviceUrl: string): string {
  return `${serviceUrl.replace(/\?.*$/, '')}?WSDL`
}

function refused(code: string, facts: Problem['facts']): Failed {
  return { kind: 'refused', problem: problem(code, facts) }
}
