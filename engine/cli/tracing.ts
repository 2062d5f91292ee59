// The chain of one order, gathered from both systems, from what the engine remembers and from what it wrote. Reads only. A part that
// cannot be read is named, and the others are told all the same.
import { SystemError, type Found } from '../connect/connector.js'
import { reasonOf } from '../core/problem.js'
import { pick } from '../core/same.js'
import type { Stream } from '../core/stream.js'
import { stands } from '../orders/handed.js'
import { isAbout, isOfOrders } from '../orders/keys.js'
import { nounOf } from '../report/knowledge.js'
import { maskPlan } from '../report/plan-mask.js'
import type { EventTrace, ShopTrace, Trace, WaitTrace, WriteTrace } from '../report/trace.js'
import type { Parts } from '../run/parts.js'
import { pass } from '../run/pass.js'
import { FileIntents } from '../store/intents.js'
import type { Known } from '../store/memory.js'
import { editOf, type Content } from '../trade/order/edits.js'
import { eventsOf } from '../trade/order/events.js'
import type { FamilyShown } from '../trade/order/family.js'
import { tellingsOf } from '../trade/order/tellings.js'
import type { BaseEntry } from '../types/state.js'
import type { Change, PlanDocument, Reason } from '../types/plan.js'
import type { Project } from './project.js'
import { makesDocuments, unfollowed } from './unfollowed.js'

export interface Tracing { readonly project: Project; readonly parts: Parts; readonly nowMs: number; readonly personal: boolean }

/** By shop, the streams of its orders. */
export function orderLanes(streams: readonly Stream[]): ReadonlyMap<string, readonly Stream[]> {
  const lanes = new Map<string, Stream[]>()
  for (const stream of streams) {
    if (!stream.orders) continue
    const { shop } = stream.orders.rules
    lanes.set(shop, [...(lanes.get(shop) ?? []), stream])
  }
  return lanes
}

/** Of each of these shops that knows the order, or that could not be asked. */
export async function traceOrder(key: string, lanes: ReadonlyMap<string, readonly Stream[]>, tracing: Tracing): Promise<Trace> {
  const { parts, personal, project } = tracing
  const { document: whole } = await pass([...lanes.values()].flat(), parts)
  const document = personal ? whole : maskPlan(whole, project.specs.entities)
  const shops: ShopTrace[] = []
  for (const [shop, streams] of lanes) {
    const traced = await traceShop({ key, shop, streams, document }, tracing)
    if (traced) shops.push(traced)
  }
  return { key, now: new Date(tracing.nowMs).toISOString(), shops }
}

interface Lane { readonly key: string; readonly shop: string; readonly streams: readonly Stream[]; readonly document: PlanDocument }

type Fields = Readonly<Record<string, unknown>>

async function traceShop(lane: Lane, tracing: Tracing): Promise<ShopTrace | undefined> {
  const { key, shop, streams } = lane
  const { store } = tracing.parts
  const orders = streams.find(makesDocuments)
  if (!orders) return undefined
  const missing: { part: string; reason: Reason }[] = []
  const asked = async (part: string, stream: Stream | undefined, where: { readonly side: 'source' | 'target'; readonly register?: string; readonly key?: string }): Promise<Fields | null | undefined> => {
    if (!stream) return undefined
    try {
      const name = where.key ?? key
      const found = await tracing.parts.readers.get(stream[where.side].name)?.find(where.register ?? stream.entity.id, [name], stream.scope[where.side])
      return fieldsIn(found?.get(name), part, missing)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (!missing.some((one) => one.part === part)) missing.push({ part, reason: reasonOf(error.problem) })
      return undefined
    }
  }
  const listed = await shownBy(lane, orders, asked)
  const base = store.read(orders.id).entries.get(key)
  const beyond = base === undefined && listed !== undefined && listed?.['placedAt'] === undefined ? await unfollowed(orders, key, tracing.parts) : undefined
  const order = beyond ? { ...beyond.fields, ...listed } : listed
  const family = await familyOf(lane, asked)
  if (!order && !base && !family && missing.length === 0) return undefined
  const content = (order?.['content'] ?? {}) as Content
  const stands = base !== undefined && base.source !== null && base.target !== null
  const identity = customerOf(order)
  const cards = streams.find(({ entity: { between } }) => between !== undefined && between.made === undefined && between.wants === undefined)
  const document = stands ? await asked(ERP, orders, { side: 'target' }) : undefined
  const named = document?.['customerNumber']
  const card = typeof named === 'string' ? named : typeof identity === 'string' ? await cardOf(identity, await asked(ERP, cards, { side: 'target', key: identity }), cards) : undefined
  const writes = await writesOf(lane, tracing, typeof identity === 'string' ? identity : undefined)
  const remembered = base?.source?.['content']
  const handedAt = stands ? base.bornAt : undefined
  return {
    shop, entity: orders.entity.id, erp: orders.target.name, ...(order === undefined ? {} : { order: order && shownOf(order) }), ...(handedAt === undefined ? {} : { handedAt }),
    ...(card === undefined ? {} : { card }),
    ...(family === undefined ? {} : { documents: Object.values(((family?.['documents'] ?? {}) as Readonly<Record<string, Fields>>)).map(documentOf) }),
    events: eventsTraced(lane, family ?? undefined, { tracing, writes }), writes,
    edits: order && typeof remembered === 'object' && remembered !== null ? editOf(remembered as Content, content) : [],
    waits: [...waitsOf(lane, tracing, typeof identity === 'string' ? identity : undefined), ...(beyond?.reason ? [{ stream: orders.id, ...saidOf(orders, tracing.project), key, as: 'skipped', reason: beyond.reason } as const] : [])], missing: [...missing, ...failuresOf(lane, missing)],
  }
}

