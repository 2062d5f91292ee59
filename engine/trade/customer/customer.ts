import type { Finding, OrderRules, ShopOrder } from '../order/types.js'
type Digest = (value: unknown) => string
export function identityOf(order: ShopOrder, _rules: OrderRules, digest: Digest): string | undefined { return order.email ? `email:${digest(order.email.toLowerCase())}` : undefined }
export function customerNumberOf(_order: ShopOrder, rules: OrderRules): string | undefined { return rules.customer.numberFrom === 'bucket' ? rules.customer.bucket : rules.customerNumber }
export type CustomerMade = { readonly as: 'none' } | { readonly as: 'customer'; readonly id: string; readonly fields: Readonly<Record<string, unknown>> } | { readonly as: 'problem'; readonly id: string; readonly finding: Finding }
export function customerOf(order: ShopOrder, rules: OrderRules, digest: Digest): CustomerMade {
  const id = identityOf(order, rules, digest)
  if (id === undefined || customerNumberOf(order, rules) !== undefined) return { as: 'none' }
  return { as: 'customer', id, fields: { name: order.invoiceAddress?.name ?? order.customerName ?? '', email: order.email, invoiceAddress: order.invoiceAddress ?? null } }
}
