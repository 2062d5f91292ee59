// The fields of a customer's card and of its delivery addresses, ours and the program's, in the order in which they must be set.
import { CUSTOMER, DELIVERY_ADDRESS } from './adk-fields.js'
import { fieldIds, type Column } from './columns.js'

/** Name first; what the check of a number and an agreement decide stands after them. */
export const CARD: readonly Column[] = [
  { name: 'number', field: CUSTOMER.NUMBER, kind: 'text' },
  { name: 'name', field: CUSTOMER.NAME, kind: 'text' },
  { name: 'ignoreOrgNoCheck', field: CUSTOMER.IGNORE_ORGANISATION_NUMBER_CHECK, kind: 'flag' },
  { name: 'orgNo', field: CUSTOMER.ORGANISATION_NUMBER, kind: 'text' },
  { name: 'vatNo', field: CUSTOMER.VAT_NUMBER, kind: 'text' },
  { name: 'euCustomer', field: CUSTOMER.EU_CUSTOMER, kind: 'flag' },
  { name: 'export', field: CUSTOMER.EXPORT, kind: 'flag' },
  { name: 'email', field: CUSTOMER.EMAIL, kind: 'text' },
  { name: 'phone', field: CUSTOMER.TELEPHONE, kind: 'text' },
  { name: 'mobile', field: CUSTOMER.MOBILE_PHONE, kind: 'text' },
  { name: 'reference', field: CUSTOMER.REFERENCE, kind: 'text' },
  { name: 'invoiceAddress.line1', field: CUSTOMER.MAILING_ADDRESS, kind: 'text' },
  { name: 'invoiceAddress.line2', field: CUSTOMER.MAILING_ADDRESS2, kind: 'text' },
  { name: 'invoiceAddress.postcode', field: CUSTOMER.ZIPCODE, kind: 'text' },
  { name: 'invoiceAddress.city', field: CUSTOMER.CITY, kind: 'text' },
  { name: 'invoiceAddress.country', field: CUSTOMER.COUNTRY, kind: 'text' },
  { name: 'invoiceAddress.countryCode', field: CUSTOMER.CODE_OF_COUNTRY, kind: 'text' },
  { name: 'discountAgreement', field: CUSTOMER.DISCOUNT_AGREEMENT, kind: 'text' },
  { name: 'priceList', field: CUSTOMER.PRICE_LIST, kind: 'text' },
  { name: 'paymentTerms', field: CUSTOMER.CODE_OF_TERMS_OF_PAYMENT, kind: 'text' },
  { name: 'deliveryWay', field: CUSTOMER.CODE_OF_WAY_OF_DELIVERY, kind: 'text' },
  { name: 'currency', field: CUSTOMER.CODE_OF_CURRENCY, kind: 'text' },
  { name: 'language', field: CUSTOMER.CODE_OF_LANGUAGE, kind: 'text' },
  { name: 'creditLimit', field: CUSTOMER.CREDIT_LIMIT, kind: 'money', readOnly: true },
  { name: 'active', field: CUSTOMER.INACTIVE, kind: 'notFlag' },
]
/** The delivery address on the card itself. */
export const CARD_ADDRESS: readonly Column[] = [
  { name: 'name', field: CUSTOMER.DELIVERY_NAME, kind: 'text' },
  { name: 'line1', field: CUSTOMER.DELIVERY_ADDRESS, kind: 'text' },
  { name: 'line2', field: CUSTOMER.DELIVERY_ADDRESS2, kind: 'text' },
  { name: 'postcode', field: CUSTOMER.DELIVERY_ZIPCODE, kind: 'text' },
  { name: 'city', field: CUSTOMER.DELIVERY_CITY, kind: 'text' },
  { name: 'country', field: CUSTOMER.DELIVERY_COUNTRY, kind: 'text' },
]
/** Another one, in the register of addresses. */
export const ADDRESS: readonly Column[] = [
  { name: 'name', field: DELIVERY_ADDRESS.NAME, kind: 'text' },
  { name: 'line1', field: DELIVERY_ADDRESS.ADDRESS, kind: 'text' },
  { name: 'line2', field: DELIVERY_ADDRESS.ADDRESS2, kind: 'text' },
  { name: 'postcode', field: DELIVERY_ADDRESS.ZIPCODE, kind: 'text' },
  { name: 'city', field: DELIVERY_ADDRESS.CITY, kind: 'text' },
  { name: 'country', field: DELIVERY_ADDRESS.COUNTRY, kind: 'text' },
]
export const CARD_FIELDS: readonly number[] = [...fieldIds(CARD), ...fieldIds(CARD_ADDRESS)]
export const ADDRESS_FIELDS: readonly number[] = [DELIVERY_ADDRESS.CUSTOMER_NUMBER, DELIVERY_ADDRESS.ID, ...fieldIds(ADDRESS)]
