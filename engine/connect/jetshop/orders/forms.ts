// How each field of an order is usually written in the service, where the binding does not say
// otherwise, and which of them are amounts. One table for reading and for the check of a binding.
import type { Form } from './paths.js'

const FORMS: Readonly<Record<string, Form>> = {
  placedAt: 'localTime', vatNoValidAt: 'localTime', modifiedAt: 'localTime', at: 'localTime', reservedUntil: 'localTime', exported: 'boolean', restocked: 'boolean', pricesWithVat: 'boolean',
  rate: 'decimal', quantity: 'decimal', delivered: 'decimal', discount: 'decimal', vatRate: 'fraction',
  price: 'decimal', amount: 'decimal', net: 'decimal', vat: 'decimal', gross: 'decimal', toPay: 'decimal', rounding: 'decimal',
  reserved: 'decimal', captured: 'decimal', freight: 'decimal',
}
const AMOUNTS: ReadonlySet<string> = new Set(['price', 'amount', 'net', 'vat', 'gross', 'toPay', 'rounding', 'reserved', 'captured', 'freight'])

/** The usual form of a field; of "charges.freight.vatRate" that of its last part. */
export function formOf(field: string): Form {
  return FORMS[lastPart(field)] ?? 'text'
}

export function isAmount(field: string): boolean {
  return AMOUNTS.has(lastPart(field))
}

function lastPart(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1)
}
