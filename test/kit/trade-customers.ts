// Orders, rules and cards for tests of customers: each test says only what it is about.
import type { CardRules, ShopOrder } from '../../engine/trade/order/types.js'
import type { CustomerRules, Hash } from '../../engine/trade/customer/words.js'
import { digestOf } from '../../engine/values/digest.js'

export const ON = '2026-11-25'

export function order(fields: Partial<ShopOrder> = {}): ShopOrder {
  return {
    number: '10001', placedAt: '2026-11-20T10:00:00Z', currency: 'SEK', customerName: 'Anna Öberg', email: 'anna@example.se',
    invoiceAddress: { name: 'Anna Öberg', line1: 'Storgatan 1', postcode: '12345', city: 'Ort', country: 'SE' }, ...fields,
  }
}

export function rules({ customer, ...others }: Partial<Omit<CustomerRules, 'customer'>> & { customer?: Partial<CardRules> } = {}): CustomerRules {
  return {
    shop: 'butiken', ordersFrom: '2026-11-01', regimes: { home: 'SE' },
    customer: {
      numberFrom: 'erp', matchBy: ['number', 'email', 'orgNo'], onBadOrgNo: 'hold', onInactive: 'hold', update: [], nameOrder: 'given-first',
      priceListOf: {}, ...customer,
    },
    ...others,
  }
}

/** In place of a keyed digest. */
export const hash: Hash = (text) => digestOf(['key of a test', text]).slice(0, 16)
