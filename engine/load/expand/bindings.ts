// The price lists of a shop: documents of their own, and channels that have one. What a list is besides its prices — a campaign with
// its days, a range that is shown — becomes rules of the lane.
import { problem, type Problem } from '../../core/problem.js'
import type { BoundLists, MapRule } from '../../core/stream.js'
import type { EntitySpec } from '../../types/entity.js'
import type { CustomerDocument } from '../files.js'
import type { Path } from '../yaml.js'
import type { Book } from './book.js'

export type Binding = CustomerDocument<'PriceListBinding'>

/** The price lists of a shop, as bindings: its documents of that kind, then those of its channels. */
export function bindingsOf(book: Book, shop: string): readonly Binding[] {
  const documents = book.of('PriceListBinding').filter((one) => one.body.spec.shop.name === shop)
  for (const one of documents) book.used.add(one)
  const channels = book.of('Channel').filter((one) => one.body.metadata.shop === shop)
  return [...documents, ...channels.flatMap(channelBinding)]
}

/** What becomes what, and who sees it: as a plan says it. */
export function listsOf({ body: { spec: { erp: { priceList, customerNumber }, shop: { priceList: shop, customerGroup } } } }: Binding): BoundLists {
  return {
    ...(priceList === undefined ? {} : { erp: priceList }), ...(customerNumber === undefined ? {} : { customerNumber }),
    shop, ...(customerGroup === undefined ? {} : { customerGroup }),
  }
}

/** A channel with a list of its own: prices and visibility are the list's. */
function channelBinding(channel: CustomerDocument<'Channel'>): Binding[] {
  const { prices } = channel.body.spec
  if (!prices) return []
  const { erp, shop, currency, hideOthers } = prices
  const place: Binding['place'] = (path, of) => channel.place(placeIn(path), of)
  return [{
    kind: 'PriceListBinding',
    name: `channel-${channel.name}`,
    place,
    body: {
      apiVersion: 'samsyn/v1', kind: 'PriceListBinding', metadata: { name: `channel-${channel.name}` },
      spec: {
        erp: { priceList: erp }, shop: { name: channel.body.metadata.shop, priceList: shop },
        ...(currency === undefined ? {} : { currency }), ...(hideOthers === undefined ? {} : { hideOthers }),
      },
    },
  }]
}

function placeIn(path: Path): Path {
  const [first, second] = path
  return first === 'spec' && second !== undefined ? ['spec', 'prices', second] : path
}

/** The fields of a list that its binding leaves to others. A campaign has no say in the ordinary price. */
export function withoutOf({ body }: Binding, entity: EntitySpec): readonly string[] {
  return body.spec.campaign ? [amountOf(entity), 'visible'] : ['campaignPrice', 'campaignFrom', 'campaignTo', 'membersOnly', ...(body.spec.hideOthers ? [] : ['visible'])]
}

/** How the fields of a list are made where they are not the ERP's own: all of them follow from the price in its list. */
export function bindingRules(binding: Binding, entity: EntitySpec): MapRule[] {
  const from = [amountOf(entity)]
  const { campaign, hideOthers } = binding.body.spec
  const place = `${binding.place(['spec']).file}`
  const rule = (to: string, there: unknown, otherwise: unknown): MapRule => ({
    to, from, steps: [{ name: 'whereThere', with: { there, otherwise } }], place,
  })
  if (!campaign) return hideOthers ? [rule('visible', true, false)] : []
  return [
    { to: 'campaignPrice', from, steps: [], place },
    rule('campaignFrom', campaign.from ?? null, null),
    rule('campaignTo', campaign.to ?? null, null),
    rule('membersOnly', campaign.membersOnly ?? false, false),
  ]
}

/** The register's first amount is its ordinary price. */
function amountOf({ fields }: EntitySpec): string {
  const found = Object.entries(fields).find(([, spec]) => spec?.guard === 'amount')
  if (!found) throw new Error('a price list without an amount')
  return found[0]
}

/** A campaign with one day of two, or with days that do not follow each other. */
export function campaignFaults(book: Book): Problem[] {
  return book.of('PriceListBinding').flatMap((one) => {
    const { from, to } = one.body.spec.campaign ?? {}
    const at = (key: string): Problem['place'] => one.place(['spec', 'campaign', key])
    if ((from === undefined) !== (to === undefined)) {
      const [key, other] = from === undefined ? ['from', 'to'] : ['to', 'from']
      return [problem('E104', { key, parent: 'campaign' }, at(other))]
    }
    return from !== undefined && to !== undefined && from > to
      ? [problem('E108', { value: to, what: 'to', expected: `a day that is not before ${from}` }, at('to'))]
      : []
  })
}

/** The ERP's prices are those of a list or of a customer, and not of both. */
export function bothListAndCustomerFaults(book: Book): Problem[] {
  return book.of('PriceListBinding').flatMap((one) => {
    const { priceList, customerNumber } = one.body.spec.erp
    if (priceList === undefined || customerNumber === undefined) return []
    return [problem('E224', { list: priceList, customer: customerNumber }, one.place(['spec', 'erp', 'customerNumber'], 'key'))]
  })
}

/** One stock level for an article is all that a shop is told: a channel cannot have another. */
export function channelStockFaults(book: Book): Problem[] {
  return book.of('StockProfile').flatMap((one) => {
    const { channel } = one.body.metadata
    return channel === undefined ? [] : [problem('E222', { channel, profile: one.name }, one.place(['metadata', 'channel']))]
  })
}
