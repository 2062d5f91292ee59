// What the files say of one shop's orders, as the rules that documents are made by: the Integration's choices, its channels', the
// status mapping and the ValueMaps of payment methods, delivery ways and units.
import { placeText, problem, warning, type Place, type Problem } from '../../core/problem.js'
import { statusTakesParcel } from '../../core/order-binding.js'
import type { OrderLane, ParcelLane, SystemRef } from '../../core/stream.js'
import type { ChannelRules, CodeMap, DocumentKind, ForDocument, OrderRules, PayRule } from '../../trade/order/types.js'
import type { ParcelSource as GivenParcels } from '../../types/integration.js'
import type { Ability } from '../../types/system.js'
import { STOCKHOLM } from '../../values/time.js'
import type { CustomerDocument } from '../files.js'
import type { GroupPrices } from '../../trade/customer/register.js'
import { bindingsOf } from './bindings.js'
import { forShop } from './book.js'
import { cardRulesOf } from './order-customers.js'
import { regimesOf } from './order-regimes.js'
import { ordering, orderStream } from './order-shops.js'
import { tellOnce } from './settings.js'
import { tableOf } from './tables.js'
import { inFlightFrom } from './in-flight.js'
import type { Lane } from './lanes.js'
import { pairsOf } from './pairs.js'
import type { Setup } from './setup.js'

const FOLLOW_DAYS = 180
const RATE_WITHIN_PERCENT = 20
const COLUMNS: ParcelLane['columns'] = { orderNumber: 'orderNumber', parcel: 'parcel', carrier: 'carrier', url: 'url' }
const SURE = 'verified'
/** By these one finds the invoice of an order, and what of it is credited. */
const BILLED = ['invoiced', 'credited']

/** Why a register of orders cannot run for this shop; undefined: it can. */
export function lacksForOrders(setup: Setup, lane: Lane): Problem | undefined {
  const { shop: { ref }, entity: { between }, from } = lane
  const register = between && ref.spec.can[from === 'shop' ? between.source : between.target]
  const wants = between?.wants
  const isListed = from === 'shop' || wants === 'groups'
  if (wants === 'groups' && between && !isTold(register, between.writes)) return problem('CUSTOMERS_NOT_TOLD', { shop: ref.name, title: ref.spec.title, why: register?.why })
  if (register?.read !== SURE || (isListed && register.list !== SURE)) {
    tellEarly(setup, lane)
    return problem(OF_THE_REGISTER.has(wants) ? 'CUSTOMERS_NOT_READ' : 'ORDERS_NOT_READ', { shop: ref.name, title: ref.spec.title, why: register?.why })
  }
  if (wants === undefined) return undefined
  const orders = orderLaneOf(setup, lane)
  return WANTED[wants](orders) ? lacksForTelling(setup, lane, orders) : problem('STREAM_EMPTY', { missing: WHAT[wants] })
}

/** What is wrong with the rules of orders that cannot be read yet: they are written before a binding is confirmed. */
function tellEarly(setup: Setup, lane: Lane): void {
  const problems: Problem[] = []
  orderLaneOf({ ...setup, book: { ...setup.book, used: new Set() }, problems }, lane)
  for (const one of problems) if (one.level !== 'warning') tellOnce(setup, one)
}

/** Of customers whom the shop knows without an order. */
const OF_THE_REGISTER: ReadonlySet<Wants | undefined> = new Set(['groups', 'customers'])

function isTold(register: Ability | undefined, fields: readonly string[]): boolean {
  return register?.update === SURE && fields.every((field) => register.fields[field]?.write === SURE)
}

/** Why the shop cannot be told of parcels or captures that the files ask for. */
function lacksForTelling({ erp }: Setup, { shop: { ref }, entity }: Lane, { parcels }: OrderLane): Problem | undefined {
  const { wants, target = '', create = 'create' } = entity.between ?? {}
  if (wants !== 'tracking' && wants !== 'capture') return undefined
  const ability = ref.spec.can[target]
  if (ability?.[create] !== SURE) return problem('ORDERS_NOT_TOLD', { shop: ref.name, what: entity.title, why: ability?.why })
  const register = erp?.spec.can[target]
  if (wants !== 'tracking' || parcels?.source.from !== 'register' || register?.read === SURE) return undefined
  return problem('PARCELS_NOT_READ', { title: erp?.spec.title, why: register?.why })
}

type Wants = NonNullable<NonNullable<Lane['entity']['between']>['wants']>

