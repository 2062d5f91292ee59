// What a person's confirmation of a binding leaves behind: fingerprints of what the service says of
// the parts that are used. Pure.
import { bindingDigest } from '../../../core/order-binding.js'
import type { BindingVerified, OrderBindingConfig } from '../../../types/order-binding.js'
import { hold, type Finding } from './check.js'
import type { Description } from './wsdl.js'

/** When, and against what. */
export interface Confirming { readonly at: string; readonly service: string }

/** The block, or what stands against it. Warnings do not stand against it. */
export function confirmation(
  binding: OrderBindingConfig, description: Description, { at, service }: Confirming,
): { readonly verified: BindingVerified } | { readonly findings: readonly Finding[] } {
  const { findings, operations } = hold(binding, description)
  const wrong = findings.filter(({ problem }) => problem.level !== 'warning')
  return wrong.length > 0 ? { findings: wrong } : { verified: { at, service, binding: bindingDigest(binding), operations } }
}
