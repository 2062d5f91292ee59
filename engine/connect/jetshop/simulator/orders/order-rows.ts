// Orders in a simulated shop's file, and how the assumed extension shows them.
import { add, multiply, divide, subtract, withPlaces } from '../../../../values/decimal.js'
import type { World } from '../../../world/world.js'
import type { WrittenNode } from '../../xml.js'

interface Address { company?: string; first?: string; last?: string; address?: string; co?: string; zip?: string; city?: string; country?: string }

/**
 * An order under its number. Amounts are decimal texts; whether they include VAT says pricesIncVat. A discount, a freight or a fee whose
 * vat is "shared" is shared among the rates of the rows and shows none of its own.
 */
export interface OrderRow {
  id?: number
  channel?: number
  /** Wall time of the shop. */
  placed?: string
  modified?: string
  statusId?: number
  exported?: boolean
  currency?: string
  rate?: string
  pricesIncVat?: boolean
  customer?: { id?: string; orgNo?: string; vatNo?: string; vatNoValidAt?: string; email?: string; phone?: string }
  billTo?: Address
  shipTo?: Address
  reference?: string
  poNumber?: string
  goodsLabel?: string
  comment?: string
  rows?: { article: string; name?: string; quantity: string; price: string; vat?: string; discount?: string; unit?: string }[]
  discounts?: { text: string; amount: string; vat?: string }[]
  giftVouchers?: { number: string; amount: string }[]
  /** vat "shared": shown without a rate; its VAT follows the goods. */
  freight?: { amount: string; vat?: string }
  fee?: { amount: string; vat?: string }
  /** captures: each part that was taken. reserved: left out, what is to be paid now. expires: wall time of the shop. */
  payment?: { methodId?: number; state?: string; reference?: string; reserved?: string; expires?: string; captures?: { amount: string; at: string }[] }
  /** at: wall time of the shop. */
  refunds?: { id: number; at: string; state?: string; amount: string; freight?: string; restocked?: boolean; rows?: { article: string; quantity: string; amount?: string }[] }[]
  delivery?: { methodId?: number }
  parcels?: { number: string; carrier?: string; url?: string }[]
  history?: { statusId: number; at: string }[]
  /** VAT as the shop shows it, where it counts otherwise than on the sums of the rates. */
  vatSaid?: string
}

const PLACES = { places: 4 }
const VAT = '0.25'
const SHARED = 'shared'
const CENTS = { places: 2 }

export function orderIn(world: World, number: string): OrderRow | undefined {
  return world.row('orders', number) as OrderRow | undefined
}

/** The order in the extension's own words; null strings are left out, as the service does. */
export function orderData(number: string, row: OrderRow): WrittenNode {
  const sums = sumsOf(row)
  const { customer = {}, billTo = row.shipTo ?? {}, shipTo = {}, payment = {} } = row
  const toPay = payableOf(row)
  return {
    OrderId: row.id ?? 0, OrderNumber: number, ChannelId: row.channel ?? 1, Culture: 'sv-SE', OrderDate: row.placed, ModifiedDate: row.modified ?? row.placed,
    StatusId: row.statusId ?? 0, IsExported: row.exported ?? false, CurrencyCode: row.currency ?? 'SEK', CurrencyRate: amount(row.rate ?? '1'), PricesIncVat: row.pricesIncVat ?? true,
    CustomerId: customer.id, OrganizationNumber: customer.orgNo, VatNumber: customer.vatNo, VatNumberValidatedDate: customer.vatNoValidAt, Email: customer.email, MobilePhone: customer.phone,
    ...addressData('BillTo', billTo), ...addressData('ShipTo', shipTo),
    CustomerReference: row.reference, PurchaseOrderNumber: row.poNumber, GoodsLabel: row.goodsLabel, CustomerComment: row.comment,
    OrderRows: {
      OrderRowData: (row.rows ?? []).map((one, at) => ({
        RowNumber: at + 1, ArticleNumber: one.article, Name: one.name ?? one.article, Quantity: amount(one.quantity), UnitName: one.unit, UnitPrice: amount(one.price),
        DiscountPercent: amount(one.discount ?? '0'), Vat: fraction(one.vat), RowTotal: amount(rowSum(one)),
      })),
    },
    OrderDiscounts: { OrderDiscountData: (row.discounts ?? []).map((one) => ({ Description: one.text, Amount: amount(one.amount), Vat: fraction(one.vat) })) },
    GiftVouchers: { GiftVoucherData: (row.giftVouchers ?? []).map((one) => ({ VoucherNumber: one.number, ChargedAmount: amount(one.amount) })) },
    VatLines: { VatLineData: [...sums.byRate].map(([rate, { net, vat }]) => ({ Vat: fraction(rate), AmountExVat: amount(net), VatAmount: amount(vat) })) },
    FreightFee: amount(row.freight?.amount ?? '0'), FreightVat: fraction(row.freight?.vat), PaymentFee: amount(row.fee?.amount ?? '0'), PaymentFeeVat: fraction(row.fee?.vat),
    Rounding: amount('0'), TotalExVat: amount(sums.net), TotalVat: amount(sums.vat), TotalIncVat: amount(add(sums.net, sums.vat)), AmountToPay: amount(toPay),
    PaymentMethodId: payment.methodId ?? 1, PaymentState: payment.state ?? 'Pending', PaymentReference: payment.reference, DeliveryMethodId: row.delivery?.methodId ?? 1,
    ReservedAmount: amount(reservedOf(row)), CapturedAmount: amount(capturedOf(row)), ReservationExpiresDate: payment.expires,
    OrderCaptures: { OrderCaptureData: (payment.captures ?? []).map((one) => ({ CapturedDate: one.at, CapturedAmount: amount(one.amount) })) },
    Refunds: {
      RefundData: (row.refunds ?? []).map((one) => ({
        RefundId: one.id, RefundDate: one.at, RefundState: one.state ?? 'Done', RefundAmount: amount(one.amount), RefundedFreight: amount(one.freight ?? '0'), IsRestocked: one.restocked ?? false,
      })),
    },
    RefundRows: {
      RefundRowData: (row.refunds ?? []).flatMap(({ id, rows = [] }) => rows.map((one) => ({
        RefundId: id, ArticleNumber: one.article, Quantity: amount(one.quantity), RefundAmount: one.amount === undefined ? undefined : amount(one.amount),
      }))),
    },
    Parcels: { ParcelData: (row.parcels ?? []).map(({ number: parcel, carrier, url }) => ({ TrackingNumber: parcel, Carrier: carrier, TrackingUrl: url })) },
    StatusHistory: { OrderStatusHistoryData: (row.history ?? []).map(({ statusId, at }) => ({ StatusId: statusId, ChangedDate: at })) },
  }
}