/** What must be in the files for a register to have anything to carry. */
const WANTED: Readonly<Record<Wants, (lane: OrderLane) => boolean>> = {
  then: ({ then }) => then !== undefined,
  cancelled: ({ rules }) => rules.cancelledStatuses.length > 0,
  feedback: ({ feedback }) => feedback.length > 0,
  tracking: ({ feedback, parcels }) => parcels !== undefined && feedback.some(({ tracking }) => tracking),
  capture: ({ feedback }) => feedback.some(({ capture }) => capture),
  cardUpdates: ({ rules: { customer } }) => customer.update.length > 0 || customer.onInactive === 'reactivate',
  groups: ({ groups }) => groups.length > 0,
  customers: () => true,
  refunds: ({ refunds }) => refunds,
  newArticles: ({ rules }) => rules.onUnknownArticle === 'create',
}
const WHAT: Readonly<Record<Wants, string>> = {
  then: 'import.then in an OrderStatusMapping of the shop', cancelled: 'import.cancelled in an OrderStatusMapping of the shop',
  feedback: 'feedback in an OrderStatusMapping of the shop',
  tracking: 'feedback with tracking in an OrderStatusMapping of the shop, and orders.parcels in the Integration',
  capture: 'feedback with capture in an OrderStatusMapping of the shop',
  cardUpdates: 'update, or onInactive: reactivate, under orders: customer',
  groups: 'customerGroup in a PriceListBinding of the shop', customers: 'a customer',
  refunds: 'lists: refunds in the OrderBinding of the shop',
  newArticles: 'onUnknownArticle: create under orders',
}

/** Can what is sold and not booked yet be counted? Only where the orders of every shop flow. */
export function ordersFlow(setup: Setup): boolean {
  const stream = orderStream(setup)
  if (!stream || setup.shops.length === 0 || ordering(setup).length < setup.shops.length) return false
  return setup.shops.every(({ ref }) => {
    const ability = ref.spec.can[stream.source]
    return ability?.list === SURE && ability.read === SURE
  })
}

/** Choices that the files can make and that do nothing: what they need is missing, or this version does not have it. */
function tellIdle(setup: Setup, shop: string): void {
  const { integration } = setup
  const { onUnknownArticle, articles } = integration.body.spec.orders ?? {}
  if (onUnknownArticle === 'textRow' && articles?.fallback === undefined) tellOnce(setup, problem('E255', {}, integration.place(['spec', 'orders', 'onUnknownArticle'], 'key')))
  for (const one of setup.book.of('Channel'))
    if (one.body.metadata.shop === shop && one.body.spec.orders?.series !== undefined)
      tellOnce(setup, warning('W320', { what: 'series of a Channel' }, one.place(['spec', 'orders', 'series'], 'key')))
}

/** The rules of one shop's orders. Documents that say something of them are marked as used. */
export function orderLaneOf(setup: Setup, lane: Lane): OrderLane {
  const { integration } = setup
  const { orders = {}, ordersFrom = '' } = integration.body.spec
  const shop = lane.shop.ref.name
  const countedFrom = inFlightFrom(integration)
  tellIdle(setup, shop)
  const mappings = setup.book.of('OrderStatusMapping').filter((one) => one.body.metadata.shop === shop)
  for (const one of mappings) setup.book.used.add(one)
  const imports = mappings.flatMap(({ body }) => (body.spec.import ? [body.spec.import] : []))
  const then = imports.find((one) => one.then !== undefined)?.then
  const rules: OrderRules = {
    shop, ordersFrom, timeZone: STOCKHOLM, ...documentRules(orders),
    ...startOf(setup, shop, mappings),
    cancelledStatuses: imports.flatMap(({ cancelled }) => cancelled ?? []),
    pay: (orders.pay ?? {}) as Readonly<Record<string, PayRule>>,
    ...mapped(setup, shop, 'paymentMethod', 'paymentTerms'), ...mapped(setup, shop, 'deliveryWay', 'deliveryWays'), ...mapped(setup, shop, 'unit', 'units'),
    channels: channelsOf(setup, shop),
    customer: cardRulesOf(setup),
    onUnknownArticle: orders.onUnknownArticle ?? 'hold', ...articleCodesOf(setup, shop), articles: orders.articles ?? {}, freightVat: orders.freightVat ?? 'split',
    rateWithinPercent: orders.rateWithinPercent ?? RATE_WITHIN_PERCENT, roundFor: orders.roundFor ?? [], onLongComment: orders.onLongComment ?? 'hold', onTooManyRates: 'hold', lockedPeriod: orders.lockedPeriod ?? 'hold',
    onEdit: orders.onEdit ?? 'hold', zeroOrders: orders.zeroOrders ?? 'transfer', ...(orders.giveUpAfterDays === undefined ? {} : { giveUpAfterDays: orders.giveUpAfterDays }),
    regimes: regimesOf(setup),
  }
  return {
    rules, ...(then === undefined ? {} : { then }), followDays: orders.followDays ?? FOLLOW_DAYS, ...(countedFrom === undefined ? {} : { inFlightFrom: countedFrom }), articleNumbers: articleNumbersOf(setup, lane), groups: groupsOf(setup, shop),
    ...(orders.parcels === undefined ? {} : { parcels: parcelsOf(orders.parcels) }),
    parcelWithStatus: takesParcel(setup, lane.shop.ref), captureParts: abilityFor(setup, lane.shop.ref, 'capture')?.parts === true, ...creditsOf(setup, lane.shop.ref),
    ...captureStatusOf(lane.shop.ref),
    final: mappings.flatMap(({ body }) => body.spec.final ?? []),
    feedback: mappings.flatMap((one) => feedbackOf(setup, one)).map((one) => ({
      event: one.event, status: one.status, mail: one.mail ?? false, tracking: one.tracking ?? false, mailOnTracking: one.mailOnTracking ?? false,
      capture: one.capture ?? false,
    })),
  }
}

