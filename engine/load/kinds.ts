// The kinds of document that a customer's folder may hold, and the type of each.
import type { Channel } from '../types/channel.js'
import type { Erp } from '../types/erp.js'
import type { FieldMapping } from '../types/field-mapping.js'
import type { Guard } from '../types/guard.js'
import type { Integration } from '../types/integration.js'
import type { OrderBinding } from '../types/order-binding.js'
import type { OrderStatusMapping } from '../types/order-status-mapping.js'
import type { Pairs } from '../types/pairs.js'
import type { PaymentReconciliation } from '../types/payment-reconciliation.js'
import type { Plugin } from '../types/plugin.js'
import type { PriceListBinding } from '../types/price-list-binding.js'
import type { Schedule } from '../types/schedule.js'
import type { Shop } from '../types/shop.js'
import type { StockProfile } from '../types/stock-profile.js'
import type { ValueMap } from '../types/value-map.js'

export interface Kinds {
  Integration: Integration
  Erp: Erp
  Shop: Shop
  Channel: Channel
  PriceListBinding: PriceListBinding
  OrderStatusMapping: OrderStatusMapping
  StockProfile: StockProfile
  FieldMapping: FieldMapping
  ValueMap: ValueMap
  Schedule: Schedule
  Guard: Guard
  Plugin: Plugin
  OrderBinding: OrderBinding
  Pairs: Pairs
  PaymentReconciliation: PaymentReconciliation
}

export type Kind = keyof Kinds

/** Every kind, by name. */
export const kinds: readonly Kind[] = [
  'Channel',
  'Erp',
  'FieldMapping',
  'Guard',
  'Integration',
  'OrderBinding',
  'OrderStatusMapping',
  'Pairs',
  'PaymentReconciliation',
  'Plugin',
  'PriceListBinding',
  'Schedule',
  'Shop',
  'StockProfile',
  'ValueMap',
]

export function isKind(name: unknown): name is Kind {
  return (kinds as readonly unknown[]).includes(name)
}
