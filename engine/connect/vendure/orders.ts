// An order in the server's words and in ours, with its parts: status, parcels, capture. Pure.
import type { RawItem } from '../../core/item.js'
import { subtract } from '../../values/decimal.js'
import { grossOf, parseMoney } from '../../values/money.js'
import { rateFromPercent } from '../../values/rate.js'
import { amountOf } from './amount.js'
import type { Channel } from './shop.js'

type Given = Readonly<Record<string, unknown>>

interface Address {
  readonly fullName: string | null
  readonly company: string | null
  readonly streetLine1: string | null
  readonly streetLine2: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly countryCode: string | null
  readonly phoneNumber: string | null
}
interface Sum {
  readonly net: number
  readonly gross: number
}
export interface Line {
  readonly id: string
  readonly quantity: number
  readonly unitPrice: number
  readonly unitPriceWithTax: number
  readonly proratedLinePrice: number
  readonly proratedLinePriceWithTax: number
  readonly taxRate: number
  readonly productVariant: { readonly sku: string; readonly name: string }
}
export interface Payment {
  readonly id: string
  readonly method: string
  readonly state: string
  readonly amount: number
  readonly transactionId: string | null
}
export interface Fulfillment {
  readonly id: string
  readonly state: string
  readonly method: string
  readonly trackingCode: string | null
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[]
}
export interface Order {
  readonly id: string
  readonly code: string
  readonly state: string
  readonly nextStates: readonly string[]
  readonly orderPlacedAt: string | null
  readonly updatedAt: string
  readonly currencyCode: string
  readonly couponCodes: readonly string[]
  readonly channels: readonly { readonly code: string }[]
  readonly customer: { readonly id: string; readonly firstName: string; readonly lastName: string; readonly emailAddress: string; readonly phoneNumber: string | null } | null
  readonly shippingAddress: Address | null
  readonly billingAddress: Address | null
  readonly lines: readonly Line[]
  readonly surcharges: readonly { readonly description: string; readonly price: number; readonly priceWithTax: number; readonly taxRate: number }[]
  readonly shippingLines: readonly { readonly discountedPrice: number; readonly discountedPriceWithTax: number; readonly shippingMethod: { readonly code: string; readonly name: string } }[]
  readonly payments: readonly Payment[] | null
  readonly fulfillments: readonly Fulfillment[] | null
  readonly total: number
  readonly totalWithTax: number
  readonly taxSummary: readonly { readonly taxRate: number; readonly taxBase: number; readonly taxTotal: number }[]
}

const ADDRESS = 'fullName company streetLine1 streetLine2 postalCode city countryCode phoneNumber'
export const ORDER = `fragment WholeOrder on Order {
  id code state nextStates orderPlacedAt updatedAt currencyCode couponCodes channels { code }
  customer { id firstName lastName emailAddress phoneNumber } shippingAddress { ${ADDRESS} } billingAddress { ${ADDRESS} }
  lines { id quantity unitPrice unitPriceWithTax proratedLinePrice proratedLinePriceWithTax taxRate productVariant { sku name } }
  surcharges { description price priceWithTax taxRate }
  shippingLines { discountedPrice discountedPriceWithTax shippingMethod { code name } }
  payments { id method state amount transactionId }
  fulfillments { id state method trackingCode lines { orderLineId quantity } }
  total totalWithTax taxSummary { taxRate taxBase taxTotal } }`

/** Payments that are, or can become, money. */
const STANDS: Readonly<Record<string, string>> = { Created: 'pending', Authorized: 'reserved', Settled: 'captured' }
/** What the server writes between parcel numbers of one fulfilment, as we write them. */
const BETWEEN = ', '
const DEFAULT_CHANNEL = '__default_channel__'

/** The items of that entity that an order holds. */
export function itemsOf(entity: string, order: Order, channel: Channel): readonly RawItem[] {
  switch (entity) {
    case 'order': return [orderItem(order, channel)]
    case 'order-status': return [{ key: order.code, id: order.id, fields: { number: order.code, status: order.state, at: order.updatedAt } }]
    case 'shipment': return shipmentsOf(order)
    default: return captureOf(order, channel)
  }
}

/** A shipment is known by the order's number, a slash, and the number of its first parcel. */
export function shipmentKey(key: string): { readonly number: string; readonly parcel: string } {
  const at = key.lastIndexOf('/')
  return at < 0 ? { number: key, parcel: '' } : { number: key.slice(0, at), parcel: key.slice(at + 1) }
}

/** What stands of an order's fulfilments: a cancelled one is as if it had never been. */
export function standing({ fulfillments }: Order): readonly Fulfillment[] {
  return (fulfillments ?? []).filter(({ state }) => state !== 'Cancelled')
}

export function parcelsOf({ trackingCode }: Fulfillment): readonly string[] {
  return (trackingCode ?? '').split(BETWEEN).filter((one) => one !== '')
}

export function trackingCodeOf(parcels: readonly string[]): string {
  return parcels.join(BETWEEN)
}

