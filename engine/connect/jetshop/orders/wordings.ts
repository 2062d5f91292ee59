// What the fields of an order are usually called, for the proposal of a binding. Knowledge, not
// facts of the service: every line of a proposal is for a person to confirm.
import type { CustomerFields, OrderFields } from '../../../types/order-binding.js'

type Wordings<Name extends string> = Readonly<Partial<Record<Name, readonly string[]>>>

export const ORDER_WORDINGS: Wordings<keyof OrderFields> = {
  id: ['order id'], number: ['order number'], channel: ['channel id', 'channel'], placedAt: ['order date', 'date'], modifiedAt: ['modified date'],
  status: ['status id', 'order status id', 'status'], exported: ['exported'], currency: ['currency code', 'currency'], rate: ['currency rate', 'rate'], pricesWithVat: ['price inc vat'],
  customerNumber: ['customer id', 'customer number'], orgNo: ['organization number', 'organization'], vatNo: ['vat number'], vatNoValidAt: ['vat number validated date'], email: ['email'], phone: ['phone', 'mobile phone'],
  reference: ['customer id reference'], poNumber: ['customer order number'], goodsMark: ['goods name', 'goods label'], comment: ['customer comment', 'comment'],
  'charges.freight.amount': ['freight fee', 'freight'], 'charges.freight.vatRate': ['freight vat'], 'charges.fee.amount': ['payment fee'], 'charges.fee.vatRate': ['payment fee vat'],
  rounding: ['rounding'], net: ['total ex vat'], vat: ['total vat'], gross: ['total inc vat'], toPay: ['amount pay'],
  paymentMethod: ['payment method id', 'payment method'], paymentState: ['payment status'], paymentReference: ['payment reference'], reserved: ['reserved amount'], captured: ['captured amount'],
  reservedUntil: ['reservation expires date'], deliveryWay: ['ship method id', 'ship method'],
}
/** Without the word for whose address it is. */
export const ADDRESS_WORDINGS: Wordings<'company' | 'line1' | 'line2' | 'postcode' | 'city' | 'country'> = {
  company: ['company'], line1: ['address'], line2: ['co'], postcode: ['zip code', 'zip'], city: ['city'], country: ['country code', 'country'],
}
export const NAME_WORDINGS: readonly (readonly string[])[] = [['first name', 'first'], ['last name', 'last']]
export const CUSTOMER_WORDINGS: Wordings<keyof CustomerFields> = {
  number: ['customer id', 'customer number'], kind: ['customer kind', 'customer type', 'customer'], name: ['name'], orgNo: ['organization number', 'organization'], email: ['email'], phone: ['phone', 'mobile phone'], customerGroup: ['customer group id', 'customer group'],
}
/** What each list is called, and its fields. */
export const LIST_WORDINGS: Readonly<Record<string, { readonly list: readonly string[]; readonly fields: Readonly<Record<string, readonly string[]>> }>> = {
  rows: {
    list: ['order row', 'row'],
    fields: { sku: ['article number', 'article'], text: ['name'], quantity: ['quantity'], unit: ['unit name', 'unit'], price: ['unit price', 'price'], discount: ['discount percent', 'discount'], vatRate: ['vat', 'vat rate'], amount: ['row total', 'total'] },
  },
  discounts: { list: ['order discount', 'discount'], fields: { text: ['name'], amount: ['total'], vatRate: ['vat'] } },
  giftCards: { list: ['gift voucher', 'voucher'], fields: { number: ['voucher number'], amount: ['charged total', 'total'] } },
  taxLines: { list: ['vat row', 'vat'], fields: { vatRate: ['vat', 'vat rate'], net: ['total ex vat'], vat: ['vat total'] } },
  parcels: { list: ['parcel'], fields: { number: ['parcel number'], carrier: ['carrier'], url: ['parcel url', 'url'] } },
  history: { list: ['status history', 'history'], fields: { status: ['status id', 'status'], at: ['modified date', 'date'] } },
}
/** The code lists: what their operation speaks of. */
export const CODE_WORDINGS = {
  listStatuses: 'status', listChannels: 'channel', listPaymentMethods: 'payment method', listCustomerGroups: 'customer group', listPriceLists: 'price list',
} as const
export const PAYMENT_STATES = ['pending', 'reserved', 'captured', 'credited', 'failed'] as const
/** What is filled in, by what an element of a request is called. */
export const PLACE_WORDINGS: Readonly<Record<string, readonly string[]>> = {
  since: ['modified since', 'since', 'date since'], status: ['status id', 'status'], channel: ['channel id', 'channel'], page: ['page'], pageSize: ['page size', 'size'],
  orderNumber: ['order number'], orderId: ['order id'], customerNumber: ['customer id', 'customer number'], mail: ['send email', 'email', 'with email', 'do email'],
  trackingNumber: ['parcel number'], carrier: ['carrier'], trackingUrl: ['parcel url', 'url'],
}