/** Which statuses start the transfer. Where the files name none, every one does that they do not put behind it. */
function startOf(setup: Setup, shop: string, mappings: readonly CustomerDocument<'OrderStatusMapping'>[]): Pick<OrderRules, 'statuses' | 'pastStatuses'> {
  const when = mappings.flatMap(({ body }) => body.spec.import?.when ?? [])
  const [first] = mappings
  if (when.length > 0 || !first) return when.length > 0 ? { statuses: when } : {}
  const pastStatuses = [...new Set(mappings.flatMap(({ body: { spec } }) => [...spec.final ?? [], ...(spec.feedback ?? []).map(({ status }) => status)]))]
  tellOnce(setup, warning('W321', { shop, statuses: pastStatuses }, first.place(['spec'], 'key')))
  return { pastStatuses }
}

function captureStatusOf({ orderBinding }: SystemRef): Pick<OrderLane, 'captureStatus'> {
  const captureStatus = orderBinding?.spec.operations.capture?.status
  return captureStatus === undefined ? {} : { captureStatus }
}

type Feedback = NonNullable<CustomerDocument<'OrderStatusMapping'>['body']['spec']['feedback']>

/** What the shop is told; an event that nobody knows to be told rightly by this ERP is left out, and said with its line. */
function feedbackOf({ erp, problems }: Setup, document: CustomerDocument<'OrderStatusMapping'>): Feedback {
  return (document.body.spec.feedback ?? []).filter(({ event }, at) => {
    const isSure = isSureOf(erp, event)
    if (!isSure) tellOnce({ problems }, warning('W319', { event, system: erp?.spec.title }, document.place(['spec', 'feedback', at, 'event'])))
    return isSure
  })
}

/** Does the ERP, as it is installed, show that event rightly? A simulated one does. */
function isSureOf(erp: SystemRef | undefined, event: string): boolean {
  if (erp?.simulator !== undefined) return true
  const verified = (erp?.settings['verifiedEvents'] ?? []) as readonly string[]
  return verified.includes(event) || !Object.values(erp?.spec.can ?? {}).some((ability) => ability?.assumedEvents?.some((one) => one === event))
}

/** Only where the shop's own operation has a place for the number, too. */
function takesParcel(setup: Setup, shop: SystemRef): boolean {
  const { orderBinding } = shop
  return abilityFor(setup, shop, 'feedback')?.fields['parcels']?.write === SURE && (orderBinding === undefined || statusTakesParcel(orderBinding.spec))
}

/** What the shop can do with the register behind the one that wants this. */
function abilityFor({ specs }: Setup, { spec }: SystemRef, wants: Wants): Ability | undefined {
  const entity = Object.values(specs.entities).find(({ between }) => between?.wants === wants)
  return spec.can[entity?.between?.target ?? '']
}

/** What was given back is only told where making a credit of an original, or the way from the order to its invoice, is no more than assumed. */
function creditsOf({ specs, erp }: Setup, { spec }: SystemRef): Pick<OrderLane, 'refunds' | 'seesBills' | 'makesCredits'> {
  const { source = '', target = '' } = Object.values(specs.entities).find(({ between }) => between?.wants === 'refunds')?.between ?? {}
  const seesBills = BILLED.every((event) => isSureOf(erp, event))
  const makes = erp?.spec.can[target]?.fields['creditOf']?.write === SURE
  return { refunds: spec.can[source]?.fields['refunds']?.read === SURE, seesBills, makesCredits: makes && seesBills }
}

