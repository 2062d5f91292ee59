// The operations of the ASSUMED order extension, by its own names. Every write is an effect; each
// mail and each capture is a row of its own, so that the log shows what happened twice.
import type { Put, Row, World } from '../../../world/world.js'
import { asNode, listIn, textIn, type WrittenNode, type Xml } from '../../xml.js'
import { wallNow } from '../clock.js'
import type { Fault } from '../faults.js'
import type { OrderMemory } from './order-memory.js'
import { add, compare, withPlaces } from '../../../../values/decimal.js'
import { capturedOf, orderData, orderIn, payableOf, reservedOf, type OrderRow } from './order-rows.js'

export interface OrderCall {
  readonly world: World
  readonly operation: string
  readonly content: Xml
  readonly fault: Fault | undefined
  readonly memory: OrderMemory
}

interface Listed { readonly number: string; readonly row: OrderRow }

const PAGE_SIZE = 50
const CENTS = { places: 2 }

export const orderOperations: Readonly<Record<string, (call: OrderCall) => WrittenNode>> = {
  Order_GetOrders: (call) => ({ OrderData: pageOf(listed(call), call).map(({ number, row }) => orderData(number, row)) }),
  Order_Get: ({ world, content }) => {
    const number = textIn(asNode(content)['orderGetOptions'], 'OrderNumber') ?? ''
    const row = orderIn(world, number)
    return row ? { OrderData: [orderData(number, row)] } : {}
  },
  Order_GetStatuses: ({ world }) => ({ OrderStatusData: codes(world, 'orderStatuses', 'StatusId') }),
  Channel_GetChannels: ({ world }) => ({ ChannelData: codes(world, 'channels', 'ChannelId') }),
  PaymentMethod_GetPaymentMethods: ({ world }) => ({ PaymentMethodData: codes(world, 'paymentMethods', 'PaymentMethodId') }),
  Customer_GetCustomerGroups: ({ world }) => ({ CustomerGroupData: codes(world, 'customerGroups', 'CustomerGroupId') }),
  PriceList_GetPriceLists: ({ world }) => ({ PriceListData: codes(world, 'priceLists', 'PriceListId') }),
  Customer_GetCustomers: ({ world, content }) => ({ CustomerData: pageOf(Object.entries(world.table('customers')), { world, content, option: 'customerOptions' }).map(customerData) }),
  Customer_Get: ({ world, content }) => {
    const id = textIn(asNode(content)['customerGetOptions'], 'CustomerId') ?? ''
    const row = world.row('customers', id)
    return row ? { CustomerData: [customerData([id, row])] } : {}
  },
  Order_SetStatus: (call) => ({ OrderResult: each(call, listIn(asNode(call.content)['orderStatusUpdates'], 'OrderStatusUpdate'), setStatus) }),
  Order_AddTracking: (call) => ({ OrderResult: each(call, listIn(asNode(call.content)['orderTrackings'], 'OrderTracking'), addTracking) }),
  Order_Capture: (call) => ({ OrderResult: each(call, listIn(asNode(call.content)['orderCaptures'], 'OrderCapture'), capture) }),
  Order_SetExported: (call) => ({ OrderResult: each(call, listIn(asNode(call.content)['orderNumbers'], 'string').map((number) => ({ OrderNumber: number })), setExported) }),
}

function listed({ world, content, fault, memory }: OrderCall): Listed[] {
  const options = asNode(content)['orderOptions']
  const [status, channel, since] = ['StatusId', 'ChannelId', 'ModifiedSince'].map((name) => textIn(options, name))
  const rows = fault?.kind === 'staleList' ? memory.before(fault.delayMs ?? 0) : (world.table('orders') as Record<string, OrderRow>)
  const all = Object.entries(rows).map(([number, row]) => ({ number, row }))
    .filter(({ row }) => status === undefined || row.statusId === Number(status))
    .filter(({ row }) => channel === undefined || (row.channel ?? 1) === Number(channel))
    // Wall times of one zone compare as texts.
    .filter(({ row }) => since === undefined || (row.modified ?? row.placed ?? '') >= since)
  const ordered = all.sort((one, other) => ((one.row.placed ?? '') < (other.row.placed ?? '') ? -1 : 1))
  // While the caller turned the page, the first of the list went out of it.
  return fault?.kind === 'pageShift' ? ordered.slice(1) : ordered
}

/** A world's pageMax caps what may be asked for, as a service may that does not tell. */
function pageOf<One>(all: readonly One[], { content, world, option = 'orderOptions' }: { content: Xml; world: World; option?: string }): readonly One[] {
  const options = asNode(content)[option]
  const size = Math.min(Number(textIn(options, 'PageSize') ?? PAGE_SIZE), Number(world.settings['pageMax'] ?? Infinity))
  const page = Number(textIn(options, 'Page') ?? 1)
  return all.slice((page - 1) * size, page * size)
}

