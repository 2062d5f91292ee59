// Which channel an order belongs to, and what it says of its documents over what holds for all.
import { held, isHeld, type Held } from './finding.js'
import { own } from './lookup.js'
import type { ChannelRules, DocumentKind, ForDocument, OrderRules, ShopOrder } from './types.js'

/** undefined: the shop has no channels configured. With channels an order that none of them claims is held, and so is one that two do. */
export function channelOf(order: ShopOrder, rules: OrderRules): ChannelRules | Held | undefined {
  if (rules.channels.length === 0) return undefined
  const fitting = rules.channels.filter(({ match }) => fits(order, match))
  const most = Math.max(...fitting.map(({ match }) => sizeOf(match)))
  const [first, ...others] = fitting.filter(({ match }) => sizeOf(match) === most)
  const facts = { channel: order.channel ?? '–', currency: order.currency ?? '–', country: countryOf(order) ?? '–' }
  if (first === undefined) return held('CHANNEL_UNMAPPED', facts)
  return others.length === 0 ? first : held('CHANNEL_UNCLEAR', { ...facts, channels: [first, ...others].map(({ name }) => name).sort().join(', ') })
}

/** How this order's document is made: the channel's own words first. Its kind by the payment method, first the channel's, then everybody's. */
export function forDocument(order: ShopOrder, rules: OrderRules): ForDocument | Held {
  const channel = channelOf(order, rules)
  if (isHeld(channel)) return channel
  const said = channel?.orders ?? {}
  const method = order.paymentMethod ?? ''
  const as: DocumentKind = own(said.byPayment ?? {}, method) ?? said.as ?? own(rules.byPayment, method) ?? rules.as
  return { ...rules, ...said, as, byPayment: said.byPayment ?? rules.byPayment }
}

/** Where the goods go; where that is not told, where the bill goes. ISO 3166-1 alpha-2, in capitals. */
export function countryOf({ deliveryAddress, invoiceAddress }: ShopOrder): string | undefined {
  return (deliveryAddress?.country || invoiceAddress?.country || undefined)?.trim().toUpperCase()
}

function fits(order: ShopOrder, match: ChannelRules['match']): boolean {
  return (match.channelId === undefined || match.channelId === order.channel)
    && (match.currency === undefined || match.currency === order.currency)
    && (match.country === undefined || match.country.toUpperCase() === countryOf(order))
}

function sizeOf(match: ChannelRules['match']): number {
  return Object.values(match).filter((value) => value !== undefined).length
}