const SHOP = 'the shop'
const CARD = "its customer's card"
const ERP = 'the ERP'

function fieldsIn(found: Found | undefined, part: string, missing: { part: string; reason: Reason }[]): Fields | null | undefined {
  if (!found || found.kind === 'absent') return null
  if (found.kind === 'found') return found.item.fields
  if (found.kind === 'unknown') missing.push({ part, reason: reasonOf(found.problem) })
  return undefined
}

type Asked = (part: string, stream: Stream | undefined, where: { readonly side: 'source' | 'target'; readonly register?: string }) => Promise<Fields | null | undefined>

/** The order as the shop shows it; one that is not listed any more at least with its status. */
async function shownBy({ streams }: Lane, orders: Stream, asked: Asked): Promise<Fields | null | undefined> {
  const order = await asked(SHOP, orders, { side: 'source' })
  const back = order === undefined ? undefined : streams.find(({ entity: { between }, target }) => between !== undefined && target.role === 'shop')
  const status = back?.entity.between && await asked(SHOP, back, { side: 'target', register: back.entity.between.target })
  return status ? { ...status, ...order } : order
}

/** The documents of the order, by the register that a stream back to the shop stands on; without one, what its own stream finds. */
async function familyOf({ streams }: Lane, asked: Asked): Promise<Fields | null | undefined> {
  const back = streams.find(({ entity: { between }, source }) => between !== undefined && source.role === 'erp')
  if (back) return asked(ERP, back, { side: 'source', ...(back.entity.between ? { register: back.entity.between.source } : {}) })
  const made = await asked(ERP, streams.find(({ entity }) => entity.between?.made !== undefined), { side: 'target' })
  return made && { documents: (made['links'] as Fields | undefined) ?? { made } }
}

/** null: no card yet. Where the ERP could not be asked nothing is said. */
async function cardOf(identity: string, found: Fields | null | undefined, cards: Stream | undefined): Promise<string | null | undefined> {
  if (!cards) return identity.includes(':') ? identity.slice(identity.indexOf(':') + 1) : undefined
  const number = found?.['number']
  return typeof number === 'string' ? number : found === null ? null : undefined
}

const SHOWN = ['status', 'placedAt', 'channel', 'test', 'exported', 'currency', 'gross', 'vat', 'toPay', 'paymentMethod', 'paymentState', 'paymentReference',
  'deliveryWay', 'customerName', 'email', 'phone', 'parcels', 'rows', 'refunds'] as const

function shownOf(order: Fields): Fields {
  return Object.fromEntries(SHOWN.flatMap((name) => (order[name] === undefined || order[name] === null ? [] : [[name, order[name]]])))
}

const OF_DOCUMENT = ['document', 'number', 'date', 'gross', 'balance', 'printed', 'delivered', 'paid', 'cancelled'] as const

function documentOf(document: Fields): Fields {
  return Object.fromEntries(OF_DOCUMENT.flatMap((name) => (document[name] === undefined || document[name] === null ? [] : [[name, document[name]]])))
}

function eventsTraced({ key, streams }: Lane, family: Fields | undefined, { tracing, writes }: { readonly tracing: Tracing; readonly writes: readonly WriteTrace[] }): EventTrace[] {
  const rules = streams[0]?.orders
  if (!family || !rules) return []
  const telling = streams.find(({ entity }) => entity.between?.wants === 'feedback')
  const told = telling ? tracing.parts.store.read(telling.id).entries : new Map()
  const events = eventsOf(family as unknown as FamilyShown)
  const asked = new Map(telling ? tellingsOf(key, events, rules).map((one) => [one.event, one]) : [])
  return events.map((event) => {
    const one = asked.get(event)
    if (!one) return { event, told: false }
    const write = writes.findLast((other) => other.key === one.key && other.outcome === 'done')
    const rule = rules.feedback.find((other) => other.event === event)
    const as = write ? 'told' : howTold(told.get(one.key))
    if (as === 'known') return { event, status: one.status, told: false, known: true }
    return { event, status: one.status, ...(one.mail ? { mail: true } : {}), ...(rule?.capture ? { capture: true } : {}), told: as === 'told', ...(write ? { toldAt: write.at } : {}) }
  })
}