function parcelsOf({ from, pattern = '', carrier, file, columns, links }: GivenParcels): ParcelLane {
  return {
    source: from === 'register' || from === 'file' ? { from } : { from: 'text', fields: [from], pattern },
    ...(carrier === undefined ? {} : { carrier }), ...(file === undefined ? {} : { file }),
    links: (links ?? {}) as ParcelLane['links'], columns: { ...COLUMNS, ...columns },
  }
}

/** A campaign is of the same list, and ties no group of its own. */
function groupsOf({ book }: Setup, shop: string): GroupPrices[] {
  return bindingsOf(book, shop).flatMap(({ body: { spec: { campaign, erp: { priceList, customerNumber }, shop: { customerGroup: group } } } }) =>
    (group === undefined || campaign ? [] : [{ group, ...(priceList === undefined ? {} : { priceList }), ...(customerNumber === undefined ? {} : { customerNumber }) }]))
}

type Given = {
  readonly as?: DocumentKind; readonly byPayment?: unknown; readonly customerNumber?: string; readonly account?: string; readonly project?: string
  readonly costCentre?: string; readonly priceList?: string; readonly terms?: string; readonly deliveryWay?: string
}

function documentRules(given: Given): ForDocument {
  return { as: given.as ?? 'order', byPayment: (given.byPayment ?? {}) as Readonly<Record<string, DocumentKind>>, ...partsOf(given) }
}

function partsOf(given: Given): Omit<ForDocument, 'as' | 'byPayment'> {
  const { customerNumber, account, project, costCentre, priceList, terms, deliveryWay } = given
  const parts = { customerNumber, account, project, costCentre, priceList, terms, deliveryWay }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

function channelsOf({ book }: Setup, shop: string): ChannelRules[] {
  return book.of('Channel').filter((one) => one.body.metadata.shop === shop).map(({ name, body: { spec } }) => {
    const { channelId, currency, country } = spec.match
    const { orders = {} } = spec
    return {
      name, flows: orders.flows ?? true,
      match: { ...(channelId === undefined ? {} : { channelId: String(channelId) }), ...(currency ? { currency } : {}), ...(country ? { country } : {}) },
      orders: {
        ...(orders.as ? { as: orders.as } : {}), ...(orders.byPayment ? { byPayment: orders.byPayment as Readonly<Record<string, DocumentKind>> } : {}),
        ...partsOf(orders),
      },
    }
  })
}

/** The first ValueMap that is the table of this field of the shop's, from the shop's codes to the ERP's. */
function mapped(setup: Setup, shop: string, field: string, as: 'paymentTerms' | 'deliveryWays' | 'units'): Readonly<Record<string, CodeMap>> {
  const document = forShop(setup.book.of('ValueMap'), shop).find((one) => tableOf(one, setup.specs)?.shop === field)
  if (!document) return {}
  setup.book.used.add(document)
  return { [as]: codeMap(setup, document) }
}

/** A row names the shop's number, and its document the ERP's. */
function articleNumbersOf(setup: Setup, lane: Lane): Readonly<Record<string, string>> {
  const entity = Object.values(setup.specs.entities).find((one) => one?.measure === 'uniqueProducts')
  return entity ? pairsOf(setup, { ...lane, entity, from: 'shop' }).pairs ?? {} : {}
}

/** Which accounting code a new article gets, by its VAT rate. */
function articleCodesOf(setup: Setup, shop: string): Pick<OrderRules, 'articleCodes'> {
  const { book, specs } = setup
  const document = forShop(book.of('ValueMap'), shop).find(({ body: { spec: { entity, field } } }) => typeof field === 'object'
    && field.shop === 'vatRate' && field.erp === 'accountingCode' && (entity === undefined || specs.entities[entity]?.measure === 'uniqueProducts'))
  if (!document) return {}
  book.used.add(document)
  return { articleCodes: codeMap(setup, document) }
}

/** Documents go one way: of two codes for one value nobody knows which is meant. */
function codeMap(setup: Setup, document: CustomerDocument<'ValueMap'>): CodeMap {
  const { spec } = document.body
  const { otherwise = 'hold' } = spec
  const first = new Map<string, Place>()
  spec.pairs.forEach(({ shop }, at) => {
    const place = document.place(['spec', 'pairs', at, 'shop'])
    const before = first.get(shop)
    if (before) tellOnce(setup, problem('E217', { key: shop, first: placeText(before) }, place))
    else first.set(shop, place)
  })
  const pairs = Object.fromEntries(spec.pairs.map(({ shop, erp }) => [shop, erp]))
  if (typeof otherwise !== 'object') return { pairs, otherwise: { as: otherwise } }
  return { pairs, otherwise: otherwise.erp === undefined ? { as: 'hold' } : { code: otherwise.erp } }
}
