// Orders, rules and cards for tests of customers: each test says only what it is about.
import type { CardRules, OrderRules, ShopOrder } from '../../engine/trade/order/types.js'
import type { Digest } from '../../engine/trade/customer/words.js'
import { keyedDigest } from '../../engine/values/digest.js'
import { RATES } from './shop-orders.js'

export function order(fields: Partial<ShopOrder> = {}): ShopOrder {
  return {
    number: '10001', placedAt: '2026-11-20T10:00:00Z', currency: 'SEK', customerName: 'Anna Öberg', email: 'anna@example.se',
    invoiceAddress: { name: 'Anna Öberg', line1: 'Storgatan 1', postcode: '12345', city: 'Ort', country: 'SE' }, ...fields,
  }
}

export function rules({ customer, ...others }: Partial<Omit<OrderRules, 'customer'>> & { customer?: Partial<CardRules> } = {}): OrderRules {
  return {
    shop: 'butiken', ordersFrom: '2026-11-01', timeZone: 'Europe/Stockholm', as: 'order', byPayment: {}, cancelledStatuses: [], pay: {}, channels: [],
    onUnknownArticle: 'hold', articles: {}, freightVat: 'split', roundFor: [], onLongComment: 'hold', onTooManyRates: 'hold', lockedPeriod: 'hold',
    zeroOrders: 'transfer', onEdit: 'hold', rateWithinPercent: 20, regimes: { home: 'SE', accounts: {}, rates: RATES },
    customer: {
      numberFrom: 'erp', matchBy: ['number', 'email', 'orgNo'], onBadOrgNo: 'hold', onInactive: 'hold', update: [], nameOrder: 'given-first',
      priceListOf: {}, ...customer,
    },
    ...others,
  }
}

export const digest: Digest = (value) => keyedDigest('key of a test', value)