/** What the shop refused, or what nobody knows the end of, is remembered as well. known: the shop showed it when it was to be told, and nothing was sent. */
function howTold(entry: BaseEntry | undefined): 'told' | 'known' | undefined {
  if (entry === undefined || !stands(entry)) return undefined
  return entry.born === 'target' ? 'told' : 'known'
}

/** Is an item of the stream the order, or something that happened to it, or the card of its customer? */
function isOf(key: string, { entity }: Stream, { order, identity }: { readonly order: string; readonly identity: string | undefined }): boolean {
  return isOfOrders(entity) ? isAbout(order, key, entity) : key === identity
}

/** What a line of the chain says of a write. */
const TOLD_OF_WRITES = ['status', 'mail', 'amount', 'parcels'] as const

async function writesOf({ key, streams }: Lane, { project }: Tracing, identity: string | undefined): Promise<WriteTrace[]> {
  const byId = new Map(streams.map((stream) => [stream.id, stream]))
  const intents = FileIntents.read({ dir: project.dir })
  const writes: WriteTrace[] = []
  for await (const { intent, outcomes } of intents.history()) {
    const stream = byId.get(intent.stream)
    if (!stream) continue
    for (const item of intent.items) {
      if (!isOf(item.key, stream, { order: key, identity })) continue
      writes.push({
        at: intent.at, stream: stream.id, ...(item.key === identity ? { noun: CARD } : saidOf(stream, project)), side: stream.target.role, action: intent.action, key: item.key,
        outcome: outcomes[item.change] ?? 'open', fields: pick(item.after, TOLD_OF_WRITES),
      })
    }
  }
  await intents.close()
  return writes.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

function saidOf({ entity }: Stream, { specs }: Project): Pick<WriteTrace, 'noun' | 'did'> {
  const { did } = entity.words ?? {}
  return { noun: nounOf({ problems: specs.problems, entities: specs.entities }, entity.id), ...(did === undefined ? {} : { did }) }
}

/** What the plan of this moment says of the order and of its customer. */
function waitsOf(lane: Lane, tracing: Tracing, identity: string | undefined): WaitTrace[] {
  return lane.streams.flatMap((stream) => {
    const plan = lane.document.streams.find((one) => one.stream === stream.id)
    const { entries, run: { condition } } = tracing.parts.store.read(stream.id)
    const of = (key: string): Pick<WaitTrace, 'stream' | 'noun' | 'did' | 'key'> & { nextTryAt?: string } => {
      const nextTryAt = [condition.notBefore, entries.get(key)?.notBefore].filter((at) => at !== undefined).sort().at(-1)
      return { stream: stream.id, ...(key === identity ? { noun: CARD } : saidOf(stream, tracing.project)), key, ...(nextTryAt === undefined ? {} : { nextTryAt }) }
    }
    const mine = <Item extends { readonly key: string }>(items: readonly Item[] | undefined): readonly Item[] => (items ?? []).filter(({ key }) => isOf(key, stream, { order: lane.key, identity }))
    return [
      ...mine(plan?.held).map(({ key, reason }): WaitTrace => ({ ...of(key), as: 'held', reason })),
      ...mine(plan?.skipped).map(({ key, reason }): WaitTrace => ({ ...of(key), as: 'skipped', reason })),
      ...mine(plan?.changes).map((change: Change): WaitTrace => ({ ...of(change.key), as: change.verdict, ...(change.why?.[0] ? { reason: change.why[0] } : {}), ...lastTry(change.key, tracing.parts.store.read(stream.id)) })),
    ]
  })
}

/** Why the last try came to nothing, as the stream's condition names it. */
export function lastTry(key: string, { entries, run: { condition } }: Known): { readonly lastTry?: Reason } {
  const found = entries.get(key)?.failures === undefined ? undefined : condition.waiting?.find((one) => one.key === key)
  return found ? { lastTry: { code: found.code, ...(found.facts ? { facts: found.facts } : {}) } } : {}
}

/** Streams that could not be planned, unless their reason was told already. */
function failuresOf({ streams, document }: Lane, missing: readonly { readonly reason: Reason }[]): { part: string; reason: Reason }[] {
  const told = new Set(missing.map(({ reason }) => reason.code))
  return streams.flatMap(({ id }) => {
    const failed = document.streams.find(({ stream }) => stream === id)?.failed
    if (!failed || told.has(failed.code)) return []
    told.add(failed.code)
    return [{ part: id, reason: failed }]
  })
}

/** What its customer is known by. */
function customerOf(order: { readonly [field: string]: unknown } | null | undefined): unknown {
  const { customer } = order ?? {}
  return customer
}