function codes(world: World, table: string, id: string): WrittenNode[] {
  return Object.entries(world.table(table)).map(([key, row]) => ({ [id]: key, Name: String(row['name'] ?? '') }))
}

function customerData([id, row]: readonly [string, Row]): WrittenNode {
  const text = (name: string): string | undefined => (row[name] === undefined ? undefined : String(row[name]))
  return {
    CustomerId: id, CustomerType: text('type') ?? 'Private', Name: text('name'), OrganizationNumber: text('orgNo'), Email: text('email'), MobilePhone: text('phone'),
    CustomerGroupId: text('groupId') ?? null,
  }
}

type One = (call: OrderCall, number: string, row: OrderRow, asked: Xml) => string | undefined

/** A result for each row: an order that is not there, and a row that the world makes fail, say so. */
function each(call: OrderCall, asked: readonly Xml[], act: One): WrittenNode[] {
  return asked.map((one, at) => {
    const OrderNumber = textIn(one, 'OrderNumber') ?? ''
    const row = orderIn(call.world, OrderNumber)
    const fails = call.fault?.kind === 'rowFailure' && (call.fault.article === undefined ? at === 0 : call.fault.article === OrderNumber)
    const Message = fails ? 'The order is locked by another user.' : row ? act(call, OrderNumber, row, one) : 'Order not found.'
    return Message === undefined ? { OrderNumber, Success: true } : { OrderNumber, Success: false, Message }
  })
}

function setStatus({ world, operation }: OrderCall, number: string, row: OrderRow, asked: Xml): string | undefined {
  const id = textIn(asked, 'StatusId') ?? ''
  const status = world.row('orderStatuses', id)
  if (!status) return 'Status not found.'
  const at = wallNow()
  const captures = status['captures'] === true
  const changed: OrderRow = {
    ...row, ...withParcel(row, asked), statusId: Number(id), modified: at, history: [...(row.history ?? []), { statusId: Number(id), at }],
    ...(captures ? { payment: { ...row.payment, state: 'Captured' } } : {}),
  }
  const mails = textIn(asked, 'SendMail') === 'true' || status['mails'] === true
  world.effect(operation, [
    ['orders', number, changed as Row],
    ...(mails ? [['mails', nextKey(world, 'mails'), { order: number, status: Number(id), at }] as Put] : []),
    // A second time is a second row: whoever asks twice is seen to.
    ...(captures ? [['captures', nextKey(world, 'captures'), { order: number, amount: withPlaces(payableOf(row), CENTS), at }] as Put] : []),
  ])
  return undefined
}

/** A part of what is reserved, or the rest; nothing tells it from one that was asked for before. */
function capture({ world, operation }: OrderCall, number: string, row: OrderRow, asked: Xml): string | undefined {
  const amount = textIn(asked, 'Amount') ?? '0'
  const at = wallNow()
  const { payment = {} } = row
  if (payment.state !== 'Reserved') return 'Nothing is reserved.'
  if (payment.expires !== undefined && payment.expires <= at) return 'The reservation has expired.'
  const captured = add(capturedOf(row), amount)
  if (compare(amount, '0') <= 0 || compare(captured, reservedOf(row)) > 0) return 'More than is reserved.'
  const state = compare(captured, reservedOf(row)) === 0 ? 'Captured' : 'Reserved'
  world.effect(operation, [
    ['orders', number, { ...row, modified: at, payment: { ...payment, state, captures: [...(payment.captures ?? []), { amount, at }] } } as Row],
    ['captures', nextKey(world, 'captures'), { order: number, amount: withPlaces(amount, CENTS), at }],
  ])
  return undefined
}

function addTracking({ world, operation }: OrderCall, number: string, row: OrderRow, asked: Xml): string | undefined {
  const at = wallNow()
  const mail: Put = ['mails', nextKey(world, 'mails'), { order: number, parcel: textIn(asked, 'TrackingNumber') ?? '', at }]
  world.effect(operation, [['orders', number, { ...row, ...withParcel(row, asked), modified: at } as Row], ...(textIn(asked, 'SendMail') === 'true' ? [mail] : [])])
  return undefined
}

function setExported({ world, operation }: OrderCall, number: string, row: OrderRow): string | undefined {
  world.effect(operation, [['orders', number, { ...row, exported: true, modified: wallNow() } as Row]])
  return undefined
}

function withParcel(row: OrderRow, asked: Xml): Pick<OrderRow, 'parcels'> {
  const number = textIn(asked, 'TrackingNumber')
  if (number === undefined || number === '') return {}
  const [carrier, url] = [textIn(asked, 'Carrier'), textIn(asked, 'TrackingUrl')]
  return { parcels: [...(row.parcels ?? []), { number, ...(carrier === undefined ? {} : { carrier }), ...(url === undefined ? {} : { url }) }] }
}

function nextKey(world: World, table: string): string {
  return String(Object.keys(world.table(table)).length + 1)
}