function orderItem(order: Order, channel: Channel): RawItem {
  const money = (units: number): string => amountOf(units, channel.places)
  // The basis that the channel counts in, so that no amount is converted.
  const { pricesIncludeTax: withVat } = channel
  const sided = ({ net, gross }: Sum): string => money(withVat ? gross : net)
  const payment = (order.payments ?? []).filter(({ state }) => state in STANDS).at(-1)
  const { customer } = order
  const name = customer ? `${customer.firstName} ${customer.lastName}`.trim() : ''
  const fields = {
    number: order.code,
    channel: order.channels.find(({ code }) => code !== DEFAULT_CHANNEL)?.code ?? DEFAULT_CHANNEL,
    placedAt: order.orderPlacedAt,
    status: order.state,
    currency: order.currencyCode,
    pricesWithVat: withVat,
    customerNumber: customer?.id ?? null,
    customerName: order.billingAddress?.company || name || order.shippingAddress?.fullName || null,
    email: customer?.emailAddress || null,
    phone: customer?.phoneNumber || order.shippingAddress?.phoneNumber || null,
    invoiceAddress: addressOf(order.billingAddress, name) ?? addressOf(order.shippingAddress, name),
    deliveryAddress: addressOf(order.shippingAddress, name),
    rows: numbered(order.lines.filter(({ quantity }) => quantity > 0).map((line) => ({
      sku: line.productVariant.sku, text: line.productVariant.name, quantity: String(line.quantity),
      price: sided({ net: line.unitPrice, gross: line.unitPriceWithTax }),
      amount: sided({ net: line.proratedLinePrice, gross: line.proratedLinePriceWithTax }),
      vatRate: rateFromPercent(line.taxRate) ?? null,
    }))),
    charges: chargesOf(order, sided),
    // What is off is off the rows already: the server spreads a discount of the whole order over them.
    discounts: null,
    taxLines: numbered(order.taxSummary.map(({ taxRate, taxBase, taxTotal }) => ({ vatRate: rateFromPercent(taxRate) ?? null, net: money(taxBase), vat: money(taxTotal) }))),
    net: money(order.total),
    vat: parseMoney(subtract(money(order.totalWithTax), money(order.total))) ?? null,
    gross: money(order.totalWithTax),
    toPay: money(order.totalWithTax),
    paymentMethod: payment?.method ?? null,
    paymentState: paymentStateOf(order) ?? null,
    paymentReference: payment?.transactionId ?? null,
    deliveryWay: order.shippingLines[0]?.shippingMethod.code ?? null,
  }
  return { key: order.code, id: order.id, fields }
}

/** How far the money has come: captured only when nothing is left reserved. */
function paymentStateOf({ payments }: Order): string | undefined {
  const states = new Set((payments ?? []).map(({ state }) => STANDS[state]))
  return ['pending', 'reserved', 'captured'].find((state) => states.has(state))
}

function shipmentsOf(order: Order): RawItem[] {
  return standing(order).map((fulfillment) => {
    const parcels = parcelsOf(fulfillment)
    const key = `${order.code}/${parcels[0] ?? fulfillment.id}`
    const rows = fulfillment.lines.map(({ orderLineId, quantity }) => ({
      sku: order.lines.find(({ id }) => id === orderLineId)?.productVariant.sku ?? null, quantity: String(quantity),
    }))
    const fields = {
      id: key, orderNumber: order.code, rows: numbered(rows),
      parcels: Object.fromEntries(parcels.map((number) => [number, { carrier: fulfillment.method }])),
    }
    return { key, id: fulfillment.id, fields }
  })
}

function captureOf(order: Order, { places }: Channel): RawItem[] {
  if (paymentStateOf(order) !== 'captured') return []
  const taken = (order.payments ?? []).filter(({ state }) => state === 'Settled')
  const last = taken.at(-1)
  return [{
    key: order.code,
    fields: {
      id: order.code, orderNumber: order.code, state: 'done',
      amount: amountOf(taken.reduce((sum, { amount }) => sum + amount, 0), places),
      paymentMethod: last?.method ?? null, paymentReference: last?.transactionId ?? null,
    },
  }]
}

/** Freight has no rate of its own here: it is the one of the order that gives the very same VAT. */
function chargesOf(order: Order, sided: (sum: Sum) => string): Given | null {
  const rates = order.taxSummary.flatMap(({ taxRate }) => rateFromPercent(taxRate) ?? [])
  const freight = order.shippingLines.map(({ discountedPrice: net, discountedPriceWithTax: gross, shippingMethod }) => ({
    text: shippingMethod.name, amount: sided({ net, gross }),
    vatRate: net === gross && net !== 0 ? 0 : rates.find((rate) => grossOf(String(net), rate, 0) === parseMoney(String(gross))) ?? null,
  }))
  const fees = order.surcharges.map(({ description, price, priceWithTax, taxRate }) => ({
    text: description, amount: sided({ net: price, gross: priceWithTax }), vatRate: rateFromPercent(taxRate) ?? null,
  }))
  const charges = { ...named('freight', freight), ...named('fee', fees) }
  return Object.keys(charges).length > 0 ? charges : null
}

function named(name: string, list: readonly Given[]): Record<string, Given> {
  return Object.fromEntries(list.map((one, at) => [at === 0 ? name : `${name} ${at + 1}`, one]))
}

function numbered(list: readonly Given[]): Record<string, Given> {
  return Object.fromEntries(list.map((one, at) => [String(at + 1), one]))
}

function addressOf(address: Address | null, name: string): Given | null {
  if (!address?.streetLine1 && !address?.city) return null
  return {
    name: address.fullName || name || null, company: address.company || null, line1: address.streetLine1 || null, line2: address.streetLine2 || null,
    postcode: address.postalCode || null, city: address.city || null, country: address.countryCode || null,
  }
}