/** What the payment provider holds, what it took already included. */
export function reservedOf(row: OrderRow): string {
  return row.payment?.reserved ?? payableOf(row)
}

/** With gift cards taken off. */
export function payableOf(row: OrderRow): string {
  const { net, vat } = sumsOf(row)
  return (row.giftVouchers ?? []).reduce((sum, { amount }) => subtract(sum, amount), add(net, vat))
}

/** A payment that is captured without its parts was taken as a whole. */
export function capturedOf(row: OrderRow): string {
  const { state, captures } = row.payment ?? {}
  return captures ? captures.reduce((sum, { amount }) => add(sum, amount), '0') : state === 'Captured' ? payableOf(row) : '0'
}

function addressData(prefix: string, from: Address): WrittenNode {
  const { company, first, last, address, co, zip, city, country } = from
  const parts = { Company: company, FirstName: first, LastName: last, Address: address, Co: co, ZipCode: zip, City: city, CountryCode: country ?? 'SE' }
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [`${prefix}${name}`, value]))
}

interface Sums { net: string; vat: string; byRate: Map<string, { net: string; vat: string }> }

interface Part { readonly amount: string; readonly vat: string }

/** Per rate, rounded once. */
function sumsOf(row: OrderRow): Sums {
  const goods = (row.rows ?? []).map((one) => ({ amount: rowSum(one), vat: one.vat ?? VAT }))
  const others = [
    ...[row.freight, row.fee].flatMap((one) => (one ? [{ amount: one.amount, vat: one.vat ?? VAT }] : [])),
    ...(row.discounts ?? []).map((one) => ({ amount: `-${one.amount}`, vat: one.vat ?? VAT })),
  ]
  const parts = [...goods, ...others.flatMap((one) => (one.vat === SHARED ? sharesOf(one.amount, goods) : [one]))]
  const byRate = new Map<string, { net: string; vat: string }>()
  for (const rate of new Set(parts.map(({ vat }) => vat))) {
    const sum = parts.filter(({ vat }) => vat === rate).reduce((total, one) => add(total, one.amount), '0')
    const net = row.pricesIncVat ?? true ? divide(sum, add('1', rate), { places: 2 }) : sum
    const vat = row.pricesIncVat ?? true ? subtract(sum, net) : divide(multiply(sum, rate), '1', { places: 2 })
    byRate.set(rate, { net, vat })
  }
  const total = (which: 'net' | 'vat'): string => [...byRate.values()].reduce((sum, one) => add(sum, one[which]), '0')
  const [net, vat] = [total('net'), total('vat')]
  // With VAT the total stands, without it the net does.
  const isOff = row.vatSaid !== undefined && (row.pricesIncVat ?? true)
  return { net: isOff ? subtract(add(net, vat), row.vatSaid ?? vat) : net, vat: row.vatSaid ?? vat, byRate }
}

/** By rate, in proportion to the goods: each share is what the sum has come to, less what the shares before it took. */
function sharesOf(amount: string, goods: readonly Part[]): readonly Part[] {
  const all = goods.reduce((sum, one) => add(sum, one.amount), '0')
  let [come, taken] = ['0', '0']
  return [...new Set(goods.map(({ vat }) => vat))].map((vat) => {
    come = goods.filter((one) => one.vat === vat).reduce((sum, one) => add(sum, one.amount), come)
    const share = subtract(divide(multiply(amount, come), all, CENTS), taken)
    taken = add(taken, share)
    return { amount: share, vat }
  })
}

function rowSum({ quantity, price, discount = '0' }: { quantity: string; price: string; discount?: string }): string {
  return divide(multiply(multiply(quantity, price), subtract('100', discount)), '100', { places: 2 })
}

function amount(text: string): string {
  return withPlaces(text, PLACES)
}

function fraction(text: string | undefined): string | undefined {
  return text === SHARED ? undefined : withPlaces(text ?? VAT, { places: 8 })
}
