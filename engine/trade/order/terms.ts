// Codes of the shop's as the ledger's: payment terms, delivery way, units. What nobody mapped is held, kept or replaced, as the map says.
import { held, isHeld, type Held } from './finding.js'
import { own } from './lookup.js'
import type { CodeMap, ForDocument, KnownToLedger, OrderRules, ShopOrder } from './types.js'

export interface Terms { readonly paymentTerms?: string; readonly deliveryWay?: string }

/** What the channel or the rules fix comes first. Without a map the ledger's own default stands. */
export function termsOf(order: ShopOrder, rules: OrderRules, fixed: ForDocument): Terms | Held {
  const paymentTerms = fixed.terms ?? codeOf(order.paymentMethod, rules.paymentTerms)
  if (isUnmapped(paymentTerms)) return held('PAYMENT_UNMAPPED', { method: paymentTerms.unmapped, list: 'paymentTerms', ...(order.paymentMethodId ? { id: order.paymentMethodId } : {}) })
  const deliveryWay = fixed.deliveryWay ?? codeOf(order.deliveryWay, rules.deliveryWays)
  if (isUnmapped(deliveryWay)) return held('DELIVERY_UNMAPPED', { way: deliveryWay.unmapped })
  return { ...(paymentTerms === undefined ? {} : { paymentTerms }), ...(deliveryWay === undefined ? {} : { deliveryWay }) }
}

/** A row's unit. Without a map the article's own stands. from: the row, for people. */
export function unitOf(unit: string | undefined, from: string, { rules, known }: { readonly rules: OrderRules; readonly known: KnownToLedger }): string | Held | undefined {
  const mapped = codeOf(unit, rules.units)
  if (isUnmapped(mapped)) return held('UNIT_UNMAPPED', { unit: mapped.unmapped, row: from })
  return mapped === undefined || isHeld(mapped) || known.units.includes(mapped) ? mapped : held('UNIT_UNKNOWN', { unit: mapped, row: from })
}

interface Unmapped { readonly unmapped: string }

function codeOf(code: string | null | undefined, map: CodeMap | undefined): string | Unmapped | undefined {
  if (!code || !map) return undefined
  const mapped = own(map.pairs, code)
  if (mapped !== undefined) return mapped
  if ('code' in map.otherwise) return map.otherwise.code
  return map.otherwise.as === 'keep' ? code : { unmapped: code }
}

function isUnmapped(code: string | Unmapped | undefined): code is Unmapped {
  return typeof code === 'object'
}
