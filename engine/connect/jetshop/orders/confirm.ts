// What a person's confirmation of a binding leaves behind: a block in the binding's own file, so
// that it is reviewed and kept like everything else that decides. Pure.
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

/** The file's text with the block in it, in place of an old one. Comments and order stay as they are. */
export function withConfirmation(text: string, { at, service, binding, operations }: BindingVerified): string {
  const lines = withoutBlock(text.replace(/\s*$/, '').split(/\r?\n/))
  const block = [
    '  verified:   # written by samsyn doctor --confirm-binding; a change above or in the service makes it void',
    `    at: "${at}"`, `    service: ${JSON.stringify(service)}`, `    binding: "${binding}"`, '    operations:',
    ...Object.entries(operations).map(([purpose, digest]) => `      ${purpose}: "${digest}"`),
  ]
  return `${[...lines, ...block].join('\n')}\n`
}

/** From "  verified:" to the next line that stands as far out. */
function withoutBlock(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => /^ {2}verified:/.test(line))
  if (from < 0) return [...lines]
  const after = lines.findIndex((line, at) => at > from && /^ {0,2}\S/.test(line))
  return [...lines.slice(0, from), ...(after < 0 ? [] : lines.slice(after))]
}
