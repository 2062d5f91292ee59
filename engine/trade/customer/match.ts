import type { OrderRules, ShopOrder, Finding } from '../order/types.js'
export interface LedgerCustomer { readonly number: string; readonly email?: string | null; readonly orgNo?: string | null; readonly active?: boolean }
export interface CustomerIndex { readonly all: readonly LedgerCustomer[] }
export function customerIndex(all: readonly LedgerCustomer[]): CustomerIndex { return { all } }
export type Match = { readonly as: 'found'; readonly number: string } | { readonly as: 'none' } | { readonly as: 'problem'; readonly finding: Finding }
export function matchCustomer(order: ShopOrder, { all }: CustomerIndex, _rules: OrderRules): Match {
  const hits = all.filter((one) => one.email && order.email && one.email.toLowerCase() === order.email.toLowerCase())
  if (hits.length > 1) return { as: 'problem', finding: { code: 'CUSTOMER_AMBIGUOUS', facts: { numbers: hits.map(({ number }) => number).join(', ') } } }
  return hits[0] ? { as: 'found', number: hits[0].number } : { as: 'none' }
}
